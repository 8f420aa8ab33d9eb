"""The lines and the totals of a quote or an invoice, as printed.

Only `core` computes: each figure written here was rounded there. Hours, floors and whatever else a
line keeps for planning stay out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from smm_ledger.core.choices import open_groups, totals_by_choice, with_choice
from smm_ledger.core.comparison import entries_of
from smm_ledger.core.lines import CHOSEN, Discount, Line, LineKind, gross_nets
from smm_ledger.core.money import Money
from smm_ledger.core.totals import TaxRules, Totals
from smm_ledger.documents.views import (
    ColumnsView,
    ColumnView,
    GroupView,
    LinesView,
    LineView,
    TableView,
    Tick,
    TotalKind,
    TotalView,
)
from smm_ledger.i18n import Translator
from smm_ledger.i18n.formatting import (
    NBSP,
    format_decimal,
    format_money,
    format_percent,
    format_unit_price,
)

MINUS = "\u2212"
BETWEEN = " · "

_MAIN = (LineKind.SERVICE, LineKind.PERCENT_FEE, LineKind.AD_SPEND_RECHARGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """A line beside its own net (before the document discount)."""

    line: Line
    net: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a round and an invoice have in common: the figures of a document."""

    lines: tuple[Line, ...]
    rules: TaxRules
    totals: Totals
    discount: Discount | None

    @property
    def currency(self) -> str:
        """The document's currency."""
        return self.totals.currency

    def money(self, minor: int) -> Money:
        """Return minor units as an amount of the document's currency."""
        return Money(minor, self.currency)

    def priced(self) -> tuple[Priced, ...]:
        """Return every line with its own net."""
        nets = gross_nets(self.lines, self.currency)
        return tuple(
            Priced(line=line, net=self.money(net))
            for line, net in zip(self.lines, nets, strict=True)
        )

    @property
    def shows_tax(self) -> bool:
        """Whether lines are taxed in different ways, so that each must say how."""
        sold = [line for line in self.lines if line.kind is not LineKind.AD_SPEND_INFO]
        return len({(line.vat_rate, line.vat_nature) for line in sold}) > 1


def amount(money: Money, t: Translator, *, signed: bool = False) -> str:
    """Write an amount with a true minus; ``signed`` shows a plus too."""
    text = format_money(money, t.language).replace("-", MINUS)
    return f"+{text}" if signed and money.minor > 0 else text


def tax_word(rate: Decimal, nature: str, t: Translator) -> str:
    """Write how a line is taxed: its nature code, or its rate."""
    return nature or format_percent(rate, t.language)


def work_lines(offer: Offer, t: Translator, *, with_options: bool) -> LinesView:
    """Return the lines that are the document; what was invoiced before stands apart.

    Args:
        offer: The figures.
        t: In the client's language.
        with_options: Whether chosen options are lines like others, as on an invoice; on a quote
            they have tables of their own (`option_lines`).
    """
    kinds = (*_MAIN, *CHOSEN) if with_options else _MAIN
    priced = [p for p in offer.priced() if p.line.counts and p.line.kind in kinds]
    work = [p for p in priced if not p.line.deduction]
    deducted = [p for p in priced if p.line.deduction]
    groups = (
        GroupView(lines=_rows(work, t)),
        GroupView(title=t("Already invoiced"), lines=_rows(deducted, t)),
    )
    return LinesView(
        title=t("Services"),
        columns=_columns(offer, priced, t),
        groups=tuple(group for group in groups if group.lines),
    )


def option_lines(offer: Offer, t: Translator) -> tuple[LinesView, ...]:
    """Return the optional lines and the alternatives, each with something to tick."""
    priced = offer.priced()
    optional = [p for p in priced if p.line.kind is LineKind.OPTIONAL]
    alternatives = [p for p in priced if p.line.kind is LineKind.ALTERNATIVE]
    views = []
    if alternatives:
        marked = not open_groups(offer.lines)
        views.append(
            LinesView(
                title=t("Alternatives"),
                note=t("One of each group; the marked one is in the total.")
                if marked
                else t("Tick one of each group; the total begins with the least of each."),
                columns=_columns(offer, alternatives, t, choice=t("Choice")),
                groups=_alternative_groups(offer, t),
            )
        )
    if optional:
        views.append(
            LinesView(
                title=t("Options"),
                note=t("What is ticked is in the total; tick what you would like to add."),
                columns=_columns(offer, optional, t, choice=t("Choice")),
                groups=(GroupView(lines=tuple(_choice(p, t) for p in optional)),),
            )
        )
    return tuple(views)


def _alternative_groups(offer: Offer, t: Translator) -> tuple[GroupView, ...]:
    """Return the packages with what each comprises, and the total that it would make."""
    priced = offer.priced()
    totals = totals_by_choice(
        offer.lines, rules=offer.rules, currency=offer.currency, discount=offer.discount
    )
    groups: dict[str, list[LineView]] = {}
    for at, whole in totals.items():
        more = open_groups(with_choice(offer.lines, at))
        shown = amount(offer.money(whole.total), t)
        total = t("from {total} in all", total=shown) if more else t("{total} in all", total=shown)
        groups.setdefault(priced[at].line.group, []).append(_choice(priced[at], t, total=total))
    return tuple(
        GroupView(title=_group_title(name, t), lines=tuple(rows)) for name, rows in groups.items()
    )


def _group_title(name: str, t: Translator) -> str:
    """Return the heading of a group; a letter alone would say nothing."""
    return name if len(name) > 1 else t("Choice {name}", name=name)


def _choice(priced: Priced, t: Translator, *, total: str = "") -> LineView:
    """Return a line to tick; what it comprises stands with it, as no other list can say it."""
    line = priced.line
    included, excluded = entries_of([line.included]), entries_of([line.excluded])
    details = list(_details(line, priced.net.currency, t))
    if included:
        details.append(t("Included: {entries}", entries=BETWEEN.join(included)))
    if excluded:
        details.append(t("Not included: {entries}", entries=BETWEEN.join(excluded)))
    return replace(_row(line, priced.net, t), details=tuple(details), total=total)


def _columns(
    offer: Offer, rows: Sequence[Priced], t: Translator, *, choice: str = ""
) -> ColumnsView:
    discounted = any(row.line.discount_percent for row in rows)
    return ColumnsView(
        description=t("Description"),
        quantity=t("Quantity"),
        unit_price=t("Price"),
        discount=t("Discount") if discounted else "",
        tax=t("VAT") if offer.shows_tax else "",
        amount=t("Amount"),
        choice=choice,
    )


def _rows(priced: Sequence[Priced], t: Translator) -> tuple[LineView, ...]:
    return tuple(_row(p.line, p.net, t) for p in priced)


def _row(line: Line, net: Money, t: Translator) -> LineView:
    fee = line.kind is LineKind.PERCENT_FEE
    price = format_unit_price(line.unit_price, net.currency, t.language).replace("-", MINUS)
    off = line.discount_percent
    tick = _tick(line)
    return LineView(
        description=line.description,
        details=_details(line, net.currency, t),
        quantity="" if fee else _quantity(line, t),
        unit_price="" if fee else price,
        discount=f"{MINUS}{format_percent(off, t.language)}" if off else "",
        tax=tax_word(line.vat_rate, line.vat_nature, t),
        amount=amount(net, t),
        tick=tick,
        tick_word=t("chosen") if tick.endswith("ticked") else t("not chosen") if tick else "",
    )


def _quantity(line: Line, t: Translator) -> str:
    figure = format_decimal(line.quantity, t.language)
    return f"{figure}{NBSP}{line.unit}" if line.unit else figure


def _tick(line: Line) -> Tick:
    if line.kind is LineKind.OPTIONAL:
        return "box-ticked" if line.selected else "box"
    if line.kind is LineKind.ALTERNATIVE:
        return "ring-ticked" if line.selected else "ring"
    return ""


def _details(line: Line, currency: str, t: Translator) -> tuple[str, ...]:
    details: list[str] = []
    if line.kind is LineKind.PERCENT_FEE and line.fee_percent is not None:
        details.append(
            t("{percent} of the ad spend", percent=format_percent(line.fee_percent, t.language))
        )
        if line.fee_minimum:
            least = Money.of(line.fee_minimum, currency)
            details.append(t("at least {amount}", amount=amount(least, t)))
    if line.included_units is not None:
        units = format_decimal(line.included_units, t.language)
        details.append(t("{units} included", units=units))
    if line.on_behalf:
        details.append(t("Advanced in the client's name and on the client's behalf"))
    return tuple(details)


def total_rows(
    offer: Offer, t: Translator, *, grand: str, payable: str = ""
) -> tuple[TotalView, ...]:
    """Return the rows from the sum of the lines to what is to be transferred.

    Args:
        offer: The figures.
        t: In the client's language.
        grand: The name of the total, the biggest figure of the document.
        payable: The name of what is left of it to transfer.
    """
    totals, rules = offer.totals, offer.rules

    def row(label: str, minor: int, kind: TotalKind = "plain") -> TotalView:
        return TotalView(label=label, value=amount(offer.money(minor), t), kind=kind)

    before = [
        row(t("Sum of the lines"), totals.net + totals.discount) if totals.discount else None,
        row(_discount_label(offer, t), -totals.discount, "minus") if totals.discount else None,
        row(t("Net"), totals.net) if totals.net != totals.total else None,
        row(_contribution_label(rules, t), totals.social_contribution)
        if totals.social_contribution
        else None,
        *_tax_rows(offer, t),
        row(t("Stamp duty"), totals.stamp_in_total) if totals.stamp_in_total else None,
    ]
    after = [
        row(_withholding_label(rules, t), -totals.withholding, "minus")
        if totals.withholding
        else None,
        row(t("VAT paid to the state by the client (split payment)"), -totals.split_tax, "minus")
        if totals.split_tax
        else None,
        row(payable or t("To be paid"), totals.payable, "payable")
        if totals.payable != totals.total
        else None,
    ]
    rows = (*before, row(grand, totals.total, "grand"), *after)
    return tuple(shown for shown in rows if shown is not None)


def _tax_rows(offer: Offer, t: Translator) -> list[TotalView]:
    """Return a row for each rate; what bears no tax is explained by the notes instead."""
    return [
        TotalView(
            label=t("VAT {rate}", rate=format_percent(group.rate, t.language)),
            note=t("on {base}", base=amount(offer.money(group.base), t)),
            value=amount(offer.money(group.tax), t),
        )
        for group in offer.totals.groups
        if group.rate
    ]


def _discount_label(offer: Offer, t: Translator) -> str:
    percent = offer.discount.percent if offer.discount else None
    if percent is None:
        return t("Discount")
    return t("Discount {percent}", percent=format_percent(percent, t.language))


def _contribution_label(rules: TaxRules, t: Translator) -> str:
    percent = format_percent(rules.contribution.percent, t.language)
    if rules.contribution.kind == "inps":
        return t("INPS contribution {percent}", percent=percent)
    return t("Social security contribution {percent}", percent=percent)


def _withholding_label(rules: TaxRules, t: Translator) -> str:
    percent = format_percent(rules.withholding_percent, t.language)
    return t("Withholding tax {percent}", percent=percent)


def tax_summary(offer: Offer, t: Translator) -> TableView | None:
    """Return bases and taxes by rate and nature, where there is more than one."""
    groups = offer.totals.groups
    if len(groups) < 2:  # noqa: PLR2004 - one group is said by the totals and the notes
        return None
    return TableView(
        title=t("VAT summary"),
        columns=(
            ColumnView(label=t("VAT")),
            ColumnView(label=t("Taxable"), figure=True),
            ColumnView(label=t("Tax"), figure=True),
        ),
        rows=tuple(
            (
                tax_word(group.rate, group.nature, t),
                amount(offer.money(group.base), t),
                amount(offer.money(group.tax), t) if group.rate else "–",
            )
            for group in groups
        ),
    )
