"""`request` and `effort`: what clients ask for and take besides what was agreed."""

from typing import Final

from smm_ledger.cli import shapes_retainers as shapes
from smm_ledger.cli.commands import Arg, Group, Opt
from smm_ledger.cli.session import Session
from smm_ledger.cli.tables import Column, table
from smm_ledger.cli.values import choice, day, number
from smm_ledger.cli.words import date, money, word
from smm_ledger.core.effort import EffortTag
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.requests import RequestKind
from smm_ledger.i18n.formatting import format_duration
from smm_ledger.i18n.parsing_durations import parse_duration
from smm_ledger.services.read_models import ListQuery

request = Group(
    "request", N_("What clients ask for besides what was agreed."), "request list --as gift"
)
effort = Group("effort", N_("Time that clients take."), "effort add rossi-moda 1:30 --tag troll")


@request.verb(
    "add",
    N_(
        "Log a request: inside the scope, a gift that is counted, or a change order with its quote."
    ),
    'request add rossi-moda "A logo, by tonight" --as gift --hours 3',
    Arg("client"),
    Arg("text"),
    Opt("--as", N_("inside, gift or change-order"), "WHAT", required=True),
    Opt("--hours", N_("what it takes, as 3 or 1:30"), "H"),
    Opt("--date", N_("when it was asked; today without it"), "DATE"),
)
def add_request(session: Session, client: str, text: str, **more: str | None) -> None:
    """Log a request."""
    kind = choice(RequestKind, more["as"], "as")
    if kind is None:
        raise InputError("as", N_("it is empty"))
    hours = None if more["hours"] is None else parse_duration(more["hours"], "hours")
    own = session.ledger.requests.add(
        client, text, kind=kind, hours=hours, date=day(session, more["date"], "date")
    )
    session.did(
        lambda: shapes.request(own),
        N_("Logged {name} of {client}: {kind}"),
        name=own.name,
        client=own.client,
        kind=word(session.t, own.kind),
    )
    if own.quote:
        session.say(N_("Its quote is {quote}, a draft to price and send"), quote=own.quote)
    if own.kind is RequestKind.GIFT and own.value is not None:
        session.say(
            N_("Given away: {amount}, at the hourly rate of {source}"),
            amount=money(session.t, own.value, own.currency),
            source=own.rate_source,
        )
    elif own.kind is RequestKind.GIFT:
        session.warn(
            N_("{name} is counted without a figure: its hours or an hourly rate are missing"),
            name=own.name,
        )


@request.verb(
    "list",
    N_("List the requests, newest first."),
    "request list --client rossi-moda",
    Opt("--client", N_("of one client"), "REF"),
    Opt("--as", N_("inside, gift or change-order"), "WHAT"),
    Opt("--limit", N_("how many at most"), "N"),
)
def list_requests(session: Session, client: str | None, limit: str | None, **more: str) -> None:
    """List requests."""
    t, rows = (
        session.t,
        session.ledger.requests.list(
            ListQuery(
                client=_client(session, client),
                status=str(choice(RequestKind, more["as"], "as") or ""),
                limit=number(limit, "limit"),
            )
        ),
    )
    columns = [
        Column(t(N_("Request"))),
        Column(t(N_("Date"))),
        Column(t(N_("Client")), flexible=True),
        Column(t(N_("What")), flexible=True),
        Column(t(N_("As"))),
        Column(t(N_("Quote"))),
        Column(t(N_("Worth")), right=True),
    ]
    cells = [
        (
            one.name,
            date(t, one.date),
            one.client,
            one.text,
            word(t, one.kind),
            one.quote,
            "" if one.value is None else money(t, one.value, one.currency),
        )
        for one in rows
    ]
    session.answer(
        lambda: [shapes.request(one) for one in rows],
        lambda: table(columns, cells) if cells else t(N_("No requests.")),
    )


@effort.verb(
    "add",
    N_("Log time that a client took."),
    'effort add rossi-moda 1:30 --tag troll --note "comments on Sunday night"',
    Arg("client"),
    Arg("duration"),
    Opt("--tag", N_("normal, odd, troll or crisis"), "TAG"),
    Opt("--date", N_("when; today without it"), "DATE"),
    Opt("--note", N_("a few words")),
)
def add_effort(session: Session, client: str, duration: str, **more: str | None) -> None:
    """Log effort."""
    own = session.ledger.effort.add(
        client,
        parse_duration(duration, "duration"),
        tag=choice(EffortTag, more["tag"], "tag") or EffortTag.NORMAL,
        note=more["note"] or "",
        date=day(session, more["date"], "date"),
    )
    session.did(
        lambda: shapes.effort(own),
        N_("Logged {time} for {client} ({tag})"),
        time=format_duration(own.minutes),
        client=own.client,
        tag=word(session.t, own.tag),
    )


@effort.verb(
    "list",
    N_("List the time that clients took, newest first."),
    "effort list --client rossi-moda --tag troll",
    Opt("--client", N_("of one client"), "REF"),
    Opt("--tag", N_("normal, odd, troll or crisis"), "TAG"),
    Opt("--limit", N_("how many at most"), "N"),
)
def list_effort(session: Session, client: str | None, tag: str | None, limit: str | None) -> None:
    """List effort."""
    t, rows = (
        session.t,
        session.ledger.effort.list(
            ListQuery(
                client=_client(session, client),
                status=str(choice(EffortTag, tag, "tag") or ""),
                limit=number(limit, "limit"),
            )
        ),
    )
    columns = [
        Column(t(N_("Effort"))),
        Column(t(N_("Date"))),
        Column(t(N_("Client")), flexible=True),
        Column(t(N_("Time")), right=True),
        Column(t(N_("Kind"))),
        Column(t(N_("Note")), flexible=True),
    ]
    cells = [
        (
            one.name,
            date(t, one.date),
            one.client,
            format_duration(one.minutes),
            word(t, one.tag),
            one.note,
        )
        for one in rows
    ]
    session.answer(
        lambda: [shapes.effort(one) for one in rows],
        lambda: table(columns, cells) if cells else t(N_("No effort logged.")),
    )


@effort.verb(
    "delete",
    N_("Delete an effort that was typed wrong."),
    "effort delete effort-1",
    Arg("ref"),
)
def delete_effort(session: Session, ref: str) -> None:
    """Delete an effort."""
    own = session.ledger.effort.delete(ref)
    session.did(lambda: shapes.effort(own), N_("Deleted {name}"), name=own.name)


def _client(session: Session, ref: str | None) -> int | None:
    return None if ref is None else session.ledger.clients.show(ref).client.id


COMMANDS: Final = {"request": request, "effort": effort}
