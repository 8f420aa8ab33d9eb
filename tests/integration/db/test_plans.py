"""How SQLite answers: the review and the home screen touch open rows alone, by covering indexes."""

import datetime as dt
from contextlib import closing
from pathlib import Path

import pytest

from smm_ledger.db.engine import connect
from smm_ledger.db.queries import home, late, lists, open_items, overdue, summaries
from smm_ledger.db.queries.rows import with_fold
from smm_ledger.services.read_models import ListQuery

TODAY = dt.date(2026, 1, 1)

PLANS = {
    "open instalments": (
        f"{open_items.OPEN_NOW} ORDER BY due_date, client_id",
        ["SCAN instalment USING COVERING INDEX instalment_open_due"],
    ),
    "open instalments of a client": (
        f"{open_items.OPEN_NOW} AND client_id = 1 ORDER BY due_date, client_id",
        ["SEARCH instalment USING COVERING INDEX instalment_open_client (client_id=?)"],
    ),
    "changes since": (
        overdue.CHANGED_SINCE,
        [
            "SEARCH settlement USING COVERING INDEX settlement_date (date>?)",
            "SEARCH invoice USING COVERING INDEX invoice_issued (issue_date>?)",
        ],
    ),
    "invoiced": (
        home.INVOICED,
        ["SEARCH invoice USING COVERING INDEX invoice_issued (issue_date>? AND issue_date<?)"],
    ),
    "received": (
        home.RECEIVED,
        ["SEARCH payment USING COVERING INDEX payment_date (date>? AND date<?)"],
    ),
    "open quotes": (home.OPEN_QUOTES, ["SEARCH quote USING COVERING INDEX quote_open (status=?)"]),
    "unset payments": (home.UNSET, ["SCAN p USING INDEX payment_rest"]),
    "drafts": (home.DRAFTS, ["SCAN v USING INDEX invoice_draft"]),
    "lateness": (
        f"{summaries.LATENESS} AND client_id IN (1, 2)",
        ["SEARCH invoice USING COVERING INDEX invoice_paid (client_id=?)"],
    ),
}


@pytest.mark.parametrize("name", PLANS)
def test_a_query_uses_its_index(path: Path, name: str) -> None:
    sql, wanted = PLANS[name]
    with closing(connect(path, mode="ro")) as db:
        arguments = ("2026-01-01",) * sql.count("?")
        found = db.execute(
            f"EXPLAIN QUERY PLAN {sql}",
            {"as_of": "2026-01-01"} if ":as_of" in sql else arguments,
        )
        steps = [row[3] for row in found]
    assert [step for step in wanted if step not in steps] == [], steps


def test_no_step_of_the_home_screen_reads_a_whole_table(path: Path) -> None:
    whole = ("SCAN invoice", "SCAN instalment", "SCAN payment", "SCAN settlement", "SCAN quote")
    with closing(connect(path, mode="ro")) as db:
        for sql in (home.INVOICED, home.RECEIVED, home.OPEN_QUOTES, home.UNSET, home.DRAFTS):
            plan = db.execute(f"EXPLAIN QUERY PLAN {sql}", ("2026-01-01",) * sql.count("?"))
            steps = [row[3] for row in plan]
            assert [step for step in steps if step in whole] == []


@pytest.mark.parametrize("order", ["", "due"])
def test_a_window_of_the_invoices_is_found_in_the_index_of_its_order(
    path: Path, order: str
) -> None:
    index = {"": "invoice_recent", "due": "invoice_due"}[order]
    sql = f"SELECT id FROM invoice ORDER BY {lists.INVOICE_ORDER[order]} LIMIT 50"  # noqa: S608
    with closing(connect(path, mode="ro")) as db:
        steps = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert len(steps) == 1
    assert steps[0].endswith(f"INDEX {index}")


def test_a_word_is_found_in_the_index_of_the_order_and_counted_there(path: Path) -> None:
    where = lists._invoice_where(ListQuery(search="rossi 2026"), TODAY)
    counted = f"SELECT count(*) FROM invoice {where}"  # noqa: S608
    listed = f"SELECT id FROM invoice {where} ORDER BY {lists.INVOICE_ORDER['']} LIMIT 9"  # noqa: S608
    with closing(connect(path, mode="ro")) as db:
        for sql, indexes in ((counted, {"COVERING INDEX"}), (listed, {"COVERING INDEX", "INDEX"})):
            plan = with_fold(db).execute(f"EXPLAIN QUERY PLAN {sql}", where.args)
            (step,) = [row[3] for row in plan if "invoice" in row[3]]
            # SQLite 3.53 knows that the index covers the second one too; older ones don't.
            assert step in {f"SCAN invoice USING {index} invoice_recent" for index in indexes}


def test_what_came_off_open_debts_is_read_by_their_index(path: Path) -> None:
    with closing(connect(path, mode="ro")) as db:
        args = {"as_of": "2026-01-01", "old": "2012-12-31"}
        plan = db.execute(f"EXPLAIN QUERY PLAN {late.OF_LATE}", args)
        steps = [row[3] for row in plan]
    reads = [step for step in steps if step.startswith(("SCAN", "SEARCH"))]
    assert reads == [
        "SEARCH p USING INTEGER PRIMARY KEY (rowid=?)",
        "SEARCH instalment USING COVERING INDEX instalment_open_due (due_date<?)",
        "SEARCH instalment USING COVERING INDEX instalment_open_due (due_date<?)",
        "SEARCH o USING COVERING INDEX sqlite_autoindex_instalment_1 (invoice_id=?)",
        "SEARCH s USING INDEX settlement_instalment (instalment_id=?) LEFT-JOIN",
    ]
