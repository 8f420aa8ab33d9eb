"""What the ladder says to do with each debt on the home screen: the letter that is due today.

Apart from the home screen's own reading, which it would slow: it needs the calendar and all that
was ever sent. Only the clients on the screen are looked at, and what falls due within days.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from smm_ledger.core.collections import CHASED
from smm_ledger.core.dates import add_days
from smm_ledger.core.ladder import Proposal, plan
from smm_ledger.core.letters import Rung
from smm_ledger.services.chasing import Chasing
from smm_ledger.services.home import HomeItem, HomeSummary
from smm_ledger.services.policies import AHEAD
from smm_ledger.services.ports import Reader
from smm_ledger.services.review import LateItem

SOON = 10
"""Days before the due date within which courtesy notes are told of."""

MOST = 100
"""Instalments that fall due within days, of which courtesy notes are told."""


def with_steps(reader: Reader, summary: HomeSummary, today: dt.date) -> HomeSummary:
    """Return the home screen with reminders where one is due, and the courtesy notes of the day."""
    items = reader.open_until(add_days(today, AHEAD))
    shown = {item.client for item in summary.items if item.kind in CHASED}
    known = Chasing(reader, today)
    due = {
        one.client: one
        for one in plan(
            known.debtors(_looked_at(reader, items, shown, today)), today=today, chase=known.chase
        )
        if one.blocked_by is None
    }
    listed = [_with_step(item, due) for item in summary.items]
    there = {item.ref for item in listed if item.kind in CHASED}
    notes = [
        note
        for one in due.values()
        if one.rung is Rung.COURTESY and (note := _note(one, today)).ref not in there
    ]
    counts = (*summary.counts, ("reminder_due", len(notes))) if notes else summary.counts
    return summary._replace(items=_after_debts(listed, notes), counts=counts)


def _looked_at(
    reader: Reader, items: Sequence[LateItem], shown: Collection[str], today: dt.date
) -> Sequence[LateItem]:
    """Return the debts of the clients that are shown, and of those who must pay within days."""
    now, last = today.isoformat(), add_days(today, SOON).isoformat()
    facts = reader.client_facts({item.client_id for item in items})
    soon = [item.client_id for item in items if now <= item.due <= last][:MOST]
    wanted = {*soon, *(key for key, own in facts.items() if own.code in shown)}
    return [item for item in items if item.client_id in wanted]


def _with_step(item: HomeItem, due: Mapping[str, Proposal]) -> HomeItem:
    own = due.get(item.client)
    asked = own is not None and item.ref in {one.debt.invoice for one in own.listed}
    return item._replace(action="remind") if item.kind in CHASED and asked else item


def _note(own: Proposal, today: dt.date) -> HomeItem:
    """Return the item of a courtesy note: its first invoice, and what falls due of its currency."""
    first = own.listed[0].debt
    return HomeItem(
        kind="reminder_due",
        ref=first.invoice,
        client=own.client,
        client_name=own.client_name,
        action="remind",
        amount=sum(one.debt.balance for one in own.listed if one.debt.currency == first.currency),
        currency=first.currency,
        date=first.due_date,
        days=(first.due_date - today).days,
    )


def _after_debts(items: Sequence[HomeItem], notes: Sequence[HomeItem]) -> tuple[HomeItem, ...]:
    """Put the notes behind what is late, before all else."""
    late = CHASED | {"sdi_rejected", "promise_due"}
    at = next((at for at, item in enumerate(items) if item.kind not in late), len(items))
    return (*items[:at], *notes, *items[at:])
