"""A second process on a ledger: `python -m tests.support.worker WHAT FILE ARG`."""

import datetime as dt
import os
import random
import signal
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from smm_ledger.core.errors import LedgerError
from smm_ledger.core.imports import ClientGuess, ForeignDocument, Stated
from smm_ledger.db import migrate
from smm_ledger.documents.filenames import write_document
from smm_ledger.services.corrections import CreditInput
from smm_ledger.services.import_plan import Wishes
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.reminders import Draft, Wanted
from smm_ledger.services.retainer_runs import RunInput
from smm_ledger.services.revisions import RevisionInput
from tests.support.books import issue, line, pay, services
from tests.support.killing import KILL


class Undone(Exception):
    """A transaction that is given up on purpose."""


def pay_often(ledger: Ledger, times: int) -> None:
    """Record payments of 1.00 against one invoice."""
    for _ in range(times):
        pay(ledger, "2026-002", "1")


def take_numbers(ledger: Ledger, seed: int) -> None:
    """Issue ten invoices; give up as many transactions that took a number."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    for _ in range(10):
        while chance.random() < 0.5:
            _give_up(ledger)
        issue(ledger, "caffe-peru", "10")


def _give_up(ledger: Ledger) -> None:
    draft = ledger.invoices.duplicate("2026-002")
    try:
        with ledger.storage.write() as work:
            work.next_number(draft.series, 2026)
            raise Undone  # noqa: TRY301 - the transaction is what is under test
    except Undone:
        ledger.invoices.delete(draft.name)


def work_until_killed(ledger: Ledger, seed: int) -> None:
    """Issue and pay without end; say each number that is certainly kept."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    while True:
        number = issue(ledger, "caffe-peru", "10")
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        if chance.random() < 0.5:
            pay(ledger, number, "10")
        elif chance.random() < 0.5:
            _take_back(ledger, number)


def _take_back(ledger: Ledger, number: str) -> None:
    """Correct what was issued, then credit a part of it."""
    ledger.revisions.correct(number, RevisionInput(note="typed wrong", lines=(line("8"),)))
    ledger.corrections.credit(number, CreditInput(reason="less", amount=Decimal(3)))


def fill_the_disk(ledger: Ledger, room: int) -> None:
    """Work with so many bytes of room; say what is kept, then the refusal."""
    import resource  # where there is none, no test asks for this

    size = ledger.storage.path.stat().st_size
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    ledger.storage.check(full=False)
    issue(ledger, "caffe-peru", "10")
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, size + room))
    try:
        for _ in range(200):
            number = issue(ledger, "caffe-peru", "10")
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
    except LedgerError as refused:
        sys.stdout.write(f"{refused.code}\n")


LATE = dt.date(2026, 4, 20)
"""A day on which a letter to rossi-moda is due."""

BEFORE_IT_LEFT, BEFORE_IT_WAS_KEPT, AFTER = range(3)


def die() -> None:
    """Be killed, as by the system."""
    os.kill(os.getpid(), KILL)


def remind_and_die(ledger: Ledger, point: int) -> None:
    """Send the letter that is due, and be killed at a point of it."""
    file = ledger.storage.path.with_name("letter.txt")

    def deliver(draft: Draft) -> str:
        if point == BEFORE_IT_LEFT:
            die()
        write_document(file, draft.text.encode())
        if point == BEFORE_IT_WAS_KEPT:
            die()
        return str(file)

    later = services(ledger.storage.path, day=LATE)
    wanted = Wanted(ref="rossi-moda")
    sent = later.reminders.send(wanted, channel="file", deliver=deliver, on_paper=False)
    sys.stdout.write(f"{sent.name}\n")
    sys.stdout.flush()
    die()


def run_retainers(ledger: Ledger, _arg: int) -> None:
    """Invoice every period that is due, as often as there may be one; say what was made."""
    for _ in range(15):
        try:
            made = ledger.runs.run(RunInput(until=ledger.clock.today())).made
        except LedgerError as refused:
            sys.stdout.write(f"{refused.code}\n")
        else:
            sys.stdout.writelines(f"{one.name}\n" for one in made)


def import_until_killed(ledger: Ledger, seed: int) -> None:
    """Take over invoices of another program, ten at a time, without end; say each batch."""
    for batch in range(seed * 1_000 + 1, seed * 1_000 + 1_000):
        documents = [
            ForeignDocument(
                number=f"{batch}{no}/2025",
                date=dt.date(2025, 6, 1),
                currency="EUR",
                stated=Stated(total=10_000),
                client=ClientGuess(ref="caffe-peru"),
                paid=5_000 if no % 2 else None,
                paid_on=dt.date(2025, 7, 1),
            )
            for no in range(10)
        ]
        ledger.imports.take_over(documents, Wishes())
        sys.stdout.write(f"{batch}\n")
        sys.stdout.flush()


def restore_until_killed(ledger: Ledger, _seed: int) -> None:
    """Put the copy beside the ledger in its place, without end; say each time that it is there."""
    source = ledger.storage.path.with_name("source.db")
    while True:
        ledger.upkeep.restore(source, force=True)
        sys.stdout.write("restored\n")
        sys.stdout.flush()


def die_while_upgrading(ledger: Ledger, last: int) -> None:
    """Raise the ledger to the newest schema, and be killed before a statement of the scripts."""
    statements, ran = migrate.statements, iter(range(last))

    def counted(script: str) -> Iterator[str]:
        for statement in statements(script):
            if next(ran, None) is None:
                os.kill(os.getpid(), KILL)
            yield statement

    migrate.statements = counted
    ledger.clients.list()


WORK = {
    "retainers": run_retainers,
    "import": import_until_killed,
    "restore": restore_until_killed,
    "upgrade": die_while_upgrading,
    "pay": pay_often,
    "numbers": take_numbers,
    "until-killed": work_until_killed,
    "full-disk": fill_the_disk,
    "remind-and-die": remind_and_die,
}


if __name__ == "__main__":
    WORK[sys.argv[1]](services(Path(sys.argv[2]), busy_ms=60_000), int(sys.argv[3]))
