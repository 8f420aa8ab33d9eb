"""`check --full`: clean on a sound ledger, and one edited row of any table is found."""

from pathlib import Path

import pytest

from smm_ledger.core.errors import LedgerCorrupt, StorageError
from smm_ledger.services.ledger import Ledger
from tests.support.books import tampering, without_triggers

EDITS = {
    "UPDATE setting SET value = 'yes' WHERE key = 'demo'": "ledger ledger",
    "UPDATE counter SET next_seq = next_seq + 1 WHERE series = 'invoice'": "invoice 2026/4",
    "UPDATE counter SET next_seq = next_seq - 1 WHERE series = 'invoice'": "invoice 2026/3",
    "UPDATE counter SET next_seq = next_seq + 1 WHERE series = 'draft'": "draft",
    "UPDATE counter SET next_seq = next_seq + 1 WHERE series = 'quote'": "quote",
    "UPDATE counter SET next_seq = next_seq - 1 WHERE series = 'quote'": "quote P-2026-002",
    "UPDATE counter SET first_seq = 2 WHERE series = 'quote'": "ledger ledger",
    "UPDATE counter SET first_seq = 2 WHERE series = 'invoice'": "ledger ledger",
    "UPDATE counter SET first_seq = 2 WHERE series = 'draft'": "ledger ledger",
    "INSERT INTO counter VALUES ('credit', 2031, 9, 9)": "ledger ledger",
    "DELETE FROM counter WHERE series = 'invoice'": "invoice 2026/1",
    "UPDATE issuer SET iban = 'x'": "issuer issuer",
    "UPDATE issuer SET contribution = 'nonex'": "issuer issuer",
    "UPDATE client SET name = 'x' WHERE id = 1": "client rossi-moda",
    "UPDATE client SET version = 2 WHERE id = 1": "client rossi-moda",
    "UPDATE service SET price = '1' WHERE id = 1": "service reel",
    "DELETE FROM service": "service reel",
    "UPDATE quote SET title = 'x' WHERE id = 1": "quote P-2026-001",
    "UPDATE quote SET status = 'accepted' WHERE id = 2": "quote P-2026-002",
    "UPDATE quote SET outcome_note = 'x' WHERE id = 2": "quote P-2026-002 outcome_note",
    "UPDATE quote SET competitor = 'x' WHERE id = 2": "quote P-2026-002 competitor",
    "UPDATE quote SET version = version + 1 WHERE id = 2": "quote P-2026-002",
    "UPDATE invoice SET version = version + 1 WHERE id = 2": "invoice 2026-002",
    "UPDATE invoice SET sent_on = '2026-11-01' WHERE id = 2": "invoice 2026-002",
    "UPDATE invoice SET sdi_status = 'rejected' WHERE id = 2": "instalment 2026-002/1",
    "UPDATE quote_round SET conditions = replace(conditions, 'Rossi', 'X')": "quote P-2026-001",
    "UPDATE quote_line SET no = no + 9 WHERE round_id = 1": "quote P-2026-001/1",
    "UPDATE quote_round SET total_minor = 1 WHERE id = 1": "quote P-2026-001/1",
    "UPDATE quote_round SET note = 'x' WHERE id = 1": "quote P-2026-001",
    "UPDATE quote_line SET unit_price = '1' WHERE round_id = 1 AND no = 1": "quote P-2026-001/1",
    "UPDATE quote_line SET description = 'x' WHERE round_id = 1": "quote P-2026-001",
    "UPDATE invoice SET total_minor = 1 WHERE id = 2": "invoice 2026-002",
    "UPDATE invoice SET number = '2026-999' WHERE id = 2": "instalment 2026-999/1",
    "UPDATE invoice SET issue_date = '2026-01-01' WHERE id = 2": "invoice 2026-002",
    "UPDATE invoice SET client_id = 2 WHERE id = 2": "invoice 2026-002",
    "UPDATE invoice SET paid_minor = 1 WHERE id = 2": "invoice 2026-002",
    "UPDATE invoice SET settled_on = '2026-01-01' WHERE id = 2": "invoice 2026-002",
    "UPDATE invoice SET last_due = '2026-01-01' WHERE id = 2": "invoice 2026-002",
    "UPDATE invoice SET state = 'issued' WHERE state = 'void'": "instalment 2026-003/1",
    "UPDATE invoice SET note = 'x' WHERE state = 'draft'": "invoice draft-3",
    "UPDATE invoice_line SET net_minor = 1 WHERE invoice_id = 2 AND no = 1": "invoice 2026-002",
    "UPDATE invoice_line SET description = 'x' WHERE invoice_id = 2": "invoice 2026-002",
    "DELETE FROM invoice_line WHERE invoice_id = 2 AND no = 2": "invoice 2026-002",
    "UPDATE invoice_line SET no = 9 WHERE invoice_id = 2 AND no = 2": "invoice 2026-002",
    "UPDATE invoice_tax SET no = 9 WHERE invoice_id = 2": "invoice 2026-002",
    "UPDATE invoice_tax SET base_minor = 1 WHERE invoice_id = 2": "invoice 2026-002",
    "UPDATE instalment SET amount_minor = amount_minor + 1 WHERE id = 2": "invoice 2026-002",
    "UPDATE instalment SET due_date = '2026-03-30' WHERE id = 2": "invoice 2026-002",
    "UPDATE instalment SET settled_minor = 1 WHERE id = 2": "instalment 2026-002/1",
    "UPDATE instalment SET live = 0 WHERE id = 2": "instalment 2026-002/1",
    "UPDATE instalment SET number = 'x' WHERE id = 2": "instalment 2026-002/1",
    "UPDATE instalment SET client_id = 2 WHERE id = 2": "instalment 2026-002/1",
    "UPDATE payment SET amount_minor = 90000 WHERE id = 1": "payment pay-1",
    "UPDATE payment SET allocated_minor = 1 WHERE id = 1": "payment pay-1",
    "UPDATE payment SET reversed = 1 WHERE id = 1": "payment pay-1",
    "UPDATE payment SET client_id = 2 WHERE id = 1": "payment pay-1",
    "UPDATE settlement SET date = '2026-01-01' WHERE id = 1": "log 18 settlements 1-2",
    "UPDATE settlement SET amount_minor = amount_minor + 1 WHERE id = 1": "instalment 2026-002/1",
    "UPDATE settlement SET reason = 'x' WHERE id = 1": "log 18 settlements 1-2",
    "UPDATE document SET data = x'00'": "document 1 revision-1",
    "UPDATE document SET kind = 'revision-2'": "log 21 documents 1-1",
    "DELETE FROM document": "log 21 documents 1-1",
    "UPDATE activity SET action = 'x' WHERE seq = 2": "log 2",
    "UPDATE activity SET at = 'x' WHERE seq = 2": "log 2",
    "UPDATE activity SET hash = printf('%064d', 0) WHERE seq = 2": "log 2",
    "DELETE FROM activity WHERE seq = 2": "log 3",
    "DELETE FROM activity WHERE seq = (SELECT max(seq) FROM activity)": "documents after 0",
    "DROP TRIGGER invoice_fixed": "trigger invoice_fixed",
    "DROP INDEX instalment_open_due": "index instalment_open_due",
    "CREATE TABLE more (a)": "table more",
}


def test_a_sound_ledger_is_clean(ledger: Ledger) -> None:
    assert ledger.upkeep.check() == []
    assert ledger.upkeep.check(full=True) == []


@pytest.mark.parametrize("edit", EDITS)
def test_one_edited_row_is_found_and_named(ledger: Ledger, path: Path, edit: str) -> None:
    with tampering(path) as db:
        if edit.startswith(("DROP", "CREATE")):
            db.execute(edit)
        else:
            without_triggers(db, edit)
    assert EDITS[edit] in {finding.where for finding in ledger.upkeep.check(full=True)}


def test_a_missing_trigger_hides_no_other_damage(ledger: Ledger, path: Path) -> None:
    with tampering(path) as db:
        without_triggers(db, "UPDATE activity SET action = 'x' WHERE seq = 2")
        db.execute("DROP TRIGGER activity_no_update")
    found = {finding.where for finding in ledger.upkeep.check(full=True)}
    assert {"trigger activity_no_update", "log 2"} <= found


def test_a_dangling_reference_is_found(ledger: Ledger, path: Path) -> None:
    with tampering(path) as db:
        without_triggers(db, "DELETE FROM client WHERE id = 2")
    found = ledger.upkeep.check()
    assert any("client" in finding.where for finding in found)


def test_flipped_bits_are_found_or_change_nothing_that_is_read(ledger: Ledger, path: Path) -> None:
    sound = path.read_bytes()
    before = ledger.upkeep.dump()
    missed = []
    for at in range(100, len(sound), len(sound) // 150):
        damaged = bytearray(sound)
        damaged[at] ^= 0x10
        path.write_bytes(damaged)
        try:
            if not ledger.upkeep.check(full=True) and ledger.upkeep.dump() != before:
                missed.append(at)
        except StorageError:
            continue  # it can't be read at all: no one is misled
    assert missed == []


def test_a_file_that_lost_its_end_is_corrupt(ledger: Ledger, path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(LedgerCorrupt):
        ledger.upkeep.check(full=True)
