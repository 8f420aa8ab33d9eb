"""The documents a client receives: views, templates, PDF.

The only door to Jinja2 and WeasyPrint. No rule of the trade and no arithmetic may live here:
figures come from ``core`` already computed, and are only written out.
"""
