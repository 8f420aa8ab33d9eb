"""The regimes and what they answer: one registry, one shape, texts in two languages."""

from decimal import Decimal

import pytest

from smm_ledger.core.errors import InputError
from smm_ledger.core.parties import ClientKind
from smm_ledger.core.regimes import REGIMES, FieldWarning, LegalNote, Regime, regime_of
from smm_ledger.core.totals import DISBURSEMENT
from tests.support.factories import a_client, a_line, an_issuer, totals_of

EVERY = pytest.mark.parametrize("regime", REGIMES.values(), ids=list(REGIMES))


def test_the_registry_holds_the_four_by_their_codes() -> None:
    assert list(REGIMES) == ["it-forfettario", "it-ordinario", "eu-vat", "no-vat"]
    assert all(regime_of(code) is regime for code, regime in REGIMES.items())
    assert regime_of(" IT-Ordinario ").code == "it-ordinario"


def test_an_unknown_regime_is_refused_with_what_there_is() -> None:
    with pytest.raises(InputError, match="it-forfettario, it-ordinario, eu-vat, no-vat") as caught:
        regime_of("it-minimi")
    assert caught.value.subject == "regime"


def test_fiscal_codes_are_those_of_fatturapa() -> None:
    assert [regime.fiscal_code for regime in REGIMES.values()] == ["RF19", "RF01", "", ""]


@EVERY
def test_rules_carry_the_regimes_code(regime: Regime) -> None:
    assert regime.rules(an_issuer(), a_client()).regime == regime.code
    assert regime.name


@EVERY
def test_a_line_without_vat_takes_the_standard(regime: Regime) -> None:
    rules = regime.rules(an_issuer(), a_client())
    assert regime.line_vat(None, rules) == (rules.standard_rate, rules.standard_nature)


@EVERY
def test_every_regime_takes_sums_advanced_for_the_client(regime: Regime) -> None:
    rules = regime.rules(an_issuer(), a_client())
    assert regime.line_vat("N1", rules) == (Decimal(0), DISBURSEMENT)


@EVERY
def test_what_is_stored_reads_back(regime: Regime) -> None:
    rules = regime.rules(an_issuer(), a_client())
    rate, nature = regime.line_vat(None, rules)
    assert regime.line_vat(nature or f"{rate:f}", rules) == (rate, nature)


@EVERY
def test_a_complete_document_has_no_warning(regime: Regime) -> None:
    issuer, client = an_issuer(regime=regime.code), a_client()
    rules = regime.rules(issuer, client)
    typed = "21" if regime.code == "eu-vat" else None  # it has no rate of its own
    rate, nature = regime.line_vat(typed, rules)
    lines = [a_line(vat_rate=rate, vat_nature=nature)]
    assert regime.warnings(issuer, client, lines, totals_of(*lines, rules=rules), rules) == ()


@pytest.mark.parametrize("code", ["it-forfettario", "eu-vat", "no-vat"])
def test_nobody_withholds_outside_the_ordinary_regime(code: str) -> None:
    for kind in ClientKind:
        assert not regime_of(code).default_withholding(an_issuer(), kind, "IT")


def test_only_the_flat_rate_limits_what_comes_in() -> None:
    limits = {code: regime.cash_limit(2026) for code, regime in REGIMES.items()}
    assert [code for code, limit in limits.items() if limit] == ["it-forfettario"]


def test_italian_law_is_printed_in_italian_and_in_the_clients_language() -> None:
    note = LegalNote("esente", "exempt")
    assert note.texts("it") == ("esente",)
    assert note.texts("en") == note.texts("de") == ("esente", "exempt")


def test_other_law_is_printed_in_the_clients_language_alone() -> None:
    note = LegalNote("inversione contabile", "reverse charge", national=False)
    assert note.texts("it") == ("inversione contabile",)
    assert note.texts("en") == ("reverse charge",)


def test_a_warning_names_its_field() -> None:
    warning = FieldWarning("terms", "beyond {most} days", {"most": 60})
    assert str(warning) == "terms: beyond 60 days"
    assert not warning.needed
