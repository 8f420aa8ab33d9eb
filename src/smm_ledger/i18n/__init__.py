"""Language: messages, figures and dates out; figures, dates and lines in.

Nothing here knows the ledger, and nothing here prints. Import the modules: this one stays empty
of names but the mark and the translator, so that a command pays for what it uses.
"""

from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import Translator, translate_error, translate_reason

__all__ = ["N_", "Translator", "translate_error", "translate_reason"]
