"""Where the numbers of documents go on: what comes next, and where a series began.

Who moves here from another program goes on where that one stopped: the next number is set before
the first is given, and never so that one is given twice or missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.numbering import (
    HIGHEST,
    THROUGH_YEARS,
    Series,
    counter_of,
    progressive,
    render,
)
from smm_ledger.core.parties import Issuer
from smm_ledger.i18n.parsing import parse_int
from smm_ledger.services.fields import member
from smm_ledger.services.ports import Clock, Reader, Storage


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesNumbers:
    """Where a series stands.

    Attributes:
        year: None for what counts through the years.
        first: The number that it began with.
        following: The number that comes next.
        shown: How the next one is printed.
    """

    series: Series
    year: int | None
    first: int
    following: int
    shown: str


class NumberService:
    """The series of numbers."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def list(self, *, year: int | None = None) -> Sequence[SeriesNumbers]:
        """Return every series as it stands in a year (this one without it)."""
        day = year or self._clock.today().year
        with self._storage.read() as reader:
            return [_stands(reader, series, day) for series in Series]

    def set(self, series: str, following: str, *, year: int | None = None) -> SeriesNumbers:
        """Set the number that comes next in a series.

        Args:
            series: Its name.
            following: A whole number; of `sdi-file`, the characters that end the file's name.
            year: This one without it.

        Raises:
            InputError: No such series; no such number; a year for what has none.
            RuleError: It was given already, or a number would be missing.
        """
        own = member(Series, series, field="series")
        if own in THROUGH_YEARS:
            if year is not None:
                raise InputError(
                    "year",
                    N_("{series} counts through the years"),
                    hint=N_("leave it out"),
                    series=own,
                )
            seq = counter_of(following, field="next")
        else:
            seq = parse_int(following, field="next", low=1, high=HIGHEST)
        day = year or self._clock.today().year
        with self._storage.write() as work:
            work.set_next_number(own, _place(own, day), seq)
            after = _stands(work, own, day)
            data = {"series": own, "year": after.year, "number": after.shown}
            work.record("ledger", None, "number", data, name="ledger")
        return after


def _place(series: Series, year: int) -> int:
    return 0 if series in THROUGH_YEARS else year


def _stands(reader: Reader, series: Series, year: int) -> SeriesNumbers:
    place = _place(series, year)
    following = reader.peek_number(series, place)
    return SeriesNumbers(
        series=series,
        year=place or None,
        first=reader.first_number(series, place),
        following=following,
        shown=_shown(reader.issuer(), series, year, following),
    )


def _shown(issuer: Issuer, series: Series, year: int, seq: int) -> str:
    patterns = {
        Series.QUOTE: issuer.effective_quote_pattern,
        Series.INVOICE: issuer.invoice_pattern,
        Series.CREDIT: issuer.credit_pattern,
        Series.PROFORMA: issuer.proforma_pattern,
    }
    if series is Series.SDI_FILE:
        return progressive(seq)
    return render(patterns[series], year=year, seq=seq)
