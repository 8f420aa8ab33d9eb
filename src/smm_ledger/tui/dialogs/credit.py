"""A credit note: of all that is left, of an amount, or of some lines; and why."""

from collections.abc import Iterable
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.services.corrections import CreditInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.amounts import MoneyInput
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput

WHOLE: Final = "whole"
AMOUNT: Final = "amount"
LINES: Final = "lines"
KEEP: Final = "keep"
RETURN: Final = "return"
SHOWN: Final = 44
"""Columns of a line's description in the remark."""


class CreditDialog(FieldsDialog[CreditInput]):
    """Returns what is taken back of an invoice.

    Args:
        invoice: Issued, with what it is worth now.
    """

    def __init__(self, ctx: Context[Ledger], invoice: Invoice) -> None:
        title = ctx.say(N_("Credit note on {name}"), name=invoice.name)
        super().__init__(ctx, title=title, note=_lines_of(ctx, invoice))
        self._what = ChoiceInput(
            "what",
            (
                (WHOLE, ctx.say(N_("all that is left"))),
                (AMOUNT, ctx.say(N_("an amount"))),
                (LINES, ctx.say(N_("some lines"))),
            ),
            ctx.symbols,
        )
        self._amount = MoneyInput(ctx, "amount", invoice.currency, positive=True)
        self._lines = TextInput(ctx, "lines", placeholder="1, 3")
        stamp = Money(invoice.totals.stamp_in_total, invoice.currency)
        self._stamped = bool(stamp)
        self._stamp = ChoiceInput(
            "stamp",
            (
                (KEEP, ctx.say(N_("stays with the client ({stamp})"), stamp=stamp)),
                (RETURN, ctx.say(N_("is returned too ({stamp})"), stamp=stamp)),
            ),
            ctx.symbols,
        )
        self._reason = TextInput(ctx, "reason", required=True)

    def fields(self) -> Iterable[Field]:
        """Yield what is taken back, and why; only what the choice needs is shown."""
        yield Field(self.ctx, self.say(N_("Take back")), self._what)
        for title, edit in (
            (N_("Total, tax included"), self._amount),
            (N_("Numbers of the lines"), self._lines),
        ):
            field = Field(self.ctx, self.say(title), edit)
            field.add_class("-hidden")
            yield field
        stamp = Field(self.ctx, self.say(N_("Stamp duty")), self._stamp)
        stamp.set_class(not self._stamped, "-hidden")
        yield stamp
        yield Field(self.ctx, self.say(N_("Reason (printed)")), self._reason)

    def on_field_edited(self, event: Field.Edited) -> None:
        """Show what the choice needs."""
        event.stop()
        wanted = {
            self._amount: self._what.text == AMOUNT,
            self._lines: self._what.text == LINES,
            self._stamp: self._what.text == WHOLE and self._stamped,
        }
        for field in self.query(Field):
            if field.edit in wanted:
                field.set_class(not wanted[field.edit], "-hidden")

    def result(self) -> CreditInput:
        """Return what is taken back."""
        what = self._what.text
        return CreditInput(
            reason=self._reason.text,
            amount=self._amount.need() if what == AMOUNT else None,
            lines=_numbers(self._lines.need()) if what == LINES else (),
            with_stamp=what == WHOLE and self._stamp.text == RETURN,
        )


def _numbers(text: str) -> tuple[int, ...]:
    words = text.replace(",", " ").split()
    if not words or not all(word.isascii() and word.isdigit() for word in words):
        raise InputError(
            "lines", N_("these are no numbers of lines"), hint=N_("write them as in 1, 3")
        )
    return tuple(int(word) for word in words)


def _lines_of(ctx: Context[Ledger], invoice: Invoice) -> str:
    told = [
        ctx.say(
            "{no}  {text}  {net}",
            no=no,
            text=line.description[:SHOWN],
            net=Money(net, invoice.currency),
        )
        for no, (line, net) in enumerate(
            zip(invoice.lines, invoice.totals.line_nets, strict=True), 1
        )
        if line.counts
    ]
    most = 6
    return "\n".join(told if len(told) <= most else [*told[: most - 1], "…"])
