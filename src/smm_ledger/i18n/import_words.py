"""What an import says that it did: how many, what was here already, who looks like another."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from smm_ledger.core.errors import LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import Translator, translate_reason

SHOWN: Final = 8

Count = Callable[[Translator, int], str]

ADDED: Final[Mapping[str, Count]] = {
    "clients": lambda t, n: t.ngettext("Added {n} client", "Added {n} clients", n),
    "services": lambda t, n: t.ngettext("Added {n} service", "Added {n} services", n),
    "invoices": lambda t, n: t.ngettext("Imported {n} document", "Imported {n} documents", n),
}
CAN_BE: Final[Mapping[str, Count]] = {
    "clients": lambda t, n: t.ngettext("{n} client can be added", "{n} clients can be added", n),
    "services": lambda t, n: t.ngettext("{n} service can be added", "{n} services can be added", n),
    "invoices": lambda t, n: t.ngettext(
        "{n} document can be imported", "{n} documents can be imported", n
    ),
}
TWIN: Final = N_("{name} has the VAT number or tax code of {other}")


def already(t: Translator, names: Sequence[str]) -> list[str]:
    """Return the line of what was here already; none where nothing was."""
    if not names:
        return []
    shown = ", ".join([*names[:SHOWN], *(["…"] if len(names) > SHOWN else [])])
    return [t(N_("Already here, left as it is: {names}"), names=shown)]


def told(
    t: Translator,
    *,
    added: int,
    clients: Sequence[str],
    existing: Sequence[str],
    left: Sequence[tuple[str, LedgerError]],
    dry_run: bool,
) -> list[str]:
    """Return what an import of old invoices did, or would do, a line each."""
    words = CAN_BE if dry_run else ADDED
    lines = [words["invoices"](t, added)]
    if clients:
        lines.append(f"{words['clients'](t, len(clients))}: {', '.join(clients)}")
    lines += already(t, existing)
    for file, why in left:
        reason, _ = translate_reason(why, t)
        lines.append(t(N_("Left out: {file}, {reason}"), file=file, reason=reason))
    return lines
