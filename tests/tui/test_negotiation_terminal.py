"""Six rounds in a pseudo-terminal, as a person would type them: pushed, cut, traded, met."""

from pathlib import Path

from smm_ledger.core.rounds import Side
from smm_ledger.core.states import QuoteStatus
from tests.tui.forms import sent_quote, with_client
from tests.tui.support import ledger_at
from tests.tui.terminal import program

ESCAPE = "\x1b"
SAVE = "\x13"
F5 = "\x1b[15~"
FORM = "Less than mine"
"""What a form says once its figures are worked out: from then on it takes what is typed."""


def test_six_rounds_typed_by_a_person(tmp_path: Path) -> None:
    ledger = with_client(ledger_at(tmp_path))
    number = sent_quote(ledger, floor="900").number
    with program(tmp_path, "--lang", "en", "--today", "2026-11-25") as terminal:
        terminal.wait_for("To collect")
        terminal.go("3", number)
        terminal.go("\r", "Last word")
        # 2: they name a price
        terminal.go("c", FORM)
        terminal.go("1000", "€998.00")
        terminal.go(SAVE, "Gap")
        # 3: less work for it, chosen from the proposals
        terminal.go("P", "nothing better exists")
        terminal.go("\r", "round 3 is made")
        # 4: they push again
        terminal.go("c", FORM)
        terminal.go("800", "€798.00")
        terminal.go(SAVE, "the client, down again by")
        # 5: something small, for something, below the floor
        terminal.go("e", FORM)
        terminal.go("850", "Given away")
        terminal.go(F5, "What do I ask in exchange?")
        terminal.go("\r", "Private: ! below the floor")  # and no gift any more
        terminal.go(SAVE, "Below your floor")
        terminal.go("\r", "me, down by")
        # 6: they meet me half-way
        terminal.go("c", FORM)
        terminal.go("840", "€838.00")
        terminal.go(SAVE, "the client, up by")
        # two rounds side by side
        terminal.go("=", "two rounds")
        terminal.go("\r", "rounds 5 and 6")
        terminal.go(ESCAPE, "Conceded")
        terminal.press("q")
        assert terminal.drain() == 0
    assert "Traceback" not in terminal.text
    quote = ledger.quotes.show(number)
    assert [one.side for one in quote.rounds] == [Side.ME, Side.CLIENT] * 3
    totals = [one.totals.total for one in quote.rounds]
    assert (totals[0], totals[1], *totals[3:]) == (126200, 100000, 80000, 85000, 84000)
    assert totals[2] <= totals[1], "what was left out meets their price"
    assert (quote.rounds[4].below_floor, quote.rounds[4].gift) == ("", None)
    assert quote.rounds[4].get
    assert quote.status is QuoteStatus.NEGOTIATING
