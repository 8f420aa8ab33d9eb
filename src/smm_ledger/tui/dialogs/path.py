"""A file or folder, typed: where to read from, where to keep documents."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.settings import typed_path
from smm_ledger.tui.base import Guarded
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput


class PathDialog(FieldsDialog[Path]):
    """Returns the path, with `~` resolved.

    Args:
        ctx: What dialogs are given.
        title: What it is the path of.
        note: What is done with it.
        value: What stands there at first.
        example: Stands there while nothing is typed.
        read: Whether it is read from, so that something must be there.
    """

    FILE = "path"

    def __init__(
        self,
        ctx: Context[Ledger],
        *,
        title: str,
        note: str = "",
        value: str = "",
        example: str = "",
        read: bool = False,
    ) -> None:
        super().__init__(ctx, title=title, note=note)
        self._path = TextInput(ctx, "path", value=value, required=True, placeholder=example)
        self._read = read

    def fields(self) -> Iterable[Field]:
        """Yield the path."""
        yield Field(self.ctx, self.say(N_("Path")), self._path)

    def result(self) -> Path:
        """Return the path.

        Raises:
            InputError: It is read from, and nothing is there.
        """
        path = typed_path(self._path.text.strip())
        if self._read and not path.exists():
            raise InputError(
                "path", N_("there is no such file"), hint=N_("check its name and folder")
            )
        return path


async def ask_where(
    screen: Guarded[Any, Ledger], title: str, note: str, usual: Path
) -> Path | None:
    """Ask where something is to be written.

    Args:
        screen: Over which the dialog stands.
        title: In the user's language.
        note: A message.
        usual: The path that is offered.
    """
    return await screen.ask(
        PathDialog(screen.ctx, title=title, note=screen.say(note), value=str(usual))
    )
