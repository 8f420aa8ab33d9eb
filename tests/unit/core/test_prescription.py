"""Terms of years: the worked examples, and the prudent date."""

import datetime as dt
import json
from pathlib import Path

import pytest

from smm_ledger.core.prescription import earliest, term_end

DATA = Path(__file__).parent / "data" / "worked_interest.json"
WORKED = json.loads(DATA.read_text(encoding="utf-8"))["deadlines"]


@pytest.mark.parametrize("case", WORKED, ids=[case["id"] for case in WORKED])
def test_worked_examples(case: dict[str, str]) -> None:
    event = dt.date.fromisoformat(case["event"])
    assert term_end(event, 10) == dt.date.fromisoformat(case["expected"])


def test_a_single_job_is_safe_for_three_years_and_periodic_fees_for_five() -> None:
    event = dt.date(2026, 3, 2)
    assert earliest(event, periodic=False) == dt.date(2029, 3, 2)
    assert earliest(event, periodic=True) == dt.date(2031, 3, 3)  # the 2nd is a Sunday


def test_a_notice_that_was_received_starts_the_term_anew() -> None:
    event, notice = dt.date(2026, 3, 2), dt.date(2027, 1, 11)
    assert earliest(event, periodic=False, notices=(notice,)) == dt.date(2030, 1, 11)
