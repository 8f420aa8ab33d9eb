"""What every screen shares: the lines around it, the language, going back and the guard.

A screen asks a service, formats and shows. This base knows no service; it makes sure that a
refusal of the ledger is shown instead of ending the program, whichever handler met it.
"""

from collections.abc import Awaitable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import ActiveBinding, BindingType
from textual.message import Message
from textual.screen import Screen, ScreenResultType

from smm_ledger.core.errors import LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.tui.context import Context
from smm_ledger.tui.errors import TOAST_SECONDS, show_error
from smm_ledger.tui.keymap import KEYS, bind
from smm_ledger.tui.widgets.bars import KEYS_IN_FOOTER, Banner, Heading, Hint, KeyBar, TitleBar

R = TypeVar("R")
S = TypeVar("S")

SAMPLE: str = N_("SAMPLE DATA")
SAMPLE_TAIL: str = N_("a copy to try things on: nothing here is real")

BREAKPOINTS: list[tuple[int, str]] = [(0, "-narrow"), (80, "-normal"), (110, "-wide")]
"""Screens that are `-wide` show a list and its detail side by side."""


class Guarded(Screen[ScreenResultType], Generic[ScreenResultType, S]):
    """A screen or dialog that shows refusals and speaks the user's language."""

    FOOTER: ClassVar[tuple[str, ...]] = ()
    """Ids of the best keys of this screen, best first."""

    def __init__(self, ctx: Context[S]) -> None:
        super().__init__()
        self.ctx = ctx
        self._asking = False

    def say(self, message: str, /, **data: object) -> str:
        """Return a message in the user's language."""
        return self.ctx.say(message, **data)

    def banner(self) -> Iterator[Banner]:
        """Yield the strip that tells sample data from one's own."""
        if self.ctx.ledger.sample:
            yield Banner(self._banner)

    def _banner(self) -> str:
        return f"{self.say(SAMPLE)} {self.ctx.symbols.dash} {self.say(SAMPLE_TAIL)}"

    async def _dispatch_message(self, message: Message) -> None:
        """Show what the ledger refuses, whichever handler met it; the screen lives on."""
        try:
            await super()._dispatch_message(message)
        except LedgerError as error:
            self.refused(error)

    def refused(self, error: LedgerError) -> None:
        """Show a refusal; a form shows it beside the field instead."""
        show_error(self.app, self.ctx, error)

    def tell(self, message: str, /, *, bad: bool = False, **data: object) -> None:
        """Show a toast in the user's language."""
        self.notify(
            self.say(message, **data),
            severity="warning" if bad else "information",
            timeout=TOAST_SECONDS,
            markup=False,
        )

    @property
    def _may_ask(self) -> bool:
        """Whether nothing stands above this screen, or is about to."""
        return not self._asking and self.app.screen is self

    async def ask(self, dialog: Screen[R]) -> R | None:
        """Show a dialog or a form, and return its result; None when it was left.

        Only inside a worker (`@work`), as all that waits for the user. One at a time: of keys that
        come in one burst the first asks, and what the others would ask is as if it were left.
        """
        if not self._may_ask:
            return None
        self._asking = True
        try:
            return await self.app.push_screen_wait(dialog)
        finally:
            self._asking = False

    def push(self, screen: Screen[Any]) -> Awaitable[object]:
        """Show another screen above this one, unless one is there already."""
        if not self._may_ask:
            return AwaitComplete()
        shown: Awaitable[object] = self.app.push_screen(screen)
        return shown

    def flow(self, doing: Coroutine[Any, Any, object]) -> None:
        """Run what asks and acts on the answers; not below a dialog, which belongs to another."""
        if not self._may_ask:
            doing.close()
        else:
            self.run_worker(doing, group="flow", exclusive=True)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now, described in the user's language."""
        return {key: self._translated(active) for key, active in super().active_bindings.items()}

    def _translated(self, active: ActiveBinding) -> ActiveBinding:
        binding = active.binding
        if not binding.id:
            return active
        tip = self.say(binding.tooltip) if binding.tooltip else ""
        said = replace(binding, description=self.say(binding.description), tooltip=tip)
        return active._replace(binding=said, tooltip=tip)

    def hints(self) -> tuple[Sequence[Hint], Hint | None]:
        """Return the footer's keys that work now, and the one for help."""
        by_id: dict[str, ActiveBinding] = {}
        for active in sorted(self.active_bindings.values(), key=_rank):
            if active.binding.id and active.enabled:
                by_id.setdefault(active.binding.id, active)
        best = [self._hint(by_id[key_id]) for key_id in self.FOOTER if key_id in by_id]
        last = self._hint(by_id["help"]) if "help" in by_id else None
        return best[:KEYS_IN_FOOTER], last

    def _hint(self, active: ActiveBinding) -> Hint:
        binding = active.binding
        shown = self.app.get_key_display(binding)
        if self.ctx.options.ascii_only and not shown.isascii():
            shown = binding.key
        return Hint(binding.key, shown, binding.description)


class LedgerScreen(Guarded[None, S], Generic[S]):
    """A full screen: top line, banner when the data are samples, body, footer.

    A subclass says its `crumbs`, composes its `body` and reads its data in `load`, which is
    called whenever the screen comes to the front and may be called twice.
    """

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [bind("back")]
    FOOTER: ClassVar[tuple[str, ...]] = ("open", "back")

    def __init__(self, ctx: Context[S]) -> None:
        super().__init__(ctx)
        self._drawn = self._look
        self._in_front = False

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The way to this screen, in the user's language; the last is the screen itself."""
        raise NotImplementedError

    @property
    def status(self) -> str:
        """A few words beside the title: counts, filter, order."""
        return ""

    @property
    def about_client(self) -> str:
        """The code of the client in front, for what is logged about one; empty for none."""
        return ""

    def body(self) -> ComposeResult:
        """Yield the widgets between the lines."""
        raise NotImplementedError

    def load(self) -> None:
        """Read what is shown, and show it."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Put the lines around the body; the classes are those of the first layout."""
        self.set_class(self.ctx.options.ascii_only, "-plain", update=False)
        fitting = [name for least, name in BREAKPOINTS if least <= self.app.size.width]
        self.set_class(True, fitting[-1], update=False)  # noqa: FBT003 - Textual's own
        yield TitleBar(self._heading, self.ctx.symbols.crumb)
        yield from self.banner()
        yield from self.body()
        yield KeyBar(self.hints)

    def _heading(self) -> Heading:
        return Heading(self.crumbs, self.status, self.ctx.ledger.name)

    @property
    def _look(self) -> tuple[str, bool]:
        """What a screen is built for: language and characters."""
        return self.ctx.words.language, self.ctx.options.ascii_only

    def refresh_heading(self) -> None:
        """Paint the top line anew after its words changed."""
        for bar in self.query(TitleBar):
            bar.refresh()

    def on_screen_resume(self) -> None:
        """Show the present state; after a change of language or characters, anew.

        Of a mode's first screen Textual says twice that it came to the front.
        """
        if self._drawn != self._look:
            self.call_later(self.retranslate)
        elif self.is_mounted and not self._in_front:
            self._in_front = True
            self.load()
            self.refresh_heading()

    def on_screen_suspend(self) -> None:
        """Read anew when it comes to the front again."""
        self._in_front = False

    async def retranslate(self) -> None:
        """Build the screen again in the language and the characters that are on now."""
        self._drawn = self._look
        await self.recompose()
        self.load()
        for widget in self.query(str(self.AUTO_FOCUS)):
            if widget.focusable:
                widget.focus()
                return

    # --- going back -----------------------------------------------------------------------------

    def clear_filter(self) -> bool:
        """Clear the filter; False when there was none."""
        return False

    def action_back(self) -> None:
        """Clear the filter, else close, else go back to the home screen."""
        if self.clear_filter():
            return
        if len(self.app.screen_stack) > 1:
            self.dismiss(None)
        else:
            self.app.call_later(self.app.run_action, "app.go('home')")


def _rank(active: ActiveBinding) -> int:
    """Tell an action's first key from its aliases: Textual lists a base class's keys first."""
    key = KEYS.get(active.binding.id or "")
    known = key.keys if key else ()
    return known.index(active.binding.key) if active.binding.key in known else 0


def help_entries(screen: Screen[Any]) -> Mapping[str, tuple[ActiveBinding, ...]]:
    """Return the active bindings of the keymap by id, aliases together, in the keymap's order."""
    found: dict[str, list[ActiveBinding]] = {}
    for active in sorted(screen.active_bindings.values(), key=_rank):
        if active.binding.id in KEYS:
            found.setdefault(str(active.binding.id), []).append(active)
    return {key_id: tuple(found[key_id]) for key_id in KEYS if key_id in found}
