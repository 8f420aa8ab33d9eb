"""When each reminder is due: the issuer's ladder, or what is otherwise for one client.

Days are typed as the command takes them; beside each stands what they mean. An empty field follows
what lies beneath: the issuer's figure, and under that the usual one.
"""

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.widgets import Static

from smm_ledger.core.ladder import Policy
from smm_ledger.core.letters import Rung
from smm_ledger.core.marks import N_
from smm_ledger.i18n.phrases import format_days
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.policies import OFF, USUAL, Figure, PolicySheet, read_figure
from smm_ledger.tui.base import LedgerScreen
from smm_ledger.tui.changes import editing
from smm_ledger.tui.context import Context
from smm_ledger.tui.forms.base import FormScreen
from smm_ledger.tui.text import label
from smm_ledger.tui.views.words import word
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.inputs import TypedInput

if TYPE_CHECKING:
    from smm_ledger.tui.widgets.fields import Control

GAP: Final = "gap"
STOP_WORK: Final = "stop_work"
TITLES: Final = {
    "courtesy": N_("Courtesy"),
    "first": N_("First reminder"),
    "second": N_("Second reminder"),
    "formal": N_("Formal notice"),
    GAP: N_("Between two letters"),
    STOP_WORK: N_("Work rests after"),
}
HOLDS: Final = N_("Reminders are due, in days from the due date: {days}")
NEVER: Final = N_("never")
IN_GENERAL: Final = N_(
    "Days from the due date, with a minus before it; off leaves a step out. What is empty is as"
    " usual. A client can have days of its own, on its screen."
)
OF_ONE: Final = N_(
    "Days from the due date, with a minus before it; off leaves a step out. What is empty is as it"
    " is for all clients."
)


class StepInput(TypedInput[Figure]):
    """Days of a step, or between two letters.

    Args:
        ctx: What screens are given.
        field: `courtesy`, `first`, `second`, `formal` or `gap`.
        own: The own figure; `USUAL` for none.
        beneath: What holds without one.
    """

    def __init__(
        self, ctx: Context[Ledger], field: str, *, own: Figure, beneath: int | None
    ) -> None:
        off = OFF if own is None else str(own)
        placeholder = OFF if beneath is None else str(beneath)
        super().__init__(ctx, field, value="" if own == USUAL else off, placeholder=placeholder)
        self._beneath = beneath

    def parse(self, text: str) -> Figure:
        """Return the days."""
        return read_figure(self.field, text)

    def show(self, value: Figure) -> str:
        """Return what the days mean."""
        days = self._beneath if isinstance(value, str) else value
        if days is None:
            return self.ctx.say(NEVER)
        count = format_days(abs(days), self.ctx.words)
        if self.field == GAP:
            return self.ctx.say(N_("{days} at least"), days=count)
        if days == 0:
            return self.ctx.say(N_("on the due date"))
        after, before = N_("{days} after the due date"), N_("{days} before the due date")
        return self.ctx.say(after if days > 0 else before, days=count)

    @property
    def reading(self) -> str:
        """What was understood; of an empty field what holds without a figure."""
        return super().reading if self.text else self.show(self._beneath)


class PolicyForm(FormScreen[PolicySheet]):
    """Changes when reminders are due, in general or of the client of `code`."""

    def __init__(self, ctx: Context[Ledger], code: str | None = None) -> None:
        super().__init__(ctx)
        self._code = code
        self._client = "" if code is None else ctx.services.clients.show(code).client.name
        self._sheet = ctx.services.policies.show(code)
        self._controls: dict[str, Control] = {
            name: self._step() if name == STOP_WORK else self._days(name) for name in TITLES
        }

    def _days(self, name: str) -> StepInput:
        own = self._sheet.own.get(name, USUAL)
        beneath = asdict(self._sheet.beneath)[name]
        return StepInput(self.ctx, name, own=own, beneath=beneath)

    def _step(self) -> ChoiceInput:
        beneath = self._sheet.beneath.stop_work
        usual = N_("as usual: {step}") if self._code is None else N_("as for all: {step}")
        own = self._sheet.own.get(STOP_WORK, USUAL)
        return ChoiceInput(
            STOP_WORK,
            [
                (USUAL, self.say(usual, step=self._word(beneath))),
                *((str(rung), self._word(rung)) for rung in Rung),
                (OFF, self.say(NEVER)),
            ],
            self.ctx.symbols,
            value=OFF if own is None else str(own),
        )

    def _word(self, rung: Rung | None) -> str:
        return self.say(NEVER) if rung is None else word(self.ctx.words, rung)

    @property
    def crumbs(self) -> tuple[str, ...]:
        """Reminders, and whose."""
        return (self.say(N_("Reminders")), *filter(None, [self._client]))

    def fields(self) -> ComposeResult:
        """Yield what the days mean, and a field for each step."""
        note = self.say(IN_GENERAL if self._code is None else OF_ONE)
        yield Static(label(note), markup=False, classes="note")
        for name, title in TITLES.items():
            yield self.field(title, self._controls[name])

    def store(self) -> PolicySheet:
        """Keep the days that were changed."""
        touched = {name: one.text for name, one in self._controls.items() if one.touched}
        if not touched:
            return self._sheet
        typed = {name: text.strip() or USUAL for name, text in touched.items()}
        return self.ctx.services.policies.set(self._code, typed)


async def change_policy(screen: LedgerScreen[Ledger], code: str | None = None) -> None:
    """Show the form, and say what holds now; in a worker only."""
    made = editing(screen.ctx.services, "ledger", "ledger")
    sheet = await screen.ask(PolicyForm(screen.ctx, code))
    if sheet is not None:
        screen.ctx.history.noted(made())
        screen.tell(HOLDS, days=days_of(sheet.policy, screen.ctx.symbols.dash))


def days_of(policy: Policy, none: str) -> str:
    """Return the days of the steps, from the first on; `none` for one that is left out."""
    days = (policy.days(rung) for rung in Rung)
    return " / ".join(none if one is None else str(one) for one in days)
