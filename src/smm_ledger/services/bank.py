"""Bank statements: what their entries pay, and the payments that come of them.

An entry becomes a payment at most once (the database holds its key unique). What is ambiguous is
never applied by itself: a person names the invoice, here as everywhere else.
"""

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from smm_ledger.core.bank import NEAR_DAYS, BankEntry, Match, MatchKind, match
from smm_ledger.core.bank_formats import READY, BankFormat, format_from
from smm_ledger.core.canonical import canonical_json
from smm_ledger.core.errors import AlreadyExists, InputError, NotFoundError
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.payments import Payment
from smm_ledger.core.text import NAME_MAX, clean_code
from smm_ledger.services.payments import receivable, set_payment
from smm_ledger.services.ports import Clock, Reader, Storage, UnitOfWork

SETTING: Final = "bank_formats"
"""Where the ledger keeps the layouts that were said, by name."""

METHOD: Final = "bank"
SURE: Final = frozenset({MatchKind.CERTAIN})
TO_DECIDE: Final = (MatchKind.AMBIGUOUS, MatchKind.UNKNOWN)
"""What waits for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a statement is, and what was made of it.

    Attributes:
        matches: In the order of the entries, as they stood before anything was made.
        payments: What was made, by the place of its entry, from 0.
    """

    matches: Sequence[Match]
    payments: Mapping[int, Payment]


class BankService:
    """What a user does with a bank statement."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    # formats

    def formats(self) -> dict[str, BankFormat]:
        """Return the known layouts by name, the ledger's own first."""
        with self._storage.read() as reader:
            return _own_formats(reader) | dict(READY)

    def format(self, name: str) -> BankFormat:
        """Return a layout by its name.

        Raises:
            NotFoundError: There is none.
        """
        known = self.formats()
        if name not in known:
            raise NotFoundError(
                name,
                N_("there is no such format of a bank statement"),
                hint=N_("known are {names}; a new one needs its columns"),
                cli="--columns",
                names=", ".join(known),
            )
        return known[name]

    def check_format(self, name: str, columns: str) -> BankFormat:
        """Return a layout as it would be kept; raises as `keep_format`."""
        code = clean_code(name, field="format")
        if code in READY:
            raise AlreadyExists(
                code, N_("this format comes with the program"), hint=N_("choose another name")
            )
        return format_from(columns)

    def keep_format(self, name: str, columns: str) -> BankFormat:
        """Keep a layout in the ledger, in place of one of that name.

        Raises:
            InputError: The columns can't be read. AlreadyExists: The name is a ready one's.
        """
        layout = self.check_format(name, columns)
        code = clean_code(name, field="format")
        with self._storage.write() as work:
            kept = {name: str(own) for name, own in _own_formats(work).items()} | {
                code: str(layout)
            }
            work.save_setting(SETTING, canonical_json(kept))
        return layout

    # entries

    def currency(self) -> str:
        """Return the currency of entries that say none: the issuer's."""
        with self._storage.read() as reader:
            return reader.issuer().currency

    def look(self, entries: Sequence[BankEntry]) -> Sequence[Match]:
        """Return what each entry pays, in their order; nothing is changed.

        Raises:
            InputError: An entry is of a day after today.
        """
        self._check_days(entries)
        with self._storage.read() as reader:
            return _matches(reader, entries)

    def apply(
        self,
        entries: Sequence[BankEntry],
        *,
        kinds: Collection[MatchKind] = SURE,
        only: Collection[int] | None = None,
        by_hand: Mapping[int, str] | None = None,
    ) -> Outcome:
        """Record payments for the entries, all or none of them.

        Args:
            entries: Of one statement, all of them.
            kinds: Which matches are taken: certain ones, and likely ones where somebody says so.
            only: Places, from 0; None: all.
            by_hand: Invoices by place, named by a person, whatever the match says; what the invoice
                does not owe stays the client's credit.

        Raises:
            InputError: An entry is of a day after today, or a place is none.
            AlreadyExists: An entry named by hand has become a payment before.
        """
        self._check_days(entries)
        named = by_hand or {}
        taken = frozenset(kinds) & {MatchKind.CERTAIN, MatchKind.LIKELY}
        with self._storage.write() as work:
            found = _matches(work, entries)
            made: dict[int, Payment] = {}
            for at, ref in named.items():
                made[at] = _take_by_hand(work, found, at, ref)
            rest = _matches(work, entries) if named else found
            for at, own in enumerate(rest):
                if own.kind in taken and at not in named and (only is None or at in only):
                    shares = [
                        (work.invoice(part.invoice), Money(part.amount, own.entry.amount.currency))
                        for part in own.shares
                    ]
                    made[at] = _take(work, own.entry, shares)
            return Outcome(matches=found, payments=made)

    def _check_days(self, entries: Sequence[BankEntry]) -> None:
        today = self._clock.today()
        for no, entry in enumerate(entries, 1):
            if entry.date > today:
                raise InputError(
                    "date",
                    N_("entry {no} is of {day}, after today"),
                    hint=N_("check the order of day and month in the format"),
                    no=no,
                    day=entry.date.isoformat(),
                )


def _own_formats(reader: Reader) -> dict[str, BankFormat]:
    kept = reader.setting(SETTING)
    return (
        {} if kept is None else {name: format_from(own) for name, own in json.loads(kept).items()}
    )


def _matches(reader: Reader, entries: Sequence[BankEntry]) -> list[Match]:
    if not entries:
        return []
    days = [entry.date for entry in entries]
    near = dt.timedelta(days=NEAR_DAYS)
    known = reader.known_payments(since=min(days) - near, until=max(days) + near)
    return match(entries, reader.open_receivables(), known)


def _take_by_hand(work: UnitOfWork, found: Sequence[Match], at: int, ref: str) -> Payment:
    if not 0 <= at < len(found):
        raise InputError("to", N_("there is no entry {no}"), no=at + 1)
    entry = found[at].entry
    known = found[at].payment
    if known and work.payment(known).bank_key == entry.key:
        raise AlreadyExists(
            known,
            N_("entry {no} is recorded already"),
            hint=N_("take that payment back first, and add another by hand"),
            no=at + 1,
        )
    if entry.amount.minor <= 0:
        raise InputError("to", N_("entry {no} is money that went out"), no=at + 1)
    invoice = work.invoice(ref)
    receivable(invoice, invoice.client.id, entry.amount)
    share = min(entry.amount, invoice.balance)
    return _take(work, entry, [(invoice, share)])


def _take(work: UnitOfWork, entry: BankEntry, shares: Sequence[tuple[Invoice, Money]]) -> Payment:
    client = shares[0][0].client
    payment = Payment(
        client_id=client.id,
        client=client.code,
        date=entry.date,
        amount=entry.amount,
        method=METHOD,
        reference=entry.text[:NAME_MAX],
        bank_key=entry.key,
        payer_iban=entry.iban,
    )
    owed = [(invoice, share) for invoice, share in shares if share]
    return set_payment(work, payment, owed, action="match")
