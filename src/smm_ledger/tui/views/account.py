"""A client's statement of account as a page: its movements per currency, with what is owed."""

from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.services.letters import Statement
from smm_ledger.services.statement_words import account_table
from smm_ledger.tui.views.canvas import Canvas
from smm_ledger.tui.views.report_money import table_page


def statement_page(canvas: Canvas, own: Statement) -> Content:
    """Return the statement for the canvas's width, an account below the other."""
    if not own.accounts:
        return Content(canvas.t(N_("There is nothing to state in these days.")))
    pages = [table_page(canvas, account_table(account, canvas.t)) for account in own.accounts]
    return Content("\n\n").join(pages)
