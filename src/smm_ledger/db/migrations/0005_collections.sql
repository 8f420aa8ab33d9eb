-- Collections: what late debtors owe besides, what they promised, what was written to them and said,
-- until when nobody writes, and files that prove it.

CREATE TABLE claim (
    id INTEGER PRIMARY KEY NOT NULL,
    invoice_id INTEGER NOT NULL REFERENCES invoice (id),
    date TEXT NOT NULL CHECK (date IS date(date, '+0 days') AND date BETWEEN '1900-01-01' AND '2200-12-31'),
    kind TEXT NOT NULL CHECK (kind IN ('mora', 'legal', 'fixed')),
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    segments TEXT NOT NULL CHECK (segments <> ''),
    interest_minor INTEGER NOT NULL CHECK (interest_minor BETWEEN 0 AND 999999999999),
    compensation_minor INTEGER NOT NULL CHECK (compensation_minor BETWEEN 0 AND 999999999999),
    accrued_from TEXT NOT NULL CHECK (accrued_from IS date(accrued_from, '+0 days') AND accrued_from BETWEEN '1900-01-01' AND '2200-12-31'),
    accrued_until TEXT NOT NULL CHECK (accrued_until IS date(accrued_until, '+0 days') AND accrued_until BETWEEN '1900-01-01' AND '2200-12-31'),
    state TEXT NOT NULL CHECK (state IN ('open', 'collected', 'waived')),
    decided_on TEXT CHECK (decided_on IS date(decided_on, '+0 days') AND decided_on BETWEEN '1900-01-01' AND '2200-12-31'),
    reason TEXT NOT NULL,
    CHECK (accrued_from <= accrued_until),
    CHECK ((state = 'open') = (decided_on IS NULL))
) STRICT;

CREATE INDEX claim_invoice ON claim (invoice_id, accrued_until);
CREATE UNIQUE INDEX claim_compensation ON claim (invoice_id) WHERE compensation_minor > 0;

CREATE TABLE promise (
    id INTEGER PRIMARY KEY NOT NULL,
    invoice_id INTEGER NOT NULL REFERENCES invoice (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 1 AND 999999999999),
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    made_on TEXT NOT NULL CHECK (made_on IS date(made_on, '+0 days') AND made_on BETWEEN '1900-01-01' AND '2200-12-31'),
    due_by TEXT NOT NULL CHECK (due_by IS date(due_by, '+0 days') AND due_by BETWEEN made_on AND '2200-12-31'),
    note TEXT NOT NULL,
    replaces INTEGER UNIQUE REFERENCES promise (id)
) STRICT;

CREATE INDEX promise_invoice ON promise (invoice_id);

CREATE TABLE reminder (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id INTEGER NOT NULL REFERENCES client (id),
    date TEXT NOT NULL CHECK (date IS date(date, '+0 days') AND date BETWEEN '1900-01-01' AND '2200-12-31'),
    rung TEXT NOT NULL CHECK (rung IN ('courtesy', 'first', 'second', 'formal')),
    amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 1 AND 999999999999),
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    channel TEXT NOT NULL CHECK (channel <> '' AND instr(channel, char(0)) = 0),
    path TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE INDEX reminder_client ON reminder (client_id, date);

CREATE TABLE reminder_item (
    reminder_id INTEGER NOT NULL REFERENCES reminder (id),
    no INTEGER NOT NULL CHECK (no >= 1),
    invoice_id INTEGER NOT NULL REFERENCES invoice (id),
    instalment INTEGER NOT NULL CHECK (instalment >= 1),
    due_date TEXT NOT NULL CHECK (due_date IS date(due_date, '+0 days') AND due_date BETWEEN '1900-01-01' AND '2200-12-31'),
    balance_minor INTEGER NOT NULL CHECK (balance_minor BETWEEN 1 AND 999999999999),
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    rung TEXT CHECK (rung IN ('courtesy', 'first', 'second', 'formal')),
    again INTEGER NOT NULL CHECK (again IN (0, 1)),
    PRIMARY KEY (reminder_id, no)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX reminder_once ON reminder_item (invoice_id, instalment, rung)
WHERE rung IS NOT NULL AND again = 0;

CREATE TABLE proof (
    reminder_id INTEGER NOT NULL REFERENCES reminder (id),
    no INTEGER NOT NULL CHECK (no >= 1),
    channel TEXT NOT NULL CHECK (channel IN ('pec', 'registered', 'hand', 'email')),
    sent_on TEXT NOT NULL CHECK (sent_on IS date(sent_on, '+0 days') AND sent_on BETWEEN '1900-01-01' AND '2200-12-31'),
    received_on TEXT CHECK (received_on IS date(received_on, '+0 days') AND received_on BETWEEN sent_on AND '2200-12-31'),
    attachment_id INTEGER REFERENCES attachment (id),
    PRIMARY KEY (reminder_id, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id INTEGER NOT NULL REFERENCES client (id),
    date TEXT NOT NULL CHECK (date IS date(date, '+0 days') AND date BETWEEN '1900-01-01' AND '2200-12-31'),
    channel TEXT NOT NULL CHECK (channel IN ('phone', 'email', 'letter', 'meeting', 'pec')),
    outcome TEXT NOT NULL CHECK (outcome <> '' AND instr(outcome, char(0)) = 0),
    note TEXT NOT NULL
) STRICT;

CREATE INDEX contact_client ON contact (client_id, date);

CREATE TABLE hold (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id INTEGER NOT NULL REFERENCES client (id),
    invoice_id INTEGER REFERENCES invoice (id),
    since TEXT NOT NULL CHECK (since IS date(since, '+0 days') AND since BETWEEN '1900-01-01' AND '2200-12-31'),
    until TEXT NOT NULL CHECK (until IS date(until, '+0 days') AND until BETWEEN since AND '2200-12-31'),
    reason TEXT NOT NULL,
    released_on TEXT CHECK (released_on IS date(released_on, '+0 days') AND released_on BETWEEN since AND '2200-12-31')
) STRICT;

CREATE INDEX hold_client ON hold (client_id, until);

CREATE TABLE attachment (
    id INTEGER PRIMARY KEY NOT NULL,
    entity_kind TEXT NOT NULL CHECK (
        entity_kind IN (
            'client', 'quote', 'invoice', 'payment', 'reminder', 'claim', 'promise', 'retainer'
        )
    ),
    entity_id INTEGER NOT NULL,
    date TEXT NOT NULL CHECK (date IS date(date, '+0 days') AND date BETWEEN '1900-01-01' AND '2200-12-31'),
    name TEXT NOT NULL CHECK (name <> '' AND instr(name, char(0)) = 0),
    note TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    data BLOB NOT NULL
) STRICT;

CREATE INDEX attachment_entity ON attachment (entity_kind, entity_id);

-- Claims: an interval of days is claimed once, and decided once.

CREATE TRIGGER claim_goes_on BEFORE INSERT ON claim
WHEN EXISTS (
    SELECT 1 FROM claim WHERE id = NEW.id
    OR (invoice_id = NEW.invoice_id AND accrued_until >= NEW.accrued_from)
    OR (invoice_id = NEW.invoice_id AND compensation_minor > 0 AND NEW.compensation_minor > 0)
)
BEGIN
    SELECT RAISE(ABORT, 'already_exists: claim');
END;

CREATE TRIGGER claim_fixed BEFORE UPDATE ON claim
WHEN OLD.state <> 'open' OR NEW.id IS NOT OLD.id OR NEW.invoice_id IS NOT OLD.invoice_id
    OR NEW.date IS NOT OLD.date OR NEW.kind IS NOT OLD.kind OR NEW.currency IS NOT OLD.currency
    OR NEW.segments IS NOT OLD.segments OR NEW.interest_minor IS NOT OLD.interest_minor
    OR NEW.compensation_minor IS NOT OLD.compensation_minor
    OR NEW.accrued_from IS NOT OLD.accrued_from OR NEW.accrued_until IS NOT OLD.accrued_until
BEGIN
    SELECT RAISE(ABORT, 'immutable: claim');
END;

CREATE TRIGGER claim_no_delete BEFORE DELETE ON claim
BEGIN
    SELECT RAISE(ABORT, 'immutable: claim');
END;

CREATE TRIGGER promise_no_update BEFORE UPDATE ON promise
BEGIN
    SELECT RAISE(ABORT, 'immutable: promise');
END;

CREATE TRIGGER promise_no_delete BEFORE DELETE ON promise
BEGIN
    SELECT RAISE(ABORT, 'immutable: promise');
END;

CREATE TRIGGER promise_no_replace BEFORE INSERT ON promise
WHEN EXISTS (
    SELECT 1 FROM promise WHERE id = NEW.id OR (replaces IS NOT NULL AND replaces = NEW.replaces)
)
BEGIN
    SELECT RAISE(ABORT, 'immutable: promise');
END;

-- Letters: what was sent stays as it was sent. Their items and proofs are only ever added.

CREATE TRIGGER reminder_no_update BEFORE UPDATE ON reminder
BEGIN
    SELECT RAISE(ABORT, 'immutable: reminder');
END;

CREATE TRIGGER reminder_no_delete BEFORE DELETE ON reminder
BEGIN
    SELECT RAISE(ABORT, 'immutable: reminder');
END;

CREATE TRIGGER reminder_no_replace BEFORE INSERT ON reminder
WHEN EXISTS (SELECT 1 FROM reminder WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'immutable: reminder');
END;

CREATE TRIGGER reminder_item_no_update BEFORE UPDATE ON reminder_item
BEGIN
    SELECT RAISE(ABORT, 'immutable: reminder_item');
END;

CREATE TRIGGER reminder_item_no_delete BEFORE DELETE ON reminder_item
BEGIN
    SELECT RAISE(ABORT, 'immutable: reminder_item');
END;

CREATE TRIGGER reminder_item_once BEFORE INSERT ON reminder_item
WHEN EXISTS (
    SELECT 1 FROM reminder_item WHERE (reminder_id = NEW.reminder_id AND no = NEW.no)
    OR (NEW.again = 0 AND again = 0 AND NEW.rung IS NOT NULL AND rung = NEW.rung
        AND invoice_id = NEW.invoice_id AND instalment = NEW.instalment)
)
BEGIN
    SELECT RAISE(ABORT, 'already_exists: reminder');
END;

CREATE TRIGGER proof_no_update BEFORE UPDATE ON proof
BEGIN
    SELECT RAISE(ABORT, 'immutable: proof');
END;

CREATE TRIGGER proof_no_delete BEFORE DELETE ON proof
BEGIN
    SELECT RAISE(ABORT, 'immutable: proof');
END;

CREATE TRIGGER proof_appends BEFORE INSERT ON proof
WHEN NEW.no IS NOT (SELECT ifnull(max(no), 0) + 1 FROM proof WHERE reminder_id = NEW.reminder_id)
BEGIN
    SELECT RAISE(ABORT, 'immutable: proof');
END;

CREATE TRIGGER contact_no_update BEFORE UPDATE ON contact
BEGIN
    SELECT RAISE(ABORT, 'immutable: contact');
END;

CREATE TRIGGER contact_no_delete BEFORE DELETE ON contact
BEGIN
    SELECT RAISE(ABORT, 'immutable: contact');
END;

CREATE TRIGGER contact_no_replace BEFORE INSERT ON contact
WHEN EXISTS (SELECT 1 FROM contact WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'immutable: contact');
END;

CREATE TRIGGER hold_fixed BEFORE UPDATE ON hold
WHEN OLD.released_on IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.client_id IS NOT OLD.client_id
    OR NEW.invoice_id IS NOT OLD.invoice_id OR NEW.since IS NOT OLD.since
    OR NEW.until IS NOT OLD.until OR NEW.reason IS NOT OLD.reason
BEGIN
    SELECT RAISE(ABORT, 'immutable: hold');
END;

CREATE TRIGGER hold_no_delete BEFORE DELETE ON hold
BEGIN
    SELECT RAISE(ABORT, 'immutable: hold');
END;

CREATE TRIGGER hold_no_replace BEFORE INSERT ON hold
WHEN EXISTS (SELECT 1 FROM hold WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'immutable: hold');
END;

CREATE TRIGGER attachment_no_update BEFORE UPDATE ON attachment
BEGIN
    SELECT RAISE(ABORT, 'immutable: attachment');
END;

CREATE TRIGGER attachment_no_delete BEFORE DELETE ON attachment
BEGIN
    SELECT RAISE(ABORT, 'immutable: attachment');
END;

CREATE TRIGGER attachment_no_replace BEFORE INSERT ON attachment
WHEN EXISTS (SELECT 1 FROM attachment WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'immutable: attachment');
END;
