"""What the Italian regimes share: who is a business, what each nature rests on, the stamp."""

import pytest

from smm_ledger.core.parties import Client, ClientKind
from smm_ledger.core.regimes import italy
from smm_ledger.core.regimes.it_forfettario import REGIME
from smm_ledger.core.totals import STAMP_NATURES, TaxRules
from tests.support.factories import (
    FLAT_RULES,
    a_client,
    a_consumer,
    a_foreign_client,
    a_line,
    a_public_body,
    totals_of,
)


@pytest.mark.parametrize(
    ("client", "business"),
    [
        (a_client(), True),
        (a_client(vat_id=""), True),
        (a_client(vat_id="", business=True), True),
        (a_client(vat_id="", business=False), False),
        (a_client(business=False), True),
        (a_consumer(), False),
        (a_consumer(business=True), True),
        (a_consumer(vat_id="12345678903"), True),
        (a_public_body(vat_id=""), True),
    ],
)
def test_who_is_a_business(client: Client, *, business: bool) -> None:
    assert italy.is_business(client) is business


@pytest.mark.parametrize(
    ("client", "abroad", "agent"),
    [
        (a_client(), False, True),
        (a_consumer(), False, False),
        (a_foreign_client(), True, False),
        (a_foreign_client("US", vat_id=""), True, False),
        (a_foreign_client(kind=ClientKind.PERSON, vat_id=""), False, False),
    ],
)
def test_who_is_abroad_and_who_withholds(client: Client, *, abroad: bool, agent: bool) -> None:
    assert italy.is_foreign_business(client) is abroad
    assert italy.is_agent(client) is agent


def test_every_detailed_nature_of_fatturapa_has_its_law() -> None:
    details = {"N2": 2, "N3": 6, "N6": 9}
    codes = {f"{code}.{n}" for code, most in details.items() for n in range(1, most + 1)}
    assert set(italy.REFERENCES) == codes | {"N1", "N4", "N5", "N7"}
    assert set(italy.REFERENCES) >= STAMP_NATURES


@pytest.mark.parametrize("nature", italy.REFERENCES)
def test_a_reference_fits_the_e_invoice(nature: str) -> None:
    for text in (italy.REFERENCES[nature].italian, REGIME.reference(nature)):
        assert 0 < len(text) <= 100
        text.encode("latin-1")


def test_the_stamp_is_compared_in_euros_alone() -> None:
    assert italy.stamp_amount(a_client()) == 200
    assert italy.stamp_amount(a_foreign_client("US", currency="USD")) == 0


def test_the_stamp_names_its_law_only_where_it_is_due() -> None:
    due = totals_of(a_line("77.48", vat_nature="N2.2"), rules=FLAT_RULES)
    assert [note.italian for note in italy.stamp_notes(due)] == [
        "Imposta di bollo da 2 euro assolta in modo virtuale ai sensi del D.M. 17/6/2014."
    ]
    free = totals_of(a_line("77.47", vat_nature="N2.2"), rules=FLAT_RULES)
    assert list(italy.stamp_notes(free)) == []


def test_a_quote_announces_a_recharged_stamp() -> None:
    totals = totals_of(a_line("100", vat_nature="N2.2"), rules=FLAT_RULES)
    (note,) = italy.stamp_announcements(totals, FLAT_RULES)
    assert "77,47 euro" in note.italian
    assert "di 2 euro" in note.italian
    assert "77.47 euros" in note.english
    own = TaxRules(
        regime="it-forfettario", stamp_amount=200, stamp_threshold=7747, stamp_recharged=False
    )
    borne = totals_of(a_line("100", vat_nature="N2.2"), rules=own)
    assert list(italy.stamp_announcements(borne, own)) == []


def test_each_nature_is_explained_once_and_reverse_charge_inside_the_union() -> None:
    lines = [a_line(vat_nature=nature) for nature in ("N2.1", "N4", "N2.1")]
    totals = totals_of(*lines)
    inside = list(italy.nature_notes(totals, a_foreign_client(), own={}))
    assert inside == [italy.REVERSE_CHARGE, italy.REFERENCES["N4"]]
    outside = list(italy.nature_notes(totals, a_foreign_client("US"), own={}))
    assert outside == [italy.REFERENCES["N2.1"], italy.REFERENCES["N4"]]
    assert list(italy.nature_notes(totals, a_client(), own={})) == outside
