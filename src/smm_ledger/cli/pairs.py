"""`KEY=VALUE` words, as `issuer set` and `rate set` take them."""

from collections.abc import Sequence

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_


def read_pairs(pairs: Sequence[str], *, example: str) -> dict[str, str]:
    """Return the values by key; `-` in a key is `_`.

    Raises:
        InputError: A word without `=`.
    """
    typed: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise InputError(
                pair,
                N_("it is no KEY=VALUE"),
                hint=N_("write it as in {example}"),
                example=example,
            )
        typed[key.strip().replace("-", "_")] = value
    return typed
