"""One invoice as a page: what it is, its lines and sums, what is owed when, and its history."""

from collections.abc import Sequence

from textual.content import Content

from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.marks import N_
from smm_ledger.core.payments import Payment
from smm_ledger.core.regimes import FieldWarning
from smm_ledger.core.states import InvoiceState, SdiStatus
from smm_ledger.i18n.phrases import format_terms
from smm_ledger.services.debtors import DebtRecord
from smm_ledger.services.read_models import Activity
from smm_ledger.tui.views.canvas import (
    Canvas,
    Cells,
    Fact,
    Lines,
    content,
    facts,
    grid,
    heading,
    page,
    styled,
)
from smm_ledger.tui.views.debtors import record_lines
from smm_ledger.tui.views.document_lines import line_grid, sums
from smm_ledger.tui.views.warnings import warnings_of
from smm_ledger.tui.views.words import invoice_mark, word
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Cell


def invoice_page(
    canvas: Canvas,
    invoice: Invoice,
    *,
    payments: Sequence[Payment] = (),
    warnings: Sequence[FieldWarning] = (),
    log: Sequence[Activity] = (),
    record: DebtRecord | None = None,
) -> Content:
    """Return the whole page; what is worth a look comes first while it can still be mended."""
    issued = invoice.state is not InvoiceState.DRAFT
    warned = warnings_of(canvas, warnings)
    return page(
        about(canvas, invoice),
        [] if issued else warned,
        instalments_of(canvas, invoice),
        payments_of(canvas, invoice, payments),
        record_lines(canvas, record) if record else [],
        heading(canvas.t(N_("Lines"))),
        line_grid(canvas, invoice.lines, invoice.totals),
        sums(canvas, invoice.totals),
        warned if issued else [],
        log_of(canvas, log),
    )


def about(canvas: Canvas, invoice: Invoice) -> Lines:
    """Return what it is, and its state."""
    t, late = canvas.t, invoice.days_overdue(canvas.today)
    status = invoice.payment_status
    mark = invoice_mark(
        invoice.state,
        str(status) if status else None,
        overdue=late > 0,
        sdi=invoice.sdi_status,
    )
    told = mark.cell(t, canvas.symbols)
    plain = invoice.kind is InvoiceKind.INVOICE
    draft = invoice.state is InvoiceState.DRAFT
    day = canvas.date(invoice.issue_date)
    return [
        styled(invoice.name, "title") + styled("  ") + content(told),
        *facts(
            canvas,
            [
                (t(N_("Kind")), "" if plain else word(t, invoice.kind)),
                (t(N_("Client")), (invoice.client.name, "strong")),
                (t(N_("Issued")), day or t(N_("not yet: it gets its number then"))),
                (t(N_("Terms")), format_terms(invoice.terms, t) if draft else ""),
                (t(N_("Due")), canvas.date(invoice.next_due)),
                (t(N_("Late")), (canvas.days(late), "bad") if late else ""),
                (t(N_("SdI")), _sdi(canvas, invoice)),
                (t(N_("Revision")), str(invoice.revision) if invoice.revision > 1 else ""),
                (t(N_("Quote")), invoice.quote),
                (t(N_("Proforma")), invoice.proforma),
                (t(N_("Order")), " ".join(filter(None, _order_of(invoice)))),
                (t(N_("Credits")), invoice.credits_invoice),
                (t(N_("Takes off")), ", ".join(invoice.deducts)),
                *settled_sums(canvas, invoice),
                (t(N_("Note")), invoice.note),
            ],
        ),
    ]


def _sdi(canvas: Canvas, invoice: Invoice) -> Cell:
    told = word(canvas.t, invoice.sdi_status) if invoice.sdi_status else ""
    day = canvas.date(invoice.sdi_on)
    text = f"{told}, {day}" if day else told
    return (text, "bad") if invoice.sdi_status == SdiStatus.REJECTED else text


def _order_of(invoice: Invoice) -> tuple[str, ...]:
    order = invoice.order
    cig = f"CIG {order.cig}" if order.cig else ""
    return (order.number, cig, f"CUP {order.cup}" if order.cup else "")


def settled_sums(canvas: Canvas, invoice: Invoice) -> Sequence[Fact]:
    """Return what came in and what is still owed."""
    t, currency = canvas.t, invoice.currency
    if not invoice.is_receivable:
        return []
    told = [
        (N_("Paid"), invoice.paid),
        (N_("Credited"), invoice.credited),
        (N_("Written off"), invoice.written_off),
    ]
    pairs: list[Fact] = [(t(name), canvas.money(value, currency)) for name, value in told if value]
    balance = canvas.money(invoice.balance.minor, currency)
    return [*pairs, (t(N_("Balance")), (balance, "strong" if invoice.balance else "good"))]


def instalments_of(canvas: Canvas, invoice: Invoice) -> Lines:
    """Return the due dates with what each still owes; a single one is told by the due date."""
    if len(invoice.instalments) < 2:  # noqa: PLR2004 - one is no table
        return []
    t = canvas.t
    columns = [
        Column("no", "", 3, align="right"),
        Column("due", t(N_("Due")), 11),
        Column("amount", t(N_("Amount")), 13, align="right", priority=1),
        Column("balance", t(N_("Balance")), 13, align="right"),
    ]
    rows: list[Cells] = []
    for part in invoice.instalments:
        late = part.due_date < canvas.today and part.balance
        rows.append(
            (
                str(part.seq),
                (canvas.date(part.due_date), "bad" if late else ""),
                canvas.money(part.amount, invoice.currency),
                (canvas.money(part.balance, invoice.currency), "" if part.balance else "good"),
            )
        )
    return [*heading(t(N_("Due dates"))), *grid(canvas, columns, rows)]


def payments_of(canvas: Canvas, invoice: Invoice, payments: Sequence[Payment]) -> Lines:
    """Return the money that was set against it."""
    if not payments:
        return []
    t = canvas.t
    columns = [
        Column("name", "", 8),
        Column("date", t(N_("Date")), 11),
        Column("amount", t(N_("Amount")), 13, align="right"),
        Column("how", t(N_("Method and reference")), 12, 1, priority=1),
    ]
    rows = [
        (
            payment.name,
            canvas.date(payment.date),
            canvas.money(part.amount, invoice.currency),
            (" ".join(filter(None, (payment.method, payment.reference))), "dim"),
        )
        for payment in payments
        for part in payment.allocations
        if part.invoice_id == invoice.id
    ]
    return [*heading(t(N_("Payments"))), *grid(canvas, columns, rows)]


def log_of(canvas: Canvas, log: Sequence[Activity]) -> Lines:
    """Return what happened to it, newest first."""
    if not log:
        return []
    columns = [Column("day", "", 11), Column("action", "", 12, 1)]
    rows = [
        ((canvas.date(entry.at.date()), "dim"), action_word(canvas, entry.action))
        for entry in reversed(log)
    ]
    return [*heading(canvas.t(N_("Log"))), *grid(canvas, columns, rows, titles=False)]


ACTIONS = {
    "new": N_("draft made"),
    "edit": N_("draft changed"),
    "issue": N_("issued"),
    "archive": N_("PDF archived"),
    "void": N_("declared void"),
    "credit": N_("credited"),
    "write-off": N_("written off"),
    "recover": N_("expected again"),
    "correct": N_("corrected"),
    "sdi": N_("told of SdI"),
    "xml": N_("e-invoice written"),
    "proforma": N_("proforma made"),
    "become": N_("its invoice issued"),
}


def action_word(canvas: Canvas, action: str) -> str:
    """Return what an entry of the log says was done."""
    return canvas.t(ACTIONS[action]) if action in ACTIONS else action
