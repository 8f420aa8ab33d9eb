"""A claim's calculation sheet as its document shows it.

A finished calculation, in the client's language; nothing is computed here.
"""

from smm_ledger.core.claims import ClaimState
from smm_ledger.core.money import Money
from smm_ledger.documents.letter_parts import cost_label, frame, interest_table, law
from smm_ledger.documents.lines_view import amount
from smm_ledger.documents.payment_view import payment_box
from smm_ledger.documents.views import BrandView, FactView, LetterView, TotalView
from smm_ledger.i18n import Translator
from smm_ledger.i18n.formatting import format_date
from smm_ledger.services.letters import ClaimSheet


def build_claim(sheet: ClaimSheet, t: Translator, brand: BrandView) -> LetterView:
    """Return the view of a calculation sheet."""
    claim = sheet.claim
    currency = claim.currency

    def shown(minor: int) -> str:
        return amount(Money(minor, currency), t)

    totals = [TotalView(label=t("Interest"), value=shown(claim.interest))]
    if claim.compensation:
        totals.append(
            TotalView(
                label=cost_label(sheet.issuer, t),
                value=shown(claim.compensation),
            )
        )
    totals.append(TotalView(label=t("Total"), value=shown(claim.total), kind="grand"))
    issued = sheet.invoice.issue_date
    owed = claim.total if claim.state is ClaimState.OPEN else 0
    return LetterView(
        **frame(  # type: ignore[arg-type]  # fields by name
            "interest", t("Late-payment interest"), claim.invoice, (sheet.issuer, sheet.client), t
        ),
        brand=brand,
        created=claim.date.isoformat(),
        facts=(
            FactView(label=t("Date"), value=format_date(claim.date, t.language, "long")),
            FactView(label=t("Invoice"), value=claim.invoice),
            FactView(
                label=t("Invoice date"),
                value=format_date(issued, t.language, "long") if issued else "",
            ),
            FactView(
                label=t("Accrued up to"),
                value=format_date(claim.accrued_until, t.language, "long"),
            ),
        ),
        opening=(law(claim.kind, t),),
        tables=(
            (interest_table(claim.segments, currency, t("Calculation"), t),)
            if claim.segments
            else ()
        ),
        totals=tuple(totals),
        payment=payment_box(
            sheet.issuer,
            Money(owed, currency),
            t("Interest on invoice {number}", number=claim.invoice),
            t,
        ),
        notes=(
            t("Outside the scope of VAT (art. 15 DPR 633/72): damages, not part of the invoice."),
        )
        if sheet.issuer.country == "IT"
        else (),
    )
