"""What changed a client's debt: invoices, and what was set against them.

Built from settlements, so that the sum is the open balance of the review to the cent; money that is
set against nothing changes no debt, and is told as credit.
"""

from collections.abc import Sequence

from smm_ledger.db.columns import day
from smm_ledger.db.queries.rows import Db
from smm_ledger.services.read_models import Movement

MOVEMENTS = """
SELECT
    issue_date AS date, 'invoice' AS kind, number AS ref, currency, payable_minor AS amount,
    0 AS place, id
FROM invoice
WHERE client_id = :client AND state = 'issued' AND kind NOT IN ('credit_note', 'proforma')
    AND sdi_status <> 'rejected'
UNION ALL
SELECT
    s.date,
    CASE s.kind
        WHEN 'payment' THEN iif(s.amount_minor > 0, 'payment', 'reversal')
        WHEN 'credit' THEN 'credit_note'
        ELSE iif(s.amount_minor > 0, 'write_off', 'recovery')
    END,
    CASE s.kind
        WHEN 'payment' THEN 'pay-' || s.payment_id
        WHEN 'credit' THEN (SELECT number FROM invoice WHERE id = s.credit_note_id)
        ELSE v.number
    END,
    v.currency, -sum(s.amount_minor), 1, min(s.id)
FROM invoice AS v JOIN settlement AS s ON s.invoice_id = v.id
WHERE v.client_id = :client AND v.state = 'issued' AND v.sdi_status <> 'rejected'
GROUP BY
    s.date, s.kind, s.amount_minor > 0, v.currency, s.payment_id, s.credit_note_id,
    iif(s.kind = 'write_off', v.id, NULL)
ORDER BY 1, 6, 7
"""


def movements(db: Db, client_id: int) -> Sequence[Movement]:
    """Return them, oldest first; on one day invoices come before what settles them."""
    return [
        Movement(day(date), kind, ref, currency, amount)
        for date, kind, ref, currency, amount, _, _ in db.execute(MOVEMENTS, {"client": client_id})
    ]
