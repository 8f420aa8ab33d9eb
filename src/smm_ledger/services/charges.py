"""Interest and the flat sum for every row of the collections review, and for what was paid late.

The totals need all that is overdue, so it is summed in whole numbers, and rows of one due date
share their periods (`core.interest.Calculator`). Invoice by invoice the sums are those of
`accruals.standing`.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from smm_ledger.core.countries import EU_MEMBERS
from smm_ledger.core.dates import legal_end
from smm_ledger.core.interest import COMPENSATION, Calculator, InterestKind
from smm_ledger.core.late_payment import COMPENSATION_CURRENCY, Part, timely
from smm_ledger.services.ports import Reader
from smm_ledger.services.rate_tables import is_old, table_of
from smm_ledger.services.review import Instalments, LateItem, OverdueReview, PaidLate, total

_NOTHING: Sequence[tuple[dt.date, int]] = ()


def charged(reader: Reader, review: OverdueReview) -> OverdueReview:
    """Return the review with interest and compensation to its day."""
    if not review.late:
        return review._replace(totals=tuple(one._replace(interest=0) for one in review.totals))
    charges = _Charges(reader, review.as_of)
    parts = reader.late_instalments(as_of=review.as_of, now=review.now)
    interest = charges.of_rows(review.late, parts) if charges.known else [None] * len(review.late)
    sums: dict[str, int] = {}
    for item, amount in zip(review.late, interest, strict=True):
        sums[item.currency] = sums.get(item.currency, 0) + (amount or 0)
    flat = charges.compensations(review.late[: len(review.rows)], parts)
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


def paid_late(reader: Reader, client_id: int, today: dt.date) -> Sequence[PaidLate]:
    """Return what a client owes for having paid late, by currency, where the review has no row.

    What was collected or waived is left out.
    """
    charges = _Charges(reader, today)
    found: dict[str, list[tuple[str, int | None, int | None]]] = {}
    for key, own in reader.due_instalments(client_id, as_of=today).items():
        late = [part for part in own.parts.values() if charges.is_late(part)]
        if not late or any(part.open_on(today) for part in own.parts.values()):
            continue
        interest = charges.of_invoice(key, own) if charges.known else None
        cost = charges.flat(key, client_id, own.currency)
        if interest or cost:
            found.setdefault(own.currency, []).append((own.invoice, interest, cost))
    return [
        PaidLate(
            currency,
            total(interest for _, interest, _ in mine),
            total(cost for _, _, cost in mine),
            tuple(name for name, _, _ in mine),
        )
        for currency, mine in sorted(found.items())
    ]


class _Charges:
    """What is owed besides the principal, as of one day.

    Attributes:
        known: Whether there is a rate at all; an issuer abroad says hers by hand.
        rates_end: The last day that has a rate of each kind in use, if it is before the review's.
    """

    def __init__(self, reader: Reader, until: dt.date) -> None:
        self._until = until
        self._last_days: dict[dt.date, dt.date] = {}
        self._country = reader.issuer().country
        italian = self._country == "IT"
        self._flat_sum = self._country in EU_MEMBERS
        self._consumers = reader.consumers()
        self._notices = reader.notices() if italian and self._consumers else {}
        self._decided = reader.decided_claims()
        table = table_of(reader, InterestKind.MORA if italian else InterestKind.FIXED)
        self.known = bool(table.periods)
        self._usual = Calculator(table, until)
        self._old = (
            Calculator(table_of(reader, InterestKind.MORA, old=True), until)
            if italian
            else self._usual
        )
        legal = table_of(reader, InterestKind.LEGAL) if self._notices else None
        self._legal = Calculator(legal, until) if legal else None
        ends = [one.periods[-1].end for one in (table, legal) if one and one.periods]
        self.rates_end = min((end for end in ends if end < until), default=None)
        self._spared = self._consumers if italian else frozenset()

    def of_rows(self, rows: Sequence[LateItem], known: Mapping[int, Instalments]) -> Sequence[int]:
        """Return the interest of each row; with an invoice's first one, what it earned besides.

        Args:
            rows: Late instalments.
            known: Of their invoices, what came off which instalment, and those that are paid.
        """
        besides = self._besides(rows, known)
        days: dict[str, dt.date] = {}
        found: list[int] = []
        for item in rows:
            key = item.invoice_id
            if item.due not in days:
                days[item.due] = dt.date.fromisoformat(item.due)
            due = first = days[item.due]
            amount, settled = item.balance, _NOTHING
            if own := known.get(key):
                first = min(due, own.first)
                if part := own.parts.get(item.instalment):
                    amount, settled = part.amount, part.settled
            earned = self._interest(key, item.client_id, first, due, amount, settled)
            found.append(earned + besides.pop(key, 0))
        return found

    def _besides(
        self, rows: Sequence[LateItem], known: Mapping[int, Instalments]
    ) -> dict[int, int]:
        """Return, by invoice, what instalments earned that have no row."""
        shown = {(item.invoice_id, item.instalment) for item in rows} if known else ()
        return {
            key: sum(
                self._interest(
                    *(key, own.client_id, own.first, part.due_date, part.amount, part.settled)
                )
                for seq, part in own.parts.items()
                if (key, seq) not in shown
            )
            for key, own in known.items()
        }

    def of_invoice(self, key: int, own: Instalments) -> int:
        """Return the interest on all instalments of an invoice."""
        return self._besides((), {key: own})[key]

    def _interest(
        self,
        invoice_id: int,
        client_id: int,
        first: dt.date,
        due: dt.date,
        amount: int,
        settled: Sequence[tuple[dt.date, int]],
    ) -> int:
        """Return the interest on an instalment; `first`: of its invoice, tells how old it is."""
        last = self._last_day(due)
        if self._until <= last:
            return 0
        if settled and last > due:
            settled = timely(settled, due, last)
        calculator = self._old if is_old(first) else self._usual
        if client_id in self._spared:
            notice = self._notices.get(invoice_id)
            if notice is None or self._legal is None:
                return 0
            due, calculator = max(due, notice[0]), self._legal
        if invoice_id in self._decided:
            due = max(due, self._decided[invoice_id][0])
        return calculator.interest(amount, due, settled)

    def _last_day(self, due: dt.date) -> dt.date:
        """Return the last day on which what is due can be paid in time."""
        if due not in self._last_days:
            self._last_days[due] = legal_end(due, self._country)
        return self._last_days[due]

    def is_late(self, part: Part) -> bool:
        """Whether an instalment was not paid in time, or is not by now."""
        return replace(part, in_time_until=self._last_day(part.due_date)).late_on(self._until)

    def compensations(
        self, items: Sequence[LateItem], known: Mapping[int, Instalments]
    ) -> list[int | None]:
        """Return the flat sum of each row: once per invoice, on its first one."""
        seen: set[int] = set()
        found: list[int | None] = []
        for item in items:
            key = item.invoice_id
            once = key not in seen and self._was_late(item, known.get(key))
            found.append(self.flat(key, item.client_id, item.currency) if once else 0)
            seen.add(key)
        return found

    def _was_late(self, item: LateItem, own: Instalments | None) -> bool:
        """Whether an open instalment, or one of its invoice that is paid, was not paid in time."""
        late = self._until > self._last_day(dt.date.fromisoformat(item.due))
        return late or (own is not None and any(map(self.is_late, own.parts.values())))

    def flat(self, invoice_id: int, client_id: int, currency: str) -> int | None:
        """Return the flat sum of a late invoice; None where it is not in its currency."""
        _, collected = self._decided.get(invoice_id, (None, 0))
        if collected or client_id in self._consumers or not self._flat_sum:
            return 0
        return COMPENSATION if currency == COMPENSATION_CURRENCY else None
