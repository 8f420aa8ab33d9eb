-- Retainers with their periods, what was used of them and spent for them; requests; effort.
-- A period is decided at most once (its primary key): an invoice, or a reason for none. Once one is
-- invoiced, what was signed stays as it is.

CREATE TABLE retainer (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    client_id INTEGER NOT NULL REFERENCES client (id),
    title TEXT NOT NULL CHECK (title <> '' AND instr(title, char(0)) = 0),
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    every TEXT NOT NULL CHECK (every IN ('month', 'quarter', 'year')),
    start_date TEXT NOT NULL CHECK (start_date IS date(start_date, '+0 days') AND start_date BETWEEN '1900-01-01' AND '2200-12-31'),
    end_date TEXT CHECK (end_date IS date(end_date, '+0 days') AND end_date BETWEEN '1900-01-01' AND '2200-12-31'),
    state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'ended')),
    stop_work TEXT CHECK (stop_work IS date(stop_work, '+0 days') AND stop_work BETWEEN '1900-01-01' AND '2200-12-31'),
    rules TEXT NOT NULL CHECK (rules <> ''),
    net_minor INTEGER NOT NULL CHECK (net_minor BETWEEN -999999999999 AND 999999999999),
    next_due TEXT CHECK (next_due IS date(next_due, '+0 days') AND next_due BETWEEN '1900-01-01' AND '2200-12-31'),
    version INTEGER NOT NULL CHECK (version >= 1)
) STRICT;

CREATE TABLE retainer_line (
    retainer_id INTEGER NOT NULL REFERENCES retainer (id),
    no INTEGER NOT NULL CHECK (no BETWEEN 1 AND 500),
    kind TEXT NOT NULL CHECK (kind IN ('service', 'ad_spend_info', 'ad_spend_recharged', 'percent_fee')),
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
    PRIMARY KEY (retainer_id, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE retainer_agreed (
    retainer_id INTEGER NOT NULL REFERENCES retainer (id),
    service TEXT NOT NULL CHECK (service <> '' AND service NOT GLOB '*[^a-z0-9-]*'),
    description TEXT NOT NULL,
    unit TEXT NOT NULL,
    included TEXT NOT NULL CHECK (included <> '' AND included NOT GLOB '*[^0-9.]*'),
    price TEXT CHECK (price <> '' AND price NOT GLOB '*[^0-9.]*'),
    hours TEXT CHECK (hours <> '' AND hours NOT GLOB '*[^0-9.]*'),
    PRIMARY KEY (retainer_id, service)
) STRICT, WITHOUT ROWID;

CREATE TABLE retainer_period (
    retainer_id INTEGER NOT NULL REFERENCES retainer (id),
    no INTEGER NOT NULL CHECK (no >= 0),
    start_date TEXT NOT NULL CHECK (start_date IS date(start_date, '+0 days') AND start_date BETWEEN '1900-01-01' AND '2200-12-31'),
    end_date TEXT NOT NULL CHECK (end_date IS date(end_date, '+0 days') AND end_date BETWEEN '1900-01-01' AND '2200-12-31'),
    decided_on TEXT NOT NULL CHECK (decided_on IS date(decided_on, '+0 days') AND decided_on BETWEEN '1900-01-01' AND '2200-12-31'),
    invoice_id INTEGER REFERENCES invoice (id),
    reason TEXT NOT NULL,
    PRIMARY KEY (retainer_id, no),
    CHECK ((invoice_id IS NULL) = (reason <> ''))
) STRICT, WITHOUT ROWID;

CREATE TABLE retainer_usage (
    retainer_id INTEGER NOT NULL REFERENCES retainer (id),
    no INTEGER NOT NULL CHECK (no >= 1),
    date TEXT NOT NULL CHECK (date IS date(date, '+0 days') AND date BETWEEN '1900-01-01' AND '2200-12-31'),
    service TEXT NOT NULL CHECK (service <> '' AND service NOT GLOB '*[^a-z0-9-]*'),
    quantity TEXT NOT NULL CHECK (quantity <> '' AND quantity NOT GLOB '*[^0-9.]*'),
    price TEXT NOT NULL CHECK (price <> '' AND price NOT GLOB '*[^0-9.]*'),
    tag TEXT NOT NULL CHECK (tag IN ('normal', 'odd', 'troll', 'crisis')),
    note TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes >= 0),
    PRIMARY KEY (retainer_id, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE retainer_overage (
    retainer_id INTEGER NOT NULL REFERENCES retainer (id),
    period INTEGER NOT NULL CHECK (period >= 1),
    service TEXT NOT NULL CHECK (service <> '' AND service NOT GLOB '*[^a-z0-9-]*'),
    billed INTEGER NOT NULL CHECK (billed >= 0),
    quantity TEXT NOT NULL CHECK (quantity <> '' AND quantity NOT GLOB '*[^0-9.]*'),
    price TEXT NOT NULL CHECK (price <> '' AND price NOT GLOB '*[^0-9.]*'),
    PRIMARY KEY (retainer_id, period, service, billed),
    FOREIGN KEY (retainer_id, billed) REFERENCES retainer_period (retainer_id, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE retainer_spend (
    retainer_id INTEGER NOT NULL REFERENCES retainer (id),
    period INTEGER NOT NULL CHECK (period >= 1),
    amount TEXT NOT NULL CHECK (amount <> '' AND amount NOT GLOB '*[^0-9.]*'),
    billed INTEGER CHECK (billed >= 0),
    PRIMARY KEY (retainer_id, period),
    FOREIGN KEY (retainer_id, billed) REFERENCES retainer_period (retainer_id, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE effort (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    client_id INTEGER NOT NULL REFERENCES client (id),
    date TEXT NOT NULL CHECK (date IS date(date, '+0 days') AND date BETWEEN '1900-01-01' AND '2200-12-31'),
    minutes INTEGER NOT NULL CHECK (minutes >= 1),
    tag TEXT NOT NULL CHECK (tag IN ('normal', 'odd', 'troll', 'crisis')),
    note TEXT NOT NULL
) STRICT;

CREATE TABLE request (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    client_id INTEGER NOT NULL REFERENCES client (id),
    date TEXT NOT NULL CHECK (date IS date(date, '+0 days') AND date BETWEEN '1900-01-01' AND '2200-12-31'),
    text TEXT NOT NULL CHECK (text <> '' AND instr(text, char(0)) = 0),
    kind TEXT NOT NULL CHECK (kind IN ('inside', 'gift', 'change-order')),
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    minutes INTEGER CHECK (minutes >= 1),
    rate TEXT CHECK (rate <> '' AND rate NOT GLOB '*[^0-9.]*'),
    rate_source TEXT NOT NULL,
    value_minor INTEGER CHECK (value_minor BETWEEN 0 AND 999999999999),
    quote_id INTEGER REFERENCES quote (id),
    CHECK (quote_id IS NULL OR kind = 'change-order'),
    CHECK (value_minor IS NULL OR kind = 'gift')
) STRICT;

CREATE INDEX retainer_due ON retainer (next_due) WHERE next_due IS NOT NULL;
CREATE INDEX retainer_client ON retainer (client_id);
CREATE INDEX retainer_period_invoice ON retainer_period (invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX effort_recent ON effort (date, id);
CREATE INDEX effort_client ON effort (client_id, date, minutes, tag);
CREATE INDEX request_recent ON request (date, id);
CREATE INDEX request_client ON request (client_id, date);
CREATE INDEX request_quote ON request (quote_id) WHERE quote_id IS NOT NULL;

CREATE TRIGGER retainer_fixed BEFORE UPDATE ON retainer
WHEN NEW.id IS NOT OLD.id OR NEW.client_id IS NOT OLD.client_id
    OR NEW.currency IS NOT OLD.currency
    OR (EXISTS (SELECT 1 FROM retainer_period WHERE retainer_id = OLD.id AND invoice_id IS NOT NULL)
        AND (NEW.title IS NOT OLD.title OR NEW.every IS NOT OLD.every
            OR NEW.start_date IS NOT OLD.start_date OR NEW.rules IS NOT OLD.rules
            OR NEW.net_minor IS NOT OLD.net_minor))
BEGIN
    SELECT RAISE(ABORT, 'immutable: retainer');
END;

CREATE TRIGGER retainer_no_delete BEFORE DELETE ON retainer
BEGIN
    SELECT RAISE(ABORT, 'immutable: retainer');
END;

CREATE TRIGGER retainer_no_replace BEFORE INSERT ON retainer
WHEN EXISTS (SELECT 1 FROM retainer WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'immutable: retainer');
END;

CREATE TRIGGER retainer_line_no_insert BEFORE INSERT ON retainer_line
WHEN EXISTS (
    SELECT 1 FROM retainer_period WHERE retainer_id = NEW.retainer_id AND invoice_id IS NOT NULL
)
BEGIN
    SELECT RAISE(ABORT, 'immutable: retainer');
END;

CREATE TRIGGER retainer_line_no_update BEFORE UPDATE ON retainer_line
BEGIN
    SELECT RAISE(ABORT, 'immutable: retainer');
END;

CREATE TRIGGER retainer_line_no_delete BEFORE DELETE ON retainer_line
WHEN EXISTS (
    SELECT 1 FROM retainer_period WHERE retainer_id = OLD.retainer_id AND invoice_id IS NOT NULL
)
BEGIN
    SELECT RAISE(ABORT, 'immutable: retainer');
END;

CREATE TRIGGER retainer_agreed_no_insert BEFORE INSERT ON retainer_agreed
WHEN EXISTS (
    SELECT 1 FROM retainer_period WHERE retainer_id = NEW.retainer_id AND invoice_id IS NOT NULL
)
BEGIN
    SELECT RAISE(ABORT, 'immutable: retainer');
END;

CREATE TRIGGER retainer_agreed_no_update BEFORE UPDATE ON retainer_agreed
BEGIN
    SELECT RAISE(ABORT, 'immutable: retainer');
END;

CREATE TRIGGER retainer_agreed_no_delete BEFORE DELETE ON retainer_agreed
WHEN EXISTS (
    SELECT 1 FROM retainer_period WHERE retainer_id = OLD.retainer_id AND invoice_id IS NOT NULL
)
BEGIN
    SELECT RAISE(ABORT, 'immutable: retainer');
END;

CREATE TRIGGER retainer_period_no_update BEFORE UPDATE ON retainer_period
BEGIN
    SELECT RAISE(ABORT, 'immutable: retainer_period');
END;

CREATE TRIGGER retainer_period_no_delete BEFORE DELETE ON retainer_period
WHEN (SELECT state FROM invoice WHERE id = OLD.invoice_id) = 'issued'
BEGIN
    SELECT RAISE(ABORT, 'immutable: retainer_period');
END;

CREATE TRIGGER retainer_period_once BEFORE INSERT ON retainer_period
WHEN EXISTS (SELECT 1 FROM retainer_period WHERE retainer_id = NEW.retainer_id AND no = NEW.no)
BEGIN
    SELECT RAISE(ABORT, 'already_exists: retainer_period');
END;

CREATE TRIGGER retainer_usage_no_update BEFORE UPDATE ON retainer_usage
BEGIN
    SELECT RAISE(ABORT, 'immutable: retainer_usage');
END;
