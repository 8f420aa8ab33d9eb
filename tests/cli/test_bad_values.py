"""Every bad value is exit 5: one line that names the field, and the ledger's bytes as before."""

import pytest

from tests.cli.conftest import Program

AMOUNTS = ("abc", "NaN", "inf", "1e3", "1.234", "1,2,3", "--5", "5€€", "9" * 40, "1.005", "-5", "")
DATES = (
    *("31/02/2026", "2026-13-01", "tomorrow-ish", "0000-00-00", "9999-99-99", "01-02-2026", ""),
    *("٢٠٢٦-01-01", "2026-1-1"),
)
TEXTS = ("", "  ", "a\x1b[31m", "a\x00b", "a\u202eb", "a\nb", "\ufeffa", "\x9b2J")
RATES = ("-1", "101", "abc", "NaN", "")


@pytest.mark.parametrize("text", TEXTS)
def test_texts(cli: Program, text: str) -> None:
    assert cli.refused(5, "client", "add", text).startswith("name: ")
    line = f"1 x {text} @ 5"
    cli.refused(5, "invoice", "new", "rossi", "--line", line)
    refused = cli.refused(5, "quote", "new", "rossi", "--title", text, "--line", "1 x A @ 5")
    assert refused.startswith("title: ")


@pytest.mark.parametrize("amount", AMOUNTS)
def test_amounts(cli: Program, amount: str) -> None:
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 100")
    cli.done("invoice", "issue", "draft-1")
    assert cli.refused(5, "payment", "add", "2026-001", amount).startswith("amount: ")
    cli.done("quote", "new", "rossi", "--title", "T", "--line", "1 x Work @ 100")
    cli.refused(5, "quote", "edit", "P-2026-001", f"--floor={amount}")
    cli.done("quote", "send", "P-2026-001")
    cli.refused(5, "quote", "counter", "P-2026-001", f"--net={amount}")


def test_a_payment_of_nothing(cli: Program) -> None:
    assert cli.refused(5, "payment", "add", "rossi", "0").startswith("amount: ")


@pytest.mark.parametrize("date", DATES)
def test_dates(cli: Program, date: str) -> None:
    line = ("--line", "1 x Work @ 100")
    assert cli.refused(5, "invoice", "new", "rossi", *line, "--date", date).startswith("date: ")
    assert cli.refused(5, "invoice", "new", "rossi", *line, "--due", date).startswith("due: ")
    new = ("quote", "new", "rossi", "--title", "T", *line)
    assert cli.refused(5, *new, "--valid-until", date).startswith("valid_until: ")
    assert cli.refused(5, "overdue", "--as-of", date).startswith("as_of: ")


@pytest.mark.parametrize("quantity", ["0", "-1", "NaN", "abc", "1e3", ""])
def test_quantities(cli: Program, quantity: str) -> None:
    refused = cli.refused(5, "invoice", "new", "rossi", "--line", f"{quantity} x Work @ 5")
    assert refused.startswith("line 1")


@pytest.mark.parametrize("rate", RATES)
def test_rates(cli: Program, rate: str) -> None:
    new = ("quote", "new", "rossi", "--title", "T", "--line", "1 x Work @ 100")
    assert cli.refused(5, *new, f"--deposit={rate}").startswith("deposit: ")
    assert cli.refused(5, *new, f"--discount={rate}%").startswith("discount: ")
    cli.refused(5, "invoice", "new", "rossi", "--line", f"1 x Work @ 5 vat {rate or 'x'}")
    cli.refused(5, "issuer", "set", f"withholding_percent={rate or 'x'}")


@pytest.mark.parametrize(
    "pair",
    [
        *("country=ZZ", "currency=ABC", "language=fr", "regime=nope", "vat_id=12345678900"),
        *("tax_code=RSSMRA80A01H501A", "iban=IT60X0542811101000000123457", "bic=XX", "name="),
        *("email=nobody", "zip=1", "province=Milano", "terms=soon", "contribution=inps:x"),
        *("stamp_recharge=maybe", "style=baroque", "accent=red", "paper=A9", "patron_saint=13-41"),
        *("quote_pattern=abc", "nonsense=1", "no-equals"),
    ],
)
def test_the_issuer(cli: Program, pair: str) -> None:
    assert cli.refused(5, "issuer", "set", pair).startswith(pair.partition("=")[0])


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *(("--country", "ZZ"), ("--currency", "ABC"), ("--language", "fr"), ("--kind", "ghost")),
        *(("--vat-id", "12345678900"), ("--tax-code", "RSSMRA80A01H501A"), ("--zip", "1")),
        *(("--email", "nobody"), ("--pec", "nobody"), ("--sdi-code", "1"), ("--terms", "soon")),
        *(("--withholding", "maybe"), ("--business", "maybe"), ("--code", "Not A Code!")),
        *(("--name", ""), ("--province", "Milano"), ("--notes", "x" * 5001)),
    ],
)
def test_a_client(cli: Program, option: str, value: str) -> None:
    field = option.removeprefix("--").replace("-", "_")
    assert cli.refused(5, "client", "edit", "rossi-moda", option, value).startswith(f"{field}: ")


@pytest.mark.parametrize(
    "words",
    [
        ("quote", "list", "--status", "nope"),
        ("quote", "list", "--limit", "-1"),
        ("invoice", "list", "--status", "nope"),
        ("invoice", "list", "--year", "26"),
        ("quote", "decline", "P-2026-001", "--reason", "mood"),
        ("quote", "counter", "P-2026-001", "--comment", "x", "--ask", "love"),
        ("quote", "revise", "P-2026-001", "--net", "101"),
        ("quote", "revise", "P-2026-001", "--discount", "200.00"),
        ("quote", "accept", "P-2026-001", "--select", "1"),
        ("quote", "accept", "P-2026-001", "--select", "x"),
        ("quote", "accept", "P-2026-001", "--round", "x"),
        ("quote", "accept", "P-2026-001", "--date", "2026-03-03"),
        ("quote", "revise", "P-2026-001", "--valid-until", "2026-03-01"),
        ("invoice", "new", "rossi"),
        ("invoice", "new", "rossi", "--line", "Work"),
        ("invoice", "new", "rossi", "--line", "1 x Work"),
        ("invoice", "new", "rossi", "--line", "1 x Work @ 5", "--due", "2026-03-01"),
        ("invoice", "new", "rossi", "--line", "1 x Work @ 5", "--date", "2026-03-03"),
        ("invoice", "new", "rossi", "--line", "1 x Work @ 5", "--terms", "1000"),
        ("invoice", "new", "rossi", "--line", "1 x W @ 5", "--instalments", "30% 2026-12-01"),
        ("invoice", "new", "rossi", "--line", "1 x W @ 5", "--instalments", "nonsense"),
        ("invoice", "new", "rossi", "--alternative", "1 x W @ 5"),
        ("invoice", "new", "rossi", "--percent-fee", "x"),
        ("invoice", "new", "rossi", "--service", "reel:x"),
        ("payment", "add", "rossi", "5", "--to", "2026-001"),
        ("payment", "add", "rossi", "5", "--date", "2026-03-03"),
        ("export", "somewhere", "--format", "xml"),
    ],
    ids=" ".join,
)
def test_other_values(cli: Program, words: tuple[str, ...]) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", "--line", "1 x Work @ 100")
    cli.done("quote", "send", "P-2026-001")
    cli.refused(5, *words)


def test_too_many_lines(cli: Program) -> None:
    lines = ["--line", "1 x A @ 1"] * 501
    assert "501" in cli.refused(5, "invoice", "new", "rossi", *lines)


@pytest.mark.parametrize(
    "words",
    [
        ("client", "edit", "rossi-moda"),
        ("service", "edit", "reel"),
        ("quote", "edit", "P-2026-001"),
        ("quote", "counter", "P-2026-001"),
        ("quote", "counter", "P-2026-001", "--ask", "budget"),
        ("quote", "counter", "P-2026-001", "--net", "5", "--gross", "6"),
        ("quote", "revise", "P-2026-001"),
        ("quote", "revise", "P-2026-001", "--net", "5", "--gross", "6"),
        ("quote", "revise", "P-2026-001", "--net", "5", "--line", "1 x A @ 5"),
        ("quote", "revise", "P-2026-001", "--net", "5", "--discount", "5%"),
        ("quote", "propose", "P-2026-001"),
        ("quote", "propose", "P-2026-001", "--net", "5", "--gross", "6"),
        ("invoice", "new", "rossi", "--line", "1 x A @ 5", "--due", "+9", "--terms", "30"),
        ("invoice", "credit", "2026-001", "--amount", "5", "--lines", "1", "--reason", "x"),
        ("init", "--name", "Marta"),
    ],
)
def test_what_is_missing_or_too_much_is_usage(cli: Program, words: tuple[str, ...]) -> None:
    refusal = cli.refused(2, *words)
    assert f"see smm-ledger {words[0]}" in refusal or "give" in refusal or "as in" in refusal


@pytest.mark.parametrize("name", ["", "  ", "a\x1bb"])
def test_init_leaves_nothing_behind(empty: Program, name: str) -> None:
    empty.refused(5, "init", "--name", name, "--country", "IT")
    empty.refused(5, "init", "--name", "A", "--country", "ZZ")
    assert not empty.ledger.exists()
