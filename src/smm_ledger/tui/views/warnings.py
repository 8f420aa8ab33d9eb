"""What a lawful paper still lacks, in the words of the forms where it is mended.

One line for one fault: the empty fields of a party are named together. Nothing is judged here.
"""

from collections.abc import Sequence
from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.core.regimes import FieldWarning
from smm_ledger.tui.views.canvas import Canvas, Lines, heading, paragraph

PARTIES: Final = {"issuer": N_("My data"), "client": N_("Client")}
FIELDS: Final = {
    "name": N_("Name"),
    "vat_id": N_("VAT number"),
    "tax_code": N_("Tax code"),
    "address": N_("Address"),
    "zip": N_("Postcode"),
    "city": N_("City"),
    "province": N_("Province"),
    "country": N_("Country"),
    "business": N_("Is a business"),
    "sdi_code": N_("SdI code"),
    "terms": N_("Terms"),
    "currency": N_("Currency"),
}


def warning_texts(canvas: Canvas, warnings: Sequence[FieldWarning]) -> Sequence[str]:
    """Return each fault once, with all the fields that have it."""
    named: dict[tuple[str, str], list[str]] = {}
    for one in warnings:
        who, _, field = one.field.rpartition(".")
        said = canvas.t.template(one.template, one.data)
        named.setdefault((who, said), []).append(_field(canvas, field))
    return [_line(canvas, who, names, said) for (who, said), names in named.items()]


def _field(canvas: Canvas, field: str) -> str:
    if field in FIELDS:
        return canvas.t(FIELDS[field])
    name, _, number = field.partition(" ")
    return canvas.t(N_("Line {no}"), no=number) if name == "line" else field


def _line(canvas: Canvas, who: str, names: Sequence[str], said: str) -> str:
    party = f"{canvas.t(PARTIES[who])}, " if who in PARTIES else ""
    return f"{party}{', '.join(names)}: {said}"


def warnings_of(canvas: Canvas, warnings: Sequence[FieldWarning]) -> Lines:
    """Return them as a block."""
    if not warnings:
        return []
    title = canvas.t(N_("Worth a look"))
    lines = heading(f"{canvas.symbols.alert} {title}", name="warn")
    for text in warning_texts(canvas, warnings):
        lines += paragraph(canvas, f"{canvas.symbols.dot} {text}")
    return lines
