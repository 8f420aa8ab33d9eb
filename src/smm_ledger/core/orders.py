"""What a client orders by: the order's number, and the two codes that a public body must read.

Printed on the paper and written into the e-invoice, so each must fit there as it is. Nothing here
knows a document.
"""

import re
from dataclasses import dataclass
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_

NUMBER_MAX: Final = 20
"""Characters of IdDocumento in FatturaPA 1.2.3."""

_NUMBER: Final = re.compile(r"[!-~](?:[ -~]*[!-~])?")
_CIG: Final = re.compile(r"[A-Z0-9]{10}")
_CUP: Final = re.compile(r"[A-Z0-9]{15}")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderReference:
    """A client's purchase order.

    Attributes:
        number: Of the order; empty where a code alone stands for it.
        cig: Code of a public tender (codice identificativo di gara), 10 characters.
        cup: Code of a public project (codice unico di progetto), 15 characters.
    """

    number: str = ""
    cig: str = ""
    cup: str = ""

    def __bool__(self) -> bool:
        """Tell whether there is anything to refer to."""
        return bool(self.number or self.cig or self.cup)


NO_ORDER: Final = OrderReference()


def checked_order(reference: OrderReference) -> OrderReference:
    """Return the reference as an e-invoice can carry it: codes in capitals, without blanks.

    Raises:
        InputError: A code of another length, or a number that FatturaPA has no room for.
    """
    number = reference.number.strip()
    cig, cup = (_compact(code) for code in (reference.cig, reference.cup))
    if number and (len(number) > NUMBER_MAX or not _NUMBER.fullmatch(number)):
        raise InputError(
            "order",
            N_("an e-invoice has room for {most} plain characters"),
            hint=N_("shorten it, without accents"),
            most=NUMBER_MAX,
        )
    if cig and not _CIG.fullmatch(cig):
        raise InputError("cig", N_("a CIG has 10 letters and digits"), hint=_ask())
    if cup and not _CUP.fullmatch(cup):
        raise InputError("cup", N_("a CUP has 15 letters and digits"), hint=_ask())
    return OrderReference(number=number, cig=cig, cup=cup)


def _compact(code: str) -> str:
    return "".join(code.split()).upper()


def _ask() -> str:
    return N_("copy it from the client's order")
