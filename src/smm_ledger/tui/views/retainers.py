"""Canoni: the list's columns and rows, and the page of one retainer."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from smm_ledger.core.lines import gross_nets
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money, number
from smm_ledger.core.retainers import (
    Period,
    Retainer,
    beyond,
    due,
    missed,
    numbered,
    period_on,
    spend_of,
    used,
)
from smm_ledger.core.states import RetainerState
from smm_ledger.i18n.formatting import format_decimal, format_money
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.loads import ClientLoad
from smm_ledger.services.work_rests import WorkAdvice, advice_text
from smm_ledger.tui.views.canvas import (
    Canvas,
    Lines,
    bar,
    facts,
    grid,
    heading,
    page,
    paragraph,
    styled,
)
from smm_ledger.tui.views.loads import load_lines
from smm_ledger.tui.views.words import Mark
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Cell, Row

BAR: Final = 12
SHOWN: Final = 14
"""Periods that are listed, the newest last."""

USAGE: Final = 8
EVERY: Final = {
    "month": N_("every month"),
    "quarter": N_("every quarter"),
    "year": N_("every year"),
}
MARKS: Final = {
    "active": Mark("right", N_("running"), "accent"),
    "due": Mark("partly", N_("to invoice"), "warn"),
    "paused": Mark("dash", N_("paused"), "dim"),
    "ended": Mark("dash", N_("ended"), "dim"),
    "stopped": Mark("alert", N_("work stopped"), "bad"),
    "missed": Mark("alert", N_("missed"), "bad"),
    "invoiced": Mark("done", N_("invoiced"), "good"),
    "skipped": Mark("dash", N_("skipped"), "dim"),
}


def retainer_columns(t: Translator) -> Sequence[Column]:
    """Return the columns; name, client and state stay on every terminal."""
    return (
        Column("name", t(N_("Retainer")), 11),
        Column("client", t(N_("Client")), 14, 2),
        Column("title", t(N_("What for")), 12, 2, priority=2),
        Column("every", t(N_("Period")), 14, priority=4),
        Column("next", t(N_("Next")), 11, priority=3),
        Column("net", t(N_("Net")), 12, align="right", priority=1),
        Column("state", t(N_("State")), 16),
    )


def retainer_mark(canvas: Canvas, own: Retainer) -> Mark:
    """Return how its state looks: what needs a hand comes first."""
    if own.stop_work is not None:
        return MARKS["stopped"]
    if own.next_due is not None and own.next_due <= canvas.today:
        return MARKS["due"]
    return MARKS[own.state]


def retainer_row(canvas: Canvas, own: Retainer, client: str) -> Row:
    """Return a retainer's row; `client` is the name."""
    return Row(
        own.name,
        (
            own.name,
            client,
            own.title,
            (canvas.t(EVERY[own.every]), "dim"),
            canvas.date(own.next_due),
            canvas.money(own.net.minor, own.currency),
            retainer_mark(canvas, own).cell(canvas.t, canvas.symbols),
        ),
        "dim" if own.state is RetainerState.ENDED else "",
    )


def retainer_page(
    canvas: Canvas, own: Retainer, client: str, load: ClientLoad, work: WorkAdvice | None = None
) -> Content:
    """Return all that is known of a retainer, and of its client in the last twelve months.

    Args:
        canvas: Where it is drawn.
        own: The retainer.
        client: Its client's name.
        load: What the client really cost.
        work: What to do about its work, or None.
    """
    return page(
        _head(canvas, own, client),
        paragraph(canvas, advice_text(work, canvas.t), name="warn") if work else [],
        _included(canvas, own),
        _periods(canvas, own),
        load_lines(canvas, load),
        _lines(canvas, own),
        _usage(canvas, own),
    )


def _head(canvas: Canvas, own: Retainer, client: str) -> Lines:
    t = canvas.t
    lines = paragraph(canvas, own.title, name="title")
    pairs: list[tuple[str, Cell]] = [
        (t(N_("Client")), client),
        (t(N_("State")), retainer_mark(canvas, own).cell(t, canvas.symbols)),
        (t(N_("Work rests since")), (canvas.date(own.stop_work), "bad")),
        (t(N_("Net")), (canvas.money(own.net.minor, own.currency), "strong")),
        (t(N_("Period")), t(EVERY[own.every])),
        (t(N_("From")), canvas.date(own.start)),
        (t(N_("To")), canvas.date(own.end)),
        (t(N_("Next")), canvas.date(own.next_due)),
    ]
    return [*lines, *facts(canvas, pairs)]


def _included(canvas: Canvas, own: Retainer) -> Lines:
    """Return what the period that runs includes, what of it is used, and what is to bill."""
    t = canvas.t
    period = period_on(own, canvas.today)
    no = period.no if period else 0
    mine, over = used(own), _beyond(canvas, own)
    rows: list[Sequence[Cell]] = []
    for one in own.agreed:
        had = mine.get((no, one.service), one.included * 0)
        if not (one.included or had or one.service in over):
            continue
        style = "bad" if had > one.included else "good"
        share = bar(canvas, int(had * 100), int(one.included * 100), BAR) if one.included else ""
        rows.append(
            (
                one.service,
                f"{format_decimal(had, t.language)}/{format_decimal(one.included, t.language)}",
                (share, style),
                (over.get(one.service, ""), "warn"),
            )
        )
    if not rows:
        return []
    columns = (
        Column("service", t(N_("Service")), 12, 1),
        Column("used", t(N_("Used")), 8, align="right"),
        Column("bar", "", BAR, priority=1),
        *((Column("beyond", t(N_("To bill beyond")), 16, align="right"),) if over else ()),
    )
    return [*heading(t(N_("This period"))), *grid(canvas, columns, rows)]


def _beyond(canvas: Canvas, own: Retainer) -> dict[str, str]:
    sums: dict[str, Money] = {}
    for one in beyond(own):
        amount = Money.of(one.quantity * one.price, own.currency)
        sums[one.service] = sums.get(one.service, Money.zero(own.currency)) + amount
    return {service: canvas.money(one.minor, one.currency) for service, one in sums.items()}


def _periods(canvas: Canvas, own: Retainer) -> Lines:
    """Return the last periods with what became of them."""
    t = canvas.t
    told: list[tuple[Period, Mark, str]] = []
    for one in own.periods:
        mark = MARKS["invoiced" if one.invoice_id is not None else "skipped"]
        told.append((numbered(own, one.no), mark, one.invoice or one.reason))
    for period in due(own, canvas.today):
        mark = MARKS["missed" if missed(period, canvas.today) else "due"]
        told.append((period, mark, ""))
    if not told:
        return []
    told.sort(key=lambda one: (one[0].start, -one[0].no))
    columns = (
        Column("period", t(N_("Period")), 8),
        Column("from", t(N_("From")), 11, priority=1),
        Column("state", t(N_("State")), 14),
        Column("what", t(N_("Invoice or reason")), 12, 1),
        Column("spend", t(N_("Really spent")), 15, align="right", priority=2),
    )
    rows = [
        (
            period.name,
            canvas.date(period.start),
            mark.cell(t, canvas.symbols),
            what,
            _spend(canvas, own, period),
        )
        for period, mark, what in told[-SHOWN:]
    ]
    return [*heading(t(N_("Periods"))), *grid(canvas, columns, rows)]


def _spend(canvas: Canvas, own: Retainer, period: Period) -> str:
    spend = spend_of(own, period.no)
    return format_money(Money.of(spend.amount, own.currency), canvas.t.language) if spend else ""


def _lines(canvas: Canvas, own: Retainer) -> Lines:
    t = canvas.t
    columns = (
        Column("description", t(N_("Description")), 16, 1),
        Column("quantity", t(N_("Qty")), 6, align="right"),
        Column("net", t(N_("Net")), 12, align="right"),
    )
    nets = gross_nets(own.lines, own.currency)
    rows = [
        (line.description, number(line.quantity), canvas.money(net, own.currency))
        for line, net in zip(own.lines, nets, strict=True)
    ]
    return [*heading(t(N_("As signed"))), *grid(canvas, columns, rows)]


def _usage(canvas: Canvas, own: Retainer) -> Lines:
    """Return the last units that were logged, newest first."""
    if not own.usage:
        return []
    t = canvas.t
    lines = heading(t(N_("Used lately")))
    for one in reversed(own.usage[-USAGE:]):
        tag = "" if one.tag == "normal" else str(one.tag)
        said = f"{canvas.date(one.date)}  {number(one.quantity)} {one.service}"
        note = " ".join(filter(None, (tag, one.note)))
        lines.append(styled(said) + styled(f"  {note}" if note else "", "dim"))
    return lines
