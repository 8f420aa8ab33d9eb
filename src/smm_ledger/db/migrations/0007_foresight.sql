-- How late was paid is read per client and currency, from the index alone.

DROP INDEX invoice_paid;

CREATE INDEX invoice_paid
ON invoice (client_id, currency, settled_on, last_due, payable_minor, written_off_minor, paid_minor)
WHERE settled_on IS NOT NULL AND written_off_minor = 0 AND paid_minor > 0;
