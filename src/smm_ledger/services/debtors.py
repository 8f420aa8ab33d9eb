"""Who is late, per client and currency; and all that was done about one client's debts.

The review has a row for each instalment; people are asked for money, so here its rows stand
together. Two currencies never do.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from smm_ledger.core.collections import urgency
from smm_ledger.core.letters import Rung
from smm_ledger.services.review import total

if TYPE_CHECKING:
    import datetime as dt

    from smm_ledger.core.claims import Claim
    from smm_ledger.core.ladder import Proposal
    from smm_ledger.core.letters import Contact, Hold, Reminder
    from smm_ledger.core.promises import KeepRate, Promise
    from smm_ledger.services.review import Asked, OverdueRow, PaidLate

T = TypeVar("T")

Order: TypeAlias = "tuple[bool, dt.date, int]"


@dataclass(frozen=True, slots=True)
class DebtorRow:
    """What a client owes late in one currency; minor units.

    Attributes:
        rows: Its overdue instalments, the oldest first; never none.
    """

    rows: "tuple[OverdueRow, ...]"

    @property
    def oldest(self) -> "OverdueRow":
        """The instalment that is late longest: days and bucket are its."""
        return self.rows[0]

    @property
    def client(self) -> str:
        """The client's code."""
        return self.oldest.client

    @property
    def client_name(self) -> str:
        """The client's name."""
        return self.oldest.client_name

    @property
    def currency(self) -> str:
        """The currency of all figures."""
        return self.oldest.currency

    @property
    def invoices(self) -> tuple[str, ...]:
        """The numbers, each once, the oldest debt first."""
        return tuple(dict.fromkeys(row.invoice for row in self.rows))

    @property
    def balance(self) -> int:
        """What is overdue."""
        return sum(row.balance for row in self.rows)

    @property
    def interest(self) -> int | None:
        """Late interest to the day of the review; None where it can't be said of a row."""
        return total(row.interest for row in self.rows)

    @property
    def compensation(self) -> int | None:
        """The flat sums; None where they can't be said in this currency."""
        return total(row.compensation for row in self.rows)

    @property
    def urgency(self) -> int:
        """What it is ordered by."""
        return sum(
            urgency(row.balance, self.currency, days_overdue=row.days_overdue, broken=row.broken)
            for row in self.rows
        )

    @property
    def broken(self) -> int:
        """How many promises the client broke."""
        return self.oldest.broken

    @property
    def last_contact(self) -> "Asked | None":
        """The last contact with the client."""
        return self.oldest.last_contact

    @property
    def promise(self) -> "Promise | None":
        """The promise that failed, else the open one that comes first."""
        return _first(
            (row.promise for row in self.rows), lambda one: (not one.failed, one.by, one.id)
        )

    @property
    def hold(self) -> "Hold | None":
        """The hold that ends first, on any of it."""
        return _first((row.hold for row in self.rows), lambda one: (False, one.until, one.id))

    @property
    def next(self) -> "OverdueRow | None":
        """The row whose next step comes first, the highest one of a day; None without any."""
        coming = [row for row in self.rows if row.next_action]
        return min(coming, key=_step_order, default=None)


def debtors(late: "Iterable[OverdueRow]") -> Sequence[DebtorRow]:
    """Return who is late, whom to chase first on top, from the rows of a review."""
    found: dict[tuple[str, str], list[OverdueRow]] = {}
    for row in late:
        found.setdefault((row.client, row.currency), []).append(row)
    made = [DebtorRow(tuple(sorted(rows, key=_age))) for rows in found.values()]
    return sorted(made, key=lambda one: (-one.urgency, one.client, one.currency))


def by_urgency(letters: "Iterable[Proposal]", today: "dt.date") -> "Sequence[Proposal]":
    """Return the letters that are due in the order in which to ask."""
    return sorted(letters, key=lambda one: (-_pressing(one, today), one.client))


def _pressing(letter: "Proposal", today: "dt.date") -> int:
    return sum(
        urgency(
            debt.balance,
            debt.currency,
            days_overdue=(today - debt.due_date).days,
            broken=int(debt.broken),
        )
        for debt in (one.debt for one in letter.listed)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtRecord:
    """What was done about a client's debts, or about one invoice; the newest first.

    Attributes:
        holds: Those that stand.
        rate: How the client keeps its promises; None while none came due.
        paid_late: Of a client: what it owes for having paid late where nothing is overdue any more.
    """

    letters: "tuple[Reminder, ...]" = ()
    promises: "tuple[Promise, ...]" = ()
    holds: "tuple[Hold, ...]" = ()
    contacts: "tuple[Contact, ...]" = ()
    claims: "tuple[Claim, ...]" = ()
    rate: "KeepRate | None" = None
    paid_late: "tuple[PaidLate, ...]" = ()


def _age(row: "OverdueRow") -> "tuple[dt.date, str, int]":
    return row.due_date, row.invoice, row.instalment


_STEPS = {str(rung): -rung.height for rung in Rung}


def _step_order(row: "OverdueRow") -> "tuple[dt.date, int]":
    return row.next_action_date or row.due_date, _STEPS.get(row.next_action or "", 0)


def _first(found: "Iterable[T | None]", order: "Callable[[T], Order]") -> T | None:
    return min((one for one in found if one is not None), key=order, default=None)
