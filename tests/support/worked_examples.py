"""Worked examples of others, computed by our core: invoices, late interest, legal terms.

An input or a figure that is not understood is told as a difference, never passed over.
"""

import csv
import datetime as dt
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import smm_ledger
from smm_ledger.core.dates import legal_end, nth_year
from smm_ledger.core.interest import InterestKind, RatePeriod, RateTable, accrue
from smm_ledger.core.lines import Line
from smm_ledger.core.money import Money, to_minor
from smm_ledger.core.parties import ClientKind, Contribution
from smm_ledger.core.regimes import regime_of
from smm_ledger.core.totals import DISBURSEMENT, TaxRules, Totals, compute
from tests.support.factories import a_client, an_issuer

Case = dict[str, Any]

DATA = Path(smm_ledger.__file__).parent / "data"
LINE = re.compile(
    r"(?:(?P<quantity>[\d.]+) x )?(?P<price>[\d.]+)(?: -(?P<off>[\d.]+)%)?"
    r"(?: ?@(?P<vat>\S+))?(?P<withheld> ritenuta)?"
)
INPUTS = {
    *("compenso", "righe", "iva_pct", "rivalsa_inps_pct", "cassa_pct", "ritenuta_pct", "split"),
    "bollo",
}
USUAL_WITHHOLDING = "20"
TERM = re.compile(r"(?:\w+-)?(\d+)y")


def compare_example(kind: str, case: Case) -> Iterator[str]:
    """Yield how a case differs from what we compute."""
    yield from COMPARED[kind](case)


# --- invoices ----------------------------------------------------------------------------------


def _invoice(case: Case) -> Iterator[str]:
    typed: Case = case["input"]
    if unknown := typed.keys() - INPUTS:
        yield f"input not understood: {', '.join(sorted(unknown))}"
        return
    texts = typed.get("righe") or [typed["compenso"]]
    withheld = "ritenuta_pct" in typed or any("ritenuta" in text for text in texts)
    rules = _rules(typed, taxed="iva_pct" in typed or withheld, withheld=withheld)
    lines = [_line(text, typed, rules) for text in texts]
    totals = compute(lines, rules=rules, currency="EUR")
    for name, wanted in case["expected"].items():
        found = FIGURES[name](totals, rules, lines) if name in FIGURES else None
        text = "not understood" if found is None else str(Money(found, "EUR"))
        if text != wanted:
            yield f"{name} {wanted} expected, {text} found"


def _rules(typed: Case, *, taxed: bool, withheld: bool) -> TaxRules:
    kind = ClientKind.PUBLIC if typed.get("split") else ClientKind.COMPANY
    issuer = an_issuer(
        contribution=_contribution(typed),
        withholding_percent=Decimal(typed.get("ritenuta_pct", USUAL_WITHHOLDING)),
    )
    client = a_client(kind=kind, withholding=withheld)
    return regime_of("it-ordinario" if taxed else "it-forfettario").rules(issuer, client)


def _contribution(typed: Case) -> Contribution:
    if "rivalsa_inps_pct" in typed:
        return Contribution(kind="inps", code="TC22", percent=Decimal(typed["rivalsa_inps_pct"]))
    if "cassa_pct" in typed:
        return Contribution(kind="fund", code="TC01", percent=Decimal(typed["cassa_pct"]))
    return Contribution()


def _line(text: str, typed: Case, rules: TaxRules) -> Line:
    found = LINE.fullmatch(text)
    if found is None:
        msg = f"a line that is not understood: {text}"
        raise ValueError(msg)
    vat = found["vat"] or typed.get("iva_pct")
    rate, nature = regime_of(rules.regime).line_vat(vat, rules)
    return Line(
        description="Post",
        quantity=Decimal(found["quantity"] or 1),
        unit_price=Decimal(found["price"]),
        discount_percent=Decimal(found["off"]) if found["off"] else None,
        vat_rate=rate,
        vat_nature=nature,
    )


def _withholding_base(totals: Totals, rules: TaxRules, lines: list[Line]) -> int:
    pairs = zip(lines, totals.line_nets, strict=True)
    fees = sum(net for line, net in pairs if line.vat_nature != DISBURSEMENT)
    return fees + (totals.social_contribution if rules.contribution.kind == "inps" else 0)


Figure = Callable[[Totals, TaxRules, list[Line]], int]
FIGURES: dict[str, Figure] = {
    **dict.fromkeys(
        ("rivalsa", "contributo", "ImportoContributoCassa"), lambda t, _, __: t.social_contribution
    ),
    **dict.fromkeys(
        ("imponibile_iva", "ImponibileImporto"),
        lambda t, _, __: sum(group.base for group in t.groups if group.rate),
    ),
    "esente": lambda t, _, __: sum(group.base for group in t.groups if not group.rate),
    **dict.fromkeys(("iva", "Imposta"), lambda t, _, __: t.tax),
    "base_ritenuta": _withholding_base,
    **dict.fromkeys(("ritenuta", "ImportoRitenuta"), lambda t, _, __: t.withholding),
    **dict.fromkeys(("totale", "ImportoTotaleDocumento"), lambda t, _, __: t.total),
    **dict.fromkeys(("netto", "ImportoPagamento"), lambda t, _, __: t.payable),
    "bollo": lambda t, _, __: t.stamp_duty,
    "riga1": lambda t, _, __: t.line_nets[0],
}

# --- interest ----------------------------------------------------------------------------------


def _interest(case: Case) -> Iterator[str]:
    due, until = (dt.date.fromisoformat(case[name]) for name in ("due", "until"))
    principal = to_minor(Decimal(case["principal"]), "EUR")
    made = accrue(principal, due=due, until=until, table=_table(case))
    wanted = to_minor(Decimal(case["expected_interest"]), "EUR")
    tolerance = to_minor(Decimal(case.get("tolerance", "0")), "EUR")
    if abs(made.interest - wanted) > tolerance or made.unknown:
        yield f"{case['expected_interest']} expected, {Money(made.interest, 'EUR')} found"
    rows = [[f"{s.percent:.2f}", s.days, str(Money(s.amount, "EUR"))] for s in made.segments]
    if rows != case.get("rows", rows):
        yield f"rows {case['rows']} expected, {rows} found"


def _table(case: Case) -> RateTable:
    match case["kind"]:
        case "mora231":
            old = case.get("contract_before_2013")
            column = (
                "rate_old_plus7_contracts_until_2012" if old else "rate_plus8_contracts_from_2013"
            )
            return _published(InterestKind.MORA, "rates_mora_dlgs231.csv", column)
        case "legale1284":
            return _published(InterestKind.LEGAL, "rates_legali_art1284.csv", "legal_rate_pct")
        case _:
            return RateTable.fixed(Decimal(case["rate"]))


def _published(kind: InterestKind, name: str, column: str) -> RateTable:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row[column]]
    periods = (
        RatePeriod(
            dt.date.fromisoformat(row["from"]),
            dt.date.fromisoformat(row["to"]),
            Decimal(row[column]),
        )
        for row in rows
    )
    return RateTable(kind, tuple(periods))


# --- legal terms -------------------------------------------------------------------------------


def _deadline(case: Case) -> Iterator[str]:
    years = TERM.fullmatch(case["kind"])
    if years is None:
        yield f"kind not understood: {case['kind']}"
        return
    event = dt.date.fromisoformat(case["event"])
    found = legal_end(nth_year(event, int(years[1]))).isoformat()
    if found != case["expected"]:
        yield f"{case['expected']} expected, {found} found"


COMPARED: dict[str, Callable[[Case], Iterator[str]]] = {
    "invoice": _invoice,
    "interest": _interest,
    "deadlines": _deadline,
}
