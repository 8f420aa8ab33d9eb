"""`invoice`, after the issue: credit notes, losses, corrections, SdI; and proformas before it."""

from collections.abc import Sequence

from smm_ledger.cli import shapes_documents as shapes
from smm_ledger.cli.commands import Arg, Opt
from smm_ledger.cli.inputs import invoice_input
from smm_ledger.cli.invoices import archived, did, invoice, order_options
from smm_ledger.cli.lines import line_options
from smm_ledger.cli.session import Session
from smm_ledger.cli.values import amount, choice, day, number
from smm_ledger.cli.values import discount as read_discount
from smm_ledger.cli.words import word
from smm_ledger.core.errors import InputError
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.states import SdiStatus
from smm_ledger.services.corrections import CreditInput
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.revisions import RevisionInput

_AMOUNT = Opt("--amount", N_("a part of it; all that is left without it"), "PRICE")


@invoice.verb(
    "credit",
    N_("Issue a credit note: of all that is left, an amount, or some lines."),
    'invoice credit 2026-001 --amount 100 --reason "one post less"',
    Arg("ref"),
    Opt("--amount", N_("total of the credit note, tax included"), "PRICE"),
    Opt("--lines", N_("a line of the invoice, taken back whole"), "N", many=True),
    Opt("--with-stamp", N_("return the recharged stamp duty too"), ""),
    Opt("--reason", N_("why; printed on it"), required=True),
)
def credit(
    session: Session,
    ref: str,
    lines: Sequence[str],
    reason: str,
    *,
    with_stamp: bool,
    **typed: str | None,
) -> None:
    """Issue a credit note."""
    before = session.ledger.invoices.show(ref)
    wanted = amount(typed["amount"], "amount", before.currency, positive=True)
    if wanted is not None and lines:
        raise InputError("lines", N_("an amount is given too"), hint=N_("give one of the two"))
    note = session.ledger.corrections.credit(
        ref,
        CreditInput(reason=reason, amount=wanted, lines=_numbers(lines), with_stamp=with_stamp),
    )
    session.changed_ledger = True
    note = archived(session, note)
    session.did(
        lambda: shapes.invoice(note, session.today),
        N_("Issued {name} on {invoice}: {total} credited"),
        name=note.name,
        invoice=note.credits_invoice,
        total=Money(note.totals.total, note.currency),
    )
    _say_rest(session, note)


def _numbers(typed: Sequence[str]) -> list[int]:
    words = [word for text in typed or () for word in text.split(",")]
    return [no for word in words if (no := number(word.strip(), "lines")) is not None]


def _say_rest(session: Session, note: Invoice) -> None:
    after = session.ledger.invoices.show(note.credits_invoice)
    if after.balance:
        session.say(N_("{amount} of {name} is still owed"), amount=after.balance, name=after.name)


@invoice.verb(
    "write-off",
    N_("Give up what is owed, or a part; reason bank-fee: what a bank kept."),
    "invoice write-off 2026-001 --amount 0.40 --reason bank-fee",
    Arg("ref"),
    _AMOUNT,
    Opt("--reason", N_("why; bank-fee is no loss")),
)
def write_off(session: Session, ref: str, reason: str | None, **typed: str | None) -> None:
    """Write off."""
    currency = session.ledger.invoices.show(ref).currency
    wanted = amount(typed["amount"], "amount", currency, positive=True)
    own = session.ledger.corrections.write_off(ref, amount=wanted, reason=reason or "")
    _told(session, own, N_("Gave up a part of {name}: {lost} written off, {balance} still owed"))


@invoice.verb(
    "recover",
    N_("Take a write-off back, today: the money is expected again."),
    "invoice recover 2026-001",
    Arg("ref"),
    _AMOUNT,
)
def recover(session: Session, ref: str, **typed: str | None) -> None:
    """Recover."""
    currency = session.ledger.invoices.show(ref).currency
    wanted = amount(typed["amount"], "amount", currency, positive=True)
    own = session.ledger.corrections.recover(ref, amount=wanted)
    _told(session, own, N_("{name} is expected again: {balance} owed, {lost} written off"))


def _told(session: Session, own: Invoice, message: str) -> None:
    session.did(
        lambda: shapes.invoice(own, session.today),
        message,
        name=own.name,
        lost=Money(own.written_off, own.currency),
        balance=own.balance,
    )


@invoice.verb(
    "correct",
    N_("Write an invoice that reached nobody anew: same number and date, next revision."),
    'invoice correct 2026-001 --line "2 x Reel @ 120.00" --note "one too many"',
    Arg("ref"),
    *line_options(),
    Opt("--discount", N_("on the whole: 5% or 50.00"), "D"),
    Opt("--note", N_("why; kept in the log"), required=True),
    *order_options(),
)
def correct(session: Session, ref: str, note: str, **typed: str | None) -> None:
    """Correct an invoice."""
    before = session.ledger.invoices.show(ref)
    client = session.ledger.clients.show(before.client.code).client
    written = invoice_input(
        session,
        client.code,
        InvoiceInput(
            client=client.code,
            discount=read_discount(typed["discount"], client.currency),
            order=typed["order"],
            cig=typed["cig"],
            cup=typed["cup"],
        ),
        file=typed["from_"],
        before=before,
    )
    own = session.ledger.revisions.correct(
        ref,
        RevisionInput(
            note=note,
            lines=written.lines,
            discount=written.discount,
            order=written.order,
            cig=written.cig,
            cup=written.cup,
        ),
    )
    session.changed_ledger = True
    own = archived(session, own)
    did(session, own, N_("Corrected {name}, revision {revision}: {total}, to pay {payable}"))


@invoice.verb(
    "sdi",
    N_("Record what SdI said of an e-invoice."),
    "invoice sdi 2026-001 --status delivered",
    Arg("ref"),
    Opt("--status", N_("sent, delivered, not-delivered or rejected"), "STATUS", required=True),
    Opt("--date", N_("when; today without it"), "DATE"),
    Opt("--note", N_("what it said; kept in the log")),
)
def sdi(session: Session, ref: str, status: str, date: str | None, note: str | None) -> None:
    """Record a status of SdI."""
    told = choice(SdiStatus, status, "status")
    own = session.ledger.e_invoices.tell(
        ref, told or SdiStatus.SENT, date=day(session, date, "date"), note=note or ""
    )
    session.did(
        lambda: shapes.invoice(own, session.today),
        N_("{name}, for SdI: {status}"),
        name=own.name,
        status=word(session.t, own.sdi_status),
    )
    if own.sdi_status == SdiStatus.REJECTED:
        session.say(N_("It counts as not issued: correct it and send it again within 5 days"))


@invoice.verb(
    "proforma",
    N_("Turn a draft into a proforma: a request to be paid that becomes an invoice then."),
    "invoice proforma draft-1",
    Arg("ref"),
)
def proforma(session: Session, ref: str) -> None:
    """Turn a draft into a proforma."""
    made = session.ledger.proformas.of_draft(ref)
    session.changed_ledger = True
    own = archived(session, made)
    did(session, own, N_("Made {name} for {client}: {total}, to pay {payable}"))
