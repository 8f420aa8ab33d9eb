"""Quotes that were won or lost, as the cases of a report: one pass over rounds, none over lines.

A quote that I took back, or that nobody has answered, decides nothing and is left out. An accepted
quote counts as it was offered: what the client ticked among the options is no concession of mine.
"""

import datetime as dt
from collections.abc import Sequence

from smm_ledger.core.analytics import Decided
from smm_ledger.core.money import Money
from smm_ledger.core.rounds import Ask
from smm_ledger.db.columns import day
from smm_ledger.db.queries.rows import Db, Row, rows

DECIDED = """
SELECT
    q.id, q.status <> 'declined' AS won, q.currency, c.code AS client,
    (SELECT net_minor FROM quote_round WHERE quote_id = q.id AND seq = 1) AS first_net,
    mine.net_minor AS last_net, mine.id AS round_id,
    count(*) AS rounds,
    max(r.competitor <> '' OR r.competitor_price_minor IS NOT NULL OR r.ask IS 'competitor')
        OR q.competitor <> '' OR q.competitor_price_minor IS NOT NULL
        OR q.outcome_reason IS 'competitor' AS rival,
    min(r.date) AS first_day,
    coalesce(min(iif(r.side = 'client', r.date, NULL)), q.accepted_on,
        iif(q.outcome_reason IS 'no-answer', NULL, q.replied_on)) AS first_word
FROM quote AS q
JOIN client AS c ON c.id = q.client_id
JOIN quote_round AS r ON r.quote_id = q.id
JOIN quote_round AS mine ON mine.quote_id = q.id AND mine.seq = ifnull(q.accepted_round,
    (SELECT max(seq) FROM quote_round WHERE quote_id = q.id AND side = 'me'))
WHERE q.status IN ('accepted', 'invoiced', 'declined')
GROUP BY q.id ORDER BY q.id
"""
GIFTS = """
SELECT q.currency, sum(r.gift_minor)
FROM quote_round AS r JOIN quote AS q ON q.id = r.quote_id
WHERE r.gift_minor > 0 GROUP BY q.currency ORDER BY q.currency
"""
ASKS = "SELECT DISTINCT ask FROM quote_round WHERE quote_id = ? AND ask IS NOT NULL ORDER BY ask"
SERVICES = (
    "SELECT DISTINCT service FROM quote_line WHERE round_id = ? AND service <> '' ORDER BY service"
)


def decided_quotes(db: Db) -> Sequence[Decided]:
    """Return every quote that was won or lost, oldest first."""
    return [_case(db, found) for found in rows(db, DECIDED)]


def gifts(db: Db) -> Sequence[Money]:
    """Return what my rounds conceded for nothing, in every quote, by currency."""
    return [Money(minor, currency) for currency, minor in db.execute(GIFTS)]


def _case(db: Db, found: Row) -> Decided:
    return Decided(
        won=bool(found["won"]),
        client=found["client"],
        currency=found["currency"],
        first_net=found["first_net"],
        last_net=found["last_net"],
        services=tuple(code for (code,) in db.execute(SERVICES, (found["round_id"],))),
        asks=tuple(Ask(ask) for (ask,) in db.execute(ASKS, (found["id"],))),
        rounds=found["rounds"],
        rival=bool(found["rival"]),
        days_to_answer=_days(day(found["first_day"]), found["first_word"]),
    )


def _days(sent: dt.date, answered: str | None) -> int | None:
    return None if answered is None else (day(answered) - sent).days
