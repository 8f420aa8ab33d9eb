"""How one spoke with a client and what came of it: lists, screens and the log say it alike."""

from typing import Final

from smm_ledger.core.marks import N_

CONTACT_WORDS: Final = {
    "phone": N_("phone"),
    "email": N_("e-mail"),
    "letter": N_("letter"),
    "meeting": N_("meeting"),
    "pec": N_("PEC"),
    "voicemail": N_("voicemail"),
    "unreachable": N_("unreachable"),
    "invoice-not-received": N_("invoice not received"),
    "waiting-approval": N_("waiting for approval"),
    "dispute": N_("dispute"),
    "payment-promised": N_("payment promised"),
    "payment-sent": N_("payment sent"),
}
