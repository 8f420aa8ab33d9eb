"""The options that may stand anywhere, taken out of the words before any command is looked for.

Environment variables are their defaults. Nothing is checked here but that a value is there: the
session reads values when it needs them, so that a wrong one is refused in the right language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from smm_ledger.cli.errors import Usage
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_

_VALUES: Final = {"--ledger": "ledger", "--today": "today", "--lang": "lang"}
_FLAGS: Final = {"--json": "json", "--quiet": "quiet", "--yes": "yes", "--version": "version"}
_ENVIRONMENT: Final = {
    "ledger": "SMM_LEDGER_FILE",
    "today": "SMM_LEDGER_TODAY",
    "lang": "SMM_LEDGER_LANG",
}


@dataclass(frozen=True, slots=True)
class Globals:
    """What was said for the whole program; None: not said."""

    ledger: str | None = None
    today: str | None = None
    lang: str | None = None
    json: bool = False
    quiet: bool = False
    yes: bool = False
    version: bool = False


def take_globals(
    words: Sequence[str], environ: Mapping[str, str]
) -> tuple[Globals, list[str], Usage | None]:
    """Return the global options, the other words, and what is wrong with the former, if anything.

    A wrong one is handed back and not raised, so that `--json` and `--lang`, wherever they stand,
    already rule how it is told.
    """
    found: dict[str, str] = {}
    flags: dict[str, bool] = {}
    rest: list[str] = []
    wrong: Usage | None = None
    left = list(words)
    while left:
        word = left.pop(0)
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *left]
            break
        if word in _FLAGS:
            flags[_FLAGS[word]] = True
        elif name in _FLAGS:
            wrong = wrong or Usage(name, N_("it takes no value"))
        elif name in _VALUES and (equals or left):
            found[_VALUES[name]] = value if equals else left.pop(0)
        elif name in _VALUES:
            wrong = wrong or Usage(name, N_("its value is missing"))
        else:
            rest.append(word)
    typed = {key: environ.get(name) or None for key, name in _ENVIRONMENT.items()} | found
    return Globals(**typed, **flags), rest, wrong  # type: ignore[arg-type]  # by the tables above


def check_words(words: Sequence[str]) -> None:
    """Refuse words that are no text: bytes of another encoding than the terminal's.

    Raises:
        InputError: A word holds them.
    """
    for before, word in zip(("", *words), words, strict=False):
        if any("\ud800" <= character <= "\udfff" for character in word):
            raise InputError(
                before if before.startswith("--") and "=" not in before else "argument",
                N_("it holds bytes that are no UTF-8 text"),
                hint=N_("type it in a terminal that is set to UTF-8"),
            )
