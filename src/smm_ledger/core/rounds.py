"""Rounds of a negotiation: one full snapshot of the offer each, by me or by the client.

A round is frozen once it is sent or recorded; what changed between two is computed here.
"""

import datetime as dt
import operator
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from smm_ledger.core.choices import least_choice, least_totals, open_groups
from smm_ledger.core.dates import Terms
from smm_ledger.core.lines import Discount, Line, gross_nets
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.totals import TaxRules, Totals


class Side(StrEnum):
    """Who made a round."""

    ME = "me"
    CLIENT = "client"


class Ask(StrEnum):
    """What the client pushes on."""

    BUDGET = "budget"
    COMPETITOR = "competitor"
    HABIT = "habit"
    RISK = "risk"
    TIMING = "timing"
    SCOPE = "scope"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What the document of a round says beside its lines; frozen with the round.

    Attributes:
        issuer, client: As they were then.
        deposit_percent: Hundredths of the net asked in advance, or None.
        terms: Of payment.
    """

    issuer: Issuer
    client: Client
    terms: Terms
    deposit_percent: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One offer, whole.

    Attributes:
        seq: 1..n within the quote.
        totals: Computed from `lines`, `discount` and `rules`.
        frozen: Sent or recorded: never changed again.
        ask, competitor, competitor_price: Of a client's round; private.
        competitor_verified: Whether I have seen the rival's offer; None: not said; private.
        give, get: What mine concedes and obtains, in words; private.
        gift: Minor units conceded for nothing, or None; private.
        note: Private note. The message that a client's words-only round carried is kept here too.
        below_floor: Reason with which the floor was passed (may be empty), or None; private.
        conditions: Parties and terms as they were when it was frozen; None before, and in rounds
            older than this.
    """

    seq: int
    side: Side
    date: dt.date
    lines: tuple[Line, ...]
    rules: TaxRules
    totals: Totals
    valid_until: dt.date
    discount: Discount | None = None
    frozen: bool = False
    ask: Ask | None = None
    competitor: str = ""
    competitor_price: int | None = None
    competitor_verified: bool | None = None
    give: str = ""
    get: str = ""
    gift: int | None = None
    note: str = ""
    below_floor: str | None = None
    conditions: Conditions | None = None
    id: int = 0

    @property
    def is_open(self) -> bool:
        """Whether a group of alternatives has none marked: the offer then begins at `least`."""
        return bool(open_groups(self.lines))

    @property
    def least_lines(self) -> tuple[Line, ...]:
        """The lines with the cheapest alternative taken of every group that has none marked."""
        return least_choice(self.lines, self.totals.currency)

    @property
    def least(self) -> Totals:
        """The least that it can be accepted for; its `totals` where nothing is left to choose."""
        return least_totals(
            self.lines, rules=self.rules, totals=self.totals, discount=self.discount
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """One line of a difference.

    Attributes:
        what: `added`, `removed` or `changed`.
        before, after: The line on either side, or None.
        delta: Change of the line's own net (before the document discount), in minor units.
    """

    what: str
    before: Line | None
    after: Line | None
    delta: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDiff:
    """What changed from round `old` to round `new`; deltas in minor units.

    Attributes:
        net_delta, total_delta: Of what counts in either round.
        least_net_delta, least_total_delta: Of the least that either can be accepted for; the same
            where no alternative is left to choose.
    """

    old: int
    new: int
    currency: str
    changes: tuple[LineChange, ...] = field(default_factory=tuple)
    discount_delta: int = 0
    net_delta: int = 0
    total_delta: int = 0
    least_net_delta: int = 0
    least_total_delta: int = 0


def _key(line: Line) -> tuple[str, str, str]:
    return (line.service, line.description, line.group)


def _own_nets(offer: Round) -> list[int]:
    """Return what each line adds to the net by itself, before the document discount."""
    nets = gross_nets(offer.lines, offer.totals.currency)
    return [net if line.counts else 0 for net, line in zip(nets, offer.lines, strict=True)]


def _match(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[int | None, int | None]]:
    """Pair lines, equal ones first, then by service and description, in the new round's order."""
    left = list(range(len(old)))
    pairs: dict[int, int] = {}
    for same in (operator.eq, lambda a, b: _key(a) == _key(b)):
        for j, line in enumerate(new):
            i = next((i for i in left if j not in pairs and same(old[i], line)), None)
            if i is not None:
                pairs[j] = i
                left.remove(i)
    return [*((pairs.get(j), j) for j in range(len(new))), *((i, None) for i in left)]


def diff(old: Round, new: Round) -> RoundDiff:
    """List added, removed and changed lines and the price difference of two rounds.

    A line whose text is the same but whose quantity, price, discount or own net differs is changed
    (a percent fee follows the ad spend); the effect of a document discount is in `net_delta` alone.
    """
    changes: list[LineChange] = []
    old_nets, new_nets = _own_nets(old), _own_nets(new)
    for i, j in _match(old.lines, new.lines):
        before = old.lines[i] if i is not None else None
        after = new.lines[j] if j is not None else None
        delta = (new_nets[j] if j is not None else 0) - (old_nets[i] if i is not None else 0)
        if before == after and not delta:
            continue
        what = "changed" if before and after else "added" if after else "removed"
        changes.append(LineChange(what=what, before=before, after=after, delta=delta))
    return RoundDiff(
        old=old.seq,
        new=new.seq,
        currency=new.totals.currency,
        changes=tuple(changes),
        discount_delta=new.totals.discount - old.totals.discount,
        net_delta=new.totals.net - old.totals.net,
        total_delta=new.totals.total - old.totals.total,
        least_net_delta=new.least.net - old.least.net,
        least_total_delta=new.least.total - old.least.total,
    )


def hours_of(lines: Sequence[Line]) -> Decimal:
    """Return the hours of work of the lines that count; lines without hours add none."""
    parts = (line.hours * line.quantity for line in lines if line.counts and line.hours is not None)
    return sum(parts, Decimal(0))
