"""An invoice as text for the person whose invoice it is."""

import datetime as dt

from smm_ledger.cli.line_text import line_table
from smm_ledger.cli.shapes_documents import planned
from smm_ledger.cli.tables import Column, facts, table
from smm_ledger.cli.words import date, money, word
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import Translator


def overview(t: Translator, own: Invoice, today: dt.date) -> str:
    """Return an invoice with its lines, sums and instalments."""
    late = own.days_overdue(today)
    head = facts(
        [
            (t(N_("Invoice")), own.name),
            (t(N_("Kind")), word(t, own.kind)),
            (t(N_("Client")), own.client.name),
            (t(N_("State")), word(t, own.payment_status or own.state)),
            (t(N_("Date")), date(t, own.issue_date)),
            (t(N_("Due")), date(t, own.next_due)),
            (t(N_("Late")), t.ngettext("{n} day", "{n} days", late) if late else ""),
            (t(N_("SdI")), _sdi(t, own)),
            (t(N_("Revision")), str(own.revision) if own.revision > 1 else ""),
            (t(N_("Quote")), own.quote),
            (t(N_("Credits")), own.credits_invoice),
            (t(N_("Proforma")), own.proforma),
            (t(N_("Order")), own.order.number),
            ("CIG", own.order.cig),
            ("CUP", own.order.cup),
            (t(N_("Note")), own.note),
        ]
    )
    paid = [
        (N_("Paid"), own.paid),
        (N_("Credited"), own.credited),
        (N_("Written off"), own.written_off),
        (N_("Open"), own.balance.minor),
    ]
    foot = facts([(t(name), money(t, value, own.currency)) for name, value in paid if value])
    parts = [head, line_table(t, own.lines, own.totals), _instalments(t, own, today), foot]
    return "\n\n".join(filter(None, parts))


def _sdi(t: Translator, own: Invoice) -> str:
    told = word(t, own.sdi_status)
    return f"{told}, {date(t, own.sdi_on)}" if own.sdi_on else told


def _instalments(t: Translator, own: Invoice, today: dt.date) -> str:
    parts = own.instalments or planned(own, today)
    if len(parts) < 2:  # noqa: PLR2004 - a single one is told by the due date
        return ""
    columns = [
        Column(t(N_("Instalment")), right=True),
        Column(t(N_("Due"))),
        Column(t(N_("Amount")), right=True),
        Column(t(N_("Open")), right=True),
    ]
    rows = [
        (
            str(part.seq),
            date(t, part.due_date),
            money(t, part.amount, own.currency),
            money(t, part.balance, own.currency),
        )
        for part in parts
    ]
    return table(columns, rows)
