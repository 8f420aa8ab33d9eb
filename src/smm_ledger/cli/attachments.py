"""`attach`: a signed quote, an e-mail, a receipt, kept in the ledger with its hash."""

from typing import Final

from smm_ledger.cli.commands import Arg, Opt, single
from smm_ledger.cli.reminders import read_file
from smm_ledger.cli.session import Session
from smm_ledger.cli.shapes import Shape, day, text
from smm_ledger.core.letters import Attachment
from smm_ledger.core.marks import N_


def attach(session: Session, ref: str, file: str, note: str | None) -> None:
    """Keep a file."""
    own = session.ledger.contacts.attach(ref, read_file(file), note=note or "")
    session.did(
        lambda: _shape(own, ref),
        N_("Kept {file} with {ref} ({name})"),
        file=own.name,
        ref=ref,
        name=own.ref,
    )


def _shape(own: Attachment, ref: str) -> Shape:
    return {
        "id": own.ref,
        "ref": ref,
        "date": day(own.date),
        "name": own.name,
        "note": text(own.note),
        "sha256": own.sha256,
    }


COMMANDS: Final = {
    "attach": single(
        "attach",
        attach,
        N_("Keep a file with what it proves: a client, a document, a payment, a letter."),
        'attach 2026-001 signed-quote.pdf --note "signed"',
        Arg("ref"),
        Arg("file"),
        Opt("--note", N_("what it is")),
    )
}
