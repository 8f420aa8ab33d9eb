"""`overdue` and `today`: the daily look at money and at what comes next.

A script asks for JSON all day: what only text needs is imported with `review_text`.
"""

from typing import TYPE_CHECKING, Final

from smm_ledger.cli import shapes
from smm_ledger.cli.commands import Opt, single
from smm_ledger.cli.session import Session
from smm_ledger.cli.values import day, number
from smm_ledger.core.marks import N_

if TYPE_CHECKING:
    from smm_ledger.services.home import HomeSummary
    from smm_ledger.services.review import OverdueReview


def overdue(session: Session, client: str | None, as_of: str | None, limit: str | None) -> None:
    """Print the collections review."""
    review = session.ledger.collections.review(
        client=client, as_of=day(session, as_of, "as_of"), limit=number(limit, "limit")
    )
    session.answer(lambda: shapes.overdue(review), lambda: _review(session, review))
    if review.rates_end is not None:
        session.warn(
            N_("no rate is known after {day}: interest is counted up to it; see interest rates"),
            day=review.rates_end,
        )


def _review(session: Session, review: "OverdueReview") -> str:
    from smm_ledger.cli.review_text import overdue_text

    return overdue_text(session, review)


def today(session: Session) -> None:
    """Print the home screen."""
    summary = session.ledger.collections.day(silent_days=session.settings.silent_days)
    session.answer(lambda: shapes.home(summary), lambda: _home(session, summary))


def _home(session: Session, summary: "HomeSummary") -> str:
    from smm_ledger.cli.review_text import home_text

    return home_text(session, summary)


COMMANDS: Final = {
    "overdue": single(
        "overdue",
        overdue,
        N_("What is owed, and how late it is."),
        "overdue --client rossi-moda",
        Opt("--client", N_("of one client"), "REF"),
        Opt("--as-of", N_("as of another day"), "DATE"),
        Opt("--limit", N_("how many rows at most"), "N"),
    ),
    "today": single("today", today, N_("What is to be done today."), "today"),
}
