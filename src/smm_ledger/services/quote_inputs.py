"""What is typed about quotes, and the checks of its values that need no storage."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from smm_ledger.core.dates import Terms
from smm_ledger.core.errors import InputError
from smm_ledger.core.lines import Discount
from smm_ledger.core.marks import N_
from smm_ledger.core.money import to_minor
from smm_ledger.core.quotes import Bounds, Quote
from smm_ledger.core.rounds import Ask
from smm_ledger.core.text import NOTE_MAX, clean
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.offers import NOTHING_CHANGES, OfferInput

VALID_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundsInput:
    """Private bounds as typed, in major units; None leaves what is there, `""` clears the text.

    Attributes:
        cleared: The amounts that are taken away: `floor`, `target`.
    """

    floor: Decimal | None = None
    target: Decimal | None = None
    walk_away: str | None = None
    alternative: str | None = None
    cleared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteInput:
    """A new quote, or the changes of a draft (None or empty: as it is).

    Attributes:
        deposit: Hundredths of the net; 0 takes it away.
        terms: Of payment of the quote's invoices; None: the client's.
    """

    client: str = ""
    title: str | None = None
    lines: Sequence[LineInput] = ()
    valid_until: dt.date | None = None
    discount: Discount | None = None
    deposit: Decimal | None = None
    terms: Terms | None = None
    bounds: BoundsInput = BoundsInput()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterInput:
    """What the client said: a total, changed lines, or words only; prices in major units.

    Attributes:
        competitor_verified: Whether I have seen the rival's offer; None: not said.
    """

    offer: OfferInput = NOTHING_CHANGES
    comment: str = ""
    ask: Ask | None = None
    competitor: str = ""
    competitor_price: Decimal | None = None
    competitor_verified: bool | None = None
    note: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseInput:
    """My next round.

    Attributes:
        give, get: What I concede and what I obtain, in words.
        gift: Said to be a gift; a lower price without a get is one anyway.
        deposit, terms: From now on, as in `QuoteInput`; None: as they were.
        below_floor: Reason (it may be empty) to pass the floor; None: not allowed.
    """

    offer: OfferInput = NOTHING_CHANGES
    give: str = ""
    get: str = ""
    gift: bool = False
    valid_until: dt.date | None = None
    deposit: Decimal | None = None
    terms: Terms | None = None
    below_floor: str | None = None
    note: str = ""


def valid_day(wanted: dt.date | None, today: dt.date) -> dt.date:
    """Return the last day of an offer (30 days from today without one); past is refused."""
    until = wanted or today + dt.timedelta(days=VALID_DAYS)
    if until < today:
        raise InputError(
            "valid_until",
            N_("{day} is past"),
            hint=N_("give a day from today on"),
            day=until,
        )
    return until


def day_said(wanted: dt.date | None, quote: Quote, today: dt.date) -> dt.date:
    """Return the day on which something was said; not after today, nor before the quote."""
    day = wanted or today
    if day > today or day < quote.rounds[0].date:
        raise InputError(
            "date",
            N_("{day} is after today or before the quote was sent"),
            hint=N_("give the day on which it was said"),
            day=day,
        )
    return day


def deposit_percent(percent: Decimal | None) -> Decimal | None:
    """Return the deposit in hundredths, None for none; InputError outside 0 to 100."""
    if percent is not None and not 0 <= percent < 100:  # noqa: PLR2004 - hundredths
        raise InputError("deposit", N_("a deposit is from 0 to less than 100 %"))
    return percent or None


def price_minor(value: Decimal | None, currency: str, *, field: str) -> int | None:
    """Return a price typed in major units as minor ones; InputError below zero."""
    if value is None:
        return None
    if value < 0:
        raise InputError(field, N_("it is below zero"))
    return to_minor(value, currency)


def bounds_of(before: Bounds, typed: BoundsInput, currency: str) -> Bounds:
    """Return the private bounds after what was typed."""

    def price(field: str, value: Decimal | None, old: int | None) -> int | None:
        new = price_minor(value, currency, field=field)
        return None if field in typed.cleared else old if new is None else new

    def words(field: str, text: str | None, old: str) -> str:
        if text is None:
            return old
        return clean(text, field=field, max_length=NOTE_MAX, multiline=True)

    return Bounds(
        floor=price("floor", typed.floor, before.floor),
        target=price("target", typed.target, before.target),
        walk_away=words("walk_away", typed.walk_away, before.walk_away),
        alternative=words("alternative", typed.alternative, before.alternative),
    )


def floor_reason(below_floor: str | None) -> str | None:
    """Return the cleaned reason for passing the floor, None where none was given."""
    if below_floor is None:
        return None
    return clean(below_floor, field="below_floor", max_length=NOTE_MAX)
