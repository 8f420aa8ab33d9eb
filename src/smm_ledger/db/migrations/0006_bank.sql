-- Where a payment came from when a bank statement brought it: each entry of a statement becomes a
-- payment at most once, and the payer's account is known the next time.

ALTER TABLE payment ADD COLUMN bank_key TEXT NOT NULL DEFAULT '' CHECK (instr(bank_key, char(0)) = 0);
ALTER TABLE payment ADD COLUMN payer_iban TEXT NOT NULL DEFAULT '' CHECK (payer_iban NOT GLOB '*[^A-Z0-9]*');

CREATE UNIQUE INDEX payment_bank_key ON payment (bank_key) WHERE bank_key <> '';
CREATE INDEX payment_payer ON payment (payer_iban, client_id) WHERE payer_iban <> '';

DROP TRIGGER payment_fixed;

CREATE TRIGGER payment_fixed BEFORE UPDATE ON payment
WHEN NEW.id IS NOT OLD.id OR NEW.client_id IS NOT OLD.client_id OR NEW.date IS NOT OLD.date
    OR NEW.amount_minor IS NOT OLD.amount_minor OR NEW.currency IS NOT OLD.currency
    OR NEW.method IS NOT OLD.method OR NEW.reference IS NOT OLD.reference
    OR NEW.bank_key IS NOT OLD.bank_key OR NEW.payer_iban IS NOT OLD.payer_iban
    OR NEW.reversed < OLD.reversed
    OR (OLD.reversed = 1 AND NEW.reversal_reason IS NOT OLD.reversal_reason)
BEGIN
    SELECT RAISE(ABORT, 'immutable: payment');
END;
