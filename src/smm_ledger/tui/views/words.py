"""Words of the domain as the screens say them, and the mark of every state.

A state is a symbol, a word and a style together, so that none of the three is needed alone. Which
state a thing is in is never decided here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.core.numbering import render
from smm_ledger.i18n.contact_words import CONTACT_WORDS
from smm_ledger.i18n.translator import Translator
from smm_ledger.tui.symbols import Symbols
from smm_ledger.tui.widgets.pages import Cell

WORDS: Final[Mapping[str, str]] = {
    "me": N_("me"),
    "client": N_("client"),
    "invoice": N_("invoice"),
    "deposit": N_("deposit invoice"),
    "credit_note": N_("credit note"),
    "proforma": N_("proforma"),
    "imported": N_("imported"),
    "optional": N_("optional"),
    "alternative": N_("alternative"),
    "ad_spend_info": N_("ad spend, paid by the client"),
    "ad_spend_recharged": N_("ad spend, recharged"),
    "percent_fee": N_("fee on the ad spend"),
    "price": N_("price"),
    "competitor": N_("competitor"),
    "scope": N_("scope"),
    "timing": N_("timing"),
    "no-answer": N_("no answer"),
    "other": N_("other"),
    "budget": N_("budget"),
    "habit": N_("habit"),
    "risk": N_("risk"),
    "to-send": N_("to send"),
    "sent": N_("sent"),
    "delivered": N_("delivered"),
    "not-delivered": N_("not delivered"),
    "rejected": N_("rejected"),
    "added": N_("added"),
    "removed": N_("removed"),
    "changed": N_("changed"),
    "normal": N_("normal"),
    "odd": N_("odd user"),
    "troll": N_("troll"),
    "crisis": N_("crisis"),
    "inside": N_("inside the scope"),
    "gift": N_("gift"),
    "change-order": N_("change order"),
    "courtesy": N_("courtesy note"),
    "first": N_("first reminder"),
    "second": N_("second reminder"),
    "formal": N_("formal notice of default"),
    "allocate": N_("use the credit"),
    "hand_over": N_("for a lawyer"),
    "text": N_("text"),
    "file": N_("file"),
    "elsewhere": N_("elsewhere"),
    "smtp": N_("e-mail"),
    **CONTACT_WORDS,
    "registered": N_("registered letter"),
    "hand": N_("by hand"),
    "mora": N_("statutory"),
    "legal": N_("legal"),
    "fixed": N_("agreed"),
    "current": N_("not due yet"),
    "d1_30": "1-30",
    "d31_60": "31-60",
    "d61_90": "61-90",
    "d90_plus": "> 90",
}


def word(t: Translator, key: object) -> str:
    """Return how a word of the domain reads."""
    name = str(key) if key else ""
    return t(WORDS[name]) if name in WORDS else name


@dataclass(frozen=True, slots=True)
class Mark:
    """How a state looks: name of a symbol, marked word, style."""

    symbol: str
    word: str
    style: str

    def cell(self, t: Translator, symbols: Symbols) -> Cell:
        """Return it as a cell."""
        return f"{getattr(symbols, self.symbol)} {t(self.word)}", self.style


def number_width(pattern: str) -> int:
    """Return the columns that a document's number needs, so that it is never cut."""
    return max(10, len(render(pattern, year=2026, seq=999)))


QUOTE_MARKS: Final = {
    "draft": Mark("idle", N_("draft"), "dim"),
    "sent": Mark("right", N_("sent"), "accent"),
    "negotiating": Mark("partly", N_("negotiating"), "accent"),
    "expired": Mark("alert", N_("expired"), "warn"),
    "accepted": Mark("done", N_("accepted"), "good"),
    "invoiced": Mark("done", N_("invoiced"), "good"),
    "declined": Mark("dash", N_("lost"), "dim"),
    "withdrawn": Mark("dash", N_("withdrawn"), "dim"),
}
INVOICE_MARKS: Final = {
    "draft": Mark("idle", N_("draft"), "dim"),
    "issued": Mark("right", N_("issued"), "accent"),
    "unpaid": Mark("right", N_("unpaid"), "accent"),
    "overdue": Mark("alert", N_("overdue"), "bad"),
    "partly_paid": Mark("partly", N_("part-paid"), "warn"),
    "paid": Mark("done", N_("paid"), "good"),
    "credited": Mark("done", N_("credited"), "good"),
    "written_off": Mark("dash", N_("written off"), "dim"),
    "void": Mark("dash", N_("void"), "dim"),
    "rejected": Mark("alert", N_("rejected"), "bad"),
}


def quote_mark(status: str, *, expired: bool) -> Mark:
    """Return the mark of a quote's state."""
    return QUOTE_MARKS["expired" if expired else status]


def invoice_mark(
    state: str, payment_status: str | None, *, overdue: bool, sdi: str | None = None
) -> Mark:
    """Return the mark of an invoice's state: what needs a hand comes before what is known."""
    if sdi == "rejected" and state == "issued":
        return INVOICE_MARKS["rejected"]
    if overdue:
        return INVOICE_MARKS["overdue"]
    return INVOICE_MARKS[payment_status or state]
