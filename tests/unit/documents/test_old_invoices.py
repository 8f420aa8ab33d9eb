"""Old invoices out of e-invoices: what a file says, whose it is, and what means harm."""

import datetime as dt

import pytest

from smm_ledger.core.errors import InputError, LedgerError
from smm_ledger.core.imports import ForeignDocument, ForeignKind, NotAnInvoice
from smm_ledger.core.parties import Issuer
from smm_ledger.documents.fatturapa.old_invoices import read_old_invoices
from tests.support.e_invoices import (
    BODY,
    DOCUMENT,
    GROUP,
    ISSUED,
    SELLER,
    SEND,
    Sheet,
    a_flat_line,
    a_lawful_invoice,
    write,
)
from tests.support.factories import an_issuer

OURS = an_issuer()


def only(sheet: Sheet, issuer: Issuer = OURS) -> ForeignDocument:
    """Return the one document of a file."""
    (found,) = read_old_invoices(sheet.data, issuer=issuer)
    assert isinstance(found, ForeignDocument), found
    return found


def refusal(sheet: Sheet) -> str:
    """Return why the one document of a file can't be taken over."""
    (found,) = read_old_invoices(sheet.data, issuer=OURS)
    assert isinstance(found, LedgerError)
    return str(found)


def test_what_we_wrote_is_read_back() -> None:
    invoice = a_lawful_invoice()
    found = only(write(invoice))
    totals = invoice.totals
    assert (found.number, found.date, found.currency) == (invoice.number, ISSUED, "EUR")
    assert (found.stated.total, found.stated.tax) == (totals.total, totals.tax)
    assert found.stated.withholding == totals.withholding
    assert found.stated.groups == totals.groups
    assert found.client.typed["name"] == invoice.client.name
    assert found.client.typed["vat_id"] == invoice.client.vat_id
    assert sum(amount for _, amount in found.due) == totals.payable


def test_a_recharged_stamp_duty_stands_outside_the_groups() -> None:
    issuer = an_issuer(regime="it-forfettario")
    invoice = a_lawful_invoice(a_flat_line("500"), regime="it-forfettario", issuer=issuer)
    found = only(write(invoice), issuer)
    assert (found.stated.total, found.stated.stamp, found.stated.stamp_due) == (50200, 200, 200)
    assert [group.base for group in found.stated.groups] == [50000]


def test_a_credit_note_names_its_invoice_and_is_above_zero() -> None:
    sheet = write(a_lawful_invoice()).put(f"{DOCUMENT}/TipoDocumento", "TD04")
    sheet.add(f"{BODY}/DatiGenerali/DatiFattureCollegate", "IdDocumento=7/2026", after=_GENERAL)
    for path in (f"{GROUP}/ImponibileImporto", f"{GROUP}/Imposta"):
        sheet.put(path, f"-{sheet.text(path)}")
    path = f"{DOCUMENT}/ImportoTotaleDocumento"
    found = only(sheet.put(path, f"-{sheet.text(path)}"))
    assert (found.kind, found.credits) == (ForeignKind.CREDIT_NOTE, "7/2026")
    assert found.stated.total > 0
    assert found.due == ()


_GENERAL = "DatiGeneraliDocumento"


def test_several_documents_of_one_file_are_told_apart() -> None:
    sheet = write(a_lawful_invoice())
    first = sheet.root.find(BODY)
    assert first is not None
    second = Sheet(sheet.data).put(f"{DOCUMENT}/Numero", "8/2026").root.find(BODY)
    assert second is not None
    sheet.root.append(second)
    broken = Sheet(sheet.data).put(f"{DOCUMENT}/Data", "soon").root.find(BODY)
    assert broken is not None
    sheet.root.append(broken)
    one, other, wrong = read_old_invoices(sheet.data, issuer=OURS)
    assert isinstance(one, ForeignDocument)
    assert isinstance(other, ForeignDocument)
    assert (one.number, other.number) == ("2026-004", "8/2026")
    assert isinstance(wrong, InputError)
    assert wrong.subject == "Data"


def test_only_our_own_invoices_are_taken() -> None:
    path = f"{SELLER}/DatiAnagrafici/IdFiscaleIVA/IdCodice"
    sheet = write(a_lawful_invoice()).put(path, "01234567897")
    sheet.put(f"{SELLER}/DatiAnagrafici/CodiceFiscale", "01234567897")
    with pytest.raises(InputError, match="another issuer"):
        read_old_invoices(sheet.data, issuer=OURS)
    with pytest.raises(InputError, match="another issuer"):
        read_old_invoices(write(a_lawful_invoice()).data, issuer=Issuer(name="Nobody yet"))


@pytest.mark.parametrize(
    ("path", "text", "named"),
    [
        (f"{DOCUMENT}/Divisa", "EURO", "Divisa"),
        (f"{DOCUMENT}/Data", "2026-13-01", "Data"),
        (f"{DOCUMENT}/Numero", "draft-1", "number"),
        (f"{DOCUMENT}/ImportoTotaleDocumento", "1e9", "ImportoTotaleDocumento"),
        (f"{DOCUMENT}/ImportoTotaleDocumento", "1.234", "ImportoTotaleDocumento"),
        (f"{DOCUMENT}/TipoDocumento", "TD17", "TD17"),
        (f"{DOCUMENT}/TipoDocumento", "", "TipoDocumento"),
    ],
)
def test_a_wrong_value_names_its_element(path: str, text: str, named: str) -> None:
    assert named in refusal(write(a_lawful_invoice()).put(path, text))


def test_a_date_with_a_zone_is_read_and_terms_count_days() -> None:
    sheet = write(a_lawful_invoice()).put(f"{DOCUMENT}/Data", "2026-10-01+02:00")
    pay = f"{BODY}/DatiPagamento/DettaglioPagamento"
    sheet.put(f"{pay}/DataScadenzaPagamento", "").add(
        f"{pay}/GiorniTerminiPagamento", "45", after="ModalitaPagamento"
    )
    found = only(sheet)
    assert found.date == ISSUED
    assert [day for day, _ in found.due] == [ISSUED + dt.timedelta(days=45)]


def test_nobodys_address_and_fillers_of_parties_abroad_are_left_out() -> None:
    found = only(write(a_lawful_invoice()).put(f"{SEND}/CodiceDestinatario", "0000000"))
    assert "sdi_code" not in found.client.typed
    foreign = write(a_lawful_invoice())
    buyer = "FatturaElettronicaHeader/CessionarioCommittente"
    foreign.put(f"{buyer}/DatiAnagrafici/IdFiscaleIVA/IdPaese", "DE")
    foreign.put(f"{buyer}/Sede/CAP", "00000")
    assert "zip" not in only(foreign).client.typed


LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "1">' for n in range(10)
)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">',
        f"<!DOCTYPE x [{LAUGHS}]>",
    ],
    ids=["file", "network", "laughs"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_unread(doctype: str, encoding: str) -> None:
    text = write(a_lawful_invoice()).data.decode()
    text = text.replace("<p:Fattura", f"{doctype}<p:Fattura", 1).replace("utf-8", encoding, 1)
    with pytest.raises(InputError, match="document type"):
        read_old_invoices(text.encode(encoding), issuer=OURS)


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 99, b"<", b"<a>" * 100_000, b"MIME envelope \x30\x82"]
)
def test_what_is_no_xml_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="file"):
        read_old_invoices(data, issuer=OURS)


def test_a_receipt_of_sdi_is_no_invoice() -> None:
    with pytest.raises(NotAnInvoice, match="RicevutaConsegna"):
        read_old_invoices(b"<x:RicevutaConsegna xmlns:x='urn:x'/>", issuer=OURS)
