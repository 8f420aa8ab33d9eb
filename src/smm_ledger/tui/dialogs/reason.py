"""Why: a line of text for the log, demanded or only offered."""

from collections.abc import Iterable

from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput


class ReasonDialog(FieldsDialog[str]):
    """Returns the reason, empty where none is demanded and none was given."""

    def __init__(
        self, ctx: Context[Ledger], *, title: str, required: bool = False, note: str = ""
    ) -> None:
        super().__init__(ctx, title=title, note=note)
        self._required = required
        self._reason = TextInput(ctx, "reason", required=required)

    def fields(self) -> Iterable[Field]:
        """Yield the reason."""
        title = N_("Reason") if self._required else N_("Reason (optional)")
        yield Field(self.ctx, self.say(title), self._reason)

    def result(self) -> str:
        """Return the reason."""
        return self._reason.text
