"""What a person types, read strictly: amounts, quantities, percentages, choices.

Two notations of numbers are read, and what both could mean is refused with both readings: nothing
is guessed. Digits are the ten ASCII ones. Every refusal names the field.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from smm_ledger.core.dates import month_day_from, terms_from
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import MAX_MINOR, Money, exponent_of, to_minor
from smm_ledger.core.text import safe
from smm_ledger.i18n.formatting import SYMBOLS
from smm_ledger.i18n.parsing_dates import entered

if TYPE_CHECKING:
    from smm_ledger.core.lines import Discount

PRICE_DECIMALS: Final = 8
QUANTITY_DECIMALS: Final = 8
PERCENT_DECIMALS: Final = 4
QUANTITY_MAX: Final = 10**9
DURATION_MAX_MINUTES: Final = 10_000 * 60
HUNDRED: Final = Decimal(100)

# The core reads these two itself: one door for all that is typed, no second reader.
parse_terms: Final = terms_from
parse_month_day: Final = month_day_from

_PLAIN: Final = re.compile(r"[0-9]+")
_ONE_SIGN: Final = re.compile(r"([0-9]+)([.,])([0-9]+)")
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})+")
_BOTH_SIGNS: Final = re.compile(r"([1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\2[0-9]{3})*)([.,])([0-9]+)")
_COULD_BE_GROUP: Final = re.compile(r"[1-9][0-9]{0,2}")
_GROUP: Final = 3
_MOST_DIGITS: Final = 15

_DURATION: Final = re.compile(r"(?:([0-9]{1,5}) ?h)? ?(?:([0-9]{1,6}) ?(?:m|min)?)?")
_CLOCK: Final = re.compile(r"([0-9]{1,5}):([0-5][0-9])")
_HOURS: Final = re.compile(r"(-?[0-9.,]+) ?h?")
_YES: Final = frozenset({"yes", "y", "true", "1", "sì", "si", "s"})
_NO: Final = frozenset({"no", "n", "false", "0"})


def _no_number(field: str, value: str) -> InputError:
    return InputError(
        field,
        N_("“{value}” is no number"),
        hint=N_("type 1234.56 or 1.234,56"),
        value=safe(value),
    )


def _ambiguous(field: str, value: str, whole: str, fraction: str, decimals: int) -> InputError:
    exact = Decimal(f"{whole}.{fraction}")
    cents = exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return InputError(
        field,
        N_("“{value}” is ambiguous: {thousands} with thousands apart, or {exact} with decimals"),
        hint=N_("type {thousands} or {other}"),
        value=value,
        thousands=whole + fraction,
        exact=str(exact),
        other=f"{exact}0" if decimals >= _GROUP else str(cents),
    )


def _plain(figure: str, typed: str, field: str, decimals: int, *, small: bool) -> str:
    """Return a figure with a point for its decimals and without groups; none where it is small."""
    if _PLAIN.fullmatch(figure):
        return figure
    if found := _ONE_SIGN.fullmatch(figure):
        whole, _, fraction = found.groups()
        if len(fraction) == _GROUP and _COULD_BE_GROUP.fullmatch(whole) and not small:
            raise _ambiguous(field, typed, whole, fraction, decimals)
        return f"{whole}.{fraction}"
    if _GROUPED.fullmatch(figure):
        return figure.replace(".", "").replace(",", "")
    found = _BOTH_SIGNS.fullmatch(figure)
    if found and found[2] != found[3]:
        return f"{found[1].replace(found[2], '')}.{found[4]}"
    raise _no_number(field, typed)


def _read(
    figure: str,
    typed: str,
    field: str,
    *,
    decimals: int,
    unsigned: bool = True,
    small: bool = False,
) -> Decimal:
    """Read a figure of at most `decimals` decimals; messages quote it as it was typed.

    What is small never reaches a thousand: no sign in it parts thousands.

    Zeros at the end do not count where there may be three decimals or more: there `1.2340` is the
    way to write what `1.234` leaves open.
    """
    plain = _plain(figure.removeprefix("-"), typed, field, decimals, small=small)
    whole, _, fraction = plain.partition(".")
    if decimals >= _GROUP and len(fraction) > decimals:
        fraction = fraction.rstrip("0")
    if len(fraction) > decimals:
        raise InputError(
            field,
            N_("“{value}” has more than {decimals} decimals"),
            value=typed,
            decimals=decimals,
        )
    if len(whole.lstrip("0")) > _MOST_DIGITS:
        raise _too_large(field)
    if unsigned and figure.startswith("-"):
        raise InputError(field, N_("“{value}” is negative"), value=typed)
    number = Decimal(f"{whole}.{fraction}" if fraction else whole)
    return -number if figure.startswith("-") else number


def _too_large(field: str) -> InputError:
    return InputError(field, N_("the figure is too large"))


def _without_currency(text: str, currency: str) -> str:
    """Take one sign or code of the currency off either end, keeping the minus in front."""
    minus = "-" if text.startswith("-") else ""
    body = text[len(minus) :]
    for name in filter(None, (SYMBOLS.get(currency), currency)):
        if body.upper().startswith(name):
            return minus + body[len(name) :].lstrip(" ")
        if body.upper().endswith(name):
            return minus + body[: -len(name)].rstrip(" ")
    return text


def parse_amount(
    text: str,
    *,
    field: str = "amount",
    currency: str = "EUR",
    max_decimals: int | None = None,
    allow_negative: bool = False,
    positive: bool = False,
) -> Decimal:
    """Read an amount in major units: `1234.56`, `1.234,56`, `1234,56 €`, `-5` where allowed.

    Args:
        text: What was typed.
        field: For the message.
        currency: Its sign or code may stand once before or after; no other may.
        max_decimals: The currency's own when None.
        allow_negative: Else a minus is refused.
        positive: Refuse zero.

    Raises:
        InputError: No number, two readings, too many decimals, out of bounds.
    """
    decimals = exponent_of(currency) if max_decimals is None else max_decimals
    typed = entered(text, field)
    figure = _without_currency(typed, currency)
    value = _read(figure, typed, field, decimals=decimals, unsigned=not allow_negative)
    if abs(value).scaleb(exponent_of(currency)) > MAX_MINOR:
        raise _too_large(field)
    if positive and value <= 0:
        raise InputError(field, N_("it must be more than zero"))
    return value + 0  # minus zero is zero


def parse_money(
    text: str,
    *,
    field: str = "amount",
    currency: str = "EUR",
    allow_negative: bool = False,
    positive: bool = False,
) -> Money:
    """Read an amount as money (see `parse_amount`)."""
    value = parse_amount(
        text,
        field=field,
        currency=currency,
        allow_negative=allow_negative,
        positive=positive,
    )
    return Money(to_minor(value, currency), currency)


def parse_price(text: str, *, field: str = "price", currency: str = "EUR") -> Decimal:
    """Read a unit price: not negative, up to eight decimals."""
    return parse_amount(text, field=field, currency=currency, max_decimals=PRICE_DECIMALS)


def parse_quantity(text: str, *, field: str = "quantity") -> Decimal:
    """Read a quantity: more than zero, up to eight decimals."""
    typed = entered(text, field)
    value = _read(typed, typed, field, decimals=QUANTITY_DECIMALS)
    if value <= 0:
        raise InputError(field, N_("it must be more than zero"))
    if value > QUANTITY_MAX:
        raise _too_large(field)
    return value


def parse_percent(text: str, *, field: str = "percent") -> Decimal:
    """Read hundredths, 0 to 100: `10`, `10%`, `4,5 %`."""
    typed = entered(text, field)
    figure = typed.removesuffix("%").rstrip(" ")
    value = _read(figure, typed, field, decimals=PERCENT_DECIMALS, small=True)
    if value > HUNDRED:
        raise InputError(field, N_("{value} is not between 0 and 100"), value=value)
    return value


def parse_discount(text: str, *, field: str = "discount", currency: str = "EUR") -> "Discount":
    """Read a document discount: `5%`, or an amount such as `50.00`."""
    from smm_ledger.core.lines import Discount

    if text.strip().endswith("%"):
        return Discount(percent=parse_percent(text, field=field))
    amount = parse_money(text, field=field, currency=currency, positive=True)
    return Discount(amount=amount.minor)


def parse_int(text: str, *, field: str, low: int, high: int) -> int:
    """Read a whole number within bounds, both included."""
    figure = entered(text, field)
    if not _PLAIN.fullmatch(figure) or len(figure) > _MOST_DIGITS:
        raise InputError(
            field,
            N_("“{value}” is no whole number"),
            hint=N_("type a whole number, such as 12"),
            value=safe(figure),
        )
    if not low <= int(figure) <= high:
        raise InputError(
            field,
            N_("{value} is not between {low} and {high}"),
            value=int(figure),
            low=low,
            high=high,
        )
    return int(figure)


def parse_bool(text: str, *, field: str) -> bool:
    """Read yes or no (also sì, true, 1 and their opposites)."""
    word = entered(text, field).lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise InputError(
        field,
        N_("“{value}” is neither yes nor no"),
        hint=N_("type yes or no"),
        value=word,
    )


def parse_duration(text: str, *, field: str = "duration") -> int:
    """Read an effort into minutes: `1h30`, `1:30`, `90m`, and `1.5`, `1,5` or `1.5h` for hours."""
    word = entered(text, field).lower()
    found = _CLOCK.fullmatch(word) or _DURATION.fullmatch(word)
    if found and not _PLAIN.fullmatch(word):
        minutes = int(found[1] or 0) * 60 + int(found[2] or 0)
    elif hours_typed := _HOURS.fullmatch(word):
        hours = _read(hours_typed[1], word, field, decimals=PERCENT_DECIMALS)
        minutes = int((hours * 60).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    else:
        raise InputError(
            field,
            N_("“{value}” is no duration"),
            hint=N_("type 2h, 1:30, 90m or 1.5 (hours)"),
            value=safe(word),
        )
    if minutes <= 0:
        raise InputError(field, N_("it must be more than zero"))
    if minutes > DURATION_MAX_MINUTES:
        raise _too_large(field)
    return minutes
