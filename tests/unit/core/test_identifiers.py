"""Numbers that name a party or an account: right ones compact, wrong ones refused by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.errors import InputError
from smm_ledger.core.identifiers import (
    check_bic,
    check_country,
    check_currency,
    check_email,
    check_iban,
    check_pec,
    check_province,
    check_sdi_code,
    check_tax_code,
    check_vat_id,
    check_zip,
    format_iban,
    vat_prefix,
)

IBAN = "IT60X0542811101000000123456"


@pytest.mark.parametrize(
    ("value", "compact"),
    [
        ("02581610249", "02581610249"),
        ("IT 02581610249", "02581610249"),
        ("it-025.816.102-49", "02581610249"),
        ("12345678903", "12345678903"),  # right check digit, no known office: accepted
        ("09876543217", "09876543217"),
        ("", ""),
    ],
)
def test_an_italian_vat_number_is_its_digits(value: str, compact: str) -> None:
    assert check_vat_id(value, "IT") == compact


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("02581610240", "check digits"),
        ("12345678901", "check digits"),
        ("0258161024", "10 characters"),
        ("025816102490", "12 characters"),
        ("0258161024A", "form"),
        ("00000000000", "form"),
        ("\u0660" * 11, "form"),
        ("0258161024\u00b2", "form"),
    ],
)
def test_a_wrong_italian_vat_number_is_refused(value: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        check_vat_id(value, "IT")
    assert caught.value.subject == "vat_id"


def test_one_wrong_digit_is_always_found() -> None:
    right = "02581610249"
    for at in range(7, 11):
        for digit in "0123456789":
            if digit != right[at]:
                with pytest.raises(InputError):
                    check_vat_id(right[:at] + digit + right[at + 1 :], "IT")


@pytest.mark.parametrize(
    ("country", "value", "compact"),
    [
        ("DE", "136 695 976", "DE136695976"),
        ("DE", "DE136695976", "DE136695976"),
        ("GR", "EL 094259216", "EL094259216"),
        ("GR", "GR094259216", "EL094259216"),
        ("FR", "FR 40 303 265 045", "FR40303265045"),
        ("NL", "004495445B01", "NL004495445B01"),
        ("AT", "ATU13585627", "ATU13585627"),
        ("BE", "BE 0403.019.261", "BE0403019261"),
        ("US", "12-3456789", "12-3456789"),
        ("CH", "CHE-100.155.212 MWST", "CHE-100.155.212 MWST"),
        ("DE", "", ""),
    ],
)
def test_a_foreign_vat_number(country: str, value: str, compact: str) -> None:
    assert check_vat_id(value, country) == compact


@pytest.mark.parametrize(
    ("country", "value"),
    [("DE", "136695978"), ("DE", "12"), ("FR", "IT02581610249"), ("US", "x" * 31)],
)
def test_a_wrong_foreign_vat_number_is_refused(country: str, value: str) -> None:
    with pytest.raises(InputError):
        check_vat_id(value, country)


@pytest.mark.parametrize(
    "code",
    [
        "RCCMNL83S18D969H",
        "CCCFBA75D03Z201F",  # born abroad
        "CCCFBA85D03LN19E",  # digits replaced by letters
        "CCCFBAU5DL3L219X",
        "CCCFBA8RDL3LNMVB",
        "02581610249",
    ],
)
def test_a_codice_fiscale(code: str) -> None:
    assert check_tax_code(code.lower(), "IT") == code


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("RCCMNL83S18D969A", "last letter"),
        ("RCCMNL83S18D969", "15 characters"),
        ("RCCMNL83S99D969H", "last letter|form"),
        ("1CCMNL83S18D969H", "form"),
        ("02581610240", "check digits"),
    ],
)
def test_a_wrong_codice_fiscale_is_refused(code: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        check_tax_code(code, "IT")


def test_elsewhere_a_tax_code_is_any_short_text() -> None:
    assert check_tax_code(" 99/123 ", "DE") == "99/123"


def test_an_iban_is_compact_and_printed_in_groups() -> None:
    assert check_iban("it60 x054 2811 1010 0000 0123 456") == IBAN
    assert format_iban(IBAN) == "IT60 X054 2811 1010 0000 0123 456"
    assert check_iban("DE89 3704 0044 0532 0130 00") == "DE89370400440532013000"
    assert check_iban("") == ""


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("IT60X0542811101000000123457", "iban: the check digits are wrong"),
        ("IT60Y0542811101000000123456", "check digits"),
        ("IT60X054281110100000012345", "26 characters"),
        ("ZZ60X0542811101000000123456", "check digits|form"),
        ("IT60", "4 characters"),
        ("DE", "form|check"),
        ("€", "form"),
    ],
)
def test_a_wrong_iban_is_refused(value: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        check_iban(value)


def test_country_and_currency() -> None:
    assert check_country(" it ") == "IT"
    assert check_currency("eur") == "EUR"
    for value in ("", "Italy", "XX", "UK", "I", "\u0131t"):
        with pytest.raises(InputError, match="country"):
            check_country(value)
    for value in ("", "EURO", "XXX", "€"):
        with pytest.raises(InputError, match="currency"):
            check_currency(value)
    assert (vat_prefix("GR"), vat_prefix("IT")) == ("EL", "IT")


def test_bic_and_sdi_code() -> None:
    assert check_bic("bcitITmm xxx") == "BCITITMMXXX"
    assert check_sdi_code("m5uxcr1") == "M5UXCR1"
    assert check_sdi_code("UFABCD") == "UFABCD"
    for value in ("BCITIT", "BCITZZMM", "12345678"):
        with pytest.raises(InputError, match="bic"):
            check_bic(value)
    for value in ("ABCDE", "ABCDEFGH", "ABC_EFG"):
        with pytest.raises(InputError, match="sdi_code"):
            check_sdi_code(value)


@pytest.mark.parametrize(
    "value",
    ["anna@example.it", "a.b+c@mail.example.co.uk", "o'neil@example.ie", "info@perché.it", ""],
)
def test_an_address_of_mail(value: str) -> None:
    assert check_email(f" {value} ") == value
    assert check_pec(value) == value


@pytest.mark.parametrize(
    "value",
    [
        *("anna", "anna@", "@example.it", "anna@example", "a b@example.it", "a@b..it", ".a@b.it"),
        *("a@b.it,c@d.it", "a@b.it\r\nBcc: x@y.z", "Anna <a@b.it>", "a@-b.it", "a..b@c.it"),
    ],
)
def test_what_is_no_single_address_is_refused(value: str) -> None:
    with pytest.raises(InputError, match="email"):
        check_email(value)


def test_province_and_zip() -> None:
    assert check_province("mi", "IT") == "MI"
    assert check_province("Bavaria", "DE") == "Bavaria"
    assert check_zip("20121", "IT") == "20121"
    assert check_zip("SW1A 1AA", "GB") == "SW1A 1AA"
    assert check_zip("", "IT") == check_province("", "IT") == ""
    for value in ("Milano", "M1", "M"):
        with pytest.raises(InputError, match="province"):
            check_province(value, "IT")
    for value in ("2012", "201211", "2012A"):
        with pytest.raises(InputError, match="zip"):
            check_zip(value, "IT")


@given(st.text(max_size=40), st.sampled_from(["IT", "DE", "GR", "FR", "NL", "ES", "IE", "US"]))
def test_any_text_is_taken_or_refused(value: str, country: str) -> None:
    for check in (check_vat_id, check_tax_code):
        try:
            number = check(value, country)
        except InputError:
            continue
        assert check(number, country) == number


@given(st.from_regex(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{0,30}", fullmatch=True))
def test_any_iban_is_taken_or_refused(value: str) -> None:
    try:
        found = check_iban(value)
    except InputError:
        return
    assert found == value
