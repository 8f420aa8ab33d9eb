"""Open instalments of now, from one covering index: what the review and the home screen begin with.

Nothing heavy may be imported here: the first paint waits for it.
"""

from collections.abc import Iterable

from smm_ledger.db.queries.rows import Db

Open = tuple[str, int, str, int, int, int, str]
"""The fields of a `LateItem`, of anything that is open."""

OPEN_NOW = (
    "SELECT due_date, client_id, currency, amount_minor - settled_minor, invoice_id, seq, number"
    " FROM instalment WHERE live = 1 AND settled_minor < amount_minor"
)

PAGE = 500


def names_of_clients(db: Db, keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return code and name of clients by key."""
    wanted = sorted(set(keys))
    names: dict[int, tuple[str, str]] = {}
    for start in range(0, len(wanted), PAGE):
        page = wanted[start : start + PAGE]
        marks = ", ".join("?" * len(page))
        sql = f"SELECT id, code, name FROM client WHERE id IN ({marks})"  # noqa: S608 - marks alone
        names |= {key: (code, name) for key, code, name in db.execute(sql, page)}
    return names
