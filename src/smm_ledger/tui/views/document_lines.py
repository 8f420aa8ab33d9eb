"""The lines of a document and its sums, as text: the same for quotes and invoices."""

from collections.abc import Sequence

from smm_ledger.core.lines import Line, LineKind, gross_nets
from smm_ledger.core.marks import N_
from smm_ledger.core.totals import Totals
from smm_ledger.i18n.formatting import format_decimal, format_percent, format_unit_price
from smm_ledger.tui.views.canvas import Canvas, Lines, grid, paragraph
from smm_ledger.tui.views.words import word
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Cell


def line_grid(canvas: Canvas, lines: Sequence[Line], totals: Totals) -> Lines:
    """Return the lines with their nets before the document's discount, which the sums take off.

    A line that does not count has its own in brackets.
    """
    t = canvas.t
    columns = [
        Column("no", "", 2, align="right"),
        Column("text", t(N_("Description")), 16, 3),
        Column("price", t(N_("Quantity and price")), 14, 1, priority=1),
        Column("vat", t(N_("VAT")), 5, align="right", priority=2),
        Column("net", t(N_("Net")), 13, align="right"),
    ]
    nets = gross_nets(lines, totals.currency)
    rows = [
        _row(canvas, no, line, net, totals.currency)
        for no, (line, net) in enumerate(zip(lines, nets, strict=True), 1)
    ]
    return grid(canvas, columns, rows)


def _row(canvas: Canvas, no: int, line: Line, net: int, currency: str) -> Sequence[Cell]:
    shown = canvas.money(net, currency)
    style = "" if line.counts else "dim"
    return (
        str(no),
        (line.description + _kind(canvas, line), style),
        (quantity_and_price(canvas, line, currency), "dim"),
        (line.vat_nature or format_percent(line.vat_rate, canvas.t.language), "dim"),
        (shown if line.counts else f"({shown})", style),
    )


def _kind(canvas: Canvas, line: Line) -> str:
    if line.kind is LineKind.SERVICE:
        return ""
    name = f"{word(canvas.t, line.kind)} {line.group}".rstrip()
    return f" [{name}]"


def quantity_and_price(canvas: Canvas, line: Line, currency: str) -> str:
    """Return `3 pz x 120,00 € -10%`; for a fee, its share of the ad spend."""
    language = canvas.t.language
    if line.kind is LineKind.PERCENT_FEE:
        return format_percent(line.fee_percent, language) if line.fee_percent else ""
    quantity = f"{format_decimal(line.quantity, language)} {line.unit}".rstrip()
    off = line.discount_percent
    less = f" -{format_percent(off, language)}" if off else ""
    return f"{quantity} x {format_unit_price(line.unit_price, currency, language)}{less}"


def sums(canvas: Canvas, totals: Totals, *, is_open: bool = False) -> Lines:
    """Return the sums; what is zero is left out.

    `is_open`: alternatives are left to choose, and the sums count the least of each group.
    """
    t = canvas.t
    rows = [
        (N_("Discount"), -totals.discount, "dim"),
        (N_("Net"), totals.net, ""),
        (N_("Contribution"), totals.social_contribution, ""),
        (N_("VAT"), totals.tax, ""),
        (N_("Stamp duty"), totals.stamp_in_total, ""),
        (N_("Total"), totals.total, "strong"),
        (N_("Withholding"), -totals.withholding, ""),
        (N_("VAT paid by the client to the state"), -totals.split_tax, ""),
        (N_("To be paid"), totals.payable if totals.payable != totals.total else 0, "strong"),
    ]
    columns = [
        Column("name", "", 10, 1, align="right"),
        Column("sum", "", 14, align="right"),
    ]
    told = [
        ((t(name), style or "dim"), (canvas.money(value, totals.currency), style))
        for name, value, style in rows
        if value
    ]
    least = t(N_("The sums count the least of each group:"))
    return [
        *(paragraph(canvas, least, name="dim") if is_open else ()),
        *grid(canvas, columns, told, titles=False),
    ]
