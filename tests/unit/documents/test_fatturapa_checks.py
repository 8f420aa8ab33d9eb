"""Each of SdI's offline codes, by a file that departs in exactly that."""

import copy
from collections.abc import Callable
from decimal import Decimal

import pytest

from smm_ledger.core.parties import Contribution
from smm_ledger.documents.fatturapa.checker import check_bytes
from smm_ledger.documents.fatturapa.findings import official_texts
from smm_ledger.documents.fatturapa.names import LARGEST
from tests.support.e_invoices import (
    BODY,
    BUYER,
    DOCUMENT,
    GROUP,
    ISSUED,
    LINE,
    SELLER,
    SEND,
    Sheet,
    a_lawful_invoice,
    a_taxed_line,
    write,
)
from tests.support.factories import FUND, INPS, a_client, a_consumer, an_issuer

FUND_PART = f"{DOCUMENT}/DatiCassaPrevidenziale"
BUYER_ID = f"{BUYER}/DatiAnagrafici/IdFiscaleIVA"
SELLER_ID = f"{SELLER}/DatiAnagrafici/IdFiscaleIVA"


def plain() -> Sheet:
    return write(a_lawful_invoice())


def of(*vats: str, price: str = "100", contribution: Contribution | None = None) -> Sheet:
    """Return a file of one line at each rate or nature."""
    lines = [a_taxed_line(price, vat) for vat in vats]
    issuer = an_issuer(contribution=contribution or Contribution(), stamp_recharge=False)
    return write(a_lawful_invoice(*lines, issuer=issuer))


def withheld() -> Sheet:
    return write(a_lawful_invoice(client=a_client(withholding=True)))


def twice() -> Sheet:
    sheet = plain()
    body = sheet.root.find(BODY)
    assert body is not None
    sheet.root.append(copy.deepcopy(body))
    return sheet


def linked(day: str) -> Sheet:
    sheet = plain()
    sheet.add(
        f"{BODY}/DatiGenerali/DatiFattureCollegate",
        *("IdDocumento=2026-001", f"Data={day}"),
        after="DatiGeneraliDocumento",
    )
    return sheet


def with_version(version: str) -> Sheet:
    sheet = plain()
    sheet.root.set("versione", version)
    return sheet


def to_oneself(kind: str, sheet: Sheet) -> Sheet:
    own = sheet.text(f"{SELLER_ID}/IdCodice") or ""
    return sheet.put(f"{DOCUMENT}/TipoDocumento", kind).put(f"{BUYER_ID}/IdCodice", own)


def as_share() -> Sheet:
    sheet = plain().put(f"{LINE}/AliquotaIVA", "0.22").put(f"{GROUP}/AliquotaIVA", "0.22")
    return sheet.put(f"{GROUP}/Imposta", "0.22")


def a_rate_without_sum() -> Sheet:
    sheet = write(a_lawful_invoice(a_taxed_line(), a_taxed_line("0.50", "10")))
    return sheet.put(f"{GROUP}[2]/AliquotaIVA", "22.00").put(f"{GROUP}[2]/Imposta", "0.11")


def abroad() -> Sheet:
    return plain().put(f"{SELLER_ID}/IdPaese", "DE").put(f"{BUYER_ID}/IdPaese", "FR")


def kind_of(kind: str, sheet: Sheet) -> Sheet:
    return sheet.put(f"{DOCUMENT}/TipoDocumento", kind)


SPOILT: dict[str, Callable[[], Sheet]] = {
    "00313": lambda: plain().put(f"{SEND}/CodiceDestinatario", "XXXXXXX"),
    "00400": lambda: of("N4").drop(f"{LINE}/Natura"),
    "00401": lambda: of("22", "N4").add(f"{LINE}/Natura", "N4", after="AliquotaIVA"),
    "00409": twice,
    "00411": lambda: withheld().drop(f"{DOCUMENT}/DatiRitenuta"),
    "00413": lambda: of("N4", contribution=INPS).drop(f"{FUND_PART}/Natura"),
    "00414": lambda: of("22", "N1", contribution=FUND).add(
        f"{FUND_PART}/Natura", "N1", after="AliquotaIVA"
    ),
    "00415": lambda: of("22", contribution=INPS).add(
        f"{FUND_PART}/Ritenuta", "SI", after="AliquotaIVA"
    ),
    "00417": lambda: plain().drop(BUYER_ID),
    "00418": lambda: linked("2026-10-02"),
    "00420": lambda: of("N6.3").add(f"{GROUP}/EsigibilitaIVA", "S", after="Imposta"),
    "00421": lambda: plain().put(f"{GROUP}/Imposta", "22.02"),
    "00422": lambda: of("N4").put(f"{GROUP}/ImponibileImporto", "101.01"),
    "00423": lambda: plain().put(f"{LINE}/PrezzoTotale", "100.02"),
    "00424": as_share,
    "00425": lambda: plain().put(f"{DOCUMENT}/Numero", "ABC"),
    "00427": lambda: plain().put(f"{SEND}/CodiceDestinatario", "ABC123"),
    "00428": lambda: with_version("FPA12"),
    "00429": lambda: of("N4").add(
        GROUP,
        *("AliquotaIVA=0.00", "ImponibileImporto=0.00", "Imposta=0.00"),
        after="DatiRiepilogo",
    ),
    "00430": lambda: plain().add(f"{GROUP}/Natura", "N4", after="AliquotaIVA"),
    "00437": lambda: plain().add(f"{DOCUMENT}/ScontoMaggiorazione", "Tipo=SC", after="Numero"),
    "00438": lambda: plain().add(f"{LINE}/ScontoMaggiorazione", "Tipo=SC", after="PrezzoUnitario"),
    "00443": a_rate_without_sum,
    "00444": lambda: of("N4").put(f"{GROUP}/Natura", "N3.1"),
    "00445": lambda: of("N4").put(f"{LINE}/Natura", "N2").put(f"{GROUP}/Natura", "N2"),
    "00471": lambda: to_oneself("TD01", plain()),
    "00472": lambda: kind_of("TD27", plain()),
    "00473": lambda: kind_of("TD17", plain()),
    "00474": lambda: to_oneself("TD21", of("N4")),
    "00475": lambda: kind_of("TD22", write(a_lawful_invoice(client=a_consumer()))),
    "00476": abroad,
}


@pytest.mark.parametrize("code", SPOILT)
def test_a_file_that_departs_in_one_thing_gets_that_code_alone(code: str) -> None:
    sheet = SPOILT[code]()
    assert sheet.codes() == [code]
    found = check_bytes(sheet.data)
    assert {finding.text_it for finding in found} == {official_texts()[code]}
    assert all(finding.field and str(finding) for finding in found)


def test_a_missing_sum_is_also_a_rate_without_one() -> None:
    sheet = write(a_lawful_invoice(a_taxed_line(), a_taxed_line(vat="10"))).drop(f"{GROUP}[2]")
    assert sheet.codes() == ["00419", "00443"]


@pytest.mark.parametrize(
    "sheet",
    [
        plain().put(f"{GROUP}/Imposta", "22.01"),
        plain().put(f"{LINE}/PrezzoTotale", "99.99"),
        of("N4").put(f"{GROUP}/ImponibileImporto", "99.00"),
        linked(ISSUED.isoformat()),
        kind_of("TD16", plain())
        .add(f"{LINE}/Natura", "N6.3", after="AliquotaIVA")
        .add(f"{GROUP}/Natura", "N6.3", after="AliquotaIVA"),
        kind_of("TD04", twice().put(f"{DOCUMENT}/Numero", "1")).put(
            f"{BODY}[1]/DatiGenerali/DatiGeneraliDocumento/TipoDocumento", "TD01"
        ),
    ],
    ids=["tax", "price", "base", "same day", "TD16 completes", "credit notes count apart"],
)
def test_what_lies_on_the_boundary_passes(sheet: Sheet) -> None:
    assert sheet.codes() == []


def test_discounts_follow_one_another_and_an_amount_wins_over_a_percentage() -> None:
    sheet = plain()
    for content in (("Tipo=SC", "Percentuale=10.00"), ("Tipo=MG", "Importo=5.00")):
        sheet.add(f"{LINE}/ScontoMaggiorazione", *content, after="PrezzoUnitario")
    # The later addition stands first: (100 + 5) less a tenth.
    sheet.put(f"{LINE}/PrezzoTotale", "94.50")
    assert sheet.codes() == ["00422"]
    sheet.add(
        f"{LINE}/ScontoMaggiorazione",
        *("Tipo=MG", "Percentuale=99.00", "Importo=5.50"),
        after="ScontoMaggiorazione",
    )
    assert sheet.put(f"{LINE}/PrezzoTotale", "100.00").codes() == []


def test_members_of_a_vat_group_may_invoice_each_other() -> None:
    sheet = to_oneself("TD01", write(a_lawful_invoice(client=a_client(tax_code="12345678903"))))
    assert sheet.codes() == []


@pytest.mark.parametrize(
    "name", ["fattura.xml", "IT123_1.xml", "IT02581610249_123456.xml", "IT02581610249_1.pdf", ""]
)
def test_a_name_that_sdi_does_not_take(name: str) -> None:
    assert [finding.code for finding in check_bytes(plain().data, name)] == ["00001"]


@pytest.mark.parametrize("name", ["IT02581610249_1.xml", "ITBNCGLI90A41F205X_AZ9z0.xml"])
def test_a_name_that_sdi_takes(name: str) -> None:
    assert check_bytes(plain().data, name) == ()


def test_a_file_that_is_too_large_is_not_even_parsed() -> None:
    data = plain().data
    assert check_bytes(data.ljust(LARGEST)) == ()
    assert [finding.code for finding in check_bytes(data.ljust(LARGEST + 1))] == ["00003"]


@pytest.mark.parametrize(
    ("path", "text", "field"),
    [
        (f"{SELLER}/Sede/CAP", "2012", "issuer.zip"),
        (f"{BUYER}/Sede/Provincia", "MIL", "client.province"),
        (f"{BUYER_ID}/IdPaese", "Italia", "client.vat_id"),
        (f"{SEND}/CodiceDestinatario", "abc1234", "client.sdi_code"),
        (f"{DOCUMENT}/Numero", "2026-è", "issuer.invoice_pattern"),
        (f"{DOCUMENT}/Data", "01/10/2026", "date"),
        (f"{LINE}/Descrizione", "Post a 5 €", "line 1"),
        (f"{LINE}/PrezzoTotale", "100.0", "line 1"),
        (f"{GROUP}/Imposta", "1.000,00", "vat"),
        (f"{BODY}/DatiPagamento/DettaglioPagamento/IBAN", "IT", "issuer.iban"),
    ],
)
def test_what_the_schema_refuses_names_the_field_to_mend(path: str, text: str, field: str) -> None:
    found = check_bytes(plain().put(path, text).data)
    assert {(finding.code, finding.field) for finding in found} == {("00200", field)}


def test_the_line_at_fault_is_named() -> None:
    sheet = write(a_lawful_invoice(a_taxed_line(), a_taxed_line(quantity=Decimal(2))))
    found = check_bytes(sheet.put(f"{LINE}[2]/PrezzoTotale", "200.02").data)
    assert [(finding.field, finding.data["expected"]) for finding in found] == [
        ("line 2", Decimal("200.00"))
    ]
