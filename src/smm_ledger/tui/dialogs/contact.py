"""That one spoke with a client, how, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from smm_ledger.core.letters import ContactChannel, ContactOutcome
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.views.words import word
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A contact as it was typed."""

    channel: ContactChannel
    outcome: ContactOutcome
    note: str = ""


class ContactDialog(FieldsDialog[Spoken]):
    """Returns a contact."""

    AUTO_FOCUS = "#outcome"

    def __init__(self, ctx: Context[Ledger], *, client: str) -> None:
        note = ctx.say(N_("The reminders go on as before."))
        super().__init__(ctx, title=ctx.say(N_("Contact with {client}"), client=client), note=note)
        self._channel = ChoiceInput(
            "channel", [(str(one), word(ctx.words, one)) for one in ContactChannel], ctx.symbols
        )
        self._outcome = ChoiceInput(
            "outcome", [(str(one), word(ctx.words, one)) for one in ContactOutcome], ctx.symbols
        )
        self._outcome.id = "outcome"
        self._note = TextInput(ctx, "note")

    def fields(self) -> Iterable[Field]:
        """Yield channel, outcome and note."""
        yield Field(self.ctx, self.say(N_("How")), self._channel)
        yield Field(self.ctx, self.say(N_("Outcome")), self._outcome)
        yield Field(self.ctx, self.say(N_("What was said")), self._note)

    def result(self) -> Spoken:
        """Return the contact."""
        return Spoken(
            channel=ContactChannel(self._channel.text),
            outcome=ContactOutcome(self._outcome.text),
            note=self._note.text,
        )
