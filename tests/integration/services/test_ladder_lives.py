"""The ladder over the real ledger: whatever is paid, promised, held and undone, on whatever days.

What a letter may never do is asked of each one that was sent, from what the ledger itself says.
"""

import datetime as dt
import itertools
import shutil
import tempfile
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from smm_ledger.core.errors import LedgerError
from smm_ledger.core.invoices import InstalmentPlan, Invoice
from smm_ledger.core.letters import Hold, Reminder, Rung
from smm_ledger.core.promises import PromiseState
from smm_ledger.services.corrections import CreditInput
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.payments import PaymentInput
from smm_ledger.services.promises import PromiseInput
from smm_ledger.services.reminders import Wanted
from tests.support.books import copy_of, line, services

FOLDER = tempfile.TemporaryDirectory()  # gone with the process
FIRST = dt.date(2026, 2, 2)
CLIENTS = ("rossi-moda", "acme")
NUMBERS = tuple(f"2026-00{n}" for n in range(1, 6))

clients = st.sampled_from(CLIENTS)
numbers = st.sampled_from(NUMBERS)
ahead = st.integers(0, 25)
policies = st.sampled_from(
    [{"first": "1"}, {"second": "off"}, {"gap": "9"}, {"first": "2", "second": "4", "formal": "6"}]
)


@cache
def template() -> Path:
    """Make five invoices of two clients and two currencies, with holidays and a patron saint."""
    path = Path(FOLDER.name) / "ledger.db"
    ledger = services(path, day=FIRST)
    ledger.issuer.begin({"name": "Marta", "country": "IT", "vat_id": "12345678903"})
    ledger.issuer.set({"patron_saint": "04-02"})
    ledger.clients.add({"name": "Rossi Moda", "vat_id": "01234567897"})
    ledger.clients.add({"name": "Acme", "country": "US", "currency": "USD"})
    for client, days in ((CLIENTS[0], (5, 40)), (CLIENTS[0], (0, 3)), (CLIENTS[1], (10, 10))):
        halves = tuple(
            InstalmentPlan(percent=Decimal(50), due_date=FIRST + dt.timedelta(days=after))
            for after in days
        )
        issue(ledger, InvoiceInput(client=client, lines=(line("98"),), instalments=halves))
    for client in CLIENTS:
        issue(ledger, InvoiceInput(client=client, lines=(line("48"),), due=FIRST))
    return path


def issue(ledger: Ledger, typed: InvoiceInput) -> None:
    ledger.invoices.issue(ledger.invoices.new(typed).name)


class Life(RuleBasedStateMachine):
    """A freelancer and two clients; the laptop is off between two days."""

    @initialize()
    def begin(self) -> None:
        """Start with the five invoices."""
        self.path = copy_of(template(), Path(tempfile.mkdtemp()))
        self.day = FIRST
        self.sent: list[Reminder] = []
        self.payments: list[str] = []

    @property
    def ledger(self) -> Ledger:
        """The services as of the day."""
        return services(self.path, day=self.day)

    def attempt(self, action: Callable[[], object]) -> object:
        """Do it if the rules of the domain let one."""
        try:
            return action()
        except LedgerError:
            return None

    @rule(number=numbers, part=st.sampled_from(["1", "30", "1000"]), credit=st.booleans())
    def pay(self, number: str, part: str, *, credit: bool) -> None:
        """Let money come in, perhaps more than is owed."""
        invoice = self.ledger.invoices.show(number)
        amount = min(Decimal(part), invoice.balance.decimal) + (70 if credit else 0)
        typed = PaymentInput(target=number, amount=amount, credit=credit)
        made = self.attempt(lambda: self.ledger.payments.add(typed).name)
        self.payments += [str(made)] if made else []

    @rule(which=st.integers(0, 30))
    def bounce(self, which: int) -> None:
        """Take a payment back."""
        if self.payments:
            name = self.payments.pop(which % len(self.payments))
            self.attempt(lambda: self.ledger.payments.reverse(name))

    @rule(number=numbers)
    def give_credit(self, number: str) -> None:
        """Issue a credit note."""
        typed = CreditInput(reason="less", amount=Decimal(20))
        self.attempt(lambda: self.ledger.corrections.credit(number, typed))

    @rule(ref=clients | numbers, days=ahead)
    def hold(self, ref: str, days: int) -> None:
        """Let nobody write until a day."""
        until = self.day + dt.timedelta(days=days)
        self.attempt(lambda: self.ledger.contacts.hold(ref, until=until, reason="dispute"))

    @rule(ref=clients | numbers)
    def release(self, ref: str) -> None:
        """Let a hold go."""
        self.attempt(lambda: self.ledger.contacts.release(ref))

    @rule(number=numbers, days=ahead)
    def promise(self, number: str, days: int) -> None:
        """Record a promise."""
        by = self.day + dt.timedelta(days=days)
        typed = PromiseInput(invoice=number, amount=Decimal(10), by=by)
        self.attempt(lambda: self.ledger.promises.add(typed))

    @rule(
        figures=st.sampled_from(
            [
                {"first": "1"},
                {"second": "off"},
                {"gap": "9"},
                {"first": "2", "second": "4", "formal": "6"},
            ]
        )
    )
    def change_the_policy(self, figures: dict[str, str]) -> None:
        """Choose other days."""
        self.ledger.policies.set(None, figures)

    @rule(client=clients, rung=st.sampled_from(Rung))
    def insist(self, client: str, rung: Rung) -> None:
        """Send a step whatever stands in its way."""
        wanted = Wanted(ref=client, rung=rung, anyway=True)
        sent = self.attempt(lambda: self.send(wanted))
        if isinstance(sent, Reminder):
            self.owes(sent)
            self.sent.append(sent)

    @rule(days=st.integers(0, 4))
    def open_the_laptop_soon(self, days: int) -> None:
        """Come back before a letter is old."""
        self.open_after(days)

    @rule(days=st.integers(5, 15))
    def open_the_laptop_later(self, days: int) -> None:
        """Come back when the next step may be due."""
        self.open_after(days)

    @rule(days=st.integers(16, 60))
    def open_the_laptop_after_holidays(self, days: int) -> None:
        """Come back after weeks."""
        self.open_after(days)

    def open_after(self, days: int) -> None:
        """Send what is due some days later: nothing is left that could be sent."""
        self.day += dt.timedelta(days=days)
        before = {number: self.ledger.invoices.show(number) for number in NUMBERS}
        plan = self.ledger.reminders.plan()
        assert len({one.client for one in plan}) == len(plan)
        for proposal in plan:
            sent = self.attempt(lambda ref=proposal.client: self.send(Wanted(ref=ref)))  # type: ignore[misc]  # bound at once
            assert (sent is None) == (proposal.blocked_by is not None)
            if isinstance(sent, Reminder):
                self.judge(sent, before)
                self.sent.append(sent)
        assert [one for one in self.ledger.reminders.plan() if one.blocked_by is None] == []

    def send(self, wanted: Wanted) -> Reminder:
        """Let a letter leave as text."""
        return self.ledger.reminders.send(
            wanted, channel="text", deliver=lambda _: "", on_paper=False
        )

    def owes(self, sent: Reminder) -> None:
        """Nothing that is paid is asked for, whoever insists."""
        for item in sent.items:
            (own,) = (
                one
                for one in self.ledger.invoices.show(item.invoice).instalments
                if one.seq == item.instalment
            )
            assert item.balance == own.balance > 0
        assert sent.amount > 0

    def judge(self, sent: Reminder, invoices: dict[str, Invoice]) -> None:
        """Compare a letter with all that a letter may never do."""
        self.owes(sent)
        earlier = [one for one in self.sent if one.client == sent.client]
        gap = self.ledger.policies.show().policy.gap
        assert gap >= 5
        assert all((sent.date - one.date).days >= gap for one in earlier)
        steps: dict[tuple[str, int], list[Rung]] = {}
        for item in itertools.chain.from_iterable(one.items for one in earlier):
            if item.rung:
                steps.setdefault((item.invoice, item.instalment), []).append(item.rung)
        promised = {
            one.invoice
            for one in self.ledger.promises.list()
            if one.state is PromiseState.OPEN and one.received < one.amount
        }
        held = {
            ref
            for one in self.holds()
            for ref in ([one] if one in NUMBERS else [n for n in NUMBERS if self.is_of(n, one)])
        }
        assert sent.items
        for item in sent.items:
            assert item.invoice not in promised
            assert item.invoice not in held
            assert invoices[item.invoice].client.code == sent.client
            before = steps.get((item.invoice, item.instalment), [])
            if item.rung:
                assert not item.again
                assert all(one.height < item.rung.height for one in before)
                assert item.rung is not Rung.FORMAL or {Rung.FIRST, Rung.SECOND} & {*before}
                assert (item.rung is Rung.COURTESY) == (item.due_date >= sent.date)

    def is_of(self, number: str, client: str) -> bool:
        """Whether an invoice is a client's."""
        return self.ledger.invoices.show(number).client.code == client

    def holds(self) -> list[str]:
        """Return the refs of the holds that stand today."""
        with self.ledger.storage.read() as reader:
            found = reader.kept_of_client(Hold, None)
        return [one.invoice or one.client for one in found if one.holds(self.day)]

    def teardown(self) -> None:
        """Look for damage."""
        if hasattr(self, "path"):
            assert self.ledger.upkeep.check(full=True) == []
            shutil.rmtree(self.path.parent)


@pytest.mark.slow
def test_no_life_makes_the_ladder_flood_or_nag() -> None:
    run_state_machine_as_test(
        Life, settings=settings(max_examples=20, stateful_step_count=25, deadline=None)
    )
