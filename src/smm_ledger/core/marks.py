"""The mark of a string that will be translated later, where it is shown.

`core` knows no language, yet its messages must be found by the extraction tool. `N_` is
that mark and nothing else: nothing here may translate, or import anything.
"""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for the mark
    """Return the message unchanged; the extraction tool looks for this call."""
    return message
