"""What an Italian invoice needs besides its figures, said before it is issued.

Nothing here refuses: an invoice is issued with its warnings, and only the e-invoice refuses for
those that it needs. Rules: art. 21 DPR 633/72, the FatturaPA schema 1.2.3, L. 81/2017 art. 3.
"""

from collections.abc import Iterable, Sequence

from smm_ledger.core.dates import Terms
from smm_ledger.core.lines import Line, LineKind
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client, ClientKind, Issuer
from smm_ledger.core.regimes.italy import (
    COUNTRY,
    CURRENCY,
    USUAL_RATES,
    is_foreign_business,
)
from smm_ledger.core.regimes.protocol import FieldWarning
from smm_ledger.core.totals import STAMP_NATURES, Totals

LONGEST_TERMS = 60
"""Days; a clause beyond is abusive against the self-employed (L. 81/2017 art. 3)."""
_OFFICE_CODE = 6
_LONGEST_MONTH_WAIT = 30
_MISSING = N_("it is missing; a lawful invoice names it")


def missing(who: str, name: str) -> FieldWarning:
    """Return the warning that `name` of the issuer or client is empty and needed."""
    return FieldWarning(f"{who}.{name}", _MISSING, needed=True)


def issuer_warnings(issuer: Issuer) -> Iterable[FieldWarning]:
    """Yield what the issuer's own data lack."""
    for name in ("vat_id", *_place_fields(issuer)):
        if not getattr(issuer, name):
            yield missing("issuer", name)


def _place_fields(party: Issuer | Client) -> tuple[str, ...]:
    if party.country == COUNTRY:
        return ("address", "zip", "city", "province")
    return ("address", "city")


def client_warnings(issuer: Issuer, client: Client) -> Iterable[FieldWarning]:
    """Yield what the client's data lack, or show as wrong."""
    for name in _place_fields(client):
        if not getattr(client, name):
            yield missing("client", name)
    yield from _identity_warnings(client)
    if client.vat_id and client.vat_id == issuer.vat_id:
        yield FieldWarning(
            "client.vat_id", N_("it is the issuer's own; SdI refuses it (00471)"), needed=True
        )
    if client.kind is ClientKind.PUBLIC and client.country == COUNTRY:
        yield from _office_warnings(client)


def _identity_warnings(client: Client) -> Iterable[FieldWarning]:
    unasked = client.kind is ClientKind.COMPANY and client.business is None
    if client.vat_id:
        return
    if unasked:
        yield FieldWarning(
            "client.business",
            N_("a company without a VAT number: say whether it is a business"),
            cli="client edit --business yes|no",
        )
    if client.country == COUNTRY:
        if not client.tax_code:
            name = "tax_code" if client.is_consumer else "vat_id"
            yield FieldWarning(
                f"client.{name}",
                N_("neither a VAT number nor a tax code is there; the e-invoice needs one"),
                needed=True,
            )
    elif is_foreign_business(client):
        yield FieldWarning(
            "client.vat_id",
            N_("a business abroad needs its VAT number, or Italian VAT is due"),
            needed=True,
        )


def _office_warnings(client: Client) -> Iterable[FieldWarning]:
    if len(client.sdi_code) != _OFFICE_CODE:
        yield FieldWarning(
            "client.sdi_code",
            N_("a public body needs its office code of 6 characters"),
            needed=True,
        )


def line_warnings(lines: Sequence[Line]) -> Iterable[FieldWarning]:
    """Yield what is unusual about the lines that count."""
    for no, line in enumerate(lines, 1):
        if not line.counts:
            continue
        if line.kind is LineKind.AD_SPEND_RECHARGED and not line.on_behalf:
            yield FieldWarning(
                f"line {no}",
                N_(
                    "ads billed to you and recharged are your fee: they bear contribution and "
                    "stamp, count as revenue, and you owe their VAT (TD17); the client's own card "
                    "is better"
                ),
            )
        if line.vat_rate and line.vat_rate not in USUAL_RATES:
            yield FieldWarning(
                f"line {no}",
                N_("{rate} % is no VAT rate in force in Italy"),
                {"rate": f"{line.vat_rate:f}"},
            )


def terms_warnings(client: Client, terms: Terms) -> Iterable[FieldWarning]:
    """Yield a word on terms that may run beyond 60 days; consumers are outside that law."""
    wait = 0 if terms.kind == "days" else _LONGEST_MONTH_WAIT
    if terms.days + wait > LONGEST_TERMS and not client.is_consumer:
        yield FieldWarning(
            "terms",
            N_("they run beyond {most} days, which a client can't impose (L. 81/2017 art. 3)"),
            {"most": LONGEST_TERMS},
        )


def stamp_warnings(totals: Totals) -> Iterable[FieldWarning]:
    """Yield a word where the duty's threshold can't be compared: there is no rate of exchange."""
    exempt = any(group.nature in STAMP_NATURES for group in totals.groups)
    if exempt and totals.currency != CURRENCY:
        yield FieldWarning(
            "currency",
            N_("stamp duty is not computed in {currency}: it is due above {threshold} euros"),
            {"currency": totals.currency, "threshold": "77.47"},
        )


def italian_warnings(
    issuer: Issuer, client: Client, lines: Sequence[Line], totals: Totals, terms: Terms | None
) -> tuple[FieldWarning, ...]:
    """Return everything above for one document."""
    return (
        *issuer_warnings(issuer),
        *client_warnings(issuer, client),
        *line_warnings(lines),
        *terms_warnings(client, terms or client.terms),
        *stamp_warnings(totals),
    )
