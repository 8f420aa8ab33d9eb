"""The sample year in a real ledger, at days that calendars make difficult."""

import csv
import datetime as dt
import io
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from smm_ledger.core.bank import Match, MatchKind
from smm_ledger.core.dates import is_business_day
from smm_ledger.core.errors import InputError
from smm_ledger.core.letters import ProofChannel, Rung
from smm_ledger.core.numbering import Series
from smm_ledger.exchange.statements import read_statement
from smm_ledger.i18n.parsing_dates import parse_date
from smm_ledger.resources import sample_data_folder
from smm_ledger.services.demo import DemoLoader, DemoResult, ReplayClock, load_demo
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.sample_files import bank_statement
from tests.support.sample_year import PUBLISHED, over, place

FOLDER = sample_data_folder()
ITALIAN_MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]

QUOTES = Counter(invoiced=18, accepted=5, sent=12, negotiating=5, declined=9, withdrawn=2, draft=3)
HOME = {
    "promise_broken": 2,
    "overdue": 7,  # besides the two whose promises were broken
    "due_today": 1,
    "quote_expiring": 2,
    "quote_silent": 5,
    "quote_expired": 4,
    "payment_without_invoice": 1,
    "to_invoice": 5,
    "retainer_due": 1,
    "draft_invoice": 2,
}


@dataclass(frozen=True)
class Fixed:
    """What depends on the calendar: sums in EUR (the year's in GBP too), aging, some numbers."""

    month: tuple[int, int]
    year: tuple[int, int]
    buckets: tuple[int, int, int, int, int]
    invoices: tuple[str, ...]
    quote: str


FIXED = {
    dt.date(2026, 1, 1): Fixed(
        month=(0, 0),
        year=(0, 0),
        buckets=(258872, 25784, 87688, 64892, 233560),
        invoices=("2025-055", "2025-090"),
        quote="P-2025-039",
    ),
    dt.date(2028, 2, 29): Fixed(
        month=(276758, 126667),
        year=(514903, 0),
        buckets=(258872, 61712, 51760, 64892, 233560),
        invoices=("2027-058", "2028-014"),
        quote="P-2028-006",
    ),
    PUBLISHED: Fixed(
        month=(254302, 97347),
        year=(4732408, 47840),
        buckets=(258872, 61712, 51760, 64892, 233560),
        invoices=("2026-055", "2026-087"),
        quote="P-2026-036",
    ),
}


@dataclass(frozen=True)
class Loaded:
    """A ledger with the sample year, and the steps that its progress went through."""

    today: dt.date
    ledger: Ledger
    result: DemoResult
    steps: tuple[tuple[int, int], ...]


def a_ledger(path: Path, today: dt.date) -> tuple[Ledger, ReplayClock]:
    clock = ReplayClock(today)
    return over(path, clock), clock


def loaded_at(folder: Path, today: dt.date) -> Loaded:
    replay = place(folder / "demo.db", today)
    ledger, _ = a_ledger(folder / "demo.db", today)
    return Loaded(today, ledger, replay.result, replay.steps)


@pytest.fixture(scope="module", params=FIXED, ids=str)
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return loaded_at(tmp_path_factory.mktemp("demo"), request.param)


def test_the_ledger_is_sound_and_marked_as_a_demo(demo: Loaded) -> None:
    assert demo.ledger.upkeep.check(full=True) == []
    with demo.ledger.storage.read() as reader:
        assert reader.is_demo()
    assert demo.steps[-1] == (demo.result.actions, demo.result.actions)
    assert demo.ledger.clock.today() == demo.today


def test_quotes_are_in_the_promised_states(demo: Loaded) -> None:
    rows = demo.ledger.quotes.list()
    assert Counter(row.status for row in rows) == QUOTES
    assert sum(row.expired for row in rows) == HOME["quote_expired"]
    assert set(demo.result.quotes.values()) == {row.number for row in rows}


def test_the_home_screen_has_something_of_each_kind(demo: Loaded) -> None:
    assert dict(demo.ledger.collections.home().counts) == HOME


def test_invoices_are_in_the_promised_states(demo: Loaded) -> None:
    rows = demo.ledger.invoices.list()
    assert Counter(row.state for row in rows) == {"issued": 88, "void": 2, "draft": 2}
    paid = Counter((row.payment_status, row.overdue) for row in rows if row.state == "issued")
    assert paid == {
        ("paid", False): 73,
        ("unpaid", True): 6,
        ("unpaid", False): 5,
        ("partly_paid", True): 3,
        ("partly_paid", False): 1,
    }


def test_numbers_run_with_the_dates_in_each_year_and_nothing_is_ahead(demo: Loaded) -> None:
    issued = [row for row in demo.ledger.invoices.list() if row.number and row.issue_date]
    for year in {row.issue_date.year for row in issued if row.issue_date}:
        mine = sorted(
            (row.number or "", row.issue_date)
            for row in issued
            if row.issue_date and row.issue_date.year == year
        )
        dates = [day for _, day in mine]
        assert [number for number, _ in mine] == [
            f"{year}-{seq:03}" for seq in range(1, len(mine) + 1)
        ]
        assert dates == sorted(dates)
        with demo.ledger.storage.read() as reader:
            assert reader.last_issue_date(Series.INVOICE, year) == dates[-1]
    days = [row.issue_date for row in issued]
    days += [row.date for row in demo.ledger.payments.list()]
    days += [row.last_date for row in demo.ledger.quotes.list() if row.status != "draft"]
    for day in days:
        assert day is not None
        assert demo.today - dt.timedelta(days=400) < day <= demo.today
        assert is_business_day(day, patron_saint="06-24")


def test_the_one_who_never_pays_owes_the_most(demo: Loaded) -> None:
    clients = {row.client.code: row for row in demo.ledger.clients.list()}
    worst = max(clients.values(), key=lambda row: row.overdue_balance)
    assert worst.client.code == "fortezza"
    assert worst.balance == worst.overdue_balance == 233560
    assert worst.paid_invoices == 0
    assert clients["larkspur"].balance == 19760
    assert clients["larkspur"].client.currency == "GBP"


def test_the_one_who_never_pays_went_up_the_whole_ladder(demo: Loaded) -> None:
    letters = demo.ledger.contacts.letters("fortezza")
    assert [one.rung for one in letters] == [Rung.FIRST, Rung.SECOND, Rung.SECOND, Rung.FORMAL]
    assert len(letters[-1].invoices) == 3
    assert [proof.channel for proof in letters[-1].proofs] == [ProofChannel.PEC]


def test_promises_were_kept_and_broken_and_one_is_open(demo: Loaded) -> None:
    promises = {one.client: str(one.state) for one in demo.ledger.promises.list()}
    assert promises == {
        "fortezza": "broken",
        "soffitta-sul-po": "broken",
        "controluce": "kept",
        "pedalita": "open",
    }


def test_nobody_is_written_to_under_a_promise_or_a_suspension(demo: Loaded) -> None:
    blocked = {one.client: str(one.blocked_by) for one in demo.ledger.reminders.plan()}
    assert (blocked["pedalita"], blocked["nuvole-basse"]) == ("promise", "hold")


def test_the_haggler_got_four_rounds_and_a_gift_was_counted(demo: Loaded) -> None:
    quote = demo.ledger.quotes.show(demo.result.quotes["poggio-vendemmia"])
    assert [(r.side, r.totals.net) for r in quote.rounds] == [
        ("me", 195200),
        ("client", 130000),
        ("me", 171200),
        ("client", 145000),
        ("me", 165000),
        ("client", 150000),
        ("me", 159000),
        ("client", 156000),
        ("me", 157500),
    ]
    assert quote.current.gift == 1500
    invoices = [demo.ledger.invoices.show(name) for name in quote.invoices]
    assert [invoice.totals.net for invoice in invoices] == [78750, 78750]


def test_the_log_tells_the_year_in_order(demo: Loaded) -> None:
    log = demo.ledger.upkeep.log()
    instants = [entry.at for entry in log]
    assert instants == sorted(instants)
    assert instants[0].date() < demo.today - dt.timedelta(days=350)
    assert instants[-1].date() <= demo.today
    assert {"send", "counter", "revise", "undo-accept", "void", "reverse"} <= {
        entry.action for entry in log
    }


def test_texts_are_filled_in_the_client_s_language(demo: Loaded) -> None:
    texts = [row.title for row in demo.ledger.quotes.list()]
    for row in demo.ledger.invoices.list():
        shown = demo.ledger.invoices.show(row.number or row.draft or "")
        texts += [line.description for line in shown.lines]
    assert not [text for text in texts if "{" in text or "}" in text]
    before = demo.today.replace(day=1) - dt.timedelta(days=1)
    retainer = demo.ledger.invoices.show(demo.result.invoices["fico-canone-01"])
    wanted = f"Gestione di Instagram, {ITALIAN_MONTHS[before.month - 1]} {before.year}"
    assert retainer.lines[0].description == wanted


def test_the_bank_statement_pays_what_is_owed(demo: Loaded) -> None:
    text = bank_statement(FOLDER, demo.result.calendar, demo.result.invoices)
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    booked = [parse_date(row["Data contabile"], today=demo.today) for row in rows]
    assert booked == sorted(booked, reverse=True)
    assert booked[0] < demo.today
    amounts = [int(row["Importo"].replace(".", "").replace(",", "")) for row in rows]
    show = demo.ledger.invoices.show
    first = show(demo.result.invoices["kranichwerk-catalogue"])
    assert first.number in rows[0]["Descrizione"]
    owed = [
        ("kranichwerk-catalogue",),
        ("terza-pagina-poesia", "terza-pagina-mappa"),
        ("sottoportico-tavole-acconto",),
        ("controluce-mercato",),
    ]
    for ids in owed:
        balance = sum(show(demo.result.invoices[ref]).balance.minor for ref in ids)
        assert balance in amounts
    received = {payment.amount for payment in demo.ledger.payments.list()}
    assert {27766, 47125, 22456, 25784} <= received & set(amounts)


def test_the_bank_statement_matches_the_ledger(demo: Loaded, tmp_path: Path) -> None:
    path = tmp_path / "statement.csv"
    text = bank_statement(FOLDER, demo.result.calendar, demo.result.invoices)
    path.write_text(text, encoding="utf-8")
    statement = read_statement(path, demo.ledger.bank.formats(), currency="EUR")
    found = demo.ledger.bank.look(statement.entries)
    known = demo.result.invoices
    by_kind: dict[MatchKind, list[Match]] = {kind: [] for kind in MatchKind}
    for own in found:
        by_kind[own.kind].append(own)
    counts = {kind: len(rows) for kind, rows in by_kind.items()}
    assert counts == {
        MatchKind.CERTAIN: 1,
        MatchKind.LIKELY: 2,
        MatchKind.AMBIGUOUS: 1,
        MatchKind.UNKNOWN: 0,
        MatchKind.RECORDED: 4,
        MatchKind.OUTGOING: 7,
    }
    paid = [[part.invoice for part in own.shares] for own in by_kind[MatchKind.LIKELY]]
    assert paid == [
        [known["terza-pagina-poesia"], known["terza-pagina-mappa"]],
        [known["controluce-mercato"]],
    ]
    (open_question,) = by_kind[MatchKind.AMBIGUOUS]
    assert known["sottoportico-tavole-acconto"] in open_question.candidates


def test_each_day_has_fixed_results(demo: Loaded) -> None:
    eur, gbp = demo.ledger.collections.home().figures
    assert (eur.open, eur.overdue) == (670796, 411924)
    assert (gbp.open, gbp.overdue) == (19760, 19760)
    review = demo.ledger.collections.review().buckets[0]
    names = ("pedalita-saldo", "kranichwerk-catalogue")
    fixed = Fixed(
        month=(eur.invoiced_month, eur.received_month),
        year=(eur.received_year, gbp.received_year),
        buckets=(review.current, review.d1_30, review.d31_60, review.d61_90, review.d90_plus),
        invoices=tuple(demo.result.invoices[name] for name in names),
        quote=demo.result.quotes["kranichwerk-renewal"],
    )
    assert fixed == FIXED[demo.today]


def hard_days() -> Iterator[dt.date]:
    """Yield days around which months, years, Christmas and Easter are short or long."""
    for year in range(2026, 2031):
        for month, day in ((1, 1), (1, 7), (2, 28), (3, 1), (3, 31), (5, 1), (12, 28), (12, 31)):
            yield dt.date(year, month, day)
    yield dt.date(2028, 2, 29)
    yield dt.date(2027, 3, 29)  # Easter Monday


def test_nothing_is_ever_planned_ahead_or_far_from_its_day(tmp_path: Path) -> None:
    for today in hard_days():
        ledger, clock = a_ledger(tmp_path / "never.db", today)
        loader = DemoLoader(ledger, FOLDER, clock)
        plain = [action.day for action in loader.plan()]
        happens = [loader.calendar.happens(day) for day in plain]
        assert max(plain) <= today
        assert happens == sorted(happens)
        assert max(p - h for p, h in zip(plain, happens, strict=True)) <= dt.timedelta(days=5)
    assert not (tmp_path / "never.db").exists()


def test_a_misspelt_key_is_named_and_nothing_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    shutil.copytree(FOLDER, folder)
    quotes = folder / "quotes.toml"
    quotes.write_text(quotes.read_text(encoding="utf-8").replace("deposit =", "depositt =", 1))
    ledger, clock = a_ledger(tmp_path / "never.db", PUBLISHED)
    with pytest.raises(InputError, match=r"quotes\.toml: nuvole-stagione: depositt"):
        load_demo(ledger, folder, clock)
    assert not (tmp_path / "never.db").exists()


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ('do = "send"', 'do = "shout"', "do"),
        ("day = -350", 'day = "long ago"', "day"),
        ('client = "sguardi"', 'client = ""', "client"),
        ("[[quote]]", "[[quote]", r"quotes\.toml"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, before: str, after: str, named: str) -> None:
    folder = tmp_path / "sample"
    shutil.copytree(FOLDER, folder)
    quotes = folder / "quotes.toml"
    quotes.write_text(quotes.read_text(encoding="utf-8").replace(before, after, 1))
    ledger, clock = a_ledger(tmp_path / "never.db", PUBLISHED)
    with pytest.raises(InputError, match=named):
        load_demo(ledger, folder, clock)
