"""What is said privately while a round is typed: gift, floor, the hour, the months.

Every form in which an offer is typed says the same, in the same words and order. Nothing here is
ever part of what a client gets.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.quotes import hourly_rate
from smm_ledger.core.rounds import hours_of
from smm_ledger.services.capacity import CapacityView
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.offers import Offer
from smm_ledger.tui.context import Context
from smm_ledger.tui.text import label
from smm_ledger.tui.views.capacity import taken_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounded:
    """What an offer is held against; each may be unknown.

    Attributes:
        floor: Least net that was typed for the quote.
        hourly: Least that an hour must bring.
        gift: What is conceded for nothing.
        taken: The months to come.
    """

    floor: Money | None = None
    hourly: Money | None = None
    gift: Money | None = None
    taken: CapacityView | None = None


def private_lines(ctx: Context[Ledger], offer: Offer, bounds: Bounded) -> Sequence[Content]:
    """Return one line on the price, and one on the months; what is unknown is left out."""
    words = list(_price(ctx, offer, bounds))
    lines = [Content("   ").join(words)] if words else []
    hours = hours_of(offer.least_lines)
    if bounds.taken is not None and (taken := taken_line(ctx.words, bounds.taken, hours)):
        lines.append(label(taken))
    if not lines:
        return []
    first, *rest = lines
    return [label(ctx.say(N_("Private: ")), style="$text-muted") + first, *rest]


def _price(ctx: Context[Ledger], offer: Offer, bounds: Bounded) -> Iterable[Content]:
    if bounds.gift:
        yield label(ctx.say(N_("Given away: {gift}"), gift=bounds.gift), style="$warning")
    if bounds.floor is not None:
        low = offer.least.net < bounds.floor.minor
        text = N_("below the floor of {floor}") if low else N_("floor {floor}")
        yield _marked(ctx, ctx.say(text, floor=bounds.floor), low=low)
    rate = hourly_rate(offer)
    if rate is not None and bounds.hourly is None:
        yield label(ctx.say(N_("{rate} an hour"), rate=rate))
    elif rate is not None and bounds.hourly is not None:
        text = ctx.say(N_("{rate} an hour, floor {floor}"), rate=rate, floor=bounds.hourly)
        yield _marked(ctx, text, low=rate.minor < bounds.hourly.minor)


def _marked(ctx: Context[Ledger], text: str, *, low: bool) -> Content:
    return label(f"{ctx.symbols.alert} {text}", style="bold $error") if low else label(text)
