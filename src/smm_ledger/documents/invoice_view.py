"""An invoice, deposit invoice, credit note or proforma as its document shows it.

It reads the snapshots that the invoice carries and nothing that came later: what was paid or
reminded since is on other papers, so that a render of today equals the one of the day of issue.
"""

from dataclasses import dataclass

from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.states import InvoiceState
from smm_ledger.documents.lines_view import Offer, amount, tax_summary, total_rows, work_lines
from smm_ledger.documents.party_view import client_view, foot_of, issuer_view
from smm_ledger.documents.qr import epc_payload, qr_uri
from smm_ledger.documents.views import (
    BrandView,
    ColumnView,
    FactView,
    InvoiceView,
    Kind,
    PaymentView,
    TableView,
)
from smm_ledger.i18n import Translator
from smm_ledger.i18n.formatting import format_date
from smm_ledger.i18n.phrases import format_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    """What a kind of document is called, and what its total is."""

    kind: Kind
    heading: str
    total: str = N_("Total")
    to_pay: str = N_("To be paid")
    payable: bool = True
    fiscal: bool = True


_WORDINGS = {
    InvoiceKind.INVOICE: _Wording(kind="invoice", heading=N_("Invoice")),
    InvoiceKind.IMPORTED: _Wording(kind="invoice", heading=N_("Invoice")),
    InvoiceKind.DEPOSIT: _Wording(kind="deposit", heading=N_("Deposit invoice")),
    InvoiceKind.CREDIT_NOTE: _Wording(
        kind="credit-note",
        heading=N_("Credit note"),
        total=N_("Total credited"),
        to_pay=N_("Net credited"),
        payable=False,
    ),
    InvoiceKind.PROFORMA: _Wording(kind="proforma", heading=N_("Proforma"), fiscal=False),
}


def kind_of(invoice: Invoice) -> Kind:
    """Return the document's kind, as file names and style sheets know it."""
    return _WORDINGS[invoice.kind].kind


def build_invoice(
    invoice: Invoice, *, t: Translator, brand: BrandView, notes: tuple[str, ...] = ()
) -> InvoiceView:
    """Return the view of an invoice, or of a draft, which is marked as one.

    Args:
        invoice: With its snapshots.
        t: In the client's language.
        brand: The issuer's face.
        notes: The texts that the regime wants.
    """
    wording = _WORDINGS[invoice.kind]
    heading, number = t(wording.heading), invoice.number or t("draft")
    issuer, client = invoice.issuer, invoice.client
    abroad = issuer.country != client.country
    sender = issuer_view(issuer, t=t, abroad=abroad)
    offer = Offer(
        lines=invoice.lines,
        rules=invoice.rules,
        totals=invoice.totals,
        discount=invoice.discount,
    )
    payment = _payment(invoice, heading, t) if wording.payable else None
    return InvoiceView(
        kind=wording.kind,
        language=t.language,
        title=f"{heading} {number} – {client.name}",
        heading=heading,
        number=number,
        created=invoice.issue_date.isoformat() if invoice.issue_date else "",
        brand=brand,
        issuer=sender,
        client=client_view(client, t=t, abroad=abroad),
        facts=_facts(invoice, wording, t),
        foot=foot_of(sender),
        running=f"{heading} {number} · {client.name}",
        page_word=t("Page"),
        of_word=t("of"),
        banner=_banner(invoice, t),
        lines=work_lines(offer, t, with_options=True),
        totals_title=t("Totals"),
        totals=total_rows(offer, t, grand=t(wording.total), payable=t(wording.to_pay)),
        notes=(*_own_notes(invoice, wording, t), *notes),
        tax_summary=tax_summary(offer, t),
        message=_message(invoice),
        instalments=_instalments(invoice, t) if wording.payable and payment is None else None,
        payment=payment,
    )


def _banner(invoice: Invoice, t: Translator) -> str:
    if invoice.state is InvoiceState.VOID:
        return t("Void")
    if invoice.state is InvoiceState.DRAFT:
        return t("Draft: not issued yet")
    return ""


def _facts(invoice: Invoice, wording: _Wording, t: Translator) -> tuple[FactView, ...]:
    facts: list[FactView] = []
    if invoice.issue_date:
        facts.append(_date_fact(t("Date"), invoice, t))
    if wording.payable:
        facts.append(_due_fact(invoice, t))
    if invoice.quote:
        facts.append(FactView(label=t("Quote"), value=invoice.quote))
    if invoice.credits_invoice:
        facts.append(FactView(label=t("Invoice credited"), value=_credited(invoice, t)))
    if invoice.proforma:
        facts.append(FactView(label=t("Proforma"), value=invoice.proforma))
    order = invoice.order
    named = ((t("Your order"), order.number), ("CIG", order.cig), ("CUP", order.cup))
    facts += [FactView(label=label, value=value) for label, value in named if value]
    return tuple(facts)


def _credited(invoice: Invoice, t: Translator) -> str:
    if invoice.credits_date is None:
        return invoice.credits_invoice
    date = format_date(invoice.credits_date, t.language)
    return t("{number} of {date}", number=invoice.credits_invoice, date=date)


def _date_fact(label: str, invoice: Invoice, t: Translator) -> FactView:
    date = invoice.issue_date
    return FactView(label=label, value=format_date(date, t.language, "long") if date else "")


def _due_fact(invoice: Invoice, t: Translator) -> FactView:
    due = _due_date(invoice, t)
    if not due:
        return FactView(label=t("Terms"), value=format_terms(invoice.terms, t))
    label = t("First due date") if len(invoice.instalments) > 1 else t("Due date")
    return FactView(label=label, value=due)


def _due_date(invoice: Invoice, t: Translator) -> str:
    """Return the (first) due date in words; nothing for a draft that fixes none."""
    due = invoice.instalments[0].due_date if invoice.instalments else invoice.due_date
    return format_date(due, t.language, "long") if due else ""


def _message(invoice: Invoice) -> tuple[str, ...]:
    """Return what the issuer wrote for the client; of a credit note, why it was issued."""
    return tuple(filter(None, (line.rstrip() for line in invoice.note.split("\n"))))


def _own_notes(invoice: Invoice, wording: _Wording, t: Translator) -> tuple[str, ...]:
    """Return what the kind of document must say, whatever the regime."""
    italian = invoice.issuer.country == "IT"
    if not wording.fiscal:
        return (_proforma_note(t, italian=italian),)
    if not italian:
        return ()
    return (
        t(
            "Courtesy copy: the original is the electronic invoice sent through the Sistema di"
            " Interscambio."
        ),
    )


def _proforma_note(t: Translator, *, italian: bool) -> str:
    if italian:
        return t(
            "This is a request for payment and no invoice under art. 21 DPR 633/72: the invoice"
            " follows when the amount is paid."
        )
    return t(
        "This is a request for payment and no invoice: the invoice follows when the amount is paid."
    )


def _instalments(invoice: Invoice, t: Translator) -> TableView | None:
    if len(invoice.instalments) < 2:  # noqa: PLR2004 - a single one is said by the due date
        return None
    return TableView(
        title=t("Instalments"),
        columns=tuple(
            ColumnView(label=head, figure=place == 2)  # noqa: PLR2004 - the amount
            for place, head in enumerate(_part_heads(t))
        ),
        rows=_parts(invoice, t),
    )


def _part_heads(t: Translator) -> tuple[str, str, str]:
    return (t("Instalment"), t("Due date"), t("Amount"))


def _parts(invoice: Invoice, t: Translator) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            str(part.seq),
            format_date(part.due_date, t.language, "long"),
            amount(Money(part.amount, invoice.currency), t),
        )
        for part in invoice.instalments
    )


def _payment(invoice: Invoice, heading: str, t: Translator) -> PaymentView | None:
    """Return how to pay what is payable as at issue; a draft and a void paper ask for nothing.

    Of several instalments each is named, and the code asks for the first: who scans it must not
    pay at once what is due in months.
    """
    issuer, payable = invoice.issuer, Money(invoice.totals.payable, invoice.currency)
    if invoice.state is not InvoiceState.ISSUED or payable.minor <= 0 or not issuer.iban:
        return None
    reference = f"{heading} {invoice.number}"
    several = len(invoice.instalments) > 1
    asked = Money(invoice.instalments[0].amount, invoice.currency) if several else payable
    facts = (
        (t("Payee"), issuer.name),
        (t("IBAN"), _in_fours(issuer.iban)),
        (t("BIC"), issuer.bic),
        (t("Bank"), issuer.bank),
        (t("Reference"), reference),
        (t("Amount"), "" if several else amount(payable, t)),
        (t("Due date"), "" if several else _due_date(invoice, t)),
    )
    payload = epc_payload(
        name=issuer.name, iban=issuer.iban, bic=issuer.bic, amount=asked, reference=reference
    )
    return PaymentView(
        title=t("How to pay"),
        facts=tuple(FactView(label=label, value=value) for label, value in facts if value),
        parts_heads=_part_heads(t) if several else (),
        parts=_parts(invoice, t) if several else (),
        qr=qr_uri(payload) if payload else "",
        qr_alt=t("QR code of a bank transfer of {amount}", amount=amount(asked, t)),
        qr_caption=t("Scan to pay the first instalment") if several else t("Scan to pay"),
    )


def _in_fours(iban: str) -> str:
    compact = iban.replace(" ", "")
    return " ".join(compact[at : at + 4] for at in range(0, len(compact), 4))
