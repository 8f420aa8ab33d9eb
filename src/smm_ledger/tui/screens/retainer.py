"""Canone: one retainer with its periods, what was used of it, and what its client really costs."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from smm_ledger.core.retainers import Retainer
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.keymap import KEYS
from smm_ledger.tui.retainer_actions import RetainerActions
from smm_ledger.tui.views.retainers import retainer_page
from smm_ledger.tui.widgets.sheet import Sheet


class RetainerScreen(RetainerActions):
    """One retainer.

    Args:
        ctx: What screens are given.
        name: `retainer-n`.
    """

    AUTO_FOCUS = "Sheet"
    FOOTER: ClassVar[tuple[str, ...]] = (
        "invoice",
        "usage",
        "request",
        "effort",
        "pause",
        "stop-work",
        "actions",
        "back",
    )

    def __init__(self, ctx: Context[Ledger], name: str) -> None:
        super().__init__(ctx)
        self._read(name)

    def _read(self, name: str) -> None:
        services = self.ctx.services
        self.subject_now = services.retainers.show(name)
        self._client = services.clients.show(self.subject_now.client).client.name
        self._load = services.loads.of(self.subject_now.client)
        self._work = services.work_rests.advice_on(name)

    @property
    def subject(self) -> Retainer:
        """This retainer."""
        return self.subject_now

    @property
    def crumbs(self) -> tuple[str, ...]:
        """Retainers, and this one."""
        return (self.say(KEYS["go-retainers"].label), self.subject_now.name)

    def body(self) -> ComposeResult:
        """Yield the page."""
        yield Sheet(self._draw)

    def _draw(self, width: int) -> Content:
        canvas = self.canvas_of(width)
        return retainer_page(canvas, self.subject_now, self._client, self._load, self._work)

    def load(self) -> None:
        """Read the retainer again."""
        self._read(self.subject_now.name)
        self.query_one(Sheet).redraw()
        self.refresh_bindings()

    def changed(self, name: str) -> None:
        """Show it as it is now; another one apart."""
        if name != self.subject_now.name:
            self.push(RetainerScreen(self.ctx, name))
            return
        self.load()
        self.refresh_heading()
