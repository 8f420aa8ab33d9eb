"""Questions that fit every offer, answered by what the offer prints and by nothing else."""

import pytest

from smm_ledger.core.comparison import QUESTIONS, Topic, answers, entries_of
from smm_ledger.core.lines import LineKind
from tests.support.factories import a_line


def test_every_topic_has_its_question_in_order() -> None:
    assert list(QUESTIONS) == list(Topic)
    assert all(question.label and question.text for question in QUESTIONS.values())


def test_the_page_names_no_price_and_no_rival() -> None:
    words = " ".join(f"{q.label} {q.text}" for q in QUESTIONS.values()).lower()
    assert not any(digit in words for digit in "0123456789€$")
    assert "competitor" not in words
    assert "rival" not in words


def test_entries_are_lines_or_parted_by_semicolons_each_once() -> None:
    assert entries_of(["a; b\nc", " b ;", ""]) == ("a", "b", "c")


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        (Topic.PEOPLE, "risposte entro un giorno lavorativo"),
        (Topic.PEOPLE, "Replies within one day"),
        (Topic.OWNERSHIP, "account intestato al cliente"),
        (Topic.REVISIONS, "una revisione per contenuto"),
        (Topic.TROUBLE, "reperibilità in caso di crisi"),
        (Topic.MEASURE, "report mensile"),
        (Topic.END, "preavviso di un mese"),
    ],
)
def test_an_entry_answers_by_its_words(topic: Topic, text: str) -> None:
    line = a_line(included=f"testi; {text}", excluded="trasferte")
    assert answers(topic, [line]) == (text,)
    assert answers(topic, [a_line(excluded=text)]) == (text,)
    assert answers(topic, [a_line(included="testi e grafica")]) == ()


def test_what_is_not_taken_says_nothing_and_two_answers_are_enough() -> None:
    left = a_line(kind=LineKind.OPTIONAL, selected=False, included="una revisione")
    assert answers(Topic.REVISIONS, [left]) == ()
    many = a_line(included="una revisione; due revisioni; tre revisioni")
    assert answers(Topic.REVISIONS, [many]) == ("una revisione", "due revisioni")
