"""What is wrong with an e-invoice, in the user's words, and the field of the ledger to mend.

SdI speaks of numbered elements of its own layout; whoever uses this program knows clients, lines
and settings. The official text is kept beside ours, for the accountant.
"""

import csv
import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_

DATA: Final = Path(__file__).resolve().parents[2] / "data" / "fatturapa"
NOT_IN_FORM: Final = "00200"
"""SdI's code of every departure from the schema."""
TOO_LARGE: Final = "00003"


@dataclass(frozen=True, slots=True)
class SdiFinding:
    """One reason why SdI would refuse the file.

    Attributes:
        code: Of SdI (`00423`).
        text_it: SdI's own text of that code.
        field: What to mend in the ledger: `client.vat_id`, `issuer.zip`, `line 3`.
        detail: English template of what is wrong, formatted with `data` after translation.
        data: Values for the template.
        where: The element of the file, for whoever reads it.
    """

    code: str
    text_it: str
    field: str
    detail: str
    data: Mapping[str, object] = dataclasses.field(default_factory=dict)
    where: str = ""

    def __str__(self) -> str:
        """Return the English text, for tests and the log file."""
        return f"{self.code} {self.field}: {self.detail.format(**self.data)}"


class EInvoiceRefused(InputError):
    """The e-invoice would be refused, so it was not written.

    Attributes:
        findings: All the reasons; the error itself tells the first.
    """

    default_hint = N_("mend it, then make the file again")

    def __init__(self, findings: Sequence[SdiFinding]) -> None:
        first = findings[0]
        others = dict.fromkeys(one.field for one in findings[1:] if one.field != first.field)
        hint = N_("mend it, and also {others}; then make the file again") if others else ""
        super().__init__(first.field, first.detail, hint=hint)
        self.data = {**first.data, "others": ", ".join(others)}
        self.findings = tuple(findings)


@cache
def official_texts() -> Mapping[str, str]:
    """Return SdI's text of each code."""
    with (DATA / "sdi_error_codes.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["text_it"] for row in csv.DictReader(file)}


def finding(code: str, field: str, detail: str, *, where: str = "", **data: object) -> SdiFinding:
    """Return a finding with SdI's text beside ours."""
    return SdiFinding(code, official_texts()[code], field, detail, data, where)
