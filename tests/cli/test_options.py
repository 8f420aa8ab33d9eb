"""Options that stand anywhere, the environment, help on every level, and usage errors."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smm_ledger.cli.app import main
from smm_ledger.cli.commands import Command, Group
from smm_ledger.cli.root import PLACES, ROOT
from tests.cli.conftest import Program


def commands() -> Iterator[tuple[str, ...]]:
    """Yield the words of every command and group."""
    import click

    context = click.Context(ROOT)
    yield ()
    for noun in PLACES:
        yield (noun,)
        found = ROOT.get_command(context, noun)
        if isinstance(found, Group):
            yield from ((noun, verb) for verb in found.list_commands(context))


@pytest.mark.parametrize(
    "words",
    [
        ("--ledger", "FILE", "--json", "client", "list"),
        ("client", "--json", "list", "--ledger", "FILE"),
        ("client", "list", "--ledger=FILE", "--json"),
        ("--json", "client", "--ledger", "FILE", "list", "--today=2026-03-02"),
    ],
)
def test_global_options_stand_anywhere(
    cli: Program, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code = main([word.replace("FILE", str(cli.ledger)) for word in words])
    out = capsys.readouterr().out
    assert (code, out[:1]) == (0, "[")


def test_the_environment_gives_defaults_and_options_win(
    cli: Program, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMM_LEDGER_FILE", str(cli.ledger))
    monkeypatch.setenv("SMM_LEDGER_TODAY", "2026-05-05")
    monkeypatch.setenv("SMM_LEDGER_LANG", "it")
    assert main(["overdue"]) == 0
    assert "05/05/2026" in capsys.readouterr().out
    assert main(["overdue", "--today", "2026-06-06", "--lang", "en"]) == 0
    assert "6 Jun 2026" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "value"),
    [("SMM_LEDGER_TODAY", "31/02/2026"), ("SMM_LEDGER_LANG", "xx"), ("SMM_LEDGER_TODAY", "soon")],
)
def test_a_wrong_value_in_the_environment_is_invalid_input(
    empty: Program,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
) -> None:
    monkeypatch.setenv(name, value)
    assert main(["client", "list", "--ledger", str(empty.ledger)]) == 5
    assert capsys.readouterr().err.count("\n") == 1


def test_two_dashes_end_the_options(cli: Program) -> None:
    added = cli("client", "add", "--json", "--", "--json")
    assert added.data["name"] == "--json"


def test_a_dash_and_a_digit_are_a_value(cli: Program) -> None:
    assert cli.json("client", "add", "-5 degrees")["name"] == "-5 degrees"
    assert "negative" in cli.refused(5, "payment", "add", "rossi-moda", "-5")
    assert "negative" in cli.refused(5, "service", "edit", "reel", "--price", "-5")
    assert "negative" in cli.refused(5, "service", "edit", "reel", "--price=-5")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ((), "command"),
        (("nonsense",), "nonsense"),
        (("quote",), "quote"),
        (("quote", "lst"), "lst"),
        (("quote", "list", "--nope"), "--nope"),
        (("quote", "list", "--status"), "--status"),
        (("quote", "show"), "REF"),
        (("quote", "show", "a", "b"), "b"),
        (("quote", "new", "rossi", "--line", "1 x A @ 1"), "--title"),
        (("service", "add", "x"), "--description"),
        (("invoice", "void", "2026-001"), "--reason"),
        (("invoice", "pdf"), "REF"),
        (("quote", "invoice", "P-1", "--deposit", "--all"), "--deposit"),
        (("quote", "accept", "P-1", "--round"), "--round"),
        (("client", "list", "--archived=yes"), "--archived"),
        (("remind", "log", "rossi"), "--channel"),
        (("invoice", "frame", "2026-001"), "frame"),
    ],
)
def test_usage_errors_name_the_word(cli: Program, words: tuple[str, ...], named: str) -> None:
    assert cli.refused(2, *words).startswith(named)
    error = cli(*words, "--json") if words else cli("--json")
    assert error.error["code"] == "usage"


@pytest.mark.parametrize("words", [("--today",), ("--json=1", "client", "list"), ("--lang",)])
def test_a_global_option_without_its_value(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert main(list(words)) == 2
    assert capsys.readouterr().err.startswith(f"smm-ledger: error: {words[0].partition('=')[0]}:")


def test_a_near_miss_is_answered_with_the_right_word(cli: Program) -> None:
    assert "did you mean quote?" in cli.refused(2, "qoute", "list")
    assert "did you mean list?" in cli.refused(2, "quote", "lst")
    assert "did you mean --status?" in cli.refused(2, "quote", "list", "--statsu", "sent")


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
@pytest.mark.parametrize("language", ["en", "it"])
def test_help_has_an_example_on_every_level(
    empty: Program, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], language: str
) -> None:
    assert main([*words, "--help", "--lang", language, "--ledger", str(empty.ledger)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Usage: smm-ledger" if language == "en" else "Uso: smm-ledger")
    assert ("Example" if language == "en" else "Esempio") in out
    example = next(line for line in out.splitlines() if line.startswith("  smm-ledger"))
    assert " ".join(words) in example or len(words) < 2
    assert not empty.ledger.exists()


def test_every_command_says_what_it_does() -> None:
    import click

    context = click.Context(ROOT)
    for words in commands():
        found = ROOT.get_command(context, words[0]) if words else ROOT
        if len(words) > 1 and isinstance(found, Group):
            found = found.get_command(context, words[1])
        assert isinstance(found, Command | Group)
        assert found.about


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["client", "--version"]) == 0
    assert capsys.readouterr().out.startswith("smm-ledger ")


def test_bytes_that_are_no_text_are_refused(cli: Program, tmp_path: Path) -> None:
    assert cli.refused(5, "client", "add", "a\udcff").startswith("argument")
    assert cli.refused(5, "client", "add", "A", "--city", "\udcff").startswith("--city")
    assert not (tmp_path / "x").exists()


def test_quiet_says_nothing_of_what_was_done(cli: Program) -> None:
    assert cli.done("client", "add", "A", "--quiet").out == ""
    assert cli.done("client", "list", "--quiet").out != ""
