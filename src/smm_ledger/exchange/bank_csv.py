"""A bank's CSV, read by a layout that says which column is what.

Banks put titles above the header and sums below the rows: what stands above the first row that has
the layout's columns is passed over, and so is a row without a date, or one that is not booked.
"""

import csv
import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Final

from smm_ledger.core.bank import TEXT_MAX, BankEntry, keyed
from smm_ledger.core.bank_formats import NOT_BOOKED, BankFormat
from smm_ledger.core.dates import from_iso, from_parts
from smm_ledger.core.errors import InputError
from smm_ledger.core.identifiers import check_currency
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money, bounded
from smm_ledger.core.text import NAME_MAX, clean
from smm_ledger.exchange.csv_files import MOST_ROWS

SOURCE: Final = "csv"
TITLES: Final = 40
"""Rows that may stand above the header."""
SAMPLE: Final = 64 * 1024
"""Characters in which the header stands."""

_PARTED: Final = re.compile(r"([0-9]{1,4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,4})(?:[ T][0-9:.]+)?")
_FIGURE: Final = {
    "comma": re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?"),
    "point": re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"),
}
_PLAIN: Final = re.compile(r"([0-9]+)[.,]([0-9]{1,2})")
"""A figure that no layout reads otherwise: groups have three digits."""
_FOOT: Final = 2
"""A sum below the rows fills at most so many cells."""
_BLANK: Final = re.compile(r"[\s'’]")
_SYMBOLS: Final = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥"}
_SIGNED: Final = re.compile(r"([+-]?)([0-9.,]+)([+-]?)")
_CODE: Final = re.compile(r"[A-Z]{3}")
_LONG_YEAR: Final = 4
_CENTURY: Final = 2000


class NoHeader(InputError):
    """No row of the file has the columns of the layout."""


def read_csv(text: str, layout: BankFormat, *, name: str, currency: str) -> list[BankEntry]:
    """Return the entries of a file, in its order.

    Args:
        text: The file's.
        layout: What its columns are.
        name: The file's, for messages.
        currency: Of rows that say none.

    Raises:
        NoHeader: The layout's columns are not there.
        InputError: Names the row and the column that can't be read.
    """
    return keyed(_entries(text, layout, name, currency), source=SOURCE)


def _entries(text: str, layout: BankFormat, name: str, currency: str) -> Iterator[BankEntry]:
    header: dict[str, int] | None = None
    for line, cells in _rows(text, name, _separator(text, layout)):
        if header is None:
            header = _header(cells, layout)
            if header is not None:
                _check_once(cells, header, f"{name}: row {line}")
            if header is None and line >= TITLES:
                break
            continue
        row = _Row(f"{name}: row {line}", cells, header, layout)
        if row.is_booked:
            yield row.entry(currency)
    if header is None:
        wanted = ", ".join(dict.fromkeys(header for _, header in layout.columns))
        raise NoHeader(
            name,
            N_("no row names its columns as this format does"),
            hint=N_("it looks for: {columns}; say others"),
            cli="--columns",
            columns=wanted,
        )


def _separator(text: str, layout: BankFormat) -> str:
    """Return what parts the cells of the header: texts and figures hold commas of their own."""

    def columns(separator: str) -> int:
        reader = csv.reader(io.StringIO(text[:SAMPLE], newline=""), delimiter=separator)
        try:
            found = [_header(cells, layout) for cells in islice(reader, TITLES)]
        except csv.Error:
            return 0
        return max((len(one) for one in found if one), default=0)

    return max(";\t,", key=columns)


def likely_header(text: str) -> Sequence[str]:
    """Return what the columns of a table in no known layout are called, as far as that is seen.

    It is the first row of the most cells that several of the first rows share, in whichever way
    they are parted; a title above has fewer. Empty where nothing looks like a table.
    """
    found: tuple[int, list[str]] = (0, [])
    for separator in ";\t,":
        reader = csv.reader(io.StringIO(text[:SAMPLE], newline=""), delimiter=separator)
        try:
            rows = [cells for cells in islice(reader, TITLES) if len(cells) > 1]
        except csv.Error:
            continue
        for width, count in Counter(map(len, rows)).items():
            first = next(cells for cells in rows if len(cells) == width)
            found = max(found, (width * count, [cell.strip() for cell in first if cell.strip()]))
    return found[1]


def _rows(text: str, name: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    _check_end(text, name, separator)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for count, cells in enumerate(reader):
            if count > MOST_ROWS:
                raise InputError(
                    name,
                    N_("it has more than {most} rows"),
                    hint=N_("part it in several files"),
                    most=MOST_ROWS,
                )
            yield reader.line_num, cells
    except csv.Error:
        raise _no_csv(name, reader.line_num) from None


def _check_end(text: str, name: str, separator: str) -> None:
    """Refuse a quotation mark that is never closed: it would swallow all rows after it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    started = 0
    try:
        for _ in reader:
            started = reader.line_num
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise _no_csv(name, started + 1) from None


def _no_csv(name: str, line: int) -> InputError:
    return InputError(
        f"{name}: row {line}",
        N_("it is no CSV"),
        hint=N_("look for an unclosed quotation mark"),
    )


def _header(cells: Sequence[str], layout: BankFormat) -> dict[str, int] | None:
    """Return where each header stands, if all that is needed is there."""
    at = {" ".join(cell.split()).casefold(): no for no, cell in reversed(list(enumerate(cells)))}
    found = {
        header: at[header.casefold()] for _, header in layout.columns if header.casefold() in at
    }
    roles = {role for role, header in layout.columns if header in found}
    whole = {"date", "text"} <= roles and roles & {"amount", "credit"}
    marked = all(mark.casefold() in at for mark in layout.marks)
    return found if whole and marked else None


def _check_once(cells: Sequence[str], header: dict[str, int], where: str) -> None:
    """Refuse a header that stands twice: nobody knows which of the two is meant."""
    names = Counter(" ".join(cell.split()).casefold() for cell in cells)
    twice = next((name for name in header if names[name.casefold()] > 1), None)
    if twice is not None:
        raise InputError(
            where,
            N_("“{name}” stands twice in the header"),
            hint=N_("take the column away that is not meant"),
            name=twice,
        )


class _Row:
    """The cells of a row by role."""

    def __init__(
        self, where: str, cells: Sequence[str], header: dict[str, int], layout: BankFormat
    ) -> None:
        self._where = where
        self._cells = cells
        self._header = header
        self._layout = layout

    def _all(self, role: str) -> list[str]:
        places = [self._header[own] for own in self._layout.headers(role) if own in self._header]
        found = [" ".join(self._cells[at].split()) for at in places if at < len(self._cells)]
        return [cell for cell in found if cell]

    def text(self, role: str) -> str:
        """Return the first cell of a role that is filled; empty where there is none."""
        return next(iter(self._all(role)), "")

    @property
    def is_booked(self) -> bool:
        """Whether it is an entry of the account: no sum, nothing that waits or was refused."""
        date = self.text("date")
        if not date or self.text("state").casefold() in NOT_BOOKED:
            return False
        filled = sum(1 for cell in self._cells if cell.strip())
        return filled > _FOOT or any(character.isdigit() for character in date)

    def entry(self, currency: str) -> BankEntry:
        """Return the row as an entry."""
        said = self.text("currency")
        if any(character.isdigit() for character in said):
            said = ""  # `Valuta` is a currency at some banks, and a day at others
        figure = (self.text("amount") or self.text("credit")).upper()
        beside = _CODE.search(figure) if any(one.isdigit() for one in figure) else None
        said = said or (beside.group() if beside else "")
        own = check_currency(said, field=f"{self._where}, currency") if said else currency
        words = " ".join(self._all("text"))[:TEXT_MAX]
        return BankEntry(
            date=self._date(),
            amount=self._amount(own),
            text=clean(words, field=f"{self._where}, text", max_length=TEXT_MAX),
            name=clean(self.text("name")[:NAME_MAX], field=f"{self._where}, name"),
            iban=re.sub(r"[^0-9A-Z]", "", self.text("iban").upper()),
            reference=clean(self.text("reference")[:NAME_MAX], field=f"{self._where}, reference"),
        )

    def _date(self) -> dt.date:
        text, field = self.text("date"), f"{self._where}, date"
        found = _PARTED.fullmatch(text)
        if found is None:
            return from_iso(text, field=field)
        if len(found[1]) == _LONG_YEAR:
            year, month, day = (int(part) for part in found.groups())
        else:
            parts = dict(
                zip(self._layout.dates, (int(part) for part in found.groups()), strict=True)
            )
            year, month, day = parts["y"], parts["m"], parts["d"]
        year += _CENTURY if year < 100 else 0  # noqa: PLR2004 - two digits
        return from_parts(year, month, day, field=field)

    def _amount(self, currency: str) -> Money:
        signed = self.text("amount")
        if signed:
            return self._figure(signed, currency, "amount")
        came = self._figure(self.text("credit") or "0", currency, "credit")
        went = self._figure(self.text("debit") or "0", currency, "debit")
        return Money(came.minor - abs(went.minor), currency)

    def _figure(self, text: str, currency: str, role: str) -> Money:
        bare = _BLANK.sub("", text.replace("−", "-").upper().replace(currency, "", 1))
        bare = bare.replace(_SYMBOLS.get(currency, currency), "", 1)
        signed = _SIGNED.fullmatch(bare)
        before, figure, after = signed.groups() if signed else ("", "", "")
        minus = "-" in (before, after)
        if plain := _PLAIN.fullmatch(figure):
            value = Decimal(f"{plain[1]}.{plain[2]}")
        elif _FIGURE[self._layout.decimals].fullmatch(figure):
            group, point = (".", ",") if self._layout.decimals == "comma" else (",", ".")
            value = Decimal(figure.replace(group, "").replace(point, "."))
        else:
            raise InputError(
                f"{self._where}, {role}",
                N_("“{value}” is no amount in this format"),
                hint=N_("say what its decimals are"),
                cli="--columns …,decimals=comma|point",
                value=text,
            )
        money = bounded(Money.of(value, currency), field=f"{self._where}, {role}")
        return -money if minus else money
