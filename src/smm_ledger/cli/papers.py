"""PDFs on disk: where they go, what they may replace, and what to do without Pango.

The bytes come from the archive or the renderer; here they only get a name. Another document's file
is never replaced.
"""

from collections.abc import Callable
from pathlib import Path

from smm_ledger.cli.session import Session, file_path
from smm_ledger.core.errors import InputError, MissingDependency
from smm_ledger.core.marks import N_
from smm_ledger.documents.filenames import file_name, write_document
from smm_ledger.services.documents import Paper
from smm_ledger.services.read_models import ListQuery


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
    _told(session, _save(session, paper, target))


def save_invoice(session: Session, ref: str, *, out: str | None) -> None:
    """Write an invoice's PDF and say where; MissingDependency as `save_quote`."""
    target = checked_out(out)
    try:
        paper = session.ledger.documents.invoice(ref)
    except MissingDependency as missing:
        page = session.ledger.documents.invoice_page(ref)
        raise _beside(session, page, target, missing) from missing
    _told(session, _save(session, paper, target))


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
    """Write the PDF of every issued invoice, of a year or of all, into a folder."""
    target = file_path(folder, field="out")
    rows = session.ledger.invoices.list(ListQuery(year=year, order="oldest"))
    numbers = [row.number for row in rows if row.number and row.state == "issued"]
    paths: list[Path] = []
    with session.progress(len(numbers)) as step:
        for number in numbers:
            paper = session.ledger.documents.invoice(number)
            paths.append(write_document(target / name_of(paper), paper.data))
            step()
    session.answer(
        lambda: {"paths": [str(path) for path in paths]},
        lambda: session.t.ngettext(
            "Wrote {n} document to {folder}",
            "Wrote {n} documents to {folder}",
            len(paths),
            folder=str(target),
        ),
    )


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


def _told(session: Session, path: Path) -> None:
    session.answer(lambda: {"path": str(path)}, lambda: str(path))


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
        path=str(path),
        **{name: value for name, value in missing.data.items() if name != "path"},
    )
