"""The lines of the sample documents: the command line's grammar, one line a text.

`service: reel:4`, `optional: 1 x … @ …`, `alternative: group=1 x … @ …`, `ad-spend: …`,
`ad-spend-recharged: … [on behalf]`, `percent-fee: 15% min 150 …`, and a plain line without a word
before it. A table instead of a text adds what a catalogue entry would give.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from smm_ledger.core.lines import LineKind
from smm_ledger.i18n import parsing_lines
from smm_ledger.i18n.parsing import parse_quantity
from smm_ledger.i18n.parsing_lines import ParsedLine
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.sample_files import Entry

Fill = Callable[[str], str]
"""Puts month, season and year into a text."""


def _priced(parsed: ParsedLine, kind: LineKind = LineKind.SERVICE) -> LineInput:
    return LineInput(
        description=parsed.description,
        quantity=parsed.quantity,
        unit=parsed.unit,
        unit_price=parsed.unit_price,
        discount_percent=parsed.discount_percent,
        vat=parsed.vat,
        kind=kind,
    )


def _plain(text: str) -> LineInput:
    return _priced(parsing_lines.parse_line(text))


def _service(text: str) -> LineInput:
    code, quantity = parsing_lines.parse_service_ref(text)
    return LineInput(service=code, quantity=quantity)


def _optional(text: str) -> LineInput:
    return _priced(parsing_lines.parse_line(text), LineKind.OPTIONAL)


def _alternative(text: str) -> LineInput:
    group, parsed = parsing_lines.parse_alternative(text)
    return replace(_priced(parsed, LineKind.ALTERNATIVE), group=group)


def _spend(text: str) -> LineInput:
    return _priced(parsing_lines.parse_line(text), LineKind.AD_SPEND_INFO)


def _recharged(text: str) -> LineInput:
    parsed, on_behalf = parsing_lines.parse_recharged(text)
    return replace(_priced(parsed, LineKind.AD_SPEND_RECHARGED), on_behalf=on_behalf)


def _fee(text: str) -> LineInput:
    fee = parsing_lines.parse_percent_fee(text)
    return LineInput(
        description=fee.description,
        kind=LineKind.PERCENT_FEE,
        fee_percent=fee.percent,
        fee_minimum=fee.minimum,
    )


_READERS: Final[dict[str, Callable[[str], LineInput]]] = {
    "service": _service,
    "optional": _optional,
    "alternative": _alternative,
    "ad-spend": _spend,
    "ad-spend-recharged": _recharged,
    "percent-fee": _fee,
}


def read_lines(entry: Entry, fill: Fill) -> Sequence[LineInput]:
    """Return the lines of a document or a round; none where the entry has none."""
    return [
        _read_text(fill(item)) if isinstance(item, str) else _read_table(entry, item, fill)
        for item in entry.items("lines")
    ]


def _read_text(text: str) -> LineInput:
    word, colon, rest = text.partition(": ")
    reader = _READERS.get(word) if colon else None
    return _plain(text) if reader is None else reader(rest)


def _read_table(entry: Entry, item: object, fill: Fill) -> LineInput:
    if not isinstance(item, dict):
        raise entry.wrong("lines")
    row = Entry(f"{entry.where}: lines", item)
    hours = row.text("hours")
    line = replace(
        _read_text(fill(row.needed("line"))),
        service=row.text("service"),
        hours=parse_quantity(hours) if hours else None,
        included=row.text("included"),
        excluded=row.text("excluded"),
        selected=row.flag("selected"),
    )
    row.done()
    return line
