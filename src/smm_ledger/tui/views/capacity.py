"""How full the months to come are, in one line: can I afford to say no? Private."""

from decimal import Decimal
from typing import TYPE_CHECKING

from smm_ledger.core.capacity import MonthLoad
from smm_ledger.core.marks import N_
from smm_ledger.i18n.formatting import conventions_of, format_decimal, format_percent
from smm_ledger.i18n.translator import Translator

if TYPE_CHECKING:
    from smm_ledger.services.capacity import CapacityView


def taken_line(t: Translator, view: "CapacityView", hours: Decimal) -> str:
    """Return the months' load beside the hours of an offer; empty where nothing is known.

    Args:
        t: The words.
        view: The months from this one on.
        hours: Of the offer that is looked at.
    """
    if not any(month.booked for month in view.months) and view.billable is None:
        return ""
    months = ", ".join(_load(t, month) for month in view.months)
    if not hours:
        return t(N_("Hours taken: {months}"), months=months)
    return t(
        N_("Hours taken: {months}; this offer {hours} h"),
        months=months,
        hours=format_decimal(hours, t.language),
    )


def _load(t: Translator, load: MonthLoad) -> str:
    name = conventions_of(t.language).months[load.month.month - 1][:3]
    if load.percent is None:
        return f"{name} {format_decimal(load.booked, t.language)} h"
    return f"{name} {format_percent(Decimal(load.percent), t.language)}"
