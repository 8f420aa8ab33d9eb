"""The ladder: over any calendar and absence it never floods, and never nags who has paid."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.dates import next_business_day
from smm_ledger.core.ladder import (
    Block,
    Debt,
    Debtor,
    Policy,
    Reason,
    by_hand,
    next_step,
    propose,
    unheeded,
)
from smm_ledger.core.letters import Rung

DUE = dt.date(2026, 3, 2)  # a Monday


def day(after: int) -> dt.date:
    return DUE + dt.timedelta(days=after)


def debt(number: int = 1, *, due: int = 0, **more: object) -> Debt:
    made = Debt(
        invoice=f"2026-00{number}",
        invoice_id=number,
        instalment=1,
        due_date=day(due),
        balance=100_00,
        currency="EUR",
    )
    return replace(made, **more)  # type: ignore[arg-type]  # test shorthand


def debtor(*debts: Debt, **more: object) -> Debtor:
    made = Debtor(client="rossi", client_name="Rossi", debts=debts)
    return replace(made, **more)  # type: ignore[arg-type]  # test shorthand


def rung(own: Debtor, after: int) -> Rung | None:
    found = propose(own, today=day(after), chase=next_business_day)
    return found.rung if found and not found.blocked_by else None


def test_each_step_has_its_day() -> None:
    own = debtor(debt())
    due = {after: rung(own, after) for after in (-4, -3, 0, 1, 4, 7, 14, 15)}
    assert due == {
        -4: None,
        -3: Rung.COURTESY if next_business_day(day(-3)) == day(-3) else None,
        0: Rung.COURTESY,
        1: None,
        4: None,
        7: Rung.FIRST,
        14: Rung.FIRST,
        15: Rung.SECOND,
    }


def test_a_laptop_that_was_off_proposes_the_highest_step_and_no_formal_notice_at_once() -> None:
    assert rung(debtor(debt()), 90) is Rung.SECOND
    sent = debtor(debt(sent=Rung.SECOND), last_letter=day(90))
    assert rung(sent, 94) is None
    assert rung(sent, 95) is Rung.FORMAL
    assert rung(debtor(debt(sent=Rung.COURTESY)), 90) is Rung.SECOND


def test_one_letter_lists_all_that_is_overdue() -> None:
    own = debtor(debt(1, sent=Rung.FIRST), debt(2, due=14), debt(3, due=30))
    found = propose(own, today=day(16), chase=next_business_day)
    assert found is not None
    assert found.rung is Rung.SECOND
    assert [(one.debt.invoice_id, one.rung) for one in found.listed] == [
        (1, Rung.SECOND),
        (2, None),
    ]


def test_what_stands_in_the_way_is_said() -> None:
    def block(own: Debtor) -> Block | None:
        found = propose(own, today=day(20), chase=next_business_day)
        return found.blocked_by if found else None

    assert block(debtor(debt(hold_until=day(21)))) is Block.HOLD
    assert block(debtor(debt(hold_until=day(20)))) is None
    assert block(debtor(debt(promised_by=day(25)))) is Block.PROMISE
    assert block(debtor(debt(), credit={"EUR": 100_00})) is Block.CREDIT
    assert block(debtor(debt(), credit={"EUR": 99_99})) is None
    assert block(debtor(debt(), last_letter=day(16))) is Block.RECENT
    assert block(debtor(debt(), last_letter=day(15))) is None


def test_a_hold_on_one_invoice_leaves_the_others() -> None:
    own = debtor(debt(1, hold_until=day(40)), debt(2))
    found = propose(own, today=day(20), chase=next_business_day)
    assert found is not None
    assert [one.debt.invoice_id for one in found.listed] == [2]


def test_a_broken_promise_resumes_at_the_next_step() -> None:
    broken = debtor(debt(sent=Rung.FIRST, broken=True), last_letter=day(6))
    found = propose(broken, today=day(60), chase=next_business_day)
    assert found is not None
    assert (found.rung, found.reason) == (Rung.SECOND, Reason.BROKEN_PROMISE)
    assert rung(debtor(debt(broken=True)), 60) is Rung.FIRST


def test_a_formal_notice_is_one_for_all_that_was_reminded_of() -> None:
    """Whoever got one for two invoices gets no second one when the later of them is as old."""
    old, later = debt(1, sent=Rung.SECOND), debt(2, due=20, sent=Rung.SECOND)
    new = debt(3, due=35)
    found = propose(debtor(old, later, new), today=day(39), chase=next_business_day)
    assert found is not None
    assert [one.rung for one in found.listed] == [Rung.FORMAL, Rung.FORMAL, None]
    after = [replace(one.debt, sent=one.rung or one.debt.sent) for one in found.listed]
    assert rung(debtor(*after, last_letter=day(39)), 64) is Rung.SECOND  # of the new one


def test_a_policy_leaves_steps_out() -> None:
    own = debtor(debt(), policy=Policy(courtesy=None, second=None, first=1))
    assert rung(own, 0) is None
    assert rung(own, 40) is Rung.FIRST


def test_anyway_is_anyway_but_never_for_nothing() -> None:
    held = debtor(debt(hold_until=day(90)), last_letter=day(19))
    found = by_hand(held, Rung.FORMAL, today=day(20))
    assert found is not None
    assert found.rung is Rung.FORMAL
    after = by_hand(debtor(debt(sent=Rung.FIRST)), None, today=day(20))
    assert after is not None
    assert after.rung is Rung.SECOND
    assert by_hand(debtor(), Rung.FORMAL, today=day(20)) is None


def test_no_next_step_is_over() -> None:
    """A promise is waited for two banking days longer than its date."""
    own = debt(promised_by=day(10))
    for after, expected in ((9, 10), (10, 10), (11, 11)):
        found = next_step(own, debtor(own), today=day(after), chase=next_business_day)
        assert (found.action, found.date) == ("promise", day(expected))


def test_the_next_step_has_a_day() -> None:
    def step(own: Debt, after: int, **more: object) -> tuple[str, int]:
        found = next_step(own, debtor(own, **more), today=day(after), chase=next_business_day)
        return found.action, (found.date - DUE).days

    assert step(debt(), 1) == ("first", 7)  # the fifth day is a Saturday
    assert step(debt(), 20) == ("second", 20)
    assert step(debt(sent=Rung.FIRST), 9, last_letter=day(9)) == ("second", 15)
    assert step(debt(hold_until=day(30)), 20) == ("second", 30)
    assert step(debt(promised_by=day(25)), 20) == ("promise", 25)
    assert step(debt(sent=Rung.FORMAL), 50) == ("hand_over", 50)
    assert step(debt(), 20, credit={"EUR": 100_00}) == ("allocate", 20)
    assert step(debt(), 20, credit={"EUR": 99_99}) == ("second", 20)


def test_work_rests_after_the_step_of_the_policy_while_nothing_holds_the_debt() -> None:
    def rests(own: Debtor) -> list[int]:
        return [one.invoice_id for one in unheeded(own, day(20))]

    sent = debt(sent=Rung.SECOND)
    assert rests(debtor(sent, debt(2, sent=Rung.FIRST))) == [1]
    assert rests(debtor(debt(sent=Rung.FORMAL))) == [1]
    assert rests(debtor(debt(due=20, sent=Rung.SECOND))) == []  # not overdue on its own day
    assert rests(debtor(replace(sent, hold_until=day(30)))) == []
    assert rests(debtor(replace(sent, promised_by=day(30)))) == []
    assert rests(debtor(sent, credit={"EUR": 100_00})) == []
    assert rests(debtor(sent, policy=Policy(stop_work=Rung.FORMAL))) == []
    assert rests(debtor(sent, policy=Policy(stop_work=None))) == []


# over any calendar


@st.composite
def lives(draw: st.DrawFn) -> list[tuple[int, str, int]]:
    """Days on which the program is opened, and what happened on them."""
    days = sorted(draw(st.sets(st.integers(-5, 120), max_size=40)))
    events = st.sampled_from(["", "", "", "pay", "hold", "promise", "break"])
    return [(after, draw(events), draw(st.integers(0, 2))) for after in days]


@given(lives(), st.lists(st.integers(-10, 60), min_size=3, max_size=3))
def test_no_flood_no_step_twice_and_no_letter_to_who_paid(
    life: list[tuple[int, str, int]], due: list[int]
) -> None:
    debts = {number: debt(number, due=after) for number, after in enumerate(due, 1)}
    letters: list[dt.date] = []
    sent: dict[int, list[Rung]] = {number: [] for number in debts}
    for after, event, which in life:
        today = day(after)
        number = which + 1
        if event == "pay":
            debts.pop(number, None)
        elif number in debts:
            changes: dict[str, dict[str, object]] = {
                "hold": {"hold_until": today + dt.timedelta(days=9)},
                "promise": {"promised_by": today, "broken": False},
                "break": {"promised_by": None, "broken": True},
            }
            change = changes.get(event, {})
            debts[number] = replace(debts[number], **change)  # type: ignore[arg-type]  # by name
        own = debtor(*debts.values(), last_letter=letters[-1] if letters else None)
        found = propose(own, today=today, chase=next_business_day)
        if found is None or found.blocked_by:
            continue
        assert not letters or (today - letters[-1]).days >= own.policy.gap
        letters.append(today)
        for one in found.listed:
            key = one.debt.invoice_id
            assert key in debts
            assert one.debt.hold_until is None or today >= one.debt.hold_until
            assert one.debt.promised_by is None
            if one.rung:
                assert all(before.height < one.rung.height for before in sent[key])
                assert one.rung is not Rung.FORMAL or {Rung.FIRST, Rung.SECOND} & {*sent[key]}
                sent[key].append(one.rung)
                debts[key] = replace(debts[key], sent=one.rung, broken=False)
