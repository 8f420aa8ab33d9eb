"""The files that are kept with a thing: one to open, or to save elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from smm_ledger.core.marks import N_
from smm_ledger.i18n.formatting import format_date
from smm_ledger.services.contacts import KeptFile
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.base import Dialog
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import ListSource, Row
from smm_ledger.tui.widgets.table import WindowedTable

MOST: Final = 14
NOTE: Final = 2
"""Lines of what is said of the file under the cursor."""


@dataclass(frozen=True, slots=True)
class FileWish:
    """What is wanted of a file: to save it elsewhere, else to open it."""

    kept: KeptFile
    save: bool


class KeptFilesDialog(Dialog[FileWish, Ledger]):
    """Returns the chosen file, and what is wanted of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("export", action="save", label=N_("Save as"), tip=N_("save a copy elsewhere"))
    ]
    FOOTER: ClassVar[tuple[str, ...]] = ("open", "export", "cancel")
    AUTO_FOCUS = "WindowedTable"
    ABOVE = NOTE + 1
    DEFAULT_CSS = """
    KeptFilesDialog > .frame { width: 110; }
    KeptFilesDialog WindowedTable { background: $surface; }
    KeptFilesDialog .about { height: 2; margin-top: 1; color: $text-muted; }
    """

    def __init__(self, ctx: Context[Ledger], *, name: str, files: Sequence[KeptFile]) -> None:
        super().__init__(ctx, title=ctx.say(N_("Files kept with {name}"), name=name))
        self._files = tuple(files)

    def body(self) -> ComposeResult:
        """Yield the files, and what is known of the one under the cursor."""
        table = WindowedTable(
            (
                Column("name", self.say(N_("File")), 20, 2),
                Column("date", self.say(N_("Date")), 11),
                Column("of", self.say(N_("With")), 12, 1, priority=1),
                Column("note", self.say(N_("Note")), 12, 2, priority=2),
            ),
            ListSource([self._row(at, one) for at, one in enumerate(self._files)]),
            symbols=self.ctx.symbols,
        )
        table.styles.height = min(MOST, len(self._files)) + 1
        yield table
        yield Static("", classes="about", markup=False)

    def _row(self, at: int, one: KeptFile) -> Row:
        day = format_date(one.own.date, self.ctx.words.language)
        return Row(str(at), (one.own.name, day, one.of, (one.own.note, "dim")))

    def _current(self) -> KeptFile | None:
        key = self.query_one(WindowedTable).cursor_key
        return self._files[int(key)] if key else None

    @on(WindowedTable.Highlighted)
    def another_row(self, event: WindowedTable.Highlighted) -> None:
        """Say what the file is, and the hash under which it is kept."""
        event.stop()
        if one := self._current():
            text = f"{one.own.note or one.own.name}\nSHA-256 {one.own.sha256}"
            self.query_one(".about", Static).update(label(text, multiline=True))

    @on(WindowedTable.Selected)
    def chosen(self, event: WindowedTable.Selected) -> None:
        """Open the file."""
        event.stop()
        self.dismiss(FileWish(self._files[int(event.key)], save=False))

    def action_save(self) -> None:
        """Save the file elsewhere."""
        if one := self._current():
            self.dismiss(FileWish(one, save=True))
