"""Documents that another program issued, as they are taken over on the first day.

What they say is kept as it stands: a total is enough, a figure that is not told is never computed
from a rate. Here are the values, the arithmetic of what is told, and the sequence number inside a
printed one; nothing here reads a file.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from smm_ledger.core.errors import InputError, RuleError
from smm_ledger.core.invoices import Instalment
from smm_ledger.core.letters import Rung
from smm_ledger.core.marks import N_
from smm_ledger.core.money import MAX_MINOR, Money, allocate
from smm_ledger.core.totals import TaxGroup, Totals

SEQ_MAX: Final = 10**6

_DIGITS: Final = re.compile(r"[0-9]+")
_FIELD: Final = re.compile(r"\\\{(year|yy|seq)(?:(?::|\\:)0[1-9])?\\\}")


class ForeignKind(StrEnum):
    """What the other program issued."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


class NotAnInvoice(RuleError):
    """A file, or a document in it, that is nothing to take over: it is told, and left out."""

    code = "not_an_invoice"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientGuess:
    """Who is billed, as the file says it.

    Attributes:
        ref: A code or a name, or empty.
        typed: Client fields by name, as text: what a new client would be made of.
    """

    ref: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The figures of a document, in minor units; None: the document does not say.

    Attributes:
        stamp: The stamp duty that is part of the total.
        stamp_due: The stamp duty that is due, recharged or not.
        groups: Base and tax per rate and nature.
    """

    total: int
    net: int | None = None
    social_contribution: int = 0
    tax: int | None = None
    stamp: int = 0
    stamp_due: int = 0
    withholding: int = 0
    split_tax: int = 0
    groups: tuple[TaxGroup, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignDocument:
    """A document of another program.

    Attributes:
        seq: Its place in the series; None: it is read off the number.
        due: Due dates with what falls due, in minor units; empty: the client's terms count.
        paid: What came in already, in minor units, on `paid_on`; None: it does not say.
        credits: Number of the invoice that a credit note takes back, or empty.
        rung: The last step that was written for it, or None; `rung_on`: when, or None. A day
            without a step is that of the first reminder, or of a courtesy note before it was due.
    """

    number: str
    date: dt.date
    currency: str
    stated: Stated
    client: ClientGuess
    kind: ForeignKind = ForeignKind.INVOICE
    seq: int | None = None
    due: tuple[tuple[dt.date, int], ...] = ()
    paid: int | None = None
    paid_on: dt.date | None = None
    credits: str = ""
    rung: Rung | None = None
    rung_on: dt.date | None = None
    note: str = ""


def stated_totals(stated: Stated, currency: str, *, has_vat: bool) -> Totals:
    """Return the figures as totals; the net is what the told parts leave of the total.

    Args:
        stated: What the document says.
        currency: Of all of them.
        has_vat: Whether what a net leaves of the total is tax; else it must leave nothing.

    Raises:
        InputError: A total that is not above zero or too large, or parts that do not come to it.
    """
    if not 0 < stated.total <= MAX_MINOR:
        raise InputError("total", N_("it is not above zero"), hint=N_("give what was invoiced"))
    fixed = stated.social_contribution + stated.stamp
    net, tax = stated.net, stated.tax
    if tax is None:
        tax = stated.total - fixed - net if net is not None and has_vat else 0
    if net is None:
        net = stated.total - fixed - tax
    if net + fixed + tax != stated.total or min(net, tax) < 0:
        raise InputError(
            "total",
            N_("its parts come to {sum}"),
            hint=N_("correct a part, or leave the parts out: the total is enough"),
            sum=str(Money(net + fixed + tax, currency)),
        )
    payable = stated.total - stated.withholding - stated.split_tax
    if payable < 0 or min(stated.withholding, stated.split_tax) < 0:
        raise InputError(
            "withholding",
            N_("it is more than the total"),
            hint=N_("give what the client keeps back"),
        )
    return Totals(
        currency=currency,
        net=net,
        social_contribution=stated.social_contribution,
        groups=stated.groups,
        tax=tax,
        stamp_duty=max(stated.stamp_due, stated.stamp),
        stamp_in_total=stated.stamp,
        total=stated.total,
        withholding=stated.withholding,
        split_tax=stated.split_tax,
        payable=payable,
    )


def stated_instalments(
    due: tuple[tuple[dt.date, int], ...], payable: int, *, issued: dt.date, otherwise: dt.date
) -> tuple[Instalment, ...]:
    """Return the instalments of `payable`; amounts that do not sum to it give the proportions.

    Raises:
        InputError: A due date before the issue date.
    """
    parts = sorted(due) or [(otherwise, payable)]
    amounts = [amount for _, amount in parts]
    if sum(amounts) != payable:
        amounts = list(allocate(payable, [max(amount, 0) for amount in amounts]))
    for day, _ in parts:
        if day < issued:
            raise InputError(
                "due",
                N_("{due} is before the issue date {issued}"),
                hint=N_("give a due date on or after the issue date"),
                due=day.isoformat(),
                issued=issued.isoformat(),
            )
    return tuple(
        Instalment(seq=seq, due_date=day, amount=amount)
        for seq, ((day, _), amount) in enumerate(zip(parts, amounts, strict=True), 1)
    )


def sequence_of(number: str, *, year: int, pattern: str) -> int:
    """Return the sequence number inside a printed one: 17 of `2025-017`, `17/2025`, `FT 17/25`.

    Args:
        number: As printed.
        year: Of the issue date; a group of digits that is the year does not count.
        pattern: The issuer's own pattern, tried first.

    Raises:
        InputError: No digits, or several groups that may be the one.
    """
    own = _FIELD.sub(lambda found: _OF[found[1]], re.escape(pattern))
    if (match := re.fullmatch(own, number)) and _says(match.groupdict(), year):
        return _checked(int(match["seq"]), number)
    groups = _DIGITS.findall(number)
    for shown in (str(year), f"{year % 100:02d}"):
        if len(groups) > 1 and shown in groups:
            groups.remove(shown)
            break
    if len(groups) != 1:
        raise InputError(
            "number",
            N_("which part of “{number}” counts up can't be told"),
            hint=N_("give its place in the series in the column seq of a CSV file, such as 17"),
            number=number,
        )
    return _checked(int(groups[0]), number)


_OF: Final = {"year": "(?P<year>[0-9]{4})", "yy": "(?P<yy>[0-9]{2})", "seq": "(?P<seq>[0-9]{1,9})"}


def _says(found: Mapping[str, str], year: int) -> bool:
    return found.get("year") == str(year) or found.get("yy") == f"{year % 100:02d}"


def _checked(seq: int, number: str) -> int:
    if not 1 <= seq <= SEQ_MAX:
        raise InputError(
            "number",
            N_("“{number}” has no place in a series"),
            hint=N_("give its place in the series in the column seq of a CSV file, such as 17"),
            number=number,
        )
    return seq
