-- Files can be kept with a retainer: a signed contract belongs to it. A CHECK can't be changed in
-- place: the rows move to a table that takes the name of the one before.

CREATE TABLE attachment_new (
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

INSERT INTO attachment_new SELECT * FROM attachment ORDER BY id;

DROP TABLE attachment;

ALTER TABLE attachment_new RENAME TO attachment;

CREATE INDEX attachment_entity ON attachment (entity_kind, entity_id);

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
