"""What a file claims of what we compute: every derived key is true, or the file is refused.

A file was often written by `show`: its number, state and payments are those of the document that it
came from, while the new document has none yet. Either is true; figures are the new document's.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.exchange.show_values import SHOWN, items, mapping, same

Shape = Mapping[str, object]

FIGURES: Final = (
    *("net", "social_contribution", "vat", "tax", "stamp_duty", "total", "withholding", "payable"),
    *("client", "currency", "schema", "discount"),
)
"""What no other document can answer for."""


def check_agrees(
    found: Shape,
    computed: Sequence[Shape],
    source: Sequence[Shape] = (),
    *,
    typed: Collection[str] = (),
    field: str = "",
) -> None:
    """Compare a file's derived keys with what we compute.

    Args:
        found: The file's object.
        computed: Shapes of what will be made; one of them must say the same.
        source: Shapes of what is there already, from which the file may come.
        typed: Keys that are no claim: a person decides them.
        field: What stands before the key in a message.

    Raises:
        InputError: A key says something else.
    """
    for key, claimed in found.items():
        if key in typed:
            continue
        known = computed if key in FIGURES else (*computed, *source)
        if not any(same(claimed, shape.get(key)) for shape in known):
            raise _disagrees(f"{field}{key}", claimed, computed[0].get(key))


def check_lines(found: Shape, computed: Shape) -> None:
    """Compare each line's derived keys: its number, its net, and whether it counts."""
    pairs = zip(items(found["lines"], "lines"), items(computed["lines"], "lines"), strict=True)
    for no, (claimed, line) in enumerate(pairs, 1):
        row, own = mapping(claimed, "lines"), mapping(line, "lines")
        for key in ("no", "net", "selected"):
            if not same(row.get(key), own[key]):
                raise _disagrees(f"line {no}: {key}", row[key], own[key])


def _disagrees(field: str, claimed: object, computed: object) -> InputError:
    return InputError(
        field,
        N_("the file says {claimed}, it is {computed}"),
        hint=N_("correct the file, or leave the key out"),
        claimed=_short(claimed),
        computed=_short(computed),
    )


def _short(value: object) -> str:
    told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return told if len(told) <= SHOWN else f"{told[:SHOWN]}…"
