"""The grammar of a line, and that writing it is the inverse of reading it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.errors import InputError
from smm_ledger.i18n.parsing_lines import (
    NATURES,
    ParsedFee,
    ParsedInstalment,
    ParsedLine,
    format_line,
    parse_alternative,
    parse_instalments,
    parse_line,
    parse_percent_fee,
    parse_recharged,
    parse_service_ref,
    parse_vat,
)

TODAY = date(2026, 11, 24)
REEL = ParsedLine(quantity=Decimal(3), description="Reel", unit_price=Decimal(120))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "3 x Reel, editing included @ 120.00 -10%",
            ParsedLine(
                quantity=Decimal(3),
                description="Reel, editing included",
                unit_price=Decimal(120),
                discount_percent=Decimal(10),
            ),
        ),
        ("3 x Reel @ 120", REEL),
        ("  3   x   Reel   @   120,00 €  ", REEL),
        (
            "1,5 ore x Setup @ 0.0125 vat N2.2",
            ParsedLine(
                quantity=Decimal("1.5"),
                unit="ore",
                description="Setup",
                unit_price=Decimal("0.0125"),
                vat_rate=Decimal(0),
                vat_nature="N2.2",
            ),
        ),
        (
            "2 mezze giornate x Foto 3 x 4 @ studio @ home @ 1.234,56 -4,5% iva 22",
            ParsedLine(
                quantity=Decimal(2),
                unit="mezze giornate",
                description="Foto 3 x 4 @ studio @ home",
                unit_price=Decimal("1234.56"),
                discount_percent=Decimal("4.5"),
                vat_rate=Decimal(22),
            ),
        ),
        (
            "1 x @ @ 0",
            ParsedLine(quantity=Decimal(1), description="@", unit_price=Decimal(0)),
        ),
    ],
)
def test_a_line(text: str, line: ParsedLine) -> None:
    assert parse_line(text) == line


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("", "line"),
        ("Reel @ 120", "line"),
        ("3x Reel @ 120", "line"),
        ("3 x Reel", "line"),
        ("3 x Reel @120", "line"),
        ("3 x   @ 120", "line: description"),
        ("0 x Reel @ 120", "line: quantity"),
        ("-1 x Reel @ 120", "line: quantity"),
        ("NaN x Reel @ 120", "line: quantity"),
        ("x x Reel @ 120", "line: quantity"),
        ("3 x Reel @ abc", "line: price"),
        ("3 x Reel @ -5", "line: price"),
        ("3 x Reel @ 1.234", "line: price"),
        ("3 x Reel @ 120 -101%", "line: discount"),
        ("3 x Reel @ 120 --5%", "line: price"),
        ("3 x Reel @ 120 10%", "line: price"),
        ("3 x Reel @ 120 vat 101", "line: vat"),
        ("3 x Reel @ 120 vat -1", "line: vat"),
        ("3 x Reel @ 120 vat N2", "line: vat"),
        ("3 x Reel @ 120 vat NaN", "line: vat"),
        ("3 x Reel @ 120 vat", "line: price"),
        ("3 x Re\x1bel @ 120", "line"),
        ("3 x " + "r" * 501 + " @ 120", "line: description"),
        ("3 " + "u" * 51 + " x Reel @ 120", "line: unit"),
    ],
)
def test_a_wrong_line_is_refused_by_its_part(text: str, subject: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_line(text)
    assert caught.value.subject == subject


PIECES = st.lists(
    st.sampled_from(
        ["x", "@", "-10%", "vat", "22", "Reel", "è", "3", "€", "%", "=", "on", "behalf"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)
FIGURES = st.decimals(0, 100_000, places=8).map(lambda value: value.normalize() + 0)
PERCENTS = st.decimals(0, 100, places=4)
UNITS = st.sampled_from(["", "ore", "mezze giornate", "vat", "@", "3"])
LINES = st.builds(
    ParsedLine,
    quantity=FIGURES.filter(bool),
    unit=UNITS,
    description=PIECES,
    unit_price=FIGURES,
    discount_percent=st.none() | PERCENTS,
    vat_rate=st.none() | PERCENTS,
) | st.builds(
    ParsedLine,
    quantity=FIGURES.filter(bool),
    unit=UNITS,
    description=PIECES,
    unit_price=FIGURES,
    vat_rate=st.just(Decimal(0)),
    vat_nature=st.sampled_from(sorted(NATURES)),
)


@given(LINES)
def test_a_written_line_is_read_back(line: ParsedLine) -> None:
    assert parse_line(format_line(line)) == line


@given(st.lists(PIECES | st.sampled_from(["x", "@", " x ", " @ "]), max_size=6).map(" ".join))
def test_any_row_is_a_line_or_a_refusal(text: str) -> None:
    try:
        line = parse_line(text)
    except InputError:
        return
    assert parse_line(format_line(line)) == line


def test_a_three_decimal_figure_is_written_without_doubt() -> None:
    line = ParsedLine(quantity=Decimal("1.125"), description="Reel", unit_price=Decimal("2.345"))
    assert format_line(line) == "1.1250 x Reel @ 2.3450"


def test_the_tax_of_a_line() -> None:
    assert parse_vat("n2.2") == (Decimal(0), "N2.2")
    assert parse_vat("22%") == (Decimal(22), "")
    assert REEL.vat is None
    assert parse_line("1 x A @ 1 vat 22").vat == "22"
    assert parse_line("1 x A @ 1 vat n1").vat == "N1"


def test_the_other_kinds() -> None:
    assert parse_alternative("Piano=3 x Reel @ 120") == ("Piano", REEL)
    assert parse_recharged("3 x Reel @ 120") == (REEL, False)
    assert parse_recharged("3 x Reel @ 120 on behalf") == (REEL, True)
    assert parse_percent_fee("10% min 50 Gestione campagne") == ParsedFee(
        percent=Decimal(10),
        minimum=Decimal(50),
        description="Gestione campagne",
    )
    assert parse_percent_fee("10% Gestione").minimum is None
    assert parse_service_ref("reel") == ("reel", Decimal(1))
    assert parse_service_ref("reel:2,5") == ("reel", Decimal("2.5"))


def test_wrong_other_kinds_are_refused() -> None:
    with pytest.raises(InputError, match="alternative"):
        parse_alternative("3 x Reel @ 120")
    with pytest.raises(InputError, match="alternative: group"):
        parse_alternative("=3 x Reel @ 120")
    for text in ("10 Gestione", "10%", "101% Gestione", "10% min x Gestione"):
        with pytest.raises(InputError, match="percent_fee"):
            parse_percent_fee(text)
    for text in ("", "a b", "reel:", "reel:0"):
        with pytest.raises(InputError, match="service"):
            parse_service_ref(text)


def test_instalments() -> None:
    assert parse_instalments("30% 2026-12-01, 70% 31/01/2027", today=TODAY) == (
        ParsedInstalment(due_date=date(2026, 12, 1), percent=Decimal(30)),
        ParsedInstalment(due_date=date(2027, 1, 31), percent=Decimal(70)),
    )
    assert parse_instalments("300,50 +30", today=TODAY) == (
        ParsedInstalment(due_date=date(2026, 12, 24), amount=Decimal("300.50")),
    )


@pytest.mark.parametrize(
    "text",
    [
        *("", "30%", "30% 2026-12-01", "30% 2026-12-01, 80% 2027-01-31"),
        *("30% 2026-12-01, 70 2027-01-31", "50% 2027-01-31, 50% 2026-12-01"),
        *("50% 2026-12-01, 50% 2026-12-01", "0 2026-12-01", "100% never"),
    ],
)
def test_wrong_instalments_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="instalments"):
        parse_instalments(text, today=TODAY)
