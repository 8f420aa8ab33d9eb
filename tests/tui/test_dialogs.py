"""What holds for every dialog: what is typed is not lost, and what is wrong is said where it is."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from smm_ledger.i18n.translator import Translator
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.tui.dialogs.confirm import LeaveDialog
from smm_ledger.tui.dialogs.files import AttachDialog
from smm_ledger.tui.dialogs.hold import HoldDialog
from smm_ledger.tui.dialogs.note import NoteDialog
from smm_ledger.tui.dialogs.path import PathDialog
from smm_ledger.tui.dialogs.payment import PaymentDialog
from smm_ledger.tui.dialogs.proof import ProofDialog
from smm_ledger.tui.keymap import KEYS
from smm_ledger.tui.places import PLACES, detail, make
from smm_ledger.tui.screens.collections import CollectionsScreen
from smm_ledger.tui.screens.settings import NAME_WIDTH, NAMES, SettingsScreen
from smm_ledger.tui.widgets.table import WindowedTable
from tests.tui.books import a_book, add_quote, front, press, write
from tests.tui.debts import LATE, late, turn
from tests.tui.support import SMALL, TODAY, WIDE, context, ledger_at, shown, toasts, words_on


def client(ctx: Any) -> Screen[Any]:  # noqa: ANN401 - any context
    return detail(ctx, "client", "rossi")


async def test_a_dialog_asks_before_what_was_typed_is_lost(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger), client) as pilot:
        await press(pilot, "H", "tab")
        await write(pilot, "contestata")
        await press(pilot, "escape")
        assert isinstance(front(pilot), LeaveDialog)
        await press(pilot, "enter")
        assert isinstance(front(pilot), HoldDialog)
        assert "contestata" in words_on(pilot)
        await press(pilot, "escape", "d")
        assert len(pilot.app.screen_stack) == 2


@pytest.mark.parametrize("keys", [["H"], ["r"], ["t", "right"], ["p"]])
async def test_a_dialog_in_which_nothing_was_typed_just_closes(
    tmp_path: Path, keys: list[str]
) -> None:
    async with shown(context(late(tmp_path)), client) as pilot:
        await press(pilot, *keys, "escape")
        assert len(pilot.app.screen_stack) == 2


async def test_a_note_is_not_lost_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    ledger = a_book(tmp_path)
    number = add_quote(ledger)
    async with shown(context(ledger), lambda ctx: detail(ctx, "quote", number)) as pilot:
        await press(pilot, "ctrl+e")
        await write(pilot, "vuole tutto")
        await press(pilot, "escape", "enter")
        assert isinstance(front(pilot), NoteDialog)
        await press(pilot, "escape", "d")
        assert len(pilot.app.screen_stack) == 2


async def test_a_file_that_is_not_there_is_told_beside_its_field(tmp_path: Path) -> None:
    async with shown(context(late(tmp_path)), client) as pilot:
        await press(pilot, "plus")
        await write(pilot, "nulla.pdf")
        await press(pilot, "enter")
        assert isinstance(front(pilot), AttachDialog)
        assert "questo file non esiste" in words_on(pilot)
        assert not toasts(pilot)


@pytest.mark.parametrize("there", [False, True])
async def test_a_statement_that_cannot_be_read_leaves_its_path_to_be_mended(
    tmp_path: Path, *, there: bool
) -> None:
    path = tmp_path / "e.csv"
    if there:
        path.write_text("Data;Descrizione;Importo\nnon-so;Rossi;12,00\n", encoding="utf-8")
    ledger = late(tmp_path)
    ledger.bank.keep_format("mia", "date=Data,text=Descrizione,amount=Importo")
    async with shown(context(ledger), lambda ctx: make(ctx, PLACES["statement"])) as pilot:
        await press(pilot, "n")
        assert "movimenti.csv" in words_on(pilot)
        front(pilot).query_one("TextInput").text = str(path)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert isinstance(front(pilot), PathDialog)
        said = "riga 2, date" if there else "questo file non esiste"
        assert said in words_on(pilot)
        assert not toasts(pilot)


async def test_a_receipt_that_is_not_there_is_told_beside_its_field(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger), client) as pilot:
        await press(pilot, "m", "y")
        await press(pilot, "N")
        assert isinstance(front(pilot), ProofDialog)
        assert "reminder-" not in words_on(pilot).split("Indietro")[0].split("╭")[1]
        front(pilot).query("TextInput").last().text = "nulla.eml"  # type: ignore[attr-defined]
        await press(pilot, "ctrl+s")
        assert isinstance(front(pilot), ProofDialog)
        assert "questo file non esiste" in words_on(pilot)


async def test_the_letter_says_which_keys_record_it(tmp_path: Path) -> None:
    async with shown(context(late(tmp_path)), client) as pilot:
        await press(pilot, "m")
        assert "Con i tasti y p e risulta inviato;" in words_on(pilot)


async def test_a_client_is_called_by_its_name(tmp_path: Path) -> None:
    ledger = late(tmp_path, invoices=2)
    async with shown(context(ledger), client) as pilot:
        await press(pilot, "r")
        assert isinstance(front(pilot), PaymentDialog)
        assert "Incasso da Rossi Moda srl" in words_on(pilot)
        await press(pilot, "escape", "m", "y", "m")
        assert "Rossi Moda srl: " in words_on(pilot)
    async with shown(context(ledger), CollectionsScreen) as pilot:
        await press(pilot, "full_stop")
        assert "Che cosa fare con Rossi Moda srl" in words_on(pilot)


async def test_the_menu_of_a_client_says_what_its_keys_do_here(tmp_path: Path) -> None:
    async with shown(context(late(tmp_path)), client) as pilot:
        await press(pilot, "full_stop")
        assert "crea un preventivo per questo cliente" in words_on(pilot)
        assert "ne crea uno nuovo" not in words_on(pilot)


@pytest.mark.parametrize("language", ["it", "en"])
async def test_the_help_says_no_line_under_the_keys(tmp_path: Path, language: str) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language=language), CollectionsScreen, size=WIDE) as pilot:
        await press(pilot, "question_mark")
        lines = [line.split("│")[1] for line in words_on(pilot).split("\n") if "│" in line]
        told = [line for line in lines if line.strip()]
        heads = {"Tasti", "In", "Spostarsi", "Ovunque", "Keys", "On", "Moving", "Everywhere", "esc"}
        for line in told:
            assert line.startswith("   ") or line.split()[0] in heads, line


@pytest.mark.parametrize("language", ["it", "en"])
async def test_the_settings_are_called_by_their_whole_names(tmp_path: Path, language: str) -> None:
    words = Translator(language)
    assert max(len(words.gettext(name)) for name in NAMES.values()) <= NAME_WIDTH
    async with shown(context(ledger_at(tmp_path), language=language), SettingsScreen) as pilot:
        assert words.gettext(NAMES["hint_growing"]) in words_on(pilot)


@pytest.mark.parametrize("size", [SMALL, WIDE])
@pytest.mark.parametrize("language", ["it", "en"])
async def test_an_amount_of_the_aging_stays_beside_its_name(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    ledger = late(tmp_path, invoices=3)
    async with shown(context(ledger, language=language), CollectionsScreen, size=size) as pilot:
        lines = words_on(pilot).split("\n")[1:8]
        assert not any(line.strip().startswith("·") for line in lines)
        assert not any(line.rstrip().endswith((">", ":")) for line in lines)


@pytest.mark.parametrize("key", KEYS.values(), ids=lambda key: key.id)
def test_the_help_speaks_in_one_voice(key: Any) -> None:  # noqa: ANN401 - a key
    """Italian tips say what a key does (`apre`), not what to do (`apri`, `aprire`)."""
    first = Translator("it").gettext(key.tip).split()[0]
    assert not first.endswith(("are", "ere", "ire")), first
    assert first not in {"scrivi", "scegli", "apri", "sospendi", "richiedi"}


async def test_who_describes_a_statement_sees_what_its_columns_are_called(tmp_path: Path) -> None:
    path = tmp_path / "mia.csv"
    path.write_text("Conto 1\n\nQuando;Che cosa;Quanto\n23/11/2026;A, b, c, d;1,00\n", "utf-8")
    async with shown(context(late(tmp_path)), lambda ctx: make(ctx, PLACES["statement"])) as pilot:
        await press(pilot, "n")
        front(pilot).query_one("TextInput").text = str(path)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert "Si chiamano: Quando, Che cosa, Quanto" in words_on(pilot)


async def test_a_statement_offers_only_keys_that_do_something(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    rows = "20/11/2026;Canone;-3,00\n21/11/2026;Rossi Moda;792,00\n"
    path.write_text("Data;Descrizione;Importo\n" + rows, encoding="utf-8")
    ledger = late(tmp_path)
    ledger.bank.keep_format("mia", "date=Data,text=Descrizione,amount=Importo")
    async with shown(context(ledger), lambda ctx: make(ctx, PLACES["statement"])) as pilot:
        assert "⏎" not in words_on(pilot)
        await press(pilot, "n")
        front(pilot).query_one("TextInput").text = str(path)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert "Tutti i certi" not in words_on(pilot)
        feet = []
        for _ in range(2):
            feet.append(words_on(pilot).split("\n")[-1])
            await press(pilot, "j")
        assert sorted("⏎" in foot for foot in feet) == [False, True]


@pytest.mark.parametrize("place", ["settings", "log", "statement"])
async def test_no_key_marks_rows_where_nothing_is_done_with_several(
    tmp_path: Path, place: str
) -> None:
    async with shown(context(late(tmp_path)), lambda ctx: make(ctx, PLACES[place])) as pilot:
        await press(pilot, "question_mark", *["J"] * 3)
        assert "segna la riga" not in words_on(pilot)


async def test_the_letters_of_the_marked_clients_alone_are_gone_through(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    ledger.clients.add({"name": "Altri srl", "code": "altri"})
    line = LineInput(description="Reel", unit_price=Decimal(50))
    due = TODAY - dt.timedelta(days=LATE)
    turn(ledger, due)
    draft = ledger.invoices.new(InvoiceInput(client="altri", lines=[line], due=due))
    ledger.invoices.issue(draft.name)
    turn(ledger, TODAY)
    async with shown(context(ledger), CollectionsScreen) as pilot:
        await press(pilot, "I")
        assert "(1 di 2)" in words_on(pilot)
        await press(pilot, "escape")
        pilot.app.screen.query_one(WindowedTable).move_to("altri EUR")
        await press(pilot, "space", "I")
        assert "a Altri srl (1 di 1)" in words_on(pilot)
        await press(pilot, "y")
        assert not pilot.app.screen.query_one(WindowedTable).marked_keys()
    assert len(ledger.contacts.letters("altri")) == 1
    assert not ledger.contacts.letters("rossi")


async def test_the_title_of_the_field_in_which_one_types_is_lit(tmp_path: Path) -> None:
    async with shown(context(late(tmp_path)), client) as pilot:
        await press(pilot, "H")
        for at in (0, 1, 0):
            lit = [title.styles.text_style.bold for title in front(pilot).query("Field .title")]
            assert [bool(one) for one in lit] == [no == at for no in range(2)]
            await press(pilot, "tab")
