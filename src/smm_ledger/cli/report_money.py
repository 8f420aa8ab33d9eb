"""`report aging`, `revenue`, `cash`, `stamp`, `clients`, `losses`, `cashflow`: money."""

from collections.abc import Callable
from typing import Final

from smm_ledger.cli.commands import Opt
from smm_ledger.cli.report_rows import Sheet, revenue_sums, rows_of
from smm_ledger.cli.reports import Answer, Shape, answer_report, csv_option, report
from smm_ledger.cli.session import Session
from smm_ledger.cli.shapes import amount, day
from smm_ledger.cli.tables import Column, facts, table, wrap
from smm_ledger.cli.values import day as day_value
from smm_ledger.cli.values import year as year_value
from smm_ledger.core.forecast import MOST_WEEKS, WEEKS, Cashflow, PayerRow
from smm_ledger.core.marks import N_
from smm_ledger.core.reports import Cash
from smm_ledger.i18n import money_tables
from smm_ledger.i18n.money_tables import ReportTable
from smm_ledger.i18n.parsing import parse_int

WIDTH: Final = 80


def _year_option() -> Opt:
    return Opt("--year", N_("of another year than this one"), "YYYY")


def text_of(shown: ReportTable) -> str:
    """Return a report in words as text that fits 80 columns."""
    columns = [
        Column(column.title, right=column.right, flexible=column.least > 0)
        for column in shown.columns
    ]
    parts = [table(columns, shown.rows) if shown.rows else shown.empty, facts(shown.facts)]
    parts += ["\n".join(wrap(note, WIDTH)) for note in shown.notes if shown.rows]
    return "\n\n".join(filter(None, parts))


def _answer(
    session: Session,
    csv: str | None,
    *,
    of: Shape,
    sheet: Sheet,
    shown: Callable[[], ReportTable],
    more: Shape | None = None,
) -> None:
    answer = Answer(of=of, sheet=sheet, more=more or {}, text=lambda: text_of(shown()))
    answer_report(session, answer, csv)


@report.verb(
    "aging",
    N_("What is owed, by client, currency and age."),
    "report aging --csv aging.csv",
    Opt("--as-of", N_("as of another day"), "DATE"),
    csv_option(),
)
def aging(session: Session, as_of: str | None, csv: str | None) -> None:
    """Print the aging report."""
    found = session.ledger.reports.aging(as_of=day_value(session, as_of, "as_of"))
    _answer(
        session,
        csv,
        of={"as_of": day(found.as_of)},
        sheet=rows_of("aging", found),
        shown=lambda: money_tables.aging_table(found, session.t),
    )


@report.verb(
    "revenue",
    N_("What was invoiced, by month, client and currency."),
    "report revenue --year 2026",
    _year_option(),
    csv_option(),
)
def revenue(session: Session, year: str | None, csv: str | None) -> None:
    """Print the revenue report."""
    found = session.ledger.reports.revenue(year_value(year))
    _answer(
        session,
        csv,
        of={"period": str(found.year)},
        sheet=rows_of("revenue", found),
        shown=lambda: money_tables.revenue_table(found, session.t),
        more={"totals": [revenue_sums(row) for row in found.whole()]},
    )


@report.verb(
    "cash",
    N_("What came in, by month, against the limit of the regime."),
    "report cash --year 2026",
    _year_option(),
    csv_option(),
)
def cash(session: Session, year: str | None, csv: str | None) -> None:
    """Print the cash report."""
    found = session.ledger.reports.cash(year_value(year))
    _answer(
        session,
        csv,
        of={"period": str(found.year)},
        sheet=rows_of("cash", found),
        shown=lambda: money_tables.cash_table(found, session.t),
        more=_limit(found),
    )


def _limit(found: Cash) -> Shape:
    limit, code = found.limit, found.currency
    return {
        "currency": code,
        "limit": amount(limit.next_year, code) if limit else None,
        "limit_at_once": amount(limit.at_once, code) if limit else None,
        "used": amount(found.used, code),
        "left": amount(found.left, code),
        "not_counted": list(found.elsewhere) if limit else [],
    }


@report.verb(
    "stamp",
    N_("The stamp duty due for each quarter."),
    "report stamp --year 2026",
    _year_option(),
    csv_option(),
)
def stamp(session: Session, year: str | None, csv: str | None) -> None:
    """Print the stamp duty report."""
    found = session.ledger.reports.stamp(year_value(year))
    _answer(
        session,
        csv,
        of={"period": str(found.year)},
        sheet=rows_of("stamp", found),
        shown=lambda: money_tables.stamp_table(found, session.t),
    )


@report.verb(
    "clients",
    N_("Clients: what was billed, paid and is open, and how late they pay."),
    "report clients --csv clients-report.csv",
    csv_option(),
)
def clients(session: Session, csv: str | None) -> None:
    """Print the report on clients."""
    found = session.ledger.reports.clients()
    _answer(
        session,
        csv,
        of={"as_of": day(found.as_of)},
        sheet=rows_of("clients", found),
        shown=lambda: money_tables.clients_table(found, session.t),
    )


@report.verb(
    "losses",
    N_("What was written off, and what of it was recovered later."),
    "report losses",
    csv_option(),
)
def losses(session: Session, csv: str | None) -> None:
    """Print the report on losses."""
    found = session.ledger.reports.losses()
    totals = [
        {"currency": code, "amount": amount(minor, code)} for code, minor in found.totals().items()
    ]
    _answer(
        session,
        csv,
        of={"as_of": day(found.as_of)},
        sheet=rows_of("losses", found),
        shown=lambda: money_tables.losses_table(found, session.t),
        more={"totals": totals},
    )


@report.verb(
    "cashflow",
    N_("What will come in by week, from how late each client pays, and planned retainers."),
    "report cashflow --weeks 8",
    Opt("--weeks", N_("how many weeks; 13 without it"), "N"),
    csv_option(),
)
def cashflow(session: Session, weeks: str | None, csv: str | None) -> None:
    """Print the forecast."""
    count = WEEKS if weeks is None else parse_int(weeks, field="weeks", low=1, high=MOST_WEEKS)
    found = session.ledger.reports.cashflow(count)
    _answer(
        session,
        csv,
        of={"as_of": day(found.as_of)},
        sheet=rows_of("cashflow", found),
        shown=lambda: money_tables.cashflow_table(found, session.t),
        more={"totals": _wholes(found), "clients": [_payer(row) for row in found.payers]},
    )


def _wholes(found: Cashflow) -> list[Shape]:
    return [
        {
            "currency": one.currency,
            "open": amount(one.open, one.currency),
            "retainers": amount(one.planned, one.currency),
            "total": amount(one.total, one.currency),
            "credit": amount(one.credit, one.currency),
        }
        for one in found.wholes
    ]


def _payer(row: PayerRow) -> Shape:
    early, median, late = row.days or (None, None, None)
    return {
        "client": row.client,
        "client_name": row.client_name,
        "currency": row.currency,
        "n": row.n,
        "early_days_late": early,
        "median_days_late": median,
        "late_days_late": late,
        "promises": row.promises,
        "keep_rate": row.keep_rate,
    }
