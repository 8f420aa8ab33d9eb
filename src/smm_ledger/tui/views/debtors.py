"""Who owes what and what was done about it: the rows of Incassi by client, and its pane.

Figures come from the review; nothing is added up here. State is symbol, word and colour.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from textual.content import Content

from smm_ledger.core.letters import Contact, Hold, Reminder
from smm_ledger.core.marks import N_
from smm_ledger.core.promises import KeepRate, Promise, PromiseState
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.debtors import DebtorRow, DebtRecord
from smm_ledger.services.review import OverdueRow
from smm_ledger.tui.views.canvas import (
    Canvas,
    Cells,
    Fact,
    Lines,
    facts,
    grid,
    heading,
    page,
    paragraph,
)
from smm_ledger.tui.views.claims import claim_lines, paid_late_lines
from smm_ledger.tui.views.words import Mark, word
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Cell, Row

LATE_STYLES: Final = {"d1_30": "accent", "d31_60": "warn", "d61_90": "bad", "d90_plus": "bad"}
MORE: Final = 3
"""Columns for `+12` behind a number, less its blank."""

SHOWN: Final = 5
"""Entries of each kind that a page shows, the newest."""

STEPS: Final = {
    "courtesy": N_("courtesy note"),
    "first": N_("1st reminder"),
    "second": N_("2nd reminder"),
    "formal": N_("legal notice"),
    "promise": N_("wait until"),
    "allocate": N_("use the credit"),
    "hand_over": N_("for a lawyer"),
}
"""What comes next, short enough to stand beside its day."""

PROMISE_MARKS: Final = {
    PromiseState.OPEN: Mark("idle", N_("promised"), "accent"),
    PromiseState.KEPT: Mark("done", N_("kept"), "good"),
    PromiseState.PARTLY_KEPT: Mark("partly", N_("partly kept"), "warn"),
    PromiseState.BROKEN: Mark("alert", N_("promise broken"), "bad"),
    PromiseState.RENEGOTIATED: Mark("dash", N_("another day"), "dim"),
}


def debtor_columns(t: Translator, number_width: int = 10) -> Sequence[Column]:
    """Return the columns; number, client, days, balance and what comes next stay everywhere."""
    return (
        Column("number", t(N_("Invoices")), number_width + MORE),
        Column("client", t(N_("Client")), 13, 2),
        Column("late", t(N_("Late")), 7, align="right"),
        Column("bucket", t(N_("Days")), 6, align="right", priority=4),
        Column("balance", t(N_("Overdue")), 13, align="right"),
        Column("interest", t(N_("Interest")), 10, align="right", priority=5),
        Column("cost", t(N_("Cost")), 9, align="right", priority=6),
        Column("state", t(N_("State")), 13, 1, priority=1),
        Column("next", t(N_("Next")), 19, 1),
        Column("contact", t(N_("Contact")), 11, priority=3),
    )


def debtor_row(canvas: Canvas, own: DebtorRow, key: str) -> Row:
    """Return the row of what a client owes in a currency."""
    style = LATE_STYLES.get(own.oldest.bucket, "")
    asked = own.last_contact
    return Row(
        key,
        (
            f"{own.oldest.invoice} {_more(own)}",
            own.client_name,
            (canvas.t(N_("{n} d"), n=own.oldest.days_overdue), style),
            (word(canvas.t, own.oldest.bucket), style),
            (canvas.money(own.balance, own.currency), "strong"),
            _money(canvas, own.interest, own.currency),
            _money(canvas, own.compensation, own.currency),
            standing(canvas, own.promise, own.hold),
            step(canvas, own.next),
            canvas.date(asked.date) if asked else "",
        ),
    )


def _more(own: DebtorRow) -> str:
    """Return how many invoices there are besides the oldest."""
    others = len(own.invoices) - 1
    return f"+{others}" if others else ""


def _money(canvas: Canvas, minor: int | None, currency: str) -> str:
    return canvas.money(minor, currency) if minor else ""


def standing(canvas: Canvas, promise: Promise | None, hold: Hold | None) -> Cell:
    """Return the promise or the hold that stands; a broken promise comes first."""
    if promise is not None and promise.failed:
        return PROMISE_MARKS[promise.state].cell(canvas.t, canvas.symbols)
    if hold is not None:
        until = canvas.t(N_("hold {day}"), day=short(canvas, hold.until))
        return f"{canvas.symbols.dash} {until}", "dim"
    if promise is not None:
        by = canvas.t(N_("promise {day}"), day=short(canvas, promise.by))
        return f"{canvas.symbols.idle} {by}", "accent"
    return ""


def short(canvas: Canvas, day: dt.date) -> str:
    """Return a day without the year that is now, where there is little room."""
    text = canvas.date(day)
    return text.removesuffix(str(canvas.today.year)).rstrip("/ ")


def step(canvas: Canvas, row: OverdueRow | None) -> Cell:
    """Return what comes next, and when; what is due is told by a symbol, too."""
    if row is None or row.next_action is None or row.next_action_date is None:
        return ""
    said = canvas.t(STEPS[row.next_action])
    if row.next_action == "hand_over":
        return f"{canvas.symbols.alert} {said}", "bad"
    day = short(canvas, row.next_action_date)
    if row.next_action_date <= canvas.today and row.next_action != "promise":
        return f"{canvas.symbols.alert} {said}", "warn"
    return canvas.t(N_("{step} {day}"), step=said, day=day), "dim"


def debtor_detail(canvas: Canvas, own: DebtorRow, record: DebtRecord) -> Content:
    """Return what the pane says of a debtor: figures, instalments, and what was done."""
    t = canvas.t
    asked = own.last_contact
    told = f"{canvas.date(asked.date)} {word(t, asked.outcome)}" if asked else ""
    pairs: list[Fact] = [
        (t(N_("Overdue")), (canvas.money(own.balance, own.currency), "strong")),
        (t(N_("Late")), (canvas.days(own.oldest.days_overdue), "bad")),
        (t(N_("Interest")), _money(canvas, own.interest, own.currency)),
        (t(N_("Recovery cost")), _money(canvas, own.compensation, own.currency)),
        (t(N_("Next")), step(canvas, own.next)),
        (t(N_("Last contact")), told),
    ]
    return page(
        paragraph(canvas, own.client_name, name="title"),
        facts(canvas, pairs),
        _instalments(canvas, own),
        record_lines(canvas, record),
    )


def _instalments(canvas: Canvas, own: DebtorRow) -> Lines:
    columns = (
        Column("number", "", 10),
        Column("late", "", 7, align="right"),
        Column("balance", "", 12, align="right"),
    )
    rows: list[Cells] = [
        (
            row.invoice,
            (canvas.t(N_("{n} d"), n=row.days_overdue), LATE_STYLES.get(row.bucket, "")),
            canvas.money(row.balance, row.currency),
        )
        for row in own.rows[:SHOWN]
    ]
    lines = [*heading(canvas.t(N_("Invoices"))), *grid(canvas, columns, rows, titles=False)]
    left = len(own.rows) - SHOWN
    if left > 0:
        more = canvas.t.ngettext("and {n} more", "and {n} more", left)
        lines += paragraph(canvas, more, name="dim")
    return lines


def record_lines(canvas: Canvas, record: DebtRecord) -> Lines:
    """Return holds, promises, letters, contacts, claims, and interest on what was paid late."""
    return [
        *_holds(canvas, record.holds),
        *_promises(canvas, record.promises, record.rate),
        *_letters(canvas, record.letters),
        *_contacts(canvas, record.contacts),
        *claim_lines(canvas, record.claims[:SHOWN], named=True),
        *paid_late_lines(canvas, record.paid_late),
    ]


def _holds(canvas: Canvas, holds: Sequence[Hold]) -> Lines:
    if not holds:
        return []
    t = canvas.t
    lines = heading(t(N_("Reminders wait")))
    for one in holds:
        until = t(N_("until {day}"), day=one.until)
        parts = (one.invoice, until, one.reason)
        said = f" {canvas.symbols.dot} ".join(filter(None, parts))
        lines += paragraph(canvas, f"{canvas.symbols.dash} {said}", name="warn")
    return lines


def _promises(canvas: Canvas, promises: Sequence[Promise], rate: KeepRate | None) -> Lines:
    if not promises:
        return []
    t = canvas.t
    columns = (
        Column("by", "", 11),
        Column("invoice", "", 10, priority=1),
        Column("amount", "", 12, align="right"),
        Column("state", "", 15, 1),
    )
    rows: list[Cells] = [
        (
            canvas.date(one.by),
            one.invoice,
            canvas.money(one.amount, one.currency),
            PROMISE_MARKS[one.state].cell(t, canvas.symbols),
        )
        for one in promises[:SHOWN]
    ]
    lines = [*heading(t(N_("Promises"))), *grid(canvas, columns, rows, titles=False)]
    if rate is not None:
        lines += paragraph(canvas, kept(t, rate), name="dim")
    return lines


def kept(t: Translator, rate: KeepRate) -> str:
    """Return how a client keeps its promises; a share only where there are enough of them."""
    if rate.percent is None:
        return t(N_("kept {kept} of {n}"), kept=rate.kept, n=rate.n)
    return t(N_("kept {kept} of {n}: {percent}%"), kept=rate.kept, n=rate.n, percent=rate.percent)


def _letters(canvas: Canvas, letters: Sequence[Reminder]) -> Lines:
    if not letters:
        return []
    t = canvas.t
    lines = heading(t(N_("Letters")))
    for one in letters[:SHOWN]:
        said = f"{canvas.date(one.date)} {word(t, one.rung)} ({word(t, one.channel)})"
        if one.proofs:
            proof = one.proofs[-1]
            arrived = canvas.date(proof.received_on) or canvas.date(proof.sent_on)
            said += f" {canvas.symbols.done} {word(t, proof.channel)} {arrived}"
        lines += paragraph(canvas, said)
    return lines


def _contacts(canvas: Canvas, contacts: Sequence[Contact]) -> Lines:
    if not contacts:
        return []
    t = canvas.t
    lines = heading(t(N_("Contacts")))
    for one in contacts[:SHOWN]:
        said = f"{canvas.date(one.date)} {word(t, one.channel)}: {word(t, one.outcome)}"
        lines += paragraph(canvas, said)
        if one.note:
            lines += paragraph(canvas, one.note, name="dim", indent="  ")
    return lines
