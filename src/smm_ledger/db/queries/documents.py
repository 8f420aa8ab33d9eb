"""Quotes, invoices and payments, whole: what the rules of the domain work on."""

import datetime as dt
import json
from collections.abc import Sequence
from decimal import Decimal

from smm_ledger.core.errors import NotFoundError
from smm_ledger.core.invoices import Instalment, Invoice, InvoiceKind
from smm_ledger.core.lines import Line, LineKind
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.numbering import Series
from smm_ledger.core.orders import OrderReference
from smm_ledger.core.payments import Allocation, Payment, Settlement, SettlementKind
from smm_ledger.core.quotes import BoundChange, Bounds, Outcome, OutcomeReason, Quote
from smm_ledger.core.rounds import Ask, Round, Side
from smm_ledger.core.states import InvoiceState, QuoteStatus
from smm_ledger.core.totals import TaxGroup, Totals
from smm_ledger.db import columns as col
from smm_ledger.db.columns import day, decimal, maybe_day
from smm_ledger.db.queries import parties
from smm_ledger.db.queries.rows import Db, Row, row, rows, value


def line_of(found: Row) -> Line:
    """Build a line, of a round, an invoice or a retainer, from its columns."""
    return Line(
        description=found["description"],
        quantity=Decimal(found["quantity"]),
        unit_price=Decimal(found["unit_price"]),
        kind=LineKind(found["kind"]),
        unit=found["unit"],
        group=found["group_name"],
        service=found["service"],
        hours=decimal(found["hours"]),
        included_units=decimal(found["included_units"]),
        discount_percent=decimal(found["discount_percent"]),
        fee_percent=decimal(found["fee_percent"]),
        fee_minimum=decimal(found["fee_minimum"]),
        vat_rate=Decimal(found["vat_rate"]),
        vat_nature=found["vat_nature"],
        on_behalf=bool(found["on_behalf"]),
        selected=bool(found["selected"]),
        deduction=bool(found["deduction"]),
        included=found["included"],
        excluded=found["excluded"],
    )


def _totals(
    found: Row,
    currency: str,
    nets: tuple[int, ...],
    groups: tuple[TaxGroup, ...],
) -> Totals:
    return Totals(
        currency=currency,
        line_nets=nets,
        discount=found["discount_total_minor"],
        net=found["net_minor"],
        social_contribution=found["social_contribution_minor"],
        groups=groups,
        tax=found["tax_minor"],
        stamp_duty=found["stamp_duty_minor"],
        stamp_in_total=found["stamp_in_total_minor"],
        total=found["total_minor"],
        withholding=found["withholding_minor"],
        split_tax=found["split_tax_minor"],
        payable=found["payable_minor"],
    )


def _round(db: Db, found: Row, currency: str) -> Round:
    lines = list(
        rows(db, "SELECT * FROM quote_line WHERE round_id = ? ORDER BY no", (found["id"],))
    )
    nets = tuple(line["net_minor"] for line in lines)
    return Round(
        id=found["id"],
        seq=found["seq"],
        side=Side(found["side"]),
        date=day(found["date"]),
        lines=tuple(line_of(line) for line in lines),
        rules=col.rules(found["rules"]),
        totals=_totals(found, currency, nets, col.tax_groups(found["tax_groups"])),
        valid_until=day(found["valid_until"]),
        discount=col.discount(found["discount_percent"], found["discount_minor"]),
        frozen=bool(found["frozen"]),
        ask=None if found["ask"] is None else Ask(found["ask"]),
        competitor=found["competitor"],
        competitor_price=found["competitor_price_minor"],
        competitor_verified=_maybe_flag(found["competitor_verified"]),
        give=found["give"],
        get=found["get"],
        gift=found["gift_minor"],
        note=found["note"],
        below_floor=found["below_floor"],
        conditions=col.conditions(found["conditions"]),
    )


def _outcome(found: Row) -> Outcome | None:
    if not found["has_outcome"]:
        return None
    reason = found["outcome_reason"]
    return Outcome(
        reason=None if reason is None else OutcomeReason(reason),
        note=found["outcome_note"],
        competitor=found["competitor"],
        competitor_price=found["competitor_price_minor"],
        competitor_verified=_maybe_flag(found["competitor_verified"]),
    )


def _maybe_flag(found: int | None) -> bool | None:
    return None if found is None else bool(found)


def _trail(db: Db, quote_id: int) -> tuple[BoundChange, ...]:
    found = db.execute(
        "SELECT date, field, ifnull(before_minor, before_text), ifnull(after_minor, after_text)"
        " FROM quote_bound WHERE quote_id = ? ORDER BY no",
        (quote_id,),
    )
    return tuple(
        BoundChange(date=day(date), field=name, before=before, after=after)
        for date, name, before, after in found
    )


def quote_by_id(db: Db, quote_id: int) -> Quote:
    """Return a quote with all its rounds."""
    found = row(
        db,
        "SELECT q.*, c.code FROM quote AS q JOIN client AS c ON c.id = q.client_id WHERE q.id = ?",
        (quote_id,),
    )
    if found is None:
        raise NotFoundError(str(quote_id), thing=N_("quote"))
    offers = list(
        rows(db, "SELECT * FROM quote_round WHERE quote_id = ? ORDER BY seq", (quote_id,))
    )
    made = db.execute(
        "SELECT ifnull(number, 'draft-' || draft_no) FROM invoice WHERE quote_id = ? ORDER BY id",
        (quote_id,),
    )
    selection = found["selection"]
    return Quote(
        id=found["id"],
        number=found["number"],
        year=found["year"],
        seq=found["seq"],
        client_id=found["client_id"],
        client=found["code"],
        title=found["title"],
        currency=found["currency"],
        status=QuoteStatus(found["status"]),
        rounds=tuple(_round(db, offer, found["currency"]) for offer in offers),
        accepted_round=found["accepted_round"],
        selection=None if selection is None else tuple(json.loads(selection)),
        accepted_by=found["accepted_by"],
        accepted_on=maybe_day(found["accepted_on"]),
        deposit_percent=decimal(found["deposit_percent"]),
        bounds=Bounds(
            floor=found["floor_minor"],
            target=found["target_minor"],
            walk_away=found["walk_away"],
            alternative=found["alternative"],
        ),
        trail=_trail(db, quote_id),
        terms=None if found["terms"] is None else col.terms(found["terms"]),
        outcome=_outcome(found),
        invoices=tuple(name for (name,) in made),
        replied_on=maybe_day(found["replied_on"]),
        note=found["note"],
        version=found["version"],
    )


_INVOICE = """
SELECT
    v.*, q.number AS quote_number, ifnull(o.number, 'draft-' || o.draft_no) AS credits_number,
    o.issue_date AS credits_date, p.number AS proforma_number,
    (
        SELECT ifnull(sum(amount_minor), 0) FROM settlement
        WHERE invoice_id = v.id AND kind = 'write_off' AND reason = 'bank-fee'
    ) AS bank_fees,
    (
        SELECT sha256 FROM document
        WHERE entity_kind = 'invoice' AND entity_id = v.id AND kind = 'revision-' || v.revision
    ) AS pdf_sha256
FROM invoice AS v
LEFT JOIN quote AS q ON q.id = v.quote_id
LEFT JOIN invoice AS o ON o.id = v.credits_id
LEFT JOIN invoice AS p ON p.id = v.proforma_id
WHERE v.id = ?
"""


def invoice_by_id(db: Db, invoice_id: int) -> Invoice:
    """Return an invoice, whole: an issued one with its snapshots, a draft with the live parties."""
    found = row(db, _INVOICE, (invoice_id,))
    if found is None:
        raise NotFoundError(str(invoice_id), thing=N_("invoice"))
    draft = found["client_snapshot"] is None
    lines = list(
        rows(db, "SELECT * FROM invoice_line WHERE invoice_id = ? ORDER BY no", (invoice_id,))
    )
    nets = tuple(line["net_minor"] for line in lines)
    return Invoice(
        id=found["id"],
        client=(
            parties.client_by_id(db, found["client_id"])
            if draft
            else col.client_snapshot(found["client_snapshot"])
        ),
        issuer=parties.issuer(db) if draft else col.issuer_snapshot(found["issuer_snapshot"]),
        kind=InvoiceKind(found["kind"]),
        state=InvoiceState(found["state"]),
        currency=found["currency"],
        lines=tuple(line_of(line) for line in lines),
        rules=col.rules(found["rules"]),
        totals=_totals(found, found["currency"], nets, _tax_groups(db, invoice_id)),
        terms=col.terms(found["terms"]),
        draft_no=found["draft_no"] or 0,
        number=found["number"] or "",
        series=Series(found["series"]),
        year=found["year"] or 0,
        seq=found["seq"] or 0,
        issue_date=maybe_day(found["issue_date"]),
        due_date=maybe_day(found["due_date"]),
        discount=col.discount(found["discount_percent"], found["discount_minor"]),
        plan=col.plan(found["plan"]),
        instalments=_instalments(db, invoice_id),
        paid=found["paid_minor"],
        credited=found["credited_minor"],
        written_off=found["written_off_minor"],
        quote_id=found["quote_id"],
        quote=found["quote_number"] or "",
        credits_id=found["credits_id"],
        credits_invoice=found["credits_number"] or "",
        credits_date=maybe_day(found["credits_date"]),
        deducts=tuple(json.loads(found["deducts"])),
        note=found["note"],
        sent_on=maybe_day(found["sent_on"]),
        order=OrderReference(number=found["order_number"], cig=found["cig"], cup=found["cup"]),
        sdi_status=found["sdi_status"],
        sdi_on=maybe_day(found["sdi_on"]),
        sdi_file=found["sdi_file"],
        becomes=found["becomes"],
        proforma_id=found["proforma_id"],
        proforma=found["proforma_number"] or "",
        bank_fees=found["bank_fees"],
        revision=found["revision"],
        pdf_sha256=found["pdf_sha256"] or "",
        version=found["version"],
    )


def _tax_groups(db: Db, invoice_id: int) -> tuple[TaxGroup, ...]:
    found = db.execute(
        "SELECT rate, nature, base_minor, tax_minor FROM invoice_tax"
        " WHERE invoice_id = ? ORDER BY no",
        (invoice_id,),
    )
    return tuple(
        TaxGroup(rate=Decimal(rate), nature=nature, base=base, tax=tax)
        for rate, nature, base, tax in found
    )


def _instalments(db: Db, invoice_id: int) -> tuple[Instalment, ...]:
    found = db.execute(
        "SELECT id, seq, due_date, amount_minor, settled_minor FROM instalment"
        " WHERE invoice_id = ? ORDER BY seq",
        (invoice_id,),
    )
    return tuple(
        Instalment(id=key, seq=seq, due_date=day(due), amount=amount, settled=settled)
        for key, seq, due, amount, settled in found
    )


def invoices_of_quote(db: Db, quote_id: int) -> Sequence[Invoice]:
    """Return every invoice and credit note made from a quote, in order."""
    keys = db.execute(
        "SELECT id FROM invoice WHERE quote_id = :id UNION"
        " SELECT c.id FROM invoice AS v JOIN invoice AS c ON c.credits_id = v.id"
        " WHERE v.quote_id = :id ORDER BY 1",
        {"id": quote_id},
    ).fetchall()
    return [invoice_by_id(db, key) for (key,) in keys]


def invoice_of_proforma(db: Db, proforma_id: int) -> Invoice | None:
    """Return the invoice that was made of a proforma and is not void, or None."""
    key = value(
        db,
        "SELECT id FROM invoice WHERE proforma_id = ? AND state <> 'void'"
        " AND proforma_id IS NOT NULL",
        (proforma_id,),
    )
    return None if key is None else invoice_by_id(db, key)


def open_invoices(db: Db, client_id: int, currency: str) -> Sequence[Invoice]:
    """Return the client's invoices with a balance, oldest open due date first."""
    keys = db.execute(
        "SELECT invoice_id FROM instalment"
        " WHERE live = 1 AND settled_minor < amount_minor AND client_id = ? AND currency = ?"
        " GROUP BY invoice_id ORDER BY min(due_date), invoice_id",
        (client_id, currency),
    ).fetchall()
    return [invoice_by_id(db, key) for (key,) in keys]


def payment_by_id(db: Db, payment_id: int) -> Payment:
    """Return a payment with what it is set against now."""
    found = row(
        db,
        "SELECT p.*, c.code FROM payment AS p JOIN client AS c ON c.id = p.client_id"
        " WHERE p.id = ?",
        (payment_id,),
    )
    if found is None:
        raise NotFoundError(f"pay-{payment_id}", thing=N_("payment"))
    parts = db.execute(
        "SELECT s.invoice_id, v.number, sum(s.amount_minor) FROM settlement AS s"
        " JOIN invoice AS v ON v.id = s.invoice_id WHERE s.payment_id = ?"
        " GROUP BY s.invoice_id HAVING sum(s.amount_minor) <> 0 ORDER BY min(s.id)",
        (payment_id,),
    )
    return Payment(
        id=found["id"],
        client_id=found["client_id"],
        client=found["code"],
        date=day(found["date"]),
        amount=Money(found["amount_minor"], found["currency"]),
        method=found["method"],
        reference=found["reference"],
        allocations=tuple(
            Allocation(invoice_id=key, invoice=number, amount=amount)
            for key, number, amount in parts
        ),
        reversed=bool(found["reversed"]),
        reversal_reason=found["reversal_reason"],
        bank_key=found["bank_key"],
        payer_iban=found["payer_iban"],
    )


def settled_by(db: Db, payment_id: int) -> Sequence[Settlement]:
    """Return, per instalment, what a payment still settles of it."""
    found = db.execute(
        "SELECT instalment_id, invoice_id, max(date), sum(amount_minor) FROM settlement"
        " WHERE payment_id = ? GROUP BY instalment_id HAVING sum(amount_minor) <> 0"
        " ORDER BY min(id)",
        (payment_id,),
    )
    return [
        Settlement(
            instalment_id=instalment,
            invoice_id=invoice,
            kind=SettlementKind.PAYMENT,
            date=day(date),
            amount=amount,
            source_id=payment_id,
        )
        for instalment, invoice, date, amount in found
    ]


def last_issue_date(db: Db, series: Series, year: int) -> dt.date | None:
    """Return the date of the last document issued in a series of a year, or None."""
    return maybe_day(
        value(
            db,
            "SELECT max(issue_date) FROM invoice"
            " WHERE state <> 'draft' AND series = ? AND year = ?",
            (str(series), year),
        )
    )
