"""What is typed about retainers, and the price list that its signature freezes."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from smm_ledger.core.catalogue import Service
from smm_ledger.core.effort import EffortTag
from smm_ledger.core.lines import Line
from smm_ledger.core.retainers import Agreed, Every, Retainer
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.ports import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class RetainerInput:
    """A new retainer, or the changes of one that has no invoice yet (None or empty: as it is).

    Attributes:
        include: Units of a period that a package comprises, by service, besides those that the
            lines name.
        end: Its last day.
        endless: Take an end away.
    """

    client: str = ""
    title: str | None = None
    lines: Sequence[LineInput] = ()
    every: Every | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    endless: bool = False
    include: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageInput:
    """Units that a client had: of a service, on a day (today without one)."""

    service: str
    quantity: Decimal
    tag: EffortTag = EffortTag.NORMAL
    note: str = ""
    date: dt.date | None = None


def price_list(
    lines: Sequence[Line], include: Mapping[str, Decimal], reader: Reader
) -> tuple[Agreed, ...]:
    """Return the catalogue as it is now, with the units that lines and packages include.

    The price of a unit beyond them is that of its line; of a package (`included_units`, `include`)
    the catalogue's.

    Raises:
        NotFoundError: A service that the catalogue lacks.
    """
    units = _units_of(lines)
    prices: dict[str, Decimal] = {}
    for line in lines:
        if line.service and line.included_units is None:
            prices.setdefault(line.service, line.unit_price)
    for ref, quantity in include.items():
        code = reader.service(ref).code
        units[code] = units.get(code, Decimal(0)) + quantity
    return tuple(
        _agreed(one, units.get(one.code, Decimal(0)), prices.get(one.code, one.price))
        for one in reader.services(archived=True)
        if one.code in units or not one.archived
    )


def _units_of(lines: Sequence[Line]) -> dict[str, Decimal]:
    """Return the units that lines of the catalogue include, by service."""
    units: dict[str, Decimal] = {}
    for line in lines:
        if line.service:
            each = line.included_units or Decimal(1)
            units[line.service] = units.get(line.service, Decimal(0)) + line.quantity * each
    return units


def _agreed(service: Service, included: Decimal, price: Decimal | None) -> Agreed:
    return Agreed(
        service=service.code,
        description=service.description,
        unit=service.unit,
        included=included,
        price=price,
        hours=service.hours,
    )


def packages(retainer: Retainer) -> dict[str, Decimal]:
    """Return the units that packages include besides those of the lines, by service."""
    units = _units_of(retainer.lines)
    rests = {
        one.service: one.included - units.get(one.service, Decimal(0)) for one in retainer.agreed
    }
    return {service: rest for service, rest in rests.items() if rest}
