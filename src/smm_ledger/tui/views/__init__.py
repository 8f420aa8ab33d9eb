"""What screens show, made of read models and core objects: rows, and pages of plain text.

Pure functions, tested without an app. No service may be called here and no figure computed.
"""
