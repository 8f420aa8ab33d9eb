"""Promises on the home screen: broken ones first, then those that are due today."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from smm_ledger.db.queries.open_items import Open
from smm_ledger.db.queries.rows import Db, value
from smm_ledger.services.home import HomeItem

if TYPE_CHECKING:  # most ledgers hold no promise, and the first paint waits for what is imported
    from smm_ledger.core.promises import Promise

ANY = "SELECT EXISTS (SELECT 1 FROM promise)"


class Promised(NamedTuple):
    """What promises say of the day.

    Attributes:
        items: An item for each open invoice whose promise failed, or is due.
        shown: Keys of the invoices of the items.
        waiting: Keys of the invoices that are promised for a later day.
        broken: How many promises each client broke, by code.
    """

    items: list[HomeItem]
    shown: frozenset[int] = frozenset()
    waiting: frozenset[int] = frozenset()
    broken: Mapping[str, int] = {}


def promised(db: Db, found: Sequence[Open], today: dt.date) -> Promised:
    """Return what promises say of the day.

    Args:
        db: The ledger.
        found: What is open now: a promise on what is paid is no longer anything to do.
        today: The day.
    """
    if not value(db, ANY):
        return Promised([])
    from smm_ledger.core.promises import PromiseState, telling
    from smm_ledger.db.reader import LedgerReader
    from smm_ledger.services.promises import all_judged

    owed: Counter[int] = Counter()
    for item in found:
        owed[item[4]] += item[3]
    made: dict[int, list[Promise]] = {}
    broken: Counter[str] = Counter()
    for promise in all_judged(LedgerReader(db), today):
        if promise.state is PromiseState.BROKEN:
            broken[promise.client] += 1
        if promise.invoice_id in owed:
            made.setdefault(promise.invoice_id, []).append(promise)  # in the order of their days
    counts = [one for key, own in made.items() if (one := telling(own, owed[key]))]
    waits = {own.invoice_id for own in counts if own.state is PromiseState.OPEN}
    told = [own for own in counts if own.failed or (own.invoice_id in waits and own.by <= today)]
    items = [_item(own, today) for own in told]
    items.sort(key=lambda item: (item.kind, item.date or today, item.ref))
    shown = frozenset(own.invoice_id for own in told)
    return Promised(items, shown, frozenset(waits) - shown, broken)


def _item(promise: "Promise", today: dt.date) -> HomeItem:
    return HomeItem(
        kind="promise_broken" if promise.failed else "promise_due",
        ref=promise.invoice,
        client=promise.client,
        client_name=promise.client_name,
        action="contact" if promise.failed else "pay",
        amount=promise.amount - promise.received,
        currency=promise.currency,
        date=promise.by,
        days=(today - promise.by).days,
    )
