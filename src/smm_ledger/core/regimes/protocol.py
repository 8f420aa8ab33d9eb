"""What a tax regime decides, and the small values in which it answers.

A regime is one small module that satisfies `Regime`; adding a country is adding one. It only
chooses: the arithmetic is `core.totals`, and nothing here computes an amount.
"""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from smm_ledger.core.dates import Terms
from smm_ledger.core.lines import Line
from smm_ledger.core.parties import Client, ClientKind, Issuer
from smm_ledger.core.totals import TaxRules, Totals


@dataclass(frozen=True, slots=True)
class LegalNote:
    """A text that the law wants on a document, in both languages.

    Attributes:
        italian: The law's own wording; for another state's regime, a translation.
        english: The same in English.
        national: Whether Italian law asks for it: then the Italian text is always printed.
    """

    italian: str
    english: str
    national: bool = True

    def texts(self, language: str) -> tuple[str, ...]:
        """Return what to print for a client who reads `language` (`it`, or else English)."""
        if language == "it":
            return (self.italian,)
        return (self.italian, self.english) if self.national else (self.english,)


@dataclass(frozen=True, slots=True)
class FieldWarning:
    """Something that a lawful paper or e-invoice needs, or that deserves a second look.

    Attributes:
        field: What it is about: `issuer.address`, `client.vat_id`, `line 3`, `terms`.
        template: English template, formatted with `data` after translation.
        data: Values for the template.
        needed: Whether the e-invoice can't be made without it; False: advice.
        cli: What mends it on the command line, for that alone; never translated.
    """

    field: str
    template: str
    data: Mapping[str, object] = dataclasses.field(default_factory=dict)
    needed: bool = False
    cli: str = ""

    def __str__(self) -> str:
        """Return the English text, for tests and the log file."""
        return f"{self.field}: {self.template.format(**self.data)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CashLimit:
    """How much money a regime lets in per calendar year; minor units of EUR.

    Attributes:
        since: First day on which the law had these figures.
        next_year: Above it, the regime ends with the year.
        at_once: Above it, the regime ends with the payment that passes it; None: no such
            figure.
    """

    since: dt.date
    next_year: int
    at_once: int | None


class Regime(Protocol):
    """A tax regime of issuers.

    Attributes:
        code: What the user types (`it-forfettario`).
        name: English name, translated where it is shown.
        fiscal_code: RegimeFiscale of FatturaPA (`RF19`), empty outside Italy.
    """

    @property
    def code(self) -> str:
        """What the user types."""

    @property
    def name(self) -> str:
        """English name, translated where it is shown."""

    @property
    def fiscal_code(self) -> str:
        """RegimeFiscale of FatturaPA, empty outside Italy."""

    def rules(self, issuer: Issuer, client: Client) -> TaxRules:
        """Choose how a document for `client` is taxed."""

    def line_vat(self, typed: str | None, rules: TaxRules) -> tuple[Decimal, str]:
        """Return rate and nature of a line.

        Args:
            typed: A rate (`22`), a nature (`N1`), or None for the standard of `rules`.
            rules: Of the document.

        Raises:
            InputError: Neither, or none that this regime may use.
        """

    def default_withholding(self, issuer: Issuer, kind: ClientKind, country: str) -> bool:
        """Tell whether a new client of that kind and country withholds tax."""

    def notes(
        self, issuer: Issuer, client: Client, totals: Totals, rules: TaxRules
    ) -> tuple[LegalNote, ...]:
        """Return the texts that an invoice or credit note must carry."""

    def quote_notes(
        self, issuer: Issuer, client: Client, totals: Totals, rules: TaxRules
    ) -> tuple[LegalNote, ...]:
        """Return the texts that make a quote's price clear."""

    def reference(self, nature: str) -> str:
        """Return the law of a nature (RiferimentoNormativo, Latin-1, at most 100 characters)."""

    def warnings(
        self,
        issuer: Issuer,
        client: Client,
        lines: Sequence[Line],
        totals: Totals,
        rules: TaxRules,
        *,
        terms: Terms | None = None,
    ) -> tuple[FieldWarning, ...]:
        """List what a lawful paper or e-invoice lacks; without `terms` the client's count."""

    def cash_limit(self, year: int) -> CashLimit | None:
        """Return how much money may come in during `year`, or None without a limit."""
