"""What an entry of the log carries besides what it tells: the state before a change.

The state before lets a change be undone later, by whichever window. It may hold what nobody else
may read (a floor, a note), so it never leaves the ledger but with the whole of it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from smm_ledger.core.catalogue import Service
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.quotes import Quote
from smm_ledger.core.restoring import changed_names, kept
from smm_ledger.core.retainers import Retainer
from smm_ledger.services.read_models import Activity

BEFORE: Final = "before"
OF: Final = "of"
"""Number of the entry that an undo takes back, or that is done again."""
OFFER: Final = "offer"

_HIDDEN: Final = frozenset({BEFORE})
_QUOTE: Final = frozenset({"title", "deposit_percent", "terms", "bounds", "note"})
_INVOICE: Final = frozenset(
    {"lines", "discount", "terms", "issue_date", "due_date", "plan", "note", "order", "sent_on"}
)
_RETAINER: Final = frozenset(
    {"title", "lines", "agreed", "every", "start", "end", "state", "stop_work"}
)
ROUND: Final = ("lines", "discount", "valid_until")


def record_before(
    before: Client | Service | Issuer, after: Client | Service | Issuer
) -> Mapping[str, object]:
    """Return the changed fields as they were."""
    return kept(before, changed_names(before, after))


def invoice_before(before: Invoice, after: Invoice) -> Mapping[str, object]:
    """Return what was typed of a draft, or when it was sent, as it was."""
    return kept(before, [name for name in changed_names(before, after) if name in _INVOICE])


def retainer_before(before: Retainer, after: Retainer) -> Mapping[str, object]:
    """Return what was signed of a retainer, and whether it runs, as it was."""
    return kept(before, [name for name in changed_names(before, after) if name in _RETAINER])


def quote_before(before: Quote, after: Quote) -> Mapping[str, object]:
    """Return what was typed of a quote, as it was; its draft round under `offer`."""
    names = changed_names(before, after)
    data = kept(before, [name for name in names if name in _QUOTE])
    if "rounds" in names:
        data[OFFER] = kept(before.current, ROUND)
    return data


def shown(entry: Activity) -> Activity:
    """Return an entry as people and programs may read it."""
    return replace(
        entry, data={key: value for key, value in entry.data.items() if key not in _HIDDEN}
    )
