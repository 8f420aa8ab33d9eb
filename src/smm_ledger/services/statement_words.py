"""How the movements of a statement read, on paper and on screens."""

from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.letters import StatementRow

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
