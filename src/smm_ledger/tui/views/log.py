"""Entries of the log as rows and as a text: when, what, which action, with which data."""

from collections.abc import Sequence
from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.i18n.formatting import format_date
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.read_models import Activity
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Row

ACTIONS: Final = {
    "accept": N_("accepted"),
    "add": N_("added"),
    "allocate": N_("set against"),
    "archive": N_("archived"),
    "counter": N_("client's counter-offer"),
    "decline": N_("lost"),
    "delete": N_("deleted"),
    "duplicate": N_("duplicated"),
    "edit": N_("changed"),
    "init": N_("ledger made"),
    "invoice": N_("invoiced"),
    "issue": N_("issued"),
    "new": N_("made"),
    "pdf": N_("PDF made"),
    "reply": N_("client replied"),
    "reverse": N_("reversed"),
    "revise": N_("my round"),
    "send": N_("sent"),
    "set": N_("changed"),
    "unarchive": N_("brought back"),
    "undo_accept": N_("acceptance taken back"),
    "undo-accept": N_("acceptance taken back"),
    "void": N_("void"),
    "withdraw": N_("withdrawn"),
}


def log_columns(t: Translator) -> Sequence[Column]:
    """Return the columns."""
    return (
        Column("when", t(N_("When")), 17),
        Column("what", t(N_("Of")), 16, 1),
        Column("action", t(N_("What")), 20, 1),
        Column("data", t(N_("Details")), 12, 3, priority=1),
    )


def log_row(t: Translator, entry: Activity) -> Row:
    """Return an entry's row."""
    details = ", ".join(f"{key} {value}" for key, value in entry.data.items() if value != "")
    action = t(ACTIONS[entry.action]) if entry.action in ACTIONS else entry.action
    return Row(str(entry.seq), (when(t, entry), entry.entity, action, (details, "dim")))


def when(t: Translator, entry: Activity) -> str:
    """Return the instant of an entry, in the machine's time."""
    local = entry.at.astimezone()
    return f"{format_date(local.date(), t.language)} {local:%H:%M}"


def detail_text(t: Translator, entry: Activity, data: str) -> str:
    """Return everything an entry holds."""
    return "\n".join(
        [
            f"{t(N_('When'))}: {when(t, entry)}",
            f"{t(N_('Of'))}: {entry.entity_kind} {entry.entity}",
            f"{t(N_('Details'))}: {data}",
            f"#{entry.seq}  {entry.hash}",
        ]
    )
