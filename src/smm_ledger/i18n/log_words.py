"""An entry of the log in words: when it was, what was done, and the details that it carries.

Both front ends show the log, so its words are here once. An action or a detail that has no word
yet is shown by its own name; amounts without a currency beside them say nothing and are left out.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from smm_ledger.core.currencies import EXPONENTS
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.i18n.formatting import format_date, format_money
from smm_ledger.i18n.translator import Translator

ACTIONS: Final = {
    "accept": N_("accepted"),
    "add": N_("added"),
    "allocate": N_("set against"),
    "archive": N_("archived"),
    "change": N_("changed"),
    "correct": N_("corrected"),
    "counter": N_("client's counter-offer"),
    "credit": N_("credited"),
    "decline": N_("lost"),
    "delete": N_("deleted"),
    "duplicate": N_("duplicated"),
    "edit": N_("changed"),
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
    "by": N_("by"),
    "city": N_("city"),
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
_AMOUNTS: Final = frozenset({"amount", "total", "net", "gift"})
_UNTOLD: Final = frozenset({"currency", "sha256", "kind"})

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
        elif not isinstance(value, dict | list):
            yield f"{name} {_text(t, value)}"


def _text(t: Translator, value: object) -> str:
    if isinstance(value, bool):
        return t(N_("yes")) if value else t(N_("no"))
    return str(value)
