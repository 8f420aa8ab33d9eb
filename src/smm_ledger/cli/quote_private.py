"""What no client may see of a quote, as JSON and as text: the one place that shows it."""

from typing import Final

from smm_ledger.cli.shapes import Shape, amount, day, text
from smm_ledger.cli.tables import facts
from smm_ledger.cli.words import date, money, money_of
from smm_ledger.core.floors import Floors
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.quotes import BoundChange, Quote
from smm_ledger.core.rounds import Round, hours_of
from smm_ledger.i18n.formatting import format_decimal
from smm_ledger.i18n.translator import Translator

NOTHING: Final = "–"

LABELS: Final = {
    "floor": N_("Floor"),
    "target": N_("Target"),
    "walk_away": N_("Walk away"),
    "alternative": N_("Alternative"),
}
"""How the private bounds are called."""


def with_private(shape: Shape, own: Quote, floors: Floors) -> Shape:
    """Return the shape of a quote with `private`, and what is private of each round."""
    shown = shape["rounds"]
    rounds = shown if isinstance(shown, list) else []
    told = zip(rounds, own.rounds, strict=True)
    return shape | {
        "rounds": [{**one, "private": _claim(offer, own.currency)} for one, offer in told],
        "private": _private(own, floors),
    }


def _claim(offer: Round, currency: str) -> Shape:
    return {
        "competitor": text(offer.competitor),
        "competitor_price": amount(offer.competitor_price, currency),
        "competitor_verified": offer.competitor_verified,
    }


def _private(own: Quote, floors: Floors) -> Shape:
    rate, bounds = own.hourly_rate(), own.bounds
    reasons = [offer.below_floor for offer in own.rounds if offer.below_floor is not None]
    return {
        "floor": amount(bounds.floor, own.currency),
        "target": amount(bounds.target, own.currency),
        "walk_away": text(bounds.walk_away),
        "alternative": text(bounds.alternative),
        "hourly_floor": _exact(floors.hourly),
        "derived_floor": _exact(floors.net) if floors.derived else None,
        "hourly_rate": _exact(rate),
        "below_floor_reasons": reasons,
        "trail": [_step(change, own.currency) for change in own.trail],
    }


def _exact(value: Money | None) -> str | None:
    return None if value is None else str(value)


def _step(change: BoundChange, currency: str) -> Shape:
    def value(it: int | str | None) -> str | None:
        return amount(it, currency) if isinstance(it, int) else it

    return {
        "date": day(change.date),
        "field": change.field,
        "from": value(change.before),
        "to": value(change.after),
    }


def private_text(t: Translator, own: Quote, floors: Floors) -> str:
    """Return the private part of a quote for the person whose quote it is."""
    bounds, rate = own.bounds, own.hourly_rate()
    target = "" if bounds.target is None else money(t, bounds.target, own.currency)
    claims = "\n".join(filter(None, (_claimed(t, own, offer) for offer in own.rounds)))
    trail = "\n".join(_told(t, own, change) for change in own.trail)
    return facts(
        [
            (t(LABELS["floor"]), _floor(t, own, floors)),
            (t(LABELS["target"]), target),
            (t(LABELS["walk_away"]), bounds.walk_away),
            (t(LABELS["alternative"]), bounds.alternative),
            (t(N_("Per hour")), money_of(t, rate)),
            (t(N_("Floor of an hour")), money_of(t, floors.hourly)),
            (t(N_("Rivals")), claims),
            (t(N_("Private note")), own.note),
            (t(N_("Changed")), trail),
        ]
    )


def _floor(t: Translator, own: Quote, floors: Floors) -> str:
    if not floors.derived or floors.hourly is None or floors.net is None:
        return money_of(t, floors.net)
    return t(
        N_("{net}, derived: {hours} h at {hourly}; it only informs"),
        net=money_of(t, floors.net),
        hours=format_decimal(hours_of(own.my_last.least_lines), t.language),
        hourly=money_of(t, floors.hourly),
    )


def _claimed(t: Translator, own: Quote, offer: Round) -> str:
    if not (offer.competitor or offer.competitor_price is not None):
        return ""
    price = offer.competitor_price
    return " · ".join(
        filter(
            None,
            (
                t(N_("round {seq}"), seq=offer.seq),
                offer.competitor,
                "" if price is None else money(t, price, own.currency),
                _seen(t, verified=offer.competitor_verified),
            ),
        )
    )


def _seen(t: Translator, *, verified: bool | None) -> str:
    if verified is None:
        return ""
    return t(N_("offer seen")) if verified else t(N_("offer not seen"))


def _told(t: Translator, own: Quote, change: BoundChange) -> str:
    def value(it: int | str | None) -> str:
        return money(t, it, own.currency) if isinstance(it, int) else it or NOTHING

    return t(
        N_("{day} {field}: {old} → {new}"),
        day=date(t, change.date),
        field=t(LABELS[change.field]),
        old=value(change.before),
        new=value(change.after),
    )
