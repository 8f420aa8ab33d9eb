"""Any document that the ledger can issue is an e-invoice that SdI takes, with our own figures."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from smm_ledger.core.invoices import Invoice
from smm_ledger.core.lines import Discount, Line
from smm_ledger.core.totals import TaxRules
from tests.support.e_invoices import DOCUMENT, GROUP, LINE, Sheet, a_lawful_invoice, write
from tests.support.factories import an_issuer
from tests.support.strategies import contributions, discounts, line_lists, some_rules

recharges = st.fixed_dictionaries({"stamp_recharge": st.booleans()})


def _sum(sheet: Sheet, *paths: str) -> Decimal:
    return sum((Decimal(text) for path in paths for text in sheet.texts(path)), Decimal(0))


def _assert_ours(invoice: Invoice) -> None:
    sheet = write(invoice)
    totals = invoice.totals
    assert sheet.codes() == []
    assert sheet.text(f"{DOCUMENT}/ImportoTotaleDocumento") == f"{Decimal(totals.total) / 100:.2f}"
    told = _sum(sheet, f"{GROUP}/ImponibileImporto", f"{GROUP}/Imposta")
    assert told == Decimal(totals.total) / 100
    lines = _sum(sheet, f"{LINE}/PrezzoTotale")
    assert lines == Decimal(totals.net + totals.stamp_in_total) / 100
    funds = _sum(sheet, f"{DOCUMENT}/DatiCassaPrevidenziale/ImportoContributoCassa")
    assert funds == Decimal(totals.social_contribution) / 100


@given(line_lists, some_rules(), discounts)
def test_of_an_ordinary_issuer(
    lines: list[Line], rules: TaxRules, discount: Discount | None
) -> None:
    assume(any(line.counts for line in lines))
    _assert_ours(a_lawful_invoice(*lines, rules=rules, discount=discount))


@given(line_lists, contributions, discounts, recharges)
def test_of_a_forfettario(
    lines: list[Line], contribution: object, discount: Discount | None, recharge: dict[str, bool]
) -> None:
    assume(any(line.counts for line in lines))
    own = [replace(line, vat_rate=Decimal(0), vat_nature="N2.2") for line in lines]
    issuer = an_issuer(contribution=contribution, **recharge)
    _assert_ours(a_lawful_invoice(*own, regime="it-forfettario", issuer=issuer, discount=discount))
