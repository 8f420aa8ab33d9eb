"""`retainer`, `request`, `effort` on the command line: words, JSON, exit codes."""

import pytest

from tests.cli.conftest import Json, Program

RETAINER = "id client title every start end state lines periods"
LISTED = "id client title every start end state"
SIGN = (
    *("retainer", "add", "rossi", "--title", "Social", "--line", "1 x Piano @ 100.00"),
    *("--service", "post:12", "--every", "month", "--start", "2026-03-01"),
)


@pytest.fixture
def book(cli: Program) -> Program:
    """A catalogue with a post of 50.00 and an hour."""
    cli.done("service", "add", "post", "--description", "Post", "--price", "50", "--hours", "1")
    return cli


def test_a_retainer_has_the_keys_of_the_contract(book: Program) -> None:
    own = book.json(*SIGN)
    assert set(RETAINER.split()) < set(own)
    assert (own["id"], own["client"], own["every"], own["state"]) == (
        "retainer-1",
        "rossi-moda",
        "month",
        "active",
    )
    assert [line["net"] for line in own["lines"]] == ["100.00", "600.00"]
    assert [(one["period"], one["state"]) for one in own["periods"]] == [("2026-03", "due")]
    (row,) = book.json("retainer", "list")
    assert set(LISTED.split()) < set(row)
    assert "lines" not in row
    assert "periods" not in row
    assert book.json("retainer", "show", "retainer-1")["renewal"]["billed"] == "0.00"


def test_run_prints_the_drafts_that_it_made_once(book: Program) -> None:
    book.done(*SIGN)
    (made,) = book.json("retainer", "run")
    assert (made["draft"], made["net"], made["state"]) == ("draft-1", "700.00", "draft")
    assert book.json("retainer", "run") == []
    assert book.json("retainer", "show", "retainer-1")["periods"][0]["invoice"] == "draft-1"


def test_usage_beyond_the_included_goes_on_the_next_invoice(book: Program) -> None:
    book.done(*SIGN)
    own = book.json("retainer", "usage", "retainer-1", "post", "14", "--tag", "odd")
    assert own["usage"][0]["tag"] == "odd"
    (over,) = own["overage"]
    assert (over["quantity"], over["price"], over["amount"], over["invoice"]) == (
        "2",
        "50.00",
        "100.00",
        None,
    )
    (made,) = book.json("retainer", "run")
    assert [line["net"] for line in made["lines"]] == ["100.00", "600.00", "100.00"]


def test_missed_periods_are_listed_and_skipped_for_a_reason(book: Program) -> None:
    book.done(*SIGN)
    book.today = "2026-06-10"
    due = book.json("retainer", "due")
    assert [(row["period"], row["missed"]) for row in due] == [
        ("2026-03", True),
        ("2026-04", True),
        ("2026-05", True),
        ("2026-06", False),
    ]
    ran = book.done("retainer", "run", "--json")
    assert len(ran.data) == 1
    assert "retainer-1/2026-03" in ran.err
    told = book("retainer", "run", "--lang", "it").err
    assert "manca la fattura di " in told
    assert book("retainer", "run", "--skip", "2026-03", "--json").code == 5
    assert book.json("retainer", "run", "--skip", "2026-03", "--reason", "ferie") == []
    assert len(book.json("retainer", "run", "--until", "2026-04-30")) == 1
    skipped = book.json("retainer", "show", "retainer-1")["periods"][0]
    assert (skipped["state"], skipped["reason"]) == ("skipped", "ferie")


@pytest.mark.parametrize(
    ("verbs", "state", "stopped"),
    [
        (["pause"], "paused", False),
        (["pause", "resume"], "active", False),
        (["stop-work"], "active", True),
        (["stop-work", "resume-work"], "active", False),
        (["end"], "ended", False),
    ],
)
def test_verbs_without_more_words(
    book: Program, verbs: list[str], state: str, *, stopped: bool
) -> None:
    book.done(*SIGN)
    own: Json = None
    for verb in verbs:
        own = book.json("retainer", verb, "retainer-1")
    assert own["state"] == state
    assert (own["stop_work"] is not None) is stopped
    assert book("retainer", verbs[-1], "retainer-1", "--json").error["code"] == (
        "illegal_transition"
    )


def test_spend_edit_and_unuse(book: Program) -> None:
    book.done(*SIGN, "--percent-fee", "10% min 50 Fee")
    own = book.json("retainer", "edit", "retainer-1", "--title", "Altro", "--end", "2027-02-28")
    assert (own["title"], own["end"]) == ("Altro", "2027-02-28")
    assert book.json("retainer", "edit", "retainer-1", "--end", "none")["end"] is None
    book.done("retainer", "spend", "retainer-1", "2026-03", "1.200,00")
    book.done("retainer", "usage", "retainer-1", "post", "1")
    assert book.json("retainer", "unuse", "retainer-1")["usage"] == []
    (made,) = book.json("retainer", "run")
    assert made["net"] == "820.00"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("retainer", "show", "retainer-9"), 3),
        (("retainer", "add", "rossi", "--title", "T", "--line", "1 x A @ 1"), 2),
        (("retainer", "add", "rossi", "--title", "T", "--every", "month", "--start", "+0"), 5),
        ((*SIGN[:-3], "week", "--start", "2026-03-01"), 5),
        ((*SIGN[:-1], "31/02/2026"), 5),
        ((*SIGN, "--end", "2026-02-01"), 5),
        ((*SIGN, "--optional", "1 x A @ 1"), 5),
        ((*SIGN, "--include", "post"), 5),
        ((*SIGN, "--include", "nothing:3"), 3),
        (("retainer", "usage", "retainer-1", "post", "0"), 5),
        (("retainer", "usage", "retainer-1", "post", "-1"), 5),
        (("retainer", "usage", "retainer-1", "nothing", "1"), 3),
        (("retainer", "usage", "retainer-1", "post", "1", "--tag", "x"), 5),
        (("retainer", "spend", "retainer-1", "2026-03", "1"), 4),
        (("effort", "add", "rossi", "0"), 5),
        (("effort", "add", "rossi", "-1:30"), 5),
        (("effort", "add", "rossi", "1h", "--date", "2027-01-01"), 5),
        (("effort", "add", "nobody", "1h"), 3),
        (("effort", "add", "rossi"), 2),
        (("request", "add", "rossi", "Logo"), 2),
        (("request", "add", "rossi", "Logo", "--as", "favour"), 5),
        (("request", "add", "rossi", "\x1b[2J", "--as", "gift"), 5),
    ],
)
def test_wrong_words_end_with_their_code_and_change_nothing(
    book: Program, words: tuple[str, ...], code: int
) -> None:
    book.done(*SIGN)
    before = book.json("log")
    ran = book(*words, "--json")
    assert (ran.code, ran.out) == (code, "")
    assert "\x1b" not in ran.err
    assert book.json("log") == before


def test_effort_and_requests_are_logged_and_told(book: Program) -> None:
    book.done(*SIGN)
    effort = book.json("effort", "add", "rossi", "1:30", "--tag", "troll", "--note", "di notte")
    assert (effort["id"], effort["hours"], effort["minutes"]) == ("effort-1", "1.5", 90)
    gift = book.json("request", "add", "rossi", "Logo", "--as", "gift", "--hours", "2")
    assert (gift["value"], gift["rate"], gift["rate_source"]) == ("100.00", "50.00", "retainer-1")
    order = book.json("request", "add", "rossi", "Sito", "--as", "change-order", "--hours", "4")
    assert book.json("quote", "show", order["quote"])["status"] == "draft"
    load = book.json("client", "show", "rossi")["last_12_months"]
    assert (load["hours"]["troll"], load["gift_value"], load["unasked_cost"]) == (
        "1.5",
        "100.00",
        "75.00",
    )
    text = book.done("client", "show", "rossi").out
    assert "1 h 30 min" in text
    assert "€100.00" in text
    assert len(book.json("request", "list", "--as", "gift")) == 1
    assert len(book.json("effort", "list", "--tag", "troll")) == 1
    assert book.json("effort", "delete", "effort-1")["id"] == "effort-1"


def test_everything_goes_to_json_and_back_and_nothing_private_to_csv(
    book: Program, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("out")
    book.done(*SIGN, "--percent-fee", "10% min 50 Fee")
    book.done("retainer", "usage", "retainer-1", "post", "14", "--note", "segreto")
    book.done("retainer", "run")
    book.done("effort", "add", "rossi", "1h", "--tag", "troll", "--note", "segreto")
    book.done("request", "add", "rossi", "segreto", "--as", "gift", "--hours", "1")
    first, second = folder / "1.json", folder / "2.json"
    book.done("export", str(first), "--format", "json")
    assert book.json("check", "--full")["ok"]
    again = Program(folder / "again.db", book._capture)
    again.today = book.today
    again.done("import", "ledger", str(first))
    again.done("export", str(second), "--format", "json")
    assert first.read_bytes() == second.read_bytes()
    book.done("export", str(folder / "csv"), "--format", "csv")
    sheets = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("csv/*.csv")}
    assert "retainer-1" in sheets["retainers"]
    assert "draft-1" in sheets["retainer_periods"]
    assert "post" in sheets["retainer_usage"]
    assert not [name for name, text in sheets.items() if "segreto" in text or "troll" in text]
    assert book.json("log", "--entity", "retainer-1")[0]["action"] == "add"


def test_human_text_fits_eighty_columns(book: Program) -> None:
    book.done(*SIGN)
    book.done("retainer", "usage", "retainer-1", "post", "14")
    book.done("request", "add", "rossi", "x" * 300, "--as", "gift", "--hours", "1")
    book.done("effort", "add", "rossi", "1h", "--note", "y" * 300)
    for words in (
        ("retainer", "list"),
        ("retainer", "due"),
        ("retainer", "show", "retainer-1"),
        ("request", "list"),
        ("effort", "list"),
        ("today",),
    ):
        out = book.done(*words).out
        assert "retainer-1" in out or words[0] in {"request", "effort"}
        assert max(map(len, out.split("\n"))) <= 80
