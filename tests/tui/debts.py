"""A client that owes money since some days, and what the screens did about it."""

import datetime as dt
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from smm_ledger.core.letters import Rung
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.screens.client import ClientScreen
from smm_ledger.tui.screens.invoice import InvoiceScreen
from tests.support.ledgers import HandClock
from tests.tui.books import a_book, add_invoice
from tests.tui.support import (
    TODAY,
    FolderDoors,
)

LATE = 20


def late(folder: Path, *, invoices: int = 1) -> Ledger:
    """Return a ledger whose client owes invoices of 792.00 since `LATE` days."""
    ledger = a_book(folder, today=TODAY - dt.timedelta(days=LATE))
    ledger.clients.edit("rossi", {"email": "moda@example.org", "vat_id": "01234567897"})
    for _ in range(invoices):
        add_invoice(ledger, due=ledger.clock.today())
    turn(ledger, TODAY)
    return ledger


def turn(ledger: Ledger, day: dt.date) -> None:
    """Go to another day."""
    assert isinstance(ledger.clock, HandClock)
    ledger.clock.day = day


def doors_of(pilot: Pilot[Any]) -> FolderDoors:
    """Return the doors of the app."""
    doors = pilot.app.ctx.doors  # type: ignore[attr-defined]  # the real app
    assert isinstance(doors, FolderDoors)
    return doors


def opened(pilot: Pilot[Any]) -> list[Path]:
    """Return the files and folders that were shown by a viewer."""
    return doors_of(pilot).opened


def rossi(ctx: Context[Ledger]) -> ClientScreen:
    """Make the screen of the client who owes."""
    return ClientScreen(ctx, "rossi")


def owed_invoice(ctx: Context[Ledger]) -> InvoiceScreen:
    """Make the screen of the first invoice that is owed."""
    return InvoiceScreen(ctx, "2026-001")


def sent(ledger: Ledger) -> list[tuple[Rung, str]]:
    """Return step and channel of what was sent."""
    return [(one.rung, one.channel) for one in ledger.contacts.letters("rossi")]
