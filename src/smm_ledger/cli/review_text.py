"""The review and the day as text on a terminal."""

import datetime as dt

from smm_ledger.cli import shapes
from smm_ledger.cli.session import Session
from smm_ledger.cli.tables import Column, fitted, table
from smm_ledger.cli.words import date, money, word
from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.home import HomeItem, HomeSummary
from smm_ledger.services.review import OverdueReview, OverdueRow


def overdue_text(session: Session, review: OverdueReview) -> str:
    """Return the review as text: sums per currency, their ages, and the rows."""
    t = session.t
    parts = [_sums(session, review)] if review.totals else []
    if review.rows:
        columns = [
            Column(t(N_("Invoice"))),
            Column(t(N_("Client")), flexible=True),
            Column(t(N_("Late")), right=True),
            Column(t(N_("Open")), right=True),
            Column(t(N_("Interest")), right=True),
            Column(t(N_("Next")), whole=True),
        ]
        rows = [
            (
                row.invoice,
                row.client_name,
                t.ngettext("{n} day", "{n} days", row.days_overdue),
                money(t, row.balance, row.currency),
                "" if row.interest is None else money(t, row.interest, row.currency),
                _next(t, row, review.as_of),
            )
            for row in review.rows
        ]
        parts.append(table(columns, rows))
    else:
        parts.append(t(N_("Nothing is overdue on {day}."), day=review.as_of))
    return "\n\n".join(parts)


def _next(t: Translator, row: OverdueRow, today: dt.date) -> str:
    """Return what comes next, and when, if that is not now."""
    later = row.next_action_date if (row.next_action_date or today) > today else None
    return f"{word(t, row.next_action)} {date(t, later)}".strip()


def _sums(session: Session, review: OverdueReview) -> str:
    t = session.t
    ages = {row.currency: row for row in review.buckets}
    lines: list[str] = []
    for row in review.totals:
        lines.append(
            t(
                N_("Open {open}, of which overdue {overdue}"),
                open=money(t, row.open, row.currency),
                overdue=money(t, row.overdue, row.currency),
            )
        )
        parts = [(name, getattr(ages.get(row.currency), name, 0)) for name in shapes.BUCKETS]
        lines += [
            f"  {word(t, name)}: {money(t, part, row.currency)}" for name, part in parts if part
        ]
    return "\n".join(lines)


def home_text(session: Session, summary: HomeSummary) -> str:
    """Return the day as text: sums per currency, and what is to be done."""
    t = session.t
    lines = [
        fitted(
            t(
                N_("{day}: open {open}, overdue {overdue}; this month invoiced {invoiced}"),
                day=summary.as_of,
                open=money(t, row.open, row.currency),
                overdue=money(t, row.overdue, row.currency),
                invoiced=money(t, row.invoiced_month, row.currency),
            )
        )
        for row in summary.figures
    ]
    if not summary.items:
        return "\n".join([*lines, t(N_("Nothing is to be done today."))])
    columns = [
        Column(t(N_("What"))),
        Column(t(N_("Document"))),
        Column(t(N_("Client")), flexible=True),
        Column(t(N_("Date"))),
        Column(t(N_("Days")), right=True),
        Column(t(N_("Amount")), right=True),
    ]
    return "\n\n".join(
        filter(None, ["\n".join(lines), table(columns, [_item(session, i) for i in summary.items])])
    )


def _item(session: Session, item: HomeItem) -> list[str]:
    t = session.t
    return [
        word(t, f"{item.kind}_paid" if item.paid else item.kind),
        item.ref,
        item.client_name,
        date(t, item.date),
        "" if item.days is None else str(item.days),
        money(t, item.amount, item.currency),
    ]
