"""Issuer and client: what a consumer is, and how settings are noted."""

from decimal import Decimal

import pytest

from smm_ledger.core.parties import Client, ClientKind, Contribution
from tests.support.factories import a_client, a_consumer, an_issuer


@pytest.mark.parametrize(
    ("client", "consumer"),
    [
        (a_consumer(), True),
        (a_consumer(business=False), True),
        (a_consumer(business=True), False),
        (a_consumer(vat_id="12345678903"), False),
        (a_client(), False),
        (a_client(vat_id=""), False),
        (a_client(kind=ClientKind.PUBLIC, vat_id=""), False),
    ],
)
def test_a_consumer_is_a_person_without_a_vat_number(client: Client, *, consumer: bool) -> None:
    assert client.is_consumer is consumer


@pytest.mark.parametrize(
    ("contribution", "text"),
    [
        (Contribution(), "none"),
        (Contribution(kind="inps", code="TC22", percent=Decimal("4.00")), "inps:4"),
        (Contribution(kind="inps", code="TC22", percent=Decimal(10)), "inps:10"),
        (Contribution(kind="fund", code="TC01", percent=Decimal("4.5")), "fund:TC01:4.5"),
    ],
)
def test_a_contribution_is_noted_as_it_is_typed(contribution: Contribution, text: str) -> None:
    assert str(contribution) == text


def test_quotes_are_numbered_as_preventivi_in_italy_alone() -> None:
    assert an_issuer().effective_quote_pattern == "P-{year}-{seq:03}"
    assert an_issuer(country="DE").effective_quote_pattern == "Q-{year}-{seq:03}"
    assert an_issuer(quote_pattern="{yy}/{seq}").effective_quote_pattern == "{yy}/{seq}"
