"""Registro: what was done, newest first; of everything, or of one thing."""

import json
from typing import TYPE_CHECKING, Final

from textual import on
from textual.app import ComposeResult

from smm_ledger.core.marks import N_
from smm_ledger.i18n.log_words import action_of
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.base import LedgerScreen
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.message import MessageDialog
from smm_ledger.tui.places import PLACE_NAMES
from smm_ledger.tui.views.log import detail_text, log_columns, log_row
from smm_ledger.tui.widgets.pages import ListSource
from smm_ledger.tui.widgets.table import WindowedTable

if TYPE_CHECKING:
    from smm_ledger.services.read_models import Activity

MOST: Final = 2000
"""Entries that are shown; the command `log` prints all of them."""


class LogScreen(LedgerScreen[Ledger]):
    """The log.

    Args:
        ctx: What screens are given.
        entity: Whose entries; all without it.
    """

    AUTO_FOCUS = "WindowedTable"

    def __init__(self, ctx: Context[Ledger], entity: str = "") -> None:
        super().__init__(ctx)
        self._entity = entity
        self._entries: dict[str, Activity] = {}

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The log, and of what."""
        name = self.say(PLACE_NAMES["log"])
        return (name, self._entity) if self._entity else (name,)

    @property
    def status(self) -> str:
        """How many entries there are."""
        return str(len(self._entries))

    def body(self) -> ComposeResult:
        """Yield the table."""
        yield WindowedTable((), symbols=self.ctx.symbols)

    def load(self) -> None:
        """Read the newest entries."""
        found = self.ctx.services.upkeep.log(entity=self._entity or None, limit=MOST)
        self._entries = {str(entry.seq): entry for entry in reversed(found)}
        table = self.query_one(WindowedTable)
        table.set_columns(log_columns(self.ctx.words))
        rows = [log_row(self.ctx.words, entry) for entry in self._entries.values()]
        table.set_source(ListSource(rows), empty=self.say(N_("Nothing was done yet.")))

    @on(WindowedTable.Selected)
    def chosen(self, event: WindowedTable.Selected) -> None:
        """Show an entry whole."""
        entry = self._entries[event.key]
        text = detail_text(self.ctx.words, entry, json.dumps(entry.data, ensure_ascii=False))
        action = action_of(self.ctx.words, entry.action, entry.data)
        title = f"{entry.entity} {self.ctx.symbols.dot} {action}"
        self.push(MessageDialog(self.ctx, title=title, text=text))
