"""Clients and services out of a table, on the first day: what would become of each row, then all.

Both front ends plan and write through here, so that what one shows is what the other says. One
row that is refused, and nothing of the table is kept; nothing that is here already is changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from smm_ledger.core.catalogue import Service
from smm_ledger.core.errors import LedgerError
from smm_ledger.core.parties import Client
from smm_ledger.services.fields import CLIENT_FIELDS, SERVICE_FIELDS

if TYPE_CHECKING:
    from smm_ledger.services.ledger import Ledger

DERIVED: Final = ("archived", "balance", "overdue_balance", "median_days_late", "paid_invoices")
"""Columns of our own export that nobody types: they are read over."""

Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class TableKind:
    """What a table may hold.

    Attributes:
        columns: Those that it may have.
        needed: Those that it must have.
    """

    columns: tuple[str, ...]
    needed: tuple[str, ...]


KINDS: Final[Mapping[str, TableKind]] = MappingProxyType(
    {
        "clients": TableKind((*CLIENT_FIELDS, *DERIVED), ("name",)),
        "services": TableKind((*SERVICE_FIELDS, "archived"), ("code", "description")),
    }
)


@dataclass(frozen=True, slots=True)
class TypedRows:
    """The rows of a file, as they were typed.

    Attributes:
        file: Its name.
        lines: Where each row ends in it, the header's line being 1.
        rows: Column to text, without what nobody types; an empty cell is left out.
    """

    file: str
    lines: tuple[int, ...]
    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would become of the rows, in their order.

    Attributes:
        found: The client or service of each row, or why it is refused. One that would be added
            has no key yet.
        twins: Name of a new client, and code of another one with its VAT number or tax code.
    """

    found: tuple[Client | Service | LedgerError, ...]
    twins: tuple[tuple[str, str], ...] = ()

    @property
    def new(self) -> Sequence[str]:
        """Codes that would be added; a row that stands there twice counts once."""
        return list(dict.fromkeys(one.code for one in self._kept if not one.id))

    @property
    def existing(self) -> Sequence[str]:
        """Codes that are here already, and say the same."""
        return list(dict.fromkeys(one.code for one in self._kept if one.id))

    @property
    def refused(self) -> Sequence[tuple[int, LedgerError]]:
        """Position of a row, and why it is refused."""
        return [(at, one) for at, one in enumerate(self.found) if isinstance(one, LedgerError)]

    @property
    def _kept(self) -> Sequence[Client | Service]:
        return [one for one in self.found if not isinstance(one, LedgerError)]


def look(ledger: "Ledger", kind: str, rows: Rows) -> Outlook:
    """Return what `take` would do with the rows; nothing is written.

    Args:
        ledger: Where they would go.
        kind: One of `KINDS`.
        rows: Column to text.
    """
    if kind == "services":
        return Outlook(tuple(ledger.catalogue.check_many(rows)))
    found = tuple(ledger.clients.check_many(rows))
    new = [one for one in found if isinstance(one, Client) and not one.id]
    return Outlook(found, tuple(ledger.clients.clones(new)))


def take(ledger: "Ledger", kind: str, rows: Rows) -> Sequence[str]:
    """Add what the rows say, all of it or nothing; return the codes that were added.

    Raises:
        InputError: A field is wrong. AlreadyExists: A code is in use for something else.
    """
    if kind == "services":
        return [one.code for one in ledger.catalogue.add_many(rows)]
    return [one.code for one in ledger.clients.add_many(rows)]
