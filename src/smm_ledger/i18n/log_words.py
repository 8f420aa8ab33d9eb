"""An entry of the log in words: when it was, what was done, and the details that it carries.

Both front ends show the log, so its words are here once. An action or a detail that has no word
yet is shown by its own name; amounts without a currency beside them say nothing and are left out.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Final

from smm_ledger.core.currencies import EXPONENTS
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.i18n.contact_words import CONTACT_WORDS
from smm_ledger.i18n.formatting import format_date, format_money
from smm_ledger.i18n.translator import Translator

ACTIONS: Final = {
    "accept": N_("accepted"),
    "add": N_("added"),
    "allocate": N_("set against"),
    "archive": N_("archived"),
    "attach": N_("file kept"),
    "become": N_("invoice made of it"),
    "change": N_("changed"),
    "claim": N_("interest claimed"),
    "collect": N_("interest received"),
    "correct": N_("corrected"),
    "counter": N_("client's counter-offer"),
    "credit": N_("credited"),
    "decline": N_("lost"),
    "delete": N_("deleted"),
    "duplicate": N_("duplicated"),
    "edit": N_("changed"),
    "end": N_("ended"),
    "hold": N_("reminders suspended"),
    "log": N_("contact logged"),
    "number": N_("next number set"),
    "pause": N_("paused"),
    "proof": N_("delivery recorded"),
    "rate": N_("hour worked out anew"),
    "drop-rate": N_("interest rate taken away"),
    "add-rate": N_("interest rate set"),
    "record": N_("letter of before recorded"),
    "release": N_("reminders go on"),
    "reminders": N_("days of the reminders changed"),
    "renegotiate": N_("another day promised"),
    "resume": N_("resumed"),
    "resume-work": N_("work goes on"),
    "run": N_("periods decided"),
    "spend": N_("ad spend recorded"),
    "stop-work": N_("work rests"),
    "take-back": N_("taken back"),
    "take-back-proof": N_("receipt taken back"),
    "unuse": N_("usage taken back"),
    "usage": N_("usage"),
    "waive": N_("interest let go"),
    "freed": N_("freed by a credit note"),
    "import": N_("imported"),
    "init": N_("ledger made"),
    "invoice": N_("invoiced"),
    "invoiced": N_("invoiced in full"),
    "invoice-lowered": N_("no longer invoiced in full"),
    "issue": N_("issued"),
    "new": N_("made"),
    "pdf": N_("PDF made"),
    "proforma": N_("proforma made"),
    "recover": N_("write-off taken back"),
    "redo": N_("done again"),
    "reply": N_("client replied"),
    "reverse": N_("reversed"),
    "revise": N_("my round"),
    "sdi": N_("SdI answered"),
    "send": N_("sent"),
    "set": N_("changed"),
    "unarchive": N_("brought back"),
    "undo": N_("undone"),
    "undo_accept": N_("acceptance taken back"),
    "undo-accept": N_("acceptance taken back"),
    "void": N_("void"),
    "withdraw": N_("withdrawn"),
    "write-off": N_("written off"),
    "xml": N_("e-invoice made"),
}

_PAPER: Final = N_("PDF kept")
"""An archived document, unlike a client or a service that was put away."""

_LABELS: Final = {
    "amount": N_("amount"),
    "as": N_("as"),
    "by": N_("by"),
    "channel": N_("by way of"),
    "city": N_("city"),
    "client": N_("client"),
    "compensation": N_("recovery cost"),
    "deposit": N_("deposit"),
    "draft": N_("draft"),
    "entry": N_("entry"),
    "fee": N_("bank fee"),
    "hours": N_("hours"),
    "interest": N_("interest"),
    "invoices": N_("invoices"),
    "minutes": N_("minutes"),
    "outcome": N_("outcome"),
    "period": N_("period"),
    "periods": N_("periods"),
    "proforma": N_("proforma"),
    "quantity": N_("quantity"),
    "replaces": N_("instead of"),
    "retainer": N_("retainer"),
    "revision": N_("revision"),
    "series": N_("series"),
    "service": N_("service"),
    "skipped": N_("skipped"),
    "tag": N_("kind"),
    "to": N_("with"),
    "until": N_("until"),
    "year": N_("year"),
    "credits": N_("takes back"),
    "date": N_("date"),
    "description": N_("description"),
    "gift": N_("gift"),
    "invoice": N_("invoice"),
    "name": N_("name"),
    "net": N_("net"),
    "note": N_("note"),
    "number": N_("number"),
    "of": N_("entry"),
    "out_of_order": N_("out of order"),
    "part": N_("part"),
    "quote": N_("quote"),
    "reason": N_("reason"),
    "round": N_("round"),
    "rung": N_("last reminder"),
    "rung_on": N_("on"),
    "status": N_("status"),
    "title": N_("title"),
    "total": N_("total"),
}
_AMOUNTS: Final = frozenset({"amount", "compensation", "fee", "gift", "interest", "net", "total"})
_UNTOLD: Final = frozenset({"currency", "sha256", "pdf_sha256", "kind", "cost", "file", "first"})
_DAYS: Final = frozenset({"by", "date", "rung_on", "until"})
_CODED: Final = frozenset(
    {"as", "channel", "outcome", "part", "reason", "rung", "series", "status", "tag", "to"}
)
"""Details that may be a word of ours; what a person typed stays as it was typed."""

_CODES: Final = {
    "normal": N_("normal"),
    "odd": N_("odd user"),
    "troll": N_("troll"),
    "crisis": N_("crisis"),
    "inside": N_("inside the scope"),
    "change-order": N_("change order"),
    "sent": N_("sent"),
    "delivered": N_("delivered"),
    "not-delivered": N_("not delivered"),
    "rejected": N_("rejected"),
    "deposit": N_("deposit"),
    "balance": N_("balance"),
    "all": N_("the whole"),
    "courtesy": N_("courtesy note"),
    "first": N_("first reminder"),
    "second": N_("second reminder"),
    "formal": N_("formal notice of default"),
    **CONTACT_WORDS,
    "registered": N_("registered letter"),
    "hand": N_("by hand"),
    "text": N_("text"),
    "pdf": N_("PDF"),
    "price": N_("price"),
    "competitor": N_("competitor"),
    "scope": N_("scope"),
    "timing": N_("timing"),
    "no-answer": N_("no answer"),
    "other": N_("other"),
    "bank-fee": N_("bank fee"),
    "undo": N_("undone"),
    "gift": N_("gift"),
    "quote": N_("quotes"),
    "invoice": N_("invoices"),
    "credit": N_("credit notes"),
    "sdi-file": N_("e-invoice files"),
}

Data = Mapping[str, object]


def when_of(t: Translator, at: dt.datetime) -> str:
    """Return the instant of an entry, in the machine's time."""
    local = at.astimezone()
    return f"{format_date(local.date(), t.language)} {local:%H:%M}"


def action_of(t: Translator, action: str, data: Data) -> str:
    """Return what was done."""
    if action == "archive" and "sha256" in data:
        return t(_PAPER)
    return t(ACTIONS[action]) if action in ACTIONS else action


def details_of(t: Translator, data: Data) -> str:
    """Return the details of an entry on one line."""
    return ", ".join(_told(t, data))


def _told(t: Translator, data: Data) -> Iterator[str]:
    currency = data.get("currency")
    for key, value in data.items():
        if key in _UNTOLD or value in (None, "", [], {}):
            continue
        name = t(_LABELS[key]) if key in _LABELS else key
        if key in _AMOUNTS and isinstance(value, int):
            if isinstance(currency, str) and currency in EXPONENTS:
                yield f"{name} {format_money(Money(value, currency), t.language)}"
        elif isinstance(value, list):
            if all(isinstance(one, str) for one in value):
                yield f"{name} {' '.join(value)}"
        elif not isinstance(value, dict):
            yield f"{name} {_text(t, key, value)}"


def _text(t: Translator, key: str, value: object) -> str:
    if isinstance(value, bool):
        return t(N_("yes")) if value else t(N_("no"))
    if key in _CODED and value in _CODES:
        return t(_CODES[str(value)])
    if key in _DAYS and isinstance(value, str):
        with suppress(ValueError):
            return format_date(dt.date.fromisoformat(value), t.language)
    return str(value)
