"""Scope for price: what to leave out of an offer so that it meets what the client can pay.

The answer to "too much" is less work, never a cheaper hour. Proposals start from my last round;
taking one makes it my next round, where the scope that goes is what the lower price gets. The hour
keeps the floor of the quote, or without one that of the rate calculator.
"""

import datetime as dt
from decimal import Decimal

from smm_ledger.core.errors import InputError
from smm_ledger.core.floors import floors
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money, to_minor
from smm_ledger.core.proposal_case import Target
from smm_ledger.core.proposals import Proposal, ProposalSet, propose
from smm_ledger.core.quotes import Quote
from smm_ledger.services.line_inputs import input_of
from smm_ledger.services.negotiation import NegotiationService
from smm_ledger.services.offers import OfferInput
from smm_ledger.services.phrases import phrase
from smm_ledger.services.ports import Clock, Storage
from smm_ledger.services.quote_inputs import ReviseInput
from smm_ledger.services.rates import hour_of


class ScopeService:
    """Proposals for a price."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._negotiation = NegotiationService(storage, clock)

    def propose(
        self, ref: str, *, net: Decimal | None = None, gross: Decimal | None = None
    ) -> ProposalSet:
        """Return what my last round could drop or shrink to come to a price, best first.

        Args:
            ref: The quote.
            net: Wanted net, in major units; or
            gross: wanted total to pay.

        Raises:
            InputError: Neither or both, or below zero.
        """
        with self._storage.read() as reader:
            quote = reader.quote(ref)
            least = floors(quote, hour_of(reader)).hourly
        return _proposals(quote, least, net=net, gross=gross)

    def take(
        self,
        ref: str,
        number: int | None,
        *,
        net: Decimal | None = None,
        gross: Decimal | None = None,
        below_floor: str | None = None,
        valid_until: dt.date | None = None,
    ) -> Quote:
        """Make a proposal my next round; an ended offer needs a date.

        Args:
            ref: The quote.
            number: From 1, best first; None: the nearest, where nothing fits.
            net: The price that was asked about, in major units; or
            gross: the total.
            below_floor: Reason to pass the quote's floor.
            valid_until: Last day of the round; None: as before.

        Raises:
            InputError: There is no such proposal, or it changes nothing.
        """
        with self._storage.read() as reader:
            quote = reader.quote(ref)
            language = reader.client_by_id(quote.client_id).language
            least = floors(quote, hour_of(reader)).hourly
        chosen = _chosen(_proposals(quote, least, net=net, gross=gross), number)
        if not (chosen.changes or chosen.takes or valid_until):
            raise InputError(
                "take",
                N_("it is the offer as it stands"),
                hint=N_("there is nothing to make a new round of"),
            )
        last = quote.my_last
        lines = [input_of(line, last.rules) for line in chosen.lines]
        typed = ReviseInput(
            offer=OfferInput(lines=lines, discount=last.discount),
            get=phrase(language, "less_scope") if chosen.changes else "",
            below_floor=below_floor,
            valid_until=valid_until,
        )
        return self._negotiation.revise(quote.number, typed)


def _chosen(found: ProposalSet, number: int | None) -> Proposal:
    if number is None and found.nearest is not None:
        return found.nearest
    if number is None:
        raise InputError(
            "take",
            N_("there is no nearest proposal: some fit, or no line can go"),
            hint=N_("look at them first"),
            cli="quote propose",
        )
    if not 1 <= number <= len(found.proposals):
        raise InputError(
            "take",
            N_("there is no proposal {number}; how many there are: {count}"),
            hint=N_("look at them first"),
            cli="quote propose",
            number=number,
            count=len(found.proposals),
        )
    return found.proposals[number - 1]


def _proposals(
    quote: Quote, least: Money | None, *, net: Decimal | None, gross: Decimal | None
) -> ProposalSet:
    price = gross if net is None else net
    if price is None or (net is not None and gross is not None):
        raise InputError(
            "price",
            N_("it needs one price"),
            hint=N_("give a net or a total, not both"),
            cli="--net | --gross",
        )
    if price < 0:
        raise InputError("price", N_("it is below zero"))
    last = quote.my_last
    return propose(
        last.lines,
        rules=last.rules,
        currency=quote.currency,
        target=Target(amount=to_minor(price, quote.currency), gross=net is None),
        discount=last.discount,
        hourly_floor=None if least is None else least.decimal,
    )
