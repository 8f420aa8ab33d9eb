"""Quotes and invoices to draw, made by the core alone; what is private in them says so."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from smm_ledger.core.dates import Terms
from smm_ledger.core.invoices import InstalmentPlan, Invoice, InvoiceKind, schedule
from smm_ledger.core.lines import Discount, Line, LineKind
from smm_ledger.core.parties import Client, Contribution, Issuer
from smm_ledger.core.quotes import Bounds, Quote
from smm_ledger.core.rounds import Ask, Round, Side
from smm_ledger.core.states import InvoiceState, QuoteStatus
from smm_ledger.core.totals import TaxRules, compute

PRIVATE = "SEGRETISSIMO"
PRIVATE_FIGURES = ("7.777,77", "8.888,88", "6.666,66", "7,777.77", "8,888.88", "6,666.66")
ISSUED = dt.date(2026, 11, 4)
IBAN = "IT60X0542811101000000123456"

ISSUER = Issuer(
    name="Giulia Ferri",
    vat_id="IT02345678901",
    tax_code="FRRGLI88A41F205X",
    address="Via Savona 12",
    zip="20144",
    city="Milano",
    province="MI",
    email="giulia@ferri.example",
    iban=IBAN,
    bank="Banca di Prova",
)
CLIENT = Client(
    name="Rossi Moda S.r.l.",
    code="rossi-moda",
    vat_id="IT01234567890",
    address="Corso Buenos Aires 4",
    zip="20124",
    city="Milano",
    province="MI",
    email="amministrazione@rossimoda.example",
    notes=PRIVATE,
)
ABROAD = replace(
    CLIENT,
    name="Lumière Ltd",
    code="lumiere",
    vat_id="IE6388047V",
    country="IE",
    language="en",
    province="",
    zip="D02",
    city="Dublin",
    address="1 Dame Street",
)
INPS = Contribution(kind="inps", code="TC22", percent=Decimal(4))
FLAT_RATE = TaxRules(
    regime="it-forfettario",
    standard_nature="N2.2",
    contribution=INPS,
    stamp_amount=200,
    stamp_threshold=7747,
)
ORDINARY = TaxRules(
    regime="it-ordinario",
    standard_rate=Decimal(22),
    contribution=INPS,
    withholding_percent=Decimal(20),
)


def service(description: str = "Gestione Instagram", **changes: object) -> Line:
    """Return a line of a flat-rate issuer, 12 posts at 35 euros."""
    line = Line(
        description=description,
        quantity=Decimal(12),
        unit="post",
        unit_price=Decimal("35.00"),
        vat_nature="N2.2",
        hours=Decimal("7777.77"),
        included="2 giri di revisione; testi e grafica",
        excluded="Budget pubblicitario",
    )
    return replace(line, **changes)  # type: ignore[arg-type] # fields of a Line, by name


def services(count: int, **changes: object) -> tuple[Line, ...]:
    """Return `count` lines, told apart by their number."""
    return tuple(service(f"Voce {number:03}", **changes) for number in range(1, count + 1))


CHOICES = (
    service("Newsletter", kind=LineKind.OPTIONAL, selected=True),
    service("Reel in più", kind=LineKind.OPTIONAL, selected=False),
    service("Mezza giornata", kind=LineKind.ALTERNATIVE, group="Foto", selected=True),
    service("Giornata intera", kind=LineKind.ALTERNATIVE, group="Foto", selected=False),
    Line(description="Meta Ads, al mese", kind=LineKind.AD_SPEND_INFO, unit_price=Decimal(2000)),
)


def round_of(seq: int, lines: tuple[Line, ...], **changes: object) -> Round:
    """Return a sent round of mine; every private field is filled in."""
    made = Round(
        seq=seq,
        side=Side.ME,
        date=ISSUED + dt.timedelta(days=seq),
        lines=lines,
        rules=FLAT_RATE,
        totals=compute(lines, rules=FLAT_RATE, currency="EUR"),
        valid_until=dt.date(2026, 12, 4),
        frozen=True,
        ask=Ask.COMPETITOR,
        competitor=PRIVATE,
        competitor_price=777777,
        give=PRIVATE,
        get=PRIVATE,
        gift=888888,
        note=PRIVATE,
        below_floor=PRIVATE,
    )
    return replace(made, **changes)  # type: ignore[arg-type] # fields of a Round, by name


def quote_of(*rounds: Round) -> Quote:
    """Return a quote under negotiation; every private field is filled in."""
    return Quote(
        number="P-2026-014",
        year=2026,
        seq=14,
        client_id=1,
        client=CLIENT.code,
        title="Social, inverno 2026",
        currency="EUR",
        status=QuoteStatus.NEGOTIATING,
        rounds=rounds,
        deposit_percent=Decimal(30),
        bounds=Bounds(floor=666666, target=888888, walk_away=PRIVATE),
        note=PRIVATE,
    )


def negotiated() -> Quote:
    """Return a quote of three rounds, the last one with one line less and another quantity."""
    first = (*services(3), *CHOICES)
    last = (service("Voce 001", quantity=Decimal(10)), service("Voce 002"), *CHOICES)
    return quote_of(round_of(1, first), round_of(2, first, side=Side.CLIENT), round_of(3, last))


def invoice_of(
    lines: tuple[Line, ...] = (service(),),
    *,
    rules: TaxRules = FLAT_RATE,
    discount: Discount | None = None,
    plan: tuple[InstalmentPlan, ...] = (),
    **changes: object,
) -> Invoice:
    """Return an issued invoice with its totals and instalments computed."""
    terms = Terms("days", 30)
    currency = str(changes.get("currency", "EUR"))
    totals = compute(lines, rules=rules, currency=currency, discount=discount)
    made = Invoice(
        client=CLIENT,
        issuer=ISSUER,
        kind=InvoiceKind.INVOICE,
        state=InvoiceState.ISSUED,
        currency=currency,
        lines=lines,
        rules=rules,
        totals=totals,
        terms=terms,
        number="2026-014",
        year=2026,
        seq=14,
        issue_date=ISSUED,
        discount=discount,
        plan=plan,
        instalments=schedule(totals.payable, ISSUED, terms=terms, plan=plan),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # fields of an Invoice, by name


THREE_PARTS = tuple(
    InstalmentPlan(percent=Decimal(percent), due_date=dt.date(*day))
    for percent, day in ((30, (2026, 11, 30)), (40, (2026, 12, 31)), (30, (2027, 1, 31)))
)
