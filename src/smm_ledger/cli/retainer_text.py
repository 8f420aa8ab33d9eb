"""Retainers, and what a client really cost, as people read them on the command line."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from smm_ledger.cli import shapes_retainers as shapes
from smm_ledger.cli.tables import Column, facts, table, wrap
from smm_ledger.cli.words import date, money, money_of, word
from smm_ledger.core.effort import EffortTag
from smm_ledger.core.lines import gross_nets
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money, number
from smm_ledger.core.retainers import Retainer, beyond, period_on, used
from smm_ledger.i18n.formatting import format_decimal, format_duration
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.loads import ClientLoad
from smm_ledger.services.retainer_periods import full_name
from smm_ledger.services.retainer_runs import DueRow
from smm_ledger.services.work_rests import WorkAdvice, advice_text

WIDTH: Final = 80


def listed(t: Translator, retainers: Sequence[Retainer]) -> str:
    """Return the list of retainers."""
    if not retainers:
        return t(N_("No retainers."))
    columns = [
        Column(t(N_("Retainer"))),
        Column(t(N_("Client")), flexible=True),
        Column(t(N_("Title")), flexible=True),
        Column(t(N_("Every"))),
        Column(t(N_("Next"))),
        Column(t(N_("State"))),
        Column(t(N_("Net")), right=True),
    ]
    rows = [
        (
            one.name,
            one.client,
            one.title,
            word(t, one.every),
            date(t, one.next_due),
            state(t, one),
            money_of(t, one.net),
        )
        for one in retainers
    ]
    return table(columns, rows)


def state(t: Translator, own: Retainer) -> str:
    """Return the state, or that work rests: what counts first."""
    return t(N_("work stopped")) if own.stop_work else word(t, own.state)


def due(t: Translator, rows: Sequence[DueRow]) -> str:
    """Return the periods that wait."""
    if not rows:
        return t(N_("Nothing is due."))
    columns = [
        Column(t(N_("Period"))),
        Column(t(N_("Client")), flexible=True),
        Column(t(N_("From"))),
        Column(t(N_("To"))),
        Column(t(N_("What")), flexible=True),
        Column(t(N_("Net")), right=True),
    ]
    cells = [
        (
            full_name(row.retainer, row.period),
            row.retainer.client,
            date(t, row.period.start),
            date(t, row.period.end),
            _remark(t, row),
            money_of(t, row.net),
        )
        for row in rows
    ]
    return table(columns, cells)


def _remark(t: Translator, row: DueRow) -> str:
    said = (
        t(N_("missed")) if row.missed else "",
        t(N_("spend unknown")) if row.unknown_spend else "",
        t(N_("work stopped")) if row.retainer.stop_work else "",
    )
    return ", ".join(filter(None, said)) or t(N_("due"))


def shown(
    t: Translator, own: Retainer, load: ClientLoad, today: dt.date, work: WorkAdvice | None
) -> str:
    """Return a retainer whole, with what to do about its work and the client's last twelve months.

    `work`: None where there is nothing to do.
    """
    head = facts(
        [
            (t(N_("Retainer")), own.name),
            (t(N_("Client")), own.client),
            (t(N_("Title")), own.title),
            (t(N_("Period")), word(t, own.every)),
            (t(N_("From")), date(t, own.start)),
            (t(N_("To")), date(t, own.end)),
            (t(N_("State")), state(t, own)),
            (t(N_("Next")), date(t, own.next_due)),
            (t(N_("Net")), money_of(t, own.net)),
        ]
    )
    told = "\n".join(wrap(advice_text(work, t), WIDTH)) if work else ""
    parts = [head, told, _lines(t, own), _included(t, own, today), _periods(t, own, today)]
    return "\n\n".join([*filter(None, parts), load_text(t, load)])


def _lines(t: Translator, own: Retainer) -> str:
    columns = [
        Column(t(N_("Line")), flexible=True),
        Column(t(N_("Quantity")), right=True),
        Column(t(N_("Net")), right=True),
    ]
    nets = gross_nets(own.lines, own.currency)
    rows = [
        (line.description, number(line.quantity), money(t, net, own.currency))
        for line, net in zip(own.lines, nets, strict=True)
    ]
    return table(columns, rows)


def _included(t: Translator, own: Retainer, today: dt.date) -> str:
    """Return what the running period includes, and what of it is used."""
    period = period_on(own, today)
    mine = used(own)
    no = period.no if period else 0
    over: dict[str, str] = {}
    for one in beyond(own):
        amount = Money.of(one.quantity * one.price, own.currency)
        over[one.service] = f"{number(one.quantity)} ({money_of(t, amount)})"
    shown = [a for a in own.agreed if a.included or (no, a.service) in mine or a.service in over]
    if not shown:
        return ""
    columns = [
        Column(t(N_("Service"))),
        Column(t(N_("What")), flexible=True),
        Column(t(N_("Included")), right=True),
        Column(t(N_("Used now")), right=True),
        Column(t(N_("To bill beyond")), right=True),
    ]
    rows = [
        (
            one.service,
            one.description,
            format_decimal(one.included, t.language),
            format_decimal(mine.get((no, one.service), one.included * 0), t.language),
            over.get(one.service, ""),
        )
        for one in shown
    ]
    return table(columns, rows)


def _periods(t: Translator, own: Retainer, today: dt.date) -> str:
    columns = [
        Column(t(N_("Period"))),
        Column(t(N_("From"))),
        Column(t(N_("To"))),
        Column(t(N_("State"))),
        Column(t(N_("Invoice or reason")), flexible=True),
    ]
    rows = [
        (
            str(one["period"]),
            date(t, dt.date.fromisoformat(str(one["start"]))),
            date(t, dt.date.fromisoformat(str(one["end"]))),
            word(t, one["state"]),
            str(one["invoice"] or one["reason"] or ""),
        )
        for one in shapes.periods(own, today)
    ]
    return table(columns, rows) if rows else ""


def load_text(t: Translator, load: ClientLoad) -> str:
    """Return what a client had and paid in twelve months; private."""
    rate = load.rate
    worth = t(
        N_("{amount} ({source})"),
        amount=money_of(t, rate.hour) if rate else "",
        source=rate.source if rate else "",
    )
    told = [
        (t(N_("Billed, net")), money_of(t, load.billed)),
        *(
            (t(N_("Hours: {tag}"), tag=word(t, tag)), format_duration(load.minutes[tag]))
            for tag in EffortTag
            if load.minutes[tag]
        ),
        (t(N_("Earned an hour")), money_of(t, load.earned) if load.earned else ""),
        (t(N_("An hour is worth")), worth if rate else ""),
        (t(N_("Odd users, trolls, crises")), money_of(t, load.unasked) if load.unasked else ""),
        (t(N_("Gifts")), gifts(t, load)),
        (t(N_("Inside the scope")), str(load.inside or "")),
        (t(N_("Change orders")), str(load.change_orders or "")),
        (t(N_("Beyond the retainer, billed")), money_of(t, load.overage) if load.overage else ""),
        (
            t(N_("Beyond the retainer, to bill")),
            money_of(t, load.overage_open) if load.overage_open else "",
        ),
        (t(N_("Work stopped")), ", ".join(load.stop_work)),
    ]
    title = t(N_("From {since} to {until} (private)"), since=load.since, until=load.until)
    return f"{title}\n{facts(told)}"


def gifts(t: Translator, load: ClientLoad) -> str:
    """Return how many gifts there were, and what they are worth."""
    if not load.gifts:
        return ""
    counted = f"{load.gifts}: {money_of(t, load.gift_value)}"
    if not load.uncounted:
        return counted
    more = t.ngettext("{n} without hours or rate", "{n} without hours or rate", load.uncounted)
    return f"{counted} ({more})"
