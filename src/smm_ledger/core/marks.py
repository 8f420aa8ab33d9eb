"""The marks of a string that will be translated later, where it is shown.

`core` knows no language, yet its messages must be found by the extraction tool. `N_` is
that mark and nothing else; `Marked` says it to the translator of a value that stands within another
message. Nothing here may translate, or import anything.
"""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for the mark
    """Return the message unchanged; the extraction tool looks for this call."""
    return message


class Marked(str):
    """Text of ours among the data of a message: it is translated too, where it is shown."""

    __slots__ = ()
