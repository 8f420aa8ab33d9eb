"""The grammar of a document's line on one row of text, and its inverse.

    QTY [UNIT] x DESCRIPTION @ PRICE [-D%] [vat R]

The first ` x ` ends the quantity, the last ` @ ` ends the description, so both signs may stand in
a description. Regimes, kinds and totals are no business of this module: it reads and writes.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.text import DESCRIPTION_MAX, NAME_MAX, clean, clean_code
from smm_ledger.i18n.parsing import (
    parse_amount,
    parse_percent,
    parse_price,
    parse_quantity,
)
from smm_ledger.i18n.parsing_dates import parse_date

UNIT_MAX: Final = 50
LINE_MAX: Final = DESCRIPTION_MAX + 4 * NAME_MAX

_NATURES_LISTED: Final = """
N1 N2.1 N2.2 N3.1 N3.2 N3.3 N3.4 N3.5 N3.6 N4 N5
N6.1 N6.2 N6.3 N6.4 N6.5 N6.6 N6.7 N6.8 N6.9 N7
"""
NATURES: Final = frozenset(_NATURES_LISTED.split())
"""FatturaPA's reasons why a line bears no tax; the general N2, N3 and N6 are refused by SdI."""

_VAT: Final = re.compile(r"(?P<rest>.*\S) +(?:vat|iva) +(?P<rate>\S+)", re.IGNORECASE)
_OFF: Final = re.compile(r"(?P<rest>.*\S) +-(?P<percent>[^\s%-]+) ?%")
_ON_BEHALF: Final = " on behalf"
_MINIMUM_ALONE: Final = re.compile(r"min +\S+")
_FEE: Final = re.compile(
    r"(?P<percent>[^\s%]+) ?% +(?:min +(?P<minimum>\S+) +)?(?P<description>\S.*)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedLine:
    """A line as typed.

    Attributes:
        quantity: More than zero.
        unit: Free text, or empty.
        description: One line of text.
        unit_price: Major units, up to eight decimals.
        discount_percent: Hundredths off, or None.
        vat_rate: Percent; 0 beside a nature; None where the regime's standard holds.
        vat_nature: A code of `NATURES`, or empty.
    """

    quantity: Decimal
    description: str
    unit_price: Decimal
    unit: str = ""
    discount_percent: Decimal | None = None
    vat_rate: Decimal | None = None
    vat_nature: str = ""

    @property
    def vat(self) -> str | None:
        """What followed `vat`: a nature or a rate; None where the regime's standard holds."""
        if self.vat_nature:
            return self.vat_nature
        return None if self.vat_rate is None else f"{self.vat_rate:f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFee:
    """A fee in hundredths of the ad spend, as typed; `minimum` in major units."""

    percent: Decimal
    description: str
    minimum: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedInstalment:
    """A share of what is due, and its date: exactly one of `percent` and `amount` is given."""

    due_date: date
    percent: Decimal | None = None
    amount: Decimal | None = None


def _shapeless(field: str, missing: str) -> InputError:
    return InputError(
        field,
        N_("“{missing}” is missing"),
        hint=N_("write QTY [UNIT] x DESCRIPTION @ PRICE [-D%] [vat R]"),
        missing=missing,
    )


def parse_line(text: str, *, field: str = "line", currency: str = "EUR") -> ParsedLine:
    """Read a line, such as `3 x Reel, editing included @ 120.00 -10% vat 22`.

    Raises:
        InputError: Its shape or one of its figures is wrong; the field of a figure is
            `line: quantity`, `line: price` and so on.
    """
    row = clean(text, field=field, max_length=LINE_MAX, required=True)
    head, times, rest = row.partition(" x ")
    if not times:
        raise _shapeless(field, " x ")
    description, at, tail = rest.rpartition(" @ ")
    if not at:
        raise _shapeless(field, " @ ")
    quantity, _, unit = head.strip().partition(" ")
    tail, vat_rate, vat_nature = _take_vat(tail.strip(), field)
    price, off = _take_discount(tail, field)
    return ParsedLine(
        quantity=parse_quantity(quantity, field=f"{field}: quantity"),
        unit=clean(" ".join(unit.split()), field=f"{field}: unit", max_length=UNIT_MAX),
        description=_description(description, field),
        unit_price=parse_price(price, field=f"{field}: price", currency=currency),
        discount_percent=off,
        vat_rate=vat_rate,
        vat_nature=vat_nature,
    )


def _description(text: str, field: str) -> str:
    name = f"{field}: description"
    return clean(text, field=name, max_length=DESCRIPTION_MAX, required=True)


def _take_vat(tail: str, field: str) -> tuple[str, Decimal | None, str]:
    found = _VAT.fullmatch(tail)
    if not found:
        return tail, None, ""
    rate, nature = parse_vat(found["rate"], field=f"{field}: vat")
    return found["rest"], rate, nature


def parse_vat(text: str, *, field: str = "vat") -> tuple[Decimal, str]:
    """Read `22` or `N2.2` into the rate and the nature.

    Raises:
        InputError: Neither a rate from 0 to 100 nor a nature of FatturaPA.
    """
    code = text.strip().upper()
    if code in NATURES:
        return Decimal(0), code
    if code.startswith("N") and code != "NAN":
        raise InputError(
            field,
            N_("“{value}” is no nature of an exempt operation"),
            hint=N_("use a rate such as 22, or one of {natures}"),
            value=code,
            natures=", ".join(sorted(NATURES)),
        )
    return parse_percent(text, field=field), ""


def _take_discount(tail: str, field: str) -> tuple[str, Decimal | None]:
    found = _OFF.fullmatch(tail)
    if not found:
        return tail, None
    return found["rest"], parse_percent(found["percent"], field=f"{field}: discount")


def _figure(value: Decimal) -> str:
    """Write a figure that reads back as itself: three decimals would be ambiguous."""
    plain = f"{value:f}"
    whole, _, fraction = plain.partition(".")
    return f"{whole}.{fraction}0" if len(fraction) == len("000") else plain


def format_line(line: ParsedLine) -> str:
    """Write a line so that `parse_line` reads the same."""
    head = f"{_figure(line.quantity)} {line.unit}".rstrip()
    parts = [f"{head} x {line.description} @ {_figure(line.unit_price)}"]
    if line.discount_percent is not None:
        parts.append(f"-{_figure(line.discount_percent)}%")
    if line.vat_nature:
        parts.append(f"vat {line.vat_nature}")
    elif line.vat_rate is not None:
        parts.append(f"vat {_figure(line.vat_rate)}")
    return " ".join(parts)


def parse_alternative(
    text: str,
    *,
    field: str = "alternative",
    currency: str = "EUR",
) -> tuple[str, ParsedLine]:
    """Read `GROUP=LINE` into the group's name and the line."""
    group, equals, line = text.partition("=")
    if not equals:
        raise InputError(
            field, N_("“{missing}” is missing"), hint=N_("write GROUP=LINE"), missing="="
        )
    name = clean(group, field=f"{field}: group", max_length=NAME_MAX, required=True)
    return name, parse_line(line, field=field, currency=currency)


def parse_recharged(
    text: str,
    *,
    field: str = "ad_spend_recharged",
    currency: str = "EUR",
) -> tuple[ParsedLine, bool]:
    """Read `LINE [on behalf]` into the line and whether it was spent in the client's name."""
    row = text.strip()
    on_behalf = row.lower().endswith(_ON_BEHALF)
    line = row[: -len(_ON_BEHALF)] if on_behalf else row
    return parse_line(line, field=field, currency=currency), on_behalf


def parse_percent_fee(
    text: str,
    *,
    field: str = "percent_fee",
    currency: str = "EUR",
) -> ParsedFee:
    """Read `R% [min P] DESCRIPTION`."""
    found = _FEE.fullmatch(clean(text, field=field, max_length=LINE_MAX, required=True))
    if not found or _MINIMUM_ALONE.fullmatch(found["description"]):
        raise InputError(
            field,
            N_("it does not have the form of a percent fee"),
            hint=N_("write R% [min P] DESCRIPTION"),
        )
    least = found["minimum"]
    percent = parse_percent(found["percent"], field=f"{field}: percent")
    minimum = (
        None if least is None else parse_amount(least, field=f"{field}: minimum", currency=currency)
    )
    if not percent and not minimum:
        raise InputError(f"{field}: percent", N_("it must be more than zero"))
    return ParsedFee(
        percent=percent,
        minimum=minimum,
        description=_description(found["description"], field),
    )


def parse_service_ref(text: str, *, field: str = "service") -> tuple[str, Decimal]:
    """Read `CODE[:QTY]` of the catalogue; the quantity is 1 where none is given."""
    code, colon, quantity = text.partition(":")
    amount = parse_quantity(quantity, field=f"{field}: quantity") if colon else Decimal(1)
    return clean_code(code, field=field), amount


def parse_instalments(
    text: str,
    *,
    today: date,
    field: str = "instalments",
    currency: str = "EUR",
) -> tuple[ParsedInstalment, ...]:
    """Read `30% 2026-12-01, 70% 2027-01-31`; shares are hundredths or amounts, not both.

    A comma ends an instalment only before a blank, so that `300,50 2026-12-01` is read.

    Raises:
        InputError: A share or a date is wrong, both kinds are mixed, percentages do not sum to
            100, or the dates do not rise.
    """
    parts = [part.split() for part in text.strip().split(", ")]
    if any(len(part) != len(("share", "date")) for part in parts):
        raise InputError(
            field,
            N_("each instalment is a share and a date"),
            hint=N_("write them as in 30% 2026-12-01, 70% 2027-01-31"),
        )
    read = tuple(_instalment(share, day, today, (field, currency)) for share, day in parts)
    _check_instalments(read, field)
    return read


def _instalment(share: str, day: str, today: date, context: tuple[str, str]) -> ParsedInstalment:
    field, currency = context
    due = parse_date(day, today=today, field=f"{field}: date")
    if share.endswith("%"):
        return ParsedInstalment(due_date=due, percent=parse_percent(share, field=field))
    amount = parse_amount(share, field=field, currency=currency, positive=True)
    return ParsedInstalment(due_date=due, amount=amount)


def _check_instalments(read: tuple[ParsedInstalment, ...], field: str) -> None:
    percents = [one.percent for one in read if one.percent is not None]
    if percents and len(percents) != len(read):
        raise InputError(field, N_("percentages and amounts cannot be mixed"))
    if percents and sum(percents) != Decimal(100):
        raise InputError(
            field, N_("the percentages sum to {total}, not to 100"), total=sum(percents)
        )
    dates = [one.due_date for one in read]
    if dates != sorted(set(dates)):
        raise InputError(field, N_("each date must be after the one before it"))
