"""One Italian word for one thing, on screen, on the command line and on paper."""

import re
from collections.abc import Iterator
from typing import Final

import pytest

from tools.messages import po_path, read, texts_of

ONE_WORD: Final = (
    # what the English says, what the Italian must not say, and what it says instead
    (r"\bledgers?\b", r"\bregistr[oi]\b", "archivio (a registro is the log)"),
    (r"\blog\b", r"\barchivio\b", "registro (an archivio is the ledger)"),
    (r"\bcatalogue\b", r"\blistin[oi]\b", "catalogo"),
    (r"\brounds?\b", r"\bgir[oi]\b", "proposta, of the client controproposta"),
    (r"\bdeposit\b", r"\bcaparra\b|\bdeposito\b", "acconto"),
    (r"\bwalk.away\b", r"\blascio se\b", "quando rinuncio"),
)
WORK: Final = re.compile(r"round number|rounds? of revision", re.IGNORECASE)
"""Rounds that are none of a negotiation."""


def translated() -> Iterator[tuple[str, str]]:
    """Yield every message and its Italian."""
    for (_, source), message in read(po_path("it"), "it").items():
        yield from ((source, text) for text in texts_of(message))


@pytest.mark.parametrize(("english", "italian", "instead"), ONE_WORD)
def test_a_thing_has_one_name(english: str, italian: str, instead: str) -> None:
    wrong = [
        f"{source!r} -> {text!r}: say {instead}"
        for source, text in translated()
        if re.search(english, WORK.sub("", source), re.IGNORECASE)
        and re.search(italian, text, re.IGNORECASE)
        and not (italian.startswith(r"\bregistr") and re.search(r"\blog\b", source))
        and not (italian.startswith(r"\barchivio") and re.search(r"\bledger\b", source))
    ]
    assert wrong == []
