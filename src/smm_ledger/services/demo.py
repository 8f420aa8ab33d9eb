"""The sample year, replayed through the services as its user would have lived it.

Every action goes through the same method as a key press or a command, on its own day: so the demo
can show nothing that a real ledger could not. What lies in `sample_data/` is described there.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smm_ledger.core.invoices import Invoice
from smm_ledger.core.money import Money
from smm_ledger.core.quotes import OutcomeReason
from smm_ledger.services.billing import Part
from smm_ledger.services.clock import SystemClock
from smm_ledger.services.demo_collections import ChasePlanner
from smm_ledger.services.demo_retainers import RetainerPlanner
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.payments import PaymentInput
from smm_ledger.services.sample_files import Entry, SampleCalendar, entries_of, fill, read_file
from smm_ledger.services.sample_inputs import (
    counter_input,
    invoice_input,
    quote_input,
    revise_input,
    study_input,
)
from smm_ledger.services.sample_lines import Fill

if TYPE_CHECKING:
    from smm_ledger.services.ports import Progress

OPENING: Final = dt.time(9, tzinfo=dt.UTC)
"""When the first action of a replayed day is logged; each one more is a second later."""

BEFORE: Final = dt.timedelta(days=7)
"""How long before the first quote the ledger was set up."""

METHOD: Final = "bonifico"
REFERENCES: Final = {"it": "Fattura {number}", "en": "Invoice {number}"}
"""How the sample clients name an invoice in a transfer, unless the files say it otherwise."""


Step = Callable[[str], object]
"""What is done to the quote of a number."""


class ReplayClock(SystemClock):
    """A calendar that the replay turns, and an instant that follows it."""

    def __init__(self, day: dt.date) -> None:
        self._day = day
        self._ticks = 0

    def turn_to(self, day: dt.date) -> None:
        """Make `day` today."""
        if day != self._day:
            self._day, self._ticks = day, 0

    def today(self) -> dt.date:
        """Return the day that it was turned to."""
        return self._day

    def now(self) -> dt.datetime:
        """Return an instant of that day, later each time."""
        self._ticks += 1
        return dt.datetime.combine(self._day, OPENING) + dt.timedelta(seconds=self._ticks)


class Rank(IntEnum):
    """What comes first on one day: nobody pays an invoice before it is made."""

    QUOTE = 0
    INVOICE = 1
    VOID = 2
    PAYMENT = 3
    REVERSAL = 4
    STUDY = 5
    RETAINER = 6
    CHASE = 7


@dataclass(frozen=True, slots=True, order=True)
class Action:
    """One thing that somebody did on a plain day; `turn` keeps the order of the files."""

    day: dt.date
    rank: Rank
    turn: int
    run: Callable[[], object] = field(compare=False)


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What was loaded: numbers by the ids of the files, and the calendar that dated it."""

    quotes: Mapping[str, str]
    invoices: Mapping[str, str]
    payments: Mapping[str, str]
    actions: int
    calendar: SampleCalendar


def load_demo(
    ledger: Ledger, folder: Path, clock: ReplayClock, progress: "Progress | None" = None
) -> DemoResult:
    """Make a ledger with the sample year in it.

    Args:
        ledger: Services over a file that does not exist yet, built (storage too) with `clock`.
        folder: The sample data.
        clock: Stands at the day that counts as today, and does so again afterwards.
        progress: Told after each action.

    Raises:
        InputError: A file is wrong. AlreadyExists: There is a ledger.
    """
    return DemoLoader(ledger, folder, clock).load(progress)


class DemoLoader:
    """Reads the files into dated actions, then runs them in order.

    Everything is read before anything is written: a wrong file leaves no half-made ledger.

    Attributes:
        calendar: Of the day that counted as today when the loader was made.
    """

    def __init__(self, ledger: Ledger, folder: Path, clock: ReplayClock) -> None:
        self._ledger = ledger
        self._folder = folder
        self._clock = clock
        self._issuer = read_file(folder / "issuer.toml").words()
        self.calendar = SampleCalendar(clock.today(), self._issuer.get("patron_saint", ""))
        self._rate = read_file(folder / "rate.toml").words()
        self._services = [entry.words() for entry in self._entries("catalogue", "service")]
        self._clients = {
            entry.needed("code"): entry.words() for entry in self._entries("clients", "client")
        }
        self._client_of: dict[str, str] = {}
        self._quotes: dict[str, str] = {}
        self._invoices: dict[str, str] = {}
        self._payments: dict[str, str] = {}
        self._actions: list[Action] = []

    def plan(self) -> list[Action]:
        """Return everything that will be done, in its order."""
        self._actions.clear()
        for entry in self._entries("quotes", "quote"):
            self._plan_quote(entry)
        for entry in self._entries("invoices", "invoice"):
            self._plan_invoice(entry)
        for entry in self._entries("payments", "payment"):
            self._plan_payment(entry)
        for entry in self._entries("study", "study"):
            self._plan_study(entry)
        plan = partial(self._plan, Rank.RETAINER)
        planner = RetainerPlanner(self._ledger, self.calendar, plan, self._fill, self._quotes)
        planner.read(self._entries)
        plan = partial(self._plan, Rank.CHASE)
        ChasePlanner(self._ledger, self.calendar, plan, self._invoices).read(self._entries)
        return sorted(self._actions)

    def load(self, progress: "Progress | None" = None) -> DemoResult:
        """Do it all; see `load_demo`."""
        actions = self.plan()
        self._clock.turn_to(self.calendar.happens(actions[0].day - BEFORE))
        self._begin()
        for done, action in enumerate(actions, 1):
            self._clock.turn_to(self.calendar.happens(action.day))
            action.run()
            if progress is not None:
                progress(done, len(actions))
        self._clock.turn_to(self.calendar.today)
        return DemoResult(
            quotes=self._quotes,
            invoices=self._invoices,
            payments=self._payments,
            actions=len(actions),
            calendar=self.calendar,
        )

    def _entries(self, file: str, name: str) -> list[Entry]:
        return entries_of(self._folder / f"{file}.toml", name)

    def _begin(self) -> None:
        self._ledger.issuer.begin(self._issuer, demo=True)
        self._ledger.rates.set(self._rate)
        for typed in self._services:
            self._ledger.catalogue.add(typed)
        for typed in self._clients.values():
            self._ledger.clients.add(typed)

    def _plan(self, rank: Rank, day: dt.date, run: Callable[[], object]) -> None:
        self._actions.append(Action(day, rank, len(self._actions), run))

    def _fill(self, client: str, day: dt.date) -> Fill:
        language = self._clients.get(client, {}).get("language", "it")
        return lambda text: fill(text, day, language)

    # quotes

    def _plan_quote(self, entry: Entry) -> None:
        name, client, day = entry.needed("id"), entry.needed("client"), self.calendar.plain(entry)
        put = self._fill(client, day)
        self._client_of[name] = client
        typed = quote_input(entry, put, self.calendar)

        def make() -> None:
            self._quotes[name] = self._ledger.quotes.new(typed).number

        self._plan(Rank.QUOTE, day, make)
        for step in entry.tables("step"):
            self._plan_step(name, step)
        entry.done()

    def _plan_step(self, name: str, step: Entry) -> None:
        day = self.calendar.plain(step)
        put = self._fill(self._client_of[name], day)
        match step.needed("do"):
            case "send":
                run = self._send(step)
            case "counter":
                run = self._counter(step, put)
            case "revise":
                run = self._revise(step, put)
            case "reply":
                run = partial(self._ledger.negotiation.reply, note=step.text("note"))
            case "accept":
                run = self._accept(step)
            case "undo-accept":
                run = partial(self._ledger.outcomes.undo_accept, reason=step.text("reason"))
            case "decline":
                run = self._decline(step)
            case "withdraw":
                run = partial(self._ledger.outcomes.withdraw, reason=step.text("reason"))
            case _:
                raise step.wrong("do")
        step.done()
        self._plan(Rank.QUOTE, day, lambda: run(self._quotes[name]))

    def _send(self, step: Entry) -> Step:
        below_floor = step.text("below_floor") if step.has("below_floor") else None
        return partial(self._ledger.negotiation.send, below_floor=below_floor)

    def _counter(self, step: Entry, put: Fill) -> Step:
        typed = counter_input(step, put)
        return lambda number: self._ledger.negotiation.counter(number, typed)

    def _revise(self, step: Entry, put: Fill) -> Step:
        typed = revise_input(step, put, self.calendar)
        return lambda number: self._ledger.negotiation.revise(number, typed)

    def _accept(self, step: Entry) -> Step:
        chosen = [item for item in step.items("select") if isinstance(item, int)]
        return partial(
            self._ledger.outcomes.accept,
            by=step.text("by"),
            selection=chosen if step.has("select") else None,
        )

    def _decline(self, step: Entry) -> Step:
        return partial(
            self._ledger.outcomes.decline,
            reason=OutcomeReason(step.text("reason", "other")),
            competitor=step.text("competitor"),
            competitor_price=step.amount("competitor_price"),
            competitor_verified=step.maybe("competitor_verified"),
            note=step.text("note"),
        )

    # invoices

    def _plan_invoice(self, entry: Entry) -> None:
        name, day = entry.needed("id"), self.calendar.plain(entry)
        quote = entry.text("quote")
        client = self._client_of.get(quote, "") or entry.needed("client")
        typed = invoice_input(entry, client, self._fill(client, day), self.calendar)
        part = Part(entry.needed("part")) if quote else None
        draft = entry.flag("draft")

        def make() -> None:
            if part is None:
                made = self._ledger.invoices.new(typed)
            else:
                made = self._ledger.billing.invoice(self._quotes[quote], part)[0]
                if typed != InvoiceInput():
                    made = self._ledger.invoices.edit(made.name, typed)
            if not draft:
                made = self._ledger.invoices.issue(made.name).invoice
            self._invoices[name] = made.name

        self._plan(Rank.INVOICE, day, make)
        self._plan_payments_of(name, entry, day)
        if (void := entry.table("void")) is not None:
            self._plan_void(name, void)
        entry.done()

    def _plan_void(self, name: str, void: Entry) -> None:
        reason = void.needed("reason")
        self._plan(
            Rank.VOID,
            self.calendar.plain(void),
            lambda: self._ledger.invoices.void(self._invoices[name], reason=reason),
        )
        void.done()

    # payments

    def _plan_payments_of(self, name: str, entry: Entry, day: dt.date) -> None:
        """Plan the payments of one invoice: all at once (`paid_after`), or several."""
        after = entry.number("paid_after")
        if after is not None:
            self._plan_paid(name, day + dt.timedelta(days=after))
        for part in entry.tables("payments"):
            days = part.number("after")
            if days is None:
                raise part.wrong("after")
            self._plan_paid(
                name,
                day + dt.timedelta(days=days),
                amount=part.amount("amount"),
                instalment=part.number("instalment"),
                reference=part.text("reference"),
            )
            part.done()

    def _plan_paid(
        self,
        name: str,
        day: dt.date,
        *,
        amount: Decimal | None = None,
        instalment: int | None = None,
        reference: str = "",
    ) -> None:
        def pay() -> None:
            invoice = self._ledger.invoices.show(self._invoices[name])
            wanted = amount if amount is not None else _owed(invoice, instalment)
            language = invoice.client.language
            said = reference or REFERENCES[language].format(number=invoice.number)
            self._ledger.payments.add(
                PaymentInput(target=invoice.number, amount=wanted, method=METHOD, reference=said)
            )

        self._plan(Rank.PAYMENT, day, pay)

    def _plan_payment(self, entry: Entry) -> None:
        name, client = entry.needed("id"), entry.needed("client")
        amount, method = entry.amount("amount"), entry.text("method", METHOD)
        reference = entry.text("reference")
        to = [item for item in entry.items("to") if isinstance(item, str)]

        def pay() -> None:
            invoices = [self._ledger.invoices.show(self._invoices[ref]) for ref in to]
            shares = [(invoice.number, invoice.balance.decimal) for invoice in invoices]
            payment = self._ledger.payments.add(
                PaymentInput(
                    target=client,
                    amount=amount if amount is not None else sum(s for _, s in shares) + Decimal(0),
                    method=method,
                    reference=reference,
                    to=shares,
                    credit=not shares,
                )
            )
            self._payments[name] = payment.name

        self._plan(Rank.PAYMENT, self.calendar.plain(entry), pay)
        if (back := entry.table("reversed")) is not None:
            reason = back.text("reason")
            self._plan(
                Rank.REVERSAL,
                self.calendar.plain(back),
                lambda: self._ledger.payments.reverse(self._payments[name], reason=reason),
            )
            back.done()
        entry.done()

    # training

    def _plan_study(self, entry: Entry) -> None:
        day, typed = self.calendar.plain(entry), study_input(entry)
        entry.done()
        self._plan(Rank.STUDY, day, lambda: self._ledger.study.add(typed))


def _owed(invoice: Invoice, instalment: int | None) -> Decimal:
    """Return what is still owed, of all or of one instalment, in major units."""
    if instalment is None:
        return invoice.balance.decimal
    return Money(invoice.instalments[instalment - 1].balance, invoice.currency).decimal
