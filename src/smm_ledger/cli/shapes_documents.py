"""The JSON shapes of quotes, rounds, lines and invoices.

What no client may see is made in `quote_private` alone; nothing here may read it.
"""

import datetime as dt
from collections.abc import Sequence

from smm_ledger.cli import quote_private
from smm_ledger.cli.shapes import Shape, amount, day, exact, price, text
from smm_ledger.core.floors import Floors
from smm_ledger.core.invoices import Instalment, Invoice, schedule
from smm_ledger.core.lines import Discount, Line, LineKind
from smm_ledger.core.quotes import Outcome, Quote
from smm_ledger.core.rounds import Round, RoundDiff
from smm_ledger.core.states import InvoiceState
from smm_ledger.core.totals import TaxGroup, Totals
from smm_ledger.services.read_models import InvoiceRow, QuoteRow


def quote(own: Quote, today: dt.date, *, floors: Floors | None = None) -> Shape:
    """Return a quote with its rounds; the accepted one as it was accepted.

    Args:
        own: The quote.
        today: For whether it is expired.
        floors: Given, the private part is shown too.
    """
    shape: Shape = {
        "number": own.number,
        "client": own.client,
        "title": own.title,
        "currency": own.currency,
        "status": str(own.status),
        "expired": own.expired(today),
        "valid_until": day(own.valid_until),
        "current_round": own.current.seq,
        "accepted_round": own.accepted_round,
        "rounds": [round_of(_as_accepted(own, offer), own.currency) for offer in own.rounds],
        "outcome": _outcome(own.outcome, own.currency),
        "deposit_percent": exact(own.deposit_percent),
        "terms": None if own.terms is None else str(own.terms),
        "invoices": list(own.invoices),
    }
    return shape if floors is None else quote_private.with_private(shape, own, floors)


def _as_accepted(own: Quote, offer: Round) -> Round:
    accepted = own.accepted
    return accepted if accepted is not None and offer.seq == accepted.seq else offer


def _outcome(outcome: Outcome | None, currency: str) -> Shape | None:
    if outcome is None:
        return None
    return {
        "reason": text(outcome.reason),
        "note": text(outcome.note),
        "competitor": text(outcome.competitor),
        "competitor_price": amount(outcome.competitor_price, currency),
        "competitor_verified": outcome.competitor_verified,
    }


def quote_row(row: QuoteRow) -> Shape:
    """Return a quote of a list."""
    told = (row.outcome_reason, row.outcome_note, row.competitor, row.competitor_price)
    outcome: Shape = {
        "reason": row.outcome_reason,
        "note": text(row.outcome_note),
        "competitor": text(row.competitor),
        "competitor_price": amount(row.competitor_price, row.currency),
        "competitor_verified": row.competitor_verified,
    }
    return {
        "number": row.number,
        "client": row.client,
        "title": row.title,
        "currency": row.currency,
        "status": row.status,
        "expired": row.expired,
        "valid_until": day(row.valid_until),
        "current_round": row.current_round,
        "accepted_round": row.accepted_round,
        "outcome": None if all(value is None for value in told) else outcome,
        "deposit_percent": exact(row.deposit_percent),
        "terms": row.terms,
    }


def round_of(offer: Round, currency: str) -> Shape:
    """Return a round."""
    return {
        "seq": offer.seq,
        "side": str(offer.side),
        "date": day(offer.date),
        "lines": lines(offer.lines, offer.totals),
        **figures_of_round(offer.totals, offer.discount),
        "ask": text(offer.ask),
        "give": text(offer.give),
        "get": text(offer.get),
        "gift": amount(offer.gift, currency),
        "note": text(offer.note),
        "valid_until": day(offer.valid_until),
    }


def figures_of_round(totals: Totals, discount: Discount | None) -> Shape:
    """Return the figures of a round."""
    return {
        "discount": _discount(discount, totals),
        "net": amount(totals.net, totals.currency),
        "tax": amount(totals.tax, totals.currency),
        "total": amount(totals.total, totals.currency),
    }


def _discount(discount: Discount | None, totals: Totals) -> Shape | None:
    if discount is None:
        return None
    return {
        "percent": exact(discount.percent),
        "amount": amount(totals.discount, totals.currency),
    }


def lines(own: Sequence[Line], totals: Totals) -> list[Shape]:
    """Return the lines of a document with their nets."""
    pairs = zip(own, totals.line_nets, strict=True)
    return [line(no, one, net, totals.currency) for no, (one, net) in enumerate(pairs, 1)]


def line(no: int, own: Line, net: int, currency: str) -> Shape:
    """Return a line."""
    return {
        "no": no,
        "kind": str(own.kind),
        "on_behalf": own.on_behalf,
        "description": own.description,
        "group": text(own.group),
        "service": text(own.service),
        "quantity": exact(own.quantity),
        "unit": text(own.unit),
        "hours": exact(own.hours),
        "included_units": exact(own.included_units),
        "unit_price": price(own.unit_price, currency),
        "discount_percent": exact(own.discount_percent),
        "fee_percent": exact(own.fee_percent),
        "fee_minimum": price(own.fee_minimum, currency),
        "vat_rate": exact(own.vat_rate),
        "vat_nature": text(own.vat_nature),
        "net": amount(net, currency),
        "selected": own.selected and own.kind is not LineKind.AD_SPEND_INFO,
    }


def difference(number: str, own: RoundDiff) -> Shape:
    """Return what changed between two rounds."""
    return {
        "number": number,
        "from": own.old,
        "to": own.new,
        "currency": own.currency,
        "discount_delta": amount(own.discount_delta, own.currency),
        "net_delta": amount(own.net_delta, own.currency),
        "total_delta": amount(own.total_delta, own.currency),
        "changes": [
            {
                "what": change.what,
                "before": _side(change.before, own.currency),
                "after": _side(change.after, own.currency),
                "delta": amount(change.delta, own.currency),
            }
            for change in own.changes
        ],
    }


def _side(own: Line | None, currency: str) -> Shape | None:
    if own is None:
        return None
    return {
        "kind": str(own.kind),
        "description": own.description,
        "quantity": exact(own.quantity),
        "unit": text(own.unit),
        "unit_price": price(own.unit_price, currency),
        "discount_percent": exact(own.discount_percent),
    }


def invoice(own: Invoice, today: dt.date) -> Shape:
    """Return an invoice, whole."""
    totals, currency = own.totals, own.currency
    draft = own.state is InvoiceState.DRAFT
    late = own.days_overdue(today)
    parts = own.instalments or planned(own, today)
    due = own.last_due or max((part.due_date for part in parts), default=None)
    return {
        "number": own.number or None,
        "draft": own.name if draft else None,
        "kind": str(own.kind),
        "sdi_status": text(own.sdi_status),
        "revision": own.revision,
        "state": str(own.state),
        "payment_status": text(own.payment_status),
        "overdue": late > 0,
        "days_overdue": late,
        "issue_date": day(own.issue_date),
        "due_date": day(due),
        "client": own.client.code,
        "currency": currency,
        "lines": lines(own.lines, totals),
        "net": amount(totals.net, currency),
        "social_contribution": amount(totals.social_contribution, currency),
        "vat": [_group(group, currency) for group in totals.groups],
        "tax": amount(totals.tax, currency),
        "stamp_duty": amount(totals.stamp_duty, currency),
        "total": amount(totals.total, currency),
        "withholding": amount(totals.withholding, currency),
        "payable": amount(totals.payable, currency),
        "paid": amount(own.paid, currency),
        "credited": amount(own.credited, currency),
        "written_off": amount(own.written_off, currency),
        "balance": str(own.balance),
        "instalments": [_instalment(part, currency, owed=own.is_receivable) for part in parts],
        "quote": text(own.quote),
        "credits_invoice": text(own.credits_invoice),
        "proforma": text(own.proforma),
        "order": text(own.order.number),
        "cig": text(own.order.cig),
        "cup": text(own.order.cup),
        "sdi_on": day(own.sdi_on),
        "sent_on": day(own.sent_on),
        "pdf_sha256": text(own.pdf_sha256),
    }


def planned(own: Invoice, today: dt.date) -> tuple[Instalment, ...]:
    """Return the instalments that a draft's plan would give; none without a plan."""
    if own.state is not InvoiceState.DRAFT or not own.plan:
        return ()
    first = min(part.due_date for part in own.plan)
    issued = min(own.issue_date or today, first)
    return schedule(own.totals.payable, issued, terms=own.terms, plan=own.plan)


def _group(group: TaxGroup, currency: str) -> Shape:
    return {
        "rate": exact(group.rate),
        "nature": text(group.nature),
        "base": amount(group.base, currency),
        "tax": amount(group.tax, currency),
    }


def _instalment(part: Instalment, currency: str, *, owed: bool) -> Shape:
    """Return an instalment; the balances sum to that of the document, which may owe nothing."""
    return {
        "seq": part.seq,
        "due_date": day(part.due_date),
        "amount": amount(part.amount, currency),
        "balance": amount(part.balance if owed else 0, currency),
    }


_SUMS_BEFORE = ("net", "social_contribution")
_SUMS_AFTER = ("tax", "stamp_duty", "total", "withholding", "payable", "paid", "credited")


def invoice_row(row: InvoiceRow) -> Shape:
    """Return an invoice of a list."""
    money = {
        name: amount(getattr(row, name), row.currency) for name in (*_SUMS_BEFORE, *_SUMS_AFTER)
    }
    return {
        "number": row.number,
        "draft": row.draft,
        "kind": row.kind,
        "sdi_status": row.sdi_status,
        "revision": row.revision,
        "state": row.state,
        "payment_status": row.payment_status,
        "overdue": row.overdue,
        "days_overdue": row.days_overdue,
        "issue_date": day(row.issue_date),
        "due_date": day(row.due_date),
        "client": row.client,
        "currency": row.currency,
        **money,
        "written_off": amount(row.written_off, row.currency),
        "balance": amount(row.balance, row.currency),
        "quote": row.quote,
        "credits_invoice": row.credits_invoice,
        "proforma": row.proforma,
        "order": row.order,
        "cig": row.cig,
        "cup": row.cup,
        "sdi_on": day(row.sdi_on),
        "sent_on": day(row.sent_on),
        "pdf_sha256": row.pdf_sha256,
    }
