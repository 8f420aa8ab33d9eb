"""Collections as flat tables: promises, letters, interest claimed.

Notes, reasons, texts and what was said are private: they enter no sheet (see `sheets`).
"""

import datetime as dt
from collections.abc import Sequence

from smm_ledger.core.claims import Claim
from smm_ledger.core.letters import Reminder
from smm_ledger.core.money import Money
from smm_ledger.services.ports import Reader
from smm_ledger.services.promises import all_judged

Cells = Sequence[object]
Sheet = tuple[str, Sequence[str], Sequence[Cells]]


def collection_sheets(reader: Reader, today: dt.date) -> list[Sheet]:
    """Return the four tables; promises are judged as of today."""
    letters = reader.kept_of_client(Reminder, None)
    return [_promises(reader, today), _letters(letters), _items(letters), _claims(reader)]


def _promises(reader: Reader, today: dt.date) -> Sheet:
    header = ("promise", "client", "invoice", "made_on", "by", "currency", "amount", "state")
    rows = [
        [
            *(one.name, one.client, one.invoice, one.made_on, one.by, one.currency),
            *(_amount(one.amount, one.currency), one.state),
        ]
        for one in all_judged(reader, today)
    ]
    return "promises", header, rows


def _letters(letters: Sequence[Reminder]) -> Sheet:
    header = ("reminder", "client", "date", "rung", "channel", "currency", "amount")
    rows = [
        [
            *(one.name, one.client, one.date, one.rung, one.channel, one.currency),
            _amount(one.amount, one.currency),
        ]
        for one in letters
    ]
    return "reminders", header, rows


def _items(letters: Sequence[Reminder]) -> Sheet:
    header = ("reminder", "invoice", "instalment", "due_date", "currency", "balance")
    rows = [
        [
            *(one.name, item.invoice, item.instalment, item.due_date, item.currency),
            _amount(item.balance, item.currency),
        ]
        for one in letters
        for item in one.items
    ]
    return "reminder_items", header, rows


def _claims(reader: Reader) -> Sheet:
    header = ("claim", "invoice", "date", "kind", "accrued_from", "accrued_until", "currency")
    rows = [
        [
            *(one.name, one.invoice, one.date, one.kind, one.accrued_from, one.accrued_until),
            *(one.currency, _amount(one.interest, one.currency)),
            *(_amount(one.compensation, one.currency), one.state),
        ]
        for one in reader.kept_of_client(Claim, None)
    ]
    return "claims", (*header, "interest", "compensation", "state"), rows


def _amount(minor: int, currency: str) -> str:
    return str(Money(minor, currency))
