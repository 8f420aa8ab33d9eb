"""Reminders from the screens: read first, then sent in one of the ways; and their receipts.

What stands in the way is said, and can be overruled step by step; the ledger records a letter only
if it left. A PDF is drawn in a thread.
"""

import asyncio
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from smm_ledger.core.errors import IllegalTransition, LedgerError
from smm_ledger.core.ladder import Proposal
from smm_ledger.core.letters import ProofChannel, Reminder, Rung
from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import translate_reason
from smm_ledger.services.contacts import ProofInput
from smm_ledger.services.debtors import by_urgency
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.reminder_texts import subject
from smm_ledger.services.reminders import ON_PAPER, Draft, Wanted
from smm_ledger.tui.base import LedgerScreen
from smm_ledger.tui.changes import not_again, noted
from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog
from smm_ledger.tui.dialogs.fields import ask_and_keep
from smm_ledger.tui.dialogs.letter import LetterDialog, Way
from smm_ledger.tui.dialogs.password import PasswordDialog
from smm_ledger.tui.dialogs.proof import Delivery, ProofDialog
from smm_ledger.tui.dialogs.step import StepDialog
from smm_ledger.tui.views.words import word
from smm_ledger.tui.widgets.inputs import visible

Screen = LedgerScreen[Ledger]

TO: Final = N_("{rung} to {client}")
OF: Final = N_("{rung} to {client} ({no} of {count})")
ALONE: Final = N_("{numbers}: {amount}")
WITH_PDF: Final = N_("{numbers}: {amount}. It goes as a PDF; this text is its e-mail.")
AS_NOTICE: Final = N_(
    "{numbers}: {amount}. Sign its PDF, send it by PEC or registered letter, and record its"
    " receipt."
)
SENT: Final = N_("{name}: {rung} to {client} is recorded as sent")
SENT_TO: Final = N_("{name}: {rung} to {client} is recorded as sent; {path}")
ON_CLIPBOARD: Final = N_(
    "{name}: {rung} to {client} is recorded as sent; the text is on the clipboard, if the terminal"
    " lets programs write there."
)
MAKING: Final = N_("Making the letter…")
SENDING: Final = N_("Sending the letter…")
ALL_THE_SAME: Final = N_("Which letter all the same?")
NONE_DUE: Final = N_("No letter is due today.")
ALL_SENT: Final = N_("Letters sent: {n} of {count}")
PROVED: Final = N_("{name}: its delivery is recorded")
NO_LETTER: Final = N_("No letter was sent yet.")
NO_PROOF: Final = N_(
    "{name} is recorded, but ordinary e-mail is no safe formal notice: send it by PEC or registered"
    " letter"
)


async def remind(screen: Screen, ref: str) -> bool:
    """Show the letter that is due to a client, or about an invoice; True if one was sent.

    Args:
        screen: Over which the dialogs stand.
        ref: A client's code: of all that is overdue; an invoice's number: of that alone.
    """
    wanted = Wanted(ref=ref)
    reminders = screen.ctx.services.reminders
    try:
        screen.ctx.open_doors.check_sending(screen.ctx.services, wanted)
        draft = reminders.preview(wanted, on_paper=False)
    except IllegalTransition as refusal:
        chosen = await _all_the_same(screen, wanted, refusal)
        if chosen is None:
            return False
        wanted = chosen
        draft = reminders.preview(wanted, on_paper=False)
    return await _show(screen, wanted, draft, place=None) is not None


async def _all_the_same(
    screen: Screen, wanted: Wanted, refusal: IllegalTransition
) -> Wanted | None:
    """Say why no letter is due, and offer the steps; whoever owes nothing gets none."""
    anyway = Wanted(ref=wanted.ref, anyway=True)
    preview = screen.ctx.services.reminders.preview(anyway, on_paper=False).letter
    why = translate_reason(refusal, screen.ctx.words)[0]
    choices = [Choice(str(rung), word(screen.ctx.words, rung)) for rung in Rung]
    dialog = ChooseDialog(
        screen.ctx,
        title=screen.say(ALL_THE_SAME),
        choices=choices,
        current=str(preview.rung),
        note=f"{preview.client.name}: {why}",
    )
    rung = await screen.ask(dialog)
    return None if rung is None else Wanted(ref=wanted.ref, rung=Rung(rung), anyway=True)


async def remind_all(screen: Screen, clients: Collection[str] = ()) -> int:
    """Show every letter that is due today, one after the other; return how many were sent.

    Args:
        screen: Over which the dialogs stand.
        clients: The codes of those who are meant; empty for all.
    """
    found = screen.ctx.services.reminders.plan()
    due = [one for one in found if one.blocked_by is None]
    meant = [one for one in due if not clients or one.client in clients]
    plan = by_urgency(meant, screen.ctx.clock.today())
    if not plan:
        screen.tell(NONE_DUE)
        return 0
    sent = 0
    for no, proposal in enumerate(plan, 1):
        done = await _one_of(screen, proposal, no, len(plan))
        if done is None:
            break
        sent += done
    screen.tell(ALL_SENT, n=sent, count=len(plan))
    return sent


async def _one_of(screen: Screen, proposal: Proposal, no: int, count: int) -> bool | None:
    wanted = Wanted(ref=proposal.client)
    try:
        screen.ctx.open_doors.check_sending(screen.ctx.services, wanted)
        draft = screen.ctx.services.reminders.preview(wanted, on_paper=False)
        way = await _show(screen, wanted, draft, place=(no, count))
    except LedgerError as error:  # the others can still be sent
        screen.refused(error)
        return False
    return None if way is None else way is not Way.SKIP


async def _show(
    screen: Screen, wanted: Wanted, draft: Draft, *, place: tuple[int, int] | None
) -> Way | None:
    """Show a letter until it is sent, skipped or left; None: left."""
    on_paper = draft.letter.rung in ON_PAPER
    sender = screen.ctx.open_doors.mail_sender()
    while True:
        way = await screen.ask(
            LetterDialog(
                screen.ctx,
                title=_title(screen, draft, place),
                text=draft.text if sender is None else _as_mail(screen, draft, sender),
                remark=_remark(screen, draft, on_paper=on_paper),
                on_paper=on_paper,
                mailed=sender is not None,
                more=place is not None and place[0] < place[1],
            )
        )
        if way is Way.VIEW:
            await _view(screen, wanted)
        elif way is None or way is Way.SKIP or await _send(screen, wanted, way):
            return way


def _as_mail(screen: Screen, draft: Draft, sender: str) -> str:
    """Return a letter with the heads under which the mail server would take it."""
    own = draft.letter
    heads = (
        screen.say(N_("From: {value}"), value=sender or own.issuer.email),
        screen.say(N_("To: {value}"), value=own.client.email),
        screen.say(N_("Subject: {value}"), value=subject(own)),
    )
    return "\n".join((*heads, "", draft.text))


def _title(screen: Screen, draft: Draft, place: tuple[int, int] | None) -> str:
    data = {
        "rung": word(screen.ctx.words, draft.letter.rung),
        "client": draft.letter.client.name,
    }
    title = screen.say(TO, **data)
    if place is not None:
        title = screen.say(OF, **data, no=place[0], count=place[1])
    return title[:1].upper() + title[1:]


def _remark(screen: Screen, draft: Draft, *, on_paper: bool) -> str:
    numbers = ", ".join(dict.fromkeys(item.invoice for item in draft.letter.items))
    amount = " + ".join(screen.say("{sum}", sum=one.asked) for one in draft.letter.sums)
    formal = draft.letter.rung is Rung.FORMAL
    said = AS_NOTICE if formal else WITH_PDF if on_paper else ALONE
    return screen.say(said, numbers=numbers, amount=amount)


async def _view(screen: Screen, wanted: Wanted) -> None:
    """Draw the PDF and open it; nothing is recorded."""
    screen.tell(MAKING)
    ctx = screen.ctx

    def draw() -> None:
        ctx.open_path(
            ctx.open_doors.save_letter(ctx.services.reminders.preview(wanted), email=False)
        )

    try:
        await asyncio.to_thread(draw)
    except LedgerError as error:
        screen.refused(error)


async def _send(screen: Screen, wanted: Wanted, way: Way) -> bool:
    """Let a letter leave; what is refused is shown, and False returned."""
    try:
        done = await (_mail(screen, wanted) if way is Way.SMTP else _deliver(screen, wanted, way))
    except LedgerError as error:
        screen.refused(error)
        return False
    if done is None:
        return False
    _remember(screen, "send", done)
    text = way is Way.TEXT
    if text:
        screen.app.copy_to_clipboard(visible(done.text, multiline=True))
    screen.tell(
        ON_CLIPBOARD if text else SENT_TO if done.path else SENT,
        name=done.name,
        rung=word(screen.ctx.words, done.rung),
        client=done.client,
        path=done.path,
    )
    if way is Way.EMAIL:
        _open(screen, Path(done.path))
    return True


def _remember(screen: Screen, action: str, done: Reminder) -> None:
    """Let `undo` take back what was recorded, or say why it can't: what left by mail has left."""
    change = noted(screen.ctx.services, ("reminder", action), done, not_again(done))
    screen.ctx.history.did(change)


async def _deliver(screen: Screen, wanted: Wanted, way: Way) -> Reminder:
    """Write what leaves; a text leaves by itself."""
    ctx, text = screen.ctx, way is Way.TEXT
    if not text:
        screen.tell(MAKING)

    def deliver(draft: Draft) -> str:
        return "" if text else str(ctx.open_doors.save_letter(draft, email=way is Way.EMAIL))

    return await asyncio.to_thread(
        partial(
            ctx.services.reminders.send,
            wanted,
            channel=str(way),
            deliver=deliver,
            on_paper=not text,
        )
    )


async def _mail(screen: Screen, wanted: Wanted) -> Reminder | None:
    """Hand a letter to the mail server; None where its password was not given."""
    doors = screen.ctx.open_doors
    password = doors.mail_password()
    if password is None:
        password = await screen.ask(PasswordDialog(screen.ctx))
    if password is None:
        return None
    screen.tell(SENDING)
    return await asyncio.to_thread(doors.send_mail, screen.ctx.services, wanted, password)


def _open(screen: Screen, path: Path) -> None:
    """Open a draft in the mail program; without one it is still there."""
    try:
        screen.ctx.open_path(path)
    except LedgerError as error:
        screen.refused(error)


async def record(screen: Screen, ref: str, name: str) -> bool:
    """Ask which step was sent elsewhere and when, and record it."""
    done = await ask_and_keep(
        screen,
        StepDialog(screen.ctx, name=name),
        lambda typed: screen.ctx.services.reminders.record(ref, typed.rung, date=typed.day),
    )
    if done is None:
        return False
    _remember(screen, "record", done)
    rung = word(screen.ctx.words, done.rung)
    screen.tell(SENT, name=done.name, rung=rung, client=done.client)
    return True


async def prove(screen: Screen, ref: str) -> bool:
    """Ask how the last formal notice, else the last letter, was delivered, and record it."""
    services = screen.ctx.services
    letter = _proved(services.contacts.letters(ref))
    if letter is None:
        screen.tell(NO_LETTER, bad=True)
        return False

    def keep(typed: Delivery) -> Reminder:
        file = None if typed.path is None else screen.ctx.open_doors.read_file(typed.path)
        return services.contacts.proof(
            ProofInput(
                ref=letter.name,
                channel=typed.channel,
                sent=typed.sent,
                received=typed.received,
                file=file,
            )
        )

    done = await ask_and_keep(screen, ProofDialog(screen.ctx, letter), keep)
    if done is None:
        return False
    _remember(screen, "proof", done)
    weak = done.rung is Rung.FORMAL and done.proofs[-1].channel is ProofChannel.EMAIL
    screen.tell(NO_PROOF if weak else PROVED, bad=weak, name=done.name)
    return True


def _proved(letters: Sequence[Reminder]) -> Reminder | None:
    formal = [one for one in letters if one.rung is Rung.FORMAL]
    return next(reversed(formal or list(letters)), None)
