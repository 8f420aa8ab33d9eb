"""A file or folder, typed: where to read from, where to keep documents."""

from collections.abc import Iterable
from pathlib import Path

from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.settings import typed_path
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput


class PathDialog(FieldsDialog[Path]):
    """Returns the path, with `~` resolved; whether there is anything is for the caller to see."""

    def __init__(
        self, ctx: Context[Ledger], *, title: str, note: str = "", value: str = ""
    ) -> None:
        super().__init__(ctx, title=title, note=note)
        self._path = TextInput(ctx, "path", value=value, required=True)

    def fields(self) -> Iterable[Field]:
        """Yield the path."""
        yield Field(self.ctx, self.say(N_("Path")), self._path)

    def result(self) -> Path:
        """Return the path."""
        return typed_path(self._path.text.strip())
