"""How a bank names the columns of its CSV: said once, and kept by a name."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from smm_ledger.core.bank_formats import CHOICES
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput

COLUMNS: Final = (
    ("date", N_("Date")),
    ("text", N_("Text")),
    ("amount", N_("Amount, with sign")),
    ("credit", N_("or: money in")),
    ("debit", N_("and money out")),
    ("name", N_("Name (optional)")),
    ("iban", N_("IBAN (optional)")),
)
"""Roles, and what they are called; a date, a text and an amount in one way are needed."""

SAID: Final = {
    "comma": "1.234,56",
    "point": "1,234.56",
    "dmy": "31/12/2026",
    "mdy": "12/31/2026",
    "ymd": "2026-12-31",
}


class Layout(NamedTuple):
    """A layout as it was typed: its name, and the columns as the service reads them."""

    name: str
    columns: str


class BankFormatDialog(FieldsDialog[Layout]):
    """Returns a layout.

    Args:
        ctx: What dialogs are given.
        file: The file in which it is used.
        columns: What the file calls its columns, as far as that is seen.
    """

    def __init__(self, ctx: Context[Ledger], *, file: str, columns: str = "") -> None:
        note = ctx.say(
            N_("{file} is in no format that is known: what do its columns say?"), file=file
        )
        if columns:
            note += "\n" + ctx.say(N_("They are called: {columns}"), columns=columns)
        super().__init__(ctx, title=ctx.say(N_("Columns of the statement")), note=note)
        self._called = TextInput(ctx, "format", required=True, placeholder=ctx.say(N_("my bank")))
        needed = {"date", "text"}
        self._columns = [
            (TextInput(ctx, role, required=role in needed), title) for role, title in COLUMNS
        ]
        self._decimals, self._dates = (
            ChoiceInput(name, [(one, SAID[one]) for one in CHOICES[name]], ctx.symbols)
            for name in ("decimals", "dates")
        )

    def fields(self) -> Iterable[Field]:
        """Yield the name, a header for each role, and how figures and dates are written."""
        yield Field(self.ctx, self.say(N_("Name of the format")), self._called)
        for edit, title in self._columns:
            yield Field(self.ctx, self.say(title), edit)
        yield Field(self.ctx, self.say(N_("Amounts look like")), self._decimals)
        yield Field(self.ctx, self.say(N_("Dates look like")), self._dates)

    def result(self) -> Layout:
        """Return the layout.

        Raises:
            InputError: No column says an amount.
        """
        typed = [(edit.field, edit.text) for edit, _ in self._columns if edit.text]
        if not {"amount", "credit"} & {role for role, _ in typed}:
            raise InputError("amount", N_("it is empty"), hint=N_("give a value"))
        typed += [("decimals", self._decimals.text), ("dates", self._dates.text)]
        name = self._called.text.replace(" ", "-").lower()
        return Layout(name, ",".join(f"{role}={header}" for role, header in typed))
