"""Whose law it is, what is owed once, and the instalments of one invoice."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from smm_ledger.core.interest import InterestKind, RatePeriod, RateTable
from smm_ledger.core.late_payment import (
    Part,
    accrue_parts,
    compensation_of,
    is_unsaid,
    kind_of,
    owes_as_consumer,
)
from smm_ledger.core.parties import Client, ClientKind

FIRM = Client(name="Rossi Moda", code="rossi-moda", vat_id="IT01234567897")
PERSON = Client(name="Anna", code="anna", kind=ClientKind.PERSON)
CLUB = Client(name="Circolo", code="circolo", business=False)
TABLE = RateTable.fixed(Decimal(10))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_a_person_with_a_vat_number_is_a_business() -> None:
    assert owes_as_consumer(PERSON)
    assert owes_as_consumer(CLUB)
    trader = Client(name="Bo", code="bo", kind=ClientKind.PERSON, vat_id="IT01234567897")
    assert not owes_as_consumer(trader)
    assert not owes_as_consumer(FIRM)


def test_only_of_a_company_without_a_vat_number_nobody_knows() -> None:
    bar = Client(name="Bar Sport", code="bar-sport")
    assert is_unsaid(bar)
    for known in (FIRM, PERSON, CLUB, replace(bar, business=True)):
        assert not is_unsaid(known)


def test_the_law_is_the_issuers() -> None:
    assert kind_of(FIRM, "IT") is InterestKind.MORA
    assert kind_of(PERSON, "IT") is InterestKind.LEGAL
    assert kind_of(FIRM, "DE") is InterestKind.FIXED


def test_the_flat_sum_is_in_euro_and_never_a_consumers() -> None:
    assert compensation_of(FIRM, "EUR", "IT") == compensation_of(FIRM, "EUR", "DE") == 4000
    assert compensation_of(FIRM, "USD", "IT") is None
    assert compensation_of(FIRM, "EUR", "CH") == compensation_of(PERSON, "EUR", "IT") == 0


def test_late_is_from_the_day_after_and_only_what_was_not_paid_in_time() -> None:
    part = Part(due_date=day("2026-04-01"), amount=100)
    assert not part.late_on(day("2026-04-01"))
    assert part.late_on(day("2026-04-02"))
    paid = Part(due_date=day("2026-04-01"), amount=100, settled=((day("2026-04-01"), 100),))
    assert not paid.late_on(day("2026-05-01"))


def test_a_due_date_on_a_holiday_gives_the_next_working_day_and_no_more() -> None:
    def due(*settled: tuple[str, int]) -> Part:
        return Part(
            due_date=day("2026-03-15"),  # a Sunday
            amount=36500,
            settled=tuple((day(when), amount) for when, amount in settled),
            in_time_until=day("2026-03-16"),
        )

    monday, unpaid, in_part = due(("2026-03-16", 36500)), due(), due(("2026-03-16", 10000))
    for part, until in ((monday, "2026-05-01"), (unpaid, "2026-03-16")):
        assert not part.late_on(day(until))
        found = accrue_parts([part], table=TABLE, until=day(until))
        assert (found.segments, found.until) == ((), day(until))
    assert unpaid.late_on(day("2026-03-17"))
    assert in_part.late_on(day("2026-03-17"))
    for part, left in ((unpaid, 36500), (in_part, 26500)):
        (row,) = accrue_parts([part], table=TABLE, until=day("2026-03-17")).segments
        assert (row.start, row.days, row.principal) == (day("2026-03-16"), 2, left)


def test_instalments_accrue_each_from_its_own_day_and_only_since() -> None:
    parts = [
        Part(due_date=day("2026-04-01"), amount=36500),
        Part(due_date=day("2026-04-11"), amount=36500),
    ]
    found = accrue_parts(parts, table=TABLE, until=day("2026-04-21"))
    assert [(s.start, s.days, s.amount) for s in found.segments] == [
        (day("2026-04-02"), 20, 200),
        (day("2026-04-12"), 10, 100),
    ]
    later = accrue_parts(parts, table=TABLE, until=day("2026-04-21"), since=day("2026-04-16"))
    assert [(s.start, s.days) for s in later.segments] == [(day("2026-04-17"), 5)] * 2


def test_what_is_not_published_ends_what_is_accounted_for() -> None:
    table = RateTable(
        InterestKind.MORA, (RatePeriod(day("2026-01-01"), day("2026-06-30"), Decimal(10)),)
    )
    part = Part(due_date=day("2026-06-20"), amount=36500)
    found = accrue_parts([part], table=table, until=day("2026-07-10"))
    assert found.until == day("2026-06-30")
    assert found.unknown == ((day("2026-07-01"), day("2026-07-10")),)
