"""The journal of random ledgers: every entry balances, and receivables are the aging report."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smm_ledger.core.bookkeeping import balances
from smm_ledger.core.errors import InputError, RuleError
from smm_ledger.core.imports import ClientGuess, ForeignDocument, Stated
from smm_ledger.core.states import SdiStatus
from smm_ledger.exchange.hledger import journal
from smm_ledger.services.corrections import CreditInput
from smm_ledger.services.import_plan import Wishes
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.payments import PaymentInput
from smm_ledger.services.read_models import ListQuery
from tests.support.books import copy_of, line, services
from tests.support.hledger import CHECKERS, read_journal

DAY = dt.date(2026, 3, 2)
CLIENTS = ("rossi", "acme", "comune")

amounts = st.decimals(Decimal("0.01"), 500, places=2)
Action = tuple[str, int, Decimal]
"""What is done, to which thing, with which amount."""

actions = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("issue", "issue", "issue", "pay", "pay", "credit", "lose", "back"),
                *("reverse", "void", "take_over", "next_day", "reject", "resend"),
            ]
        ),
        st.integers(0, 9),
        amounts,
    ),
    min_size=6,
    max_size=25,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger with VAT, contribution, withholding, split payment and two currencies."""
    path = tmp_path_factory.mktemp("journal") / "template.db"
    ledger = services(path)
    ledger.issuer.begin(
        {
            "name": "Marta",
            "country": "IT",
            "vat_id": "12345678903",
            "regime": "it-ordinario",
            "contribution": "inps:4",
        }
    )
    ledger.clients.add({"name": "Rossi", "withholding": "yes"})
    ledger.clients.add({"name": "Acme", "country": "US", "currency": "USD"})
    ledger.clients.add({"name": "Comune", "kind": "public", "withholding": "no"})
    return path


class Player:
    """Plays actions on a ledger; what a rule forbids is passed over."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.imported = 0

    def play(self, action: Action) -> None:
        """Do one thing."""
        what, which, amount = action
        with suppress(RuleError, InputError):
            getattr(self, what)(which, amount)

    def _invoice(self, which: int) -> str:
        rows = self.ledger.invoices.list(ListQuery(status="issued"))
        names = [row.number for row in rows if row.number and row.kind != "credit_note"]
        return names[which % len(names)] if names else "none"

    def issue(self, which: int, amount: Decimal) -> None:
        """Issue an invoice."""
        wanted = (line(str(amount)), line("0.01"))
        draft = self.ledger.invoices.new(InvoiceInput(client=CLIENTS[which % 3], lines=wanted))
        self.ledger.invoices.issue(draft.name)

    def pay(self, which: int, amount: Decimal) -> None:
        """Record a payment of an invoice or of a client, keeping the rest as credit."""
        if not self.ledger.invoices.list(ListQuery(status="open")):
            return
        target = CLIENTS[which % 3] if which > 6 else self._invoice(which)
        self.ledger.payments.add(PaymentInput(target=target, amount=amount, credit=True))

    def credit(self, which: int, amount: Decimal) -> None:
        """Take a part of an invoice back, or all of it."""
        if self._invoice(which) != "none":
            part = None if which > 7 else amount
            self.ledger.corrections.credit(
                self._invoice(which), CreditInput(reason="r", amount=part)
            )

    def lose(self, which: int, amount: Decimal) -> None:
        """Give up a part of what is owed, or all of it."""
        if self._invoice(which) != "none":
            part = None if which > 5 else amount
            self.ledger.corrections.write_off(self._invoice(which), amount=part)

    def back(self, which: int, amount: Decimal) -> None:
        """Expect what was given up again."""
        if self._invoice(which) != "none":
            part = None if which > 5 else amount
            self.ledger.corrections.recover(self._invoice(which), amount=part)

    def reverse(self, which: int, _amount: Decimal) -> None:
        """Take a payment back."""
        rows = self.ledger.payments.list()
        if rows:
            self.ledger.payments.reverse(f"pay-{rows[which % len(rows)].id}")

    def void(self, which: int, _amount: Decimal) -> None:
        """Declare an invoice void."""
        if self._invoice(which) != "none":
            self.ledger.invoices.void(self._invoice(which), reason="typed twice")

    def reject(self, which: int, _amount: Decimal) -> None:
        """Record that SdI rejected an invoice."""
        if self._invoice(which) != "none":
            self.ledger.e_invoices.tell(self._invoice(which), SdiStatus.REJECTED)

    def resend(self, which: int, _amount: Decimal) -> None:
        """Record that an e-invoice was sent, perhaps again."""
        if self._invoice(which) != "none":
            self.ledger.e_invoices.tell(self._invoice(which), SdiStatus.SENT)

    def next_day(self, _which: int, _amount: Decimal) -> None:
        """Let a day pass."""
        clock = self.ledger.clock
        clock.day = clock.today() + dt.timedelta(days=1)  # type: ignore[attr-defined]  # the test's own clock

    def take_over(self, which: int, amount: Decimal) -> None:
        """Import an invoice of another program, paid or not."""
        self.imported += 1
        total = int(amount * 100)
        document = ForeignDocument(
            number=f"{self.imported}/2025",
            date=dt.date(2025, 6, 1),
            currency="EUR",
            stated=Stated(total=total, withholding=total // 5 if which > 5 else 0),
            client=ClientGuess(ref=CLIENTS[which % 3]),
            paid=total // 2 if which % 2 else None,
            paid_on=dt.date(2025, 7, 1),
        )
        self.ledger.imports.take_over([document], Wishes())


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(plan=actions)
def test_entries_balance_and_receivables_are_the_aging_report(
    template: Path, tmp_path_factory: pytest.TempPathFactory, plan: list[Action]
) -> None:
    ledger = services(copy_of(template, tmp_path_factory.mktemp("played")))
    player = Player(ledger)
    for action in plan:
        player.play(action)
    entries = ledger.sheets.entries()
    assert all(sum(part.amount for part in entry.postings) == 0 for entry in entries)
    owed = {
        (account[2], account[3]): amount
        for (account, _), amount in balances(entries).items()
        if account[:2] == ("assets", "receivables")
    }
    aging = ledger.reports.aging().rows
    assert owed == {(row.client, row.currency): row.open for row in aging if row.open}
    left = {
        (account[2], account[3]): -amount
        for (account, _), amount in balances(entries).items()
        if account[0:2] == ("liabilities", "client-credit")
    }
    rests: dict[tuple[str, str], int] = {}
    for row in ledger.payments.list():
        key = (row.client, row.currency)
        rests[key] = rests.get(key, 0) + row.unallocated
    for one in ledger.invoices.list():  # money set against what SdI then rejected is credit
        if one.sdi_status == SdiStatus.REJECTED and one.kind != "credit_note":
            key = (one.client, one.currency)
            rests[key] = rests.get(key, 0) + one.paid
    assert left == {key: rest for key, rest in rests.items() if rest}
    read = read_journal(journal(entries).decode())
    assert len(read) == len(balances(entries))
    assert ledger.upkeep.check(full=True) == []


@pytest.mark.parametrize("check", CHECKERS.values(), ids=CHECKERS.keys())
def test_a_journal_of_everything_is_sound(
    template: Path, tmp_path: Path, check: Callable[[Path], None]
) -> None:
    ledger = services(copy_of(template, tmp_path))
    player = Player(ledger)
    for what in ("issue", "take_over", "pay", "credit", "lose", "next_day", "back", "reverse"):
        for which in (0, 1, 2, 8):
            player.play((what, which, Decimal("73.21")))
    path = tmp_path / "books.journal"
    path.write_bytes(journal(ledger.sheets.entries()))
    check(path)
