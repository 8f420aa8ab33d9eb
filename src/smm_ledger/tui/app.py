"""The program around the screens: modes, looks, language, undo, and the door where faults end.

It knows which screens there are, never what they show. Screens are imported when they are first
wanted, and the write side of the ledger after the first paint: nobody waits for what she does not
use. No local variable may be shown or kept when something breaks.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import WorkerFailed

from smm_ledger.core.errors import LedgerError, StorageError
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.base import LedgerScreen
from smm_ledger.tui.bursts import BurstApp
from smm_ledger.tui.context import Context, OpenLedger
from smm_ledger.tui.errors import (
    CRASH,
    CRASH_REPORT,
    TOAST_SECONDS,
    crash_report,
    error_text,
    show_error,
    write_report,
)
from smm_ledger.tui.hangup import at_hangup, at_terminate
from smm_ledger.tui.keymap import EVERYWHERE, GO, bind, check_overrides, first_key
from smm_ledger.tui.places import MODES, PLACES, WELCOME, detail, make
from smm_ledger.tui.symbols import draw_bars
from smm_ledger.tui.themes import THEMES, known

if TYPE_CHECKING:
    from smm_ledger.tui.context import Options
    from smm_ledger.tui.history import Change

UNDONE: Final = N_("Undone: {what}")
REDONE: Final = N_("Done again: {what}")
NOT_UNDONE: Final = N_("Not undone: {what}")
NOT_REDONE: Final = N_("Not done again: {what}")
NOTHING_TO_UNDO: Final = N_("Nothing to undo")
NOTHING_TO_REDO: Final = N_("Nothing to do again")
KNOWN: Final = tuple(key for key in GO if key.id.removeprefix("go-") in MODES)
"""Keys of the modes that there are."""

LISTS: Final = ("invoices", "clients", "quotes", "collections")
"""Modes whose screens are imported before they are wanted."""

WELCOME_MODE: Final = "welcome"
HUNG_UP: Final = 129  # what a shell says of a program that SIGHUP ended
TERMINATED: Final = 143  # and of one that SIGTERM did
HOW_TO_QUIT: Final = N_("Press {key} to leave")


class LedgerApp(BurstApp):
    """The terminal UI over one ledger.

    Args:
        ctx: What all screens are given.
    """

    DEFAULT_MODE = "home"
    ENABLE_COMMAND_PALETTE = False
    COMMANDS: ClassVar[set[Any]] = set()
    BINDINGS: ClassVar[list[BindingType]] = [
        *(bind(key.id) for key in (*KNOWN, *EVERYWHERE)),
        Binding("ctrl+q", "quit", show=False, priority=True),  # from inside a form, too
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]
    DEFAULT_CSS = """
    ToastRack { margin-bottom: 1; }
    """

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__()
        self.ctx = ctx
        self.title = "smm-ledger"
        self._broken = False
        self._told = False
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = known(ctx.options.theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self._another_theme = False
        self.animation_level = "none" if ctx.options.reduced_motion else "basic"
        for mode, place in (*MODES.items(), (WELCOME_MODE, WELCOME)):
            self.add_mode(mode, partial(make, ctx, place))
        self.overrides = check_overrides(ctx.options.keymap)
        self.set_keymap(self.overrides.keymap)

    def on_mount(self) -> None:
        """Say what is wrong with the keymap, and get ready for the first change."""
        self._draw_characters(self.ctx.options)
        for complaint in self.overrides.complaints:
            self.notify(
                self.ctx.say(complaint.message, **complaint.data),
                severity="warning",
                timeout=TOAST_SECONDS,
                markup=False,
            )
        self.call_after_refresh(self.warm)
        if not self.is_headless and sys.__stdin__ is not None:
            leave = partial(self.call_from_thread, self.exit, HUNG_UP)
            at_hangup(leave, terminal=sys.__stdin__.fileno())
            at_terminate(partial(self.exit, TERMINATED))

    @work(thread=True, exit_on_error=False, group="warm")
    def warm(self) -> None:
        """Import what the first list and the first change need, behind the first paint.

        PDFs are drawn by a process that is got ready last.
        """
        if not gc.isenabled():  # `run` turned it off for the start
            gc.freeze()
            gc.enable()
        for place in LISTS:
            import_module(f"smm_ledger.tui.screens.{MODES[place].partition(':')[0]}")
        storage = self.ctx.services.storage
        if not storage.exists():
            return
        if hasattr(storage, "warm"):
            storage.warm()
        if hasattr(renderer := self.ctx.services.renderer, "warm_up"):
            with suppress(LedgerError), storage.read() as reader:  # nobody asked for a document yet
                renderer.warm_up(reader.issuer())

    def notify(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Textual's own
        """Show a toast in the place of the one before: two would hide what is below them."""
        self._told = True
        self._notifications.clear()
        super().notify(*args, **kwargs)

    def _refresh_notifications(self) -> None:
        """Show what is to be told; before anything was, there is nothing to show or to hide."""
        if self._told:
            from smm_ledger.tui.toasts import show_toast

            self.call_later(show_toast, self)

    # --- going about ----------------------------------------------------------------------------

    def delay_update(self, delay: float = 0.05) -> None:
        """Paint another mode as soon as its screen is filled; Textual waits for `delay` always."""
        self._begin_batch()
        waiting = [True]

        def paint() -> None:
            if waiting:
                waiting.clear()
                self._end_batch()
                self.screen.refresh()

        self.set_timer(delay, paint)
        self.call_later(lambda: self.screen.call_later(paint))  # behind what fills it

    def action_go(self, mode: str) -> None:
        """Show a mode as it was left; the same key again goes to its first screen."""
        if mode not in MODES or not self.ctx.services.storage.exists():
            return
        if mode != self.current_mode:
            self.switch_mode(mode)
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def action_show(self, kind: str, name: str) -> None:
        """Open one client, quote, invoice or retainer on top of what is shown."""
        self.push_screen(detail(self.ctx, kind, name))

    def action_place(self, place: str) -> None:
        """Open the settings or the log."""
        self.push_screen(make(self.ctx, PLACES[place]))

    @work
    async def action_effort(self) -> None:
        """Log time that a client took: the one in front, if there is one."""
        from smm_ledger.tui.effort_actions import log_effort

        screen = self.screen
        if isinstance(screen, LedgerScreen) and await log_effort(screen, screen.about_client):
            self.reload()

    @work
    async def action_calendar(self) -> None:
        """Write the days of what is owed as a calendar."""
        from smm_ledger.tui.file_flows import write_calendar

        if isinstance(self.screen, LedgerScreen):
            await write_calendar(self.screen)

    @work
    async def action_papers(self) -> None:
        """Write the PDFs of all invoices of a year."""
        from smm_ledger.tui.file_flows import write_papers

        if isinstance(self.screen, LedgerScreen):
            await write_papers(self.screen)

    @work
    async def action_import_table(self, kind: str) -> None:
        """Take clients or services from a table: the plan first."""
        from smm_ledger.tui.imports import take_table

        if isinstance(self.screen, LedgerScreen) and await take_table(self.screen, kind):
            self.reload()

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from smm_ledger.tui.help import help_dialog

        self.push_screen(help_dialog(self.ctx, self.screen))

    def action_command_palette(self) -> None:
        """Search screens, actions, clients and documents."""
        from smm_ledger.tui.palette import open_palette

        open_palette(self, self.ctx)

    async def action_quit(self) -> None:
        """Leave; ask first where a form holds something that is not saved."""
        if not any(getattr(screen, "touched", False) for screen in self.screen_stack):
            self.exit(0)
            return
        from smm_ledger.tui.dialogs.confirm import LeaveDialog

        self.push_screen(LeaveDialog(self.ctx), self._leave)

    def _leave(self, agreed: bool | None) -> None:  # noqa: FBT001 - the result of a dialog
        if agreed:
            self.exit(0)

    def action_help_quit(self) -> None:
        """Tell who pressed ctrl+c how one leaves."""
        key = first_key("quit", self.overrides.keymap)
        self.notify(self.ctx.say(HOW_TO_QUIT, key=key), markup=False)

    def enter(self, ledger: Ledger, *, sample: bool) -> None:
        """Open another ledger, and show its first day."""
        self._turn_to(ledger, sample=sample)
        self.switch_mode("home")
        self.warm()

    def action_own_ledger(self) -> None:
        """Leave the sample data: open the user's own ledger, or begin it."""
        if self.ctx.doors is None:
            return
        own = self.ctx.doors.own_ledger()
        if own.storage.exists():
            self.enter(own, sample=own.upkeep.is_demo())
        else:
            self._turn_to(own, sample=False)

    def _turn_to(self, ledger: Ledger, *, sample: bool) -> None:
        """Take a ledger, and put away every screen of the one before."""
        if self.current_mode != WELCOME_MODE:
            self.switch_mode(WELCOME_MODE)
        if hasattr(renderer := self.ctx.services.renderer, "close"):
            renderer.close()
        self.ctx.services = ledger
        self.ctx.clock = ledger.clock
        self.ctx.ledger = OpenLedger(ledger.storage.path.name, sample=sample)
        self.ctx.history.forget()
        for mode, place in MODES.items():
            self.remove_mode(mode)
            self.add_mode(mode, partial(make, self.ctx, place))

    # --- undo -----------------------------------------------------------------------------------

    def action_undo(self) -> None:
        """Take the last change back."""
        history = self.ctx.history
        with self._naming(history.next_undo, NOT_UNDONE):
            self._tell(history.undo(), UNDONE, NOTHING_TO_UNDO)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        history = self.ctx.history
        with self._naming(history.next_redo, NOT_REDONE):
            self._tell(history.redo(), REDONE, NOTHING_TO_REDO)

    @contextmanager
    def _naming(self, change: "Change | None", refused: str) -> Iterator[None]:
        """Say of a refusal which change it is about: the ledger knows only the thing."""
        try:
            yield
        except LedgerError as error:
            if change is None or isinstance(error, StorageError):
                raise
            what = self.ctx.say(change.text, **change.data)
            said = f"{self.ctx.say(refused, what=what)}\n{error_text(self.ctx, error)}"
            self.notify(said, severity="warning", timeout=TOAST_SECONDS, markup=False)

    def _tell(self, change: "Change | None", said: str, nothing: str) -> None:
        say = self.ctx.say
        if change is None:
            self.notify(say(nothing), markup=False)
            return
        self.notify(say(said, what=say(change.text, **change.data)), markup=False)
        self.reload()

    def reload(self) -> None:
        """Show the present state on the screen in front."""
        if isinstance(self.screen, LedgerScreen):
            self.screen.load()
            self.screen.refresh_heading()

    # --- looks and language ---------------------------------------------------------------------

    def watch_theme(self) -> None:
        """Remember that screens may have been drawn in other colours."""
        self._another_theme = True

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's own
        """Style anew, after a change of theme alone: Textual asks for it before any new mode."""
        if self._another_theme:
            super().refresh_css(animate)
        else:
            self.stylesheet.apply(self)  # the colour that all inherit

    def choose_theme(self, name: str) -> None:
        """Show another theme, and keep the choice."""
        self.theme = known(name)
        self.ctx.keep("theme", self.theme)

    def choose_options(self, options: "Options") -> None:
        """Draw in another way; every screen is built again when it is next seen."""
        self.ctx.options = options
        self._draw_characters(options)
        self.animation_level = "none" if options.reduced_motion else "basic"
        if isinstance(self.screen, LedgerScreen):
            self.call_later(self.screen.retranslate)

    def _draw_characters(self, options: "Options") -> None:
        self.set_class(options.ascii_only, "-ascii")
        draw_bars(ascii_only=options.ascii_only)

    def choose_language(self, language: str) -> None:
        """Speak another language, and keep the choice."""
        self.ctx.words = self.ctx.translator(language)
        self.ctx.keep("language", language)
        if isinstance(self.screen, LedgerScreen):
            self.call_later(self.screen.retranslate)

    # --- where everything ends ------------------------------------------------------------------

    async def _dispatch_message(self, message: Message) -> None:
        """Show what the ledger refuses to an action that a key ran; the program lives on."""
        try:
            await super()._dispatch_message(message)
        except LedgerError as error:
            show_error(self, self.ctx, error)

    def _handle_exception(self, error: Exception) -> None:
        """Show a refusal met in a worker; end the program on any other fault."""
        cause: BaseException = error
        while isinstance(cause, WorkerFailed):
            cause = cause.error
        if isinstance(cause, LedgerError):
            show_error(self, self.ctx, cause)
            return
        if not self._broken:
            self._broken = True
            self._fault(cause)
            self._return_code = 1
            self._exception = error
            self._exception_event.set()

    def _fault(self, error: BaseException) -> None:
        """Leave with a plain message and a report that holds no data."""
        now = self.ctx.clock.now()
        report = crash_report(error, at=now.isoformat(timespec="seconds"))
        path = write_report(self.ctx.log_folder, report, stamp=f"{now:%Y%m%d-%H%M%S-%f}")
        lines = [self.ctx.say(CRASH, kind=type(error).__name__)]
        if path is not None:
            lines.append(self.ctx.say(CRASH_REPORT, path=str(path)))
        self.panic("\n".join(lines))


class FirstRunApp(LedgerApp):
    """The same where there is no ledger yet: it begins with the welcome."""

    DEFAULT_MODE = WELCOME_MODE
