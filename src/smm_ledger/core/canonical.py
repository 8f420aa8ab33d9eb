"""Canonical form of what the ledger holds, and its hash.

The log keeps the hash of each thing after each change; `check --full` recomputes it from what is
stored. Figures that other entries keep (what was paid, archived bytes) are left out: they have
their own proof. A draft names its parties; an issued document holds its own snapshots.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal

from smm_ledger.core.dates import Terms
from smm_ledger.core.effort import Effort
from smm_ledger.core.invoices import Instalment, Invoice
from smm_ledger.core.letters import Contact, Hold, Reminder
from smm_ledger.core.money import Money, number
from smm_ledger.core.orders import NO_ORDER
from smm_ledger.core.parties import Contribution
from smm_ledger.core.payments import Payment
from smm_ledger.core.promises import Promise
from smm_ledger.core.quotes import Bounds, Outcome, Quote
from smm_ledger.core.requests import Request
from smm_ledger.core.retainers import Decided, Retainer
from smm_ledger.core.rounds import Round
from smm_ledger.core.states import InvoiceState

_LEFT_OUT: Mapping[type, frozenset[str]] = {
    Invoice: frozenset(
        {
            *("paid", "credited", "written_off", "bank_fees", "pdf_sha256"),
            *("quote", "credits_invoice", "credits_date", "proforma"),
        }
    ),
    Instalment: frozenset({"settled"}),
    Quote: frozenset({"invoices", "client"}),
    Payment: frozenset({"allocations", "client"}),
    Promise: frozenset({"client", "client_name", "state", "received"}),
    Reminder: frozenset({"client"}),
    Contact: frozenset({"client"}),
    Hold: frozenset({"client"}),
    Retainer: frozenset({"client"}),
    Decided: frozenset({"invoice"}),
    Effort: frozenset({"client"}),
    Request: frozenset({"client", "quote"}),
}

_ADDED: Mapping[type, Mapping[str, object]] = {
    Invoice: {
        "order": NO_ORDER,
        "sdi_on": None,
        "sdi_file": 0,
        "becomes": "",
        "proforma_id": None,
    },
    Bounds: {"alternative": ""},
    Outcome: {"competitor_verified": None},
    Payment: {"bank_key": "", "payer_iban": ""},
    Quote: {"terms": None, "trail": ()},
    Round: {"competitor_verified": None, "conditions": None},
}
"""Fields younger than the first ledgers, with what stands for nothing: left out while they hold it,
so that a ledger that was made before them keeps its hashes."""


def plain(value: object) -> object:
    """Return `value` as JSON types: exact numbers as canonical text, dates as ISO 8601.

    Raises:
        TypeError: A type that has no canonical form (a binary float, above all).
    """
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type | Terms | Contribution):
        return _record(value)
    return _scalar(value)


def _scalar(value: object) -> object:
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, str | Terms | Contribution):
        return str(value)
    if value is None or isinstance(value, int):
        return value
    msg = f"{type(value).__name__} has no canonical form"
    raise TypeError(msg)


def _record(value: object) -> dict[str, object]:
    skip, young = _LEFT_OUT.get(type(value), frozenset()), _ADDED.get(type(value), {})
    held = {
        f.name: getattr(value, f.name)
        for f in fields(value)  # type: ignore[arg-type]  # the caller checked is_dataclass
        if f.name not in skip
    }
    out = {name: plain(it) for name, it in held.items() if name not in young or it != young[name]}
    if isinstance(value, Invoice) and value.state is InvoiceState.DRAFT:
        out["client"], out["issuer"] = value.client.code, None
    return out


def canonical_json(value: object) -> str:
    """Return the one JSON text of `value`: sorted keys, no spaces, UTF-8."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: object) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def chain_hash(previous: str, content: object) -> str:
    """Return the hash of a log entry over its content and its predecessor's hash."""
    return hashlib.sha256(f"{previous}\n{canonical_json(content)}".encode()).hexdigest()
