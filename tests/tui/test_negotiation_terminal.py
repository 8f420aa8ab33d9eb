"""Six rounds in a pseudo-terminal, as a person would type them: pushed, cut, traded."""

from pathlib import Path

from smm_ledger.core.negotiation import names_price
from smm_ledger.core.rounds import Ask, Side
from smm_ledger.core.states import QuoteStatus
from tests.support.systems import posix_only
from tests.tui.forms import sent_quote, with_client
from tests.tui.support import ledger_at
from tests.tui.terminal import Terminal, program

pytestmark = posix_only

ESCAPE = "\x1b"
SAVE = "\x13"
F5 = "\x1b[15~"
FORM = "Less than mine"
"""What a form says once its figures are worked out: from then on it takes what is typed."""


def tab_through(terminal: Terminal, *fields: str) -> None:
    """Go from field to field, as slowly as a person who reads them."""
    for name in fields:
        terminal.go("\t", f"❯ {name}")


def test_six_rounds_typed_by_a_person(tmp_path: Path) -> None:
    ledger = with_client(ledger_at(tmp_path))
    number = sent_quote(ledger, floor="900").number
    with program(tmp_path, "--lang", "en", "--today", "2026-11-25") as terminal:
        terminal.wait_for("To collect")
        terminal.go("3", number)
        terminal.go("\r", "Last word")
        # 2: they name a price, and why
        terminal.go("c", FORM)
        terminal.go("1000", "€998.00")
        tab_through(terminal, "In words", "Date", "They push on")
        terminal.go("b", "budget")
        terminal.go(SAVE, "Gap")
        # 3: less work for it, chosen from the proposals
        terminal.go("P", "nothing better exists")
        terminal.go("\r", "round 3 is made")
        # 4: words alone, with a rival in them; what to trade for it is said at once
        terminal.go("c", FORM)
        tab_through(terminal, "In words")
        terminal.go("An agency asks less", "less")
        tab_through(terminal, "Date", "They push on")
        terminal.go("c", "line by line")
        tab_through(terminal, "Competitor")
        terminal.go("Banzai", "i")
        tab_through(terminal, "Their price")
        terminal.go("500", "€500.00")
        terminal.go(SAVE, "4 ◂ client")
        # 5: something small, for something, below the floor
        terminal.go("e", FORM)
        terminal.go("850", "Given away")
        terminal.go(F5, "What do I ask in exchange?")
        terminal.go("\r", "Private: ! below the floor")  # and no gift any more
        terminal.go(SAVE, "Below your floor")
        terminal.go("\r", "me, down by")
        # 6: and they take ten off again
        terminal.go("c", FORM)
        terminal.go("840", "€838.00")
        terminal.go(SAVE, "the client, down again by")
        # two rounds side by side
        terminal.go("=", "two rounds")
        terminal.go("\r", "rounds 5 and 6")
        terminal.go(ESCAPE, "Conceded")
        terminal.press("q")
        assert terminal.drain() == 0
    assert "Traceback" not in terminal.text
    quote = ledger.quotes.show(number)
    assert [one.side for one in quote.rounds] == [Side.ME, Side.CLIENT] * 3
    first, price, smaller, words, lower, pushed = quote.rounds
    assert (first.totals.total, price.totals.total, price.ask) == (126200, 100000, Ask.BUDGET)
    assert smaller.totals.total <= price.totals.total, "what was left out meets their price"
    assert words.totals == smaller.totals
    assert not names_price(quote, words)
    assert (words.ask, words.competitor, words.competitor_price, words.note) == (
        Ask.COMPETITOR,
        "Banzai",
        50000,
        "An agency asks less",
    )
    assert (lower.totals.total, lower.below_floor, lower.gift) == (85000, "", None)
    assert lower.get
    assert pushed.totals.total == 84000
    assert quote.status is QuoteStatus.NEGOTIATING
