"""Six rounds in a pseudo-terminal, as a person would type them: pushed, cut, traded."""

from pathlib import Path

from smm_ledger.core.negotiation import names_price
from smm_ledger.core.rounds import Ask, Side
from smm_ledger.core.states import QuoteStatus
from tests.tui.forms import sent_quote, with_client
from tests.tui.support import ledger_at
from tests.tui.test_terminal import Terminal, program

ESCAPE = "\x1b"
SAVE = "\x13"
F5 = "\x1b[15~"
FORM = "Less than mine"
"""What a form says once its figures are worked out: from then on it takes what is typed."""


def go(terminal: Terminal, keys: str, words: str) -> None:
    """Press keys, and wait for what they bring."""
    terminal.forget()
    terminal.press(keys)
    terminal.wait_for(words)


def tab_through(terminal: Terminal, *fields: str) -> None:
    """Go from field to field, as slowly as a person who reads them."""
    for name in fields:
        go(terminal, "\t", f"❯ {name}")


def test_six_rounds_typed_by_a_person(tmp_path: Path) -> None:
    ledger = with_client(ledger_at(tmp_path))
    number = sent_quote(ledger, floor="900").number
    with program(tmp_path, "--lang", "en", "--today", "2026-11-25") as terminal:
        terminal.wait_for("To collect")
        go(terminal, "3", number)
        go(terminal, "\r", "Last word")
        # 2: they name a price, and why
        go(terminal, "c", FORM)
        go(terminal, "1000", "€998.00")
        tab_through(terminal, "In words", "Date", "They push on")
        go(terminal, "b", "budget")
        go(terminal, SAVE, "Gap")
        # 3: less work for it, chosen from the proposals
        go(terminal, "P", "nothing better exists")
        go(terminal, "\r", "round 3 is made")
        # 4: words alone, with a rival in them; what to trade for it is said at once
        go(terminal, "c", FORM)
        tab_through(terminal, "In words")
        go(terminal, "An agency asks less", "less")
        tab_through(terminal, "Date", "They push on")
        go(terminal, "c", "line by line")
        tab_through(terminal, "Competitor")
        go(terminal, "Banzai", "i")
        tab_through(terminal, "Their price")
        go(terminal, "500", "€500.00")
        go(terminal, SAVE, "4 ◂ client")
        # 5: something small, for something, below the floor
        go(terminal, "e", FORM)
        go(terminal, "850", "Given away")
        go(terminal, F5, "What do I ask in exchange?")
        go(terminal, "\r", "Private: ! below the floor")  # and no gift any more
        go(terminal, SAVE, "Below your floor")
        go(terminal, "\r", "me, down by")
        # 6: and they take ten off again
        go(terminal, "c", FORM)
        go(terminal, "840", "€838.00")
        go(terminal, SAVE, "the client, down again by")
        # two rounds side by side
        go(terminal, "=", "two rounds")
        go(terminal, "\r", "rounds 5 and 6")
        go(terminal, ESCAPE, "Conceded")
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
