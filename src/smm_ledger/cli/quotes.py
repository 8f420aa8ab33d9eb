"""`quote`: offers. Their rounds and their end are in `quote_rounds`, which adds to this noun."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from smm_ledger.cli import shapes_documents as shapes
from smm_ledger.cli.commands import Arg, Group, Opt
from smm_ledger.cli.errors import Usage
from smm_ledger.cli.inputs import (
    Typed,
    check_new_quote,
    check_round,
    quote_input,
    typed_quote,
)
from smm_ledger.cli.lines import line_options
from smm_ledger.cli.quote_text import differences, overview
from smm_ledger.cli.session import Session
from smm_ledger.cli.shapes import Shape, exact
from smm_ledger.cli.tables import Column, table
from smm_ledger.cli.values import amount, choice, day, number, percent, terms
from smm_ledger.cli.words import date, price, word
from smm_ledger.core.marks import N_
from smm_ledger.core.payers import Advice
from smm_ledger.core.quotes import Quote
from smm_ledger.core.states import QuoteStatus
from smm_ledger.services.payers import advice_line
from smm_ledger.services.quote_inputs import BoundsInput, QuoteInput
from smm_ledger.services.read_models import ListQuery, QuoteRow

quote = Group("quote", N_("Offers and their negotiation."), "quote list --status negotiating")

NONE: Final = "none"
"""What takes a private amount away."""

_BOUNDS: Final = (
    ("--floor", N_("private: the lowest net"), "PRICE"),
    ("--target", N_("private: the net that you hope for"), "PRICE"),
    ("--walk-away", N_("private: when you leave the table"), "TEXT"),
    ("--fallback", N_("private: your best alternative to this deal"), "TEXT"),
    ("--note", N_("private note"), "TEXT"),
)
_OFFER: Final = (
    ("--valid-until", N_("last day of the offer; 30 days without it"), "DATE"),
    ("--discount", N_("on the whole: 5% or 50.00"), "D"),
    ("--deposit", N_("share asked in advance, such as 30%"), "R%"),
    ("--terms", N_("of its invoices: 30, 30 eom or eom 30; the client's without it"), "TERMS"),
)


@quote.verb(
    "new",
    N_("Make a draft quote for a client."),
    'quote new rossi-moda --title "Social 2027" --line "3 x Reel @ 120.00 -10%"',
    Arg("client"),
    Opt("--title", N_("what it is about")),
    *line_options(),
    *(Opt(*one) for one in (*_OFFER, *_BOUNDS)),
    Opt("--take-advice", N_("ask what the client's record advises: deposit and terms"), ""),
)
def new(
    session: Session,
    client: str,
    title: str | None,
    from_: str | None,
    discount: str | None,
    *,
    take_advice: bool,
    **typed: str | None,
) -> None:
    """Make a draft."""
    if title is None and from_ is None:
        raise Usage("--title", N_("it is missing"))
    known = session.ledger.clients.show(client).client
    offer = typed_quote(session, known.currency, file=from_, discount=discount)
    said = replace(_typed(session, title, typed, known.currency, offer), client=known.code)
    if offer.shown is not None:
        check_new_quote(session, said, offer.shown)
    advised = session.ledger.payers.advice(known.code, deposit=said.deposit, terms=said.terms)
    taken = advised if take_advice else None
    if taken is not None:
        said = replace(said, deposit=taken.deposit_percent, terms=taken.terms)
    own = session.ledger.quotes.new(said)
    told = None if advised is None else advice_line(advised, known.name, session.t)
    did(
        session,
        own,
        N_("Made {number}: {net} net, {total} in all"),
        {"advice": None if advised is None else _advice(advised, told, taken=take_advice)},
    )
    if told is not None and taken is None and not (session.options.json or session.options.quiet):
        session.warn_text(told)


@quote.verb(
    "list",
    N_("List the quotes, newest first."),
    "quote list --status sent --client rossi-moda",
    Opt("--status", N_("draft, sent, negotiating, accepted, ... or expired"), "STATUS"),
    Opt("--client", N_("of one client"), "REF"),
    Opt("--search", N_("words in number, title or client")),
    Opt("--limit", N_("how many at most"), "N"),
)
def list_(
    session: Session,
    status: str | None,
    client: str | None,
    search: str | None,
    limit: str | None,
) -> None:
    """List quotes."""
    wanted = status and (status if status == "expired" else choice(QuoteStatus, status, "status"))
    query = ListQuery(
        status=str(wanted or ""),
        client=session.ledger.clients.show(client).client.id if client is not None else None,
        search=search or "",
        limit=number(limit, "limit"),
    )
    rows = session.ledger.quotes.list(query)
    session.answer(lambda: [shapes.quote_row(row) for row in rows], lambda: _table(session, rows))


@quote.verb(
    "show",
    N_("Show a quote with its rounds."),
    "quote show P-2026-001",
    Arg("ref"),
    Opt("--private", N_("with your bounds, which no client may see"), ""),
)
def show(session: Session, ref: str, *, private: bool) -> None:
    """Show a quote."""
    own = session.ledger.quotes.show(ref)
    floors = session.ledger.rates.floors_of(own) if private else None
    session.answer(
        lambda: shapes.quote(own, session.today, floors=floors),
        lambda: overview(session, own, floors=floors),
    )


@quote.verb(
    "edit",
    N_("Change a draft; once it is sent, its private bounds alone."),
    "quote edit P-2026-001 --floor 900 --valid-until +15",
    Arg("ref"),
    Opt("--title", N_("what it is about")),
    *line_options(),
    *(Opt(*one) for one in (*_OFFER, *_BOUNDS)),
)
def edit(
    session: Session, ref: str, from_: str | None, discount: str | None, **typed: str | None
) -> None:
    """Change a draft, or the private bounds."""
    nothing = (from_, discount, *typed.values())
    if not session.taken and all(value is None for value in nothing):
        raise Usage("quote edit", N_("nothing changes"), hint=N_("give an option, such as --title"))
    before = session.ledger.quotes.show(ref)
    offer = typed_quote(session, before.currency, file=from_, discount=discount)
    if offer.shown is not None:
        check_round(session, before, offer.shown, said=(), bounds=True)
    said = _typed(session, typed["title"], typed, before.currency, offer)
    own = session.ledger.quotes.edit(before.number, said)
    did(session, own, N_("Changed {number}: {net} net, {total} in all"))


@quote.verb(
    "duplicate", N_("Make a new draft like another."), "quote duplicate P-2026-001", Arg("ref")
)
def duplicate(session: Session, ref: str) -> None:
    """Make a new draft like another quote."""
    did(session, session.ledger.quotes.duplicate(ref), N_("Made {number}: {net} net"))


@quote.verb(
    "delete", N_("Delete a draft that was never sent."), "quote delete P-2026-001", Arg("ref")
)
def delete(session: Session, ref: str) -> None:
    """Delete a draft."""
    did(session, session.ledger.quotes.delete(ref), N_("Deleted {number}"))


@quote.verb(
    "diff",
    N_("Show what changed between two rounds: the last two, or M and N."),
    "quote diff P-2026-001 1 3",
    Arg("ref"),
    Arg("m", required=False),
    Arg("n", required=False),
)
def diff(session: Session, ref: str, m: str | None, n: str | None) -> None:
    """Compare two rounds."""
    old, new = number(m, "round"), number(n, "round")
    between = session.ledger.quotes.diff(ref, old, new)
    own = session.ledger.quotes.show(ref)
    session.answer(
        lambda: shapes.difference(own.number, between),
        lambda: differences(session.t, own, between),
    )


def did(
    session: Session, own: Quote, message: str, extra: Shape | None = None, /, **more: object
) -> None:
    """Say what was done to a quote; its shape, with what is extra, holds nothing private."""
    offer = own.current
    session.did(
        lambda: shapes.quote(own, session.today) | (extra or {}),
        message,
        number=own.number,
        net=price(session.t, offer.least.net, own.currency, is_open=offer.is_open),
        total=price(session.t, offer.least.total, own.currency, is_open=offer.is_open),
        **more,
    )


def _typed(
    session: Session,
    title: str | None,
    typed: "dict[str, str | None]",
    currency: str,
    offer: Typed,
) -> QuoteInput:
    """Return what the options and the file say of a draft."""
    return quote_input(
        offer.shown,
        QuoteInput(
            title=title,
            lines=offer.lines,
            discount=offer.discount,
            valid_until=day(session, typed["valid_until"], "valid_until"),
            deposit=percent(typed["deposit"], "deposit"),
            terms=terms(typed["terms"]),
            bounds=_bounds(typed, currency),
            note=typed["note"],
        ),
    )


def _bounds(typed: "dict[str, str | None]", currency: str) -> BoundsInput:
    """Return the private bounds as typed; `none` takes an amount away, an empty text a text."""
    prices = {name: typed[name] for name in ("floor", "target")}
    cleared = frozenset(
        n for n, text in prices.items() if text is not None and text.strip().lower() == NONE
    )
    kept = {n: None if n in cleared else amount(text, n, currency) for n, text in prices.items()}
    return BoundsInput(
        **kept,
        walk_away=typed["walk_away"],
        alternative=typed["fallback"],
        cleared=cleared,
    )


def _advice(own: Advice, told: str | None, *, taken: bool) -> Shape:
    return {
        "deposit_percent": exact(own.deposit_percent),
        "terms": str(own.terms),
        "reason": told,
        "taken": taken,
    }


def _table(session: Session, rows: Sequence[QuoteRow]) -> str:
    t = session.t
    if not rows:
        return t(N_("No quotes."))
    columns = [
        Column(t(N_("Quote"))),
        Column(t(N_("Client")), flexible=True),
        Column(t(N_("Title")), flexible=True),
        Column(t(N_("State"))),
        Column(t(N_("Until"))),
        Column(t(N_("Net")), right=True),
    ]
    cells = [
        (
            row.number,
            row.client_name,
            row.title,
            word(t, "expired" if row.expired else row.status),
            date(t, row.valid_until),
            price(t, row.net, row.currency, is_open=row.is_open),
        )
        for row in rows
    ]
    return table(columns, cells)


def _commands() -> dict[str, Group]:
    import smm_ledger.cli.quote_checklist
    import smm_ledger.cli.quote_map
    import smm_ledger.cli.quote_rounds
    import smm_ledger.cli.quote_scope  # noqa: F401 - all add their verbs to `quote`

    return {"quote": quote}


COMMANDS: Final = _commands()
