"""Reminders, what proves them, contacts and holds: the record of how money was asked for."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Rung(StrEnum):
    """Steps of the ladder, lowest first."""

    COURTESY = "courtesy"
    FIRST = "first"
    SECOND = "second"
    FORMAL = "formal"

    @property
    def height(self) -> int:
        """1 to 4."""
        return list(Rung).index(self) + 1


class ContactChannel(StrEnum):
    """How one spoke."""

    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    MEETING = "meeting"
    PEC = "pec"


class ContactOutcome(StrEnum):
    """What came of it."""

    VOICEMAIL = "voicemail"
    UNREACHABLE = "unreachable"
    NOT_RECEIVED = "invoice-not-received"
    WAITING_APPROVAL = "waiting-approval"
    DISPUTE = "dispute"
    PAYMENT_PROMISED = "payment-promised"
    PAYMENT_SENT = "payment-sent"
    OTHER = "other"


class ProofChannel(StrEnum):
    """How a letter was delivered; ordinary e-mail proves nothing that a court must believe."""

    PEC = "pec"
    REGISTERED = "registered"
    HAND = "hand"
    EMAIL = "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderItem:
    """An instalment that a letter lists; minor units.

    Attributes:
        rung: The step that this letter is for it; None: it is listed and stays where it is.
        again: Whether it had this step before, and was sent it on purpose.
    """

    invoice_id: int
    invoice: str
    instalment: int
    due_date: dt.date
    balance: int
    currency: str
    rung: Rung | None = None
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A letter's delivery.

    Attributes:
        attachment: Key of the receipt that is kept, or None.
    """

    channel: ProofChannel
    sent_on: dt.date
    received_on: dt.date | None = None
    attachment: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A letter that was sent.

    Attributes:
        amount: What it asks for in `currency`, the first of its currencies: less the credit.
        channel: How it left: `text`, `file`, `email` (a draft), `smtp` (handed over to the mail
            server); `elsewhere`: recorded afterwards.
        path: Of the file that was written, or empty.
        text: The words that were sent.
        proofs: In the order in which they were recorded; the last one counts.
    """

    client_id: int
    client: str
    date: dt.date
    rung: Rung
    amount: int
    currency: str
    channel: str
    items: tuple[ReminderItem, ...]
    path: str = ""
    text: str = ""
    proofs: tuple[Proof, ...] = ()
    id: int = 0

    @property
    def owed(self) -> int:
        """What is listed in `currency`, before the client's credit comes off."""
        return sum(one.balance for one in self.items if one.currency == self.currency)

    @property
    def name(self) -> str:
        """How the user names it."""
        return f"reminder-{self.id}"

    @property
    def invoices(self) -> tuple[str, ...]:
        """The numbers that it lists, each once."""
        return tuple(dict.fromkeys(item.invoice for item in self.items))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One spoke or wrote outside of the ladder."""

    client_id: int
    client: str
    date: dt.date
    channel: ContactChannel
    outcome: ContactOutcome
    note: str = ""
    id: int = 0

    @property
    def name(self) -> str:
        """How the user names it."""
        return f"contact-{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Nobody writes before a day.

    Attributes:
        invoice_id, invoice: Of one invoice; None and empty: of all of the client's.
        until: The day on which it returns to the queue.
    """

    client_id: int
    client: str
    since: dt.date
    until: dt.date
    invoice_id: int | None = None
    invoice: str = ""
    reason: str = ""
    released_on: dt.date | None = None
    id: int = 0

    @property
    def name(self) -> str:
        """How the user names it."""
        return f"hold-{self.id}"

    def holds(self, today: dt.date) -> bool:
        """Whether it stands."""
        return self.released_on is None and self.since <= today < self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that is kept with what it proves; its bytes are read apart.

    Attributes:
        entity_kind, entity_id: What it belongs to.
        sha256: Of the bytes.
    """

    entity_kind: str
    entity_id: int
    date: dt.date
    name: str
    sha256: str
    note: str = ""
    id: int = 0

    @property
    def ref(self) -> str:
        """How the user names it."""
        return f"attachment-{self.id}"
