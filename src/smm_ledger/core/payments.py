"""Money that came in, and what it was set against.

A settlement is one append-only entry against one instalment; a reversal is the same entry with the
opposite sign. So a balance is always a sum, and history is never rewritten.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from smm_ledger.core.errors import OverAllocated
from smm_ledger.core.invoices import Instalment
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money


class SettlementKind(StrEnum):
    """Where a settlement comes from."""

    PAYMENT = "payment"
    CREDIT = "credit"
    WRITE_OFF = "write_off"


BANK_FEE = "bank-fee"
"""Reason of a write-off that a bank kept of a transfer: the invoice is paid all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """The part of a payment that is set against one invoice, in minor units."""

    invoice_id: int
    invoice: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money received.

    Attributes:
        id: The n of `pay-n`.
        amount: Above zero.
        allocations: Net of what was de-allocated; none after a reversal.
        reversed: Bounced, or typed wrong.
        bank_key: What the entry of a bank statement is known by; no two payments share it.
        payer_iban: The account that it came from, if the statement says it.
    """

    client_id: int
    client: str
    date: dt.date
    amount: Money
    method: str = ""
    reference: str = ""
    allocations: tuple[Allocation, ...] = ()
    reversed: bool = False
    reversal_reason: str = ""
    bank_key: str = ""
    payer_iban: str = ""
    id: int = 0

    @property
    def name(self) -> str:
        """How the user names it."""
        return f"pay-{self.id}"

    @property
    def unallocated(self) -> Money:
        """The client's credit that this payment leaves; nothing once it is reversed."""
        if self.reversed:
            return Money.zero(self.amount.currency)
        used = sum(part.amount for part in self.allocations)
        return Money(self.amount.minor - used, self.amount.currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """One entry against one instalment.

    Attributes:
        amount: Minor units; negative takes an earlier entry back.
        source_id: Id of the payment, or of the credit note; None for a write-off.
    """

    instalment_id: int
    invoice_id: int
    kind: SettlementKind
    date: dt.date
    amount: int
    source_id: int | None = None
    reason: str = ""


def shared_by_due(amount: int, debts: Sequence[Sequence[Instalment]]) -> list[int]:
    """Return what of `amount` each debt gets: instalment by instalment, the oldest due date first.

    Who pays without saying what for pays what fell due first (art. 1193 c.c.), whichever invoice it
    is of; of one day, the debt that comes first here.

    Args:
        amount: Minor units.
        debts: The instalments of each.
    """
    shares = [0] * len(debts)
    due = [(part.due_date, no, part.balance) for no, debt in enumerate(debts) for part in debt]
    for _, no, owed in sorted(due):
        share = max(0, min(amount, owed))
        shares[no] += share
        amount -= share
    return shares


def spread(
    amount: Money, instalments: Sequence[Instalment], *, invoice: str
) -> list[tuple[int, int]]:
    """Set `amount` against the open instalments, oldest due date first.

    Returns:
        Pairs of instalment id and minor units; they sum to `amount`.

    Raises:
        OverAllocated: More than the instalments still owe.
    """
    left = amount.minor
    parts: list[tuple[int, int]] = []
    for part in sorted(instalments, key=lambda p: (p.due_date, p.seq)):
        share = min(left, part.balance)
        if share > 0:
            parts.append((part.id, share))
            left -= share
    if left:
        raise OverAllocated(
            invoice,
            N_("only {owed} of it is still owed"),
            hint=N_("set less against it, or keep the rest as the client's credit"),
            cli="--credit",
            owed=Money(sum(part.balance for part in instalments), amount.currency),
        )
    return parts
