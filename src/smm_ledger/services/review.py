"""What the collections review reads: its own module, because scripts ask for it all day.

Amounts are minor units of the record's `currency`; names of fields are those of the JSON contract.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from smm_ledger.core.late_payment import Part
    from smm_ledger.core.letters import Hold, Rung
    from smm_ledger.core.promises import Promise


class Asked(NamedTuple):
    """The last contact with a client; of a letter, `outcome` is its step."""

    date: dt.date
    channel: str
    outcome: str


class OverdueRow(NamedTuple):
    """An open instalment in the collections review.

    Attributes:
        interest, compensation: To the day of the review; None where they can't be said. The flat
            sum stands on the first row of its invoice, and with it the interest on what of the
            invoice was paid late: the rows of an invoice add up to what `interest show` says.
        last_contact: With the client.
        promise, hold: That stand, or the promise that failed last.
        broken: How many promises the client broke.
        next_action, next_action_date: Of the ladder (see `core.ladder.NextStep`).
    """

    invoice: str
    client: str
    client_name: str
    instalment: int
    due_date: dt.date
    days_overdue: int
    balance: int
    currency: str
    bucket: str
    interest: int | None = None
    compensation: int | None = None
    last_contact: Asked | None = None
    promise: "Promise | None" = None
    hold: "Hold | None" = None
    broken: int = 0
    next_action: str | None = None
    next_action_date: dt.date | None = None


class CurrencyTotals(NamedTuple):
    """Open and overdue sums of one currency, and the interest of all rows, shown or not."""

    currency: str
    open: int
    overdue: int
    interest: int | None = None


class AgingBuckets(NamedTuple):
    """Open balance of one currency by days since the due date."""

    currency: str
    current: int = 0
    d1_30: int = 0
    d31_60: int = 0
    d61_90: int = 0
    d90_plus: int = 0


class LateItem(NamedTuple):
    """An overdue instalment as the index has it: `due` in ISO 8601, client and invoice by key."""

    due: str
    client_id: int
    currency: str
    balance: int
    invoice_id: int
    instalment: int
    invoice: str


class Instalments(NamedTuple):
    """Of an invoice, by number, the instalments that interest may have accrued on."""

    invoice: str
    client_id: int
    currency: str
    parts: "dict[int, Part]"

    @property
    def first(self) -> dt.date:
        """The first due date among them."""
        return min(part.due_date for part in self.parts.values())


class PaidLate(NamedTuple):
    """What a client owes besides the principal on invoices of which nothing is overdue any more.

    Attributes:
        interest, compensation: Minor units of `currency`; None where it can't be said.
        invoices: Their numbers.
    """

    currency: str
    interest: int | None
    compensation: int | None
    invoices: tuple[str, ...]


class OverdueReview(NamedTuple):
    """The collections review as of a day; `rows` are the overdue instalments, latest due last.

    Attributes:
        late: Everything that is overdue, in the order of `rows`, which may be cut.
        now: Whether what was open on that day is what is open in the ledger.
        rates_end: The last day whose rate is published, if the review's day is after it: interest
            is counted up to it, and that has to be said.
    """

    as_of: dt.date
    totals: tuple[CurrencyTotals, ...]
    buckets: tuple[AgingBuckets, ...]
    rows: tuple[OverdueRow, ...]
    late: Sequence[LateItem] = ()
    now: bool = True
    rates_end: dt.date | None = None


class SentRung(NamedTuple):
    """The highest step that was sent for an instalment, and the day of the last one."""

    rung: "Rung"
    date: dt.date


class ClientFacts(NamedTuple):
    """What the ladder must know of a client."""

    code: str
    name: str
    currency: str
    archived: bool


def total(amounts: Iterable[int | None]) -> int | None:
    """Return a sum; None where one of its parts can't be said."""
    found = 0
    for amount in amounts:
        if amount is None:
            return None
        found += amount
    return found
