-- What the negotiation knows more of: the alternative to an agreement and the trail of all bounds,
-- whether a rival's offer was seen, terms of a quote's own, what was learned; and the parties and terms
-- with which a round was frozen.

ALTER TABLE quote ADD COLUMN alternative TEXT NOT NULL DEFAULT '';
ALTER TABLE quote ADD COLUMN competitor_verified INTEGER CHECK (competitor_verified IN (0, 1));
ALTER TABLE quote ADD COLUMN terms TEXT CHECK (terms <> '' AND instr(terms, char(0)) = 0);
ALTER TABLE quote_round ADD COLUMN competitor_verified INTEGER CHECK (competitor_verified IN (0, 1));
ALTER TABLE quote_round ADD COLUMN conditions TEXT CHECK (conditions <> '');

CREATE TABLE quote_bound (
    quote_id INTEGER NOT NULL REFERENCES quote (id),
    no INTEGER NOT NULL CHECK (no >= 1),
    date TEXT NOT NULL CHECK (date IS date(date, '+0 days') AND date BETWEEN '1900-01-01' AND '2200-12-31'),
    field TEXT NOT NULL CHECK (field IN ('floor', 'target', 'walk_away', 'alternative')),
    before_minor INTEGER CHECK (before_minor BETWEEN -999999999999 AND 999999999999),
    after_minor INTEGER CHECK (after_minor BETWEEN -999999999999 AND 999999999999),
    before_text TEXT CHECK (before_text <> ''),
    after_text TEXT CHECK (after_text <> ''),
    PRIMARY KEY (quote_id, no),
    CHECK (iif(field IN ('floor', 'target'),
        before_text IS NULL AND after_text IS NULL,
        before_minor IS NULL AND after_minor IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE study (
    id INTEGER PRIMARY KEY NOT NULL,
    date TEXT NOT NULL CHECK (date IS date(date, '+0 days') AND date BETWEEN '1900-01-01' AND '2200-12-31'),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN -600000 AND 600000 AND minutes <> 0),
    cost_minor INTEGER NOT NULL CHECK (cost_minor BETWEEN -999999999999 AND 999999999999),
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    topic TEXT NOT NULL,
    takes_back INTEGER UNIQUE REFERENCES study (id),
    CHECK ((takes_back IS NULL) = (minutes > 0) AND (takes_back IS NULL OR cost_minor <= 0)
        AND (takes_back IS NOT NULL OR cost_minor >= 0))
) STRICT;

CREATE INDEX study_date ON study (date);

-- The trail of a draft goes with the draft; that of a quote somebody has seen stays for ever.

CREATE TRIGGER quote_bound_no_update BEFORE UPDATE ON quote_bound
BEGIN
    SELECT RAISE(ABORT, 'immutable: quote_bound');
END;

CREATE TRIGGER quote_bound_no_delete BEFORE DELETE ON quote_bound
WHEN (SELECT status FROM quote WHERE id = OLD.quote_id) IS NOT 'draft'
BEGIN
    SELECT RAISE(ABORT, 'immutable: quote_bound');
END;

CREATE TRIGGER quote_bound_appends BEFORE INSERT ON quote_bound
WHEN NEW.no IS NOT (SELECT ifnull(max(no), 0) + 1 FROM quote_bound WHERE quote_id = NEW.quote_id)
BEGIN
    SELECT RAISE(ABORT, 'immutable: quote_bound');
END;

CREATE TRIGGER study_no_update BEFORE UPDATE ON study
BEGIN
    SELECT RAISE(ABORT, 'immutable: study');
END;

CREATE TRIGGER study_no_delete BEFORE DELETE ON study
BEGIN
    SELECT RAISE(ABORT, 'immutable: study');
END;

CREATE TRIGGER study_no_replace BEFORE INSERT ON study
WHEN EXISTS (
    SELECT 1 FROM study WHERE id = NEW.id OR (takes_back IS NOT NULL AND takes_back = NEW.takes_back)
)
BEGIN
    SELECT RAISE(ABORT, 'immutable: study');
END;
