"""The list of invoices: its columns and rows, and what the pane says of one."""

from collections.abc import Sequence

from textual.content import Content

from smm_ledger.core.invoices import Invoice
from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.debtors import DebtRecord
from smm_ledger.services.read_models import InvoiceRow
from smm_ledger.tui.views.canvas import Canvas, page
from smm_ledger.tui.views.debtors import record_lines
from smm_ledger.tui.views.document_lines import line_grid, sums
from smm_ledger.tui.views.invoice import about, instalments_of
from smm_ledger.tui.views.words import invoice_mark
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Row


def invoice_columns(t: Translator, number_width: int = 10) -> Sequence[Column]:
    """Return the columns; number, client, balance and state stay on every terminal."""
    return (
        Column("number", t(N_("Invoice")), number_width),
        Column("client", t(N_("Client")), 12, 1),
        Column("issued", t(N_("Issued")), 11, priority=3),
        Column("due", t(N_("Due")), 11, priority=1),
        Column("late", t(N_("Late")), 6, align="right", priority=4),
        Column("total", t(N_("Total")), 12, align="right", priority=2),
        Column("balance", t(N_("Balance")), 12, align="right"),
        Column("state", t(N_("State")), 13),
    )


def name_of(row: InvoiceRow) -> str:
    """Return how the user names the invoice of a row."""
    return row.number or row.draft or ""


def invoice_row(canvas: Canvas, row: InvoiceRow) -> Row:
    """Return an invoice's row."""
    mark = invoice_mark(row.state, row.payment_status, overdue=row.overdue, sdi=row.sdi_status)
    late = canvas.t(N_("{n} d"), n=row.days_overdue) if row.overdue else ""
    balance = canvas.money(row.balance, row.currency) if row.balance else ""
    return Row(
        name_of(row),
        (
            name_of(row),
            row.client_name,
            canvas.date(row.issue_date),
            (canvas.date(row.next_due), mark.style if row.overdue else ""),
            (late, "bad"),
            canvas.money(row.total, row.currency),
            (balance, "bad" if row.overdue else ""),
            mark.cell(canvas.t, canvas.symbols),
        ),
        "dim" if row.state == "void" else "",
    )


def invoice_detail(canvas: Canvas, invoice: Invoice, record: DebtRecord | None = None) -> Content:
    """Return what the pane beside the list says; `record`: what was done about the debt."""
    return page(
        about(canvas, invoice),
        instalments_of(canvas, invoice),
        record_lines(canvas, record) if record else [],
        [Content("")],
        line_grid(canvas, invoice.lines, invoice.totals),
        sums(canvas, invoice.totals),
    )
