"""E-mails: as drafts in files (`.eml`), which any mail program opens, or as they are sent.

Headers are made of cleaned text on one line each, so nothing stored can add a header of its own.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import format_datetime
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.identifiers import check_email
from smm_ledger.core.marks import N_
from smm_ledger.core.text import safe

_POLICY: Final = SMTP.clone(cte_type="7bit")
"""Seven bits: not every server takes more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What an e-mail is made of.

    Attributes:
        sender: Name and address; without an address there is no such header.
        to: Name and address of whom it is for.
        subject: On one line.
        text: The body.
        attachment: Name and bytes of a PDF, or None.
    """

    sender: tuple[str, str]
    to: tuple[str, str]
    subject: str
    text: str
    attachment: tuple[str, bytes] | None = None

    @property
    def mark(self) -> str:
        """A hash that the same letter to the same person always has."""
        data = self.attachment[1] if self.attachment else b""
        words = "\n".join((*self.sender, *self.to, self.subject, self.text)).encode()
        return hashlib.sha256(words + data).hexdigest()[:40]


def draft(letter: Letter, *, date: dt.date) -> bytes:
    """Return a message that was not sent yet, dated at noon of a day."""
    message = _composed(letter)
    noon = dt.datetime.combine(date, dt.time(12), tzinfo=dt.UTC)
    message["Date"] = format_datetime(noon)
    message["X-Unsent"] = "1"
    return message.as_bytes()


def message(letter: Letter, *, at: dt.datetime) -> EmailMessage:
    """Return a message as it is sent at an instant.

    The same letter has the same `Message-ID` each time, so that a mailbox which got it twice, after
    a connection that broke at the wrong moment, may show it once.
    """
    made = _composed(letter)
    made["Date"] = format_datetime(at)
    domain = ascii_address(letter.sender[1]).rpartition("@")[2]
    made["Message-ID"] = f"<{letter.mark}@{domain}>"
    return made


def ascii_address(address: str) -> str:
    """Return an address with its domain as the mail system spells it (RFC 5890).

    Raises:
        InputError: It is no address, or a domain too long for that spelling.
    """
    local, _, domain = check_email(address).rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode()}" if local else ""
    except UnicodeError:
        raise InputError(
            "email",
            N_("no e-mail can go to “{value}”"),
            hint=N_("correct the address"),
            value=address,
        ) from None


def _composed(letter: Letter) -> EmailMessage:
    made = EmailMessage(policy=_POLICY)
    for header, (name, address) in (("From", letter.sender), ("To", letter.to)):
        if address:
            made[header] = _address(_one_line(name), ascii_address(address))
    made["Subject"] = _one_line(letter.subject)
    made.set_content(letter.text)
    if letter.attachment is not None:
        name, data = letter.attachment
        made.add_attachment(data, maintype="application", subtype="pdf", filename=_one_line(name))
        made.set_boundary(letter.mark)  # the same letter gives the same bytes
    return made


def _address(name: str, address: str) -> Address:
    """Return an address with its name, if a reader gets that name back.

    Some Pythons fold a long name with a blank too many: then the address stands alone.
    """
    made = Address(name, addr_spec=address)
    trial = EmailMessage(policy=_POLICY)
    trial["To"] = made
    (read,) = message_from_bytes(trial.as_bytes(), policy=default)["To"].addresses
    return made if read.display_name == name else Address(addr_spec=address)


def _one_line(text: str) -> str:
    return " ".join(safe(text).split())
