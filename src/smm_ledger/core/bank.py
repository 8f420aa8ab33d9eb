"""Entries of a bank statement, and which invoices they pay.

What only looks likely is never taken for certain: a document's number or its RF reference beside a
fitting amount is certain; the amount beside the client's name or a known account is likely; what
could mean two things is ambiguous, and waits for a person. Nothing here knows a file format.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from itertools import accumulate
from typing import Final

from smm_ledger.core.bank_words import NumberIndex, Spelled, Words, words_of
from smm_ledger.core.money import Money

TEXT_MAX: Final = 1000
"""Characters of a bank's text that are looked at."""

NEAR_DAYS: Final = 5
"""How far apart the days of an entry and of the payment that someone typed for it may lie."""

_NO_REFERENCE: Final = frozenset({"", "NOTPROVIDED", "NONREF", "NONE", "N/A"})
_TELLING: Final = 8
"""A typed reference counts from this many characters."""


class MatchKind(StrEnum):
    """How sure it is what an entry pays."""

    CERTAIN = "certain"
    LIKELY = "likely"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    RECORDED = "recorded"
    OUTGOING = "outgoing"


@dataclass(frozen=True, slots=True, kw_only=True)
class BankEntry:
    """A line of a statement.

    Attributes:
        date: When it was booked.
        amount: Negative for what went out.
        text: What the bank says of it, in one line.
        name, iban: The other side's, where the file has them apart.
        reference: What the bank itself knows the entry by; unique at one bank, or empty.
        returned: Whether it takes an earlier one back: money of ours that came back, or a payment
            that bounced. It pays nothing by itself.
        key: What we know it by (see `keyed`).
    """

    date: dt.date
    amount: Money
    text: str
    name: str = ""
    iban: str = ""
    reference: str = ""
    returned: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInvoice:
    """An invoice with a balance.

    Attributes:
        parts: Open balances of its instalments, minor units, oldest due first.
    """

    number: str
    client_id: int
    client: str
    client_name: str
    currency: str
    parts: tuple[int, ...]

    @property
    def balance(self) -> int:
        """What is owed, in minor units."""
        return sum(self.parts)

    def fits(self, amount: int) -> bool:
        """Whether an amount is all of it, or its first instalments."""
        return amount in accumulate(self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPayment:
    """A payment that the ledger has already, reversed ones too: they were on the account.

    Attributes:
        numbers: Of the invoices that it was ever set against.
        reference: What somebody typed of the bank's words.
    """

    name: str
    client_id: int
    date: dt.date
    amount: Money
    numbers: tuple[str, ...]
    client_name: str
    reference: str = ""
    bank_key: str = ""
    payer_iban: str = ""
    reversed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of an entry for one invoice, in minor units."""

    invoice: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What an entry seems to be.

    Attributes:
        client, client_name: Whose; empty while nobody is likely.
        shares: What it would be set against; only of certain and likely ones.
        candidates: Numbers that it could mean, of ambiguous ones.
        payment: `pay-n` of what is recorded already; of money that went back, the one that seems
            to have bounced.
    """

    entry: BankEntry
    kind: MatchKind
    client: str = ""
    client_name: str = ""
    shares: tuple[Share, ...] = ()
    candidates: tuple[str, ...] = ()
    payment: str = ""


def keyed(entries: Iterable[BankEntry], *, source: str) -> list[BankEntry]:
    """Give each entry the key by which a second import knows it.

    The bank's own reference with day and amount where there is one, else a hash of day, amount and
    text: some banks number each statement's entries anew, or give one reference to all. Entries
    that look the same are counted on, so that two equal transfers of one day stay two.

    Args:
        entries: In the order of the file.
        source: The account, or what stands for it.
    """
    seen: Counter[str] = Counter()
    made: list[BankEntry] = []
    for entry in entries:
        own = entry.reference.strip().upper()
        said = (entry.date.isoformat(), str(entry.amount.minor), entry.amount.currency, entry.text)
        hashed = sha256("\n".join(said).encode()).hexdigest()
        base = hashed if own in _NO_REFERENCE else ":".join((own, *said[:2]))
        seen[base] += 1
        made.append(replace(entry, key=f"{source}:{base}:{seen[base]}"))
    return made


def match(
    entries: Sequence[BankEntry],
    invoices: Sequence[OpenInvoice],
    payments: Sequence[KnownPayment],
) -> list[Match]:
    """Return what each entry is, in their order.

    Oldest entries are looked at first, certain ones before all others: what one takes, no other
    finds. An entry that has become a payment, or that someone typed by hand, is recorded.
    """
    return _Matcher(entries, invoices, payments).run()


class _Matcher:
    """The open balances, as one entry after the other takes of them."""

    def __init__(
        self,
        entries: Sequence[BankEntry],
        invoices: Sequence[OpenInvoice],
        payments: Sequence[KnownPayment],
    ) -> None:
        self._entries = entries
        self._payments = payments
        self._open = {one.number: one for one in invoices}
        keys = {entry.key for entry in entries}
        self._by_key = {one.bank_key: one for one in payments if one.bank_key}
        self._typed: dict[Money, list[KnownPayment]] = {}
        for one in payments:
            if one.bank_key not in keys:
                self._typed.setdefault(one.amount, []).append(one)
        self._words = [words_of(entry.text, entry.name) for entry in entries]
        self._spelled = Spelled()
        self._says: dict[int, list[str]] = {}
        self._paid_by: dict[int, set[int]] = {}
        self._index = NumberIndex(self._open)
        self._order = list(self._open)
        self._places = {number: place for place, number in enumerate(self._order)}
        self._clients: dict[int, tuple[str, list[str]]] = {}
        for invoice in invoices:
            mine = self._clients.setdefault(invoice.client_id, (invoice.client_name, []))
            mine[1].append(invoice.number)
        self._accounts: dict[str, set[int]] = {}
        for one in payments:
            if one.payer_iban and not one.reversed:
                self._accounts.setdefault(one.payer_iban, set()).add(one.client_id)

    def run(self) -> list[Match]:
        """Look at all entries."""
        found: dict[int, Match] = {}
        turns = sorted(range(len(self._entries)), key=lambda at: self._entries[at].date)
        for look in (self._known, self._recorded, self._certain, self._likely):
            for at in turns:
                if at not in found and (made := look(at, self._entries[at])) is not None:
                    found[at] = made
                    self._take(made)
        return [found.get(at) or self._rest(entry) for at, entry in enumerate(self._entries)]

    def _take(self, made: Match) -> None:
        for share in made.shares:
            own = self._open[share.invoice]
            left, parts = share.amount, []
            for part in own.parts:
                used = min(left, part)
                left -= used
                parts.append(part - used)
            rest = tuple(part for part in parts if part)
            self._open[share.invoice] = replace(own, parts=rest)

    def _known(self, at: int, entry: BankEntry) -> Match | None:
        if entry.amount.minor <= 0:
            return self._bounced(at, entry) or Match(entry=entry, kind=MatchKind.OUTGOING)
        own = self._by_key.get(entry.key)
        return None if own is None else _recorded_as(entry, own)

    def _bounced(self, at: int, entry: BankEntry) -> Match | None:
        """Find the one payment that an entry takes back, to name it: a person reverses it."""
        if not entry.returned:
            return None
        same = [
            own
            for own in self._payments
            if own.amount == -entry.amount and own.date <= entry.date and not own.reversed
        ]
        mine = [own for own in same if self._is_of(at, entry, own)] or same
        if len(mine) != 1:
            return None
        own = mine[0]
        return Match(
            entry=entry, kind=MatchKind.OUTGOING, client_name=own.client_name, payment=own.name
        )

    def _recorded(self, at: int, entry: BankEntry) -> Match | None:
        """Find the payment that was typed by hand for an entry, or came by another file."""
        same = self._typed.get(entry.amount, [])
        for place, own in enumerate(same):
            near = 0 if own.bank_key else NEAR_DAYS
            if abs((own.date - entry.date).days) > near:
                continue
            if self._is_of(at, entry, own):
                del same[place]
                return _recorded_as(entry, own)
        return None

    def _is_of(self, at: int, entry: BankEntry, own: KnownPayment) -> bool:
        """Whether a payment is known by an entry's words or account."""
        words = self._words[at]
        return (
            any(self._spelled.number(number).in_words(words) for number in own.numbers)
            or self._spelled.name(own.client_name).in_words(words)
            or _quotes(own.reference, words)
            or bool(entry.iban and entry.iban == own.payer_iban)
        )

    def _certain(self, at: int, entry: BankEntry) -> Match | None:
        if entry.returned:
            return None
        named = self._named(at)
        if len({one.client_id for one in named}) != 1 or not self._is_theirs(at, named[0]):
            return None
        if sum(one.balance for one in named) == entry.amount.minor:
            return _paying(entry, MatchKind.CERTAIN, named)
        if len(named) == 1 and named[0].fits(entry.amount.minor):
            return _paying(entry, MatchKind.CERTAIN, named)
        return None

    def _likely(self, at: int, entry: BankEntry) -> Match | None:
        return None if entry.returned else self._likely_of(at, entry)

    def _likely_of(self, at: int, entry: BankEntry) -> Match | None:
        named = self._named(at)
        if named:
            return self._perhaps(at, entry, named)
        own = self._of_payer(at)
        if len({one.client_id for one in own}) != 1:
            return _ambiguous(entry, [one for one in own if one.fits(entry.amount.minor)])
        fitting = [one for one in own if one.fits(entry.amount.minor)]
        if len(fitting) == 1:
            return _paying(entry, MatchKind.LIKELY, fitting)
        sums = list(accumulate(one.balance for one in own))
        if not fitting and entry.amount.minor in sums:
            return _paying(entry, MatchKind.LIKELY, own[: sums.index(entry.amount.minor) + 1])
        return _ambiguous(entry, fitting or own)

    def _perhaps(self, at: int, entry: BankEntry, named: Sequence[OpenInvoice]) -> Match | None:
        """Return what an entry is that names invoices without paying all of them."""
        if not self._is_theirs(at, named[0]):
            others = [one for one in self._of_payer(at) if one.fits(entry.amount.minor)]
            return _ambiguous(entry, [*named, *(one for one in others if one not in named)])
        if len(named) == 1 and entry.amount.minor < named[0].balance:
            return _paying(entry, MatchKind.LIKELY, named)
        return _ambiguous(entry, named)

    def _rest(self, entry: BankEntry) -> Match:
        if entry.returned:
            return Match(entry=entry, kind=MatchKind.UNKNOWN)
        same = [one for one in self._among(entry) if one.balance == entry.amount.minor]
        return _ambiguous(entry, same) or Match(entry=entry, kind=MatchKind.UNKNOWN)

    def _among(self, entry: BankEntry) -> list[OpenInvoice]:
        currency = entry.amount.currency
        return [one for one in self._open.values() if one.parts and one.currency == currency]

    def _named(self, at: int) -> list[OpenInvoice]:
        if at not in self._says:
            self._says[at] = self._index.in_words(self._words[at])
        currency = self._entries[at].amount.currency
        named = (self._open[number] for number in self._says[at])
        return [one for one in named if one.parts and one.currency == currency]

    def _is_theirs(self, at: int, named: OpenInvoice) -> bool:
        """Whether an invoice that is named may be the payer's: `4/2026` may be a month, too."""
        payers = self._payers(at)
        quoted = self._spelled.number(named.number).quoted(self._words[at])
        return quoted or not payers or named.client_id in payers

    def _payers(self, at: int) -> set[int]:
        if at not in self._paid_by:
            known, words = self._accounts.get(self._entries[at].iban, ()), self._words[at]
            self._paid_by[at] = {
                key
                for key, (name, _) in self._clients.items()
                if key in known or self._spelled.name(name).in_words(words)
            }
        return self._paid_by[at]

    def _of_payer(self, at: int) -> list[OpenInvoice]:
        entry = self._entries[at]
        numbers = [number for key in self._payers(at) for number in self._clients[key][1]]
        places = sorted(self._places[number] for number in numbers)
        own = (self._open[self._order[place]] for place in places)
        return [one for one in own if one.parts and one.currency == entry.amount.currency]


def _quotes(reference: str, words: Words) -> bool:
    said = words_of(reference, "").text.strip()
    return len(said) >= _TELLING and said in words.text


def _recorded_as(entry: BankEntry, own: KnownPayment) -> Match:
    return Match(
        entry=entry, kind=MatchKind.RECORDED, client_name=own.client_name, payment=own.name
    )


def _paying(entry: BankEntry, kind: MatchKind, invoices: Sequence[OpenInvoice]) -> Match:
    left, shares = entry.amount.minor, []
    for one in invoices:
        part = min(left, one.balance)
        left -= part
        shares.append(Share(invoice=one.number, amount=part))
    first = invoices[0]
    return Match(
        entry=entry,
        kind=kind,
        client=first.client,
        client_name=first.client_name,
        shares=tuple(shares),
    )


def _ambiguous(entry: BankEntry, invoices: Sequence[OpenInvoice]) -> Match | None:
    if not invoices:
        return None
    whose = {(one.client, one.client_name) for one in invoices}
    client, name = whose.pop() if len(whose) == 1 else ("", "")
    return Match(
        entry=entry,
        kind=MatchKind.AMBIGUOUS,
        client=client,
        client_name=name,
        candidates=tuple(one.number for one in invoices),
    )
