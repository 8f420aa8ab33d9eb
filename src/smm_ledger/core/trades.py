"""What can be traded: for each reason to push on the price, answers that are not a lower price.

The advice is in our own words; its sources are in docs/negotiation.md. Texts are private until I
copy one into a message; nothing here is printed by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from smm_ledger.core.marks import N_
from smm_ledger.core.rounds import Ask


class Get(StrEnum):
    """What a concession of mine can obtain."""

    SCOPE = "scope"
    FASTER_PAYMENT = "faster-payment"
    DEPOSIT = "deposit"
    LONGER_TERM = "longer-term"
    TESTIMONIAL = "testimonial"
    CASE_STUDY = "case-study"
    REFERRAL = "referral"
    EXCLUSIVITY = "exclusivity"
    FEWER_REVISIONS = "fewer-revisions"
    LATER_DELIVERY = "later-delivery"
    ONE_CONTACT = "one-contact"
    DECISION_DATE = "decision-date"


GETS: Mapping[Get, str] = {
    Get.SCOPE: N_("less work: a line dropped or shrunk"),
    Get.FASTER_PAYMENT: N_("payment within a few days"),
    Get.DEPOSIT: N_("a deposit before the start"),
    Get.LONGER_TERM: N_("a longer engagement"),
    Get.TESTIMONIAL: N_("a review with name and face"),
    Get.CASE_STUDY: N_("the right to show the work and its results"),
    Get.REFERRAL: N_("an introduction to another client"),
    Get.EXCLUSIVITY: N_("all social channels, no other supplier"),
    Get.FEWER_REVISIONS: N_("fewer rounds of revision"),
    Get.LATER_DELIVERY: N_("delivery when my calendar is free"),
    Get.ONE_CONTACT: N_("one person who approves, within two working days"),
    Get.DECISION_DATE: N_("an answer by a date"),
}
"""What each is called, in English; translated where it is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """An answer to a push.

    Attributes:
        code: Stable name.
        text: What to propose, one line, in English; translated where it is shown.
        gets: What it obtains, for the round's *get*.
    """

    code: str
    text: str
    gets: tuple[Get, ...]


TRADES: Mapping[Ask, tuple[Trade, ...]] = {
    Ask.BUDGET: (
        Trade(
            code="fit-scope",
            text=N_("keep the hour, take work away until the figure fits"),
            gets=(Get.SCOPE,),
        ),
        Trade(
            code="packages",
            text=N_("offer two or three whole packages at once and let them choose"),
            gets=(Get.SCOPE, Get.DECISION_DATE),
        ),
        Trade(
            code="start-small",
            text=N_("start with a smaller first phase, the rest when it has paid off"),
            gets=(Get.SCOPE, Get.DEPOSIT),
        ),
        Trade(
            code="spread",
            text=N_("same price, spread over more months of a signed engagement"),
            gets=(Get.LONGER_TERM,),
        ),
    ),
    Ask.COMPETITOR: (
        Trade(
            code="compare",
            text=N_("compare what is included, line by line, before any figure"),
            gets=(Get.DECISION_DATE,),
        ),
        Trade(
            code="same-scope",
            text=N_("match their scope, not their price: show ours cut to the same work"),
            gets=(Get.SCOPE,),
        ),
        Trade(
            code="proof",
            text=N_("show results of a like client, and who will do the work"),
            gets=(Get.CASE_STUDY,),
        ),
        Trade(
            code="walk",
            text=N_("wish them well and leave the door open with a date"),
            gets=(Get.DECISION_DATE,),
        ),
    ),
    Ask.HABIT: (
        Trade(
            code="pay-sooner",
            text=N_("a small reduction against payment at once"),
            gets=(Get.FASTER_PAYMENT,),
        ),
        Trade(
            code="deposit",
            text=N_("a small reduction against half of it before the start"),
            gets=(Get.DEPOSIT,),
        ),
        Trade(
            code="testimonial",
            text=N_("something small that costs little, against a review"),
            gets=(Get.TESTIMONIAL, Get.REFERRAL),
        ),
        Trade(
            code="hold",
            text=N_("say kindly that the price is made for this work, and wait"),
            gets=(Get.DECISION_DATE,),
        ),
    ),
    Ask.RISK: (
        Trade(
            code="trial",
            text=N_("a paid trial month with an agreed measure and an easy way out"),
            gets=(Get.ONE_CONTACT, Get.CASE_STUDY),
        ),
        Trade(
            code="milestones",
            text=N_("payment by milestones, each with what is handed over"),
            gets=(Get.DEPOSIT,),
        ),
        Trade(
            code="clarity",
            text=N_("write down who replies, how fast, and who owns the accounts"),
            gets=(Get.ONE_CONTACT,),
        ),
    ),
    Ask.TIMING: (
        Trade(
            code="later",
            text=N_("a better price for a start when my calendar is free"),
            gets=(Get.LATER_DELIVERY,),
        ),
        Trade(
            code="phases",
            text=N_("deliver the urgent part first, the rest after"),
            gets=(Get.SCOPE, Get.LATER_DELIVERY),
        ),
        Trade(
            code="rush",
            text=N_("the rush stays possible, with its fee as a line of its own"),
            gets=(Get.DEPOSIT, Get.ONE_CONTACT),
        ),
    ),
    Ask.SCOPE: (
        Trade(
            code="swap",
            text=N_("add what they miss, take out something of the same hours"),
            gets=(Get.SCOPE,),
        ),
        Trade(
            code="options",
            text=N_("put the extras beside the offer as options with their price"),
            gets=(Get.DECISION_DATE,),
        ),
        Trade(
            code="revisions",
            text=N_("fewer revisions and one voice that approves, for more content"),
            gets=(Get.FEWER_REVISIONS, Get.ONE_CONTACT),
        ),
    ),
}
"""The trades that fit each ask, the one to try first on top."""


def trades_for(ask: Ask | None) -> tuple[Trade, ...]:
    """Return the trades that fit an ask; without one, the first of each."""
    if ask is None:
        return tuple(trades[0] for trades in TRADES.values())
    return TRADES[ask]
