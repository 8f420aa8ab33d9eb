"""The pictures of the README: the real screens over the sample year, as SVG files.

The day is fixed, so that the same program draws the same pictures. They are compared by what they
say, row by row: another release of Textual may draw the same words with other marks.
"""

import re
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from smm_ledger.db.storage import SqliteStorage
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.ledger import Ledger, build
from smm_ledger.services.read_models import ListQuery
from smm_ledger.tui.app import LedgerApp
from smm_ledger.tui.context import Context, OpenLedger, Options
from smm_ledger.tui.places import detail
from tests.support.ledgers import HandClock, PaperlessRenderer
from tests.support.sample_year import PUBLISHED, place
from tests.tui.books import rest

SIZE: Final = (120, 36)
FONTS: Final = re.compile(r"@font-face\s*\{[^}]*\}")
"""Textual's pictures load fonts from elsewhere; ours ask nobody for anything."""

IDS: Final = re.compile(r"terminal-\d+")
ROW: Final = re.compile(r"line-(\d+)\)$")


def sample_ledger(path: Path) -> Ledger:
    """Return a ledger with the sample year in it."""
    place(path, PUBLISHED)
    clock = HandClock(PUBLISHED)
    return build(SqliteStorage(path, clock=clock), clock, PaperlessRenderer())


async def drawn(ledger: Ledger, language: str) -> Mapping[str, str]:
    """Return the pictures by name: the home screen, and the quote with the most rounds."""
    return {name: picture async for name, picture in _drawn(ledger, language)}


async def _drawn(ledger: Ledger, language: str) -> AsyncIterator[tuple[str, str]]:
    ctx = Context(
        services=ledger,
        words=Translator(language),
        clock=ledger.clock,
        ledger=OpenLedger("demo.db", sample=True),
        log_folder=ledger.storage.path.parent,
        translator=Translator,
        options=Options(reduced_motion=True),
    )
    app = LedgerApp(ctx)
    async with app.run_test(size=SIZE) as pilot:
        await rest(pilot)
        yield "home", _picture(app, f"home-{language}")
        await app.push_screen(detail(ctx, "quote", _longest_talk(ledger, language)))
        await rest(pilot)
        yield "quote", _picture(app, f"quote-{language}")


def _longest_talk(ledger: Ledger, language: str) -> str:
    """Return the open quote with the most rounds, of a client who speaks the language."""
    talks = [
        row
        for row in ledger.quotes.list(ListQuery(status="negotiating"))
        if ledger.clients.show(row.client).client.language == language
    ]
    return max(talks, key=lambda row: (row.current_round, row.number)).number


def _picture(app: LedgerApp, name: str) -> str:
    """Return what is on the screen, with ids that do not change from run to run."""
    picture = FONTS.sub("", app.export_screenshot(title="smm-ledger"))
    lines = [line.rstrip() for line in IDS.sub(f"terminal-{name}", picture).splitlines()]
    return "\n".join(lines) + "\n"


def rows(picture: str) -> list[str]:
    """Return what a picture says, row by row, blanks as one."""
    found: dict[int, list[str]] = defaultdict(list)
    for element in ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}text"):  # noqa: S314 - ours
        place = ROW.search(element.get("clip-path", ""))
        if place:
            found[int(place[1])].append("".join(element.itertext()))
    return [" ".join("".join(found[no]).split()) for no in sorted(found)]
