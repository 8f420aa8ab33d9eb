"""A longer text: in the user's own editor where there is a terminal to lend, else on the screen."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Final, TypeVar

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import BindingType

from smm_ledger.core.marks import N_
from smm_ledger.tui.base import Guarded
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.base import Dialog
from smm_ledger.tui.dialogs.confirm import leave
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.widgets.inputs import NoteInput

S = TypeVar("S")

NO_EDITOR: Final = N_("{editor} could not be started: write here instead")


class NoteDialog(Dialog[str, S]):
    """Returns the text after the change, None when it is left as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("save")]
    FOOTER: ClassVar[tuple[str, ...]] = ("save", "cancel")
    AUTO_FOCUS = "NoteInput"
    DEFAULT_CSS = """
    NoteDialog NoteInput, NoteDialog NoteInput:focus { height: 10; background: $panel; }
    """

    def __init__(self, ctx: Context[S], *, title: str, text: str = "") -> None:
        super().__init__(ctx, title=title)
        self._note = NoteInput("note", value=text)

    def body(self) -> ComposeResult:
        """Yield the text."""
        yield self._note

    @property
    def touched(self) -> bool:
        """Whether anything was typed."""
        return self._note.touched

    def action_cancel(self) -> None:
        """Leave; ask first when something was typed."""
        leave(self)

    def action_save(self) -> None:
        """Return the text."""
        self.dismiss(self._note.text)


def editor_of(environ: Mapping[str, str]) -> list[str]:
    """Return the words that start the user's editor; empty where none is named."""
    command = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        return shlex.split(command)
    except ValueError:  # a quote without its twin
        return []


async def write_note(screen: Guarded[Any, Any], *, title: str, text: str = "") -> str | None:
    """Let the user write; return the text, or None where nothing was changed.

    Must be called from a worker, since it may wait for a dialog.
    """
    editor = editor_of(os.environ)
    if editor:
        try:
            with screen.app.suspend():
                written = _written_with(editor, text)
        except SuspendNotSupported:
            pass
        except OSError:
            screen.tell(NO_EDITOR, editor=editor[0], bad=True)
        else:
            return None if written == text else written
    return await screen.ask(NoteDialog(screen.ctx, title=title, text=text))


def _written_with(editor: list[str], text: str) -> str:
    """Return what the editor left; the file is the owner's alone, and gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="smm-ledger-") as folder:
        path = Path(folder) / "note.txt"
        path.write_text(text, encoding="utf-8")
        done = subprocess.run([*editor, str(path)], check=False)  # noqa: S603 - the user's own
        if done.returncode:
            return text
        return path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
