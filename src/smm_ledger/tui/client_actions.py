"""What is done to a client from its list and from its own screen alike: edit, delete, archive.

Each asks where something would be lost, calls one service, says what happened and remembers how to
undo it.
"""

from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import ListQuery
from smm_ledger.tui.base import LedgerScreen
from smm_ledger.tui.changes import archiving, client_edited
from smm_ledger.tui.dialogs.confirm import ConfirmDialog

DELETE: Final = N_("Delete {name}?")
FOR_GOOD: Final = N_("Nothing refers to this client. It cannot be undone.")
ARCHIVE: Final = N_("Archive {name}?")
PUT_AWAY: Final = N_("Quotes, invoices or payments refer to it: it is put away, not deleted.")
DELETED: Final = N_("{name} deleted")
ARCHIVED: Final = N_("{name} archived; undo brings it back")
BACK: Final = N_("{name} is back from the archive")

Screen = LedgerScreen[Ledger]


async def edit_client(screen: Screen, code: str) -> Client | None:
    """Show the form of a client; return it when it was changed."""
    from smm_ledger.tui.forms.client import ClientForm

    services = screen.ctx.services
    before = services.clients.show(code).client
    after = await screen.ask(ClientForm(screen.ctx, code))
    if after is not None and (change := client_edited(services, before, after)):
        screen.ctx.history.did(change)
    return after


async def remove_client(screen: Screen, code: str) -> bool:
    """Delete an unused client, archive a used one, bring an archived one back.

    Returns:
        Whether the client is gone for good.
    """
    services = screen.ctx.services
    client = services.clients.show(code).client
    if client.archived:
        _archive(screen, client, away=False)
        return False
    used = _is_used(services, client)
    title, text = (ARCHIVE, PUT_AWAY) if used else (DELETE, FOR_GOOD)
    dialog = ConfirmDialog(
        screen.ctx, title=screen.say(title, name=client.name), text=screen.say(text)
    )
    if not await screen.ask(dialog):
        return False
    if used:
        _archive(screen, client, away=True)
        return False
    services.clients.delete(client.code)
    screen.app.notify(screen.say(DELETED, name=client.name), markup=False)
    return True


def _archive(screen: Screen, client: Client, *, away: bool) -> None:
    services = screen.ctx.services
    services.clients.archive(client.code, archived=away)
    screen.ctx.history.did(archiving(services, client, archived=away))
    said = screen.say(ARCHIVED if away else BACK, name=client.name)
    screen.app.notify(said, markup=False)


def _is_used(services: Ledger, client: Client) -> bool:
    query = ListQuery(client=client.id, limit=1)
    lists = (services.quotes.list, services.invoices.list, services.payments.list)
    return any(read(query) for read in lists)
