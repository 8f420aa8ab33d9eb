"""Late interest on an invoice, row by row, and what can be done about it."""

from collections.abc import Collection
from enum import StrEnum
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from smm_ledger.core.marks import N_
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.base import AROUND, Dialog, S
from smm_ledger.tui.keymap import bind


class Deal(StrEnum):
    """What is done about interest."""

    CLAIM = "claim"
    COLLECT = "collect"
    WAIVE = "waive"
    SHEET = "sheet"


PAGE: Final = 96
"""Columns of the sheet, at most."""


class ClaimDialog(Dialog[Deal, S]):
    """Shows the calculation, and returns what is to be done.

    Args:
        ctx: What dialogs are given.
        title: Whose.
        sheet: The calculation, laid out.
        possible: What can be done now.
    """

    DEFAULT_CSS = """
    ClaimDialog > .frame { width: 100; }
    ClaimDialog VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("claim", action="do('claim')", label=N_("Claim"), tip=N_("claim what accrued")),
        bind("pay", action="do('collect')", label=N_("Collected"), tip=N_("the claim was paid")),
        bind("decline", action="do('waive')", label=N_("Waive"), tip=N_("let it go")),
        bind("pdf", action="do('sheet')", label=N_("Sheet"), tip=N_("make the sheet as a PDF")),
        bind("cancel", label=N_("Close")),
        bind("move-down", action="move(1)"),
        bind("move-up", action="move(-1)"),
        bind("page-down", action="move(10)"),
        bind("page-up", action="move(-10)"),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = ("claim", "pay", "decline", "pdf", "cancel")
    AUTO_FOCUS = "VerticalScroll"

    def __init__(
        self, ctx: Context[S], *, title: str, sheet: Content, possible: Collection[Deal]
    ) -> None:
        super().__init__(ctx, title=title)
        self._sheet = sheet
        self._possible = frozenset(possible)

    def body(self) -> ComposeResult:
        """Yield the sheet."""
        with VerticalScroll():
            yield Static(self._sheet, markup=False)

    def on_resize(self) -> None:
        """Leave room for the title and the keys."""
        self.query_one(VerticalScroll).styles.max_height = max(1, self.size.height - AROUND)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done."""
        if action == "do":
            return parameters[0] in self._possible
        return super().check_action(action, parameters)

    def action_do(self, deal: str) -> None:
        """Choose it."""
        self.dismiss(Deal(deal))

    def action_move(self, lines: int) -> None:
        """Move the sheet."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
