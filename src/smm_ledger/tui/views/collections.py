"""What is owed: totals and the aging bar of each currency, and the overdue instalments.

Two currencies never meet in one figure or one bar.
"""

from collections.abc import Sequence
from typing import Final, TypeVar

from rich.cells import cell_len
from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.core.money import allocate
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.debtors import DebtorRow
from smm_ledger.services.review import AgingBuckets, CurrencyTotals, OverdueReview, OverdueRow
from smm_ledger.tui.views.canvas import Canvas, Lines, page, paragraph, styled
from smm_ledger.tui.views.debtors import LATE_STYLES, standing, step
from smm_ledger.tui.views.words import word
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Row

BUCKETS: Final = ("current", "d1_30", "d31_60", "d61_90", "d90_plus")
COLOURS: Final = {
    "current": "$text-success on $success-muted",
    "d1_30": "$text-accent on $accent-muted",
    "d31_60": "$text-warning on $warning-muted",
    "d61_90": "$text-error on $error-muted",
    "d90_plus": "bold $text-error on $error-muted",
}


def overdue_columns(t: Translator, number_width: int = 10) -> Sequence[Column]:
    """Return the columns; number, client, days and balance stay on every terminal."""
    return (
        Column("number", t(N_("Invoice")), number_width),
        Column("instalment", t(N_("Inst.")), 5, align="right", priority=4),
        Column("client", t(N_("Client")), 14, 1),
        Column("late", t(N_("Late")), 7, align="right"),
        Column("due", t(N_("Due")), 11, priority=2),
        Column("balance", t(N_("Balance")), 13, align="right"),
        Column("state", t(N_("State")), 13, priority=3),
        Column("next", t(N_("Next")), 16, 1, priority=1),
    )


def overdue_row(canvas: Canvas, row: OverdueRow, key: str) -> Row:
    """Return the row of an overdue instalment."""
    style = LATE_STYLES.get(row.bucket, "")
    return Row(
        key,
        (
            row.invoice,
            (str(row.instalment), "dim"),
            row.client_name,
            (canvas.t(N_("{n} d"), n=row.days_overdue), style),
            canvas.date(row.due_date),
            (canvas.money(row.balance, row.currency), "strong"),
            standing(canvas, row.promise, row.hold),
            step(canvas, row),
        ),
    )


HARD: Final = "\N{NO-BREAK SPACE}"
"""Holds a name and its amount together on one line."""


def aging(canvas: Canvas, review: OverdueReview) -> Content:
    """Return totals, bar and legend, currency by currency."""
    blocks: list[Lines] = []
    totals = {one.currency: one for one in review.totals}
    for buckets in review.buckets:
        sums = totals[buckets.currency]
        blocks.append([_totals(canvas, sums), _bar(canvas, buckets), *_legend(canvas, buckets)])
    if not blocks:
        blocks.append(paragraph(canvas, canvas.t(N_("Nothing is owed to you.")), name="dim"))
    if review.rates_end is not None:
        told = N_("No rate is known after {day}: interest is counted up to it.")
        blocks.append(paragraph(canvas, canvas.t(told, day=review.rates_end), name="dim"))
    return page(*blocks)


def _totals(canvas: Canvas, sums: CurrencyTotals) -> Content:
    t = canvas.t
    owed = t(N_("Open {amount}"), amount=canvas.money(sums.open, sums.currency))
    late = t(N_("overdue {amount}"), amount=canvas.money(sums.overdue, sums.currency))
    style = "bad" if sums.overdue else "good"
    mark = canvas.symbols.alert if sums.overdue else canvas.symbols.done
    first = styled(f"{sums.currency}  ", "title") + styled(f"{owed}   ", "strong")
    return first + styled(f"{mark} {late}", style)


def _amounts(buckets: AgingBuckets) -> list[tuple[str, int]]:
    told = [(name, int(getattr(buckets, name))) for name in BUCKETS]
    return [(name, amount) for name, amount in told if amount]


def _bar(canvas: Canvas, buckets: AgingBuckets) -> Content:
    """Return one line whose parts are as long as the amounts, each named where it has room."""
    told = _amounts(buckets)
    amounts = [amount for _, amount in told]
    line = Content("")
    if not told:
        return line
    names = [word(canvas.t, name) for name, _ in told]
    least = [cell_len(text) + 4 for text in names]
    if sum(least) > canvas.width:  # too narrow for all the names: the legend has them
        least = [2] * len(told)
    room = max(0, canvas.width - sum(least))
    parts = zip(told, names, least, allocate(room, amounts), strict=True)
    for (name, _), text, shortest, extra in parts:
        length = extra + shortest
        shown = f" {text}" if cell_len(text) + 3 <= length else ""
        fill = canvas.symbols.part if name == "current" else canvas.symbols.full
        end = " " if shown else ""
        body = shown + end + fill * (length - cell_len(shown) - len(end) - 1)
        line += styled(body).stylize(COLOURS[name]) + Content(" ")
    return line


def _legend(canvas: Canvas, buckets: AgingBuckets) -> Lines:
    told = [
        f"{word(canvas.t, name)}: {canvas.money(amount, buckets.currency)}".replace(" ", HARD)
        for name, amount in _amounts(buckets)
    ]
    return paragraph(canvas, f"{HARD}{canvas.symbols.dot} ".join(told), name="dim")


def clients_of(rows: Sequence[OverdueRow]) -> Sequence[tuple[str, str]]:
    """Return code and name of whoever is late, by name."""
    found = {row.client: row.client_name for row in rows}
    return sorted(found.items(), key=lambda one: one[1].casefold())


def matching(rows: Sequence[OverdueRow], typed: str) -> Sequence[OverdueRow]:
    """Return the rows whose number or client holds every word that was typed."""
    words = typed.casefold().split()
    return [row for row in rows if all(one in _searched(row) for one in words)]


def _searched(row: OverdueRow) -> str:
    return f"{row.invoice} {row.client} {row.client_name}".casefold()


def holds_words(own: DebtorRow, typed: str) -> bool:
    """Tell whether a client's name or one of its numbers holds every word that was typed."""
    told = " ".join(_searched(row) for row in own.rows)
    return all(one in told for one in typed.casefold().split())


L = TypeVar("L", OverdueRow, DebtorRow)


def ordered(rows: Sequence[L], order: str) -> Sequence[L]:
    """Return the rows by lateness, by client, or by amount within each currency; else as given."""
    if order == "amount":
        return sorted(rows, key=lambda row: (row.currency, -row.balance))
    if order == "name":
        return sorted(rows, key=lambda row: row.client_name.casefold())
    if order == "late":
        return sorted(rows, key=lambda row: -_days(row))
    return rows


def _days(row: OverdueRow | DebtorRow) -> int:
    return row.oldest.days_overdue if isinstance(row, DebtorRow) else row.days_overdue
