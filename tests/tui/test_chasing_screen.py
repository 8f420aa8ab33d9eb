"""Asking for money by keys: letters that are read first, promises, holds, contacts, interest."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.core.claims import ClaimState
from smm_ledger.core.letters import ContactOutcome, ProofChannel, Rung
from smm_ledger.core.promises import PromiseState
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.promises import PromiseInput
from smm_ledger.services.reminders import Wanted
from smm_ledger.tui.dialogs.letter import LetterDialog
from smm_ledger.tui.dialogs.promise import PromiseDialog
from smm_ledger.tui.screens.client import ClientScreen
from smm_ledger.tui.screens.collections import CollectionsScreen
from smm_ledger.tui.screens.invoice import InvoiceScreen
from tests.tui.books import CARE, a_book, front, press, rest, until, write
from tests.tui.debts import LATE, doors_of, late, owed_invoice, rossi, sent, turn
from tests.tui.forms import complaint, fill
from tests.tui.support import (
    SMALL,
    TINY,
    TODAY,
    WIDE,
    FolderDoors,
    context,
    shown,
    toasts,
    words_on,
)

# --- letters --------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
@pytest.mark.parametrize("language", ["it", "en"])
async def test_the_letter_is_read_before_anything_leaves(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    ledger = late(tmp_path)
    ctx = context(ledger, language=language)
    async with shown(ctx, CollectionsScreen, size=size) as pilot:
        await press(pilot, "m")
        assert isinstance(front(pilot), LetterDialog)
        assert "Rossi Moda srl" in words_on(pilot)
        await press(pilot, "enter", "escape")
        assert isinstance(front(pilot), CollectionsScreen)
        assert sent(ledger) == []


async def test_the_text_is_copied_with_one_key_and_recorded(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "m", "y")
        await until(pilot, lambda: bool(sent(ledger)))
        await rest(pilot)
        assert sent(ledger) == [(Rung.SECOND, "text")]
        assert "2026-001" in pilot.app.clipboard
        assert "reminder-1: second reminder" in toasts(pilot)[-1]
        assert "messa in mora" not in words_on(pilot)


async def test_a_draft_for_the_mail_program_is_written_and_opened(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    turn(ledger, TODAY - dt.timedelta(days=12))  # the first reminder goes without a PDF
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "m", "p", "o")
        assert isinstance(front(pilot), LetterDialog), "there is no PDF of it"
        await press(pilot, "e")
        await until(pilot, lambda: bool(doors_of(pilot).opened))
        assert doors_of(pilot).opened == [tmp_path / "first-rossi.eml"]
        assert sent(ledger) == [(Rung.FIRST, "email")]


async def test_what_cannot_be_written_leaves_the_step_unsent_and_the_letter_open(
    tmp_path: Path,
) -> None:
    ledger = late(tmp_path)  # and no PDF libraries
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "m", "p")
        await until(pilot, lambda: "Pango" in " ".join(toasts(pilot)))
        await rest(pilot)
        assert isinstance(front(pilot), LetterDialog)
        assert sent(ledger) == []


async def test_a_mail_server_takes_it_with_its_password(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    turn(ledger, TODAY - dt.timedelta(days=12))
    ctx = context(ledger, language="en")
    assert isinstance(ctx.doors, FolderDoors)
    ctx.doors.sender, ctx.doors.password = "me@example.org", None
    async with shown(ctx, CollectionsScreen) as pilot:
        await press(pilot, "m")
        assert "To: moda@example.org" in words_on(pilot)
        await press(pilot, "s")
        await write(pilot, "secret")
        assert "secret" not in words_on(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: bool(sent(ledger)))
        assert doors_of(pilot).mailed == [("moda@example.org", "secret")]
        assert sent(ledger) == [(Rung.FIRST, "smtp")]


async def test_without_a_mail_server_nothing_is_mailed(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "m", "s")
        assert isinstance(front(pilot), LetterDialog)


async def test_what_stands_in_the_way_is_said_and_can_be_overruled(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    ledger.contacts.hold("rossi", until=TODAY + dt.timedelta(days=5), reason="dispute")
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "m")
        text = words_on(pilot)
        assert "its reminders are suspended until 29 Nov 2026" in text
        assert "formal notice" in text
        await press(pilot, "escape")
        assert sent(ledger) == []
        await press(pilot, "m", "G", "enter", "y")
        await until(pilot, lambda: bool(sent(ledger)))
        assert sent(ledger) == [(Rung.FORMAL, "text")]


async def test_from_an_invoice_the_letter_is_about_it_alone(tmp_path: Path) -> None:
    ledger = late(tmp_path, invoices=2)

    async with shown(
        context(ledger, language="en"), lambda ctx: InvoiceScreen(ctx, "2026-002")
    ) as pilot:
        await press(pilot, "m", "y")
        await until(pilot, lambda: bool(sent(ledger)))
        (letter,) = ledger.contacts.letters("rossi")
        assert letter.invoices == ("2026-002",)


async def test_all_letters_that_are_due_are_gone_through(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    turn(ledger, TODAY - dt.timedelta(days=LATE))
    ledger.clients.add({"name": "Blu srl", "code": "blu", "vat_id": "12345678903"})
    typed = InvoiceInput(client="blu", lines=[CARE], due=ledger.clock.today())
    ledger.invoices.issue(ledger.invoices.new(typed).name)
    turn(ledger, TODAY)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "I")
        assert "(1 of 2)" in words_on(pilot)
        await press(pilot, "n")
        assert "(2 of 2)" in words_on(pilot)
        await press(pilot, "y")
        await until(pilot, lambda: "Letters sent: 1 of 2" in toasts(pilot)[-1])
    assert len(ledger.contacts.letters("blu")) + len(ledger.contacts.letters("rossi")) == 1


async def test_the_receipt_of_a_formal_notice_is_kept(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    wanted = Wanted(ref="rossi", rung=Rung.FORMAL, anyway=True)
    ledger.reminders.send(wanted, channel="text", deliver=lambda _: "", on_paper=False)
    (tmp_path / "receipt.eml").write_bytes(b"delivered")
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "N")
        await fill(pilot, received="23/11/2026")
        await press(pilot, "enter")
        assert "before the day" in complaint(pilot, "received")
        await fill(pilot, received="24/11/2026", file=str(tmp_path / "receipt.eml"))
        await press(pilot, "enter")
        assert isinstance(front(pilot), CollectionsScreen)
    (letter,) = ledger.contacts.letters("rossi")
    assert letter.proofs[-1].channel is ProofChannel.PEC
    assert letter.proofs[-1].received_on == TODAY
    assert [one.name for one in ledger.contacts.attachments("reminder-1")] == ["receipt.eml"]


async def test_without_a_letter_there_is_nothing_to_prove(tmp_path: Path) -> None:
    async with shown(context(late(tmp_path), language="en"), CollectionsScreen) as pilot:
        await press(pilot, "N")
        assert toasts(pilot)[-1] == "No letter was sent yet."


# --- promises, holds, contacts --------------------------------------------------------------------


async def test_a_promise_is_recorded_and_moved_to_another_day(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "b")
        await write(pilot, "+7")
        await press(pilot, "enter")
        (first,) = ledger.promises.list("rossi")
        assert (first.amount, first.by) == (792_00, TODAY + dt.timedelta(days=7))
        assert "wait until" in words_on(pilot)
        await press(pilot, "b", "enter")
        await fill(pilot, date="+14")
        await press(pilot, "enter")
        states = {one.by: one.state for one in ledger.promises.list("rossi")}
        assert states[TODAY + dt.timedelta(days=14)] is PromiseState.OPEN
        assert states[first.by] is PromiseState.RENEGOTIATED


async def test_a_promise_is_confirmed_to_the_client(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    by = TODAY + dt.timedelta(days=7)
    ledger.promises.add(PromiseInput(invoice="2026-001", amount=Decimal(500), by=by))
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "b", "G", "enter")
        text = pilot.app.clipboard.replace("\u00a0", " ")
        assert "500,00 € della fattura 2026-001 entro il 1 dicembre 2026" in text
        await press(pilot, "escape")
        assert len(ledger.promises.list()) == 1


async def test_a_refused_promise_loses_nothing_that_was_typed(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "b")
        await fill(pilot, by="23/11/2026", note="by phone")
        await press(pilot, "ctrl+s")
        assert "that day is over" in complaint(pilot, "by")
        await fill(pilot, by="30/11/2026", amount="900")
        await press(pilot, "ctrl+s")
        assert "only €792.00 of it is still owed" in toasts(pilot)[-1]
        assert isinstance(front(pilot), PromiseDialog)
        await fill(pilot, amount="500")
        await press(pilot, "ctrl+s")
        (own,) = ledger.promises.list("rossi")
        assert (own.amount, own.note) == (500_00, "by phone")


async def test_with_several_invoices_one_is_chosen(tmp_path: Path) -> None:
    ledger = late(tmp_path, invoices=2)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        assert "2026-001 +1" in words_on(pilot)
        await press(pilot, "b", "j", "enter")
        await write(pilot, "+7")
        await press(pilot, "enter")
        assert [one.invoice for one in ledger.promises.list()] == ["2026-002"]
        await press(pilot, "p", "c")
        assert isinstance(front(pilot), CollectionsScreen), "which one is not said"


async def test_a_hold_is_set_and_released_with_the_same_key(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "H", "tab", *"waiting", "enter")
        (own,) = ledger.collections.record("rossi").holds
        assert (own.until, own.reason) == (TODAY + dt.timedelta(days=14), "waiting")
        await press(pilot, "H", "n")
        assert ledger.collections.record("rossi").holds
        await press(pilot, "H", "y")
        assert not ledger.collections.record("rossi").holds
        assert toasts(pilot)[-1] == "Reminders of rossi go on"


async def test_a_hold_on_an_invoice_leaves_the_clients_others_alone(tmp_path: Path) -> None:
    ledger = late(tmp_path, invoices=2)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "enter", "j", "H", "enter")
        (own,) = ledger.collections.record("rossi").holds
        assert own.invoice == "2026-002"
        await press(pilot, "escape")
        assert "2026-001 +1" in words_on(pilot)


async def test_a_contact_is_logged_with_its_outcome(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "t", "u", "enter")
        (own,) = ledger.contacts.list("rossi")
        assert own.outcome is ContactOutcome.UNREACHABLE
        assert toasts(pilot)[-1] == "contact-1: phone, unreachable"


async def test_what_was_promised_or_disputed_leads_on(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "t", "p", "enter")
        assert isinstance(front(pilot), PromiseDialog)
        await press(pilot, "escape", "t", "d", "enter", "enter")
        assert [one.reason for one in ledger.collections.record("rossi").holds] == ["dispute"]


# --- interest -------------------------------------------------------------------------------------


async def test_interest_is_shown_claimed_and_collected(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language="en"), CollectionsScreen, size=WIDE) as pilot:
        await press(pilot, "F")
        assert "€40.00" in words_on(pilot)
        await press(pilot, "r")
        assert not ledger.claims.list("2026-001"), "nothing is collected that was not claimed"
        await press(pilot, "F")
        (claim,) = ledger.claims.list("2026-001")
        assert claim.compensation == 40_00
        await press(pilot, "F")
        assert len(ledger.claims.list("2026-001")) == 1, "a day is claimed once"
        await press(pilot, "r", "escape")
        assert [one.state for one in ledger.claims.list("2026-001")] == [ClaimState.COLLECTED]


async def test_interest_is_let_go_with_a_reason(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language="en"), owed_invoice) as pilot:
        await press(pilot, "F", "x", *"goodwill", "enter", "escape")
        (claim,) = ledger.claims.list("2026-001")
        assert (claim.state, claim.reason) == (ClaimState.WAIVED, "goodwill")
        assert "waived" in words_on(pilot)


# --- where it is seen -----------------------------------------------------------------------------


async def test_a_client_shows_what_was_done_and_has_the_same_keys(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    turn(ledger, TODAY - dt.timedelta(days=10))
    await_promise = TODAY - dt.timedelta(days=8)
    async with shown(context(ledger, language="en"), rossi, size=WIDE) as pilot:
        await press(pilot, "m", "y")
        await until(pilot, lambda: bool(sent(ledger)))
        await press(pilot, "b")
        await fill(pilot, by=f"{await_promise:%d/%m/%Y}")
        await press(pilot, "enter", "H", "enter", "t", "enter")
    turn(ledger, TODAY)
    async with shown(context(ledger, language="en"), rossi, size=WIDE) as pilot:
        text = words_on(pilot)
        assert "promise broken" in text
        assert "kept 0 of 1" in text
        assert "first reminder (text)" in text
        assert "phone: voicemail" in text
        assert "until 28 Nov 2026" in text


async def test_without_a_pane_the_record_of_a_client_is_one_key_away(tmp_path: Path) -> None:
    ledger = late(tmp_path, invoices=2)
    ledger.reminders.record("rossi", Rung.FIRST)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        assert "first reminder (elsewhere)" not in words_on(pilot)
        await press(pilot, "v")
        assert "first reminder (elsewhere)" in words_on(pilot)


async def test_nothing_is_asked_of_who_owes_nothing(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    async with shown(context(ledger, language="en"), rossi) as pilot:
        await press(pilot, "m", "b", "F")
        assert isinstance(front(pilot), ClientScreen)
