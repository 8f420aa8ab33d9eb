"""What a client really cost and what it was billed, in twelve months: private."""

from smm_ledger.core.effort import EffortTag
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.i18n.formatting import format_duration
from smm_ledger.services.loads import ClientLoad
from smm_ledger.tui.views.canvas import Canvas, Fact, Lines, facts, heading
from smm_ledger.tui.views.words import word

STYLES = {"normal": "", "odd": "warn", "troll": "bad", "crisis": "bad"}


def load_lines(canvas: Canvas, load: ClientLoad) -> Lines:
    """Return hours by kind, what an hour earned, gifts, and what went beyond retainers."""
    if load.empty:
        return []
    t = canvas.t
    pairs: list[Fact] = []
    if load.stop_work:
        said = ", ".join(load.stop_work)
        pairs.append((t(N_("Work stopped")), (f"{canvas.symbols.alert} {said}", "bad")))
    pairs.append((t(N_("Billed, net")), (_money(canvas, load.billed), "strong")))
    for tag in EffortTag:
        if load.minutes[tag]:
            time = format_duration(load.minutes[tag])
            pairs.append((word(t, tag).capitalize(), (time, STYLES[tag])))
    pairs += [
        (t(N_("An hour earned")), _earned(canvas, load)),
        (t(N_("Unasked-for cost")), _unasked(canvas, load)),
        (t(N_("Gifts")), _gifts(canvas, load)),
        (t(N_("Inside the scope")), str(load.inside or "")),
        (t(N_("Change orders")), str(load.change_orders or "")),
        (t(N_("Beyond, billed")), _money(canvas, load.overage) if load.overage else ""),
        (t(N_("Beyond, to bill")), _open(canvas, load)),
    ]
    title = t(N_("Last 12 months (private)"))
    return [*heading(title), *facts(canvas, pairs)]


def _money(canvas: Canvas, amount: Money) -> str:
    return canvas.money(amount.minor, amount.currency)


def _earned(canvas: Canvas, load: ClientLoad) -> tuple[str, str]:
    """Return what an hour earned, beside what it is worth."""
    if load.earned is None:
        return "", ""
    if load.rate is None:
        return _money(canvas, load.earned), ""
    low = load.earned < load.rate.hour
    said = canvas.t(
        N_("{earned}, worth {rate} ({source})"),
        earned=load.earned,
        rate=load.rate.hour,
        source=load.rate.source,
    )
    return said, "bad" if low else "good"


def _unasked(canvas: Canvas, load: ClientLoad) -> tuple[str, str]:
    return (_money(canvas, load.unasked), "warn") if load.unasked else ("", "")


def _gifts(canvas: Canvas, load: ClientLoad) -> str:
    if not load.gifts:
        return ""
    said = f"{load.gifts}: {_money(canvas, load.gift_value)}"
    if load.uncounted:
        more = canvas.t.ngettext(
            "{n} without hours or rate", "{n} without hours or rate", load.uncounted
        )
        said = f"{said} ({more})"
    return said


def _open(canvas: Canvas, load: ClientLoad) -> tuple[str, str]:
    return (_money(canvas, load.overage_open), "warn") if load.overage_open else ("", "")
