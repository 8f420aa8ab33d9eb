"""What was said, until when nobody writes, how a letter was delivered, and files that prove it."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from smm_ledger.core.claims import Claim
from smm_ledger.core.errors import Ambiguous, IllegalTransition, InputError, NotFoundError
from smm_ledger.core.letters import (
    Attachment,
    Contact,
    ContactChannel,
    ContactOutcome,
    Hold,
    Proof,
    ProofChannel,
    Reminder,
    Rung,
)
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client
from smm_ledger.core.promises import Promise, keep_rates
from smm_ledger.core.text import NAME_MAX, NOTE_MAX, clean
from smm_ledger.services.charges import paid_late
from smm_ledger.services.debtors import DebtRecord
from smm_ledger.services.ports import Clock, Reader, Storage, UnitOfWork
from smm_ledger.services.promises import all_judged
from smm_ledger.services.reminders import whose

LARGEST = 20_000_000
"""Bytes of a file that is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileInput:
    """A file as read."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofInput:
    """How a letter was delivered.

    Attributes:
        ref: `reminder-3`, or an invoice or client: its last formal notice, else its last letter.
        received: When it arrived, or None.
        file: The receipt, or None.
    """

    ref: str
    channel: ProofChannel
    sent: dt.date
    received: dt.date | None = None
    file: FileInput | None = None


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is kept.

    Attributes:
        own: The file; its bytes are read apart.
        of: Name of what it is kept with: a number, `reminder-3`, or a client's code.
    """

    own: Attachment
    of: str


class ContactService:
    """The record besides the ladder."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def log(
        self, ref: str, channel: ContactChannel, outcome: ContactOutcome, *, note: str = ""
    ) -> Contact:
        """Record a contact with a client (or with that of an invoice); the ladder stays."""
        with self._storage.write() as work:
            client = work.client_by_id(whose(work, ref)[0])
            contact = work.keep(
                Contact(
                    client_id=client.id,
                    client=client.code,
                    date=self._clock.today(),
                    channel=channel,
                    outcome=outcome,
                    note=clean(note, field="note", max_length=NOTE_MAX, multiline=True),
                )
            )
            work.record("contact", contact, "log", {"outcome": str(outcome)})
        return contact

    def list(self, ref: str) -> Sequence[Contact]:
        """Return the contacts with a client, oldest first."""
        with self._storage.read() as reader:
            return reader.kept_of_client(Contact, whose(reader, ref)[0])

    def letters(self, ref: str) -> Sequence[Reminder]:
        """Return the letters to a client, or those that list an invoice, oldest first."""
        with self._storage.read() as reader:
            return _letters(reader, ref)

    def client_letters(self, ref: str) -> tuple[Client, Sequence[Reminder]]:
        """Return a client, or that of an invoice, and all letters to it, oldest first."""
        with self._storage.read() as reader:
            client = reader.client_by_id(whose(reader, ref)[0])
            return client, reader.kept_of_client(Reminder, client.id)

    def hold(self, ref: str, *, until: dt.date, reason: str = "") -> Hold:
        """Suspend the reminders of a client or of an invoice; on `until` they are back.

        Raises:
            InputError: A day that is not after today.
        """
        today = self._clock.today()
        if until <= today:
            raise InputError("until", N_("it is not after today"), hint=N_("give a later day"))
        with self._storage.write() as work:
            client_id, invoice_id = whose(work, ref)
            hold = work.keep(
                Hold(
                    client_id=client_id,
                    client=work.client_by_id(client_id).code,
                    invoice_id=invoice_id,
                    invoice=work.invoice_by_id(invoice_id).name if invoice_id else "",
                    since=today,
                    until=until,
                    reason=clean(reason, field="reason", max_length=NOTE_MAX),
                )
            )
            work.record("hold", hold, "hold", {"until": until})
        return hold

    def release(self, ref: str) -> Sequence[Hold]:
        """End the holds that stand on a client (its invoices' too) or on one invoice.

        Raises:
            IllegalTransition: None stands.
        """
        today = self._clock.today()
        with self._storage.write() as work:
            client_id, invoice_id = whose(work, ref)
            standing = [
                one
                for one in work.kept_of_client(Hold, client_id)
                if one.holds(today) and invoice_id in (None, one.invoice_id)
            ]
            if not standing:
                raise IllegalTransition(
                    ref, N_("no hold stands on it"), hint=N_("see who waits"), cli="remind plan"
                )
            found: list[Hold] = []
            for one in standing:
                hold = work.keep(replace(one, released_on=today))
                work.record("hold", hold, "release", {})
                found.append(hold)
        return found

    def lift(self, ref: str) -> Hold:
        """End one hold, by `hold-n`.

        Raises:
            IllegalTransition: It does not stand any more.
        """
        today = self._clock.today()
        with self._storage.write() as work:
            one = work.kept(Hold, ref)
            if not one.holds(today):
                raise IllegalTransition(
                    one.name, N_("it does not stand any more"), hint=N_("nothing is to be done")
                )
            hold = work.keep(replace(one, released_on=today))
            work.record("hold", hold, "release", {})
        return hold

    def proof(self, typed: ProofInput) -> Reminder:
        """Record how a letter was delivered, and keep its receipt.

        Raises:
            NotFoundError: There is no such letter.
            InputError: The days are in the wrong order, or after today.
        """
        with self._storage.write() as work:
            reminder = _letter(work, typed.ref)
            self._check(typed, reminder)
            kept = None
            if typed.file is not None:
                kept = keep_file(
                    work, ("reminder", reminder.id), typed.file, "", self._clock.today()
                )
            proof = Proof(
                channel=typed.channel,
                sent_on=typed.sent,
                received_on=typed.received,
                attachment=kept.id if kept else None,
            )
            reminder = work.add_proof(replace(reminder, proofs=(*reminder.proofs, proof)))
            work.record("reminder", reminder, "proof", {"channel": str(typed.channel)})
        return reminder

    def attach(self, ref: str, file: FileInput, *, note: str = "") -> Attachment:
        """Keep a file with what it proves, and its hash.

        Args:
            ref: A client, quote, invoice, payment, promise, claim, reminder or retainer.
            file: At most 20 MB.
            note: What it is.

        Raises:
            InputError: It is empty or too large.
        """
        with self._storage.write() as work:
            return keep_file(work, _thing(work, ref), file, note, self._clock.today())

    def attachments(self, ref: str) -> Sequence[Attachment]:
        """Return the files that are kept with a thing, oldest first."""
        with self._storage.read() as reader:
            return reader.attachments(*_thing(reader, ref))

    def files(self, ref: str) -> Sequence[KeptFile]:
        """Return the files of a client and of all that is its, or those of one thing; newest first.

        An invoice has the receipts of the letters that list it, too.
        """
        with self._storage.read() as reader:
            kind, key = _thing(reader, ref)
            if kind == "client":
                found = list(reader.attachments_of_client(key))
            else:
                letters = _letters(reader, ref) if kind == "invoice" else ()
                things = [(kind, key), *(("reminder", one.id) for one in letters)]
                found = [one for thing in things for one in reader.attachments(*thing)]
            found.sort(key=lambda one: one.id, reverse=True)
            return [KeptFile(one, _name_of(reader, one)) for one in found]

    def file_data(self, own: Attachment) -> bytes:
        """Return the bytes of a file that is kept."""
        with self._storage.read() as reader:
            return reader.attachment_data(own.id)

    def _check(self, typed: ProofInput, reminder: Reminder) -> None:
        today = self._clock.today()
        if typed.sent < reminder.date:
            raise InputError(
                "sent",
                N_("it is before the letter's date, {day}"),
                day=reminder.date.isoformat(),
            )
        if typed.received is not None and typed.received < typed.sent:
            raise InputError("received", N_("it is before the day on which it was sent"))
        for field, when in (("sent", typed.sent), ("received", typed.received)):
            if when is not None and when > today:
                raise InputError(field, N_("it is after today"))


def keep_file(
    work: UnitOfWork, thing: tuple[str, int], file: FileInput, note: str, today: dt.date
) -> Attachment:
    """Keep a file with a thing, given by its kind and key; InputError as `attach`."""
    if not 0 < len(file.data) <= LARGEST:
        raise InputError(
            "file",
            N_("it is empty, or larger than {most} MB"),
            hint=N_("give a smaller file"),
            most=LARGEST // 1_000_000,
        )
    kept = work.attach(
        Attachment(
            entity_kind=thing[0],
            entity_id=thing[1],
            date=today,
            name=clean(file.name, field="file", max_length=NAME_MAX, required=True),
            note=clean(note, field="note", max_length=NOTE_MAX, multiline=True),
            sha256=hashlib.sha256(file.data).hexdigest(),
        ),
        file.data,
    )
    work.record("attachment", kept, "attach", {"to": thing[0], "sha256": kept.sha256})
    return kept


def record_of(reader: Reader, ref: str, today: dt.date) -> DebtRecord:
    """Return what was done about a client, or about an invoice: its letters, promises, claims.

    Contacts and holds of the client concern all of its invoices; the keep-rate is the client's.
    """
    client_id, invoice_id = whose(reader, ref)
    promises = all_judged(reader, today, client_id)
    claims = reader.kept_of_client(Claim, client_id)
    return DebtRecord(
        letters=tuple(reversed(_letters(reader, ref))),
        promises=tuple(
            sorted(
                (one for one in promises if invoice_id in (None, one.invoice_id)),
                key=lambda one: (one.by, one.id),
                reverse=True,
            )
        ),
        holds=tuple(
            one
            for one in reader.kept_of_client(Hold, client_id)
            if one.holds(today) and (invoice_id is None or one.invoice_id in (None, invoice_id))
        ),
        contacts=tuple(reversed(reader.kept_of_client(Contact, client_id))),
        claims=tuple(one for one in reversed(claims) if invoice_id in (None, one.invoice_id)),
        rate=next(iter(keep_rates(promises)), None),
        paid_late=() if invoice_id else tuple(paid_late(reader, client_id, today)),
    )


def _thing(reader: Reader, ref: str) -> tuple[str, int]:
    """Return kind and key of what a file belongs to."""
    kept: tuple[type[Reminder | Claim | Promise], ...] = (Reminder, Claim, Promise)
    for thing in kept:
        kind = thing.__name__.lower()
        if ref.startswith(f"{kind}-"):
            return kind, reader.kept(thing, ref).id
    if ref.startswith("pay-"):
        return "payment", reader.payment(ref).id
    if ref.startswith("retainer-"):
        return "retainer", reader.retainer(ref).id
    for kind, find in (("invoice", reader.invoice), ("quote", reader.quote)):
        try:
            return kind, find(ref).id
        except Ambiguous:
            raise
        except NotFoundError:
            continue
    return "client", reader.client(ref).id


def _name_of(reader: Reader, own: Attachment) -> str:
    match own.entity_kind:
        case "client":
            return reader.client_by_id(own.entity_id).code
        case "invoice":
            return reader.invoice_by_id(own.entity_id).name
        case "quote":
            return reader.quote_by_id(own.entity_id).number
        case "payment":
            return f"pay-{own.entity_id}"
        case kind:
            return f"{kind}-{own.entity_id}"


def _letters(reader: Reader, ref: str) -> Sequence[Reminder]:
    client_id, invoice_id = whose(reader, ref)
    return [
        one
        for one in reader.kept_of_client(Reminder, client_id)
        if invoice_id is None or any(item.invoice_id == invoice_id for item in one.items)
    ]


def _letter(reader: Reader, ref: str) -> Reminder:
    if ref.startswith("reminder-"):
        return reader.kept(Reminder, ref)
    found = _letters(reader, ref)
    formal = [one for one in found if one.rung is Rung.FORMAL]
    if not found:
        raise NotFoundError(ref, thing=N_("reminder"))
    return (formal or found)[-1]
