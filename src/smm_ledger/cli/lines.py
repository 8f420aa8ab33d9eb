"""Line options, and `--from FILE.json`: what was typed to the services' `LineInput`.

The grammar is `i18n.parsing_lines`; here each option gives its kind to what was read. The order of
the options is the order of the lines.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

import click

from smm_ledger.cli.commands import Opt
from smm_ledger.core.errors import InputError
from smm_ledger.core.invoices import InstalmentPlan
from smm_ledger.core.lines import LineKind
from smm_ledger.core.marks import N_
from smm_ledger.i18n import parsing_lines
from smm_ledger.i18n.parsing_lines import ParsedLine
from smm_ledger.services.line_inputs import LineInput

Read = Callable[[str, str, str], LineInput]
"""Takes the value, the field's name and the currency."""


def line_options() -> list[click.Parameter]:
    """Return the options that make lines; they may be repeated and mixed."""
    grammar = "LINE"
    return [
        Opt(
            "--line", N_("“QTY [UNIT] x DESCRIPTION @ PRICE [-D%] [vat R]”"), grammar, ordered=True
        ),
        Opt("--service", N_("a line of the catalogue"), "CODE[:QTY]", ordered=True),
        Opt("--optional", N_("a line that the client may take"), grammar, ordered=True),
        Opt("--alternative", N_("a line of a group of which one is taken"), "G=LINE", ordered=True),
        Opt("--ad-spend", N_("spend that the client pays to the platform"), grammar, ordered=True),
        Opt(
            "--ad-spend-recharged",
            N_("spend that you advance; “on behalf” at its end: in the client's name"),
            grammar,
            ordered=True,
        ),
        Opt(
            "--percent-fee",
            N_("“R% [min P] DESCRIPTION”: a fee on the ad spend"),
            "FEE",
            ordered=True,
        ),
        Opt("--from", N_("the whole document, in the JSON of `show`, instead"), "FILE"),
    ]


def _input(parsed: ParsedLine, kind: LineKind, group: str = "", *, mine: bool = False) -> LineInput:
    return LineInput(
        description=parsed.description,
        quantity=parsed.quantity,
        unit=parsed.unit,
        unit_price=parsed.unit_price,
        discount_percent=parsed.discount_percent,
        vat=parsed.vat,
        kind=kind,
        group=group,
        on_behalf=mine,
    )


def _plain(kind: LineKind) -> Read:
    def read(text: str, field: str, currency: str) -> LineInput:
        return _input(parsing_lines.parse_line(text, field=field, currency=currency), kind)

    return read


def _service(text: str, field: str, _currency: str) -> LineInput:
    code, quantity = parsing_lines.parse_service_ref(text, field=field)
    return LineInput(service=code, quantity=quantity)


def _alternative(text: str, field: str, currency: str) -> LineInput:
    group, parsed = parsing_lines.parse_alternative(text, field=field, currency=currency)
    return _input(parsed, LineKind.ALTERNATIVE, group)


def _recharged(text: str, field: str, currency: str) -> LineInput:
    parsed, on_behalf = parsing_lines.parse_recharged(text, field=field, currency=currency)
    return _input(parsed, LineKind.AD_SPEND_RECHARGED, mine=on_behalf)


def _fee(text: str, field: str, currency: str) -> LineInput:
    fee = parsing_lines.parse_percent_fee(text, field=field, currency=currency)
    return LineInput(
        description=fee.description,
        kind=LineKind.PERCENT_FEE,
        fee_percent=fee.percent,
        fee_minimum=fee.minimum,
    )


READERS: Final[dict[str, Read]] = {
    "line": _plain(LineKind.SERVICE),
    "service": _service,
    "optional": _plain(LineKind.OPTIONAL),
    "alternative": _alternative,
    "ad_spend": _plain(LineKind.AD_SPEND_INFO),
    "ad_spend_recharged": _recharged,
    "percent_fee": _fee,
}


def read_lines(taken: Sequence[tuple[str, str]], currency: str) -> list[LineInput]:
    """Return the lines that were typed, in their order.

    Raises:
        InputError: A line is wrong; the field says which.
    """
    return [READERS[name](text, f"line {no}", currency) for no, (name, text) in enumerate(taken, 1)]


def instalments(text: str | None, today: dt.date) -> list[InstalmentPlan]:
    """Return the plan that was typed, such as `30% 2026-12-01, 70% 2027-01-31`."""
    if text is None:
        return []
    parsed = parsing_lines.parse_instalments(text, today=today)
    return [InstalmentPlan(percent=_share(part.percent), due_date=part.due_date) for part in parsed]


def _share(percent: Decimal | None) -> Decimal:
    if percent is None:
        raise InputError(
            "instalments",
            N_("its shares are percentages"),
            hint=N_("write them as in 30% 2026-12-01, 70% 2027-01-31"),
        )
    return percent
