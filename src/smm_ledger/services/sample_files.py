"""Reading the sample year: TOML tables, days that count from today, words that follow the calendar.

The files are the program's own, yet a wrong key or value in one is refused by name, so that whoever
edits them is told. Nothing here changes a ledger, and nothing here is computed in money.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final, TypeVar

from smm_ledger.core.dates import is_business_day, nth_month
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.i18n.formatting import format_month
from smm_ledger.i18n.parsing import parse_amount

T = TypeVar("T")

SEASONS: Final = {
    "it": ("inverno", "primavera", "estate", "autunno"),
    "en": ("winter", "spring", "summer", "autumn"),
}
LAST_SAFE_DAY: Final = 28
"""Every month has it: a day of a month in the files is never later."""

_STATEMENT_MARK: Final = re.compile(r"\{(day|number):([^}]+)\}")


@dataclass(slots=True)
class Entry:
    """One table of a file; whatever nobody asked for by the end is refused.

    Attributes:
        where: File and id, for messages.
    """

    where: str
    values: Mapping[str, object]
    _asked: set[str] = field(default_factory=set)

    def _take(self, name: str, kind: type[T]) -> T | None:
        self._asked.add(name)
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(name)
        return value

    def wrong(self, name: str) -> InputError:
        """Return the refusal of a key."""
        return InputError(
            f"{self.where}: {name}",
            N_("this key of the sample data is missing, unknown, or of another type"),
            hint=N_("sample_data/README.md describes the keys"),
        )

    def has(self, name: str) -> bool:
        """Whether the key is there."""
        return name in self.values

    def text(self, name: str, default: str = "") -> str:
        """Return a text, or the default."""
        found = self._take(name, str)
        return default if found is None else found

    def needed(self, name: str) -> str:
        """Return a text that must be there."""
        found = self.text(name)
        if not found:
            raise self.wrong(name)
        return found

    def number(self, name: str) -> int | None:
        """Return a whole number, or None."""
        return self._take(name, int)

    def amount(self, name: str) -> Decimal | None:
        """Return an amount in major units, or None."""
        text = self.text(name)
        return parse_amount(text, field=f"{self.where}: {name}") if text else None

    def flag(self, name: str) -> bool:
        """Return a yes or no; absent is no."""
        return bool(self._take(name, bool))

    def maybe(self, name: str) -> bool | None:
        """Return a yes or no, or None where nothing is said."""
        return self._take(name, bool)

    def items(self, name: str) -> Sequence[object]:
        """Return a list; absent is empty."""
        return self._take(name, list) or []

    def tables(self, name: str) -> "list[Entry]":
        """Return the tables of a list; absent is empty."""
        return [self._table(f"{name} {no}", item) for no, item in enumerate(self.items(name), 1)]

    def table(self, name: str) -> "Entry | None":
        """Return an inner table, or None."""
        found = self._take(name, dict)
        return None if found is None else self._table(name, found)

    def _table(self, name: str, value: object) -> "Entry":
        if not isinstance(value, dict):
            raise self.wrong(name)
        return Entry(f"{self.where}: {name}", value)

    def words(self) -> dict[str, str]:
        """Return everything as text by key, for the readers of typed fields."""
        return {name: self.text(name) for name in self.values}

    def done(self) -> None:
        """Refuse a key that nobody asked for: it is misspelt."""
        for name in self.values:
            if name not in self._asked:
                raise self.wrong(name)


def read_file(path: Path) -> Entry:
    """Return a whole file.

    Raises:
        InputError: It is missing or no TOML.
    """
    try:
        return Entry(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(
            path.name,
            N_("it can't be read: {problem}"),
            hint=N_("compare it with the file that came with the program"),
            problem=str(error),
        ) from None


def entries_of(path: Path, name: str) -> list[Entry]:
    """Return the tables `[[name]]` of a file, called by their `id` or `code` in messages."""
    whole = read_file(path)
    found = whole.tables(name)
    whole.done()
    for entry in found:
        called = entry.values.get("id") or entry.values.get("code") or ""
        entry.where = f"{path.name}: {called}"
    return found


@dataclass(frozen=True, slots=True)
class SampleCalendar:
    """Days of the sample year, counted from the day that counts as today.

    What a file says is a *plain* day: the order of things follows it. It *happens* on the last
    business day until then, so that nobody pays on Christmas Day, and never after today.
    """

    today: dt.date
    patron_saint: str = ""

    def plain(self, entry: Entry) -> dt.date:
        """Return the day of an entry: `day` from today, or `day` of the month `month` from now."""
        day, month = entry.number("day"), entry.number("month")
        if day is None:
            raise entry.wrong("day")
        if month is None:
            return self.from_today(day)
        if not 1 <= day <= LAST_SAFE_DAY:
            raise entry.wrong("day")
        return nth_month(self.today.replace(day=1), month).replace(day=day)

    def from_today(self, days: int) -> dt.date:
        """Return the day so many days after today."""
        return self.today + dt.timedelta(days=days)

    def happens(self, plain: dt.date) -> dt.date:
        """Return the last business day until a plain day."""
        while not is_business_day(plain, patron_saint=self.patron_saint):
            plain -= dt.timedelta(days=1)
        return plain


def fill(text: str, plain: dt.date, language: str) -> str:
    """Put the month, the coming season and the year into a text.

    `{month}` is that of the day (`ottobre 2026`), `{season}` the one that is near in a month's time
    (`primavera`), `{year}` the day's.
    """
    soon = plain + dt.timedelta(days=30)
    seasons = SEASONS[language if language in SEASONS else "en"]
    return (
        text.replace("{month}", format_month(plain, language))
        .replace("{season}", seasons[soon.month % 12 // 3])
        .replace("{year}", str(plain.year))
    )


def bank_statement(folder: Path, calendar: SampleCalendar, numbers: Mapping[str, str]) -> str:
    """Return the sample bank statement as CSV, its days and invoice numbers in place.

    Args:
        folder: The sample data.
        calendar: Of the ledger that was loaded.
        numbers: Invoice numbers by the ids of `invoices.toml`.
    """
    text = (folder / "bank_statement.csv").read_text(encoding="utf-8")

    def put(mark: re.Match[str]) -> str:
        if mark[1] == "number":
            return numbers[mark[2]]
        return f"{calendar.happens(calendar.from_today(int(mark[2]))):%d/%m/%Y}"

    return _STATEMENT_MARK.sub(put, text)
