"""Which reports there are: each a title, what it reads and how it is drawn.

A report is added by one entry here; the screen knows none of them by name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.views.canvas import Canvas
from smm_ledger.tui.views.report_negotiation import negotiation_page

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntry(Generic[R]):
    """A report.

    Attributes:
        key: Its name on the command line, too (`report negotiation`).
        title: Marked; what it is called in the list.
        about: Marked; one line beside it.
        read: Asks a service for it.
        draw: Draws what was read, for the width of a canvas.
    """

    key: str
    title: str
    about: str
    read: Callable[[Ledger], R]
    draw: Callable[[Canvas, R], Content]

    def page(self, ledger: Ledger) -> Callable[[Canvas], Content]:
        """Read it now; return what draws it."""
        found = self.read(ledger)
        return lambda canvas: self.draw(canvas, found)


REPORTS: Final[tuple[ReportEntry[Any], ...]] = (
    ReportEntry(
        key="negotiation",
        title=N_("Negotiation"),
        about=N_("quotes won and lost, gifts, time to an answer"),
        read=lambda ledger: ledger.reports.negotiation(),
        draw=negotiation_page,
    ),
)
"""The reports in the order of the list."""
