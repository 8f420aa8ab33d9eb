"""The pictures of the README: the real screens over the sample year, as SVG files.

Run it after a change of a screen that the README shows: `python tools/screenshots.py`. The day is
fixed, so that the same program draws the same pictures.
"""

# ruff: noqa: INP001 - a script

import asyncio
import datetime as dt
import re
import tempfile
from pathlib import Path
from typing import Final

from smm_ledger.bootstrap import open_ledger
from smm_ledger.i18n.translator import Translator
from smm_ledger.resources import sample_data_folder
from smm_ledger.services.demo import ReplayClock, load_demo
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import ListQuery
from smm_ledger.tui.app import LedgerApp
from smm_ledger.tui.context import Context, OpenLedger, Options
from smm_ledger.tui.places import detail

ROOT: Final = Path(__file__).resolve().parents[1]
IMAGES: Final = ROOT / "docs" / "images"
TODAY: Final = dt.date(2026, 11, 24)
SIZE: Final = (120, 36)
FONTS: Final = re.compile(r"@font-face\s*\{[^}]*\}")
"""Textual's pictures load fonts from elsewhere; ours ask nobody for anything."""

IDS: Final = re.compile(r"terminal-\d+")


def main() -> None:
    """Draw every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger = sample_ledger(Path(folder) / "demo.db")
        for language in ("it", "en"):
            asyncio.run(draw(ledger, language))


def sample_ledger(path: Path) -> Ledger:
    """Return a ledger with the sample year in it."""
    clock = ReplayClock(TODAY)
    load_demo(open_ledger(path, clock=clock), sample_data_folder(), clock)
    return open_ledger(path, today=TODAY)


async def draw(ledger: Ledger, language: str) -> None:
    """Draw the home screen and the quote with the most rounds."""
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
        await pilot.pause()
        write(app, "home", language)
        await app.push_screen(detail(ctx, "quote", longest_talk(ledger)))
        await pilot.pause()
        write(app, "quote", language)


def longest_talk(ledger: Ledger) -> str:
    """Return the number of the open quote with the most rounds."""
    talks = ledger.quotes.list(ListQuery(status="negotiating"))
    return max(talks, key=lambda row: (row.current_round, row.number)).number


def write(app: LedgerApp, name: str, language: str) -> None:
    """Write what is on the screen, with ids that do not change from run to run."""
    picture = FONTS.sub("", app.export_screenshot(title="smm-ledger"))
    picture = IDS.sub(f"terminal-{name}-{language}", picture)
    lines = [line.rstrip() for line in picture.splitlines()]
    (IMAGES / f"{name}-{language}.svg").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
