"""CSV tables: read by header, written so that no spreadsheet runs what a name says.

Reading names the row and the column of whatever is wrong. Writing puts an apostrophe before text
that a spreadsheet would take for a formula; real negative numbers stay numbers.
"""

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.exchange.files import decode, read_bytes

MOST_BYTES: Final = 32 * 1024 * 1024
MOST_ROWS: Final = 20_000

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_FIGURE: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_QUOTED_FORMULA: Final = re.compile(r"'[=+\-@\t\r\n]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the header.

    Attributes:
        line: Where it ends in the file, the header's being 1.
        values: Column to text; empty cells are left out.
    """

    line: int
    values: dict[str, str]


def read_table(
    path: Path,
    *,
    columns: Collection[str],
    needed: Sequence[str] = (),
    other_names: Mapping[str, str] = MappingProxyType({}),
) -> list[Row]:
    """Return the rows of a CSV file, separated by commas or semicolons.

    Args:
        path: The file.
        columns: What it may have.
        needed: What it must have.
        other_names: What a column may be called, too, to its name among `columns`.

    Raises:
        NotFoundError: There is no such file.
        InputError: Not CSV, an unknown, repeated or missing column, a row of another length, or
            more rows than a person keeps.
    """
    name = path.name
    text = decode(read_bytes(path, most=MOST_BYTES), name=name)
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    try:
        typed = (cell.strip().lower() for cell in next(reader, []))
        header = _header([other_names.get(cell, cell) for cell in typed], name, columns, needed)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(rows) >= MOST_ROWS:
                raise InputError(
                    name,
                    N_("it has more than {most} rows"),
                    hint=N_("part it in several files"),
                    most=MOST_ROWS,
                )
            rows.append(_row(cells, header, name, reader.line_num))
    except csv.Error:
        raise InputError(
            f"{name}: row {reader.line_num}",
            N_("it is no CSV"),
            hint=N_("look for an unclosed quotation mark"),
        ) from None
    return rows


def _header(
    header: list[str], name: str, columns: Collection[str], needed: Sequence[str]
) -> list[str]:
    for column in header:
        if column not in columns:
            raise InputError(
                f"{name}: row 1",
                N_("there is no column “{column}”"),
                hint=N_("the columns are: {columns}"),
                column=column,
                columns=", ".join(columns),
            )
        if header.count(column) > 1:
            raise InputError(
                f"{name}: row 1",
                N_("the column “{column}” is there twice"),
                hint=N_("remove one of them"),
                column=column,
            )
    for column in needed:
        if column not in header:
            raise InputError(
                f"{name}: row 1",
                N_("the column “{column}” is missing"),
                hint=N_("the first row names the columns"),
                column=column,
            )
    return header


def _row(cells: Sequence[str], header: Sequence[str], name: str, line: int) -> Row:
    if len(cells) != len(header):
        raise InputError(
            f"{name}: row {line}",
            N_("cells in it: {found}; columns in the header: {expected}"),
            hint=N_("look for a missing separator or quotation mark"),
            found=len(cells),
            expected=len(header),
        )
    pairs = zip(header, cells, strict=True)
    return Row(line, {column: _unquoted(cell) for column, cell in pairs if cell.strip()})


def _unquoted(cell: str) -> str:
    """Take back the apostrophe that `harmless` set."""
    return cell[1:] if _QUOTED_FORMULA.match(cell) else cell


def write_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a CSV file in UTF-8 with its mark, as spreadsheets like it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def harmless(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    if text.startswith(_FORMULA) and not _FIGURE.fullmatch(text):
        return f"'{text}"
    return text
