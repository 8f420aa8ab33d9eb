"""Each JSON shape has exactly the keys of the contract."""

from tests.cli.conftest import Program

CLIENT = """code name kind vat_id tax_code country address city zip province email phone language
currency terms withholding sdi_code pec notes archived balance overdue_balance median_days_late
paid_invoices"""
ISSUER = """name country regime vat_id tax_code address city zip province email phone pec iban bic
bank logo language currency terms contribution withholding_percent withholding_base_percent
stamp_recharge quote_pattern invoice_pattern credit_pattern style accent paper patron_saint"""
QUOTE = """number client title currency status expired valid_until current_round accepted_round
rounds outcome deposit_percent terms invoices"""
ROUND = "seq side date lines discount net tax total ask give get gift note valid_until"
LINE = """no kind on_behalf description group service quantity unit hours included_units unit_price
discount_percent fee_percent fee_minimum vat_rate vat_nature net selected"""
INVOICE = """number draft kind sdi_status revision state payment_status overdue days_overdue
issue_date due_date client currency lines net social_contribution vat tax stamp_duty total
withholding payable paid credited written_off balance instalments quote credits_invoice
pdf_sha256 proforma order
cig cup sdi_on sent_on"""
PAYMENT = "id client date amount currency method reference allocations unallocated reversed"
OVERDUE_ROW = """invoice client instalment due_date days_overdue balance currency bucket interest
compensation last_contact promise hold next_action next_action_date"""
PRIVATE = """floor target walk_away alternative hourly_floor derived_floor hourly_rate
below_floor_reasons trail"""


def keys(listed: str, *more: str) -> set[str]:
    return {*listed.split(), *more}


def less(listed: str, *gone: str) -> set[str]:
    return keys(listed) - set(gone)


def test_parties_and_services(cli: Program) -> None:
    assert set(cli.json("issuer", "show")) == keys(ISSUER, "schema")
    more = ("last_12_months", "paid_late")
    assert set(cli.json("client", "show", "rossi")) == keys(CLIENT, "schema", *more)
    (row,) = cli.json("client", "list")
    assert set(row) == keys(CLIENT)
    service = keys("code description unit price hours archived")
    assert set(cli.json("service", "show", "reel")) == service | {"schema"}
    assert set(cli.json("service", "show", "reel", "--private")) == service | {"schema", "floor"}
    assert [set(one) for one in cli.json("service", "list")] == [service]


def test_a_quote(cli: Program) -> None:
    made = cli.json(
        *("quote", "new", "rossi", "--title", "T", "--line", "2 hour x Work @ 0.0125 -10%"),
        *("--discount", "5%", "--floor", "1", "--walk-away", "below it"),
    )
    assert set(made) == keys(QUOTE, "schema", "advice")
    (first,) = made["rounds"]
    assert set(first) == keys(ROUND)
    assert set(first["discount"]) == {"percent", "amount"}
    (line,) = first["lines"]
    assert set(line) == keys(LINE)
    assert (line["unit_price"], line["quantity"], line["unit"]) == ("0.0125", "2", "hour")
    assert (line["vat_rate"], line["vat_nature"]) == ("0", "N2.2")
    shown = cli.json("quote", "show", made["number"], "--private")
    assert set(shown) == keys(QUOTE, "schema", "private")
    assert set(shown["private"]) == keys(PRIVATE)
    assert shown["private"]["floor"] == "1.00"
    (first,) = shown["rounds"]
    assert set(first) == keys(ROUND, "private")
    assert set(first["private"]) == keys("competitor competitor_price competitor_verified")
    (row,) = cli.json("quote", "list")
    assert set(row) == less(QUOTE, "rounds", "invoices")


def test_an_outcome(cli: Program) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", "--line", "1 x Work @ 100")
    cli.done("quote", "send", "P-2026-001")
    lost = cli.json("quote", "decline", "P-2026-001", "--competitor-price", "80")["outcome"]
    assert lost == {
        "reason": "other",
        "note": None,
        "competitor": None,
        "competitor_price": "80.00",
        "competitor_verified": None,
    }
    (row,) = cli.json("quote", "list", "--status", "declined")
    assert row["outcome"] == lost


def test_an_invoice_and_its_payment(cli: Program) -> None:
    draft = cli.json("invoice", "new", "rossi", "--line", "1 x Work @ 100")
    assert set(draft) == keys(INVOICE, "schema")
    assert (draft["number"], draft["draft"], draft["payment_status"]) == (None, "draft-1", None)
    issued = cli.json("invoice", "issue", "draft-1")
    assert set(issued) == keys(INVOICE, "schema", "warnings")
    assert (issued["draft"], issued["payment_status"]) == (None, "unpaid")
    assert [set(one) for one in issued["instalments"]] == [{"seq", "due_date", "amount", "balance"}]
    assert [set(one) for one in issued["vat"]] == [{"rate", "nature", "base", "tax"}]
    (row,) = cli.json("invoice", "list")
    assert set(row) == less(INVOICE, "lines", "vat", "instalments")
    paid = cli.json("payment", "add", "2026-001", "10")
    assert set(paid) == keys(PAYMENT, "schema")
    (one,) = cli.json("payment", "list")
    assert set(one) == less(PAYMENT, "allocations")
    assert one["id"] == paid["id"] == "pay-1"


def test_the_review_and_the_log(cli: Program) -> None:
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 100", "--due", "+10")
    cli.done("invoice", "issue", "draft-1")
    cli.today = "2026-03-13"
    review = cli.json("overdue", "--client", "rossi")
    assert set(review) == {"schema", "as_of", "totals", "buckets", "rows"}
    assert [set(row) for row in review["rows"]] == [keys(OVERDUE_ROW)]
    assert review["rows"][0]["days_overdue"] == 1
    assert [set(one) for one in review["buckets"]] == [
        keys("currency current d1_30 d31_60 d61_90 d90_plus")
    ]
    assert set(cli.json("today")) == {"schema", "as_of", "figures", "items", "counts"}
    for entry in cli.json("log"):
        assert set(entry) == keys("seq at entity action data hash")


def test_quote_invoice_prints_an_array_of_whole_documents(cli: Program) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", "--line", "1 x Work @ 100")
    cli.done("quote", "send", "P-2026-001")
    cli.done("quote", "accept", "P-2026-001")
    (made,) = cli.json("quote", "invoice", "P-2026-001", "--all")
    assert set(made) == keys(INVOICE)


def test_what_was_deleted_is_printed(cli: Program) -> None:
    cli.done("client", "add", "Nobody")
    assert set(cli.json("client", "delete", "nobody")) == keys(CLIENT, "schema")
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 100")
    assert cli.json("invoice", "delete", "draft-1")["draft"] == "draft-1"


def test_private_figures_stand_nowhere_else(cli: Program, tmp_path: object) -> None:
    cli.done("service", "add", "secret", "--description", "S", "--price", "9", "--floor", "7.77")
    cli.done(
        *("quote", "new", "rossi", "--title", "T", "--line", "1 x Work @ 100"),
        *("--floor", "81.11", "--target", "92.22", "--walk-away", "WALKING"),
    )
    cli.done("quote", "send", "P-2026-001", "--json")
    told = [
        cli.done(*words, *mode).out
        for words in (
            ("quote", "show", "P-2026-001"),
            ("quote", "list"),
            ("quote", "text", "P-2026-001"),
            ("service", "list"),
            ("service", "show", "secret"),
            ("today",),
            ("export", f"{tmp_path}/csv", "--format", "csv"),
        )
        for mode in ((), ("--json",))
    ]
    from pathlib import Path

    told += [file.read_text() for file in Path(f"{tmp_path}/csv").iterdir()]
    for canary in ("81.11", "92.22", "WALKING", "7.77"):
        assert not [text for text in told if canary in text]


def test_the_balances_of_the_instalments_sum_to_that_of_the_document(cli: Program) -> None:
    plan = ("--instalments", "30% 2026-04-01, 70% 2026-05-01")
    for _ in range(3):
        cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 100", *plan)
    cli.done("invoice", "proforma", "draft-3")
    cli.done("invoice", "issue", "draft-1")
    cli.done("payment", "add", "2026-001", "40")
    cli.done("invoice", "credit", "2026-001", "--amount", "10", "--reason", "less")
    cli.done("invoice", "issue", "draft-2")
    cli.done("invoice", "void", "2026-002", "--reason", "twice")
    for name in ("2026-001", "2026-002", "draft-3", "PF-2026-001", "NC-2026-001"):
        shown = cli.json("invoice", "show", name)
        parts = shown["instalments"]
        assert sum(cents(part["amount"]) for part in parts) == cents(shown["payable"]), name
        assert sum(cents(part["balance"]) for part in parts) == cents(shown["balance"]), name


def cents(text: str) -> int:
    return int(text.replace(".", ""))


def test_a_list_says_what_show_says(cli: Program) -> None:
    line = ("--line", "1 x Work @ 100")
    cli.done("invoice", "new", "rossi", *line, "--instalments", "30% 2026-04-01, 70% 2026-05-01")
    cli.done("invoice", "new", "rossi", *line, "--due", "2026-04-30")
    cli.done("invoice", "new", "rossi", *line, "--terms", "60")
    cli.done("invoice", "duplicate", "draft-1")
    cli.done("invoice", "issue", "draft-4")
    rows = cli.json("invoice", "list")
    assert {row["due_date"] for row in rows if row["draft"]} >= {"2026-05-01", "2026-04-30"}
    for row in rows:
        shown = cli.json("invoice", "show", row["number"] or row["draft"])
        assert row == {key: shown[key] for key in row}
