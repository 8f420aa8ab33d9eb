"""The tables of interest rates: the published ones that are shipped, and what the user added.

A half-year that is in neither is not guessed by anyone: core says which days it left out.
"""

import csv
import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

from smm_ledger.core.interest import InterestKind, RatePeriod, RateTable
from smm_ledger.core.late_payment import OLD_CONTRACTS_UNTIL
from smm_ledger.services.ports import Reader

SETTING: Final = "interest_rates"
"""Where the ledger keeps what the user added, as JSON."""

_DATA: Final = Path(__file__).resolve().parents[1] / "data"
_MORA: Final = ("rates_mora_dlgs231.csv", "rate_plus8_contracts_from_2013")
_MORA_OLD: Final = ("rates_mora_dlgs231.csv", "rate_old_plus7_contracts_until_2012")
_LEGAL: Final = ("rates_legali_art1284.csv", "legal_rate_pct")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedRate:
    """A period that the user added."""

    kind: InterestKind
    period: RatePeriod


@cache
def _shipped(name: str, column: str) -> tuple[RatePeriod, ...]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(
            RatePeriod(_day(row["from"]), _day(row["to"]), Decimal(row[column]))
            for row in csv.DictReader(file)
            if row[column]
        )


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def shipped(kind: InterestKind, *, old: bool = False) -> tuple[RatePeriod, ...]:
    """Return the published periods; none for a rate that is agreed."""
    match kind:
        case InterestKind.MORA:
            return _shipped(*(_MORA_OLD if old else _MORA))
        case InterestKind.LEGAL:
            return _shipped(*_LEGAL)
        case InterestKind.FIXED:
            return ()


def added(reader: Reader | None) -> tuple[AddedRate, ...]:
    """Return what the user added, in order of kind and time; nothing without a ledger."""
    kept = json.loads((reader and reader.setting(SETTING)) or "[]")
    return tuple(
        AddedRate(
            kind=InterestKind(one["kind"]),
            period=RatePeriod(_day(one["from"]), _day(one["to"]), Decimal(one["percent"])),
        )
        for one in kept
    )


def rates_text(rates: tuple[AddedRate, ...]) -> str:
    """Return the rates as the ledger keeps them."""
    ordered = sorted(rates, key=lambda one: (one.kind, one.period.start))
    from smm_ledger.core.canonical import canonical_json  # it knows every document

    return canonical_json(
        [
            {
                "kind": str(one.kind),
                "from": one.period.start,
                "to": one.period.end,
                "percent": one.period.percent,
            }
            for one in ordered
        ]
    )


def table_of(reader: Reader | None, kind: InterestKind, *, old: bool = False) -> RateTable:
    """Return the periods of a kind, shipped and added.

    Args:
        reader: The ledger, or None for the published rates alone.
        kind: Which rate.
        old: Of a contract made before 2013, with the smaller margin.
    """
    own = () if old else tuple(one.period for one in added(reader) if one.kind is kind)
    periods = sorted((*shipped(kind, old=old), *own), key=lambda period: period.start)
    return RateTable(kind, tuple(periods))


def is_old(due: dt.date) -> bool:
    """Whether what fell due on a day is of a contract made before 2013."""
    return due <= OLD_CONTRACTS_UNTIL
