"""Time that a client took, and what it asked for: a few fields, most of them with an answer."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from smm_ledger.core.effort import EffortTag
from smm_ledger.core.marks import N_
from smm_ledger.core.requests import RequestKind
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.views.words import word
from smm_ledger.tui.widgets.choices import ChoiceInput, Option
from smm_ledger.tui.widgets.days import DateInput, date_text
from smm_ledger.tui.widgets.durations import DurationInput
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import ClientInput, Named, TextInput

Find = Callable[[str], Sequence[Named]]

GIFT: Final = N_("a gift, counted")


def tags(ctx: Context[Ledger]) -> list[Option]:
    """Return the kinds of effort."""
    return [(str(tag), word(ctx.words, tag)) for tag in EffortTag]


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortChoice:
    """Time as typed."""

    client: str
    hours: Decimal
    tag: EffortTag
    note: str
    date: dt.date


class EffortDialog(FieldsDialog[EffortChoice]):
    """Asks how long, for whom, and what kind of effort it was.

    Args:
        ctx: What dialogs are given.
        find: Looks for clients.
        client: The one in front, whose name need not be typed.
    """

    def __init__(self, ctx: Context[Ledger], *, find: Find, client: str = "") -> None:
        super().__init__(ctx, title=ctx.say(N_("Time for a client (private)")))
        self._known = bool(client)
        self._client = ClientInput(ctx, find=find, value=client)
        self._duration = DurationInput(ctx, "duration", required=True, placeholder="1:30")
        self._tag = ChoiceInput("tag", tags(ctx), ctx.symbols)
        self._note = TextInput(ctx, "note")
        today = date_text(ctx.clock.today(), ctx.words.language)
        self._date = DateInput(ctx, "date", value=today, required=True)

    def fields(self) -> Iterable[Field]:
        """Yield the fields; who is known already comes last but one."""
        client = Field(self.ctx, self.say(N_("Client")), self._client)
        if not self._known:
            yield client
        yield Field(self.ctx, self.say(N_("Time")), self._duration)
        yield Field(self.ctx, self.say(N_("What kind")), self._tag)
        yield Field(self.ctx, self.say(N_("Note")), self._note)
        if self._known:
            yield client
        yield Field(self.ctx, self.say(N_("Date")), self._date)

    def result(self) -> EffortChoice:
        """Return the time."""
        return EffortChoice(
            client=self._client.need(),
            hours=self._duration.need(),
            tag=EffortTag(self._tag.text),
            note=self._note.text,
            date=self._date.need(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestChoice:
    """A request as typed."""

    client: str
    text: str
    kind: RequestKind
    hours: Decimal | None
    date: dt.date


class RequestDialog(FieldsDialog[RequestChoice]):
    """Asks what was asked for, and what becomes of it."""

    def __init__(self, ctx: Context[Ledger], *, find: Find, client: str = "") -> None:
        super().__init__(ctx, title=ctx.say(N_("The client asks for something more")))
        self._text = TextInput(ctx, "text", required=True)
        kinds = [(str(kind), self._told(ctx, kind)) for kind in RequestKind]
        self._kind = ChoiceInput("as", kinds, ctx.symbols)
        self._hours = DurationInput(ctx, "hours", placeholder="1:30")
        self._client = ClientInput(ctx, find=find, value=client)
        today = date_text(ctx.clock.today(), ctx.words.language)
        self._date = DateInput(ctx, "date", value=today, required=True)

    @staticmethod
    def _told(ctx: Context[Ledger], kind: RequestKind) -> str:
        if kind is RequestKind.GIFT:
            return ctx.say(GIFT)
        if kind is RequestKind.CHANGE_ORDER:
            return ctx.say(N_("change order, with its own quote"))
        return word(ctx.words, kind)

    def fields(self) -> Iterable[Field]:
        """Yield what was asked, what becomes of it, and the rest."""
        yield Field(self.ctx, self.say(N_("What")), self._text)
        yield Field(self.ctx, self.say(N_("It is")), self._kind)
        yield Field(self.ctx, self.say(N_("Hours it takes")), self._hours)
        yield Field(self.ctx, self.say(N_("Client")), self._client)
        yield Field(self.ctx, self.say(N_("Date")), self._date)

    def result(self) -> RequestChoice:
        """Return the request."""
        return RequestChoice(
            client=self._client.need(),
            text=self._text.text,
            kind=RequestKind(self._kind.text),
            hours=self._hours.read(),
            date=self._date.need(),
        )
