"""Words of the domain as people read them: states, kinds, buckets; and figures in rows.

Kept in one place so that a list and a screen of facts call a thing by the same name.
"""

from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.i18n.contact_words import CONTACT_WORDS
from smm_ledger.i18n.figures import date, money, money_of
from smm_ledger.i18n.phrases import format_least
from smm_ledger.i18n.translator import Translator

__all__ = ["WORDS", "date", "money", "money_of", "price", "word"]

WORDS: Final = {
    "draft": N_("draft"),
    "sent": N_("sent"),
    "negotiating": N_("negotiating"),
    "accepted": N_("accepted"),
    "declined": N_("declined"),
    "withdrawn": N_("withdrawn"),
    "invoiced": N_("invoiced"),
    "expired": N_("expired"),
    "issued": N_("issued"),
    "void": N_("void"),
    "unpaid": N_("unpaid"),
    "partly_paid": N_("partly paid"),
    "paid": N_("paid"),
    "credited": N_("credited"),
    "written_off": N_("written off"),
    "overdue": N_("overdue"),
    "me": N_("me"),
    "client": N_("client"),
    "current": N_("not due yet"),
    "d1_30": N_("1-30 days"),
    "d31_60": N_("31-60 days"),
    "d61_90": N_("61-90 days"),
    "d90_plus": N_("over 90 days"),
    "invoice": N_("invoice"),
    "deposit": N_("deposit invoice"),
    "credit_note": N_("credit note"),
    "proforma": N_("proforma"),
    "imported": N_("imported"),
    "company": N_("company"),
    "person": N_("person"),
    "public": N_("public body"),
    "added": N_("added"),
    "removed": N_("removed"),
    "changed": N_("changed"),
    "optional": N_("optional"),
    "alternative": N_("alternative"),
    "ad_spend_info": N_("ad spend, paid by the client"),
    "ad_spend_recharged": N_("ad spend, recharged"),
    "percent_fee": N_("fee on the ad spend"),
    "courtesy": N_("courtesy note"),
    "first": N_("first reminder"),
    "second": N_("second reminder"),
    "formal": N_("formal notice of default"),
    "allocate": N_("use the credit"),
    "hand_over": N_("for a lawyer"),
    "hold": N_("on hold until"),
    "promise": N_("promised by"),
    "credit": N_("covered by credit"),
    "recent_letter": N_("not before"),
    **CONTACT_WORDS,
    "open": N_("open"),
    "collected": N_("collected"),
    "waived": N_("waived"),
    "kept": N_("kept"),
    "partly_kept": N_("partly kept"),
    "broken": N_("broken"),
    "renegotiated": N_("renegotiated"),
    "promise_broken": N_("promise broken"),
    "promise_due": N_("promised"),
    "to-send": N_("to send"),
    "delivered": N_("delivered"),
    "not-delivered": N_("not delivered"),
    "rejected": N_("rejected"),
    "sdi_rejected": N_("rejected by SdI"),
    "sdi_rejected_paid": N_("rejected, money in"),
    "hold_ended": N_("hold is over"),
    "reminder_due": N_("courtesy note due"),
    "claim_open": N_("interest to collect"),
    "due_today": N_("due today"),
    "quote_silent": N_("no answer"),
    "quote_expiring": N_("offer ends"),
    "quote_expired": N_("offer ended"),
    "payment_without_invoice": N_("money without invoice"),
    "draft_invoice": N_("to issue"),
    "to_invoice": N_("to invoice"),
    "retainer_due": N_("retainer to invoice"),
    "active": N_("running"),
    "paused": N_("paused"),
    "ended": N_("ended"),
    "month": N_("every month"),
    "quarter": N_("every quarter"),
    "year": N_("every year"),
    "normal": N_("normal"),
    "odd": N_("odd user"),
    "troll": N_("troll"),
    "crisis": N_("crisis"),
    "inside": N_("inside the scope"),
    "gift": N_("gift"),
    "change-order": N_("change order"),
    "due": N_("due"),
    "missed": N_("missed"),
    "skipped": N_("skipped"),
    "price": N_("price"),
    "competitor": N_("competitor"),
    "scope": N_("scope"),
    "timing": N_("timing"),
    "no-answer": N_("no answer"),
    "other": N_("other"),
    "budget": N_("budget"),
    "habit": N_("habit"),
    "risk": N_("risk"),
    "mora": N_("statutory"),
    "legal": N_("legal"),
    "fixed": N_("agreed"),
    "yes": N_("yes"),
    "no": N_("no"),
}


def word(t: Translator, key: object) -> str:
    """Return how a word of the domain reads in the language."""
    name = str(key) if key else ""
    return t(WORDS[name]) if name in WORDS else name


def price(t: Translator, minor: int, currency: str, *, is_open: bool) -> str:
    """Return the price of an offer: `from …` where alternatives are left to choose."""
    return format_least(money(t, minor, currency), t, is_open=is_open)
