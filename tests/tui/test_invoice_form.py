"""Invoices typed by keys: due dates, instalments, and what must stay as it was."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.services.billing import Part
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.tui.forms.invoice import InvoiceForm
from tests.tui.forms import (
    MARTA,
    complaint,
    field,
    fill,
    fill_line,
    opened,
    reading,
    sent_quote,
    with_client,
)
from tests.tui.support import (
    context,
    ledger_at,
    shown,
    words_on,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return with_client(ledger_at(tmp_path))


def seen(pilot: object) -> str:
    return words_on(pilot).replace("\u00a0", " ")  # type: ignore[arg-type]  # a pilot


async def test_an_invoice_with_instalments_is_typed_by_keys(ledger: Ledger) -> None:
    ctx = context(ledger, language="en")
    async with shown(ctx) as pilot:
        result = await opened(pilot, InvoiceForm(ctx))
        await fill(pilot, client="rossi-moda")
        assert reading(pilot, "due").endswith("24 Dec 2026")
        await fill_line(pilot, 1, description="Reel", price="1000", quantity="2")
        await fill(pilot, due="30% 1/12/2026, 70% 2027-01-31")
        assert "€600.60 by 1 Dec 2026" in seen(pilot)
        assert "€1,401.40 by 31 Jan 2027" in seen(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        draft = result.result()
    assert [part.percent for part in draft.plan] == [Decimal(30), Decimal(70)]
    assert draft.totals.payable == 200200


async def test_wrong_instalments_stand_beside_the_due_field(ledger: Ledger) -> None:
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, InvoiceForm(ctx, client=MARTA))
        await fill_line(pilot, 1, description="Reel", price="10")
        await fill(pilot, due="30% 1/12/2026, 60% 2027-01-31")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "90" in complaint(pilot, "due")
        await fill(pilot, due="1/1/2020")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert complaint(pilot, "due")
        assert not result.done()
        await fill(pilot, due="60 fm")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert str(result.result().terms) == "60 eom"


async def test_a_draft_is_changed_where_it_was_touched(ledger: Ledger) -> None:
    line = LineInput(description="Reel", unit_price=Decimal(100), hours=Decimal(2))
    draft = ledger.invoices.new(
        InvoiceInput(client=MARTA, lines=[line], due=dt.date(2026, 12, 31), note="grazie")
    )
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, InvoiceForm(ctx, draft.name))
        assert field(pilot, "due").edit.text == "31/12/2026"
        await fill_line(pilot, 1, quantity="3")
        await pilot.press("ctrl+s")
        await pilot.pause()
        stored = result.result()
    assert (stored.totals.net, stored.due_date, stored.note) == (30000, draft.due_date, "grazie")
    assert stored.lines[0].hours == Decimal(2)


async def test_the_lines_of_a_balance_stay_as_the_quote_has_them(ledger: Ledger) -> None:
    quote = sent_quote(ledger)
    ledger.outcomes.accept(quote.number)
    (deposit,) = ledger.billing.invoice(quote.number, Part.ALL)
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, InvoiceForm(ctx, deposit.name))
        await fill(pilot, note="grazie")
        await pilot.press("ctrl+s")
        await pilot.pause()
        stored = result.result()
    assert (stored.note, stored.lines) == ("grazie", deposit.lines)
