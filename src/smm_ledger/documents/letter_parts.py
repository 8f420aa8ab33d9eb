"""What letters have alike: their frame, the table of a calculation, the sentence of its law."""

from collections.abc import Sequence

from smm_ledger.core.interest import InterestKind, Segment
from smm_ledger.core.money import Money
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.documents.lines_view import amount
from smm_ledger.documents.party_view import client_view, foot_of, issuer_view
from smm_ledger.documents.views import ColumnsView, ColumnView, Kind, LinesView, TableView
from smm_ledger.i18n import Translator
from smm_ledger.i18n.formatting import format_date, format_percent
from smm_ledger.services.accruals import InterestView

FEW = 8
"""Rows of a table that stay together on a page."""

NO_LINES = LinesView(
    title="",
    columns=ColumnsView(description="", quantity="", unit_price="", discount="", tax="", amount=""),
    groups=(),
)


def frame(
    kind: Kind, heading: str, number: str, parties: tuple[Issuer, Client], t: Translator
) -> dict[str, object]:
    """Return what every letter has alike."""
    issuer, client = parties
    abroad = issuer.country != client.country
    sender = issuer_view(issuer, t=t, abroad=abroad)
    return {
        "kind": kind,
        "language": t.language,
        "title": f"{heading} {number} – {client.name}",
        "heading": heading,
        "number": number,
        "issuer": sender,
        "client": client_view(client, t=t, abroad=abroad),
        "foot": foot_of(sender),
        "running": f"{heading} {number} · {client.name}",
        "page_word": t("Page"),
        "of_word": t("of"),
        "lines": NO_LINES,
        "totals_title": t("Totals"),
    }


def long_if_many(rows: Sequence[object]) -> str:
    """Return the kind of a table: a short one stays on one page, a long one may break."""
    return "long" if len(rows) > FEW else ""


def interest_table(rows: Sequence[Segment], currency: str, title: str, t: Translator) -> TableView:
    """Return the rows of a calculation."""
    return TableView(
        title=title,
        columns=(
            ColumnView(label=t.pgettext("days", "From")),
            ColumnView(label=t.pgettext("days", "To")),
            ColumnView(label=t("Days"), figure=True),
            ColumnView(label=t("Rate"), figure=True),
            ColumnView(label=t("Principal"), figure=True),
            ColumnView(label=t("Interest"), figure=True),
        ),
        rows=tuple(
            (
                format_date(row.start, t.language),
                format_date(row.end, t.language),
                str(row.days),
                format_percent(row.percent, t.language, decimals=2),
                amount(Money(row.principal, currency), t),
                amount(Money(row.amount, currency), t),
            )
            for row in rows
        ),
        kind=long_if_many(rows),
    )


def interest_tables(found: Sequence[InterestView], t: Translator) -> tuple[TableView, ...]:
    """Return the calculations on several invoices: one table, with their numbers."""
    with_rows = [one for one in found if one.segments]
    if len(with_rows) <= 1:
        return tuple(
            interest_table(
                one.segments, one.currency, t("Interest on invoice {number}", number=one.invoice), t
            )
            for one in with_rows
        )
    each = [interest_table(one.segments, one.currency, "", t) for one in with_rows]
    rows = tuple(
        (one.invoice, *row)
        for one, table in zip(with_rows, each, strict=True)
        for row in table.rows
    )
    return (
        TableView(
            title=t("Interest"),
            columns=(ColumnView(label=t("Invoice")), *each[0].columns),
            rows=rows,
            kind=long_if_many(rows),
        ),
    )


def cost_label(issuer: Issuer, t: Translator) -> str:
    """Return what the flat sum for a late payment is called, with its law."""
    if issuer.country == "IT":
        return t("Recovery cost (art. 6 D.Lgs. 231/2002)")
    return t("Recovery cost (art. 6 Directive 2011/7/EU)")


def law(kind: InterestKind, t: Translator) -> str:
    """Return by what right interest is asked for, and how it is computed."""
    match kind:
        case InterestKind.MORA:
            return t(
                "Statutory late-payment interest under D.Lgs. 231/2002: simple, by days over 365,"
                " from the day after the due date, each row rounded to the cent."
            )
        case InterestKind.LEGAL:
            return t(
                "Legal interest under art. 1284 of the Italian Civil Code, from the formal notice:"
                " simple, by days over 365, each row rounded to the cent."
            )
        case InterestKind.FIXED:
            return t("Interest at the rate agreed: simple, by days over 365.")
