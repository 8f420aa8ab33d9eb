"""SdI's content checks on lines, contributions and the summary by rate.

Exact fractions throughout: the tolerances are SdI's, and no rounding of ours may add to them.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.core.money import half_up
from smm_ledger.documents.fatturapa.content import (
    FUNDS,
    GENERAL,
    LINES,
    SUMMARIES,
    YES,
    Element,
    exact,
    numbered,
    said,
    shown,
    taxed,
    there,
)
from smm_ledger.documents.fatturapa.findings import SdiFinding, finding

CENT: Final = Fraction(1, 100)
EURO: Final = Fraction(1)
INTEGRATION: Final = "TD16"
"""Completes a supplier's document, so rate and nature stand side by side."""
SELF_INVOICE: Final = "TD21"
GENERIC: Final = frozenset({"N2", "N3", "N6"})

_UNEXPLAINED: Final = N_("it bears no VAT, and no nature says why")
_CONTRADICTED: Final = N_("it bears VAT, and the nature {nature} says that it does not")


def line_findings(body: Element) -> Iterator[SdiFinding]:
    """Yield 00400, 00401, 00411, 00423, 00438 and 00474."""
    kind = said(body, f"{GENERAL}/TipoDocumento")
    for place, line in numbered(body, LINES):
        about = f"line {place}"
        yield from _nature(line, about, none="00400", both="00401", free=kind == INTEGRATION)
        if kind == SELF_INVOICE and not exact(line, "AliquotaIVA"):
            yield finding("00474", about, N_("a line of a {kind} bears VAT"), kind=kind)
        if said(line, "Ritenuta") == YES and not there(body, f"{GENERAL}/DatiRitenuta"):
            yield finding("00411", about, N_("it is under withholding, and no withholding is told"))
        yield from _empty_changes(line, about, "00438")
        yield from _price(line, about)


def fund_findings(body: Element) -> Iterator[SdiFinding]:
    """Yield 00413, 00414 and 00415."""
    about = "issuer.contribution"
    for _, fund in numbered(body, FUNDS):
        yield from _nature(fund, about, none="00413", both="00414")
        if said(fund, "Ritenuta") == YES and not there(body, f"{GENERAL}/DatiRitenuta"):
            yield finding("00415", about, N_("it is under withholding, and no withholding is told"))


def summary_findings(body: Element) -> Iterator[SdiFinding]:
    """Yield 00419 to 00422, 00429, 00430, 00443 and 00444."""
    kind = said(body, f"{GENERAL}/TipoDocumento")
    for _, group in numbered(body, SUMMARIES):
        yield from _nature(group, "vat", none="00429", both="00430", free=kind == INTEGRATION)
        if said(group, "Natura").startswith("N6") and said(group, "EsigibilitaIVA") == "S":
            yield finding("00420", "vat", N_("reverse charge and split payment exclude each other"))
        yield from _tax(group)
    yield from _uncovered(body)
    yield from _bases(body)


def rate_findings(body: Element) -> Iterator[SdiFinding]:
    """Yield 00424 and 00445, wherever a rate or a nature stands."""
    groups = (("vat", group) for _, group in numbered(body, SUMMARIES))
    for about, element in (*taxed(body), *groups):
        rate, nature = exact(element, "AliquotaIVA"), said(element, "Natura")
        if 0 < rate < 1:
            yield finding(
                "00424",
                about,
                N_("{rate} % was meant as a share: 22 % is written 22.00"),
                rate=shown(rate),
            )
        if nature in GENERIC:
            yield finding(
                "00445", about, N_("{nature} needs its detail, as in N2.2"), nature=nature
            )


def change_findings(body: Element) -> Iterator[SdiFinding]:
    """Yield 00437: a discount on the whole document that says no figure."""
    general = body.find(GENERAL)
    if general is not None:
        yield from _empty_changes(general, "discount", "00437")


def _nature(
    element: Element, about: str, *, none: str, both: str, free: bool = False
) -> Iterator[SdiFinding]:
    rate, nature = exact(element, "AliquotaIVA"), said(element, "Natura")
    if not rate and not nature:
        yield finding(none, about, _UNEXPLAINED)
    if rate and nature and not free:
        yield finding(both, about, _CONTRADICTED, nature=nature)


def _empty_changes(element: Element, about: str, code: str) -> Iterator[SdiFinding]:
    for change in element.findall("ScontoMaggiorazione"):
        if not there(change, "Percentuale") and not there(change, "Importo"):
            yield finding(code, about, N_("its discount says neither a percentage nor an amount"))


def _price(line: Element, about: str) -> Iterator[SdiFinding]:
    price = exact(line, "PrezzoUnitario")
    for change in line.findall("ScontoMaggiorazione"):
        sign = -1 if said(change, "Tipo") == "SC" else 1
        if there(change, "Importo"):
            price += sign * exact(change, "Importo")
        else:
            price += sign * price * exact(change, "Percentuale") / 100
    quantity = exact(line, "Quantita") if there(line, "Quantita") else Fraction(1)
    expected, told = price * quantity, exact(line, "PrezzoTotale")
    if abs(told - expected) > CENT:
        yield finding(
            "00423",
            about,
            N_("it says {told}, and quantity, price and discount make {expected}"),
            told=shown(told),
            expected=shown(expected),
        )


def _tax(group: Element) -> Iterator[SdiFinding]:
    rate, base = exact(group, "AliquotaIVA"), exact(group, "ImponibileImporto")
    expected, told = Fraction(half_up(rate * base), 100), exact(group, "Imposta")
    if abs(told - expected) > CENT:
        yield finding(
            "00421",
            "vat",
            N_("the tax of {rate} % says {told}, and its base makes {expected}"),
            rate=shown(rate),
            told=shown(told),
            expected=shown(expected),
        )


def _uncovered(body: Element) -> Iterator[SdiFinding]:
    groups = list(body.findall(SUMMARIES))
    rates = {exact(group, "AliquotaIVA") for group in groups}
    natures = {said(group, "Natura") for group in groups}
    used = {exact(element, "AliquotaIVA") for _, element in taxed(body)}
    if len(groups) < len(used):
        yield finding("00419", "vat", N_("fewer rates are summed up than the lines bear"))
    for about, element in taxed(body):
        rate, nature = exact(element, "AliquotaIVA"), said(element, "Natura")
        if rate not in rates:
            yield finding("00443", about, N_("no sum of the rate {rate} %"), rate=shown(rate))
        if nature and nature not in natures:
            yield finding("00444", about, N_("no sum of the nature {nature}"), nature=nature)


def _bases(body: Element) -> Iterator[SdiFinding]:
    told: dict[Fraction, Fraction] = {}
    made: dict[Fraction, Fraction] = {}
    for group in body.findall(SUMMARIES):
        rate = exact(group, "AliquotaIVA")
        told[rate] = told.get(rate, Fraction(0)) + exact(group, "ImponibileImporto")
        made[rate] = made.get(rate, Fraction(0)) + exact(group, "Arrotondamento")
    for _, element in taxed(body):
        rate = exact(element, "AliquotaIVA")
        parts = exact(element, "PrezzoTotale") + exact(element, "ImportoContributoCassa")
        made[rate] = made.get(rate, Fraction(0)) + parts
    for rate, base in told.items():
        if abs(base - made[rate]) > EURO:
            yield finding(
                "00422",
                "vat",
                N_("the base of {rate} % says {told}, and its lines make {expected}"),
                rate=shown(rate),
                told=shown(base),
                expected=shown(made[rate]),
            )
