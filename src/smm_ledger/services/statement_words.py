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
}


def movement(row: StatementRow, t: Translator) -> str:
    """Return what a movement is."""
    return t(MOVEMENTS[row.kind], ref=row.ref)
