"""Old invoices out of their e-invoices: what a FatturaPA file says of itself, as it says it.

A file may hold several documents of one client. It must be our issuer's; whatever it says is data
from outside, so every value is checked here and again where it is kept. Nothing is computed but
what the format itself leaves to the reader (a total that is not told, a recharged stamp duty).
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from lxml import etree

from smm_ledger.core import identifiers as ids
from smm_ledger.core.dates import add_days, from_iso
from smm_ledger.core.errors import InputError, LedgerError
from smm_ledger.core.imports import (
    ClientGuess,
    ForeignDocument,
    ForeignKind,
    NotAnInvoice,
    Stated,
)
from smm_ledger.core.marks import N_
from smm_ledger.core.money import exponent_of, to_minor
from smm_ledger.core.parties import Issuer
from smm_ledger.core.totals import TaxGroup
from smm_ledger.documents.fatturapa.findings import SdiFinding
from smm_ledger.documents.fatturapa.reading import parse
from smm_ledger.services.import_rows import number_of

MOST_BYTES: Final = 5 * 1024 * 1024
"""SdI's own limit of a file."""

CREDIT_NOTES: Final = frozenset({"TD04"})
INVOICES: Final = frozenset({"TD01", "TD02", "TD03", "TD05", "TD06", "TD24", "TD25"})
NOBODY: Final = frozenset({"0000000", "XXXXXXX", "999999", "9999999"})
"""Addresses of SdI that are nobody's own."""

_ROOT: Final = "FatturaElettronica"
_SUMMARY: Final = ("DatiBeniServizi", "DatiRiepilogo")
_CONTRIBUTION: Final = ("DatiCassaPrevidenziale", "ImportoContributoCassa")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,11}(?:\.[0-9]{1,8})?")
_DAYS: Final = re.compile(r"[0-9]{1,3}")
_PERSON: Final = 16
"""Length of a person's tax code."""
_ISO: Final = 10
_SHOWN: Final = 40
_PUBLIC: Final = "FPA12"

Node = etree._Element  # noqa: SLF001 - lxml's own name of an element's type


def read_old_invoices(data: bytes, *, issuer: Issuer) -> list[ForeignDocument | LedgerError]:
    """Return the documents of a file, or why one of them can't be taken over.

    Raises:
        InputError: No XML that can be read, hostile, or of another issuer.
        NotAnInvoice: An XML file of another kind, such as a receipt of SdI.
    """
    root = parse(data)
    if isinstance(root, SdiFinding):
        raise InputError("file", root.detail, hint=_ASK, cli="", **root.data)
    if _name(root) != _ROOT:
        raise NotAnInvoice(
            "file",
            N_("it is no FatturaPA invoice but “{root}”"),
            hint=N_("import the invoices themselves"),
            root=_name(root)[:_SHOWN],
        )
    head = _needed(root, "FatturaElettronicaHeader")
    _check_issuer(head, issuer)
    client = _client(head)
    found: list[ForeignDocument | LedgerError] = []
    for body in _all(root, "FatturaElettronicaBody"):
        try:
            found.append(_document(body, client))
        except LedgerError as why:
            found.append(why)
    if not found:
        raise _missing("FatturaElettronicaBody")
    return found


_ASK: Final = N_("ask for the file anew, as SdI has it")


# --- elements -----------------------------------------------------------------------------------


def _name(node: Node) -> str:
    return etree.QName(node).localname


def _all(node: Node, *path: str) -> Iterator[Node]:
    """Yield the elements at a path, by their names without namespaces."""
    first, *rest = path
    for child in node.iterchildren(tag=etree.Element):
        if _name(child) == first:
            if rest:
                yield from _all(child, *rest)
            else:
                yield child


def _needed(node: Node, *path: str) -> Node:
    found = next(_all(node, *path), None)
    if found is None:
        raise _missing(path[-1])
    return found


def _missing(element: str) -> InputError:
    return InputError(element, N_("it is missing"), hint=_ASK)


def _text(node: Node, *path: str) -> str:
    """Return the text of the first element at a path, empty without one."""
    found = next(_all(node, *path), None)
    return "" if found is None else (found.text or "").strip()


def _required(node: Node, *path: str) -> str:
    text = _text(node, *path)
    if not text:
        raise _missing(path[-1])
    return text


def _decimal(node: Node, *path: str) -> Decimal:
    text = _text(node, *path)
    if text and not _NUMBER.fullmatch(text):
        raise InputError(path[-1], N_("“{value}” is no number"), hint=_ASK, value=text[:_SHOWN])
    return Decimal(text or 0)


def _minor(node: Node, currency: str, *path: str) -> int:
    value = _decimal(node, *path)
    exact = value.scaleb(exponent_of(currency))
    if exact != exact.to_integral_value():
        raise InputError(
            path[-1],
            N_("“{value}” has more decimals than {currency}"),
            hint=_ASK,
            value=f"{value:f}",
            currency=currency,
        )
    return to_minor(value, currency)


def _sum(node: Node, currency: str, *path: str) -> int:
    *way, name = path
    return sum(_minor(one, currency, name) for one in _all(node, *way))


def _day(node: Node, *path: str) -> dt.date | None:
    text = _text(node, *path)
    return from_iso(text[:_ISO], field=path[-1]) if text else None


# --- parties ------------------------------------------------------------------------------------


def _check_issuer(head: Node, issuer: Issuer) -> None:
    who = _needed(head, "CedentePrestatore", "DatiAnagrafici")
    country, code = _vat(who)
    tax_code = _text(who, "CodiceFiscale").upper()
    same_vat = bool(code) and (country, code) == (issuer.country, issuer.vat_id)
    same_tax = bool(tax_code) and tax_code in {issuer.tax_code, issuer.vat_id}
    if not (same_vat or same_tax):
        raise InputError(
            "CedentePrestatore",
            N_("another issuer's: {name}, {number}"),
            hint=N_("only your own invoices are imported; your numbers are in issuer show"),
            name=_party_name(who)[:_SHOWN],
            number=f"{country}{code}" if code else tax_code,
        )


def _vat(who: Node) -> tuple[str, str]:
    country = _text(who, "IdFiscaleIVA", "IdPaese").upper()
    return country, _text(who, "IdFiscaleIVA", "IdCodice").upper()


def _party_name(who: Node) -> str:
    whole = _text(who, "Anagrafica", "Denominazione")
    parts = (_text(who, "Anagrafica", name) for name in ("Nome", "Cognome"))
    return whole or " ".join(filter(None, parts))


def _client(head: Node) -> ClientGuess:
    who = _needed(head, "CessionarioCommittente")
    party = _needed(who, "DatiAnagrafici")
    seat = next(_all(who, "Sede"), party)
    vat_country, vat_id = _vat(party)
    tax_code = _text(party, "CodiceFiscale").upper()
    code = _text(head, "DatiTrasmissione", "CodiceDestinatario").upper()
    street = (_text(seat, "Indirizzo"), _text(seat, "NumeroCivico"))
    typed = {
        "name": _party_name(party),
        "country": vat_country or _text(seat, "Nazione").upper(),
        "kind": _kind(head, vat_id, tax_code),
        "vat_id": vat_id,
        "tax_code": tax_code,
        "address": " ".join(filter(None, street)),
        "city": _text(seat, "Comune"),
        "zip": _text(seat, "CAP"),
        "province": _text(seat, "Provincia").upper(),
        "sdi_code": "" if code in NOBODY else code,
        "pec": _text(head, "DatiTrasmissione", "PECDestinatario"),
    }
    if typed["country"] not in {"", "IT"}:
        # Fillers that FatturaPA wants of parties abroad: a postcode of zeros, a made-up number.
        typed |= {"zip": "", "province": "", "sdi_code": ""}
    return ClientGuess(typed={name: text for name, text in typed.items() if text})


def _kind(head: Node, vat_id: str, tax_code: str) -> str:
    if _text(head, "DatiTrasmissione", "FormatoTrasmissione") == _PUBLIC:
        return "public"
    return "person" if len(tax_code) == _PERSON and not vat_id else "company"


# --- documents ----------------------------------------------------------------------------------


def _document(body: Node, client: ClientGuess) -> ForeignDocument:
    general = _needed(body, "DatiGenerali", "DatiGeneraliDocumento")
    kind = _required(general, "TipoDocumento")
    if kind not in CREDIT_NOTES | INVOICES:
        raise NotAnInvoice(
            _required(general, "Numero")[:_SHOWN],
            N_("a document of type {kind} is no claim on a client"),
            hint=N_("invoices and credit notes are imported"),
            kind=kind[:_SHOWN],
        )
    credit = kind in CREDIT_NOTES
    currency = ids.check_currency(_required(general, "Divisa"), field="Divisa")
    day = from_iso(_required(general, "Data")[:_ISO], field="Data")
    return ForeignDocument(
        number=number_of(_required(general, "Numero")),
        date=day,
        currency=currency,
        stated=_stated(body, general, currency),
        client=client,
        kind=ForeignKind.CREDIT_NOTE if credit else ForeignKind.INVOICE,
        due=() if credit else _due(body, currency, day),
        credits=_text(body, "DatiGenerali", "DatiFattureCollegate", "IdDocumento")
        if credit
        else "",
    )


def _stated(body: Node, general: Node, currency: str) -> Stated:
    groups = tuple(_groups(body, currency))
    bases, tax = sum(group.base for group in groups), sum(group.tax for group in groups)
    total = _minor(general, currency, "ImportoTotaleDocumento") or bases + tax
    duty = _minor(general, currency, "DatiBollo", "ImportoBollo")
    of_line = _recharged(body, currency, duty)
    if of_line is not None:
        groups = tuple(_without(group, of_line, duty) for group in groups)
    recharged = duty if of_line is not None or total - bases - tax == duty else 0
    sign = -1 if total < 0 else 1  # some programs write credit notes below zero
    return Stated(
        total=sign * total,
        social_contribution=sign * _sum(general, currency, *_CONTRIBUTION),
        tax=sign * tax,
        stamp=recharged,
        stamp_due=duty,
        withholding=sign * _sum(general, currency, "DatiRitenuta", "ImportoRitenuta"),
        split_tax=sign * sum(_split(body, currency)),
        groups=tuple(
            replace(group, base=sign * group.base, tax=sign * group.tax) for group in groups
        ),
    )


def _groups(body: Node, currency: str) -> Iterator[TaxGroup]:
    for one in _all(body, *_SUMMARY):
        yield TaxGroup(
            rate=_decimal(one, "AliquotaIVA"),
            nature=_text(one, "Natura"),
            base=_minor(one, currency, "ImponibileImporto"),
            tax=_minor(one, currency, "Imposta"),
        )


def _split(body: Node, currency: str) -> Iterator[int]:
    """Yield the tax that the client pays to the state."""
    for one in _all(body, *_SUMMARY):
        if _text(one, "EsigibilitaIVA") == "S":
            yield _minor(one, currency, "Imposta")


def _recharged(body: Node, currency: str, duty: int) -> str | None:
    """Return the nature of the line that recharges the stamp duty, or None."""
    for line in _all(body, "DatiBeniServizi", "DettaglioLinee"):
        named = "bollo" in _text(line, "Descrizione").casefold()
        if duty and named and _minor(line, currency, "PrezzoTotale") == duty:
            return _text(line, "Natura")
    return None


def _without(group: TaxGroup, nature: str, duty: int) -> TaxGroup:
    return replace(group, base=group.base - duty) if group.nature == nature else group


def _due(body: Node, currency: str, issued: dt.date) -> tuple[tuple[dt.date, int], ...]:
    """Return what falls due when; nothing where a part has no date."""
    parts: list[tuple[dt.date, int]] = []
    for one in _all(body, "DatiPagamento", "DettaglioPagamento"):
        day, days = _day(one, "DataScadenzaPagamento"), _text(one, "GiorniTerminiPagamento")
        if day is None and _DAYS.fullmatch(days):
            start = _day(one, "DataRiferimentoTerminiPagamento") or issued
            day = add_days(start, int(days))
        if day is None:
            return ()
        parts.append((max(day, issued), _minor(one, currency, "ImportoPagamento")))
    return tuple(parts)
