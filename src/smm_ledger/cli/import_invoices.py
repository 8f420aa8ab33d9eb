"""`import invoices`: what another program issued, from a table or from its e-invoices."""

from typing import Final

from smm_ledger.cli.commands import Arg, Opt
from smm_ledger.cli.import_files import read_invoices, refusal
from smm_ledger.cli.session import Session, file_path
from smm_ledger.cli.transfers import DRY, import_
from smm_ledger.cli.values import day
from smm_ledger.core.errors import LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.i18n.import_words import told
from smm_ledger.i18n.translator import translate_reason
from smm_ledger.services.import_plan import Wishes
from smm_ledger.services.imports import Imported

INVOICES: Final = "invoices"


@import_.verb(
    INVOICES,
    N_("Take over invoices of another program: unpaid and past ones, all of them or none."),
    "import invoices invoices.csv --dry-run",
    Arg("file", metavar="FILE.csv|FILE.xml|FOLDER"),
    Opt("--add-clients", N_("add the clients that are not here (of a CSV file)"), ""),
    Opt("--paid-before", N_("what is older, and says nothing of money, was paid when due"), "DATE"),
    Opt("--dry-run", DRY, ""),
)
def invoices(
    session: Session, file: str, paid_before: str | None, *, add_clients: bool, dry_run: bool
) -> None:
    """Import invoices."""
    found = read_invoices(session.ledger, file_path(file, field="file"))
    wishes = Wishes(
        add_clients=add_clients or not found.linked,
        leave_out=not found.linked,
        paid_before=day(session, paid_before, "paid_before"),
    )
    own = session.ledger.imports
    outcome = (own.look if dry_run else own.take_over)(found.documents, wishes)
    if outcome.problems:
        raise refusal(session.t, [(found.places[at], why) for at, why in outcome.problems])
    session.changed_ledger = not dry_run
    left = [(found.places[at].file, why) for at, why in outcome.left_out]
    session.answer(
        lambda: _shape(session, outcome, left, dry_run=dry_run),
        lambda: "\n".join(
            told(
                session.t,
                added=len(outcome.added),
                clients=outcome.clients,
                existing=outcome.existing,
                left=left,
                dry_run=dry_run,
            )
        ),
    )


def _shape(
    session: Session, outcome: Imported, left: list[tuple[str, LedgerError]], *, dry_run: bool
) -> dict[str, object]:
    return {
        "dry_run": dry_run,
        "added": 0 if dry_run else len(outcome.added),
        INVOICES: list(outcome.added),
        "clients": list(outcome.clients),
        "already_exists": list(outcome.existing),
        "left_out": [
            {"file": file, "subject": why.subject, "reason": translate_reason(why, session.t)[0]}
            for file, why in left
        ],
    }
