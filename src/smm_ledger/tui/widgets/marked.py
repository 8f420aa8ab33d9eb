"""A table whose rows are marked by keys, for the screens that do something with several rows.

Elsewhere the keys would mark rows for nothing.
"""

from typing import ClassVar

from textual.binding import BindingType

from smm_ledger.tui.keymap import bind
from smm_ledger.tui.widgets.table import WindowedTable


class MarkedTable(WindowedTable):
    """A table with the keys that mark a row, and all."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("mark"), bind("mark-all")]
