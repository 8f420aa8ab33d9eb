"""The ledger as double entry: every document and every movement of money as a balanced entry.

What a client owes is an account for each client and currency, so that its balance is the client's
open balance in the aging report; money that is set against nothing is the client's credit. Nothing
is computed here but sums: the figures are those of the documents.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from smm_ledger.core.payments import SettlementKind

Account = tuple[str, ...]
"""The parts of an account's name, from the widest."""

BANK: Final[Account] = ("assets", "bank")
WITHHELD: Final[Account] = ("assets", "tax", "withholding")
VAT: Final[Account] = ("liabilities", "vat")
SPLIT: Final[Account] = ("liabilities", "vat", "split-payment")
STAMP_OWED: Final[Account] = ("liabilities", "stamp-duty")
SERVICES: Final[Account] = ("income", "services")
CONTRIBUTION: Final[Account] = ("income", "contribution")
STAMP_RECHARGED: Final[Account] = ("income", "stamp-duty")
STAMP: Final[Account] = ("expenses", "stamp-duty")
LOST: Final[Account] = ("expenses", "write-offs")
FEES: Final[Account] = ("expenses", "bank-fees")
VOID: Final[Account] = ("equity", "void-credit-notes")


def receivable(client: str, currency: str) -> Account:
    """Return the account of what a client owes."""
    return ("assets", "receivables", client, currency)


def credit_of(client: str, currency: str) -> Account:
    """Return the account of a client's money that is set against nothing."""
    return ("liabilities", "client-credit", client, currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedDocument:
    """An issued document with its figures, in minor units."""

    number: str
    date: dt.date
    client: str
    client_name: str
    currency: str
    credit_note: bool
    net: int
    social_contribution: int
    tax: int
    split_tax: int
    stamp_duty: int
    stamp_in_total: int
    withholding: int
    payable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedPayment:
    """Money that came in; `reversed_on` the day on which it was taken back, or None."""

    name: str
    date: dt.date
    client: str
    client_name: str
    currency: str
    amount: int
    reversed_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedSettlement:
    """What was set against an invoice, or taken back (below zero).

    Attributes:
        source: The payment's name or the credit note's number; empty for a write-off.
        fee: Whether a bank kept it.
    """

    kind: SettlementKind
    date: dt.date
    invoice: str
    client: str
    client_name: str
    currency: str
    amount: int
    source: str = ""
    fee: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """Everything that is booked, each in the order in which it was made."""

    documents: Sequence[BookedDocument]
    payments: Sequence[BookedPayment]
    settlements: Sequence[BookedSettlement]


@dataclass(frozen=True, slots=True)
class Posting:
    """One side of an entry; minor units."""

    account: Account
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A booking; its postings sum to zero."""

    date: dt.date
    code: str
    text: str
    currency: str
    postings: tuple[Posting, ...]


def entries_of(books: Books) -> list[Entry]:
    """Return the entries by date; on one day, documents before money."""
    made = [*_documents(books), *_payments(books), *_write_offs(books)]
    return sorted((entry for entry in made if entry.postings), key=lambda entry: entry.date)


def balances(entries: Iterable[Entry]) -> dict[tuple[Account, str], int]:
    """Return the balance of every account and currency; those at zero are left out."""
    sums: dict[tuple[Account, str], int] = {}
    for entry in entries:
        for posting in entry.postings:
            key = (posting.account, entry.currency)
            sums[key] = sums.get(key, 0) + posting.amount
    return {key: amount for key, amount in sums.items() if amount}


def _postings(amounts: Mapping[Account, int]) -> tuple[Posting, ...]:
    return tuple(Posting(account, amount) for account, amount in amounts.items() if amount)


def _documents(books: Books) -> Iterator[Entry]:
    credited: dict[str, list[BookedSettlement]] = {}
    for one in books.settlements:
        if one.kind is SettlementKind.CREDIT:
            credited.setdefault(one.source, []).append(one)
    for document in books.documents:
        if document.credit_note:
            used = sum(one.amount for one in credited.pop(document.number, []))
            yield _entry(document, _credit(document, used))
        else:
            owed = {receivable(document.client, document.currency): document.payable}
            yield _entry(document, owed | _figures(document, 1))
    for number, parts in credited.items():  # a note that was declared void still lowers the invoice
        for one in parts:
            amounts = {receivable(one.client, one.currency): -one.amount, VOID: one.amount}
            yield _booked(one, number, amounts)


def _figures(document: BookedDocument, sign: int) -> dict[Account, int]:
    """Return everything of a document but what is owed on it; a credit note has sign -1."""
    return {
        SERVICES: -sign * document.net,
        CONTRIBUTION: -sign * document.social_contribution,
        VAT: -sign * document.tax,
        SPLIT: sign * document.split_tax,
        STAMP_RECHARGED: -sign * document.stamp_in_total,
        WITHHELD: sign * document.withholding,
        STAMP: document.stamp_duty,
        STAMP_OWED: -document.stamp_duty,
    }


def _credit(document: BookedDocument, used: int) -> dict[Account, int]:
    """Return a credit note: what it frees of an invoice that was given up makes the loss good."""
    taken = {
        receivable(document.client, document.currency): -used,
        LOST: used - document.payable,
    }
    return taken | _figures(document, -1)


def _entry(document: BookedDocument, amounts: Mapping[Account, int]) -> Entry:
    return Entry(
        date=document.date,
        code=document.number,
        text=document.client_name,
        currency=document.currency,
        postings=_postings(amounts),
    )


def _booked(one: BookedSettlement, code: str, amounts: Mapping[Account, int]) -> Entry:
    return Entry(
        date=one.date,
        code=code,
        text=one.client_name,
        currency=one.currency,
        postings=_postings(amounts),
    )


def _payments(books: Books) -> Iterator[Entry]:
    """Yield an entry for each payment and day: money, what it was set against, and the rest."""
    moved: dict[tuple[str, dt.date], dict[Account, int]] = {}
    for payment in books.payments:
        _move(moved, payment, payment.date, payment.amount)
        if payment.reversed_on is not None:
            _move(moved, payment, payment.reversed_on, -payment.amount)
    of = {payment.name: payment for payment in books.payments}
    for one in books.settlements:
        if one.kind is SettlementKind.PAYMENT:
            amounts = moved.setdefault((one.source, one.date), {})
            _add(amounts, receivable(one.client, one.currency), -one.amount)
            payer = of[one.source]
            _add(amounts, credit_of(payer.client, payer.currency), one.amount)
    for (name, day), amounts in moved.items():
        payment = of[name]
        yield Entry(
            date=day,
            code=name,
            text=payment.client_name,
            currency=payment.currency,
            postings=_postings(amounts),
        )


def _move(
    moved: dict[tuple[str, dt.date], dict[Account, int]],
    payment: BookedPayment,
    day: dt.date,
    amount: int,
) -> None:
    amounts = moved.setdefault((payment.name, day), {})
    _add(amounts, BANK, amount)
    _add(amounts, credit_of(payment.client, payment.currency), -amount)


def _add(amounts: dict[Account, int], account: Account, amount: int) -> None:
    amounts[account] = amounts.get(account, 0) + amount


def _write_offs(books: Books) -> Iterator[Entry]:
    for one in books.settlements:
        if one.kind is SettlementKind.WRITE_OFF:
            lost = FEES if one.fee else LOST
            owed = receivable(one.client, one.currency)
            yield _booked(one, one.invoice, {lost: one.amount, owed: -one.amount})
