"""Impostazioni: her own data, and how the program looks and behaves on this machine."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual import on, work
from textual.app import ComposeResult

from smm_ledger.core.interest import InterestKind
from smm_ledger.core.marks import N_
from smm_ledger.core.numbering import Series
from smm_ledger.i18n.formatting import format_duration
from smm_ledger.i18n.phrases import format_days
from smm_ledger.i18n.translator import available_languages, own_name
from smm_ledger.services.ledger import Ledger
from smm_ledger.settings import HINTS
from smm_ledger.tui.base import LedgerScreen
from smm_ledger.tui.changes import editing
from smm_ledger.tui.context import Options
from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog
from smm_ledger.tui.places import PLACE_NAMES, PLACES, make
from smm_ledger.tui.themes import TITLES
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import ListSource, Row
from smm_ledger.tui.widgets.table import WindowedTable

if TYPE_CHECKING:
    from smm_ledger.tui.app import LedgerApp

YES: Final = N_("yes")
NO: Final = N_("no")
SERVICES: Final = N_("{n} services")
DRAFTS: Final = N_("none: letters become drafts")
COPY: Final = N_("a verified one; one a day is made by itself")
CHECK: Final = N_("computes every figure and hash again")
TO_FILES: Final = N_("everything, as tables, JSON or a journal")
NEXT_INVOICE: Final = N_("next invoice {number}")
NEXT: Final = N_("The next number is {number}")
FROM_FILES: Final = N_("import them from a table or from e-invoices")
STEPS: Final = N_("{days} days from the due date")
KNOWN_BEFORE: Final = N_("statutory ones are not published from {day} on")
HOUR: Final = N_("floor {floor}, target {target}")
NOT_YET: Final = N_("not worked out yet")
HOURS: Final = N_("{n} this year")
AFTER: Final = N_("followed up after {days}")
NAME_WIDTH: Final = 28
SILENT_CHOICES: Final = (3, 5, 7, 10, 14, 21, 30)
NEXT_START: Final = N_("Kept: it counts from the next start on")
NOT_THESE: Final = N_("leave the sample data: open it, or begin it")
NAMES: Final = {
    "own": N_("My own ledger"),
    "issuer": N_("My data"),
    "catalogue": N_("Catalogue"),
    "hour": N_("My hour"),
    "study": N_("Training"),
    "theme": N_("Theme"),
    "language": N_("Language"),
    "ascii": N_("Plain characters only"),
    "motion": N_("No animation"),
    "hints": N_("Hints"),
    "hint_against_yourself": N_("Hint: against yourself"),
    "hint_growing": N_("Hint: growing steps"),
    "hint_round_number": N_("Hint: round numbers"),
    "hint_deadline": N_("Hint: deadlines"),
    "silent_days": N_("Silent quotes"),
    "documents": N_("Folder of documents"),
    "ledger": N_("Ledger"),
    "numbers": N_("Numbers"),
    "reminders": N_("Reminders"),
    "rates": N_("Interest rates"),
    "mail": N_("Mail server"),
    "import": N_("Old invoices"),
    "export": N_("Export"),
    "backup": N_("Copy of the ledger"),
    "check": N_("Check"),
    "log": N_("Log"),
}


class SettingsScreen(LedgerScreen[Ledger]):
    """The settings, a row each; enter changes one."""

    AUTO_FOCUS = "WindowedTable"
    FOOTER: ClassVar[tuple[str, ...]] = ("open", "back", "palette")

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The screen's name."""
        return (self.say(PLACE_NAMES["settings"]),)

    def body(self) -> ComposeResult:
        """Yield the rows."""
        yield WindowedTable((), symbols=self.ctx.symbols)

    def load(self) -> None:
        """Show what is set now."""
        table = self.query_one(WindowedTable)
        name, value = self.say(N_("Setting")), self.say(N_("Now"))
        table.set_columns((Column("name", name, NAME_WIDTH), Column("value", value, 20, 1)))
        rows = [Row(key, (self.say(NAMES[key]), text)) for key, text in self._values().items()]
        table.set_source(ListSource(rows))

    def _values(self) -> dict[str, str]:
        ctx = self.ctx
        folder = str(ctx.doors.documents_folder().parent) if ctx.doors else ""
        own = {"own": self.say(NOT_THESE)} if ctx.ledger.sample else {}
        return own | {
            "issuer": ctx.services.issuer.show().name,
            "catalogue": self.say(SERVICES, n=len(ctx.services.catalogue.list())),
            "hour": self._hour(),
            "study": self._training(),
            "theme": self.say(TITLES[self.app.theme]),
            "language": own_name(ctx.words.language),
            "ascii": self._yes_no(ctx.options.ascii_only),
            "motion": self._yes_no(ctx.options.reduced_motion),
            "hints": self._yes_no(ctx.options.hints_on),
            **{name: self._yes_no(kind in ctx.options.hint_kinds) for name, kind in HINTS.items()},
            "silent_days": self.say(AFTER, days=format_days(ctx.options.silent_days, ctx.words)),
            "documents": folder,
            "ledger": str(ctx.services.storage.path),
            "numbers": self._numbers(),
            "reminders": self._steps(),
            "rates": self._rates(),
            "mail": self._server(),
            "import": self.say(FROM_FILES),
            "export": self.say(TO_FILES),
            "backup": self.say(COPY),
            "check": self.say(CHECK),
            "log": "",
        }

    def _yes_no(self, on: bool) -> str:  # noqa: FBT001 - the value is what is shown
        return self.say(YES if on else NO)

    def _hour(self) -> str:
        """Return what an hour must cost; that nobody worked it out yet."""
        rate = self.ctx.services.rates.show().rate
        if rate is None:
            return self.say(NOT_YET)
        return self.say(HOUR, floor=rate.floor, target=rate.target)

    def _numbers(self) -> str:
        rows = self.ctx.services.numbers.list()
        shown = next(row.shown for row in rows if row.series is Series.INVOICE)
        return self.say(NEXT_INVOICE, number=shown)

    def _steps(self) -> str:
        """Return when the steps of the ladder are due."""
        from smm_ledger.tui.forms.policy import days_of

        policy = self.ctx.services.policies.show().policy
        return self.say(STEPS, days=days_of(policy, self.ctx.symbols.dash))

    def _rates(self) -> str:
        """Return until when statutory interest is known."""
        missing = self.ctx.services.interest.missing(InterestKind.MORA)
        return self.say(KNOWN_BEFORE, day=missing.start) if missing else ""

    def _training(self) -> str:
        return self.say(HOURS, n=format_duration(self.ctx.services.study.use().minutes))

    @property
    def _program(self) -> "LedgerApp":
        return cast("LedgerApp", self.app)

    @on(WindowedTable.Selected)
    def chosen(self, event: WindowedTable.Selected) -> None:
        """Change a setting, or open what the row leads to."""
        key = event.key
        forms = {
            "issuer": self._issuer,
            "hour": self._rate,
            "theme": self._theme,
            "language": self._language,
            "silent_days": self._silent_days,
            "documents": self._documents,
            "numbers": self._set_number,
            "reminders": self._reminders,
            "mail": self._mail,
            "import": self._import,
            "export": self._export,
            "backup": self._back_up,
            "check": self._check,
            "own": self._program.action_own_ledger,
        }
        if key in forms:
            forms[key]()
        elif key in PLACES:
            self.push(make(self.ctx, PLACES[key]))
        elif key in HINTS:
            kinds = self.ctx.options.hint_kinds ^ {HINTS[key]}
            self._keep(key, HINTS[key] in kinds, replace(self.ctx.options, hint_kinds=kinds))
        else:
            self._flip(key)

    def _flip(self, key: str) -> None:
        """Turn a switch; what draws otherwise is drawn anew."""
        options = self.ctx.options
        match key:
            case "hints":
                on = not options.hints_on
                self._keep(key, on, replace(options, hints_on=on))
            case "ascii":
                on = not options.ascii_only
                self._program.choose_options(replace(options, ascii_only=on))
                self.ctx.keep(key, on)
            case "motion":
                on = not options.reduced_motion
                self._program.choose_options(replace(options, reduced_motion=on))
                self.ctx.keep("reduced_motion", on)

    def _keep(self, name: str, value: object, options: Options) -> None:
        self.ctx.options = options
        self.ctx.keep(name, value)
        self.load()

    @work
    async def _import(self) -> None:
        from smm_ledger.tui.imports import take_old_invoices

        if await take_old_invoices(self):
            self.load()

    @work
    async def _export(self) -> None:
        from smm_ledger.tui.exports import export_everything

        await export_everything(self)

    def _server(self) -> str:
        """Return where letters are handed over."""
        own = self.ctx.doors.mail_server() if self.ctx.doors else None
        return own.host if own else self.say(DRAFTS)

    @work
    async def _mail(self) -> None:
        from smm_ledger.tui.forms.mail import MailForm, try_server

        if await self.ask(MailForm(self.ctx)):
            self.load()
            await try_server(self)
        else:
            self.load()

    @work
    async def _back_up(self) -> None:
        from smm_ledger.tui.upkeep import back_up

        await back_up(self)

    @work
    async def _check(self) -> None:
        from smm_ledger.tui.upkeep import look_for_damage

        await look_for_damage(self)

    @work
    async def _reminders(self) -> None:
        from smm_ledger.tui.forms.policy import change_policy

        await change_policy(self)
        self.load()

    @work
    async def _set_number(self) -> None:
        from smm_ledger.tui.dialogs.number import NumberDialog

        own = self.ctx.services.numbers
        typed = await self.ask(NumberDialog(self.ctx, own.list()))
        if typed is not None:
            done = own.set(typed.series, typed.following, year=typed.year)
            self.notify(self.say(NEXT, number=done.shown), markup=False)
            self.load()

    @work
    async def _rate(self) -> None:
        from smm_ledger.tui.forms.rate import RateForm

        await self.ask(RateForm(self.ctx))
        self.load()

    @work
    async def _silent_days(self) -> None:
        now = self.ctx.options.silent_days
        offered = sorted({*SILENT_CHOICES, now})
        choices = [Choice(str(days), format_days(days, self.ctx.words)) for days in offered]
        chosen = await self._choose("silent_days", choices, str(now))
        if chosen is not None:
            days = int(chosen)
            self._keep("silent_days", days, replace(self.ctx.options, silent_days=days))

    @work
    async def _issuer(self) -> None:
        from smm_ledger.tui.forms.issuer import IssuerForm

        made = editing(self.ctx.services, "issuer", "issuer")
        await self.ask(IssuerForm(self.ctx))
        self.ctx.history.noted(made())
        self.load()

    @work
    async def _theme(self) -> None:
        choices = [Choice(name, self.say(title)) for name, title in TITLES.items()]
        chosen = await self._choose("theme", choices, self.app.theme)
        if chosen is not None:
            self._program.choose_theme(chosen)
            self.load()

    @work
    async def _language(self) -> None:
        choices = [Choice(code, own_name(code)) for code in available_languages()]
        chosen = await self._choose("language", choices, self.ctx.words.language)
        if chosen is not None:
            self._program.choose_language(chosen)

    async def _choose(self, name: str, choices: list[Choice], now: str) -> str | None:
        title = self.say(NAMES[name])
        return await self.ask(ChooseDialog(self.ctx, title=title, choices=choices, current=now))

    @work
    async def _documents(self) -> None:
        from smm_ledger.tui.dialogs.path import PathDialog

        now = self._values()["documents"]
        dialog = PathDialog(self.ctx, title=self.say(NAMES["documents"]), value=now)
        path = await self.ask(dialog)
        if path is not None and path != Path(now):
            self.ctx.keep("documents", path)
            self.notify(self.say(NEXT_START), markup=False)
