"""JSON documents from outside: bounded in size and depth, no key twice, no binary float.

And the whole ledger as one JSON document: the same ledger gives the same bytes.
"""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final, NoReturn

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.exchange.files import read_bytes

MOST_DEPTH: Final = 24
DOCUMENT_BYTES: Final = 4 * 1024 * 1024
LEDGER_BYTES: Final = 512 * 1024 * 1024
FORMAT: Final = "smm-ledger"
SCHEMA: Final = 1

Tables = Mapping[str, Sequence[Mapping[str, object]]]


def read_document(path: Path, *, most: int = DOCUMENT_BYTES) -> dict[str, object]:
    """Return the one JSON object of a file; its numbers with a point are `Decimal`.

    Raises:
        NotFoundError: There is no such file.
        InputError: Not JSON, not an object, too large, too deep, or a key twice.
    """
    name = path.name
    data = read_bytes(path, most=most)
    try:
        found = json.loads(
            data.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_constant=_refuse_constant,
            object_pairs_hook=_unique,
        )
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise InputError(
            f"{name}: row {line}" if line else name,
            N_("it is no JSON that this program writes"),
            hint=N_("check that it is the right file"),
        ) from None
    if not isinstance(found, dict):
        raise InputError(name, N_("it holds no JSON object"), hint=N_("name another file"))
    _check_depth(found, name)
    return found


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(word)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _check_depth(value: object, name: str) -> None:
    level = [value]
    for _ in range(MOST_DEPTH):
        level = [child for parent in level for child in _children(parent)]
        if not level:
            return
    raise InputError(name, N_("it is nested too deep"), hint=N_("check that it is the right file"))


def _children(value: object) -> list[object]:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [child for child in inside if isinstance(child, dict | list)]


def ledger_document(tables: Tables) -> bytes:
    """Return the whole ledger as JSON, one row a line."""
    parts = [f'{{"format":"{FORMAT}","schema":{SCHEMA},"tables":{{']
    for count, (name, rows) in enumerate(tables.items()):
        lines = ",\n".join(_compact(row) for row in rows)
        parts.append(f"{',' if count else ''}\n{_compact(name)}:[\n{lines}\n]")
    parts.append("\n}}\n")
    return "".join(parts).encode()


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def is_export(start: bytes) -> bool:
    """Whether a file that begins so is an export of ours, which a newer one may replace."""
    return start.startswith(f'{{"format":"{FORMAT}"'.encode())


def read_ledger(path: Path) -> dict[str, list[dict[str, object]]]:
    """Return the tables of an exported ledger.

    Raises:
        NotFoundError: There is no such file.
        InputError: It is not ours, or a table or row is none.
    """
    found = read_document(path, most=LEDGER_BYTES)
    tables = found.get("tables")
    if found.get("format") != FORMAT or not isinstance(tables, dict):
        raise InputError(
            path.name,
            N_("it is no export of this program"),
            hint=N_("export a whole ledger as JSON"),
            cli="smm-ledger export FILE.json --format json",
        )
    if found.get("schema") != SCHEMA:
        raise InputError(
            path.name,
            N_("a newer version made it (schema {found}, known {known})"),
            hint=N_("upgrade smm-ledger"),
            found=str(found.get("schema")),
            known=SCHEMA,
        )
    return {name: _table(name, rows, path.name) for name, rows in tables.items()}


def _table(table: str, rows: object, name: str) -> list[dict[str, object]]:
    if not isinstance(rows, list):
        raise InputError(f"{name}: {table}", N_("it is no list of rows"))
    for no, row in enumerate(rows, 1):
        scalars = isinstance(row, dict) and all(
            value is None or isinstance(value, str | int) for value in row.values()
        )
        if not scalars:
            raise InputError(f"{name}: {table}: row {no}", N_("it is no row of values"))
    return rows
