"""A lost quote: one key for the reason; all the rest is offered, never demanded."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from smm_ledger.core.marks import N_
from smm_ledger.core.quotes import OutcomeReason, Quote
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.amounts import MoneyInput
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import NoteInput, TextInput

WORDS: Final = {
    OutcomeReason.PRICE: N_("the price"),
    OutcomeReason.COMPETITOR: N_("a competitor"),
    OutcomeReason.SCOPE: N_("what it comprises"),
    OutcomeReason.TIMING: N_("the timing"),
    OutcomeReason.NO_ANSWER: N_("no answer"),
    OutcomeReason.OTHER: N_("another reason"),
}


VERIFIED: Final = N_("Offer seen")
SEEN: Final = (("", N_("not said")), ("yes", N_("yes")), ("no", N_("no")))


def verified_choice(ctx: Context[Ledger]) -> ChoiceInput:
    """Return the choice whether I have seen a rival's offer."""
    options = [(key, ctx.say(word)) for key, word in SEEN]
    return ChoiceInput("competitor_verified", options, ctx.symbols)


def verified(choice: ChoiceInput) -> bool | None:
    """Return whether a rival's offer was seen; None: not said."""
    return None if not choice.text else choice.text == "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineChoice:
    """Why a quote was lost; `competitor_price` in major units."""

    reason: OutcomeReason = OutcomeReason.OTHER
    competitor: str = ""
    competitor_price: Decimal | None = None
    competitor_verified: bool | None = None
    note: str = ""


class Reasons(Widget, can_focus=True):
    """The reasons with their digits; a digit chooses at once."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Reasons { height: 6; width: 1fr; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", show=False),
        Binding("up,k", "step(-1)", show=False),
    ]

    class Chosen(Message):
        """A reason was chosen by its key."""

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__()
        self._ctx = ctx
        self._reasons = tuple(WORDS)
        self._at = self._reasons.index(OutcomeReason.OTHER)

    @property
    def reason(self) -> OutcomeReason:
        """The reason under the cursor."""
        return self._reasons[self._at]

    def render(self) -> Content:
        """Paint the reasons, the chosen one marked."""
        lines: list[Content] = []
        for index, reason in enumerate(self._reasons):
            here = index == self._at
            mark = self._ctx.symbols.cursor if here else " "
            word = label(f" {self._ctx.say(WORDS[reason])}", style="bold" if here else "")
            lines.append(label(f"{mark} {index + 1}", style="$primary") + word)
        return Content("\n").join(lines)

    def on_key(self, event: events.Key) -> None:
        """Choose by digit, and be done."""
        digit = event.character or ""
        if digit in "123456"[: len(self._reasons)] and digit:
            event.stop()
            self._at = int(digit) - 1
            self.refresh()
            self.post_message(self.Chosen())

    def action_step(self, step: int) -> None:
        """Move to the next or the previous reason."""
        self._at = (self._at + step) % len(self._reasons)
        self.refresh()


class DeclineDialog(FieldsDialog[DeclineChoice]):
    """Asks why a quote was lost."""

    AUTO_FOCUS = "Reasons"

    def __init__(self, ctx: Context[Ledger], *, quote: Quote) -> None:
        super().__init__(ctx, title=ctx.say(N_("{number} lost: why?"), number=quote.number))
        self._reasons = Reasons(ctx)
        self._competitor = TextInput(ctx, "competitor")
        self._price = MoneyInput(ctx, "competitor_price", quote.currency)
        self._verified = verified_choice(ctx)
        self._note = NoteInput("note")

    def fields(self) -> Iterable[Widget]:
        """Yield the reasons, then what is optional."""
        yield self._reasons
        yield Field(self.ctx, self.say(N_("Competitor")), self._competitor)
        yield Field(self.ctx, self.say(N_("Their price")), self._price)
        yield Field(self.ctx, self.say(VERIFIED), self._verified)
        yield Field(self.ctx, self.say(N_("Note")), self._note)

    def on_reasons_chosen(self, event: Reasons.Chosen) -> None:
        """Be done with one key."""
        event.stop()
        self.action_agree()

    def result(self) -> DeclineChoice:
        """Return the reason with what was added."""
        return DeclineChoice(
            reason=self._reasons.reason,
            competitor=self._competitor.text,
            competitor_price=self._price.read(),
            competitor_verified=verified(self._verified),
            note=self._note.read() or "",
        )
