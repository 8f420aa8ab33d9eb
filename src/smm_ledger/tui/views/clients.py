"""Clients: the list's columns and rows, and the page of one.

Balances and lateness come from the read model; nothing is computed here.
"""

from collections.abc import Sequence

from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.i18n.phrases import format_least
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.debtors import DebtRecord
from smm_ledger.services.loads import ClientLoad
from smm_ledger.services.read_models import ClientSummary, InvoiceRow, QuoteRow
from smm_ledger.tui.views.canvas import Canvas, Lines, facts, heading, page, paragraph, styled
from smm_ledger.tui.views.debtors import record_lines
from smm_ledger.tui.views.loads import load_lines
from smm_ledger.tui.views.words import invoice_mark, quote_mark
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Cell, Row

KINDS = {
    "company": N_("company or trader"),
    "person": N_("private person"),
    "public": N_("public body"),
}


def client_columns(t: Translator) -> Sequence[Column]:
    """Return the columns of the list; name and balance stay on every terminal."""
    return (
        Column("name", t(N_("Client")), 26, 3),
        Column("code", t(N_("Code")), 14, 1, priority=4),
        Column("city", t(N_("City")), 10, 1, priority=3),
        Column("late", t(N_("Pays")), 13, priority=2),
        Column("overdue", t(N_("Overdue")), 12, align="right", priority=1),
        Column("balance", t(N_("To collect")), 12, align="right"),
    )


def client_row(canvas: Canvas, summary: ClientSummary) -> Row:
    """Return a client's row."""
    client = summary.client
    return Row(
        client.code,
        (
            client.name,
            client.code,
            client.city,
            habit(canvas, summary),
            (_sum(canvas, summary.overdue_balance, client.currency), "bad"),
            _sum(canvas, summary.balance, client.currency),
        ),
        "dim" if client.archived else "",
    )


def _sum(canvas: Canvas, minor: int, currency: str) -> str:
    return canvas.money(minor, currency) if minor else ""


def habit(canvas: Canvas, summary: ClientSummary) -> Cell:
    """Return how late a client usually pays; what is overdue now comes before any habit."""
    days = summary.median_days_late
    if summary.overdue_balance:
        said = canvas.t(N_("late now"))
        return f"{canvas.symbols.alert} {said}", "bad"
    if days is None:
        return "", "dim"
    if days <= 0:
        said = canvas.t(N_("on time"))
        return f"{canvas.symbols.done} {said}", "good"
    said = canvas.t.ngettext("{n} day", "{n} days", days)
    return f"{canvas.symbols.partly} +{said}", "warn"


def client_detail(
    canvas: Canvas,
    summary: ClientSummary,
    load: ClientLoad | None = None,
    record: DebtRecord | None = None,
) -> Content:
    """Return what the pane beside the list, and the top of its own screen, say of a client."""
    return page(
        title_of(canvas, summary),
        _money(canvas, summary),
        record_lines(canvas, record) if record else [],
        load_lines(canvas, load) if load else [],
        _data(canvas, summary),
    )


def title_of(canvas: Canvas, summary: ClientSummary) -> Lines:
    """Return the name, and whether it is archived."""
    lines = paragraph(canvas, summary.client.name, name="title")
    if summary.client.archived:
        lines += [styled(f"{canvas.symbols.dash} {canvas.t(N_('archived'))}", "warn")]
    return lines


def _money(canvas: Canvas, summary: ClientSummary) -> Lines:
    t, client = canvas.t, summary.client
    owed: Cell = (canvas.money(summary.balance, client.currency), "strong")
    late: Cell = (_sum(canvas, summary.overdue_balance, client.currency), "bad")
    others = [(code, canvas.money(minor, code)) for code, minor in summary.other_balances]
    paid = t.ngettext("{n} paid invoice", "{n} paid invoices", summary.paid_invoices)
    return [
        Content(""),
        *facts(
            canvas,
            [
                (t(N_("To collect")), owed),
                (t(N_("Overdue")), late),
                *others,
                (t(N_("Pays")), habit(canvas, summary)),
                (t(N_("History")), paid if summary.paid_invoices else ""),
            ],
        ),
    ]


def _data(canvas: Canvas, summary: ClientSummary) -> Lines:
    t, client = canvas.t, summary.client
    place = " ".join(filter(None, (client.zip, client.city, client.province)))
    pairs: list[tuple[str, Cell]] = [
        (t(N_("Code")), client.code),
        (t(N_("Kind")), t(KINDS[client.kind])),
        (t(N_("VAT number")), client.vat_id),
        (t(N_("Tax code")), client.tax_code),
        (t(N_("Address")), ", ".join(filter(None, (client.address, place, client.country)))),
        (t(N_("E-mail")), client.email),
        (t(N_("Phone")), client.phone),
        (t(N_("PEC")), client.pec),
        (t(N_("SdI code")), client.sdi_code),
        (t(N_("Terms")), str(client.terms)),
        (t(N_("Currency")), client.currency),
    ]
    lines = [*heading(t(N_("Data"))), *facts(canvas, pairs)]
    if client.notes:
        lines += [*heading(t(N_("Notes (private)"))), *paragraph(canvas, client.notes)]
    return lines


def document_columns(t: Translator) -> Sequence[Column]:
    """Return the columns of a client's quotes and invoices."""
    return (
        Column("number", t(N_("Document")), 11),
        Column("date", t(N_("Date")), 11, priority=2),
        Column("title", t(N_("What")), 10, 2, priority=1),
        Column("amount", t(N_("Amount")), 15, align="right"),
        Column("state", t(N_("State")), 15),
    )


def quote_line(canvas: Canvas, row: QuoteRow) -> Row:
    """Return a quote among a client's documents."""
    mark = quote_mark(row.status, expired=row.expired)
    return Row(
        f"quote {row.number}",
        (
            row.number,
            canvas.date(row.last_date),
            row.title,
            format_least(canvas.money(row.net, row.currency), canvas.t, is_open=row.is_open),
            mark.cell(canvas.t, canvas.symbols),
        ),
    )


def invoice_line(canvas: Canvas, row: InvoiceRow) -> Row:
    """Return an invoice among a client's documents."""
    mark = invoice_mark(row.state, row.payment_status, overdue=row.overdue, sdi=row.sdi_status)
    name = row.number or row.draft or ""
    return Row(
        f"invoice {name}",
        (
            name,
            canvas.date(row.issue_date),
            row.quote or "",
            canvas.money(row.total, row.currency),
            mark.cell(canvas.t, canvas.symbols),
        ),
    )
