"""The retainers, effort and requests of the sample year, as dated actions (see `demo`)."""

import datetime as dt
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from smm_ledger.core.effort import EffortTag
from smm_ledger.core.requests import RequestKind
from smm_ledger.core.retainers import Every, nth
from smm_ledger.i18n.parsing_durations import parse_duration
from smm_ledger.i18n.parsing_lines import parse_service_ref
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.retainer_inputs import RetainerInput, UsageInput
from smm_ledger.services.retainer_periods import full_name
from smm_ledger.services.retainer_runs import RunInput
from smm_ledger.services.sample_files import Entry, SampleCalendar
from smm_ledger.services.sample_lines import Fill, read_lines

Plan = Callable[[dt.date, Callable[[], object]], None]
Step = Callable[[str], object]
"""What is done to the retainer of a name."""


@dataclass(frozen=True, slots=True)
class RetainerPlanner:
    """Reads the entries into actions.

    Attributes:
        plan: Takes a day, and what is done on it.
        fill: Puts months and years into the texts of a client, by its code and the day.
        quotes: Numbers by id; a change order adds its own.
    """

    ledger: Ledger
    calendar: SampleCalendar
    plan: Plan
    fill: Callable[[str, dt.date], Fill]
    quotes: MutableMapping[str, str]
    names: dict[str, str] = field(default_factory=dict)

    def read(self, entries: Callable[[str, str], list[Entry]]) -> None:
        """Plan everything of the three files."""
        for file, name, plan in (
            ("retainers", "retainer", self.retainer),
            ("effort", "effort", self.effort),
            ("requests", "request", self.request),
        ):
            for entry in entries(file, name):
                plan(entry)

    def retainer(self, entry: Entry) -> None:
        """Plan a retainer and what happened to it."""
        name, client, day = entry.needed("id"), entry.needed("client"), self.calendar.plain(entry)
        typed = RetainerInput(
            client=client,
            title=entry.needed("title"),
            lines=read_lines(entry, self.fill(client, day)),
            every=Every(entry.needed("every")),
            start=day,
            include=dict(parse_service_ref(str(text)) for text in entry.items("include")),
        )

        def sign() -> None:
            self.names[name] = self.ledger.retainers.add(typed).name

        self.plan(day, sign)
        for step in entry.tables("step"):
            run = self._step(step)
            step_day = self.calendar.plain(step)
            step.done()
            self.plan(step_day, partial(self._do, name, run))
        entry.done()

    def _do(self, name: str, run: Step) -> None:
        run(self.names[name])

    def _step(self, step: Entry) -> Step:
        retainers = self.ledger.retainers
        match step.needed("do"):
            case "usage":
                return self._usage(step)
            case "spend":
                return self._spend(step)
            case "skip":
                return partial(self._skip, reason=step.needed("reason"))
            case "run":
                return lambda name: self.ledger.runs.run(RunInput(retainer=name))
            case "pause":
                return retainers.pause
            case "stop-work":
                return retainers.stop_work
            case _:
                raise step.wrong("do")

    def _usage(self, step: Entry) -> Step:
        code, quantity = parse_service_ref(step.needed("use"))
        tag = EffortTag(step.text("tag", str(EffortTag.NORMAL)))
        typed = UsageInput(service=code, quantity=quantity, tag=tag, note=step.text("note"))
        return lambda name: self.ledger.retainers.use(name, typed)

    def _spend(self, step: Entry) -> Step:
        no, amount = step.number("period") or 1, step.amount("amount") or Decimal(0)

        def spend(name: str) -> None:
            period = nth(self.ledger.retainers.show(name), no)
            self.ledger.retainers.spend(name, period.name, amount)

        return spend

    def _skip(self, name: str, *, reason: str) -> None:
        due = self.ledger.runs.due(retainer=name)
        skips = [full_name(row.retainer, row.period) for row in due]
        self.ledger.runs.run(RunInput(retainer=name, skips=skips, reason=reason))

    def effort(self, entry: Entry) -> None:
        """Plan time that a client took."""
        add = partial(
            self.ledger.effort.add,
            entry.needed("client"),
            parse_duration(entry.needed("time")),
            tag=EffortTag(entry.text("tag", str(EffortTag.NORMAL))),
            note=entry.text("note"),
        )
        self._plan_logged(entry, add)

    def request(self, entry: Entry) -> None:
        """Plan a request; the quote of a change order is known by the request's id."""
        hours = entry.text("hours")
        add = partial(
            self.ledger.requests.add,
            entry.needed("client"),
            entry.needed("text"),
            kind=RequestKind(entry.needed("as")),
            hours=parse_duration(hours) if hours else None,
        )
        name = entry.needed("id")

        def ask() -> None:
            made = add()
            if made.quote:
                self.quotes[name] = made.quote

        self._plan_logged(entry, ask)

    def _plan_logged(self, entry: Entry, run: Callable[[], object]) -> None:
        entry.needed("id")
        self.plan(self.calendar.plain(entry), run)
        entry.done()
