"""What collections need from the storage: a part of `ports`, in a module of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:  # types alone, as in `ports`
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from smm_ledger.core.claims import Claim
    from smm_ledger.core.late_payment import Part
    from smm_ledger.core.letters import Attachment, Contact, Hold, Reminder
    from smm_ledger.core.promises import Promise
    from smm_ledger.services.read_models import Movement
    from smm_ledger.services.review import Asked, ClientFacts, Instalments, LateItem, SentRung

T = TypeVar("T")
K = TypeVar("K", "Claim", "Promise", "Reminder", "Contact", "Hold")

Kept: TypeAlias = "Claim | Promise | Reminder | Contact | Hold"
"""What collections keep beside invoices and payments."""


class CollectionsReader(Protocol):
    """Reads of what is owed late, promised, written and said."""

    def movements(self, client_id: int) -> Sequence[Movement]:
        """Return what changed a client's debt, oldest first."""
        ...

    def open_until(self, last: dt.date) -> Sequence[LateItem]:
        """Return what is open now and due by a day, oldest due date first."""
        ...

    def sent_rungs(self) -> Mapping[tuple[int, int], SentRung]:
        """Return the highest step that was sent for each instalment, and when the last one was."""
        ...

    def last_letters(self) -> Mapping[int, dt.date]:
        """Return when the last letter to each client left."""
        ...

    def last_contacts(self) -> Mapping[int, Asked]:
        """Return the last contact with each client; a letter counts."""
        ...

    def credits(self) -> Mapping[int, Mapping[str, int]]:
        """Return what each client paid that is set against nothing, by currency."""
        ...

    def client_facts(self, keys: Iterable[int]) -> Mapping[int, ClientFacts]:
        """Return code, name, currency and whether it is archived, of clients by key."""
        ...

    def instalments_of(self, invoice_id: int) -> tuple[Part, ...]:
        """Return an invoice's instalments with what came off them, and when, in order."""
        ...

    def due_instalments(self, client_id: int, *, as_of: dt.date) -> Mapping[int, Instalments]:
        """Return all instalments of a client that fell due before a day, by invoice."""
        ...

    def late_instalments(self, *, as_of: dt.date, now: bool) -> Mapping[int, Instalments]:
        """Return, of invoices with a late instalment, those of which something came off.

        `now`: whether what is open on that day is what is open in the ledger (quicker).
        """
        ...

    def consumers(self) -> frozenset[int]:
        """Return the keys of the clients whom the law protects as consumers."""
        ...

    def kept(self, kind: type[T], ref: str) -> T:
        """Return a claim, promise, reminder or the like by its name (`claim-3`, or `3`)."""
        ...

    def kept_of_invoice(self, kind: type[T], invoice_id: int) -> Sequence[T]:
        """Return the claims or promises of an invoice, oldest first."""
        ...

    def kept_of_client(self, kind: type[T], client_id: int | None) -> Sequence[T]:
        """Return what of a kind concerns a client, or all of it, oldest first."""
        ...

    def promised_money(self) -> Mapping[int, Sequence[tuple[dt.date, int]]]:
        """Return what came in on each invoice with a promise, and stands."""
        ...

    def decided_claims(self) -> Mapping[int, tuple[dt.date, int]]:
        """Return, by invoice, up to when interest was decided, and the compensation with it."""
        ...

    def notices(self) -> Mapping[int, tuple[dt.date, dt.date | None]]:
        """Return, by invoice, from when its first formal notice counts, and when it arrived."""
        ...

    def attachments(self, entity_kind: str, entity_id: int) -> Sequence[Attachment]:
        """Return the files that belong to a thing, oldest first."""
        ...

    def attachments_of_client(self, client_id: int) -> Sequence[Attachment]:
        """Return the files that belong to a client or to anything of it, oldest first."""
        ...

    def attachment_data(self, key: int) -> bytes:
        """Return the bytes of an attachment."""
        ...


class CollectionsWork(Protocol):
    """Writes of the same."""

    def keep(self, it: K) -> K:
        """Insert a claim, promise, reminder, contact or hold, or write what of it may change."""
        ...

    def take_back(self, it: Claim | Promise | Reminder | Contact, day: dt.date) -> None:
        """Mark a thing as taken back: it is read no more."""
        ...

    def take_back_proof(self, reminder: Reminder, day: dt.date) -> Reminder:
        """Take back the last of a letter's proofs that stand."""
        ...

    def add_proof(self, reminder: Reminder) -> Reminder:
        """Append the last of a letter's proofs."""
        ...

    def attach(self, attachment: Attachment, data: bytes) -> Attachment:
        """Keep a file."""
        ...
