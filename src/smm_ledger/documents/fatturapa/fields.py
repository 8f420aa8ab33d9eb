"""From an element of FatturaPA to the field of our ledger that fills it."""

import re
from typing import Final

_OF_A_PARTY: Final = {
    "IdFiscaleIVA": "vat_id",
    "CodiceFiscale": "tax_code",
    "Anagrafica": "name",
    "RegimeFiscale": "regime",
    "Indirizzo": "address",
    "CAP": "zip",
    "Comune": "city",
    "Provincia": "province",
    "Nazione": "country",
    "Telefono": "phone",
    "Email": "email",
}
_OF_THE_REST: Final = {
    "IdTrasmittente": "issuer.tax_code",
    "ProgressivoInvio": "counter",
    "CodiceDestinatario": "client.sdi_code",
    "PECDestinatario": "client.pec",
    "FormatoTrasmissione": "client.kind",
    "DatiRitenuta": "issuer.withholding_percent",
    "DatiCassaPrevidenziale": "issuer.contribution",
    "DatiOrdineAcquisto": "order",
    "DatiFattureCollegate": "credits_invoice",
    "DatiRiepilogo": "vat",
    "IBAN": "issuer.iban",
    "BIC": "issuer.bic",
    "IstitutoFinanziario": "issuer.bank",
    "ModalitaPagamento": "payment_method",
    "CondizioniPagamento": "instalments",
    "DataScadenzaPagamento": "instalments",
    "ImportoPagamento": "instalments",
    "Divisa": "currency",
    "Numero": "issuer.invoice_pattern",
    "Data": "date",
    "Causale": "notes",
}
_LINE: Final = re.compile(r"DettaglioLinee(?:\[(\d+)\])?")
_PLACE: Final = re.compile(r"\[\d+\]|^[^:]+:")


def field_of(path: str) -> str:
    """Return the field behind an element's path; `document` where none is alone responsible."""
    line = _LINE.search(path)
    if line:
        return f"line {line.group(1) or 1}"
    steps = [_PLACE.sub("", step) for step in path.split("/")]
    for party, who in (("CedentePrestatore", "issuer"), ("CessionarioCommittente", "client")):
        if party in steps:
            names = [_OF_A_PARTY[step] for step in steps if step in _OF_A_PARTY]
            return f"{who}.{names[0]}" if names else who
    found = [_OF_THE_REST[step] for step in steps if step in _OF_THE_REST]
    return found[0] if found else "document"
