"""Which reports there are: each a title, what it reads and how it is drawn.

A report is added by one entry here; the screen knows none of them by name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.i18n import money_tables
from smm_ledger.i18n.money_tables import ReportTable
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.views.canvas import Canvas
from smm_ledger.tui.views.report_money import table_page
from smm_ledger.tui.views.report_negotiation import negotiation_page

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntry(Generic[R]):
    """A report.

    Attributes:
        key: Its name on the command line, too (`report negotiation`).
        title: Marked; what it is called in the list.
        about: Marked; one line beside it.
        read: Asks a service for it, of a year where it is one of a year (None: this one).
        draw: Draws what was read, for the width of a canvas.
        yearly: Whether it is one of a year.
    """

    key: str
    title: str
    about: str
    read: Callable[[Ledger, int | None], R]
    draw: Callable[[Canvas, R], Content]
    yearly: bool = False


def _drawn(
    words: Callable[[R, Translator], ReportTable],
) -> Callable[[Canvas, R], Content]:
    return lambda canvas, found: table_page(canvas, words(found, canvas.t))


REPORTS: Final[tuple[ReportEntry[Any], ...]] = (
    ReportEntry(
        key="negotiation",
        title=N_("Negotiation"),
        about=N_("quotes won and lost, gifts, time to an answer"),
        read=lambda ledger, _: ledger.reports.negotiation(),
        draw=negotiation_page,
    ),
    ReportEntry(
        key="aging",
        title=N_("Aging"),
        about=N_("what is owed, by client and age"),
        read=lambda ledger, _: ledger.reports.aging(),
        draw=_drawn(money_tables.aging_table),
    ),
    ReportEntry(
        key="revenue",
        title=N_("Revenue"),
        about=N_("what was invoiced this year, by month and client"),
        read=lambda ledger, year: ledger.reports.revenue(year),
        yearly=True,
        draw=_drawn(money_tables.revenue_table),
    ),
    ReportEntry(
        key="cash",
        title=N_("Money in"),
        about=N_("what came in this year, against the limit"),
        read=lambda ledger, year: ledger.reports.cash(year),
        yearly=True,
        draw=_drawn(money_tables.cash_table),
    ),
    ReportEntry(
        key="stamp",
        title=N_("Stamp duty"),
        about=N_("what is due for each quarter"),
        read=lambda ledger, year: ledger.reports.stamp(year),
        yearly=True,
        draw=_drawn(money_tables.stamp_table),
    ),
    ReportEntry(
        key="clients",
        title=N_("Clients"),
        about=N_("what was billed, and how late they pay"),
        read=lambda ledger, _: ledger.reports.clients(),
        draw=_drawn(money_tables.clients_table),
    ),
    ReportEntry(
        key="cashflow",
        title=N_("Forecast"),
        about=N_("what will come in, week by week"),
        read=lambda ledger, _: ledger.reports.cashflow(),
        draw=_drawn(money_tables.cashflow_table),
    ),
    ReportEntry(
        key="losses",
        title=N_("Losses"),
        about=N_("what was written off, and recovered"),
        read=lambda ledger, _: ledger.reports.losses(),
        draw=_drawn(money_tables.losses_table),
    ),
)
"""The reports in the order of the list."""
