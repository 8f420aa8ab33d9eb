"""Retainers with their parts, requests and effort.

Parts are added and taken away one by one, never rewritten whole: the triggers keep what an issued
invoice stands on.
"""

from typing import Final

from sqlmodel import Session, SQLModel, col, delete, insert

from smm_ledger.core.effort import Effort
from smm_ledger.core.requests import Request
from smm_ledger.core.retainers import Retainer
from smm_ledger.db import mapping_retainers as mapping
from smm_ledger.db.mapping import Values
from smm_ledger.db.repositories.writing import add, put, rewrite, stored
from smm_ledger.db.tables_retainers import (
    EffortRow,
    RequestRow,
    RetainerAgreedRow,
    RetainerLineRow,
    RetainerOverageRow,
    RetainerPeriodRow,
    RetainerRow,
    RetainerSpendRow,
    RetainerUsageRow,
)

_PARTS: Final = (
    (RetainerPeriodRow, ("no",), mapping.period_values),
    (RetainerUsageRow, ("no",), mapping.usage_values),
    (RetainerOverageRow, ("period", "service", "billed"), mapping.overage_values),
    (RetainerSpendRow, ("period",), mapping.spend_values),
)
"""Tables of the parts with what identifies a row; what others refer to comes first."""


def save_retainer(session: Session, retainer: Retainer, *, before: Retainer | None) -> int:
    """Insert or update a retainer; `before` is it as it is stored now. Returns its key."""
    values = mapping.retainer_values(retainer)
    if before is None:
        key = add(session, RetainerRow(**values, version=1))
    else:
        key = retainer.id
        row = stored(session, RetainerRow, key, version=retainer.version, name=retainer.name)
        put(session, row, values | {"version": row.version + 1})
    if before is None or before.lines != retainer.lines or before.agreed != retainer.agreed:
        parent = ("retainer_id", key)
        rewrite(session, RetainerLineRow, parent, mapping.signed_lines(retainer))
        rewrite(session, RetainerAgreedRow, parent, mapping.agreed_values(retainer))
    _save_parts(session, retainer, before, key)
    return key


def _save_parts(
    session: Session, retainer: Retainer, before: Retainer | None, retainer_id: int
) -> None:
    changes = [
        (kind, names, _rows(read(before)) if before else {}, _rows(read(retainer)))
        for kind, names, read in _PARTS
    ]
    for kind, names, old, new in reversed(changes):
        for row in (values for key, values in old.items() if key not in new):
            _drop(session, kind, retainer_id, {name: row[name] for name in names})
    for kind, _, old, new in changes:
        made = [
            values | {"retainer_id": retainer_id} for key, values in new.items() if key not in old
        ]
        if made:
            session.exec(insert(kind), params=made)


def _rows(parts: list[Values]) -> dict[tuple[object, ...], Values]:
    """Return rows by all that is in them: a row that changed is another one."""
    return {tuple(values.values()): values for values in parts}


def _drop(session: Session, kind: type[SQLModel], retainer_id: int, key: Values) -> None:
    where = [col(getattr(kind, name)) == value for name, value in key.items()]
    mine = col(getattr(kind, "retainer_id")) == retainer_id  # noqa: B009 - every part has it
    session.exec(delete(kind).where(mine, *where))


def add_effort(session: Session, effort: Effort) -> int:
    """Insert an effort; return its key."""
    return add(session, EffortRow(**mapping.effort_values(effort)))


def delete_effort(session: Session, effort: Effort) -> None:
    """Delete an effort that was typed wrong."""
    stored(session, EffortRow, effort.id, version=None, name=effort.name)
    session.exec(delete(EffortRow).where(col(EffortRow.id) == effort.id))


def save_request(session: Session, request: Request) -> int:
    """Insert or update a request; return its key."""
    values = mapping.request_values(request)
    if not request.id:
        return add(session, RequestRow(**values))
    row = stored(session, RequestRow, request.id, version=None, name=request.name)
    put(session, row, values)
    return request.id
