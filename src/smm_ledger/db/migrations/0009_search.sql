-- A word is looked for in the invoices' numbers and clients as one types: both stand in the index of
-- the list's order, so that no row is read to be found or counted.

DROP INDEX invoice_recent;

CREATE INDEX invoice_recent ON invoice
(ifnull(year, 9999) DESC, ifnull(seq, draft_no) DESC, id DESC, client_id, number, draft_no);
