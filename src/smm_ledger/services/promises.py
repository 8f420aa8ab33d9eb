"""Promises to pay: recorded, renegotiated, judged by what came in."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from smm_ledger.core.dates import add_business_days
from smm_ledger.core.errors import IllegalTransition, InputError, OverAllocated
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.parties import Issuer
from smm_ledger.core.promises import GRACE, KeepRate, Promise, PromiseState, judged, keep_rates
from smm_ledger.core.text import NOTE_MAX, clean
from smm_ledger.services.ports import Clock, Reader, Storage


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseInput:
    """What a client said.

    Attributes:
        amount: Major units, above zero, not more than the invoice's balance.
        by: Today or later.
    """

    invoice: str
    amount: Decimal
    by: dt.date
    note: str = ""


class PromiseService:
    """What a user does with promises."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def add(self, typed: PromiseInput) -> Promise:
        """Record a promise; while it is open nobody is reminded of its invoice.

        Raises:
            IllegalTransition: Nothing is owed on the invoice.
            OverAllocated: More than is owed.
            InputError: Not above zero, or by a day that is over.
        """
        with self._storage.write() as work:
            invoice = work.invoice(typed.invoice)
            if not invoice.balance:
                raise IllegalTransition(
                    invoice.name, N_("nothing is owed on it"), hint=N_("name an open invoice")
                )
            amount = Money.of(typed.amount, invoice.currency)
            self._check(amount, typed.by)
            if amount > invoice.balance:
                raise OverAllocated(
                    invoice.name,
                    N_("only {owed} of it is still owed"),
                    hint=N_("record what was promised of it"),
                    owed=invoice.balance,
                )
            promise = work.keep(
                Promise(
                    invoice_id=invoice.id,
                    invoice=invoice.name,
                    client=invoice.client.code,
                    client_name=invoice.client.name,
                    amount=amount.minor,
                    currency=invoice.currency,
                    made_on=self._clock.today(),
                    by=typed.by,
                    note=clean(typed.note, field="note", max_length=NOTE_MAX, multiline=True),
                )
            )
            data = {"invoice": promise.invoice, "by": promise.by}
            work.record("promise", promise, "add", data | _amount(promise))
        return promise

    def renegotiate(self, ref: str, *, by: dt.date) -> Promise:
        """Let another day take a promise's place, for what has not come in of it.

        Raises:
            IllegalTransition: It was kept, or renegotiated before.
            InputError: A day that is over.
        """
        with self._storage.write() as work:
            key = work.kept(Promise, ref).id
            everything = all_judged(work, self._clock.today())
            before = next(one for one in everything if one.id == key)
            if before.state in (PromiseState.KEPT, PromiseState.RENEGOTIATED):
                raise IllegalTransition(
                    before.name,
                    N_("it is {state}"),
                    hint=N_("record a new promise"),
                    cli="promise add",
                    state=before.state,
                )
            left = before.amount - before.received
            self._check(Money(left, before.currency), by)
            promise = work.keep(
                Promise(
                    invoice_id=before.invoice_id,
                    invoice=before.invoice,
                    client=before.client,
                    client_name=before.client_name,
                    amount=left,
                    currency=before.currency,
                    made_on=self._clock.today(),
                    by=by,
                    note=before.note,
                    replaces=before.id,
                )
            )
            data = {"replaces": before.name, "by": promise.by}
            work.record("promise", promise, "renegotiate", data | _amount(promise))
        return promise

    def list(self, client: str | None = None) -> Sequence[Promise]:
        """List the promises of a client, or all, the latest day first."""
        with self._storage.read() as reader:
            code = reader.client(client).code if client else None
            found = all_judged(reader, self._clock.today())
        mine = [one for one in found if code is None or one.client == code]
        return sorted(mine, key=lambda one: (one.by, one.id), reverse=True)

    def rates(self) -> Sequence[KeepRate]:
        """Return how each client keeps its promises."""
        with self._storage.read() as reader:
            return keep_rates(all_judged(reader, self._clock.today()))

    def _check(self, amount: Money, by: dt.date) -> None:
        if amount.minor <= 0:
            raise InputError("amount", N_("it is not above zero"), hint=N_("give what is promised"))
        if by < self._clock.today():
            raise InputError("by", N_("that day is over"), hint=N_("give today or a later day"))


def waiting(issuer: Issuer) -> Callable[[dt.date], dt.date]:
    """Return how long a promise for a day is waited for: two banking days more."""
    return lambda day: add_business_days(day, GRACE, issuer.country, issuer.patron_saint)


def all_judged(reader: Reader, today: dt.date, client_id: int | None = None) -> Sequence[Promise]:
    """Return a client's promises, or all, judged as of a day; those of an invoice together."""
    by_invoice: dict[int, list[Promise]] = {}
    for promise in reader.kept_of_client(Promise, client_id):
        by_invoice.setdefault(promise.invoice_id, []).append(promise)
    if not by_invoice:
        return []
    money = reader.promised_money()
    last_day = waiting(reader.issuer())
    return [
        promise
        for invoice, made in by_invoice.items()
        for promise in judged(made, money.get(invoice, ()), today=today, last_day=last_day)
    ]


def _amount(promise: Promise) -> dict[str, object]:
    return {"amount": promise.amount, "currency": promise.currency}
