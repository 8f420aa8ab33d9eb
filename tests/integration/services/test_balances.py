"""Balances under any sequence of payments, credits, losses and reversals, against a plain model.

The model keeps, per invoice, what each source settled of each instalment, in the order of its first
entry. The ledger must agree with it after every step, and stay within its bounds.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
)

from smm_ledger.core.errors import OverAllocated, RuleError
from smm_ledger.core.invoices import InstalmentPlan
from smm_ledger.services.corrections import CreditInput
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.payments import PaymentInput
from tests.support.books import services

pytestmark = pytest.mark.slow

Key = tuple[str, int, str]
"""Kind, instalment, source."""


@dataclass
class Bill:
    """An invoice of the model, in cents."""

    parts: list[int]
    entries: dict[Key, int] = field(default_factory=dict)
    credited: int = 0

    @property
    def total(self) -> int:
        """What is payable."""
        return sum(self.parts)

    @property
    def balance(self) -> int:
        """What is owed."""
        return self.total - sum(self.entries.values())

    def of(self, kind: str) -> int:
        """What stands settled by one kind."""
        return sum(amount for key, amount in self.entries.items() if key[0] == kind)

    def open_of(self, no: int) -> int:
        """What is owed of an instalment; of the first ones, all are due on one day."""
        own = sum(amount for key, amount in self.entries.items() if key[1] == no)
        return self.parts[no] - own if no < len(self.parts) else 0

    def settle(self, kind: str, source: str, amount: int) -> None:
        """Settle the open instalments, the first one first."""
        for no, part in enumerate(self.parts):
            open_ = part - sum(a for key, a in self.entries.items() if key[1] == no)
            share = min(amount, open_)
            if share:
                key = (kind, no, source)
                self.entries[key] = self.entries.get(key, 0) + share
                amount -= share
        assert amount == 0

    def take_back(self, keys: Iterable[Key], amount: int) -> dict[str, int]:
        """Take back, the latest first; return what each source gets."""
        back: dict[str, int] = {}
        for key in reversed(list(keys)):
            share = min(amount, self.entries[key])
            self.entries[key] -= share
            back[key[2]] = back.get(key[2], 0) + share
            amount -= share
        return back

    def keys(self, kind: str, source: str | None = None) -> list[Key]:
        """Return the entries of a kind, perhaps of one source, in order."""
        return [k for k in self.entries if k[0] == kind and source in {None, k[2]}]


@dataclass
class Cash:
    """A payment of the model."""

    amount: int
    reversed: bool = False


CENTS = st.integers(1, 1200)


def major(cents: int) -> Decimal:
    return Decimal(cents) / 100


class Balances(RuleBasedStateMachine):
    """The ledger beside its model."""

    invoices = Bundle("invoices")
    payments = Bundle("payments")

    @initialize()
    def begin(self) -> None:
        """Make a ledger without taxes."""
        self.folder = TemporaryDirectory()
        self.ledger = services(Path(self.folder.name) / "ledger.db")
        self.ledger.issuer.begin({"name": "Ada", "country": "DE", "regime": "no-vat"})
        self.ledger.clients.add({"name": "Rossi", "country": "DE"})
        self.bills: dict[str, Bill] = {}
        self.cash: dict[str, Cash] = {}

    def teardown(self) -> None:
        """Hold the whole ledger against itself."""
        if hasattr(self, "folder"):
            assert not self.ledger.upkeep.check(full=True)
            self.folder.cleanup()

    def used(self, payment: str) -> int:
        """What a payment settles."""
        return sum(
            bill.entries[key] for bill in self.bills.values() for key in bill.keys("pay", payment)
        )

    @rule(target=invoices, cents=CENTS, halves=st.booleans())
    def issue(self, cents: int, *, halves: bool) -> str:
        """Issue an invoice of one or two instalments."""
        day = self.ledger.clock.today()
        plan = [
            InstalmentPlan(percent=Decimal(50), due_date=day + dt.timedelta(days=n))
            for n in (30, 60)
        ]
        line = LineInput(description="Work", unit_price=major(cents))
        typed = InvoiceInput(client="rossi", lines=[line], instalments=plan if halves else ())
        made = self.ledger.invoices.issue(self.ledger.invoices.new(typed).name).invoice
        self.bills[made.number] = Bill([cents - cents // 2, cents // 2] if halves else [cents])
        return made.number

    @rule(target=payments, name=invoices, cents=CENTS)
    def pay(self, name: str, cents: int) -> str:
        """Pay an invoice; what is too much is credit, after a loss is made good."""
        bill = self.bills[name]
        back = min(max(0, cents - bill.balance), bill.of("loss"))
        bill.take_back(bill.keys("loss"), back)
        typed = PaymentInput(target=name, amount=major(cents), credit=True)
        paid = self.ledger.payments.add(typed).name
        self.cash[paid] = Cash(cents)
        bill.settle("pay", paid, min(cents, bill.balance))
        return paid

    @rule(target=payments, cents=CENTS)
    def pay_client(self, cents: int) -> str:
        """Pay whatever is owed, the instalment due first first; what is too much is credit."""
        typed = PaymentInput(target="rossi", amount=major(cents), credit=True)
        paid = self.ledger.payments.add(typed).name
        self.cash[paid] = Cash(cents)
        left = cents
        for no in (0, 1):
            for bill in self.bills.values():
                share = min(left, bill.open_of(no))
                bill.settle("pay", paid, share)
                left -= share
        return paid

    @rule(name=invoices, payment=payments, cents=CENTS)
    def allocate(self, name: str, payment: str, cents: int) -> None:
        """Set credit against an invoice."""
        bill, cash = self.bills[name], self.cash[payment]
        left = 0 if cash.reversed else cash.amount - self.used(payment)
        if cash.reversed or cents > left or cents > bill.balance:
            with pytest.raises(RuleError):
                self.ledger.payments.allocate(payment, name, major(cents))
            return
        self.ledger.payments.allocate(payment, name, major(cents))
        bill.settle("pay", payment, cents)

    @rule(payment=consumes(payments))
    def reverse(self, payment: str) -> None:
        """Take a payment back."""
        self.ledger.payments.reverse(payment)
        self.cash[payment].reversed = True
        for bill in self.bills.values():
            for key in bill.keys("pay", payment):
                bill.entries[key] = 0

    @rule(name=invoices, cents=CENTS)
    def write_off(self, name: str, cents: int) -> None:
        """Give up a part."""
        bill = self.bills[name]
        if cents > bill.balance:
            with pytest.raises(OverAllocated):
                self.ledger.corrections.write_off(name, amount=major(cents))
            return
        self.ledger.corrections.write_off(name, amount=major(cents))
        bill.settle("loss", "", cents)

    @rule(name=invoices, cents=CENTS)
    def recover(self, name: str, cents: int) -> None:
        """Expect it again."""
        bill = self.bills[name]
        if cents > bill.of("loss"):
            with pytest.raises(OverAllocated):
                self.ledger.corrections.recover(name, amount=major(cents))
            return
        self.ledger.corrections.recover(name, amount=major(cents))
        bill.take_back(bill.keys("loss"), cents)

    @rule(name=invoices, cents=CENTS)
    def credit(self, name: str, cents: int) -> None:
        """Credit a part: losses come back first, then what was paid is freed."""
        bill, typed = self.bills[name], CreditInput(reason="less", amount=major(cents))
        if cents > bill.total - bill.credited:
            with pytest.raises(OverAllocated):
                self.ledger.corrections.credit(name, typed)
            return
        note = self.ledger.corrections.credit(name, typed)
        excess = max(0, cents - bill.balance)
        lost = min(excess, bill.of("loss"))
        bill.take_back(bill.keys("loss"), lost)
        bill.take_back(bill.keys("pay"), excess - lost)
        bill.settle("credit", note.number, cents)
        bill.credited += cents

    @invariant()
    def agrees(self) -> None:
        """The ledger is what the model says, within its bounds."""
        for name, bill in getattr(self, "bills", {}).items():
            own = self.ledger.invoices.show(name)
            assert (own.paid, own.written_off) == (bill.of("pay"), bill.of("loss"))
            assert own.credited == bill.of("credit") == bill.credited
            assert 0 <= own.balance.minor == bill.balance <= own.totals.payable
            assert all(0 <= part.settled <= part.amount for part in own.instalments)
        for name, cash in getattr(self, "cash", {}).items():
            left = 0 if cash.reversed else cash.amount - self.used(name)
            assert self.ledger.payments.show(name).unallocated.minor == left >= 0


Balances.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)


TestBalances = Balances.TestCase
