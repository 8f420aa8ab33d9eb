"""A quote: an offer with a number, negotiated in rounds, with private bounds and an outcome."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from smm_ledger.core.dates import Terms
from smm_ledger.core.errors import BelowFloor, IllegalTransition, InputError, NotFoundError
from smm_ledger.core.lines import CHOSEN, Line, LineKind
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.rounds import Round, Side
from smm_ledger.core.states import QuoteStatus
from smm_ledger.core.totals import Totals, compute


class OutcomeReason(StrEnum):
    """Why a quote was lost."""

    PRICE = "price"
    COMPETITOR = "competitor"
    SCOPE = "scope"
    TIMING = "timing"
    NO_ANSWER = "no-answer"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a quote ended; `competitor_price` in minor units.

    Attributes:
        competitor_verified: Whether I have seen the rival's offer; None: not said.
    """

    reason: OutcomeReason | None = None
    note: str = ""
    competitor: str = ""
    competitor_price: int | None = None
    competitor_verified: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Private bounds: never in anything that a client can see. Nets, in minor units.

    Attributes:
        floor: Below it, a round of mine needs confirmation.
        target: What I hope for.
        walk_away: In words, when I leave the table.
        alternative: In words, my best alternative to an agreement.
    """

    floor: int | None = None
    target: int | None = None
    walk_away: str = ""
    alternative: str = ""


BOUNDS = ("floor", "target", "walk_away", "alternative")
"""The fields of the bounds, in the order in which they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundChange:
    """A step of the trail of the bounds: who moves a floor in the heat sees where it was.

    Attributes:
        date: Day of the change.
        field: One of `BOUNDS`.
        before, after: Minor units of `floor` and `target`, else text; None: not set.
    """

    date: dt.date
    field: str
    before: int | str | None
    after: int | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quote, whole: every round is in it.

    Attributes:
        number: `P-2026-014`; given when the draft is made (quotes may have gaps).
        accepted_round: Sequence of the accepted round (always one of mine), or None.
        selection: Numbers of the optional and alternative lines that were taken at acceptance;
            None: as they were offered.
        deposit_percent: Hundredths of the accepted net asked as a deposit, or None.
        invoices: Names of the invoices made from it (`2026-004`, `draft-3`).
        terms: Of payment of its invoices; None: the client's.
        trail: How the bounds came to be what they are, oldest first.
        replied_on: Day of the client's word since my last round, for the follow-up queue; or None.
        note: Private note.
    """

    number: str
    year: int
    seq: int
    client_id: int
    client: str
    title: str
    currency: str
    status: QuoteStatus
    rounds: tuple[Round, ...]
    accepted_round: int | None = None
    selection: tuple[int, ...] | None = None
    accepted_by: str = ""
    accepted_on: dt.date | None = None
    deposit_percent: Decimal | None = None
    terms: Terms | None = None
    bounds: Bounds = Bounds()
    trail: tuple[BoundChange, ...] = ()
    outcome: Outcome | None = None
    invoices: tuple[str, ...] = ()
    replied_on: dt.date | None = None
    note: str = ""
    id: int = 0
    version: int = 0

    @property
    def current(self) -> Round:
        """The last round, by whomever."""
        return self.rounds[-1]

    @property
    def valid_until(self) -> dt.date:
        """The last day of the offer, inclusive: of my last round."""
        return self.my_last.valid_until

    @property
    def my_last(self) -> Round:
        """My last round; a quote begins with one of mine."""
        return next(r for r in reversed(self.rounds) if r.side is Side.ME)

    @property
    def accepted(self) -> Round | None:
        """The accepted round with the selection of its lines, if there is one."""
        if self.accepted_round is None:
            return None
        offer = self.round(self.accepted_round)
        if self.selection is None:
            return offer
        lines = select(offer.lines, self.selection)
        totals = compute(lines, rules=offer.rules, currency=self.currency, discount=offer.discount)
        return replace(offer, lines=lines, totals=totals)

    def as_agreed(self, offer: Round) -> Round:
        """Return a round as it is: with what was taken of it, if it is the accepted one."""
        return self.accepted or offer if offer.seq == self.accepted_round else offer

    def round(self, seq: int) -> Round:
        """Return round `seq`.

        Raises:
            NotFoundError: There is no such round.
        """
        if not 1 <= seq <= len(self.rounds):
            raise NotFoundError(f"{self.number}/{seq}", thing=N_("round"))
        return self.rounds[seq - 1]

    def expired(self, today: dt.date) -> bool:
        """Whether the offer stands open beyond its last day."""
        return self.status in (QuoteStatus.SENT, QuoteStatus.NEGOTIATING) and (
            today > self.valid_until
        )

    def hourly_rate(self) -> Money | None:
        """Effective net per hour of the lines that have hours, in the current round; private."""
        return hourly_rate(self.current)


def bound_changes(before: Bounds, after: Bounds, day: dt.date) -> tuple[BoundChange, ...]:
    """Return what is different between two states of the bounds, as steps of a day."""
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in BOUNDS)
    return tuple(
        BoundChange(date=day, field=name, before=_set(old), after=_set(new))
        for name, old, new in pairs
        if old != new
    )


def _set(value: int | str | None) -> int | str | None:
    return None if value == "" else value


class Priced(Protocol):
    """A round, or what is about to become one."""

    @property
    def least_lines(self) -> tuple[Line, ...]:
        """The lines that it can be accepted for at least."""
        ...

    @property
    def least(self) -> Totals:
        """Their totals."""
        ...


def hourly_rate(offer: Priced) -> Money | None:
    """Return net per hour of the counting lines with hours, or None without any.

    Where alternatives are left to choose, of the least that the offer can be accepted for.
    """
    net, hours = 0, Decimal(0)
    for line, line_net in zip(offer.least_lines, offer.least.line_nets, strict=True):
        if line.counts and line.hours:
            net += line_net
            hours += line.hours * line.quantity
    if not hours:
        return None
    currency = offer.least.currency
    return Money.of(Money(net, currency).decimal / hours, currency)


def check_floor(quote: Quote, net: int, *, reason: str | None) -> None:
    """Refuse an own offer below the private floor unless a reason (even an empty one) is given.

    Raises:
        BelowFloor: `net` minor units are below the floor and `reason` is None.
    """
    floor = quote.bounds.floor
    if floor is None or net >= floor or reason is not None:
        return
    raise BelowFloor(
        quote.number, net=Money(net, quote.currency), floor=Money(floor, quote.currency)
    )


def gift_of(previous: Round, net: int, *, get: str) -> int | None:
    """Return what a lower round concedes for nothing, in minor units; None where there is none.

    `net` is the least that the new round can come to, as `Round.least` says of the previous one.
    """
    lower = previous.least.net - net
    return lower if lower > 0 and not get else None


def check_not_expired(quote: Quote, today: dt.date) -> None:
    """Refuse to accept an expired offer.

    Raises:
        IllegalTransition: Today is after the last day of validity.
    """
    if quote.expired(today):
        raise IllegalTransition(
            quote.number,
            N_("it expired on {day}"),
            hint=N_("make a new round with a new date"),
            cli="quote revise",
            day=quote.valid_until,
        )


def select(lines: tuple[Line, ...], chosen: tuple[int, ...] | None) -> tuple[Line, ...]:
    """Return the lines as accepted: options and alternatives chosen by line number (1-based).

    Without `chosen`, options stay as they were offered and an alternative group must already have
    exactly one line selected.

    Raises:
        InputError: A number names no option.
        IllegalTransition: A group has none or several lines chosen.
    """
    picked = lines if chosen is None else _pick(lines, chosen)
    groups: dict[str, int] = {}
    for line in picked:
        if line.kind is LineKind.ALTERNATIVE:
            groups[line.group] = groups.get(line.group, 0) + line.selected
    for group, count in groups.items():
        if count != 1:
            raise IllegalTransition(
                "select",
                N_("the alternative group “{group}” needs exactly one line, {count} are chosen"),
                hint=N_("take one of its lines: {numbers}"),
                cli="--select LINE_NO",
                group=group,
                count=count,
                numbers=tuple(str(no) for no, line in enumerate(lines, 1) if line.group == group),
            )
    return picked


def _pick(lines: tuple[Line, ...], chosen: tuple[int, ...]) -> tuple[Line, ...]:
    for no in chosen:
        if not 1 <= no <= len(lines) or lines[no - 1].kind not in CHOSEN:
            raise InputError(
                "select",
                N_("line {no} is no option and no alternative"),
                hint=N_("give the numbers of the optional lines that are taken"),
                no=no,
            )
    return tuple(
        replace(line, selected=no in chosen) if line.kind in CHOSEN else line
        for no, line in enumerate(lines, 1)
    )
