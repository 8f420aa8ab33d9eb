"""What the first day reads: clients and services out of a table, old invoices out of files.

Both front ends read them through here, so that they refuse the same in the same words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smm_ledger.core.errors import InputError, LedgerError, NotFoundError
from smm_ledger.core.imports import NotAnInvoice
from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import Translator, translate_reason

if TYPE_CHECKING:
    from smm_ledger.core.imports import ForeignDocument
    from smm_ledger.services.import_tables import TypedRows
    from smm_ledger.services.ledger import Ledger

MOST_FILES: Final = 5_000
SHOWN: Final = 8
ROW: Final = N_("row {line}")
CSV: Final = ".csv"
XML: Final = ".xml"
SIGNED: Final = ".p7m"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: in which file, and in which row of a table."""

    file: str
    line: int | None = None

    def said(self, t: Translator, *, first: bool) -> str:
        """Return it in words; of those after the first, a table's rows need no file."""
        if self.line is None:
            return self.file
        row = t(ROW, line=self.line)
        return f"{self.file}: {row}" if first else row


@dataclass(frozen=True, slots=True)
class Found:
    """What files hold, with the place of each.

    Attributes:
        linked: Whether a credit note must find its invoice: a table says which it is.
    """

    places: tuple[Place, ...]
    documents: tuple["ForeignDocument | LedgerError", ...]
    linked: bool


def read_rows(path: Path, kind: str) -> "TypedRows":
    """Return the rows of a table of clients or services, a key of `import_tables.KINDS`.

    Raises:
        NotFoundError: There is no such file. InputError: It is no such table, or it is empty.
    """
    from smm_ledger.exchange.csv_files import read_table
    from smm_ledger.services.import_tables import DERIVED, KINDS, TypedRows

    rows = read_table(path, columns=KINDS[kind].columns, needed=KINDS[kind].needed)
    if not rows:
        raise InputError(path.name, N_("it holds no rows"), hint=N_("one stands on each line"))
    typed = [{key: v for key, v in row.values.items() if key not in DERIVED} for row in rows]
    return TypedRows(path.name, tuple(row.line for row in rows), tuple(typed))


def read_invoices(ledger: "Ledger", path: Path) -> Found:
    """Return the documents of a file or folder.

    Raises:
        NotFoundError: There is no such file. InputError: It is neither CSV nor XML, or a signed
            envelope.
    """
    if path.is_dir():
        return _of_files(ledger, _files(path))
    if path.suffix.lower() == CSV:
        return _of_table(ledger, path)
    if path.suffix.lower() in {XML, SIGNED}:
        return _of_one(_of_files(ledger, [path]))
    if not path.exists():
        raise NotFoundError(
            path.name, N_("there is no such file"), hint=N_("check its name and folder")
        )
    raise InputError(
        path.name, N_("it is neither CSV nor XML"), hint=N_("name a .csv or .xml file, or a folder")
    )


def _of_table(ledger: "Ledger", path: Path) -> Found:
    from smm_ledger.exchange.csv_files import read_table
    from smm_ledger.services.import_rows import COLUMNS, NEEDED, OTHER_NAMES

    rows = read_table(path, columns=COLUMNS, needed=NEEDED, other_names=OTHER_NAMES)
    documents = ledger.imports.read_rows([row.values for row in rows])
    places = tuple(Place(path.name, row.line) for row in rows)
    return Found(places, tuple(documents), linked=True)


def _files(folder: Path) -> Sequence[Path]:
    found = sorted(
        path for path in folder.iterdir() if path.suffix.lower() in {XML, SIGNED} and path.is_file()
    )
    if not found:
        raise InputError(
            folder.name, N_("no .xml file is in it"), hint=N_("name the folder with the invoices")
        )
    if len(found) > MOST_FILES:
        raise InputError(
            folder.name,
            N_("more than {most} files are in it"),
            hint=N_("part it in several folders"),
            most=MOST_FILES,
        )
    return found


def _of_one(found: Found) -> Found:
    """Return what one file holds; alone, one that is no invoice is refused."""
    loose = [document for document in found.documents if isinstance(document, NotAnInvoice)]
    if loose and len(loose) == len(found.documents):
        raise loose[0]
    return found


def _of_files(ledger: "Ledger", paths: Sequence[Path]) -> Found:
    places: list[Place] = []
    documents: list[ForeignDocument | LedgerError] = []
    for path in paths:
        for document in _of_file(ledger, path):
            places.append(Place(path.name))
            documents.append(document)
    return Found(tuple(places), tuple(documents), linked=False)


def _of_file(ledger: "Ledger", path: Path) -> Iterator["ForeignDocument | LedgerError"]:
    from smm_ledger.documents.fatturapa.old_invoices import MOST_BYTES, read_old_invoices
    from smm_ledger.exchange.files import read_bytes

    if path.suffix.lower() == SIGNED:
        yield InputError(
            "file",
            N_("it is a signed envelope, which is not opened here"),
            hint=N_("export the plain .xml from the tax office's site or your signing program"),
        )
        return
    try:
        yield from read_old_invoices(read_bytes(path, most=MOST_BYTES), issuer=ledger.issuer.show())
    except LedgerError as why:
        yield why


def refusal(t: Translator, problems: Sequence[tuple[Place, LedgerError]]) -> InputError:
    """Return the refusal of the files: the first problem whole, the others by place and column."""
    (place, first), *rest = problems
    reason, hint = translate_reason(first, t)
    others = [f"{at.said(t, first=False)}, {one.subject}" for at, one in rest]
    more = [*others[:SHOWN], *(["…"] if len(others) > SHOWN else [])]
    return InputError(
        f"{place.said(t, first=True)}, {first.subject}",
        N_("{problem} (also wrong: {others})") if more else "{problem}",
        hint="{advice}",
        problem=reason,
        advice=hint,
        others=" · ".join(more),
    )
