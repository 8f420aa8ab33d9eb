"""The worked examples of invoices, to the cent: figures that other people computed."""

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from smm_ledger.core.lines import Line
from smm_ledger.core.money import Money
from smm_ledger.core.parties import Client, Contribution, Issuer
from smm_ledger.core.regimes import regime_of
from smm_ledger.core.totals import DISBURSEMENT, TaxRules, Totals, compute
from tests.support.factories import a_client, a_consumer, a_line, a_public_body, an_issuer

DATA = Path(__file__).parents[1] / "data" / "worked_examples.json"
CASES: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))["invoice"]

LINES = {
    "20 x 90.00 -10% @22 ritenuta": ("22", {"quantity": 20, "discount_percent": 10}, "90.00"),
    "1 x 100.00 @N1": ("N1", {}, "100.00"),
    "125.00@N2.2": ("N2.2", {}, "125.00"),
}
"""The examples' own notation: VAT, other fields, price."""


@dataclass(frozen=True)
class Worked:
    """A computed example."""

    lines: list[Line]
    rules: TaxRules
    totals: Totals

    def figure(self, name: str) -> int:
        """Return the figure that the examples call `name`, in minor units."""
        totals = self.totals
        fees = [g for g in totals.groups if g.nature != DISBURSEMENT]
        figures = {
            ("rivalsa", "contributo", "ImportoContributoCassa"): totals.social_contribution,
            ("iva", "Imposta"): totals.tax,
            ("ritenuta", "ImportoRitenuta"): totals.withholding,
            ("totale", "ImportoTotaleDocumento"): totals.total,
            ("netto", "ImportoPagamento"): totals.payable,
            ("imponibile_iva", "ImponibileImporto", "esente"): sum(g.base for g in fees),
            ("bollo",): totals.stamp_duty,
            ("riga1",): totals.line_nets[0],
            ("base_ritenuta",): totals.withholding * 5,  # at 20 %
        }
        return next(value for names, value in figures.items() if name in names)


def issuer_of(given: dict[str, Any]) -> Issuer:
    """Return the issuer of an example: a forfettario where no VAT is named."""
    if "rivalsa_inps_pct" in given:
        percent = Decimal(given["rivalsa_inps_pct"])
        contribution = Contribution(kind="inps", code="TC22", percent=percent)
    elif "cassa_pct" in given:
        contribution = Contribution(kind="fund", code="TC01", percent=Decimal(given["cassa_pct"]))
    else:
        contribution = Contribution()
    taxed = "iva_pct" in given or any("@22" in str(line) for line in given.get("righe", ()))
    regime = "it-ordinario" if taxed else "it-forfettario"
    return an_issuer(regime=regime, contribution=contribution)


def client_of(given: dict[str, Any]) -> Client:
    """Return the client of an example: a public body under split payment, an agent if withheld."""
    if given.get("split"):
        return a_public_body(withholding=False)
    withheld = "ritenuta_pct" in given or "ritenuta" in str(given.get("righe", ""))
    return a_client(withholding=withheld)


def work_out(given: dict[str, Any]) -> Worked:
    """Compute an example as a service would."""
    issuer, client = issuer_of(given), client_of(given)
    regime = regime_of(issuer.regime)
    rules = regime.rules(issuer, client)
    lines = []
    for typed in given.get("righe", [given.get("compenso")]):
        vat, fields, price = LINES.get(typed, (given.get("iva_pct"), {}, typed))
        rate, nature = regime.line_vat(vat, rules)
        exact = {name: Decimal(value) for name, value in fields.items()}
        lines.append(a_line(price, vat_rate=rate, vat_nature=nature, **exact))
    return Worked(lines, rules, compute(lines, rules=rules, currency="EUR"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_worked_example_holds_to_the_cent(case: dict[str, Any]) -> None:
    worked = work_out(case["input"])
    computed = {name: str(Money(worked.figure(name), "EUR")) for name in case["expected"]}
    assert computed == case["expected"]


def test_all_examples_are_there() -> None:
    ids = ["W01", "W02", "W03", "W05", "W06", "W09", "W10", "W12", "W14", "W15"]
    assert [case["id"] for case in CASES] == ids
    assert all(case["source"] for case in CASES)


def test_withholding_is_never_taken_from_a_forfettario_a_consumer_or_abroad() -> None:
    consumer = a_consumer(withholding=True)
    ordinary, flat = an_issuer(regime="it-ordinario"), an_issuer()
    assert regime_of("it-ordinario").rules(ordinary, consumer).withholding_percent == 0
    abroad = a_client(country="FR", withholding=True)
    assert regime_of("it-ordinario").rules(ordinary, abroad).withholding_percent == 0
    assert (
        regime_of("it-forfettario").rules(flat, a_client(withholding=True)).withholding_percent == 0
    )
