"""Payments that came in: the list's columns and rows, and what the pane says of one."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.core.payments import Payment
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.read_models import PaymentRow
from smm_ledger.tui.views.canvas import Canvas, Fact, facts, heading, page, paragraph
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Cell, Row

TAKEN_BACK: Final = N_("taken back")


def payment_columns(t: Translator) -> Sequence[Column]:
    """Return the columns; payment, client, amount and what it paid stay on every terminal."""
    return (
        Column("name", t(N_("Payment")), 9),
        Column("date", t(N_("Date")), 11, priority=1),
        Column("client", t(N_("Client")), 12, 2),
        Column("amount", t(N_("Amount")), 12, align="right"),
        Column("invoices", t(N_("Invoice")), 12, 1),
        Column("left", t(N_("Left over")), 12, align="right", priority=2),
        Column("method", t(N_("Method")), 10, 1, priority=3),
    )


def payment_row(canvas: Canvas, row: PaymentRow, own: Payment) -> Row:
    """Return a payment's row; one that was taken back says so where its invoice would stand."""
    left: Cell = ""
    if row.unallocated:
        left = (canvas.money(row.unallocated, row.currency), "warn")
    paid = ", ".join(part.invoice for part in own.allocations)
    if row.reversed:
        paid = canvas.t(TAKEN_BACK)
    return Row(
        own.name,
        (
            own.name,
            canvas.date(row.date),
            row.client_name,
            canvas.money(row.amount, row.currency),
            paid,
            left,
            row.method,
        ),
        "dim" if row.reversed else "",
    )


def payment_detail(canvas: Canvas, row: PaymentRow, own: Payment) -> Content:
    """Return all that is known of a payment."""
    t = canvas.t
    known: list[Fact] = [
        (t(N_("Amount")), canvas.money(row.amount, row.currency)),
        (t(N_("Date")), canvas.date(row.date)),
        (t(N_("Method")), row.method),
        (t(N_("Reference")), row.reference),
        (t(N_("IBAN")), own.payer_iban),
    ]
    if row.unallocated:
        known.append((t(N_("Left over")), (canvas.money(row.unallocated, row.currency), "warn")))
    lines = [
        *heading(own.name, name="title"),
        *paragraph(canvas, row.client_name),
        *facts(canvas, [(name, value) for name, value in known if value]),
    ]
    if own.allocations:
        parts: list[Fact] = [
            (part.invoice, canvas.money(part.amount, row.currency)) for part in own.allocations
        ]
        lines += [*heading(t(N_("Set against"))), *facts(canvas, parts)]
    if row.reversed:
        lines += [*heading(t(TAKEN_BACK)), *paragraph(canvas, own.reversal_reason)]
    return page(lines)
