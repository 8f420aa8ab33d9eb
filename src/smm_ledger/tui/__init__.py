"""The terminal UI: screens ask, format and show.

No rule, no SQL and no arithmetic on money may be written in this package, and nothing of it may
be imported by a command line that does not open the UI: Textual costs more than the question.
"""
