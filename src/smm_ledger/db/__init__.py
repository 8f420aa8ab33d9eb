"""SQLite: the one file that holds everything, and the only floor that knows rows and SQL.

Nothing here decides what the domain allows; it keeps what the services hand over, whole or not at
all. `storage` is the door; the write side (SQLModel) is imported by it when something is written.
"""
