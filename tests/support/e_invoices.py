"""E-invoices for tests: written from a lawful invoice, then spoilt in one place."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET

from smm_ledger.core.invoices import Invoice
from smm_ledger.core.lines import Discount, Line
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.regimes import regime_of
from smm_ledger.core.totals import compute
from smm_ledger.documents.fatturapa.checker import check_bytes
from smm_ledger.documents.fatturapa.general import Transmission
from smm_ledger.documents.fatturapa.serialiser import e_invoice
from smm_ledger.documents.fatturapa.tree import NAMESPACE
from tests.support.factories import a_client, a_line, an_invoice, an_issuer

ISSUED = dt.date(2026, 10, 1)
HEADER = "FatturaElettronicaHeader"
BODY = "FatturaElettronicaBody"
SEND = f"{HEADER}/DatiTrasmissione"
SELLER = f"{HEADER}/CedentePrestatore"
BUYER = f"{HEADER}/CessionarioCommittente"
DOCUMENT = f"{BODY}/DatiGenerali/DatiGeneraliDocumento"
LINE = f"{BODY}/DatiBeniServizi/DettaglioLinee"
GROUP = f"{BODY}/DatiBeniServizi/DatiRiepilogo"


def a_taxed_line(price: str = "100", vat: str = "22", **changes: Any) -> Line:  # noqa: ANN401 - any field of it
    """Return a line of an ordinary issuer, at a rate or under a nature."""
    rules = regime_of("it-ordinario").rules(an_issuer(), a_client())
    rate, nature = regime_of("it-ordinario").line_vat(vat, rules)
    return a_line(price, vat_rate=rate, vat_nature=nature, **changes)


def a_flat_line(price: str = "100", **changes: Any) -> Line:  # noqa: ANN401 - any field of it
    """Return a line of a forfettario."""
    return a_line(price, vat_nature="N2.2", **changes)


def a_lawful_invoice(
    *lines: Line,
    regime: str = "it-ordinario",
    issuer: Issuer | None = None,
    client: Client | None = None,
    discount: Discount | None = None,
    **changes: Any,  # noqa: ANN401 - any field of it
) -> Invoice:
    """Return an issued invoice under the rules that its regime chooses."""
    seller, buyer = issuer or an_issuer(), client or a_client()
    rules = changes.pop("rules", None) or regime_of(regime).rules(seller, buyer)
    own = lines or (_usual_line(regime),)
    totals = compute(own, rules=rules, currency=changes.get("currency", "EUR"), discount=discount)
    return an_invoice(
        *own,
        rules=rules,
        issuer=seller,
        client=buyer,
        totals=totals,
        discount=discount,
        issue_date=ISSUED,
        **changes,
    )


def _usual_line(regime: str) -> Line:
    return a_taxed_line() if regime == "it-ordinario" else a_flat_line()


def write(invoice: Invoice, **extra: Any) -> "Sheet":  # noqa: ANN401 - any field of it
    """Return the e-invoice of an invoice, ready to be read or spoilt."""
    return Sheet(e_invoice(invoice, Transmission(**({"counter": 1} | extra))).data)


class Sheet:
    """An e-invoice whose elements are read and changed by their path."""

    def __init__(self, data: bytes) -> None:
        ET.register_namespace("p", NAMESPACE)
        self.root = ET.fromstring(data)  # noqa: S314 - our own file

    @property
    def data(self) -> bytes:
        """The file."""
        return bytes(ET.tostring(self.root, encoding="utf-8", xml_declaration=True))

    def codes(self) -> list[str]:
        """Return what SdI would say, each code once."""
        return sorted({finding.code for finding in check_bytes(self.data)})

    def text(self, path: str) -> str | None:
        """Return the text of the first element at a path, or None."""
        found = self.root.find(path)
        return None if found is None else found.text

    def texts(self, path: str) -> list[str]:
        """Return the texts of all elements at a path."""
        return [element.text or "" for element in self.root.findall(path)]

    def put(self, path: str, text: str) -> "Sheet":
        """Change every element at a path."""
        found = self.root.findall(path)
        assert found, path
        for element in found:
            element.text = text
        return self

    def drop(self, path: str) -> "Sheet":
        """Take the first element at a path out."""
        parent, _, tag = path.rpartition("/")
        inside = self.root.find(parent)
        assert inside is not None, parent
        gone = inside.find(tag)
        assert gone is not None, path
        inside.remove(gone)
        return self

    def add(self, path: str, *content: str, after: str) -> "Sheet":
        """Put a new element behind the last `after` of its parent.

        Args:
            path: Of the new element.
            content: Its text, or `Tag=text` of its children.
            after: The element that it follows.
        """
        parent, _, tag = path.rpartition("/")
        inside = self.root.find(parent)
        assert inside is not None, parent
        element = ET.Element(tag)
        _fill(element, content)
        place = max(i for i, child in enumerate(inside) if child.tag == after)
        inside.insert(place + 1, element)
        return self


def _fill(element: ET.Element, content: Sequence[str]) -> None:
    for entry in content:
        tag, mark, text = entry.partition("=")
        if mark:
            ET.SubElement(element, tag).text = text
        else:
            element.text = entry
