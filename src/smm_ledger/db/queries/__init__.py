"""Reads in plain SQL over a `sqlite3` connection, into core objects and read models.

The one way to read: the read-only door and the unit of work use the same functions. No SQLModel
here; importing it costs more than painting the first screen.
"""
