"""What an invoice of a retainer's periods holds, and what it leaves behind in the retainer.

Prices are those of the signature; texts are in the client's language, with their period in words.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from smm_ledger.core.ad_spend import depends_on_spend, lines_with, recharged, rest_of_fee
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.lines import Line, gross_nets
from smm_ledger.core.money import Money
from smm_ledger.core.retainers import (
    FINAL,
    Beyond,
    Decided,
    Overage,
    Period,
    Retainer,
    beyond,
    late_spends,
    nth,
    spend_of,
)
from smm_ledger.i18n.formatting import format_money
from smm_ledger.services.line_inputs import LineInput, input_of
from smm_ledger.services.phrases import phrase
from smm_ledger.services.retainer_periods import in_words


def unknown_spend(own: Retainer, period: Period) -> bool:
    """Whether a figure of a period hangs on ad spend that nobody has said yet."""
    wanted = period.no != FINAL and depends_on_spend(own.lines)
    return wanted and spend_of(own, period.no) is None


def _lines(own: Retainer, period: Period, told: str = "") -> tuple[Line, ...]:
    if period.no == FINAL:
        return ()
    spend = spend_of(own, period.no)
    return lines_with(own.lines, spend.amount if spend else None, currency=own.currency, told=told)


def net_of(own: Retainer, period: Period) -> Money:
    """Return what the lines of a period come to, before contribution and tax."""
    lines = _lines(own, period)
    nets = gross_nets(lines, own.currency)
    counted = (net for line, net in zip(lines, nets, strict=True) if line.counts)
    return Money(sum(counted), own.currency)


def rest_of(own: Retainer) -> Money:
    """Return what comes on top of the next invoice: units beyond, and late ad spend."""
    total = Money.zero(own.currency)
    for one in beyond(own):
        total += Money.of(one.quantity * one.price, own.currency)
    for spend in late_spends(own):
        total += rest_of_fee(own.lines, spend.amount, currency=own.currency)
        line = recharged(own.lines, spend.amount)
        if line is not None:
            total += Money.of(line.unit_price, own.currency)
    return total


def bill(own: Retainer, group: Sequence[Period], language: str) -> list[LineInput]:
    """Return the lines of an invoice of some periods, and what comes on top, for its client."""
    told = phrase(language, "ad_spend")
    typed: list[LineInput] = []
    for period in group:
        words = in_words(period, language)
        for line in _lines(own, period, told):
            text = phrase(language, "of_period", text=line.description, period=words)
            typed.append(replace(input_of(line, own.rules), description=text))
    typed += [_over(one, language) for one in beyond(own)]
    for spend in late_spends(own):
        typed += _late(own, nth(own, spend.period), spend.amount, language)
    return typed


def _over(one: Beyond, language: str) -> LineInput:
    words = in_words(one.period, language)
    return LineInput(
        description=phrase(language, "overage", text=one.description, period=words),
        quantity=one.quantity,
        unit=one.unit,
        unit_price=one.price,
        service=one.service,
    )


def _late(own: Retainer, period: Period, amount: Decimal, language: str) -> Iterator[LineInput]:
    """Yield what an ad spend that became known late adds: the spend itself, the rest of the fee."""
    words = in_words(period, language)
    line = recharged(own.lines, amount)
    if line is not None and amount:
        text = phrase(language, "of_period", text=line.description, period=words)
        yield replace(input_of(line, own.rules), description=text)
    rest = rest_of_fee(own.lines, amount, currency=own.currency)
    if rest:
        fee = next(li for li in own.lines if li.fee_percent is not None)
        told = format_money(Money.of(amount, own.currency), language)
        yield LineInput(
            description=phrase(
                language, "fee_rest", text=fee.description, period=words, amount=told
            ),
            unit_price=rest.decimal,
            vat=input_of(fee, own.rules).vat,
        )


def decided(
    own: Retainer,
    group: Sequence[Period],
    today: dt.date,
    *,
    invoice: Invoice | None = None,
    reason: str = "",
) -> Retainer:
    """Return the retainer with some periods decided: by an invoice, or for a reason."""
    made = [
        Decided(
            no=one.no,
            start=one.start,
            end=one.end,
            on=today,
            invoice_id=invoice.id if invoice else None,
            invoice=invoice.name if invoice else "",
            reason=reason,
        )
        for one in group
    ]
    parts = sorted((*own.periods, *made), key=lambda one: one.no)
    return replace(own, periods=tuple(parts))


def billed(own: Retainer, group: Sequence[Period], today: dt.date, invoice: Invoice) -> Retainer:
    """Return the retainer with some periods on an invoice, and what went with them."""
    first = group[0].no
    over = [
        Overage(
            period=one.period.no,
            service=one.service,
            billed=first,
            quantity=one.quantity,
            price=one.price,
        )
        for one in beyond(own)
    ]
    late = {one.period for one in late_spends(own)}
    mine = {one.no for one in group}

    def bearer(no: int) -> int | None:
        return no if no in mine else first if no in late else None

    key = lambda one: (one.period, one.service, one.billed)  # noqa: E731 - a name for a line
    return replace(
        decided(own, group, today, invoice=invoice),
        overage=tuple(sorted((*own.overage, *over), key=key)),
        spends=tuple(
            one if one.billed is not None else replace(one, billed=bearer(one.period))
            for one in own.spends
        ),
    )
