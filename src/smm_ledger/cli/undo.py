"""`undo`: take back what was done last, where it can be taken back."""

from typing import TYPE_CHECKING, Final

from smm_ledger.cli.commands import Arg, Opt, single
from smm_ledger.cli.session import Session
from smm_ledger.cli.shapes import instant
from smm_ledger.cli.tables import Column, table
from smm_ledger.core.marks import N_
from smm_ledger.i18n.log_words import when_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smm_ledger.services.undo import Undoable


def undo(session: Session, ref: str | None, *, list_: bool) -> None:
    """Undo the last action, of all or on one thing, or list what could be undone."""
    if list_:
        rows = session.ledger.undo.list()
        session.answer(lambda: [_shape(row) for row in rows], lambda: _table(session, rows))
        return
    done = session.ledger.undo.undo(entity=ref or "")
    session.did(lambda: _shape(done), N_("Undone: {what}"), what=_what(session, done))


def _shape(row: "Undoable") -> dict[str, object]:
    return {
        "seq": row.seq,
        "at": instant(row.at),
        "kind": row.kind,
        "entity": row.entity,
        "action": row.action,
    }


def _what(session: Session, row: "Undoable") -> str:
    return session.t(row.text, **row.data)


def _table(session: Session, rows: "Sequence[Undoable]") -> str:
    t = session.t
    if not rows:
        return t(N_("Nothing was done that can be undone."))
    columns = [
        Column("#", right=True),
        Column(t(N_("When"))),
        Column(t(N_("What")), flexible=True),
    ]
    return table(columns, [(str(row.seq), when_of(t, row.at), _what(session, row)) for row in rows])


COMMANDS: Final = {
    "undo": single(
        "undo",
        undo,
        N_("Take back what was done last, in all or to one thing: a payment, a promise, a change."),
        "undo pay-3",
        Arg("ref", required=False),
        Opt("--list", N_("only list what can be undone, the last thing first"), ""),
    ),
}
