"""Below the private floor: one key goes on, and may say why."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType

from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput


class FloorDialog(FieldsDialog[str]):
    """Returns the reason for passing the floor, which may be empty; None to stay above it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("save", action="agree", label=N_("Go below it")),
    ]

    def __init__(self, ctx: Context[Ledger], *, net: Money, floor: Money) -> None:
        note = ctx.say(
            N_("The offer of {net} net is below your floor of {floor}."), net=net, floor=floor
        )
        super().__init__(ctx, title=ctx.say(N_("Below your floor")), note=note)
        self._reason = TextInput(ctx, "below_floor")

    def fields(self) -> Iterable[Field]:
        """Yield the reason."""
        yield Field(self.ctx, self.say(N_("Reason (optional)")), self._reason)

    def result(self) -> str:
        """Return the reason."""
        return self._reason.text
