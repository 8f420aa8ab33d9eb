"""The flat-rate regime: no VAT, no withholding, its texts, its limits."""

from decimal import Decimal

import pytest

from smm_ledger.core.errors import InputError
from smm_ledger.core.parties import Client
from smm_ledger.core.regimes.it_forfettario import REGIME
from smm_ledger.core.totals import Totals
from tests.support.factories import (
    INPS,
    a_client,
    a_consumer,
    a_foreign_client,
    a_line,
    a_public_body,
    an_issuer,
    totals_of,
)

FRANCHISE = (
    "Operazione effettuata ai sensi dell'art. 1, commi da 54 a 89, della Legge n. 190/2014 e "
    "successive modificazioni - operazione in franchigia da IVA."
)
NO_WITHHOLDING = (
    "Si richiede la non applicazione della ritenuta alla fonte a titolo d'acconto ai sensi "
    "dell'art. 1, comma 67, L. 190/2014."
)
STAMP = "Imposta di bollo da 2 euro assolta in modo virtuale ai sensi del D.M. 17/6/2014."


def billed(client: Client, price: str = "100") -> Totals:
    """Return the totals of one standard line for `client`."""
    rules = REGIME.rules(an_issuer(), client)
    rate, nature = REGIME.line_vat(None, rules)
    return totals_of(a_line(price, vat_rate=rate, vat_nature=nature), rules=rules)


def printed(client: Client, price: str = "100") -> list[str]:
    """Return the Italian texts of an invoice over one standard line."""
    issuer = an_issuer()
    notes = REGIME.notes(issuer, client, billed(client, price), REGIME.rules(issuer, client))
    return [note.italian for note in notes]


def test_an_italian_client_gets_no_vat_no_withholding_and_the_stamp() -> None:
    rules = REGIME.rules(an_issuer(contribution=INPS), a_client(withholding=True))
    assert (rules.standard_rate, rules.standard_nature) == (Decimal(0), "N2.2")
    assert rules.contribution == INPS
    assert (rules.withholding_percent, rules.split_payment) == (Decimal(0), False)
    assert (rules.stamp_amount, rules.stamp_threshold, rules.stamp_recharged) == (200, 7747, True)


def test_the_issuer_may_bear_the_stamp_herself() -> None:
    rules = REGIME.rules(an_issuer(stamp_recharge=False), a_client())
    assert not rules.stamp_recharged
    assert totals_of(a_line("100", vat_nature="N2.2"), rules=rules).total == 10000


def test_a_public_body_never_splits_what_bears_no_vat() -> None:
    assert not REGIME.rules(an_issuer(), a_public_body()).split_payment


@pytest.mark.parametrize("country", ["DE", "US", "CH"])
def test_a_business_abroad_is_outside_italian_vat(country: str) -> None:
    assert REGIME.rules(an_issuer(), a_foreign_client(country)).standard_nature == "N2.1"


def test_a_consumer_abroad_is_served_in_italy() -> None:
    client = a_foreign_client(vat_id="", business=False)
    assert REGIME.rules(an_issuer(), client).standard_nature == "N2.2"


@pytest.mark.parametrize("typed", ["22", "4", "0.5"])
def test_a_rate_is_refused(typed: str) -> None:
    rules = REGIME.rules(an_issuer(), a_client())
    with pytest.raises(InputError, match=f"charges no VAT, but the line says {typed} %"):
        REGIME.line_vat(typed, rules)


@pytest.mark.parametrize("typed", ["N4", "N6.3", "N7"])
def test_natures_of_taxed_issuers_are_refused(typed: str) -> None:
    with pytest.raises(InputError, match="no place in your tax regime"):
        REGIME.line_vat(typed, REGIME.rules(an_issuer(), a_client()))


def test_the_law_is_printed_on_an_invoice() -> None:
    assert printed(a_client()) == [FRANCHISE, NO_WITHHOLDING, STAMP]
    assert printed(a_client(), "77.47") == [FRANCHISE, NO_WITHHOLDING]
    assert printed(a_consumer()) == [FRANCHISE, STAMP]


def test_abroad_the_reason_is_another() -> None:
    inside, outside = printed(a_foreign_client()), printed(a_foreign_client("US"))
    assert [text.split(" - ")[0] for text in inside[1:]] == ["Inversione contabile", STAMP]
    assert outside[1].startswith("Operazione non soggetta a IVA")
    assert inside[0] == outside[0] == FRANCHISE.replace(" - operazione in franchigia da IVA", "")


def test_a_quote_says_what_it_is_and_announces_the_stamp() -> None:
    issuer, client = an_issuer(), a_client()
    rules = REGIME.rules(issuer, client)
    notes = REGIME.quote_notes(issuer, client, billed(client), rules)
    assert notes[0].italian == FRANCHISE
    assert "77,47" in notes[1].italian
    assert len(REGIME.quote_notes(issuer, client, billed(client, "50"), rules)) == 1


def test_the_nature_names_the_regimes_own_law() -> None:
    assert REGIME.reference("N2.2").startswith("Art. 1, commi da 54 a 89, L. 190/2014")
    assert "7-ter" in REGIME.reference("N2.1")


@pytest.mark.parametrize(
    ("year", "next_year", "at_once"),
    [(2030, 8_500_000, 10_000_000), (2023, 8_500_000, 10_000_000), (2022, 6_500_000, None)],
)
def test_limits_are_those_of_their_year(year: int, next_year: int, at_once: int | None) -> None:
    limit = REGIME.cash_limit(year)
    assert limit is not None
    assert (limit.next_year, limit.at_once) == (next_year, at_once)


def test_before_2019_no_limit_is_known() -> None:
    assert REGIME.cash_limit(2018) is None
