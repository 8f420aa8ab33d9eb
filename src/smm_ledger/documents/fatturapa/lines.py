"""The goods and services of an e-invoice: its lines, its contribution, its summary by rate.

Every figure comes from the document's totals; here it is only expressed so that SdI's own sums
come out (00421 to 00423). The recharged stamp, which our totals keep outside the tax groups, is a
line and a group of its own nature there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from smm_ledger.core.invoices import Invoice
from smm_ledger.core.lines import Line, LineKind, gross_nets
from smm_ledger.core.money import Money, half_up
from smm_ledger.core.regimes import regime_of
from smm_ledger.core.totals import DISBURSEMENT
from smm_ledger.documents.fatturapa import figures
from smm_ledger.documents.fatturapa.tree import Node, Scribe, block, leaf, short

STAMP_LINE: Final = "Rimborso imposta di bollo"
FLAT_RATE: Final = "RF19"
FRANCHISE: Final = "N2.2"

_DESCRIPTION: Final = 1000
_UNIT: Final = 10
_REFERENCE: Final = 100
_ROUNDING: Final = Fraction(5, 1000)
_TOLERANCE: Final = Fraction(1, 100)
_EIGHT: Final = 10**8


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """How a line comes to its net: quantity x (price, less cuts one after the other)."""

    quantity: str = ""
    unit: str
    percent_off: str = ""
    amount_off: Decimal = Decimal(0)


def goods(invoice: Invoice, scribe: Scribe) -> Node | None:
    """Return DatiBeniServizi."""
    return block("DatiBeniServizi", more=(*_lines(invoice, scribe), *_summary(invoice, scribe)))


def funds(invoice: Invoice, scribe: Scribe) -> Iterator[Node | None]:
    """Yield one DatiCassaPrevidenziale for each rate that bears a part of the contribution."""
    contribution, nets = invoice.rules.contribution, group_nets(invoice)
    withheld = invoice.totals.withholding and contribution.kind == "inps"
    for group in invoice.totals.groups:
        net = nets[group.rate, group.nature]
        if group.base != net:
            yield block(
                "DatiCassaPrevidenziale",
                leaf("TipoCassa", contribution.code),
                leaf("AlCassa", scribe.percent(contribution.percent, about="issuer.contribution")),
                leaf("ImportoContributoCassa", scribe.amount(group.base - net)),
                leaf("ImponibileCassa", scribe.amount(net)),
                leaf("AliquotaIVA", scribe.percent(group.rate, about="vat")),
                leaf("Ritenuta", "SI" if withheld else ""),
                leaf("Natura", group.nature),
            )


def group_nets(invoice: Invoice) -> dict[tuple[Decimal, str], int]:
    """Return the sum of the lines of each rate and nature, without contribution."""
    nets: dict[tuple[Decimal, str], int] = {}
    for line, net in zip(invoice.lines, invoice.totals.line_nets, strict=True):
        if line.counts:
            key = (line.vat_rate, line.vat_nature)
            nets[key] = nets.get(key, 0) + net
    return nets


def stamp_nature(invoice: Invoice) -> str:
    """Return the nature of a recharged stamp: revenue of a forfettario, else a sum advanced."""
    flat = regime_of(invoice.rules.regime).fiscal_code == FLAT_RATE
    return FRANCHISE if flat else DISBURSEMENT


def _lines(invoice: Invoice, scribe: Scribe) -> Iterator[Node | None]:
    grosses = gross_nets(invoice.lines, invoice.currency)
    figures_of = zip(invoice.lines, grosses, invoice.totals.line_nets, strict=True)
    number = 0
    for place, (line, gross, net) in enumerate(figures_of, 1):
        if line.counts:
            number += 1
            price = priced(line, gross, net, invoice.currency)
            yield _line(invoice, scribe, line, net, price=price, place=place, number=number)
    if invoice.totals.stamp_in_total:
        yield _stamp_line(invoice, scribe, number + 1)


def _line(
    invoice: Invoice,
    scribe: Scribe,
    line: Line,
    net: int,
    *,
    price: Price,
    place: int,
    number: int,
) -> Node | None:
    about = f"line {place}"
    withheld = invoice.totals.withholding and line.vat_nature != DISBURSEMENT
    return block(
        "DettaglioLinee",
        leaf("NumeroLinea", str(number)),
        leaf("Descrizione", scribe.prose(line.description, about=about, limit=_DESCRIPTION)),
        leaf("Quantita", price.quantity),
        leaf("UnitaMisura", short(line.unit, _UNIT) if price.quantity else ""),
        leaf("PrezzoUnitario", price.unit),
        block("ScontoMaggiorazione", *_percent_off(price)),
        block("ScontoMaggiorazione", *_amount_off(price)),
        leaf("PrezzoTotale", scribe.amount(net)),
        leaf("AliquotaIVA", scribe.percent(line.vat_rate, about=about)),
        leaf("Ritenuta", "SI" if withheld else ""),
        leaf("Natura", line.vat_nature),
    )


def _percent_off(price: Price) -> tuple[Node | None, ...]:
    if not price.percent_off:
        return ()
    return (leaf("Tipo", "SC"), leaf("Percentuale", price.percent_off))


def _amount_off(price: Price) -> tuple[Node | None, ...]:
    if not price.amount_off:
        return ()
    kind = "SC" if price.amount_off > 0 else "MG"
    return (leaf("Tipo", kind), leaf("Importo", figures.written(abs(price.amount_off))))


def _stamp_line(invoice: Invoice, scribe: Scribe, number: int) -> Node | None:
    stamp = scribe.amount(invoice.totals.stamp_in_total)
    return block(
        "DettaglioLinee",
        leaf("NumeroLinea", str(number)),
        leaf("Descrizione", STAMP_LINE),
        leaf("PrezzoUnitario", stamp),
        leaf("PrezzoTotale", stamp),
        leaf("AliquotaIVA", "0.00"),
        leaf("Natura", stamp_nature(invoice)),
    )


def priced(line: Line, gross: int, net: int, currency: str) -> Price:
    """Express a line's net; where quantity and price cannot say it, the net is the price.

    Args:
        line: Its quantity, unit price and own discount.
        gross: Its figure before the document's discount, in minor units.
        net: Its figure after it.
        currency: Of both.
    """
    target = Fraction(Money(net, currency).decimal)
    whole = Price(unit=f"{Money(net, currency).decimal:.2f}")
    if line.kind is LineKind.PERCENT_FEE:
        fee = Money(gross, currency).decimal
        off = fee - Money(net, currency).decimal
        return Price(unit=f"{fee:.2f}", amount_off=off)
    quantity, unit = figures.written(line.quantity), figures.written(line.unit_price)
    if quantity is None or unit is None:
        return whole
    percent = figures.percent(line.discount_percent or Decimal(0)) or "0.00"
    running = Fraction(line.unit_price) * (1 - Fraction(percent) / 100)
    off = Decimal(0)
    if abs(running * Fraction(line.quantity) - target) > _ROUNDING:
        off = _eight(running - target / Fraction(line.quantity))
    if abs((running - Fraction(off)) * Fraction(line.quantity) - target) > _TOLERANCE:
        return whole
    cut = percent if Decimal(percent) else ""
    return Price(quantity=quantity, unit=unit, percent_off=cut, amount_off=off)


def _eight(value: Fraction) -> Decimal:
    return Decimal(half_up(value * _EIGHT)).scaleb(-8)


def _summary(invoice: Invoice, scribe: Scribe) -> Iterator[Node | None]:
    regime, split = regime_of(invoice.rules.regime), invoice.rules.split_payment
    for (rate, nature), (base, tax) in _groups(invoice).items():
        payable_by = "S" if split else "I"
        law = regime.reference(nature) if nature else ""
        yield block(
            "DatiRiepilogo",
            leaf("AliquotaIVA", scribe.percent(rate, about="vat")),
            leaf("Natura", nature),
            leaf("ImponibileImporto", scribe.amount(base)),
            leaf("Imposta", scribe.amount(tax)),
            leaf("EsigibilitaIVA", "" if nature else payable_by),
            leaf("RiferimentoNormativo", scribe.prose(law, about="vat", limit=_REFERENCE)),
        )


def _groups(invoice: Invoice) -> dict[tuple[Decimal, str], tuple[int, int]]:
    """Return base and tax by rate and nature, the recharged stamp among them."""
    groups = {(g.rate, g.nature): (g.base, g.tax) for g in invoice.totals.groups}
    stamp = invoice.totals.stamp_in_total
    if stamp:
        key = (Decimal(0), stamp_nature(invoice))
        base, tax = groups.get(key, (0, 0))
        groups[key] = (base + stamp, tax)
    return groups
