"""What is typed about quotes, and the checks of its values that need no storage."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

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
    """Private bounds as typed, in major units; None leaves what is there, `""` clears the text."""

    floor: Decimal | None = None
    target: Decimal | None = None
    walk_away: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteInput:
    """A new quote, or the changes of a draft (None or empty: as it is).

    Attributes:
        deposit: Hundredths of the net; 0 takes it away.
    """

    client: str = ""
    title: str | None = None
    lines: Sequence[LineInput] = ()
    valid_until: dt.date | None = None
    discount: Discount | None = None
    deposit: Decimal | None = None
    bounds: BoundsInput = BoundsInput()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterInput:
    """What the client said: a total, changed lines, or words only; prices in major units."""

    offer: OfferInput = NOTHING_CHANGES
    comment: str = ""
    ask: Ask | None = None
    competitor: str = ""
    competitor_price: Decimal | None = None
    note: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseInput:
    """My next round.

    Attributes:
        give, get: What I concede and what I obtain, in words.
        gift: Said to be a gift; a lower price without a get is one anyway.
        below_floor: Reason (it may be empty) to pass the floor; None: not allowed.
    """

    offer: OfferInput = NOTHING_CHANGES
    give: str = ""
    get: str = ""
    gift: bool = False
    valid_until: dt.date | None = None
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
            day=until.isoformat(),
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
            day=day.isoformat(),
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
    floor = price_minor(typed.floor, currency, field="floor")
    target = price_minor(typed.target, currency, field="target")
    walk_away = typed.walk_away
    return Bounds(
        floor=before.floor if floor is None else floor,
        target=before.target if target is None else target,
        walk_away=before.walk_away
        if walk_away is None
        else clean(walk_away, field="walk_away", max_length=NOTE_MAX, multiline=True),
    )


def floor_reason(below_floor: str | None) -> str | None:
    """Return the cleaned reason for passing the floor, None where none was given."""
    if below_floor is None:
        return None
    return clean(below_floor, field="below_floor", max_length=NOTE_MAX)
