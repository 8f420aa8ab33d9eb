"""What the sample files say, as the services' own inputs.

Each function reads one table and asks for every key that its service knows; keys that remain are
refused by whoever called (see `Entry.done`). Nothing is done here, so a wrong file changes nothing.
"""

import datetime as dt

from smm_ledger.core.dates import terms_from
from smm_ledger.core.invoices import InstalmentPlan
from smm_ledger.core.lines import Discount
from smm_ledger.core.rounds import Ask
from smm_ledger.i18n.parsing import parse_discount, parse_duration, parse_percent
from smm_ledger.i18n.parsing_lines import parse_instalments
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.offers import OfferInput
from smm_ledger.services.quote_inputs import BoundsInput, CounterInput, QuoteInput, ReviseInput
from smm_ledger.services.sample_files import Entry, SampleCalendar
from smm_ledger.services.sample_lines import Fill, read_lines
from smm_ledger.services.study import StudyInput


def quote_input(entry: Entry, put: Fill, calendar: SampleCalendar) -> QuoteInput:
    """Return a new quote."""
    return QuoteInput(
        client=entry.needed("client"),
        title=put(entry.needed("title")),
        lines=read_lines(entry, put),
        valid_until=_valid_until(entry, calendar),
        discount=_discount(entry),
        deposit=parse_percent(entry.text("deposit")) if entry.has("deposit") else None,
        bounds=BoundsInput(
            floor=entry.amount("floor"),
            target=entry.amount("target"),
            walk_away=entry.text("walk_away") or None,
            alternative=entry.text("alternative") or None,
        ),
        note=entry.text("note"),
    )


def counter_input(step: Entry, put: Fill) -> CounterInput:
    """Return what the client said."""
    return CounterInput(
        offer=_offer(step, put),
        comment=step.text("comment"),
        ask=Ask(step.text("ask")) if step.has("ask") else None,
        competitor=step.text("competitor"),
        competitor_price=step.amount("competitor_price"),
        competitor_verified=step.maybe("competitor_verified"),
        note=step.text("note"),
    )


def revise_input(step: Entry, put: Fill, calendar: SampleCalendar) -> ReviseInput:
    """Return my next round."""
    return ReviseInput(
        offer=_offer(step, put),
        give=step.text("give"),
        get=step.text("get"),
        gift=step.flag("gift"),
        valid_until=_valid_until(step, calendar),
        below_floor=step.text("below_floor") if step.has("below_floor") else None,
        note=step.text("note"),
    )


def study_input(entry: Entry) -> StudyInput:
    """Return what was learned; its day is that of the entry."""
    return StudyInput(
        minutes=parse_duration(entry.needed("duration")),
        cost=entry.amount("cost"),
        topic=entry.text("topic"),
    )


def invoice_input(entry: Entry, client: str, put: Fill, calendar: SampleCalendar) -> InvoiceInput:
    """Return the whole of a direct invoice, or what changes on one that a quote made."""
    due = entry.number("due_day")
    return InvoiceInput(
        client="" if entry.has("quote") else client,
        lines=read_lines(entry, put),
        discount=_discount(entry),
        due=None if due is None else calendar.from_today(due),
        terms=terms_from(entry.text("terms")) if entry.has("terms") else None,
        instalments=_instalments(entry, calendar.happens(calendar.plain(entry))),
        note=entry.text("note") or None,
    )


def _offer(step: Entry, put: Fill) -> OfferInput:
    return OfferInput(
        lines=read_lines(step, put),
        net=step.amount("net"),
        gross=step.amount("gross"),
        discount=_discount(step),
    )


def _discount(entry: Entry) -> Discount | None:
    return parse_discount(entry.text("discount")) if entry.has("discount") else None


def _valid_until(entry: Entry, calendar: SampleCalendar) -> dt.date | None:
    days = entry.number("valid_until")
    return None if days is None else calendar.from_today(days)


def _instalments(entry: Entry, issued: dt.date) -> list[InstalmentPlan]:
    """Return a plan by percentages, its dates counted from the issue."""
    if not entry.has("instalments"):
        return []
    parts = parse_instalments(entry.text("instalments"), today=issued)
    if any(part.percent is None for part in parts):
        raise entry.wrong("instalments")
    return [
        InstalmentPlan(percent=part.percent, due_date=part.due_date)
        for part in parts
        if part.percent is not None
    ]
