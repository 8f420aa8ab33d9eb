"""A mail server on this machine: real SMTP over a real socket, as polite or as rude as wanted."""

import asyncio
import email
import os
import ssl
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.support.killing import KILL

USER = "marta@example.org"
PASSWORD = "S3cret-perché"  # noqa: S105 - of nobody
HOST = "127.0.0.1"


def read(data: bytes) -> EmailMessage:
    """Read a message as today's mail programs do."""
    return email.message_from_bytes(data, policy=default)


@dataclass
class Mailbox:
    """What a server got, and how it behaves.

    Attributes:
        refused: Addresses that it does not take.
        answer: What it says after a letter.
        victim: A process that it kills when it has got a letter.
        hangs_up: Whether it goes away in the middle of a letter.
        tls, ssl_only: Whether it offers encryption, or speaks nothing else.
        authority: Who signed its certificate.
    """

    refused: tuple[str, ...] = ()
    answer: str = "250 2.0.0 kept as 1"
    victim: int | None = None
    hangs_up: bool = False
    tls: bool = False
    ssl_only: bool = False
    authority: trustme.CA = field(default_factory=trustme.CA)
    port: int = 0
    envelopes: list[Envelope] = field(default_factory=list)

    @property
    def messages(self) -> list[EmailMessage]:
        """The letters, read."""
        held = [one.content for one in self.envelopes]
        return [read(data) for data in held if isinstance(data, bytes)]

    def trust(self, folder: Path) -> str:
        """Write the authority's certificate; return its place, for `SSL_CERT_FILE`."""
        path = folder / "authority.pem"
        self.authority.cert_pem.write_to_path(path)
        return str(path)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take an address or refuse it."""
        del server, session, options
        if address in self.refused:
            return "550 5.1.1 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep a letter."""
        del server, session
        self.envelopes.append(envelope)
        if self.victim is not None:
            os.kill(self.victim, KILL)
        return self.answer


class _Rude(SMTP):
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        del arg
        await self.push("354 go on")
        cast("Any", self.transport).close()


def _login(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object
) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=right, handled=False)


@contextmanager
def mail_server(box: Mailbox, *, login: bool = False) -> Iterator[Mailbox]:
    """Serve a mailbox on a free port; `login`: only to who has the password."""
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    box.authority.issue_cert(HOST).configure_cert(secure)
    loop = asyncio.new_event_loop()
    kind = _Rude if box.hangs_up else SMTP

    def protocol() -> SMTP:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that passwords may travel in the open: so they may
            return kind(
                box,
                hostname="test",
                loop=loop,
                tls_context=secure if box.tls else None,
                auth_required=login,
                auth_require_tls=False,
                authenticator=_login if login else None,
            )

    server = loop.run_until_complete(
        loop.create_server(protocol, HOST, 0, ssl=secure if box.ssl_only else None)
    )
    box.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield box
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
