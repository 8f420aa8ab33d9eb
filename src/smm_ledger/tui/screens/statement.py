"""Estratto conto: each entry of a bank statement beside what it pays, confirmed by keys.

Nothing is recorded by opening a file. What could mean two things asks for the invoice.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from smm_ledger.core.bank import BankEntry, Match, MatchKind
from smm_ledger.core.bank_formats import UnknownFormat
from smm_ledger.core.errors import LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.payments import Payment
from smm_ledger.i18n.bank_words import KINDS, gap_text, meant, said
from smm_ledger.i18n.formatting import format_date, format_money
from smm_ledger.services.bank import TO_DECIDE
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import ListQuery
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.bank_format import BankFormatDialog
from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog
from smm_ledger.tui.dialogs.fields import ask_and_keep
from smm_ledger.tui.dialogs.path import PathDialog
from smm_ledger.tui.errors import TOAST_SECONDS
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.papers import DocumentScreen
from smm_ledger.tui.places import PLACE_NAMES
from smm_ledger.tui.widgets.bars import Hint
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import ListSource, Row
from smm_ledger.tui.widgets.table import WindowedTable

EMPTY: Final = N_("No statement is open: n opens one, in CAMT.053 or CSV.")
NO_ENTRY: Final = N_("The statement holds no entry.")
WHICH: Final = N_("Bank statement (CAMT.053 or CSV)")
PAYS: Final = N_("Which invoice do these {amount} pay?")
RECORDED: Final = N_("{payment}: {amount} of {client}")
ALL_DONE: Final = N_("Payments recorded: {n}")
NONE_CERTAIN: Final = N_("No entry is certain.")
NO_MORE: Final = N_("There is nothing to record of this entry.")
NOTHING_OWED: Final = N_("No invoice is open in {currency}.")
CERTAIN: Final = N_("{n} certain")
LIKELY: Final = N_("{n} likely")
TO_CHOOSE: Final = N_("{n} to decide")
STYLES: Final[Mapping[MatchKind, str]] = {
    MatchKind.CERTAIN: "good",
    MatchKind.LIKELY: "accent",
    MatchKind.AMBIGUOUS: "warn",
    MatchKind.UNKNOWN: "dim",
    MatchKind.RECORDED: "dim",
    MatchKind.OUTGOING: "dim",
}


NOTED: Final = 400
"""Characters of the bank's words above the invoices to choose from."""
ENTER: Final = "enter"
DOES: Final[Mapping[MatchKind, str]] = {
    MatchKind.CERTAIN: N_("Record"),
    MatchKind.LIKELY: N_("Record"),
    **dict.fromkeys(TO_DECIDE, N_("Which invoice?")),
}
"""What `enter` does with an entry; nothing with the others."""


class StatementScreen(DocumentScreen):
    """A bank statement."""

    AUTO_FOCUS = "WindowedTable"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("new", label=N_("Open file"), tip=N_("open a bank statement")),
        bind("edit", label=N_("Other invoice"), tip=N_("say which invoice the entry pays")),
        bind("accept", label=N_("All certain"), tip=N_("record all that is certain")),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = ("open", "accept", "edit", "new", "back")

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__(ctx)
        self._file = ""
        self._entries: Sequence[BankEntry] = ()
        self._found: Sequence[Match] = ()

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The screen's name, and the file's."""
        name = self.say(PLACE_NAMES["statement"])
        return (name, self._file) if self._file else (name,)

    @property
    def status(self) -> str:
        """How many entries of each kind wait."""
        if not self._found:
            return ""
        kinds = [own.kind for own in self._found]
        counts = {
            CERTAIN: kinds.count(MatchKind.CERTAIN),
            LIKELY: kinds.count(MatchKind.LIKELY),
            TO_CHOOSE: sum(kinds.count(kind) for kind in TO_DECIDE),
        }
        return ", ".join(self.say(text, n=n) for text, n in counts.items() if n)

    @property
    def _table(self) -> WindowedTable:
        return self.query_one(WindowedTable)

    def body(self) -> ComposeResult:
        """Yield the entries."""
        yield WindowedTable((), symbols=self.ctx.symbols)

    def load(self) -> None:
        """Match the entries anew."""
        self._found = self.ctx.services.bank.look(self._entries)
        self._table.set_columns(
            (
                Column("date", self.say(N_("Date")), 11),
                Column("amount", self.say(N_("Amount")), 13, align="right"),
                Column("kind", self.say(N_("Match")), 12),
                Column("invoice", self.say(N_("Invoice")), 10, 1),
                Column("client", self.say(N_("Client")), 10, 1, priority=1),
                Column("from", self.say(N_("The bank says")), 14, 2),
            )
        )
        rows = [self._row(at, own) for at, own in enumerate(self._found)]
        empty = NO_ENTRY if self._file else EMPTY
        self._table.set_source(ListSource(rows), empty=self.say(empty))
        self.refresh_heading()
        self.refresh_bindings()

    def _row(self, at: int, own: Match) -> Row:
        words, style = self.ctx.words, STYLES[own.kind]
        return Row(
            str(at),
            (
                format_date(own.entry.date, words.language),
                format_money(own.entry.amount, words.language),
                (self.say(KINDS[own.kind]), style),
                meant(own, None, words),
                own.client_name,
                said(own.entry),
            ),
            "dim" if style == "dim" and own.kind is not MatchKind.UNKNOWN else "",
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the keys of entries where there are some."""
        if action == "accept":
            return any(own.kind is MatchKind.CERTAIN for own in self._found)
        if action == "edit":
            return bool(self._found)
        return super().check_action(action, parameters)

    def hints(self) -> tuple[Sequence[Hint], Hint | None]:
        """Say in the footer what `enter` does with this entry."""
        best, last = super().hints()
        key = self._table.cursor_key if self.is_mounted else None
        does = None if key is None else DOES.get(self._found[int(key)].kind)
        if does is None:
            return [hint for hint in best if hint.key != ENTER], last
        text = self.say(does)
        return [one._replace(text=text) if one.key == ENTER else one for one in best], last

    @on(WindowedTable.Highlighted)
    def another_entry(self) -> None:
        """Tell the footer: enter may do something else here."""
        self.refresh_bindings()

    # --- the file -------------------------------------------------------------------------------

    @work
    async def action_new(self) -> None:
        """Open a statement."""
        example = self.say(N_("statement.xml, movements.csv …"))
        dialog = PathDialog(self.ctx, title=self.say(WHICH), example=example, read=True)
        unknown = await ask_and_keep(self, dialog, self._open)
        if unknown is not None:
            try:
                await self._ask_columns(*unknown)
            except LedgerError as error:
                self.refused(error)

    def _open(self, path: Path) -> tuple[Path, str] | None:
        """Show a statement; of one whose columns are not known return path and columns."""
        try:
            self.show_file(path)
        except UnknownFormat as error:
            return path, str(error.data.get("columns", ""))
        return None

    async def _ask_columns(self, path: Path, columns: str) -> None:
        """Ask once what the columns are, and show the statement."""
        bank = self.ctx.services.bank
        kept = await ask_and_keep(
            self,
            BankFormatDialog(self.ctx, file=path.name, columns=columns),
            lambda typed: bank.keep_format(typed.name, typed.columns),
        )
        if kept is not None:
            self.show_file(path)

    def show_file(self, path: Path) -> None:
        """Read a statement and show what its entries pay."""
        bank = self.ctx.services.bank
        read = self.ctx.read_statement(path, bank.formats(), currency=bank.currency())
        bank.look(read.entries)
        self._file, self._entries = path.name, read.entries
        for gap in read.gaps:
            text = gap_text(gap.account, gap.entries, gap.balances, self.ctx.words)
            self.notify(text, severity="warning", timeout=TOAST_SECONDS, markup=False)
        self.load()

    # --- entries --------------------------------------------------------------------------------

    @on(WindowedTable.Selected)
    def chosen(self, event: WindowedTable.Selected) -> None:
        """Record what an entry pays, or ask which invoice it does."""
        event.stop()
        at = int(event.key)
        kind = self._found[at].kind
        if kind in {MatchKind.CERTAIN, MatchKind.LIKELY}:
            done = self.ctx.services.bank.apply(self._entries, kinds={kind}, only={at})
            self._recorded(done.payments.values())
        elif kind in TO_DECIDE:
            self._decide(at)
        else:
            self.tell(NO_MORE)

    def action_edit(self) -> None:
        """Ask which invoice the entry under the cursor pays."""
        key = self._table.cursor_key
        if key is not None:
            self._decide(int(key))

    @work
    async def _decide(self, at: int) -> None:
        own = self._found[at]
        if own.kind is MatchKind.OUTGOING:
            self.tell(NO_MORE)
            return
        choices = self._choices(own)
        if not choices:
            self.tell(NOTHING_OWED, currency=own.entry.amount.currency)
            return
        title = self.say(PAYS, amount=own.entry.amount)
        dialog = ChooseDialog(
            self.ctx, title=title, choices=choices, wide=True, note=said(own.entry)[:NOTED]
        )
        number = await self.ask(dialog)
        if number is None:
            return
        try:
            done = self.ctx.services.bank.apply(self._entries, only=(), by_hand={at: number})
        except LedgerError as error:
            self.refused(error)
            self.load()
        else:
            self._recorded(done.payments.values())

    def _choices(self, own: Match) -> list[Choice]:
        """Return the open invoices, those that the match means first."""
        meant_first = {*own.candidates, *(part.invoice for part in own.shares)}
        rows = self.ctx.services.invoices.list(ListQuery(status="open", order="due"))
        currency = own.entry.amount.currency
        fitting = [row for row in rows if row.currency == currency and row.number]
        fitting.sort(key=lambda row: row.number not in meant_first)
        language = self.ctx.words.language
        return [
            Choice(
                str(row.number),
                f"{row.number}  {format_money(Money(row.balance, currency), language)}",
                row.client_name,
            )
            for row in fitting
        ]

    def action_accept(self) -> None:
        """Record all that is certain, together."""
        done = self.ctx.services.bank.apply(self._entries)
        if done.payments:
            self.tell(ALL_DONE, n=len(done.payments))
        else:
            self.tell(NONE_CERTAIN)
        self.load()

    def _recorded(self, payments: Iterable[Payment]) -> None:
        """Tell what was recorded, and match the rest anew."""
        for own in payments:
            self.tell(RECORDED, payment=own.name, amount=own.amount, client=own.client)
        self.load()
