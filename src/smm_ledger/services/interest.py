"""Late interest: what it comes to, and the rates behind it."""

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from decimal import Decimal

from smm_ledger.core.errors import AlreadyExists, InputError, NotFoundError
from smm_ledger.core.interest import COMPENSATION, InterestKind, RatePeriod, RateTable
from smm_ledger.core.late_payment import COMPENSATION_CURRENCY, Part, accrue_parts, is_unsaid
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.parties import Client
from smm_ledger.services.accruals import InterestView, standing, unpublished
from smm_ledger.services.ports import Clock, Reader, Storage, UnitOfWork
from smm_ledger.services.rate_tables import (
    SETTING,
    AddedRate,
    added,
    rates_text,
    shipped,
    table_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalcInput:
    """A sum that is late, without an invoice.

    Attributes:
        amount: Major units of the issuer's currency, above zero.
        due, until: The due date, itself free of interest, and the last day that counts.
        kind: Which rate; None: the agreed one where `rate` is given, else the statutory one.
        rate: In percent, for a fixed rate.
        old_contract: Whether the contract is from before 2013.
    """

    amount: Decimal
    due: dt.date
    until: dt.date
    kind: InterestKind | None = None
    rate: Decimal | None = None
    old_contract: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRate:
    """A period of a table; `own` if the user added it."""

    kind: InterestKind
    period: RatePeriod
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRate:
    """The first days behind a table: nobody guesses their rate.

    Attributes:
        start, end: Both inclusive: what is left of the half-year, or of a legal rate's year.
        begun: Whether they have begun, so that interest of today lacks them.
    """

    start: dt.date
    end: dt.date
    begun: bool


class InterestService:
    """What a user asks about late interest."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def calc(self, typed: CalcInput) -> InterestView:
        """Return the interest on a sum; nothing is stored, and no ledger is needed.

        Raises:
            InputError: A sum that is not above zero, days in the wrong order, a fixed rate that is
                missing, or a rate beside a kind that has its own.
        """
        kind = typed.kind or (InterestKind.MORA if typed.rate is None else InterestKind.FIXED)
        with self._reading() as reader:
            currency = reader.issuer().currency if reader else COMPENSATION_CURRENCY
            principal = Money.of(typed.amount, currency).minor
            _check(typed, kind, principal)
            if typed.rate is not None:
                table = RateTable.fixed(typed.rate)
            else:
                table = table_of(reader, kind, old=typed.old_contract)
        part = Part(due_date=typed.due, amount=principal)
        found = accrue_parts([part], table=table, until=typed.until)
        flat = kind is not InterestKind.LEGAL and part.late_on(typed.until)
        euro = currency == COMPENSATION_CURRENCY
        return InterestView(
            as_of=typed.until,
            kind=kind,
            currency=currency,
            segments=found.segments,
            interest=found.interest,
            compensation=(COMPENSATION if euro else None) if flat else 0,
            accrued_until=found.until,
            warnings=unpublished(found),
        )

    def show(
        self, ref: str, *, as_of: dt.date | None = None, rate: Decimal | None = None
    ) -> InterestView:
        """Return what an invoice's debtor owes besides the principal, to a day (today).

        Args:
            ref: The invoice.
            as_of: The last day that counts.
            rate: A yearly rate that was agreed, in percent.

        Raises:
            IllegalTransition: Nothing is owed on it.
        """
        day = as_of or self._clock.today()
        with self._storage.read() as reader:
            return standing(reader, reader.invoice(ref), as_of=day, rate=rate)

    def asks_about(self, ref: str) -> Client | None:
        """Return an invoice's client if nobody said yet whether it is a business, else None."""
        with self._storage.read() as reader:
            client = reader.client_by_id(reader.invoice(ref).client.id)
        return client if is_unsaid(client) else None

    def rates(self, kind: InterestKind | None = None) -> Sequence[KnownRate]:
        """List the rates, shipped and added, by kind and time."""
        with self._reading() as reader:
            return _known(reader, kind)

    def missing(self, kind: InterestKind) -> MissingRate | None:
        """Return the first days behind what is known; None for an agreed rate, and without any."""
        with self._reading() as reader:
            table = table_of(reader, kind)
        if kind is InterestKind.FIXED or not table.periods:
            return None
        start = max(period.end for period in table.periods) + dt.timedelta(days=1)
        begun = start <= self._clock.today()
        return MissingRate(start=start, end=table.row_end(start), begun=begun)

    def _reading(self) -> AbstractContextManager[Reader | None]:
        """Open the ledger if there is one: published rates are known without."""
        return self._storage.read() if self._storage.exists() else nullcontext()

    def add_rate(
        self, kind: InterestKind, percent: Decimal, *, start: dt.date, end: dt.date
    ) -> KnownRate:
        """Add a period that was published, or agreed, meanwhile.

        Raises:
            InputError: The days are in the wrong order.
            AlreadyExists: A rate of these days is known.
        """
        if end < start:
            raise InputError("to", N_("it is before the first day"))
        new = AddedRate(kind=kind, period=RatePeriod(start, end, percent))
        with self._storage.write() as work:
            for known in _known(work, kind):
                if known.period.start <= end and start <= known.period.end:
                    raise AlreadyExists(
                        str(kind),
                        N_("the rate from {first} to {last} is known: {percent}%"),
                        hint=N_("take your own one away first"),
                        cli="interest drop-rate",
                        first=known.period.start.isoformat(),
                        last=known.period.end.isoformat(),
                        percent=f"{known.period.percent}",
                    )
            _keep(work, (*added(work), new), "add-rate", new)
        return KnownRate(kind=kind, period=new.period, own=True)

    def drop_rate(self, kind: InterestKind, *, start: dt.date) -> KnownRate:
        """Take a period away that the user added, by its first day.

        Raises:
            NotFoundError: There is none; published ones stay.
        """
        with self._storage.write() as work:
            before = added(work)
            gone = [one for one in before if one.kind is kind and one.period.start == start]
            if not gone:
                raise NotFoundError(start.isoformat(), thing=N_("rate of yours"))
            rest = tuple(one for one in before if one is not gone[0])
            _keep(work, rest, "drop-rate", gone[0])
        return KnownRate(kind=kind, period=gone[0].period, own=True)


def _known(reader: Reader | None, kind: InterestKind | None) -> list[KnownRate]:
    kinds = tuple(InterestKind) if kind is None else (kind,)
    own = [
        KnownRate(kind=one.kind, period=one.period, own=True)
        for one in added(reader)
        if one.kind in kinds
    ]
    public = [
        KnownRate(kind=each, period=period, own=False) for each in kinds for period in shipped(each)
    ]
    return sorted([*public, *own], key=lambda one: (one.kind, one.period.start))


def _keep(work: UnitOfWork, rates: tuple[AddedRate, ...], action: str, one: AddedRate) -> None:
    work.save_setting(SETTING, rates_text(rates))
    data = {
        "kind": str(one.kind),
        "from": one.period.start,
        "to": one.period.end,
        "percent": one.period.percent,
    }
    work.record("ledger", None, action, data, name="ledger")


def _check(typed: CalcInput, kind: InterestKind, principal: int) -> None:
    if principal <= 0:
        raise InputError("amount", N_("it is not above zero"), hint=N_("give what is owed"))
    if typed.until < typed.due:
        raise InputError("until", N_("it is before the due date"))
    fixed = kind is InterestKind.FIXED
    if fixed and typed.rate is None:
        raise InputError(
            "rate", N_("it is missing"), hint=N_("give the agreed rate"), cli="--rate PERCENT"
        )
    if not fixed and typed.rate is not None:
        raise InputError(
            "rate",
            N_("this kind has a rate of its own"),
            hint=N_("say that it is an agreed rate"),
            cli="--kind fixed",
        )
    if typed.old_contract and kind is not InterestKind.MORA:
        raise InputError(
            "contract_before_2013",
            N_("only the statutory rate was another one then"),
            hint=N_("leave it out"),
        )
