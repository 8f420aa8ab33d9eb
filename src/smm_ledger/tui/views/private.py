"""What no client may see of a quote, on the screen: worded as private, and in one block.

Someone may look over her shoulder. Nothing of it may be used by what a client gets.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from smm_ledger.core.floors import Floors
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.quotes import BoundChange, Quote, hourly_rate
from smm_ledger.core.rounds import hours_of
from smm_ledger.i18n.formatting import format_decimal
from smm_ledger.tui.views.canvas import Canvas, Fact, Lines, facts, heading
from smm_ledger.tui.views.capacity import taken_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smm_ledger.services.capacity import CapacityView

LABELS: Final = {
    "floor": N_("Floor"),
    "target": N_("Target"),
    "walk_away": N_("Walk-away"),
    "alternative": N_("Otherwise"),
}


NO_FLOORS: Final = Floors()


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """What is known of a quote beyond itself.

    Attributes:
        floors: Its floors, typed or derived.
        missing: The line of its checklist, empty where the offer does not change any more.
        taken: How full the months to come are; None: not looked at.
    """

    floors: Floors = NO_FLOORS
    missing: str = ""
    taken: "CapacityView | None" = None


NOTHING: Final = Private()


def private_block(canvas: Canvas, quote: Quote, known: Private = NOTHING) -> Lines:
    """Return bounds, hour, months, note and the trail of the bounds, marked as private."""
    t, bounds = canvas.t, quote.bounds
    offer = quote.accepted or quote.my_last
    rate, floors = hourly_rate(offer), known.floors
    taken = "" if known.taken is None else taken_line(t, known.taken, hours_of(offer.least_lines))
    pairs: Sequence[Fact] = [
        (t(LABELS["floor"]), _floor(canvas, quote, floors)),
        (t(LABELS["target"]), _amount(canvas, bounds.target, quote)),
        (t(LABELS["walk_away"]), bounds.walk_away),
        (t(LABELS["alternative"]), bounds.alternative),
        (t(N_("Per hour")), _hour(canvas, rate, floors.hourly)),
        (t(N_("Months")), taken),
        (t(N_("Note")), quote.note),
        (t(N_("Changed")), "\n".join(_moved(canvas, quote))),
    ]
    told = facts(canvas, pairs)
    title = t(N_("Private: the client never sees this"))
    return [*heading(f"{canvas.symbols.alert} {title}", name="warn"), *told] if told else []


def _amount(canvas: Canvas, minor: int | None, quote: Quote) -> str:
    return "" if minor is None else canvas.money(minor, quote.currency)


def _floor(canvas: Canvas, quote: Quote, floors: Floors) -> str:
    if not floors.derived or floors.net is None or floors.hourly is None:
        return _amount(canvas, quote.bounds.floor, quote)
    return canvas.t(
        N_("{net}, derived: {hours} h at {hourly}; it only informs"),
        net=floors.net,
        hours=format_decimal(hours_of(quote.my_last.least_lines), canvas.t.language),
        hourly=floors.hourly,
    )


def _hour(canvas: Canvas, rate: Money | None, least: Money | None) -> tuple[str, str]:
    if rate is None:
        return "", ""
    if least is None:
        return canvas.money(rate.minor, rate.currency), ""
    text = canvas.t(N_("{rate}, floor {floor}"), rate=rate, floor=least)
    return text, "bad" if rate.minor < least.minor else ""


def _moved(canvas: Canvas, quote: Quote) -> "Sequence[str]":
    """Return the trail of bounds that were moved; what was first written is no move."""
    return [_changed(canvas, quote, one) for one in quote.trail if one.before is not None]


def _changed(canvas: Canvas, quote: Quote, step: BoundChange) -> str:
    def value(it: int | str | None) -> str:
        return _amount(canvas, it, quote) if isinstance(it, int) else it or canvas.symbols.dash

    return canvas.t(
        N_("{day} {field}: {old} to {new}"),
        day=step.date,
        field=canvas.t(LABELS[step.field]),
        old=value(step.before),
        new=value(step.after),
    )
