"""The first day in a pseudo-terminal: from no ledger at all to a paid invoice, by keys alone."""

from pathlib import Path

from smm_ledger.core.invoices import PaymentStatus
from smm_ledger.core.rounds import Side
from smm_ledger.core.states import QuoteStatus
from tests.support.systems import posix_only
from tests.tui.support import ledger_at
from tests.tui.terminal import Terminal, program

pytestmark = posix_only

SAVE = "\x13"
FORM = "Less than mine"
"""What a form says once its figures are worked out: from then on it takes what is typed."""


def tab_through(terminal: Terminal, *fields: str) -> None:
    """Go from field to field, as slowly as a person who reads them."""
    for name in fields:
        terminal.go("\t", f"❯ {name}")


def begin(terminal: Terminal) -> None:
    """Begin a ledger of her own."""
    terminal.wait_for("Try the sample data")
    terminal.go("j\r", "My data")
    terminal.go("Marta Ferraris", "Ferraris")
    tab_through(terminal, "VAT number")
    terminal.go("12345678903", "12345678903")
    terminal.go(SAVE, "29 services")
    terminal.go("\x1b", "To collect")


def add_client(terminal: Terminal) -> None:
    """Add a client."""
    terminal.go("2", "No clients yet")
    terminal.go("n", "New client")
    terminal.go("Rossi Moda S.r.l.", "S.r.l.")
    terminal.go(SAVE, "Clients   1")


def offer(terminal: Terminal) -> None:
    """Make an offer, and send it."""
    terminal.go("3", "No quotes here")
    terminal.go("n", "Private: no client")
    terminal.go("Ros", "Rossi Moda")
    tab_through(terminal, "Title")
    terminal.go("Instagram", "Instagram")
    tab_through(terminal, "Valid until", "Deposit %")
    terminal.go("\t", "❯1")
    terminal.go("\t", "1")  # a cell is painted once more when one leaves it
    terminal.go("reel", "reel")
    terminal.go("\t", "reel")
    terminal.go("Reel of 30 seconds", "seconds")
    terminal.go("\t", "seconds")
    terminal.go("120", "€122.00")
    terminal.go(SAVE, "P-2026-001 is made")
    terminal.go("s", "Send P-2026-001")
    terminal.go("\r", "P-2026-001 is marked as sent")
    terminal.go("\r", "Last word")


def haggle(terminal: Terminal) -> None:
    """They say 100, she says 110, they say yes."""
    terminal.go("c", FORM)
    terminal.go("100", "€100.00")
    terminal.go(SAVE, "Gap")
    terminal.go("e", FORM)
    terminal.go("110", "€110.00")
    terminal.go(SAVE, "3 ▸ me")
    terminal.go("a", "P-2026-001 accepted")
    terminal.go(SAVE, "✓ accepted")


def bill(terminal: Terminal) -> None:
    """Issue its invoice, which is paid in two parts."""
    terminal.go("i", "draft-1 is made")
    terminal.go("i", "Issue draft-1 as 2026-001?")
    terminal.go("\r", "2026-001 is issued")
    terminal.go("r", "Payment 2026-001")
    terminal.go("60\r", "pay-1")
    terminal.go("r", "Payment 2026-001")
    terminal.go(SAVE, "✓ paid")


def test_the_first_day_typed_by_a_person(tmp_path: Path) -> None:
    with program(tmp_path, "--lang", "en", "--today", "2026-11-24") as terminal:
        for step in (begin, add_client, offer, haggle, bill):
            step(terminal)
        terminal.press("q")
        assert terminal.drain() == 0
    assert "Traceback" not in terminal.text
    ledger = ledger_at(tmp_path, begin=False)
    quote, invoice = ledger.quotes.show("P-2026-001"), ledger.invoices.show("2026-001")
    assert quote.status is QuoteStatus.INVOICED
    assert [(one.side, one.totals.total) for one in quote.rounds] == [
        *((Side.ME, 12200), (Side.CLIENT, 10000), (Side.ME, 11000)),
    ]
    assert (invoice.payment_status, invoice.balance.minor) == (PaymentStatus.PAID, 0)
    assert [payment.amount for payment in ledger.payments.list()] == [5000, 6000]
    assert ledger.upkeep.check(full=True) == []
