"""Dialogs: each returns one typed value and calls no service."""
