"""Entries of the log as rows and as a text: when, what, which action, with which data."""

from collections.abc import Sequence

from smm_ledger.core.marks import N_
from smm_ledger.i18n.log_words import action_of, details_of, when_of
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.read_models import Activity
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Row


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
    action = action_of(t, entry.action, entry.data)
    details = details_of(t, entry.data)
    return Row(str(entry.seq), (when_of(t, entry.at), entry.entity, action, (details, "dim")))


def detail_text(t: Translator, entry: Activity, data: str) -> str:
    """Return everything an entry holds: in words, and as it is stored."""
    details = details_of(t, entry.data)
    return "\n".join(
        [
            f"{t(N_('When'))}: {when_of(t, entry.at)}",
            f"{t(N_('Of'))}: {entry.entity_kind} {entry.entity}",
            *([f"{t(N_('Details'))}: {details}"] if details else []),
            "",
            f"#{entry.seq}  {entry.hash}",
            data,
        ]
    )
