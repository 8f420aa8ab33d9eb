"""What the forms of an offer share: the checklist in one line, and one key that adds to it.

A text that is added stands in the line's details until the form is saved, like all that is typed.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType
from textual.content import Content

from smm_ledger.core.checklist import (
    DEFAULT_DEPOSIT,
    ENTRIES,
    Check,
    Item,
    checklist,
    missing,
    with_text,
)
from smm_ledger.core.errors import InputError, LedgerError
from smm_ledger.core.lines import Line
from smm_ledger.core.marks import N_
from smm_ledger.core.quotes import Quote
from smm_ledger.services.checklists import checklist_line
from smm_ledger.services.offers import Offer
from smm_ledger.tui.checklists import choose_item
from smm_ledger.tui.forms.offers import OfferForm
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.amounts import PercentInput, figure_text
from smm_ledger.tui.widgets.columns import Slot
from smm_ledger.tui.widgets.painting import fitted

LOW: Final = 20
"""Lines of a terminal below which only the figures stay below the fields."""

CHECKLIST: Final = N_("Checklist: {line}")
ALL_SAID: Final = N_("The quote says everything on the checklist.")
NO_LINES: Final = N_("First type a client and a line.")


class CheckedForm(OfferForm[Quote]):
    """A form of an offer that says what it does not speak of yet."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("add-missing")]

    @property
    def deposit(self) -> PercentInput:
        """The field of the deposit."""
        raise NotImplementedError

    @property
    def offer_title(self) -> str:
        """The quote's title as it stands now."""
        raise NotImplementedError

    def language_of_client(self) -> str:
        """Return the language that the client reads."""
        raise NotImplementedError

    @property
    def is_low(self) -> bool:
        """Whether the terminal has no room for more than the figures."""
        return self.app.size.height < LOW

    def checks(self, lines: Sequence[Line]) -> tuple[Check, ...]:
        """Return the checklist of what is typed now."""
        try:
            percent = self.deposit.read()
        except InputError:
            percent = None
        return checklist(lines, title=self.offer_title, deposit_percent=percent)

    def figures(self, offer: Offer | None) -> list[Content]:
        """Add the checklist."""
        lines = super().figures(offer)
        if offer is None or self.is_low:
            return lines
        told = checklist_line(self.checks(offer.lines), self.ctx.words)
        text = self.say(CHECKLIST, line=told)
        room = Slot(0, max(1, self.app.size.width - 2), right=False)
        return [*lines, label(fitted(text, room, self.ctx.symbols.more), style="$text-muted")]

    @work
    async def action_add_missing(self) -> None:
        """Choose what to add, and where."""
        try:
            offer = self.preview()
        except LedgerError as error:
            self.refused(error)
            return
        if offer is None:
            self.notify(self.say(NO_LINES), severity="warning", markup=False)
            return
        checks = self.checks(offer.lines)
        if not missing(checks):
            self.notify(self.say(ALL_SAID), markup=False)
            return
        chosen = await choose_item(self, checks, self.language_of_client())
        if chosen is not None:
            self._add(offer.lines, *chosen)

    def _add(self, lines: Sequence[Line], item: Item, included: bool) -> None:  # noqa: FBT001 - of a pair
        entry = ENTRIES[item]
        theirs = self.ctx.translator(self.language_of_client())
        text = theirs.gettext(entry.included if included else entry.excluded)
        after = with_text(lines, text, included=included)
        for row, old, new in zip(self.lines.rows, lines, after, strict=True):
            if old != new:
                typed = replace(row.line, included=new.included, excluded=new.excluded)
                self.lines.change(row, typed)
        if item is Item.DEPOSIT and not self.deposit.text:
            self.deposit.text = figure_text(DEFAULT_DEPOSIT, self.ctx.words.language)
