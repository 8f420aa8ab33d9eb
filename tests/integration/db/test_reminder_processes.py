"""Letters and processes: two at once send a step once, and one that is killed loses or keeps it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from smm_ledger.core.errors import IllegalTransition
from smm_ledger.core.letters import Rung
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.reminders import Wanted
from tests.integration.db.test_processes import ROOT, start
from tests.support.books import services
from tests.support.killing import KILLED
from tests.support.worker import AFTER, BEFORE_IT_LEFT, BEFORE_IT_WAS_KEPT, LATE


def send(path: Path, out: Path) -> subprocess.Popen[str]:
    """Start the program, as a person does in a terminal of its own."""
    words = ("remind", "send", "rossi-moda", "--out", str(out), "--json", "--lang", "en")
    return subprocess.Popen(
        [sys.executable, "-m", "smm_ledger", "--ledger", str(path), "--today", str(LATE), *words],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "HOME": str(path.parent)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_two_processes_send_a_step_once(ledger: Ledger, path: Path, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "two")]
    ended = [(*one.communicate(timeout=300), one) for one in [send(path, at) for at in folders]]
    assert sorted(one.returncode for _, _, one in ended) == [0, 4]
    (sent,) = [json.loads(out) for out, _, one in ended if one.returncode == 0]
    (said,) = [json.loads(err)["error"] for _, err, one in ended if one.returncode == 4]
    assert said["code"] in {"illegal_transition", "changed"}
    assert [one["rung"] for one in sent] == ["second"]
    files = [file for folder in folders if folder.exists() for file in folder.iterdir()]
    assert [str(file) for file in files] == [sent[0]["path"]]
    letters = ledger.contacts.letters("rossi-moda")
    assert [one.name for one in letters] == ["reminder-1"]
    steps = [(one.invoice_id, one.instalment, one.rung) for one in letters[0].items if one.rung]
    assert len(steps) == len(set(steps))
    assert ledger.upkeep.check(full=True) == []


def killed(path: Path, point: int) -> str:
    """Let a process be killed at a point; return what it said before."""
    worker = start("remind-and-die", path, point)
    said = worker.communicate(timeout=300)[0].strip()
    assert worker.returncode == KILLED
    return said


@pytest.mark.slow
@pytest.mark.parametrize("point", [BEFORE_IT_LEFT, BEFORE_IT_WAS_KEPT])
def test_a_process_that_is_killed_leaves_the_step_unsent(
    ledger: Ledger, path: Path, point: int
) -> None:
    assert killed(path, point) == ""
    assert ledger.contacts.letters("rossi-moda") == []
    assert ledger.upkeep.check(full=True) == []
    assert killed(path, AFTER) == "reminder-1"  # the file that is there already is no obstacle


@pytest.mark.slow
def test_what_was_said_to_be_sent_is_kept(ledger: Ledger, path: Path) -> None:
    name = killed(path, AFTER)
    assert [(one.name, one.rung) for one in ledger.contacts.letters("rossi-moda")] == [
        (name, Rung.SECOND),
    ]
    assert ledger.upkeep.check(full=True) == []
    later = services(path, day=LATE)
    with pytest.raises(IllegalTransition):
        later.reminders.preview(Wanted(ref="rossi-moda"))
