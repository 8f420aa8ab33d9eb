"""The negotiation report as a page: counts, rates with their interval, gifts; for her eyes only.

A rate of fewer than five cases is never drawn, not even as a bar.
"""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from smm_ledger.core.analytics import ENOUGH, Report, WinRate
from smm_ledger.core.marks import N_
from smm_ledger.i18n.formatting import format_money
from smm_ledger.i18n.report_words import (
    GROUPS,
    answer_of,
    concession_of,
    count_of,
    groups_of,
    interval_of,
    name_of,
    rate_of,
)
from smm_ledger.tui.views.canvas import (
    Canvas,
    Cells,
    Lines,
    bar,
    facts,
    grid,
    heading,
    page,
    paragraph,
)
from smm_ledger.tui.widgets.columns import Column

BAR: Final = 12


def negotiation_page(canvas: Canvas, report: Report) -> Content:
    """Return the report for the canvas's width."""
    t = canvas.t
    if not report.overall.n:
        none = paragraph(canvas, t(N_("No quote was won or lost yet.")))
        given: Lines = [Content(""), *_money(canvas, report)] if report.gifts else []
        return page(none, _how(canvas), given)
    blocks: list[Lines] = [
        grid(canvas, _columns(canvas), [_cells(canvas, t(N_("All")), report.overall)]),
        [Content(""), *_money(canvas, report)],
    ]
    for key, rates in groups_of(report):
        rows = [_cells(canvas, name_of(key, rate.name, t), rate) for rate in rates]
        blocks.append(heading(t(GROUPS[key])))
        blocks.append(grid(canvas, _columns(canvas), rows, titles=False))
    note = t(N_("Under {n} quotes there is a count and no rate: it would say nothing."), n=ENOUGH)
    return page(*blocks, [Content("")], paragraph(canvas, note, name="dim"))


def _how(canvas: Canvas) -> Lines:
    text = canvas.t(N_("3 shows the quotes: there, a records a yes and x a no."))
    return paragraph(canvas, text, name="dim")


def _columns(canvas: Canvas) -> Sequence[Column]:
    t = canvas.t
    return (
        Column("name", t(N_("Quotes")), 14, 1),
        Column("won", t(N_("Won")), 9, align="right"),
        Column("rate", t(N_("Rate")), 6, align="right"),
        Column("interval", t(N_("95% interval")), 14, align="right", priority=1),
        Column("bar", "", BAR, priority=2),
    )


def _cells(canvas: Canvas, name: str, rate: WinRate) -> Cells:
    drawn = "" if rate.percent is None else bar(canvas, rate.won, rate.n, BAR)
    return (
        name,
        (count_of(rate, canvas.t), "strong"),
        rate_of(rate, canvas.t),
        (interval_of(rate, canvas.t), "dim"),
        (drawn, "accent"),
    )


def _money(canvas: Canvas, report: Report) -> Lines:
    t = canvas.t
    gifts = ", ".join(format_money(one, t.language) for one in report.gifts)
    return facts(
        canvas,
        [
            (t(N_("Given for nothing")), (gifts, "warn") if gifts else t(N_("nothing"))),
            (t(N_("Came down by")), concession_of(report.concession, t)),
            (t(N_("First answer after")), answer_of(report.days_to_answer, t)),
        ],
    )
