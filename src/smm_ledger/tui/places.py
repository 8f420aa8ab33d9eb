"""Which screens there are, and where each is written: made when they are first wanted.

Importing every screen at the start would be paid for by whoever only looks at Oggi.
"""

from importlib import import_module
from typing import Any, Final, cast

from textual.screen import Screen

from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context

MODES: Final = {
    "home": "home:HomeScreen",
    "clients": "clients:ClientsScreen",
    "quotes": "quotes:QuotesScreen",
    "invoices": "invoices:InvoicesScreen",
    "collections": "collections:CollectionsScreen",
    "retainers": "retainers:RetainersScreen",
    "reports": "reports:ReportsScreen",
}
"""Modes, and the screen that each shows: module of `tui/screens` and class."""

DETAILS: Final = {
    "client": "client:ClientScreen",
    "quote": "quote:QuoteScreen",
    "invoice": "invoice:InvoiceScreen",
    "retainer": "retainer:RetainerScreen",
}
"""Screens of one thing, made with its name."""

PLACES: Final = {
    "settings": "settings:SettingsScreen",
    "log": "log:LogScreen",
    "catalogue": "catalogue:CatalogueScreen",
    "study": "study:StudyScreen",
    "statement": "statement:StatementScreen",
    "payments": "payments:PaymentsScreen",
    "rates": "rates:RatesScreen",
}
"""Screens that are opened from anywhere."""

PLACE_NAMES: Final = {
    "settings": N_("Settings"),
    "log": N_("Log"),
    "catalogue": N_("Catalogue"),
    "study": N_("Training"),
    "statement": N_("Bank statement"),
    "payments": N_("Payments"),
    "rates": N_("Interest rates"),
}
WELCOME: Final = "welcome:WelcomeScreen"


def make(ctx: Context[Ledger], place: str, *names: str) -> Screen[Any]:
    """Return a new screen; its module is imported now."""
    module, _, name = place.partition(":")
    made = getattr(import_module(f"smm_ledger.tui.screens.{module}"), name)
    return cast("Screen[Any]", made(ctx, *names))


def detail(ctx: Context[Ledger], kind: str, name: str) -> Screen[Any]:
    """Return the screen of one client, quote, invoice or retainer."""
    return make(ctx, DETAILS[kind], name)
