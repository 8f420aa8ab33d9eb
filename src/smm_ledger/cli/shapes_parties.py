"""The JSON shapes of what is read whole, not in lists: issuer, service, payment."""

from smm_ledger.cli.shapes import Shape, amount, day, exact, price, text
from smm_ledger.core.catalogue import Service
from smm_ledger.core.logos import logo_name
from smm_ledger.core.parties import Issuer
from smm_ledger.core.payments import Payment

_TEXTS = ("vat_id", "tax_code", "address", "city", "zip", "province", "email", "phone", "pec")


def issuer(own: Issuer) -> Shape:
    """Return the issuer, with the keys that `issuer set` takes."""
    return {
        "name": own.name,
        "country": own.country,
        "regime": own.regime,
        **{name: text(getattr(own, name)) for name in _TEXTS},
        "iban": text(own.iban),
        "bic": text(own.bic),
        "bank": text(own.bank),
        "logo": text(logo_name(own.logo)),
        "language": own.language,
        "currency": own.currency,
        "terms": str(own.terms),
        "contribution": str(own.contribution),
        "withholding_percent": exact(own.withholding_percent),
        "withholding_base_percent": exact(own.withholding_base_percent),
        "stamp_recharge": own.stamp_recharge,
        "quote_pattern": own.effective_quote_pattern,
        "invoice_pattern": own.invoice_pattern,
        "credit_pattern": own.credit_pattern,
        "style": own.style,
        "accent": own.accent,
        "paper": own.paper,
        "patron_saint": text(own.patron_saint),
    }


def service(own: Service, currency: str, *, private: bool = False) -> Shape:
    """Return a service; its floor only when asked for."""
    shape: Shape = {
        "code": own.code,
        "description": own.description,
        "unit": text(own.unit),
        "price": price(own.price, currency),
        "hours": exact(own.hours),
        "archived": own.archived,
    }
    return shape | ({"floor": price(own.floor, currency)} if private else {})


def payment(own: Payment) -> Shape:
    """Return a payment with what it was set against."""
    currency = own.amount.currency
    return {
        "id": own.name,
        "client": own.client,
        "date": day(own.date),
        "amount": str(own.amount),
        "currency": currency,
        "method": text(own.method),
        "reference": text(own.reference),
        "allocations": [
            {"invoice": part.invoice, "amount": amount(part.amount, currency)}
            for part in own.allocations
        ],
        "unallocated": str(own.unallocated),
        "reversed": own.reversed,
    }
