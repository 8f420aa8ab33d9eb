"""Random documents for property tests: lines, discounts and rules as services let them through."""

from decimal import Decimal

from hypothesis import strategies as st

from smm_ledger.core.lines import Discount, Line, LineKind
from smm_ledger.core.parties import Contribution
from smm_ledger.core.totals import TaxRules

percents = st.decimals(0, 100, places=2)
quantities = st.decimals(Decimal("0.01"), 1000, places=2)
prices = st.decimals(0, 10_000, places=4)
cents = st.integers(-(10**11), 10**11)
weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=20)
currencies = st.sampled_from(["EUR", "JPY", "KWD"])
vats = st.sampled_from(
    [
        (Decimal(22), ""),
        (Decimal(10), ""),
        (Decimal(4), ""),
        (Decimal(0), "N1"),
        (Decimal(0), "N2.1"),
        (Decimal(0), "N2.2"),
        (Decimal(0), "N4"),
    ]
)


@st.composite
def some_lines(draw: st.DrawFn) -> Line:
    """Return a line of any kind."""
    rate, nature = draw(vats)
    kind = draw(st.sampled_from(LineKind))
    fee = kind is LineKind.PERCENT_FEE
    return Line(
        description=draw(st.sampled_from(["Post", "Reel", "Report"])),
        quantity=draw(quantities),
        unit_price=Decimal(0) if fee else draw(prices),
        kind=kind,
        discount_percent=None if fee else draw(st.none() | percents),
        fee_percent=draw(percents) if fee else None,
        fee_minimum=draw(st.none() | prices) if fee else None,
        vat_rate=rate,
        vat_nature=nature,
        selected=draw(st.booleans()),
    )


line_lists = st.lists(some_lines(), min_size=1, max_size=8)
discounts = st.none() | st.builds(Discount, percent=percents)
contributions = st.sampled_from(
    [
        Contribution(),
        Contribution(kind="inps", code="TC22", percent=Decimal(4)),
        Contribution(kind="fund", code="TC01", percent=Decimal("4.5")),
    ]
)


@st.composite
def some_rules(draw: st.DrawFn) -> TaxRules:
    """Return rules that withhold or split the payment, never both."""
    percent = draw(st.sampled_from([Decimal(0), Decimal(20), Decimal("11.5")]))
    return TaxRules(
        regime="it-ordinario",
        standard_rate=Decimal(22),
        contribution=draw(contributions),
        withholding_percent=percent,
        withholding_base_percent=draw(st.sampled_from([Decimal(100), Decimal(50)])),
        split_payment=not percent and draw(st.booleans()),
        stamp_amount=200,
        stamp_threshold=7747,
        stamp_recharged=draw(st.booleans()),
    )
