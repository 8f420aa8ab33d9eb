"""How values of the domain stand in columns, both ways; the only place that knows.

Exact numbers are canonical text, dates ISO 8601, structures canonical JSON. Reading is tolerant of
what a later version added to a snapshot (its default counts), and exact in everything else.
"""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from smm_ledger.core.money import number

if TYPE_CHECKING:  # the home screen reads dates alone; only a whole document needs these
    from smm_ledger.core.dates import Terms
    from smm_ledger.core.invoices import InstalmentPlan
    from smm_ledger.core.lines import Discount
    from smm_ledger.core.parties import Client, Issuer
    from smm_ledger.core.rounds import Conditions
    from smm_ledger.core.totals import TaxGroup, TaxRules

T = TypeVar("T")


def number_text(value: Decimal | None) -> str | None:
    """Return the canonical text of an exact number."""
    return None if value is None else number(value)


def decimal(text: str | None) -> Decimal | None:
    """Return the exact number of a column that may be NULL."""
    return None if text is None else Decimal(text)


def day_text(day: dt.date | None) -> str | None:
    """Return a date in ISO 8601."""
    return None if day is None else day.isoformat()


def day(text: str) -> dt.date:
    """Return the date of a column."""
    return dt.date.fromisoformat(text)


def maybe_day(text: str | None) -> dt.date | None:
    """Return the date of a column that may be NULL."""
    return None if text is None else dt.date.fromisoformat(text)


@cache
def terms(text: str) -> "Terms":
    """Return terms of payment from `30`, `30 eom`, `eom 30`."""
    from smm_ledger.core.dates import terms_from

    return terms_from(text)


def discount(percent: str | None, amount: int | None) -> "Discount | None":
    """Return a document discount from its two columns."""
    from smm_ledger.core.lines import Discount

    if percent is None and amount is None:
        return None
    return Discount(percent=decimal(percent), amount=amount)


@cache
def _readers() -> Mapping[str, Callable[[Any], object]]:
    """Return what reads the fields of the structures below that are no JSON type."""
    from smm_ledger.core.parties import Client, ClientKind, Issuer, contribution_from

    return {
        "terms": terms,
        "contribution": contribution_from,
        "kind": ClientKind,
        "standard_rate": Decimal,
        "withholding_percent": Decimal,
        "withholding_base_percent": Decimal,
        "deposit_percent": Decimal,
        "client": lambda values: record(Client, values),
        "issuer": lambda values: record(Issuer, values),
        "rate": Decimal,
        "percent": Decimal,
        "due_date": dt.date.fromisoformat,
    }


def record(kind: type[T], values: Mapping[str, Any]) -> T:
    """Build a structure from plain values; unknown names are left out, missing ones default."""
    read = _readers()
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]  # every caller names a dataclass
    return kind(
        **{
            k: read[k](v) if k in read and v is not None else v
            for k, v in values.items()
            if k in known
        }
    )


@cache
def rules(text: str) -> "TaxRules":
    """Return the tax rules of a document (few differ, so they are kept)."""
    from smm_ledger.core.totals import TaxRules

    return record(TaxRules, json.loads(text))


@cache
def _issuer(text: str) -> "Issuer":
    from smm_ledger.core.parties import Issuer

    return record(Issuer, json.loads(text))


def issuer_snapshot(text: str) -> "Issuer":
    """Return the issuer as she was when the document was issued."""
    return _issuer(text)


def client_snapshot(text: str) -> "Client":
    """Return the client as it was when the document was issued."""
    from smm_ledger.core.parties import Client

    return record(Client, json.loads(text))


def conditions(text: str | None) -> "Conditions | None":
    """Return the parties and terms with which a round was frozen."""
    from smm_ledger.core.rounds import Conditions

    return None if text is None else record(Conditions, json.loads(text))


def plan(text: str) -> "tuple[InstalmentPlan, ...]":
    """Return the instalments that the user typed."""
    from smm_ledger.core.invoices import InstalmentPlan

    return tuple(record(InstalmentPlan, part) for part in json.loads(text))


def tax_groups(text: str) -> "tuple[TaxGroup, ...]":
    """Return the tax groups of a round."""
    from smm_ledger.core.totals import TaxGroup

    return tuple(record(TaxGroup, part) for part in json.loads(text))


def json_text(value: object) -> str:
    """Return the one JSON text of a structure."""
    from smm_ledger.core.canonical import canonical_json

    return canonical_json(value)


"""Structures go in as the one JSON text that they have."""
