"""Writes through SQLModel sessions, one module a noun; they return nothing but what was stored."""
