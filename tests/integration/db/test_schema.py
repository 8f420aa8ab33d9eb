# ruff: noqa: S608 - statements of ours, put together from ours
"""The database itself: the same tables twice, and every refusal, asked for with plain `sqlite3`."""

import sqlite3
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from smm_ledger.db import (
    migrate,
    tables,
    tables_collections,
    tables_payments,
    tables_private,
    tables_retainers,
)
from smm_ledger.db.engine import in_memory
from tests.support.books import tampering

AFFINITY = {"INTEGER": "INTEGER", "TEXT": "VARCHAR", "BLOB": "BLOB"}


def test_sqlmodel_and_sql_describe_the_same_tables() -> None:
    db = in_memory()
    migrate.apply(db)
    assert tables.ClientRow.__tablename__ == "client"
    assert tables_retainers.RetainerRow.__tablename__ == "retainer"
    assert tables_private.StudyRow.__tablename__ == "study"
    assert tables_collections.ClaimRow.__tablename__ == "claim"
    assert tables_payments.PaymentRow.__tablename__ == "payment"
    known = SQLModel.metadata.tables
    assert set(known) == set(migrate.table_names(db))
    for name, table in known.items():
        made = {
            c[1]: (AFFINITY[c[2]], bool(c[3]), bool(c[5]))
            for c in db.execute(f"PRAGMA table_info({name})")
        }
        said = {
            c.name: (str(c.type).split("(")[0], not c.nullable, c.primary_key)
            for c in table.columns
        }
        assert said == made, name
        keys = {(k[3], k[2], k[4]) for k in db.execute(f"PRAGMA foreign_key_list({name})")}
        assert keys == {
            (key.parent.name, key.column.table.name, key.column.name) for key in table.foreign_keys
        }
    db.close()


def test_every_table_is_strict() -> None:
    db = in_memory()
    migrate.apply(db)
    strict = {row[1]: row[5] for row in db.execute("PRAGMA table_list")}
    names = migrate.table_names(db)
    db.close()
    assert [name for name in names if not strict[name]] == []


INVOICE = "(SELECT id FROM invoice WHERE number = '2026-002')"
FROZEN = "(SELECT id FROM quote_round WHERE frozen = 1)"
REPLACED = "INSERT OR REPLACE INTO {0} SELECT * FROM {0} WHERE {1}"

IMMUTABLE = [
    *(
        f"UPDATE invoice SET {column} = {value} WHERE number = '2026-002'"
        for column, value in (
            ("id", "99"),
            ("draft_no", "99"),
            ("number", "'2026-999'"),
            ("seq", "99"),
            ("year", "2025"),
            ("series", "'credit'"),
            ("kind", "'deposit'"),
            ("client_id", "2"),
            ("currency", "'USD'"),
            ("issue_date", "'2026-01-01'"),
            ("due_date", "'2026-01-01'"),
            ("last_due", "'2026-01-01'"),
            ("rules", "'{}'"),
            ("note", "'x'"),
            ("revision", "2"),
            ("client_snapshot", "'{}'"),
            ("issuer_snapshot", "'{}'"),
            ("net_minor", "1"),
            ("tax_minor", "1"),
            ("total_minor", "1"),
            ("payable_minor", "1"),
            ("stamp_duty_minor", "1"),
            ("withholding_minor", "1"),
            ("state", "'draft'"),
        )
    ),
    "UPDATE invoice SET state = 'issued' WHERE state = 'void'",
    "UPDATE invoice SET state = 'void' WHERE state = 'draft'",
    "UPDATE OR REPLACE invoice SET draft_no = 2 WHERE state = 'draft'",
    "DELETE FROM invoice WHERE number = '2026-002'",
    REPLACED.format("invoice", "number = '2026-002'"),
    (
        "INSERT OR REPLACE INTO invoice (id, draft_no, kind, state, number, series, year, seq,"
        " client_id, currency, terms, issue_date, due_date, last_due, rules, discount_percent,"
        " discount_minor, plan, deducts, quote_id, credits_id, note, sent_on, sdi_status, revision,"
        " client_snapshot, issuer_snapshot, net_minor, discount_total_minor,"
        " social_contribution_minor, tax_minor, stamp_duty_minor, stamp_in_total_minor,"
        " total_minor, withholding_minor, split_tax_minor, payable_minor, paid_minor,"
        " credited_minor, written_off_minor, settled_on, version)"
        " SELECT 99, draft_no, kind, 'draft', NULL, series, NULL, NULL, client_id,"
        " currency, terms, issue_date, due_date, last_due, rules,"
        " discount_percent, discount_minor, plan, deducts, quote_id, credits_id, note, sent_on,"
        " sdi_status, revision, NULL, NULL, net_minor, discount_total_minor,"
        " social_contribution_minor, tax_minor, stamp_duty_minor, stamp_in_total_minor,"
        " total_minor, withholding_minor, split_tax_minor, payable_minor, 0, 0, 0, NULL, version"
        " FROM invoice WHERE number = '2026-002'"
    ),
    f"UPDATE invoice_line SET net_minor = 1 WHERE invoice_id = {INVOICE}",
    f"UPDATE invoice_line SET description = 'x' WHERE invoice_id = {INVOICE}",
    f"DELETE FROM invoice_line WHERE invoice_id = {INVOICE}",
    REPLACED.format("invoice_line", f"invoice_id = {INVOICE}"),
    (
        f"UPDATE invoice_line SET invoice_id = {INVOICE}, no = 9"
        " WHERE invoice_id = (SELECT id FROM invoice WHERE state = 'draft')"
    ),
    f"UPDATE invoice_tax SET tax_minor = 1 WHERE invoice_id = {INVOICE}",
    f"DELETE FROM invoice_tax WHERE invoice_id = {INVOICE}",
    REPLACED.format("invoice_tax", f"invoice_id = {INVOICE}"),
    f"UPDATE instalment SET amount_minor = 1 WHERE invoice_id = {INVOICE}",
    f"UPDATE instalment SET due_date = '2027-01-01' WHERE invoice_id = {INVOICE}",
    f"DELETE FROM instalment WHERE invoice_id = {INVOICE}",
    REPLACED.format("instalment", f"invoice_id = {INVOICE}"),
    "UPDATE quote SET number = 'P-9' WHERE number = 'P-2026-001'",
    "UPDATE quote SET title = 'x' WHERE status <> 'draft'",
    "UPDATE quote SET status = 'draft' WHERE status <> 'draft'",
    "DELETE FROM quote WHERE status <> 'draft'",
    REPLACED.format("quote", "status <> 'draft'"),
    "UPDATE quote_round SET note = 'x' WHERE frozen = 1",
    "UPDATE quote_round SET frozen = 0 WHERE frozen = 1",
    "DELETE FROM quote_round WHERE frozen = 1",
    REPLACED.format("quote_round", "frozen = 1"),
    f"UPDATE quote_line SET unit_price = '1' WHERE round_id = {FROZEN}",
    f"DELETE FROM quote_line WHERE round_id = {FROZEN}",
    REPLACED.format("quote_line", f"round_id = {FROZEN}"),
    "UPDATE payment SET amount_minor = 1 WHERE id = 1",
    "UPDATE payment SET date = '2026-01-01' WHERE id = 1",
    "UPDATE payment SET reversed = 0 WHERE id = 2",
    "DELETE FROM payment WHERE id = 1",
    REPLACED.format("payment", "id = 1"),
    "UPDATE settlement SET amount_minor = 1",
    "UPDATE settlement SET date = '2026-01-01'",
    "DELETE FROM settlement",
    "UPDATE document SET data = x'00'",
    "DELETE FROM document",
    REPLACED.format("document", "id = 1"),
    "UPDATE activity SET action = 'x' WHERE seq = 1",
    "DELETE FROM activity WHERE seq = 1",
    REPLACED.format("activity", "seq = 1"),
    (
        "INSERT INTO activity SELECT seq + 1000, at, entity_kind, entity_id, entity, action, data,"
        " after, hash FROM activity WHERE seq = 1"
    ),
    "DELETE FROM issuer",
    "UPDATE counter SET next_seq = 1 WHERE series = 'invoice'",
    "UPDATE counter SET first_seq = 2 WHERE series = 'invoice'",
    "DELETE FROM counter WHERE series = 'invoice'",
    REPLACED.format("counter", "series = 'invoice'"),
]


@pytest.mark.parametrize("statement", IMMUTABLE)
def test_the_database_refuses_to_rewrite_history(path: Path, statement: str) -> None:
    with tampering(path) as db:
        with pytest.raises(sqlite3.IntegrityError, match=r"^immutable: "):
            db.execute(statement)
        assert not db.in_transaction


SETTLE = (
    "INSERT INTO settlement (instalment_id, invoice_id, kind, date, amount_minor, payment_id,"
    " credit_note_id, reason) VALUES"
)
UNBALANCED = [
    (REPLACED.format("settlement", "id = 1"), r"(?:immutable|over_allocated)"),
    ("UPDATE instalment SET settled_minor = amount_minor", "unbalanced"),
    (f"UPDATE instalment SET live = 0 WHERE invoice_id = {INVOICE}", "unbalanced"),
    (f"UPDATE instalment SET number = 'x' WHERE invoice_id = {INVOICE}", "unbalanced"),
    (f"UPDATE invoice SET paid_minor = 1 WHERE id = {INVOICE}", "unbalanced"),
    (f"UPDATE invoice SET settled_on = '2026-03-02' WHERE id = {INVOICE}", "unbalanced"),
    ("UPDATE payment SET allocated_minor = 1 WHERE id = 1", "unbalanced"),
    (f"UPDATE invoice SET state = 'void' WHERE id = {INVOICE}", "settled"),
    (f"{SETTLE} (2, 2, 'payment', '2026-03-02', 1, 1, NULL, '')", "over_allocated"),
    (f"{SETTLE} (3, 2, 'write_off', '2026-03-02', 100000, NULL, NULL, '')", "over_allocated"),
    (f"{SETTLE} (3, 2, 'write_off', '2026-03-02', -1000000, NULL, NULL, '')", "over_allocated"),
    (f"{SETTLE} (1, 1, 'payment', '2026-03-02', 100, 2, NULL, '')", "over_allocated"),
    (f"{SETTLE} (1, 1, 'payment', '2026-03-02', -1, 1, NULL, '')", "over_allocated"),
    (f"{SETTLE} (1, 1, 'credit', '2026-03-02', 100, NULL, 2, '')", "over_allocated"),
    (f"{SETTLE} (4, 4, 'write_off', '2026-03-02', 1, NULL, NULL, '')", "over_allocated"),
]


@pytest.mark.parametrize(("statement", "code"), UNBALANCED)
def test_the_database_keeps_sums_and_their_bounds(path: Path, statement: str, code: str) -> None:
    with tampering(path) as db, pytest.raises(sqlite3.IntegrityError, match=rf"^{code}: "):
        db.execute(statement)


CHECKED = [
    "UPDATE client SET code = 'Rossi' WHERE id = 1",
    "UPDATE client SET code = '' WHERE id = 1",
    "UPDATE client SET code = 'caffe-peru' WHERE id = 1",
    "UPDATE client SET name = '' WHERE id = 1",
    "UPDATE client SET name = 'a' || char(0) WHERE id = 1",
    "UPDATE client SET kind = 'alien' WHERE id = 1",
    "UPDATE client SET currency = 'eur' WHERE id = 1",
    "UPDATE client SET archived = 2 WHERE id = 1",
    "UPDATE client SET version = 0 WHERE id = 1",
    "UPDATE client SET notes = NULL WHERE id = 1",
    "UPDATE service SET price = '1e3' WHERE id = 1",
    "UPDATE service SET price = 'NaN' WHERE id = 1",
    "UPDATE invoice SET issue_date = '2026-02-30' WHERE state = 'draft'",
    "UPDATE invoice SET issue_date = '1899-12-31' WHERE state = 'draft'",
    "UPDATE invoice SET issue_date = '2201-01-01' WHERE state = 'draft'",
    "UPDATE invoice SET issue_date = 'tomorrow' WHERE state = 'draft'",
    "UPDATE invoice SET issue_date = '20260202' WHERE state = 'draft'",
    "UPDATE invoice SET total_minor = 1000000000000 WHERE state = 'draft'",
    "UPDATE invoice SET total_minor = 'many' WHERE state = 'draft'",
    "UPDATE invoice SET total_minor = 1.5 WHERE state = 'draft'",
    "UPDATE invoice SET number = 'x' WHERE state = 'draft'",
    "UPDATE invoice SET state = 'issued' WHERE state = 'draft'",
    "UPDATE invoice SET state = 'lost' WHERE state = 'draft'",
    (
        "UPDATE invoice_line SET no = 501"
        " WHERE invoice_id = (SELECT id FROM invoice WHERE state = 'draft')"
    ),
    (
        "INSERT INTO payment (client_id, date, amount_minor, currency, method, reference, reversed,"
        " reversal_reason, allocated_minor) VALUES (1, '2026-03-02', 0, 'EUR', '', '', 0, '', 0)"
    ),
    f"{SETTLE} (3, 2, 'write_off', '2026-03-02', 0, NULL, NULL, '')",
    f"{SETTLE} (3, 2, 'write_off', '2026-03-02', 1, 1, NULL, '')",
    "UPDATE quote SET status = 'lost' WHERE status = 'draft'",
]


@pytest.mark.parametrize("statement", CHECKED)
def test_the_database_refuses_values_that_are_none(path: Path, statement: str) -> None:
    with tampering(path) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute(statement)


def test_a_client_that_is_referred_to_can_not_be_deleted(path: Path) -> None:
    with tampering(path) as db:
        db.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            db.execute("DELETE FROM client WHERE id = 1")
