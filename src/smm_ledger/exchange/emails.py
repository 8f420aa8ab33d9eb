"""E-mail drafts as files (`.eml`): any mail program opens one, shows it, and sends it or not.

Headers are made of cleaned text on one line each, so nothing stored can add a header of its own.
"""

import datetime as dt
import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime


def draft(
    *,
    sender: tuple[str, str],
    to: tuple[str, str],
    subject: str,
    text: str,
    date: dt.date,
    attachment: tuple[str, bytes] | None = None,
) -> bytes:
    """Return a message that was not sent yet.

    Args:
        sender: Name and address; without an address there is no such header.
        to: Name and address of whom it is for.
        subject: On one line.
        text: The body.
        date: Of the letter.
        attachment: Name and bytes of a PDF, or None.
    """
    message = EmailMessage(policy=SMTP)
    for header, (name, address) in (("From", sender), ("To", to)):
        if address:
            message[header] = Address(_one_line(name), addr_spec=address)
    message["Subject"] = _one_line(subject)
    noon = dt.datetime.combine(date, dt.time(12), tzinfo=dt.UTC)
    message["Date"] = format_datetime(noon)
    message["X-Unsent"] = "1"
    message.set_content(text)
    if attachment is not None:
        name, data = attachment
        message.add_attachment(data, maintype="application", subtype="pdf", filename=name)
        # The same letter gives the same bytes.
        message.set_boundary(hashlib.sha256(text.encode() + data).hexdigest()[:40])
    return message.as_bytes()


def _one_line(text: str) -> str:
    return " ".join(text.split())
