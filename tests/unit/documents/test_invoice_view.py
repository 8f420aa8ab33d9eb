"""An invoice's page: totals of each regime, the texts of each kind, how to pay."""

from dataclasses import asdict, replace
from decimal import Decimal

import pytest

from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.lines import Discount
from smm_ledger.core.states import InvoiceState
from smm_ledger.documents.invoice_view import build_invoice, kind_of
from smm_ledger.documents.notes import invoice_notes
from smm_ledger.documents.views import BrandView, InvoiceView
from smm_ledger.i18n import Translator
from tests.support.papers import (
    ABROAD,
    CLIENT,
    ISSUER,
    ORDINARY,
    PRIVATE,
    THREE_PARTS,
    invoice_of,
    service,
)

TAXED = service("Consulenza", vat_rate=Decimal(22), vat_nature="", unit_price=Decimal(1000))
ONE_TAXED = replace(TAXED, quantity=Decimal(1), unit="")


def _view(invoice: Invoice, language: str = "en") -> InvoiceView:
    return build_invoice(
        invoice,
        t=Translator(language),
        brand=BrandView(),
        notes=invoice_notes(invoice, language),
    )


def _rows(view: InvoiceView) -> list[tuple[str, str]]:
    return [(row.label, row.value) for row in view.totals]


def test_nothing_private_is_in_any_field() -> None:
    assert PRIVATE not in repr(asdict(_view(invoice_of())))


def test_what_the_issuer_wrote_for_the_client_is_printed() -> None:
    written = "Rif. ordine 4711, CIG Z1234567\n\nGrazie per la fiducia"
    lines = ("Rif. ordine 4711, CIG Z1234567", "Grazie per la fiducia")
    for kind in (kind for kind in InvoiceKind if kind is not InvoiceKind.IMPORTED):
        assert _view(invoice_of(kind=kind, note=written)).message == lines
    assert _view(invoice_of()).message == ()


@pytest.mark.parametrize(
    ("country", "number", "printed"),
    [("IT", "02345678901", "IT02345678901"), ("GR", "094259216", "EL094259216")],
)
def test_abroad_a_vat_number_has_the_letters_of_its_country(
    country: str, number: str, printed: str
) -> None:
    issuer = replace(ISSUER, country=country, vat_id=number, tax_code="")
    view = _view(invoice_of(issuer=issuer, client=ABROAD))
    assert view.issuer.identifiers == (f"VAT no. {printed}",)
    assert view.foot[2] == f"VAT no. {printed}"
    assert view.client.identifiers == ("VAT no. IE6388047V",)
    home = replace(CLIENT, country=country)
    assert _view(invoice_of(issuer=issuer, client=home)).issuer.identifiers == (
        f"VAT no. {number}",
    )


def test_outside_the_union_a_number_stays_as_it_is() -> None:
    client = replace(ABROAD, country="CH", vat_id="CHE-123.456.788 MWST")
    view = _view(invoice_of(client=client))
    assert view.client.identifiers == ("VAT no. CHE-123.456.788 MWST",)


def test_an_ordinary_invoice_from_the_net_to_what_is_paid() -> None:
    view = _view(invoice_of((ONE_TAXED,), rules=ORDINARY))
    assert _rows(view) == [
        ("Net", "€1,000.00"),
        ("INPS contribution 4%", "€40.00"),
        ("VAT 22%", "€228.80"),
        ("Total", "€1,268.80"),
        ("Withholding tax 20%", "−€208.00"),
        ("To be paid", "€1,060.80"),
    ]
    assert [row.kind for row in view.totals][3:] == ["grand", "minus", "payable"]


def test_a_flat_rate_invoice_has_no_empty_vat_row_but_the_texts_of_its_regime() -> None:
    view = _view(invoice_of())
    assert not any(label.startswith("VAT") for label, _ in _rows(view))
    assert ("Stamp duty", "€2.00") in _rows(view)
    assert any("190/2014" in note for note in view.notes)
    assert any("bollo" in note for note in view.notes)
    assert view.tax_summary is None
    assert view.lines.columns.tax == ""


def test_split_payment_is_taken_off_what_is_paid() -> None:
    rules = replace(ORDINARY, withholding_percent=Decimal(0), split_payment=True)
    view = _view(invoice_of((ONE_TAXED,), rules=rules))
    assert _rows(view)[-2:] == [
        ("VAT paid to the state by the client (split payment)", "−€228.80"),
        ("To be paid", "€1,040.00"),
    ]


def test_two_ways_of_taxing_are_summed_up_and_named_on_each_line() -> None:
    advanced = service("Marca anticipata", vat_nature="N1", unit_price=Decimal(16), on_behalf=True)
    view = _view(invoice_of((ONE_TAXED, advanced), rules=ORDINARY))
    assert view.tax_summary is not None
    assert view.tax_summary.rows == (
        ("22%", "€1,040.00", "€228.80"),
        ("N1", "€192.00", "–"),
    )
    assert [line.tax for line in view.lines.groups[0].lines] == ["22%", "N1"]


def test_a_discount_is_a_row_between_the_lines_and_the_net() -> None:
    view = _view(invoice_of(discount=Discount(percent=Decimal(10))))
    assert _rows(view)[:3] == [
        ("Sum of the lines", "€420.00"),
        ("Discount 10%", "−€42.00"),
        ("Net", "€378.00"),
    ]
    assert view.lines.groups[0].lines[0].amount == "€420.00"


def test_deposits_deducted_stand_in_a_group_of_their_own() -> None:
    less = service(
        "Less deposit, invoice 2026-003 of 1 Oct 2026",
        quantity=Decimal(1),
        unit_price=Decimal(-100),
        deduction=True,
    )
    groups = _view(invoice_of((service(), less))).lines.groups
    assert [group.title for group in groups] == ["", "Already invoiced"]
    assert groups[1].lines[0].amount == "−€100.00"


def test_several_instalments_have_a_table_and_one_only_a_date() -> None:
    several = _view(invoice_of(plan=THREE_PARTS))
    assert several.instalments is None  # the box holds them
    assert several.payment is not None
    assert [row[1:] for row in several.payment.parts] == [
        ("30 November 2026", "€131.64"),
        ("31 December 2026", "€175.52"),
        ("31 January 2027", "€131.64"),
    ]
    unpaid = _view(invoice_of(plan=THREE_PARTS, issuer=replace(ISSUER, iban=""))).instalments
    assert unpaid is not None
    assert unpaid.rows == several.payment.parts
    assert [fact.label for fact in several.facts] == ["Date", "First due date"]
    one = _view(invoice_of())
    assert one.instalments is None
    assert [fact.value for fact in one.facts] == ["4 November 2026", "4 December 2026"]


def test_the_payment_box_asks_for_what_is_payable() -> None:
    payment = _view(invoice_of((ONE_TAXED,), rules=ORDINARY)).payment
    assert payment is not None
    assert [fact.value for fact in payment.facts] == [
        "Giulia Ferri",
        "IT60 X054 2811 1010 0000 0123 456",
        "Banca di Prova",
        "Invoice 2026-014",
        "€1,060.80",
        "4 December 2026",
    ]
    assert payment.parts == ()
    assert payment.qr.startswith("data:image/svg+xml")


def test_of_several_instalments_the_code_asks_for_the_first() -> None:
    payment = _view(invoice_of(plan=THREE_PARTS)).payment
    assert payment is not None
    assert payment.qr_alt == "QR code of a bank transfer of €131.64"
    assert payment.qr_caption == "Scan to pay the first instalment"
    assert "Amount" not in [fact.label for fact in payment.facts]


def test_a_currency_without_a_code_keeps_the_bank_details() -> None:
    payment = _view(invoice_of(currency="USD")).payment
    assert payment is not None
    assert payment.qr == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": InvoiceKind.CREDIT_NOTE},
        {"state": InvoiceState.DRAFT, "number": ""},
        {"state": InvoiceState.VOID},
        {"issuer": replace(ISSUER, iban="")},
    ],
)
def test_what_is_not_to_be_paid_asks_for_nothing(changes: dict[str, object]) -> None:
    assert _view(invoice_of(**changes)).payment is None  # type: ignore[arg-type] # by name


@pytest.mark.parametrize(
    ("kind", "heading", "document"),
    [
        (InvoiceKind.INVOICE, "Invoice", "invoice"),
        (InvoiceKind.DEPOSIT, "Deposit invoice", "deposit"),
        (InvoiceKind.CREDIT_NOTE, "Credit note", "credit-note"),
        (InvoiceKind.PROFORMA, "Proforma", "proforma"),
    ],
)
def test_every_kind_has_its_name(kind: InvoiceKind, heading: str, document: str) -> None:
    invoice = invoice_of(kind=kind)
    assert _view(invoice).heading == heading
    assert kind_of(invoice) == document


def test_an_italian_paper_says_where_the_original_is() -> None:
    assert "Sistema di Interscambio" in _view(invoice_of()).notes[0]


def test_a_proforma_says_that_it_is_no_invoice() -> None:
    notes = _view(invoice_of(kind=InvoiceKind.PROFORMA)).notes
    assert "art. 21" in notes[0]
    assert not any("Interscambio" in note for note in notes)


def test_an_issuer_elsewhere_names_no_italian_law() -> None:
    rules = replace(ORDINARY, regime="no-vat")
    issuer = replace(ISSUER, country="IE", regime="no-vat")
    for kind in InvoiceKind:
        text = " ".join(_view(invoice_of(rules=rules, issuer=issuer, kind=kind)).notes)
        assert "Interscambio" not in text
        assert "633" not in text


def test_a_credit_note_names_the_invoice_it_credits() -> None:
    note = invoice_of(kind=InvoiceKind.CREDIT_NOTE, credits_invoice="2026-003")
    facts = {fact.label: fact.value for fact in _view(note).facts}
    assert facts["Invoice credited"] == "2026-003"
    assert "Due date" not in facts


def test_a_draft_and_a_void_one_say_so() -> None:
    draft = _view(invoice_of(state=InvoiceState.DRAFT, number="", issue_date=None, instalments=()))
    assert (draft.number, draft.banner) == ("draft", "Draft: not issued yet")
    assert [fact.label for fact in draft.facts] == ["Terms"]
    assert _view(invoice_of(state=InvoiceState.VOID)).banner == "Void"


def test_countries_are_named_only_to_a_client_abroad() -> None:
    abroad = _view(invoice_of(client=ABROAD))
    assert abroad.client.lines == ("1 Dame Street", "D02 Dublin", "Ireland")
    assert abroad.issuer.lines[-1] == "Italy"
    assert _view(invoice_of()).client.lines == ("Corso Buenos Aires 4", "20124 Milano MI")


def test_figures_and_dates_are_written_in_the_clients_language() -> None:
    view = _view(invoice_of((ONE_TAXED,), rules=ORDINARY), "it")
    assert "1.268,80\u00a0€" in [row.value for row in view.totals]
    assert view.facts[0].value == "4 novembre 2026"
    assert view.language == "it"


def test_a_tax_code_that_is_the_vat_number_is_not_said_twice() -> None:
    same = replace(ISSUER, tax_code="02345678901")
    assert len(_view(invoice_of(issuer=same)).issuer.identifiers) == 1
    assert len(_view(invoice_of()).issuer.identifiers) == 2
