"""`remind`: the ladder, its letters, and the record of how money was asked for."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from smm_ledger.cli.commands import Arg, Group, Opt
from smm_ledger.cli.pairs import read_pairs
from smm_ledger.cli.reminder_shapes import (
    contact_shape,
    hold_shape,
    letter_shape,
    plan_shape,
    plan_text,
    preview_shape,
    reminder_shape,
)
from smm_ledger.cli.session import Session, file_path
from smm_ledger.cli.tables import facts, fitted
from smm_ledger.cli.values import choice
from smm_ledger.cli.values import day as read_day
from smm_ledger.cli.words import date as written
from smm_ledger.cli.words import word
from smm_ledger.core.errors import InputError
from smm_ledger.core.ladder import Policy
from smm_ledger.core.letters import ContactChannel, ContactOutcome, ProofChannel, Reminder, Rung
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.text import NAME_MAX, clean
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.contacts import LARGEST, FileInput, ProofInput
from smm_ledger.services.reminders import Wanted

remind = Group("remind", N_("Asking for money that is late."), "remind plan")

_NO_NOTICE: Final = N_(
    "ordinary e-mail is no safe formal notice: send it by PEC or registered letter"
)
_CREDIT: Final = N_(
    "the client's credit is set against nothing, so the notice counts interest on it too:"
    " allocate it first"
)
_LEVEL: Final = Opt("--level", N_("1-4, or courtesy, first, second, formal"), "N")
_ANYWAY: Final = Opt("--anyway", N_("whatever stands in its way"), "")


@remind.verb(
    "plan",
    N_("Show which letters are due, and what stands in the way of others."),
    "remind plan",
    Opt("--client", N_("of one client"), "REF"),
)
def plan(session: Session, client: str | None) -> None:
    """Show the plan."""
    rows = session.ledger.reminders.plan(client)
    work = session.ledger.work_rests.advice(client)
    session.answer(
        lambda: plan_shape(session.today, rows, work), lambda: plan_text(session.t, rows, work)
    )


@remind.verb(
    "preview",
    N_("Show a letter as it would leave; nothing is recorded."),
    "remind preview rossi-moda",
    Arg("ref"),
    _LEVEL,
    _ANYWAY,
    Opt("--out", N_("write its PDF there"), "F.pdf"),
)
def preview(
    session: Session, ref: str, level: str | None, out: str | None, *, anyway: bool
) -> None:
    """Preview a letter."""
    from smm_ledger.cli.papers import checked_out
    from smm_ledger.documents.filenames import write_document

    target = checked_out(out)
    wanted = Wanted(ref=ref, rung=read_level(level), anyway=anyway)
    own = session.ledger.reminders.preview(wanted, on_paper=target is not None)
    if target is not None:
        write_document(target, own.pdf or own.text.encode())
    session.answer(lambda: preview_shape(own), lambda: own.text)
    if own.letter.rung is Rung.FORMAL and any(one.credit for one in own.letter.sums):
        session.warn(_CREDIT)


@remind.verb(
    "send",
    N_("Let the letter that is due leave, as text, file or e-mail, and record it."),
    "remind send rossi-moda --email --out letters",
    Arg("ref"),
    _LEVEL,
    _ANYWAY,
    Opt("--out", N_("the folder for its files"), "DIR"),
    Opt(
        "--email",
        N_("through the mail server; with --out, or without a server, as a draft (.eml)"),
        "",
    ),
    Opt("--text", N_("its text alone, without a PDF: printed, unless it leaves otherwise"), ""),
)
def send(
    session: Session,
    ref: str,
    level: str | None,
    out: str | None,
    *,
    anyway: bool,
    email: bool,
    text: bool,
) -> None:
    """Send a letter."""
    wanted = Wanted(ref=ref, rung=read_level(level), anyway=anyway)
    from smm_ledger.cli.deliveries import check_unfinished

    check_unfinished(session.ledger, wanted)
    mailed = email and out is None and session.settings.smtp is not None
    if session.interactive and not session.agreed(
        _shown(session, wanted, mailed=mailed), N_("Let it leave? [y/N] ")
    ):
        session.say(N_("Nothing was sent."))
        return
    own = _sent(session, wanted, out, email=email, text=text)
    session.did(
        lambda: [reminder_shape(own)],
        N_("Sent {name} ({rung}) to {client}: {amount}"),
        name=own.name,
        rung=word(session.t, own.rung),
        client=own.client,
        amount=Money(own.amount, own.currency),
    )
    session.say_text("" if own.channel == "smtp" else own.path or own.text)
    if email and own.rung is Rung.FORMAL:
        session.warn(_NO_NOTICE)
    if own.rung is Rung.FORMAL and own.amount < own.owed:
        session.warn(_CREDIT)


def _shown(session: Session, wanted: Wanted, *, mailed: bool) -> str:
    """Return what is about to leave."""
    from smm_ledger.cli.deliveries import heads

    own = session.ledger.reminders.preview(wanted, on_paper=False)
    return f"{heads(session, own)}\n\n{own.text}" if mailed else own.text


def _sent(
    session: Session, wanted: Wanted, out: str | None, *, email: bool, text: bool
) -> Reminder:
    """Let a letter leave the way that was typed."""
    from smm_ledger.cli.deliveries import password_for, send_by_mail, to_file

    server = session.settings.smtp
    if email and out is None and server is not None:
        password = password_for(session, server)
        return send_by_mail(session.ledger, wanted, server, password, on_paper=not text)
    folder = None if out is None else file_path(out, field="out")
    printed = text and not email and folder is None
    return session.ledger.reminders.send(
        wanted,
        channel="text" if printed else "email" if email else "file",
        deliver=(lambda _: "") if printed else to_file(session, folder, email=email),
        on_paper=not text,
    )


@remind.verb(
    "record",
    N_("Record a step that was sent elsewhere, by another program or on paper."),
    "remind record 2026-001 --level first --date 2026-11-02",
    Arg("ref"),
    Opt("--level", N_("1-4, or courtesy, first, second, formal"), "N", required=True),
    Opt("--date", N_("when; today without it"), "DATE"),
)
def record(session: Session, ref: str, level: str, date: str | None) -> None:
    """Record a step."""
    rung = read_level(level) or Rung.FIRST
    own = session.ledger.reminders.record(ref, rung, date=read_day(session, date, "date"))
    session.did(
        lambda: reminder_shape(own),
        N_("Recorded {name} ({rung}) to {client}"),
        name=own.name,
        rung=word(session.t, own.rung),
        client=own.client,
    )


@remind.verb(
    "list",
    N_("List the letters to a client, or those about an invoice."),
    "remind list rossi-moda",
    Arg("ref"),
)
def list_(session: Session, ref: str) -> None:
    """List letters."""
    rows = session.ledger.contacts.letters(ref)
    session.answer(
        lambda: [letter_shape(row) for row in rows],
        lambda: "\n".join(fitted(_line(session.t, row)) for row in rows),
    )


def _line(t: Translator, row: Reminder) -> str:
    return f"{row.name}  {written(t, row.date)}  {word(t, row.rung)}  {', '.join(row.invoices)}"


@remind.verb(
    "proof",
    N_("Record how a letter was delivered, and keep its receipt."),
    "remind proof 2026-001 --channel pec --sent 2026-12-01 --received 2026-12-01",
    Arg("ref"),
    Opt("--channel", N_("pec, registered, hand or email"), "CHANNEL", required=True),
    Opt("--sent", N_("when it was sent"), "DATE", required=True),
    Opt("--received", N_("when it arrived"), "DATE"),
    Opt("--file", N_("the receipt"), "F"),
)
def proof(session: Session, ref: str, received: str | None, file: str | None, **typed: str) -> None:
    """Record a proof."""
    channel = choice(ProofChannel, typed["channel"], "channel") or ProofChannel.EMAIL
    sent = read_day(session, typed["sent"], "sent") or session.today
    own = session.ledger.contacts.proof(
        ProofInput(
            ref=ref,
            channel=channel,
            sent=sent,
            received=read_day(session, received, "received"),
            file=None if file is None else read_file(file),
        )
    )
    if own.rung is Rung.FORMAL and channel is ProofChannel.EMAIL:
        session.warn(_NO_NOTICE)
    session.did(lambda: reminder_shape(own), N_("Recorded the delivery of {name}"), name=own.name)


@remind.verb(
    "log",
    N_("Record a contact with a client, and its outcome; the ladder stays where it is."),
    "remind log rossi-moda --channel phone --outcome voicemail",
    Arg("client"),
    Opt("--channel", N_("phone, email, letter, meeting or pec"), "CHANNEL", required=True),
    Opt(
        "--outcome",
        N_(
            "voicemail, unreachable, invoice-not-received, waiting-approval, dispute,"
            " payment-promised, payment-sent, or other words: kept with the note"
        ),
        "OUTCOME",
        required=True,
    ),
    Opt("--note", N_("what was said")),
)
def log(session: Session, client: str, note: str | None, **typed: str) -> None:
    """Log a contact."""
    channel = choice(ContactChannel, typed["channel"], "channel") or ContactChannel.PHONE
    outcome, said = _outcome(typed["outcome"], note or "")
    own = session.ledger.contacts.log(client, channel, outcome, note=said)
    if said != (note or ""):
        session.warn(N_("outcome: in words of your own it is “other”; they are kept in the note"))
    session.did(
        lambda: contact_shape(own),
        N_("Recorded {name}: {channel}, {outcome}"),
        name=own.name,
        channel=word(session.t, own.channel),
        outcome=word(session.t, own.outcome),
    )


def _outcome(typed: str, note: str) -> tuple[ContactOutcome, str]:
    """Return an outcome, and the note with the words that name none of them in front."""
    words = clean(typed, field="outcome", max_length=NAME_MAX, required=True)
    try:
        return choice(ContactOutcome, words, "outcome") or ContactOutcome.OTHER, note
    except InputError:
        return ContactOutcome.OTHER, f"{words}; {note}" if note else words


@remind.verb(
    "hold",
    N_("Suspend the reminders of a client or of an invoice until a day."),
    'remind hold 2026-001 --until 2026-12-10 --reason "waiting for approval"',
    Arg("ref"),
    Opt("--until", N_("the day on which they are back"), "DATE", required=True),
    Opt("--reason", N_("why")),
)
def hold(session: Session, ref: str, until: str, reason: str | None) -> None:
    """Hold."""
    day = read_day(session, until, "until") or session.today
    own = session.ledger.contacts.hold(ref, until=day, reason=reason or "")
    session.did(
        lambda: hold_shape(own, session.today),
        N_("Reminders of {ref} wait until {until}"),
        ref=own.invoice or own.client,
        until=own.until,
    )


@remind.verb(
    "release",
    N_("Let the reminders of a client or of an invoice go on."),
    "remind release 2026-001",
    Arg("ref"),
)
def release(session: Session, ref: str) -> None:
    """Release."""
    own = session.ledger.contacts.release(ref)
    session.did(
        lambda: hold_shape(own[-1], session.today),
        N_("Reminders of {ref} go on"),
        ref=own[-1].invoice or own[-1].client,
    )


@remind.verb(
    "policy",
    N_("Show or change when each step is due, in general or of one client (off, usual)."),
    "remind policy first=7 second=20 --client rossi-moda",
    Arg("pairs", required=False, many=True, metavar="KEY=VALUE..."),
    Opt("--client", N_("of one client"), "REF"),
)
def policy(session: Session, pairs: Sequence[str], client: str | None) -> None:
    """Show or change the policy."""
    typed = read_pairs(pairs, example="first=7")
    policies = session.ledger.policies
    own = (policies.set(client, typed) if typed else policies.show(client)).policy
    if typed:
        session.did(lambda: asdict(own), N_("Changed: {policy}"), policy=_policy(own))
    else:
        session.answer(
            lambda: asdict(own),
            lambda: facts([(name, _days(days)) for name, days in asdict(own).items()]),
        )


def _policy(own: Policy) -> str:
    return " ".join(f"{name}={_days(days)}" for name, days in asdict(own).items())


def _days(days: object) -> str:
    return "off" if days is None else str(days)


def read_level(text: str | None) -> Rung | None:
    """Read a step by its number or its name."""
    levels = {str(rung.height): rung for rung in Rung}
    if text is not None and text.strip() in levels:
        return levels[text.strip()]
    return choice(Rung, text, "level")


def read_file(text: str, field: str = "file") -> FileInput:
    """Read a file that is to be kept.

    Raises:
        NotFoundError: There is none. InputError: It can't be read, or is too large.
    """
    from smm_ledger.exchange.files import read_bytes

    path = file_path(text, field=field)
    return FileInput(name=path.name, data=read_bytes(path, most=LARGEST))


COMMANDS: Final = {"remind": remind}
