"""Ledgers that the screens of quotes and invoices are tried on, and fingers to type with."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.quote_inputs import BoundsInput, QuoteInput
from tests.tui.support import TODAY, ledger_at, readings

REEL = LineInput(description="Reel", quantity=Decimal(3), unit_price=Decimal(120))
CARE = LineInput(description="Community", unit_price=Decimal(790))
NAMES = {" ": "space", ".": "full_stop", ",": "comma", "-": "minus", "/": "slash"}


def a_book(folder: Path, *, today: dt.date = TODAY, client: str = "Rossi Moda srl") -> Ledger:
    """Return a ledger with one client."""
    ledger = ledger_at(folder, today=today)
    ledger.clients.add({"name": client, "code": "rossi"})
    return ledger


def add_quote(ledger: Ledger, *, title: str = "Instagram", floor: int | None = None) -> str:
    """Make a draft of 1,150.00 net; return its number."""
    bounds = BoundsInput(floor=None if floor is None else Decimal(floor))
    typed = QuoteInput(client="rossi", title=title, lines=(REEL, CARE), bounds=bounds)
    return ledger.quotes.new(typed).number


def add_invoice(ledger: Ledger, *, issue: bool = True, due: dt.date | None = None) -> str:
    """Make an invoice of 790.00 net, and issue it; return its name."""
    draft = ledger.invoices.new(InvoiceInput(client="rossi", lines=[CARE], due=due))
    return ledger.invoices.issue(draft.name).invoice.name if issue else draft.name


def front(pilot: Pilot[Any]) -> Screen[Any]:
    """Return the screen or dialog in front now."""
    return pilot.app.screen


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after another, and let what they start come to rest."""
    for key in keys:
        await pilot.press(key)
        await rest(pilot)


async def write(pilot: Pilot[Any], text: str) -> None:
    """Type a text."""
    await pilot.press(*(NAMES.get(character, character) for character in text))
    await rest(pilot)


async def rest(pilot: Pilot[Any]) -> None:
    """Let messages, workers and timers of this moment be done."""
    for _ in range(3):
        await pilot.pause()
    await readings(pilot)


async def until(pilot: Pilot[Any], done: Callable[[], bool]) -> None:
    """Let a thread of the program come to its end; fails if it never does."""
    for _ in range(200):
        if done():
            return
        await pilot.pause(0.01)
    raise AssertionError(done)
