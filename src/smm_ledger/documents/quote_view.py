"""A round of a quote as its document shows it.

A client reads this: nothing private may pass (bounds, gifts, asks, what was given and got, rivals,
notes). So no field of `Quote` or `Round` but those read here by name may ever be read here.
"""

from dataclasses import replace
from decimal import Decimal

from smm_ledger.core.choices import least_choice
from smm_ledger.core.comparison import entries_of
from smm_ledger.core.lines import CHOSEN, Discount, Line, LineKind, gross_nets
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import LineChange, Round, RoundDiff, Side, diff
from smm_ledger.core.states import QuoteStatus
from smm_ledger.documents.compare_view import compare_view
from smm_ledger.documents.lines_view import (
    MINUS,
    Offer,
    amount,
    option_lines,
    total_rows,
    work_lines,
)
from smm_ledger.documents.party_view import client_view, foot_of, issuer_view
from smm_ledger.documents.views import (
    AcceptanceView,
    BoxView,
    BrandView,
    ChangesView,
    ChangeView,
    FactView,
    QuoteView,
    TextView,
    TotalView,
)
from smm_ledger.i18n import Translator
from smm_ledger.i18n.formatting import format_date, format_decimal, format_percent
from smm_ledger.i18n.phrases import format_terms


def build_quote(
    quote: Quote,
    seq: int,
    *,
    issuer: Issuer,
    client: Client,
    t: Translator,
    brand: BrandView,
    notes: tuple[str, ...] = (),
    compare: bool = False,
) -> QuoteView:
    """Return the view of round `seq`.

    Args:
        quote: With all its rounds.
        seq: Which of them, from 1.
        issuer: Who offers.
        client: Who is asked.
        t: In the client's language.
        brand: The issuer's face.
        notes: The texts of the issuer's regime.
        compare: Add the page that helps to compare offers.

    Raises:
        NotFoundError: There is no such round.
    """
    shown = quote.round(seq)
    offer = _offer_of(shown)
    abroad = issuer.country != client.country
    sender = issuer_view(issuer, t=t, abroad=abroad)
    number = f"{quote.number}/{seq}"
    return QuoteView(
        kind="quote",
        language=t.language,
        title=f"{t('Quote')} {number} – {client.name}",
        heading=t("Quote"),
        number=number,
        created=shown.date.isoformat(),
        brand=brand,
        issuer=sender,
        client=client_view(client, t=t, abroad=abroad),
        facts=_facts(quote, shown, t),
        foot=foot_of(sender),
        running=f"{t('Quote')} {number} · {client.name}",
        page_word=t("Page"),
        of_word=t("of"),
        subject=quote.title,
        banner=_banner(quote, shown, t),
        lines=work_lines(offer, t, with_options=False),
        totals_title=t("Totals"),
        totals=_totals(shown, t),
        notes=notes,
        changes=_changes(quote, shown, t),
        options=option_lines(offer, t),
        ad_spend=_ad_spend(offer, t),
        included=_texts(t("Included"), [line.included for line in _fixed(shown)]),
        excluded=_texts(t("Not included"), [line.excluded for line in _fixed(shown)]),
        terms_title=t("Terms"),
        terms=_terms(quote, shown, client, t),
        acceptance=_acceptance(number, shown, t) if _can_be_signed(quote, shown) else None,
        compare=compare_view(quote, shown, client, t) if compare else None,
    )


def _offer_of(shown: Round) -> Offer:
    return Offer(lines=shown.lines, rules=shown.rules, totals=shown.totals, discount=shown.discount)


def _least_of(shown: Round) -> Offer:
    """Return the offer at the least that can be accepted: itself, where nothing is to choose."""
    lines = least_choice(shown.lines, shown.totals.currency)
    return replace(_offer_of(shown), lines=lines, totals=shown.least)


def _facts(quote: Quote, shown: Round, t: Translator) -> tuple[FactView, ...]:
    facts = [
        FactView(label=t("Date"), value=format_date(shown.date, t.language, "long")),
        FactView(label=t("Valid until"), value=format_date(shown.valid_until, t.language, "long")),
    ]
    if quote.deposit_percent:
        deposit = format_percent(quote.deposit_percent, t.language)
        facts.append(FactView(label=t("Deposit"), value=deposit))
    return tuple(facts)


def _banner(quote: Quote, shown: Round, t: Translator) -> str:
    if shown.side is Side.CLIENT:
        return t("Your proposal, as I understood it")
    if _is_draft(quote, shown):
        return t("Draft: not an offer yet")
    return ""


def _is_draft(quote: Quote, shown: Round) -> bool:
    return quote.status is QuoteStatus.DRAFT and not shown.frozen


def _can_be_signed(quote: Quote, shown: Round) -> bool:
    """Return whether this is an offer of mine: neither a draft nor the client's own words."""
    return shown.side is Side.ME and not _is_draft(quote, shown)


def _changes(quote: Quote, shown: Round, t: Translator) -> ChangesView | None:
    """Compare with the last offer of the same side: the only one its reader has on paper."""
    earlier = [r for r in quote.rounds[: shown.seq - 1] if r.side is shown.side]
    if not earlier:
        return None
    before = earlier[-1]
    found = diff(before, shown)
    changes = tuple(
        _change(change, before, shown, t) for change in found.changes if _is_seen(change)
    )
    changes += _discount_change(before, shown, t)
    if not changes and not found.least_net_delta:
        return None
    return ChangesView(
        title=t(
            "What changed since {number} of {date}",
            number=f"{quote.number}/{before.seq}",
            date=format_date(before.date, t.language, "long"),
        ),
        columns=(t("Change"), t("Description"), t("Before"), t("Now")),
        changes=changes,
        difference=_difference(found, shown, t),
    )


def _difference(found: RoundDiff, shown: Round, t: Translator) -> FactView:
    delta = _offer_of(shown).money(found.least_net_delta)
    return FactView(label=t("Difference (net)"), value=amount(delta, t, signed=True))


def _is_seen(change: LineChange) -> bool:
    """Whether a page shows the difference: my planning (hours, the catalogue) is nobody's news."""
    before, after = change.before, change.after
    if before is None or after is None or change.delta:
        return True
    return replace(before, hours=after.hours, service=after.service) != after


def _change(change: LineChange, before: Round, after: Round, t: Translator) -> ChangeView:
    sign, word = {
        "added": ("+", t("Added")),
        "removed": (MINUS, t("Removed")),
        "changed": ("~", t("Changed")),
    }[change.what]
    line = change.after or change.before
    return ChangeView(
        sign=sign,
        word=word,
        description=(line.description if line else "") + _quantities(change, t),
        before=_net_in(before, change.before, t),
        after=_net_in(after, change.after, t),
    )


def _quantities(change: LineChange, t: Translator) -> str:
    before, after = change.before, change.after
    if before is None or after is None or before.quantity == after.quantity:
        return ""
    was = format_decimal(before.quantity, t.language)
    now = format_decimal(after.quantity, t.language)
    return f" ({was} → {now})"


def _net_in(shown: Round, line: Line | None, t: Translator) -> str:
    """Return the line's own net in its round, and whether the client is still to choose it."""
    if line is None:
        return ""
    at = next(i for i, other in enumerate(shown.lines) if other is line)
    net = gross_nets(shown.lines, shown.totals.currency)[at]
    price = amount(_offer_of(shown).money(net), t)
    if line.kind is LineKind.AD_SPEND_INFO:
        return t("{price}, apart", price=price)
    return price if line.counts else t("{price}, to choose", price=price)


def _discount_change(before: Round, after: Round, t: Translator) -> tuple[ChangeView, ...]:
    if before.discount == after.discount:
        return ()
    sign, word = ("~", t("Changed"))
    if before.discount is None:
        sign, word = ("+", t("Added"))
    elif after.discount is None:
        sign, word = (MINUS, t("Removed"))
    return (
        ChangeView(
            sign=sign,
            word=word,
            description=t("Discount"),
            before=_discount_of(before, before.discount, t),
            after=_discount_of(after, after.discount, t),
        ),
    )


def _discount_of(shown: Round, discount: Discount | None, t: Translator) -> str:
    return amount(_offer_of(shown).money(-shown.totals.discount), t) if discount else ""


def _ad_spend(offer: Offer, t: Translator) -> BoxView | None:
    spend = [p for p in offer.priced() if p.line.kind is LineKind.AD_SPEND_INFO]
    if not spend:
        return None
    return BoxView(
        title=t("Ad spend, outside the total"),
        facts=tuple(FactView(label=p.line.description, value=amount(p.net, t)) for p in spend),
        note=t("Paid by you straight to the platform; it is no part of my fee."),
    )


def _fixed(shown: Round) -> list[Line]:
    """Return the lines that are bought whatever is ticked; the others carry their own lists."""
    return [line for line in shown.lines if line.counts and line.kind not in CHOSEN]


def _totals(shown: Round, t: Translator) -> tuple[TotalView, ...]:
    """Return the totals; with alternatives left to choose, the least, as a price that begins."""
    if not shown.is_open:
        return total_rows(_offer_of(shown), t, grand=t("Total"))
    note = t("with the least of each group")
    return tuple(
        replace(row, note=note) if row.kind == "grand" else row
        for row in total_rows(_least_of(shown), t, grand=t("Total from"))
    )


def _texts(title: str, texts: list[str]) -> TextView | None:
    entries = entries_of(texts)
    return TextView(title=title, paragraphs=entries) if entries else None


def _terms(quote: Quote, shown: Round, client: Client, t: Translator) -> tuple[FactView, ...]:
    facts: list[FactView] = []
    if quote.deposit_percent:
        facts.append(FactView(label=t("Deposit"), value=_deposit(quote.deposit_percent, shown, t)))
    facts.append(FactView(label=t("Payment"), value=format_terms(quote.terms or client.terms, t)))
    return tuple(facts)


def _deposit(share: Decimal, shown: Round, t: Translator) -> str:
    percent = format_percent(share, t.language)
    if shown.is_open:
        return t("{percent} on acceptance, of the net of what you choose", percent=percent)
    part = _offer_of(shown).money(shown.totals.net).percent(share)
    return t("{percent} on acceptance: {amount} net", percent=percent, amount=amount(part, t))


def _acceptance(number: str, shown: Round, t: Translator) -> AcceptanceView:
    """Return the box to sign; it says by itself what is accepted, wherever the page breaks."""
    total = amount(_offer_of(shown).money(shown.totals.total), t)
    date = format_date(shown.valid_until, t.language, "long")
    if shown.is_open:
        text = t(
            "Quote {number} is accepted with what is ticked on its pages, for the total of what is"
            " ticked. To accept, tick one of each group, sign and send all pages back by {date}.",
            number=number,
            date=date,
        )
    elif any(line.kind in CHOSEN for line in shown.lines):
        text = t(
            "Quote {number} is accepted with what is ticked on its pages: as marked, for a total of"
            " {total}. To accept, sign and send all of them back by {date}.",
            number=number,
            total=total,
            date=date,
        )
    else:
        text = t(
            "Quote {number} is accepted for a total of {total}. To accept, sign and send this"
            " page back by {date}.",
            number=number,
            total=total,
            date=date,
        )
    return AcceptanceView(
        title=t("Acceptance"),
        text=text,
        blanks=(t("Place and date"), t("Name and role"), t("Signature")),
    )
