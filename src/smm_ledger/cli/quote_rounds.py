"""`quote`, the negotiation: rounds of both sides, how it ends, and what is made from it."""

from collections.abc import Sequence

from smm_ledger.cli import shapes_documents as shapes
from smm_ledger.cli.commands import Arg, Opt
from smm_ledger.cli.errors import Usage
from smm_ledger.cli.inputs import Typed, check_round, typed_quote
from smm_ledger.cli.lines import line_options
from smm_ledger.cli.papers import save_quote
from smm_ledger.cli.quote_text import gift_line
from smm_ledger.cli.quotes import did, quote
from smm_ledger.cli.session import Session
from smm_ledger.cli.values import amount, choice, day, number, percent, terms, yes_or_no
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.quotes import OutcomeReason, Quote
from smm_ledger.core.rounds import Ask
from smm_ledger.exchange.show_files import Words
from smm_ledger.i18n.rounding_words import rounding_text
from smm_ledger.services.billing import Part
from smm_ledger.services.offers import OfferInput
from smm_ledger.services.quote_inputs import CounterInput, ReviseInput

_PRICE = (
    Opt("--net", N_("the net, reached by a discount on my last lines"), "PRICE"),
    Opt("--gross", N_("the total to pay, reached the same way"), "PRICE"),
)
_PARTS = (
    Opt("--deposit", N_("the deposit alone"), ""),
    Opt("--balance", N_("what remains"), ""),
    Opt("--all", N_("one invoice of the whole"), ""),
)
_FLOOR = Opt("--below-floor", N_("pass your floor, for this reason (it may be empty)"), "REASON")
_COMPETITOR = (
    Opt("--competitor", N_("who else offers"), "NAME"),
    Opt("--competitor-price", N_("for how much"), "PRICE"),
    Opt("--competitor-verified", N_("yes or no: you have seen that offer"), "YES|NO"),
)


@quote.verb(
    "send", N_("Send a draft: round 1 is frozen."), "quote send P-2026-001", Arg("ref"), _FLOOR
)
def send(session: Session, ref: str, below_floor: str | None) -> None:
    """Send a draft."""
    own = session.ledger.negotiation.send(ref, below_floor=below_floor)
    did(session, own, N_("Sent {number}: {net} net, {total} in all"))


@quote.verb(
    "counter",
    N_("Record the client's round: a price, lines, or words."),
    "quote counter P-2026-001 --net 900 --ask budget",
    Arg("ref"),
    *_PRICE,
    *line_options(),
    Opt("--comment", N_("what the client said")),
    Opt("--ask", N_("budget, competitor, habit, risk, timing or scope"), "ASK"),
    *_COMPETITOR,
    Opt("--note", N_("private note")),
    Opt("--date", N_("when it was said; today without it"), "DATE"),
)
def counter(
    session: Session,
    ref: str,
    net: str | None,
    gross: str | None,
    from_: str | None,
    **typed: str | None,
) -> None:
    """Record the client's round."""
    _check_one_price(session, net=net, gross=gross, file=from_)
    said = (net, gross, from_, typed["comment"])
    if not session.taken and all(value is None for value in said):
        raise Usage("quote counter", _NEEDED, hint=N_("as in --net 900, or --comment TEXT"))
    before = session.ledger.quotes.show(ref)
    lines = typed_quote(session, before.currency, file=from_, discount=None, mine=False)
    if lines.shown is not None:
        check_round(session, before, lines.shown, said=("ask", "note"), bounds=False)
    rival = amount(typed["competitor_price"], "competitor_price", before.currency)
    seen = yes_or_no(typed["competitor_verified"], "competitor_verified")
    told = lines.shown.words if lines.shown else Words()
    own = session.ledger.negotiation.counter(
        before.number,
        CounterInput(
            offer=_offer(before, lines, net, gross),
            comment=typed["comment"] or "",
            ask=choice(Ask, typed["ask"], "ask") or told.ask,
            competitor=typed["competitor"] or told.competitor,
            competitor_price=told.competitor_price if rival is None else rival,
            competitor_verified=told.competitor_verified if seen is None else seen,
            note=typed["note"] or told.note,
            date=day(session, typed["date"], "date") or told.date,
        ),
    )
    did(
        session,
        own,
        N_("Recorded the client's round {seq} of {number}: {net} net"),
        seq=own.current.seq,
    )
    _warn_gross(session, own, gross)


@quote.verb(
    "revise",
    N_("Make my next round."),
    'quote revise P-2026-001 --net 950 --give "two reels less" --get "payment in 15 days"',
    Arg("ref"),
    *_PRICE,
    *line_options(),
    Opt("--discount", N_("on the whole: 5% or 50.00"), "D"),
    Opt("--give", N_("what I concede")),
    Opt("--get", N_("what I obtain")),
    Opt("--gift", N_("conceded for nothing"), ""),
    Opt("--valid-until", N_("last day of the offer"), "DATE"),
    Opt("--deposit", N_("share asked in advance, such as 30%"), "R%"),
    Opt("--terms", N_("of its invoices: 30, 30 eom or eom 30"), "TERMS"),
    Opt("--note", N_("private note")),
    _FLOOR,
)
def revise(
    session: Session,
    ref: str,
    net: str | None,
    gross: str | None,
    from_: str | None,
    discount: str | None,
    *,
    gift: bool,
    **typed: str | None,
) -> None:
    """Make my next round."""
    if gift and typed["get_"]:
        raise Usage("--gift", N_("it can't stand beside --get"))
    _check_one_price(session, net=net, gross=gross, file=from_, discount=discount)
    conditions = (typed["valid_until"], typed["deposit"], typed["terms"])
    given = (net, gross, from_, discount, *conditions)
    if not session.taken and all(value is None for value in given):
        raise Usage("quote revise", _NEEDED, hint=N_("as in --net 900, or --valid-until +30"))
    before = session.ledger.quotes.show(ref)
    lines = typed_quote(session, before.currency, file=from_, discount=discount)
    if lines.shown is not None:
        check_round(session, before, lines.shown, said=("give", "get", "note"), bounds=False)
    told = lines.shown.words if lines.shown else Words()
    until = lines.shown.valid_until if lines.shown else None
    own = session.ledger.negotiation.revise(
        before.number,
        ReviseInput(
            offer=_offer(before, lines, net, gross),
            give=typed["give"] or told.give,
            get=typed["get_"] or ("" if gift else told.get),
            gift=gift,
            valid_until=day(session, typed["valid_until"], "valid_until") or until,
            deposit=percent(typed["deposit"], "deposit"),
            terms=terms(typed["terms"]),
            below_floor=typed["below_floor"],
            note=typed["note"] or told.note,
        ),
    )
    did(
        session,
        own,
        N_("Made round {seq} of {number}: {net} net, {total} in all"),
        seq=own.current.seq,
    )
    if own.current.gift:
        session.say_text(gift_line(session.t, own, own.current))
    _warn_gross(session, own, gross)


@quote.verb(
    "reply",
    N_("Note that the client answered."),
    'quote reply P-2026-001 --note "decides on Monday"',
    Arg("ref"),
    Opt("--note", N_("what was said")),
)
def reply(session: Session, ref: str, note: str | None) -> None:
    """Note that the client answered."""
    own = session.ledger.negotiation.reply(ref, note=note or "")
    did(session, own, N_("Noted the answer to {number}"))


@quote.verb(
    "accept",
    N_("Accept a round: the last of mine, or another."),
    "quote accept P-2026-001 --round 3 --select 2",
    Arg("ref"),
    Opt("--round", N_("which round"), "N"),
    Opt("--by", N_("who accepted"), "NAME"),
    Opt("--date", N_("when; today without it"), "DATE"),
    Opt("--select", N_("an optional or alternative line that is taken"), "LINE_NO", many=True),
    _FLOOR,
)
def accept(
    session: Session,
    ref: str,
    round_: str | None,
    select: Sequence[str],
    **typed: str | None,
) -> None:
    """Accept a round."""
    chosen = [int(number(one, "select") or 0) for one in select or ()]
    own = session.ledger.outcomes.accept(
        ref,
        round_no=number(round_, "round"),
        by=typed["by"] or "",
        date=day(session, typed["date"], "date"),
        selection=chosen or None,
        below_floor=typed["below_floor"],
    )
    totals = own.accepted.totals if own.accepted else own.current.totals
    did(
        session,
        own,
        N_("Accepted {number}, round {seq}: {accepted} net"),
        seq=own.accepted_round,
        accepted=Money(totals.net, own.currency),
    )


@quote.verb(
    "undo-accept",
    N_("Take an acceptance back while nothing is invoiced."),
    "quote undo-accept P-2026-001 --reason mistaken",
    Arg("ref"),
    Opt("--reason", N_("why")),
)
def undo_accept(session: Session, ref: str, reason: str | None) -> None:
    """Take an acceptance back."""
    own = session.ledger.outcomes.undo_accept(ref, reason=reason or "")
    did(session, own, N_("Took the acceptance of {number} back"))


@quote.verb(
    "decline",
    N_("Record that the client said no."),
    "quote decline P-2026-001 --reason price",
    Arg("ref"),
    Opt("--reason", N_("price, competitor, scope, timing, no-answer or other"), "REASON"),
    *_COMPETITOR,
    Opt("--note", N_("private note")),
)
def decline(session: Session, ref: str, reason: str | None, **typed: str | None) -> None:
    """Record a loss."""
    before = session.ledger.quotes.show(ref)
    own = session.ledger.outcomes.decline(
        before.number,
        reason=choice(OutcomeReason, reason, "reason") or OutcomeReason.OTHER,
        competitor=typed["competitor"] or "",
        competitor_price=amount(typed["competitor_price"], "competitor_price", before.currency),
        competitor_verified=yes_or_no(typed["competitor_verified"], "competitor_verified"),
        note=typed["note"] or "",
    )
    did(session, own, N_("Noted that {number} was declined"))


@quote.verb(
    "withdraw",
    N_("Take the offer back."),
    "quote withdraw P-2026-001",
    Arg("ref"),
    Opt("--reason", N_("why")),
)
def withdraw(session: Session, ref: str, reason: str | None) -> None:
    """Take the offer back."""
    own = session.ledger.outcomes.withdraw(ref, reason=reason or "")
    did(session, own, N_("Withdrew {number}"))


@quote.verb(
    "invoice",
    N_("Make the draft invoice that comes next: deposit, balance or the whole."),
    "quote invoice P-2026-001 --deposit",
    Arg("ref"),
    *_PARTS,
)
def invoice(session: Session, ref: str, *, deposit: bool, balance: bool, all_: bool) -> None:
    """Make invoices of a quote."""
    part = _part(deposit=deposit, balance=balance, all_=all_)
    made = session.ledger.billing.invoice(ref, part)
    session.did(
        lambda: [shapes.invoice(one, session.today) for one in made],
        N_("Made {names}: {total}"),
        names=", ".join(one.name for one in made),
        total=Money(sum(one.totals.total for one in made), made[0].currency),
    )
    told = rounding_text(session.t, session.ledger.billing.roundings(made[0].quote))
    if told and not session.options.json:
        session.say_text(told)


def _part(*, deposit: bool, balance: bool, all_: bool) -> Part | None:
    asked = {Part.DEPOSIT: deposit, Part.BALANCE: balance, Part.ALL: all_}
    parts = [part for part, wanted in asked.items() if wanted]
    if len(parts) > 1:
        raise Usage("--deposit", N_("give one of --deposit, --balance, --all"))
    return parts[0] if parts else None


@quote.verb(
    "proforma",
    N_("Ask for the next part to be paid; its invoice is issued with the payment."),
    "quote proforma P-2026-001 --deposit",
    Arg("ref"),
    *_PARTS,
)
def proforma(session: Session, ref: str, *, deposit: bool, balance: bool, all_: bool) -> None:
    """Make a proforma of a quote."""
    from smm_ledger.cli.invoices import archived
    from smm_ledger.cli.invoices import did as told

    part = _part(deposit=deposit, balance=balance, all_=all_)
    made = session.ledger.proformas.of_quote(ref, part)
    session.changed_ledger = True
    told(
        session,
        archived(session, made),
        N_("Made {name} for {client}: {total}, to pay {payable}"),
    )


@quote.verb(
    "pdf",
    N_("Write a round's PDF: the last of mine, or another."),
    "quote pdf P-2026-001 --out offer.pdf",
    Arg("ref"),
    Opt("--round", N_("which round"), "N"),
    Opt("--compare", N_("with a page that helps to compare offers; it names nobody"), ""),
    Opt("--out", N_("the file"), "F.pdf"),
)
def pdf(session: Session, ref: str, round_: str | None, out: str | None, *, compare: bool) -> None:
    """Write a PDF."""
    save_quote(session, ref, round_no=number(round_, "round"), out=out, compare=compare)


@quote.verb(
    "text",
    N_("Print a short text for an e-mail or a chat, in the client's language."),
    "quote text P-2026-001",
    Arg("ref"),
)
def text(session: Session, ref: str) -> None:
    """Print a text for the client."""
    told = session.ledger.texts.quote(ref)
    session.answer(lambda: {"text": told}, lambda: told)


_NEEDED = N_("it needs a price, lines or words")


def _check_one_price(
    session: Session,
    *,
    net: str | None,
    gross: str | None,
    file: str | None,
    discount: str | None = None,
) -> None:
    """Refuse two ways to say the price.

    Raises:
        Usage: More than one of them.
    """
    lines = file is not None or bool(session.taken)
    if sum((net is not None, gross is not None, lines)) > 1:
        raise Usage("--net", N_("give one of --net, --gross, and lines"))
    if discount is not None and (net is not None or gross is not None):
        raise Usage("--discount", N_("a price is given too"), hint=N_("give one of the two"))


def _offer(before: Quote, typed: Typed, net: str | None, gross: str | None) -> OfferInput:
    return OfferInput(
        lines=typed.lines,
        discount=typed.discount,
        net=amount(net, "net", before.currency),
        gross=amount(gross, "gross", before.currency),
    )


def _warn_gross(session: Session, own: Quote, gross: str | None) -> None:
    """Say it when no net gives the wanted total to the cent."""
    wanted = amount(gross, "gross", own.currency)
    total = Money(own.current.least.total, own.currency)
    if wanted is not None and wanted != total.decimal:
        session.warn(
            N_("no net gives {wanted} to the cent; the total is {total}"),
            wanted=Money.of(wanted, own.currency),
            total=total,
        )
