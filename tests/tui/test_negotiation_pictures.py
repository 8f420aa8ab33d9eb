"""Pictures of the negotiation's screens, in both languages and two sizes.

A picture is an SVG file under `__snapshots__`: look at it before it is committed, and make it anew
with `--snapshot-update`. Fonts that Textual would load from elsewhere are left out.
"""

import datetime as dt
import re
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from smm_ledger.core.lines import Discount, LineKind
from smm_ledger.core.quotes import OutcomeReason
from smm_ledger.core.rounds import Ask
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.offers import OfferInput
from smm_ledger.services.quote_inputs import BoundsInput, CounterInput, QuoteInput, ReviseInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.places import DETAILS, MODES, PLACES, make
from tests.support.ledgers import HandClock
from tests.tui.books import press, rest, until
from tests.tui.forms import MARTA, with_client
from tests.tui.support import SMALL, TODAY, WIDE, context, ledger_at, shown, words_on

FONTS: Final = re.compile(r"@font-face\s*\{[^}]*\}")
CATALOGUE: Final = ("post", "carosello", "community", "strategia", "moderazione", "report")
RATE: Final = {
    "net_income": "24000",
    "costs": "3000",
    "weeks": "44",
    "hours_per_week": "30",
    "billable_percent": "60",
    "contributions_percent": "26,07",
    "taxes_percent": "15",
}
Drawn = Callable[[Pilot[Any]], Awaitable[None]]


def wait(ledger: Ledger, days: int) -> None:
    """Let days go by."""
    assert isinstance(ledger.clock, HandClock)
    ledger.clock.day += dt.timedelta(days=days)


def offered(ledger: Ledger, title: str, *, monthly: str = "590") -> str:
    """Send a quote of a month's work; return its number."""
    lines = [
        LineInput(
            description="Canone mensile: 12 post, 4 reel e 6 storie",
            unit="mesi",
            quantity=Decimal(3),
            unit_price=Decimal(monthly),
            hours=Decimal(14),
            included="un giro di revisioni; report a fine mese",
        ),
        LineInput(description="Audit dei profili", unit_price=Decimal(280), hours=Decimal(7)),
        LineInput(
            description="Servizio fotografico",
            unit_price=Decimal(320),
            kind=LineKind.OPTIONAL,
            hours=Decimal(6),
        ),
    ]
    bounds = BoundsInput(
        floor=Decimal(1500),
        target=Decimal(1900),
        walk_away="Sotto 1.500 le ore non si pagano",
        alternative="Il canone della libreria",
    )
    typed = QuoteInput(client=MARTA, title=title, lines=lines, bounds=bounds)
    return ledger.negotiation.send(ledger.quotes.new(typed).number).number


def a_talk(ledger: Ledger) -> str:
    """Return the number of a quote of four rounds."""
    number = offered(ledger, "Lancio d'autunno")
    talk = ledger.negotiation
    wait(ledger, 2)
    talk.counter(
        number,
        CounterInput(
            offer=OfferInput(net=Decimal(1600)), ask=Ask.BUDGET, comment="Abbiamo 1.600 in tutto."
        ),
    )
    wait(ledger, 3)
    talk.revise(
        number,
        ReviseInput(
            offer=OfferInput(discount=Discount(percent=Decimal(5))),
            give="Il 5 % in meno",
            get="Acconto del 30 %",
            deposit=Decimal(30),
        ),
    )
    wait(ledger, 2)
    talk.counter(
        number,
        CounterInput(
            offer=OfferInput(net=Decimal(1750)),
            ask=Ask.COMPETITOR,
            competitor="Banzai Social",
            competitor_price=Decimal(900),
            comment="Un'agenzia ci chiede la metà.",
        ),
    )
    return number


def some_results(ledger: Ledger) -> None:
    """Win and lose some quotes."""
    for no in range(7):
        number = offered(ledger, f"Campagna {no + 1}", monthly=str(450 + 50 * no))
        wait(ledger, 1 + no % 3)
        if no % 2:
            price = OfferInput(net=Decimal(1400))
            ledger.negotiation.counter(number, CounterInput(offer=price, ask=Ask.BUDGET))
            discount = OfferInput(discount=Discount(percent=Decimal(4)))
            ledger.negotiation.revise(number, ReviseInput(offer=discount, below_floor=""))
        if no % 3:
            ledger.outcomes.accept(number)
        else:
            ledger.outcomes.decline(number, reason=OutcomeReason.PRICE)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Return a ledger with a client, a plan of the hour and a catalogue."""
    ledger = with_client(ledger_at(tmp_path, today=TODAY - dt.timedelta(days=60)))
    ledger.rates.set(RATE)
    ledger.catalogue.add_samples(CATALOGUE)
    for code, price in (("post", "45"), ("community", "180"), ("strategia", "640")):
        ledger.catalogue.edit(code, {"price": price})
    return ledger


def place(name: str, *more: str) -> Callable[[Context[Ledger]], Screen[Any]]:
    """Return what makes a screen."""
    return lambda ctx: make(ctx, name, *more)


async def nothing(_pilot: Pilot[Any]) -> None:
    """Look at the screen as it opens."""


def keys(*pressed: str) -> Drawn:
    """Return what presses keys."""

    async def do(pilot: Pilot[Any]) -> None:
        await press(pilot, *pressed)

    return do


async def proposals(pilot: Pilot[Any]) -> None:
    """Look for what meets the client's price."""
    await press(pilot, "P")
    await until(pilot, lambda: pilot.app.screen.has_class("-found"))
    await press(pilot)


async def asks(pilot: Pilot[Any]) -> None:
    """Record what the client says, and that a rival is behind it."""
    await press(pilot, "c", *"1650", "tab", "tab", "tab", "right", "right")


QUOTE_SCREENS: Final[dict[str, Drawn]] = {
    "map": nothing,
    "said-and-private": keys("G"),
    "proposals": proposals,
    "asks": asks,
    "compare": keys("equals_sign", "enter"),
    "checklist": keys("L"),
    "my-round": keys("e", *"1700"),
}


LANGUAGES = pytest.mark.parametrize("language", ["it", "en"])
SIZES = pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "120x40"])
Size = tuple[int, int]


async def picture(
    ledger: Ledger,
    screen: Callable[[Context[Ledger]], Screen[Any]],
    come: Drawn,
    *,
    language: str,
    size: Size,
) -> str:
    """Return what is on a screen once one has come there."""
    async with shown(context(ledger, language=language), screen, size=size) as pilot:
        await come(pilot)
        for typed in pilot.app.screen.query(Input):
            typed.cursor_blink = False
        await rest(pilot)
        assert words_on(pilot).strip()
        return FONTS.sub("", pilot.app.export_screenshot(title="smm-ledger"))


@LANGUAGES
@SIZES
@pytest.mark.parametrize("name", QUOTE_SCREENS)
async def test_a_quote(
    ledger: Ledger, snapshot: SnapshotAssertion, name: str, language: str, size: Size
) -> None:
    screen = place(DETAILS["quote"], a_talk(ledger))
    drawn = await picture(ledger, screen, QUOTE_SCREENS[name], language=language, size=size)
    assert drawn == snapshot(extension_class=SVGImageExtension)


@LANGUAGES
@SIZES
async def test_the_catalogue(
    ledger: Ledger, snapshot: SnapshotAssertion, language: str, size: Size
) -> None:
    screen = place(PLACES["catalogue"])
    drawn = await picture(ledger, screen, nothing, language=language, size=size)
    assert drawn == snapshot(extension_class=SVGImageExtension)


@LANGUAGES
@SIZES
async def test_the_report(
    ledger: Ledger, snapshot: SnapshotAssertion, language: str, size: Size
) -> None:
    some_results(ledger)
    screen = place(MODES["reports"])
    drawn = await picture(ledger, screen, nothing, language=language, size=size)
    assert drawn == snapshot(extension_class=SVGImageExtension)
