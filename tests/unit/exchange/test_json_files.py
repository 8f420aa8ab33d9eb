"""JSON from outside: bounded, strict, exact."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.core.errors import InputError
from smm_ledger.exchange.json_files import (
    MOST_DEPTH,
    is_export,
    ledger_document,
    read_document,
    read_ledger,
)


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "f.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_numbers_stay_exact(tmp_path: Path) -> None:
    found = read_document(_file(tmp_path, '{"a": 0.1, "b": 3}'))
    assert found == {"a": Decimal("0.1"), "b": 3}


@pytest.mark.parametrize("text", ['{"a": 1, "a": 1}', '{"a": Infinity}', "[1]", "1", "{", "\ufeff"])
def test_what_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError):
        read_document(_file(tmp_path, text))


def test_depth(tmp_path: Path) -> None:
    fits, deep = MOST_DEPTH - 1, MOST_DEPTH + 1
    read_document(_file(tmp_path, '{"a":' + "[" * fits + "]" * fits + "}"))
    with pytest.raises(InputError, match="deep"):
        read_document(_file(tmp_path, '{"a":' + "[" * deep + "]" * deep + "}"))


def test_a_ledger_reads_back(tmp_path: Path) -> None:
    tables: dict[str, list[dict[str, object]]] = {
        "a": [{"x": 1, "y": "è\n"}, {"x": None, "y": ""}],
        "b": [],
    }
    data = ledger_document(tables)
    assert is_export(data)
    assert json.loads(data)["tables"] == tables
    path = tmp_path / "l.json"
    path.write_bytes(data)
    assert read_ledger(path) == tables


def test_a_binary_float_is_no_value_of_ours(tmp_path: Path) -> None:
    text = '{"format":"smm-ledger","schema":1,"tables":{"a":[{"x":1.5}]}}'
    with pytest.raises(InputError, match="a: row 1"):
        read_ledger(_file(tmp_path, text))
