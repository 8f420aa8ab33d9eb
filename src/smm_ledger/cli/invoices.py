"""`invoice`: drafts, the moment of issue, and its documents."""

from collections.abc import Sequence
from typing import Final

import click

from smm_ledger.cli import shapes_documents as shapes
from smm_ledger.cli.commands import Arg, Group, Opt
from smm_ledger.cli.errors import Usage, spelt_out
from smm_ledger.cli.inputs import invoice_input, warn_archived
from smm_ledger.cli.invoice_text import overview
from smm_ledger.cli.lines import instalments, line_options
from smm_ledger.cli.session import Session
from smm_ledger.cli.tables import Column, table
from smm_ledger.cli.values import day, number, terms, year
from smm_ledger.cli.values import discount as read_discount
from smm_ledger.cli.words import date, money, word
from smm_ledger.core.errors import LedgerError
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.regimes import FieldWarning
from smm_ledger.core.states import SdiStatus
from smm_ledger.i18n.translator import translate_error
from smm_ledger.services.fields import choice as one_of
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.read_models import InvoiceRow, ListQuery

invoice = Group("invoice", N_("Drafts, issue, documents."), "invoice issue draft-1")

STATUSES: Final = (
    *("draft", "issued", "void", "open", "overdue"),
    *("unpaid", "partly_paid", "paid", "credited", "written_off"),
)


def order_options() -> list[click.Parameter]:
    """Return the options of the client's order; an empty text takes one away."""
    return [
        Opt("--order", N_("number of the client's order")),
        Opt("--cig", N_("code of the public tender")),
        Opt("--cup", N_("code of the public project")),
    ]


def _options() -> list[click.Parameter]:
    return [
        *line_options(),
        Opt("--date", N_("issue date; the day of issue without it"), "DATE"),
        Opt("--discount", N_("on the whole: 5% or 50.00"), "D"),
        Opt("--due", N_("due date"), "DATE"),
        Opt("--terms", N_("30, 30 eom or eom 30, instead of --due")),
        Opt("--instalments", N_("“30% 2026-12-01, 70% 2027-01-31”"), "PLAN"),
        Opt("--note", N_("printed on the invoice")),
        *order_options(),
    ]


@invoice.verb(
    "new",
    N_("Make a draft invoice for a client."),
    'invoice new rossi-moda --line "3 x Reel @ 120.00" --terms 30',
    Arg("client"),
    *_options(),
)
def new(session: Session, client: str, **typed: str | None) -> None:
    """Make a draft."""
    said = _input(session, client, typed)
    own = session.ledger.invoices.new(said)
    warn_archived(session, own.client.code, said.lines)
    did(session, own, N_("Made {name}: {total}, to pay {payable}"))


@invoice.verb(
    "edit",
    N_("Change a draft; whoever changes lines gives all of them."),
    "invoice edit draft-1 --due 2026-12-31",
    Arg("ref"),
    *_options(),
)
def edit(session: Session, ref: str, **typed: str | None) -> None:
    """Change a draft."""
    if not session.taken and all(value is None for value in typed.values()):
        raise Usage("invoice edit", N_("nothing changes"), hint=N_("give an option, such as --due"))
    before = session.ledger.invoices.show(ref)
    changes = _input(session, before.client.code, typed, before=before)
    own = session.ledger.invoices.edit(before.name, changes)
    did(session, own, N_("Changed {name}: {total}, to pay {payable}"))


def _input(
    session: Session, client: str, typed: "dict[str, str | None]", *, before: Invoice | None = None
) -> InvoiceInput:
    if sum(typed[name] is not None for name in ("due", "terms", "instalments")) > 1:
        raise Usage("--due", N_("give one of --due, --terms, --instalments"))
    currency = session.ledger.clients.show(client).client.currency
    options = InvoiceInput(
        client=client,
        date=day(session, typed["date"], "date"),
        discount=read_discount(typed["discount"], currency),
        due=day(session, typed["due"], "due"),
        terms=terms(typed["terms"]),
        instalments=instalments(typed["instalments"], session.today),
        note=typed["note"],
        order=typed["order"],
        cig=typed["cig"],
        cup=typed["cup"],
    )
    return invoice_input(session, client, options, file=typed["from_"], before=before)


@invoice.verb(
    "list",
    N_("List the invoices: drafts first, then the newest."),
    "invoice list --status overdue --year 2026",
    Opt("--status", N_("draft, open, overdue, paid, ..."), "STATUS"),
    Opt("--client", N_("of one client"), "REF"),
    Opt("--year", N_("of one year"), "YEAR"),
    Opt("--search", N_("words in number or client")),
    Opt("--limit", N_("how many at most"), "N"),
)
def list_(session: Session, **typed: str | None) -> None:
    """List invoices."""
    status, client = typed["status"], typed["client"]
    query = ListQuery(
        status="" if status is None else one_of(status, STATUSES, field="status"),
        client=session.ledger.clients.show(client).client.id if client is not None else None,
        year=year(typed["year"]),
        search=typed["search"] or "",
        limit=number(typed["limit"], "limit"),
    )
    rows = session.ledger.invoices.list(query)
    session.answer(lambda: [shapes.invoice_row(row) for row in rows], lambda: _table(session, rows))


@invoice.verb("show", N_("Show an invoice."), "invoice show 2026-001", Arg("ref"))
def show(session: Session, ref: str) -> None:
    """Show an invoice."""
    own = session.ledger.invoices.show(ref)
    session.answer(
        lambda: shapes.invoice(own, session.today),
        lambda: overview(session.t, own, session.today),
    )


@invoice.verb(
    "delete",
    N_("Delete a draft: it has no number, so nothing is missing."),
    "invoice delete draft-1",
    Arg("ref"),
)
def delete(session: Session, ref: str) -> None:
    """Delete a draft."""
    did(session, session.ledger.invoices.delete(ref), N_("Deleted {name}"))


@invoice.verb(
    "duplicate", N_("Make a new draft like another."), "invoice duplicate 2026-001", Arg("ref")
)
def duplicate(session: Session, ref: str) -> None:
    """Make a new draft like another invoice."""
    did(session, session.ledger.invoices.duplicate(ref), N_("Made {name}: {total}"))


@invoice.verb(
    "issue",
    N_("Give a draft its number, for ever, and archive its PDF."),
    "invoice issue draft-1",
    Arg("ref"),
    Opt("--date", N_("issue date; today without it"), "DATE"),
    Opt("--out-of-order", N_("allow a date before the last one, for this reason"), "NOTE"),
)
def issue(session: Session, ref: str, date: str | None, out_of_order: str | None) -> None:
    """Issue a draft."""
    done = session.ledger.invoices.issue(
        ref, date=day(session, date, "date"), out_of_order=out_of_order
    )
    session.changed_ledger = True
    own = archived(session, done.invoice)
    session.did(
        lambda: {
            **shapes.invoice(own, session.today),
            "warnings": [_warning(session, one) for one in done.warnings],
        },
        N_("Issued {name} to {client}: {total}, to pay {payable}"),
        **_figures(own),
    )
    if not session.options.json:
        for text in _grouped(session, done.warnings):
            session.warn_text(text)


def archived(session: Session, own: Invoice) -> Invoice:
    """Archive the PDF; without it the invoice is issued all the same."""
    try:
        paper = session.ledger.documents.invoice(own.number)
    except LedgerError as error:
        message, hint = translate_error(error, session.t)
        session.warn(
            N_("{name} is issued, its PDF is not made: {problem}; {hint}"),
            name=own.number,
            problem=message,
            hint=spelt_out(hint, error.cli),
        )
        return own
    for warning in paper.warnings:
        session.warn(warning)
    return session.ledger.invoices.show(own.number)


def _grouped(session: Session, warnings: Sequence[FieldWarning]) -> list[str]:
    """Return the warnings, one line for all the fields of which the same is said."""
    fields: dict[str, list[str]] = {}
    for one in warnings:
        fields.setdefault(_said(session, one), []).append(one.field)
    return [f"{', '.join(names)}: {text}" for text, names in fields.items()]


def _warning(session: Session, one: FieldWarning) -> str:
    return f"{one.field}: {_said(session, one)}"


def _said(session: Session, one: FieldWarning) -> str:
    return spelt_out(session.t(one.template, **one.data), one.cli)


@invoice.verb(
    "send",
    N_("Note that it went to the client: it can't be corrected or void any more."),
    "invoice send 2026-001 --date 2026-11-24",
    Arg("ref"),
    Opt("--date", N_("when; today without it"), "DATE"),
)
def send(session: Session, ref: str, date: str | None) -> None:
    """Note that an invoice was sent."""
    own = session.ledger.invoices.send(ref, date=day(session, date, "date"))
    did(session, own, N_("Noted that {name} went to {client}"))


@invoice.verb(
    "void",
    N_("Declare an issued invoice void: it reached nobody; its number stays used."),
    'invoice void 2026-001 --reason "wrong client"',
    Arg("ref"),
    Opt("--reason", N_("why"), required=True),
)
def void(session: Session, ref: str, reason: str) -> None:
    """Declare an invoice void."""
    did(session, session.ledger.invoices.void(ref, reason=reason), N_("Declared {name} void"))


def did(session: Session, own: Invoice, message: str) -> None:
    """Say what was done to an invoice."""
    session.did(lambda: shapes.invoice(own, session.today), message, **_figures(own))


def _figures(own: Invoice) -> dict[str, object]:
    return {
        "name": own.name,
        "revision": own.revision,
        "client": own.client.name,
        "total": Money(own.totals.total, own.currency),
        "payable": Money(own.totals.payable, own.currency),
    }


def _table(session: Session, rows: Sequence[InvoiceRow]) -> str:
    t = session.t
    if not rows:
        return t(N_("No invoices."))
    columns = [
        Column(t(N_("Invoice"))),
        Column(t(N_("Client")), flexible=True),
        Column(t(N_("Date"))),
        Column(t(N_("Due"))),
        Column(t(N_("State"))),
        Column(t(N_("Total")), right=True),
        Column(t(N_("Open")), right=True),
    ]
    cells = [
        (
            row.number or row.draft or "",
            row.client_name,
            date(t, row.issue_date),
            date(t, row.next_due),
            word(t, _stands(row)),
            money(t, row.total, row.currency),
            money(t, row.balance, row.currency),
        )
        for row in rows
    ]
    return table(columns, cells)


def _stands(row: InvoiceRow) -> str:
    """Return the state that matters most of it."""
    if row.sdi_status == SdiStatus.REJECTED and row.state == "issued":
        return str(SdiStatus.REJECTED)
    return "overdue" if row.overdue else row.payment_status or row.state


def _commands() -> dict[str, Group]:
    import smm_ledger.cli.invoice_corrections
    import smm_ledger.cli.invoice_files  # noqa: F401 - both add their verbs to `invoice`

    return {"invoice": invoice}


COMMANDS: Final = _commands()
