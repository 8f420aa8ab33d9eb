"""The catalogues are whole: all messages translated, the same data named, the .mo compiled."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import messages

FRAGMENT = """\
msgid "it is empty"
msgstr "è diverso"

msgid "nobody uses this one"
msgstr "nessuno la usa"
"""


def test_every_message_has_its_italian() -> None:
    assert messages.languages() == ["it"]
    assert messages.findings("it") == []


def _marked(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="N_"), args=[ast.Constant(value=str(message))]):
                yield message


def test_every_marked_message_is_found_by_the_extraction() -> None:
    """Up to Python 3.11 an f-string is one token, and a mark inside it is overlooked."""
    found = {message for _, message in messages.extracted()}
    overlooked = {
        (path.name, message)
        for path in messages.SOURCE.rglob("*.py")
        for message in _marked(ast.parse(path.read_text(encoding="utf-8")))
        if message not in found
    }
    assert overlooked == set()


def test_the_catalogue_is_in_its_one_form() -> None:
    catalogue, said = messages.merged("it", None)
    assert said == []
    assert messages.po_text(catalogue) == messages.po_path("it").read_bytes()


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny project with one module, one template and an empty catalogue."""
    source, templates = tmp_path / "src", tmp_path / "templates"
    source.mkdir()
    templates.mkdir()
    (source / "a.py").write_text(
        'N_("it is empty"); t.ngettext("{n} day", "{n} days", 2); t.pgettext("key", "open")\n',
        encoding="utf-8",
    )
    (templates / "b.html.j2").write_text("<p>{{ t('Total {amount}') }}</p>", encoding="utf-8")
    po = source / "locales" / "it" / "LC_MESSAGES" / "smm_ledger.po"
    po.parent.mkdir(parents=True)
    po.touch()
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "SOURCE", source)
    monkeypatch.setattr(messages, "TEMPLATES", templates)
    monkeypatch.setattr(messages, "LOCALES", source / "locales")
    return po


def test_what_is_missing_is_found(small: Path) -> None:
    messages.update(None)
    assert messages.findings("it") == [
        "it: untranslated: 'it is empty'",
        "it: untranslated: '{n} day'",
        "it: untranslated: 'open'",
        "it: untranslated: 'Total {amount}'",
    ]
    text = small.read_text(encoding="utf-8")
    text = text.replace('msgid "Total {amount}"\nmsgstr ""', 'msgid "Total {amount}"\nmsgstr "{x}"')
    small.write_text(text, encoding="utf-8")
    found = messages.findings("it")
    assert "it: places differ: 'Total {amount}'" in found
    assert any("not compiled" in one for one in found)


def test_a_fragment_fills_and_never_overrides(small: Path, tmp_path: Path) -> None:
    fragments = tmp_path / "fragments"
    fragments.mkdir()
    (fragments / "1.po").write_text(
        'msgid "it is empty"\nmsgstr "è vuoto"\n\n'
        'msgid "{n} day"\nmsgid_plural "{n} days"\n'
        'msgstr[0] "{n} giorno"\nmsgstr[1] "{n} giorni"\n\n'
        'msgctxt "key"\nmsgid "open"\nmsgstr "apri"\n\n'
        'msgid "Total {amount}"\nmsgstr "Totale {amount}"\n',
        encoding="utf-8",
    )
    assert messages.update(fragments) == []
    assert messages.findings("it") == []
    whole = small.read_bytes()
    (fragments / "2.po").write_text(FRAGMENT, encoding="utf-8")
    assert messages.update(fragments) == [
        "2.po: differs from the catalogue: 'it is empty'",
        "it: no longer used: 'nobody uses this one'",
    ]
    assert small.read_bytes() == whole


def test_the_command_says_what_is_missing(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.main(["check"]) == 1
    assert messages.main(["update"]) == 0
    assert messages.main(["check"]) == 1
    assert "untranslated: 'open'" in capsys.readouterr().out
    assert small.with_suffix(".mo").is_file()
