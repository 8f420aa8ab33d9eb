"""`service`: the catalogue that quotes are made of."""

from collections.abc import Sequence
from typing import Final

import click

from smm_ledger.cli import shapes_parties
from smm_ledger.cli.commands import Arg, Group, Opt
from smm_ledger.cli.errors import Usage
from smm_ledger.cli.session import Session
from smm_ledger.cli.tables import Column, facts, table
from smm_ledger.cli.values import given
from smm_ledger.cli.words import word
from smm_ledger.core.catalogue import Service
from smm_ledger.core.marks import N_
from smm_ledger.i18n.formatting import format_decimal, format_unit_price

service = Group(
    "service",
    N_("The catalogue: what quotes are made of."),
    'service add reel --description "Reel" --price 120',
)

PRIVATE: Final = N_("with the private floor")


def _fields(*, required: bool) -> list[click.Parameter]:
    return [
        Opt("--description", N_("what it is, printed on documents"), required=required),
        Opt("--price", N_("per unit"), "PRICE", required=required),
        Opt("--unit", N_("such as hour, post, month")),
        Opt("--hours", N_("of work per unit"), "H"),
        Opt("--floor", N_("private lowest price"), "PRICE"),
        Opt("--included", N_("what the price comprises")),
        Opt("--excluded", N_("what it does not")),
        Opt("--included-units", N_("units inside a package"), "N"),
    ]


@service.verb(
    "add",
    N_("Add a service."),
    'service add reel --description "Reel, editing included" --price 120 --hours 3',
    Arg("code"),
    *_fields(required=True),
)
def add(session: Session, code: str, **typed: str | None) -> None:
    """Add a service."""
    _did(session, session.ledger.catalogue.add({"code": code, **given(typed)}), N_("Added {code}"))


@service.verb(
    "list",
    N_("List the services."),
    "service list",
    Opt("--archived", N_("the archived ones too"), ""),
    Opt("--private", PRIVATE, ""),
)
def list_(session: Session, *, archived: bool, private: bool) -> None:
    """List services."""
    rows = session.ledger.catalogue.list(archived=archived)
    session.answer(
        lambda: [shapes_parties.service(row, session.currency, private=private) for row in rows],
        lambda: _table(session, rows, private=private),
    )


@service.verb(
    "show", N_("Show a service."), "service show reel", Arg("ref"), Opt("--private", PRIVATE, "")
)
def show(session: Session, ref: str, *, private: bool) -> None:
    """Show a service."""
    own = session.ledger.catalogue.show(ref)
    session.answer(
        lambda: shapes_parties.service(own, session.currency, private=private),
        lambda: _text(session, own, private=private),
    )


@service.verb(
    "edit",
    N_("Change a service; quotes keep what they copied."),
    "service edit reel --price 130",
    Arg("ref"),
    Opt("--code", N_("another code")),
    *_fields(required=False),
)
def edit(session: Session, ref: str, **typed: str | None) -> None:
    """Change a service."""
    changes = given(typed)
    if not changes:
        raise Usage(
            "service edit", N_("nothing changes"), hint=N_("give an option, such as --price")
        )
    _did(session, session.ledger.catalogue.edit(ref, changes), N_("Changed {code}"))


@service.verb(
    "samples",
    N_("The services of a social media manager, to take over and price."),
    "service samples --add",
    Arg("codes", required=False, many=True, metavar="CODE..."),
    Opt("--add", N_("take them over: those named, or all"), ""),
)
def samples(session: Session, codes: tuple[str, ...], *, add: bool) -> None:
    """List the shipped services, or take them over."""
    if not add:
        offered = session.ledger.catalogue.samples()
        rows = [row for row in offered if not codes or row.code in codes]
        session.answer(
            lambda: [shapes_parties.service(row, session.currency) for row in rows],
            lambda: _table(session, rows, private=False),
        )
        return
    added = session.ledger.catalogue.add_samples(codes or None)
    session.did(
        lambda: [shapes_parties.service(row, session.currency) for row in added],
        session.t.ngettext("Added {n} service", "Added {n} services", len(added)),
    )


@service.verb("archive", N_("Put a service away."), "service archive reel", Arg("ref"))
def archive(session: Session, ref: str) -> None:
    """Archive a service."""
    _did(session, session.ledger.catalogue.archive(ref), N_("Archived {code}"))


def _did(session: Session, own: Service, message: str) -> None:
    session.did(lambda: shapes_parties.service(own, session.currency), message, code=own.code)


def _table(session: Session, rows: Sequence[Service], *, private: bool) -> str:
    t = session.t
    if not rows:
        return t(N_("No services."))
    columns = [
        Column(t(N_("Code")), flexible=True),
        Column(t(N_("Description")), flexible=True),
        Column(t(N_("Unit"))),
        Column(t(N_("Price")), right=True),
        Column(t(N_("Hours")), right=True),
    ]
    columns += [Column(t(N_("Floor")), right=True)] if private else []
    return table(columns, [_cells(session, row, private=private) for row in rows])


def _cells(session: Session, own: Service, *, private: bool) -> list[str]:
    language, currency = session.t.language, session.currency
    price = "" if own.price is None else format_unit_price(own.price, currency, language)
    hours = "" if own.hours is None else format_decimal(own.hours, language)
    floor = "" if own.floor is None else format_unit_price(own.floor, currency, language)
    return [own.code, own.description, own.unit, price, hours, *([floor] if private else [])]


def _text(session: Session, own: Service, *, private: bool) -> str:
    t = session.t
    code, description, unit, price, hours, *floor = _cells(session, own, private=private)
    return facts(
        [
            (t(N_("Code")), code),
            (t(N_("Description")), description),
            (t(N_("Unit")), unit),
            (t(N_("Price")), price),
            (t(N_("Hours")), hours),
            (t(N_("Floor")), "".join(floor)),
            (t(N_("Included")), own.included),
            (t(N_("Not included")), own.excluded),
            (t(N_("Archived")), word(t, "yes") if own.archived else ""),
        ]
    )


COMMANDS: Final = {"service": service}
