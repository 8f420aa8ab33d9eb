"""A quote as text for the person whose quote it is: rounds, lines, differences.

What is private is shown only when asked for (`quote_private`); what a client gets is made elsewhere
(`services.texts` and the documents), never here.
"""

from smm_ledger.cli.line_text import line_table, quantity_and_price
from smm_ledger.cli.quote_private import private_text
from smm_ledger.cli.session import Session
from smm_ledger.cli.tables import Column, facts, table
from smm_ledger.cli.words import date, money, price, word
from smm_ledger.core.floors import Floors
from smm_ledger.core.marks import N_
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import LineChange, Round, RoundDiff
from smm_ledger.core.states import QuoteStatus
from smm_ledger.i18n.formatting import format_percent
from smm_ledger.i18n.translator import Translator

_OPEN = (QuoteStatus.DRAFT, QuoteStatus.SENT, QuoteStatus.NEGOTIATING)


def overview(session: Session, own: Quote, *, floors: Floors | None = None) -> str:
    """Return a quote with its rounds and the lines that count; what is private with `floors`."""
    from smm_ledger.cli.quote_map import map_line

    t, offer = session.t, own.accepted or own.current
    state = "expired" if own.expired(session.today) else own.status
    deposit = own.deposit_percent
    outcome = own.outcome
    reason = word(t, outcome.reason) if outcome and outcome.reason else ""
    head = facts(
        [
            (t(N_("Quote")), own.number),
            (t(N_("Client")), own.client),
            (t(N_("Title")), own.title),
            (t(N_("State")), word(t, state)),
            (t(N_("Until")), date(t, own.valid_until)),
            (t(N_("Deposit")), format_percent(deposit, t.language) if deposit else ""),
            (t(N_("Terms")), "" if own.terms is None else str(own.terms)),
            (t(N_("Invoices")), ", ".join(own.invoices)),
            (t(N_("Rounding")), _rounding(session, own)),
            (t(N_("Reason")), ": ".join(filter(None, (reason, outcome.note if outcome else "")))),
            (t(N_("Checklist")), _checklist(t, own)),
        ]
    )
    lines = line_table(t, offer.lines, offer.least, is_open=offer.is_open)
    parts = [head, _rounds(t, own), map_line(session, own), lines]
    parts += [] if floors is None else [private_text(t, own, floors)]
    return "\n\n".join(filter(None, parts))


def _rounding(session: Session, own: Quote) -> str:
    """Return by what cents its documents differ from it."""
    if len(own.invoices) < 2:  # noqa: PLR2004 - one document has the quote's own figures
        return ""
    from smm_ledger.i18n.rounding_words import rounding_text

    return rounding_text(session.t, session.ledger.billing.roundings(own.number))


def _rounds(t: Translator, own: Quote) -> str:
    columns = [
        Column(t(N_("Round")), right=True),
        Column(t(N_("By"))),
        Column(t(N_("Date"))),
        Column(t(N_("Net")), right=True),
        Column(t(N_("Total")), right=True),
        Column(t(N_("Note")), flexible=True),
    ]
    return table(columns, [_round(t, own, own.as_agreed(offer)) for offer in own.rounds])


def _round(t: Translator, own: Quote, offer: Round) -> list[str]:
    mark = "*" if offer.seq == own.accepted_round else ""
    return [
        f"{mark}{offer.seq}",
        word(t, offer.side),
        date(t, offer.date),
        price(t, offer.least.net, own.currency, is_open=offer.is_open),
        price(t, offer.least.total, own.currency, is_open=offer.is_open),
        _told(t, own, offer),
    ]


def _told(t: Translator, own: Quote, offer: Round) -> str:
    gift = gift_line(t, own, offer)
    return " · ".join(filter(None, (word(t, offer.ask), offer.give, offer.get, gift, offer.note)))


def gift_line(t: Translator, own: Quote, offer: Round) -> str:
    """Return what a round gave away, in one line; empty where it gave nothing."""
    if not offer.gift:
        return ""
    return t(N_("Gave away {amount}"), amount=money(t, offer.gift, own.currency))


def _checklist(t: Translator, own: Quote) -> str:
    """Return what the offer speaks of, while it can still change."""
    from smm_ledger.services.checklists import checklist_line, checks_of

    return checklist_line(checks_of(own), t) if own.status in _OPEN else ""


def differences(t: Translator, own: Quote, between: RoundDiff) -> str:
    """Return two rounds side by side: their prices, and each line that is not the same."""
    old, new = own.round(between.old), own.round(between.new)
    columns = [
        Column(""),
        Column(_named(t, old), right=True),
        Column(_named(t, new), right=True),
        Column(t(N_("Difference")), right=True),
    ]
    off = old.totals.discount, new.totals.discount
    prices = [
        (N_("Discount"), -off[0], -off[1]),
        (N_("Net"), old.least.net, new.least.net),
        (N_("Total"), old.least.total, new.least.total),
    ]
    rows = [
        [
            t(name),
            *(money(t, value, own.currency) for value in (before, after)),
            signed(t, after - before, own.currency),
        ]
        for name, before, after in prices
        if before or after
    ]
    head = table(columns, rows)
    if not between.changes:
        same = t(N_("The lines are the same."))
        return f"{head}\n\n{same}"
    return f"{head}\n\n{_changes(t, between)}"


def _named(t: Translator, offer: Round) -> str:
    return f"{offer.seq} {word(t, offer.side)}"


def signed(t: Translator, minor: int, currency: str) -> str:
    """Return a difference with its sign; nothing for none."""
    return ("+" if minor > 0 else "") + money(t, minor, currency) if minor else ""


def _changes(t: Translator, between: RoundDiff) -> str:
    columns = [
        Column(t(N_("Line"))),
        Column(t(N_("Description")), flexible=True),
        Column(t(N_("Before")), flexible=True),
        Column(t(N_("After")), flexible=True),
        Column(t(N_("Difference")), right=True),
    ]
    return table(columns, [_change(t, between.currency, change) for change in between.changes])


def _change(t: Translator, currency: str, change: LineChange) -> list[str]:
    line = change.after or change.before
    return [
        word(t, change.what),
        line.description if line else "",
        *(
            quantity_and_price(t, one, currency) if one else ""
            for one in (change.before, change.after)
        ),
        signed(t, change.delta, currency),
    ]
