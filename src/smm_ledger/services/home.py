"""What the home screen reads: its own module, because the first paint pays for all that it imports.

Amounts are minor units of the record's `currency`; names of fields are those of the JSON contract.
"""

import datetime as dt
from typing import NamedTuple


class HomeItem(NamedTuple):
    """One row of the home screen.

    Attributes:
        kind: `promise_broken`, `promise_due`, `hold_ended`, `overdue`,
            `due_today`, `reminder_due`, `claim_open`, `quote_silent`,
            `quote_expiring`, `quote_expired`, `payment_without_invoice`, `draft_invoice`,
            `to_invoice`, `retainer_due`, `sdi_rejected`.
        ref: Number of the document (`2026-004`, `P-2026-014`, `pay-3`): the row begins with it.
        action: Id of the key that does what comes next (`pay`, `counter`, `invoice`, `issue` …).
        amount: Of a quote that is out: the least that it can be accepted for.
        days: Days late, silent, or left; None where there is none.
        silent: Days without an answer of a quote that expires; None elsewhere.
        deadline: The last day that the law leaves, or None.
        paid: What came in already for an invoice that SdI rejected, so counts as not issued.
    """

    kind: str
    ref: str
    client: str
    client_name: str
    action: str
    amount: int
    currency: str
    date: dt.date | None = None
    days: int | None = None
    silent: int | None = None
    deadline: dt.date | None = None
    paid: int = 0


class HomeFigures(NamedTuple):
    """Sums of one currency on the home screen."""

    currency: str
    open: int = 0
    overdue: int = 0
    invoiced_month: int = 0
    received_month: int = 0
    received_year: int = 0


class HomeSummary(NamedTuple):
    """The home screen: figures per currency, and what to do, most urgent first.

    Attributes:
        counts: How many items of each kind there are (the list may be cut).
    """

    as_of: dt.date
    figures: tuple[HomeFigures, ...]
    items: tuple[HomeItem, ...]
    counts: tuple[tuple[str, int], ...] = ()
