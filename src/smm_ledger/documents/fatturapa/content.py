"""The parsed file as SdI's content checks read it: texts, numbers and dates by element.

Only a file that the schema takes comes here, so an obligatory element is there and a number is one.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final, Protocol

LINES: Final = "DatiBeniServizi/DettaglioLinee"
SUMMARIES: Final = "DatiBeniServizi/DatiRiepilogo"
GENERAL: Final = "DatiGenerali/DatiGeneraliDocumento"
FUNDS: Final = f"{GENERAL}/DatiCassaPrevidenziale"
SELLER: Final = "FatturaElettronicaHeader/CedentePrestatore/DatiAnagrafici"
BUYER: Final = "FatturaElettronicaHeader/CessionarioCommittente/DatiAnagrafici"

YES: Final = "SI"


class Element(Protocol):
    """What the checks ask of an element, of lxml or of the standard library."""

    @property
    def text(self) -> str | None:
        """Its own text."""

    def find(self, path: str) -> "Element | None":
        """Return the first element at a path."""

    def findall(self, path: str) -> "Iterable[Element]":
        """Return all elements at a path."""

    def get(self, key: str) -> str | None:
        """Return an attribute."""


def said(element: Element, path: str) -> str:
    """Return the text at a path without needless blanks; empty where there is none."""
    found = element.find(path)
    return "" if found is None else " ".join((found.text or "").split())


def there(element: Element, path: str) -> bool:
    """Tell whether an element stands at a path, empty or not."""
    return element.find(path) is not None


def exact(element: Element, path: str) -> Fraction:
    """Return the number at a path; 0 where there is none."""
    return Fraction(said(element, path) or 0)


def numbered(body: Element, path: str) -> Iterator[tuple[int, Element]]:
    """Yield the elements at a path with their place, from 1."""
    yield from enumerate(body.findall(path), 1)


def taxed(body: Element) -> Iterator[tuple[str, Element]]:
    """Yield what bears VAT beside the ledger's field behind it: each line, each contribution."""
    for place, line in numbered(body, LINES):
        yield f"line {place}", line
    for _, fund in numbered(body, FUNDS):
        yield "issuer.contribution", fund


def shown(number: Fraction) -> str:
    """Return a number with a point, for a message; at most eight decimals."""
    text = f"{round(number * 10**8):d}".rjust(9, "0") if number >= 0 else ""
    if not text:
        return "-" + shown(-number)
    whole, parts = text[:-8], text[-8:].rstrip("0").ljust(2, "0")
    return f"{whole}.{parts}"
