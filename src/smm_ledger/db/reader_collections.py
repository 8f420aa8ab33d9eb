"""Collections on the read side (see `services.ports_collections`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from smm_ledger.core.late_payment import Part
    from smm_ledger.core.letters import Attachment
    from smm_ledger.db.queries.rows import Db
    from smm_ledger.services.read_models import Movement
    from smm_ledger.services.review import Asked, ClientFacts, Instalments, LateItem, SentRung

T = TypeVar("T")


class CollectionReads:
    """Reads of one consistent state; what lists do not need is imported where it is wanted."""

    _db: Db

    def instalments_of(self, invoice_id: int) -> tuple[Part, ...]:
        """Return an invoice's instalments with what came off them, and when, in order."""
        from smm_ledger.db.queries import late

        return late.of_invoice(self._db, invoice_id)

    def due_instalments(self, client_id: int, *, as_of: dt.date) -> Mapping[int, Instalments]:
        """Return all instalments of a client that fell due before a day, by invoice."""
        from smm_ledger.db.queries import late

        return late.of_client(self._db, client_id, as_of)

    def late_instalments(self, *, as_of: dt.date, now: bool) -> Mapping[int, Instalments]:
        """Return, of invoices with a late instalment, those of which something came off."""
        from smm_ledger.db.queries import late

        return late.of_late(self._db, as_of=as_of, now=now)

    def consumers(self) -> frozenset[int]:
        """Return the keys of the clients whom the law protects as consumers."""
        from smm_ledger.db.queries import late

        return late.consumers(self._db)

    def movements(self, client_id: int) -> Sequence[Movement]:
        """Return what changed a client's debt, oldest first."""
        from smm_ledger.db.queries import movements

        return movements.movements(self._db, client_id)

    def open_until(self, last: dt.date) -> Sequence[LateItem]:
        """Return what is open now and due by a day, oldest due date first."""
        from smm_ledger.db.queries import chasing

        return chasing.open_until(self._db, last)

    def sent_rungs(self) -> Mapping[tuple[int, int], SentRung]:
        """Return the highest step that was sent for each instalment, and when the last one was."""
        from smm_ledger.db.queries import chasing

        return chasing.sent_rungs(self._db)

    def last_letters(self) -> Mapping[int, dt.date]:
        """Return when the last letter to each client left."""
        from smm_ledger.db.queries import chasing

        return chasing.last_letters(self._db)

    def last_contacts(self) -> Mapping[int, Asked]:
        """Return the last contact with each client; a letter counts."""
        from smm_ledger.db.queries import chasing

        return chasing.last_contacts(self._db)

    def credits(self) -> Mapping[int, Mapping[str, int]]:
        """Return what each client paid that is set against nothing, by currency."""
        from smm_ledger.db.queries import chasing

        return chasing.credits(self._db)

    def client_facts(self, keys: Iterable[int]) -> Mapping[int, ClientFacts]:
        """Return code, name, currency and whether it is archived, of clients by key."""
        from smm_ledger.db.queries import chasing

        return chasing.clients(self._db, keys)

    def kept(self, kind: type[T], ref: str) -> T:
        """Return a claim, promise, reminder or the like by its name."""
        from smm_ledger.db.queries import collecting

        return collecting.one(self._db, kind, collecting.number_of(kind, ref))

    def kept_of_invoice(self, kind: type[T], invoice_id: int) -> Sequence[T]:
        """Return the claims or promises of an invoice, oldest first."""
        from smm_ledger.db.queries import collecting

        return collecting.of_invoice(self._db, kind, invoice_id)

    def kept_of_client(self, kind: type[T], client_id: int | None) -> Sequence[T]:
        """Return what of a kind concerns a client, or all of it, oldest first."""
        from smm_ledger.db.queries import collecting

        return collecting.of_client(self._db, kind, client_id)

    def promised_money(self) -> Mapping[int, Sequence[tuple[dt.date, int]]]:
        """Return what came in on each invoice with a promise, and stands."""
        from smm_ledger.db.queries import collecting

        return collecting.promised_money(self._db)

    def decided_claims(self) -> Mapping[int, tuple[dt.date, int]]:
        """Return, by invoice, up to when interest was decided, and the compensation with it."""
        from smm_ledger.db.queries import collecting

        return collecting.decided_claims(self._db)

    def notices(self) -> Mapping[int, tuple[dt.date, dt.date | None]]:
        """Return, by invoice, from when its first formal notice counts, and when it arrived."""
        from smm_ledger.db.queries import collecting

        return collecting.notices(self._db)

    def attachments(self, entity_kind: str, entity_id: int) -> Sequence[Attachment]:
        """Return the files that belong to a thing, oldest first."""
        from smm_ledger.db.queries import collecting

        return collecting.attachments(self._db, entity_kind, entity_id)

    def attachments_of_client(self, client_id: int) -> Sequence[Attachment]:
        """Return the files that belong to a client or to anything of it, oldest first."""
        from smm_ledger.db.queries import collecting

        return collecting.attachments_of_client(self._db, client_id)

    def attachment_data(self, key: int) -> bytes:
        """Return the bytes of an attachment."""
        from smm_ledger.db.queries import collecting

        return collecting.attachment_data(self._db, key)
