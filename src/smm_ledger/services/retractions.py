"""What was noted about a debt by mistake, and is taken back: it stays on file, and counts no more.

A letter that the mail server took can't be unsent, a claim that was decided stays decided, and what
something later rests on stays, too. The log keeps both, the note and that it was taken back.
"""

from typing import Final, TypeAlias, TypeVar

from smm_ledger.core.claims import Claim, ClaimState
from smm_ledger.core.errors import IllegalTransition
from smm_ledger.core.letters import Contact, Reminder, Rung
from smm_ledger.core.marks import N_
from smm_ledger.core.promises import Promise
from smm_ledger.services.ports import Clock, Reader, Storage

TAKE_BACK: Final = "take-back"
TAKE_BACK_PROOF: Final = "take-back-proof"
MAILED: Final = "smtp"
"""Channel of what the mail server took."""

Noted: TypeAlias = Promise | Contact | Claim | Reminder
N = TypeVar("N", Promise, Contact, Claim, Reminder)


class RetractionService:
    """Takes back what was noted by mistake."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def promise(self, name: str) -> Promise:
        """Take back a promise; IllegalTransition where another day took its place."""
        return self._take_back(Promise, name)

    def contact(self, name: str) -> Contact:
        """Take back a contact."""
        return self._take_back(Contact, name)

    def claim(self, name: str) -> Claim:
        """Take back a claim: what accrued can be claimed again.

        Raises:
            IllegalTransition: It was collected or waived, or a later one follows it.
        """
        return self._take_back(Claim, name)

    def letter(self, name: str) -> Reminder:
        """Take back that a letter was sent: its step counts as unsent; files stay where they are.

        Raises:
            IllegalTransition: It left by mail, its delivery is recorded, a later letter followed,
                or interest was claimed since a formal notice.
        """
        return self._take_back(Reminder, name)

    def proof(self, name: str) -> Reminder:
        """Take back the last record of how a letter was delivered; its receipt stays kept.

        Raises:
            IllegalTransition: None is recorded.
        """
        with self._storage.write() as work:
            letter = work.kept(Reminder, name)
            if not letter.proofs:
                raise _refused(name, N_("no delivery of it is recorded"))
            letter = work.take_back_proof(letter, self._clock.today())
            work.record("reminder", letter, TAKE_BACK_PROOF, {})
        return letter

    def _take_back(self, kind: type[N], name: str) -> N:
        with self._storage.write() as work:
            noted = work.kept(kind, name)
            check(work, noted)
            work.take_back(noted, self._clock.today())
            work.record(kind.__name__.lower(), noted, TAKE_BACK, {})
        return noted


def check(reader: Reader, noted: Noted) -> None:
    """Refuse what can't be taken back any more.

    Raises:
        IllegalTransition: Says why.
    """
    match noted:
        case Promise():
            _check_promise(reader, noted)
        case Claim():
            _check_claim(reader, noted)
        case Reminder():
            _check_letter(reader, noted)


def _check_promise(reader: Reader, own: Promise) -> None:
    beside = reader.kept_of_invoice(Promise, own.invoice_id)
    if own.replaces or any(one.replaces == own.id for one in beside):
        raise _refused(own.name, N_("another day took the place of the first one"))
    if reader.attachments("promise", own.id):
        raise _refused(own.name, N_("a file is kept with it"))


def _check_claim(reader: Reader, own: Claim) -> None:
    if own.state is not ClaimState.OPEN:
        raise IllegalTransition(
            own.name, N_("it is {state}"), hint=N_("what was decided stays"), state=own.state
        )
    beside = reader.kept_of_invoice(Claim, own.invoice_id)
    if any(one.accrued_until > own.accrued_until for one in beside):
        raise _refused(own.name, N_("a later claim follows it"))
    if reader.attachments("claim", own.id):
        raise _refused(own.name, N_("a file is kept with it"))


def _check_letter(reader: Reader, own: Reminder) -> None:
    if own.channel == MAILED:
        raise IllegalTransition(
            own.name,
            N_("it left by mail: a letter that was sent can't be unsent"),
            hint=N_("tell the client, or suspend the reminders"),
            cli="remind log | remind hold",
        )
    if own.proofs:
        raise _refused(own.name, N_("its delivery is recorded"))
    if any(one.id > own.id for one in reader.kept_of_client(Reminder, own.client_id)):
        raise _refused(own.name, N_("a later letter followed it"))
    if own.rung is Rung.FORMAL:
        keys = {item.invoice_id for item in own.items}
        claims = (one for key in keys for one in reader.kept_of_invoice(Claim, key))
        if any(one.date >= own.date for one in claims):
            raise _refused(own.name, N_("interest was claimed since"))


def _refused(name: str, why: str) -> IllegalTransition:
    return IllegalTransition(name, why, hint=N_("see what can be undone"), cli="undo --list")
