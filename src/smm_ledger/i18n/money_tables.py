"""The reports on money as tables of words: columns, rows, facts and notes in the user's language.

Both front ends draw them, so they are written here once. Nothing here computes: figures come
finished, and amounts of two currencies never stand in one cell.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from smm_ledger.core.collections import Bucket
from smm_ledger.core.forecast import Cashflow, Week
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.reports import (
    Aging,
    Cash,
    Clients,
    Losses,
    LossKind,
    Revenue,
    RevenueRow,
    StampDuty,
)
from smm_ledger.i18n.figures import money
from smm_ledger.i18n.formatting import format_date, format_money, format_month
from smm_ledger.i18n.translator import Translator

INDENT: Final = "  "

_AGES: Final = {
    Bucket.CURRENT: N_("Not due"),
    Bucket.D1_30: "1-30",
    Bucket.D31_60: "31-60",
    Bucket.D61_90: "61-90",
    Bucket.D90_PLUS: "90+",
}
_LOSSES: Final = {
    LossKind.WRITE_OFF: N_("written off"),
    LossKind.RECOVERY: N_("recovered"),
    LossKind.BANK_FEE: N_("bank fee"),
}


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column.

    Attributes:
        title: In the user's language.
        right: Whether its cells are figures.
        least: The column that may shrink, and down to how many characters; 0: none of them.
        priority: 0 always stays; of the others the greatest is dropped first where room is short.
    """

    title: str
    right: bool = False
    least: int = 0
    priority: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """A report in words.

    Attributes:
        empty: What is said instead of a table without rows.
        facts: Names with their values, below the table.
        notes: Sentences below all.
    """

    columns: Sequence[TableColumn]
    rows: Sequence[Sequence[str]]
    empty: str
    facts: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()


def aging_table(report: Aging, t: Translator) -> ReportTable:
    """Return what is owed by client and age; an empty cell is nothing."""
    day = format_date(report.as_of, t.language)
    sums: dict[str, int] = {}
    for row in report.rows:
        sums[row.currency] = sums.get(row.currency, 0) + row.open
    return ReportTable(
        columns=[
            TableColumn(t(N_("Client")), least=10),
            *(
                TableColumn(t(title), right=True, priority=1 if bucket is Bucket.CURRENT else 0)
                for bucket, title in _AGES.items()
            ),
            TableColumn(t(N_("Open")), right=True),
        ],
        rows=[
            [
                row.client_name,
                *(_figure(t, row.buckets[bucket], row.currency) for bucket in _AGES),
                money(t, row.open, row.currency),
            ]
            for row in report.rows
        ],
        empty=t(N_("Nobody owes anything on {day}."), day=day),
        facts=[(t(N_("Open on {day}"), day=day), money(t, *one)) for one in _pairs(sums)],
        notes=[t(N_("Ages are days since the due date of each instalment."))] if sums else [],
    )


def revenue_table(report: Revenue, t: Translator) -> ReportTable:
    """Return each month's sum, and its clients below it."""
    rows: list[Sequence[str]] = []
    for month in report.months():
        rows.append(_revenue(t, format_month(month.month, t.language), month))
        rows += [
            _revenue(t, INDENT + row.client_name, row)
            for row in report.rows
            if (row.month, row.currency) == (month.month, month.currency)
        ]
    whole = report.whole()
    return ReportTable(
        columns=[
            TableColumn(t(N_("Invoiced")), least=12),
            TableColumn(t(N_("Net")), right=True),
            TableColumn(t(N_("Contribution")), right=True, priority=2),
            TableColumn(t(N_("VAT")), right=True, priority=1),
            TableColumn(t(N_("Stamp duty")), right=True, priority=3),
            TableColumn(t(N_("Total")), right=True),
        ],
        rows=[*rows, *(_revenue(t, t(N_("Year {year}"), year=report.year), one) for one in whole)],
        empty=t(N_("Nothing was invoiced in {year}."), year=report.year),
        facts=[
            (t(N_("Credited")), money(t, one.credited, one.currency))
            for one in whole
            if one.credited
        ],
        notes=[t(N_("Less credit notes. What was written off stays revenue: see losses."))],
    )


def _revenue(t: Translator, name: str, row: RevenueRow) -> Sequence[str]:
    return [
        name,
        money(t, row.net, row.currency),
        _figure(t, row.social_contribution, row.currency),
        _figure(t, row.tax, row.currency),
        _figure(t, row.stamp, row.currency),
        money(t, row.total, row.currency),
    ]


def cash_table(report: Cash, t: Translator) -> ReportTable:
    """Return what came in by month, and how much of the limit is used."""
    facts: list[tuple[str, str]] = []
    notes: list[str] = []
    limit = report.limit
    if limit is not None and report.left is not None:
        code = report.currency
        facts = [
            (t(N_("Limit of the year")), money(t, limit.next_year, code)),
            (t(N_("Used")), money(t, report.used, code)),
            (t(N_("Left")), money(t, report.left, code)),
        ]
        if limit.at_once is not None:
            facts.append((t(N_("Out at once above")), money(t, limit.at_once, code)))
        notes.append(
            t(N_("The flat-rate scheme ends with the year: the limit is passed."))
            if report.left < 0
            else t(N_("All money that came in counts, by the day on which it came."))
        )
        if report.elsewhere:
            names = ", ".join(report.elsewhere)
            notes.append(t(N_("Not counted, for want of a rate: {currencies}."), currencies=names))
    return ReportTable(
        columns=[
            TableColumn(t(N_("Money in")), least=10),
            TableColumn(t(N_("Payments")), right=True, priority=1),
            TableColumn(t(N_("Amount")), right=True),
            TableColumn(t(N_("Year so far")), right=True),
        ],
        rows=[
            [
                format_month(row.month, t.language),
                str(row.payments),
                money(t, row.amount, row.currency),
                money(t, row.so_far, row.currency),
            ]
            for row in report.rows
        ],
        empty=t(N_("No money came in in {year}."), year=report.year),
        facts=facts,
        notes=notes,
    )


def stamp_table(report: StampDuty, t: Translator) -> ReportTable:
    """Return the stamp duty of each quarter, and by when it is paid."""
    return ReportTable(
        columns=[
            TableColumn(t(N_("Quarter")), least=8),
            TableColumn(t(N_("Documents")), right=True),
            TableColumn(t(N_("Duty")), right=True),
            TableColumn(t(N_("Recharged")), right=True, priority=1),
            TableColumn(t(N_("Pay by"))),
            TableColumn(t(N_("At the latest")), priority=2),
        ],
        rows=[
            [
                f"{row.quarter}/{report.year}",
                str(row.documents),
                money(t, row.duty, row.currency),
                _figure(t, row.recharged, row.currency),
                format_date(row.pay_by, t.language) if row.pay_by else "",
                format_date(row.at_latest, t.language) if row.at_latest else "",
            ]
            for row in report.rows
        ],
        empty=t(N_("No document of {year} bears stamp duty."), year=report.year),
        notes=[t(N_("Up to €5,000 the first quarters may wait for the later date."))]
        if report.rows
        else [],
    )


def clients_table(report: Clients, t: Translator) -> ReportTable:
    """Return each client's history."""
    return ReportTable(
        columns=[
            TableColumn(t(N_("Client")), least=10),
            TableColumn(t(N_("Billed")), right=True),
            TableColumn(t(N_("Paid")), right=True, priority=1),
            TableColumn(t(N_("Open")), right=True),
            TableColumn(t(N_("Overdue")), right=True, priority=2),
            TableColumn(t(N_("Days late")), right=True),
        ],
        rows=[
            [
                row.client_name,
                money(t, row.billed, row.currency),
                _figure(t, row.paid, row.currency),
                _figure(t, row.open, row.currency),
                _figure(t, row.overdue, row.currency),
                ""
                if row.median_days_late is None
                else f"{row.median_days_late} ({row.paid_invoices})",
            ]
            for row in report.rows
        ],
        empty=t(N_("Nothing was invoiced yet.")),
        notes=[
            t(
                N_(
                    "Days late: the median, weighted by amount; in brackets, of how many paid"
                    " invoices."
                )
            )
        ]
        if report.rows
        else [],
    )


def losses_table(report: Losses, t: Translator) -> ReportTable:
    """Return each write-off and each recovery on its day."""
    return ReportTable(
        columns=[
            TableColumn(t(N_("Date"))),
            TableColumn(t(N_("What"))),
            TableColumn(t(N_("Invoice"))),
            TableColumn(t(N_("Client")), least=10),
            TableColumn(t(N_("Amount")), right=True),
        ],
        rows=[
            [
                format_date(row.date, t.language),
                t(_LOSSES[row.kind]),
                row.invoice,
                row.client_name,
                money(t, row.amount, row.currency),
            ]
            for row in report.rows
        ],
        empty=t(N_("Nothing was given up.")),
        facts=[(t(N_("Lost for good")), money(t, *one)) for one in _pairs(report.totals())],
    )


def cashflow_table(report: Cashflow, t: Translator) -> ReportTable:
    """Return what comes in each week, and between which sums it will be by then."""
    facts: list[tuple[str, str]] = []
    for one in report.wholes:
        facts += [
            (t(N_("Open")), money(t, one.open, one.currency)),
            (t(N_("Planned retainers")), money(t, one.planned, one.currency)),
            (t(N_("Together")), money(t, one.total, one.currency)),
        ]
        if one.credit:
            facts.append((t(N_("Credit, not taken off")), money(t, one.credit, one.currency)))
    return ReportTable(
        columns=[
            TableColumn(t(N_("Week from")), least=10),
            TableColumn(t(N_("Expected")), right=True),
            TableColumn(t(N_("Retainers")), right=True, priority=1),
            TableColumn(t(N_("At least")), right=True, priority=2),
            TableColumn(t(N_("So far")), right=True),
            TableColumn(t(N_("At most")), right=True, priority=2),
        ],
        rows=[_week(t, week) for week in report.weeks],
        empty=t(N_("Nothing is owed, and no retainer is planned.")),
        facts=facts,
        notes=[
            t(
                N_(
                    "Due dates are moved by each client's own lateness: its median, and its"
                    " quartiles for what has come in by the end of a week at least and at most."
                    " Of a client with fewer than three paid invoices everybody's counts."
                )
            )
        ],
    )


def _week(t: Translator, week: Week) -> Sequence[str]:
    early, expected, late = week.so_far
    return [
        t(N_("later")) if week.start is None else format_date(week.start, t.language),
        money(t, week.amounts[1], week.currency),
        _figure(t, week.planned, week.currency),
        _figure(t, late, week.currency),
        _figure(t, expected, week.currency),
        _figure(t, early, week.currency),
    ]


def _figure(t: Translator, minor: int, currency: str) -> str:
    """Return a figure without its currency, which the row says elsewhere; nothing for zero."""
    return format_money(Money(minor, currency), t.language, with_symbol=False) if minor else ""


def _pairs(sums: dict[str, int]) -> list[tuple[int, str]]:
    return [(minor, currency) for currency, minor in sorted(sums.items())]
