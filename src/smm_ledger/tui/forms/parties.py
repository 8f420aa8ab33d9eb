"""The fields that client and issuer share: titles, choices, and their checks while typing.

The checks are the services' own readers, so that a form refuses what they would refuse.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.logos import logo_name
from smm_ledger.core.marks import N_
from smm_ledger.services.fields import Read
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.widgets.amounts import figure_text
from smm_ledger.tui.widgets.choices import ChoiceInput, Option
from smm_ledger.tui.widgets.days import TermsInput
from smm_ledger.tui.widgets.fields import Control
from smm_ledger.tui.widgets.inputs import NoteInput, TextInput

AS_USUAL: Final = ("", N_("as usual"))
YES_NO: Final = (("yes", N_("yes")), ("no", N_("no")))
LANGUAGES: Final = (("it", N_("Italian")), ("en", N_("English")))


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a party.

    Attributes:
        name: The services' name of it.
        title: English title.
        options: What there is to choose from, English words; none for typed text.
        multiline: Whether it takes several lines.
    """

    name: str
    title: str
    options: Sequence[Option] = ()
    multiline: bool = False
    required: bool = False


CONTACT: Final = (
    Entry("address", N_("Address")),
    Entry("zip", N_("Postcode")),
    Entry("city", N_("City")),
    Entry("province", N_("Province")),
    Entry("email", N_("E-mail")),
    Entry("phone", N_("Phone")),
    Entry("pec", N_("PEC")),
)


def stored_text(thing: object, name: str, language: str) -> str:
    """Return a stored value as it would be typed."""
    value = getattr(thing, name)
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case StrEnum():
            return value.value
        case Decimal():
            return figure_text(value, language)
        case str() if name == "logo":
            return logo_name(value)
        case _:
            return str(value)


def control_of(
    entry: Entry,
    ctx: Context[Ledger],
    *,
    value: str,
    check: Callable[[str], object],
) -> Control:
    """Return the input of an entry, with the value that stands there at first."""
    if entry.options:
        known = [option for option in entry.options if option[0] or not value]
        options = [(key, ctx.say(word)) for key, word in known]
        return ChoiceInput(entry.name, options, ctx.symbols, value=value)
    if entry.multiline:
        return NoteInput(entry.name, value=value)
    if entry.name == "terms":
        return TermsInput(ctx, entry.name, value=value)
    return TextInput(ctx, entry.name, value=value, required=entry.required, check=check)


def typed_text(control: Control) -> str:
    """Return what a service takes for a field: terms in their one form, else the text."""
    if isinstance(control, TermsInput):
        terms = control.read()
        return "" if terms is None else str(terms)
    return control.text.strip()


def checker(
    readers: Mapping[str, Read], name: str, country: Callable[[], str]
) -> Callable[[str], object]:
    """Return the check of a field; what depends on a country that is itself wrong passes."""

    def check(text: str) -> object:
        return readers[name](name, text, country())

    return check


def known_country(typed: str, otherwise: str) -> str:
    """Return the typed country where it is one."""
    from smm_ledger.core.identifiers import check_country

    try:
        return check_country(typed) or otherwise
    except InputError:
        return otherwise
