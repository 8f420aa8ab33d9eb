-- What was noted by mistake about a debt can be taken back: it stays in the file as it was noted, with
-- the day on which it was taken back, and counts nowhere from then on. What really left by mail, what
-- was decided, and what something later rests on stays.

ALTER TABLE claim ADD COLUMN taken_back TEXT CHECK (taken_back IS date(taken_back, '+0 days') AND taken_back BETWEEN '1900-01-01' AND '2200-12-31');
ALTER TABLE promise ADD COLUMN taken_back TEXT CHECK (taken_back IS date(taken_back, '+0 days') AND taken_back BETWEEN '1900-01-01' AND '2200-12-31');
ALTER TABLE reminder ADD COLUMN taken_back TEXT CHECK (taken_back IS date(taken_back, '+0 days') AND taken_back BETWEEN '1900-01-01' AND '2200-12-31');
ALTER TABLE proof ADD COLUMN taken_back TEXT CHECK (taken_back IS date(taken_back, '+0 days') AND taken_back BETWEEN '1900-01-01' AND '2200-12-31');
ALTER TABLE contact ADD COLUMN taken_back TEXT CHECK (taken_back IS date(taken_back, '+0 days') AND taken_back BETWEEN '1900-01-01' AND '2200-12-31');

DROP INDEX claim_compensation;
CREATE UNIQUE INDEX claim_compensation ON claim (invoice_id)
WHERE compensation_minor > 0 AND taken_back IS NULL;

DROP TRIGGER claim_goes_on;
CREATE TRIGGER claim_goes_on BEFORE INSERT ON claim
WHEN EXISTS (
    SELECT 1 FROM claim WHERE id = NEW.id
    OR (taken_back IS NULL AND invoice_id = NEW.invoice_id AND accrued_until >= NEW.accrued_from)
    OR (taken_back IS NULL AND invoice_id = NEW.invoice_id AND compensation_minor > 0
        AND NEW.compensation_minor > 0)
)
BEGIN
    SELECT RAISE(ABORT, 'already_exists: claim');
END;

CREATE TRIGGER claim_taken_back BEFORE UPDATE ON claim
WHEN OLD.taken_back IS NOT NULL OR (NEW.taken_back IS NOT NULL AND (
    NEW.state <> 'open' OR EXISTS (
        SELECT 1 FROM claim WHERE invoice_id = OLD.invoice_id AND taken_back IS NULL
        AND accrued_until > OLD.accrued_until
    )
))
BEGIN
    SELECT RAISE(ABORT, 'immutable: claim');
END;

DROP TRIGGER promise_no_update;
CREATE TRIGGER promise_fixed BEFORE UPDATE ON promise
WHEN OLD.taken_back IS NOT NULL OR OLD.replaces IS NOT NULL OR NEW.id IS NOT OLD.id
    OR NEW.invoice_id IS NOT OLD.invoice_id OR NEW.amount_minor IS NOT OLD.amount_minor
    OR NEW.currency IS NOT OLD.currency OR NEW.made_on IS NOT OLD.made_on
    OR NEW.due_by IS NOT OLD.due_by OR NEW.note IS NOT OLD.note OR NEW.replaces IS NOT NULL
    OR EXISTS (SELECT 1 FROM promise WHERE replaces = OLD.id)
BEGIN
    SELECT RAISE(ABORT, 'immutable: promise');
END;

DROP TRIGGER reminder_no_update;
CREATE TRIGGER reminder_fixed BEFORE UPDATE ON reminder
WHEN OLD.taken_back IS NOT NULL OR OLD.channel = 'smtp' OR NEW.id IS NOT OLD.id
    OR NEW.client_id IS NOT OLD.client_id OR NEW.date IS NOT OLD.date OR NEW.rung IS NOT OLD.rung
    OR NEW.amount_minor IS NOT OLD.amount_minor OR NEW.currency IS NOT OLD.currency
    OR NEW.channel IS NOT OLD.channel OR NEW.path IS NOT OLD.path OR NEW.text IS NOT OLD.text
    OR EXISTS (SELECT 1 FROM proof WHERE reminder_id = OLD.id AND taken_back IS NULL)
BEGIN
    SELECT RAISE(ABORT, 'immutable: reminder');
END;

DROP INDEX reminder_once;
CREATE INDEX reminder_item_instalment ON reminder_item (invoice_id, instalment, rung)
WHERE rung IS NOT NULL;

DROP TRIGGER reminder_item_once;
CREATE TRIGGER reminder_item_once BEFORE INSERT ON reminder_item
WHEN EXISTS (
    SELECT 1 FROM reminder_item WHERE reminder_id = NEW.reminder_id AND no = NEW.no
) OR (NEW.again = 0 AND NEW.rung IS NOT NULL AND EXISTS (
    SELECT 1 FROM reminder_item AS i JOIN reminder AS r ON r.id = i.reminder_id
    WHERE r.taken_back IS NULL AND i.again = 0 AND i.rung = NEW.rung
    AND i.invoice_id = NEW.invoice_id AND i.instalment = NEW.instalment
))
BEGIN
    SELECT RAISE(ABORT, 'already_exists: reminder');
END;

DROP TRIGGER proof_no_update;
CREATE TRIGGER proof_fixed BEFORE UPDATE ON proof
WHEN OLD.taken_back IS NOT NULL OR NEW.reminder_id IS NOT OLD.reminder_id OR NEW.no IS NOT OLD.no
    OR NEW.channel IS NOT OLD.channel OR NEW.sent_on IS NOT OLD.sent_on
    OR NEW.received_on IS NOT OLD.received_on OR NEW.attachment_id IS NOT OLD.attachment_id
BEGIN
    SELECT RAISE(ABORT, 'immutable: proof');
END;

DROP TRIGGER contact_no_update;
CREATE TRIGGER contact_fixed BEFORE UPDATE ON contact
WHEN OLD.taken_back IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.client_id IS NOT OLD.client_id
    OR NEW.date IS NOT OLD.date OR NEW.channel IS NOT OLD.channel
    OR NEW.outcome IS NOT OLD.outcome OR NEW.note IS NOT OLD.note
BEGIN
    SELECT RAISE(ABORT, 'immutable: contact');
END;
