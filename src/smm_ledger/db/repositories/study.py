"""The training log: entries are added, and nothing else."""

from sqlmodel import Session

from smm_ledger.core.study import StudyEntry
from smm_ledger.db.mapping import study_values
from smm_ledger.db.repositories.writing import add
from smm_ledger.db.tables_private import StudyRow


def add_entry(session: Session, entry: StudyEntry) -> int:
    """Insert an entry; return its key."""
    return add(session, StudyRow(**study_values(entry)))
