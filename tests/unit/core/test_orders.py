"""Order references: what fits into an e-invoice as it is, and nothing else."""

import pytest

from smm_ledger.core.errors import InputError
from smm_ledger.core.orders import NO_ORDER, OrderReference, checked_order


def test_codes_are_written_in_capitals_and_without_blanks() -> None:
    typed = OrderReference(number=" PO 12/26 ", cig="z12 3456 abc", cup="e55f22000 010006")
    assert checked_order(typed) == OrderReference(
        number="PO 12/26", cig="Z123456ABC", cup="E55F22000010006"
    )


def test_none_is_none() -> None:
    assert not NO_ORDER
    assert checked_order(OrderReference(cig="  ")) == NO_ORDER
    assert OrderReference(cup="E55F22000010006")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (OrderReference(number="x" * 21), "order"),
        (OrderReference(number="n\u00b0 5"), "order"),
        (OrderReference(cig="123456789"), "cig"),
        (OrderReference(cig="12345678\u0661\u0662"), "cig"),
        (OrderReference(cup="E55F2200001000"), "cup"),
        (OrderReference(cup="E55F2200001000-"), "cup"),
    ],
)
def test_what_does_not_fit_is_refused(typed: OrderReference, field: str) -> None:
    with pytest.raises(InputError) as refused:
        checked_order(typed)
    assert refused.value.subject == field
