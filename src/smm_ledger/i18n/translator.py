"""Messages in the user's language: an object that is passed, never a global.

Catalogues are the `.mo` files beside the package, read by the standard library's gettext. English
is the source and needs none; a message without a translation is shown in English. Nothing here
may import at start-up more than gettext does.
"""

import gettext
import locale
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Final

from smm_ledger.core.errors import InputError, LedgerError
from smm_ledger.core.marks import N_, Marked
from smm_ledger.core.money import Money
from smm_ledger.core.text import safe
from smm_ledger.i18n.formatting import format_date, format_decimal, format_money

SOURCE_LANGUAGE: Final = "en"
DOMAIN: Final = "smm_ledger"
LOCALES: Final = Path(__file__).resolve().parents[1] / "locales"

_OWN_NAMES: Final = {"en": "English", "it": "Italiano"}


def _catalogue(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.mo"


def available_languages() -> tuple[str, ...]:
    """Return the codes of the languages that the program speaks, sorted."""
    found = {path.parts[-3] for path in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return tuple(sorted(found | {SOURCE_LANGUAGE}))


def own_name(language: str) -> str:
    """Return the name of a language in that language, or its code."""
    return _OWN_NAMES.get(language, language)


def check_language(value: str, *, field: str = "language") -> str:
    """Return the code of a language that the program speaks.

    Raises:
        InputError: It speaks no such language.
    """
    code = value.strip().lower()
    if code not in available_languages():
        raise InputError(
            field,
            N_("“{value}” is no language of this program"),
            hint=N_("use one of {languages}"),
            value=value,
            languages=", ".join(available_languages()),
        )
    return code


def system_language(environ: Mapping[str, str]) -> str:
    """Return the language of the system: the environment's, else the locale's, else English."""
    names = [environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = next(filter(None, names), "") or _locale_name()
    code = name[:2].lower()  # it_IT.UTF-8 here, Italian_Italy on Windows
    return code if code in available_languages() else SOURCE_LANGUAGE


def _locale_name() -> str:
    try:
        return locale.getlocale()[0] or ""
    except ValueError:  # Windows knows names that Python does not
        return ""


class Translator:
    """Translates the messages of one language, and formats data into them.

    Attributes:
        language: `en`, `it`, or the name of another folder of `locales/`.
    """

    def __init__(self, language: str = SOURCE_LANGUAGE) -> None:
        self.language = language
        self._catalogue = gettext.NullTranslations()
        path = _catalogue(language)
        if language != SOURCE_LANGUAGE and path.is_file():
            with path.open("rb") as file:
                self._catalogue = gettext.GNUTranslations(file)

    def __call__(self, message: str, /, **data: object) -> str:
        """Translate, as `gettext` does: `t("Save")`."""
        return self.gettext(message, **data)

    def gettext(self, message: str, /, **data: object) -> str:
        """Return the message in the language, with `data` in its places.

        Amounts, dates and decimals among the data are written as the language writes them, and
        text is made safe for a terminal.
        """
        # The empty message is the catalogue's header.
        return self._fill(self._catalogue.gettext(message) if message else "", data)

    def ngettext(self, singular: str, plural: str, count: int, /, **data: object) -> str:
        """Return the form for `count` things; `{n}` in it is the count."""
        text = self._catalogue.ngettext(singular, plural, count)
        return self._fill(text, {"n": count, **data})

    def pgettext(self, context: str, message: str, /, **data: object) -> str:
        """Return the message as it reads in a context that tells it from its like."""
        return self._fill(self._catalogue.pgettext(context, message), data)

    def template(self, message: str, data: Mapping[str, object], /) -> str:
        """Return a message that is a template even without data, where `{{` stands for a brace."""
        text = self.gettext(message)
        return text.format(**{name: self.shown(value) for name, value in data.items()})

    def _fill(self, text: str, data: Mapping[str, object]) -> str:
        if not data:
            return text
        return text.format(**{name: self.shown(value) for name, value in data.items()})

    def shown(self, value: object) -> object:  # noqa: PLR0911 - a kind of value a line
        """Return a value as the language writes it; whole numbers and the like stay."""
        match value:
            case StrEnum():  # a state or a kind: translated where the catalogue knows the word
                return self.gettext(value.value)
            case Marked():
                return self.gettext(str(value))
            case tuple():
                return ", ".join(str(self.shown(one)) for one in value)
            case str():
                return safe(value)
            case Money():
                return format_money(value, self.language)
            case date():
                return format_date(value, self.language)
            case Decimal():
                return format_decimal(value, self.language)
            case _:
                return value


def translate_error(error: LedgerError, translator: Translator) -> tuple[str, str]:
    """Return an error's message (`subject: what is wrong`) and its hint, which may be empty."""
    reason, hint = translate_reason(error, translator)
    subject = safe(_subject(error.subject, translator))
    return (f"{subject}: {reason}" if subject and reason else subject or reason), hint


_LINE: Final = re.compile(r"line ([0-9]+)(?:: ([a-z_]+))?")
_FIELDS: Final = {
    "description": N_("description"),
    "quantity": N_("quantity"),
    "price": N_("price"),
    "discount": N_("discount"),
    "group": N_("group"),
    "hours": N_("hours"),
    "fee": N_("fee"),
    "vat": N_("VAT"),
}
"""Of a line; the other fields are called as they are typed, in every language."""


_PLACE: Final = re.compile(r"(.+: )?(row|entry|line) ([0-9]+)([:,] .+)?", re.DOTALL)
_PLACES: Final = {"row": N_("row {line}"), "entry": N_("entry {no}"), "line": N_("line {no}")}
"""Where something stands in a file; the file's name and a column's stay as they are."""


def _subject(subject: str, translator: Translator) -> str:
    if translator.language == SOURCE_LANGUAGE:
        return subject
    found = _LINE.fullmatch(subject)
    if found is None:
        place = _PLACE.fullmatch(subject)
        if place is None:
            return subject
        before, kind, no, column = place.groups(default="")
        return f"{before}{translator.gettext(_PLACES[kind], no=no, line=no)}{column}"
    line = translator.gettext(N_("line {no}"), no=found[1])
    field = found[2]
    return f"{line}: {translator.gettext(_FIELDS.get(field, field))}" if field else line


def translate_reason(error: LedgerError, translator: Translator) -> tuple[str, str]:
    """Return what is wrong without the subject, for a form that shows it beside the field."""
    return (
        translator.template(error.reason, error.data),
        translator.template(error.hint, error.data),
    )
