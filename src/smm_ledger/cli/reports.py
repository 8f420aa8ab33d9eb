"""`report`: what the ledger teaches. Each report is a module of its own that adds its verb here.

A report prints a table that fits 80 columns, its `rows` as CSV, or one JSON object of `rows` and
`as_of` or `period`, in which a figure without enough cases is null beside its `n`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from smm_ledger.cli.commands import Group, Opt
from smm_ledger.cli.report_rows import Sheet
from smm_ledger.cli.session import Session, file_path
from smm_ledger.core.marks import N_

Shape = Mapping[str, object]

report = Group("report", N_("What the ledger teaches."), "report negotiation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A finished report.

    Attributes:
        of: `as_of` or `period`, with its value.
        sheet: The rows; of the CSV file, too.
        more: Other figures of the JSON object.
        text: Makes the table for people.
    """

    of: Shape
    sheet: Sheet
    text: Callable[[], str]
    more: Shape


def csv_option() -> Opt:
    """Return the option that every report has."""
    return Opt("--csv", N_("write the rows as a CSV file, too"), "F.csv")


def answer_report(session: Session, answer: Answer, csv: str | None) -> None:
    """Print a report, after writing its rows where a file was named."""
    if csv is not None:
        _write(csv, answer.sheet)
    session.answer(
        lambda: {**answer.of, "rows": list(answer.sheet.rows), **answer.more}, answer.text
    )


def _write(name: str, sheet: Sheet) -> None:
    from smm_ledger.documents.filenames import write_document

    write_document(file_path(name, field="csv"), csv_of(sheet))


def csv_of(sheet: Sheet) -> bytes:
    """Return rows as a CSV file."""
    from smm_ledger.exchange.csv_files import write_table

    return write_table(sheet.header, sheet.cells)


def _commands() -> dict[str, Group]:
    import smm_ledger.cli.report_money
    import smm_ledger.cli.report_negotiation  # noqa: F401 - both add their verbs to `report`

    return {"report": report}


COMMANDS: Final = _commands()
