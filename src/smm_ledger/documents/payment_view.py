"""How to pay a sum that a letter asks for: bank details, and the code that a bank app reads."""

from smm_ledger.core.identifiers import format_iban
from smm_ledger.core.money import Money
from smm_ledger.core.parties import Issuer
from smm_ledger.documents.lines_view import amount
from smm_ledger.documents.qr import epc_payload, qr_uri
from smm_ledger.documents.views import FactView, PaymentView
from smm_ledger.i18n import Translator


def payment_box(
    issuer: Issuer, payable: Money, reference: str, t: Translator
) -> PaymentView | None:
    """Return how to pay a sum; None for nothing, or without an IBAN."""
    if payable.minor <= 0 or not issuer.iban:
        return None
    facts = (
        (t("Payee"), issuer.name),
        (t("IBAN"), format_iban(issuer.iban)),
        (t("BIC"), issuer.bic),
        (t("Bank"), issuer.bank),
        (t("Reference"), reference),
        (t("Amount"), amount(payable, t)),
    )
    payload = epc_payload(
        name=issuer.name, iban=issuer.iban, bic=issuer.bic, amount=payable, reference=reference
    )
    return PaymentView(
        title=t("How to pay"),
        facts=tuple(FactView(label=label, value=value) for label, value in facts if value),
        qr=qr_uri(payload) if payload else "",
        qr_alt=t("QR code of a bank transfer of {amount}", amount=amount(payable, t)),
        qr_caption=t("Scan to pay"),
    )
