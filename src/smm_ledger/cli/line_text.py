"""The lines of a document and its sums, as text."""

from collections.abc import Sequence

from smm_ledger.cli.tables import Column, facts, table
from smm_ledger.cli.words import money, word
from smm_ledger.core.lines import Line, LineKind, gross_nets
from smm_ledger.core.marks import N_
from smm_ledger.core.totals import Totals
from smm_ledger.i18n.formatting import format_decimal, format_percent, format_unit_price
from smm_ledger.i18n.translator import Translator


def line_table(
    t: Translator, lines: Sequence[Line], totals: Totals, *, is_open: bool = False
) -> str:
    """Return the lines with their nets before the document's discount, and the sums.

    What another program issued may have no lines: then the sums alone. `is_open`: alternatives
    are left to choose, and the sums count the least of each group.
    """
    if not lines:
        return sums(t, totals)
    columns = [
        Column("#", right=True),
        Column(t(N_("Description")), flexible=True),
        Column(t(N_("Quantity")), right=True),
        Column(t(N_("Price")), right=True),
        Column(t(N_("VAT")), right=True),
        Column(t(N_("Net")), right=True),
    ]
    currency = totals.currency
    nets = zip(lines, gross_nets(lines, currency), strict=True)
    rows = [_row(t, no, line, net, currency) for no, (line, net) in enumerate(nets, 1)]
    least = f"{t(N_('The sums count the least of each group:'))}\n" if is_open else ""
    return f"{table(columns, rows)}\n\n{least}{sums(t, totals)}"


def _row(t: Translator, no: int, line: Line, net: int, currency: str) -> list[str]:
    quantity = f"{format_decimal(line.quantity, t.language)} {line.unit}".rstrip()
    price = format_unit_price(line.unit_price, currency, t.language)
    off = line.discount_percent
    vat = line.vat_nature or format_percent(line.vat_rate, t.language)
    shown = money(t, net, currency)
    return [
        str(no),
        line.description + _kind(t, line),
        "" if line.kind is LineKind.PERCENT_FEE else quantity,
        ""
        if line.kind is LineKind.PERCENT_FEE
        else price + (f" -{format_percent(off, t.language)}" if off else ""),
        vat,
        shown if line.counts else f"({shown})",
    ]


def _kind(t: Translator, line: Line) -> str:
    if line.kind is LineKind.SERVICE:
        return ""
    name = f"{word(t, line.kind)} {line.group}".rstrip()
    return f" [{name}]"


def quantity_and_price(t: Translator, line: Line, currency: str) -> str:
    """Return `3 pz x 120,00 € -10%`; for a fee, its share of the ad spend."""
    if line.kind is LineKind.PERCENT_FEE:
        return format_percent(line.fee_percent, t.language) if line.fee_percent else ""
    quantity = f"{format_decimal(line.quantity, t.language)} {line.unit}".rstrip()
    off = line.discount_percent
    less = f" -{format_percent(off, t.language)}" if off else ""
    return f"{quantity} x {format_unit_price(line.unit_price, currency, t.language)}{less}"


def sums(t: Translator, totals: Totals) -> str:
    """Return the sums of a document; what is zero is left out."""
    currency = totals.currency
    rows = [
        (N_("Discount"), -totals.discount),
        (N_("Net"), totals.net),
        (N_("Contribution"), totals.social_contribution),
        (N_("VAT"), totals.tax),
        (N_("Stamp duty"), totals.stamp_in_total),
        (N_("Total"), totals.total),
        (N_("Withholding"), -totals.withholding),
        (N_("VAT paid by the client to the state"), -totals.split_tax),
    ]
    shown = [(t(name), money(t, value, currency)) for name, value in rows if value]
    if totals.payable != totals.total:
        shown.append((t(N_("To pay")), money(t, totals.payable, currency)))
    return facts(shown)
