-- The first schema. The database itself refuses what the domain forbids, so that neither a defect of
-- ours nor somebody with `sqlite3` changes an issued document, a frozen round or the log by accident.
-- Amounts are whole minor units; other exact numbers canonical text; dates ISO 8601.
-- A trigger's message begins with the code of the refusal (see db/errors.py).
-- Ids of what can be deleted are never used again (AUTOINCREMENT): the log knows things by them.
-- Never edited once released: what changes comes as the next numbered file.

CREATE TABLE setting (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (
    series TEXT NOT NULL CHECK (series <> ''),
    year INTEGER NOT NULL CHECK (year BETWEEN 0 AND 2200),
    first_seq INTEGER NOT NULL CHECK (first_seq >= 1),
    next_seq INTEGER NOT NULL CHECK (next_seq >= first_seq),
    PRIMARY KEY (series, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE issuer (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    name TEXT NOT NULL CHECK (name <> '' AND instr(name, char(0)) = 0),
    vat_id TEXT NOT NULL,
    tax_code TEXT NOT NULL,
    country TEXT NOT NULL CHECK (country <> '' AND instr(country, char(0)) = 0),
    address TEXT NOT NULL,
    city TEXT NOT NULL,
    zip TEXT NOT NULL,
    province TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    pec TEXT NOT NULL,
    regime TEXT NOT NULL CHECK (regime <> '' AND instr(regime, char(0)) = 0),
    iban TEXT NOT NULL,
    bic TEXT NOT NULL,
    bank TEXT NOT NULL,
    logo TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language <> '' AND instr(language, char(0)) = 0),
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    terms TEXT NOT NULL CHECK (terms <> '' AND instr(terms, char(0)) = 0),
    contribution TEXT NOT NULL CHECK (contribution <> '' AND instr(contribution, char(0)) = 0),
    withholding_percent TEXT NOT NULL CHECK (withholding_percent <> '' AND withholding_percent NOT GLOB '*[^0-9.-]*'),
    withholding_base_percent TEXT NOT NULL CHECK (withholding_base_percent <> '' AND withholding_base_percent NOT GLOB '*[^0-9.-]*'),
    stamp_recharge INTEGER NOT NULL CHECK (stamp_recharge IN (0, 1)),
    quote_pattern TEXT NOT NULL,
    invoice_pattern TEXT NOT NULL,
    credit_pattern TEXT NOT NULL,
    proforma_pattern TEXT NOT NULL,
    style TEXT NOT NULL,
    accent TEXT NOT NULL,
    paper TEXT NOT NULL,
    patron_saint TEXT NOT NULL
) STRICT;

CREATE TABLE client (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    code TEXT NOT NULL UNIQUE CHECK (code <> '' AND code NOT GLOB '*[^a-z0-9-]*'),
    name TEXT NOT NULL CHECK (name <> '' AND instr(name, char(0)) = 0),
    kind TEXT NOT NULL CHECK (kind IN ('company', 'person', 'public')),
    business INTEGER CHECK (business IN (0, 1)),
    vat_id TEXT NOT NULL,
    tax_code TEXT NOT NULL,
    country TEXT NOT NULL CHECK (country <> '' AND instr(country, char(0)) = 0),
    address TEXT NOT NULL,
    city TEXT NOT NULL,
    zip TEXT NOT NULL,
    province TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    pec TEXT NOT NULL,
    sdi_code TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language <> '' AND instr(language, char(0)) = 0),
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    terms TEXT NOT NULL CHECK (terms <> '' AND instr(terms, char(0)) = 0),
    withholding INTEGER NOT NULL CHECK (withholding IN (0, 1)),
    notes TEXT NOT NULL,
    archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
    version INTEGER NOT NULL CHECK (version >= 1)
) STRICT;

CREATE TABLE service (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    code TEXT NOT NULL UNIQUE CHECK (code <> '' AND code NOT GLOB '*[^a-z0-9-]*'),
    description TEXT NOT NULL CHECK (description <> '' AND instr(description, char(0)) = 0),
    price TEXT CHECK (price <> '' AND price NOT GLOB '*[^0-9.-]*'),
    unit TEXT NOT NULL,
    hours TEXT CHECK (hours <> '' AND hours NOT GLOB '*[^0-9.-]*'),
    floor TEXT CHECK (floor <> '' AND floor NOT GLOB '*[^0-9.-]*'),
    included TEXT NOT NULL,
    excluded TEXT NOT NULL,
    included_units TEXT CHECK (included_units <> '' AND included_units NOT GLOB '*[^0-9.-]*'),
    archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
    version INTEGER NOT NULL CHECK (version >= 1)
) STRICT;

CREATE TABLE quote (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    client_id INTEGER NOT NULL REFERENCES client (id),
    title TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    status TEXT NOT NULL CHECK (status IN ('draft', 'sent', 'negotiating', 'accepted', 'declined', 'withdrawn', 'invoiced')),
    accepted_round INTEGER CHECK (accepted_round >= 1),
    selection TEXT CHECK (selection <> ''),
    accepted_by TEXT NOT NULL,
    accepted_on TEXT CHECK (accepted_on IS date(accepted_on, '+0 days') AND accepted_on BETWEEN '1900-01-01' AND '2200-12-31'),
    deposit_percent TEXT CHECK (deposit_percent <> '' AND deposit_percent NOT GLOB '*[^0-9.-]*'),
    floor_minor INTEGER CHECK (floor_minor BETWEEN -999999999999 AND 999999999999),
    target_minor INTEGER CHECK (target_minor BETWEEN -999999999999 AND 999999999999),
    walk_away TEXT NOT NULL,
    has_outcome INTEGER NOT NULL CHECK (has_outcome IN (0, 1)),
    outcome_reason TEXT CHECK (outcome_reason IN ('price', 'competitor', 'scope', 'timing', 'no-answer', 'other')),
    outcome_note TEXT NOT NULL,
    competitor TEXT NOT NULL,
    competitor_price_minor INTEGER CHECK (competitor_price_minor BETWEEN -999999999999 AND 999999999999),
    replied_on TEXT CHECK (replied_on IS date(replied_on, '+0 days') AND replied_on BETWEEN '1900-01-01' AND '2200-12-31'),
    note TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    UNIQUE (year, seq)
) STRICT;

CREATE TABLE quote_round (
    id INTEGER PRIMARY KEY NOT NULL,
    quote_id INTEGER NOT NULL REFERENCES quote (id),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    side TEXT NOT NULL CHECK (side IN ('me', 'client')),
    date TEXT NOT NULL CHECK (date IS date(date, '+0 days') AND date BETWEEN '1900-01-01' AND '2200-12-31'),
    rules TEXT NOT NULL CHECK (rules <> ''),
    valid_until TEXT NOT NULL CHECK (valid_until IS date(valid_until, '+0 days') AND valid_until BETWEEN '1900-01-01' AND '2200-12-31'),
    discount_percent TEXT CHECK (discount_percent <> '' AND discount_percent NOT GLOB '*[^0-9.-]*'),
    discount_minor INTEGER CHECK (discount_minor BETWEEN -999999999999 AND 999999999999),
    frozen INTEGER NOT NULL CHECK (frozen IN (0, 1)),
    ask TEXT CHECK (ask IN ('budget', 'competitor', 'habit', 'risk', 'timing', 'scope')),
    competitor TEXT NOT NULL,
    competitor_price_minor INTEGER CHECK (competitor_price_minor BETWEEN -999999999999 AND 999999999999),
    give TEXT NOT NULL,
    get TEXT NOT NULL,
    gift_minor INTEGER CHECK (gift_minor BETWEEN -999999999999 AND 999999999999),
    note TEXT NOT NULL,
    below_floor TEXT,
    tax_groups TEXT NOT NULL CHECK (tax_groups <> ''),
    net_minor INTEGER NOT NULL CHECK (net_minor BETWEEN -999999999999 AND 999999999999),
    discount_total_minor INTEGER NOT NULL CHECK (discount_total_minor BETWEEN -999999999999 AND 999999999999),
    social_contribution_minor INTEGER NOT NULL CHECK (social_contribution_minor BETWEEN -999999999999 AND 999999999999),
    tax_minor INTEGER NOT NULL CHECK (tax_minor BETWEEN -999999999999 AND 999999999999),
    stamp_duty_minor INTEGER NOT NULL CHECK (stamp_duty_minor BETWEEN -999999999999 AND 999999999999),
    stamp_in_total_minor INTEGER NOT NULL CHECK (stamp_in_total_minor BETWEEN -999999999999 AND 999999999999),
    total_minor INTEGER NOT NULL CHECK (total_minor BETWEEN -999999999999 AND 999999999999),
    withholding_minor INTEGER NOT NULL CHECK (withholding_minor BETWEEN -999999999999 AND 999999999999),
    split_tax_minor INTEGER NOT NULL CHECK (split_tax_minor BETWEEN -999999999999 AND 999999999999),
    payable_minor INTEGER NOT NULL CHECK (payable_minor BETWEEN -999999999999 AND 999999999999),
    UNIQUE (quote_id, seq)
) STRICT;

CREATE TABLE quote_line (
    round_id INTEGER NOT NULL REFERENCES quote_round (id),
    no INTEGER NOT NULL CHECK (no BETWEEN 1 AND 500),
    kind TEXT NOT NULL CHECK (kind IN ('service', 'optional', 'alternative', 'ad_spend_info', 'ad_spend_recharged', 'percent_fee')),
    description TEXT NOT NULL,
    quantity TEXT NOT NULL CHECK (quantity <> '' AND quantity NOT GLOB '*[^0-9.-]*'),
    unit_price TEXT NOT NULL CHECK (unit_price <> '' AND unit_price NOT GLOB '*[^0-9.-]*'),
    unit TEXT NOT NULL,
    group_name TEXT NOT NULL,
    service TEXT NOT NULL,
    hours TEXT CHECK (hours <> '' AND hours NOT GLOB '*[^0-9.-]*'),
    included_units TEXT CHECK (included_units <> '' AND included_units NOT GLOB '*[^0-9.-]*'),
    discount_percent TEXT CHECK (discount_percent <> '' AND discount_percent NOT GLOB '*[^0-9.-]*'),
    fee_percent TEXT CHECK (fee_percent <> '' AND fee_percent NOT GLOB '*[^0-9.-]*'),
    fee_minimum TEXT CHECK (fee_minimum <> '' AND fee_minimum NOT GLOB '*[^0-9.-]*'),
    vat_rate TEXT NOT NULL CHECK (vat_rate <> '' AND vat_rate NOT GLOB '*[^0-9.-]*'),
    vat_nature TEXT NOT NULL,
    on_behalf INTEGER NOT NULL CHECK (on_behalf IN (0, 1)),
    selected INTEGER NOT NULL CHECK (selected IN (0, 1)),
    deduction INTEGER NOT NULL CHECK (deduction IN (0, 1)),
    included TEXT NOT NULL,
    excluded TEXT NOT NULL,
    net_minor INTEGER NOT NULL CHECK (net_minor BETWEEN -999999999999 AND 999999999999),
    PRIMARY KEY (round_id, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE invoice (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    draft_no INTEGER UNIQUE CHECK (draft_no >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('invoice', 'deposit', 'credit_note', 'proforma', 'imported')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'issued', 'void')),
    number TEXT UNIQUE CHECK (number <> '' AND instr(number, char(0)) = 0),
    series TEXT NOT NULL CHECK (series IN ('invoice', 'credit', 'proforma')),
    year INTEGER CHECK (year BETWEEN 1900 AND 2200),
    seq INTEGER CHECK (seq >= 1),
    client_id INTEGER NOT NULL REFERENCES client (id),
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    terms TEXT NOT NULL CHECK (terms <> '' AND instr(terms, char(0)) = 0),
    issue_date TEXT CHECK (issue_date IS date(issue_date, '+0 days') AND issue_date BETWEEN '1900-01-01' AND '2200-12-31'),
    due_date TEXT CHECK (due_date IS date(due_date, '+0 days') AND due_date BETWEEN '1900-01-01' AND '2200-12-31'),
    last_due TEXT CHECK (last_due IS date(last_due, '+0 days') AND last_due BETWEEN '1900-01-01' AND '2200-12-31'),
    rules TEXT NOT NULL CHECK (rules <> ''),
    discount_percent TEXT CHECK (discount_percent <> '' AND discount_percent NOT GLOB '*[^0-9.-]*'),
    discount_minor INTEGER CHECK (discount_minor BETWEEN -999999999999 AND 999999999999),
    plan TEXT NOT NULL CHECK (plan <> ''),
    deducts TEXT NOT NULL CHECK (deducts <> ''),
    quote_id INTEGER REFERENCES quote (id),
    credits_id INTEGER REFERENCES invoice (id),
    note TEXT NOT NULL,
    sent_on TEXT CHECK (sent_on IS date(sent_on, '+0 days') AND sent_on BETWEEN '1900-01-01' AND '2200-12-31'),
    sdi_status TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    client_snapshot TEXT CHECK (client_snapshot <> ''),
    issuer_snapshot TEXT CHECK (issuer_snapshot <> ''),
    net_minor INTEGER NOT NULL CHECK (net_minor BETWEEN -999999999999 AND 999999999999),
    discount_total_minor INTEGER NOT NULL CHECK (discount_total_minor BETWEEN -999999999999 AND 999999999999),
    social_contribution_minor INTEGER NOT NULL CHECK (social_contribution_minor BETWEEN -999999999999 AND 999999999999),
    tax_minor INTEGER NOT NULL CHECK (tax_minor BETWEEN -999999999999 AND 999999999999),
    stamp_duty_minor INTEGER NOT NULL CHECK (stamp_duty_minor BETWEEN -999999999999 AND 999999999999),
    stamp_in_total_minor INTEGER NOT NULL CHECK (stamp_in_total_minor BETWEEN -999999999999 AND 999999999999),
    total_minor INTEGER NOT NULL CHECK (total_minor BETWEEN -999999999999 AND 999999999999),
    withholding_minor INTEGER NOT NULL CHECK (withholding_minor BETWEEN -999999999999 AND 999999999999),
    split_tax_minor INTEGER NOT NULL CHECK (split_tax_minor BETWEEN -999999999999 AND 999999999999),
    payable_minor INTEGER NOT NULL CHECK (payable_minor BETWEEN -999999999999 AND 999999999999),
    paid_minor INTEGER NOT NULL CHECK (paid_minor BETWEEN 0 AND 999999999999),
    credited_minor INTEGER NOT NULL CHECK (credited_minor BETWEEN 0 AND 999999999999),
    written_off_minor INTEGER NOT NULL CHECK (written_off_minor BETWEEN 0 AND 999999999999),
    settled_on TEXT CHECK (settled_on IS date(settled_on, '+0 days') AND settled_on BETWEEN '1900-01-01' AND '2200-12-31'),
    version INTEGER NOT NULL CHECK (version >= 1),
    UNIQUE (series, year, seq),
    CHECK (state <> 'draft' OR (number IS NULL AND year IS NULL AND seq IS NULL
        AND client_snapshot IS NULL AND issuer_snapshot IS NULL)),
    CHECK (state = 'draft' OR (number IS NOT NULL AND year IS NOT NULL AND seq IS NOT NULL
        AND issue_date IS NOT NULL AND client_snapshot IS NOT NULL AND issuer_snapshot IS NOT NULL))
) STRICT;

CREATE TABLE invoice_line (
    invoice_id INTEGER NOT NULL REFERENCES invoice (id),
    no INTEGER NOT NULL CHECK (no BETWEEN 1 AND 500),
    kind TEXT NOT NULL CHECK (kind IN ('service', 'optional', 'alternative', 'ad_spend_info', 'ad_spend_recharged', 'percent_fee')),
    description TEXT NOT NULL,
    quantity TEXT NOT NULL CHECK (quantity <> '' AND quantity NOT GLOB '*[^0-9.-]*'),
    unit_price TEXT NOT NULL CHECK (unit_price <> '' AND unit_price NOT GLOB '*[^0-9.-]*'),
    unit TEXT NOT NULL,
    group_name TEXT NOT NULL,
    service TEXT NOT NULL,
    hours TEXT CHECK (hours <> '' AND hours NOT GLOB '*[^0-9.-]*'),
    included_units TEXT CHECK (included_units <> '' AND included_units NOT GLOB '*[^0-9.-]*'),
    discount_percent TEXT CHECK (discount_percent <> '' AND discount_percent NOT GLOB '*[^0-9.-]*'),
    fee_percent TEXT CHECK (fee_percent <> '' AND fee_percent NOT GLOB '*[^0-9.-]*'),
    fee_minimum TEXT CHECK (fee_minimum <> '' AND fee_minimum NOT GLOB '*[^0-9.-]*'),
    vat_rate TEXT NOT NULL CHECK (vat_rate <> '' AND vat_rate NOT GLOB '*[^0-9.-]*'),
    vat_nature TEXT NOT NULL,
    on_behalf INTEGER NOT NULL CHECK (on_behalf IN (0, 1)),
    selected INTEGER NOT NULL CHECK (selected IN (0, 1)),
    deduction INTEGER NOT NULL CHECK (deduction IN (0, 1)),
    included TEXT NOT NULL,
    excluded TEXT NOT NULL,
    net_minor INTEGER NOT NULL CHECK (net_minor BETWEEN -999999999999 AND 999999999999),
    PRIMARY KEY (invoice_id, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE invoice_tax (
    invoice_id INTEGER NOT NULL REFERENCES invoice (id),
    no INTEGER NOT NULL CHECK (no >= 1),
    rate TEXT NOT NULL CHECK (rate <> '' AND rate NOT GLOB '*[^0-9.-]*'),
    nature TEXT NOT NULL,
    base_minor INTEGER NOT NULL CHECK (base_minor BETWEEN -999999999999 AND 999999999999),
    tax_minor INTEGER NOT NULL CHECK (tax_minor BETWEEN -999999999999 AND 999999999999),
    PRIMARY KEY (invoice_id, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE instalment (
    id INTEGER PRIMARY KEY NOT NULL,
    invoice_id INTEGER NOT NULL REFERENCES invoice (id),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    due_date TEXT NOT NULL CHECK (due_date IS date(due_date, '+0 days') AND due_date BETWEEN '1900-01-01' AND '2200-12-31'),
    amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN -999999999999 AND 999999999999),
    settled_minor INTEGER NOT NULL
        CHECK (settled_minor BETWEEN min(0, amount_minor) AND max(0, amount_minor)),
    client_id INTEGER NOT NULL REFERENCES client (id),
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    number TEXT,
    live INTEGER NOT NULL CHECK (live IN (0, 1)),
    UNIQUE (invoice_id, seq)
) STRICT;

CREATE TABLE payment (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id INTEGER NOT NULL REFERENCES client (id),
    date TEXT NOT NULL CHECK (date IS date(date, '+0 days') AND date BETWEEN '1900-01-01' AND '2200-12-31'),
    amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 1 AND 999999999999),
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    method TEXT NOT NULL,
    reference TEXT NOT NULL,
    reversed INTEGER NOT NULL CHECK (reversed IN (0, 1)),
    reversal_reason TEXT NOT NULL,
    allocated_minor INTEGER NOT NULL CHECK (allocated_minor BETWEEN 0 AND amount_minor)
) STRICT;

CREATE TABLE settlement (
    id INTEGER PRIMARY KEY NOT NULL,
    instalment_id INTEGER NOT NULL REFERENCES instalment (id),
    invoice_id INTEGER NOT NULL REFERENCES invoice (id),
    kind TEXT NOT NULL CHECK (kind IN ('payment', 'credit', 'write_off')),
    date TEXT NOT NULL CHECK (date IS date(date, '+0 days') AND date BETWEEN '1900-01-01' AND '2200-12-31'),
    amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN -999999999999 AND 999999999999),
    payment_id INTEGER REFERENCES payment (id),
    credit_note_id INTEGER REFERENCES invoice (id),
    reason TEXT NOT NULL,
    CHECK (amount_minor <> 0),
    CHECK ((kind = 'payment') = (payment_id IS NOT NULL)),
    CHECK ((kind = 'credit') = (credit_note_id IS NOT NULL))
) STRICT;

CREATE TABLE document (
    id INTEGER PRIMARY KEY NOT NULL,
    entity_kind TEXT NOT NULL CHECK (entity_kind IN ('quote', 'invoice')),
    entity_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind <> '' AND instr(kind, char(0)) = 0),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    data BLOB NOT NULL,
    UNIQUE (entity_kind, entity_id, kind)
) STRICT;

CREATE TABLE activity (
    seq INTEGER PRIMARY KEY NOT NULL CHECK (seq >= 1),
    at TEXT NOT NULL CHECK (at <> '' AND instr(at, char(0)) = 0),
    entity_kind TEXT NOT NULL CHECK (entity_kind <> '' AND instr(entity_kind, char(0)) = 0),
    entity_id INTEGER NOT NULL,
    entity TEXT NOT NULL CHECK (entity <> '' AND instr(entity, char(0)) = 0),
    action TEXT NOT NULL CHECK (action <> '' AND instr(action, char(0)) = 0),
    data TEXT NOT NULL CHECK (data <> ''),
    after TEXT NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

-- Indexes. A predicate of a partial index is written with literals in the queries too: a bound
-- parameter can't be proven to imply it, and the whole table would be read. The columns of the
-- predicate are in the index too: without them SQLite reads the row for each entry.

CREATE INDEX quote_client ON quote (client_id);
CREATE INDEX quote_recent ON quote (year DESC, seq DESC);
CREATE INDEX quote_open ON quote (status) WHERE status IN ('sent', 'negotiating', 'accepted');

CREATE INDEX invoice_recent
ON invoice (ifnull(year, 9999) DESC, ifnull(seq, draft_no) DESC, id DESC, client_id);
CREATE INDEX invoice_client
ON invoice (client_id, ifnull(year, 9999) DESC, ifnull(seq, draft_no) DESC, id DESC);
CREATE INDEX invoice_due ON invoice (last_due, id);
CREATE INDEX invoice_draft ON invoice (draft_no) WHERE state = 'draft';
CREATE INDEX invoice_issued
ON invoice (issue_date, kind, currency, total_minor, state) WHERE state = 'issued';
CREATE INDEX invoice_last ON invoice (series, year, issue_date) WHERE state <> 'draft';
CREATE INDEX invoice_quote ON invoice (quote_id) WHERE quote_id IS NOT NULL;
CREATE INDEX invoice_credits ON invoice (credits_id) WHERE credits_id IS NOT NULL;
CREATE INDEX invoice_paid ON invoice (client_id, settled_on, last_due, payable_minor)
WHERE settled_on IS NOT NULL AND written_off_minor = 0 AND paid_minor > 0;

CREATE INDEX instalment_open_due ON instalment
(due_date, client_id, currency, amount_minor, settled_minor, invoice_id, seq, number, live)
WHERE live = 1 AND settled_minor < amount_minor;
CREATE INDEX instalment_open_client ON instalment
(client_id, due_date, currency, amount_minor, settled_minor, invoice_id, seq, number, live)
WHERE live = 1 AND settled_minor < amount_minor;
CREATE INDEX instalment_client ON instalment (client_id);

CREATE INDEX payment_client ON payment (client_id, date);
CREATE INDEX payment_recent ON payment (date, id);
CREATE INDEX payment_date ON payment (date, currency, amount_minor, reversed) WHERE reversed = 0;
CREATE INDEX payment_rest ON payment (date, id) WHERE reversed = 0 AND allocated_minor < amount_minor;

CREATE INDEX settlement_instalment ON settlement (instalment_id, amount_minor);
CREATE INDEX settlement_invoice ON settlement (invoice_id, kind, amount_minor, date);
CREATE INDEX settlement_payment ON settlement (payment_id, invoice_id, instalment_id, amount_minor)
WHERE payment_id IS NOT NULL;
CREATE INDEX settlement_credit ON settlement (credit_note_id) WHERE credit_note_id IS NOT NULL;
CREATE INDEX settlement_date ON settlement (date);

CREATE INDEX activity_entity ON activity (entity_kind, entity_id, seq);
CREATE INDEX activity_name ON activity (entity);

-- Triggers. Each table that can't be changed has one against UPDATE, one against DELETE and one
-- against INSERT: `INSERT OR REPLACE` passes the other two.

CREATE TRIGGER activity_no_update BEFORE UPDATE ON activity
BEGIN
    SELECT RAISE(ABORT, 'immutable: activity');
END;

CREATE TRIGGER activity_no_delete BEFORE DELETE ON activity
BEGIN
    SELECT RAISE(ABORT, 'immutable: activity');
END;

CREATE TRIGGER activity_appends BEFORE INSERT ON activity
WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), 0) + 1 FROM activity)
BEGIN
    SELECT RAISE(ABORT, 'immutable: activity');
END;

CREATE TRIGGER document_no_update BEFORE UPDATE ON document
BEGIN
    SELECT RAISE(ABORT, 'immutable: document');
END;

CREATE TRIGGER document_no_delete BEFORE DELETE ON document
BEGIN
    SELECT RAISE(ABORT, 'immutable: document');
END;

CREATE TRIGGER document_no_replace BEFORE INSERT ON document
WHEN EXISTS (
    SELECT 1 FROM document WHERE id = NEW.id
    OR (entity_kind = NEW.entity_kind AND entity_id = NEW.entity_id AND kind = NEW.kind)
)
BEGIN
    SELECT RAISE(ABORT, 'immutable: document');
END;

CREATE TRIGGER issuer_no_delete BEFORE DELETE ON issuer
BEGIN
    SELECT RAISE(ABORT, 'immutable: issuer');
END;

CREATE TRIGGER counter_only_grows BEFORE UPDATE ON counter
WHEN NEW.series IS NOT OLD.series OR NEW.year IS NOT OLD.year
    OR (OLD.next_seq > OLD.first_seq
        AND (NEW.next_seq < OLD.next_seq OR NEW.first_seq IS NOT OLD.first_seq))
BEGIN
    SELECT RAISE(ABORT, 'immutable: counter');
END;

CREATE TRIGGER counter_no_delete BEFORE DELETE ON counter
WHEN OLD.next_seq > OLD.first_seq
BEGIN
    SELECT RAISE(ABORT, 'immutable: counter');
END;

CREATE TRIGGER counter_no_replace BEFORE INSERT ON counter
WHEN EXISTS (SELECT 1 FROM counter WHERE series = NEW.series AND year = NEW.year)
BEGIN
    SELECT RAISE(ABORT, 'immutable: counter');
END;

CREATE TRIGGER quote_fixed BEFORE UPDATE ON quote
WHEN NEW.id IS NOT OLD.id OR NEW.number IS NOT OLD.number OR NEW.year IS NOT OLD.year
    OR NEW.seq IS NOT OLD.seq
    OR (OLD.status <> 'draft' AND (NEW.status = 'draft' OR NEW.client_id IS NOT OLD.client_id
        OR NEW.currency IS NOT OLD.currency OR NEW.title IS NOT OLD.title))
BEGIN
    SELECT RAISE(ABORT, 'immutable: quote');
END;

CREATE TRIGGER quote_no_delete BEFORE DELETE ON quote
WHEN OLD.status <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'immutable: quote');
END;

CREATE TRIGGER quote_no_replace BEFORE INSERT ON quote
WHEN EXISTS (
    SELECT 1 FROM quote WHERE status <> 'draft'
    AND (id = NEW.id OR number = NEW.number OR (year = NEW.year AND seq = NEW.seq))
)
BEGIN
    SELECT RAISE(ABORT, 'immutable: quote');
END;

CREATE TRIGGER quote_round_fixed BEFORE UPDATE ON quote_round
WHEN OLD.frozen = 1 OR NEW.id IS NOT OLD.id OR NEW.quote_id IS NOT OLD.quote_id
    OR NEW.seq IS NOT OLD.seq
BEGIN
    SELECT RAISE(ABORT, 'immutable: quote_round');
END;

CREATE TRIGGER quote_round_no_delete BEFORE DELETE ON quote_round
WHEN OLD.frozen = 1
BEGIN
    SELECT RAISE(ABORT, 'immutable: quote_round');
END;

CREATE TRIGGER quote_round_begins_open BEFORE INSERT ON quote_round
WHEN NEW.frozen <> 0 OR EXISTS (
    SELECT 1 FROM quote_round WHERE frozen = 1
    AND (id = NEW.id OR (quote_id = NEW.quote_id AND seq = NEW.seq))
)
BEGIN
    SELECT RAISE(ABORT, 'immutable: quote_round');
END;

CREATE TRIGGER quote_line_no_insert BEFORE INSERT ON quote_line
WHEN (SELECT frozen FROM quote_round WHERE id = NEW.round_id) = 1
BEGIN
    SELECT RAISE(ABORT, 'immutable: quote_round');
END;

CREATE TRIGGER quote_line_no_update BEFORE UPDATE ON quote_line
WHEN (SELECT frozen FROM quote_round WHERE id = OLD.round_id) = 1
    OR (SELECT frozen FROM quote_round WHERE id = NEW.round_id) = 1
BEGIN
    SELECT RAISE(ABORT, 'immutable: quote_round');
END;

CREATE TRIGGER quote_line_no_delete BEFORE DELETE ON quote_line
WHEN (SELECT frozen FROM quote_round WHERE id = OLD.round_id) = 1
BEGIN
    SELECT RAISE(ABORT, 'immutable: quote_round');
END;

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
        OR NEW.terms IS NOT OLD.terms
        OR NEW.issue_date IS NOT OLD.issue_date
        OR NEW.due_date IS NOT OLD.due_date
        OR NEW.last_due IS NOT OLD.last_due
        OR NEW.rules IS NOT OLD.rules
        OR NEW.discount_percent IS NOT OLD.discount_percent
        OR NEW.discount_minor IS NOT OLD.discount_minor
        OR NEW.plan IS NOT OLD.plan
        OR NEW.deducts IS NOT OLD.deducts
        OR NEW.quote_id IS NOT OLD.quote_id
        OR NEW.credits_id IS NOT OLD.credits_id
        OR NEW.note IS NOT OLD.note
        OR NEW.revision IS NOT OLD.revision
        OR NEW.client_snapshot IS NOT OLD.client_snapshot
        OR NEW.issuer_snapshot IS NOT OLD.issuer_snapshot
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
BEGIN
    SELECT RAISE(ABORT, 'immutable: invoice');
END;

CREATE TRIGGER invoice_no_delete BEFORE DELETE ON invoice
WHEN OLD.state <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'immutable: invoice');
END;

CREATE TRIGGER invoice_begins_as_draft BEFORE INSERT ON invoice
WHEN NEW.state <> 'draft' OR NEW.paid_minor <> 0 OR NEW.credited_minor <> 0
    OR NEW.written_off_minor <> 0 OR NEW.settled_on IS NOT NULL OR EXISTS (
        SELECT 1 FROM invoice WHERE state <> 'draft'
        AND (id = NEW.id OR draft_no = NEW.draft_no)
    )
BEGIN
    SELECT RAISE(ABORT, 'immutable: invoice');
END;

CREATE TRIGGER invoice_number_free BEFORE UPDATE OF state ON invoice
WHEN OLD.state = 'draft' AND NEW.state <> 'draft' AND EXISTS (
    SELECT 1 FROM invoice
    WHERE number = NEW.number
    OR (series = NEW.series AND year = NEW.year AND seq = NEW.seq)
)
BEGIN
    SELECT RAISE(ABORT, 'already_exists: invoice');
END;

CREATE TRIGGER invoice_instalments_sum BEFORE UPDATE OF state ON invoice
WHEN OLD.state = 'draft' AND NEW.state = 'issued'
    AND NEW.kind NOT IN ('credit_note', 'proforma')
    AND NEW.payable_minor IS NOT
        (SELECT sum(amount_minor) FROM instalment WHERE invoice_id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'unbalanced: invoice');
END;

CREATE TRIGGER invoice_void_unsettled BEFORE UPDATE OF state ON invoice
WHEN NEW.state = 'void' AND OLD.state = 'issued'
    AND (NEW.paid_minor <> 0 OR NEW.credited_minor <> 0 OR NEW.written_off_minor <> 0)
BEGIN
    SELECT RAISE(ABORT, 'settled: invoice');
END;

CREATE TRIGGER invoice_sums BEFORE UPDATE OF paid_minor, credited_minor, written_off_minor, settled_on ON invoice
WHEN NEW.paid_minor IS NOT (
        SELECT ifnull(sum(amount_minor), 0) FROM settlement
        WHERE invoice_id = NEW.id AND kind = 'payment'
    )
    OR NEW.credited_minor IS NOT (
        SELECT ifnull(sum(amount_minor), 0) FROM settlement
        WHERE invoice_id = NEW.id AND kind = 'credit'
    )
    OR NEW.written_off_minor IS NOT (
        SELECT ifnull(sum(amount_minor), 0) FROM settlement
        WHERE invoice_id = NEW.id AND kind = 'write_off'
    )
    OR NEW.settled_on IS NOT CASE
        WHEN NEW.paid_minor + NEW.credited_minor + NEW.written_off_minor = NEW.payable_minor
        THEN (SELECT max(date) FROM settlement WHERE invoice_id = NEW.id)
    END
BEGIN
    SELECT RAISE(ABORT, 'unbalanced: invoice');
END;

CREATE TRIGGER invoice_goes_live AFTER UPDATE OF state ON invoice
WHEN NEW.state IS NOT OLD.state
BEGIN
    UPDATE instalment
    SET
        live = (NEW.state = 'issued' AND NEW.kind NOT IN ('credit_note', 'proforma')),
        number = NEW.number
    WHERE invoice_id = NEW.id;
END;

CREATE TRIGGER invoice_line_no_insert BEFORE INSERT ON invoice_line
WHEN (SELECT state FROM invoice WHERE id = NEW.invoice_id) <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'immutable: invoice');
END;

CREATE TRIGGER invoice_line_no_update BEFORE UPDATE ON invoice_line
WHEN (SELECT state FROM invoice WHERE id = OLD.invoice_id) <> 'draft'
    OR (SELECT state FROM invoice WHERE id = NEW.invoice_id) <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'immutable: invoice');
END;

CREATE TRIGGER invoice_line_no_delete BEFORE DELETE ON invoice_line
WHEN (SELECT state FROM invoice WHERE id = OLD.invoice_id) <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'immutable: invoice');
END;

CREATE TRIGGER invoice_tax_no_insert BEFORE INSERT ON invoice_tax
WHEN (SELECT state FROM invoice WHERE id = NEW.invoice_id) <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'immutable: invoice');
END;

CREATE TRIGGER invoice_tax_no_update BEFORE UPDATE ON invoice_tax
WHEN (SELECT state FROM invoice WHERE id = OLD.invoice_id) <> 'draft'
    OR (SELECT state FROM invoice WHERE id = NEW.invoice_id) <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'immutable: invoice');
END;

CREATE TRIGGER invoice_tax_no_delete BEFORE DELETE ON invoice_tax
WHEN (SELECT state FROM invoice WHERE id = OLD.invoice_id) <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'immutable: invoice');
END;

CREATE TRIGGER instalment_begins_open BEFORE INSERT ON instalment
WHEN (SELECT state FROM invoice WHERE id = NEW.invoice_id) <> 'draft'
    OR NEW.settled_minor <> 0 OR NEW.live <> 0 OR NEW.number IS NOT NULL OR EXISTS (
        SELECT 1 FROM instalment AS i JOIN invoice AS v ON v.id = i.invoice_id
        WHERE i.id = NEW.id AND v.state <> 'draft'
    )
BEGIN
    SELECT RAISE(ABORT, 'immutable: instalment');
END;

CREATE TRIGGER instalment_no_delete BEFORE DELETE ON instalment
WHEN (SELECT state FROM invoice WHERE id = OLD.invoice_id) <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'immutable: instalment');
END;

CREATE TRIGGER instalment_fixed BEFORE UPDATE ON instalment
WHEN NEW.id IS NOT OLD.id OR NEW.invoice_id IS NOT OLD.invoice_id OR (
    (SELECT state FROM invoice WHERE id = OLD.invoice_id) <> 'draft' AND (
        NEW.seq IS NOT OLD.seq OR NEW.due_date IS NOT OLD.due_date
        OR NEW.amount_minor IS NOT OLD.amount_minor OR NEW.client_id IS NOT OLD.client_id
        OR NEW.currency IS NOT OLD.currency
    )
)
BEGIN
    SELECT RAISE(ABORT, 'immutable: instalment');
END;

CREATE TRIGGER instalment_derived BEFORE UPDATE OF settled_minor, live, number ON instalment
WHEN NEW.settled_minor IS NOT (
        SELECT ifnull(sum(amount_minor), 0) FROM settlement WHERE instalment_id = NEW.id
    )
    OR NEW.live IS NOT (
        SELECT state = 'issued' AND kind NOT IN ('credit_note', 'proforma')
        FROM invoice WHERE id = NEW.invoice_id
    )
    OR NEW.number IS NOT (SELECT number FROM invoice WHERE id = NEW.invoice_id)
BEGIN
    SELECT RAISE(ABORT, 'unbalanced: instalment');
END;

CREATE TRIGGER payment_fixed BEFORE UPDATE ON payment
WHEN NEW.id IS NOT OLD.id OR NEW.client_id IS NOT OLD.client_id OR NEW.date IS NOT OLD.date
    OR NEW.amount_minor IS NOT OLD.amount_minor OR NEW.currency IS NOT OLD.currency
    OR NEW.method IS NOT OLD.method OR NEW.reference IS NOT OLD.reference
    OR NEW.reversed < OLD.reversed
    OR (OLD.reversed = 1 AND NEW.reversal_reason IS NOT OLD.reversal_reason)
BEGIN
    SELECT RAISE(ABORT, 'immutable: payment');
END;

CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment
BEGIN
    SELECT RAISE(ABORT, 'immutable: payment');
END;

CREATE TRIGGER payment_begins_whole BEFORE INSERT ON payment
WHEN NEW.reversed <> 0 OR NEW.allocated_minor <> 0
    OR EXISTS (SELECT 1 FROM payment WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'immutable: payment');
END;

CREATE TRIGGER payment_derived BEFORE UPDATE OF allocated_minor ON payment
WHEN NEW.allocated_minor IS NOT (
    SELECT ifnull(sum(amount_minor), 0) FROM settlement WHERE payment_id = NEW.id
)
BEGIN
    SELECT RAISE(ABORT, 'unbalanced: payment');
END;

CREATE TRIGGER settlement_no_update BEFORE UPDATE ON settlement
BEGIN
    SELECT RAISE(ABORT, 'immutable: settlement');
END;

CREATE TRIGGER settlement_no_delete BEFORE DELETE ON settlement
BEGIN
    SELECT RAISE(ABORT, 'immutable: settlement');
END;

CREATE TRIGGER settlement_no_replace BEFORE INSERT ON settlement
WHEN EXISTS (SELECT 1 FROM settlement WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'immutable: settlement');
END;

CREATE TRIGGER settlement_fits BEFORE INSERT ON settlement
WHEN NOT EXISTS (
        SELECT 1 FROM instalment
        WHERE id = NEW.instalment_id AND invoice_id = NEW.invoice_id AND live = 1
        AND settled_minor + NEW.amount_minor
            BETWEEN min(0, amount_minor) AND max(0, amount_minor)
    )
BEGIN
    SELECT RAISE(ABORT, 'over_allocated: invoice');
END;

CREATE TRIGGER settlement_of_payment_fits BEFORE INSERT ON settlement
WHEN NEW.kind = 'payment' AND (
    NOT EXISTS (
        SELECT 1 FROM payment AS p JOIN instalment AS i ON i.id = NEW.instalment_id
        WHERE p.id = NEW.payment_id AND p.currency = i.currency
        AND (p.reversed = 0 OR NEW.amount_minor < 0)
        AND p.allocated_minor + NEW.amount_minor BETWEEN 0 AND p.amount_minor
    )
    OR NEW.amount_minor + (
        SELECT ifnull(sum(amount_minor), 0) FROM settlement
        WHERE payment_id = NEW.payment_id AND invoice_id = NEW.invoice_id
        AND instalment_id = NEW.instalment_id
    ) < 0
)
BEGIN
    SELECT RAISE(ABORT, 'over_allocated: payment');
END;

CREATE TRIGGER settlement_of_credit_fits BEFORE INSERT ON settlement
WHEN NEW.kind = 'credit' AND NOT EXISTS (
    SELECT 1 FROM invoice AS c JOIN instalment AS i ON i.id = NEW.instalment_id
    WHERE c.id = NEW.credit_note_id AND c.kind = 'credit_note' AND c.state = 'issued'
    AND c.currency = i.currency
)
BEGIN
    SELECT RAISE(ABORT, 'over_allocated: credit');
END;

CREATE TRIGGER settlement_counts AFTER INSERT ON settlement
BEGIN
    UPDATE instalment SET settled_minor = settled_minor + NEW.amount_minor
    WHERE id = NEW.instalment_id;
    UPDATE invoice
    SET
        paid_minor = paid_minor + iif(NEW.kind = 'payment', NEW.amount_minor, 0),
        credited_minor = credited_minor + iif(NEW.kind = 'credit', NEW.amount_minor, 0),
        written_off_minor = written_off_minor + iif(NEW.kind = 'write_off', NEW.amount_minor, 0),
        settled_on = CASE
            WHEN paid_minor + credited_minor + written_off_minor + NEW.amount_minor = payable_minor
            THEN (SELECT max(date) FROM settlement WHERE invoice_id = NEW.invoice_id)
        END
    WHERE id = NEW.invoice_id;
    UPDATE payment SET allocated_minor = allocated_minor + NEW.amount_minor
    WHERE id = NEW.payment_id;
END;
