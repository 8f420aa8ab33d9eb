"""Letters of many invoices: they break where they may, and no number in them is cut."""

import datetime as dt
from dataclasses import replace

import pytest

from smm_ledger.core.letters import Rung
from smm_ledger.core.money import Money
from smm_ledger.core.parties import ClientKind
from smm_ledger.documents.reminder_view import build_reminder
from smm_ledger.documents.views import BrandView, LetterView
from smm_ledger.i18n import Translator
from smm_ledger.services.letters import LetterItem, LetterSum, ReminderLetter
from tests.support.factories import a_client, an_issuer

DAY = dt.date(2026, 11, 27)
EURO = Money(100, "EUR")


def letter(count: int, **given: object) -> LetterView:
    """Return the view of a letter about some invoices of 1.00."""
    items = tuple(
        LetterItem(
            invoice=f"2026-{number:03}",
            issue_date=DAY,
            due_date=DAY,
            days_late=9,
            balance=EURO,
        )
        for number in range(1, count + 1)
    )
    made = ReminderLetter(
        rung=Rung.SECOND,
        date=DAY,
        issuer=replace(an_issuer(), iban="IT60X0542811101000000123456"),
        client=a_client(),
        items=items,
        sums=(LetterSum(owed=Money(100 * count, "EUR"), credit=Money(0, "EUR")),),
    )
    return build_reminder(
        replace(made, **given),  # type: ignore[arg-type]  # fields by name
        Translator("it"),
        BrandView(),
    )


@pytest.mark.parametrize(("count", "kind", "last"), [(8, "", 8), (9, "long", 9), (40, "long", 14)])
def test_a_table_breaks_when_it_is_long_and_a_number_never(
    count: int, kind: str, last: int
) -> None:
    view = letter(count)
    assert view.tables[0].kind == kind
    assert view.payment is not None
    (reference,) = [fact.value for fact in view.payment.facts if fact.label == "Causale"]
    assert reference == ", ".join(f"2026-{number:03}" for number in range(1, last + 1))


def test_whom_it_speaks_to_and_what_came_before() -> None:
    firm = letter(1).opening
    assert firm[0].startswith("Spett.le ")
    assert "precedente sollecito" in firm[1]
    person = letter(1, client=replace(a_client(), kind=ClientKind.PERSON), earlier=False).opening
    assert person[0].startswith("Gentile ")
    assert "precedente" not in person[1]


@pytest.mark.parametrize(("pec", "way"), [("a@pec.example", "a@pec.example"), ("", "raccomandata")])
def test_a_notice_says_how_it_goes(pec: str, way: str) -> None:
    notice = letter(1, rung=Rung.FORMAL, deadline=DAY, client=replace(a_client(), pec=pec))
    assert notice.signature is not None
    assert way in notice.signature.text
