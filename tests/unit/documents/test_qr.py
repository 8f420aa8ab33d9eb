"""The EPC payload, line by line (EPC069-12), and when there is none."""

from decimal import Decimal

import pytest

from smm_ledger.core.money import Money
from smm_ledger.documents.qr import epc_payload, qr_uri
from tests.support.papers import IBAN


def _payload(amount: str = "1060.80", **changes: str) -> str:
    currency = changes.pop("currency", "EUR")
    given = {"name": "Giulia Ferri", "iban": IBAN, "reference": "Fattura 2026-003", **changes}
    return epc_payload(amount=Money.of(Decimal(amount), currency), **given)


def test_every_line_stands_where_the_standard_wants_it() -> None:
    assert _payload(iban="it60 x054 2811 1010 0000 0123 456").split("\n") == [
        *("BCD", "002", "1", "SCT"),
        "",
        "Giulia Ferri",
        IBAN,
        "EUR1060.80",
        "",
        "",
        "Fattura 2026-003",
    ]


@pytest.mark.parametrize(
    ("amount", "changes"),
    [
        ("0", {}),
        ("-1", {}),
        ("1000000000", {}),
        ("10", {"currency": "USD"}),
        ("10", {"iban": "IT60X0542811101000000123457"}),
        ("10", {"iban": ""}),
        ("10", {"name": ""}),
    ],
)
def test_there_is_no_code_that_no_bank_could_use(amount: str, changes: dict[str, str]) -> None:
    assert _payload(amount, **changes) == ""


@pytest.mark.parametrize("amount", ["0.01", "999999999.99"])
def test_the_bounds_are_inside(amount: str) -> None:
    assert f"EUR{amount}" in _payload(amount)


def test_long_texts_are_cut_and_a_line_break_starts_no_new_line() -> None:
    lines = _payload(name="a" * 200, reference="b\nc" + "d" * 200).split("\n")
    assert len(lines) == 11
    assert len(lines[5]) == 70
    assert lines[10].startswith("b cd")
    assert len(lines[10]) == 140


def test_the_picture_is_an_inlined_svg() -> None:
    assert qr_uri(_payload()).startswith("data:image/svg+xml;base64,")
