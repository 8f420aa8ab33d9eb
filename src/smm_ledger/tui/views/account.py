"""A client's statement of account as a page: its movements per currency, with what is owed."""

from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.i18n.figures import money
from smm_ledger.i18n.formatting import format_date
from smm_ledger.i18n.money_tables import ReportTable, TableColumn
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.letters import Account, Statement
from smm_ledger.services.statement_words import movement
from smm_ledger.tui.views.canvas import Canvas
from smm_ledger.tui.views.report_money import table_page


def statement_page(canvas: Canvas, own: Statement) -> Content:
    """Return the statement for the canvas's width, an account below the other."""
    if not own.accounts:
        return Content(canvas.t(N_("There is nothing to state in these days.")))
    pages = [table_page(canvas, _table(canvas.t, account)) for account in own.accounts]
    return Content("\n\n").join(pages)


def _table(t: Translator, own: Account) -> ReportTable:
    opening = ("", t(N_("Opening balance")), "", money(t, own.opening, own.currency))
    rows = [
        (
            format_date(row.date, t.language),
            movement(row, t),
            money(t, row.amount, own.currency),
            money(t, row.balance, own.currency),
        )
        for row in own.rows
    ]
    sums = [(t(N_("Closing balance")), money(t, own.closing, own.currency))]
    if own.credit:
        sums.append((t(N_("Client's credit")), money(t, own.credit, own.currency)))
    return ReportTable(
        columns=[
            TableColumn(t(N_("Date"))),
            TableColumn(t(N_("Movement")), least=16),
            TableColumn(t(N_("Amount")), right=True),
            TableColumn(t(N_("Balance")), right=True),
        ],
        rows=[opening, *rows],
        empty="",
        facts=sums,
    )
