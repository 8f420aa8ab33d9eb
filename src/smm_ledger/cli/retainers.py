"""`retainer`: what is agreed for every month, quarter or year, what is used, what is invoiced."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from smm_ledger.cli import retainer_text, shapes_documents
from smm_ledger.cli import shapes_retainers as shapes
from smm_ledger.cli.commands import Arg, Group, Opt
from smm_ledger.cli.inputs import invoice_input
from smm_ledger.cli.lines import line_options
from smm_ledger.cli.reminder_shapes import work_shape
from smm_ledger.cli.session import Session
from smm_ledger.cli.values import amount as read_amount
from smm_ledger.cli.values import choice, day, number
from smm_ledger.cli.words import word
from smm_ledger.core.effort import EffortTag
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.retainers import Every, Retainer
from smm_ledger.i18n.parsing import parse_quantity
from smm_ledger.i18n.parsing_lines import parse_service_ref
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.retainer_inputs import RetainerInput, UsageInput
from smm_ledger.services.retainer_runs import RunInput

retainer = Group("retainer", N_("What a client pays every month, quarter or year."), "retainer due")


def _terms(*, required: bool = False) -> list[Opt]:
    return [
        Opt("--title", N_("what it is for"), required=required),
        Opt("--every", N_("month, quarter or year"), "PERIOD", required=required),
        Opt(
            "--start",
            N_("its first day: every period begins on that day"),
            "DATE",
            required=required,
        ),
        Opt("--end", N_("its last day; `none` takes it away"), "DATE"),
        Opt(
            "--include",
            N_("units of a period that a package comprises"),
            "CODE:QTY",
            many=True,
        ),
    ]


@retainer.verb(
    "add",
    N_("Sign a retainer; lines and prices stay as they are today."),
    'retainer add rossi-moda --title "Social media" --service post:12 --every month --start'
    " 2026-03-01",
    Arg("client"),
    *line_options(),
    *_terms(required=True),
)
def add(session: Session, client: str, include: Sequence[str], **typed: str | None) -> None:
    """Add a retainer."""
    own = session.ledger.retainers.add(_input(session, client, include, typed, client=client))
    _did(session, own, N_("Added {name} of {client}: {net} {every}"))


@retainer.verb(
    "edit",
    N_("Change what was signed, while nothing of it is invoiced."),
    "retainer edit retainer-1 --start 2026-04-01",
    Arg("ref"),
    *line_options(),
    *_terms(),
)
def edit(session: Session, ref: str, include: Sequence[str], **typed: str | None) -> None:
    """Edit a retainer."""
    before = session.ledger.retainers.show(ref)
    changes = _input(session, before.client, include, typed)
    own = session.ledger.retainers.edit(before.name, changes)
    _did(session, own, N_("Changed {name} of {client}: {net} {every}"))


def _input(
    session: Session,
    payer: str,
    include: Sequence[str],
    typed: dict[str, str | None],
    *,
    client: str = "",
) -> RetainerInput:
    document = invoice_input(session, payer, InvoiceInput(client=payer), file=typed["from_"])
    endless = (typed["end"] or "").strip().lower() == "none"
    return RetainerInput(
        client=client,
        title=typed["title"],
        lines=document.lines,
        every=choice(Every, typed["every"], "every"),
        start=day(session, typed["start"], "start"),
        end=None if endless else day(session, typed["end"], "end"),
        endless=endless,
        include=_included(include),
    )


def _included(include: Sequence[str] | None) -> dict[str, Decimal]:
    units: dict[str, Decimal] = {}
    for text in include or ():
        if ":" not in text:
            raise InputError(
                "include",
                N_("“{missing}” is missing"),
                hint=N_("write CODE:QTY, as in post:12"),
                missing=":",
            )
        code, quantity = parse_service_ref(text, field="include")
        units[code] = units.get(code, Decimal(0)) + quantity
    return units


@retainer.verb(
    "list",
    N_("List the retainers."),
    "retainer list --client rossi-moda",
    Opt("--client", N_("of one client"), "REF"),
)
def list_(session: Session, client: str | None) -> None:
    """List retainers."""
    rows = session.ledger.retainers.list(client)
    session.answer(
        lambda: [shapes.retainer_row(one) for one in rows],
        lambda: retainer_text.listed(session.t, rows),
    )


@retainer.verb(
    "show",
    N_("Show a retainer: lines, periods, what was used, and the client's last twelve months."),
    "retainer show retainer-1",
    Arg("ref"),
)
def show(session: Session, ref: str) -> None:
    """Show a retainer."""
    own = session.ledger.retainers.show(ref)
    load, today = session.ledger.loads.of(own.client), session.today
    work = session.ledger.work_rests.advice_on(own.name)
    session.answer(
        lambda: {**shapes.retainer(own, today, load), "work": work and work_shape(work)},
        lambda: retainer_text.shown(session.t, own, load, today, work),
    )


@retainer.verb(
    "due",
    N_("List the periods that wait for an invoice, or for a reason why there is none."),
    "retainer due --until +30",
    Opt("--until", N_("until this day; today without it"), "DATE"),
)
def due(session: Session, until: str | None) -> None:
    """List due periods."""
    rows = session.ledger.runs.due(day(session, until, "until"))
    session.answer(
        lambda: [shapes.due_row(row) for row in rows],
        lambda: retainer_text.due(session.t, rows),
    )


@retainer.verb(
    "run",
    N_("Make the drafts of what is due; periods that were missed are listed, not made."),
    "retainer run --skip retainer-1/2026-08 --reason holidays",
    Opt("--until", N_("everything due until this day, missed or not"), "DATE"),
    Opt("--period", N_("exactly this period"), "PERIOD", many=True),
    Opt("--retainer", N_("of this retainer alone"), "REF"),
    Opt("--skip", N_("no invoice for this period"), "PERIOD", many=True),
    Opt("--reason", N_("why it is skipped")),
    Opt("--merge", N_("the periods of a retainer on one invoice"), ""),
)
def run(
    session: Session,
    until: str | None,
    period: Sequence[str],
    skip: Sequence[str],
    *,
    merge: bool,
    **more: str | None,
) -> None:
    """Run the retainers."""
    result = session.ledger.runs.run(
        RunInput(
            until=day(session, until, "until"),
            periods=tuple(period or ()),
            retainer=more["retainer"],
            skips=tuple(skip or ()),
            reason=more["reason"] or "",
            merge=merge,
        )
    )
    for warning in result.warnings:
        session.warn(warning.text, **warning.data)
    today = session.today
    session.did(
        lambda: [shapes_documents.invoice(one, today) for one in result.made],
        N_("Made {count}"),
        count=session.t.ngettext("{n} draft", "{n} drafts", len(result.made)),
    )
    for one in result.made:
        session.say(
            N_("{name}: {net} net for {client}"),
            name=one.name,
            net=Money(one.totals.net, one.currency),
            client=one.client.code,
        )


@retainer.verb(
    "usage",
    N_("Log units that the client had; what is beyond the included goes on the next invoice."),
    "retainer usage retainer-1 reel 2 --tag odd",
    Arg("ref"),
    Arg("service"),
    Arg("quantity", metavar="QTY"),
    Opt("--tag", N_("normal, odd, troll or crisis"), "TAG"),
    Opt("--date", N_("when; today without it"), "DATE"),
    Opt("--note", N_("a few words")),
)
def usage(session: Session, ref: str, service: str, quantity: str, **more: str | None) -> None:
    """Log usage."""
    own = session.ledger.retainers.use(
        ref,
        UsageInput(
            service=service,
            quantity=parse_quantity(quantity, field="quantity"),
            tag=choice(EffortTag, more["tag"], "tag") or EffortTag.NORMAL,
            note=more["note"] or "",
            date=day(session, more["date"], "date"),
        ),
    )
    last = own.usage[-1]
    _did(
        session,
        own,
        N_("Logged {quantity} {service} of {name}"),
        quantity=last.quantity,
        service=last.service,
    )


@retainer.verb(
    "unuse",
    N_("Take a usage back that was typed wrong: the last one, or that of a number."),
    "retainer unuse retainer-1",
    Arg("ref"),
    Arg("no", required=False),
)
def unuse(session: Session, ref: str, no: str | None) -> None:
    """Take a usage back."""
    own = session.ledger.retainers.unuse(ref, number(no, "no"))
    _did(session, own, N_("Took a usage of {name} back"))


@retainer.verb(
    "spend",
    N_("Say what was really spent on ads in a period."),
    "retainer spend retainer-1 2026-09 1250.00",
    Arg("ref"),
    Arg("period"),
    Arg("amount"),
)
def spend(session: Session, ref: str, period: str, amount: str) -> None:
    """Record an ad spend."""
    currency = session.ledger.retainers.show(ref).currency
    value = read_amount(amount, "amount", currency)
    own = session.ledger.retainers.spend(ref, period, value or Decimal(0))
    _did(session, own, N_("Recorded the ad spend of {name}, {period}"), period=period)


@retainer.verb("pause", N_("Pause it: nothing falls due."), "retainer pause retainer-1", Arg("ref"))
def pause(session: Session, ref: str) -> None:
    """Pause a retainer."""
    _did(session, session.ledger.retainers.pause(ref), N_("Paused {name}"))


@retainer.verb(
    "resume",
    N_("Resume it; what passed meanwhile is listed by `retainer due`."),
    "retainer resume retainer-1",
    Arg("ref"),
)
def resume(session: Session, ref: str) -> None:
    """Resume a retainer."""
    _did(session, session.ledger.retainers.resume(ref), N_("Resumed {name}"))


@retainer.verb(
    "stop-work",
    N_("Flag that work rests until the client pays."),
    "retainer stop-work retainer-1",
    Arg("ref"),
)
def stop_work(session: Session, ref: str) -> None:
    """Stop work."""
    _did(session, session.ledger.retainers.stop_work(ref), N_("Work rests: {name} of {client}"))


@retainer.verb(
    "resume-work",
    N_("Take the flag away: work goes on."),
    "retainer resume-work retainer-1",
    Arg("ref"),
)
def resume_work(session: Session, ref: str) -> None:
    """Resume work."""
    _did(session, session.ledger.retainers.resume_work(ref), N_("Work goes on: {name} of {client}"))


@retainer.verb(
    "end",
    N_("End it today; what fell due before can still be invoiced."),
    "retainer end retainer-1",
    Arg("ref"),
)
def end(session: Session, ref: str) -> None:
    """End a retainer."""
    _did(session, session.ledger.retainers.end(ref), N_("Ended {name} of {client}"))


def _did(session: Session, own: Retainer, message: str, **more: object) -> None:
    today = session.today
    values = {
        "name": own.name,
        "client": own.client,
        "net": own.net,
        "every": word(session.t, own.every),
        **more,
    }
    session.did(lambda: shapes.retainer(own, today), message, **values)


COMMANDS: Final = {"retainer": retainer}
