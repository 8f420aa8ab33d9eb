"""`number`: where the numbers of documents go on, for who comes from another program."""

from typing import TYPE_CHECKING, Final

from smm_ledger.cli.commands import Arg, Group, Opt
from smm_ledger.cli.session import Session
from smm_ledger.cli.tables import Column, table
from smm_ledger.cli.values import year as read_year
from smm_ledger.core.marks import N_
from smm_ledger.i18n.series_words import series_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smm_ledger.services.numbers import SeriesNumbers

number = Group("number", N_("The numbers that documents get."), "number list")


@number.verb(
    "list",
    N_("Show what number comes next in each series."),
    "number list",
    Opt("--year", N_("of that year"), "YEAR"),
)
def list_(session: Session, year: str | None) -> None:
    """List the series."""
    rows = session.ledger.numbers.list(year=read_year(year))
    session.answer(lambda: [_shape(row) for row in rows], lambda: _table(session, rows))


@number.verb(
    "set",
    N_("Go on where another program stopped: set the number that comes next."),
    "number set invoice 42",
    Arg("series", metavar="quote|invoice|credit|proforma|sdi-file"),
    Arg("next", metavar="N"),
    Opt("--year", N_("of that year; this one without it"), "YEAR"),
)
def set_(session: Session, series: str, next: str, year: str | None) -> None:  # noqa: A002 - its name
    """Set the next number."""
    own = session.ledger.numbers.set(series, next, year=read_year(year))
    session.did(lambda: _shape(own), N_("The next number is {number}"), number=own.shown)


def _shape(own: "SeriesNumbers") -> dict[str, object]:
    return {
        "series": str(own.series),
        "year": own.year,
        "first": own.first,
        "next": own.following,
        "number": own.shown,
    }


def _table(session: Session, rows: "Sequence[SeriesNumbers]") -> str:
    t = session.t
    columns = [
        Column(t(N_("Series"))),
        Column(t(N_("Name")), flexible=True),
        Column(t(N_("Year")), right=True),
        Column(t(N_("First")), right=True),
        Column(t(N_("Next"))),
    ]
    return table(
        columns,
        [
            (str(r.series), series_name(t, r.series), str(r.year or ""), str(r.first), r.shown)
            for r in rows
        ],
    )


COMMANDS: Final = {"number": number}
