"""When a fee can no longer be claimed in court: the earliest date that a prudent person assumes.

Three years for a single job (presumptive, art. 2956 n. 2 c.c.), five for periodic fees (art. 2948
n. 4), ten in general (art. 2946): the shortest that may apply is shown, labelled as prudent. A
formal notice that was received starts the term anew (art. 2943). It is a warning, never advice.
"""

import datetime as dt

from smm_ledger.core.dates import legal_end, nth_year

ONE_OFF_YEARS = 3
PERIODIC_YEARS = 5


def term_end(event: dt.date, years: int, country: str = "IT") -> dt.date:
    """Return the last day of a term of years: on a Sunday or holiday, the day after it.

    The day of the event does not count, and a day that the last year lacks is its month's last
    (art. 2963 c.c.).
    """
    return legal_end(nth_year(event, years), country)


def earliest(event: dt.date, *, periodic: bool, notices: tuple[dt.date, ...] = ()) -> dt.date:
    """Return the earliest prudent date for a fee.

    Args:
        event: When the fee was earned; the invoice's date, for want of an earlier one.
        periodic: Whether it is one of a retainer's.
        notices: When formal notices were received; the last one starts the term anew.
    """
    years = PERIODIC_YEARS if periodic else ONE_OFF_YEARS
    return term_end(max([event, *notices]), years)
