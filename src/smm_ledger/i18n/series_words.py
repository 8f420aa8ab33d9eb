"""What the series of numbers are called, on screen and in a terminal."""

from collections.abc import Mapping
from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.core.numbering import Series
from smm_ledger.i18n.translator import Translator

NAMES: Final[Mapping[Series, str]] = {
    Series.QUOTE: N_("quotes"),
    Series.INVOICE: N_("invoices"),
    Series.CREDIT: N_("credit notes"),
    Series.PROFORMA: N_("proformas"),
    Series.SDI_FILE: N_("e-invoice files"),
}


def series_name(t: Translator, series: Series) -> str:
    """Return its name."""
    return t(NAMES[series])
