"""The catalogues of messages: extract, merge, compile, and say what is missing.

    python tools/messages.py update [--fragments FOLDER]   src and templates -> .po -> .mo
    python tools/messages.py compile                       .po -> .mo
    python tools/messages.py check                         exit 1 when something is missing

Run in development only (it needs Babel); the program reads the `.mo` files with the standard
library. Both files are committed, so nothing in them may depend on the day, the machine or the
version of Babel: no dates, no line numbers, one order.
"""
# ruff: noqa: INP001 - a script

import argparse
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCE: Final = ROOT / "src" / "smm_ledger"
TEMPLATES: Final = ROOT / "templates"
LOCALES: Final = SOURCE / "locales"
DOMAIN: Final = "smm_ledger"
KEYWORDS: Final = {
    "N_": None,
    "t": None,
    "_t": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
HEADER: Final = "# Messages of smm-ledger. Made by tools/messages.py, translated by people."

Key = tuple[str, str]
"""Context (or empty) and message; of a plural pair, the singular."""


class StableCatalog(Catalog):
    """A catalogue whose header says what gettext needs and nothing that changes by itself."""

    def _headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", DOMAIN),
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]

    mime_headers = property(_headers)


def key_of(message: Message) -> Key:
    """Return what tells a message from all others."""
    first = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", first


def entries(catalogue: Catalog) -> Iterator[Message]:
    """Yield the messages of a catalogue without its header."""
    return (message for message in catalogue if message.id)


def stable(language: str, messages: Iterable[Message]) -> Catalog:
    """Return a catalogue of these messages, in the order of their keys."""
    catalogue = StableCatalog(locale=language, header_comment=HEADER, fuzzy=False)
    for message in sorted(messages, key=key_of):
        catalogue.add(message.id, message.string, flags=message.flags, context=message.context)
    return catalogue


def extracted() -> dict[Key, Message]:
    """Return every message of the source and the templates."""
    found = Catalog()
    for path in sorted(SOURCE.rglob("*.py")):
        _extract(found, "python", path)
    for path in sorted(TEMPLATES.rglob("*.j2")):
        _extract(found, "jinja2.ext:babel_extract", path)
    return {key_of(message): message for message in entries(found)}


def _extract(found: Catalog, method: str, path: Path) -> None:
    for _, message, _, context in extract_from_file(method, path, keywords=KEYWORDS):
        found.add(message, context=context)


def po_path(language: str) -> Path:
    """Return the catalogue that people edit."""
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def languages() -> list[str]:
    """Return the languages that have a catalogue."""
    return sorted(path.parts[-3] for path in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def read(path: Path, language: str) -> dict[Key, Message]:
    """Return the messages of a .po file (a fragment needs no header)."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language, charset="utf-8", ignore_obsolete=True)
    return {key_of(message): message for message in entries(catalogue)}


def texts_of(message: Message) -> tuple[str, ...]:
    """Return the translations of a message: one, or one for each plural form."""
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def translated(message: Message | None) -> bool:
    """Tell whether every form of a message has its text."""
    return message is not None and not message.fuzzy and all(texts_of(message))


def merged(language: str, fragments: Path | None) -> tuple[Catalog, list[str]]:
    """Return the catalogue of a language brought up to date, and what there is to say.

    A translation in the catalogue wins over one of a fragment; the difference is reported.
    """
    said: list[str] = []
    known = read(po_path(language), language)
    for path in sorted(fragments.glob("*.po")) if fragments else ():
        for key, message in read(path, language).items():
            if not translated(message):
                continue
            if not translated(known.get(key)):
                known[key] = message
            elif known[key].string != message.string:
                said.append(f"{path.name}: differs from the catalogue: {key[1]!r}")
    wanted = extracted()
    said += [f"{language}: no longer used: {key[1]!r}" for key in sorted(set(known) - set(wanted))]
    return stable(language, (_with(one, known.get(key)) for key, one in wanted.items())), said


def _with(message: Message, translation: Message | None) -> Message:
    plural = not isinstance(message.id, str)
    if translation is None or plural == isinstance(translation.id, str):
        return Message(message.id, context=message.context)
    flags = translation.flags & {"fuzzy"}
    return Message(message.id, translation.string, flags=flags, context=message.context)


def po_text(catalogue: Catalog) -> bytes:
    """Return a catalogue as people read it."""
    file = BytesIO()
    write_po(file, catalogue, width=96, no_location=True, include_previous=False)
    return file.getvalue()


def mo_text(catalogue: Catalog) -> bytes:
    """Return a catalogue as the program reads it; fuzzy translations are left out."""
    file = BytesIO()
    write_mo(file, catalogue, use_fuzzy=False)
    return file.getvalue()


def update(fragments: Path | None) -> list[str]:
    """Bring all catalogues up to date and compile them; return what there is to say."""
    said: list[str] = []
    for language in languages():
        catalogue, news = merged(language, fragments)
        po_path(language).write_bytes(po_text(catalogue))
        said += news
    compile_all()
    return said


def compile_all() -> None:
    """Write the .mo of every catalogue."""
    for language in languages():
        path = po_path(language)
        path.with_suffix(".mo").write_bytes(compiled(language))


def compiled(language: str) -> bytes:
    """Return what the .mo of a language must hold."""
    return mo_text(stable(language, read(po_path(language), language).values()))


def findings(language: str) -> list[str]:
    """Return all that is wrong with a language's catalogue; empty when it is complete."""
    wanted, known = extracted(), read(po_path(language), language)
    found = [f"untranslated: {key[1]!r}" for key in wanted if not translated(known.get(key))]
    found += [f"no longer used: {key[1]!r}" for key in sorted(set(known) - set(wanted))]
    found += [
        f"places differ: {key[1]!r}"
        for key, message in known.items()
        if translated(message) and not _same_places(message)
    ]
    path = po_path(language).with_suffix(".mo")
    if not path.is_file() or path.read_bytes() != compiled(language):
        found.append(f"not compiled: {path.relative_to(ROOT)}")
    return [f"{language}: {one}" for one in found]


def _same_places(message: Message) -> bool:
    """Tell whether a translation names the data of its source; a plural form may leave some out."""
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    texts = texts_of(message)
    wanted = set().union(*(_places(source) for source in sources))
    if len(sources) == 1:
        return _places(texts[0]) == wanted
    return all(_places(text) <= wanted for text in texts)


def _places(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"no template"}  # a lone brace: the text is shown without data


def main(arguments: list[str]) -> int:
    """Run one command; return the exit status."""
    parser = argparse.ArgumentParser(description="Catalogues of messages")
    parser.add_argument("command", choices=("update", "compile", "check"))
    parser.add_argument("--fragments", type=Path, help="folder of further .po files to merge")
    chosen = parser.parse_args(arguments)
    lines: list[str] = []
    if chosen.command == "update":
        lines = update(chosen.fragments)
    if chosen.command == "compile":
        compile_all()
    missing = [one for language in languages() for one in findings(language)]
    sys.stdout.write("".join(f"{line}\n" for line in (*lines, *missing)))
    return int(chosen.command == "check" and bool(missing))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
