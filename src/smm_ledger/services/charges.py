"""Interest and the flat sum for every row of the collections review, and for what was paid late.

The totals need all that is overdue, so it is summed in whole numbers, and rows of one due date
share their periods (`core.interest.Calculator`). Invoice by invoice the sums are those of
`accruals.standing`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from smm_ledger.core.countries import EU_MEMBERS
from smm_ledger.core.interest import COMPENSATION, Calculator, InterestKind
from smm_ledger.core.late_payment import COMPENSATION_CURRENCY, Part
from smm_ledger.services.ports import Reader
from smm_ledger.services.rate_tables import is_old, table_of
from smm_ledger.services.review import Instalments, LateItem, OverdueReview, PaidLate, total


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


def paid_late(reader: Reader, client_id: int, today: dt.date) -> Sequence[PaidLate]:
    """Return what a client owes for having paid late, by currency, where the review has no row.

    What was collected or waived is left out.
    """
    charges = _Charges(reader, today)
    found: dict[str, list[tuple[str, int | None, int | None]]] = {}
    for key, own in reader.due_instalments(client_id, as_of=today).items():
        late = [part for part in own.parts.values() if part.late_on(today)]
        if not late or any(part.open_on(today) for part in late):
            continue
        parts = own.parts.values()
        interest = charges.of_parts(key, client_id, parts) if charges.known else None
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
        country = reader.issuer().country
        italian = country == "IT"
        self._flat_sum = country in EU_MEMBERS
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
        shown = {(item.invoice_id, item.instalment) for item in rows}
        besides = {
            key: self.of_parts(
                key,
                own.client_id,
                [part for seq, part in own.parts.items() if (key, seq) not in shown],
                first=_first(own.parts.values()),
            )
            for key, own in known.items()
        }
        days: dict[str, dt.date] = {}
        found: list[int] = []
        for item in rows:
            if item.due not in days:
                days[item.due] = dt.date.fromisoformat(item.due)
            due, own = days[item.due], known.get(item.invoice_id)
            part = own.parts.get(item.instalment) if own else None
            if own is None or part is None:
                part = Part(due_date=due, amount=item.balance)
            first = min(due, _first(own.parts.values())) if own else due
            amount = self.of_parts(item.invoice_id, item.client_id, (part,), first=first)
            found.append(amount + besides.pop(item.invoice_id, 0))
        return found

    def of_parts(
        self,
        invoice_id: int,
        client_id: int,
        parts: Iterable[Part],
        *,
        first: dt.date | None = None,
    ) -> int:
        """Return the interest on instalments of an invoice.

        Args:
            invoice_id: Its key.
            client_id: Its client's key.
            parts: The instalments.
            first: The first due date of the invoice, which says how old its contract is.
        """
        mine = list(parts)
        if not mine:
            return 0
        old = is_old(first or _first(mine))
        since, calculator = dt.date.min, self._old if old else self._usual
        if client_id in self._spared:
            notice = self._notices.get(invoice_id)
            if notice is None or self._legal is None:
                return 0
            since, calculator = notice[0], self._legal
        if invoice_id in self._decided:
            since = max(since, self._decided[invoice_id][0])
        return sum(
            calculator.interest(part.amount, max(part.due_date, since), part.settled)
            for part in mine
        )

    def compensations(self, items: Sequence[LateItem]) -> list[int | None]:
        """Return the flat sum of each row: once per invoice, on its first one."""
        seen: set[int] = set()
        found: list[int | None] = []
        for item in items:
            again = item.invoice_id in seen
            found.append(0 if again else self.flat(item.invoice_id, item.client_id, item.currency))
            seen.add(item.invoice_id)
        return found

    def flat(self, invoice_id: int, client_id: int, currency: str) -> int | None:
        """Return the flat sum of a late invoice; None where it is not in its currency."""
        _, collected = self._decided.get(invoice_id, (None, 0))
        if collected or client_id in self._consumers or not self._flat_sum:
            return 0
        return COMPENSATION if currency == COMPENSATION_CURRENCY else None


def _first(parts: Iterable[Part]) -> dt.date:
    return min(part.due_date for part in parts)
