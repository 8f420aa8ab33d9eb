"""Money that came in: how much, when, how. What it is set against is the service's rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from smm_ledger.core.errors import InputError, LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money, exponent_of
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.payments import PaymentInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.amounts import MoneyInput, amount_text, figure_text
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.days import DateInput, date_text
from smm_ledger.tui.widgets.fields import Field, FieldList, said
from smm_ledger.tui.widgets.inputs import TextInput

ASK: Final = "ask"
KEEP: Final = "keep"
OWED: Final = N_("{client}: {owed} to receive")
CHANGED: Final = N_("It was changed in another window: {before} were to receive.")


@dataclass(frozen=True, slots=True)
class Refused:
    """A payment that the ledger did not take.

    Attributes:
        typed: What was typed.
        error: Why it was refused.
        owed: What was owed when it was typed.
    """

    typed: PaymentInput
    error: LedgerError
    owed: Money


class PaymentDialog(FieldsDialog[PaymentInput]):
    """Asks for a payment on an invoice or of a client.

    Args:
        target: An invoice's number or a client's code.
        owed: What is still owed there.
        client: The client's name.
        refused: The same payment, when it was typed before and refused.
        title: Where the target's own name says little.
    """

    def __init__(
        self,
        ctx: Context[Ledger],
        *,
        target: str,
        owed: Money,
        client: str,
        refused: Refused | None = None,
        title: str = "",
    ) -> None:
        title = title or ctx.say(N_("Payment {target}"), target=target)
        note = [ctx.say(OWED, client=client, owed=owed)]
        if refused is not None and refused.owed != owed:
            note.append(ctx.say(CHANGED, before=refused.owed))
        super().__init__(ctx, title=title, note="\n".join(note))
        self._target = target
        self._owed = owed
        self._refused = refused
        first = self._first(None if refused is None else refused.typed)
        self._amount = MoneyInput(
            ctx, "amount", owed.currency, value=first["amount"], required=True, positive=True
        )
        self._date = DateInput(ctx, "date", value=first["date"], required=True)
        self._method = TextInput(
            ctx,
            "method",
            value=first["method"],
            placeholder=ctx.say(N_("bank transfer, card …")),
        )
        self._reference = TextInput(ctx, "reference", value=first["reference"])
        self._rest = ChoiceInput(
            "rest",
            (
                (ASK, ctx.say(N_("I shall check the amount"))),
                (KEEP, ctx.say(N_("keep it as the client's credit"))),
            ),
            ctx.symbols,
        )

    def _first(self, typed: PaymentInput | None) -> dict[str, str]:
        """Return what stands in the fields: what was typed before, else what is owed today."""
        language, owed = self.ctx.words.language, self._owed
        day = date_text((typed and typed.date) or self.ctx.clock.today(), language)
        if typed is None:
            amount = amount_text(owed.minor, owed.currency, language)
            return {"amount": amount, "date": day, "method": "", "reference": ""}
        decimals = exponent_of(owed.currency)
        return {
            "amount": figure_text(typed.amount, language, decimals=decimals),
            "date": day,
            "method": typed.method,
            "reference": typed.reference,
        }

    def on_mount(self) -> None:
        """Show why it was refused, and what to do with what is too much now."""
        self._ask_for_rest()
        if self._refused is None:
            return
        error = self._refused.error
        fields = self.query_one(FieldList)
        if not (isinstance(error, InputError) and fields.place(error)):
            amount = fields.named("amount")
            if amount is not None:
                amount.complain(said(self.ctx, error))

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
        self._ask_for_rest()

    def _ask_for_rest(self) -> None:
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
