"""What Oggi shows: the figures of each currency, and a row for each thing to do.

A row begins with the document's number, says why it is here (symbol, word and colour) and which
key does what comes next. No figure is computed here; only bars are drawn.
"""

from collections.abc import Callable, Sequence
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.i18n.formatting import conventions_of
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.home import HomeFigures, HomeItem, HomeSummary
from smm_ledger.tui.views.canvas import Canvas, bar, grid, styled
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Cell, Row

BAR: Final = 20
SUM: Final = 13
"""Columns of a sum, at least."""

NEXT: Final = {
    "pay": N_("payment"),
    "counter": N_("their reply"),
    "revise": N_("my reply"),
    "issue": N_("issue"),
    "invoice": N_("invoice it"),
    "allocate": N_("set against"),
    "correct": N_("correct it"),
    "run": N_("invoice it"),
    "remind": N_("remind"),
    "contact": N_("contact"),
    "claim": N_("interest"),
}
"""What comes next, by the action of an item."""


LOOKS: Final = {
    "promise_broken": ("alert", "bad"),
    "promise_due": ("alert", "warn"),
    "sdi_rejected": ("alert", "bad"),
    "hold_ended": ("partly", "warn"),
    "overdue": ("alert", "bad"),
    "reminder_due": ("idle", "accent"),
    "claim_open": ("partly", "warn"),
    "due_today": ("alert", "warn"),
    "quote_expiring": ("partly", "warn"),
    "quote_silent": ("idle", "accent"),
    "quote_expired": ("alert", "dim"),
    "payment_without_invoice": ("partly", "warn"),
    "draft_invoice": ("idle", ""),
    "to_invoice": ("done", "good"),
    "retainer_due": ("done", "good"),
}
"""Symbol and style of each kind of item."""

PLAIN: Final = {
    "promise_broken": N_("promise broken"),
    "promise_due": N_("promised for today"),
    "hold_ended": N_("hold is over"),
    "reminder_due": N_("courtesy note due"),
    "claim_open": N_("interest to collect"),
    "due_today": N_("due today"),
    "payment_without_invoice": N_("payment to set against"),
    "draft_invoice": N_("draft to issue"),
    "to_invoice": N_("accepted, to invoice"),
    "retainer_due": N_("retainer to invoice"),
}
"""Words of the kinds that count no days."""


def home_columns(say: Callable[[str], str]) -> Sequence[Column]:
    """Return the columns of what there is to do."""
    return (
        Column("ref", say(N_("Document")), 11),
        Column("client", say(N_("Client")), 12, 4, priority=1),
        Column("why", say(N_("Why")), 24, 1),
        Column("amount", say(N_("Amount")), 13, align="right"),
        Column("next", say(N_("To do next")), 13, 1, priority=2),
    )


def home_row(canvas: Canvas, item: HomeItem, key: str) -> Row:
    """Return a row; `key` is how the key that does it is shown, empty while that is not known."""
    return Row(
        item_key(item),
        (
            item.ref,
            item.client_name,
            why(canvas, item),
            canvas.money(item.amount, item.currency),
            (f"{key} {canvas.t(NEXT[item.action])}" if key else "", "accent"),
        ),
    )


def item_key(item: HomeItem) -> str:
    """Return what tells an item from the others: a document may wait for two things."""
    return f"{item.kind} {item.ref}"


def why(canvas: Canvas, item: HomeItem) -> Cell:
    """Return why an item is on the list: symbol, words, colour."""
    symbol, style = LOOKS[item.kind]
    return f"{getattr(canvas.symbols, symbol)} {_reason(canvas.t, item)}", style


def _reason(t: Translator, item: HomeItem) -> str:
    days = item.days or 0
    if item.deadline is not None:
        return _limit(t, item, days)
    if item.kind in PLAIN:
        return t(PLAIN[item.kind])
    if item.kind == "overdue":
        return t.ngettext("overdue by {n} day", "overdue by {n} days", days)
    if item.kind == "quote_expiring":
        return _expires(t, days, item.silent)
    if item.kind == "quote_expired":
        return t.ngettext("expired {n} day ago", "expired {n} days ago", days)
    return t.ngettext("silent for {n} day", "silent for {n} days", days)


def _limit(t: Translator, item: HomeItem, left: int) -> str:
    """Return what the law wants within so many days."""
    if item.paid:
        return t(N_("rejected, paid: {n} d left"), n=max(0, left))
    if item.kind == "sdi_rejected":
        return t.ngettext("rejected: {n} day left", "rejected: {n} days left", max(0, left))
    if left < 0:
        return t.ngettext("invoice {n} day late", "invoice {n} days late", -left)
    return t.ngettext("invoice within {n} day", "invoice within {n} days", left)


def _expires(t: Translator, days: int, silent: int | None) -> str:
    if not days:
        return t(N_("expires today"))
    if silent:
        return t(N_("ends in {left} d, silent {silent}"), left=days, silent=silent)
    return t.ngettext("expires in {n} day", "expires in {n} days", days)


def figures(canvas: Canvas, summary: HomeSummary) -> Content:
    """Return the sums: what is owed, what the month and the year brought; a line a currency."""
    t = canvas.t
    month = conventions_of(t.language).months[summary.as_of.month - 1]
    columns = (
        _column(t(N_("To collect")), 0),
        _column(t(N_("Overdue")), 0),
        _column(t(N_("Invoiced {month}"), month=month[:3]), 2),
        _column(t(N_("Received {month}"), month=month[:3]), 1),
        _column(t(N_("Received {year}"), year=str(summary.as_of.year)), 3),
    )
    rows = [_sums(canvas, mine) for mine in summary.figures or (HomeFigures(currency="EUR"),)]
    return Content("\n").join(grid(canvas, columns, rows))


def _column(title: str, priority: int) -> Column:
    return Column(title, title, max(SUM, cell_len(title)), align="right", priority=priority)


def _sums(canvas: Canvas, mine: HomeFigures) -> Sequence[Cell]:
    def money(minor: int, style: str = "") -> Cell:
        return canvas.money(minor, mine.currency), style if minor else "dim"

    return (
        money(mine.open, "strong"),
        money(mine.overdue, "bad"),
        money(mine.invoiced_month),
        money(mine.received_month, "good"),
        money(mine.received_year),
    )


def limit_line(canvas: Canvas, summary: HomeSummary, limit: int | None) -> Content:
    """Return the year's money against what the regime lets in; empty without a limit."""
    if limit is None:
        return Content("")
    received = next((mine.received_year for mine in summary.figures if mine.currency == "EUR"), 0)
    full = bar(canvas, received, limit, BAR)
    over = received > limit
    rest = canvas.symbols.part * (BAR - len(full))
    amount = canvas.money(limit, "EUR")
    said = canvas.t(N_("of the {limit} that your regime lets in"), limit=amount)
    mark = f" {canvas.symbols.alert}" if over else ""
    line = styled(full, "bad" if over else "accent") + styled(rest, "dim")
    return line + styled(f"{mark} {said}", "dim")
