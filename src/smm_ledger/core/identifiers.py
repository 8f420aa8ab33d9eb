"""The numbers that name a party or an account: each is checked, and kept in one compact form.

The only door to python-stdnum, which is imported when the first number is checked and never
asked for anything that needs the network. Every function returns an empty text unchanged (the
field is optional; who needs it says so elsewhere) and refuses with the field and the reason.
"""

import re
from typing import Final

from smm_ledger.core.countries import COUNTRIES, EU_MEMBERS
from smm_ledger.core.currencies import EXPONENTS
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.text import NAME_MAX, clean

FOREIGN_ID_MAX: Final = 30
ZIP_MAX: Final = 16
PROVINCE_MAX: Final = 60
EMAIL_MAX: Final = 254
PEC_MIN: Final = 7
PEC_MAX: Final = 256
ITALIAN_IBAN_LENGTH: Final = 27
COMPANY_CODE_LENGTH: Final = 11

FUND_CODES: Final = frozenset(f"TC{number:02}" for number in range(1, 22))
"""TipoCassa of FatturaPA for the professional funds; TC22, the last one, is INPS and no fund."""

_SEPARATORS: Final = re.compile(r"[\s\-./]+")
_ALNUM: Final = re.compile(r"[A-Z0-9]+")
_PARTITA_IVA: Final = re.compile(r"[0-9]{11}")
_ITALIAN_ZIP: Final = re.compile(r"[0-9]{5}")
_ITALIAN_PROVINCE: Final = re.compile(r"[A-Z]{2}")
_SDI_CODE: Final = re.compile(r"[A-Z0-9]{6,7}")
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9_%+'\-&=!#$*/?^{|}~]+(?:\.[A-Za-z0-9_%+'\-&=!#$*/?^{|}~]+)*"
    r"@(?:[^\W_](?:[\w\-]{0,61}[^\W_])?\.)+[^\W\d_](?:[\w\-]{0,61}[^\W_])",
)
_WRONG_CHECK: Final = N_("the check digits are wrong")
_WRONG_FORM: Final = N_("“{value}” does not have the form of one")
_LOOK_AGAIN: Final = N_("compare it with the original, digit by digit")


def _compact(value: str, field: str) -> str:
    """Upper case without separators, ASCII letters and digits only."""
    text = _SEPARATORS.sub("", clean(value, field=field))
    if text and not _ALNUM.fullmatch(_upper(text)):
        raise _form(field, value)
    return _upper(text)


def _upper(text: str) -> str:
    """Upper case of ASCII letters only: of others it would make ASCII ones (ß, dotless i)."""
    return text.upper() if text.isascii() else text


def _form(field: str, value: str, hint: str = _LOOK_AGAIN) -> InputError:
    return InputError(field, _WRONG_FORM, hint=hint, value=value.strip())


def _check(field: str) -> InputError:
    return InputError(field, _WRONG_CHECK, hint=_LOOK_AGAIN)


def check_country(value: str, *, field: str = "country") -> str:
    """Return the ISO 3166-1 alpha-2 code in upper case; empty is refused.

    Raises:
        InputError: No such country.
    """
    code = _upper(clean(value, field=field))
    if code not in COUNTRIES:
        raise InputError(
            field,
            N_("“{value}” is no country code of ISO 3166"),
            hint=N_("use two letters such as IT"),
            value=value,
        )
    return code


def check_currency(value: str, *, field: str = "currency") -> str:
    """Return the ISO 4217 code in upper case; empty is refused.

    Raises:
        InputError: No such currency.
    """
    code = _upper(clean(value, field=field))
    if code not in EXPONENTS:
        raise InputError(
            field,
            N_("“{value}” is no currency code of ISO 4217"),
            hint=N_("use three letters such as EUR"),
            value=value,
        )
    return code


def vat_prefix(country: str) -> str:
    """Return the letters that VAT numbers of a country begin with (Greece writes EL)."""
    return "EL" if country == "GR" else country


def check_vat_id(value: str, country: str, *, field: str = "vat_id") -> str:
    """Return a VAT number in its compact form.

    Italy: the 11 digits alone, without `IT`. Their check digit decides: python-stdnum's further
    list of tax offices (digits 8 to 10) is an observation, no law, and refuses numbers in use.
    Other states of the EU: with the country's letters, form and check digit by python-stdnum.
    Elsewhere: what was typed, up to 30 characters.

    Raises:
        InputError: Wrong form, wrong check digit, or too long.
    """
    if country == "IT":
        return _partita_iva(_compact(value, field).removeprefix("IT"), field)
    if country in EU_MEMBERS:
        return _eu_vat_id(_compact(value, field), country, field)
    return clean(value, field=field, max_length=FOREIGN_ID_MAX)


def _partita_iva(number: str, field: str) -> str:
    from stdnum import luhn

    if not number:
        return ""
    if len(number) != COMPANY_CODE_LENGTH:
        raise _length(field, len(number), COMPANY_CODE_LENGTH)
    if not _PARTITA_IVA.fullmatch(number) or number.startswith("0000000"):
        raise _form(field, number)
    if not luhn.is_valid(number):
        raise _check(field)
    return number


def _length(field: str, length: int, expected: int) -> InputError:
    return InputError(
        field,
        N_("it has {length} characters, it must have {expected}"),
        hint=_LOOK_AGAIN,
        length=length,
        expected=expected,
    )


def _eu_vat_id(number: str, country: str, field: str) -> str:
    from stdnum.eu import vat
    from stdnum.exceptions import InvalidChecksum, ValidationError

    if not number:
        return ""
    prefix = vat_prefix(country)
    for written in {prefix, country}:
        number = number.removeprefix(written)
    try:
        return str(vat.validate(prefix + number))
    except InvalidChecksum:
        raise _check(field) from None
    except ValidationError:
        raise _form(field, prefix + number) from None


def check_tax_code(value: str, country: str, *, field: str = "tax_code") -> str:
    """Return a tax code in its compact form.

    Italy: 16 characters for a person (also where digits were replaced by letters because two
    people would share one), 11 digits for an organisation. Elsewhere: up to 30 characters.

    Raises:
        InputError: Wrong length, form, check character, or a date of birth that does not exist.
    """
    if country != "IT":
        return clean(value, field=field, max_length=FOREIGN_ID_MAX)
    code = _compact(value, field)
    if len(code) == COMPANY_CODE_LENGTH:
        return _partita_iva(code, field)
    return _codice_fiscale(code, field)


def _codice_fiscale(code: str, field: str) -> str:
    from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError
    from stdnum.it import codicefiscale

    if not code:
        return ""
    try:
        return str(codicefiscale.validate(code))
    except InvalidLength:
        raise InputError(
            field,
            N_("it has {length} characters, it must have 16 (a person) or 11 (an organisation)"),
            hint=_LOOK_AGAIN,
            length=len(code),
        ) from None
    except InvalidChecksum:
        raise InputError(field, N_("its last letter does not fit"), hint=_LOOK_AGAIN) from None
    except ValidationError:
        raise _form(field, code) from None


def check_iban(value: str, *, field: str = "iban") -> str:
    """Return an IBAN without blanks, in upper case.

    Raises:
        InputError: Unknown country, wrong length or form, wrong check digits.
    """
    from stdnum import iban
    from stdnum.exceptions import InvalidChecksum, ValidationError

    number = _compact(value, field)
    if not number:
        return ""
    if number.startswith("IT") and len(number) != ITALIAN_IBAN_LENGTH:
        raise _length(field, len(number), ITALIAN_IBAN_LENGTH)
    try:
        return str(iban.validate(number))
    except InvalidChecksum:
        raise _check(field) from None
    except ValidationError:
        raise _form(field, number) from None


def format_iban(iban: str) -> str:
    """Return an IBAN in groups of four, as it is printed."""
    return " ".join(iban[i : i + 4] for i in range(0, len(iban), 4))


def check_bic(value: str, *, field: str = "bic") -> str:
    """Return a BIC (ISO 9362), 8 or 11 characters in upper case.

    Raises:
        InputError: Wrong form or country.
    """
    from stdnum import bic
    from stdnum.exceptions import ValidationError

    code = _compact(value, field)
    if not code:
        return ""
    try:
        return str(bic.validate(code))
    except ValidationError:
        raise _form(field, code, N_("a BIC has 8 or 11 characters, as in BCITITMM")) from None


def check_sdi_code(value: str, *, field: str = "sdi_code") -> str:
    """Return a recipient's code of the Italian e-invoice: 7 characters, 6 for a public body.

    Raises:
        InputError: Another length, or other characters than letters and digits.
    """
    code = _compact(value, field)
    if code and not _SDI_CODE.fullmatch(code):
        raise _form(field, code, N_("it has 7 letters or digits (6 for a public body)"))
    return code


def check_email(value: str, *, field: str = "email") -> str:
    """Return an e-mail address; one address, without a display name.

    Raises:
        InputError: It cannot be one.
    """
    address = clean(value, field=field, max_length=EMAIL_MAX)
    if address and not _EMAIL.fullmatch(address):
        raise _form(field, address, N_("type one address, as in anna@example.it"))
    return address


def check_pec(value: str, *, field: str = "pec") -> str:
    """Return a certified e-mail address, as long as FatturaPA lets it be (7 to 256).

    Raises:
        InputError: It cannot be one.
    """
    address = check_email(value, field=field)
    if address and not PEC_MIN <= len(address) <= PEC_MAX:
        raise _form(field, address)
    return address


def check_province(value: str, country: str, *, field: str = "province") -> str:
    """Return a province: two letters in Italy, any short text elsewhere.

    Raises:
        InputError: An Italian one that is not two letters.
    """
    text = clean(value, field=field, max_length=PROVINCE_MAX)
    if country != "IT" or not text:
        return text
    if not _ITALIAN_PROVINCE.fullmatch(_upper(text)):
        raise _form(field, text, N_("use its two letters, as in MI"))
    return text.upper()


def check_zip(value: str, country: str, *, field: str = "zip") -> str:
    """Return a postal code: five digits in Italy, up to 16 characters elsewhere.

    Raises:
        InputError: Another form.
    """
    text = clean(value, field=field, max_length=NAME_MAX if country == "IT" else ZIP_MAX)
    if country == "IT" and text and not _ITALIAN_ZIP.fullmatch(text):
        raise _form(field, text, N_("it has five digits, as in 20121"))
    return text
