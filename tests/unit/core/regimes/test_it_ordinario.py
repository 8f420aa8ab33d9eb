"""The ordinary regime: 22 %, withholding by who must, split payment, what is outside VAT."""

from decimal import Decimal

import pytest

from smm_ledger.core.errors import InputError
from smm_ledger.core.parties import Client, ClientKind
from smm_ledger.core.regimes.it_ordinario import REGIME
from tests.support.factories import (
    a_client,
    a_consumer,
    a_foreign_client,
    a_line,
    a_public_body,
    an_issuer,
    totals_of,
)

ISSUER = an_issuer(regime="it-ordinario")


@pytest.mark.parametrize(
    ("client", "rate", "nature"),
    [
        (a_client(), 22, ""),
        (a_consumer(), 22, ""),
        (a_foreign_client(), 0, "N2.1"),
        (a_foreign_client("US", vat_id=""), 0, "N2.1"),
        (a_foreign_client(vat_id="", kind=ClientKind.PERSON), 22, ""),
    ],
)
def test_the_standard_vat_is_the_clients(client: Client, rate: int, nature: str) -> None:
    rules = REGIME.rules(ISSUER, client)
    assert (rules.standard_rate, rules.standard_nature) == (Decimal(rate), nature)


@pytest.mark.parametrize(
    ("client", "withheld", "split"),
    [
        (a_client(withholding=True), 20, False),
        (a_client(withholding=False), 0, False),
        (a_consumer(withholding=True), 0, False),
        (a_foreign_client(withholding=True), 0, False),
        (a_public_body(withholding=True), 20, False),
        (a_public_body(withholding=False), 0, True),
        (a_public_body(withholding=False, country="FR"), 0, False),
    ],
)
def test_a_fee_is_withheld_upon_or_split_and_never_both(
    client: Client, withheld: int, *, split: bool
) -> None:
    rules = REGIME.rules(ISSUER, client)
    assert rules.withholding_percent == withheld
    assert rules.split_payment is split


def test_the_issuer_sets_what_is_withheld() -> None:
    issuer = an_issuer(
        withholding_percent=Decimal(23), withholding_base_percent=Decimal(50), regime="it-ordinario"
    )
    rules = REGIME.rules(issuer, a_client(withholding=True))
    assert totals_of(a_line("1000", vat_rate=Decimal(22)), rules=rules).withholding == 11500


@pytest.mark.parametrize(
    ("kind", "country", "withholds"),
    [
        (ClientKind.COMPANY, "IT", True),
        (ClientKind.PUBLIC, "IT", True),
        (ClientKind.PERSON, "IT", False),
        (ClientKind.COMPANY, "DE", False),
        (ClientKind.PUBLIC, "SM", False),
    ],
)
def test_a_new_client_withholds_if_italian_and_no_person(
    kind: ClientKind, country: str, *, withholds: bool
) -> None:
    assert REGIME.default_withholding(ISSUER, kind, country) is withholds


@pytest.mark.parametrize(
    ("typed", "rate", "nature"),
    [("22", 22, ""), ("4", 4, ""), ("N1", 0, "N1"), ("N6.3", 0, "N6.3"), ("n2.1", 0, "N2.1")],
)
def test_rates_and_natures_are_taken(typed: str, rate: int, nature: str) -> None:
    assert REGIME.line_vat(typed, REGIME.rules(ISSUER, a_client())) == (Decimal(rate), nature)


@pytest.mark.parametrize("typed", ["0", "0.22"])
def test_no_vat_needs_its_reason_and_a_share_is_no_percentage(typed: str) -> None:
    with pytest.raises(InputError, match="does not exist"):
        REGIME.line_vat(typed, REGIME.rules(ISSUER, a_client()))


def test_nothing_is_the_nature_of_a_business_abroad() -> None:
    assert REGIME.line_vat("0", REGIME.rules(ISSUER, a_foreign_client())) == (Decimal(0), "N2.1")


def printed(client: Client, vat: str | None = None, price: str = "100") -> list[str]:
    """Return the Italian texts of an invoice over one line."""
    rules = REGIME.rules(ISSUER, client)
    rate, nature = REGIME.line_vat(vat, rules)
    totals = totals_of(a_line(price, vat_rate=rate, vat_nature=nature), rules=rules)
    return [note.italian for note in REGIME.notes(ISSUER, client, totals, rules)]


def test_a_taxed_invoice_needs_no_text() -> None:
    assert printed(a_client()) == []


def test_split_payment_names_its_law() -> None:
    assert printed(a_public_body()) == [
        "Operazione soggetta a scissione dei pagamenti, art. 17-ter D.P.R. 633/1972."
    ]


@pytest.mark.parametrize(
    ("client", "vat", "starts"),
    [
        (a_foreign_client(), None, ["Inversione contabile", "Imposta di bollo"]),
        (a_foreign_client("US"), None, ["Operazione non soggetta", "Imposta di bollo"]),
        (a_client(), "N4", ["Operazione esente", "Imposta di bollo"]),
        (a_client(), "N1", ["Somme escluse"]),
        (a_client(), "N6.9", ["Inversione contabile"]),
    ],
)
def test_what_bears_no_vat_says_why(client: Client, vat: str | None, starts: list[str]) -> None:
    texts = printed(client, vat)
    assert len(texts) == len(starts)
    assert all(text.startswith(start) for text, start in zip(texts, starts, strict=True))


def test_a_quote_says_why_and_announces_the_stamp() -> None:
    client = a_foreign_client()
    rules = REGIME.rules(ISSUER, client)
    totals = totals_of(a_line("100", vat_nature="N2.1"), rules=rules)
    english = [note.english for note in REGIME.quote_notes(ISSUER, client, totals, rules)]
    assert [text.split(" ")[0] for text in english] == ["Reverse", "Each"]


def test_a_nature_names_its_law() -> None:
    assert "art. 10" in REGIME.reference("N4")


def test_warnings_are_those_of_an_italian_invoice() -> None:
    client = a_client(address="")
    rules = REGIME.rules(ISSUER, client)
    line = a_line(vat_rate=Decimal(22))
    (warning,) = REGIME.warnings(ISSUER, client, [line], totals_of(line, rules=rules), rules)
    assert (warning.field, warning.needed) == ("client.address", True)
