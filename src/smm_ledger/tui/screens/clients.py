"""Clienti: who one works for, what they owe and how they pay."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType
from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.services.read_models import ClientSummary, ListQuery
from smm_ledger.tui.client_actions import edit_client, remove_client
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.lists import ListScreen, Preset, QuerySource
from smm_ledger.tui.places import detail
from smm_ledger.tui.views.canvas import Canvas
from smm_ledger.tui.views.clients import client_columns, client_detail, client_row
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Row, RowSource

ALL: Final = "all"


class ClientsScreen(ListScreen):
    """The list of clients."""

    title_text = N_("Clients")
    empty = N_("No clients yet: n adds the first one, < takes them from a table.")
    presets = (Preset("", N_("active")), Preset(ALL, N_("the archived ones too")))
    orders = (
        Preset("", N_("by name")),
        Preset("amount", N_("who owes most")),
        Preset("due", N_("who is due first")),
        Preset("recent", N_("newest")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("new", tip=N_("add a client")),
        bind("edit", tip=N_("change the client's data")),
        bind("delete", tip=N_("delete an unused client; archive any other")),
        bind("import", action="app.import_table('clients')", tip=N_("add the clients of a table")),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = ("open", "new", "edit", "delete", "find", "sort", "import")

    @property
    def canvas(self) -> Canvas:
        """What the views draw with."""
        width = self.query_one(".detail").content_size.width if self.is_mounted else 0
        return Canvas(
            t=self.ctx.words,
            today=self.ctx.clock.today(),
            width=max(20, width - 1),
            symbols=self.ctx.symbols,
        )

    def columns(self) -> Sequence[Column]:
        """Return the columns."""
        return client_columns(self.ctx.words)

    def source(self) -> RowSource:
        """Return the clients that match."""
        clients, canvas = self.ctx.services.clients, self.canvas

        def row(summary: ClientSummary) -> Row:
            return client_row(canvas, summary)

        return QuerySource(self.query_for, count=clients.count, read=clients.list, row=row)

    def query_for(self, offset: int, limit: int | None) -> ListQuery:
        """Return a window of the list."""
        return ListQuery(
            search=self.search,
            archived=self.preset == ALL,
            order=self.order,
            offset=offset,
            limit=limit,
        )

    def detail(self, key: str) -> Content:
        """Return what is known of a client."""
        return client_detail(self.canvas, self.ctx.services.clients.show(key))

    def open_row(self, key: str) -> None:
        """Open a client."""
        self.push(detail(self.ctx, "client", key))

    @work
    async def action_new(self) -> None:
        """Add a client."""
        from smm_ledger.tui.forms.client import ClientForm

        made = await self.ask(ClientForm(self.ctx))
        if made is not None:
            self.load()
            self.table.move_to(made.code)

    @work
    async def action_edit(self) -> None:
        """Change a client's data."""
        if self.current_key and (after := await edit_client(self, self.current_key)):
            self.load()
            self.table.move_to(after.code)

    @work
    async def action_delete(self) -> None:
        """Delete an unused client, archive any other; an archived one comes back."""
        if self.current_key:
            await remove_client(self, self.current_key)
            self.load()
