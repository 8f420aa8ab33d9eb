"""The log in words: what is known is said, what is not stands by its own name, nothing breaks."""

import datetime as dt

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
