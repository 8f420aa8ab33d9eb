"""What one does with a retainer, from Canoni and from its own screen alike."""

import dataclasses
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, ClassVar, Final

from textual.binding import ActiveBinding, BindingType

from smm_ledger.core.ad_spend import depends_on_spend
from smm_ledger.core.errors import LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.core.retainers import Retainer, periods
from smm_ledger.core.states import RetainerState
from smm_ledger.services.retainer_runs import DueRow, RunResult
from smm_ledger.tui.changes import editing
from smm_ledger.tui.changes_retainers import (
    GOES_ON,
    PAUSED,
    RESUMED,
    STOPPED,
    turned,
    usage_logged,
)
from smm_ledger.tui.effort_actions import log_request
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.papers import DocumentScreen
from smm_ledger.tui.possible import Deed, by_action
from smm_ledger.tui.possible_retainers import RETAINER_DEEDS, retainer_deeds

ADDED: Final = N_("{name} is signed")
LOGGED: Final = N_("Logged: {quantity} {service}")
SPENT: Final = N_("Ad spend of {period} recorded")
MADE: Final = N_("Made: {names}")
SKIPPED: Final = N_("Skipped: {names}")
NOTHING_DUE: Final = N_("Nothing is due: its next period begins on {day}")
NOTHING_EVER: Final = N_("Nothing is due any more")
NO_PERIOD: Final = N_("It has not begun yet")
END: Final = N_("End {name} today?")
END_TEXT: Final = N_("What fell due before can still be invoiced. It can't be taken back.")
ENDED: Final = N_("{name} has ended")


class RetainerActions(DocumentScreen):
    """A screen on which a retainer is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("invoice", tip=N_("invoice or skip its periods")),
        bind("usage"),
        bind("request"),
        bind("new", tip=N_("sign a retainer")),
        bind("edit", tip=N_("change what was signed, while nothing is invoiced")),
        bind("pause"),
        bind("stop-work"),
        bind("delete", label=N_("End"), tip=N_("end the retainer today")),
        bind("attach"),
        bind("files"),
        bind("actions"),
    ]

    @property
    def subject(self) -> Retainer | None:
        """The retainer under the cursor, or on the screen; None where there is none."""
        raise NotImplementedError

    def changed(self, name: str) -> None:
        """Show the present state of a retainer."""
        raise NotImplementedError

    @property
    def about_client(self) -> str:
        """The client of the retainer."""
        about = self.subject
        return about.client if about else ""

    def deeds(self) -> dict[str, Deed]:
        """Return what can be done now, by action."""
        about = self.subject
        if about is None:
            return {}
        return dict(
            by_action(
                retainer_deeds(
                    about.state,
                    invoiced=about.invoiced,
                    stopped=about.stop_work is not None,
                    spends=depends_on_spend(about.lines),
                )
            )
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the state table allows now."""
        if action == "actions":
            return self.subject is not None
        if action in RETAINER_DEEDS:
            return action in self.deeds()
        return super().check_action(action, parameters)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now; what is paused is resumed, what rests goes on."""
        active, about = super().active_bindings, self.subject
        if about is None:
            return active
        others: dict[str, str] = {}
        if about.state is RetainerState.PAUSED:
            others["pause"] = N_("Resume")
        if about.stop_work is not None:
            others["stop-work"] = N_("Go on")
        return {key: self._renamed(one, others) for key, one in active.items()}

    def _renamed(self, active: ActiveBinding, others: Mapping[str, str]) -> ActiveBinding:
        label = others.get(active.binding.id or "")
        if label is None:
            return active
        said = dataclasses.replace(active.binding, description=self.say(label))
        return active._replace(binding=said)

    def start(self, flow: Callable[[Retainer], Coroutine[Any, Any, None]]) -> None:
        """Run a flow of dialogs about the retainer that is chosen now."""
        about = self.subject
        if about is not None:
            self.flow(self._guard(flow, about))

    async def _guard(
        self, flow: Callable[[Retainer], Coroutine[Any, Any, None]], own: Retainer
    ) -> None:
        try:
            await flow(own)
        except LedgerError as error:
            self.refused(error)
        self.changed(own.name)

    # --- what is signed -------------------------------------------------------------------------

    def action_new(self) -> None:
        """Sign a retainer."""
        self.flow(self._new())

    async def _new(self) -> None:
        from smm_ledger.tui.forms.retainer import RetainerForm

        made = await self.ask(RetainerForm(self.ctx))
        if made is not None:
            self.tell(ADDED, name=made.name)
            self.changed(made.name)

    def action_edit(self) -> None:
        """Change what was signed."""
        self.start(self._edit)

    async def _edit(self, own: Retainer) -> None:
        from smm_ledger.tui.forms.retainer import RetainerForm

        made = editing(self.ctx.services, "retainer", own.name)
        await self.ask(RetainerForm(self.ctx, own.name))
        self.ctx.history.noted(made())

    # --- what is used ---------------------------------------------------------------------------

    def action_usage(self) -> None:
        """Log units that the client had."""
        self.start(self._usage)

    async def _usage(self, own: Retainer) -> None:
        from smm_ledger.tui.dialogs.retainer import UsageDialog

        typed = await self.ask(UsageDialog(self.ctx, retainer=own))
        if typed is None:
            return
        after = self.ctx.services.retainers.use(own.name, typed)
        self.ctx.history.did(usage_logged(self.ctx.services, after, typed))
        self.tell(LOGGED, quantity=typed.quantity, service=typed.service)

    def action_spend(self) -> None:
        """Say what was really spent on ads."""
        self.start(self._spend)

    async def _spend(self, own: Retainer) -> None:
        from smm_ledger.tui.dialogs.retainer import SpendDialog

        begun = list(periods(own, self.ctx.clock.today()))
        if not begun:
            self.tell(NO_PERIOD, bad=True)
            return
        typed = await self.ask(SpendDialog(self.ctx, retainer=own, periods=begun))
        if typed is not None:
            self.ctx.services.retainers.spend(own.name, typed.period, typed.amount)
            self.tell(SPENT, period=typed.period)

    def action_request(self) -> None:
        """Log a request of the client."""
        self.start(self._request)

    async def _request(self, own: Retainer) -> None:
        await log_request(self, own.client)

    # --- what is invoiced -----------------------------------------------------------------------

    def action_invoice(self) -> None:
        """Invoice or skip its periods."""
        self.start(self._invoice)

    async def _invoice(self, own: Retainer) -> None:
        rows = self.ctx.services.runs.due(retainer=own.name)
        if rows:
            await self.run_periods(rows)
        elif own.next_due is not None:
            self.tell(NOTHING_DUE, day=own.next_due)
        else:
            self.tell(NOTHING_EVER)

    async def run_periods(self, rows: Sequence[DueRow]) -> None:
        """Ask what becomes of due periods, do it, and say what came of it."""
        from smm_ledger.tui.dialogs.retainer import RunDialog

        typed = await self.ask(RunDialog(self.ctx, rows=rows))
        if typed is not None:
            self._tell_run(self.ctx.services.runs.run(typed))

    def _tell_run(self, result: RunResult) -> None:
        for warning in result.warnings:
            self.tell(warning.text, bad=True, **warning.data)
        if result.made:
            self.tell(MADE, names=", ".join(one.name for one in result.made))
        if result.skipped:
            self.tell(SKIPPED, names=", ".join(period.name for _, period in result.skipped))

    # --- whether it runs ------------------------------------------------------------------------

    def action_files(self) -> None:
        """List the files that are kept with it."""
        self.start(lambda own: self.show_files(own.name))

    def action_attach(self) -> None:
        """Keep a file with it."""
        self.start(lambda own: self.keep_file(own.name))

    def action_pause(self) -> None:
        """Pause it, or resume it."""
        self.start(self._pause)

    async def _pause(self, own: Retainer) -> None:
        service = self.ctx.services.retainers
        if own.state is RetainerState.PAUSED:
            self._turn(own, RESUMED, service.resume)
        else:
            self._turn(own, PAUSED, service.pause)

    def action_stop_work(self) -> None:
        """Flag that work rests, or take the flag away."""
        self.start(self._stop_work)

    async def _stop_work(self, own: Retainer) -> None:
        service = self.ctx.services.retainers
        if own.stop_work is None:
            self._turn(own, STOPPED, service.stop_work)
        else:
            self._turn(own, GOES_ON, service.resume_work)

    def _turn(self, own: Retainer, text: str, there: Callable[[str], object]) -> None:
        there(own.name)
        self.ctx.history.did(turned(self.ctx.services, text, own.name))
        self.tell(text, name=own.name)

    def action_delete(self) -> None:
        """End it today."""
        self.start(self._end)

    async def _end(self, own: Retainer) -> None:
        from smm_ledger.tui.dialogs.confirm import ConfirmDialog

        dialog = ConfirmDialog(
            self.ctx, title=self.say(END, name=own.name), text=self.say(END_TEXT)
        )
        if await self.ask(dialog):
            self.ctx.services.retainers.end(own.name)
            self.tell(ENDED, name=own.name)

    def action_actions(self) -> None:
        """Offer everything that is possible now."""
        self.start(self._actions)

    async def _actions(self, own: Retainer) -> None:
        await self.choose_deed(own.name, list(self.deeds().values()))
