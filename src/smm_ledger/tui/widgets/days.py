"""Dates, terms and instalments as a person types them, with where they lead."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from smm_ledger.core.dates import Terms
from smm_ledger.core.errors import InputError
from smm_ledger.core.invoices import InstalmentPlan
from smm_ledger.i18n.formatting import format_date, format_percent
from smm_ledger.i18n.parsing import parse_terms
from smm_ledger.i18n.parsing_dates import parse_date
from smm_ledger.i18n.parsing_lines import parse_instalments
from smm_ledger.i18n.phrases import format_terms
from smm_ledger.tui.widgets.inputs import Ctx, TypedInput


def date_text(day: dt.date | None, language: str) -> str:
    """Write a date as it would be typed; nothing for None."""
    if day is None:
        return ""
    return f"{day:%d/%m/%Y}" if language == "it" else f"{day:%Y-%m-%d}"


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
