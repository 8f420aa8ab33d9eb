"""Interest and the flat sum for every row of the collections review.

The totals need all that is overdue, so it is summed in whole numbers, and rows of one due date
share their periods (`core.interest.Calculator`).
"""

import datetime as dt
from collections.abc import Sequence

from smm_ledger.core.countries import EU_MEMBERS
from smm_ledger.core.dates import legal_end
from smm_ledger.core.interest import COMPENSATION, Calculator, InterestKind
from smm_ledger.core.late_payment import COMPENSATION_CURRENCY, timely
from smm_ledger.services.ports import Reader
from smm_ledger.services.rate_tables import is_old, table_of
from smm_ledger.services.review import LateItem, OverdueReview


def charged(reader: Reader, review: OverdueReview) -> OverdueReview:
    """Return the review with interest and compensation to its day."""
    if not review.late:
        return review._replace(totals=tuple(one._replace(interest=0) for one in review.totals))
    charges = _Charges(reader, review)
    interest = [charges.interest(item) for item in review.late]
    sums: dict[str, int] = {}
    for item, amount in zip(review.late, interest, strict=True):
        sums[item.currency] = sums.get(item.currency, 0) + (amount or 0)
    flat = charges.compensations(review.late[: len(review.rows)])
    return review._replace(
        rates_end=charges.rates_end,
        totals=tuple(
            one._replace(interest=sums.get(one.currency, 0) if charges.known else None)
            for one in review.totals
        ),
        rows=tuple(
            row._replace(interest=amount, compensation=cost)
            for row, amount, cost in zip(review.rows, interest, flat, strict=False)
        ),
    )


class _Charges:
    """What is owed besides the principal, as of one day.

    Attributes:
        known: Whether there is a rate at all; an issuer abroad says hers by hand.
        rates_end: The last day that has a rate, if it is before the review's.
    """

    def __init__(self, reader: Reader, review: OverdueReview) -> None:
        self._until = review.as_of
        self._consumers = reader.consumers()
        self._notices = reader.notices() if self._consumers else {}
        self._decided = reader.decided_claims()
        self._settled = reader.open_settled(as_of=review.as_of, now=review.now)
        country = reader.issuer().country
        italian = country == "IT"
        self._flat_sum = country in EU_MEMBERS
        kind = InterestKind.MORA if italian else InterestKind.FIXED
        table = table_of(reader, kind)
        self.known = bool(table.periods)
        last = table.periods[-1].end if table.periods else self._until
        self.rates_end = last if last < self._until else None
        self._usual = Calculator(table, self._until)
        self._old = (
            Calculator(table_of(reader, kind, old=True), self._until) if italian else self._usual
        )
        self._legal = (
            Calculator(table_of(reader, InterestKind.LEGAL), self._until)
            if italian and self._notices
            else None
        )
        self._country = country
        self._days: dict[str, dt.date] = {}
        self._last_days: dict[str, dt.date] = {}

    def interest(self, item: LateItem) -> int | None:
        if not self.known:
            return None
        due = since = self._day(item.due)
        last = self._last_day(item.due)
        if self._until <= last:
            return 0
        settled = self._settled.get((item.invoice_id, item.instalment), ())
        if settled and last > due:
            settled = timely(settled, due, last)
        principal = item.balance + sum(amount for _, amount in settled)
        calculator = self._old if is_old(due) else self._usual
        if item.client_id in self._consumers:
            notice = self._notices.get(item.invoice_id)
            if notice is None or self._legal is None:
                return 0
            since, calculator = max(due, notice[0]), self._legal
        if item.invoice_id in self._decided:
            since = max(since, self._decided[item.invoice_id][0])
        return calculator.interest(principal, since, settled)

    def _day(self, text: str) -> dt.date:
        if text not in self._days:
            self._days[text] = dt.date.fromisoformat(text)
        return self._days[text]

    def _last_day(self, text: str) -> dt.date:
        if text not in self._last_days:
            self._last_days[text] = legal_end(self._day(text), self._country)
        return self._last_days[text]

    def compensations(self, items: Sequence[LateItem]) -> list[int | None]:
        """Return the flat sum of each row: once per invoice, on its first one."""
        seen: set[int] = set()
        found: list[int | None] = []
        for item in items:
            if item.invoice_id in seen or self._until <= self._last_day(item.due):
                found.append(0)
                continue
            found.append(self._flat(item))
            seen.add(item.invoice_id)
        return found

    def _flat(self, item: LateItem) -> int | None:
        _, collected = self._decided.get(item.invoice_id, (None, 0))
        if collected or item.client_id in self._consumers or not self._flat_sum:
            return 0
        return COMPENSATION if item.currency == COMPENSATION_CURRENCY else None
