"""The mail server that letters leave through, as the settings name it; no password is ever here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.identifiers import check_email
from smm_ledger.core.marks import N_
from smm_ledger.core.text import NAME_MAX, clean

LAST_PORT: Final = 65535
LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")

_HOST: Final = re.compile(r"[A-Za-z0-9._:\-]+")


class Security(StrEnum):
    """How the way to the server is closed to others."""

    STARTTLS = "starttls"
    SSL = "ssl"
    NONE = "none"

    @property
    def port(self) -> int:
        """Where such a server usually listens (RFC 6409, RFC 8314)."""
        return {"starttls": 587, "ssl": 465, "none": 25}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where letters are handed over.

    Attributes:
        host: Its name or address.
        user: Who logs in; empty: nobody does.
        sender: The address that letters come from; empty: the issuer's.
    """

    host: str
    port: int
    security: Security
    user: str = ""
    sender: str = ""

    @property
    def account(self) -> str:
        """Under what name its password is kept in a keyring."""
        return f"{self.user}@{self.host}"


KEYS: Final = ("host", "port", "security", "user", "from")


def read_server(table: Mapping[str, object], *, name: str = "smtp") -> MailServer:
    """Return the server that a table of settings names.

    Args:
        table: `host`, and if they are wanted `port`, `security` (starttls), `user`, `from`; text,
            the port a number or its digits.
        name: Of the table, for errors (`smtp.port`).

    Raises:
        InputError: An unknown key or a wrong value; a password that would travel in the open.
    """
    for key in table:
        if key not in KEYS:
            raise InputError(
                f"{name}.{key}",
                N_("there is no such setting"),
                hint=N_("the settings are: {names}"),
                names=", ".join(KEYS),
            )
    text = {key: _text(f"{name}.{key}", value) for key, value in table.items() if key != "port"}
    security = _security(f"{name}.security", text.get("security", ""))
    server = MailServer(
        host=_host(f"{name}.host", text.get("host", "")),
        port=_port(f"{name}.port", table.get("port", security.port)),
        security=security,
        user=text.get("user", ""),
        sender=check_email(text.get("from", ""), field=f"{name}.from"),
    )
    if server.user and security is Security.NONE and server.host.lower() not in LOOPBACK:
        raise InputError(
            f"{name}.security",
            N_("the password would travel in the open"),
            hint=N_("use starttls or ssl"),
        )
    return server


def _text(field: str, value: object) -> str:
    if isinstance(value, str):
        return clean(value, field=field, max_length=NAME_MAX)
    raise InputError(field, N_("it is no text"), hint=N_("put it in quotes"))


def _host(field: str, text: str) -> str:
    if not text:
        raise InputError(field, N_("it is empty"), hint=N_("give a value"))
    if not _HOST.fullmatch(text):
        raise InputError(
            field,
            N_("“{value}” is no server"),
            hint=N_("use a name such as smtp.example.org"),
            value=text,
        )
    return text


def _security(field: str, text: str) -> Security:
    try:
        return Security(text.lower() or Security.STARTTLS)
    except ValueError:
        raise InputError(
            field,
            N_("“{value}” is none of its values"),
            hint=N_("use one of {choices}"),
            value=text,
            choices=", ".join(Security),
        ) from None


def _port(field: str, value: object) -> int:
    digits = value.strip() if isinstance(value, str) else value
    if isinstance(digits, str) and re.fullmatch(r"[0-9]{1,5}", digits):
        digits = int(digits)
    if isinstance(digits, int) and not isinstance(digits, bool) and 1 <= digits <= LAST_PORT:
        return digits
    raise InputError(
        field,
        N_("it is no port from 1 to {most}"),
        hint=N_("write a whole number"),
        most=LAST_PORT,
    )
