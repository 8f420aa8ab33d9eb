"""Days that the law leaves: the last of them counts."""

import datetime as dt

from smm_ledger.core.deadlines import invoice_by, send_again_by


def test_a_payment_is_invoiced_within_twelve_days() -> None:
    assert invoice_by(dt.date(2026, 11, 24)) == dt.date(2026, 12, 6)


def test_a_rejected_file_is_sent_again_within_five_days() -> None:
    assert send_again_by(dt.date(2026, 2, 26)) == dt.date(2026, 3, 3)
