"""Which invoices a statement's entries pay: certain, likely, or for a person to say."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.bank import (
    BankEntry,
    KnownPayment,
    Match,
    MatchKind,
    OpenInvoice,
    keyed,
    match,
)
from smm_ledger.core.creditor_reference import rf_reference
from smm_ledger.core.money import Money

DAY = dt.date(2026, 11, 20)


def invoice(
    number: str, *parts: int, name: str = "Rossi Moda S.r.l.", client: int = 1
) -> OpenInvoice:
    return OpenInvoice(
        number=number,
        client_id=client,
        client=f"c{client}",
        client_name=name,
        currency="EUR",
        parts=parts,
    )


def entry(
    amount: int, text: str, *, day: dt.date = DAY, iban: str = "", name: str = ""
) -> BankEntry:
    return BankEntry(date=day, amount=Money(amount, "EUR"), text=text, iban=iban, name=name)


def payment(amount: int, *, days: int = 0, key: str = "", iban: str = "") -> KnownPayment:
    return KnownPayment(
        name="pay-1",
        client_id=1,
        date=DAY + dt.timedelta(days=days),
        amount=Money(amount, "EUR"),
        numbers=("2026-001",),
        client_name="Rossi Moda S.r.l.",
        bank_key=key,
        payer_iban=iban,
    )


def one(own: BankEntry, *invoices: OpenInvoice, known: tuple[KnownPayment, ...] = ()) -> Match:
    (found,) = match(keyed([own], source="test"), invoices, known)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "SALDO FATT. 2026-004",
        "saldo fattura 2026/4 grazie",
        "FT 4/2026",
        "FT.004-2026",
        f"RIF {rf_reference('2026-004')}",
        f"RF{rf_reference('2026-004')[2:4]} {rf_reference('2026-004')[4:]}",
    ],
)
def test_a_number_or_reference_with_all_that_is_owed_is_certain(text: str) -> None:
    found = one(entry(12_200, text), invoice("2026-004", 12_200), invoice("2026-005", 12_200))
    assert found.kind is MatchKind.CERTAIN
    assert [(part.invoice, part.amount) for part in found.shares] == [("2026-004", 12_200)]


@pytest.mark.parametrize("text", ["FATTURA 2026-0044", "FATTURA 12026-004", "X2026-004Y"])
def test_a_number_inside_another_names_nothing(text: str) -> None:
    assert one(entry(5_000, text), invoice("2026-004", 12_200)).kind is MatchKind.UNKNOWN


def test_the_first_instalments_fit_and_two_numbers_sum() -> None:
    assert one(entry(300, "2026-004"), invoice("2026-004", 300, 700)).kind is MatchKind.CERTAIN
    two = one(entry(500, "2026-004 e 2026-005"), invoice("2026-004", 300), invoice("2026-005", 200))
    assert two.kind is MatchKind.CERTAIN
    assert [part.amount for part in two.shares] == [300, 200]


def test_less_than_a_named_invoice_owes_is_likely_and_more_is_ambiguous() -> None:
    assert one(entry(299, "2026-004"), invoice("2026-004", 300)).kind is MatchKind.LIKELY
    more = one(entry(301, "2026-004"), invoice("2026-004", 300))
    assert (more.kind, more.candidates, more.shares) == (MatchKind.AMBIGUOUS, ("2026-004",), ())


def test_the_amount_beside_the_name_is_likely_and_alone_ambiguous() -> None:
    due = invoice("2026-004", 300)
    assert one(entry(300, "BONIFICO DA ROSSI MODA SRL"), due).kind is MatchKind.LIKELY
    assert one(entry(300, "BONIFICO", name="Moda Rossi"), due).kind is MatchKind.LIKELY
    assert one(entry(300, "BONIFICO"), due).kind is MatchKind.AMBIGUOUS
    assert one(entry(300, "BONIFICO DA ROSSI BIANCA"), due).kind is MatchKind.AMBIGUOUS


def test_a_known_account_is_as_good_as_the_name() -> None:
    before = payment(999, days=-90, key="test:old", iban="IT60X0542811101000000123456")
    due = invoice("2026-004", 300)
    own = entry(300, "BONIFICO", iban="IT60X0542811101000000123456")
    assert one(own, due, known=(before,)).kind is MatchKind.LIKELY


def test_two_invoices_of_one_amount_are_never_chosen_between() -> None:
    found = one(entry(300, "ROSSI MODA"), invoice("2026-004", 300), invoice("2026-005", 300))
    assert (found.kind, found.candidates) == (MatchKind.AMBIGUOUS, ("2026-004", "2026-005"))
    other = invoice("2026-009", 300, name="Bianchi", client=2)
    two = one(entry(300, "ROSSI MODA E BIANCHI"), invoice("2026-004", 300), other)
    assert (two.kind, two.client) == (MatchKind.AMBIGUOUS, "")


def test_one_transfer_pays_the_oldest_invoices_together() -> None:
    found = one(entry(500, "ROSSI MODA"), invoice("2026-004", 300), invoice("2026-005", 200))
    assert found.kind is MatchKind.LIKELY
    assert [part.invoice for part in found.shares] == ["2026-004", "2026-005"]


def test_a_certain_entry_goes_before_a_likely_one_of_an_earlier_day() -> None:
    rows = [entry(300, "2026-004"), entry(300, "ROSSI MODA", day=DAY - dt.timedelta(days=9))]
    found = match(keyed(rows, source="test"), [invoice("2026-004", 300)], ())
    assert [own.kind for own in found] == [MatchKind.CERTAIN, MatchKind.UNKNOWN]


@pytest.mark.parametrize(("days", "kind"), [(5, MatchKind.RECORDED), (6, MatchKind.UNKNOWN)])
def test_a_payment_that_was_typed_by_hand_is_not_taken_again(days: int, kind: MatchKind) -> None:
    found = one(entry(300, "ROSSI MODA"), known=(payment(300, days=days),))
    assert found.kind is kind
    twice = [entry(300, "ROSSI MODA A"), entry(300, "ROSSI MODA B")]
    both = match(keyed(twice, source="test"), [], (payment(300),))
    assert [own.kind for own in both] == [MatchKind.RECORDED, MatchKind.UNKNOWN]


def test_a_reference_that_a_bank_gives_twice_names_the_entry_with_its_day_and_amount() -> None:
    """Some number the entries of each statement anew: the next month's is no recorded one."""
    first = replace(entry(300, "ROSSI MODA 2026-004"), reference="0000001")
    (known,) = keyed([first], source="test")
    paid = payment(300, key=known.key)
    for other in (
        replace(first, date=DAY + dt.timedelta(days=1)),
        replace(first, amount=Money(200, "EUR")),
    ):
        assert (
            one(other, invoice("2026-004", 300, 200), known=(paid,)).kind is not MatchKind.RECORDED
        )
    again = replace(first, text="as the bank says it in another file")
    assert one(again, invoice("2026-004", 300), known=(paid,)).kind is MatchKind.RECORDED


def test_money_that_went_out_is_no_payment() -> None:
    assert one(entry(-300, "2026-004"), invoice("2026-004", 300)).kind is MatchKind.OUTGOING


def test_another_currency_pays_nothing() -> None:
    own = BankEntry(date=DAY, amount=Money(300, "USD"), text="2026-004")
    assert one(own, invoice("2026-004", 300)).kind is MatchKind.UNKNOWN


ENTRIES = st.builds(
    entry,
    st.integers(-500, 1000),
    st.sampled_from(["2026-004", "ROSSI MODA", "BIANCHI", "BONIFICO", "2026-005 2026-006"]),
    day=st.dates(DAY, DAY + dt.timedelta(days=3)),
)


@given(st.lists(ENTRIES, max_size=12))
def test_no_invoice_gets_more_than_it_owes_and_no_key_comes_twice(rows: list[BankEntry]) -> None:
    due = [
        invoice("2026-004", 300, 200),
        invoice("2026-005", 300),
        invoice("2026-006", 100, name="Bianchi", client=2),
    ]
    own = keyed(rows, source="test")
    assert len({row.key for row in own}) == len(rows)
    taken: dict[str, int] = {}
    for found in match(own, due, ()):
        if found.shares:
            assert sum(part.amount for part in found.shares) == found.entry.amount.minor
        for part in found.shares:
            taken[part.invoice] = taken.get(part.invoice, 0) + part.amount
    assert all(amount <= {d.number: d.balance for d in due}[no] for no, amount in taken.items())
    again = [
        KnownPayment(
            name=f"pay-{no}",
            client_id=1,
            date=row.date,
            amount=row.amount,
            numbers=(),
            client_name="",
            bank_key=row.key,
        )
        for no, row in enumerate(own, 1)
        if row.amount.minor > 0
    ]
    second = match(own, due, again)
    assert {found.kind for found in second} <= {MatchKind.RECORDED, MatchKind.OUTGOING}


def test_a_month_that_looks_like_another_s_invoice_is_never_certain() -> None:
    theirs = invoice("2026-004", 590)
    own = invoice("2026-031", 590, name="Bianchi Viaggi", client=2)
    for text, name in (("CANONE 4/2026 BIANCHI VIAGGI", ""), ("CANONE 4/2026", "Bianchi Viaggi")):
        found = one(entry(590, text, name=name), theirs, own)
        assert (found.kind, found.candidates) == (*(MatchKind.AMBIGUOUS, ("2026-004", "2026-031")),)
    part = one(entry(100, "ACCONTO 4/2026 BIANCHI VIAGGI"), theirs, own)
    assert part.kind is MatchKind.AMBIGUOUS
    known = payment(7, key="k", iban="IT1")
    by_account = replace(known, client_id=2, client_name="Bianchi Viaggi", numbers=())
    found = one(entry(590, "CANONE 4/2026", iban="IT1"), theirs, own, known=(by_account,))
    assert found.kind is MatchKind.AMBIGUOUS
    assert one(entry(590, "SALDO 4/2026"), theirs, own).kind is MatchKind.CERTAIN
    quoted = f"BIANCHI VIAGGI PAGA {rf_reference('2026-004')}"
    assert one(entry(590, quoted), theirs, own).kind is MatchKind.CERTAIN


def test_a_reversal_pays_nothing_and_names_what_bounced() -> None:
    back = replace(entry(590, "2026-004 ROSSI MODA"), returned=True)
    assert one(back, invoice("2026-004", 590)).kind is MatchKind.UNKNOWN
    gone = replace(entry(-590, "2026-001"), returned=True)
    assert one(gone, known=(payment(590, days=-3),)).payment == "pay-1"
    assert one(gone, known=(payment(590, days=1),)).payment == ""
    two = (payment(590, days=-3), replace(payment(590, days=-2), name="pay-2"))
    assert one(gone, known=two).payment == ""
    assert one(entry(-590, "2026-001"), known=two[:1]).payment == ""


def test_the_bank_s_words_typed_by_hand_are_known_with_their_date() -> None:
    typed = replace(payment(50), numbers=(), reference="Giro del 20/11/2026 x", client_name="Z Y")
    assert one(entry(50, "GIRO DEL 20/11/2026 X RIF 9"), known=(typed,)).kind is MatchKind.RECORDED
    other = replace(typed, reference="Giro del 20/11/2026 q")
    assert one(entry(50, "GIRO DEL 20/11/2026 X RIF 9"), known=(other,)).kind is MatchKind.UNKNOWN
