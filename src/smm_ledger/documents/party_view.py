"""Issuer and client as a document prints them."""

from urllib.parse import quote

from smm_ledger.core.countries import EU_MEMBERS
from smm_ledger.core.identifiers import vat_prefix
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.documents.views import PartyView
from smm_ledger.i18n import Translator
from smm_ledger.i18n.phrases import country_name


def issuer_view(issuer: Issuer, *, t: Translator, abroad: bool) -> PartyView:
    """Return the issuer's block; the country is named only to a client abroad."""
    return _party(issuer, label=t("From"), t=t, abroad=abroad)


def client_view(client: Client, *, t: Translator, abroad: bool) -> PartyView:
    """Return the client's block."""
    return _party(client, label=t("To"), t=t, abroad=abroad)


def _party(party: Issuer | Client, *, label: str, t: Translator, abroad: bool) -> PartyView:
    return PartyView(
        label=label,
        name=party.name,
        lines=_address(party, t.language, with_country=abroad),
        identifiers=_identifiers(party, t, abroad=abroad),
        email=party.email,
        email_link=f"mailto:{quote(party.email, safe='@')}" if party.email else "",
        phone=party.phone,
    )


def _address(party: Issuer | Client, language: str, *, with_country: bool) -> tuple[str, ...]:
    place = " ".join(filter(None, (party.zip, party.city, party.province)))
    country = country_name(party.country, language) if with_country else ""
    return tuple(filter(None, (party.address, place, country)))


def _identifiers(party: Issuer | Client, t: Translator, *, abroad: bool) -> tuple[str, ...]:
    number = _vat_id_abroad(party) if abroad else party.vat_id
    vat = t("VAT no. {value}", value=number) if number else ""
    # An Italian company's tax code is most often its VAT number: once is enough.
    other = party.tax_code and party.tax_code != party.vat_id.removeprefix(party.country)
    tax_code = t("Tax code {value}", value=party.tax_code) if other else ""
    return tuple(filter(None, (vat, tax_code)))


def _vat_id_abroad(party: Issuer | Client) -> str:
    """Return the VAT number as another state of the EU asks for it: with its country's letters."""
    prefix = vat_prefix(party.country) if party.country in EU_MEMBERS else ""
    number = party.vat_id
    return number if not number or number.startswith(prefix) else prefix + number


def foot_of(party: PartyView) -> tuple[str, ...]:
    """Return the items of the issuer's line, for the foot of every page."""
    return tuple(
        filter(None, (party.name, ", ".join(party.lines), *party.identifiers[:1], party.email))
    )
