"""The rules of the ledger: no input or output, no clock, no language, no SQL."""
