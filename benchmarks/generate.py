"""Makes a ledger of any size for the benchmarks: our schema, sound for `check --full`.

    python benchmarks/generate.py OUT.db [--clients 1000] [--invoices 100000] [--seed 7]
                                  [--today 2026-11-24] [--no-log]

The same seed gives the same ledger. Few clients have most invoices, old invoices are nearly all
paid, recent ones open; some pay late, some in parts. Rows go in by the thousand with triggers and
indexes made last, so the triggers are not what is measured here: `check` proves the outcome.
`--no-log` leaves the log of every thing out (ten times faster; then only the quick check is clean).
"""

import argparse
import datetime as dt
import itertools
import random
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from smm_ledger.core.canonical import canonical_json, chain_hash
from smm_ledger.core.dates import Terms
from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.lines import Line
from smm_ledger.core.parties import Client, ClientKind, Issuer
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Round, Side
from smm_ledger.core.states import InvoiceState, QuoteStatus
from smm_ledger.core.totals import TaxRules, compute
from smm_ledger.db import log, mapping, migrate
from smm_ledger.db.engine import connect

TODAY = dt.date(2026, 11, 24)
YEARS = 10
STAMP, STAMP_ABOVE = 200, 7747
FIRST = ("Giulia", "Marco", "Sara", "Luca", "Anna", "Paolo", "Chiara", "Andrea", "Elena")
LAST = ("Rossi", "Bianchi", "Ferrari", "Esposito", "Romano", "Colombo", "Ricci", "Marino")
TRADE = ("Studio", "Ristorante", "Hotel", "Pasticceria", "Boutique", "Palestra", "Cantina")
CITY = ("Milano", "Roma", "Torino", "Napoli", "Bologna", "Firenze", "Bari", "Palermo")
WORK = ("Piano editoriale", "Gestione Instagram", "Reel", "Report mensile", "Campagna", "Shooting")
RULES = TaxRules(
    regime="it-forfettario",
    standard_nature="N2.2",
    stamp_amount=STAMP,
    stamp_threshold=STAMP_ABOVE,
)
ISSUER = Issuer(name="Marta Ferraris", vat_id="12345678903", city="Torino", zip="10121")

Row = dict[str, object]


@dataclass(slots=True)
class Batch:
    """Rows of each table, and the counters."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)

    def add(self, table: str, row: Row) -> int:
        """Add a row under the next key of its table."""
        key = self.ids.get(table, 0) + 1
        self.ids[table] = key
        self.tables.setdefault(table, []).append({"id": key, **row})
        return key

    def part(self, table: str, row: Row) -> None:
        """Add a row that has no key of its own."""
        self.tables.setdefault(table, []).append(row)

    def number(self, series: str, year: int) -> int:
        """Take the next number of a series."""
        self.numbers[series, year] = self.numbers.get((series, year), 0) + 1
        return self.numbers[series, year]

    def flush(self, db: sqlite3.Connection) -> None:
        """Insert what has gathered."""
        for table, rows in self.tables.items():
            columns = list(rows[0])
            marks = ", ".join(f":{column}" for column in columns)
            sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
            db.executemany(sql, rows)
        self.tables.clear()


def generate(
    path: Path,
    *,
    clients: int = 1000,
    invoices: int = 100_000,
    seed: int = 7,
    today: dt.date = TODAY,
    with_log: bool = True,
) -> None:
    """Make a ledger at `path`, which must not exist."""
    chance = random.Random(seed)  # noqa: S311 - the same ledger every time is what is wanted
    path.touch(exist_ok=False, mode=0o600)
    with closing(connect(path)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -200000")
        db.execute("BEGIN IMMEDIATE")
        migrate.apply(db)
        later = db.execute(
            "SELECT type, name, sql FROM sqlite_schema"
            " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid"
        ).fetchall()
        for kind, name, _ in later:
            db.execute(f"DROP {kind} {name}")
        _fill(db, chance, clients, invoices, today)
        for _, _, sql in later:
            db.execute(sql)
        _write_log(db, today, things=with_log)
        db.execute("COMMIT")


def _fill(
    db: sqlite3.Connection, chance: random.Random, clients: int, invoices: int, today: dt.date
) -> None:
    batch = Batch()
    batch.part("setting", {"key": "demo", "value": "no"})
    batch.add("issuer", mapping.issuer_values(ISSUER))
    known = [_client(chance, batch, number) for number in range(1, clients + 1)]
    lateness = [chance.choice((-3, 0, 2, 7, 20, 45)) for _ in known]
    weights = [1 / (rank + 5) ** 0.8 for rank in range(clients)]
    who = chance.choices(range(clients), weights, k=invoices)
    days = YEARS * 365
    for number, client in enumerate(who):
        issued = today - dt.timedelta(days=days - number * days // invoices)
        _invoice(chance, batch, known[client], issued, today, lateness[client])
        if number % 5000 == 0:
            batch.flush(db)
    for number in range(invoices // 500):
        _quote(chance, batch, chance.choice(known), today - dt.timedelta(days=number), today)
    for (series, year), last in batch.numbers.items():
        row: Row = {"series": series, "year": year, "first_seq": 1, "next_seq": last + 1}
        batch.part("counter", row)
    batch.flush(db)


def _client(chance: random.Random, batch: Batch, number: int) -> tuple[Client, str]:
    city = chance.choice(CITY)
    owner = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    name = owner if chance.random() < 0.25 else f"{chance.choice(TRADE)} {owner}"
    client = Client(
        id=number,
        name=f"{name} {number}",
        code=f"{name.lower().replace(' ', '-')}-{number}",
        kind=ClientKind.COMPANY,
        city=city,
        email=f"info{number}@example.it",
        terms=Terms("days", chance.choice((0, 15, 30, 30, 30, 60))),
        version=1,
    )
    batch.add("client", {**mapping.client_values(client), "version": 1})
    return client, canonical_json(client)


TEMPLATE_LINE = Line(description="", vat_nature="N2.2")
TEMPLATE = Invoice(
    client=Client(name="", code="-"),
    issuer=ISSUER,
    kind=InvoiceKind.INVOICE,
    state=InvoiceState.DRAFT,
    currency="EUR",
    lines=(TEMPLATE_LINE,),
    rules=RULES,
    totals=compute((TEMPLATE_LINE,), rules=RULES, currency="EUR"),
    terms=Terms("days", 30),
)
INVOICE_ROW: Row = {
    **mapping.invoice_values(TEMPLATE),
    "state": "draft",
    "number": None,
    "year": None,
    "seq": None,
    "client_snapshot": None,
    "issuer_snapshot": None,
    "paid_minor": 0,
    "credited_minor": 0,
    "written_off_minor": 0,
    "settled_on": None,
    "version": 1,
}
LINE_ROW: Row = mapping.line_values(TEMPLATE_LINE, 1, 0)
ISSUER_TEXT = canonical_json(ISSUER)


def _invoice(
    chance: random.Random,
    batch: Batch,
    party: tuple[Client, str],
    issued: dt.date,
    today: dt.date,
    late: int,
) -> None:
    client, snapshot = party
    fate = chance.random()
    draft = (today - issued).days < 40 and fate < 0.15
    void = fate > 0.995
    lines = list(_lines(chance, issued))
    net = sum(line["net_minor"] for line in lines)  # type: ignore[misc]  # whole numbers
    stamp = STAMP if net > STAMP_ABOVE else 0
    total = net + stamp
    due = issued + dt.timedelta(days=client.terms.days)
    paid, parts = (0, []) if draft or void else _parts(chance, total, issued, due, today, late)
    row = INVOICE_ROW | {
        "draft_no": batch.number("draft", 0),
        "client_id": client.id,
        "terms": str(client.terms),
        "net_minor": net,
        "stamp_duty_minor": stamp,
        "stamp_in_total_minor": stamp,
        "total_minor": total,
        "payable_minor": total,
        "paid_minor": paid,
        "settled_on": parts[-1][0].isoformat() if parts and paid == total else None,
    }
    if not draft:
        seq = batch.number("invoice", issued.year)
        row |= {
            "state": "void" if void else "issued",
            "number": f"{issued.year}-{seq:03}",
            "year": issued.year,
            "seq": seq,
            "issue_date": issued.isoformat(),
            "last_due": due.isoformat(),
            "client_snapshot": snapshot,
            "issuer_snapshot": ISSUER_TEXT,
        }
    key = batch.add("invoice", row)
    for line in lines:
        batch.part("invoice_line", {"invoice_id": key, **line})
    group: Row = {"no": 1, "rate": "0", "nature": "N2.2", "base_minor": net, "tax_minor": 0}
    batch.part("invoice_tax", {"invoice_id": key, **group})
    if not draft:
        _instalment(batch, row | {"id": key}, due, (total, paid))
        _payments(chance, batch, key, client.id, parts)


def _lines(chance: random.Random, issued: dt.date) -> Iterator[Row]:
    for no in range(1, max(1, min(12, int(chance.expovariate(1 / 2.0) + 1))) + 1):
        price = chance.choice((5000, 8000, 12000, 15000, 25000, 48000)) + chance.randrange(900)
        halves = chance.choice((2, 2, 2, 3, 4, 6))
        text = f"{chance.choice(WORK)} {issued.month}/{issued.year}"
        yield LINE_ROW | {
            "no": no,
            "description": text,
            "quantity": "1.5" if halves == 3 else str(halves // 2),
            "unit_price": mapping.number_text(Decimal(price).scaleb(-2)),
            "net_minor": (price * halves + 1) // 2,
        }


def _parts(
    chance: random.Random,
    total: int,
    issued: dt.date,
    due: dt.date,
    today: dt.date,
    late: int,
) -> tuple[int, list[tuple[dt.date, int]]]:
    """Return what is paid in all, and each part with its day."""
    if chance.random() < 0.012:
        return 0, []
    first = due + dt.timedelta(days=late + chance.randrange(-4, 12))
    times = chance.choices((1, 2, 3), (80, 15, 5))[0]
    share = total // times
    amounts = [share] * (times - 1) + [total - share * (times - 1)]
    days = (max(issued, first + dt.timedelta(days=25 * n)) for n in range(times))
    parts = [(day, amount) for day, amount in zip(days, amounts, strict=True) if day <= today]
    return sum(amount for _, amount in parts), parts


def _instalment(batch: Batch, invoice: Row, due: dt.date, sums: tuple[int, int]) -> None:
    row: Row = {
        "invoice_id": invoice["id"],
        "seq": 1,
        "due_date": due.isoformat(),
        "amount_minor": sums[0],
        "settled_minor": sums[1],
        "client_id": invoice["client_id"],
        "currency": "EUR",
        "number": invoice["number"],
        "live": int(invoice["state"] == "issued"),
    }
    batch.add("instalment", row)


def _payments(
    chance: random.Random,
    batch: Batch,
    invoice: int,
    client: int,
    parts: Iterable[tuple[dt.date, int]],
) -> None:
    for day, amount in parts:
        payment: Row = {
            "client_id": client,
            "date": day.isoformat(),
            "amount_minor": amount,
            "currency": "EUR",
            "method": chance.choice(("bonifico", "bonifico", "paypal", "contanti")),
            "reference": "",
            "reversed": 0,
            "reversal_reason": "",
            "allocated_minor": amount,
        }
        key = batch.add("payment", payment)
        settlement: Row = {
            "instalment_id": batch.ids["instalment"],
            "invoice_id": invoice,
            "kind": "payment",
            "date": day.isoformat(),
            "amount_minor": amount,
            "payment_id": key,
            "credit_note_id": None,
            "reason": "",
        }
        batch.add("settlement", settlement)


def _quote(
    chance: random.Random,
    batch: Batch,
    party: tuple[Client, str],
    made: dt.date,
    today: dt.date,
) -> None:
    lines = (Line(description=WORK[0], unit_price=Decimal(chance.randrange(200, 2000))),)
    open_ones = (QuoteStatus.SENT, QuoteStatus.NEGOTIATING, QuoteStatus.DRAFT)
    closed = (QuoteStatus.DECLINED, QuoteStatus.WITHDRAWN, QuoteStatus.INVOICED)
    offer = Round(
        seq=1,
        side=Side.ME,
        date=made,
        lines=lines,
        rules=RULES,
        totals=compute(lines, rules=RULES, currency="EUR"),
        valid_until=made + dt.timedelta(days=30),
    )
    seq = batch.number("quote", made.year)
    quote = Quote(
        number=f"P-{made.year}-{seq:03}",
        year=made.year,
        seq=seq,
        client_id=party[0].id,
        client=party[0].code,
        title=chance.choice(WORK),
        currency="EUR",
        status=chance.choice(open_ones if (today - made).days < 40 else closed),
        rounds=(offer,),
    )
    key = batch.add("quote", {**mapping.quote_values(quote), "version": 1})
    frozen = int(quote.status is not QuoteStatus.DRAFT)
    row: Row = {"quote_id": key, "frozen": frozen, **mapping.round_values(offer)}
    round_id = batch.add("quote_round", row)
    for line in mapping.lines_values(lines, offer.totals):
        batch.part("quote_line", {"round_id": round_id, **line})


NAMES = {
    "client": "SELECT id, code FROM client ORDER BY id",
    "quote": "SELECT id, number FROM quote ORDER BY id",
    "invoice": "SELECT id, ifnull(number, 'draft-' || draft_no) FROM invoice ORDER BY id",
    "payment": "SELECT id, 'pay-' || id FROM payment ORDER BY id",
}


def _write_log(db: sqlite3.Connection, today: dt.date, *, things: bool) -> None:
    """Write one entry for each thing; the first vouches for all settlements."""
    (last,) = db.execute("SELECT ifnull(max(id), 0) FROM settlement").fetchone()
    first = {"settlements": log.voucher(db, "settlements", 1, last)} if last else {}
    entries = itertools.chain(
        [("ledger", 0, "ledger", first), ("issuer", 1, "issuer", {})],
        _entries(db) if things else (),
    )
    previous, rows = "", []
    for seq, (kind, key, name, data) in enumerate(entries, 1):
        row: Row = {
            "seq": seq,
            "at": f"{today.isoformat()}T10:00:00.000+00:00",
            "entity_kind": kind,
            "entity_id": key,
            "entity": name,
            "action": "import",
            "data": canonical_json(data),
            "after": log.after(db, kind, key),
        }
        previous = chain_hash(previous, log.content(row))
        rows.append(row | {"hash": previous})
    batch = Batch(tables={"activity": rows})
    batch.flush(db)


def _entries(db: sqlite3.Connection) -> Iterator[tuple[str, int, str, dict[str, object]]]:
    for kind, query in NAMES.items():
        for key, name in db.execute(query).fetchall():
            yield kind, key, name, {}


def main() -> None:
    """Read the command line and make the ledger."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path)
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--invoices", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--today", type=dt.date.fromisoformat, default=TODAY)
    parser.add_argument("--no-log", action="store_true")
    given = parser.parse_args()
    generate(
        given.out,
        clients=given.clients,
        invoices=given.invoices,
        seed=given.seed,
        today=given.today,
        with_log=not given.no_log,
    )
    with closing(connect(given.out, mode="ro")) as db:
        for table in ("client", "invoice", "invoice_line", "payment", "activity"):
            (count,) = db.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
            print(f"{table:14}{count:>9}")


if __name__ == "__main__":
    main()
