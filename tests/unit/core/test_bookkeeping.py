"""Double entry: every entry sums to zero, whatever was issued, paid, credited or given up."""

import datetime as dt

from smm_ledger.core.bookkeeping import (
    BANK,
    LOST,
    VAT,
    VOID,
    WITHHELD,
    BookedDocument,
    BookedPayment,
    BookedSettlement,
    Books,
    balances,
    credit_of,
    entries_of,
    receivable,
)
from smm_ledger.core.payments import SettlementKind

DAY = dt.date(2026, 3, 2)
LATER = dt.date(2026, 4, 2)
OWED = receivable("rossi", "EUR")
REST = credit_of("rossi", "EUR")


def document(number: str = "2026-001", *, credit_note: bool = False) -> BookedDocument:
    """Return an invoice of 100 with VAT and withholding: 102 to be paid."""
    return BookedDocument(
        number=number,
        date=DAY,
        client="rossi",
        client_name="Rossi",
        currency="EUR",
        credit_note=credit_note,
        net=10000,
        social_contribution=0,
        tax=2200,
        split_tax=0,
        stamp_duty=0,
        stamp_in_total=0,
        withholding=2000,
        payable=10200,
    )


def payment(amount: int, *, reversed_on: dt.date | None = None) -> BookedPayment:
    """Return money of the same client."""
    return BookedPayment(
        name="pay-1",
        date=DAY,
        client="rossi",
        client_name="Rossi",
        currency="EUR",
        amount=amount,
        reversed_on=reversed_on,
    )


def settled(
    kind: SettlementKind, amount: int, source: str = "", day: dt.date = DAY
) -> BookedSettlement:
    """Return what was set against the invoice."""
    return BookedSettlement(
        kind=kind,
        date=day,
        invoice="2026-001",
        client="rossi",
        client_name="Rossi",
        currency="EUR",
        amount=amount,
        source=source,
    )


def of(books: Books) -> dict[tuple[str, ...], int]:
    """Return the balances, after a look that each entry sums to zero."""
    entries = entries_of(books)
    assert all(sum(part.amount for part in entry.postings) == 0 for entry in entries)
    return {account: amount for (account, _), amount in balances(entries).items()}


def test_an_invoice_is_owed_less_its_withholding() -> None:
    found = of(Books(documents=[document()], payments=[], settlements=[]))
    assert (found[OWED], found[WITHHELD], found[VAT]) == (10200, 2000, -2200)


def test_money_above_what_is_set_is_the_clients_credit_until_it_is_taken_back() -> None:
    parts = [settled(SettlementKind.PAYMENT, 200, "pay-1")]
    found = of(Books(documents=[document()], payments=[payment(300)], settlements=parts))
    assert (found[OWED], found[BANK], found[REST]) == (10000, 300, -100)
    parts.append(settled(SettlementKind.PAYMENT, -200, "pay-1", LATER))
    back = payment(300, reversed_on=LATER)
    found = of(Books(documents=[document()], payments=[back], settlements=parts))
    assert found[OWED] == 10200
    assert BANK not in found
    assert REST not in found


def test_a_credit_note_takes_revenue_back_and_frees_what_was_given_up() -> None:
    note = document("NC-2026-001", credit_note=True)
    lost = settled(SettlementKind.WRITE_OFF, 10200)
    found = of(Books(documents=[document(), note], payments=[], settlements=[lost]))
    assert OWED not in found
    assert LOST not in found
    credit = settled(SettlementKind.CREDIT, 10200, "NC-2026-001")
    assert of(Books(documents=[document(), note], payments=[], settlements=[credit])) == {}


def test_a_void_credit_note_still_lowers_what_its_settlements_lower() -> None:
    credit = settled(SettlementKind.CREDIT, 200, "NC-2026-001")
    found = of(Books(documents=[document()], payments=[], settlements=[credit]))
    assert (found[OWED], found[VOID]) == (10000, 200)
