"""`calendar`: events that stay themselves, the same bytes on the same day, and nothing private."""

import datetime as dt
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.cli.conftest import Program
from tests.support.systems import is_private, needs_links

PRIVATE = "between us"
STRANGE = 'Rossi; Moda, "S.r.l." \\n END:VEVENT – è'


@pytest.fixture
def book(cli: Program) -> Program:
    """An invoice of two instalments, one of them overdue, with a promise; a paid one."""
    cli.done("client", "edit", "rossi", "--notes", PRIVATE, "--email", "conti@rossi.example")
    halves = ("--instalments", "30% 2026-04-01, 70% 2026-05-01")
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 998", *halves)
    cli.done("invoice", "issue", "draft-1")
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 98", "--due", "2026-05-03")
    cli.done("invoice", "issue", "draft-2")
    cli.today = "2026-04-20"
    cli.done("payment", "add", "2026-002", "100")
    return cli


def events(path: Path) -> dict[str, Any]:
    """Return the events by the part of their UID that tells them apart in a ledger."""
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    found = {str(one["UID"]).partition("@")[0]: one for one in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT"))
    return found


def written(cli: Program, path: Path) -> dict[str, Any]:
    cli.done("calendar", "--out", str(path))
    return events(path)


def test_due_dates_promises_and_the_next_letter_are_all_day_events(
    book: Program, tmp_path: Path
) -> None:
    path = tmp_path / "money.ics"
    found = written(book, path)
    assert {name: one["DTSTART"].dt for name, one in found.items()} == {
        "due-1-1": dt.date(2026, 4, 1),
        "due-1-2": dt.date(2026, 5, 1),
        "reminder-to-1": dt.date(2026, 4, 20),
    }
    due = found["due-1-1"]
    assert (due["DTEND"].dt, due["CLASS"], due["TRANSP"]) == (
        *(dt.date(2026, 4, 2), "PRIVATE", "TRANSPARENT"),
    )
    assert due["DTSTAMP"].dt == dt.datetime(2026, 4, 20, tzinfo=dt.UTC)
    assert due["SUMMARY"] == "2026-001 falls due: Rossi Moda S.r.l."
    assert due["DESCRIPTION"] == "2026-001: €300.00"
    assert found["reminder-to-1"]["SUMMARY"] == "Second reminder to Rossi Moda S.r.l."
    book.done("promise", "add", "2026-001", "250", "--by", "2026-04-24", "--note", PRIVATE)
    promised = written(book, path)
    assert promised["promise-1"]["DTSTART"].dt == dt.date(2026, 4, 24)
    assert "reminder-to-1" not in promised  # an open promise holds the ladder
    book.done("payment", "add", "2026-001", "1000")
    assert written(book, path) == {}


def test_the_same_ledger_gives_the_same_bytes_and_moves_what_moves(
    book: Program, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.ics", tmp_path / "two.ics"
    before = written(book, one)
    written(book, two)
    assert one.read_bytes() == two.read_bytes()
    assert one.read_bytes().endswith(b"END:VCALENDAR\r\n")
    book.done("remind", "hold", "rossi", "--until", "2026-06-01", "--reason", PRIVATE)
    after = written(book, one)
    assert {str(event["UID"]) for event in after.values()} == {
        str(event["UID"]) for event in before.values()
    }
    assert after["reminder-to-1"]["DTSTART"].dt == dt.date(2026, 6, 1)


def test_another_ledger_has_other_names_and_a_copy_the_same(book: Program, tmp_path: Path) -> None:
    own = {str(event["UID"]) for event in written(book, tmp_path / "own.ics").values()}
    book.done("export", str(tmp_path / "all.json"), "--format", "json")
    book.ledger = tmp_path / "copy.db"
    book.done("import", "ledger", str(tmp_path / "all.json"))
    copied = {str(event["UID"]) for event in written(book, tmp_path / "copy.ics").values()}
    assert own == copied
    assert all("rossi" not in name and "marta" not in name for name in own)


def test_nothing_private_is_in_it(book: Program, tmp_path: Path) -> None:
    book.done("promise", "add", "2026-001", "250", "--by", "2026-04-24", "--note", PRIVATE)
    book.done("remind", "hold", "rossi", "--until", "2026-06-01", "--reason", PRIVATE)
    written(book, tmp_path / "money.ics")
    data = (tmp_path / "money.ics").read_bytes().replace(b"\r\n ", b"")
    for text in (PRIVATE, "conti@rossi.example", "01234567897", "12345678903", "Marta"):
        assert text.encode() not in data
    assert is_private(tmp_path / "money.ics")


def test_text_is_data(book: Program, tmp_path: Path) -> None:
    book.done("client", "edit", "rossi", "--name", STRANGE)
    found = written(book, tmp_path / "money.ics")
    assert found["due-1-1"]["SUMMARY"] == f"2026-001 falls due: {STRANGE}"
    lines = (tmp_path / "money.ics").read_bytes().split(b"\r\n")
    assert lines.count(b"END:VEVENT") == 3
    assert max(map(len, lines)) <= 75


def test_nobody_whose_credit_covers_it_is_written_to(book: Program, tmp_path: Path) -> None:
    book.done("payment", "add", "2026-001", "300")
    book.done("payment", "add", "rossi", "5000", "--credit")
    book.done("payment", "reverse", "pay-2")
    assert "reminder-to-1" not in written(book, tmp_path / "money.ics")


@needs_links
def test_only_a_calendar_of_ours_is_replaced(book: Program, tmp_path: Path) -> None:
    path = tmp_path / "money.ics"
    path.write_text("BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\n", encoding="utf-8")
    assert "another file" in book.refused(4, "calendar", "--out", str(path))
    assert "other" in path.read_text(encoding="utf-8")
    real = tmp_path / "real.ics"
    written(book, real)
    link = tmp_path / "link.ics"
    link.symlink_to(real)
    book.refused(4, "calendar", "--out", str(link))
    assert book("calendar").code == 2
    made = book.json("calendar", "--out", str(real))
    assert made == {"schema": 1, "path": str(real), "events": 3}


def test_the_count_is_told_in_the_language(book: Program, tmp_path: Path) -> None:
    told = book.done("calendar", "--out", str(tmp_path / "a.ics"), "--lang", "it")
    assert told.out.splitlines()[-1].endswith(" eventi")
