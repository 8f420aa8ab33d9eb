"""Ready things for tests: complete and lawful unless a test says otherwise.

Each takes what matters to the test by keyword; nothing here is random and nothing reads a clock.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from smm_ledger.core.dates import Terms
from smm_ledger.core.invoices import Instalment, Invoice, InvoiceKind
from smm_ledger.core.lines import Discount, Line
from smm_ledger.core.parties import Client, ClientKind, Contribution, Issuer
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Round, Side
from smm_ledger.core.states import InvoiceState, QuoteStatus
from smm_ledger.core.totals import TaxRules, Totals, compute

TODAY = dt.date(2026, 11, 24)

INPS = Contribution(kind="inps", code="TC22", percent=Decimal(4))
FUND = Contribution(kind="fund", code="TC01", percent=Decimal(4))

PLAIN_RULES = TaxRules(regime="no-vat")
ORDINARY_RULES = TaxRules(regime="it-ordinario", standard_rate=Decimal(22))
FLAT_RULES = TaxRules(
    regime="it-forfettario", standard_nature="N2.2", stamp_amount=200, stamp_threshold=7747
)

ITALIAN_PLACE = {"address": "Via Roma 1", "zip": "20121", "city": "Milano", "province": "MI"}


def an_issuer(**changes: Any) -> Issuer:  # noqa: ANN401 - any field of it
    """Return a freelancer whose invoices lack nothing."""
    known: dict[str, Any] = {
        "name": "Giulia Bianchi",
        "vat_id": "02581610249",
        "tax_code": "BNCGLI90A41F205X",
        "iban": "IT60X0542811101000000123456",
        **ITALIAN_PLACE,
    }
    return Issuer(**(known | changes))


def a_client(**changes: Any) -> Client:  # noqa: ANN401 - any field of it
    """Return an Italian company with everything that an e-invoice needs."""
    known: dict[str, Any] = {
        "name": "Rossi Moda S.r.l.",
        "code": "rossi-moda",
        "vat_id": "12345678903",
        "sdi_code": "ABC1234",
        **ITALIAN_PLACE,
    }
    return Client(**(known | changes))


def a_consumer(**changes: Any) -> Client:  # noqa: ANN401 - any field of it
    """Return an Italian person without a VAT number."""
    known: dict[str, Any] = {
        "name": "Anna Neri",
        "code": "anna-neri",
        "kind": ClientKind.PERSON,
        "vat_id": "",
        "sdi_code": "",
        "tax_code": "NREANN80A41H501V",
    }
    return a_client(**(known | changes))


def a_public_body(**changes: Any) -> Client:  # noqa: ANN401 - any field of it
    """Return an Italian public body with its office code."""
    known: dict[str, Any] = {
        "name": "Comune di Prova",
        "code": "comune-di-prova",
        "kind": ClientKind.PUBLIC,
        "sdi_code": "UFABCD",
    }
    return a_client(**(known | changes))


def a_foreign_client(country: str = "DE", **changes: Any) -> Client:  # noqa: ANN401 - any field of it
    """Return a business abroad."""
    known: dict[str, Any] = {
        "name": "Muster GmbH",
        "code": "muster-gmbh",
        "country": country,
        "language": "en",
        "vat_id": "DE136695976",
        "sdi_code": "",
        "address": "Hauptstr. 1",
        "zip": "10115",
        "city": "Berlin",
        "province": "",
    }
    return a_client(**(known | changes))


def a_line(price: str | int = "100", **changes: Any) -> Line:  # noqa: ANN401 - any field of it
    """Return a line of one unit at `price`."""
    known: dict[str, Any] = {"description": "Post", "unit_price": Decimal(price)}
    return Line(**(known | changes))


def totals_of(
    *lines: Line,
    rules: TaxRules = PLAIN_RULES,
    currency: str = "EUR",
    discount: Discount | None = None,
) -> Totals:
    """Return the totals of some lines."""
    return compute(lines, rules=rules, currency=currency, discount=discount)


def a_round(
    *lines: Line,
    seq: int = 1,
    rules: TaxRules = PLAIN_RULES,
    discount: Discount | None = None,
    **changes: Any,  # noqa: ANN401 - any field of it
) -> Round:
    """Return a round of mine, open until the end of November 2026."""
    own = lines or (a_line(),)
    known: dict[str, Any] = {
        "side": Side.ME,
        "date": dt.date(2026, 11, 1),
        "valid_until": dt.date(2026, 11, 30),
        "totals": totals_of(*own, rules=rules, discount=discount),
    }
    return Round(seq=seq, lines=own, rules=rules, discount=discount, **(known | changes))


def a_quote(*rounds: Round, **changes: Any) -> Quote:  # noqa: ANN401 - any field of it
    """Return a quote that was sent."""
    known: dict[str, Any] = {
        "number": "P-2026-014",
        "year": 2026,
        "seq": 14,
        "client_id": 1,
        "client": "rossi-moda",
        "title": "Instagram 2027",
        "currency": "EUR",
        "status": QuoteStatus.SENT,
        "rounds": rounds or (a_round(),),
    }
    return Quote(**(known | changes))


def an_invoice(
    *lines: Line,
    rules: TaxRules = PLAIN_RULES,
    instalments: Sequence[Instalment] | None = None,
    **changes: Any,  # noqa: ANN401 - any field of it
) -> Invoice:
    """Return an invoice issued on 1 October 2026, due on the 31st."""
    own = lines or (a_line(),)
    totals = totals_of(*own, rules=rules)
    if instalments is None:
        due = dt.date(2026, 10, 31)
        instalments = (Instalment(seq=1, due_date=due, amount=totals.payable, id=1),)
    known: dict[str, Any] = {
        "client": a_client(),
        "issuer": an_issuer(),
        "kind": InvoiceKind.INVOICE,
        "state": InvoiceState.ISSUED,
        "currency": "EUR",
        "totals": totals,
        "terms": Terms("days", 30),
        "number": "2026-004",
        "year": 2026,
        "seq": 4,
        "issue_date": dt.date(2026, 10, 1),
    }
    return Invoice(lines=own, rules=rules, instalments=tuple(instalments), **(known | changes))
