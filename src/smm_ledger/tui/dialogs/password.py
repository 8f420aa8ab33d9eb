"""The mail server's password, where neither the environment nor a keyring has it.

It is kept nowhere: neither by the dialog nor by whoever asked.
"""

from collections.abc import Iterable

from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput


class PasswordDialog(FieldsDialog[str]):
    """Returns the password; what is typed is shown as dots."""

    def __init__(self, ctx: Context[Ledger]) -> None:
        note = ctx.say(N_("It is used for this letter and not kept."))
        super().__init__(ctx, title=ctx.say(N_("Password of the mail server")), note=note)
        self._password = TextInput(ctx, "password", required=True)
        self._password.password = True

    def fields(self) -> Iterable[Field]:
        """Yield the password."""
        yield Field(self.ctx, self.say(N_("Password")), self._password)

    def result(self) -> str:
        """Return the password."""
        return self._password.value
