"""A Friday in a pseudo-terminal: who is late is asked for money, by keys, on the real program."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

from smm_ledger.core.letters import ContactOutcome, Rung
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from tests.support.ledgers import HandClock
from tests.support.mail_servers import HOST, PASSWORD, USER, Mailbox, mail_server
from tests.support.systems import posix_only
from tests.tui.support import ledger_at
from tests.tui.terminal import program

pytestmark = posix_only

FRIDAY = dt.date(2026, 11, 27)
ESCAPE = "\x1b"
SAVE = "\x13"
CLIENTS = {
    "alba": ("Alba Fiori", 1000, "01234567897"),
    "bar": ("Bar Centrale", 900, "12345678903"),
    "casa": ("Casa Verde", 800, "00743110157"),
    "dado": ("Dado Teatro", 700, "00488410010"),
    "elmo": ("Elmo Libri", 600, "00159560366"),
}
STATEMENT = "Data;Descrizione;Importo\n26/11/2026;BONIFICO FATTURA 2026-005;602,00\n"


def friday(folder: Path) -> Ledger:
    """Return a ledger in which five businesses are late, by how much they are to be chased."""
    ledger = ledger_at(folder, today=FRIDAY - dt.timedelta(days=20))
    for code, (name, amount, vat) in CLIENTS.items():
        ledger.clients.add({"name": name, "code": code, "vat_id": vat})
        line = LineInput(description="Reel", unit_price=Decimal(amount))
        typed = InvoiceInput(client=code, lines=[line], due=ledger.clock.today())
        ledger.invoices.issue(ledger.invoices.new(typed).name)
    (folder / "bank.csv").write_text(STATEMENT, encoding="utf-8")
    assert isinstance(ledger.clock, HandClock)
    ledger.clock.day = FRIDAY
    return ledger


def test_a_friday_typed_by_a_person(tmp_path: Path) -> None:
    ledger = friday(tmp_path)
    with program(tmp_path, "--lang", "en", "--today", FRIDAY.isoformat()) as terminal:
        terminal.wait_for("To collect")
        terminal.go("5", "Overdue Next")
        # two are reminded, each after its letter was read; one by text, one on paper
        terminal.go("m", "Second reminder to Alba Fiori")
        terminal.go("y", "reminder-1: second reminder")
        terminal.go("jm", "Second reminder to Bar Centrale")
        terminal.go("p", "reminder-2: second reminder")
        # one answers the phone and promises a part
        terminal.go("jt", "Contact with Casa Verde")
        terminal.go("p\r", "Promise on 2026-003")
        terminal.go("+7", "4 December 2026")
        terminal.go("\t", "❯ Amount")
        terminal.go("500", "€500.00")
        terminal.go(SAVE, "promise-1: €500.00 of 2026-003")
        # one has to be approved first
        terminal.go("jH", "Hold Dado Teatro")
        terminal.go("\t", "❯ Reason")
        terminal.go("approval\r", "2nd reminder 11 Dec")
        # one came to the desk with money, and the rest is on the statement
        terminal.go("r", "Payment 2026-004")
        terminal.go("100\r", "pay-1: €100.00 received")
        terminal.go("B", "No statement is open")
        terminal.go("n", "Bank statement (CAMT.053 or CSV)")
        terminal.go(str(tmp_path / "bank.csv"), "bank.csv")
        terminal.go(SAVE, "certain")
        terminal.go("a", "Payments recorded: 1")
        terminal.go(ESCAPE, "Dado Teatro")
        terminal.press("q")
        assert terminal.drain() == 0
    assert "Traceback" not in terminal.text
    letters = {code: ledger.contacts.letters(code) for code in CLIENTS}
    assert [(one.rung, one.channel) for one in letters["alba"]] == [(Rung.SECOND, "text")]
    (paper,) = letters["bar"]
    assert (paper.rung, paper.channel) == (Rung.SECOND, "file")
    assert Path(paper.path).read_bytes().startswith(b"%PDF")
    assert [one.outcome for one in ledger.contacts.list("casa")] == [
        ContactOutcome.PAYMENT_PROMISED
    ]
    assert [(one.amount, one.by) for one in ledger.promises.list()] == [
        (500_00, FRIDAY + dt.timedelta(days=7))
    ]
    assert [one.reason for one in ledger.collections.record("dado").holds] == ["approval"]
    assert not letters["casa"]
    assert not letters["dado"]
    assert ledger.invoices.show("2026-004").paid == 100_00
    assert ledger.invoices.show("2026-005").payment_status == "paid"


def test_a_letter_leaves_through_the_mail_server_once_its_password_is_typed(tmp_path: Path) -> None:
    ledger = friday(tmp_path)
    ledger.issuer.set({"email": "marta@example.org"})
    ledger.clients.edit("alba", {"email": "alba@example.org"})
    with mail_server(Mailbox(), login=True) as box:
        (tmp_path / "config.toml").write_text(
            f'[smtp]\nhost = "{HOST}"\nport = {box.port}\nsecurity = "none"\nuser = "{USER}"\n',
            encoding="utf-8",
        )
        with program(tmp_path, "--lang", "en", "--today", FRIDAY.isoformat()) as terminal:
            terminal.wait_for("To collect")
            terminal.go("5", "Overdue Next")
            terminal.go("m", "To: alba@example.org")
            terminal.go("s", "Password of the mail server")
            terminal.go(f"{PASSWORD}\r", "reminder-1: second reminder")
            seen = terminal.text
            terminal.press("q")
            assert terminal.drain() == 0
        assert [one.rcpt_tos for one in box.envelopes] == [["alba@example.org"]]
    assert PASSWORD not in seen
    (letter,) = ledger.contacts.letters("alba")
    assert (letter.rung, letter.channel) == (Rung.SECOND, "smtp")
