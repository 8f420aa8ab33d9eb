"""Late interest as a sheet: rows, sums, what to know about them, and the claims so far."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from smm_ledger.core.claims import Claim, ClaimState
from smm_ledger.core.marks import N_
from smm_ledger.i18n.formatting import format_percent
from smm_ledger.services.accruals import InterestView
from smm_ledger.services.review import PaidLate
from smm_ledger.tui.views.canvas import Canvas, Cells, Lines, facts, grid, heading, page, paragraph
from smm_ledger.tui.views.words import Mark, word
from smm_ledger.tui.widgets.columns import Column

NAMED: Final = 5
"""Invoices that are named where many were paid late."""

CLAIM_MARKS: Final = {
    ClaimState.OPEN: Mark("partly", N_("open"), "warn"),
    ClaimState.COLLECTED: Mark("done", N_("collected"), "good"),
    ClaimState.WAIVED: Mark("dash", N_("waived"), "dim"),
}


def claim_sheet(canvas: Canvas, own: InterestView, claims: Sequence[Claim]) -> Content:
    """Return the calculation as it stands, and what was claimed before."""
    return page(
        _rows(canvas, own),
        [Content("")],
        _sums(canvas, own),
        *(
            paragraph(
                canvas,
                f"{canvas.symbols.alert} {canvas.t.template(one.template, one.data)}",
                name="warn",
            )
            for one in own.warnings
        ),
        claim_lines(canvas, claims),
    )


def _rows(canvas: Canvas, own: InterestView) -> Lines:
    t = canvas.t
    if not own.segments:
        return paragraph(canvas, t(N_("No interest has accrued.")), name="dim")
    columns = (
        Column("from", t(N_("From")), 11),
        Column("to", t(N_("To")), 11),
        Column("days", t(N_("Days")), 6, align="right", priority=1),
        Column("rate", t(N_("Rate")), 8, align="right"),
        Column("on", t(N_("Principal")), 13, align="right", priority=2),
        Column("amount", t(N_("Interest")), 12, align="right"),
    )
    rows: list[Cells] = [
        (
            canvas.date(row.start),
            canvas.date(row.end),
            str(row.days),
            format_percent(row.percent, t.language, decimals=2),
            canvas.money(row.principal, own.currency),
            canvas.money(row.amount, own.currency),
        )
        for row in own.segments
    ]
    return grid(canvas, columns, rows)


def _sums(canvas: Canvas, own: InterestView) -> Lines:
    t = canvas.t
    cost = _sum(canvas, own.compensation, own.currency)
    return facts(
        canvas,
        [
            (t(N_("Rate")), word(t, own.kind)),
            (t(N_("Interest")), (canvas.money(own.interest, own.currency), "strong")),
            (t(N_("Recovery cost")), (cost, "strong")),
            (t(N_("Up to")), canvas.date(own.accrued_until)),
            (t(N_("Prudent limit")), canvas.date(own.prescription)),
        ],
    )


def claim_lines(canvas: Canvas, claims: Sequence[Claim], *, named: bool = False) -> Lines:
    """Return what was claimed, `named` with the invoice; nothing without any."""
    if not claims:
        return []
    t = canvas.t
    columns = (
        Column("name", "", 10 if named else 9),
        Column("until", "", 11, priority=1),
        Column("amount", "", 12, align="right"),
        Column("state", "", 12, 1),
    )
    rows: list[Cells] = [
        (
            one.invoice if named else one.name,
            canvas.date(one.accrued_until),
            canvas.money(one.total, one.currency),
            CLAIM_MARKS[one.state].cell(t, canvas.symbols),
        )
        for one in claims
    ]
    return [*heading(t(N_("Claims"))), *grid(canvas, columns, rows, titles=False)]


def paid_late_lines(canvas: Canvas, owed: Sequence[PaidLate]) -> Lines:
    """Return what paid invoices earned by being paid late, and which ones; nothing without any."""
    if not owed:
        return []
    t = canvas.t
    lines = heading(t(N_("Paid late, interest not settled")))
    for one in owed:
        others = len(one.invoices) - NAMED
        pairs = [
            (t(N_("Interest")), _sum(canvas, one.interest, one.currency)),
            (t(N_("Recovery cost")), _sum(canvas, one.compensation, one.currency)),
            (t(N_("Invoices")), ", ".join(one.invoices[:NAMED])),
            ("", t.ngettext("and {n} more", "and {n} more", others) if others > 0 else ""),
        ]
        lines += facts(canvas, pairs)
    return lines


def _sum(canvas: Canvas, minor: int | None, currency: str) -> str:
    return "" if minor is None else canvas.money(minor, currency)
