"""`interest`: what a late payment costs the debtor, and the rates behind it."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Final

from smm_ledger.cli.commands import Arg, Group, Opt
from smm_ledger.cli.session import Session
from smm_ledger.cli.shapes import Shape, amount, day, exact, text
from smm_ledger.cli.tables import Column, facts, table
from smm_ledger.cli.values import amount as read_amount
from smm_ledger.cli.values import choice, percent
from smm_ledger.cli.values import day as read_day
from smm_ledger.cli.words import date, money, word
from smm_ledger.core.claims import Claim
from smm_ledger.core.dates import FIRST_YEAR, LAST_YEAR, year_bounds
from smm_ledger.core.errors import InputError, LedgerError
from smm_ledger.core.interest import InterestKind, Segment
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.text import safe
from smm_ledger.i18n.formatting import format_percent
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.accruals import InterestView
from smm_ledger.services.interest import CalcInput, KnownRate

interest = Group("interest", N_("Late interest and recovery cost."), "interest show 2026-001")

_KIND: Final = Opt("--kind", N_("mora (statutory), legal or fixed"), "KIND")


@interest.verb(
    "calc",
    N_("Compute the interest on a sum."),
    "interest calc --amount 10000 --due 2026-03-31 --until 2026-09-30",
    Opt("--amount", N_("what is owed"), "P", required=True),
    Opt("--due", N_("the due date; interest runs from the day after"), "DATE", required=True),
    Opt("--until", N_("the last day that counts"), "DATE", required=True),
    _KIND,
    Opt("--rate", N_("the agreed yearly rate, in percent"), "R"),
    Opt("--contract-before-2013", N_("with the smaller margin of older contracts"), ""),
)
def calc(session: Session, *, contract_before_2013: bool, **typed: str | None) -> None:
    """Compute interest."""
    principal = read_amount(typed["amount"], "amount", _currency(session), positive=True)
    due = read_day(session, typed["due"], "due")
    until = read_day(session, typed["until"], "until")
    if principal is None or due is None or until is None:  # the command line demands them
        raise InputError("amount", N_("it is missing"))
    own = session.ledger.interest.calc(
        CalcInput(
            amount=principal,
            due=due,
            until=until,
            kind=choice(InterestKind, typed["kind"], "kind"),
            rate=percent(typed["rate"], "rate"),
            old_contract=contract_before_2013,
        )
    )
    _answer(session, own)


@interest.verb(
    "show",
    N_("Show what is owed on a late invoice besides its amount."),
    "interest show 2026-001 --as-of 2026-09-30",
    Arg("invoice"),
    Opt("--as-of", N_("the last day that counts; today without it"), "DATE"),
    Opt("--rate", N_("a yearly rate that was agreed, in percent"), "R"),
)
def show(session: Session, invoice: str, as_of: str | None, rate: str | None) -> None:
    """Show interest on an invoice."""
    _ask_once(session, invoice)
    own = session.ledger.interest.show(
        invoice, as_of=read_day(session, as_of, "as_of"), rate=percent(rate, "rate")
    )
    _answer(session, own)


def _ask_once(session: Session, invoice: str) -> None:
    """Ask whether a client without a VAT number is a business, where a person can answer.

    The answer is kept with the client, and nobody is asked again; any other key asks later.
    """
    if not session.interactive:
        return
    client = session.ledger.interest.asks_about(invoice)
    if client is None:
        return
    question = N_("{name} has no VAT number. Is it a business? [y/n, Enter: ask me later] ")
    said = input(safe(session.t(question, name=client.name))).strip().lower()
    answer = {"y": "yes", "yes": "yes", "s": "yes", "sì": "yes", "si": "yes", "n": "no", "no": "no"}
    if said in answer:
        session.ledger.clients.edit(client.code, {"business": answer[said]})


@interest.verb(
    "rates",
    N_("List the rates, published ones and yours."),
    "interest rates --kind mora",
    _KIND,
)
def rates(session: Session, kind: str | None) -> None:
    """List the rates."""
    rows = session.ledger.interest.rates(choice(InterestKind, kind, "kind"))
    session.answer(lambda: [_rate(row) for row in rows], lambda: _rates_text(session.t, rows))


@interest.verb(
    "add-rate",
    N_("Add a rate that was published, or agreed, meanwhile."),
    "interest add-rate mora 10.15 --from 2027-01-01 --to 2027-06-30",
    Arg("kind"),
    Arg("percent"),
    Opt("--from", N_("first day; an agreed one: of all times without it"), "DATE"),
    Opt("--to", N_("last day; an agreed one: of all times without it"), "DATE"),
)
def add_rate(session: Session, kind: str, from_: str | None, to: str | None, **typed: str) -> None:
    """Add a rate."""
    which = _kind(kind)
    agreed = which is InterestKind.FIXED
    start = read_day(session, from_, "from") or (year_bounds(FIRST_YEAR)[0] if agreed else None)
    end = read_day(session, to, "to") or (year_bounds(LAST_YEAR)[1] if agreed else None)
    if start is None or end is None:
        raise InputError(
            "from" if start is None else "to",
            N_("it is missing"),
            hint=N_("say for which days the rate was published"),
        )
    value = percent(typed["percent"], "percent") or Decimal(0)
    own = session.ledger.interest.add_rate(which, value, start=start, end=end)
    _did(session, own, N_("Added {percent} from {first} to {last}"))


@interest.verb(
    "drop-rate",
    N_("Take a rate of yours away; published ones stay."),
    "interest drop-rate mora --from 2027-01-01",
    Arg("kind"),
    Opt("--from", N_("its first day"), "DATE", required=True),
)
def drop_rate(session: Session, kind: str, from_: str) -> None:
    """Take a rate away."""
    start = read_day(session, from_, "from")
    if start is not None:
        own = session.ledger.interest.drop_rate(_kind(kind), start=start)
        _did(session, own, N_("Took away {percent} from {first} to {last}"))


@interest.verb(
    "claim",
    N_("Claim what accrued on an invoice, with its calculation sheet."),
    "interest claim 2026-001 --out sheet.pdf",
    Arg("invoice"),
    Opt("--as-of", N_("the last day that counts; today without it"), "DATE"),
    Opt("--rate", N_("a yearly rate that was agreed, in percent"), "R"),
    Opt("--out", N_("write the calculation sheet there"), "F.pdf"),
)
def claim(
    session: Session, invoice: str, as_of: str | None, rate: str | None, out: str | None
) -> None:
    """Claim interest."""
    from smm_ledger.cli.papers import checked_out, save_letter

    target = checked_out(out)
    _ask_once(session, invoice)
    own = session.ledger.claims.claim(
        invoice,
        as_of=read_day(session, as_of, "as_of"),
        rate=percent(rate, "rate"),
        deliver=partial(save_letter, session, target) if target else None,
    )
    _did_claims(session, [own], N_("Claimed {total} on {invoice}, up to {until} ({name})"))


@interest.verb(
    "waive",
    N_("Let the claims on an invoice go; without one, what has accrued to today."),
    "interest waive 2026-001 --reason goodwill",
    Arg("invoice"),
    Opt("--reason", N_("why"), required=True),
)
def waive(session: Session, invoice: str, reason: str) -> None:
    """Waive claims."""
    own = session.ledger.claims.waive(invoice, reason=reason)
    _did_claims(session, own, N_("Waived {total} on {invoice}, up to {until} ({name})"))


@interest.verb(
    "collect",
    N_("Record that the claims on an invoice were paid."),
    "interest collect 2026-001",
    Arg("invoice"),
)
def collect(session: Session, invoice: str) -> None:
    """Collect claims."""
    own = session.ledger.claims.collect(invoice)
    _did_claims(session, own, N_("Collected {total} on {invoice}, up to {until} ({name})"))


def _did_claims(session: Session, own: Sequence[Claim], message: str) -> None:
    last = own[-1]
    session.did(
        lambda: claim_shape(last, [one.name for one in own]),
        message,
        total=Money(sum(one.total for one in own), last.currency),
        invoice=last.invoice,
        until=last.accrued_until,
        name=", ".join(one.name for one in own),
    )


def claim_shape(own: Claim, changed: Sequence[str]) -> Shape:
    """Return a claim in the shape of the contract, and the names of all that changed with it."""
    return {
        "id": own.name,
        "invoice": own.invoice,
        "as_of": day(own.accrued_until),
        "kind": str(own.kind),
        "currency": own.currency,
        "segments": segments(own.segments, own.currency),
        "interest": amount(own.interest, own.currency),
        "compensation": amount(own.compensation, own.currency),
        "accrued_until": day(own.accrued_until),
        "state": str(own.state),
        "warnings": [],
        "changed": list(changed),
    }


def segments(rows: Sequence[Segment], currency: str) -> list[Shape]:
    """Return the rows of a calculation."""
    return [
        {
            "from": day(row.start),
            "to": day(row.end),
            "days": row.days,
            "rate": _rate_text(row.percent),
            "principal": amount(row.principal, currency),
            "amount": amount(row.amount, currency),
        }
        for row in rows
    ]


def _rate_text(percent: Decimal) -> str:
    """Return a rate as laws print it, with two decimals at least, wherever it was read from."""
    return f"{percent:.{max(2, -int(percent.as_tuple().exponent))}f}"


def _kind(typed: str) -> InterestKind:
    return choice(InterestKind, typed, "kind") or InterestKind.MORA


def _currency(session: Session) -> str:
    """Return the issuer's currency; a sum can be computed before there is a ledger."""
    try:
        return session.currency
    except LedgerError:
        return "EUR"


def _did(session: Session, own: KnownRate, message: str) -> None:
    session.did(
        lambda: _rate(own),
        message,
        percent=format_percent(own.period.percent, session.t.language),
        first=own.period.start,
        last=own.period.end,
    )


def _answer(session: Session, own: InterestView) -> None:
    session.answer(lambda: shape(session.t, own), lambda: sheet_text(session.t, own))


def shape(t: Translator, own: InterestView) -> Shape:
    """Return interest in the shape of the contract."""
    return {
        "invoice": text(own.invoice),
        "as_of": day(own.as_of),
        "kind": str(own.kind),
        "currency": own.currency,
        "segments": segments(own.segments, own.currency),
        "interest": amount(own.interest, own.currency),
        "compensation": amount(own.compensation, own.currency),
        "accrued_until": day(own.accrued_until),
        "state": text(own.state),
        "prescription": day(own.prescription),
        "warnings": remarks(t, own),
    }


def remarks(t: Translator, own: InterestView) -> list[str]:
    """Return what there is to know about the figures."""
    return [t.template(one.template, one.data) for one in own.warnings]


def sheet_text(t: Translator, own: InterestView) -> str:
    """Return the rows, their sum, and what to know."""
    columns = [
        Column(t(N_("From"))),
        Column(t(N_("To"))),
        Column(t(N_("Days")), right=True),
        Column(t(N_("Rate")), right=True),
        Column(t(N_("On")), right=True),
        Column(t(N_("Interest")), right=True),
    ]
    rows = [
        (
            date(t, row.start),
            date(t, row.end),
            str(row.days),
            format_percent(row.percent, t.language, decimals=2),
            money(t, row.principal, own.currency),
            money(t, row.amount, own.currency),
        )
        for row in own.segments
    ]
    cost = "" if own.compensation is None else money(t, own.compensation, own.currency)
    sums = facts(
        [
            (t(N_("Invoice")), own.invoice),
            (t(N_("Interest")), money(t, own.interest, own.currency)),
            (t(N_("Recovery cost")), cost),
            (t(N_("Up to")), date(t, own.accrued_until)),
            (t(N_("State")), word(t, own.state)),
            (t(N_("Prudent limit")), date(t, own.prescription)),
        ]
    )
    parts = [table(columns, rows) if rows else "", sums, "\n".join(remarks(t, own))]
    return "\n\n".join(filter(None, parts))


def _rate(row: KnownRate) -> Shape:
    return {
        "kind": str(row.kind),
        "from": day(row.period.start),
        "to": day(row.period.end),
        "percent": exact(row.period.percent),
        "own": row.own,
    }


def _rates_text(t: Translator, rows: Sequence[KnownRate]) -> str:
    columns = [
        Column(t(N_("Kind"))),
        Column(t(N_("From"))),
        Column(t(N_("To"))),
        Column(t(N_("Rate")), right=True),
        Column(""),
    ]
    cells = [
        (
            word(t, row.kind),
            date(t, row.period.start),
            date(t, row.period.end),
            format_percent(row.period.percent, t.language, decimals=2),
            t(N_("yours")) if row.own else "",
        )
        for row in rows
    ]
    return table(columns, cells)


COMMANDS: Final = {"interest": interest}
