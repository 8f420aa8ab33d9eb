"""No tax: nothing added, nothing printed, nothing asked for."""

from decimal import Decimal

import pytest

from smm_ledger.core.errors import InputError
from smm_ledger.core.regimes.no_vat import REGIME
from tests.support.factories import INPS, a_client, a_line, an_issuer, totals_of

ISSUER = an_issuer(regime="no-vat", country="US", vat_id="", address="", contribution=INPS)


def test_the_net_is_the_total() -> None:
    rules = REGIME.rules(ISSUER, a_client(withholding=True))
    assert totals_of(a_line("1000"), rules=rules).payable == 100000


def test_a_rate_is_refused() -> None:
    rules = REGIME.rules(ISSUER, a_client())
    assert REGIME.line_vat("0", rules) == (Decimal(0), "")
    with pytest.raises(InputError, match="this regime charges no VAT"):
        REGIME.line_vat("22", rules)


def test_it_prints_and_asks_nothing() -> None:
    client = a_client(vat_id="", address="")
    rules, line = REGIME.rules(ISSUER, client), a_line("1000")
    totals = totals_of(line, rules=rules)
    assert REGIME.notes(ISSUER, client, totals, rules) == ()
    assert REGIME.quote_notes(ISSUER, client, totals, rules) == ()
    assert REGIME.warnings(ISSUER, client, [line], totals, rules) == ()
    assert REGIME.reference("N1") == ""
