"""What a social media manager's quote should say before somebody argues about it.

One line, never blocking. An item is there if a service, a line's text, or the quote itself speaks
of it, in Italian or English; that is a guess by words, good enough for a reminder. What is missing
is added with one key, as a text under *included* or *not included*, in the client's language.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from smm_ledger.core.lines import Line
from smm_ledger.core.marks import N_


class Item(StrEnum):
    """What the checklist asks for, in the order in which it is shown."""

    STRATEGY = "strategy"
    POLICY = "policy"
    CRISIS = "crisis"
    APPROVAL = "approval"
    REVISIONS = "revisions"
    AD_BUDGET = "ad-budget"
    EXCLUDED = "excluded"
    DEPOSIT = "deposit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of the checklist.

    Attributes:
        label: Its name, short.
        included: Text that says it is part of the work; empty where that makes no sense.
        excluded: Text that says it is not.
        words: Beginnings of words that speak of it, in lower case, Italian and English.
    """

    label: str
    included: str = ""
    excluded: str = ""
    words: tuple[str, ...] = ()


ENTRIES: Mapping[Item, Entry] = {
    Item.STRATEGY: Entry(
        label=N_("strategy"),
        included=N_("strategy: one meeting and a written plan with aims and audiences"),
        excluded=N_("strategy and repositioning of the brand, quoted apart"),
        words=("strateg", "posizionament", "positioning"),
    ),
    Item.POLICY: Entry(
        label=N_("policy"),
        included=N_("a one-page policy for who writes in the company's name"),
        excluded=N_("social media policy for the staff, quoted apart"),
        words=("policy", "linee guida", "guideline", "netiquette"),
    ),
    Item.CRISIS: Entry(
        label=N_("crisis"),
        included=N_(
            "in a crisis: first answer within four working hours, Monday to Friday from 9 to 18"
        ),
        excluded=N_("crises and answers out of hours, on call at an agreed fee"),
        words=("crisi", "crisis", "crises", "reperibilit", "on call", "emergenz", "emergenc"),
    ),
    Item.APPROVAL: Entry(
        label=N_("who approves"),
        included=N_("one person approves, within two working days; silence is consent"),
        words=("approv", "referente", "sign-off", "signs off"),
    ),
    Item.REVISIONS: Entry(
        label=N_("revisions"),
        included=N_("one round of revision for each content"),
        excluded=N_("rounds of revision beyond the first, at the price of the list"),
        words=("revision", "modifiche", "correzioni", "amendment"),
    ),
    Item.AD_BUDGET: Entry(
        label=N_("ads budget"),
        included=N_("ads on the client's account; the ads budget is paid with the client's card"),
        excluded=N_("ads budget, paid by the client to the platform with its own card"),
        words=(
            "budget pubblicitari",
            "budget delle inserzioni",
            "budget ads",
            "ads budget",
            "ad budget",
            "ad spend",
            "advertising budget",
            "carta del cliente",
            "client's card",
        ),
    ),
    Item.EXCLUDED: Entry(
        label=N_("not included"),
        excluded=N_("photographs, video shoots, travel and whatever is not named here"),
    ),
    Item.DEPOSIT: Entry(
        label=N_("deposit"),
        included=N_("work begins when the deposit has arrived"),
        words=("acconto", "anticipo", "deposit", "up front", "upfront"),
    ),
}
"""Every item, with its texts in English; translated where they are added."""

DEFAULT_DEPOSIT = Decimal(30)
"""Percent that one key asks for where the deposit is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Whether an item is there, and the entry that adds it."""

    item: Item
    present: bool
    entry: Entry


def checklist(
    lines: Sequence[Line], *, title: str = "", deposit_percent: Decimal | None = None
) -> tuple[Check, ...]:
    """Return every item and whether the quote speaks of it.

    Args:
        lines: Of the round; options and alternatives speak too.
        title: Of the quote.
        deposit_percent: Of the quote; one above zero is a deposit.
    """
    said = " \n ".join(
        text.casefold()
        for text in (
            title,
            *(
                part
                for line in lines
                for part in (line.service, line.description, line.included, line.excluded)
            ),
        )
        if text
    )
    present = {item: _speaks_of(entry.words, said) for item, entry in ENTRIES.items()}
    present[Item.EXCLUDED] = any(line.excluded.strip() for line in lines)
    present[Item.DEPOSIT] = present[Item.DEPOSIT] or bool(deposit_percent)
    return tuple(
        Check(item=item, present=present[item], entry=entry) for item, entry in ENTRIES.items()
    )


def missing(checks: Sequence[Check]) -> tuple[Item, ...]:
    """Return the items that the quote does not speak of."""
    return tuple(check.item for check in checks if not check.present)


def with_text(lines: Sequence[Line], text: str, *, included: bool) -> tuple[Line, ...]:
    """Return the lines with a text added under *included* or *not included*.

    It joins the texts of the first line that counts (of the first line, where none does), after a
    semicolon; a text that stands there already is not repeated.

    Args:
        lines: At least one.
        text: In the client's language.
        included: Under which of the two.
    """
    place = next((i for i, line in enumerate(lines) if line.counts), 0)
    line = lines[place]
    before = line.included if included else line.excluded
    parts = [part.strip() for part in before.split(";") if part.strip()]
    joined = "; ".join(parts if text in parts else [*parts, text])
    changed = replace(line, included=joined) if included else replace(line, excluded=joined)
    return tuple(changed if i == place else own for i, own in enumerate(lines))


def _speaks_of(words: Sequence[str], said: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}", said) for word in words)
