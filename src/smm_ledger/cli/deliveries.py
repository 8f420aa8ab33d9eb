"""How a reminder leaves: as text, as a file, as an e-mail draft, or through the mail server.

What goes through the mail server is marked beside the ledger first (see exchange.unfinished), so
that a program that dies in the middle is noticed, and no client is written to twice by mistake.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from smm_ledger.cli.papers import name_of
from smm_ledger.cli.session import Session
from smm_ledger.core.errors import InputError, LedgerError, SendFailed, StorageError
from smm_ledger.core.letters import Reminder
from smm_ledger.core.mail_server import MailServer
from smm_ledger.core.marks import N_
from smm_ledger.services.documents import Paper
from smm_ledger.services.reminder_texts import subject
from smm_ledger.services.reminders import ON_PAPER, Draft, Mailed, Wanted

if TYPE_CHECKING:
    from smm_ledger.exchange.emails import Letter
    from smm_ledger.exchange.unfinished import SendingMark
    from smm_ledger.services.ledger import Ledger


def to_file(session: Session, folder: Path | None, *, email: bool) -> Callable[[Draft], str]:
    """Return what writes a letter into a folder, as it is or as an e-mail draft."""

    def deliver(draft: Draft) -> str:
        from smm_ledger.documents.filenames import write_beside
        from smm_ledger.settings import documents_folder

        paper = _paper(draft)
        kind, data = ("pdf", draft.pdf) if draft.pdf else ("txt", draft.text.encode())
        if email:
            from smm_ledger.exchange.emails import draft as email_draft

            kind, data = "eml", email_draft(letter_of(draft), date=draft.letter.date)
        target = folder or documents_folder(session.settings, paper.year)
        return str(write_beside(target / name_of(paper, kind), data or b""))

    return deliver


def letter_of(draft: Draft, sender: str = "") -> "Letter":
    """Return a reminder as an e-mail.

    Args:
        draft: The reminder.
        sender: The address that it comes from; empty: the issuer's.
    """
    from smm_ledger.exchange.emails import Letter

    own = draft.letter
    return Letter(
        sender=(own.issuer.name, sender or own.issuer.email),
        to=(own.client.name, own.client.email),
        subject=subject(own),
        text=draft.text,
        attachment=(name_of(_paper(draft)), draft.pdf) if draft.pdf else None,
    )


def heads(session: Session, draft: Draft) -> str:
    """Return from whom, to whom and with what a letter goes through the mail server."""
    own, server = draft.letter, session.settings.smtp
    rows = [
        (N_("From: {value}"), (server.sender if server else "") or own.issuer.email),
        (N_("To: {value}"), own.client.email),
        (N_("Subject: {value}"), subject(own)),
        (N_("Attached: {value}"), name_of(_paper(draft)) if own.rung in ON_PAPER else ""),
    ]
    return "\n".join(session.t(text, value=value) for text, value in rows if value)


def password_for(session: Session, server: MailServer) -> str:
    """Return the mail server's password; ask for it where there is a person to ask.

    Raises:
        SendFailed: It is nowhere.
    """
    from smm_ledger.exchange.passwords import ENVIRONMENT, find_password

    if not server.user:
        return ""
    found, _ = find_password(server, os.environ)
    if not found and session.interactive:
        from getpass import getpass

        found = getpass(session.t(N_("Password of {account}: "), account=server.account))
    if not found:
        raise SendFailed(
            server.account,
            N_("its password is neither in the environment nor in the keyring"),
            hint=N_("set {name}, or keep the password in the keyring"),
            cli="smm-ledger mail password",
            name=ENVIRONMENT,
        )
    return found


def check_unfinished(ledger: "Ledger", wanted: Wanted) -> "tuple[SendingMark, int]":
    """Return the mark of the client's letters, and how many are recorded.

    Raises:
        IllegalTransition: The mark is set, and nothing has settled it.
    """
    from smm_ledger.exchange.unfinished import SendingMark

    client, letters = ledger.contacts.client_letters(wanted.ref)
    mark = SendingMark.of(ledger.storage.path, client.id)
    mark.check(wanted.ref, letters, anyway=wanted.anyway)
    return mark, len(letters)


def send_by_mail(
    ledger: "Ledger", wanted: Wanted, server: MailServer, password: str, *, on_paper: bool = True
) -> Reminder:
    """Send a letter through the mail server, and record it.

    The connection stands before the ledger is opened for writing. The letter leaves while it is
    open, so that what it says is still true, and counts as sent once the server has confirmed it.

    Raises:
        SendFailed: It did not leave; the step is unsent.
        InputError: An address is missing.
        IllegalTransition: Something stands in its way, or it is not known what became of the last.
        StorageError: It left, and could not be recorded; the hint says so.
    """
    from smm_ledger.exchange import emails
    from smm_ledger.exchange.smtp import connected

    mark, count = check_unfinished(ledger, wanted)
    first = letter_of(ledger.reminders.preview(wanted, on_paper=False), server.sender)
    _check_addresses(first)
    left = False

    with connected(server, password) as line:

        def deliver(draft: Draft) -> Mailed:
            nonlocal left
            letter = letter_of(draft, server.sender)
            message = emails.message(letter, at=ledger.clock.now())
            sender, to = (emails.ascii_address(one[1]) for one in (letter.sender, letter.to))
            mark.set(str(draft.letter.rung), draft.letter.date, letters=count)
            try:
                said = line.send(message, sender=sender, to=to)
            except LedgerError:
                mark.clear()
                raise
            left = True
            return Mailed(message=message.as_bytes(), note=f"{to}: {said}")

        try:
            sent = ledger.reminders.send(wanted, channel="smtp", deliver=deliver, on_paper=on_paper)
        except StorageError as error:
            if left:
                error.hint = N_("the letter has left: record it when the ledger is well again")
                error.cli = "smm-ledger remind record"
            raise
    mark.clear()
    return sent


def _check_addresses(letter: "Letter") -> None:
    from smm_ledger.exchange.emails import ascii_address

    for field, (name, address), hint in (
        ("to", letter.to, N_("add it to the client")),
        ("from", letter.sender, N_("add yours to your data, or to the mail server")),
    ):
        if not address:
            raise InputError(field, N_("{name} has no e-mail address"), hint=hint, name=name)
        ascii_address(address)


def _paper(draft: Draft) -> Paper:
    letter = draft.letter
    return Paper(
        kind="reminder",
        name=f"{letter.rung}-{letter.date.isoformat()}",
        client=letter.client.code,
        year=letter.date.year,
        data=draft.pdf or draft.text.encode(),
    )
