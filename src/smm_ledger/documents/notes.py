"""The texts that the law wants on a document, in the client's language.

Their wording belongs to `core.regimes`, which chooses it; here they are only asked for. A quote
and a proforma are no fiscal documents: they carry what makes their price clear, and no more.
"""

from collections.abc import Iterable

from smm_ledger.core.choices import totals_by_choice
from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.regimes import LegalNote, regime_of
from smm_ledger.core.rounds import Round
from smm_ledger.core.totals import Totals


def quote_notes(shown: Round, issuer: Issuer, client: Client, language: str) -> tuple[str, ...]:
    """Return the texts of a quote."""
    regime = regime_of(shown.rules.regime)
    return _texts(regime.quote_notes(issuer, client, _dearest(shown), shown.rules), language)


def _dearest(shown: Round) -> Totals:
    """Return the totals of the dearest choice: what may be due on it is announced, too."""
    by_choice = totals_by_choice(
        shown.lines, rules=shown.rules, currency=shown.totals.currency, discount=shown.discount
    )
    return max((shown.totals, *by_choice.values()), key=lambda totals: totals.total)


def invoice_notes(invoice: Invoice, language: str) -> tuple[str, ...]:
    """Return the texts of an invoice, by its snapshots."""
    regime = regime_of(invoice.rules.regime)
    ask = regime.quote_notes if invoice.kind is InvoiceKind.PROFORMA else regime.notes
    return _texts(ask(invoice.issuer, invoice.client, invoice.totals, invoice.rules), language)


def _texts(notes: Iterable[LegalNote], language: str) -> tuple[str, ...]:
    return tuple(text for note in notes for text in note.texts(language))
