"""The checklist of a quote: what is missing, and one step that adds it in the client's language."""

from collections.abc import Sequence

from smm_ledger.core.checklist import (
    DEFAULT_DEPOSIT,
    ENTRIES,
    Check,
    Item,
    checklist,
    missing,
    with_text,
)
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.quotes import Quote
from smm_ledger.core.states import QuoteStatus
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.line_inputs import input_of
from smm_ledger.services.negotiation import NegotiationService
from smm_ledger.services.offers import OfferInput
from smm_ledger.services.ports import Clock, Storage
from smm_ledger.services.quote_inputs import QuoteInput, ReviseInput
from smm_ledger.services.quotes import QuoteService


class ChecklistService:
    """What a quote should say; it never blocks anything."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._quotes = QuoteService(storage, clock)
        self._negotiation = NegotiationService(storage, clock)

    def of(self, ref: str) -> tuple[Check, ...]:
        """Return every item, and whether the quote speaks of it."""
        with self._storage.read() as reader:
            return checks_of(reader.quote(ref))

    def add(
        self,
        ref: str,
        item: Item,
        *,
        included: bool | None = None,
        below_floor: str | None = None,
    ) -> Quote:
        """Add an item's text: to a draft, or as my next round at the same price.

        A missing deposit is also asked for, at 30 %.

        Args:
            ref: The quote.
            item: Which.
            included: Under *included* or *not included*; None: the one that it has, the first of
                both.
            below_floor: Reason to pass the floor with that round.

        Raises:
            InputError: The item has no such text, or it stands there already.
        """
        with self._storage.read() as reader:
            quote = reader.quote(ref)
            language = reader.client_by_id(quote.client_id).language
        entry = ENTRIES[item]
        under = bool(entry.included) if included is None else included
        text = entry.included if under else entry.excluded
        if not text:
            raise InputError(
                "as",
                N_("this item has no text for that place"),
                hint=N_("put it in the other place"),
                cli="--as",
            )
        last = quote.my_last
        lines = with_text(last.lines, Translator(language).gettext(text), included=under)
        wanted = DEFAULT_DEPOSIT if item is Item.DEPOSIT and not quote.deposit_percent else None
        if lines == last.lines and wanted is None:
            raise InputError(
                "item",
                N_("it stands there already"),
                hint=N_("look at what is missing"),
            )
        typed = [input_of(line, last.rules) for line in lines]
        if quote.status is QuoteStatus.DRAFT:
            change = QuoteInput(lines=typed, discount=last.discount, deposit=wanted)
            return self._quotes.edit(quote.number, change, version=quote.version)
        offer = OfferInput(lines=typed, discount=last.discount)
        revised = ReviseInput(offer=offer, deposit=wanted, below_floor=below_floor)
        return self._negotiation.revise(quote.number, revised)


def checks_of(quote: Quote) -> tuple[Check, ...]:
    """Return the checklist of a quote's current lines."""
    lines = (quote.accepted or quote.my_last).lines
    return checklist(lines, title=quote.title, deposit_percent=quote.deposit_percent)


def checklist_line(checks: Sequence[Check], t: Translator) -> str:
    """Return the checklist in one line: `5 of 8; missing: strategy, crisis`."""
    gone = [t(ENTRIES[item].label) for item in missing(checks)]
    values = {"there": len(checks) - len(gone), "all": len(checks), "names": ", ".join(gone)}
    if not gone:
        return t(N_("{there} of {all}"), **values)
    return t(N_("{there} of {all}; missing: {names}"), **values)
