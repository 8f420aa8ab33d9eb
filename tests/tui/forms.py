"""Typing into forms as a person does, key by key, and reading what stands beside a field."""

import asyncio
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from smm_ledger.core.lines import LineKind
from smm_ledger.core.quotes import Quote
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.quote_inputs import BoundsInput, QuoteInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.forms.lines import LineEditor
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TypedInput

MARTA = "rossi-moda"


def with_client(ledger: Ledger) -> Ledger:
    """Add a client and a catalogue of one service."""
    ledger.clients.add({"name": "Rossi Moda S.r.l.", "vat_id": "01234567897"})
    ledger.catalogue.add(
        {"code": "reel", "description": "Reel", "price": "120", "unit": "reel", "hours": "3"}
    )
    return ledger


def sent_quote(ledger: Ledger, *, floor: str = "1000") -> Quote:
    """Send a quote of 1,260 net with an option of 150; 24 hours of work in it."""
    lines = [
        LineInput(service="reel", quantity=Decimal(8)),
        LineInput(description="Piano", unit_price=Decimal(300)),
        LineInput(description="Foto", unit_price=Decimal(150), kind=LineKind.OPTIONAL),
    ]
    typed = QuoteInput(
        client=MARTA, title="Canone", lines=lines, bounds=BoundsInput(floor=Decimal(floor))
    )
    return ledger.negotiation.send(ledger.quotes.new(typed).number)


def field(pilot: Pilot[Any], name: str) -> Field:
    """Return the field of a name on the screen."""
    return next(one for one in pilot.app.screen.query(Field) if one.name_of_field == name)


async def fill(pilot: Pilot[Any], **typed: str) -> None:
    """Go to fields and type over what stood there."""
    for name, text in typed.items():
        edit = field(pilot, name).edit
        edit.focus()
        await pilot.pause()
        if isinstance(edit, TypedInput):
            edit.action_select_all()
        await pilot.press(*text)
    await pilot.pause()


async def fill_line(pilot: Pilot[Any], no: int, **typed: str) -> None:
    """Type into the columns of a line."""
    editor = pilot.app.screen.query_one(LineEditor)
    for column, text in typed.items():
        editor._rows[no - 1].focus_on(column)
        await pilot.pause()
        await pilot.press(*text)
    await pilot.pause()


def complaint(pilot: Pilot[Any], name: str) -> str:
    """Return what is said to be wrong with a field."""
    own = field(pilot, name)
    return str(own._error.render()) if own.has_class("-wrong") else ""


def reading(pilot: Pilot[Any], name: str) -> str:
    """Return what is shown beside a field."""
    return str(field(pilot, name)._reading.render()).replace("\u00a0", " ")


async def opened(pilot: Pilot[Any], screen: Screen[Any]) -> "asyncio.Future[Any]":
    """Push a form or dialog; return the future of its result."""
    result: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    await pilot.app.push_screen(screen, result.set_result)
    await pilot.pause()
    return result


Make = Callable[[Context[Ledger]], Screen[Any]]
