"""Stored values as they would be typed, and typed values as the services take a change."""

from decimal import Decimal
from typing import Final

from smm_ledger.core.invoices import Invoice
from smm_ledger.core.lines import Discount
from smm_ledger.tui.widgets.amounts import amount_text, figure_text
from smm_ledger.tui.widgets.days import date_text
from smm_ledger.tui.widgets.inputs import TypedInput

NOTHING: Final = Decimal(0)


def cleared(control: TypedInput[Decimal]) -> Decimal | None:
    """Return a changed figure, zero for one that was cleared, None for one left as it is."""
    if not control.touched:
        return None
    value = control.read()
    return NOTHING if value is None else value


def discount_text(discount: Discount | None, currency: str, language: str) -> str:
    """Return a document discount as it would be typed."""
    if discount is None:
        return ""
    if discount.percent is not None:
        return f"{figure_text(discount.percent, language)}%"
    return amount_text(discount.amount, currency, language)


def due_text(invoice: Invoice, language: str) -> str:
    """Return when a draft is to be paid: parts, a day, or its terms."""
    if invoice.plan:
        parts = (
            f"{figure_text(part.percent, language)}% {date_text(part.due_date, language)}"
            for part in invoice.plan
        )
        return ", ".join(parts)
    if invoice.due_date is not None:
        return date_text(invoice.due_date, language)
    return str(invoice.terms)
