"""`promise`: what clients said that they would pay, by when, and whether they did."""

from collections.abc import Sequence
from typing import Final

from smm_ledger.cli.commands import Arg, Group, Opt
from smm_ledger.cli.session import Session
from smm_ledger.cli.shapes import Shape, amount, day, text
from smm_ledger.cli.tables import Column, table
from smm_ledger.cli.values import amount as read_amount
from smm_ledger.cli.values import day as read_day
from smm_ledger.cli.words import date, money, word
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.promises import KeepRate, Promise
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.promises import PromiseInput

promise = Group("promise", N_("What clients promised to pay."), "promise list")


@promise.verb(
    "add",
    N_("Record what a client promised to pay of an invoice."),
    "promise add 2026-001 500 --by 2026-12-12",
    Arg("invoice"),
    Arg("amount"),
    Opt("--by", N_("by when"), "DATE", required=True),
    Opt("--note", N_("what was said")),
)
def add(session: Session, invoice: str, by: str, note: str | None, **typed: str) -> None:
    """Record a promise."""
    currency = session.ledger.invoices.show(invoice).currency
    value = read_amount(typed["amount"], "amount", currency, positive=True)
    when = read_day(session, by, "by")
    if value is None or when is None:  # the command line demands them
        raise InputError("amount", N_("it is missing"))
    own = session.ledger.promises.add(
        PromiseInput(invoice=invoice, amount=value, by=when, note=note or "")
    )
    _did(session, own, N_("Recorded {name}: {amount} on {invoice} by {by}"))


@promise.verb(
    "renegotiate",
    N_("Let another day take a promise's place."),
    "promise renegotiate promise-1 --by 2026-12-20",
    Arg("ref"),
    Opt("--by", N_("by when"), "DATE", required=True),
)
def renegotiate(session: Session, ref: str, by: str) -> None:
    """Renegotiate a promise."""
    when = read_day(session, by, "by")
    if when is not None:
        own = session.ledger.promises.renegotiate(ref, by=when)
        _did(session, own, N_("Recorded {name}: {amount} on {invoice} by {by}"))


@promise.verb(
    "list",
    N_("List the promises, the latest day first."),
    "promise list --client rossi-moda",
    Opt("--client", N_("of one client"), "REF"),
)
def list_(session: Session, client: str | None) -> None:
    """List promises."""
    rows = session.ledger.promises.list(client)
    session.answer(lambda: [shape(row) for row in rows], lambda: _table(session.t, rows))


@promise.verb(
    "text",
    N_("Print a short text that confirms a promise, in the client's language."),
    "promise text promise-1",
    Arg("ref"),
)
def text_(session: Session, ref: str) -> None:
    """Print a confirmation for the client."""
    told = session.ledger.texts.promise(ref)
    session.answer(lambda: {"text": told}, lambda: told)


@promise.verb("rates", N_("How each client keeps its promises."), "promise rates")
def rates(session: Session) -> None:
    """Show keep-rates."""
    rows = session.ledger.promises.rates()
    session.answer(lambda: [_rate(row) for row in rows], lambda: _rates(session.t, rows))


def _did(session: Session, own: Promise, message: str) -> None:
    session.did(
        lambda: shape(own),
        message,
        name=own.name,
        amount=Money(own.amount, own.currency),
        invoice=own.invoice,
        by=own.by,
    )


def shape(own: Promise) -> Shape:
    """Return a promise in the shape of the contract, and what came in of it."""
    return {
        "id": own.name,
        "invoice": own.invoice,
        "client": own.client,
        "amount": amount(own.amount, own.currency),
        "currency": own.currency,
        "by": day(own.by),
        "state": str(own.state),
        "note": text(own.note),
        "received": amount(own.received, own.currency),
    }


def _table(t: Translator, rows: Sequence[Promise]) -> str:
    if not rows:
        return t(N_("No promises."))
    columns = [
        Column(t(N_("Promise"))),
        Column(t(N_("Invoice"))),
        Column(t(N_("Client")), flexible=True),
        Column(t(N_("By"))),
        Column(t(N_("Amount")), right=True),
        Column(t(N_("State"))),
    ]
    cells = [
        (
            row.name,
            row.invoice,
            row.client_name,
            date(t, row.by),
            money(t, row.amount, row.currency),
            word(t, row.state),
        )
        for row in rows
    ]
    return table(columns, cells)


def _rate(row: KeepRate) -> Shape:
    return {
        "client": row.client,
        "kept": row.kept,
        "partly_kept": row.partly_kept,
        "broken": row.broken,
        "n": row.n,
        "keep_rate": row.percent,
    }


def _rates(t: Translator, rows: Sequence[KeepRate]) -> str:
    if not rows:
        return t(N_("No promise has come due yet."))
    columns = [
        Column(t(N_("Client")), flexible=True),
        Column(t(N_("Kept")), right=True),
        Column(t(N_("Partly kept")), right=True),
        Column(t(N_("Broken")), right=True),
        Column(t(N_("Rate")), right=True),
    ]
    cells = [
        (
            row.client_name,
            str(row.kept),
            str(row.partly_kept),
            str(row.broken),
            t(N_("too few")) if row.percent is None else f"{row.percent}%",
        )
        for row in rows
    ]
    return table(columns, cells)


COMMANDS: Final = {"promise": promise}
