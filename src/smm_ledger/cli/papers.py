"""PDFs on disk: where they go, what they may replace, and what to do without Pango.

The bytes come from the archive or the renderer; here they only get a name. Another document's file
is never replaced.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from smm_ledger.cli.session import Session, file_path
from smm_ledger.core.errors import InputError, MissingDependency
from smm_ledger.core.marks import N_
from smm_ledger.documents.filenames import file_name, write_document
from smm_ledger.services.documents import Paper, WrittenPapers
from smm_ledger.services.read_models import EInvoiceFile, ListQuery

if TYPE_CHECKING:
    from smm_ledger.services.documents import DocumentService
    from smm_ledger.services.ledger import Ledger
    from smm_ledger.settings import Settings

Steps: TypeAlias = Callable[[int], AbstractContextManager[Callable[[], None]]]

MOST_PROCESSES: Final = 4
FEW: Final = 8
"""Documents for which another process is not worth its start."""


def save_quote(
    session: Session, ref: str, *, round_no: int | None, out: str | None, compare: bool = False
) -> None:
    """Write a quote's PDF and say where; `compare` adds the page to compare offers.

    Raises:
        MissingDependency: Pango is missing; the page is written as HTML instead.
    """
    target = checked_out(out)
    try:
        paper = session.ledger.documents.quote(ref, round_no=round_no, compare=compare)
    except MissingDependency as missing:
        page = session.ledger.documents.quote_page(ref, round_no=round_no, compare=compare)
        raise _beside(session, page, target, missing) from missing
    _told(session, _save(session, paper, target), paper.warnings)


def save_invoice(session: Session, ref: str, *, out: str | None) -> None:
    """Write an invoice's PDF and say where; MissingDependency as `save_quote`."""
    target = checked_out(out)
    try:
        paper = session.ledger.documents.invoice(ref)
    except MissingDependency as missing:
        page = session.ledger.documents.invoice_page(ref)
        raise _beside(session, page, target, missing) from missing
    _told(session, _save(session, paper, target), paper.warnings)


def save_e_invoice(session: Session, ref: str, *, out: str | None) -> None:
    """Write the file for SdI and say where; warn of text that it spells otherwise.

    Raises:
        InputError: SdI would refuse it; the field to mend is named.
    """
    target = None if out is None else file_path(out, field="out")
    if target is None:
        from smm_ledger.settings import documents_folder

        year = session.ledger.invoices.show(ref).year or session.today.year
        target = documents_folder(session.settings, year)
        in_folder = True
    else:
        in_folder = target.is_dir()

    def path_of(made: EInvoiceFile) -> Path:
        return target / made.name if in_folder else target

    made = session.ledger.e_invoices.file(
        ref, put=lambda new: write_document(path_of(new), new.data)
    )
    session.changed_ledger = True
    for one in made.spellings:
        session.warn(
            N_("{field}: “{before}” is written “{after}” there"),
            field=one.field,
            before=one.before,
            after=one.after,
        )
    path = path_of(made)
    if path.name != made.name:
        session.warn(N_("SdI takes it only under the name {name}"), name=made.name)
    _told(session, path, ())


def save_letter(session: Session, target: Path, draw: Callable[[bool], bytes]) -> Path:
    """Write a letter; without Pango its page as HTML, with a warning. Return where it is.

    Args:
        session: For the warning.
        target: Where the PDF goes.
        draw: Draws it, as HTML if it is told so.
    """
    try:
        return write_document(target, draw(False))  # noqa: FBT003 - one question
    except MissingDependency:
        path = write_document(target.with_suffix(".html"), draw(True))  # noqa: FBT003
        session.warn(N_("the PDF can't be made; the same page is in {path}"), path=str(path))
        return path


def save_all(session: Session, *, folder: str, year: int | None) -> None:
    """Write the PDF of every issued invoice, of a year or of all, into a folder; say how many."""
    target = file_path(folder, field="out")
    made = write_all(
        session.ledger, target, year=year, settings=session.settings, steps=session.progress
    )
    session.answer(
        lambda: {"paths": [str(path) for path in made.paths]},
        lambda: session.t.ngettext(
            "Wrote {n} document to {folder}",
            "Wrote {n} documents to {folder}",
            len(made.paths),
            folder=str(target),
        ),
    )
    for warning in made.warnings:
        session.warn(warning)


def write_all(
    ledger: "Ledger", folder: Path, *, year: int | None, settings: "Settings", steps: Steps
) -> WrittenPapers:
    """Write the PDF of every issued invoice into a folder: all of them, or none.

    What is there already with the same bytes stays as it is; whatever ends the work before its
    end, a step too, takes back what was written.

    Args:
        ledger: Whose invoices.
        folder: Where to; made if it is missing.
        year: Of which year; None: of all.
        settings: Where the user's own templates are.
        steps: Is told how many there are, and gives what is called after each.

    Raises:
        MissingDependency: The PDF libraries are missing.
        AlreadyExists: Another file has the name of one.
    """
    numbers = ledger.documents.printable(year)
    rows = ledger.invoices.list(ListQuery(year=year))
    drawn = {row.number for row in rows if row.pdf_sha256 is not None}
    to_draw = sum(number not in drawn for number in numbers)
    paths: list[Path] = []
    new: list[Path] = []
    made = not folder.exists()
    warnings: set[str] = set()
    try:
        with steps(len(numbers)) as step, _papers(ledger, settings, numbers, to_draw) as papers:
            for paper in papers:
                path = folder / name_of(paper)
                new += [] if os.path.lexists(path) else [path]
                paths.append(write_document(path, paper.data))
                warnings.update(paper.warnings)
                step()
    except BaseException:
        for path in new:
            path.unlink(missing_ok=True)
        if made:
            with suppress(OSError):  # what somebody else put there meanwhile stays
                folder.rmdir()
        raise
    return WrittenPapers(tuple(paths), tuple(sorted(warnings)))


@contextmanager
def _papers(
    ledger: "Ledger", settings: "Settings", numbers: Sequence[str], to_draw: int
) -> Iterator[Iterator[Paper]]:
    """Yield the papers in order; many that are not archived yet are drawn by several processes."""
    count = min(os.cpu_count() or 1, MOST_PROCESSES, to_draw // FEW)
    if count < 2:  # noqa: PLR2004 - a single process is this one
        yield (ledger.documents.invoice(number) for number in numbers)
        return
    from concurrent.futures import ThreadPoolExecutor
    from queue import SimpleQueue

    from smm_ledger.bootstrap import drawing

    with drawing(ledger, count, settings) as services:
        free: SimpleQueue[DocumentService] = SimpleQueue()
        for service in services:
            free.put(service)

        def draw(number: str) -> Paper:
            service = free.get()
            try:
                return service.invoice(number)
            finally:
                free.put(service)

        pool = ThreadPoolExecutor(count)
        try:
            yield pool.map(draw, numbers)
        finally:
            pool.shutdown(cancel_futures=True)


def checked_out(out: str | None) -> Path | None:
    """Return where to write; InputError for a folder."""
    if out is None:
        return None
    path = file_path(out, field="out")
    if path.is_dir():
        raise InputError("out", N_("{path} is a folder"), hint=N_("name a file"), path=str(path))
    return path


def name_of(paper: Paper, extension: str = "pdf") -> str:
    """Return the name of a document's file."""
    return file_name(paper.kind, paper.name, paper.client, extension=extension)


def _place(session: Session, paper: Paper, target: Path | None, extension: str = "pdf") -> Path:
    if target is not None:
        return target if extension == "pdf" else target.with_suffix(f".{extension}")
    from smm_ledger.settings import documents_folder

    return documents_folder(session.settings, paper.year or session.today.year) / name_of(
        paper, extension
    )


def _save(session: Session, paper: Paper, target: Path | None) -> Path:
    # In our own folder, under our own name, a draft's new page takes the place of its old one.
    path = _place(session, paper, target)
    return write_document(path, paper.data, replace=target is None and paper.draft)


def _told(session: Session, path: Path, warnings: Iterable[str]) -> None:
    session.answer(lambda: {"path": str(path)}, lambda: str(path))
    for warning in warnings:
        session.warn(warning)


def _beside(
    session: Session, page: Paper, target: Path | None, missing: MissingDependency
) -> MissingDependency:
    """Write the HTML page and return the error that says so."""
    path = _place(session, page, target, "html")
    write_document(path, page.data, replace=target is None)
    return MissingDependency(
        missing.subject,
        N_("the PDF can't be made; the same page is in {path}"),
        hint=missing.hint or N_("install Pango, or print that page to PDF from a browser"),
        cli=missing.cli,
        path=str(path),
        **{name: value for name, value in missing.data.items() if name != "path"},
    )
