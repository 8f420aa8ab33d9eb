"""`payment`: money that came in, and what it was set against."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from smm_ledger.cli import shapes, shapes_parties
from smm_ledger.cli.commands import Arg, Group, Opt
from smm_ledger.cli.invoices import archived
from smm_ledger.cli.session import Session
from smm_ledger.cli.tables import Column, table
from smm_ledger.cli.values import amount as read_amount
from smm_ledger.cli.values import day, number
from smm_ledger.cli.words import date, money, word
from smm_ledger.core.errors import Ambiguous, InputError, NotFoundError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.payments import Payment
from smm_ledger.services.payments import PaymentInput
from smm_ledger.services.read_models import ListQuery, PaymentRow

payment = Group("payment", N_("Money that came in."), "payment add 2026-001 500")


@payment.verb(
    "add",
    N_("Record a payment: of an invoice, or of a client's oldest due first."),
    "payment add 2026-001 500.00 --date 2026-11-24 --method bank",
    Arg("target", metavar="CLIENT_OR_INVOICE"),
    Arg("amount"),
    Opt("--date", N_("when it came in; today without it"), "DATE"),
    Opt("--method", N_("how it came in, such as bank")),
    Opt("--reference", N_("what the bank says")),
    Opt("--to", N_("a part for one invoice"), "INVOICE=AMOUNT", many=True),
    Opt("--credit", N_("keep what is more than owed as the client's credit"), ""),
    Opt("--fee", N_("what a bank kept of it: written off the invoice"), "AMOUNT"),
)
def add(
    session: Session,
    target: str,
    amount: str,
    to: Sequence[str],
    *,
    credit: bool,
    **more: str | None,
) -> None:
    """Record a payment."""
    currency = _currency(session, target)
    own = session.ledger.payments.add(
        PaymentInput(
            target=target,
            amount=_amount(amount, "amount", currency),
            date=day(session, more["date"], "date"),
            method=more["method"] or "",
            reference=more["reference"] or "",
            to=[_part(part, currency) for part in to or ()],
            credit=credit,
            fee=read_amount(more["fee"], "fee", currency, positive=True),
        )
    )
    _did(session, own, N_("Recorded {name}: {amount} from {client}"))
    _say_issued(session, own)
    if own.unallocated:
        session.say(N_("{amount} of it is the client's credit"), amount=own.unallocated)


@payment.verb(
    "list",
    N_("List the payments, newest first."),
    "payment list --unallocated",
    Opt("--unallocated", N_("those with something left over"), ""),
    Opt("--client", N_("of one client"), "REF"),
    Opt("--limit", N_("how many at most"), "N"),
)
def list_(session: Session, client: str | None, limit: str | None, *, unallocated: bool) -> None:
    """List payments."""
    own = session.ledger.clients.show(client).client.id if client is not None else None
    query = ListQuery(client=own, limit=number(limit, "limit"))
    rows = session.ledger.payments.list(query, unallocated=unallocated)
    session.answer(lambda: [shapes.payment_row(row) for row in rows], lambda: _table(session, rows))


@payment.verb(
    "allocate",
    N_("Set a part of a payment's rest against an invoice."),
    "payment allocate pay-1 2026-002 100",
    Arg("payment"),
    Arg("invoice"),
    Arg("amount"),
)
def allocate(session: Session, payment: str, invoice: str, amount: str) -> None:
    """Allocate a payment."""
    currency = session.ledger.payments.show(payment).amount.currency
    part = _amount(amount, "amount", currency)
    own = session.ledger.payments.allocate(payment, invoice, part)
    _did(
        session,
        own,
        N_("Set {part} of {name} against {invoice}"),
        part=Money.of(part, currency),
        invoice=invoice,
    )


@payment.verb(
    "reverse",
    N_("Take a payment back: it bounced, or was typed wrong."),
    "payment reverse pay-1 --reason bounced",
    Arg("payment"),
    Opt("--reason", N_("why")),
)
def reverse(session: Session, payment: str, reason: str | None) -> None:
    """Reverse a payment."""
    kept = session.ledger.payments.kept(payment)
    own = session.ledger.payments.reverse(payment, reason=reason or "")
    if not kept:
        _did(session, own, N_("Took {name} back: {amount} is owed again"))
        return
    message = N_("Took {name} back: {amount} is owed again, and {fee} that the bank had kept")
    _did(session, own, message, fee=tuple(kept))


def _say_issued(session: Session, own: Payment) -> None:
    """Archive and name the invoices that were issued because their proforma was paid."""
    for part in own.allocations:
        made = session.ledger.invoices.show(part.invoice)
        if made.proforma and not made.pdf_sha256:
            archived(session, made)
            session.say(N_("Issued {name} of {proforma}"), name=made.name, proforma=made.proforma)


def _did(session: Session, own: Payment, message: str, **more: object) -> None:
    values = {"name": own.name, "amount": own.amount, "client": own.client, **more}
    session.did(lambda: shapes_parties.payment(own), message, **values)


def _currency(session: Session, target: str) -> str:
    """Return the currency of what is paid; the invoice is looked for first."""
    try:
        return session.ledger.invoices.show(target).currency
    except Ambiguous:
        raise
    except NotFoundError:
        return session.ledger.clients.show(target).client.currency


def _amount(text: str, field: str, currency: str) -> Decimal:
    value = read_amount(text, field, currency, positive=True)
    return value if value is not None else Decimal(0)


def _part(text: str, currency: str) -> tuple[str, Decimal]:
    invoice, equals, value = text.rpartition("=")
    if not equals:
        raise InputError("to", N_("it is no INVOICE=AMOUNT"), hint=N_("as in --to 2026-001=50"))
    return invoice, _amount(value, "to", currency)


def _table(session: Session, rows: Sequence[PaymentRow]) -> str:
    t = session.t
    if not rows:
        return t(N_("No payments."))
    columns = [
        Column(t(N_("Payment"))),
        Column(t(N_("Date"))),
        Column(t(N_("Client")), flexible=True),
        Column(t(N_("Amount")), right=True),
        Column(t(N_("Left over")), right=True),
        Column(t(N_("Method")), flexible=True),
    ]
    cells = [
        (
            f"pay-{row.id}",
            date(t, row.date),
            row.client_name,
            money(t, row.amount, row.currency),
            t(N_("taken back")) if row.reversed else money(t, row.unallocated, row.currency),
            word(t, row.method),
        )
        for row in rows
    ]
    return table(columns, cells)


def _commands() -> dict[str, Group]:
    import smm_ledger.cli.payment_import  # noqa: F401 - it adds its verb to `payment`

    return {"payment": payment}


COMMANDS: Final = _commands()
