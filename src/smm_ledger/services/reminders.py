"""Reminders: what the ladder proposes, the letter as it would be, and the one that was sent.

A letter is drawn before the transaction and compared with what the ledger says inside it; it leaves
inside it, too, so that whatever fails leaves the step unsent.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from smm_ledger.core.dates import add_days
from smm_ledger.core.errors import Ambiguous, Changed, IllegalTransition, NotFoundError
from smm_ledger.core.ladder import Block, Proposal, by_hand, plan
from smm_ledger.core.letters import Attachment, Reminder, ReminderItem, Rung
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.services.accruals import standing
from smm_ledger.services.chasing import Chasing
from smm_ledger.services.letters import LetterItem, LetterSum, ReminderLetter
from smm_ledger.services.policies import AHEAD
from smm_ledger.services.ports import Clock, Reader, Storage, UnitOfWork
from smm_ledger.services.reminder_texts import reminder_text
from smm_ledger.services.renderers import Renderer
from smm_ledger.services.review import LateItem

DEADLINE_DAYS: Final = 15
"""What a formal notice gives; customary, the law names none."""

ON_PAPER: Final = (Rung.SECOND, Rung.FORMAL)
"""Steps that are a PDF."""

_BLOCKED: Final = {
    Block.HOLD: N_("its reminders are suspended until {until}"),
    Block.PROMISE: N_("payment is promised by {until}"),
    Block.CREDIT: N_("the client's credit covers it"),
    Block.RECENT: N_("the last letter is too recent; from {until} on"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter ready to leave.

    Attributes:
        text: Its words for an e-mail or a chat.
        pdf: The letter on paper; None for the first steps.
    """

    letter: ReminderLetter
    text: str
    pdf: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailed:
    """What left by mail.

    Attributes:
        message: As it was handed over; kept with the letter.
        note: To whom, and what the server confirmed it with.
    """

    message: bytes
    note: str


Deliver = Callable[[Draft], str | Mailed]
"""Lets a letter leave; raising leaves it unsent. Returns where its file is, or what was mailed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which letter.

    Attributes:
        ref: A client's code, or an invoice's number: then of that invoice alone.
        rung: None: the one that is due.
        anyway: Whatever stands in its way, but never to who owes nothing.
    """

    ref: str
    rung: Rung | None = None
    anyway: bool = False


class ReminderService:
    """What a user does with reminders."""

    def __init__(self, storage: Storage, clock: Clock, renderer: Renderer) -> None:
        self._storage = storage
        self._clock = clock
        self._renderer = renderer

    def plan(self, client: str | None = None) -> Sequence[Proposal]:
        """Return the letters that are due today, and those that something stands in the way of."""
        today = self._clock.today()
        with self._storage.read() as reader:
            items = reader.open_until(add_days(today, AHEAD))
            if client is not None:
                key = reader.client(client).id
                items = [item for item in items if item.client_id == key]
            known = Chasing(reader, today)
            return plan(known.debtors(items), today=today, chase=known.chase)

    def preview(self, wanted: Wanted, *, on_paper: bool = True) -> Draft:
        """Return a letter as it would leave; nothing is recorded.

        Raises:
            IllegalTransition: Nothing is owed, or something stands in its way.
            MissingDependency: It is on paper, and the PDF libraries are missing.
        """
        with self._storage.read() as reader:
            letter, _ = self._letter(reader, wanted)
        return self._draft(letter, on_paper=on_paper)

    def send(
        self, wanted: Wanted, *, channel: str, deliver: Deliver, on_paper: bool = True
    ) -> Reminder:
        """Let a letter leave, and record it.

        Args:
            wanted: Which one.
            channel: How it leaves: `text`, `file`, `email` (a draft), `smtp`.
            deliver: Writes or hands over what leaves.
            on_paper: Whether the later steps are drawn; else their text alone leaves.

        Raises:
            IllegalTransition: Nothing is owed, or something stands in its way.
            Changed: The ledger changed while it was drawn.
            MissingDependency: The PDF libraries are missing.
        """
        draft = self.preview(wanted, on_paper=on_paper)
        with self._storage.write() as work:
            letter, proposal = self._letter(work, wanted)
            if letter != draft.letter:
                raise Changed(wanted.ref)
            left = deliver(draft)
            main = letter.sums[0].asked
            reminder = work.keep(
                Reminder(
                    client_id=letter.client.id,
                    client=letter.client.code,
                    date=letter.date,
                    rung=letter.rung,
                    amount=main.minor,
                    currency=main.currency,
                    channel=channel,
                    path=left if isinstance(left, str) else "",
                    text=draft.text,
                    items=_items(proposal),
                )
            )
            work.record(
                "reminder", reminder, "send", {"rung": str(reminder.rung), "channel": channel}
            )
            if draft.pdf is not None:
                _keep(work, reminder, "pdf", draft.pdf, "")
            if isinstance(left, Mailed):
                _keep(work, reminder, "eml", left.message, left.note)
        return reminder

    def record(self, ref: str, rung: Rung, *, date: dt.date | None = None) -> Reminder:
        """Record a step that was sent elsewhere, such as by the program before this one.

        Raises:
            IllegalTransition: Nothing is owed.
        """
        with self._storage.write() as work:
            letter, proposal = self._letter(work, Wanted(ref=ref, rung=rung, anyway=True))
            main = letter.sums[0].asked
            reminder = work.keep(
                Reminder(
                    client_id=letter.client.id,
                    client=letter.client.code,
                    date=min(date or letter.date, letter.date),
                    rung=rung,
                    amount=main.minor,
                    currency=main.currency,
                    channel="elsewhere",
                    items=_items(proposal),
                )
            )
            work.record("reminder", reminder, "record", {"rung": str(rung)})
        return reminder

    def _draft(self, letter: ReminderLetter, *, on_paper: bool) -> Draft:
        drawn = on_paper and letter.rung in ON_PAPER
        return Draft(
            letter=letter,
            text=reminder_text(letter),
            pdf=self._renderer.letter(letter) if drawn else None,
        )

    def _letter(self, reader: Reader, wanted: Wanted) -> tuple[ReminderLetter, Proposal]:
        today = self._clock.today()
        client_id, invoice_id = whose(reader, wanted.ref)
        items = [
            item
            for item in reader.open_until(add_days(today, AHEAD))
            if item.client_id == client_id and invoice_id in (None, item.invoice_id)
        ]
        proposal = self._proposal(reader, wanted, items, today)
        client = reader.client_by_id(client_id)
        sums = _sums(proposal, reader.credits().get(client_id, {}), client.currency)
        if not sums:
            raise IllegalTransition(
                wanted.ref,
                _BLOCKED[Block.CREDIT],
                hint=N_("set the credit against it"),
                cli="payment allocate",
            )
        formal = proposal.rung is Rung.FORMAL
        invoices = {one.debt.invoice_id: None for one in proposal.listed}
        whole = [reader.invoice_by_id(key) for key in invoices]
        dates = {one.id: one.issue_date for one in whole}
        chase = Chasing(reader, today).chase
        letter = ReminderLetter(
            rung=proposal.rung,
            date=today,
            issuer=reader.issuer(),
            client=client,
            items=tuple(
                LetterItem(
                    invoice=one.debt.invoice,
                    issue_date=dates[one.debt.invoice_id],
                    due_date=one.debt.due_date,
                    days_late=(today - one.debt.due_date).days,
                    balance=Money(one.debt.balance, one.debt.currency),
                )
                for one in proposal.listed
            ),
            sums=sums,
            interest=tuple(standing(reader, one, as_of=today) for one in whole) if formal else (),
            deadline=chase(add_days(today, DEADLINE_DAYS)) if formal else None,
            earlier=any(one.debt.sent for one in proposal.listed),
        )
        return letter, proposal

    def _proposal(
        self, reader: Reader, wanted: Wanted, items: Sequence[LateItem], today: dt.date
    ) -> Proposal:
        known = Chasing(reader, today)
        debtors = known.debtors(items)
        if not debtors and items:
            raise IllegalTransition(
                wanted.ref,
                N_("the client is archived: nobody is reminded"),
                hint=N_("take the client out of the archive first"),
                cli="client unarchive",
            )
        if not debtors:
            raise IllegalTransition(
                wanted.ref, N_("nothing is owed"), hint=N_("see who owes"), cli="remind plan"
            )
        if wanted.anyway:
            found = by_hand(debtors[0], wanted.rung, today=today)
        else:
            found = next(iter(plan(debtors, today=today, chase=known.chase)), None)
        if found is None:
            raise IllegalTransition(
                wanted.ref,
                N_("no step is due today"),
                hint=N_("see what comes next, or send it all the same"),
                cli="overdue | --anyway",
            )
        if found.blocked_by:
            raise IllegalTransition(
                wanted.ref,
                _BLOCKED[found.blocked_by],
                hint=N_("wait, or send it all the same"),
                cli="--anyway",
                until=found.until or "",
            )
        if wanted.rung and found.rung is not wanted.rung:
            raise IllegalTransition(
                wanted.ref,
                N_("the step that is due is {due}"),
                hint=N_("send that one, or this one all the same"),
                cli="--anyway",
                due=str(found.rung),
            )
        return found


def _keep(work: UnitOfWork, reminder: Reminder, kind: str, data: bytes, note: str) -> None:
    """Keep what left with its letter."""
    kept = work.attach(
        Attachment(
            entity_kind="reminder",
            entity_id=reminder.id,
            date=reminder.date,
            name=f"{reminder.name}.{kind}",
            note=note,
            sha256=hashlib.sha256(data).hexdigest(),
        ),
        data,
    )
    work.record("attachment", kept, "attach", {"sha256": kept.sha256})


def whose(reader: Reader, ref: str) -> tuple[int, int | None]:
    """Return the keys of the client and of the invoice that a ref names, the latter if it does."""
    try:
        invoice = reader.invoice(ref)
    except Ambiguous:
        raise
    except NotFoundError:
        return reader.client(ref).id, None
    return invoice.client.id, invoice.id


def _sums(proposal: Proposal, credit: Mapping[str, int], first: str) -> tuple[LetterSum, ...]:
    """Return what is asked for, per currency, the client's own first; nothing that is covered."""
    owed: dict[str, int] = {}
    for one in proposal.listed:
        owed[one.debt.currency] = owed.get(one.debt.currency, 0) + one.debt.balance
    sums = [
        LetterSum(
            owed=Money(amount, currency),
            credit=Money(min(amount, credit.get(currency, 0)), currency),
        )
        for currency, amount in sorted(owed.items(), key=lambda one: (one[0] != first, one[0]))
    ]
    return tuple(one for one in sums if one.asked)


def _items(proposal: Proposal) -> tuple[ReminderItem, ...]:
    return tuple(
        ReminderItem(
            invoice_id=one.debt.invoice_id,
            invoice=one.debt.invoice,
            instalment=one.debt.instalment,
            due_date=one.debt.due_date,
            balance=one.debt.balance,
            currency=one.debt.currency,
            rung=one.rung,
            again=bool(one.rung and one.debt.sent and one.rung.height <= one.debt.sent.height),
        )
        for one in proposal.listed
    )
