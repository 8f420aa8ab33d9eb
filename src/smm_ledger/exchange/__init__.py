"""Files that come in and go out: CSV and JSON, read strictly and bounded, written whole.

Nothing here knows the ledger: values in, values out. A file's content is data, whatever it says.
"""
