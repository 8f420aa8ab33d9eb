"""Clocks: the one place that asks the system for the time.

Nothing else calls `date.today` or `datetime.now` (ruff bans it), so that `--today` and tests rule
every date of the program.
"""

import datetime as dt


class SystemClock:
    """The machine's clock."""

    def today(self) -> dt.date:
        """Return the local calendar date."""
        return dt.date.today()  # noqa: DTZ011, TID251 - a local calendar date is what is wanted

    def now(self) -> dt.datetime:
        """Return the instant, in UTC."""
        return dt.datetime.now(dt.UTC)  # noqa: TID251 - the one caller


class FixedClock(SystemClock):
    """The machine's clock with the calendar held at one day (`--today`)."""

    def __init__(self, day: dt.date) -> None:
        self._day = day

    def today(self) -> dt.date:
        """Return the day that was given."""
        return self._day
