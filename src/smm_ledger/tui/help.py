"""The help of a screen, made of the keys that work on it now.

Textual's own help panel is English and pushes an 80-column table aside. Aliases and a user's own
keys are shown because nothing here is written down: it is read from the active bindings.
"""

from typing import Any, Final, TypeVar

from rich.cells import cell_len
from textual.content import Content
from textual.screen import Screen

from smm_ledger.core.marks import N_
from smm_ledger.tui.base import help_entries
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.message import MessageDialog
from smm_ledger.tui.keymap import SECTIONS
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.painting import wrapped

S = TypeVar("S")

TITLE: Final = N_("Keys that work here")
LEAST: Final = 10
MARGINS: Final = 4
"""Blanks before the keys and before what they do."""

PAGE: Final = 70
"""Columns of a line in the dialog, beside its scrollbar."""


def help_text(ctx: Context[S], screen: Screen[Any]) -> Content:
    """Return the active keys by section, with all their aliases."""
    entries = help_entries(screen)
    shown: dict[str, str] = {}
    for key_id, bindings in entries.items():
        keys = dict.fromkeys(screen.app.get_key_display(active.binding) for active in bindings)
        shown[key_id] = "  ".join(keys)
    width = max([LEAST, *(cell_len(keys) for keys in shown.values())])
    lines: list[Content] = []
    for title, keys_of_section in SECTIONS:
        here = [key for key in keys_of_section if key.id in entries]
        if not here:
            continue
        lines += [*([Content("")] if lines else []), label(ctx.say(title), style="bold")]
        for key in here:
            tip = entries[key.id][0].tooltip
            names = label(f"  {shown[key.id]}", style="$primary").pad_right(
                width - cell_len(shown[key.id])
            )
            first, *more = wrapped(tip, PAGE - width - MARGINS)
            lines.append(names + label(f"  {first}"))
            lines += [label(" " * (width + MARGINS) + rest) for rest in more]
    return Content("\n").join(lines)


def help_dialog(ctx: Context[S], screen: Screen[Any]) -> MessageDialog[S]:
    """Return the dialog that shows them."""
    return MessageDialog(ctx, title=ctx.say(TITLE), text=help_text(ctx, screen))
