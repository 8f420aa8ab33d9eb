"""How to compare offers by more than their price: questions that fit every offer alike.

The answer to an unfair rival is a page that can go with a quote. It names nobody and no price, and
claims nothing about anybody; its column for this offer repeats what the offer itself says, and
stays empty where the offer says nothing. Why: docs/negotiation.md.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from smm_ledger.core.checklist import ENTRIES, Item
from smm_ledger.core.lines import Line
from smm_ledger.core.marks import N_

MOST_ANSWERS = 2
"""Entries that answer one question; more would make a wall of a cell."""


class Topic(StrEnum):
    """What a question is about, in the order of the page."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    PEOPLE = "people"
    OWNERSHIP = "ownership"
    TROUBLE = "trouble"
    REVISIONS = "revisions"
    MEASURE = "measure"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question to put to every offer.

    Attributes:
        label: What it is about, short.
        text: The question itself.
        words: Beginnings of words of an entry that answers it, in lower case, Italian and English.
    """

    label: str
    text: str
    words: tuple[str, ...] = ()


QUESTIONS = {
    Topic.INCLUDED: Question(
        label=N_("What is included"),
        text=N_("How many contents, of which kind, on how many channels? Who takes the pictures?"),
    ),
    Topic.EXCLUDED: Question(
        label=N_("What is not"),
        text=N_("Ads budget, revisions, rush, evenings and holidays: are they in the price?"),
    ),
    Topic.PEOPLE: Question(
        label=N_("Who does the work"),
        text=N_(
            "One known person, or whoever is free? Who answers comments, and within what time?"
        ),
        words=("rispost", "rispond", "repl", "answer"),
    ),
    Topic.OWNERSHIP: Question(
        label=N_("Who owns it"),
        text=N_("In whose name are pages, ads account and files when the work ends?"),
        words=("intestat", "proprietà", "restano", "in the client's name", "owned", "belong"),
    ),
    Topic.TROUBLE: Question(
        label=N_("When something goes wrong"),
        text=N_("Who answers out of hours, and what does it cost?"),
        words=ENTRIES[Item.CRISIS].words,
    ),
    Topic.REVISIONS: Question(
        label=N_("What may change"),
        text=N_("How many rounds of revision are in the price, and what does one more cost?"),
        words=ENTRIES[Item.REVISIONS].words,
    ),
    Topic.MEASURE: Question(
        label=N_("How it is measured"),
        text=N_("Which figures are reported, how often, and who reads them with you?"),
        words=("report", "resocont", "rendicont", "risultati", "results", "analytics"),
    ),
    Topic.END: Question(
        label=N_("How it ends"),
        text=N_("What notice is due, and what is handed over?"),
        words=("preavviso", "recesso", "disdetta", "notice", "handed over", "handover"),
    ),
}
"""Every question, in English; translated where the page is made."""


def entries_of(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the entries of several texts, each once: one a line, or parted by semicolons."""
    entries = [entry.strip() for text in texts for entry in text.replace("\n", ";").split(";")]
    return tuple(dict.fromkeys(filter(None, entries)))


def answers(topic: Topic, lines: Sequence[Line]) -> tuple[str, ...]:
    """Return what the printed texts of an offer say about a question, two entries at most.

    Only lines that count speak, by their texts of what is included and what is not: those stand
    on the offer's own pages, so nothing is told here that is not told there.
    """
    words = QUESTIONS[topic].words
    own = [line for line in lines if line.counts]
    said = entries_of([line.included for line in own]) + entries_of([line.excluded for line in own])
    found = [entry for entry in said if _speaks_of(words, entry.casefold())]
    return tuple(found[:MOST_ANSWERS])


def _speaks_of(words: Sequence[str], said: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}", said) for word in words)
