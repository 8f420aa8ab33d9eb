"""What is on a screen can be read on its ground."""

from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.tui.context import Options
from tests.tui.support import context, ledger_at, shown


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_no_word_of_the_first_screen_has_the_colour_of_its_ground(
    tmp_path: Path, theme: str
) -> None:
    ledger = ledger_at(tmp_path)
    ledger.clients.add({"name": "Rossi", "code": "rossi"})
    line = LineInput(description="Reel", unit_price=Decimal(120))
    ledger.invoices.issue(ledger.invoices.new(InvoiceInput(client="rossi", lines=[line])).name)
    options = Options(theme=theme, reduced_motion=True)
    async with shown(context(ledger, language="en", options=options)) as pilot:
        words = {
            (segment.text.strip(), segment.style.color, segment.style.bgcolor)
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip
            if segment.text.strip() and segment.style
        }
        assert any(text == "€122.00" for text, _, _ in words)
        assert [text for text, color, ground in words if color == ground] == []
