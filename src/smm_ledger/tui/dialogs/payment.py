"""Money that came in: how much, when, how. What it is set against is the service's rule."""

from collections.abc import Iterable
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.payments import PaymentInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.amounts import MoneyInput, amount_text
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.days import DateInput, date_text
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput

ASK: Final = "ask"
KEEP: Final = "keep"


class PaymentDialog(FieldsDialog[PaymentInput]):
    """Asks for a payment on an invoice or of a client.

    Args:
        target: An invoice's number or a client's code.
        owed: What is still owed there.
        client: The client's name.
    """

    def __init__(self, ctx: Context[Ledger], *, target: str, owed: Money, client: str) -> None:
        language = ctx.words.language
        note = ctx.say(N_("{client}: {owed} to receive"), client=client, owed=owed)
        title = ctx.say(N_("Payment {target}"), target=target)
        super().__init__(ctx, title=title, note=note)
        self._target = target
        self._owed = owed
        owed_text = amount_text(owed.minor, owed.currency, language)
        self._amount = MoneyInput(
            ctx, "amount", owed.currency, value=owed_text, required=True, positive=True
        )
        self._date = DateInput(
            ctx, "date", value=date_text(ctx.clock.today(), language), required=True
        )
        self._method = TextInput(ctx, "method", placeholder=ctx.say(N_("bank transfer, card …")))
        self._reference = TextInput(ctx, "reference")
        self._rest = ChoiceInput(
            "rest",
            (
                (ASK, ctx.say(N_("I shall check the amount"))),
                (KEEP, ctx.say(N_("keep it as the client's credit"))),
            ),
            ctx.symbols,
        )

    def fields(self) -> Iterable[Field]:
        """Yield amount, date, method and reference; what to do with too much, if it is."""
        yield Field(self.ctx, self.say(N_("Amount")), self._amount)
        rest = Field(self.ctx, self.say(N_("What is too much")), self._rest)
        rest.add_class("-hidden")
        yield rest
        yield Field(self.ctx, self.say(N_("Date")), self._date)
        yield Field(self.ctx, self.say(N_("Method")), self._method)
        yield Field(self.ctx, self.say(N_("Reference")), self._reference)

    def _excess(self) -> int:
        try:
            return (self._amount.read_minor() or 0) - self._owed.minor
        except InputError:
            return 0

    def on_field_edited(self, event: Field.Edited) -> None:
        """Ask what to do with more than is owed, as soon as it is typed."""
        event.stop()
        for field in self.query(Field):
            if field.edit is self._rest:
                field.set_class(self._excess() <= 0, "-hidden")

    def result(self) -> PaymentInput:
        """Return the payment."""
        excess = self._excess()
        if excess > 0 and self._rest.text != KEEP:
            raise InputError(
                "rest",
                N_("{excess} more than is owed"),
                hint=N_("correct the amount, or keep the rest as credit"),
                excess=Money(excess, self._owed.currency),
            )
        return PaymentInput(
            target=self._target,
            amount=self._amount.need(),
            date=self._date.read(),
            method=self._method.text,
            reference=self._reference.text,
            credit=excess > 0,
        )
