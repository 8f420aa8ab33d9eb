"""A retainer to sign: for whom, from when, its lines, and what its packages include."""

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Final

from textual.app import ComposeResult

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import number
from smm_ledger.core.retainers import Every, Retainer
from smm_ledger.i18n.parsing_lines import parse_service_ref
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput, input_of
from smm_ledger.services.offers import Offer, OfferInput
from smm_ledger.services.retainer_inputs import RetainerInput, packages
from smm_ledger.tui.context import Context
from smm_ledger.tui.forms.lines import LineEditor
from smm_ledger.tui.forms.offers import OfferForm
from smm_ledger.tui.views.retainers import EVERY
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.days import DateInput, date_text
from smm_ledger.tui.widgets.inputs import ClientInput, TextInput, TypedInput

EXAMPLE: Final = "post:12, reel:4"


class PackageInput(TypedInput[Mapping[str, Decimal]]):
    """Units that packages include, as `post:12, reel:4`."""

    def parse(self, text: str) -> Mapping[str, Decimal]:
        """Return the units by service."""
        units: dict[str, Decimal] = {}
        for part in filter(None, (piece.strip() for piece in text.split(", "))):
            code, quantity = parse_service_ref(part.rstrip(","), field=self.field)
            units[code] = units.get(code, Decimal(0)) + quantity
        return units

    def show(self, value: Mapping[str, Decimal]) -> str:
        """Return nothing: what stands there is what is meant."""
        return "" if value else str(len(value))


class RetainerForm(OfferForm[Retainer]):
    """Signs a retainer, or changes that of `name` while nothing of it is invoiced."""

    ALIASES: ClassVar[dict[str, str]] = {"include": "include"}

    def __init__(self, ctx: Context[Ledger], name: str | None = None, client: str = "") -> None:
        own = None if name is None else ctx.services.retainers.show(name)
        currency = ctx.services.issuer.show().currency if own is None else own.currency
        lines = [input_of(line, own.rules) for line in own.lines] if own else []
        super().__init__(ctx, LineEditor(ctx, currency, lines))
        language = ctx.words.language
        self._own = own
        self.version = own.version if own else None
        self._client = ClientInput(ctx, find=self.find_clients, value=own.client if own else client)
        self._title = TextInput(ctx, "title", value=own.title if own else "", required=True)
        options = [(str(every), ctx.say(EVERY[every])) for every in Every]
        self._every = ChoiceInput(
            "every", options, ctx.symbols, value=str(own.every) if own else ""
        )
        start = own.start if own else ctx.clock.today()
        self._start = DateInput(ctx, "start", value=date_text(start, language), required=True)
        end = date_text(own.end if own else None, language)
        self._end = DateInput(ctx, "end", value=end)
        self._include = PackageInput(ctx, "include", value=_packages(own), placeholder=EXAMPLE)

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The retainer, or that it is a new one."""
        last = self.say(N_("New retainer")) if self._own is None else self._own.name
        return (self.say(N_("Retainers")), last)

    def fields(self) -> ComposeResult:
        """Yield client, title, period, dates, lines and packages."""
        if self._own is None:
            yield self.field(N_("Client"), self._client)
        yield self.field(N_("What for"), self._title)
        yield self.field(N_("Period"), self._every)
        yield self.field(N_("First day"), self._start)
        yield self.field(N_("Last day"), self._end)
        yield self.lines
        yield self.field(N_("Packages include"), self._include)

    def preview(self) -> Offer | None:
        """Return what a period comes to."""
        client = self.ctx.services.clients.show(self._client.need()).client
        if self._own is None:
            self.set_currency(client.currency)
        return self.ctx.services.previews.document(client.code, OfferInput(lines=self.lines.read()))

    def store(self) -> Retainer:
        """Sign it, or change what was signed."""
        retainers = self.ctx.services.retainers
        if self._own is None:
            return retainers.add(self._typed(self._lines()))
        touched = self.lines.touched or self._include.touched
        lines = self._lines() if touched else []
        return retainers.edit(self._own.name, self._typed(lines), version=self.version)

    def _lines(self) -> list[LineInput]:
        lines = self.lines.read()
        if not lines:
            raise InputError("line", N_("there is no line"), hint=N_("type at least one"))
        return lines

    def _typed(self, lines: list[LineInput]) -> RetainerInput:
        end = self._end.read()
        return RetainerInput(
            client=self._client.text if self._own else self._client.need(),
            title=self._title.need(),
            lines=lines,
            every=Every(self._every.text),
            start=self._start.need(),
            end=end,
            endless=end is None,
            include=(self._include.read() or {}) if lines else {},
        )

    def reload(self) -> None:
        """Take over the version that another window stored; what was typed stays."""
        if self._own is not None:
            self.version = self.ctx.services.retainers.show(self._own.name).version


def _packages(own: Retainer | None) -> str:
    """Return the units that no line says, as they would be typed."""
    if own is None:
        return ""
    return ", ".join(f"{code}:{number(units)}" for code, units in packages(own).items())
