"""The elements of an e-invoice while it is written, and the text that goes into them.

`Scribe` gathers what can't be written instead of stopping at the first, so that the user mends a
document once. An element without content is left out: the schema takes no empty ones.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final
from xml.etree import ElementTree as ET

from smm_ledger.core.marks import N_
from smm_ledger.documents.fatturapa import figures
from smm_ledger.documents.fatturapa.findings import NOT_IN_FORM, SdiFinding, official_texts
from smm_ledger.documents.fatturapa.texts import (
    UNSAID,
    ascii_text,
    has_words,
    latin,
    unsayable,
)

NAMESPACE: Final = "http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2"


@dataclass(frozen=True, slots=True)
class Node:
    """An element: its text, or its children."""

    tag: str
    text: str = ""
    children: tuple["Node", ...] = ()


def leaf(tag: str, text: str | None) -> Node | None:
    """Return an element of text, or None without any."""
    return Node(tag, text) if text else None


def day(tag: str, value: dt.date | None) -> Node | None:
    """Return an element of a date."""
    return leaf(tag, value.isoformat() if value else None)


def block(tag: str, *children: Node | None, more: Iterable[Node | None] = ()) -> Node | None:
    """Return an element of elements in that order, or None where none is there."""
    kept = tuple(child for child in (*children, *more) if child is not None)
    return Node(tag, children=kept) if kept else None


def to_bytes(form: str, *parts: Node | None) -> bytes:
    """Return the whole file; only its root is in the namespace, as the schema has it."""
    root = ET.Element("p:FatturaElettronica", {"xmlns:p": NAMESPACE, "versione": form})
    for part in filter(None, parts):
        _append(root, part)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _append(parent: ET.Element, node: Node) -> None:
    element = ET.SubElement(parent, node.tag)
    if node.children:
        for child in node.children:
            _append(element, child)
    else:
        element.text = node.text


@dataclass(slots=True)
class Scribe:
    """Writes the values of one document, and keeps what is wrong with them.

    Attributes:
        currency: Of the document's amounts.
    """

    currency: str
    findings: list[SdiFinding] = field(default_factory=list)

    def refuse(self, about: str, detail: str, *, code: str = NOT_IN_FORM, **data: object) -> None:
        """Note that `about` stops the e-invoice."""
        self.findings.append(SdiFinding(code, official_texts()[code], about, detail, data))

    def name(self, value: str, *, about: str, limit: int) -> str:
        """Return a text that identifies: in Latin letters, whole."""
        strange = unsayable(value)
        if strange:
            self.refuse(
                about,
                N_("“{characters}” can't stand in an e-invoice: write it in Latin letters"),
                characters=strange,
            )
        return self._fitting(latin(value), about=about, limit=limit)

    def prose(self, value: str, *, about: str, limit: int) -> str:
        """Return a text that describes: a `?` stands for what can't be said."""
        text = latin(value)
        if value and not has_words(text.replace(UNSAID, "")):
            self.refuse(about, N_("no word of it can stand in an e-invoice: use Latin letters"))
        return self._fitting(text, about=about, limit=limit)

    def _fitting(self, text: str, *, about: str, limit: int) -> str:
        if len(text) > limit:
            self.refuse(
                about,
                N_("it has {length} characters; in an e-invoice at most {limit} fit"),
                length=len(text),
                limit=limit,
            )
        return text

    def amount(self, minor: int, *, about: str = "currency") -> str:
        """Return an amount of the document."""
        return self._figure(figures.amount(minor, self.currency), about)

    def percent(self, value: Decimal, *, about: str) -> str:
        """Return a percentage of two decimals."""
        return self._figure(figures.percent(value), about)

    def _figure(self, text: str | None, about: str) -> str:
        if text is None:
            self.refuse(about, N_("an e-invoice writes it with two decimals, and it has more"))
        return text or ""


def short(text: str, limit: int) -> str:
    """Return Basic Latin text; a point shows where it was cut."""
    plain = ascii_text(text)
    return plain if len(plain) <= limit else plain[: limit - 1].rstrip() + "."
