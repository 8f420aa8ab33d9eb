"""What to write to a client about a quote: an offer, a new round, a reply, a thank-you.

Short enough for a chat, complete enough to stand alone: lines, total, what changed, until when, and
how to go on. The client reads it: no bound, note, hour, ask, gift or rival may ever stand in it.
"""

from collections.abc import Iterator

from smm_ledger.core.lines import Line, LineKind
from smm_ledger.core.marks import N_
from smm_ledger.core.negotiation import names_price
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import LineChange, Round, Side, diff
from smm_ledger.core.states import QuoteStatus
from smm_ledger.i18n.figures import date, money
from smm_ledger.i18n.formatting import format_decimal, format_percent
from smm_ledger.i18n.translator import Translator

_OVER = (QuoteStatus.DECLINED, QuoteStatus.WITHDRAWN)


def quote_text(own: Quote, client: Client, issuer: Issuer) -> str:
    """Return the text that fits where the quote stands, in the client's language.

    My last round is presented, with what changed since the one before; a round of the client that
    nobody has answered is answered by what stands; what is accepted is confirmed.
    """
    t = Translator(client.language)
    offer = own.accepted or own.my_last
    parts = [
        t(N_("Hello {name},"), name=client.name),
        _opening(t, own, offer),
        "\n".join(_rows(t, own, offer)),
        _sum(t, own, offer),
        "" if own.accepted else _changes(t, own, offer),
        _deposit(t, own),
        *_closing(t, own, offer),
        issuer.name,
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _opening(t: Translator, own: Quote, offer: Round) -> str:
    number = f"{own.number}/{offer.seq}" if len(own.rounds) > 1 else own.number
    if own.accepted:
        return t(
            N_("thank you for accepting offer {number}, {title}. This is what we agreed:"),
            number=number,
            title=own.title,
        )
    last = own.current
    if last.side is Side.CLIENT and own.status not in _OVER:
        thanks = (
            t(
                N_("thank you for your proposal of {day}: {net} net."),
                day=date(t, last.date, "long"),
                net=money(t, last.least.net, own.currency),
            )
            if names_price(own, last)
            else t(N_("thank you for your message of {day}."), day=date(t, last.date, "long"))
        )
        stands = t(N_("My offer {number}, {title}, stands:"), number=number, title=own.title)
        return f"{thanks} {stands}"
    if offer.seq > 1:
        return t(N_("here is my new offer {number}: {title}."), number=number, title=own.title)
    return t(N_("here is my offer {number}: {title}."), number=number, title=own.title)


def _rows(t: Translator, own: Quote, offer: Round) -> Iterator[str]:
    for line, net in zip(offer.lines, offer.totals.line_nets, strict=True):
        if own.accepted and line.kind in (LineKind.OPTIONAL, LineKind.ALTERNATIVE):
            if line.selected:
                yield f"- {_named(t, line)}: {money(t, net, own.currency)}"
            continue
        yield f"- {_named(t, line)}: {_priced(t, line, net, own.currency)}"


def _named(t: Translator, line: Line) -> str:
    if line.quantity == 1 or line.kind is LineKind.PERCENT_FEE:
        return line.description
    count = " ".join(filter(None, (format_decimal(line.quantity, t.language), line.unit)))
    return f"{line.description} ({count})"


def _priced(t: Translator, line: Line, net: int, currency: str) -> str:
    price = money(t, net, currency)
    if line.kind is LineKind.OPTIONAL and not line.selected:
        return t(N_("{price}, if you like"), price=price)
    if line.kind is LineKind.ALTERNATIVE and not line.selected:
        return t(N_("{price}, one of “{group}”"), price=price, group=line.group)
    if line.kind is LineKind.AD_SPEND_INFO:
        return t(N_("{price}, paid by you to the platform"), price=price)
    return price


def _sum(t: Translator, own: Quote, offer: Round) -> str:
    """Return net and total; of packages of which none is marked, the least."""
    net = money(t, offer.least.net, own.currency)
    total = money(t, offer.least.total, own.currency)
    if offer.is_open:
        return t(N_("Net from {net}, total from {total}, by your choice."), net=net, total=total)
    return t(N_("Net {net}, total {total}."), net=net, total=total)


def _changes(t: Translator, own: Quote, offer: Round) -> str:
    """Return what is new against my round before; nothing while a reply is due."""
    earlier = [one for one in own.rounds[: offer.seq - 1] if one.side is Side.ME]
    if not earlier or own.current is not offer:
        return ""
    found = diff(earlier[-1], offer)
    rows = [_change(t, change) for change in found.changes]
    if found.least_net_delta:
        delta = money(t, found.least_net_delta, own.currency)
        sign = "+" if found.least_net_delta > 0 else ""
        rows.append(t(N_("- net: {delta}"), delta=sign + delta))
    if not rows:
        return ""
    head = t(N_("New since {number}/{seq}:"), number=own.number, seq=earlier[-1].seq)
    return "\n".join([head, *rows])


def _change(t: Translator, change: LineChange) -> str:
    line = change.after or change.before
    name = _named(t, line) if line else ""
    texts = {
        "added": N_("- added: {line}"),
        "removed": N_("- taken out: {line}"),
        "changed": N_("- changed: {line}"),
    }
    return t(texts[change.what], line=name)


def _deposit(t: Translator, own: Quote) -> str:
    if not own.deposit_percent:
        return ""
    share = format_percent(own.deposit_percent, t.language)
    if own.accepted and own.invoices:
        return ""
    if own.accepted:
        return t(N_("I will send you the invoice of the deposit of {share}."), share=share)
    return t(N_("A deposit of {share} is due when you accept."), share=share)


def _closing(t: Translator, own: Quote, offer: Round) -> Iterator[str]:
    if own.accepted:
        return
    yield t(N_("The offer is valid until {day}."), day=date(t, offer.valid_until, "long"))
    if own.status in _OVER:
        return
    if own.current.side is Side.CLIENT:
        yield t(N_("If the budget is fixed, tell me what matters most: we can take work out."))
    else:
        yield t(N_("Does it suit you? Write to me with a yes, or with what you would change."))
