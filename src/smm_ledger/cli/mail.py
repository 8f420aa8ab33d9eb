"""`mail`: the server that letters leave through, and its password, which no file of ours holds."""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Final

from smm_ledger.cli.commands import Arg, Group, Opt
from smm_ledger.cli.deliveries import password_for
from smm_ledger.cli.pairs import read_pairs
from smm_ledger.cli.session import Session
from smm_ledger.cli.shapes import Shape, text
from smm_ledger.cli.tables import facts
from smm_ledger.core.errors import InputError, NotFoundError
from smm_ledger.core.mail_server import MailServer, read_server
from smm_ledger.core.marks import N_

mail = Group("mail", N_("The mail server that letters leave through."), "mail show")

_EXAMPLE: Final = "mail set host=smtp.example.org user=marta@example.org"


@mail.verb("show", N_("Show the mail server, and where its password is."), "mail show")
def show(session: Session) -> None:
    """Show the server."""
    own = session.settings.smtp
    shape = _shape(own)
    session.answer(
        lambda: shape,
        lambda: (
            facts([(key, str(value or "")) for key, value in shape.items()])
            if own
            else session.t(N_("No mail server is set: reminders become drafts."))
        ),
    )


@mail.verb(
    "set",
    N_("Name the mail server in the settings: host, port, security, user, from."),
    _EXAMPLE,
    Arg("pairs", many=True, metavar="KEY=VALUE..."),
)
def set_(session: Session, pairs: Sequence[str]) -> None:
    """Change the server; without a host there is none."""
    from smm_ledger.settings import save_settings, settings_path

    typed = read_pairs(pairs, example="host=smtp.example.org")
    if "password" in typed:
        raise InputError(
            "password",
            N_("the settings hold no password"),
            hint=N_("give it where nobody reads it"),
            cli="smm-ledger mail password",
        )
    table = {**_table(session.settings.smtp), **typed}
    kept = {key: value for key, value in table.items() if value}
    changes: Mapping[str, object] | None = None
    if kept.get("host") or "host" not in typed:
        server = read_server(kept)
        changes = _table(server)
    own = save_settings(settings_path(os.environ), {"smtp": changes}).smtp
    session.did(lambda: _shape(own), N_("Changed the mail server: {keys}"), keys=", ".join(typed))


@mail.verb(
    "password",
    N_("Keep the password in the system's keyring; typed, or read from the standard input."),
    "mail password",
    Opt("--forget", N_("take it out of the keyring"), ""),
)
def password(session: Session, *, forget: bool) -> None:
    """Keep or forget the password."""
    from smm_ledger.exchange.passwords import forget_password, keep_password

    server = _server(session)
    if forget:
        if not forget_password(server):
            raise NotFoundError(server.account, thing=N_("password"))
        session.did(lambda: _shape(server), N_("Forgot the password of {who}"), who=server.account)
        return
    keep_password(server, _typed_password(session, server))
    session.did(lambda: _shape(server), N_("Kept the password of {who}"), who=server.account)


@mail.verb("test", N_("Connect and log in; nothing is sent."), "mail test")
def test(session: Session) -> None:
    """Try the way to the server."""
    from smm_ledger.exchange.smtp import connected

    server = _server(session)
    with connected(server, password_for(session, server)):
        pass
    session.did(lambda: _shape(server), N_("{host} lets you in"), host=server.host)


def _server(session: Session) -> MailServer:
    if session.settings.smtp is None:
        raise NotFoundError(
            "smtp",
            N_("no mail server is set"),
            hint=N_("name one"),
            cli=f"smm-ledger {_EXAMPLE}",
        )
    return session.settings.smtp


def _typed_password(session: Session, server: MailServer) -> str:
    if session.interactive:
        from getpass import getpass

        typed = getpass(session.t(N_("Password of {account}: "), account=server.account))
    else:
        typed = sys.stdin.readline().rstrip("\r\n")
    if not typed:
        raise InputError("password", N_("it is empty"), hint=N_("give a value"))
    return typed


def _table(own: MailServer | None) -> dict[str, object]:
    """Return a server as the settings hold it."""
    if own is None:
        return {}
    table = {
        "host": own.host,
        "port": own.port,
        "security": str(own.security),
        "user": own.user,
        "from": own.sender,
    }
    return {key: value for key, value in table.items() if value}


def _shape(own: MailServer | None) -> Shape:
    from smm_ledger.exchange.passwords import find_password

    place = find_password(own, os.environ)[1] if own and own.user else ""
    return {
        "host": text(own.host if own else ""),
        "port": own.port if own else None,
        "security": str(own.security) if own else None,
        "user": text(own.user if own else ""),
        "from": text(own.sender if own else ""),
        "password": text(place),
    }


COMMANDS: Final = {"mail": mail}
