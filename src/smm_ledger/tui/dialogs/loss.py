"""What is given up of an invoice, or expected again: how much, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.payments import BANK_FEE
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.amounts import MoneyInput, amount_text
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput

LOSS: Final = "loss"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """An amount in major units, and its reason."""

    amount: Decimal
    reason: str = ""


class LossDialog(FieldsDialog[Loss]):
    """Asks how much is written off, or how much of that is expected again.

    Args:
        name: The invoice.
        most: What there is of it.
        back: Whether it is expected again.
    """

    def __init__(self, ctx: Context[Ledger], *, name: str, most: Money, back: bool = False) -> None:
        text = N_("Expect {name} again") if back else N_("Write off {name}")
        super().__init__(ctx, title=ctx.say(text, name=name))
        self._back = back
        first = amount_text(most.minor, most.currency, ctx.words.language)
        self._amount = MoneyInput(
            ctx, "amount", most.currency, value=first, required=True, positive=True
        )
        self._kind = ChoiceInput(
            "kind",
            (
                (LOSS, ctx.say(N_("it will not be paid"))),
                (BANK_FEE, ctx.say(N_("a bank kept it of the transfer"))),
            ),
            ctx.symbols,
        )
        self._reason = TextInput(ctx, "reason")

    def fields(self) -> Iterable[Field]:
        """Yield the amount; of a loss also why."""
        yield Field(self.ctx, self.say(N_("Amount")), self._amount)
        if not self._back:
            yield Field(self.ctx, self.say(N_("Why")), self._kind)
            yield Field(self.ctx, self.say(N_("Reason (optional)")), self._reason)

    def result(self) -> Loss:
        """Return what was typed."""
        fee = self._kind.text == BANK_FEE
        return Loss(amount=self._amount.need(), reason=BANK_FEE if fee else self._reason.text)
