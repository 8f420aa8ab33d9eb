"""CSV as it comes from spreadsheets, and as it is safe to open in one."""

from pathlib import Path

import pytest

from smm_ledger.core.errors import InputError, NotFoundError
from smm_ledger.exchange.csv_files import harmless, read_table, write_table


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+39 02", "'+39 02"),
        ("-1-2", "'-1-2"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("-12.50", "-12.50"),
        ("-12", "-12"),
        ("plain", "plain"),
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (7, "7"),
    ],
)
def test_cells(value: object, cell: str) -> None:
    assert harmless(value) == cell


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(write_table(["name", "city"], [["=A", "x;y"], ['"q"', "a,b\nc"]]))
    rows = read_table(path, columns=("name", "city"))
    assert [row.values for row in rows] == [
        {"name": "=A", "city": "x;y"},
        {"name": '"q"', "city": "a,b\nc"},
    ]
    assert [row.line for row in rows] == [2, 4]


def test_a_folder_or_nothing_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_table(tmp_path, columns=("name",))
    with pytest.raises(NotFoundError):
        read_table(tmp_path / "none.csv", columns=("name",))


def test_more_bytes_than_anyone_keeps(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(33 * 1024 * 1024)
    with pytest.raises(InputError, match="32 MB"):
        read_table(path, columns=("name",))
