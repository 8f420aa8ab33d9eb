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
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.payments import Payment, Settlement, SettlementKind, spread
from smm_ledger.core.states import InvoiceEvent, next_invoice_state
from smm_ledger.core.text import NAME_MAX, NOTE_MAX, clean
from smm_ledger.services.ports import Clock, Storage, UnitOfWork
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
    """

    target: str
    amount: Decimal
    date: dt.date | None = None
    method: str = ""
    reference: str = ""
    to: Sequence[tuple[str, Decimal]] = ()
    credit: bool = False


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

    def of_invoice(self, ref: str) -> Sequence[Payment]:
        """Return the payments that stand set against an invoice, oldest first."""
        with self._storage.read() as reader:
            settled = reader.settled_of(reader.invoice(ref).id, SettlementKind.PAYMENT)
            keys = dict.fromkeys(entry.source_id for entry in settled)
            return [reader.payment(f"pay-{key}") for key in keys]

    def add(self, typed: PaymentInput) -> Payment:
        """Record a payment and set it against what is owed.

        Raises:
            OverAllocated: More than is owed, without `credit`.
            InputError: An amount that is not above zero, a date after today.
        """
        day = self._day(typed.date)
        with self._storage.write() as work:
            client_id, client, currency, target = _payer(work, typed.target)
            amount = _positive(typed.amount, currency, field="amount")
            target = _expected_again(work, target, amount, day)
            shares = _shares(work, typed, amount, client_id, target)
            payment = work.save_payment(
                Payment(
                    client_id=client_id,
                    client=client,
                    date=day,
                    amount=amount,
                    method=clean(typed.method, field="method", max_length=NAME_MAX),
                    reference=clean(typed.reference, field="reference", max_length=NAME_MAX),
                )
            )
            for invoice, share in shares:
                work.settle(settlements_for(payment, invoice, share))
            return recorded(work, payment, "add", {"amount": amount.minor, "currency": currency})

    def allocate(self, ref: str, invoice_ref: str, amount: Decimal) -> Payment:
        """Set a part of a payment's rest against an invoice of the same client.

        Raises:
            OverAllocated: More than the payment has left, or the invoice owes.
        """
        with self._storage.write() as work:
            payment = _standing(work.payment(ref))
            invoice = receivable(work.invoice(invoice_ref), payment.client_id, payment.amount)
            share = _positive(amount, invoice.currency, field="amount")
            if share > payment.unallocated:
                raise OverAllocated(
                    payment.name,
                    N_("only {left} of it is left"),
                    hint=N_("set less against the invoice"),
                    left=str(payment.unallocated),
                )
            work.settle(settlements_for(payment, invoice, share))
            data = {"invoice": invoice.number, "amount": share.minor}
            return recorded(work, payment, "allocate", data)

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
            work.settle(work.taken_back(payment, date=self._clock.today(), reason=text))
            payment = work.save_payment(replace(payment, reversed=True, reversal_reason=text))
            return recorded(work, payment, "reverse", {"reason": text})

    def _day(self, wanted: dt.date | None) -> dt.date:
        today = self._clock.today()
        day = wanted or today
        if day > today:
            raise InputError(
                "date",
                N_("{day} is after today"),
                hint=N_("record the payment when it is there"),
                day=day.isoformat(),
            )
        return day


def _payer(work: UnitOfWork, target: str) -> tuple[int, str, str, Invoice | None]:
    """Find who pays: a client by its code, or the client of an invoice."""
    try:
        invoice = work.invoice(target)
    except Ambiguous:
        raise
    except NotFoundError:
        client = work.client(target)
        return client.id, client.code, client.currency, None
    return invoice.client.id, invoice.client.code, invoice.currency, invoice


def _positive(amount: Decimal, currency: str, *, field: str) -> Money:
    money = Money.of(amount, currency)
    if money.minor <= 0:
        raise InputError(
            field, N_("it is not above zero"), hint=N_("to take a payment back, reverse it")
        )
    return money


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


def recover(work: UnitOfWork, invoice: Invoice, back: Money, *, day: dt.date) -> None:
    """Take `back` of an invoice's write-offs back, the last instalment first."""
    left = back.minor
    entries: list[Settlement] = []
    for entry in reversed(work.settled_of(invoice.id, SettlementKind.WRITE_OFF)):
        part = min(left, entry.amount)
        if part > 0:
            entries.append(replace(entry, amount=-part, date=day, reason=""))
            left -= part
    work.settle(entries)


def _shares(
    work: UnitOfWork,
    typed: PaymentInput,
    amount: Money,
    client_id: int,
    target: Invoice | None,
) -> list[tuple[Invoice, Money]]:
    if typed.to:
        return _by_hand(work, typed, amount, client_id)
    if target is not None:
        targets: Sequence[Invoice] = [receivable(target, client_id, amount)]
    else:
        targets = work.open_invoices(client_id, amount.currency)
    left = amount
    shares: list[tuple[Invoice, Money]] = []
    for invoice in targets:
        share = min(left, invoice.balance)
        if share.minor > 0:
            shares.append((invoice, share))
            left -= share
    if left and not typed.credit:
        raise _too_much(typed.target, amount - left)
    return shares


def _by_hand(
    work: UnitOfWork, typed: PaymentInput, amount: Money, client_id: int
) -> list[tuple[Invoice, Money]]:
    wanted: Mapping[int, tuple[Invoice, Money]] = {}
    for ref, value in typed.to:
        invoice = receivable(work.invoice(ref), client_id, amount)
        share = _positive(value, invoice.currency, field="to")
        already = wanted[invoice.id][1] if invoice.id in wanted else Money.zero(share.currency)
        wanted = {**wanted, invoice.id: (invoice, already + share)}
    shares = list(wanted.values())
    total = sum(share.minor for _, share in shares)
    if total > amount.minor:
        raise OverAllocated(
            typed.target,
            N_("the parts sum to {total}, more than the payment of {amount}"),
            hint=N_("give smaller parts"),
            total=str(Money(total, amount.currency)),
            amount=str(amount),
        )
    if total < amount.minor and not typed.credit:
        raise OverAllocated(
            typed.target,
            N_("{left} of the payment is set against nothing"),
            hint=N_("name an invoice for it, or keep it as the client's credit (--credit)"),
            left=str(Money(amount.minor - total, amount.currency)),
        )
    return shares


def _too_much(target: str, owed: Money) -> OverAllocated:
    return OverAllocated(
        target,
        N_("only {owed} is owed"),
        hint=N_("check the amount, or keep the rest as the client's credit (--credit)"),
        owed=str(owed),
    )


def receivable(invoice: Invoice, client_id: int, amount: Money) -> Invoice:
    """Return the invoice if a client's money can be set against it, else refuse it."""
    next_invoice_state(invoice.name, invoice.state, InvoiceEvent.ALLOCATE)
    if not invoice.is_receivable:
        raise IllegalTransition(
            invoice.name, N_("nothing is owed on it"), hint=N_("name an invoice")
        )
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


def settlements_for(payment: Payment, invoice: Invoice, share: Money) -> list[Settlement]:
    """Return what sets a part of a payment against an invoice, oldest due first."""
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


def recorded(
    work: UnitOfWork, payment: Payment, action: str, data: Mapping[str, object]
) -> Payment:
    """Log what was done to a payment; return it as it stands now."""
    payment = work.payment(payment.name)
    work.record("payment", payment, action, data)
    return payment
