"""The parsed file as SdI's content checks read it: texts, numbers and dates by element.

Only a file that the schema takes comes here, so an obligatory element is there and a number is one.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final, Protocol

from smm_ledger.core.money import half_up

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


def shown(number: Fraction) -> Decimal:
    """Return a number for a message: two decimals, more where it has them, eight at most."""
    exact_to_eight = Decimal(half_up(number * 10**8)).scaleb(-8)
    short = exact_to_eight.quantize(Decimal("0.01"))
    return short if short == exact_to_eight else exact_to_eight.normalize()
