"""Small facts of the ledger that every start asks for: nothing heavy may be imported here."""

from smm_ledger.core.errors import LedgerMissing
from smm_ledger.db.queries.rows import Db, value

DEMO = "demo"
"""Setting of a ledger that holds sample data."""


def language(db: Db) -> str:
    """Return the issuer's language.

    Raises:
        LedgerMissing: `init` was interrupted before there was an issuer: there is no ledger yet.
    """
    found: str | None = value(db, "SELECT language FROM issuer")
    if found is None:
        raise LedgerMissing("ledger")
    return found


def setting(db: Db, key: str) -> str | None:
    """Return a small fact, or None."""
    found: str | None = value(db, "SELECT value FROM setting WHERE key = ?", (key,))
    return found


def is_demo(db: Db) -> bool:
    """Whether the ledger holds sample data."""
    return setting(db, DEMO) == "yes"
