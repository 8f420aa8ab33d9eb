"""A statement of account as its document shows it: a running balance, currency by currency."""

from smm_ledger.core.money import Money
from smm_ledger.documents.letter_parts import frame, long_if_many
from smm_ledger.documents.lines_view import amount
from smm_ledger.documents.payment_view import payment_box
from smm_ledger.documents.views import (
    BrandView,
    ColumnView,
    FactView,
    LetterView,
    TableView,
    TotalView,
)
from smm_ledger.i18n import Translator
from smm_ledger.i18n.formatting import format_date
from smm_ledger.services.letters import Account, Statement
from smm_ledger.services.statement_words import movement


def build_statement(content: Statement, t: Translator, brand: BrandView) -> LetterView:
    """Return the view of a statement."""
    accounts = content.accounts
    first = accounts[0] if accounts else None
    due = Money(first.closing, first.currency) if first else Money(0, content.client.currency)
    return LetterView(
        **frame(  # type: ignore[arg-type]  # fields by name
            "statement", t("Statement of account"), "", (content.issuer, content.client), t
        ),
        brand=brand,
        created=content.end.isoformat(),
        facts=(
            FactView(
                label=t.pgettext("days", "From"),
                value=format_date(content.start, t.language, "long"),
            ),
            FactView(
                label=t.pgettext("days", "To"), value=format_date(content.end, t.language, "long")
            ),
        ),
        opening=() if accounts else (t("There is nothing to state in these days."),),
        tables=tuple(_table(account, t) for account in accounts),
        totals=tuple(row for account in accounts for row in _totals(account, t)),
        payment=payment_box(
            content.issuer,
            due,
            t("Balance on {date}", date=format_date(content.end, t.language)),
            t,
        ),
    )


def _table(account: Account, t: Translator) -> TableView:
    currency = account.currency
    return TableView(
        title=t("Movements in {currency}", currency=currency),
        columns=(
            ColumnView(label=t("Date")),
            ColumnView(label=t("Movement")),
            ColumnView(label=t("Amount"), figure=True),
            ColumnView(label=t.pgettext("account", "Balance"), figure=True),
        ),
        rows=(
            ("", t("Opening balance"), "", amount(Money(account.opening, currency), t)),
            *(
                (
                    format_date(row.date, t.language),
                    movement(row, t, ours=False),
                    amount(Money(row.amount, currency), t, signed=True),
                    amount(Money(row.balance, currency), t),
                )
                for row in account.rows
            ),
        ),
        kind=long_if_many(account.rows),
    )


def _totals(account: Account, t: Translator) -> list[TotalView]:
    closing = Money(account.closing, account.currency)
    label = t("Closing balance")
    return [TotalView(label=label, value=amount(closing, t), kind="grand")]
