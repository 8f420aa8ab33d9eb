"""The palette: screens, actions of this screen, clients, documents, looks and languages.

Textual's own is half English and knows nothing of the ledger. Entries are made of what exists
(the keymap, the modes, the finder); here they are only matched with what was typed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from textual.fuzzy import Matcher
from textual.screen import Screen

from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import available_languages, own_name
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.app import KNOWN, LedgerApp
from smm_ledger.tui.base import LedgerScreen, help_entries
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.search import SearchDialog
from smm_ledger.tui.keymap import GO, IN_FORMS, MOVE
from smm_ledger.tui.places import PLACE_NAMES
from smm_ledger.tui.themes import TITLES
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Row

TITLE: Final = N_("Go to, or do")
SEARCH: Final = N_("Search screens, actions, clients and documents…")
GO_TO: Final = N_("Go to: {place}")
CALENDAR: Final = N_("Due dates, promises and reminders as a calendar")
PAPERS: Final = N_("PDFs of all invoices of a year, into a folder")
TABLES: Final = {
    "clients": N_("Import clients from a table"),
    "services": N_("Import services from a table"),
}
THEME: Final = N_("Theme: {name}")
OWN: Final = N_("Leave the sample data: my own ledger")
LANGUAGE: Final = N_("Language: {name}")
KINDS: Final = {
    "client": N_("Client"),
    "quote": N_("Quote"),
    "invoice": N_("Invoice"),
    "retainer": N_("Retainer"),
}
UNLISTED: Final = frozenset(
    key.id for key in (*MOVE[:8], *IN_FORMS[1:], *GO) if key.id not in {"find", "filter", "sort"}
) | {"palette", "mark", "mark-all"}
"""Keys that one presses, and does not look for."""


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
    if isinstance(screen, LedgerScreen):
        yield Entry(ctx.say(CALENDAR), "", app.action_calendar)
        yield Entry(ctx.say(PAPERS), "", app.action_papers)
        for kind, title in TABLES.items():
            yield Entry(ctx.say(title), "", partial(app.action_import_table, kind))
    if ctx.ledger.sample:
        yield Entry(ctx.say(OWN), "", app.action_own_ledger)
    for name, title in TITLES.items():
        said = ctx.say(THEME, name=ctx.say(title))
        yield Entry(said, "", partial(app.choose_theme, name))
    for code in available_languages():
        said = ctx.say(LANGUAGE, name=own_name(code))
        yield Entry(said, "", partial(app.choose_language, code))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class PaletteDialog(SearchDialog[Entry]):
    """Returns the chosen entry.

    Args:
        ctx: What screens are given.
        entries: What can be done.
        find: Looks for clients and documents.
    """

    prompt = SEARCH
    DEFAULT_CSS = """
    PaletteDialog { align: center top; }
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

    def columns(self) -> Sequence[Column]:
        """Return what it is, and its key."""
        return (Column("text", "", 30, 2), Column("detail", "", 8, 1, "right", 1))

    def rows(self, typed: str) -> Sequence[Row]:
        """Return what matches, best first; then what the ledger finds."""
        found = self._find(typed) if typed else ()
        self._shown = [*self._matching(typed), *found]
        return [
            Row(str(at), (entry.text, (entry.detail, "dim")))
            for at, entry in enumerate(self._shown)
        ]

    def _matching(self, typed: str) -> Sequence[Entry]:
        if not typed.strip():
            return self._entries
        matcher = Matcher(typed)
        scored = [(matcher.match(entry.text), entry) for entry in self._entries]
        scored.sort(key=lambda pair: -pair[0])
        return [entry for score, entry in scored if score > 0]

    def found(self, key: str) -> Entry:
        """Return the entry of a row."""
        return self._shown[int(key)]
