"""Core objects to the values of their columns: the way in.

The way out is in `queries`. Columns that triggers keep (sums, what is settled) are not here.
"""

from typing import Any

from smm_ledger.core.catalogue import Service
from smm_ledger.core.invoices import Instalment, Invoice
from smm_ledger.core.lines import Discount, Line
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.payments import Payment, Settlement, SettlementKind
from smm_ledger.core.quotes import BoundChange, Outcome, Quote
from smm_ledger.core.rounds import Round
from smm_ledger.core.states import InvoiceState
from smm_ledger.core.study import StudyEntry
from smm_ledger.core.totals import Totals
from smm_ledger.db.columns import day_text, json_text, number_text

Values = dict[str, Any]
"""Column to value, as SQLite takes it."""

_PARTY = [
    "name",
    "vat_id",
    "tax_code",
    "country",
    "address",
    "city",
    "zip",
    "province",
    "email",
    "phone",
    "pec",
    "language",
    "currency",
]
_ISSUER = [
    "regime",
    "iban",
    "bic",
    "bank",
    "logo",
    "quote_pattern",
    "invoice_pattern",
    "credit_pattern",
    "proforma_pattern",
    "style",
    "accent",
    "paper",
    "patron_saint",
]


_SOURCE = {SettlementKind.PAYMENT: "payment_id", SettlementKind.CREDIT: "credit_note_id"}


_MONEY_BOUNDS = {"floor", "target"}


def _maybe_flag(said: bool | None) -> int | None:  # noqa: FBT001 - a column's value
    return None if said is None else int(said)


def _taken(thing: object, names: list[str]) -> Values:
    return {name: getattr(thing, name) for name in names}


def issuer_values(issuer: Issuer) -> Values:
    """Return the issuer's columns."""
    return _taken(issuer, _PARTY + _ISSUER) | {
        "terms": str(issuer.terms),
        "contribution": str(issuer.contribution),
        "withholding_percent": number_text(issuer.withholding_percent),
        "withholding_base_percent": number_text(issuer.withholding_base_percent),
        "stamp_recharge": int(issuer.stamp_recharge),
    }


def client_values(client: Client) -> Values:
    """Return a client's columns."""
    return _taken(client, [*_PARTY, "code", "sdi_code", "notes"]) | {
        "kind": str(client.kind),
        "business": None if client.business is None else int(client.business),
        "terms": str(client.terms),
        "withholding": int(client.withholding),
        "archived": int(client.archived),
    }


def service_values(service: Service) -> Values:
    """Return the columns of a catalogue entry."""
    return _taken(service, ["code", "description", "unit", "included", "excluded"]) | {
        "price": number_text(service.price),
        "hours": number_text(service.hours),
        "floor": number_text(service.floor),
        "included_units": number_text(service.included_units),
        "archived": int(service.archived),
    }


def line_values(line: Line, no: int, net: int) -> Values:
    """Return the columns of a line; `no` counts from 1, `net` in minor units."""
    return {
        "no": no,
        "kind": str(line.kind),
        "description": line.description,
        "quantity": number_text(line.quantity),
        "unit_price": number_text(line.unit_price),
        "unit": line.unit,
        "group_name": line.group,
        "service": line.service,
        "hours": number_text(line.hours),
        "included_units": number_text(line.included_units),
        "discount_percent": number_text(line.discount_percent),
        "fee_percent": number_text(line.fee_percent),
        "fee_minimum": number_text(line.fee_minimum),
        "vat_rate": number_text(line.vat_rate),
        "vat_nature": line.vat_nature,
        "on_behalf": int(line.on_behalf),
        "selected": int(line.selected),
        "deduction": int(line.deduction),
        "included": line.included,
        "excluded": line.excluded,
        "net_minor": net,
    }


def lines_values(lines: tuple[Line, ...], totals: Totals) -> list[Values]:
    """Return the columns of all lines of a document, in order."""
    pairs = zip(lines, totals.line_nets, strict=True)
    return [line_values(line, no, net) for no, (line, net) in enumerate(pairs, 1)]


def total_values(totals: Totals) -> Values:
    """Return the columns of a document's figures."""
    return {
        "net_minor": totals.net,
        "discount_total_minor": totals.discount,
        "social_contribution_minor": totals.social_contribution,
        "tax_minor": totals.tax,
        "stamp_duty_minor": totals.stamp_duty,
        "stamp_in_total_minor": totals.stamp_in_total,
        "total_minor": totals.total,
        "withholding_minor": totals.withholding,
        "split_tax_minor": totals.split_tax,
        "payable_minor": totals.payable,
    }


def discount_values(discount: Discount | None) -> Values:
    """Return the columns of a document discount."""
    given = discount or Discount()
    return {
        "discount_percent": number_text(given.percent),
        "discount_minor": given.amount,
    }


def quote_values(quote: Quote) -> Values:
    """Return a quote's columns, without its rounds."""
    outcome = quote.outcome or Outcome()
    return {
        "number": quote.number,
        "year": quote.year,
        "seq": quote.seq,
        "client_id": quote.client_id,
        "title": quote.title,
        "currency": quote.currency,
        "status": str(quote.status),
        "accepted_round": quote.accepted_round,
        "selection": None if quote.selection is None else json_text(quote.selection),
        "accepted_by": quote.accepted_by,
        "accepted_on": day_text(quote.accepted_on),
        "deposit_percent": number_text(quote.deposit_percent),
        "floor_minor": quote.bounds.floor,
        "target_minor": quote.bounds.target,
        "walk_away": quote.bounds.walk_away,
        "alternative": quote.bounds.alternative,
        "has_outcome": int(quote.outcome is not None),
        "outcome_reason": outcome.reason and str(outcome.reason),
        "outcome_note": outcome.note,
        "competitor": outcome.competitor,
        "competitor_price_minor": outcome.competitor_price,
        "competitor_verified": _maybe_flag(outcome.competitor_verified),
        "terms": None if quote.terms is None else str(quote.terms),
        "replied_on": day_text(quote.replied_on),
        "note": quote.note,
    }


def bound_values(change: BoundChange, no: int) -> Values:
    """Return the columns of a step of the bounds' trail; `no` counts from 1."""
    values: Values = {"no": no, "date": day_text(change.date), "field": change.field}
    kind = "minor" if change.field in _MONEY_BOUNDS else "text"
    none = dict.fromkeys(("before_minor", "after_minor", "before_text", "after_text"))
    return values | none | {f"before_{kind}": change.before, f"after_{kind}": change.after}


def round_values(offer: Round) -> Values:
    """Return a round's columns, without its lines and not frozen yet."""
    return {
        "seq": offer.seq,
        "side": str(offer.side),
        "date": day_text(offer.date),
        "rules": json_text(offer.rules),
        "valid_until": day_text(offer.valid_until),
        **discount_values(offer.discount),
        "ask": offer.ask and str(offer.ask),
        "competitor": offer.competitor,
        "competitor_price_minor": offer.competitor_price,
        "competitor_verified": _maybe_flag(offer.competitor_verified),
        "give": offer.give,
        "get": offer.get,
        "gift_minor": offer.gift,
        "note": offer.note,
        "below_floor": offer.below_floor,
        "conditions": None if offer.conditions is None else json_text(offer.conditions),
        "tax_groups": json_text(offer.totals.groups),
        **total_values(offer.totals),
    }


def invoice_values(invoice: Invoice) -> Values:
    """Return an invoice's columns, without its state, its lines and its sums."""
    return {
        "draft_no": invoice.draft_no or None,
        "kind": str(invoice.kind),
        "series": str(invoice.series),
        "client_id": invoice.client.id,
        "currency": invoice.currency,
        "terms": str(invoice.terms),
        "issue_date": day_text(invoice.issue_date),
        "due_date": day_text(invoice.due_date),
        "last_due": day_text(invoice.last_due),
        "rules": json_text(invoice.rules),
        **discount_values(invoice.discount),
        "plan": json_text(invoice.plan),
        "deducts": json_text(invoice.deducts),
        "quote_id": invoice.quote_id,
        "credits_id": invoice.credits_id,
        "note": invoice.note,
        "sent_on": day_text(invoice.sent_on),
        "order_number": invoice.order.number,
        "cig": invoice.order.cig,
        "cup": invoice.order.cup,
        "sdi_status": invoice.sdi_status,
        "sdi_on": day_text(invoice.sdi_on),
        "sdi_file": invoice.sdi_file,
        "becomes": invoice.becomes,
        "proforma_id": invoice.proforma_id,
        "revision": invoice.revision,
        **total_values(invoice.totals),
    }


def issue_values(invoice: Invoice) -> Values:
    """Return the columns that the issue fills: number, snapshots, state; none of a draft."""
    if invoice.state is InvoiceState.DRAFT:
        return {}
    return {
        "number": invoice.number,
        "year": invoice.year,
        "seq": invoice.seq,
        "client_snapshot": json_text(invoice.client),
        "issuer_snapshot": json_text(invoice.issuer),
        "state": str(invoice.state),
    }


def tax_values(invoice: Invoice) -> list[Values]:
    """Return the columns of an invoice's tax groups, in order."""
    return [
        {
            "no": no,
            "rate": number_text(group.rate),
            "nature": group.nature,
            "base_minor": group.base,
            "tax_minor": group.tax,
        }
        for no, group in enumerate(invoice.totals.groups, 1)
    ]


def instalment_values(part: Instalment, invoice: Invoice) -> Values:
    """Return an instalment's columns."""
    return {
        "seq": part.seq,
        "due_date": day_text(part.due_date),
        "amount_minor": part.amount,
        "client_id": invoice.client.id,
        "currency": invoice.currency,
    }


def payment_values(payment: Payment) -> Values:
    """Return a payment's columns."""
    return {
        "client_id": payment.client_id,
        "date": day_text(payment.date),
        "amount_minor": payment.amount.minor,
        "currency": payment.amount.currency,
        "method": payment.method,
        "reference": payment.reference,
        "reversed": int(payment.reversed),
        "reversal_reason": payment.reversal_reason,
        "bank_key": payment.bank_key,
        "payer_iban": payment.payer_iban,
    }


def study_values(entry: StudyEntry) -> Values:
    """Return the columns of an entry of the training log."""
    return {
        "date": day_text(entry.date),
        "minutes": entry.minutes,
        "cost_minor": entry.cost,
        "currency": entry.currency,
        "topic": entry.topic,
        "takes_back": entry.takes_back,
    }


def settlement_values(entry: Settlement) -> Values:
    """Return the columns of an entry against an instalment."""
    values: Values = {
        "instalment_id": entry.instalment_id,
        "invoice_id": entry.invoice_id,
        "kind": str(entry.kind),
        "date": day_text(entry.date),
        "amount_minor": entry.amount,
        "payment_id": None,
        "credit_note_id": None,
        "reason": entry.reason,
    }
    source = _SOURCE.get(entry.kind)
    return values | {source: entry.source_id} if source else values
