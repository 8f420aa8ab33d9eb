"""What a lawful Italian invoice lacks is said, by field, and nothing else."""

from typing import Any

import pytest

from smm_ledger.core.dates import Terms
from smm_ledger.core.lines import Line, LineKind
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.regimes.italian_checks import italian_warnings
from tests.support.factories import (
    FLAT_RULES,
    a_client,
    a_consumer,
    a_foreign_client,
    a_line,
    a_public_body,
    an_issuer,
    totals_of,
)


def found(
    issuer: Issuer | None = None,
    client: Client | None = None,
    *lines: Line,
    terms: Terms | None = None,
) -> dict[str, bool]:
    """Return the fields that are warned about, and whether the e-invoice needs them."""
    buyer = client or a_client()
    own = lines or (a_line(vat_nature="N2.2"),)
    totals = totals_of(*own, rules=FLAT_RULES, currency=buyer.currency)
    warnings = italian_warnings(issuer or an_issuer(), buyer, own, totals, terms)
    assert all(str(warning) for warning in warnings)
    return {warning.field: warning.needed for warning in warnings}


@pytest.mark.parametrize(
    "client",
    [a_client(), a_consumer(), a_public_body(), a_foreign_client(), a_foreign_client("US")],
)
def test_what_is_complete_has_no_warning(client: Client) -> None:
    assert found(client=client) == {}


@pytest.mark.parametrize("name", ["vat_id", "address", "zip", "city", "province"])
def test_each_field_of_the_issuer_is_asked_for(name: str) -> None:
    assert found(an_issuer(**{name: ""})) == {f"issuer.{name}": True}


@pytest.mark.parametrize("name", ["address", "zip", "city", "province"])
def test_each_field_of_the_clients_place_is_asked_for(name: str) -> None:
    assert found(client=a_client(**{name: ""})) == {f"client.{name}": True}


def test_abroad_there_is_no_province_and_maybe_no_postcode() -> None:
    client = a_foreign_client(zip="", province="", address="", city="")
    assert found(client=client) == {"client.address": True, "client.city": True}


NO_NUMBER: dict[str, Any] = {"vat_id": "", "tax_code": ""}


@pytest.mark.parametrize(
    ("client", "fields"),
    [
        (a_consumer(tax_code=""), {"client.tax_code": True}),
        (a_client(**NO_NUMBER), {"client.business": False, "client.vat_id": True}),
        (a_client(**NO_NUMBER, business=True), {"client.vat_id": True}),
        (a_client(vat_id="", tax_code="97103880585"), {"client.business": False}),
        (a_client(vat_id="", tax_code="97103880585", business=False), {}),
        (a_public_body(vat_id="", tax_code="97103880585"), {}),
        (a_foreign_client(vat_id="", business=True), {"client.vat_id": True}),
        (a_foreign_client(vat_id="", business=False), {}),
    ],
)
def test_who_has_no_number_is_asked_for_one(client: Client, fields: dict[str, bool]) -> None:
    assert found(client=client) == fields


def test_nobody_invoices_herself() -> None:
    issuer = an_issuer()
    assert found(issuer, a_client(vat_id=issuer.vat_id)) == {"client.vat_id": True}


@pytest.mark.parametrize("code", ["", "ABC1234"])
def test_a_public_body_has_an_office_code_of_six(code: str) -> None:
    assert found(client=a_public_body(sdi_code=code)) == {"client.sdi_code": True}


def test_a_company_without_an_sdi_code_is_reached_all_the_same() -> None:
    assert found(client=a_client(sdi_code="", pec="")) == {}


@pytest.mark.parametrize(
    ("terms", "beyond"),
    [
        (Terms("days", 60), False),
        (Terms("days", 61), True),
        (Terms("days_eom", 30), False),
        (Terms("days_eom", 31), True),
        (Terms("eom_days", 30), False),
        (Terms("eom_days", 60), True),
    ],
)
def test_terms_beyond_sixty_days_are_named(terms: Terms, *, beyond: bool) -> None:
    expected = {"terms": False} if beyond else {}
    assert found(client=a_client(terms=terms)) == expected
    assert found(terms=terms) == expected
    assert found(client=a_consumer(terms=terms)) == {}


def test_the_documents_own_terms_count_before_the_clients() -> None:
    assert found(client=a_client(terms=Terms("days", 90)), terms=Terms("days", 30)) == {}


def test_recharged_ads_are_named_unless_paid_in_the_clients_name() -> None:
    ads = a_line(kind=LineKind.AD_SPEND_RECHARGED, vat_nature="N2.2")
    assert found(None, None, a_line(vat_nature="N2.2"), ads) == {"line 2": False}
    behalf = a_line(kind=LineKind.AD_SPEND_RECHARGED, vat_nature="N1", on_behalf=True)
    assert found(None, None, behalf) == {}


def test_a_rate_that_is_not_in_force_is_named_where_it_counts() -> None:
    odd = a_line(vat_rate=21)
    assert found(None, None, odd) == {"line 1": False}
    assert found(None, None, a_line(kind=LineKind.OPTIONAL, selected=False, vat_rate=21)) == {}


def test_a_stamp_in_another_currency_is_left_to_the_user() -> None:
    client = a_foreign_client("US", currency="USD")
    assert found(None, client, a_line(vat_nature="N2.1")) == {"currency": False}
    assert found(None, client, a_line(vat_nature="N3.1")) == {}
