"""What goes to files by keys: dossier, calendar, report, statement of account; and kept files."""

import datetime as dt
from pathlib import Path

import pytest

from smm_ledger.cli.app import main
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.dialogs.confirm import ConfirmDialog
from smm_ledger.tui.dialogs.files import DossierDialog
from smm_ledger.tui.dialogs.path import PathDialog
from smm_ledger.tui.screens.client import ClientScreen
from smm_ledger.tui.screens.collections import CollectionsScreen
from smm_ledger.tui.screens.home import HomeScreen
from smm_ledger.tui.screens.quote import QuoteScreen
from smm_ledger.tui.screens.reports import ReportsScreen
from smm_ledger.tui.widgets.table import WindowedTable
from tests.tui.books import a_book, add_invoice, add_quote, front, press, rest, until, write
from tests.tui.debts import opened, owed_invoice, rossi
from tests.tui.forms import complaint, fill
from tests.tui.support import SMALL, TODAY, WIDE, context, shown, toasts, words_on


@pytest.fixture
def late(tmp_path: Path) -> Ledger:
    ledger = a_book(tmp_path)
    add_invoice(ledger, due=TODAY - dt.timedelta(days=0))
    return ledger


def leftovers(folder: Path) -> list[Path]:
    """Return folders that were begun and not taken away."""
    return list(folder.glob(".smm-ledger-folder-*"))


# --- the dossier ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, WIDE])
@pytest.mark.parametrize("language", ["it", "en"])
async def test_a_clients_dossier_is_written_and_opened(
    late: Ledger, tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    folder = tmp_path / "dossier-2026-11-24-rossi"
    async with shown(context(late, language=language), rossi, size=size) as pilot:
        await press(pilot, "Z")
        assert isinstance(front(pilot), DossierDialog)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(front(pilot), ConfirmDialog))
        assert "HTML" in words_on(pilot), "there are no PDF libraries in this test"
        await press(pilot, "enter")
        assert opened(pilot) == [folder]
    index = (folder / "index.html").read_text()
    assert index == f"DossierIndex Rossi Moda srl in {language}"
    assert (folder / "SHA256SUMS").is_file()


async def test_an_invoices_dossier_in_the_other_language_and_not_opened(
    late: Ledger, tmp_path: Path
) -> None:
    ctx = context(late, language="en")
    async with shown(ctx, owed_invoice) as pilot:
        await press(pilot, "Z")
        await fill(pilot, out=str(tmp_path / "for-the-lawyer"))
        await press(pilot, "tab", "right", "enter")
        await until(pilot, lambda: isinstance(front(pilot), ConfirmDialog))
        await press(pilot, "escape")
        assert opened(pilot) == []
    assert (tmp_path / "for-the-lawyer" / "index.html").read_text().endswith(" in it")


async def test_what_is_there_is_not_touched_and_what_is_given_up_leaves_nothing(
    late: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with shown(context(late, language="en"), rossi) as pilot:
        (tmp_path / "full").mkdir()
        (tmp_path / "full" / "mine.txt").write_text("mine")
        await press(pilot, "Z")
        await fill(pilot, out=str(tmp_path / "full"))
        await press(pilot, "enter")
        await until(pilot, lambda: "something of that name" in " ".join(toasts(pilot)))
        assert isinstance(front(pilot), ClientScreen)
        monkeypatch.setattr(
            "smm_ledger.tui.dialogs.work.WorkDialog.on_mount",
            lambda dialog: dialog.action_cancel(),
            raising=False,
        )
        await press(pilot, "Z")
        await fill(pilot, out=str(tmp_path / "given-up"))
        await press(pilot, "enter")
        await until(pilot, lambda: "Given up" in " ".join(toasts(pilot)))
        assert isinstance(front(pilot), ClientScreen)
    assert [one.name for one in (tmp_path / "full").iterdir()] == ["mine.txt"]
    assert not (tmp_path / "given-up").exists()
    assert leftovers(tmp_path) == []


async def test_without_an_invoice_there_is_nothing_to_hand_over(tmp_path: Path) -> None:
    async with shown(context(a_book(tmp_path), language="en"), rossi) as pilot:
        await press(pilot, "Z")
        await until(pilot, lambda: "nothing was issued" in " ".join(toasts(pilot)))


# --- the calendar ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["it", "en"])
async def test_the_calendar_is_written_again_over_itself_alone(
    late: Ledger, tmp_path: Path, language: str
) -> None:
    late.clock.day = TODAY + dt.timedelta(days=3)  # type: ignore[attr-defined]  # the test's clock
    path = tmp_path / "calendar.ics"
    async with shown(context(late, language=language), CollectionsScreen) as pilot:
        for _ in range(2):
            await press(pilot, "E")
            assert isinstance(front(pilot), PathDialog)
            await press(pilot, "enter")
            await until(pilot, lambda: str(path) in " ".join(toasts(pilot)).replace("\n", ""))
        assert b"2026-001" in path.read_bytes()
        path.write_text("mine")
        await press(pilot, "E", "enter")
        await until(pilot, lambda: isinstance(front(pilot), CollectionsScreen))
        await rest(pilot)
    assert path.read_text() == "mine"


async def test_the_calendar_is_in_the_palette_everywhere(late: Ledger, tmp_path: Path) -> None:
    async with shown(context(late, language="en")) as pilot:
        assert isinstance(front(pilot), HomeScreen)
        await press(pilot, "colon")
        await write(pilot, "as a calendar")
        await press(pilot, "enter")
        assert isinstance(front(pilot), PathDialog)
        await press(pilot, "enter")
        await until(pilot, (tmp_path / "calendar.ics").exists)


# --- reports --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    ["negotiation", "aging", "revenue", "cash", "stamp", "clients", "cashflow", "losses"],
)
async def test_a_report_is_written_as_the_command_writes_it(
    late: Ledger, tmp_path: Path, key: str
) -> None:
    yearly = key in {"revenue", "cash", "stamp"}
    path = tmp_path / f"report-{key}-{'2026' if yearly else '2026-11-24'}.csv"
    async with shown(context(late, language="it"), ReportsScreen) as pilot:
        front(pilot).query_one(WindowedTable).move_to(key)
        await press(pilot, "E", "enter")
        await until(pilot, path.exists)
        await rest(pilot)
    out = tmp_path / "by-command.csv"
    words = ["--ledger", str(late.storage.path), "--today", TODAY.isoformat(), "--csv", str(out)]
    assert main(["report", key, *words]) == 0
    assert path.read_bytes() == out.read_bytes()


async def test_another_year_is_shown_and_written(late: Ledger, tmp_path: Path) -> None:
    async with shown(context(late, language="it"), ReportsScreen) as pilot:
        front(pilot).query_one(WindowedTable).move_to("clients")
        await press(pilot, "f")
        assert isinstance(front(pilot), ReportsScreen), "this one is of no year"
        front(pilot).query_one(WindowedTable).move_to("revenue")
        await rest(pilot)
        assert "Rossi Moda srl" in words_on(pilot)
        await press(pilot, "f", "down", "enter")
        assert "2025" in words_on(pilot).splitlines()[0]
        assert "Rossi Moda srl" not in words_on(pilot)
        await press(pilot, "E", "enter")
        await until(pilot, (tmp_path / "report-revenue-2025.csv").exists)


async def test_a_file_that_is_no_report_is_not_replaced(late: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("mine")
    async with shown(context(late, language="en"), ReportsScreen) as pilot:
        await press(pilot, "E")
        await fill(pilot, path=str(path))
        await press(pilot, "enter")
        await until(pilot, lambda: "mine.csv" in " ".join(toasts(pilot)))
    assert path.read_text() == "mine"


# --- the statement of account ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "closing"), [("it", "Saldo finale"), ("en", "Closing balance")]
)
async def test_the_statement_of_account_is_shown_and_made(
    late: Ledger, tmp_path: Path, language: str, closing: str
) -> None:
    async with shown(context(late, language=language), rossi) as pilot:
        await press(pilot, "v")
        assert closing in words_on(pilot)
        assert "2026-001" in words_on(pilot)
        await press(pilot, "escape", "p", "tab")
        await fill(pilot, **{"from": "2027-01-01" if language == "en" else "1/1/2027"})
        await press(pilot, "enter")
        assert complaint(pilot, "to")
        await fill(pilot, **{"from": "2026-11-01" if language == "en" else "1/11/2026"})
        await press(pilot, "enter")
        path = tmp_path / "2026-11-01-2026-11-24.html"  # no PDF libraries in this test
        await until(pilot, path.exists)
        assert opened(pilot) == []
        await press(pilot, "o", "enter")
        await until(pilot, lambda: bool(opened(pilot)))


# --- kept files -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["it", "en"])
async def test_a_file_is_kept_with_a_client_a_quote_and_an_invoice(
    late: Ledger, tmp_path: Path, language: str
) -> None:
    number = add_quote(late)
    file = tmp_path / "signed [b].pdf"
    file.write_bytes(b"signed")
    screens = {
        "rossi": rossi,
        number: lambda ctx: QuoteScreen(ctx, number),
        "2026-001": owed_invoice,
    }
    for ref, make in screens.items():
        async with shown(context(late, language=language), make) as pilot:
            await press(pilot, "plus")
            await fill(pilot, file=str(tmp_path / "missing.pdf"))
            await press(pilot, "enter")
            assert late.contacts.attachments(ref) == []
            await fill(pilot, file=str(file), note="signed")
            await press(pilot, "enter")
            assert "signed [b].pdf" in toasts(pilot)[-1]
            await press(pilot, "plus")
            assert "signed [b].pdf" in words_on(pilot)
        (kept,) = late.contacts.attachments(ref)
        assert (kept.name, kept.note) == ("signed [b].pdf", "signed")
