"""The papers of a client: its statement of account, its dossier, the files kept with it."""

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from smm_ledger.core.marks import N_
from smm_ledger.services.documents import Paper
from smm_ledger.services.letters import Statement
from smm_ledger.services.read_models import ClientSummary
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.papers import DocumentScreen

WIDTH = 96
"""Columns of the statement, at most."""

AROUND = 6


class ClientPapers(DocumentScreen):
    """A screen about one client, whose papers can be made.

    Attributes:
        summary: The client.
    """

    summary: ClientSummary
    TIPS: ClassVar[dict[str, str]] = {
        "pdf": N_("make the statement of account as a PDF"),
        "view": N_("make the statement of account, and open it"),
        "preview": N_("show the statement of account of this year"),
        "policy": N_("choose when this client is reminded"),
    }
    PAPERS: ClassVar[tuple[str, ...]] = (*TIPS, "dossier", "attach", "files")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("pdf", label=N_("Statement"), tip=TIPS["pdf"]),
        bind("view", tip=TIPS["view"]),
        bind("preview", tip=TIPS["preview"]),
        bind("policy", tip=TIPS["policy"]),
        bind("dossier"),
        bind("attach"),
        bind("files"),
    ]

    @work
    async def action_pdf(self) -> None:
        """Make the statement of account."""
        await self._state(view=False)

    @work
    async def action_view(self) -> None:
        """Make the statement of account, and open it."""
        await self._state(view=True)

    async def _state(self, *, view: bool) -> None:
        from smm_ledger.tui.dialogs.days import DaysDialog

        client = self.summary.client
        days = await self.ask(DaysDialog(self.ctx, name=client.name))
        if days is not None:
            statements = self.ctx.services.statements
            own = statements.show(client.code, start=days.start, end=days.end)
            self.make_paper(
                self.say(N_("statement of account")),
                lambda: _paper(own, statements.sheet(own)),
                lambda: _paper(own, statements.sheet(own, html=True)),
                view=view,
            )

    def action_preview(self) -> None:
        """Show the statement of account of this year."""
        from smm_ledger.tui.dialogs.preview import PreviewDialog
        from smm_ledger.tui.views.account import statement_page

        client = self.summary.client
        own = self.ctx.services.statements.show(client.code)
        text = statement_page(self.canvas_of(min(WIDTH, self.app.size.width - AROUND)), own)
        title = self.say(N_("Statement of account of {name}"), name=client.name)
        self.push(PreviewDialog(self.ctx, title=title, text=text))

    @work
    async def action_dossier(self) -> None:
        """Write all that a lawyer needs of what the client owes."""
        from smm_ledger.tui.file_flows import write_dossier

        client = self.summary.client
        await write_dossier(self, client.code, client.name)

    @work
    async def action_attach(self) -> None:
        """Keep a file with the client."""
        from smm_ledger.tui.file_flows import attach

        client = self.summary.client
        await attach(self, client.code, client.name)

    @work
    async def action_files(self) -> None:
        """List the files that are kept with the client, and with all that is its."""
        from smm_ledger.tui.kept_files import show_files

        client = self.summary.client
        await show_files(self, client.code, client.name)

    @work
    async def action_policy(self) -> None:
        """Choose when this client is reminded."""
        from smm_ledger.tui.forms.policy import change_policy

        await change_policy(self, self.summary.client.code)


def _paper(own: Statement, data: bytes) -> Paper:
    """Return the statement as a file that its next one of the same days replaces."""
    return Paper(
        kind="statement",
        name=f"{own.start.isoformat()}-{own.end.isoformat()}",
        client=own.client.code,
        year=own.end.year,
        data=data,
        draft=True,
    )
