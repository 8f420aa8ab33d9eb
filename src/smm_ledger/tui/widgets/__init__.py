"""Widgets of our own: what Textual's cannot do with hostile data, long lists or two languages."""
