"""Who is on a document: the issuer (whose ledger it is) and the client (who is billed).

Both are snapshotted into an issued document, so they are plain values without behaviour of storage.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from smm_ledger.core.dates import Terms


class ClientKind(StrEnum):
    """What a client is for the law."""

    COMPANY = "company"
    PERSON = "person"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """The social contribution that an issuer adds to her fees.

    Attributes:
        kind: `none`, `inps` (gestione separata, L. 662/1996 art. 1 c. 212: part of the withholding
            base) or `fund` (a professional fund's contributo integrativo: not part of it).
        code: TipoCassa of FatturaPA (`TC22` for INPS), empty for none.
        percent: Hundredths of the fees.
    """

    kind: str = "none"
    code: str = ""
    percent: Decimal = Decimal(0)

    def __str__(self) -> str:
        """Return the notation of the `contribution` setting: `none`, `inps:4`, `fund:TC01:4`."""
        if self.kind == "none":
            return "none"
        middle = f":{self.code}" if self.kind == "fund" else ""
        return f"{self.kind}{middle}:{self.percent.normalize():f}"


INPS: Final = "TC22"


def contribution_from(text: str) -> Contribution:
    """Return a contribution from its notation, as it was written by `str`."""
    match text.split(":"):
        case ["inps", percent]:
            return Contribution(kind="inps", code=INPS, percent=Decimal(percent))
        case ["fund", code, percent]:
            return Contribution(kind="fund", code=code, percent=Decimal(percent))
        case _:
            return Contribution()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The freelancer. Text fields are empty where unknown; codes are compact and checked."""

    name: str
    country: str = "IT"
    regime: str = "it-forfettario"
    vat_id: str = ""
    tax_code: str = ""
    address: str = ""
    city: str = ""
    zip: str = ""
    province: str = ""
    email: str = ""
    phone: str = ""
    pec: str = ""
    iban: str = ""
    bic: str = ""
    bank: str = ""
    logo: str = ""
    language: str = "it"
    currency: str = "EUR"
    terms: Terms = field(default_factory=lambda: Terms("days", 30))
    contribution: Contribution = field(default_factory=Contribution)
    withholding_percent: Decimal = Decimal(20)
    withholding_base_percent: Decimal = Decimal(100)
    stamp_recharge: bool = True
    quote_pattern: str = ""
    invoice_pattern: str = "{year}-{seq:03}"
    credit_pattern: str = "NC-{year}-{seq:03}"
    proforma_pattern: str = "PF-{year}-{seq:03}"
    style: str = "classic"
    accent: str = "#1f4e79"
    paper: str = "A4"
    patron_saint: str = ""

    @property
    def effective_quote_pattern(self) -> str:
        """`quote_pattern`, or the country's default (`P-` for preventivo in Italy, else `Q-`)."""
        prefix = "P" if self.country == "IT" else "Q"
        return self.quote_pattern or prefix + "-{year}-{seq:03}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Who is billed.

    Attributes:
        id: Surrogate key, 0 while unsaved.
        code: Unique short slug by which the user names it.
        business: Whether a client without a VAT number is a business; None: not asked yet.
        withholding: Whether the client withholds tax from an it-ordinario issuer's fee.
        version: Grows with every change; an edit on an older one is refused.
    """

    name: str
    code: str
    id: int = 0
    kind: ClientKind = ClientKind.COMPANY
    business: bool | None = None
    vat_id: str = ""
    tax_code: str = ""
    country: str = "IT"
    address: str = ""
    city: str = ""
    zip: str = ""
    province: str = ""
    email: str = ""
    phone: str = ""
    language: str = "it"
    currency: str = "EUR"
    terms: Terms = field(default_factory=lambda: Terms("days", 30))
    withholding: bool = False
    sdi_code: str = ""
    pec: str = ""
    notes: str = ""
    archived: bool = False
    version: int = 0

    @property
    def is_consumer(self) -> bool:
        """A person without a VAT number (a person with one is a business)."""
        return self.kind is ClientKind.PERSON and not self.vat_id and self.business is not True
