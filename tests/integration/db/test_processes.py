"""Several processes on one ledger, and processes that are killed: nothing lost, nothing twice."""

import datetime as dt
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from smm_ledger.core.retainers import Every
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import ListQuery
from smm_ledger.services.retainer_inputs import RetainerInput
from tests.support.books import issue, line, pay, services
from tests.support.killing import KILLED
from tests.support.old_ledgers import as_of_schema
from tests.support.systems import posix_only

ROOT = Path(__file__).resolve().parents[3]


def start(what: str, path: Path, arg: int) -> subprocess.Popen[str]:
    """Start a worker."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.worker", what, str(path), str(arg)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_two_processes_lose_no_payment(ledger: Ledger, path: Path) -> None:
    before = ledger.invoices.show("2026-002").paid
    workers = [start("pay", path, 40) for _ in range(2)]
    assert [w.communicate(timeout=300)[1] for w in workers] == [None, None]
    assert [w.returncode for w in workers] == [0, 0]
    after = ledger.invoices.show("2026-002").paid
    assert after - before == 80 * 100
    assert len(ledger.payments.list(ListQuery())) == 2 + 80
    assert ledger.upkeep.check(full=True) == []


@pytest.mark.slow
def test_eight_processes_give_each_number_once_and_none_is_missing(
    ledger: Ledger, path: Path
) -> None:
    workers = [start("numbers", path, seed) for seed in range(8)]
    for worker in workers:
        worker.communicate(timeout=300)
    assert [w.returncode for w in workers] == [0] * 8
    rows = ledger.invoices.list(ListQuery(status="issued", year=2026))
    numbers = sorted(row.number or "" for row in rows)
    assert numbers == [f"2026-{n:03}" for n in (1, 2, *range(4, 84))]
    assert ledger.upkeep.check(full=True) == []


@pytest.mark.slow
def test_a_killed_process_leaves_a_sound_ledger_with_all_that_it_said(
    ledger: Ledger, path: Path
) -> None:
    said: list[str] = []
    for seed in range(25):
        worker = start("until-killed", path, seed)
        assert worker.stdout is not None
        said += [worker.stdout.readline().strip() for _ in range(1 + seed % 3)]
        worker.kill()
        said += worker.communicate(timeout=60)[0].split()
        with ledger.storage.read() as reader:
            assert {reader.invoice(number).number for number in said} == set(said)
    assert ledger.upkeep.check(full=True) == []
    assert len(said) == len(set(said))
    rows = ledger.invoices.list(ListQuery(status="issued", year=2026))
    for start_of in ("2026-", "NC-2026-"):
        given = sorted(int(n[-3:]) for row in rows if (n := row.number or "").startswith(start_of))
        gone = {3} if start_of == "2026-" else set()  # void, and still used
        assert sorted({*given, *gone}) == list(range(1, len({*given, *gone}) + 1))


@pytest.mark.slow
def test_two_processes_invoice_each_period_of_a_retainer_once(ledger: Ledger, path: Path) -> None:
    for start_day in ("2025-10-01", "2025-11-15", "2026-01-31"):
        typed = RetainerInput(
            client="rossi-moda",
            title="Social",
            lines=[line("100")],
            every=Every.MONTH,
            start=dt.date.fromisoformat(start_day),
        )
        ledger.retainers.add(typed)
    due = [(row.retainer.name, row.period.name) for row in ledger.runs.due()]
    assert len(due) > 9
    workers = [start("retainers", path, 0) for _ in range(2)]
    made = [word for w in workers for word in w.communicate(timeout=300)[0].split()]
    assert [w.returncode for w in workers] == [0, 0]
    drafts = [word for word in made if word.startswith("draft-")]
    assert len(drafts) == len(set(drafts)) == len(due)
    assert set(made) - set(drafts) <= {"rule", "changed_meanwhile", "already_exists"}
    assert ledger.runs.due() == []
    assert ledger.upkeep.check(full=True) == []


@pytest.mark.slow
def test_an_import_that_is_killed_took_over_all_of_a_batch_or_nothing(
    ledger: Ledger, path: Path
) -> None:
    said: list[str] = []
    for seed in range(8):
        worker = start("import", path, seed)
        assert worker.stdout is not None
        said += [worker.stdout.readline().strip() for _ in range(1 + seed % 3)]
        worker.kill()
        said += worker.communicate(timeout=60)[0].split()
    rows = ledger.invoices.list(ListQuery(year=2025))
    batches = Counter(int((row.number or "").partition("/")[0]) // 10 for row in rows)
    assert set(batches.values()) == {10}
    assert {int(word) for word in said} <= set(batches)
    assert ledger.upkeep.check(full=True) == []


@pytest.mark.slow
def test_a_restore_that_is_killed_leaves_the_one_or_the_other(ledger: Ledger, path: Path) -> None:
    source = path.with_name("source.db")
    ledger.upkeep.backup(source)
    issue(ledger, "caffe-peru", "10")
    either = [services(source).upkeep.dump(), ledger.upkeep.dump()]
    for seed in range(8):
        worker = start("restore", path, seed)
        assert worker.stdout is not None
        for _ in range(seed % 3):
            worker.stdout.readline()
        worker.kill()
        worker.communicate(timeout=60)
        assert ledger.upkeep.check(full=True) == []
        assert ledger.upkeep.dump() in either


@pytest.mark.slow
@pytest.mark.parametrize("last", [0, 1, 7, 40, 90, 125])
def test_an_upgrade_that_is_killed_is_made_at_the_next_start(
    ledger: Ledger, tmp_path: Path, last: int
) -> None:
    old = as_of_schema(1, ledger.storage.path, tmp_path / "old.db")
    worker = start("upgrade", old, last)
    worker.communicate(timeout=60)
    assert worker.returncode == KILLED
    raised = services(old)
    assert len(raised.invoices.list()) == len(ledger.invoices.list())
    assert raised.upkeep.check(full=True) == []


@posix_only
@pytest.mark.slow
@pytest.mark.parametrize("room", [0, 4096, 40_960, 163_840])
def test_a_full_disk_is_said_and_keeps_what_was_kept(ledger: Ledger, path: Path, room: int) -> None:
    worker = start("full-disk", path, room)
    *kept, refusal = worker.communicate(timeout=300)[0].split()
    assert worker.returncode == 0
    assert refusal in {"storage", "disk_full", "commit_unknown"}
    rows = ledger.invoices.list(ListQuery(status="issued", client=2))
    more = {row.number for row in rows} - {*kept, "2026-004"}
    assert len(more) <= (refusal == "commit_unknown")
    assert len(rows) == 1 + len(kept) + len(more)
    assert ledger.upkeep.check(full=True) == []
    assert pay(ledger, "2026-002", "1") == "pay-3"
