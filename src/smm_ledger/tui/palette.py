"""The palette: screens, actions of this screen, clients, documents, looks and languages.

Textual's own is half English and knows nothing of the ledger. Entries are made of what exists
(the keymap, the modes, the finder); here they are only matched with what was typed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.fuzzy import Matcher
from textual.screen import Screen
from textual.widgets import Input

from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import available_languages, own_name
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.app import KNOWN, LedgerApp
from smm_ledger.tui.base import help_entries
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.base import Dialog
from smm_ledger.tui.keymap import GO, IN_FORMS, MOVE
from smm_ledger.tui.places import PLACE_NAMES
from smm_ledger.tui.themes import TITLES
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import ListSource, Row
from smm_ledger.tui.widgets.table import WindowedTable

TITLE: Final = N_("Go to, or do")
SEARCH: Final = N_("Search screens, actions, clients and documents…")
NO_MATCH: Final = N_("nothing matches")
GO_TO: Final = N_("Go to: {place}")
THEME: Final = N_("Theme: {name}")
LANGUAGE: Final = N_("Language: {name}")
KINDS: Final = {"client": N_("Client"), "quote": N_("Quote"), "invoice": N_("Invoice")}
UNLISTED: Final = frozenset(
    key.id for key in (*MOVE[:8], *IN_FORMS[1:], *GO) if key.id not in {"find", "filter", "sort"}
) | {"palette", "mark", "mark-all"}
"""Keys that one presses, and does not look for."""

ROWS: Final = 12
TYPED_MAX: Final = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose.

    Attributes:
        text: What it is called, in the user's language.
        detail: A key, or more of what it is.
        run: Does it, after the palette has closed.
    """

    text: str
    detail: str
    run: Callable[[], object]


def open_palette(app: LedgerApp, ctx: Context[Ledger]) -> None:
    """Show the palette over the screen in front, and do what is chosen there."""
    entries = tuple(all_entries(app, ctx, app.screen))

    def find(typed: str) -> Sequence[Entry]:
        return [
            Entry(
                f"{ctx.say(KINDS[found.place])}: {found.title}",
                found.detail,
                partial(app.action_show, found.place, found.key),
            )
            for found in ctx.finder(typed)
        ]

    def done(entry: Entry | None) -> None:
        if entry is not None:
            app.call_later(entry.run)

    app.push_screen(PaletteDialog(ctx, entries=entries, find=find), done)


def all_entries(app: LedgerApp, ctx: Context[Ledger], screen: Screen[Any]) -> Iterator[Entry]:
    """Yield what can be done now: this screen's actions first."""
    for key_id, bindings in help_entries(screen).items():
        first = bindings[0]
        if key_id not in UNLISTED and first.enabled:
            action, node = first.binding.action, first.node
            yield Entry(
                _capital(first.tooltip or first.binding.description),
                app.get_key_display(first.binding),
                partial(app.run_action, action, node),
            )
    for key in KNOWN:
        mode = key.id.removeprefix("go-")
        place = ctx.say(GO_TO, place=ctx.say(key.label))
        yield Entry(place, key.keys[0], partial(app.action_go, mode))
    for place, name in PLACE_NAMES.items():
        said = ctx.say(GO_TO, place=ctx.say(name))
        yield Entry(said, "", partial(app.action_place, place))
    for name, title in TITLES.items():
        said = ctx.say(THEME, name=ctx.say(title))
        yield Entry(said, "", partial(app.choose_theme, name))
    for code in available_languages():
        said = ctx.say(LANGUAGE, name=own_name(code))
        yield Entry(said, "", partial(app.choose_language, code))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class PaletteDialog(Dialog[Entry, Ledger]):
    """Returns the chosen entry.

    Args:
        ctx: What screens are given.
        entries: What can be done.
        find: Looks for clients and documents.
    """

    FOOTER: ClassVar[tuple[str, ...]] = ("open", "cancel")
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    PaletteDialog { align: center top; }
    PaletteDialog Input, PaletteDialog Input:focus { height: 1; border: none; padding: 0; }
    PaletteDialog WindowedTable { background: $surface; height: 13; }
    """

    def __init__(
        self,
        ctx: Context[Ledger],
        *,
        entries: Sequence[Entry],
        find: Callable[[str], Sequence[Entry]],
    ) -> None:
        super().__init__(ctx, title=ctx.say(TITLE))
        self._entries = entries
        self._find = find
        self._shown: Sequence[Entry] = entries

    def body(self) -> ComposeResult:
        """Yield the line to type in and the entries."""
        yield Input(placeholder=self.say(SEARCH), compact=True, max_length=TYPED_MAX)
        columns = (Column("text", "", 30, 2), Column("detail", "", 8, 1, "right", 1))
        yield WindowedTable(
            columns,
            ListSource(self._rows()),
            empty=self.say(NO_MATCH),
            symbols=self.ctx.symbols,
        )

    def _rows(self) -> list[Row]:
        return [
            Row(str(at), (entry.text, (entry.detail, "dim")))
            for at, entry in enumerate(self._shown)
        ]

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Show what matches, best first; then what the ledger finds."""
        event.stop()
        self._shown = [*self._matching(event.value), *self._find(event.value)]
        table = self.query_one(WindowedTable)
        table.set_source(ListSource(self._rows()))
        table.action_first()

    def _matching(self, typed: str) -> Sequence[Entry]:
        if not typed.strip():
            return self._entries
        matcher = Matcher(typed)
        scored = [(matcher.match(entry.text), entry) for entry in self._entries]
        scored.sort(key=lambda pair: -pair[0])
        return [entry for score, entry in scored if score > 0]

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the line keeps the focus."""
        moves = {"down": "move_down", "up": "move_up", "pagedown": "page_down", "pageup": "page_up"}
        if event.key in moves and isinstance(self.focused, Input):
            event.stop()
            event.prevent_default()
            getattr(self.query_one(WindowedTable), f"action_{moves[event.key]}")()

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Choose the entry under the cursor."""
        event.stop()
        self.query_one(WindowedTable).action_select()

    @on(WindowedTable.Selected)
    def choose(self, event: WindowedTable.Selected) -> None:
        """Return the entry."""
        event.stop()
        self.dismiss(self._shown[int(event.key)])
