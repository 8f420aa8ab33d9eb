"""Statements of account: a running balance per currency, closing at the review's figure."""

import datetime as dt
from collections.abc import Sequence

from smm_ledger.core.dates import year_bounds
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.services.letters import Account, Statement, StatementRow
from smm_ledger.services.ports import Clock, Storage
from smm_ledger.services.read_models import Movement
from smm_ledger.services.renderers import Renderer


class StatementService:
    """What a client owes, and how it came to be."""

    def __init__(self, storage: Storage, clock: Clock, renderer: Renderer) -> None:
        self._storage = storage
        self._clock = clock
        self._renderer = renderer

    def show(
        self, ref: str, *, start: dt.date | None = None, end: dt.date | None = None
    ) -> Statement:
        """Return a client's statement.

        Args:
            ref: The client.
            start: The first day; 1 January of the last day's year without it.
            end: The last day; today without it.

        Raises:
            InputError: The days are in the wrong order.
        """
        last = end or self._clock.today()
        first = start or year_bounds(last.year)[0]
        if last < first:
            raise InputError("to", N_("it is before the first day"))
        with self._storage.read() as reader:
            client = reader.client(ref)
            found = [one for one in reader.movements(client.id) if one.date <= last]
            credit = reader.credits().get(client.id, {})
            currencies = sorted(
                {one.currency for one in found} | credit.keys(),
                key=lambda code: (code != client.currency, code),
            )
            return Statement(
                issuer=reader.issuer(),
                client=client,
                start=first,
                end=last,
                accounts=tuple(
                    _account(
                        [one for one in found if one.currency == code],
                        code,
                        first,
                        credit.get(code, 0),
                    )
                    for code in currencies
                ),
            )

    def sheet(self, statement: Statement, *, html: bool = False) -> bytes:
        """Return a statement as PDF or as HTML.

        Raises:
            MissingDependency: The PDF libraries are missing.
        """
        return self._renderer.letter(statement, html=html)


def _account(found: Sequence[Movement], currency: str, first: dt.date, credit: int) -> Account:
    opening = balance = sum(one.amount for one in found if one.date < first)
    rows: list[StatementRow] = []
    for one in found:
        if one.date >= first:
            balance += one.amount
            rows.append(
                StatementRow(
                    date=one.date, kind=one.kind, ref=one.ref, amount=one.amount, balance=balance
                )
            )
    return Account(
        currency=currency, opening=opening, rows=tuple(rows), closing=balance, credit=credit
    )
