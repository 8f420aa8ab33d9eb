"""The moment of issue, whatever is issued: date, number, instalments, snapshots, log entry.

Called inside the transaction of a service; here is no transaction of its own.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from smm_ledger.core.invoices import (
    SERIES_OF,
    Invoice,
    InvoiceKind,
    check_issuable,
    check_issue_date,
    schedule,
)
from smm_ledger.core.numbering import Series, render
from smm_ledger.core.parties import Issuer
from smm_ledger.core.regimes import regime_of
from smm_ledger.core.states import SdiStatus
from smm_ledger.services.deductions import check_deducted
from smm_ledger.services.ports import Reader, UnitOfWork

_FISCAL = (InvoiceKind.INVOICE, InvoiceKind.DEPOSIT, InvoiceKind.CREDIT_NOTE)


def dated(
    reader: Reader,
    draft: Invoice,
    *,
    today: dt.date,
    number: Callable[[Series, int], int],
    date: dt.date | None = None,
    out_of_order: str | None = None,
) -> Invoice:
    """Return a draft with the number, date and instalments of its issue, its state unchanged.

    Args:
        reader: Of the series' last date.
        draft: Its fixed date counts where `date` is None, else `today`.
        today: No date may be after it.
        number: Gives the sequence number: the unit of work's, or a look ahead.
        date: Issue date.
        out_of_order: Note that allows a date before the series' last one.

    Raises:
        RuleError: It can't be a document. DateOrder: The date does not fit the series.
    """
    check_issuable(draft)
    check_deducted(draft)
    day = date or draft.issue_date or today
    series = SERIES_OF[draft.kind]
    last = reader.last_issue_date(series, day.year)
    check_issue_date(day, today=today, last=last, out_of_order=out_of_order)
    instalments = schedule(
        draft.totals.payable, day, terms=draft.terms, due_date=draft.due_date, plan=draft.plan
    )
    seq = number(series, day.year)
    return replace(
        draft,
        number=render(_pattern(draft.issuer, series), year=day.year, seq=seq),
        series=series,
        year=day.year,
        seq=seq,
        issue_date=day,
        instalments=instalments,
        sdi_status=first_sdi_status(draft),
    )


def first_sdi_status(invoice: Invoice) -> str:
    """Return `to-send` for what an Italian issuer sends to SdI, else nothing."""
    return str(SdiStatus.TO_SEND) if goes_to_sdi(invoice) else ""


def goes_to_sdi(invoice: Invoice) -> bool:
    """Tell whether an e-invoice is made of it: a fiscal document of an Italian regime."""
    home = invoice.issuer.country == "IT" and bool(regime_of(invoice.rules.regime).fiscal_code)
    return home and invoice.kind in _FISCAL and not invoice.is_imported


def saved(work: UnitOfWork, invoice: Invoice, action: str, data: Mapping[str, object]) -> Invoice:
    """Save the invoice with the log entry of its action; returns it as stored."""
    invoice = work.save_invoice(invoice)
    work.record("invoice", invoice, action, data)
    return invoice


def issue_data(invoice: Invoice) -> dict[str, object]:
    """Return what the log says of an issue."""
    return {
        "number": invoice.number,
        "total": invoice.totals.total,
        "currency": invoice.currency,
    }


def _pattern(issuer: Issuer, series: Series) -> str:
    patterns = {
        Series.INVOICE: issuer.invoice_pattern,
        Series.CREDIT: issuer.credit_pattern,
        Series.PROFORMA: issuer.proforma_pattern,
    }
    return patterns[series]
