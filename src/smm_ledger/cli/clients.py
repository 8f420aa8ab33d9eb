"""`client`: who is billed."""

from collections.abc import Sequence
from typing import Final

import click

from smm_ledger.cli import shapes
from smm_ledger.cli.commands import Arg, Group, Opt
from smm_ledger.cli.errors import Usage
from smm_ledger.cli.retainer_text import load_text
from smm_ledger.cli.session import Session
from smm_ledger.cli.shapes_retainers import client_load
from smm_ledger.cli.tables import Column, facts, table
from smm_ledger.cli.values import given, number
from smm_ledger.cli.words import money, word
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client
from smm_ledger.services.loads import ClientLoad
from smm_ledger.services.read_models import ClientSummary, ListQuery
from smm_ledger.services.review import PaidLate

client = Group("client", N_("Who is billed."), 'client add "Rossi Moda S.r.l."')


def _fields() -> list[click.Parameter]:
    return [
        Opt("--code", N_("short name, such as rossi-moda")),
        Opt("--kind", N_("company, person or public"), "KIND"),
        Opt("--business", N_("yes or no: a person without a VAT number"), "YES|NO"),
        Opt("--vat-id", N_("VAT number")),
        Opt("--tax-code", N_("tax code")),
        Opt("--country", N_("two letters, such as IT"), "IT"),
        Opt("--address", N_("street and number")),
        Opt("--city", N_("town")),
        Opt("--zip", N_("postcode")),
        Opt("--province", N_("province")),
        Opt("--email", N_("e-mail address")),
        Opt("--language", N_("it or en: of its documents"), "it|en"),
        Opt("--currency", N_("ISO 4217 code"), "EUR"),
        Opt("--terms", N_("30, 30 eom or eom 30")),
        Opt("--withholding", N_("yes or no"), "YES|NO"),
        Opt("--sdi-code", N_("recipient's code of the e-invoice")),
        Opt("--pec", N_("certified e-mail address")),
        Opt("--phone", N_("phone number")),
        Opt("--notes", N_("private notes")),
    ]


@client.verb(
    "add",
    N_("Add a client."),
    'client add "Rossi Moda S.r.l." --vat-id 01234567897 --city Milano',
    Arg("name"),
    *_fields(),
)
def add(session: Session, name: str, **typed: str | None) -> None:
    """Add a client."""
    own = session.ledger.clients.add({"name": name, **given(typed)})
    _did(session, own, N_("Added {name} as {code}"))


@client.verb(
    "list",
    N_("List the clients."),
    "client list --search moda",
    Opt("--search", N_("words in name, code or numbers")),
    Opt("--archived", N_("the archived ones too"), ""),
    Opt("--limit", N_("how many at most"), "N"),
)
def list_(session: Session, search: str | None, limit: str | None, *, archived: bool) -> None:
    """List clients."""
    query = ListQuery(search=search or "", archived=archived, limit=number(limit, "limit"))
    rows = session.ledger.clients.list(query)
    session.answer(lambda: [shapes.client(row) for row in rows], lambda: _table(session, rows))


@client.verb("show", N_("Show a client."), "client show rossi-moda", Arg("ref"))
def show(session: Session, ref: str) -> None:
    """Show a client."""
    own = session.ledger.clients.show(ref)
    load = session.ledger.loads.of(own.client.code)
    late = session.ledger.collections.paid_late(own.client.code)
    session.answer(
        lambda: (
            shapes.client(own)
            | {"last_12_months": client_load(load), "paid_late": [_paid_late(one) for one in late]}
        ),
        lambda: _text(session, own, load, late),
    )


def _paid_late(own: PaidLate) -> shapes.Shape:
    return {
        "currency": own.currency,
        "interest": shapes.amount(own.interest, own.currency),
        "compensation": shapes.amount(own.compensation, own.currency),
        "invoices": list(own.invoices),
    }


@client.verb(
    "edit",
    N_("Change a client; issued documents keep what they had."),
    "client edit rossi-moda --terms '30 eom'",
    Arg("ref"),
    Opt("--name", N_("its name")),
    *_fields(),
)
def edit(session: Session, ref: str, **typed: str | None) -> None:
    """Change a client."""
    changes = given(typed)
    if not changes:
        raise Usage("client edit", N_("nothing changes"), hint=N_("give an option, such as --city"))
    _did(session, session.ledger.clients.edit(ref, changes), N_("Changed {code}"))


@client.verb("archive", N_("Put a client away."), "client archive rossi-moda", Arg("ref"))
def archive(session: Session, ref: str) -> None:
    """Archive a client."""
    _did(session, session.ledger.clients.archive(ref), N_("Archived {code}"))


@client.verb("unarchive", N_("Bring a client back."), "client unarchive rossi-moda", Arg("ref"))
def unarchive(session: Session, ref: str) -> None:
    """Bring an archived client back."""
    own = session.ledger.clients.archive(ref, archived=False)
    _did(session, own, N_("Brought {code} back"))


@client.verb(
    "delete",
    N_("Delete a client that nothing refers to."),
    "client delete rossi-moda",
    Arg("ref"),
)
def delete(session: Session, ref: str) -> None:
    """Delete a client."""
    own = session.ledger.clients.delete(ref)
    gone = ClientSummary(
        client=own, balance=0, overdue_balance=0, median_days_late=None, paid_invoices=0
    )
    session.did(lambda: shapes.client(gone), N_("Deleted {code}"), code=own.code)


def _did(session: Session, own: Client, message: str) -> None:
    session.did(
        lambda: shapes.client(session.ledger.clients.show(own.code)),
        message,
        name=own.name,
        code=own.code,
    )


def _table(session: Session, rows: Sequence[ClientSummary]) -> str:
    t = session.t
    if not rows:
        return t(N_("No clients."))
    columns = [
        Column(t(N_("Code")), flexible=True),
        Column(t(N_("Name")), flexible=True),
        Column(t(N_("Town")), flexible=True),
        Column(t(N_("Open")), right=True),
        Column(t(N_("Overdue")), right=True),
    ]
    cells = [
        (
            row.client.code,
            row.client.name,
            row.client.city,
            money(t, row.balance, row.client.currency),
            money(t, row.overdue_balance, row.client.currency),
        )
        for row in rows
    ]
    return table(columns, cells)


def _text(session: Session, row: ClientSummary, load: ClientLoad, late: Sequence[PaidLate]) -> str:
    told = [_facts(session, row), *(_late_text(session, one) for one in late)]
    if not load.empty:
        told.append(load_text(session.t, load))
    return "\n\n".join(told)


def _late_text(session: Session, own: PaidLate) -> str:
    t = session.t
    sums = [
        (t(N_("Interest")), own.interest),
        (t(N_("Recovery cost")), own.compensation),
    ]
    told = [(name, "" if one is None else money(t, one, own.currency)) for name, one in sums]
    title = t(N_("Paid late, interest not settled"))
    return f"{title}\n" + facts([*told, (t(N_("Invoices")), ", ".join(own.invoices))])


def _facts(session: Session, row: ClientSummary) -> str:
    t, own = session.t, row.client
    place = " ".join(filter(None, (own.zip, own.city, own.province)))
    late = t.ngettext("{n} day", "{n} days", row.median_days_late or 0)
    return facts(
        [
            (t(N_("Code")), own.code),
            (t(N_("Name")), own.name),
            (t(N_("Kind")), word(t, own.kind)),
            (t(N_("VAT number")), own.vat_id),
            (t(N_("Tax code")), own.tax_code),
            (t(N_("Address")), ", ".join(filter(None, (own.address, place, own.country)))),
            (t(N_("E-mail")), own.email),
            (t(N_("PEC")), own.pec),
            (t(N_("Recipient's code")), own.sdi_code),
            (t(N_("Phone")), own.phone),
            (t(N_("Language")), own.language),
            (t(N_("Terms")), str(own.terms)),
            (t(N_("Withholding")), word(t, "yes" if own.withholding else "no")),
            (t(N_("Notes")), own.notes),
            (t(N_("Archived")), word(t, "yes") if own.archived else ""),
            (t(N_("Open")), money(t, row.balance, own.currency)),
            (t(N_("Overdue")), money(t, row.overdue_balance, own.currency)),
            (t(N_("Pays late by")), late if row.median_days_late is not None else ""),
            (t(N_("Paid invoices")), str(row.paid_invoices)),
        ]
    )


@client.verb(
    "statement",
    N_("Show a client's account with its running balance."),
    "client statement rossi-moda --from 2026-01-01 --out statement.pdf",
    Arg("ref"),
    Opt("--from", N_("first day; 1 January without it"), "DATE"),
    Opt("--to", N_("last day; today without it"), "DATE"),
    Opt("--out", N_("write it as PDF"), "F.pdf"),
)
def statement(
    session: Session, ref: str, from_: str | None, to: str | None, out: str | None
) -> None:
    """Show a statement of account."""
    from smm_ledger.cli.statements import answer_statement

    answer_statement(session, ref, start=from_, end=to, out=out)


COMMANDS: Final = {"client": client}
