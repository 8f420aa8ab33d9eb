"""What stands settled: the sums of append-only entries, by instalment and source."""

from collections.abc import Sequence

from smm_ledger.core.invoices import Invoice
from smm_ledger.core.payments import BANK_FEE, Settlement, SettlementKind
from smm_ledger.db.columns import day
from smm_ledger.db.queries.documents import invoice_by_id
from smm_ledger.db.queries.rows import Db

_SOURCE = "ifnull(payment_id, credit_note_id)"
_FEE = f"(kind = 'write_off' AND reason = '{BANK_FEE}')"


def settled_of(db: Db, invoice_id: int, kind: SettlementKind) -> Sequence[Settlement]:
    """Return what stands settled of an invoice, per instalment and source, oldest first.

    What a bank kept stands apart from other write-offs, and keeps its reason.
    """
    found = db.execute(
        f"SELECT instalment_id, {_SOURCE}, max(date), sum(amount_minor), {_FEE} FROM settlement"  # noqa: S608
        f" WHERE invoice_id = ? AND kind = ? GROUP BY instalment_id, {_SOURCE}, {_FEE}"
        " HAVING sum(amount_minor) <> 0 ORDER BY min(id)",
        (invoice_id, str(kind)),
    )
    return [
        Settlement(
            instalment_id=instalment,
            invoice_id=invoice_id,
            kind=kind,
            date=day(date),
            amount=amount,
            source_id=source,
            reason=BANK_FEE if fee else "",
        )
        for instalment, source, date, amount, fee in found
    ]


def credit_notes_of(db: Db, invoice_id: int) -> Sequence[Invoice]:
    """Return the issued credit notes of an invoice, in order."""
    found = db.execute(
        "SELECT id FROM invoice WHERE credits_id = ? AND state = 'issued' ORDER BY id",
        (invoice_id,),
    )
    return [invoice_by_id(db, key) for (key,) in found.fetchall()]
