"""How the late money of the sample year was asked for, as dated actions (see `demo`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from smm_ledger.core.letters import ContactChannel, ContactOutcome, ProofChannel, Rung
from smm_ledger.services.contacts import ProofInput
from smm_ledger.services.demo_retainers import Plan
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.promises import PromiseInput
from smm_ledger.services.reminders import Draft, Wanted
from smm_ledger.services.sample_files import Entry, SampleCalendar


def _by_chat(_: Draft) -> str:
    """Let a short text leave by no file."""
    return ""


@dataclass(frozen=True, slots=True)
class ChasePlanner:
    """Reads the entries into actions.

    Attributes:
        plan: Takes a day, and what is done on it.
        invoices: Numbers by id, known once they are issued.
    """

    ledger: Ledger
    calendar: SampleCalendar
    plan: Plan
    invoices: Mapping[str, str]

    def read(self, entries: Callable[[str, str], list[Entry]]) -> None:
        """Plan everything of the file."""
        for entry in entries("collections", "chase"):
            entry.needed("id")
            match entry.needed("do"):
                case "remind":
                    run = self._remind(entry)
                case "log":
                    run = self._log(entry)
                case "promise":
                    run = self._promise(entry)
                case "hold":
                    run = self._hold(entry)
                case _:
                    raise entry.wrong("do")
            day = self.calendar.plain(entry)
            entry.done()
            self.plan(day, run)

    def _remind(self, entry: Entry) -> Callable[[], object]:
        wanted = Wanted(ref=entry.needed("client"), rung=Rung(entry.needed("rung")), anyway=True)
        if not entry.has("proof"):
            return partial(
                self.ledger.reminders.send,
                wanted,
                channel="text",
                deliver=_by_chat,
                on_paper=False,
            )
        channel = ProofChannel(entry.needed("proof"))
        day = self.calendar.happens(self.calendar.plain(entry))

        def serve() -> None:
            sent = self.ledger.reminders.record(wanted.ref, Rung(wanted.rung or Rung.FORMAL))
            proof = ProofInput(ref=sent.name, channel=channel, sent=day, received=day)
            self.ledger.contacts.proof(proof)

        return serve

    def _log(self, entry: Entry) -> Callable[[], object]:
        return partial(
            self.ledger.contacts.log,
            entry.needed("client"),
            ContactChannel(entry.needed("channel")),
            ContactOutcome(entry.needed("outcome")),
            note=entry.text("note"),
        )

    def _promise(self, entry: Entry) -> Callable[[], object]:
        """Return the promise of all that is owed on an invoice when it is made."""
        name, note, by = entry.needed("invoice"), entry.text("note"), entry.number("by")
        if by is None:
            raise entry.wrong("by")
        day = self.calendar.from_today(by)

        def promise() -> None:
            invoice = self.ledger.invoices.show(self.invoices[name])
            self.ledger.promises.add(
                PromiseInput(
                    invoice=invoice.number, amount=invoice.balance.decimal, by=day, note=note
                )
            )

        return promise

    def _hold(self, entry: Entry) -> Callable[[], object]:
        until = entry.number("until")
        if until is None:
            raise entry.wrong("until")
        return partial(
            self.ledger.contacts.hold,
            entry.needed("client"),
            until=self.calendar.from_today(until),
            reason=entry.text("reason"),
        )
