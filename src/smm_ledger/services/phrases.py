"""Sentences that become part of a document's stored lines, in the client's language.

They are frozen with the document, so they can't wait for show time like the rest of the interface.
"""

import datetime as dt

from smm_ledger.core.marks import N_
from smm_ledger.i18n.formatting import format_date
from smm_ledger.i18n.translator import Translator

_PHRASES = {
    "deposit": N_("Deposit of {percent}% on quote {quote}: {title}"),
    "deduction": N_("Less deposit, invoice {number} of {date}"),
    "draft_deduction": N_("Less deposit, {draft} (not issued yet)"),
    "invoice_deduction": N_("Less invoice {number} of {date}"),
    "less_scope": N_("less work"),
    "of_period": N_("{text}, {period}"),
    "span": N_("from {start} to {end}"),
    "overage": N_("{text}: beyond what is included, {period}"),
    "ad_spend": N_("Ad spend"),
    "fee_rest": N_("{text}, {period}: rest of the fee on a spend of {amount}"),
    "partial_credit": N_("Partial credit of invoice {number} of {date}"),
}


def phrase(language: str, key: str, **values: object) -> str:
    """Return the sentence `key` in `language`; dates are written as that language does."""
    told = {
        name: format_date(value, language) if isinstance(value, dt.date) else value
        for name, value in values.items()
    }
    return Translator(language).gettext(_PHRASES[key]).format(**told)
