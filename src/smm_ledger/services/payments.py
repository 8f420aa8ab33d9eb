"""Payments: money recorded, set against invoices, taken back."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from smm_ledger.core.errors import (
    Ambiguous,
    IllegalTransition,
    InputError,
    NotFoundError,
    OverAllocated,
)
from smm_ledger.core.invoices import Invoice, check_receivable
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.payments import Payment, Settlement, SettlementKind, shared_by_due, spread
from smm_ledger.core.states import InvoiceEvent, next_invoice_state
from smm_ledger.core.text import NAME_MAX, NOTE_MAX, clean
from smm_ledger.services.bank_fees import (
    checked_fee,
    fee_data,
    kept_fees,
    positive,
    recover,
    take_back_fee,
    write_off_fee,
)
from smm_ledger.services.ports import Clock, Storage, UnitOfWork
from smm_ledger.services.proformas import billed
from smm_ledger.services.read_models import ListQuery, PaymentRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentInput:
    """Money that came in.

    Attributes:
        target: A client's code, or an invoice's number.
        amount: Major units, above zero.
        to: Invoice and major units each, by hand; empty: the target invoice, or the client's
            oldest due first.
        credit: Keep what is more than owed as the client's credit.
        fee: What a bank kept of the transfer, in major units: written off the target invoice.
    """

    target: str
    amount: Decimal
    date: dt.date | None = None
    method: str = ""
    reference: str = ""
    to: Sequence[tuple[str, Decimal]] = ()
    credit: bool = False
    fee: Decimal | None = None


class PaymentService:
    """What a user does with payments."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def show(self, ref: str) -> Payment:
        """Return a payment by `pay-n`."""
        with self._storage.read() as reader:
            return reader.payment(ref)

    def list(
        self, query: ListQuery | None = None, *, unallocated: bool = False
    ) -> Sequence[PaymentRow]:
        """List payments, newest first."""
        with self._storage.read() as reader:
            return reader.payments(query or ListQuery(), unallocated=unallocated)

    def whole(
        self, query: ListQuery, *, unallocated: bool = False
    ) -> Sequence[tuple[PaymentRow, Payment]]:
        """List payments as `list`, each with what it is set against."""
        with self._storage.read() as reader:
            rows = reader.payments(query, unallocated=unallocated)
            return [(row, reader.payment(f"pay-{row.id}")) for row in rows]

    def count(self, query: ListQuery, *, unallocated: bool = False) -> int:
        """Count the payments of a list."""
        with self._storage.read() as reader:
            return reader.count_payments(query, unallocated=unallocated)

    def of_invoice(self, ref: str) -> Sequence[Payment]:
        """Return the payments that stand set against an invoice, oldest first."""
        with self._storage.read() as reader:
            settled = reader.settled_of(reader.invoice(ref).id, SettlementKind.PAYMENT)
            keys = dict.fromkeys(entry.source_id for entry in settled)
            return [reader.payment(f"pay-{key}") for key in keys]

    def add(self, typed: PaymentInput) -> Payment:
        """Record a payment and set it against what is owed; of a proforma, its invoice is issued.

        Raises:
            OverAllocated: More than is owed, without `credit`.
            InputError: An amount that is not above zero, a date after today.
        """
        day = self._day(typed.date)
        with self._storage.write() as work:
            client_id, client, currency, target = self._payer(work, typed.target)
            amount = positive(typed.amount, currency, field="amount")
            target = _expected_again(work, target, amount, day)
            shares = self._shares(work, typed, amount, client_id, target)
            fee = checked_fee(typed.fee, target, amount.currency, shares)
            payment = Payment(
                client_id=client_id,
                client=client,
                date=day,
                amount=amount,
                method=clean(typed.method, field="method", max_length=NAME_MAX),
                reference=clean(typed.reference, field="reference", max_length=NAME_MAX),
            )
            payment = _set(work, payment, shares)
            if target is not None and fee is not None:
                write_off_fee(work, target, fee, day)
            data = {**_data(payment), **fee_data(target, fee)}
            return _recorded(work, payment, "add", data)

    def allocate(self, ref: str, invoice_ref: str, amount: Decimal) -> Payment:
        """Set a part of a payment's rest against an invoice of the same client.

        Raises:
            OverAllocated: More than the payment has left, or the invoice owes.
        """
        with self._storage.write() as work:
            payment = _standing(work.payment(ref))
            named = billed(work, work.invoice(invoice_ref), self._clock.today())
            invoice = receivable(named, payment.client_id, payment.amount)
            share = positive(amount, invoice.currency, field="amount")
            if share > payment.unallocated:
                raise OverAllocated(
                    payment.name,
                    N_("only {left} of it is left"),
                    hint=N_("set less against the invoice"),
                    left=payment.unallocated,
                )
            work.settle(_entries(payment, invoice, share))
            data = {"invoice": invoice.number, "amount": share.minor}
            return _recorded(work, payment, "allocate", data)

    def reverse(self, ref: str, *, reason: str = "") -> Payment:
        """Take a payment back (bounced, typed wrong): what it settled is owed again.

        Raises:
            IllegalTransition: It is reversed already.
        """
        text = clean(reason, field="reason", max_length=NOTE_MAX)
        with self._storage.write() as work:
            payment = _standing(work.payment(ref))
            for part in payment.allocations:
                invoice = work.invoice_by_id(part.invoice_id)
                next_invoice_state(invoice.name, invoice.state, InvoiceEvent.DEALLOCATE)
            take_back_fee(work, payment, day=self._clock.today())
            work.settle(work.taken_back(payment, date=self._clock.today(), reason=text))
            payment = work.save_payment(replace(payment, reversed=True, reversal_reason=text))
            return _recorded(work, payment, "reverse", {"reason": text})

    def kept(self, ref: str) -> Sequence[Money]:
        """Return what a bank kept of a payment: it is owed again with it once that is reversed."""
        with self._storage.read() as reader:
            return [fee for _, fee in kept_fees(reader, reader.payment(ref))]

    def _day(self, wanted: dt.date | None) -> dt.date:
        today = self._clock.today()
        day = wanted or today
        if day > today:
            raise InputError(
                "date",
                N_("{day} is after today"),
                hint=N_("record the payment when it is there"),
                day=day,
            )
        return day

    def _payer(self, work: UnitOfWork, target: str) -> tuple[int, str, str, Invoice | None]:
        """Find who pays: a client by its code, or the client of an invoice or proforma."""
        try:
            invoice = work.invoice(target)
        except Ambiguous:
            raise
        except NotFoundError:
            client = work.client(target)
            return client.id, client.code, client.currency, None
        invoice = billed(work, invoice, self._clock.today())
        return invoice.client.id, invoice.client.code, invoice.currency, invoice

    def _shares(
        self,
        work: UnitOfWork,
        typed: PaymentInput,
        amount: Money,
        client_id: int,
        target: Invoice | None,
    ) -> Sequence[tuple[Invoice, Money]]:
        if typed.to:
            return self._by_hand(work, typed, amount, client_id)
        if target is not None:
            targets: Sequence[Invoice] = [receivable(target, client_id, amount)]
        else:
            targets = work.open_invoices(client_id, amount.currency)
        parts = shared_by_due(amount.minor, [invoice.instalments for invoice in targets])
        if sum(parts) < amount.minor and not typed.credit:
            raise _too_much(typed.target, Money(sum(parts), amount.currency))
        return [
            (invoice, Money(part, amount.currency))
            for invoice, part in zip(targets, parts, strict=True)
            if part
        ]

    def _by_hand(
        self, work: UnitOfWork, typed: PaymentInput, amount: Money, client_id: int
    ) -> Sequence[tuple[Invoice, Money]]:
        wanted: dict[int, tuple[Invoice, Money]] = {}
        for ref, value in typed.to:
            named = billed(work, work.invoice(ref), self._clock.today())
            invoice = receivable(named, client_id, amount)
            share = positive(value, invoice.currency, field="to")
            already = wanted[invoice.id][1] if invoice.id in wanted else Money.zero(share.currency)
            wanted[invoice.id] = (invoice, already + share)
        shares = list(wanted.values())
        _check_parts(typed, amount, sum(share.minor for _, share in shares))
        return shares


def _check_parts(typed: PaymentInput, amount: Money, total: int) -> None:
    """Refuse parts that sum to more than the payment, or to less without `credit`."""
    if total > amount.minor:
        raise OverAllocated(
            typed.target,
            N_("the parts sum to {total}, more than the payment of {amount}"),
            hint=N_("give smaller parts"),
            total=Money(total, amount.currency),
            amount=amount,
        )
    if total < amount.minor and not typed.credit:
        raise OverAllocated(
            typed.target,
            N_("{left} of the payment is set against nothing"),
            hint=N_("name an invoice for it, or keep it as the client's credit"),
            cli="--credit",
            left=Money(amount.minor - total, amount.currency),
        )


def _expected_again(
    work: UnitOfWork, target: Invoice | None, amount: Money, day: dt.date
) -> Invoice | None:
    """Take back as much of a write-off as the money that came makes good."""
    if target is None or not target.written_off or amount.minor <= target.balance.minor:
        return target
    lost = Money(target.written_off, target.currency)
    back = min(amount - target.balance, lost)
    recover(work, target, back, day=day)
    after = work.invoice_by_id(target.id)
    work.record("invoice", after, "recover", {"amount": back.minor})
    return after


def _too_much(target: str, owed: Money) -> OverAllocated:
    return OverAllocated(
        target,
        N_("only {owed} is owed"),
        hint=N_("check the amount, or keep the rest as the client's credit"),
        cli="--credit",
        owed=owed,
    )


def receivable(invoice: Invoice, client_id: int, amount: Money) -> Invoice:
    """Return the invoice if a client's money can be set against it, else refuse it."""
    next_invoice_state(invoice.name, invoice.state, InvoiceEvent.ALLOCATE)
    check_receivable(invoice)
    if invoice.client.id != client_id:
        raise InputError(
            "to", N_("{name} is another client's"), hint=N_("two payments"), name=invoice.name
        )
    if invoice.currency != amount.currency:
        raise InputError(
            "amount",
            N_("{name} is in {currency}"),
            hint=N_("record one payment per currency"),
            name=invoice.name,
            currency=invoice.currency,
        )
    return invoice


def _standing(payment: Payment) -> Payment:
    if payment.reversed:
        raise IllegalTransition(
            payment.name, N_("it is reversed already"), hint=N_("record a new payment")
        )
    return payment


def _entries(payment: Payment, invoice: Invoice, share: Money) -> list[Settlement]:
    return [
        Settlement(
            instalment_id=instalment_id,
            invoice_id=invoice.id,
            kind=SettlementKind.PAYMENT,
            date=payment.date,
            amount=part,
            source_id=payment.id,
        )
        for instalment_id, part in spread(share, invoice.instalments, invoice=invoice.name)
    ]


def set_payment(
    work: UnitOfWork,
    payment: Payment,
    shares: Sequence[tuple[Invoice, Money]],
    *,
    action: str = "add",
) -> Payment:
    """Save a new payment, set its shares against their invoices, and log it."""
    payment = _set(work, payment, shares)
    return _recorded(work, payment, action, _data(payment))


def _set(work: UnitOfWork, payment: Payment, shares: Sequence[tuple[Invoice, Money]]) -> Payment:
    payment = work.save_payment(payment)
    for invoice, share in shares:
        work.settle(_entries(payment, invoice, share))
    return payment


def _data(payment: Payment) -> dict[str, object]:
    return {"amount": payment.amount.minor, "currency": payment.amount.currency}


def _recorded(
    work: UnitOfWork, payment: Payment, action: str, data: Mapping[str, object]
) -> Payment:
    payment = work.payment(payment.name)
    work.record("payment", payment, action, data)
    return payment
