"""A row of a table of old invoices, as text by column, to the document that it tells of.

Each column has one reader; what it refuses is named by the column. Amounts and dates are read as
strictly as what a person types: nothing is guessed.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from smm_ledger.core import identifiers as ids
from smm_ledger.core.errors import InputError
from smm_ledger.core.imports import SEQ_MAX, ClientGuess, ForeignDocument, ForeignKind, Stated
from smm_ledger.core.letters import Rung
from smm_ledger.core.marks import N_
from smm_ledger.core.money import to_minor
from smm_ledger.core.text import NAME_MAX, NOTE_MAX, clean
from smm_ledger.i18n.parsing import parse_amount, parse_bool, parse_int
from smm_ledger.i18n.parsing_dates import parse_date
from smm_ledger.services.fields import CLIENT_FIELDS, member

CLIENT_PREFIX: Final = "client_"
NEW_CLIENT: Final = tuple(f"{CLIENT_PREFIX}{name}" for name in CLIENT_FIELDS)
"""Columns of a client that may have to be added: `client_vat_id`, `client_city` …"""
NEEDED: Final = ("number", "client", "date", "total")
COLUMNS: Final = (
    *("number", "client", "date", "due", "total", "currency", "kind", "credits", "seq", "net"),
    *("social_contribution", "tax", "stamp_duty", "withholding", "split_payment", "paid"),
    *("paid_on", "reminded", "reminded_on", "note", *NEW_CLIENT),
)
"""What a table of old invoices may have."""
OTHER_NAMES: Final = MappingProxyType({"issue_date": "date", "due_date": "due"})
"""How `invoice show` and our own tables call them."""

NUMBER_MAX: Final = 40

Row = Mapping[str, str]


def read_row(
    row: Row, *, today: dt.date, currency_of: Callable[[str], str], has_vat: bool
) -> ForeignDocument:
    """Return the document of a row.

    Args:
        row: Column to text; an empty cell is left out.
        today: No date may be after it.
        currency_of: Where the row names none: that of a client, by its code or name.
        has_vat: Whether the issuer's invoices bear VAT.

    Raises:
        InputError: Names the column.
    """
    for column in NEEDED:
        if column not in row:
            raise InputError(column, N_("it is empty"), hint=N_("give a value"))
    ref = clean(row["client"], field="client", max_length=NAME_MAX, required=True)
    currency = ids.check_currency(row.get("currency") or currency_of(ref))
    stated = _stated(row, currency, has_vat=has_vat)
    day = _day(row, "date", today) or today
    due = parse_date(row["due"], today=today, field="due") if "due" in row else None
    paid, paid_on = _paid(row, currency, today)
    rung, rung_on = _reminded(row, day, today)
    owed = stated.total - stated.withholding - stated.split_tax
    return ForeignDocument(
        number=number_of(row["number"]),
        date=day,
        currency=currency,
        stated=stated,
        client=ClientGuess(ref=ref, typed=_client(row, ref)),
        kind=member(ForeignKind, row.get("kind", "invoice"), field="kind"),
        seq=parse_int(row["seq"], field="seq", low=1, high=SEQ_MAX) if "seq" in row else None,
        due=((due, owed),) if due else (),
        paid=paid,
        paid_on=paid_on,
        credits=clean(row.get("credits", ""), field="credits", max_length=NUMBER_MAX),
        rung=rung,
        rung_on=rung_on,
        note=clean(row.get("note", ""), field="note", max_length=NOTE_MAX, multiline=True),
    )


def number_of(text: str) -> str:
    """Return a printed number of another program, checked.

    Raises:
        InputError: Empty, too long, or what only a draft of ours is called.
    """
    number = clean(text, field="number", max_length=NUMBER_MAX, required=True)
    if number.casefold().startswith(("draft-", "pay-")):
        raise InputError(
            "number", N_("a document of ours is called so"), hint=N_("give the printed number")
        )
    return number


def _client(row: Row, ref: str) -> dict[str, str]:
    typed = {
        name.removeprefix(CLIENT_PREFIX): text
        for name, text in row.items()
        if name.startswith(CLIENT_PREFIX)
    }
    return {"name": ref, **typed}


def _amount(row: Row, column: str, currency: str) -> int | None:
    if column not in row:
        return None
    return to_minor(parse_amount(row[column], field=column, currency=currency), currency)


def _stated(row: Row, currency: str, *, has_vat: bool) -> Stated:
    figures = {
        name: _amount(row, name, currency)
        for name in ("total", "net", "social_contribution", "tax", "stamp_duty", "withholding")
    }
    tax, net = figures["tax"], figures["net"]
    contribution, stamp = figures["social_contribution"] or 0, figures["stamp_duty"] or 0
    total = figures["total"] or 0
    split = "split_payment" in row and parse_bool(row["split_payment"], field="split_payment")
    if split and tax is None and net is not None and has_vat:
        tax = total - net - contribution - stamp
    if split and tax is None:
        raise InputError("tax", N_("it is empty"), hint=N_("the client pays it to the state"))
    return Stated(
        total=total,
        net=net,
        social_contribution=contribution,
        tax=tax,
        stamp=stamp,
        stamp_due=stamp,
        withholding=figures["withholding"] or 0,
        split_tax=(tax or 0) if split else 0,
    )


def _day(row: Row, column: str, today: dt.date) -> dt.date | None:
    if column not in row:
        return None
    day = parse_date(row[column], today=today, field=column)
    if day > today:
        raise InputError(
            column,
            N_("{day} is after today"),
            hint=N_("import what has happened"),
            day=day.isoformat(),
        )
    return day


def _paid(row: Row, currency: str, today: dt.date) -> tuple[int | None, dt.date | None]:
    paid = _amount(row, "paid", currency)
    day = _day(row, "paid_on", today)
    if paid and day is None:
        raise InputError(
            "paid_on", N_("it is empty"), hint=N_("give the day on which the money came")
        )
    return paid, day if paid else None


def _reminded(row: Row, issued: dt.date, today: dt.date) -> tuple[Rung | None, dt.date | None]:
    day = _day(row, "reminded_on", today)
    if day is not None and day < issued:
        raise InputError(
            "reminded_on",
            N_("{day} is before the invoice"),
            hint=N_("give the day of the last reminder"),
            day=day.isoformat(),
        )
    typed = row.get("reminded")
    return member(Rung, typed, field="reminded") if typed else None, day
