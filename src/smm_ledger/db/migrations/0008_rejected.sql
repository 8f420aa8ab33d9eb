-- An e-invoice that SdI rejected counts as not issued: nothing is owed on it until it is corrected
-- or sent again. Money that was set against it before may still be taken back.

DROP TRIGGER invoice_goes_live;
CREATE TRIGGER invoice_goes_live AFTER UPDATE OF state, sdi_status ON invoice
WHEN NEW.state <> 'draft' AND NEW.correcting = 0
    AND (NEW.state IS NOT OLD.state OR NEW.sdi_status IS NOT OLD.sdi_status)
BEGIN
    UPDATE instalment
    SET
        live = (
            NEW.state = 'issued' AND NEW.kind NOT IN ('credit_note', 'proforma')
            AND NEW.sdi_status <> 'rejected'
        ),
        number = NEW.number
    WHERE invoice_id = NEW.id;
END;

DROP TRIGGER instalment_derived;
CREATE TRIGGER instalment_derived BEFORE UPDATE OF settled_minor, live, number ON instalment
WHEN NEW.settled_minor IS NOT (
        SELECT ifnull(sum(amount_minor), 0) FROM settlement WHERE instalment_id = NEW.id
    )
    OR NEW.live IS NOT (
        SELECT
            state = 'issued' AND kind NOT IN ('credit_note', 'proforma')
            AND sdi_status <> 'rejected'
        FROM invoice WHERE id = NEW.invoice_id
    )
    OR NEW.number IS NOT (SELECT number FROM invoice WHERE id = NEW.invoice_id)
BEGIN
    SELECT RAISE(ABORT, 'unbalanced: instalment');
END;

DROP TRIGGER settlement_fits;
CREATE TRIGGER settlement_fits BEFORE INSERT ON settlement
WHEN NOT EXISTS (
        SELECT 1 FROM instalment AS i
        WHERE i.id = NEW.instalment_id AND i.invoice_id = NEW.invoice_id
        AND (i.live = 1 OR (
            NEW.amount_minor < 0
            AND (SELECT sdi_status = 'rejected' FROM invoice WHERE id = i.invoice_id)
        ))
        AND i.settled_minor + NEW.amount_minor
            BETWEEN min(0, i.amount_minor) AND max(0, i.amount_minor)
    )
BEGIN
    SELECT RAISE(ABORT, 'over_allocated: invoice');
END;

UPDATE instalment SET live = 0
WHERE live = 1 AND invoice_id IN (SELECT id FROM invoice WHERE sdi_status = 'rejected');
