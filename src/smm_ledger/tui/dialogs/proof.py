"""How a letter was delivered: channel, days and the file of the receipt."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from smm_ledger.core.letters import ProofChannel, Reminder
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.settings import typed_path
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.views.words import word
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.days import DateInput, date_text
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A delivery as it was typed; `path` of the receipt, or None."""

    channel: ProofChannel
    sent: dt.date
    received: dt.date | None
    path: Path | None


class ProofDialog(FieldsDialog[Delivery]):
    """Returns how a letter was delivered."""

    FILE = "file"

    def __init__(self, ctx: Context[Ledger], letter: Reminder) -> None:
        note = ctx.say(
            N_("{rung} of {day}: {numbers}"),
            rung=word(ctx.words, letter.rung),
            day=letter.date,
            numbers=", ".join(letter.invoices),
        )
        title = ctx.say(N_("How the letter was delivered"))
        super().__init__(ctx, title=title, note=note)
        self._channel = ChoiceInput(
            "channel", [(str(one), word(ctx.words, one)) for one in ProofChannel], ctx.symbols
        )
        first = date_text(letter.date, ctx.words.language)
        self._sent = DateInput(ctx, "sent", value=first, required=True)
        self._received = DateInput(ctx, "received")
        self._path = TextInput(ctx, "file", placeholder=ctx.say(N_("receipt.eml, card.pdf …")))

    def fields(self) -> Iterable[Field]:
        """Yield channel, days and file."""
        yield Field(self.ctx, self.say(N_("How")), self._channel)
        yield Field(self.ctx, self.say(N_("Sent on")), self._sent)
        yield Field(self.ctx, self.say(N_("Received on")), self._received)
        yield Field(self.ctx, self.say(N_("File of the receipt")), self._path)

    def result(self) -> Delivery:
        """Return the delivery."""
        return Delivery(
            channel=ProofChannel(self._channel.text),
            sent=self._sent.need(),
            received=self._received.read(),
            path=typed_path(self._path.text) if self._path.text else None,
        )
