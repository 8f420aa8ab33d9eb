"""From what was typed for lines to the lines of a document.

A typed line names its VAT or leaves it to the regime; a line may be copied from the catalogue.
Bounds of a document (500 lines, positive quantities and prices) are checked here, once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from smm_ledger.core.errors import InputError
from smm_ledger.core.lines import CHOSEN, Discount, Line, LineKind
from smm_ledger.core.marks import N_
from smm_ledger.core.regimes import regime_of
from smm_ledger.core.text import DESCRIPTION_MAX, NAME_MAX, NOTE_MAX, clean
from smm_ledger.core.totals import DISBURSEMENT, TaxRules
from smm_ledger.services.ports import Reader

MAX_LINES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class LineInput:
    """A line as it was typed.

    Attributes:
        service: Code of a catalogue entry that fills what is left empty here.
        vat: Rate or nature (`22`, `N1`), or None for the regime's standard.
        unit_price: Major units; None: the catalogue's.
        selected: Whether an optional or alternative line counts from the start.
    """

    description: str = ""
    quantity: Decimal = Decimal(1)
    unit: str = ""
    unit_price: Decimal | None = None
    discount_percent: Decimal | None = None
    vat: str | None = None
    kind: LineKind = LineKind.SERVICE
    group: str = ""
    service: str = ""
    hours: Decimal | None = None
    included_units: Decimal | None = None
    on_behalf: bool = False
    fee_percent: Decimal | None = None
    fee_minimum: Decimal | None = None
    selected: bool | None = None
    included: str = ""
    excluded: str = ""


def input_of(line: Line, rules: TaxRules) -> LineInput:
    """Return the input that would make `line` again, for a form or a copy.

    What was the standard of its `rules` is left to the standard of the day: the regime, or the
    client, may be another by then.
    """
    standard = (line.vat_rate, line.vat_nature) == (rules.standard_rate, rules.standard_nature)
    return LineInput(
        description=line.description,
        quantity=line.quantity,
        unit=line.unit,
        unit_price=line.unit_price,
        discount_percent=line.discount_percent,
        vat=None if standard else line.vat_nature or f"{line.vat_rate:f}",
        kind=line.kind,
        group=line.group,
        service=line.service,
        hours=line.hours,
        included_units=line.included_units,
        on_behalf=line.on_behalf,
        fee_percent=line.fee_percent,
        fee_minimum=line.fee_minimum,
        selected=line.selected if line.kind in CHOSEN else None,
        included=line.included,
        excluded=line.excluded,
    )


def build_lines(
    inputs: Sequence[LineInput], *, rules: TaxRules, reader: Reader
) -> tuple[Line, ...]:
    """Return the checked lines.

    Raises:
        InputError: No line, too many, or a wrong value; the message names the line.
        NotFoundError: A service that the catalogue lacks.
    """
    if not inputs:
        raise InputError(
            "line",
            N_("there is no line"),
            hint=N_("give at least one"),
            cli="--line | --service",
        )
    if len(inputs) > MAX_LINES:
        raise InputError(
            "line",
            N_("{count} lines are too many for one document"),
            hint=N_("a document takes {most} lines"),
            count=len(inputs),
            most=MAX_LINES,
        )
    return tuple(_build(typed, no, rules, reader) for no, typed in enumerate(inputs, 1))


def _build(typed: LineInput, no: int, rules: TaxRules, reader: Reader) -> Line:
    field = f"line {no}"
    source = reader.service(typed.service) if typed.service else None
    price = typed.unit_price if typed.unit_price is not None or source is None else source.price
    if price is None and typed.kind is not LineKind.PERCENT_FEE:
        raise InputError(
            f"{field}: price",
            N_("it has no price"),
            hint=N_("give one after @, or price the service first"),
        )
    vat = DISBURSEMENT if typed.on_behalf and typed.vat is None else typed.vat
    rate, nature = regime_of(rules.regime).line_vat(vat, rules)
    line = Line(
        description=clean(
            typed.description or (source.description if source else ""),
            field=f"{field}: description",
            max_length=DESCRIPTION_MAX,
            required=True,
        ),
        quantity=typed.quantity,
        unit=clean(typed.unit or (source.unit if source else ""), field=field, max_length=50),
        unit_price=price or Decimal(0),
        discount_percent=typed.discount_percent,
        kind=typed.kind,
        group=clean(typed.group, field=f"{field}: group", max_length=NAME_MAX),
        service=source.code if source else "",
        hours=typed.hours if typed.hours is not None or source is None else source.hours,
        included_units=typed.included_units or (source.included_units if source else None),
        on_behalf=typed.on_behalf,
        fee_percent=typed.fee_percent,
        fee_minimum=typed.fee_minimum,
        vat_rate=rate,
        vat_nature=nature,
        selected=_selected(typed),
        included=_note(typed.included or (source.included if source else ""), field),
        excluded=_note(typed.excluded or (source.excluded if source else ""), field),
    )
    _check(line, field)
    return line


def _note(text: str, field: str) -> str:
    return clean(text, field=field, max_length=NOTE_MAX, multiline=True)


def _selected(typed: LineInput) -> bool:
    if typed.kind in CHOSEN:
        return bool(typed.selected)
    return True


def _check(line: Line, field: str) -> None:
    if line.quantity <= 0:
        raise InputError(
            f"{field}: quantity", N_("it is not above zero"), hint=N_("give at least a part of one")
        )
    if line.unit_price < 0 or (line.fee_minimum or 0) < 0:
        raise InputError(
            f"{field}: price",
            N_("it is below zero"),
            hint=N_("use a discount to take something off"),
        )
    for name, amount in (("hours", line.hours), ("included_units", line.included_units)):
        if amount is not None and amount < 0:
            raise InputError(f"{field}: {name}", N_("it is below zero"))
    if line.kind is LineKind.PERCENT_FEE and line.discount_percent:
        raise InputError(
            f"{field}: discount",
            N_("a percent fee takes no discount of its own"),
            hint=N_("lower its percentage or its minimum"),
        )
    for name, percent in (("discount", line.discount_percent), ("fee", line.fee_percent)):
        if percent is not None and not 0 <= percent <= 100:  # noqa: PLR2004 - hundredths
            raise InputError(f"{field}: {name}", N_("a percentage is from 0 to 100"))
    if line.kind is LineKind.ALTERNATIVE and not line.group:
        raise InputError(
            f"{field}: group", N_("an alternative needs its group"), hint=N_("give GROUP=LINE")
        )


def checked_discount(discount: Discount | None) -> Discount | None:
    """Return the discount, None if it takes nothing off.

    Raises:
        InputError: A percentage outside 0 to 100, or an amount below zero.
    """
    if discount is None:
        return None
    if discount.percent is not None and not 0 <= discount.percent <= 100:  # noqa: PLR2004
        raise InputError("discount", N_("a percentage is from 0 to 100"))
    if discount.amount is not None and discount.amount < 0:
        raise InputError("discount", N_("it is below zero"), hint=N_("give what is taken off"))
    return discount if discount.percent or discount.amount else None
