"""Which builder a letter has."""

from smm_ledger.documents.claim_view import build_claim
from smm_ledger.documents.dossier_view import build_dossier
from smm_ledger.documents.reminder_view import build_reminder
from smm_ledger.documents.statement_view import build_statement
from smm_ledger.documents.views import BrandView, LetterView
from smm_ledger.i18n import Translator
from smm_ledger.services.dossier_contents import DossierIndex
from smm_ledger.services.letters import ClaimSheet, LetterContent, ReminderLetter, Statement


def build_letter(content: LetterContent, *, t: Translator, brand: BrandView) -> LetterView:
    """Return the view of a letter, in the client's language."""
    match content:
        case ClaimSheet():
            return build_claim(content, t, brand)
        case ReminderLetter():
            return build_reminder(content, t, brand)
        case Statement():
            return build_statement(content, t, brand)
        case DossierIndex():
            return build_dossier(content, t, brand)
