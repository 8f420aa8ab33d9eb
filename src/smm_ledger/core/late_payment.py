"""What a late debtor owes besides the principal, and by which law.

Between businesses, and from public bodies, the statutory rate from the day after the due date and
40 EUR once per invoice (D.Lgs. 231/2002, art. 4-6); from consumers the legal rate, and only from
the formal notice (art. 1224, 1284 c.c.). An issuer of another country says her rate by hand; the
flat sum is the same in all of the Union (Directive 2011/7/EU, art. 6).

A due date on a Sunday or holiday stays what was agreed, but who pays on the next working day pays
in time (art. 1187, 2963 c.c.); who does not owes interest from the day after the date agreed.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from smm_ledger.core.countries import EU_MEMBERS
from smm_ledger.core.interest import (
    COMPENSATION,
    Accrual,
    InterestKind,
    RateTable,
    accrue,
)
from smm_ledger.core.parties import Client, ClientKind

COMPENSATION_CURRENCY = "EUR"
OLD_CONTRACTS_UNTIL = dt.date(2012, 12, 31)
"""What fell due by then is of a contract with the older margin of 7 points."""

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An instalment: minor units, and the days on which something came off it.

    Attributes:
        settled: Day and minor units of payments, credits and write-offs that stand.
        in_time_until: The working day after a due date on a Sunday or holiday; None: the due date.
    """

    due_date: dt.date
    amount: int
    settled: tuple[tuple[dt.date, int], ...] = ()
    in_time_until: dt.date | None = None

    @property
    def last_day(self) -> dt.date:
        """The last day on which it can be paid in time."""
        return self.in_time_until or self.due_date

    def late_on(self, day: dt.date) -> bool:
        """Whether something was still owed when the last day had passed, by that day."""
        in_time = sum(amount for when, amount in self.settled if when <= self.last_day)
        return day > self.last_day and self.amount > in_time

    def open_on(self, day: dt.date) -> bool:
        """Whether something is still owed at the end of a day."""
        return self.amount > sum(amount for when, amount in self.settled if when <= day)


def timely(
    settled: Iterable[tuple[dt.date, int]], due: dt.date, last_day: dt.date
) -> tuple[tuple[dt.date, int], ...]:
    """Return what was settled, with what came in time counted on the due date."""
    return tuple((due if due < when <= last_day else when, amount) for when, amount in settled)


def owes_as_consumer(client: Client) -> bool:
    """Whether the law protects the client: a person, or a body, that does no business."""
    return client.is_consumer or (client.business is False and not client.vat_id)


def is_unsaid(client: Client) -> bool:
    """Whether nobody said yet if the client is a business: a company without a VAT number."""
    unsaid = client.business is None and client.kind is ClientKind.COMPANY
    return unsaid and not client.vat_id


def kind_of(client: Client, country: str) -> InterestKind:
    """Return which rate a client owes to an issuer of a country."""
    if country != "IT":
        return InterestKind.FIXED
    return InterestKind.LEGAL if owes_as_consumer(client) else InterestKind.MORA


def compensation_of(client: Client, currency: str, country: str) -> int | None:
    """Return the flat sum of a late invoice, minor units; None where it is not in its currency.

    Issuers of other countries than those of the Union have no such law (Directive 2011/7/EU).
    """
    if owes_as_consumer(client) or country not in EU_MEMBERS:
        return 0
    return COMPENSATION if currency == COMPENSATION_CURRENCY else None


def accrue_parts(
    parts: Sequence[Part], *, table: RateTable, until: dt.date, since: dt.date | None = None
) -> Accrual:
    """Return the interest on all instalments of an invoice.

    Args:
        parts: The instalments.
        table: The rates.
        until: The last day that counts.
        since: A day up to which nothing more is owed (claimed already, or before a consumer's
            formal notice).
    """
    each = [
        accrue(
            part.amount,
            due=max(part.due_date, since or part.due_date),
            until=until if until > part.last_day else part.due_date,
            table=table,
            payments=timely(part.settled, part.due_date, part.last_day),
        )
        for part in parts
    ]
    unknown = sorted({days for one in each for days in one.unknown})
    return Accrual(
        segments=tuple(
            sorted((s for one in each for s in one.segments), key=lambda s: (s.start, s.end))
        ),
        unknown=tuple(unknown),
        until=unknown[0][0] - _DAY if unknown else until,
    )
