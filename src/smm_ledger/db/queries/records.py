"""What the ledger says of itself: its log, its counters, archived bytes, and the whole of it."""

import base64
import datetime as dt
import json
from collections.abc import Mapping, Sequence

from smm_ledger.core.errors import Ambiguous, NotFoundError
from smm_ledger.core.marks import N_
from smm_ledger.core.numbering import Series
from smm_ledger.db.migrate import table_names
from smm_ledger.db.queries import refs
from smm_ledger.db.queries.rows import Db, Row, row, rows, value
from smm_ledger.services.read_models import Activity, StoredDocument


def peek_number(db: Db, series: Series, year: int) -> int:
    """Return the number that would be given next."""
    found = value(
        db, "SELECT next_seq FROM counter WHERE series = ? AND year = ?", (str(series), year)
    )
    return 1 if found is None else int(found)


def first_number(db: Db, series: Series, year: int) -> int:
    """Return the number that a series begins with."""
    found = value(
        db, "SELECT first_seq FROM counter WHERE series = ? AND year = ?", (str(series), year)
    )
    return 1 if found is None else int(found)


def document(db: Db, entity_kind: str, entity_id: int, kind: str) -> StoredDocument | None:
    """Return archived bytes, or None."""
    found = row(
        db,
        "SELECT sha256, data FROM document WHERE entity_kind = ? AND entity_id = ? AND kind = ?",
        (entity_kind, entity_id, kind),
    )
    if found is None:
        return None
    return StoredDocument(
        entity_kind=entity_kind,
        entity_id=entity_id,
        kind=kind,
        sha256=found["sha256"],
        data=found["data"],
    )


def activity(db: Db, *, entity: str | None, limit: int | None) -> Sequence[Activity]:
    """Return the last `limit` entries (all without it), oldest first, of one thing or of all."""
    condition, args = ("1", ()) if entity is None else _of(db, entity)
    newest = f"SELECT * FROM activity WHERE {condition} ORDER BY seq DESC LIMIT ?"  # noqa: S608
    found = list(rows(db, newest, (*args, -1 if limit is None else limit)))
    return [_activity(entry) for entry in reversed(found)]


def first_hash(db: Db) -> str:
    """Return the hash of the first entry: it holds the issuer and an instant."""
    return str(value(db, "SELECT hash FROM activity ORDER BY seq LIMIT 1"))


def _of(db: Db, ref: str) -> tuple[str, tuple[object, ...]]:
    """Return the condition of the entries of the thing that a ref names, even if it is gone."""
    found = {(kind, key): name for kind, key, name in refs.anything(db, ref)}
    if refs.plausible(ref) and (ref not in found.values() or ("quote", ref) in _kinds(found)):
        logged = db.execute(
            "SELECT DISTINCT entity_kind, entity_id FROM activity WHERE entity = ?",
            (ref,),
        ).fetchall()
        found = dict.fromkeys(map(tuple, logged), ref) or found
    if not found:
        raise NotFoundError(ref[: refs.LONGEST], thing=N_("entry"))
    if len(found) > 1 and _kinds(found) == {("quote", ref)}:
        return "entity_kind = ? AND entity = ?", ("quote", ref)  # a number that was given back
    if len(found) > 1:
        raise Ambiguous(ref, candidates=", ".join(sorted(set(found.values()))))
    ((kind, key),) = found
    if key or kind == "ledger":
        return "entity_kind = ? AND entity_id = ?", (kind, key)
    return "entity_kind = ? AND entity = ?", (kind, ref)


def _kinds(found: Mapping[tuple[str, int], str]) -> set[tuple[str, str]]:
    return {(kind, name) for (kind, _), name in found.items()}


def _activity(found: Row) -> Activity:
    return Activity(
        seq=found["seq"],
        at=dt.datetime.fromisoformat(found["at"]),
        entity_kind=found["entity_kind"],
        entity_id=found["entity_id"],
        entity=found["entity"],
        action=found["action"],
        data=json.loads(found["data"]),
        after=found["after"],
        hash=found["hash"],
    )


def dump(db: Db) -> Mapping[str, Sequence[Mapping[str, object]]]:
    """Return every table as rows of JSON types (binary as base64), in a fixed order."""
    return {name: _table(db, name) for name in table_names(db)}


def _table(db: Db, name: str) -> list[dict[str, object]]:
    info = db.execute(f"PRAGMA table_info({name})").fetchall()
    key = ", ".join(c[1] for c in sorted(info, key=lambda c: c[5]) if c[5])
    sql = f"SELECT * FROM {name} ORDER BY {key}"  # noqa: S608 - names of ours
    return [{column: _plain(r[column]) for column in r.keys()} for r in rows(db, sql)]  # noqa: SIM118


def _plain(it: object) -> object:
    return base64.b64encode(it).decode("ascii") if isinstance(it, bytes) else it
