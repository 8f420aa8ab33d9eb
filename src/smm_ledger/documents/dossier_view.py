"""The index of a dossier: who owes what to whom, how it came about, and every file with its hash.

It speaks the language of who reads it. Of a negotiation it shows who offered what and when, and
nothing of why.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from smm_ledger.core.letters import ContactChannel, ContactOutcome, ProofChannel, Reminder
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Round, Side
from smm_ledger.documents.letter_parts import frame, long_if_many
from smm_ledger.documents.lines_view import amount
from smm_ledger.documents.party_view import client_view, issuer_view
from smm_ledger.documents.views import (
    BrandView,
    ColumnView,
    FactView,
    LetterView,
    TableView,
)
from smm_ledger.i18n import Translator
from smm_ledger.i18n.formatting import format_date
from smm_ledger.services.dossier_contents import Dossier, DossierIndex
from smm_ledger.services.reminder_texts import heading

_KINDS: Final = {
    "invoice": N_("invoice"),
    "deposit": N_("deposit invoice"),
    "credit_note": N_("credit note"),
    "imported": N_("invoice"),
}

_SDI: Final = {
    "to-send": N_("to send"),
    "sent": N_("sent"),
    "delivered": N_("delivered"),
    "not-delivered": N_("not delivered"),
    "rejected": N_("rejected"),
}

_CHANNELS: Final = {
    str(ContactChannel.PHONE): N_("phone"),
    str(ContactChannel.EMAIL): N_("e-mail"),
    str(ContactChannel.LETTER): N_("letter"),
    str(ContactChannel.MEETING): N_("meeting"),
    str(ProofChannel.PEC): N_("PEC"),
    str(ProofChannel.REGISTERED): N_("registered letter"),
    str(ProofChannel.HAND): N_("by hand"),
    "smtp": N_("e-mail"),
    "text": N_("message"),
    "file": N_("letter"),
    "elsewhere": N_("recorded afterwards"),
}

_OUTCOMES: Final = {
    ContactOutcome.VOICEMAIL: N_("voicemail"),
    ContactOutcome.UNREACHABLE: N_("unreachable"),
    ContactOutcome.NOT_RECEIVED: N_("invoice not received"),
    ContactOutcome.WAITING_APPROVAL: N_("waiting for approval"),
    ContactOutcome.DISPUTE: N_("dispute"),
    ContactOutcome.PAYMENT_PROMISED: N_("payment promised"),
    ContactOutcome.PAYMENT_SENT: N_("payment sent"),
    ContactOutcome.OTHER: N_("other"),
}

_STATES: Final = {
    "open": N_("open"),
    "kept": N_("kept"),
    "partly_kept": N_("partly kept"),
    "broken": N_("broken"),
    "renegotiated": N_("renegotiated"),
    "collected": N_("collected"),
    "waived": N_("waived"),
}


def build_dossier(index: DossierIndex, t: Translator, brand: BrandView) -> LetterView:
    """Return the view of a dossier's index."""
    own = index.dossier
    facts = [FactView(label=t("Date"), value=format_date(own.date, t.language, "long"))]
    if own.about:
        facts.append(FactView(label=t("About invoice"), value=own.about))
    tables = (
        _rounds(own, t),
        _invoices(own, t),
        _payments(own, t),
        _interest(own, t),
        _letters(own, t),
        _promises(own, t),
        _contacts(own, t),
        _attachments(own, t),
        _files(index, t),
    )
    return LetterView(
        **frame(  # type: ignore[arg-type]  # fields by name
            "dossier", t("Dossier of a debt"), own.about, (own.issuer, own.client), t
        )
        | _parties(own, t),
        brand=brand,
        created=own.date.isoformat(),
        facts=tuple(facts),
        opening=(
            t(
                "What {client} owes to {issuer} on the day of this dossier, and how it came about."
                " The figures are those of the ledger; every file is listed at the end with its"
                " SHA-256, which “sha256sum -c SHA256SUMS” verifies.",
                client=own.client.name,
                issuer=own.issuer.name,
            ),
        ),
        tables=(_sums(own, t), *(one for one in tables if one.rows)),
        totals=(),
    )


def _parties(own: Dossier, t: Translator) -> dict[str, object]:
    """Return who is who: a dossier is written to neither."""
    abroad = own.issuer.country != own.client.country
    return {
        "client": replace(client_view(own.client, t=t, abroad=abroad), label=t("Debtor")),
        "issuer": replace(issuer_view(own.issuer, t=t, abroad=abroad), label=t("Creditor")),
    }


def _sums(own: Dossier, t: Translator) -> TableView:
    """Return what is owed, per currency."""
    rows: list[tuple[str, ...]] = []
    for currency in dict.fromkeys(one.currency for one in own.invoices):
        owed = sum(one.balance.minor for one in own.invoices if one.currency == currency)
        mine = [one for one in own.interest if one.currency == currency]
        interest = sum(one.interest for one in mine)
        cost = sum(one.compensation or 0 for one in mine)
        sums = (owed, interest, cost, owed + interest + cost)
        rows.append((currency, *(amount(Money(one, currency), t) for one in sums)))
    heads = (t("Owed"), t("Interest"), t("Recovery cost"), t("Total"))
    return TableView(
        title=t("What is owed"),
        columns=(ColumnView(label=t("Currency")), *(_figure(head) for head in heads)),
        rows=tuple(rows),
        kind=long_if_many(rows),
    )


def _rounds(own: Dossier, t: Translator) -> TableView:
    return _table(
        t("What was offered and agreed"),
        [t("Quote"), t("Proposal"), t("Date"), t("Offered by"), t("Accepted on")],
        [t("Net"), t("Total")],
        [
            (
                quote.number,
                str(offer.seq),
                format_date(offer.date, t.language),
                own.issuer.name if offer.side is Side.ME else own.client.name,
                _agreed(quote, offer, t),
                amount(Money(offer.totals.net, quote.currency), t),
                amount(Money(offer.totals.total, quote.currency), t),
            )
            for quote in own.quotes
            for offer in quote.rounds
            if offer.frozen
        ],
    )


def _agreed(quote: Quote, offer: Round, t: Translator) -> str:
    if offer.seq != quote.accepted_round:
        return ""
    day = format_date(quote.accepted_on, t.language) if quote.accepted_on else t("yes")
    return f"{day}, {quote.accepted_by}" if quote.accepted_by else day


def _invoices(own: Dossier, t: Translator) -> TableView:
    return _table(
        t("Invoices"),
        [t("Invoice"), t("Kind"), t("Date"), t("Due date"), t("SdI")],
        [t("To pay"), t("Paid"), t("Credited or written off"), t("Balance")],
        [
            (
                one.number,
                t(_KINDS.get(str(one.kind), str(one.kind))),
                format_date(one.issue_date, t.language) if one.issue_date else "",
                format_date(one.last_due, t.language) if one.last_due else "",
                _sdi(one.sdi_status, t),
                *(
                    amount(Money(minor, one.currency), t)
                    for minor in (
                        one.totals.payable,
                        one.paid,
                        one.credited + one.written_off,
                        one.balance.minor,
                    )
                ),
            )
            for one in own.invoices
        ],
    )


def _sdi(status: str, t: Translator) -> str:
    return t(_SDI[status]) if status in _SDI else ""


def _payments(own: Dossier, t: Translator) -> TableView:
    return _table(
        t("Payments"),
        [t("Date"), t("Reference"), t("Set against")],
        [t("Amount")],
        [
            (
                format_date(one.date, t.language),
                one.reference or one.name,
                ", ".join(part.invoice for part in one.allocations),
                amount(one.amount, t),
            )
            for one in own.payments
        ],
    )


def _interest(own: Dossier, t: Translator) -> TableView:
    return _table(
        t("Interest and recovery cost"),
        [t("Invoice"), t("Accrued up to"), t("State")],
        [t("Interest"), t("Recovery cost")],
        [
            (
                one.invoice,
                format_date(one.accrued_until, t.language),
                _word(_STATES, one.state, t) or t("not claimed yet"),
                amount(Money(one.interest, one.currency), t),
                amount(Money(one.compensation or 0, one.currency), t),
            )
            for one in own.interest
        ],
    )


def _letters(own: Dossier, t: Translator) -> TableView:
    return _table(
        t("Reminders"),
        [t("Date"), t("Step"), t("Invoices"), t("Sent as"), t("Delivery")],
        [],
        [
            (
                format_date(one.date, t.language),
                heading(one.rung, t),
                ", ".join(one.invoices),
                _word(_CHANNELS, one.channel, t),
                _delivery(one, t),
            )
            for one in own.letters
        ],
    )


def _delivery(letter: Reminder, t: Translator) -> str:
    """Return the last proof: it counts."""
    if not letter.proofs:
        return t("no proof recorded")
    last = letter.proofs[-1]
    data = {
        "channel": _word(_CHANNELS, last.channel, t),
        "sent": format_date(last.sent_on, t.language),
    }
    if last.received_on is None:
        return t("{channel}, sent on {sent}", **data)
    received = format_date(last.received_on, t.language)
    return t("{channel}, sent on {sent}, received on {received}", received=received, **data)


def _promises(own: Dossier, t: Translator) -> TableView:
    return _table(
        t("Promises to pay"),
        [t("Made on"), t("Invoice"), t("Pay by"), t("State"), t("What was said")],
        [t("Promised"), t("Received")],
        [
            (
                format_date(one.made_on, t.language),
                one.invoice,
                format_date(one.by, t.language),
                _word(_STATES, one.state, t),
                one.note,
                amount(Money(one.amount, one.currency), t),
                amount(Money(one.received, one.currency), t),
            )
            for one in own.promises
        ],
    )


def _contacts(own: Dossier, t: Translator) -> TableView:
    return _table(
        t("Contacts"),
        [t("Date"), t("Channel"), t("Outcome"), t("What was said")],
        [],
        [
            (
                format_date(one.date, t.language),
                _word(_CHANNELS, one.channel, t),
                t(_OUTCOMES[one.outcome]),
                one.note,
            )
            for one in own.contacts
        ],
    )


def _attachments(own: Dossier, t: Translator) -> TableView:
    return _table(
        t("Files that were kept"),
        [t("No."), t("Date"), t("Name"), t("What it is")],
        [],
        [
            (one.ref, format_date(one.date, t.language), one.name, one.note)
            for one in own.attachments
        ],
    )


def _files(index: DossierIndex, t: Translator) -> TableView:
    return TableView(
        title=t("Files of this dossier"),
        columns=(ColumnView(label=t("File")), ColumnView(label="SHA-256")),
        rows=tuple((one.path, one.sha256) for one in index.entries),
        kind="files",
    )


def _word(words: dict[str, str], key: str, t: Translator) -> str:
    return t(words[str(key)]) if str(key) in words else str(key)


def _figure(label: str) -> ColumnView:
    return ColumnView(label=label, figure=True)


def _table(
    title: str, words: Sequence[str], figures: Sequence[str], rows: Sequence[tuple[str, ...]]
) -> TableView:
    """Return a table whose columns of words come before those of figures."""
    return TableView(
        title=title,
        columns=(*(ColumnView(label=one) for one in words), *(_figure(one) for one in figures)),
        rows=tuple(rows),
        kind=long_if_many(rows),
    )
