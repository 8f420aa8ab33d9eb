"""`quote checklist`: what an offer should say before somebody argues about it."""

from enum import StrEnum
from typing import Final

from smm_ledger.cli.commands import Arg, Opt
from smm_ledger.cli.errors import Usage
from smm_ledger.cli.quotes import did, quote
from smm_ledger.cli.session import Session
from smm_ledger.cli.shapes import Shape
from smm_ledger.cli.tables import Column, table
from smm_ledger.cli.values import choice
from smm_ledger.cli.words import word
from smm_ledger.core.checklist import Check, Item
from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import Translator


class Place(StrEnum):
    """Under which heading a text stands."""

    INCLUDED = "included"
    EXCLUDED = "excluded"


@quote.verb(
    "checklist",
    N_("What the offer speaks of, and what is missing; or add an item's text."),
    "quote checklist P-2026-001 --add crisis --as excluded",
    Arg("ref"),
    Opt("--add", N_("an item: its text joins the draft, or my next round"), "ITEM"),
    Opt("--as", N_("included or excluded"), "PLACE"),
    Opt("--below-floor", N_("pass your floor, for this reason (it may be empty)"), "REASON"),
)
def checklist(session: Session, ref: str, **typed: str | None) -> None:
    """Show the checklist of a quote, or add to it."""
    item, place = choice(Item, typed["add"], "add"), choice(Place, typed["as"], "as")
    if item is None and place is not None:
        raise Usage("--as", N_("it stands beside --add"))
    if item is None:
        number = session.ledger.quotes.show(ref).number
        checks = session.ledger.checklists.of(number)
        session.answer(lambda: _shape(number, checks), lambda: _text(session.t, checks))
        return
    own = session.ledger.checklists.add(
        ref,
        item,
        included=None if place is None else place is Place.INCLUDED,
        below_floor=typed["below_floor"],
    )
    did(session, own, N_("Added “{item}” to {number}: {net} net"), item=str(item))


def _shape(number: str, checks: tuple[Check, ...]) -> Shape:
    return {
        "number": number,
        "there": sum(check.present for check in checks),
        "items": [
            {
                "item": str(check.item),
                "there": check.present,
                "included": bool(check.entry.included),
                "excluded": bool(check.entry.excluded),
            }
            for check in checks
        ],
    }


_PLACES: Final = {Place.INCLUDED: N_("Included"), Place.EXCLUDED: N_("Not included")}


def _text(t: Translator, checks: tuple[Check, ...]) -> str:
    columns = [
        Column(t(N_("Item"))),
        Column(t(N_("There"))),
        *(Column(t(title), flexible=True) for title in _PLACES.values()),
    ]
    rows = [
        (
            str(check.item),
            word(t, "yes" if check.present else "no"),
            t(check.entry.included) if check.entry.included else "",
            t(check.entry.excluded) if check.entry.excluded else "",
        )
        for check in checks
    ]
    return table(columns, rows)
