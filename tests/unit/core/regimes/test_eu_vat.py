"""VAT of another member state: rates by hand, reverse charge to businesses abroad."""

from decimal import Decimal

import pytest

from smm_ledger.core.errors import InputError
from smm_ledger.core.parties import Client
from smm_ledger.core.regimes.eu_vat import REGIME
from tests.support.factories import (
    INPS,
    a_client,
    a_consumer,
    a_foreign_client,
    a_line,
    an_issuer,
    totals_of,
)

ISSUER = an_issuer(regime="eu-vat", country="FR", vat_id="FR40303265045", contribution=INPS)
FREE, TAXED = a_line("1000"), a_line("1000", vat_rate=Decimal(20))


def test_nothing_is_added_unless_a_line_says_so() -> None:
    rules = REGIME.rules(ISSUER, a_foreign_client())
    assert (rules.standard_rate, rules.standard_nature) == (Decimal(0), "")
    assert totals_of(FREE, rules=rules).total == 100000
    assert totals_of(TAXED, rules=rules).total == 120000
    assert REGIME.line_vat("20", rules) == (Decimal(20), "")


def test_italian_natures_have_no_place() -> None:
    with pytest.raises(InputError, match="use one of: N1"):
        REGIME.line_vat("N2.2", REGIME.rules(ISSUER, a_client()))


@pytest.mark.parametrize(
    ("client", "texts"),
    [
        (a_foreign_client("DE"), ["Reverse charge"]),
        (a_client(), ["Reverse charge"]),
        (a_foreign_client("US"), ["Outside the scope of EU VAT"]),
        (a_foreign_client("FR"), []),
        (a_consumer(), []),
    ],
)
def test_an_untaxed_service_to_a_business_abroad_says_why(client: Client, texts: list[str]) -> None:
    rules = REGIME.rules(ISSUER, client)
    notes = REGIME.notes(ISSUER, client, totals_of(FREE, rules=rules), rules)
    assert [note.english.split(":")[0].split(",")[0] for note in notes] == texts
    assert not any(note.national for note in notes)
    assert REGIME.notes(ISSUER, client, totals_of(TAXED, rules=rules), rules) == ()


def test_sums_advanced_for_the_client_say_so_on_quotes_too() -> None:
    client = a_foreign_client("FR")
    rules = REGIME.rules(ISSUER, client)
    totals = totals_of(TAXED, a_line(vat_nature="N1"), rules=rules)
    (note,) = REGIME.quote_notes(ISSUER, client, totals, rules)
    assert "art. 79(c)" in note.english


def test_there_is_no_italian_reference() -> None:
    assert REGIME.reference("N1") == ""


@pytest.mark.parametrize(
    ("client", "fields"),
    [
        (a_foreign_client(), []),
        (a_foreign_client(city="", address=""), ["client.address", "client.city"]),
        (a_foreign_client(vat_id=""), ["client.vat_id"]),
        (a_foreign_client("US", vat_id=""), []),
        (a_consumer(), ["line 1"]),
    ],
)
def test_what_article_226_wants_is_asked_for(client: Client, fields: list[str]) -> None:
    rules = REGIME.rules(ISSUER, client)
    warnings = REGIME.warnings(ISSUER, client, [FREE], totals_of(FREE, rules=rules), rules)
    assert [warning.field for warning in warnings] == fields


def test_the_issuer_too_needs_a_number_and_an_address() -> None:
    issuer, client = an_issuer(vat_id="", address="", country="FR"), a_foreign_client()
    rules = REGIME.rules(issuer, client)
    warnings = REGIME.warnings(issuer, client, [TAXED], totals_of(TAXED, rules=rules), rules)
    assert [warning.field for warning in warnings] == ["issuer.vat_id", "issuer.address"]
