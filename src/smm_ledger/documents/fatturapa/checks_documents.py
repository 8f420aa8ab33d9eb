"""SdI's content checks on number and date of each document, and between those of one file."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.documents.fatturapa.content import GENERAL, YES, Element, said
from smm_ledger.documents.fatturapa.findings import SdiFinding, finding
from smm_ledger.documents.fatturapa.general import CREDIT_NOTE

_DIGIT: Final = re.compile("[0-9]")
_DAY: Final = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)")


def document_findings(body: Element) -> Iterator[SdiFinding]:
    """Yield 00425 and 00418."""
    number, date = said(body, f"{GENERAL}/Numero"), said(body, f"{GENERAL}/Data")
    if not _DIGIT.search(number):
        yield finding(
            "00425", "issuer.invoice_pattern", N_("“{number}” has no digit"), number=number
        )
    for linked in body.findall("DatiGenerali/DatiFattureCollegate"):
        other = said(linked, "Data")
        if other and _day(date) < _day(other):
            yield finding(
                "00418",
                "date",
                N_("{date} is before {other}, the date of the invoice “{number}” it refers to"),
                date=date,
                other=other,
                number=said(linked, "IdDocumento"),
            )


def _day(text: str) -> tuple[int, ...]:
    """Return year, month and day; a time zone, which the schema lets stand, counts for nothing."""
    found = _DAY.match(text)
    return tuple(int(part) for part in found.groups()) if found else ()


def duplicate_findings(bodies: list[Element]) -> Iterator[SdiFinding]:
    """Yield 00409: a number twice in a year; credit notes are compared among themselves."""
    for first, second in combinations(bodies, 2):
        if _are_twins(first, second):
            number = said(second, f"{GENERAL}/Numero")
            yield finding("00409", "number", N_("the file holds “{number}” twice"), number=number)


def _are_twins(first: Element, second: Element) -> bool:
    keys = [_key(body) for body in (first, second)]
    if keys[0] != keys[1]:
        return False
    # Art. 73 DPR 633/72 lets a number return on another day.
    several = all(said(body, f"{GENERAL}/Art73") == YES for body in (first, second))
    return not several or said(first, f"{GENERAL}/Data") == said(second, f"{GENERAL}/Data")


def _key(body: Element) -> tuple[str, tuple[int, ...], bool]:
    year = _day(said(body, f"{GENERAL}/Data"))[:1]
    credit = said(body, f"{GENERAL}/TipoDocumento") == CREDIT_NOTE
    return said(body, f"{GENERAL}/Numero"), year, credit
