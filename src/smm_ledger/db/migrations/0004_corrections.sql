-- Lawful corrections of what was issued, e-invoices, proformas, order references.
-- A correction opens an issued invoice that has reached nobody (`correcting`) together with its
-- next revision, lets its lines, taxes and instalments be written again, and closes it: all in one
-- transaction. What it was before is in the log.

ALTER TABLE invoice ADD COLUMN order_number TEXT NOT NULL DEFAULT '';
ALTER TABLE invoice ADD COLUMN cig TEXT NOT NULL DEFAULT '';
ALTER TABLE invoice ADD COLUMN cup TEXT NOT NULL DEFAULT '';
ALTER TABLE invoice ADD COLUMN sdi_on TEXT
CHECK (sdi_on IS date(sdi_on, '+0 days') AND sdi_on BETWEEN '1900-01-01' AND '2200-12-31');
ALTER TABLE invoice ADD COLUMN sdi_file INTEGER NOT NULL DEFAULT 0 CHECK (sdi_file >= 0);
ALTER TABLE invoice ADD COLUMN becomes TEXT NOT NULL DEFAULT ''
CHECK (becomes IN ('', 'invoice', 'deposit'));
ALTER TABLE invoice ADD COLUMN proforma_id INTEGER REFERENCES invoice (id);
ALTER TABLE invoice ADD COLUMN correcting INTEGER NOT NULL DEFAULT 0 CHECK (correcting IN (0, 1));

CREATE UNIQUE INDEX invoice_sdi_file ON invoice (sdi_file) WHERE sdi_file > 0;
CREATE UNIQUE INDEX invoice_proforma ON invoice (proforma_id)
WHERE proforma_id IS NOT NULL AND state <> 'void';
CREATE INDEX invoice_rejected ON invoice (sdi_on) WHERE sdi_status = 'rejected' AND state = 'issued';

-- What SdI rejected counts as not issued: the sums of a month read it from their index.
DROP INDEX invoice_issued;
CREATE INDEX invoice_issued
ON invoice (issue_date, kind, currency, total_minor, sdi_status, state) WHERE state = 'issued';

DROP TRIGGER invoice_fixed;
CREATE TRIGGER invoice_fixed BEFORE UPDATE ON invoice
WHEN NEW.id IS NOT OLD.id OR NEW.draft_no IS NOT OLD.draft_no
    OR (OLD.state = 'draft' AND NEW.state = 'void')
    OR (OLD.state = 'issued' AND NEW.state = 'draft')
    OR (OLD.state = 'void' AND NEW.state <> 'void')
    OR (OLD.state <> 'draft' AND (
        NEW.kind IS NOT OLD.kind
        OR NEW.number IS NOT OLD.number
        OR NEW.series IS NOT OLD.series
        OR NEW.year IS NOT OLD.year
        OR NEW.seq IS NOT OLD.seq
        OR NEW.client_id IS NOT OLD.client_id
        OR NEW.currency IS NOT OLD.currency
        OR NEW.issue_date IS NOT OLD.issue_date
        OR NEW.deducts IS NOT OLD.deducts
        OR NEW.quote_id IS NOT OLD.quote_id
        OR NEW.credits_id IS NOT OLD.credits_id
        OR NEW.becomes IS NOT OLD.becomes
        OR NEW.proforma_id IS NOT OLD.proforma_id
    ))
    OR (OLD.state <> 'draft' AND NOT (OLD.correcting = 0 AND NEW.correcting = 1) AND (
        NEW.terms IS NOT OLD.terms
        OR NEW.due_date IS NOT OLD.due_date
        OR NEW.last_due IS NOT OLD.last_due
        OR NEW.rules IS NOT OLD.rules
        OR NEW.discount_percent IS NOT OLD.discount_percent
        OR NEW.discount_minor IS NOT OLD.discount_minor
        OR NEW.plan IS NOT OLD.plan
        OR NEW.note IS NOT OLD.note
        OR NEW.revision IS NOT OLD.revision
        OR NEW.client_snapshot IS NOT OLD.client_snapshot
        OR NEW.issuer_snapshot IS NOT OLD.issuer_snapshot
        OR NEW.order_number IS NOT OLD.order_number
        OR NEW.cig IS NOT OLD.cig
        OR NEW.cup IS NOT OLD.cup
        OR NEW.net_minor IS NOT OLD.net_minor
        OR NEW.discount_total_minor IS NOT OLD.discount_total_minor
        OR NEW.social_contribution_minor IS NOT OLD.social_contribution_minor
        OR NEW.tax_minor IS NOT OLD.tax_minor
        OR NEW.stamp_duty_minor IS NOT OLD.stamp_duty_minor
        OR NEW.stamp_in_total_minor IS NOT OLD.stamp_in_total_minor
        OR NEW.total_minor IS NOT OLD.total_minor
        OR NEW.withholding_minor IS NOT OLD.withholding_minor
        OR NEW.split_tax_minor IS NOT OLD.split_tax_minor
        OR NEW.payable_minor IS NOT OLD.payable_minor
    ))
    OR (OLD.sdi_file > 0 AND NEW.sdi_file NOT IN (0, OLD.sdi_file))
BEGIN
    SELECT RAISE(ABORT, 'immutable: invoice');
END;

CREATE TRIGGER invoice_corrected BEFORE UPDATE ON invoice
WHEN (NEW.correcting = 1 OR OLD.correcting = 1) AND NOT (
    (
        OLD.correcting = 0 AND NEW.revision = OLD.revision + 1
        AND OLD.state = 'issued' AND NEW.state = 'issued' AND OLD.kind <> 'imported'
        AND (
            OLD.sdi_status = 'rejected'
            OR (OLD.sdi_status IN ('', 'to-send') AND OLD.sent_on IS NULL)
        )
    )
    OR (NEW.correcting = 0 AND NEW.state = 'issued' AND NEW.sdi_status = OLD.sdi_status)
)
BEGIN
    SELECT RAISE(ABORT, 'immutable: invoice');
END;

CREATE TRIGGER invoice_corrected_sum BEFORE UPDATE OF correcting ON invoice
WHEN OLD.correcting = 1 AND NEW.correcting = 0
    AND NEW.kind NOT IN ('credit_note', 'proforma')
    AND NEW.payable_minor IS NOT
        (SELECT sum(amount_minor) FROM instalment WHERE invoice_id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'unbalanced: invoice');
END;

CREATE TRIGGER invoice_goes_live_again AFTER UPDATE OF correcting ON invoice
WHEN OLD.correcting = 1 AND NEW.correcting = 0
BEGIN
    UPDATE instalment
    SET live = (NEW.kind NOT IN ('credit_note', 'proforma')), number = NEW.number
    WHERE invoice_id = NEW.id;
    UPDATE invoice
    SET
        settled_on = CASE
            WHEN paid_minor + credited_minor + written_off_minor = payable_minor
            THEN (SELECT max(date) FROM settlement WHERE invoice_id = NEW.id)
        END
    WHERE id = NEW.id;
END;

DROP TRIGGER invoice_begins_as_draft;
CREATE TRIGGER invoice_begins_as_draft BEFORE INSERT ON invoice
WHEN NEW.state <> 'draft' OR NEW.paid_minor <> 0 OR NEW.credited_minor <> 0
    OR NEW.written_off_minor <> 0 OR NEW.settled_on IS NOT NULL OR NEW.correcting <> 0 OR EXISTS (
        SELECT 1 FROM invoice WHERE state <> 'draft'
        AND (id = NEW.id OR draft_no = NEW.draft_no)
    )
BEGIN
    SELECT RAISE(ABORT, 'immutable: invoice');
END;

DROP TRIGGER invoice_line_no_insert;
CREATE TRIGGER invoice_line_no_insert BEFORE INSERT ON invoice_line
WHEN (SELECT state <> 'draft' AND correcting = 0 FROM invoice WHERE id = NEW.invoice_id)
BEGIN
    SELECT RAISE(ABORT, 'immutable: invoice');
END;

DROP TRIGGER invoice_line_no_delete;
CREATE TRIGGER invoice_line_no_delete BEFORE DELETE ON invoice_line
WHEN (SELECT state <> 'draft' AND correcting = 0 FROM invoice WHERE id = OLD.invoice_id)
BEGIN
    SELECT RAISE(ABORT, 'immutable: invoice');
END;

DROP TRIGGER invoice_tax_no_insert;
CREATE TRIGGER invoice_tax_no_insert BEFORE INSERT ON invoice_tax
WHEN (SELECT state <> 'draft' AND correcting = 0 FROM invoice WHERE id = NEW.invoice_id)
BEGIN
    SELECT RAISE(ABORT, 'immutable: invoice');
END;

DROP TRIGGER invoice_tax_no_delete;
CREATE TRIGGER invoice_tax_no_delete BEFORE DELETE ON invoice_tax
WHEN (SELECT state <> 'draft' AND correcting = 0 FROM invoice WHERE id = OLD.invoice_id)
BEGIN
    SELECT RAISE(ABORT, 'immutable: invoice');
END;

DROP TRIGGER instalment_begins_open;
CREATE TRIGGER instalment_begins_open BEFORE INSERT ON instalment
WHEN (SELECT state <> 'draft' AND correcting = 0 FROM invoice WHERE id = NEW.invoice_id)
    OR NEW.settled_minor <> 0 OR NEW.live <> 0 OR NEW.number IS NOT NULL OR EXISTS (
        SELECT 1 FROM instalment AS i JOIN invoice AS v ON v.id = i.invoice_id
        WHERE i.id = NEW.id AND v.state <> 'draft'
    )
BEGIN
    SELECT RAISE(ABORT, 'immutable: instalment');
END;

DROP TRIGGER instalment_no_delete;
CREATE TRIGGER instalment_no_delete BEFORE DELETE ON instalment
WHEN (SELECT state <> 'draft' AND correcting = 0 FROM invoice WHERE id = OLD.invoice_id)
BEGIN
    SELECT RAISE(ABORT, 'immutable: instalment');
END;

DROP TRIGGER instalment_fixed;
CREATE TRIGGER instalment_fixed BEFORE UPDATE ON instalment
WHEN NEW.id IS NOT OLD.id OR NEW.invoice_id IS NOT OLD.invoice_id OR (
    (SELECT state <> 'draft' FROM invoice WHERE id = OLD.invoice_id) AND (
        NEW.seq IS NOT OLD.seq OR NEW.client_id IS NOT OLD.client_id
        OR NEW.currency IS NOT OLD.currency
    )
) OR (
    (SELECT state <> 'draft' AND correcting = 0 FROM invoice WHERE id = OLD.invoice_id) AND (
        NEW.due_date IS NOT OLD.due_date OR NEW.amount_minor IS NOT OLD.amount_minor
    )
)
BEGIN
    SELECT RAISE(ABORT, 'immutable: instalment');
END;
