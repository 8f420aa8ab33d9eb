"""Promises on the home screen: broken ones first, then those that are due today."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from smm_ledger.db.queries.open_items import Open
from smm_ledger.db.queries.rows import Db, value
from smm_ledger.services.home import HomeItem

if TYPE_CHECKING:  # most ledgers hold no promise, and the first paint waits for what is imported
    from smm_ledger.core.promises import Promise

ANY = "SELECT EXISTS (SELECT 1 FROM promise)"


def promised(
    db: Db, found: Sequence[Open], today: dt.date
) -> tuple[list[HomeItem], dict[str, int]]:
    """Return an item for each open invoice whose promise failed, or is due, and their counts.

    Args:
        db: The ledger.
        found: What is open now: a promise on what is paid is no longer anything to do.
        today: The day.
    """
    if not value(db, ANY):
        return [], {}
    from smm_ledger.db.reader import LedgerReader
    from smm_ledger.services.promises import all_judged

    still_open = {item[4] for item in found}
    latest: dict[int, Promise] = {}
    for promise in all_judged(LedgerReader(db), today):
        if promise.invoice_id in still_open:
            latest[promise.invoice_id] = promise  # they come in the order of their days
    items = [_item(promise, today) for promise in latest.values() if _told(promise, today)]
    items.sort(key=lambda item: (item.kind, item.date or today, item.ref))
    counts = {
        kind: sum(item.kind == kind for item in items) for kind in ("promise_broken", "promise_due")
    }
    return items, counts


def _told(promise: "Promise", today: dt.date) -> bool:
    from smm_ledger.core.promises import PromiseState

    return promise.failed or (promise.state is PromiseState.OPEN and promise.by <= today)


def _item(promise: "Promise", today: dt.date) -> HomeItem:
    return HomeItem(
        kind="promise_broken" if promise.failed else "promise_due",
        ref=promise.invoice,
        client=promise.client,
        client_name=promise.client_name,
        action="pay",
        amount=promise.amount - promise.received,
        currency=promise.currency,
        date=promise.by,
        days=(today - promise.by).days,
    )
