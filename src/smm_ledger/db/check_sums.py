"""Every stored figure derived again: totals from lines, sums from settlements, numbers in a row."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import TypeVar

from smm_ledger.core.errors import InputError
from smm_ledger.core.invoices import InstalmentPlan, Invoice
from smm_ledger.core.marks import N_
from smm_ledger.core.money import STATED
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.rounds import Conditions, Round
from smm_ledger.core.totals import TaxGroup, TaxRules, Totals, compute
from smm_ledger.db.columns import day_text
from smm_ledger.db.log import UNREADABLE
from smm_ledger.db.queries import documents, retainers
from smm_ledger.services.read_models import Finding

_INVOICE = "ifnull(v.number, 'draft-' || v.draft_no)"
_OURS = f"json_extract(v.rules, '$.rounding') <> '{STATED}'"

DERIVED = {
    N_("what is settled of it is not the sum of its settlements"): (
        f"SELECT 'instalment ' || {_INVOICE} || '/' || i.seq FROM instalment AS i"  # noqa: S608
        " JOIN invoice AS v ON v.id = i.invoice_id WHERE i.settled_minor <>"
        " (SELECT ifnull(sum(amount_minor), 0) FROM settlement WHERE instalment_id = i.id)"
    ),
    N_("it does not agree with its invoice"): (
        f"SELECT 'instalment ' || {_INVOICE} || '/' || i.seq FROM instalment AS i"  # noqa: S608
        " JOIN invoice AS v ON v.id = i.invoice_id"
        " WHERE i.client_id <> v.client_id OR i.currency <> v.currency"
        " OR i.number IS NOT v.number OR i.live <>"
        " (v.state = 'issued' AND v.kind NOT IN ('credit_note', 'proforma')"
        " AND v.sdi_status <> 'rejected')"
    ),
    N_("its instalments do not sum to what is payable"): (
        "SELECT 'invoice ' || v.number FROM invoice AS v WHERE v.state <> 'draft'"
        " AND v.kind NOT IN ('credit_note', 'proforma') AND v.payable_minor IS NOT"
        " (SELECT sum(amount_minor) FROM instalment WHERE invoice_id = v.id)"
    ),
    N_("its due date is not that of its last instalment"): (
        f"SELECT 'invoice ' || {_INVOICE} FROM invoice AS v WHERE v.last_due IS NOT ifnull("  # noqa: S608
        "(SELECT max(due_date) FROM instalment WHERE invoice_id = v.id), v.due_date)"
    ),
    N_("what is paid, credited or written off is not the sum of its settlements"): (
        f"""
        SELECT 'invoice ' || {_INVOICE} FROM invoice AS v LEFT JOIN (
            SELECT
                invoice_id, max(date) AS last, sum(iif(kind = 'payment', amount_minor, 0)) AS paid,
                sum(iif(kind = 'credit', amount_minor, 0)) AS credited,
                sum(iif(kind = 'write_off', amount_minor, 0)) AS written_off
            FROM settlement GROUP BY invoice_id
        ) AS s ON s.invoice_id = v.id
        WHERE v.paid_minor <> ifnull(s.paid, 0) OR v.credited_minor <> ifnull(s.credited, 0)
        OR v.written_off_minor <> ifnull(s.written_off, 0) OR v.settled_on IS NOT iif(
            v.paid_minor + v.credited_minor + v.written_off_minor = v.payable_minor, s.last, NULL
        )
        """  # noqa: S608
    ),
    N_("what is allocated of it is not the sum of its settlements"): (
        "SELECT 'payment pay-' || p.id FROM payment AS p WHERE p.allocated_minor <>"
        " (SELECT ifnull(sum(amount_minor), 0) FROM settlement WHERE payment_id = p.id)"
        " OR (p.reversed = 1 AND p.allocated_minor <> 0)"
    ),
    N_("it settles an instalment of another invoice"): (
        "SELECT 'settlement ' || s.id FROM settlement AS s"
        " JOIN instalment AS i ON i.id = s.instalment_id WHERE i.invoice_id <> s.invoice_id"
    ),
    N_("its correction was never finished"): (
        "SELECT 'invoice ' || number FROM invoice WHERE correcting <> 0"
    ),
    N_("its e-invoice has a name that was never given"): (
        "SELECT 'invoice ' || number FROM invoice WHERE sdi_file >= ifnull("
        "(SELECT next_seq FROM counter WHERE series = 'sdi-file' AND year = 0), 1)"
    ),
    N_("its lines are not numbered in a row"): (
        f"""
        SELECT 'invoice ' || {_INVOICE} FROM invoice AS v WHERE v.id IN (
            SELECT invoice_id FROM invoice_line GROUP BY 1 HAVING min(no) > 1 OR max(no) > count(*)
            UNION ALL
            SELECT invoice_id FROM invoice_tax GROUP BY 1 HAVING min(no) > 1 OR max(no) > count(*)
        )
        UNION ALL
        SELECT 'quote ' || q.number || '/' || r.seq FROM quote_round AS r
        JOIN quote AS q ON q.id = r.quote_id WHERE r.id IN (
            SELECT round_id FROM quote_line GROUP BY 1 HAVING min(no) > 1 OR max(no) > count(*)
        )
        """  # noqa: S608
    ),
    N_("it names another client than its snapshot"): (
        "SELECT 'invoice ' || number FROM invoice WHERE state <> 'draft'"
        " AND json_extract(client_snapshot, '$.id') IS NOT client_id"
        " UNION ALL SELECT 'quote ' || q.number || '/' || r.seq FROM quote_round AS r"
        " JOIN quote AS q ON q.id = r.quote_id WHERE r.conditions IS NOT NULL"
        " AND json_extract(r.conditions, '$.client.id') IS NOT q.client_id"
    ),
}
"""What is wrong, and a query for where."""


def _derived(db: sqlite3.Connection) -> Iterator[Finding]:
    for what, query in DERIVED.items():
        for (where,) in db.execute(query).fetchall():
            yield Finding(what=what, where=where)


def _totals(db: sqlite3.Connection) -> Iterator[Finding]:
    what = N_("its figures are not those of its lines")
    keys = db.execute(
        f"SELECT id, {_INVOICE} FROM invoice AS v WHERE {_OURS}"  # noqa: S608 - ours
    )
    for key, name in keys.fetchall():
        bill = _loaded(documents.invoice_by_id, db, key)
        if bill is None or bill.totals != _recomputed(bill):
            yield Finding(what=what, where=f"invoice {name}")
    for key, name in db.execute("SELECT id, number FROM quote").fetchall():
        quote = _loaded(documents.quote_by_id, db, key)
        for offer in quote.rounds if quote else ():
            if offer.totals != _recomputed(offer, quote.currency if quote else ""):
                yield Finding(what=what, where=f"quote {name}/{offer.seq}")


T = TypeVar("T")


def _loaded(
    load: Callable[[sqlite3.Connection, int], T], db: sqlite3.Connection, key: int
) -> T | None:
    try:
        return load(db, key)
    except UNREADABLE:
        return None  # the comparison with the log says so too


def _recomputed(it: Invoice | Round, currency: str = "") -> Totals | None:
    try:
        return compute(
            it.lines,
            rules=it.rules,
            currency=currency or it.totals.currency,
            discount=it.discount,
        )
    except (InputError, *UNREADABLE):
        return None


STRUCTURES: tuple[tuple[str, str, type], ...] = (
    ("invoice", "rules", TaxRules),
    ("invoice", "client_snapshot", Client),
    ("invoice", "issuer_snapshot", Issuer),
    ("invoice", "plan", InstalmentPlan),
    ("quote_round", "rules", TaxRules),
    ("quote_round", "tax_groups", TaxGroup),
    ("quote_round", "conditions", Conditions),
    ("retainer", "rules", TaxRules),
)
"""Columns that hold structures: reading passes over a name that it does not know, this does not."""


def _structures(db: sqlite3.Connection) -> Iterator[Finding]:
    what = N_("it holds a name that this version does not know")
    for table, column, kind in STRUCTURES:
        query = f"SELECT min(id), {column} FROM {table} WHERE {column} IS NOT NULL GROUP BY 2"  # noqa: S608
        for key, text in db.execute(query).fetchall():
            held = json.loads(text)
            parts = held if isinstance(held, list) else [held]
            if any(_strange(part, kind) for part in parts):
                yield Finding(what=what, where=f"{table} {key} {column}")


_NESTED: Mapping[str, type] = {"issuer": Issuer, "client": Client}


def _strange(part: Mapping[str, object], kind: type) -> bool:
    """Whether a structure, or one within it, has a name that its type lacks."""
    inner = ((_NESTED[name], held) for name, held in part.items() if name in _NESTED)
    return bool(set(part) - {f.name for f in fields(kind)}) or any(
        isinstance(held, Mapping) and _strange(held, within) for within, held in inner
    )


_GIVEN = (
    f"SELECT series, year, seq FROM invoice AS v WHERE state <> 'draft' AND ({_OURS}"  # noqa: S608
    " OR EXISTS (SELECT 1 FROM counter AS c WHERE c.series = v.series"
    " AND c.year = v.year AND seq >= c.first_seq)) ORDER BY series, year, seq"
)


def _numbers(db: sqlite3.Connection) -> Iterator[Finding]:
    """Look for holes: each number from the first to the last given is on a document."""
    used: dict[tuple[str, int], set[int]] = {}
    for series, year, seq in db.execute(_GIVEN):
        used.setdefault((series, year), set()).add(seq)
    counters = {
        (series, year): (first, following)
        for series, year, first, following in db.execute(
            "SELECT series, year, first_seq, next_seq FROM counter"
            " WHERE series NOT IN ('quote', 'draft', 'sdi-file')"
        )
    }
    for key in sorted(used.keys() | counters.keys()):
        first, following = counters.get(key, (1, 1))
        given = set(range(first, following))
        for seq in sorted(given ^ used.get(key, set())):
            missing = seq in given
            what = N_("this number is missing") if missing else N_("this number was never given")
            yield Finding(what=what, where=f"{key[0]} {key[1]}/{seq}")


_LOOSE = (
    ("draft", "SELECT count(draft_no), ifnull(max(draft_no), 0) FROM invoice", "invoice"),
    ("quote", "SELECT count(*), 0 FROM quote", "quote"),
)


def _loose_numbers(db: sqlite3.Connection) -> Iterator[Finding]:
    """Compare the numbers of drafts and quotes that were given with those in use or deleted."""
    for series, query, kind in _LOOSE:
        (given,) = db.execute(
            "SELECT ifnull(sum(next_seq - first_seq), 0) FROM counter WHERE series = ?", (series,)
        ).fetchone()
        used, highest = db.execute(query).fetchone()
        (gone,) = db.execute(
            "SELECT count(DISTINCT entity_id) FROM activity WHERE entity_kind = ? AND after = ''",
            (kind,),
        ).fetchone()
        if given > used + gone or highest > given:
            yield Finding(what=N_("its counter does not agree with what is there"), where=series)
    yield from _files(db)
    late = db.execute(
        "SELECT q.number FROM quote AS q LEFT JOIN counter AS c"
        " ON c.series = 'quote' AND c.year = q.year WHERE q.seq >= ifnull(c.next_seq, 1)"
    )
    for (number,) in late.fetchall():
        yield Finding(what=N_("this number was never given"), where=f"quote {number}")


_FILES = """
SELECT CAST(substr(kind, 5) AS INTEGER) FROM document WHERE kind GLOB 'sdi-[0-9]*' ORDER BY 1
"""


def _files(db: sqlite3.Connection) -> Iterator[Finding]:
    """Compare the counter of e-invoice files, none of which is named twice, with those kept."""
    kept = [counter for (counter,) in db.execute(_FILES)]
    own = "SELECT next_seq FROM counter WHERE series = 'sdi-file'"
    (following,) = db.execute(own).fetchone() or (1,)
    if kept and kept[-1] >= following:
        yield Finding(what=N_("its counter does not agree with what is there"), where="sdi-file")


def _retainers(db: sqlite3.Connection) -> Iterator[Finding]:
    """Derive the figure and the next due day of each retainer from its parts."""
    what = N_("its figure or its next day is not that of its lines and periods")
    found = db.execute("SELECT id, net_minor, next_due FROM retainer").fetchall()
    for key, net, due in found:
        own = _loaded(retainers.retainer_by_id, db, key)
        if own is None or (own.net.minor, day_text(own.next_due)) != (net, due):
            yield Finding(what=what, where=f"retainer retainer-{key}")


ALL = (_derived, _structures, _totals, _numbers, _loose_numbers, _retainers)
"""What `check --full` runs."""
