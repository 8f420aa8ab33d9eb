"""The header of an e-invoice: who sends it, through which code it arrives, seller and buyer.

Reads the snapshots of the document alone. A number of a party is never transliterated or mended.
"""

from typing import Final

from smm_ledger.core.identifiers import vat_prefix
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.parties import Client, ClientKind, Issuer
from smm_ledger.core.regimes import regime_of
from smm_ledger.documents.fatturapa.names import fiscal_id
from smm_ledger.documents.fatturapa.texts import ascii_text
from smm_ledger.documents.fatturapa.tree import Node, Scribe, block, leaf

HOME: Final = "IT"
TO_PRIVATE: Final = "FPR12"
TO_PUBLIC: Final = "FPA12"
NO_CODE: Final = "0000000"
ABROAD: Final = "XXXXXXX"

_NAME: Final = 80
_PLACE: Final = 60
_FOREIGN_ID: Final = 28
_FOREIGN_ZIP: Final = "00000"
_PHONE: Final = range(5, 13)
_EMAIL: Final = range(7, 257)


def form_of(client: Client) -> str:
    """Return FormatoTrasmissione: a public body of Italy has its own."""
    public = client.kind is ClientKind.PUBLIC and client.country == HOME
    return TO_PUBLIC if public else TO_PRIVATE


def recipient_code(client: Client) -> str:
    """Return CodiceDestinatario; without one the file waits for the client at the tax office."""
    return client.sdi_code or (NO_CODE if client.country == HOME else ABROAD)


def header(invoice: Invoice, progressive: str, scribe: Scribe) -> Node | None:
    """Return FatturaElettronicaHeader."""
    issuer, client = invoice.issuer, invoice.client
    return block(
        "FatturaElettronicaHeader",
        _transmission(issuer, client, progressive),
        _seller(issuer, regime_of(invoice.rules.regime).fiscal_code, scribe),
        _buyer(client, scribe),
    )


def _transmission(issuer: Issuer, client: Client, progressive: str) -> Node | None:
    code = recipient_code(client)
    return block(
        "DatiTrasmissione",
        block("IdTrasmittente", leaf("IdPaese", HOME), leaf("IdCodice", fiscal_id(issuer))),
        leaf("ProgressivoInvio", progressive),
        leaf("FormatoTrasmissione", form_of(client)),
        leaf("CodiceDestinatario", code),
        leaf("PECDestinatario", client.pec if code == NO_CODE else ""),
    )


def _seller(issuer: Issuer, regime: str, scribe: Scribe) -> Node | None:
    return block(
        "CedentePrestatore",
        block(
            "DatiAnagrafici",
            block(
                "IdFiscaleIVA",
                leaf("IdPaese", HOME),
                leaf("IdCodice", issuer.vat_id.removeprefix(HOME)),
            ),
            leaf("CodiceFiscale", issuer.tax_code),
            _named(issuer, "issuer", scribe),
            leaf("RegimeFiscale", regime),
        ),
        _place(issuer, "issuer", scribe),
        block(
            "Contatti",
            leaf("Telefono", issuer.phone if _is_phone(issuer.phone) else ""),
            leaf("Email", issuer.email if _is_email(issuer.email) else ""),
        ),
    )


def _is_phone(number: str) -> bool:
    """Tell whether the schema has room for a number; a contact is left out rather than refused."""
    return number.isascii() and len(number) in _PHONE


def _is_email(address: str) -> bool:
    return address.isascii() and len(address) in _EMAIL and "." in address.partition("@")[2]


def _buyer(client: Client, scribe: Scribe) -> Node | None:
    home = client.country == HOME
    return block(
        "CessionarioCommittente",
        block(
            "DatiAnagrafici",
            _home_id(client) if home else _foreign_id(client),
            leaf("CodiceFiscale", client.tax_code if home else ""),
            _named(client, "client", scribe),
        ),
        _place(client, "client", scribe),
    )


def _home_id(client: Client) -> Node | None:
    code = leaf("IdCodice", client.vat_id.removeprefix(HOME))
    return block("IdFiscaleIVA", leaf("IdPaese", HOME), code) if code else None


def _foreign_id(client: Client) -> Node | None:
    """Return the number abroad; of a consumer, who has none, whatever tells them apart."""
    number = client.vat_id.removeprefix(vat_prefix(client.country)).removeprefix(client.country)
    known = number or client.tax_code or client.code
    code = "".join(c for c in ascii_text(known) if c.isalnum()).upper()
    return block(
        "IdFiscaleIVA", leaf("IdPaese", client.country), leaf("IdCodice", code[:_FOREIGN_ID])
    )


def _named(party: Issuer | Client, who: str, scribe: Scribe) -> Node | None:
    name = scribe.name(party.name, about=f"{who}.name", limit=_NAME)
    return block("Anagrafica", leaf("Denominazione", name))


def _place(party: Issuer | Client, who: str, scribe: Scribe) -> Node | None:
    home = party.country == HOME
    return block(
        "Sede",
        leaf("Indirizzo", scribe.name(party.address, about=f"{who}.address", limit=_PLACE)),
        leaf("CAP", party.zip if home else _FOREIGN_ZIP),
        leaf("Comune", scribe.name(party.city, about=f"{who}.city", limit=_PLACE)),
        leaf("Provincia", party.province if home else ""),
        leaf("Nazione", party.country),
    )
