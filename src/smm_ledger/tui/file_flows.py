"""What goes to files, and files that are kept: dossier, PDFs, calendar, report, attachment.

Each asks where, writes as the command does, and says what came of it. In a worker only.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from smm_ledger.core.letters import Attachment
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.base import Guarded
from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog
from smm_ledger.tui.dialogs.confirm import ConfirmDialog
from smm_ledger.tui.dialogs.fields import ask_and_keep
from smm_ledger.tui.dialogs.files import AttachDialog, DossierDialog, FileToKeep
from smm_ledger.tui.dialogs.path import ask_where
from smm_ledger.tui.dialogs.work import with_bar

Screen = Guarded[Any, Ledger]

WRITING: Final = N_("Writing the dossier of {name}…")
GIVEN_UP: Final = N_("Given up: nothing was written.")
COMPLETE: Final = N_("The dossier is complete. Open its folder?")
AS_PAGES: Final = N_("PDFs can't be made here: their pages are in it as HTML.")
PAPERS: Final = N_("PDFs of all invoices of a year, into a folder")
PAPERS_NOTE: Final = N_(
    "A folder for the accountant. What is there already stays; esc during the work takes all of"
    " it back."
)
WRITING_PAPERS: Final = N_("Making the PDFs of the invoices…")
PAPERS_DONE: Final = N_("The PDFs are written. Open their folder?")
NOTHING_ISSUED: Final = N_("No invoice is issued yet.")
EVERY_YEAR: Final = ""
CALENDAR: Final = N_("Due dates, promises and reminders as a calendar")
CALENDAR_NOTE: Final = N_(
    "A file for any calendar program; written again, it takes the place of the older one."
)
REPORT: Final = N_("{report} as a table")
REPORT_NOTE: Final = N_("A CSV file for a spreadsheet, of what is shown here.")
WRITTEN: Final = N_("Written: {path}")
KEPT: Final = N_("{file} is kept with {ref}")
SO_FAR: Final = N_("Kept so far: {files}")
MOST: Final = 5
"""Kept files that are named in the dialog."""


async def write_dossier(screen: Screen, ref: str, name: str) -> None:
    """Ask for folder and language, write the dossier below a bar, and offer to open it.

    Args:
        screen: Over which the dialogs stand.
        ref: A client's code, or an invoice's number.
        name: How it is called in the dialogs.
    """
    ctx = screen.ctx
    doors, services = ctx.open_doors, ctx.services
    about = services.dossiers.gather(ref)  # refuses where there is nothing to hand over
    usual = doors.usual_path("dossier", about.about or about.date.isoformat(), about.client.code)
    place = await screen.ask(DossierDialog(ctx, name=name, path=usual))
    if place is None:
        return
    made = await with_bar(
        screen,
        screen.say(WRITING, name=name),
        lambda step: doors.write_dossier(
            services, ref, place.path, language=place.language, progress=step
        ),
    )
    if made is None:
        screen.tell(GIVEN_UP, bad=True)
        return
    files = ctx.words.ngettext("{n} file", "{n} files", made.count)
    pages = ["", screen.say(AS_PAGES)] if made.as_pages else []
    await _offer(screen, COMPLETE, made.path, [f"{made.path} ({files})", *pages])


async def _offer(screen: Screen, title: str, folder: Path, lines: Sequence[str]) -> None:
    """Say what was written, and open its folder on a yes."""
    dialog = ConfirmDialog(screen.ctx, title=screen.say(title), text="\n".join(lines))
    if await screen.ask(dialog):
        screen.ctx.open_path(folder)


async def write_papers(screen: Screen) -> None:
    """Ask of which year and where, and write the PDFs of all its invoices below a bar."""
    ctx = screen.ctx
    doors, services, words = ctx.open_doors, ctx.services, ctx.words
    years = services.documents.years()
    if not years:
        screen.tell(NOTHING_ISSUED, bad=True)
        return
    counts = {str(year): n for year, n in years.items()} | {EVERY_YEAR: sum(years.values())}
    choices = [
        Choice(
            key,
            screen.say(N_("of all years")) if key == EVERY_YEAR else key,
            words.ngettext("{n} document", "{n} documents", n),
        )
        for key, n in counts.items()
        if key != EVERY_YEAR or len(years) > 1
    ]
    chosen = await screen.ask(ChooseDialog(ctx, title=screen.say(PAPERS), choices=choices))
    if chosen is None:
        return
    usual = doors.usual_path("invoices", chosen)
    folder = await ask_where(screen, screen.say(PAPERS), PAPERS_NOTE, usual)
    if folder is None:
        return
    year = int(chosen) if chosen else None
    made = await with_bar(
        screen,
        screen.say(WRITING_PAPERS),
        lambda step: doors.write_papers(services, folder, year=year, progress=step),
    )
    if made is None:
        screen.tell(GIVEN_UP, bad=True)
        return
    said = words.ngettext("{n} document", "{n} documents", len(made.paths))
    lines = [f"{folder} ({said})", *(screen.say(warning) for warning in made.warnings)]
    await _offer(screen, PAPERS_DONE, folder, lines)


async def write_calendar(screen: Screen) -> None:
    """Ask where, and write the days of what is owed as a calendar."""
    ctx = screen.ctx
    doors, services, words = ctx.open_doors, ctx.services, ctx.words
    usual = doors.usual_path("calendar", "", extension="ics")
    path = await ask_where(screen, screen.say(CALENDAR), CALENDAR_NOTE, usual)
    if path is not None:
        count = await asyncio.to_thread(
            doors.write_calendar, services, path, language=words.language
        )
        events = words.ngettext("{n} event", "{n} events", count)
        screen.tell(N_("Written: {path}, {events}"), path=str(path), events=events)


async def write_report(screen: Screen, key: str, title: str, found: object, *, period: str) -> None:
    """Ask where, and write a report as it is shown.

    Args:
        screen: Over which the dialog stands.
        key: Its name on the command line.
        title: In the user's language.
        found: What was read, and is drawn.
        period: The year or the day that it is of, for the file's name.
    """
    ctx = screen.ctx
    usual = ctx.open_doors.usual_path(f"report-{key}", period, extension="csv")
    path = await ask_where(screen, screen.say(REPORT, report=title), REPORT_NOTE, usual)
    if path is not None:
        await asyncio.to_thread(ctx.open_doors.write_report, key, found, path)
        screen.tell(WRITTEN, path=str(path))


async def attach(screen: Screen, ref: str, name: str) -> bool:
    """Ask for a file, and keep it with a thing; True if it was.

    Args:
        screen: Over which the dialog stands.
        ref: A client, quote, invoice or retainer.
        name: How it is called in the dialog.
    """
    ctx = screen.ctx
    contacts, doors = ctx.services.contacts, ctx.open_doors

    def keep(typed: FileToKeep) -> Attachment:
        return contacts.attach(ref, doors.read_file(typed.path), note=typed.note)

    note = _so_far(screen, contacts.attachments(ref))
    made = await ask_and_keep(screen, AttachDialog(ctx, name=name, note=note), keep)
    if made is not None:
        screen.tell(KEPT, file=made.name, ref=name)
    return made is not None


def _so_far(screen: Screen, kept: Sequence[Attachment]) -> str:
    names = [one.name for one in kept[-MOST:]]
    if len(kept) > MOST:
        names.insert(0, "…")
    return screen.say(SO_FAR, files=", ".join(names)) if names else ""
