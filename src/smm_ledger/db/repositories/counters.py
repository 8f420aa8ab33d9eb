"""Numbers: given inside the transaction that uses them, so that none is lost or given twice."""

from sqlmodel import Session, col, func, select, update

from smm_ledger.core.errors import RuleError
from smm_ledger.core.marks import N_
from smm_ledger.core.numbering import Series
from smm_ledger.db.tables import CounterRow, InvoiceRow

DRAFT = "draft"
"""The series of `draft-n`; it counts through the years (year 0)."""


def take(session: Session, series: str, year: int) -> int:
    """Take the next number."""
    mine = (col(CounterRow.series) == series, col(CounterRow.year) == year)
    statement = (
        update(CounterRow)
        .where(*mine)
        .values(next_seq=CounterRow.next_seq + 1)
        .returning(col(CounterRow.next_seq))
        .execution_options(synchronize_session=False)
    )
    found = session.exec(statement).first()
    if found is not None:
        return int(found[0]) - 1
    session.add(CounterRow(series=series, year=year, first_seq=1, next_seq=2))
    session.flush()
    return 1


def give_back(session: Session, series: Series, year: int, seq: int) -> None:
    """Make the last number of a series the next one again; another one stays a hole."""
    statement = (
        update(CounterRow)
        .where(
            col(CounterRow.series) == str(series),
            col(CounterRow.year) == year,
            col(CounterRow.next_seq) == seq + 1,
        )
        .values(next_seq=seq)
        .execution_options(synchronize_session=False)
    )
    session.exec(statement)


def set_next(session: Session, series: Series, year: int, seq: int) -> None:
    """Set the number that comes next.

    Raises:
        RuleError: It, or a higher one, was given already.
    """
    row = session.get(CounterRow, (str(series), year), populate_existing=True)
    if row is None:
        session.add(CounterRow(series=str(series), year=year, first_seq=seq, next_seq=seq))
    elif row.next_seq == row.first_seq:
        _check_free(session, series, year, seq)
        row.first_seq = row.next_seq = seq
    elif seq < row.next_seq:
        raise _given(series, year, seq, row.next_seq)
    else:
        _check_no_hole(session, series, year, range(row.next_seq, seq))
        row.next_seq = seq
    session.flush()


def _given(series: Series, year: int, seq: int, following: int) -> RuleError:
    return RuleError(
        f"{series} {year}" if year else str(series),
        N_("{seq} was given already; the next number is {next}"),
        hint=N_("a number is never given twice; choose {next} or a later one"),
        seq=seq,
        next=following,
    )


def _check_free(session: Session, series: Series, year: int, seq: int) -> None:
    """Refuse a first number at or below one that an imported document bears."""
    mine = (col(InvoiceRow.series) == str(series), col(InvoiceRow.year) == year)
    highest = session.exec(select(func.max(InvoiceRow.seq)).where(*mine)).one()
    if highest is not None and seq <= highest:
        raise _given(series, year, seq, highest + 1)


def _check_no_hole(session: Session, series: Series, year: int, skipped: range) -> None:
    """Let numbers be passed over only where documents bear them (imported ones), or of files."""
    taken = session.exec(
        select(func.count())
        .select_from(InvoiceRow)
        .where(
            col(InvoiceRow.series) == str(series),
            col(InvoiceRow.year) == year,
            col(InvoiceRow.seq).between(skipped.start, skipped.stop - 1),
        )
    ).one()
    if series is not Series.SDI_FILE and taken != len(skipped):
        raise RuleError(
            str(skipped.stop),
            N_("it would leave a hole after {last}"),
            hint=N_("the next number is {next}"),
            last=skipped.start - 1,
            next=skipped.start,
        )
