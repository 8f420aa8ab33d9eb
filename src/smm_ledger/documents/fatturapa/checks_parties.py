"""SdI's content checks on the header, and on what a document wants of its two parties."""

from collections.abc import Iterator
from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.documents.fatturapa.content import BUYER, GENERAL, SELLER, Element, said, there
from smm_ledger.documents.fatturapa.findings import SdiFinding, finding
from smm_ledger.documents.fatturapa.parties import ABROAD, HOME, TO_PRIVATE, TO_PUBLIC

CODE_LENGTHS: Final = {TO_PUBLIC: 6, TO_PRIVATE: 7}

# TipoDocumento by what Allegato A asks of it.
TWO_PARTIES: Final = frozenset(
    f"TD{number:02}" for number in (1, 2, 3, 6, 16, 17, 18, 19, 20, 24, 25, 28, 29)
)
ONE_PARTY: Final = frozenset({"TD21", "TD27"})
SELLER_ABROAD: Final = frozenset({"TD17", "TD18", "TD19", "TD28"})
SELLER_AT_HOME: Final = frozenset({"TD29"})
BUYER_WITH_VAT_ID: Final = frozenset(
    f"TD{number}" for number in (16, 17, 18, 19, 20, 22, 23, 28, 29)
)

_SEND: Final = "FatturaElettronicaHeader/DatiTrasmissione"


def header_findings(root: Element) -> Iterator[SdiFinding]:
    """Yield 00428, 00427, 00313, 00417 and 00476."""
    form, code = said(root, f"{_SEND}/FormatoTrasmissione"), _recipient(root)
    if form != root.get("versione"):
        yield finding(
            "00428",
            "client.kind",
            N_("the file is announced as {version} and says {form}"),
            version=root.get("versione"),
            form=form,
        )
    if len(code) != CODE_LENGTHS.get(form, len(code)):
        yield finding(
            "00427",
            "client.sdi_code",
            N_("“{value}” has {length} characters; this client's code has {wanted}"),
            value=code,
            length=len(code),
            wanted=CODE_LENGTHS[form],
        )
    yield from _identity_findings(root, code)


def _recipient(root: Element) -> str:
    return said(root, f"{_SEND}/CodiceDestinatario")


def _country(root: Element, party: str) -> str:
    return said(root, f"{party}/IdFiscaleIVA/IdPaese")


def _identity_findings(root: Element, code: str) -> Iterator[SdiFinding]:
    seller, buyer = _country(root, SELLER), _country(root, BUYER)
    if code == ABROAD and buyer in {"", HOME}:
        yield finding(
            "00313",
            "client.sdi_code",
            N_("XXXXXXX is only for clients abroad, with their country and number"),
        )
    if not there(root, f"{BUYER}/IdFiscaleIVA") and not there(root, f"{BUYER}/CodiceFiscale"):
        yield finding("00417", "client.vat_id", N_("neither a VAT number nor a tax code is there"))
    if HOME not in {seller or HOME, buyer or HOME}:
        yield finding("00476", "client.country", N_("seller and buyer are both outside Italy"))


def party_findings(root: Element, body: Element) -> Iterator[SdiFinding]:
    """Yield 00471, 00472, 00473 and 00475."""
    kind, same = said(body, f"{GENERAL}/TipoDocumento"), _is_same(root)
    seller = _country(root, SELLER)
    if kind in TWO_PARTIES and same is True:
        yield finding(
            "00471", "client.vat_id", N_("it is the issuer's own: nobody invoices herself")
        )
    if kind in ONE_PARTY and same is False:
        yield finding("00472", "client.vat_id", N_("a {kind} is made out to oneself"), kind=kind)
    wrong_home = kind in SELLER_ABROAD and seller == HOME
    if wrong_home or (kind in SELLER_AT_HOME and seller not in {"", HOME}):
        yield finding("00473", "issuer.country", N_("a {kind} can't come from there"), kind=kind)
    if kind in BUYER_WITH_VAT_ID and not there(root, f"{BUYER}/IdFiscaleIVA"):
        yield finding("00475", "client.vat_id", N_("a {kind} needs the VAT number"), kind=kind)


def _is_same(root: Element) -> bool | None:
    """Tell whether seller and buyer are one; None where the file does not decide it.

    Members of a VAT group share its number and differ by their tax codes.
    """
    if not (there(root, f"{SELLER}/IdFiscaleIVA") and there(root, f"{BUYER}/IdFiscaleIVA")):
        return None
    if any(
        said(root, f"{SELLER}/IdFiscaleIVA/{part}") != said(root, f"{BUYER}/IdFiscaleIVA/{part}")
        for part in ("IdPaese", "IdCodice")
    ):
        return False
    codes = {said(root, f"{party}/CodiceFiscale") for party in (SELLER, BUYER)} - {""}
    return len(codes) < 2 or None  # noqa: PLR2004 - one code each
