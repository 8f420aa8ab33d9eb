"""What a person types, read at every key: amounts, quantities, dates, terms, clients.

Textual's own number input eats the comma, and its validators speak English. These keep the text as
it was typed, and let `i18n.parsing` read it strictly: the field beside them shows what was
understood, or why it was not. A value is never corrected silently.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final, Generic, TypeVar

from textual import events
from textual.suggester import Suggester
from textual.widgets import Input, TextArea

from smm_ledger.core.dates import Terms
from smm_ledger.core.errors import InputError
from smm_ledger.core.invoices import InstalmentPlan
from smm_ledger.core.lines import Discount
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money, exponent_of, number, to_minor
from smm_ledger.core.text import MARK, safe
from smm_ledger.i18n.formatting import (
    conventions_of,
    format_date,
    format_decimal,
    format_money,
    format_percent,
    format_unit_price,
)
from smm_ledger.i18n.parsing import (
    parse_amount,
    parse_date,
    parse_discount,
    parse_percent,
    parse_price,
    parse_quantity,
    parse_terms,
)
from smm_ledger.i18n.parsing_lines import parse_instalments
from smm_ledger.i18n.phrases import format_terms
from smm_ledger.tui.context import Context

T = TypeVar("T")
Ctx = Context[Any]

_AMBIGUOUS_DECIMALS: Final = 3


def visible(text: str, *, multiline: bool = False) -> str:
    """Return pasted or stored text without what a terminal could take for a command."""
    return safe(text, multiline=multiline).replace(MARK, "")


def figure_text(value: Decimal, language: str, *, decimals: int = 0) -> str:
    """Write a figure as it would be typed: no groups, and never with two readings."""
    plain = number(value)
    whole, _, fraction = plain.partition(".")
    fraction = fraction.ljust(decimals, "0")
    if len(fraction) == _AMBIGUOUS_DECIMALS:
        fraction += "0"
    return whole + (conventions_of(language).decimal + fraction if fraction else "")


def amount_text(minor: int | None, currency: str, language: str) -> str:
    """Write minor units as they would be typed; nothing for None."""
    if minor is None:
        return ""
    value = Money(minor, currency).decimal
    return figure_text(value, language, decimals=exponent_of(currency))


def date_text(day: dt.date | None, language: str) -> str:
    """Write a date as it would be typed; nothing for None."""
    if day is None:
        return ""
    return f"{day:%d/%m/%Y}" if language == "it" else f"{day:%Y-%m-%d}"


class TypedInput(Input, Generic[T]):
    """One line of text that means a value.

    Args:
        ctx: For the words, the language and the clock.
        field: The name under which a refusal speaks of it.
        value: What stands there at first.
        required: Whether it may stay empty.
    """

    BINDING_GROUP_TITLE = None

    def __init__(
        self,
        ctx: Ctx,
        field: str,
        *,
        value: str = "",
        required: bool = False,
        placeholder: str = "",
        suggester: Suggester | None = None,
    ) -> None:
        super().__init__(
            visible(value), visible(placeholder), compact=True, suggester=suggester, id=None
        )
        self.ctx = ctx
        self.field = field
        self.required = required
        self.initial = self.value

    def parse(self, text: str) -> T:
        """Return what the text means.

        Raises:
            InputError: Nothing that is wanted here, or two things.
        """
        raise NotImplementedError

    def show(self, value: T) -> str:
        """Return the value in the user's language."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        """What is typed, without blanks around."""
        return self.value.strip()

    @text.setter
    def text(self, text: str) -> None:
        self.value = visible(text)

    @property
    def touched(self) -> bool:
        """Whether something else stands there than at first."""
        return self.value != self.initial

    def read(self) -> T | None:
        """Return the value, None where nothing is typed.

        Raises:
            InputError: It cannot be read, or is needed and empty.
        """
        if self.text:
            return self.parse(self.text)
        if self.required:
            raise InputError(self.field, N_("it is empty"), hint=N_("give a value"))
        return None

    def need(self) -> T:
        """Return the value of a required input.

        Raises:
            InputError: It cannot be read, or is empty.
        """
        value = self.read()
        if value is None:
            raise InputError(self.field, N_("it is empty"), hint=N_("give a value"))
        return value

    @property
    def reading(self) -> str:
        """What was understood so far, in the user's language; empty while nothing was."""
        try:
            return self.show(self.parse(self.text)) if self.text else ""
        except InputError:
            return ""

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert what was typed or pasted, without control characters."""
        super().insert_text_at_cursor(visible(text))

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part by what was typed or pasted, without control characters."""
        super().replace(visible(text), start, end)


class TextInput(TypedInput[str]):
    """Plain text, perhaps with a check of its own (a VAT number, a postcode)."""

    def __init__(
        self,
        ctx: Ctx,
        field: str,
        *,
        value: str = "",
        required: bool = False,
        placeholder: str = "",
        check: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(ctx, field, value=value, required=required, placeholder=placeholder)
        self._check = check

    def parse(self, text: str) -> str:
        """Return the text after its check."""
        if self._check is not None:
            self._check(text)
        return text

    def show(self, value: str) -> str:
        """Return nothing: what stands there is what is meant."""
        return "" if value else value


class MoneyInput(TypedInput[Decimal]):
    """An amount in major units of one currency."""

    def __init__(
        self,
        ctx: Ctx,
        field: str,
        currency: str,
        *,
        value: str = "",
        required: bool = False,
        positive: bool = False,
    ) -> None:
        super().__init__(ctx, field, value=value, required=required)
        self.currency = currency
        self._positive = positive

    def parse(self, text: str) -> Decimal:
        """Return the amount."""
        return parse_amount(text, field=self.field, currency=self.currency, positive=self._positive)

    def show(self, value: Decimal) -> str:
        """Return the amount with its currency."""
        return format_money(Money.of(value, self.currency), self.ctx.words.language)

    def read_minor(self) -> int | None:
        """Return the amount in minor units."""
        value = self.read()
        return None if value is None else to_minor(value, self.currency)


class PriceInput(MoneyInput):
    """A unit price, which may have more decimals than the currency."""

    def parse(self, text: str) -> Decimal:
        """Return the price."""
        return parse_price(text, field=self.field, currency=self.currency)

    def show(self, value: Decimal) -> str:
        """Return the price with its currency."""
        return format_unit_price(value, self.currency, self.ctx.words.language)


class QuantityInput(TypedInput[Decimal]):
    """How many of something."""

    def parse(self, text: str) -> Decimal:
        """Return the quantity."""
        return parse_quantity(text, field=self.field)

    def show(self, value: Decimal) -> str:
        """Return the quantity."""
        return format_decimal(value, self.ctx.words.language)


class PercentInput(TypedInput[Decimal]):
    """Hundredths, with or without the sign."""

    def parse(self, text: str) -> Decimal:
        """Return the hundredths."""
        return parse_percent(text, field=self.field)

    def show(self, value: Decimal) -> str:
        """Return the percentage."""
        return format_percent(value, self.ctx.words.language)


class DiscountInput(TypedInput[Discount]):
    """What is taken off the whole: `5%`, or an amount."""

    def __init__(self, ctx: Ctx, field: str, currency: str, *, value: str = "") -> None:
        super().__init__(ctx, field, value=value)
        self.currency = currency

    def parse(self, text: str) -> Discount:
        """Return the discount."""
        return parse_discount(text, field=self.field, currency=self.currency)

    def show(self, value: Discount) -> str:
        """Return what is taken off."""
        language = self.ctx.words.language
        if value.percent is not None:
            return f"-{format_percent(value.percent, language)}"
        return f"-{format_money(Money(value.amount or 0, self.currency), language)}"


class DateInput(TypedInput[dt.date]):
    """A date in any of the forms that a person types quickly."""

    def parse(self, text: str) -> dt.date:
        """Return the date; `oggi`, `+30` and `fm` count from the clock's today."""
        today = self.ctx.clock.today()
        return parse_date(text, today=today, field=self.field, interactive=True)

    def show(self, value: dt.date) -> str:
        """Return the date with its month in words, so that no two can be taken for each other."""
        return format_date(value, self.ctx.words.language, "long")


_TERM_WORDS: Final = (
    ("d.f.f.m.", " eom"),
    ("dffm", " eom"),
    ("f.m.", "eom"),
    ("fm", "eom"),
    ("d.f.", ""),
    ("df", ""),
    ("gg", ""),
    ("+", " "),
)


def typed_terms(text: str, *, field: str = "terms") -> Terms:
    """Read terms as an Italian invoice writes them too: `30 gg d.f.f.m.`, `f.m. + 30 gg`.

    Raises:
        InputError: It is none of the three kinds.
    """
    plain = text.lower()
    for word, meaning in _TERM_WORDS:
        plain = plain.replace(word, meaning)
    try:
        return parse_terms(" ".join(plain.split()), field=field)
    except InputError as error:
        raise InputError(field, error.reason, hint=error.hint, value=text) from None


class TermsInput(TypedInput[Terms]):
    """Terms of payment, with the due date that they would give today."""

    def parse(self, text: str) -> Terms:
        """Return the terms."""
        return typed_terms(text, field=self.field)

    def show(self, value: Terms) -> str:
        """Return the terms and where they lead."""
        due = value.due(self.ctx.clock.today())
        day = format_date(due, self.ctx.words.language)
        return f"{format_terms(value, self.ctx.words)} {self.ctx.symbols.dot} {day}"


Due = dt.date | Terms | tuple[InstalmentPlan, ...]
"""When an invoice is to be paid: on a day, after some days, or in parts."""


class DueInput(TypedInput[Due]):
    """One field for the three ways to say when an invoice is due.

    Args:
        issued: The day from which terms count, as the form stands now.
    """

    def __init__(
        self, ctx: Ctx, field: str, *, issued: Callable[[], dt.date], value: str = ""
    ) -> None:
        super().__init__(ctx, field, value=value)
        self._issued = issued

    def parse(self, text: str) -> Due:
        """Return instalments if there is a share, a date if it looks like one, else terms."""
        today = self.ctx.clock.today()
        if "%" in text:
            return self._plan(text)
        if self._is_date(text):
            return parse_date(text, today=today, field=self.field, interactive=True)
        return typed_terms(text, field=self.field)

    @staticmethod
    def _is_date(text: str) -> bool:
        word = text.lower()
        plain = word.isalpha() and word != "eom"
        return plain or "/" in word or word.count("-") > 1 or word.startswith("+")

    def _plan(self, text: str) -> tuple[InstalmentPlan, ...]:
        parts = parse_instalments(text, today=self.ctx.clock.today(), field=self.field)
        return tuple(
            InstalmentPlan(percent=part.percent or Decimal(0), due_date=part.due_date)
            for part in parts
        )

    def show(self, value: Due) -> str:
        """Return the day, the terms with their day, or each share with its day."""
        language = self.ctx.words.language
        if isinstance(value, dt.date):
            return format_date(value, language, "long")
        if isinstance(value, Terms):
            day = format_date(value.due(self._issued()), language)
            return f"{format_terms(value, self.ctx.words)} {self.ctx.symbols.dot} {day}"
        shares = (
            f"{format_percent(part.percent, language)} {format_date(part.due_date, language)}"
            for part in value
        )
        return f" {self.ctx.symbols.dot} ".join(shares)


Named = tuple[str, str]
"""A client's code and name."""


class _ClientSuggester(Suggester):
    def __init__(self, find: Callable[[str], Sequence[Named]]) -> None:
        super().__init__(use_cache=False)
        self._find = find

    async def get_suggestion(self, value: str) -> str | None:
        """Return the first code or name that begins with what is typed."""
        for code, name in self._find(value):
            for known in (visible(name), code):
                if known.casefold().startswith(value):
                    return known
        return None


class ClientInput(TypedInput[str]):
    """A client by code or name; means the code.

    Args:
        find: Returns code and name of the first clients that hold the words.
    """

    def __init__(
        self,
        ctx: Ctx,
        field: str = "client",
        *,
        find: Callable[[str], Sequence[Named]],
        value: str = "",
    ) -> None:
        super().__init__(ctx, field, value=value, required=True, suggester=_ClientSuggester(find))
        self._find = find
        self._names: dict[str, str] = {}

    def parse(self, text: str) -> str:
        """Return the code of the one client that is meant."""
        wanted = text.casefold()
        found = self._find(text)
        self._names = dict(found)
        for code, name in found:
            if wanted in {code, visible(name).casefold()}:
                return code
        begun = [code for code, name in found if _begins(wanted, code, name)] or [
            code for code, _ in found
        ]
        if len(begun) == 1:
            return begun[0]
        if not begun:
            raise InputError(
                self.field, N_("no client is called “{value}”"), value=text, hint=N_("add it first")
            )
        raise InputError(
            self.field,
            N_("several are meant: {names}"),
            hint=N_("type more of the name"),
            names=", ".join(begun[:5]),
        )

    def show(self, value: str) -> str:
        """Return the name."""
        return self._names.get(value, value)


def _begins(wanted: str, code: str, name: str) -> bool:
    return code.startswith(wanted) or name.casefold().startswith(wanted)


class NoteInput(TextArea):
    """A few lines of text; tab goes on to the next field."""

    BINDING_GROUP_TITLE = None
    DEFAULT_CSS = """
    NoteInput { height: 3; &:focus { height: 5; } }
    """

    def __init__(self, field: str, *, value: str = "") -> None:
        super().__init__(visible(value, multiline=True), compact=True, highlight_cursor_line=False)
        self.field = field
        self.initial = self.text
        self.reading = ""

    @property
    def touched(self) -> bool:
        """Whether something else stands there than at first."""
        return self.text != self.initial

    def read(self) -> str | None:
        """Return the text, None where there is none."""
        return self.text.strip() or None

    async def _on_paste(self, event: events.Paste) -> None:
        """Take control characters out before Textual's own handler inserts the text."""
        event.text = visible(event.text, multiline=True)
