"""A gift is counted in money, at the rate of the day it was given."""

from decimal import Decimal

from smm_ledger.core.money import Money
from smm_ledger.core.requests import Rate, Request, RequestKind, gift_value
from tests.support.factories import TODAY

RATE = Rate(hour=Money(4250, "EUR"), source="retainer-1")


def test_a_gift_is_worth_its_hours_at_the_rate() -> None:
    assert gift_value(Decimal("1.5"), RATE) == 6375


def test_without_hours_or_rate_nothing_is_guessed() -> None:
    assert gift_value(None, RATE) is None
    assert gift_value(Decimal(2), None) is None


def test_a_request_is_called_by_its_key() -> None:
    asked = Request(
        client_id=1, date=TODAY, text="Logo", kind=RequestKind.INSIDE, currency="EUR", id=3
    )
    assert asked.name == "request-3"
