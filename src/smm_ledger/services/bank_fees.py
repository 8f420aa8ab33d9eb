"""What a bank kept of a transfer: a write-off that stands and falls with its payment."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from smm_ledger.core.errors import InputError, OverAllocated
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.payments import BANK_FEE, Payment, Settlement, SettlementKind, spread
from smm_ledger.services.ports import Reader, UnitOfWork

FEE: Final = "fee"
"""What the entry of a payment in the log says of its fee: minor units, and `invoice`."""


def checked_fee(
    typed: Decimal | None,
    target: Invoice | None,
    currency: str,
    shares: Sequence[tuple[Invoice, Money]],
) -> Money | None:
    """Return what a bank kept, if something; it must be owed on the invoice that is paid."""
    if typed is None:
        return None
    fee = positive(typed, currency, field="fee")
    if target is None:
        raise InputError(
            "fee",
            N_("it belongs to one invoice"),
            hint=N_("record the payment on that invoice (payment add 2026-001 ...)"),
        )
    set_now = sum(share.minor for invoice, share in shares if invoice.id == target.id)
    left = target.balance.minor - set_now
    if fee.minor > left:
        raise OverAllocated(
            target.name,
            N_("with this payment only {left} of it is still owed"),
            hint=N_("check the amount and the fee"),
            left=Money(left, currency),
        )
    return fee


def write_off_fee(work: UnitOfWork, target: Invoice, fee: Money, day: dt.date) -> None:
    """Write off of an invoice, and log, what a bank kept of its payment."""
    invoice = work.invoice_by_id(target.id)
    work.settle(
        [
            Settlement(
                instalment_id=instalment,
                invoice_id=invoice.id,
                kind=SettlementKind.WRITE_OFF,
                date=day,
                amount=part,
                reason=BANK_FEE,
            )
            for instalment, part in spread(fee, invoice.instalments, invoice=invoice.name)
        ]
    )
    data = {"amount": fee.minor, "reason": BANK_FEE}
    work.record("invoice", work.invoice_by_id(invoice.id), "write-off", data)


def fee_data(target: Invoice | None, fee: Money | None) -> Mapping[str, object]:
    """Return what the log of a payment keeps of its fee, so that both are taken back together."""
    return {} if target is None or fee is None else {FEE: fee.minor, "invoice": target.number}


def kept_fees(reader: Reader, payment: Payment) -> Iterator[tuple[Invoice, Money]]:
    """Yield what a bank kept of a payment and is not owed again yet, with its invoice."""
    for entry in reader.activity(entity=payment.name):
        kept = entry.data.get(FEE)
        if entry.action != "add" or not isinstance(kept, int):
            continue
        invoice = reader.invoice(str(entry.data["invoice"]))
        back = min(Money(kept, invoice.currency), Money(invoice.bank_fees, invoice.currency))
        if back:
            yield invoice, back


def take_back_fee(work: UnitOfWork, payment: Payment, *, day: dt.date) -> None:
    """What a bank kept of a payment that is reversed is owed again, unless it is so already."""
    for invoice, back in list(kept_fees(work, payment)):
        recover(work, invoice, back, day=day, reasons={BANK_FEE})
        data = {"amount": back.minor, "reason": BANK_FEE}
        work.record("invoice", work.invoice_by_id(invoice.id), "recover", data)


def recover(
    work: UnitOfWork,
    invoice: Invoice,
    back: Money,
    *,
    day: dt.date,
    reasons: Collection[str] = ("", BANK_FEE),
) -> None:
    """Take `back` of an invoice's write-offs back, the last instalment first."""
    left = back.minor
    entries: list[Settlement] = []
    for entry in reversed(work.settled_of(invoice.id, SettlementKind.WRITE_OFF)):
        part = min(left, entry.amount)
        if part > 0 and entry.reason in reasons:
            entries.append(replace(entry, amount=-part, date=day))
            left -= part
    work.settle(entries)


def positive(amount: Decimal, currency: str, *, field: str) -> Money:
    """Return an amount that came in, which is above zero."""
    money = Money.of(amount, currency)
    if money.minor <= 0:
        raise InputError(
            field, N_("it is not above zero"), hint=N_("to take a payment back, reverse it")
        )
    return money
