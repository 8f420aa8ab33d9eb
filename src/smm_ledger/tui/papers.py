"""Making and opening a document's PDF without holding up the screen.

A PDF takes up to seconds, so it is made in a thread; what it says goes back to the screen's own
thread. Where PDFs cannot be made, the same page is kept as HTML, and said to be one.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from textual.screen import Screen
from textual.worker import get_current_worker

from smm_ledger.core.errors import LedgerError, MissingDependency
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.base import LedgerScreen
from smm_ledger.tui.changes import editing
from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog
from smm_ledger.tui.errors import TOAST_SECONDS, error_text
from smm_ledger.tui.keymap import KEYS, check_overrides, first_key
from smm_ledger.tui.possible import Deed
from smm_ledger.tui.views.canvas import Canvas

if TYPE_CHECKING:
    from smm_ledger.services.documents import Paper

R = TypeVar("R")

LEAST: Final = 20
MAKING: Final = N_("Making the PDF of {name}…")
SAVED: Final = N_("Saved: {path}")
AS_PAGE: Final = N_("The PDF cannot be made here; the page was saved as HTML: {path}")
ACTIONS: Final = N_("What to do with {name}")


class DocumentScreen(LedgerScreen[Ledger]):
    """A screen whose documents can be made, opened, and asked what can be done with them."""

    def canvas_of(self, width: int) -> Canvas:
        """Return what the views draw with, in a width."""
        return Canvas(
            t=self.ctx.words,
            today=self.ctx.clock.today(),
            width=max(LEAST, width),
            symbols=self.ctx.symbols,
        )

    async def ask_change(self, screen: Screen[R], *, kind: str, name: str) -> R | None:
        """Show the form of a thing as `ask`, and remember the change for undo."""
        made = editing(self.ctx.services, kind, name)
        result = await self.ask(screen)
        self.ctx.history.noted(made())
        return result

    async def keep_file(self, name: str) -> None:
        """Ask for a file, and keep it with the thing of this name."""
        from smm_ledger.tui.file_flows import attach

        await attach(self, name, name)

    async def show_files(self, name: str) -> None:
        """List the files that are kept with the thing of this name, to open or save one."""
        from smm_ledger.tui.kept_files import show_files

        await show_files(self, name, name)

    def make_paper(
        self,
        name: str,
        make: "Callable[[], Paper]",
        page: "Callable[[], Paper]",
        *,
        view: bool = False,
        told: bool = False,
    ) -> None:
        """Make a document in a thread, save it, and open it if asked to.

        `told` leaves what was just told in sight until the document is there.
        """
        if not told:
            self.tell(MAKING, name=name)
        self.run_worker(
            lambda: self._make(make, page, view=view), thread=True, group="paper", exclusive=True
        )

    def _make(
        self, make: "Callable[[], Paper]", page: "Callable[[], Paper]", *, view: bool
    ) -> None:
        worker = get_current_worker()
        call = self.app.call_from_thread
        try:
            paper, missing = self._paper(make, page)
            if worker.is_cancelled:
                return
            path = self.ctx.save_page(paper) if missing else self.ctx.save_paper(paper)
            call(self._saved, path, missing)
            for warning in paper.warnings:
                call(partial(self.tell, warning, bad=True))
            if view:
                self.ctx.open_path(path)
        except LedgerError as error:
            call(self.refused, error)

    def _paper(
        self, make: "Callable[[], Paper]", page: "Callable[[], Paper]"
    ) -> "tuple[Paper, MissingDependency | None]":
        try:
            return make(), None
        except MissingDependency as missing:
            return page(), missing

    def _saved(self, path: Path, missing: MissingDependency | None) -> None:
        if missing is None:
            self.tell(SAVED, path=str(path))
            return
        told = f"{self.say(AS_PAGE, path=str(path))}\n{error_text(self.ctx, missing)}"
        self.notify(told, severity="warning", timeout=TOAST_SECONDS, markup=False)

    async def choose_deed(self, name: str, deeds: Sequence[Deed]) -> None:
        """Offer everything that is possible now, and do what is chosen."""
        keymap = check_overrides(self.ctx.options.keymap).keymap
        choices = [
            Choice(
                deed.action,
                self.say(deed.text),
                hot=KEYS[deed.key].keys[0] if deed.key and deed.key not in keymap else "",
                display=first_key(deed.key, keymap) if deed.key else "",
            )
            for deed in deeds
        ]
        title = self.say(ACTIONS, name=name)
        chosen = await self.ask(ChooseDialog(self.ctx, title=title, choices=choices))
        if chosen is not None:
            await self.run_action(chosen)
