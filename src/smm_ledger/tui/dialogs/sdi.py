"""What SdI said of an e-invoice: one of the states that can follow, when, and its words."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from smm_ledger.core.invoices import Invoice
from smm_ledger.core.marks import N_
from smm_ledger.core.states import SDI_TABLE, SdiStatus
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.views.words import word
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.days import DateInput, date_text
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What SdI said."""

    status: SdiStatus
    date: dt.date | None = None
    note: str = ""


class SdiDialog(FieldsDialog[Told]):
    """Returns the next status; where none can follow, the present one, which is refused."""

    def __init__(self, ctx: Context[Ledger], invoice: Invoice) -> None:
        now = SdiStatus(invoice.sdi_status or SdiStatus.TO_SEND)
        note = ctx.say(N_("Now: {status}"), status=word(ctx.words, now))
        super().__init__(ctx, title=ctx.say(N_("SdI on {name}"), name=invoice.name), note=note)
        following = [after for before, after in SDI_TABLE if before is now] or [now]
        self._status = ChoiceInput(
            "status", [(str(one), word(ctx.words, one)) for one in following], ctx.symbols
        )
        today = date_text(ctx.clock.today(), ctx.words.language)
        self._date = DateInput(ctx, "date", value=today, required=True)
        self._note = TextInput(ctx, "note")

    def fields(self) -> Iterable[Field]:
        """Yield the status, the day and what SdI wrote."""
        yield Field(self.ctx, self.say(N_("SdI says")), self._status)
        yield Field(self.ctx, self.say(N_("Date")), self._date)
        yield Field(self.ctx, self.say(N_("Note (optional)")), self._note)

    def result(self) -> Told:
        """Return what was typed."""
        return Told(
            status=SdiStatus(self._status.text), date=self._date.read(), note=self._note.text
        )
