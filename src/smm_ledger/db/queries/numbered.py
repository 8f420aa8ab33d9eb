"""Documents by their numbers: what an import must not collide with."""

from collections.abc import Sequence

from smm_ledger.core.money import STATED
from smm_ledger.db.columns import day
from smm_ledger.db.queries.rows import Db, rows
from smm_ledger.services.read_models import NumberedRow

NUMBERED = (
    "SELECT *, json_extract(rules, '$.rounding') = ? AS imported FROM invoice"
    " WHERE state <> 'draft' ORDER BY series, year, seq"
)


def numbered(db: Db) -> Sequence[NumberedRow]:
    """Return every document that bears a number, in the order of the series."""
    return [
        NumberedRow(
            id=found["id"],
            number=found["number"],
            kind=found["kind"],
            state=found["state"],
            series=found["series"],
            year=found["year"],
            seq=found["seq"],
            client_id=found["client_id"],
            currency=found["currency"],
            issue_date=day(found["issue_date"]),
            total=found["total_minor"],
            imported=bool(found["imported"]),
        )
        for found in rows(db, NUMBERED, (STATED,))
    ]
