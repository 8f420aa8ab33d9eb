"""The mail server that letters leave through; its password goes to the keyring, and to no file."""

import asyncio
from typing import Any, Final

from textual.app import ComposeResult
from textual.widgets import Static

from smm_ledger.core.mail_server import KEYS, MailServer, Security
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.base import Guarded
from smm_ledger.tui.context import Context
from smm_ledger.tui.forms.base import FormScreen
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.inputs import TextInput

NOTE: Final = N_(
    "Without a host letters become drafts. The password is kept in the system's keyring; where"
    " there is none, it is asked for each time."
)


TRYING: Final = N_("Trying {host}…")
IN: Final = N_("{host} lets you in")


class MailForm(FormScreen[bool]):
    """Names the mail server; returns whether there is one now."""

    ALIASES = {f"smtp.{key}": key for key in KEYS}  # noqa: RUF012 - as the base class has it

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__(ctx)
        own = ctx.open_doors.mail_server()
        self._host = TextInput(
            ctx, "host", value=own.host if own else "", placeholder="smtp.example.org"
        )
        self._port = TextInput(ctx, "port", value=_port(own), placeholder="587")
        words = {Security.NONE: ctx.say(N_("none, on this machine alone"))}
        self._security = ChoiceInput(
            "security",
            [(str(one), words.get(one, str(one).upper())) for one in Security],
            ctx.symbols,
            value=str(own.security if own else Security.STARTTLS),
        )
        self._user = TextInput(ctx, "user", value=own.user if own else "")
        sender = own.sender if own else ""
        self._from = TextInput(ctx, "from", value=sender, placeholder=_own_address(ctx))
        self._password = TextInput(ctx, "password")
        self._password.password = True

    @property
    def crumbs(self) -> tuple[str, ...]:
        """What it is about."""
        return (self.say(N_("Mail server")),)

    def fields(self) -> ComposeResult:
        """Yield where letters are handed over, and as whom."""
        yield Static(label(self.say(NOTE)), markup=False)
        yield self.field(N_("Host"), self._host)
        yield self.field(N_("Security"), self._security)
        yield self.field(N_("Port"), self._port)
        yield self.field(N_("User"), self._user)
        yield self.field(N_("Password"), self._password)
        yield self.field(N_("From"), self._from)

    def store(self) -> bool:
        """Keep the server in the settings, and the password in the keyring."""
        doors = self.ctx.open_doors
        if not self._host.text:
            doors.save_mail_server({})
            return False
        controls = (self._host, self._port, self._user, self._from)
        table = {one.field: one.text for one in controls if one.text}
        doors.save_mail_server({**table, "security": self._security.text})
        if self._password.value:
            doors.keep_mail_password(self._password.value)
        return True


def _port(own: MailServer | None) -> str:
    """Return the port, nothing for the usual one."""
    return "" if own is None or own.port == own.security.port else str(own.port)


def _own_address(ctx: Context[Ledger]) -> str:
    return ctx.services.issuer.show().email


async def try_server(screen: Guarded[Any, Ledger]) -> None:
    """Connect and log in, where the password is known; say what came of it. In a worker only."""
    doors = screen.ctx.open_doors
    server, password = doors.mail_server(), doors.mail_password()
    if server is None or password is None:
        return
    screen.tell(TRYING, host=server.host)
    await asyncio.to_thread(doors.try_mail, password)
    screen.tell(IN, host=server.host)
