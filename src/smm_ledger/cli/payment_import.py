"""`payment import`: a bank statement beside what is owed; nothing is kept without --apply."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from smm_ledger.cli.commands import Arg, Opt
from smm_ledger.cli.payments import payment
from smm_ledger.cli.session import Session, file_path
from smm_ledger.cli.shapes import Shape, day
from smm_ledger.cli.tables import Column, table, wrap
from smm_ledger.cli.words import date, money
from smm_ledger.core.bank import Match, MatchKind
from smm_ledger.core.bank_formats import BankFormat
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.payments import Payment
from smm_ledger.core.text import safe
from smm_ledger.exchange.statements import Statement, read_statement
from smm_ledger.i18n.bank_words import KINDS, gap_text, meant, said
from smm_ledger.i18n.parsing import parse_int
from smm_ledger.services.bank import SURE, TO_DECIDE

WIDTH: Final = 80


@payment.verb(
    "import",
    N_("Match a bank statement with what is owed; only --apply records payments."),
    "payment import statement.csv --apply",
    Arg("file", metavar="FILE"),
    Opt("--format", N_("a layout of CSV: it, en, n26 and the like, or one of your own"), "NAME"),
    Opt(
        "--columns",
        N_("what its columns are, kept under --format: date=Data,amount=Importo,text=Causale"),
        "ROLE=HEADER,…",
    ),
    Opt("--apply", N_("record the payments that are certain"), ""),
    Opt("--likely", N_("record the likely ones, too"), ""),
    Opt("--to", N_("the invoice that an entry pays, as you know it"), "ENTRY=INVOICE", many=True),
)
def import_(
    session: Session,
    file: str,
    format_: str | None,
    columns: str | None,
    to: Sequence[str],
    *,
    apply: bool,
    likely: bool,
) -> None:
    """Import a bank statement."""
    bank = session.ledger.bank
    by_hand = _by_hand(to or ())
    if (likely or by_hand) and not apply:
        raise InputError(
            "apply",
            N_("nothing is recorded without it"),
            hint=N_("look first, then add --apply"),
        )
    path = file_path(file, field="file")
    currency = bank.currency()
    statement = read_statement(path, _formats(session, format_, columns), currency=currency)
    for text in _warnings(session, statement):
        session.warn_text(text)
    if columns is not None:
        bank.keep_format(format_ or "", columns)
        session.changed_ledger = True
    if not apply:
        _answer(session, statement, bank.look(statement.entries), {}, applied=False)
        return
    kinds = {*SURE, MatchKind.LIKELY} if likely else SURE
    done = bank.apply(statement.entries, kinds=kinds, by_hand=by_hand)
    session.changed_ledger = True
    _answer(session, statement, done.matches, done.payments, applied=True)


def _formats(session: Session, name: str | None, columns: str | None) -> Mapping[str, BankFormat]:
    bank = session.ledger.bank
    if columns is not None:
        if not name:
            raise InputError(
                "format",
                N_("columns need a name to be kept under"),
                hint=N_("give --format NAME, too"),
            )
        return {name: bank.check_format(name, columns)}
    return bank.formats() if name is None else {name: bank.format(name)}


def _by_hand(parts: Sequence[str]) -> dict[int, str]:
    named: dict[int, str] = {}
    for part in parts:
        no, equals, invoice = part.partition("=")
        if not equals:
            raise InputError("to", N_("it is no ENTRY=INVOICE"), hint=N_("as in --to 3=2026-001"))
        named[parse_int(no, field="to", low=1, high=10**6) - 1] = invoice.strip()
    return named


def _warnings(session: Session, statement: Statement) -> list[str]:
    return [gap_text(gap.account, gap.entries, gap.balances, session.t) for gap in statement.gaps]


def _answer(
    session: Session,
    statement: Statement,
    found: Sequence[Match],
    payments: Mapping[int, Payment],
    *,
    applied: bool,
) -> None:
    counts = Counter(one.kind for one in found)
    session.answer(
        lambda: {
            "file": statement.file,
            "format": statement.format,
            "applied": applied,
            "recorded": [own.name for own in payments.values()],
            "counts": {str(kind): counts[kind] for kind in MatchKind},
            "rows": [_shape(no, one, payments.get(no - 1)) for no, one in enumerate(found, 1)],
            "warnings": _warnings(session, statement),
        },
        lambda: _text(session, found, payments, applied=applied),
    )


def _shape(no: int, own: Match, made: Payment | None) -> Shape:
    currency = own.entry.amount.currency
    invoices = [
        {"invoice": part.invoice, "amount": str(Money(part.amount, currency))}
        for part in own.shares
    ]
    if made is not None:
        invoices = [
            {"invoice": part.invoice, "amount": str(Money(part.amount, currency))}
            for part in made.allocations
        ]
    return {
        "entry": no,
        "date": day(own.entry.date),
        "amount": str(own.entry.amount),
        "currency": currency,
        "name": own.entry.name or None,
        "iban": own.entry.iban or None,
        "text": own.entry.text or None,
        "class": str(own.kind),
        "client": (made.client if made else own.client) or None,
        "invoices": invoices,
        "candidates": list(own.candidates),
        "payment": (made.name if made else own.payment) or None,
    }


def _text(
    session: Session,
    found: Sequence[Match],
    payments: Mapping[int, Payment],
    *,
    applied: bool,
) -> str:
    t = session.t
    if not found:
        return t(N_("The statement holds no entry."))
    columns = [
        Column(t(N_("No.")), right=True),
        Column(t(N_("Date"))),
        Column(t(N_("Amount")), right=True),
        Column(t(N_("Match"))),
        Column(t(N_("Invoice")), flexible=True),
        Column(t(N_("Client")), flexible=True),
        Column(t(N_("The bank says")), flexible=True),
    ]
    cells = [
        (
            str(at + 1),
            date(t, own.entry.date),
            money(t, own.entry.amount.minor, own.entry.amount.currency),
            t(KINDS[own.kind]),
            meant(own, payments.get(at), t),
            own.client_name,
            said(own.entry),
        )
        for at, own in enumerate(found)
    ]
    return "\n\n".join(
        [
            table(columns, cells),
            *_undecided(found, payments),
            *_closing(session, found, payments, applied=applied),
        ]
    )


def _undecided(found: Sequence[Match], payments: Mapping[int, Payment]) -> list[str]:
    """Return in full what the bank says of each entry that a person must decide."""
    lines = [
        line
        for at, own in enumerate(found)
        if own.kind in TO_DECIDE and at not in payments and said(own.entry)
        for line in wrap(f"{at + 1}: {safe(said(own.entry))}", WIDTH)
    ]
    return ["\n".join(lines)] if lines else []


def _closing(
    session: Session,
    found: Sequence[Match],
    payments: Mapping[int, Payment],
    *,
    applied: bool,
) -> list[str]:
    t = session.t
    counts = Counter(one.kind for one in found)
    if applied:
        n = len(payments)
        told = t.ngettext("Recorded {n} payment.", "Recorded {n} payments.", n)
    elif counts[MatchKind.CERTAIN]:
        told = t(
            N_("Nothing is recorded yet: --apply takes the certain ones, --likely the others, too.")
        )
    elif counts[MatchKind.LIKELY]:
        told = t(N_("Nothing is recorded yet: --apply --likely takes the likely ones."))
    else:
        told = t(N_("Nothing is recorded."))
    lines = wrap(told, WIDTH)
    if counts[MatchKind.AMBIGUOUS] or counts[MatchKind.UNKNOWN]:
        hint = N_("An entry that you know goes to its invoice by --apply --to ENTRY=INVOICE.")
        lines += wrap(t(hint), WIDTH)
    return ["\n".join(lines)]
