"""Amounts, prices, quantities and percentages as a person types them, in both notations."""

from decimal import Decimal
from typing import Final

from smm_ledger.core.lines import Discount
from smm_ledger.core.money import Money, exponent_of, number, to_minor
from smm_ledger.i18n.formatting import (
    conventions_of,
    format_decimal,
    format_money,
    format_percent,
    format_unit_price,
)
from smm_ledger.i18n.parsing import (
    parse_amount,
    parse_discount,
    parse_percent,
    parse_price,
    parse_quantity,
)
from smm_ledger.tui.widgets.inputs import Ctx, TypedInput

_AMBIGUOUS_DECIMALS: Final = 3


def figure_text(value: Decimal, language: str, *, decimals: int = 0) -> str:
    """Write a figure as it would be typed: no groups, and never with two readings."""
    plain = number(value)
    whole, _, fraction = plain.partition(".")
    fraction = fraction.ljust(decimals, "0")
    if len(fraction) == _AMBIGUOUS_DECIMALS:
        fraction += "0"
    return whole + (conventions_of(language).decimal + fraction if fraction else "")


def amount_text(minor: int | None, currency: str, language: str) -> str:
    """Write minor units as they would be typed; nothing for None."""
    if minor is None:
        return ""
    value = Money(minor, currency).decimal
    return figure_text(value, language, decimals=exponent_of(currency))


class MoneyInput(TypedInput[Decimal]):
    """An amount in major units of one currency."""

    def __init__(
        self,
        ctx: Ctx,
        field: str,
        currency: str,
        *,
        value: str = "",
        required: bool = False,
        positive: bool = False,
    ) -> None:
        super().__init__(ctx, field, value=value, required=required)
        self.currency = currency
        self._positive = positive

    def parse(self, text: str) -> Decimal:
        """Return the amount."""
        return parse_amount(text, field=self.field, currency=self.currency, positive=self._positive)

    def show(self, value: Decimal) -> str:
        """Return the amount with its currency."""
        return format_money(Money.of(value, self.currency), self.ctx.words.language)

    def read_minor(self) -> int | None:
        """Return the amount in minor units."""
        value = self.read()
        return None if value is None else to_minor(value, self.currency)


class PriceInput(MoneyInput):
    """A unit price, which may have more decimals than the currency."""

    def parse(self, text: str) -> Decimal:
        """Return the price."""
        return parse_price(text, field=self.field, currency=self.currency)

    def show(self, value: Decimal) -> str:
        """Return the price with its currency."""
        return format_unit_price(value, self.currency, self.ctx.words.language)


class QuantityInput(TypedInput[Decimal]):
    """How many of something."""

    def parse(self, text: str) -> Decimal:
        """Return the quantity."""
        return parse_quantity(text, field=self.field)

    def show(self, value: Decimal) -> str:
        """Return the quantity."""
        return format_decimal(value, self.ctx.words.language)


class PercentInput(TypedInput[Decimal]):
    """Hundredths, with or without the sign."""

    def parse(self, text: str) -> Decimal:
        """Return the hundredths."""
        return parse_percent(text, field=self.field)

    def show(self, value: Decimal) -> str:
        """Return the percentage."""
        return format_percent(value, self.ctx.words.language)


class DiscountInput(TypedInput[Discount]):
    """What is taken off the whole: `5%`, or an amount."""

    def __init__(self, ctx: Ctx, field: str, currency: str, *, value: str = "") -> None:
        super().__init__(ctx, field, value=value)
        self.currency = currency

    def parse(self, text: str) -> Discount:
        """Return the discount."""
        return parse_discount(text, field=self.field, currency=self.currency)

    def show(self, value: Discount) -> str:
        """Return what is taken off."""
        language = self.ctx.words.language
        if value.percent is not None:
            return f"-{format_percent(value.percent, language)}"
        return f"-{format_money(Money(value.amount or 0, self.currency), language)}"
