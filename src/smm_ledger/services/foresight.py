"""What will come in, and when: open instalments and planned retainers for the forecast.

The rules are in `core.forecast`; here is only what they must know. A retainer that is missed,
paused or at rest plans nothing, and one whose draft waits to be issued still does.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from smm_ledger.core.forecast import Cashflow, Coming, Habits, PayerRow, forecast
from smm_ledger.core.lateness import FEWEST, QUARTERS, Habit
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.promises import KeepRate, Promise, PromiseState, keep_rates
from smm_ledger.core.regimes import regime_of
from smm_ledger.core.retainers import Period, Retainer, due, missed
from smm_ledger.core.states import InvoiceState
from smm_ledger.core.totals import compute
from smm_ledger.services.chasing import Chasing
from smm_ledger.services.line_inputs import build_lines
from smm_ledger.services.ports import Reader
from smm_ledger.services.retainer_bills import bill
from smm_ledger.services.review import LateItem

_EVER: Final = dt.date.max
_HALF: Final = 50
"""Hundredths of promises that a client must keep for its word to count."""


def cashflow(reader: Reader, *, today: dt.date, weeks: int) -> Cashflow:
    """Return the forecast of the weeks from today's, and of what comes after them.

    Args:
        reader: The ledger.
        today: The day.
        weeks: How many; retainers are planned until the end of the last.
    """
    last = today + dt.timedelta(days=7 * weeks - 1 - today.weekday())
    known = Chasing(reader, today)
    rates = {one.client: one for one in keep_rates(known.judged)}
    items = reader.open_until(_EVER)
    facts = reader.client_facts({item.client_id for item in items})
    trusted = {
        key: (rate := rates.get(one.code)) is None or rate.percent is None or rate.percent >= _HALF
        for key, one in facts.items()
    }
    promised = _Promised(known.judged)
    coming = [
        part
        for item in items
        for part in _owed(item, known, promised, trusted=trusted[item.client_id])
    ]
    planned = list(_planned(reader, today=today, last=last))
    habits = Habits(reader.habits())
    found = forecast(
        [*coming, *planned],
        habits,
        today=today,
        weeks=weeks,
        credit=_credit(reader.credits()),
    )
    keys = {(one.client_id, one.currency) for one in (*coming, *planned)}
    return replace(found, payers=_payers(reader, keys, habits.own, rates))


class _Promised:
    """What is promised of each invoice and has not come in: each instalment takes of it in turn."""

    def __init__(self, judged: Iterable[Promise]) -> None:
        self._left: dict[int, list[tuple[dt.date, int]]] = {}
        for one in judged:
            left = one.amount - one.received
            if one.state is PromiseState.OPEN and left > 0:
                self._left.setdefault(one.invoice_id, []).append((one.by, left))

    def take(self, invoice_id: int, balance: int) -> Iterator[tuple[dt.date, int]]:
        """Yield the days, with what is promised for each, of at most a balance; it is used up."""
        waiting = self._left.get(invoice_id, [])
        while waiting and balance:
            by, left = waiting.pop(0)
            part = min(left, balance)
            balance -= part
            if part < left:
                waiting.insert(0, (by, left - part))
            yield by, part


def _owed(
    item: LateItem, known: Chasing, promised: _Promised, *, trusted: bool
) -> Iterator[Coming]:
    """Yield an open instalment: what of it is promised, and the rest."""
    hold = known.hold_of(item.client_id, item.invoice_id)
    whole = Coming(
        client_id=item.client_id,
        currency=item.currency,
        amount=item.balance,
        due=dt.date.fromisoformat(item.due),
        trusted=trusted,
        hold_until=hold.until if hold else None,
    )
    left = item.balance
    for by, amount in promised.take(item.invoice_id, item.balance):
        yield replace(whole, amount=amount, promised_by=by)
        left -= amount
    if left:
        yield replace(whole, amount=left)


def _credit(credits_: Mapping[int, Mapping[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for own in credits_.values():
        for currency, amount in own.items():
            sums[currency] = sums.get(currency, 0) + amount
    return sums


# --- retainers -----------------------------------------------------------------------------------


def _planned(reader: Reader, *, today: dt.date, last: dt.date) -> Iterator[Coming]:
    """Yield what retainers will invoice until a day, as it will have to be paid."""
    issuer = reader.issuer()
    for own in reader.retainers():
        if own.stop_work is not None:
            continue
        client = reader.client_by_id(own.client_id)
        yield from _drafts(reader, own, client, today)
        periods = [one for one in due(own, last) if not missed(one, today)]
        for place, period in enumerate(periods):
            told = _signed(own, period) if place else own
            amount = _payable(reader, told, period, issuer, client)
            if amount > 0:
                yield _coming(own, amount, client.terms.due(max(period.start, today)))


def _coming(own: Retainer, amount: int, day: dt.date) -> Coming:
    return Coming(
        client_id=own.client_id, currency=own.currency, amount=amount, due=day, planned=True
    )


def _drafts(reader: Reader, own: Retainer, client: Client, today: dt.date) -> Iterator[Coming]:
    """Yield the drafts of its periods: not issued, so not open, and planned all the same."""
    drafts = {one.invoice_id for one in own.periods if one.invoice.startswith("draft-")}
    for key in sorted(filter(None, drafts)):
        draft = reader.invoice_by_id(key)
        if draft.state is InvoiceState.DRAFT and draft.totals.payable > 0:
            yield _coming(own, draft.totals.payable, client.terms.due(today))


def _payable(reader: Reader, own: Retainer, period: Period, issuer: Issuer, client: Client) -> int:
    typed = [replace(line, service="") for line in bill(own, [period], client.language)]
    if not typed:
        return 0
    rules = regime_of(issuer.regime).rules(issuer, client)
    lines = build_lines(typed, rules=rules, reader=reader)
    return compute(lines, rules=rules, currency=own.currency).payable


def _signed(own: Retainer, period: Period) -> Retainer:
    """Return a retainer without what was used beyond it: the next invoice bears that, once."""
    spends = tuple(one for one in own.spends if one.period == period.no)
    return replace(own, usage=(), overage=(), spends=spends)


# --- payers --------------------------------------------------------------------------------------


def _payers(
    reader: Reader,
    keys: set[tuple[int, str]],
    habits: Mapping[tuple[int, str], Habit],
    rates: Mapping[str, KeepRate],
) -> tuple[PayerRow, ...]:
    facts = reader.client_facts({client for client, _ in keys})
    rows: list[PayerRow] = []
    for key, currency in keys:
        one = facts[key]
        rate = rates.get(one.code)
        rows.append(
            PayerRow(
                client=one.code,
                client_name=one.name,
                currency=currency,
                n=habits.get((key, currency), Habit()).n,
                days=_quartiles(habits.get((key, currency), Habit())),
                promises=rate.n if rate else 0,
                keep_rate=rate.percent if rate else None,
            )
        )
    return tuple(
        sorted(rows, key=lambda row: (row.client_name.casefold(), row.client, row.currency))
    )


def _quartiles(own: Habit) -> tuple[int, int, int] | None:
    if own.n < FEWEST:
        return None
    early, expected, late = (own.quartile(quarter) or 0 for quarter in QUARTERS)
    return early, expected, late
