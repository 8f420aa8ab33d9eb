"""`report negotiation`: won and lost, honest with small numbers; for nobody else's eyes."""

from typing import Final

from smm_ledger.cli.report_rows import rows_of
from smm_ledger.cli.reports import Answer, Shape, answer_report, csv_option, report
from smm_ledger.cli.session import Session
from smm_ledger.cli.shapes import day, exact
from smm_ledger.cli.tables import Column, facts, table, wrap
from smm_ledger.core.analytics import ENOUGH, Figure, Report, WinRate
from smm_ledger.core.marks import N_
from smm_ledger.i18n.formatting import format_date, format_money
from smm_ledger.i18n.report_words import (
    GROUPS,
    answer_of,
    concession_of,
    count_of,
    groups_of,
    interval_of,
    name_of,
    rate_of,
)

WIDTH: Final = 80


@report.verb(
    "negotiation",
    N_("How often quotes are won, by client, service, ask, rounds, discount and rival."),
    "report negotiation --csv negotiation.csv",
    csv_option(),
)
def negotiation(session: Session, csv: str | None) -> None:
    """Print the report of won and lost quotes."""
    found = session.ledger.reports.negotiation()
    answer = Answer(
        of={"as_of": day(session.today)},
        sheet=rows_of("negotiation", found),
        more={
            "gifts": [{"currency": one.currency, "amount": str(one)} for one in found.gifts],
            "concession": _figure("percent", found.concession),
            "days_to_answer": _figure("median", found.days_to_answer),
        },
        text=lambda: _text(session, found),
    )
    answer_report(session, answer, csv)


def _figure(name: str, figure: Figure) -> Shape:
    return {name: exact(figure.value), "n": figure.n}


def _text(session: Session, found: Report) -> str:
    t = session.t
    today = format_date(session.today, t.language)
    gifts = ", ".join(format_money(one, t.language) for one in found.gifts)
    if not found.overall.n:
        none = t(
            N_("No quote was won or lost until {day}: quote accept and quote decline record it."),
            day=today,
        )
        given = facts([(t(N_("Given for nothing")), gifts)]) if gifts else ""
        return "\n\n".join(filter(None, [none, given]))
    columns = [
        Column(t(N_("Quotes won and lost until {day}"), day=today), flexible=True),
        Column(t(N_("Won")), right=True),
        Column(t(N_("Rate")), right=True),
        Column(t(N_("95% interval")), right=True),
    ]
    rows = [_cells(session, t(N_("All")), found.overall)]
    for key, rates in groups_of(found):
        rows.append((t(GROUPS[key]), "", "", ""))
        rows += [_cells(session, f"  {name_of(key, rate.name, t)}", rate) for rate in rates]
    note = t(N_("Under {n} quotes there is a count and no rate: it would say nothing."), n=ENOUGH)
    told = facts(
        [
            (t(N_("Given for nothing")), gifts or t(N_("nothing"))),
            (t(N_("Came down by")), concession_of(found.concession, t)),
            (t(N_("First answer after")), answer_of(found.days_to_answer, t)),
        ]
    )
    return "\n\n".join([table(columns, rows), told, "\n".join(wrap(note, WIDTH))])


def _cells(session: Session, name: str, rate: WinRate) -> tuple[str, str, str, str]:
    t = session.t
    return name, count_of(rate, t), rate_of(rate, t), interval_of(rate, t)
