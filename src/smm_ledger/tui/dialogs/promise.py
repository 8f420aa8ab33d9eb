"""What a client promised to pay, and by when."""

from collections.abc import Iterable

from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.promises import PromiseInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.amounts import MoneyInput, amount_text
from smm_ledger.tui.widgets.days import DateInput
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput


class PromiseDialog(FieldsDialog[PromiseInput]):
    """Returns a promise on an invoice.

    Args:
        ctx: What dialogs are given.
        name: The invoice's number.
        client: The client's name.
        owed: What is owed on it.
    """

    def __init__(self, ctx: Context[Ledger], *, name: str, client: str, owed: Money) -> None:
        note = ctx.say(N_("{client}: {owed} to receive"), client=client, owed=owed)
        super().__init__(ctx, title=ctx.say(N_("Promise on {name}"), name=name), note=note)
        self._invoice = name
        first = amount_text(owed.minor, owed.currency, ctx.words.language)
        self._amount = MoneyInput(
            ctx, "amount", owed.currency, value=first, required=True, positive=True
        )
        self._by = DateInput(ctx, "by", required=True, placeholder=ctx.say(N_("+7, 12/12 …")))
        self._note = TextInput(ctx, "note")

    def fields(self) -> Iterable[Field]:
        """Yield the day first: the amount is mostly all that is owed."""
        yield Field(self.ctx, self.say(N_("To pay by")), self._by)
        yield Field(self.ctx, self.say(N_("Amount")), self._amount)
        yield Field(self.ctx, self.say(N_("What was said")), self._note)

    def result(self) -> PromiseInput:
        """Return the promise."""
        return PromiseInput(
            invoice=self._invoice,
            amount=self._amount.need(),
            by=self._by.need(),
            note=self._note.text,
        )
