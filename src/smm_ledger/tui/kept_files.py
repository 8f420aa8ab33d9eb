"""Kept files, out of the ledger again: listed with a thing, opened, or saved elsewhere.

What is kept is data, whatever it is called: it is written under a name of ours, and only what a
viewer shows is handed to the system. A program among the files is saved, and never started.
"""

import asyncio
from pathlib import Path
from typing import Any, Final

from smm_ledger.core.letters import Attachment
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.base import Guarded
from smm_ledger.tui.dialogs.kept import KeptFilesDialog
from smm_ledger.tui.dialogs.path import ask_where

Screen = Guarded[Any, Ledger]

NONE: Final = N_("No file is kept with {name}: + keeps one.")
WHERE: Final = N_("A folder, or a file of another name.")
SAVE: Final = N_("Save {file}")
SAVED: Final = N_("Saved: {path}")
NOT_OPENED: Final = N_("Saved, and not opened, as it may be a program: {path}")
SHOWN: Final = frozenset(
    {
        *(".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".heic", ".txt"),
        *(".md", ".csv", ".eml", ".ics", ".xml", ".p7m", ".doc", ".docx", ".odt", ".rtf"),
        *(".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".zip", ".mp3", ".m4a", ".mp4"),
    }
)
"""Endings of what a viewer shows and does not run."""


async def show_files(screen: Screen, ref: str, name: str) -> None:
    """List the files that are kept with a thing, until the list is left. In a worker only.

    Args:
        screen: Over which the dialogs stand.
        ref: A client (and all that is its), quote, invoice or retainer.
        name: How it is called in the dialogs.
    """
    ctx = screen.ctx
    files = ctx.services.contacts.files(ref)
    if not files:
        screen.tell(NONE, name=name)
        return
    while wish := await screen.ask(KeptFilesDialog(ctx, name=name, files=files)):
        if wish.save:
            await _save(screen, wish.kept.own)
        else:
            await _open(screen, wish.kept.own)
            return


async def _save(screen: Screen, own: Attachment) -> None:
    usual = screen.ctx.documents_folder().parent
    path = await ask_where(screen, screen.say(SAVE, file=own.name), WHERE, usual)
    if path is not None:
        screen.tell(SAVED, path=str(await _written(screen, own, path)))


async def _open(screen: Screen, own: Attachment) -> None:
    path = await _written(screen, own, None)
    if path.suffix.lower() not in SHOWN:
        screen.tell(NOT_OPENED, bad=True, path=str(path))
        return
    screen.tell(SAVED, path=str(path))
    screen.ctx.open_path(path)


async def _written(screen: Screen, own: Attachment, path: Path | None) -> Path:
    data = await asyncio.to_thread(screen.ctx.services.contacts.file_data, own)
    return await asyncio.to_thread(screen.ctx.open_doors.save_kept, own, data, path)
