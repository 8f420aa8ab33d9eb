"""What a letter is made from: the renderer gets these, and nothing that a client may not read."""

import datetime as dt
from dataclasses import dataclass

from smm_ledger.core.claims import Claim
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.letters import Rung
from smm_ledger.core.money import Money
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.services.accruals import InterestView
from smm_ledger.services.dossier_contents import DossierIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSheet:
    """A claim with its calculation."""

    claim: Claim
    invoice: Invoice
    issuer: Issuer
    client: Client


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterItem:
    """An instalment that a letter asks for.

    Attributes:
        days_late: Below zero before the due date.
    """

    invoice: str
    issue_date: dt.date | None
    due_date: dt.date
    days_late: int
    balance: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSum:
    """What is asked for in one currency: what is owed less the client's credit."""

    owed: Money
    credit: Money

    @property
    def asked(self) -> Money:
        """What is left to pay."""
        return self.owed - self.credit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderLetter:
    """A reminder as it would be sent.

    Attributes:
        items: What is listed, oldest due date first.
        sums: Per currency, the client's own first.
        interest: Of a formal notice: what accrued on each invoice.
        deadline: Of a formal notice: by when to pay.
        earlier: Whether the client was reminded of any of it before.
    """

    rung: Rung
    date: dt.date
    issuer: Issuer
    client: Client
    items: tuple[LetterItem, ...]
    sums: tuple[LetterSum, ...]
    interest: tuple[InterestView, ...] = ()
    deadline: dt.date | None = None
    earlier: bool = True

    def besides(self, currency: str) -> tuple[Money, Money]:
        """Return interest and recovery cost that are asked for in a currency."""
        mine = [one for one in self.interest if one.currency == currency]
        return (
            Money(sum(one.interest for one in mine), currency),
            Money(sum(one.compensation or 0 for one in mine), currency),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """A movement of a statement of account; minor units.

    Attributes:
        kind: `invoice`, `credit_note`, `payment`, `reversal`, `write_off`, `recovery`.
        amount: Above zero: the client owes more.
        balance: What the client owes after it.
    """

    date: dt.date
    kind: str
    ref: str
    amount: int
    balance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A client's account in one currency, minor units.

    Attributes:
        opening, closing: What the client owed before the first day, and owes on the last.
        credit: Of the closing balance: what came in and is set against nothing.
    """

    currency: str
    opening: int
    rows: tuple[StatementRow, ...]
    closing: int
    credit: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A client's statement of account."""

    issuer: Issuer
    client: Client
    start: dt.date
    end: dt.date
    accounts: tuple[Account, ...]


LetterContent = ClaimSheet | ReminderLetter | Statement | DossierIndex
"""What the renderer draws."""
