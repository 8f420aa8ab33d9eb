"""Several processes on one ledger, and processes that are killed: nothing lost, nothing twice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import ListQuery
from tests.support.books import pay

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
