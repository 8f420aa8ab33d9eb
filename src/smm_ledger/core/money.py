"""Amounts: whole minor units beside a currency, and the one rounding rule.

No binary float ever becomes money: `Money` is made from integers or from `Decimal` alone. Amounts
of two currencies are never added, compared or shown as one figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import total_ordering

from smm_ledger.core.currencies import EXPONENTS
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_

MAX_MINOR = 10**12 - 1
"""Largest amount of the ledger, in minor units: bounds every sum well inside 64 bits."""

ROUNDING_POLICY = "line2-group"
"""Name of the rounding rule, stored on every document (EN 16931 BR-CO-10, BR-CO-17)."""

STATED = "stated"
"""In its place on a document of another program: its figures are as stated, and never computed."""


class CurrencyMismatch(TypeError):
    """Two currencies met in one sum: a defect of ours, never a user's mistake."""


def exponent_of(currency: str) -> int:
    """Return the number of decimals of an ISO 4217 currency (0, 2 or 3).

    Raises:
        InputError: `currency` is not a code of ISO 4217.
    """
    try:
        return EXPONENTS[currency]
    except KeyError:
        raise InputError(
            "currency",
            N_("{value!r} is not a currency of ISO 4217"),
            hint=N_("use a code such as EUR"),
            value=currency,
        ) from None


def rounded(numerator: int, denominator: int) -> int:
    """Round a ratio (its denominator above zero) to a whole number, halves away from zero."""
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return whole if numerator >= 0 else -whole


def half_up(value: Decimal | Fraction) -> int:
    """Round to a whole number, halves away from zero, exactly at any length."""
    return rounded(*value.as_integer_ratio())


def to_minor(value: Decimal | Fraction, currency: str) -> int:
    """Return `value` (major units) as minor units of `currency`, rounded half-up once."""
    numerator, denominator = value.as_integer_ratio()
    return rounded(numerator * 10 ** exponent_of(currency), denominator)


def percent_of(minor: int, percent: Decimal) -> int:
    """Return `percent` hundredths of `minor`, rounded half-up once."""
    numerator, denominator = percent.as_integer_ratio()
    return rounded(minor * numerator, 100 * denominator)


def number(value: Decimal) -> str:
    """Return the one text of an exact number: no exponent, no trailing zeros."""
    text = f"{value:f}" if value else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text


def allocate(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split `total` minor units in proportion to `weights` by largest remainder.

    The parts sum exactly to `total`; ties go to the earlier part. All weights zero: the first part
    takes everything, so that nothing is lost.

    Args:
        total: Minor units, may be negative.
        weights: Not negative, at least one.
    """
    if total < 0:
        return tuple(-part for part in allocate(-total, weights))
    whole = sum(weights)
    if whole == 0:
        return (total, *(0 for _ in weights[1:]))
    parts = [total * weight // whole for weight in weights]
    rest = [total * weight % whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: -rest[i])
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return tuple(parts)


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount.

    Attributes:
        minor: Whole minor units (cents of EUR, yen of JPY); negative is allowed.
        currency: ISO 4217 code.
    """

    minor: int
    currency: str

    @classmethod
    def of(cls, value: Decimal | int | str, currency: str) -> "Money":
        """Make an amount from major units; a value finer than the currency is rounded half-up."""
        if isinstance(value, float):  # never a float, said once, here
            msg = "money is never made from a float"
            raise TypeError(msg)
        return cls(to_minor(Decimal(value), currency), currency)

    @classmethod
    def zero(cls, currency: str) -> "Money":
        """Return nothing of a currency."""
        return cls(0, currency)

    @property
    def decimal(self) -> Decimal:
        """The amount in major units, with exactly the currency's decimals."""
        return Decimal(self.minor).scaleb(-exponent_of(self.currency))

    def __str__(self) -> str:
        """Return the plain figure, such as `1060.80`: a point, no grouping, no currency."""
        return f"{self.decimal:f}"

    def _minor_of(self, other: object) -> int:
        if not isinstance(other, Money):
            msg = f"money and {type(other).__name__} do not mix"
            raise TypeError(msg)
        if other.currency != self.currency:
            msg = f"{self.currency} and {other.currency} do not mix"
            raise CurrencyMismatch(msg)
        return other.minor

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._minor_of(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._minor_of(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._minor_of(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def percent(self, percent: Decimal) -> "Money":
        """Return `percent` hundredths of this, rounded half-up once."""
        return Money(percent_of(self.minor, percent), self.currency)

    def split(self, weights: Sequence[int]) -> tuple["Money", ...]:
        """Split by largest remainder (see `allocate`)."""
        return tuple(Money(part, self.currency) for part in allocate(self.minor, weights))


def bounded(amount: Money, *, field: str) -> Money:
    """Return an amount that a ledger can hold.

    Raises:
        InputError: It is larger.
    """
    if abs(amount.minor) > MAX_MINOR:
        raise InputError(
            field,
            N_("it is larger than a ledger can hold"),
            hint=N_("amounts stay below 10,000,000,000.00"),
        )
    return amount


def price_text(value: Decimal, currency: str) -> str:
    """Return a unit price: the currency's decimals, more where it has more."""
    plain = number(value)
    decimals = len(plain.partition(".")[2])
    return f"{value:.{exponent_of(currency)}f}" if decimals < exponent_of(currency) else plain
