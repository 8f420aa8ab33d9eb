"""What a quote does not say yet, as a choice: the item, and under which heading it is added."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from smm_ledger.core.checklist import ENTRIES, Check, Item, missing
from smm_ledger.core.marks import N_
from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog

if TYPE_CHECKING:
    from smm_ledger.services.ledger import Ledger
    from smm_ledger.tui.base import Guarded
    from smm_ledger.tui.context import Context

TITLE: Final = N_("What the quote does not say yet")
INCLUDED: Final = N_("{item}: included")
EXCLUDED: Final = N_("{item}: not included")


def item_choices(
    ctx: "Context[Ledger]", checks: Sequence[Check], language: str
) -> Sequence[Choice]:
    """Return what can be added, with the words that the client will read in its language."""
    theirs = ctx.translator(language)
    return [
        Choice(
            f"{item.value} {place}",
            ctx.say(title, item=ctx.say(ENTRIES[item].label)),
            theirs.gettext(text),
        )
        for item in missing(checks)
        for place, title, text in (
            ("in", INCLUDED, ENTRIES[item].included),
            ("out", EXCLUDED, ENTRIES[item].excluded),
        )
        if text
    ]


async def choose_item(
    screen: "Guarded[Any, Ledger]", checks: Sequence[Check], language: str
) -> tuple[Item, bool] | None:
    """Ask what to add, and whether as included; None where it was left. Only inside a worker."""
    choices = item_choices(screen.ctx, checks, language)
    chosen = await screen.ask(
        ChooseDialog(screen.ctx, title=screen.say(TITLE), choices=choices, wide=True)
    )
    if chosen is None:
        return None
    item, _, place = chosen.partition(" ")
    return Item(item), place == "in"
