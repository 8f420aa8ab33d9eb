"""The Italian e-invoice: written from an issued document, and checked as SdI would.

`serialiser.e_invoice` writes, `checker.check_file` judges any file. Nothing here stores anything:
the counter of the file names, the SdI status and the dates of other invoices are given.
"""
