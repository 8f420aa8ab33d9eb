"""What the Italian regimes share: stamp duty, the law of each nature, who withholds.

Dated facts stand here as values with their source. The texts are the law's own, so they are kept
in Italian beside an English translation and never pass through the catalogue.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from smm_ledger.core.countries import EU_MEMBERS
from smm_ledger.core.parties import Client, ClientKind
from smm_ledger.core.regimes.protocol import LegalNote
from smm_ledger.core.totals import DISBURSEMENT, TaxRules, Totals

COUNTRY: Final = "IT"
CURRENCY: Final = "EUR"
FOREIGN_SERVICE: Final = "N2.1"
"""Services to businesses abroad: taxed where the client is (art. 7-ter DPR 633/72)."""
USUAL_RATES: Final = frozenset({4, 5, 10, 22})
"""Percent, in force since 2016 (DPR 633/72 art. 16, tables A)."""


@dataclass(frozen=True, slots=True)
class StampDuty:
    """Stamp duty on invoices without VAT, in minor units of EUR.

    Attributes:
        since: First day of these figures.
        amount: Of the duty.
        threshold: Strictly above it, the duty is due.
    """

    since: dt.date
    amount: int
    threshold: int


STAMP_DUTY: Final = StampDuty(since=dt.date(2013, 6, 26), amount=200, threshold=7747)
"""Art. 13 of the tariff of DPR 642/72, amount as of D.L. 43/2013."""

REFERENCES: Final[Mapping[str, LegalNote]] = {
    DISBURSEMENT: LegalNote(
        "Somme escluse dalla base imponibile IVA, art. 15 D.P.R. 633/1972.",
        "Sums excluded from the VAT base, art. 15 of Italian Presidential Decree 633/1972.",
    ),
    FOREIGN_SERVICE: LegalNote(
        "Operazione non soggetta a IVA, art. 7-ter D.P.R. 633/1972.",
        "Not subject to Italian VAT, art. 7-ter of Italian Presidential Decree 633/1972.",
    ),
    "N2.2": LegalNote(
        "Operazione fuori dal campo di applicazione dell'IVA.",
        "Outside the scope of Italian VAT.",
    ),
    "N3.1": LegalNote(
        "Operazione non imponibile, art. 8, c. 1, lett. a) e b), D.P.R. 633/1972.",
        "Zero-rated export, art. 8(1)(a) and (b) of Italian Presidential Decree 633/1972.",
    ),
    "N3.2": LegalNote(
        "Operazione non imponibile, art. 41 D.L. 331/1993.",
        "Zero-rated intra-Community supply, art. 41 of Italian Decree-Law 331/1993.",
    ),
    "N3.3": LegalNote(
        "Operazione non imponibile, art. 71 D.P.R. 633/1972.",
        "Zero-rated supply to San Marino, art. 71 of Italian Presidential Decree 633/1972.",
    ),
    "N3.4": LegalNote(
        "Operazione non imponibile, art. 8-bis D.P.R. 633/1972.",
        "Zero-rated, art. 8-bis of Italian Presidential Decree 633/1972.",
    ),
    "N3.5": LegalNote(
        "Operazione non imponibile con dichiarazione d'intento, art. 8, c. 1, lett. c), "
        "D.P.R. 633/1972.",
        "Zero-rated on a declaration of intent, art. 8(1)(c) of Presidential Decree 633/1972.",
    ),
    "N3.6": LegalNote(
        "Operazione non imponibile, art. 9 D.P.R. 633/1972.",
        "Zero-rated, art. 9 of Italian Presidential Decree 633/1972.",
    ),
    "N4": LegalNote(
        "Operazione esente da IVA, art. 10 D.P.R. 633/1972.",
        "Exempt from VAT, art. 10 of Italian Presidential Decree 633/1972.",
    ),
    "N5": LegalNote(
        "Regime del margine - IVA non esposta in fattura, art. 36 D.L. 41/1995.",
        "Margin scheme, VAT not shown, art. 36 of Italian Decree-Law 41/1995.",
    ),
    **{
        f"N6.{detail}": LegalNote(
            "Inversione contabile, artt. 17 e 74 D.P.R. 633/1972.",
            "Domestic reverse charge, arts. 17 and 74 of Italian Presidential Decree 633/1972.",
        )
        for detail in range(1, 10)
    },
    "N7": LegalNote(
        "IVA assolta in altro Stato UE, artt. 74-quinquies e 74-sexies D.P.R. 633/1972.",
        "VAT paid in another EU state (one-stop shop).",
    ),
}
"""What each nature rests on; each Italian text fits FatturaPA's RiferimentoNormativo."""

REVERSE_CHARGE: Final = LegalNote(
    "Inversione contabile - operazione non soggetta a IVA, art. 7-ter D.P.R. 633/1972.",
    "Reverse charge: the recipient accounts for the VAT, art. 196 of Directive 2006/112/EC.",
)
SPLIT_PAYMENT: Final = LegalNote(
    "Operazione soggetta a scissione dei pagamenti, art. 17-ter D.P.R. 633/1972.",
    "Split payment: the client pays the VAT to the State, art. 17-ter of Italian Presidential "
    "Decree 633/1972.",
)


def is_business(client: Client) -> bool:
    """Tell whether a client is a business for VAT; an unasked company is taken for one."""
    if client.vat_id or client.business is not None:
        return bool(client.vat_id) or client.business is True
    return client.kind is not ClientKind.PERSON


def is_foreign_business(client: Client) -> bool:
    """Tell whether the client is a business outside Italy."""
    return client.country != COUNTRY and is_business(client)


def is_agent(client: Client) -> bool:
    """Tell whether the client must withhold tax: Italian, and no consumer (art. 23 DPR 600/73)."""
    return client.country == COUNTRY and not client.is_consumer


def stamp_amount(client: Client) -> int:
    """Return the duty of an invoice to `client`; 0 where the threshold can't be compared."""
    return STAMP_DUTY.amount if client.currency == CURRENCY else 0


def nature_notes(
    totals: Totals, client: Client, *, own: Mapping[str, LegalNote]
) -> Iterable[LegalNote]:
    """Yield the law of each nature in the totals, once; `own`: texts of the regime itself."""
    for nature in dict.fromkeys(group.nature for group in totals.groups if group.nature):
        if nature == FOREIGN_SERVICE and client.country in EU_MEMBERS - {COUNTRY}:
            yield REVERSE_CHARGE
        else:
            yield own.get(nature) or REFERENCES[nature]


def stamp_notes(totals: Totals) -> Iterable[LegalNote]:
    """Yield the text of an electronic document that bears stamp duty."""
    if totals.stamp_duty:
        euros = _euros(totals.stamp_duty)
        yield LegalNote(
            f"Imposta di bollo da {euros[0]} euro assolta in modo virtuale ai sensi del "
            "D.M. 17/6/2014.",
            f"Stamp duty of {euros[1]} euros paid electronically, Ministerial Decree of "
            "17 June 2014.",
        )


def stamp_announcements(totals: Totals, rules: TaxRules) -> Iterable[LegalNote]:
    """Yield a quote's warning that each invoice above the threshold bears the duty."""
    if totals.stamp_in_total:
        duty, above = _euros(rules.stamp_amount), _euros(rules.stamp_threshold)
        yield LegalNote(
            f"Ogni fattura senza IVA oltre {above[0]} euro porta l'imposta di bollo di "
            f"{duty[0]} euro a carico del cliente.",
            f"Each invoice without VAT above {above[1]} euros bears Italian stamp duty of "
            f"{duty[1]} euros, charged to the client.",
        )


def _euros(minor: int) -> tuple[str, str]:
    whole, cents = divmod(minor, 100)
    return (f"{whole},{cents:02}", f"{whole}.{cents:02}") if cents else (str(whole), str(whole))
