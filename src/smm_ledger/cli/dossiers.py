"""`dossier`: what a lawyer needs of a debt, in a folder that appears whole or not at all."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from smm_ledger.cli.commands import Arg, Opt, single
from smm_ledger.cli.session import Session, file_path
from smm_ledger.core.errors import MissingDependency
from smm_ledger.core.marks import N_
from smm_ledger.documents.filenames import file_name
from smm_ledger.documents.folders import new_folder
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.dossier_contents import DossierEntry, DossierIndex
from smm_ledger.services.dossiers import Draw, Piece
from smm_ledger.services.ledger import Ledger

SUMS: Final = "SHA256SUMS"
"""The list that `sha256sum -c` reads."""


Steps = Callable[[int], AbstractContextManager[Callable[[], None]]]
"""Given how many steps there are, yields what is called after each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDossier:
    """What was written.

    Attributes:
        path: The folder.
        client, invoice: Whose; the invoice is empty where it is about all of a client's.
        entries: The files with their hashes; the list of hashes itself is not among them.
        as_pages: Whether what should be PDFs are HTML pages, since PDFs can't be made here.
    """

    path: Path
    client: str
    invoice: str
    entries: tuple[DossierEntry, ...]
    as_pages: bool

    @property
    def count(self) -> int:
        """How many files."""
        return len(self.entries)


class _Paper:
    """Draws PDFs, and HTML pages from the first one on that can't be drawn."""

    def __init__(self) -> None:
        self.missing: MissingDependency | None = None

    def draw(self, draw: Draw) -> bytes:
        """Return a document."""
        if self.missing is None:
            try:
                return draw(False)  # noqa: FBT003 - one question
            except MissingDependency as missing:
                self.missing = missing
        return draw(True)  # noqa: FBT003 - one question


def dossier(session: Session, ref: str, out: str) -> None:
    """Write a dossier."""
    made = write_dossier(
        session.ledger, ref, file_path(out, field="out"), t=session.t, steps=session.progress
    )
    session.made(
        lambda: {
            "path": str(made.path),
            "client": made.client,
            "invoice": made.invoice or None,
            "files": [{"path": one.path, "sha256": one.sha256} for one in made.entries],
        },
        lambda: str(made.path),
    )
    if made.as_pages:
        session.warn(N_("PDFs can't be made here: their pages are in the dossier as HTML"))


def write_dossier(
    ledger: Ledger, ref: str, target: Path, *, t: Translator, steps: Steps
) -> WrittenDossier:
    """Write a dossier into a new folder, all of it or nothing.

    Args:
        ledger: What is looked at.
        ref: A client, or an invoice.
        target: The folder; it may not be there, or is empty.
        t: The language of its index.
        steps: Told of each file; what it raises ends the work.

    Raises:
        LedgerError: As `DossierService.gather` and `new_folder`.
    """
    own = ledger.dossiers.gather(ref)
    pieces = list(ledger.dossiers.pieces(own))
    paper = _Paper()
    entries: list[DossierEntry] = []
    with new_folder(target) as folder, steps(len(pieces) + 1) as step:

        def put(name: str, data: bytes) -> None:
            folder.put(name, data)
            entries.append(DossierEntry(path=name, sha256=hashlib.sha256(data).hexdigest()))
            step()

        for piece in pieces:
            drawn = piece.extension == "pdf" and not piece.kept
            data = paper.draw(piece.draw) if drawn else piece.draw(False)  # noqa: FBT003
            name = _name(piece)
            put(_named(name, data) if drawn else name, data)
        index = DossierIndex(dossier=own, entries=tuple(entries), language=t.language)
        data = paper.draw(lambda html: ledger.renderer.letter(index, html=html))
        put(_named("index.pdf", data), data)
        sums = "".join(f"{one.sha256}  {one.path}\n" for one in entries)
        folder.put(SUMS, sums.encode())
    return WrittenDossier(
        path=target,
        client=own.client.code,
        invoice=own.about,
        entries=tuple(entries),
        as_pages=paper.missing is not None,
    )


def _named(name: str, data: bytes) -> str:
    """Return the name of a PDF, or of the page that takes its place."""
    return name if data.startswith(b"%PDF") else f"{name.removesuffix('.pdf')}.html"


def _name(piece: Piece) -> str:
    """Return a file's place: our own folder, and a name that no data can lead elsewhere."""
    name = file_name(piece.kind, piece.number, "", extension=piece.extension)
    return f"{piece.folder}/{name}" if piece.folder else name


COMMANDS: Final = {
    "dossier": single(
        "dossier",
        dossier,
        N_("Write a folder with all that a lawyer needs of a debt, and hashes."),
        "dossier rossi-moda --out dossier-rossi",
        Arg("ref", metavar="CLIENT_OR_INVOICE"),
        Opt("--out", N_("the new folder"), "DIR", required=True),
    )
}
