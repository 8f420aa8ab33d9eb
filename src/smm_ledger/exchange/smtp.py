"""The way of a letter to the mail server: the one door to smtplib.

Certificates are checked. The password is given to the library and to nobody else: it is in no error
and in no log, and neither is what the server says to it. A letter counts as sent when the
server has confirmed it, and not before.
"""

import smtplib
import socket
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from typing import Final

from smm_ledger.core.errors import SendFailed
from smm_ledger.core.mail_server import MailServer, Security
from smm_ledger.core.marks import N_
from smm_ledger.core.text import safe

TIMEOUT_S: Final = 20
"""Seconds that the server may take for one answer."""

HELLO: Final = "[127.0.0.1]"
"""How we greet: the name of this machine is nobody's business (RFC 5321, 4.1.3)."""

AUTHENTICATED: Final = 235
"""The answer to a good password (RFC 4954)."""

_SAID_MAX: Final = 200
_CHECK: Final = N_("check the settings of the mail server, and try again")
_CHECK_CLI: Final = "smm-ledger mail show"


class MailLine:
    """A connection that takes letters."""

    def __init__(self, server: MailServer, client: smtplib.SMTP) -> None:
        self._server = server
        self._client = client

    def send(self, message: EmailMessage, *, sender: str, to: str) -> str:
        """Hand a letter over; return what the server confirmed it with.

        Args:
            message: The letter.
            sender: The address that it comes from, in ASCII.
            to: The address that it goes to, in ASCII.

        Raises:
            SendFailed: The server refuses it, or did not confirm it.
        """
        client = self._client
        with _telling(self._server):
            client.ehlo_or_helo_if_needed()
            self._accepted(client.mail(sender), sender, N_("the server refuses the sender: {said}"))
            self._accepted(client.rcpt(to), to, N_("the server refuses this address: {said}"))
            try:
                code, said = client.data(message.as_bytes())
            except smtplib.SMTPDataError as error:
                code, said = error.smtp_code, _bytes(error.smtp_error)
            except (smtplib.SMTPServerDisconnected, OSError):
                raise SendFailed(
                    to,
                    N_("the connection broke before the server confirmed the letter"),
                    hint=N_("it counts as unsent: try again; ask whether it came, if in doubt"),
                ) from None
            self._accepted((code, said), to, N_("the server refuses the letter: {said}"))
        return _said(code, said)

    def _accepted(self, answer: tuple[int, bytes], subject: str, reason: str) -> None:
        code, said = answer
        if not 200 <= code < 300:  # noqa: PLR2004 - what the standard calls success
            raise SendFailed(
                subject,
                reason,
                hint=N_("check the address, or ask who runs the server"),
                said=_said(code, said),
            )


@contextmanager
def connected(server: MailServer, password: str = "") -> Iterator[MailLine]:
    """Connect, log in if the settings name a user, and hang up at the end.

    Raises:
        SendFailed: No connection, no encryption, or no entry.
    """
    client: smtplib.SMTP | None = None
    try:
        with _telling(server):
            client = _open(server)
            if server.user:
                _log_in(server, client, password)
        yield MailLine(server, client)
    finally:
        if client is not None:
            with suppress(smtplib.SMTPException, OSError):
                client.quit()
            client.close()


def _open(server: MailServer) -> smtplib.SMTP:
    if server.security is Security.SSL:
        return smtplib.SMTP_SSL(
            server.host, server.port, HELLO, timeout=TIMEOUT_S, context=ssl.create_default_context()
        )
    client = smtplib.SMTP(server.host, server.port, HELLO, timeout=TIMEOUT_S)
    if server.security is Security.STARTTLS:
        try:
            client.starttls(context=ssl.create_default_context())
        except BaseException:
            client.close()
            raise
    return client


def _log_in(server: MailServer, client: smtplib.SMTP, password: str) -> None:
    try:
        if f"{server.user}{password}".isascii():
            client.login(server.user, password)
        else:
            _log_in_beyond_ascii(server, client, password)
    except smtplib.SMTPAuthenticationError:
        raise SendFailed(
            server.user,
            N_("the server refuses the user or the password"),
            hint=N_("check the user, and keep the right password"),
            cli="smm-ledger mail password",
        ) from None


def _log_in_beyond_ascii(server: MailServer, client: smtplib.SMTP, password: str) -> None:
    """Log in as RFC 4616 has it, in UTF-8: smtplib knows ASCII alone."""
    words = b64encode(f"\0{server.user}\0{password}".encode()).decode()
    client.ehlo_or_helo_if_needed()
    code, said = client.docmd("AUTH", f"PLAIN {words}")
    if code != AUTHENTICATED:
        raise smtplib.SMTPAuthenticationError(code, said)


@contextmanager
def _telling(server: MailServer) -> Iterator[None]:
    """Turn what a connection may suffer into one line that says what to do."""
    place = f"{server.host}:{server.port}"
    try:
        yield
    except SendFailed:
        raise
    except socket.gaierror:
        raise SendFailed(
            server.host,
            N_("no server of that name is known"),
            hint=N_("check the name, and that this machine is on the net"),
            cli=_CHECK_CLI,
        ) from None
    except ssl.SSLCertVerificationError as error:
        raise SendFailed(
            server.host,
            N_("its certificate is not to be trusted: {detail}"),
            hint=N_("check the server's name; on a wrong network, change it"),
            detail=safe(error.verify_message),
        ) from None
    except ssl.SSLError:
        raise SendFailed(
            place,
            N_("no encrypted connection comes about"),
            hint=N_("check port and security: 587 is starttls, 465 is ssl"),
            cli=_CHECK_CLI,
        ) from None
    except smtplib.SMTPNotSupportedError:
        raise SendFailed(
            place,
            N_("the server offers neither the encryption nor the login that is asked for"),
            hint=_CHECK,
            cli=_CHECK_CLI,
        ) from None
    except smtplib.SMTPResponseException as error:
        raise SendFailed(
            place,
            N_("the server refuses: {said}"),
            hint=N_("try again later, or ask who runs the server"),
            said=_said(error.smtp_code, _bytes(error.smtp_error)),
        ) from None
    except (smtplib.SMTPException, OSError) as error:
        # smtplib says of a server that keeps silent that it hung up, and why beside it.
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            raise SendFailed(
                place,
                N_("it did not answer within {seconds} seconds"),
                hint=_CHECK,
                cli=_CHECK_CLI,
                seconds=TIMEOUT_S,
            ) from None
        detail = getattr(error, "strerror", None)
        raise SendFailed(
            place,
            N_("the connection failed: {detail}") if detail else N_("the server hung up"),
            hint=_CHECK,
            cli=_CHECK_CLI,
            detail=safe(detail or ""),
        ) from None


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()


def _said(code: int, said: bytes) -> str:
    return safe(f"{code} {said.decode('utf-8', 'replace')}")[:_SAID_MAX]
