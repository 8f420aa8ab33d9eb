"""How a price named by someone becomes an offer: lines, a discount, a target net or total.

People haggle over one figure. `net` is reached by a document discount on the last round of mine;
`gross` names the total to pay, and the net below it is found, never guessed.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from smm_ledger.core.choices import least_choice, least_totals, open_groups
from smm_ledger.core.errors import InputError
from smm_ledger.core.lines import Discount, Line
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money, to_minor
from smm_ledger.core.rounds import Round
from smm_ledger.core.totals import TaxRules, Totals, compute
from smm_ledger.services.line_inputs import LineInput, build_lines, checked_discount
from smm_ledger.services.ports import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferInput:
    """What a round changes against the last one of mine; at most one of the first four.

    Attributes:
        lines: All lines anew (with `discount`, if given).
        net: Wanted net, in major units; `gross`: wanted total to pay; of an offer with alternatives
            of which none is marked: with the least of each group.
        discount: A document discount on the same lines; `Discount()` takes an old one away.
    """

    lines: Sequence[LineInput] = ()
    net: Decimal | None = None
    gross: Decimal | None = None
    discount: Discount | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        prices = (self.net, self.gross, self.discount)
        return not self.lines and all(value is None for value in prices)


NOTHING_CHANGES = OfferInput()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Lines with their discount and totals, ready to become a round."""

    lines: tuple[Line, ...]
    discount: Discount | None
    rules: TaxRules
    totals: Totals

    @property
    def is_open(self) -> bool:
        """Whether a group of alternatives has none marked, as `Round.is_open`."""
        return bool(open_groups(self.lines))

    @property
    def least_lines(self) -> tuple[Line, ...]:
        """The lines of that least, as `Round.least_lines`."""
        return least_choice(self.lines, self.totals.currency)

    @property
    def least(self) -> Totals:
        """The least that it can be accepted for, as `Round.least`."""
        return least_totals(
            self.lines, rules=self.rules, totals=self.totals, discount=self.discount
        )


def make_offer(
    wanted: OfferInput, *, last: Round | None, rules: TaxRules, currency: str, reader: Reader
) -> Offer:
    """Return the offer that `wanted` describes.

    Raises:
        InputError: Two ways at once, a target above the lines' sum, or a wrong line.
    """
    if sum((bool(wanted.lines), wanted.net is not None, wanted.gross is not None)) > 1:
        raise InputError(
            "offer",
            N_("lines, a net and a total were given together"),
            hint=N_("give one of them"),
            cli="--line | --net | --gross",
        )
    lines = (
        build_lines(wanted.lines, rules=rules, reader=reader)
        if wanted.lines or last is None
        else last.lines
    )
    if wanted.net is not None:
        return _at_net(lines, to_minor(wanted.net, currency), rules, currency)
    if wanted.gross is not None:
        return _at_gross(lines, to_minor(wanted.gross, currency), rules, currency)
    keep = last.discount if last is not None and not wanted.lines else None
    discount = keep if wanted.discount is None else checked_discount(wanted.discount)
    return _offer(lines, discount, rules, currency)


def _offer(
    lines: tuple[Line, ...], discount: Discount | None, rules: TaxRules, currency: str
) -> Offer:
    totals = compute(lines, rules=rules, currency=currency, discount=discount)
    return Offer(lines=lines, discount=discount, rules=rules, totals=totals)


def _at_net(lines: tuple[Line, ...], net: int, rules: TaxRules, currency: str) -> Offer:
    full = _offer(lines, None, rules, currency)
    off = full.least.net - net
    if net < 0 or not 0 <= off <= full.totals.net:
        raise _unreachable("net", full, currency)
    return full if off == 0 else _offer(lines, Discount(amount=off), rules, currency)


def _at_gross(lines: tuple[Line, ...], total: int, rules: TaxRules, currency: str) -> Offer:
    """Find the highest net whose total does not pass `total` (it grows with the net)."""
    full = _offer(lines, None, rules, currency)
    low, high = full.least.net - full.totals.net, full.least.net
    least = _at_net(lines, low, rules, currency).least.total
    if not (0 if low == 0 else least) <= total <= full.least.total:
        raise _unreachable("gross", full, currency)
    while low < high:
        middle = (low + high + 1) // 2
        if _at_net(lines, middle, rules, currency).least.total <= total:
            low = middle
        else:
            high = middle - 1
    return _at_net(lines, low, rules, currency)


def _unreachable(field: str, full: Offer, currency: str) -> InputError:
    """Return the refusal of a figure that no discount on what counts can reach."""
    least, counted = (
        (totals.net if field == "net" else totals.total) for totals in (full.least, full.totals)
    )
    if full.is_open:
        return InputError(
            field,
            N_("a discount reaches from {least} to {most}, the least of the alternatives included"),
            hint=N_("change a line, or mark one of each group"),
            least=str(Money(least - counted, currency)),
            most=str(Money(least, currency)),
        )
    return InputError(
        field,
        N_("a discount reaches from 0 to {most}, the sum of the lines"),
        hint=N_("to ask for more, change a line"),
        most=Money(least, currency),
    )


def as_round(offer: Offer, base: Round, *, seq: int, date: dt.date, valid_until: dt.date) -> Round:
    """Return a new round with this offer; its words, and freezing it, are the caller's."""
    return replace(
        base,
        id=0,
        seq=seq,
        date=date,
        lines=offer.lines,
        discount=offer.discount,
        totals=offer.totals,
        valid_until=valid_until,
        frozen=False,
        ask=None,
        competitor="",
        competitor_price=None,
        competitor_verified=None,
        give="",
        get="",
        gift=None,
        note="",
        below_floor=None,
        conditions=None,
    )
