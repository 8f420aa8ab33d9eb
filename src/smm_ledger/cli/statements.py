"""`client statement`: a client's account as text, JSON or PDF."""

from smm_ledger.cli.papers import checked_out, save_letter
from smm_ledger.cli.report_money import text_of
from smm_ledger.cli.session import Session
from smm_ledger.cli.shapes import Shape, amount, day
from smm_ledger.cli.values import day as read_day
from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.letters import Statement
from smm_ledger.services.statement_words import account_table


def answer_statement(
    session: Session, ref: str, *, start: str | None, end: str | None, out: str | None
) -> None:
    """Print a statement, and write its PDF where one is wanted."""
    target = checked_out(out)
    own = session.ledger.statements.show(
        ref, start=read_day(session, start, "from"), end=read_day(session, end, "to")
    )
    path = None
    if target is not None:
        path = save_letter(
            session, target, lambda html: session.ledger.statements.sheet(own, html=html)
        )
    session.answer(
        lambda: _shape(own) | ({"path": str(path)} if path else {}),
        lambda: str(path) if path else _text(session.t, own),
    )


def _shape(own: Statement) -> Shape:
    return {
        "client": own.client.code,
        "from": day(own.start),
        "to": day(own.end),
        "accounts": [
            {
                "currency": account.currency,
                "opening": amount(account.opening, account.currency),
                "rows": [
                    {
                        "date": day(row.date),
                        "kind": row.kind,
                        "ref": row.ref,
                        "amount": amount(row.amount, account.currency),
                        "balance": amount(row.balance, account.currency),
                    }
                    for row in account.rows
                ],
                "closing": amount(account.closing, account.currency),
                "credit": amount(account.credit, account.currency),
            }
            for account in own.accounts
        ],
    }


def _text(t: Translator, own: Statement) -> str:
    if not own.accounts:
        return t(N_("There is nothing to state in these days."))
    return "\n\n".join(text_of(account_table(account, t)) for account in own.accounts)
