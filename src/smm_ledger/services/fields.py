"""Typed text to checked values: the one entrance of the fields of issuer, client and service.

Forms, options and CSV columns all hand over text by the field's name; each name has one reader
here. A wrong value is refused with its field's name, and a name that does not exist too.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from smm_ledger.core import identifiers as ids
from smm_ledger.core.catalogue import Service
from smm_ledger.core.dates import terms_from
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.numbering import check_pattern
from smm_ledger.core.parties import Client, ClientKind, Contribution, Issuer
from smm_ledger.core.regimes import regime_of
from smm_ledger.core.text import DESCRIPTION_MAX, NAME_MAX, NOTE_MAX, clean, clean_code
from smm_ledger.i18n.parsing import (
    parse_amount,
    parse_bool,
    parse_month_day,
    parse_percent,
    parse_quantity,
)
from smm_ledger.services.logos import read_logo

Read = Callable[[str, str, str], object]
"""Takes field name, typed text, and the party's country; returns the checked value."""

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T", Client, Issuer, Service)

LANGUAGES = ("it", "en")
STYLES = ("classic", "minimal", "bold")
PAPERS = ("A4", "Letter")


def _text(length: int, *, required: bool = False, multiline: bool = False) -> Read:
    def read(field: str, text: str, _country: str) -> str:
        return clean(text, field=field, max_length=length, required=required, multiline=multiline)

    return read


def _choice(options: tuple[str, ...]) -> Read:
    def read(field: str, text: str, _country: str) -> str:
        return choice(text, options, field=field)

    return read


def choice(text: str, options: tuple[str, ...], *, field: str) -> str:
    """Return the option that `text` names.

    Raises:
        InputError: It names none of them.
    """
    wanted = clean(text, field=field, max_length=NAME_MAX).casefold()
    for option in options:
        if option.casefold() == wanted:
            return option
    raise InputError(
        field,
        N_("“{value}” is not one of: {options}"),
        hint=N_("use one of those"),
        value=text,
        options=", ".join(options),
    )


def member(kind: type[E], text: str, *, field: str) -> E:
    """Return the member of an enumeration that `text` names; InputError as `choice`."""
    return kind(choice(text, tuple(str(item) for item in kind), field=field))


def _contribution(field: str, text: str, _country: str) -> Contribution:
    parts = clean(text, field=field, max_length=NAME_MAX).split(":")
    match [parts[0].lower(), *parts[1:]]:
        case ["none" | ""]:
            return Contribution()
        case ["inps", percent]:
            return Contribution(
                kind="inps", code="TC22", percent=parse_percent(percent, field=field)
            )
        case ["fund", code, percent] if code.upper() in ids.FUND_CODES:
            value = parse_percent(percent, field=field)
            return Contribution(kind="fund", code=code.upper(), percent=value)
        case _:
            raise InputError(
                field,
                N_("“{value}” is no contribution"),
                hint=N_("type none, inps:4 or fund:TC01:4"),
                value=text,
            )


def _regime(field: str, text: str, _country: str) -> str:
    return regime_of(clean(text, field=field, max_length=NAME_MAX)).code


def _accent(field: str, text: str, _country: str) -> str:
    value = clean(text, field=field, max_length=7).lower()
    if len(value) != 7 or value[0] != "#" or set(value[1:]) - set("0123456789abcdef"):  # noqa: PLR2004
        raise InputError(
            field, N_("“{value}” is no colour"), hint=N_("type it as #1f4e79"), value=text
        )
    return value


def _pattern(field: str, text: str, _country: str) -> str:
    return check_pattern(clean(text, field=field, max_length=NAME_MAX), field=field)


def _optional_bool(field: str, text: str, _country: str) -> bool | None:
    return parse_bool(text, field=field) if text.strip() else None


def _bool(field: str, text: str, _country: str) -> bool:
    return parse_bool(text, field=field)


def _percent(field: str, text: str, _country: str) -> Decimal:
    return parse_percent(text, field=field)


_PARTY: dict[str, Read] = {
    "name": _text(NAME_MAX, required=True),
    "vat_id": lambda f, t, c: ids.check_vat_id(t, c, field=f),
    "tax_code": lambda f, t, c: ids.check_tax_code(t, c, field=f),
    "country": lambda f, t, _: ids.check_country(t, field=f),
    "address": _text(NAME_MAX),
    "city": _text(NAME_MAX),
    "zip": lambda f, t, c: ids.check_zip(t, c, field=f),
    "province": lambda f, t, c: ids.check_province(t, c, field=f),
    "email": lambda f, t, _: ids.check_email(t, field=f),
    "phone": _text(50),
    "pec": lambda f, t, _: ids.check_pec(t, field=f),
    "language": _choice(LANGUAGES),
    "currency": lambda f, t, _: ids.check_currency(t, field=f),
    "terms": lambda f, t, _: terms_from(t, field=f),
}

CLIENT_FIELDS: Mapping[str, Read] = _PARTY | {
    "code": lambda f, t, _: clean_code(t, field=f),
    "kind": lambda f, t, _: member(ClientKind, t, field=f),
    "business": _optional_bool,
    "withholding": _bool,
    "sdi_code": lambda f, t, _: ids.check_sdi_code(t, field=f),
    "notes": _text(NOTE_MAX, multiline=True),
}
"""What `client add` and `client edit` take, by name."""

ISSUER_FIELDS: Mapping[str, Read] = _PARTY | {
    "regime": _regime,
    "iban": lambda f, t, _: ids.check_iban(t, field=f),
    "bic": lambda f, t, _: ids.check_bic(t, field=f),
    "bank": _text(NAME_MAX),
    "logo": read_logo,
    "contribution": _contribution,
    "withholding_percent": _percent,
    "withholding_base_percent": _percent,
    "stamp_recharge": _bool,
    "quote_pattern": _pattern,
    "invoice_pattern": _pattern,
    "credit_pattern": _pattern,
    "proforma_pattern": _pattern,
    "style": _choice(STYLES),
    "accent": _accent,
    "paper": _choice(PAPERS),
    "patron_saint": lambda f, t, _: parse_month_day(t, field=f),
}
"""What `init` and `issuer set` take, by name."""


def _price(field: str, text: str, _country: str) -> Decimal | None:
    return parse_amount(text, field=field, max_decimals=8) if text.strip() else None


def _number(field: str, text: str, _country: str) -> Decimal | None:
    return parse_quantity(text, field=field) if text.strip() else None


SERVICE_FIELDS: Mapping[str, Read] = {
    "code": lambda f, t, _: clean_code(t, field=f),
    "description": _text(DESCRIPTION_MAX, required=True),
    "price": _price,
    "unit": _text(50),
    "hours": _number,
    "floor": _price,
    "included": _text(NOTE_MAX, multiline=True),
    "excluded": _text(NOTE_MAX, multiline=True),
    "included_units": _number,
}
"""What `service add` and `service edit` take, by name."""


def read_fields(
    readers: Mapping[str, Read], typed: Mapping[str, str], *, country: str
) -> dict[str, object]:
    """Return the checked values of the typed fields.

    Args:
        readers: One of the tables above.
        typed: Field name to text.
        country: The party's country before the change; a typed `country` counts first, since
            VAT numbers and postcodes are checked by it.

    Raises:
        InputError: A name that the table lacks, or a value that its reader refuses.
    """
    unknown = next((name for name in typed if name not in readers), None)
    if unknown is not None:
        raise InputError(
            unknown,
            N_("there is no such field"),
            hint=N_("the fields are: {fields}"),
            fields=", ".join(readers),
        )
    if "country" in typed and "country" in readers:
        country = ids.check_country(typed["country"])
    return {name: readers[name](name, text, country) for name, text in typed.items()}


def changed(thing: T, values: Mapping[str, object]) -> T:
    """Return `thing` with the values in place."""
    return replace(thing, **values)  # type: ignore[arg-type]  # names come from the tables above
