"""How the movements of a statement read, on paper and on screens."""

from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.i18n.figures import money
from smm_ledger.i18n.formatting import format_date
from smm_ledger.i18n.money_tables import ReportTable, TableColumn
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.letters import Account, StatementRow

MOVEMENTS: Final = {
    "invoice": N_("Invoice {ref}"),
    "credit_note": N_("Credit note {ref}"),
    "payment": N_("Payment, thank you ({ref})"),
    "reversal": N_("Payment taken back ({ref})"),
    "write_off": N_("Written off of invoice {ref}"),
    "recovery": N_("Write-off of invoice {ref} taken back"),
}


ON_PAPER: Final = {
    "payment": N_("Payment received, thank you"),
    "reversal": N_("Payment taken back"),
}
"""Of what only we know by a name."""


def movement(row: StatementRow, t: Translator, *, ours: bool = True) -> str:
    """Return what a movement is; `ours`: for ourselves, who know a payment by its name."""
    words = MOVEMENTS if ours else MOVEMENTS | ON_PAPER
    return t(words[row.kind], ref=row.ref)


def account_table(own: Account, t: Translator) -> ReportTable:
    """Return the movements of a currency with their running balance, as both front ends show it."""
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
            TableColumn(t.pgettext("account", "Balance"), right=True),
        ],
        rows=[opening, *rows],
        empty="",
        facts=sums,
    )
