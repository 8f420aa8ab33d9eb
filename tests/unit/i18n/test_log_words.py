"""The log in words: what is known is said, what is not stands by its own name, nothing breaks."""

import datetime as dt
import re
from pathlib import Path

import pytest

from smm_ledger.i18n.log_words import ACTIONS, action_of, details_of, when_of
from smm_ledger.i18n.translator import Translator

EN, IT = Translator("en"), Translator("it")


def test_amounts_are_told_with_their_currency_and_never_as_minor_units() -> None:
    assert details_of(EN, {"amount": 12345, "currency": "EUR"}) == "amount €123.45"
    assert details_of(EN, {"total": 500, "currency": "JPY", "number": "2026-001"}) == (
        "total ¥500, number 2026-001"
    )
    assert details_of(EN, {"net": 10000, "title": "Spring"}) == "title Spring"


def test_days_and_words_of_ours_are_told_in_the_language() -> None:
    assert details_of(EN, {"until": "2026-11-24", "tag": "odd"}) == (
        "until 24 Nov 2026, kind odd user"
    )
    assert details_of(IT, {"until": "2026-11-24", "tag": "odd"}) == (
        "fino al 24/11/2026, tipo utente strano"
    )
    assert details_of(EN, {"skipped": ["2026-08", "2026-09"]}) == "skipped 2026-08 2026-09"


def test_what_was_typed_stays_as_it_was_typed() -> None:
    assert details_of(IT, {"note": "price", "title": "2026-11-24"}) == (
        "nota price, titolo 2026-11-24"
    )


ROOT = Path(__file__).resolve().parents[3]
RECORDED = re.compile(r"""(?:\.record\(\s*"[a-z]+", \w+, |\bsaved\(work, \w+, )"([a-z-]+)",""")


def test_every_action_that_a_service_records_has_its_words() -> None:
    services = (ROOT / "src/smm_ledger/services").glob("*.py")
    found = {name for path in services for name in RECORDED.findall(path.read_text("utf-8"))}
    assert len(found) > 25
    assert found - set(ACTIONS) == set()


def test_what_only_vouches_for_other_rows_is_not_told() -> None:
    data = {"settlements": {"first": 1, "last": 2, "sha256": "0"}, "kind": "round-1", "note": ""}
    assert details_of(EN, data) == ""


def test_a_kept_paper_is_not_a_client_put_away() -> None:
    assert action_of(EN, "archive", {}) == "archived"
    assert action_of(EN, "archive", {"sha256": "0"}) == "PDF kept"


def test_an_action_without_a_word_stands_by_its_name() -> None:
    assert action_of(IT, "something-new", {}) == "something-new"
    assert "colour red" in details_of(IT, {"colour": "red"})


@pytest.mark.parametrize("action", ["issue", "edit", "accept", "void"])
def test_known_actions_read_in_both_languages(action: str) -> None:
    assert action_of(EN, action, {}) == ACTIONS[action]
    assert action_of(IT, action, {}) != ACTIONS[action]


def test_the_instant_is_told_to_the_minute() -> None:
    at = dt.datetime(2026, 3, 2, 9, 5, tzinfo=dt.UTC)
    local = at.astimezone()
    assert when_of(EN, at).endswith(f"{local:%H:%M}")
    assert f"/{local.year} " in when_of(IT, at)
