"""The e-invoice of each regime and kind of client: what it says, and that SdI takes it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.core.invoices import Instalment, Invoice, InvoiceKind
from smm_ledger.core.lines import Discount, LineKind
from smm_ledger.core.parties import Client, ClientKind, Contribution
from smm_ledger.core.states import InvoiceState
from smm_ledger.documents.fatturapa.checker import check_bytes, check_file
from smm_ledger.documents.fatturapa.findings import EInvoiceRefused
from smm_ledger.documents.fatturapa.general import OrderReference, Transmission
from smm_ledger.documents.fatturapa.serialiser import e_invoice
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
    a_flat_line,
    a_lawful_invoice,
    a_taxed_line,
    write,
)
from tests.support.factories import (
    FUND,
    INPS,
    a_client,
    a_consumer,
    a_foreign_client,
    a_line,
    a_public_body,
    an_issuer,
)

FUND_PART = f"{DOCUMENT}/DatiCassaPrevidenziale"
PAYMENT = f"{BODY}/DatiPagamento"
INSTALMENT = f"{PAYMENT}/DettaglioPagamento"

CLIENTS: dict[str, Callable[[], Client]] = {
    "company": a_client,
    "withholding": lambda: a_client(withholding=True),
    "consumer": a_consumer,
    "public": a_public_body,
    "public, withholding": lambda: a_public_body(withholding=True),
    "by PEC": lambda: a_client(sdi_code="", pec="rossi@pec.example"),
    "EU": a_foreign_client,
    "not EU": lambda: a_foreign_client("US", vat_id="12-3456789", tax_code=""),
    "consumer abroad": lambda: a_foreign_client("FR", kind=ClientKind.PERSON, vat_id=""),
}


@pytest.mark.parametrize("contribution", [Contribution(), INPS, FUND], ids=str)
@pytest.mark.parametrize("client", CLIENTS.values(), ids=CLIENTS)
@pytest.mark.parametrize("regime", ["it-forfettario", "it-ordinario"])
def test_sdi_takes_it_from_every_regime_to_every_client(
    regime: str, client: Callable[[], Client], contribution: Contribution
) -> None:
    invoice = _invoice_to(client(), regime, contribution)
    sheet = write(invoice)
    assert sheet.codes() == []
    assert _sums(sheet) == Decimal(invoice.totals.total).scaleb(-2)
    assert sheet.text(f"{INSTALMENT}/ImportoPagamento") == _written(invoice.totals.payable)


def _invoice_to(client: Client, regime: str, contribution: Contribution) -> Invoice:
    abroad = client.country != "IT" and client.kind is ClientKind.COMPANY
    rate = "N2.1" if abroad else "22"
    lines = (
        [a_taxed_line("349.99", rate), a_taxed_line("50", "N1")]
        if regime == "it-ordinario"
        else [a_line("349.99", vat_nature="N2.1" if abroad else "N2.2")]
    )
    issuer = an_issuer(regime=regime, contribution=contribution)
    return a_lawful_invoice(*lines, regime=regime, issuer=issuer, client=client)


def _sums(sheet: Sheet) -> Decimal:
    figures = [*sheet.texts(f"{GROUP}/ImponibileImporto"), *sheet.texts(f"{GROUP}/Imposta")]
    return sum(map(Decimal, figures), Decimal(0))


def _written(minor: int) -> str:
    return f"{Decimal(minor).scaleb(-2):.2f}"


def test_a_forfettario_names_her_law_and_recharges_the_stamp() -> None:
    sheet = write(a_lawful_invoice(regime="it-forfettario", issuer=an_issuer(contribution=INPS)))
    assert sheet.text(f"{SELLER}/DatiAnagrafici/RegimeFiscale") == "RF19"
    assert sheet.text(f"{DOCUMENT}/TipoDocumento") == "TD01"
    assert sheet.text(f"{DOCUMENT}/DatiBollo/ImportoBollo") == "2.00"
    assert sheet.texts(f"{LINE}/PrezzoTotale") == ["100.00", "2.00"]
    assert sheet.texts(f"{LINE}/Natura") == ["N2.2", "N2.2"]
    assert sheet.texts(f"{GROUP}/ImponibileImporto") == ["106.00"]
    assert "L. 190/2014" in (sheet.text(f"{GROUP}/RiferimentoNormativo") or "")
    assert sheet.text(f"{DOCUMENT}/ImportoTotaleDocumento") == "106.00"
    assert sheet.text(f"{FUND_PART}/TipoCassa") == "TC22"
    assert sheet.text(f"{FUND_PART}/Ritenuta") is None
    causes = sheet.texts(f"{DOCUMENT}/Causale")
    assert any("comma 67" in cause for cause in causes)
    assert any("bollo" in cause for cause in causes)


def test_an_ordinary_issuer_recharges_the_stamp_outside_the_tax_base() -> None:
    sheet = write(a_lawful_invoice(a_taxed_line(vat="N4")))
    assert sheet.texts(f"{LINE}/Natura") == ["N4", "N1"]
    assert sheet.texts(f"{GROUP}/ImponibileImporto") == ["100.00", "2.00"]


def test_a_stamp_that_she_bears_is_told_and_not_asked_for() -> None:
    invoice = a_lawful_invoice(regime="it-forfettario", issuer=an_issuer(stamp_recharge=False))
    sheet = write(invoice)
    assert sheet.text(f"{DOCUMENT}/DatiBollo/ImportoBollo") == "2.00"
    assert sheet.texts(f"{LINE}/PrezzoTotale") == ["100.00"]
    assert sheet.text(f"{DOCUMENT}/ImportoTotaleDocumento") == "100.00"


@pytest.mark.parametrize(
    ("contribution", "withheld", "line_says", "fund_says"),
    [(INPS, "208.00", "SI", "SI"), (FUND, "200.00", "SI", None)],
)
def test_withholding_takes_the_inps_contribution_in_and_a_fund_not(
    contribution: Contribution, withheld: str, line_says: str, fund_says: str | None
) -> None:
    sheet = write(
        a_lawful_invoice(
            a_taxed_line("1000"),
            issuer=an_issuer(contribution=contribution),
            client=a_client(withholding=True),
        )
    )
    assert sheet.text(f"{DOCUMENT}/DatiRitenuta/TipoRitenuta") == "RT01"
    assert sheet.text(f"{DOCUMENT}/DatiRitenuta/ImportoRitenuta") == withheld
    assert sheet.text(f"{DOCUMENT}/DatiRitenuta/AliquotaRitenuta") == "20.00"
    assert sheet.text(f"{DOCUMENT}/DatiRitenuta/CausalePagamento") == "A"
    assert sheet.text(f"{LINE}/Ritenuta") == line_says
    assert sheet.text(f"{FUND_PART}/Ritenuta") == fund_says
    assert sheet.text(f"{FUND_PART}/ImponibileCassa") == "1000.00"
    assert sheet.text(f"{GROUP}/ImponibileImporto") == "1040.00"
    assert sheet.text(f"{DOCUMENT}/ImportoTotaleDocumento") == "1268.80"
    paid = {"208.00": "1060.80", "200.00": "1068.80"}[withheld]
    assert sheet.text(f"{INSTALMENT}/ImportoPagamento") == paid


def test_a_public_body_pays_the_tax_itself() -> None:
    sheet = write(a_lawful_invoice(a_taxed_line("800.40"), client=a_public_body()))
    assert sheet.root.get("versione") == "FPA12"
    assert sheet.text(f"{SEND}/CodiceDestinatario") == "UFABCD"
    assert sheet.text(f"{GROUP}/EsigibilitaIVA") == "S"
    assert sheet.text(f"{DOCUMENT}/ImportoTotaleDocumento") == "976.49"
    assert sheet.text(f"{INSTALMENT}/ImportoPagamento") == "800.40"


def test_a_client_abroad_has_no_italian_codes() -> None:
    client = replace(a_foreign_client(), province="Berlin", pec="x@pec.example")
    sheet = write(a_lawful_invoice(a_taxed_line(vat="N2.1"), client=client))
    assert sheet.text(f"{SEND}/CodiceDestinatario") == "XXXXXXX"
    assert sheet.text(f"{SEND}/PECDestinatario") is None
    assert sheet.text(f"{BUYER}/DatiAnagrafici/IdFiscaleIVA/IdPaese") == "DE"
    assert sheet.text(f"{BUYER}/DatiAnagrafici/IdFiscaleIVA/IdCodice") == "136695976"
    assert sheet.text(f"{BUYER}/Sede/CAP") == "00000"
    assert sheet.text(f"{BUYER}/Sede/Provincia") is None
    assert any("Inversione contabile" in cause for cause in sheet.texts(f"{DOCUMENT}/Causale"))


def test_a_consumer_has_a_tax_code_and_no_recipient() -> None:
    sheet = write(a_lawful_invoice(client=a_consumer()))
    assert sheet.text(f"{SEND}/CodiceDestinatario") == "0000000"
    assert sheet.text(f"{BUYER}/DatiAnagrafici/IdFiscaleIVA") is None
    assert sheet.text(f"{BUYER}/DatiAnagrafici/CodiceFiscale") == "NREANN80A41H501V"


def test_a_pec_stands_only_where_there_is_no_code() -> None:
    pec = "rossi@pec.example"
    by_pec = write(a_lawful_invoice(client=a_client(sdi_code="", pec=pec)))
    assert by_pec.text(f"{SEND}/CodiceDestinatario") == "0000000"
    assert by_pec.text(f"{SEND}/PECDestinatario") == pec
    by_code = write(a_lawful_invoice(client=a_client(pec=pec)))
    assert by_code.text(f"{SEND}/PECDestinatario") is None


def test_only_what_counts_is_a_line() -> None:
    lines = (
        a_taxed_line("100"),
        a_taxed_line("7", kind=LineKind.OPTIONAL, selected=False),
        a_taxed_line("2000", kind=LineKind.AD_SPEND_INFO),
        a_taxed_line("0", kind=LineKind.PERCENT_FEE, fee_percent=Decimal(10)),
    )
    sheet = write(a_lawful_invoice(*lines, discount=Discount(percent=Decimal(10))))
    assert sheet.texts(f"{LINE}/PrezzoTotale") == ["90.00", "180.00"]
    assert sheet.texts(f"{LINE}/NumeroLinea") == ["1", "2"]
    assert sheet.texts(f"{LINE}/PrezzoUnitario") == ["100.00", "200.00"]
    assert sheet.texts(f"{LINE}/ScontoMaggiorazione/Importo") == ["10.00", "20.00"]


def test_a_quantity_that_the_schema_has_no_room_for_leaves_the_price_alone() -> None:
    line = a_taxed_line("10", quantity=Decimal("0.123456789"), unit="ora")
    sheet = write(a_lawful_invoice(line))
    assert sheet.text(f"{LINE}/Quantita") is None
    assert sheet.text(f"{LINE}/UnitaMisura") is None
    assert sheet.text(f"{LINE}/PrezzoUnitario") == "1.23"
    assert sheet.codes() == []


def test_prices_and_discounts_keep_their_decimals() -> None:
    line = a_taxed_line(
        "0.0125", quantity=Decimal("1000.5"), unit="clic", discount_percent=Decimal("33.333")
    )
    sheet = write(a_lawful_invoice(line))
    assert sheet.text(f"{LINE}/Quantita") == "1000.50"
    assert sheet.text(f"{LINE}/PrezzoUnitario") == "0.0125"
    assert sheet.text(f"{LINE}/PrezzoTotale") == "8.34"
    assert sheet.codes() == []


def test_a_deposit_is_an_advance_and_the_final_invoice_names_it() -> None:
    deposit = write(a_lawful_invoice(kind=InvoiceKind.DEPOSIT))
    assert deposit.text(f"{DOCUMENT}/TipoDocumento") == "TD02"
    final = a_lawful_invoice(
        a_taxed_line("1000"), a_taxed_line("-300", deduction=True), deducts=("2026-002",)
    )
    sheet = write(final, linked={"2026-002": dt.date(2026, 9, 1)})
    linked = f"{BODY}/DatiGenerali/DatiFattureCollegate"
    assert sheet.text(f"{linked}/IdDocumento") == "2026-002"
    assert sheet.text(f"{linked}/Data") == "2026-09-01"
    assert sheet.texts(f"{LINE}/PrezzoTotale") == ["1000.00", "-300.00"]
    assert sheet.text(f"{DOCUMENT}/ImportoTotaleDocumento") == "854.00"


def _credit_note() -> Invoice:
    return a_lawful_invoice(
        kind=InvoiceKind.CREDIT_NOTE, number="NC-2026-001", credits_invoice="2026-001"
    )


def test_a_credit_note_is_positive_names_its_invoice_and_asks_for_no_money() -> None:
    sheet = write(_credit_note(), linked={"2026-001": ISSUED})
    assert sheet.text(f"{DOCUMENT}/TipoDocumento") == "TD04"
    assert sheet.text(f"{BODY}/DatiGenerali/DatiFattureCollegate/IdDocumento") == "2026-001"
    assert sheet.text(f"{DOCUMENT}/ImportoTotaleDocumento") == "122.00"
    assert sheet.text(PAYMENT) is None


def test_a_credit_note_before_its_invoice_is_refused() -> None:
    refused = _refused(_credit_note(), linked={"2026-001": ISSUED + dt.timedelta(days=1)})
    assert [(found.code, found.field) for found in refused.findings] == [("00418", "date")]


def test_a_professional_with_a_fund_makes_out_a_fee_note() -> None:
    invoice = a_lawful_invoice(issuer=an_issuer(contribution=FUND))
    assert write(invoice).text(f"{DOCUMENT}/TipoDocumento") == "TD06"
    assert write(invoice, fee_note=False).text(f"{DOCUMENT}/TipoDocumento") == "TD01"
    assert write(a_lawful_invoice(), fee_note=True).text(f"{DOCUMENT}/TipoDocumento") == "TD06"


def test_instalments_are_paid_one_by_one() -> None:
    parts = [
        Instalment(seq=seq, due_date=dt.date(2026, 10 + seq, 1), amount=amount)
        for seq, amount in ((1, 5000), (2, 7200))
    ]
    sheet = write(a_lawful_invoice(instalments=parts))
    assert sheet.text(f"{PAYMENT}/CondizioniPagamento") == "TP01"
    assert sheet.texts(f"{INSTALMENT}/ImportoPagamento") == ["50.00", "72.00"]
    assert sheet.texts(f"{INSTALMENT}/DataScadenzaPagamento") == ["2026-11-01", "2026-12-01"]
    assert set(sheet.texts(f"{INSTALMENT}/IBAN")) == {an_issuer().iban}


def test_an_order_and_its_codes_are_named() -> None:
    order = OrderReference(
        number="ODA 7/2026", date=dt.date(2026, 9, 1), cup="B11B22000000001", cig="Z123456789"
    )
    sheet = write(a_lawful_invoice(), orders=(order, OrderReference(cig="ZABC")))
    path = f"{BODY}/DatiGenerali/DatiOrdineAcquisto"
    assert sheet.texts(f"{path}/IdDocumento") == ["ODA 7/2026", "ZABC"]
    assert sheet.texts(f"{path}/CodiceCIG") == ["Z123456789", "ZABC"]
    assert sheet.texts(f"{path}/CodiceCUP") == ["B11B22000000001"]
    assert sheet.codes() == []


def test_text_is_said_in_latin_letters_and_what_can_not_shows_a_question_mark() -> None:
    line = a_taxed_line(
        description="Reel “Natale” – 3 €… \U0001f384\U0001f385", unit="mezza giornata"
    )
    client = a_client(name="Škoda & Søn <S.r.l.>", address="Via dell’Orso 1")
    note = "x" * 150 + "\n" + "y" * 100
    sheet = write(replace(a_lawful_invoice(line, client=client), note=note))
    assert sheet.text(f"{LINE}/Descrizione") == 'Reel "Natale" - 3 EUR... ?'
    assert sheet.text(f"{LINE}/UnitaMisura") == "mezza gio."
    assert sheet.text(f"{BUYER}/DatiAnagrafici/Anagrafica/Denominazione") == "Skoda & Søn <S.r.l.>"
    assert sheet.text(f"{BUYER}/Sede/Indirizzo") == "Via dell'Orso 1"
    assert sheet.texts(f"{DOCUMENT}/Causale")[:2] == ["x" * 150, "y" * 100]
    assert sheet.codes() == []


def test_a_note_without_a_word_that_can_be_said_is_left_to_the_paper() -> None:
    plain = a_lawful_invoice()
    without = write(plain).texts(f"{DOCUMENT}/Causale")
    sheet = write(replace(plain, note="\U0001f384 \U0001f385"))
    assert sheet.texts(f"{DOCUMENT}/Causale") == without


def test_contacts_that_the_schema_has_no_room_for_are_left_out() -> None:
    issuer = an_issuer(email="a@b.it", phone="+39 02 1234 5678 interno 9")
    assert write(a_lawful_invoice(issuer=issuer)).text(f"{SELLER}/Contatti") is None
    issuer = an_issuer(email="giulia@bianchi.example", phone="0212345678")
    sheet = write(a_lawful_invoice(issuer=issuer))
    assert sheet.text(f"{SELLER}/Contatti/Email") == "giulia@bianchi.example"
    assert sheet.text(f"{SELLER}/Contatti/Telefono") == "0212345678"


def test_the_same_document_makes_the_same_bytes() -> None:
    first, second = (e_invoice(a_lawful_invoice(), Transmission(counter=7)) for _ in range(2))
    assert first == second
    assert first.name == "ITBNCGLI90A41F205X_00007.xml"
    assert check_bytes(first.data, first.name) == ()


def test_a_file_on_disk_is_checked_like_its_bytes(tmp_path: Path) -> None:
    made = e_invoice(a_lawful_invoice(), Transmission(counter=1))
    path = tmp_path / made.name
    path.write_bytes(made.data)
    assert check_file(path, made.name) == ()


# --- refusals ----------------------------------------------------------------------------------


def _refused(invoice: Invoice, **extra: object) -> EInvoiceRefused:
    with pytest.raises(EInvoiceRefused) as caught:
        write(invoice, **extra)
    assert caught.value.code == "invalid_input"
    assert caught.value.subject == caught.value.findings[0].field
    assert str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("invoice", "field"),
    [
        (a_lawful_invoice(state=InvoiceState.DRAFT, number="", draft_no=3), "draft-3"),
        (a_lawful_invoice(state=InvoiceState.VOID), "2026-004"),
        (a_lawful_invoice(kind=InvoiceKind.PROFORMA), "2026-004"),
        (a_lawful_invoice(kind=InvoiceKind.IMPORTED), "2026-004"),
        (a_lawful_invoice(a_line(), regime="eu-vat"), "issuer.regime"),
        (a_lawful_invoice(a_line(), regime="no-vat"), "issuer.regime"),
        (a_lawful_invoice(issuer=an_issuer(vat_id="")), "issuer.vat_id"),
        (a_lawful_invoice(issuer=an_issuer(zip="")), "issuer.zip"),
        (a_lawful_invoice(client=a_client(address="")), "client.address"),
        (a_lawful_invoice(client=a_client(vat_id="")), "client.vat_id"),
        (a_lawful_invoice(client=a_consumer(tax_code="")), "client.tax_code"),
        (a_lawful_invoice(client=a_public_body(sdi_code="")), "client.sdi_code"),
        (a_lawful_invoice(client=a_client(sdi_code="ABC123")), "client.sdi_code"),
        (a_lawful_invoice(client=a_client(vat_id=an_issuer().vat_id)), "client.vat_id"),
        (a_lawful_invoice(client=a_client(name="株式会社ソニー")), "client.name"),
        (a_lawful_invoice(client=a_client(name="R" * 81)), "client.name"),
        (a_lawful_invoice(client=a_client(address="V" * 61)), "client.address"),
        (a_lawful_invoice(a_taxed_line(), a_taxed_line(description="🎉")), "line 2"),
        (a_lawful_invoice(a_line(vat_rate=Decimal("22.125"))), "line 1"),
        (a_lawful_invoice(number="2026/" + "0" * 16), "issuer.invoice_pattern"),
        (a_lawful_invoice(number="ANNO"), "issuer.invoice_pattern"),
        (_credit_note(), "credits_invoice"),
        (a_lawful_invoice(deducts=("2026-001",)), "deducts"),
        (
            a_lawful_invoice(a_flat_line("1.234"), regime="it-forfettario", currency="KWD"),
            "currency",
        ),
    ],
)
def test_what_sdi_would_refuse_is_refused_before_and_names_the_field(
    invoice: Invoice, field: str
) -> None:
    assert field in {found.field for found in _refused(invoice).findings}


def test_all_that_is_wrong_is_told_at_once() -> None:
    client = a_client(name="東京", address="京" * 3)
    fields = {found.field for found in _refused(a_lawful_invoice(client=client)).findings}
    assert fields == {"client.name", "client.address"}
