"""The settings file: defaults without it, strict with it, comments kept when it is saved."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.errors import InputError
from smm_ledger.core.mail_server import read_server
from smm_ledger.settings import (
    Settings,
    SettingsFailed,
    default_ledger_path,
    documents_folder,
    ledger_path,
    load_settings,
    save_settings,
    settings_from,
    settings_path,
)
from tests.support.systems import is_private

WHOLE = """\
# mine
language = "it"
theme = "textual-light"
ascii = true
reduced_motion = true
hints = false
paper = "Letter"
ledger = "books/mine.db"  # beside this file
documents = "/srv/documents"
templates = ""

[keymap]
new = "ctrl+n"
go-home = "1,h"

[smtp]
# the studio's
host = "smtp.example.org"
user = "marta"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config" / "config.toml"
    path.parent.mkdir()
    path.write_text(WHOLE, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == Settings()


def test_every_key_is_read(file: Path) -> None:
    assert load_settings(file) == Settings(
        language="it",
        theme="textual-light",
        ascii=True,
        reduced_motion=True,
        hints=False,
        paper="Letter",
        ledger=file.parent / "books" / "mine.db",
        documents=Path("/srv/documents").absolute(),
        templates=None,
        keymap={"new": "ctrl+n", "go-home": "1,h"},
        smtp=read_server({"host": "smtp.example.org", "user": "marta"}),
    )


def test_a_table_keeps_the_comments_of_what_stays(file: Path) -> None:
    changed = save_settings(file, {"smtp": {"host": "b.example", "port": 465}})
    assert changed.smtp == read_server({"host": "b.example", "port": 465})
    text = file.read_text(encoding="utf-8")
    assert "# the studio's" in text
    assert "marta" not in text


@pytest.mark.parametrize(
    ("text", "subject", "reason"),
    [
        ('langauge = "it"', "langauge", "did you mean language"),
        ("zzz = 1", "zzz", "the settings are: language"),
        ('ascii = "yes"', "ascii", "true"),
        ("ascii = 1", "ascii", "true"),
        ("theme = 3", "theme", "quotes"),
        ('paper = "A5"', "paper", "A4, Letter"),
        ('language = "Italian"', "language", "two letters"),
        ('theme = "a\\u001bb"', "theme", "U\\+001B"),
        ('ledger = "a\\u0000b"', "ledger", "U\\+0000"),
        ('keymap = "x"', "keymap", "no table"),
        ("[keymap]\nnew = 1", "keymap.new", "no text"),
        ('[keymap]\n"[x]" = "n"', "keymap", "no action"),
        ("= 3", "config.toml", "no TOML"),
        ("a = 1\na = 2", "config.toml", "no TOML"),
    ],
)
def test_a_wrong_file_is_refused_by_its_key(
    file: Path, text: str, subject: str, reason: str
) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=reason) as caught:
        load_settings(file)
    assert caught.value.subject == subject


def test_a_file_in_another_encoding_is_refused(file: Path) -> None:
    file.write_bytes('theme = "perché"'.encode("latin-1"))
    with pytest.raises(InputError, match="no TOML"):
        load_settings(file)
    with pytest.raises(InputError, match="no TOML"):
        save_settings(file, {"hints": True})


def test_a_folder_in_place_of_the_file_is_an_outside_failure(tmp_path: Path) -> None:
    with pytest.raises(SettingsFailed):
        load_settings(tmp_path)
    with pytest.raises(SettingsFailed):
        save_settings(tmp_path, {"hints": False})


def test_saving_keeps_comments_and_the_rest(file: Path) -> None:
    before = load_settings(file)
    saved = save_settings(file, {"theme": "nord", "paper": None, "ledger": Path("/x/y.db")})
    assert saved == load_settings(file)
    assert (saved.theme, saved.paper, saved.ledger) == ("nord", "A4", Path("/x/y.db").absolute())
    assert (saved.keymap, saved.language) == (before.keymap, before.language)
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# mine\n")
    assert "# beside this file" in text


def test_saving_makes_a_private_file_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    save_settings(path, {"hints": False, "keymap": {"new": "ctrl+n"}})
    assert load_settings(path) == Settings(hints=False, keymap={"new": "ctrl+n"})
    assert is_private(path)
    assert is_private(path.parent)
    assert [one.name for one in path.parent.iterdir()] == ["config.toml"]


def test_a_wrong_change_writes_nothing(file: Path) -> None:
    for changes in ({"paper": "A5"}, {"colour": "red"}, {"theme": "a\x00"}):
        with pytest.raises(InputError):
            save_settings(file, changes)
    assert file.read_text(encoding="utf-8") == WHOLE


@given(st.dictionaries(st.text(max_size=9), st.booleans() | st.integers() | st.text(max_size=9)))
def test_any_table_is_settings_or_a_refusal(table: dict[str, object]) -> None:
    try:
        settings = settings_from(table, base=Path("/base"))
    except InputError:
        return
    assert isinstance(settings, Settings)


def test_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for home in ("HOME", "USERPROFILE"):  # of POSIX, and of Windows
        monkeypatch.setenv(home, str(tmp_path))
    assert settings_path({"SMM_LEDGER_CONFIG": "~/mine.toml"}) == tmp_path / "mine.toml"
    assert settings_path({}).parts[-2:] == ("smm-ledger", "config.toml")
    assert default_ledger_path().parts[-2:] == ("smm-ledger", "ledger.db")
    assert ledger_path(Settings()) == default_ledger_path()
    assert ledger_path(Settings(ledger=Path("/x.db"))) == Path("/x.db")
    assert documents_folder(Settings(documents=Path("/d")), 2026) == Path("/d/2026")
    assert documents_folder(Settings(), 2026).parts[-2:] == ("smm-ledger", "2026")


def test_reading_imports_neither_tomlkit_nor_platformdirs(file: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from smm_ledger.settings import load_settings; "
        f"load_settings(Path({str(file)!r})); "
        "print({'tomlkit', 'platformdirs'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_hints_are_switched_one_by_one_or_all_together(file: Path) -> None:
    usual = {"against-yourself", "growing", "deadline"}
    file.write_text("", encoding="utf-8")
    assert load_settings(file).shown_hints == usual
    file.write_text("hint_round_number = true\nhint_deadline = false\n", encoding="utf-8")
    assert load_settings(file).shown_hints == {"against-yourself", "growing", "round-number"}
    file.write_text("hints = false\n", encoding="utf-8")
    assert load_settings(file).shown_hints == frozenset()
    assert load_settings(file).hint_kinds == usual


@pytest.mark.parametrize("value", ["0", "366", "true", '"7"', "1.5"])
def test_the_days_of_silence_are_whole_days(file: Path, value: str) -> None:
    file.write_text(f"silent_days = {value}\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_settings(file)
    assert refused.value.subject == "silent_days"
