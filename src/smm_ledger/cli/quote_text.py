"""A quote as text for the person whose quote it is: rounds, lines, differences.

What is private is shown only when asked for (`quote_private`); what a client gets is made elsewhere
(`services.texts` and the documents), never here.
"""

from smm_ledger.cli.line_text import line_table
from smm_ledger.cli.quote_private import private_text
from smm_ledger.cli.session import Session
from smm_ledger.cli.tables import Column, facts, table
from smm_ledger.cli.words import date, money, word
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
            (t(N_("Reason")), ": ".join(filter(None, (reason, outcome.note if outcome else "")))),
            (t(N_("Checklist")), _checklist(t, own)),
        ]
    )
    parts = [head, _rounds(t, own), line_table(t, offer.lines, offer.totals)]
    parts += [] if floors is None else [private_text(t, own, floors)]
    return "\n\n".join(filter(None, parts))


def _rounds(t: Translator, own: Quote) -> str:
    columns = [
        Column(t(N_("Round")), right=True),
        Column(t(N_("By"))),
        Column(t(N_("Date"))),
        Column(t(N_("Net")), right=True),
        Column(t(N_("Total")), right=True),
        Column(t(N_("Note")), flexible=True),
    ]
    return table(columns, [_round(t, own, offer) for offer in own.rounds])


def _round(t: Translator, own: Quote, offer: Round) -> list[str]:
    mark = "*" if offer.seq == own.accepted_round else ""
    return [
        f"{mark}{offer.seq}",
        word(t, offer.side),
        date(t, offer.date),
        money(t, offer.totals.net, own.currency),
        money(t, offer.totals.total, own.currency),
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


def differences(t: Translator, own: RoundDiff) -> str:
    """Return what changed between two rounds."""
    head = t(
        N_("Round {old} to {new}: net {net}, total {total}"),
        old=own.old,
        new=own.new,
        net=money(t, own.net_delta, own.currency),
        total=money(t, own.total_delta, own.currency),
    )
    if not own.changes:
        return head
    columns = [
        Column(t(N_("Line"))),
        Column(t(N_("Description")), flexible=True),
        Column(t(N_("Difference")), right=True),
    ]
    return f"{head}\n\n{table(columns, [_change(t, own, change) for change in own.changes])}"


def _change(t: Translator, own: RoundDiff, change: LineChange) -> list[str]:
    line = change.after or change.before
    text = line.description if line else ""
    return [word(t, change.what), text, money(t, change.delta, own.currency)]
