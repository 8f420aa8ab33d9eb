"""Interest and recovery cost of one invoice, as the ledger stands: what `interest show` says.

What was collected or waived is no longer owed; what is claimed and still open is.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from smm_ledger.core.claims import Claim, ClaimState
from smm_ledger.core.dates import legal_end
from smm_ledger.core.errors import IllegalTransition
from smm_ledger.core.interest import Accrual, InterestKind, RateTable, Segment
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.late_payment import (
    Part,
    accrue_parts,
    compensation_of,
    is_unsaid,
    kind_of,
    owes_as_consumer,
)
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.parties import Client
from smm_ledger.core.prescription import earliest
from smm_ledger.services.ports import Reader
from smm_ledger.services.rate_tables import is_old, table_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to know about a figure: an English template and its data."""

    template: str
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestView:
    """Interest on an invoice, or on a sum without one; amounts in minor units.

    Attributes:
        invoice: Its number, or empty.
        compensation: The flat sum for a late payment; None where it can't be said in `currency`.
        accrued_until: The last day that is accounted for.
        state: Of the last claim, or empty.
        prescription: The earliest prudent date after which a court may not help, or None.
    """

    as_of: dt.date
    kind: InterestKind
    currency: str
    segments: tuple[Segment, ...]
    interest: int
    compensation: int | None
    accrued_until: dt.date
    invoice: str = ""
    state: str = ""
    warnings: tuple[Remark, ...] = ()
    prescription: dt.date | None = None


UNPROVEN: Final = Remark(
    template=N_("no receipt of the formal notice is recorded: interest is counted from its date")
)


def standing(
    reader: Reader, invoice: Invoice, *, as_of: dt.date, rate: Decimal | None = None
) -> InterestView:
    """Return what is owed besides the principal on a day, less what was collected or waived.

    Raises:
        IllegalTransition: Nothing is, or was, owed on it.
    """
    claims = reader.kept_of_invoice(Claim, invoice.id)
    decided = [one for one in claims if one.state is not ClaimState.OPEN]
    since = max((one.accrued_until for one in decided), default=None)
    found = accrued(reader, invoice, as_of=as_of, rate=rate, since=since)
    paid = any(one.compensation for one in decided)
    return replace(
        found,
        compensation=0 if paid else found.compensation,
        state=str(claims[-1].state) if claims else "",
    )


def accrued(
    reader: Reader,
    invoice: Invoice,
    *,
    as_of: dt.date,
    rate: Decimal | None = None,
    since: dt.date | None = None,
) -> InterestView:
    """Return what accrues besides the principal to a day.

    Args:
        reader: The ledger.
        invoice: Issued.
        as_of: The last day that counts.
        rate: A yearly rate that was agreed, in percent; None: the law's.
        since: Up to this day nothing more is asked for.

    Raises:
        IllegalTransition: Nothing is, or was, owed on it.
    """
    if not invoice.is_receivable:
        raise IllegalTransition(
            invoice.name, N_("nothing is owed on it"), hint=N_("name an issued invoice")
        )
    # Who is a consumer is a fact that is learnt, and not a part of the paper: the client of today.
    client = reader.client_by_id(invoice.client.id)
    parts = parts_of(reader, invoice)
    kind = InterestKind.FIXED if rate is not None else kind_of(client, invoice.issuer.country)
    table = RateTable.fixed(rate) if rate is not None else _table(reader, kind, parts)
    late = any(part.late_on(as_of) for part in parts)
    notice = reader.notices().get(invoice.id)
    consumer = kind is InterestKind.LEGAL
    spared = consumer and (notice is None or notice[0] > as_of)
    if consumer and notice:
        since = max(since or notice[0], notice[0])
    found = (
        Accrual(segments=(), unknown=(), until=as_of)
        if spared
        else accrue_parts(parts, table=table, until=as_of, since=since)
    )
    arrived = (notice[1],) if notice and notice[1] else ()
    italian = invoice.issuer.country == "IT"
    return InterestView(
        invoice=invoice.name,
        as_of=as_of,
        kind=kind,
        currency=invoice.currency,
        segments=found.segments,
        interest=found.interest,
        compensation=(
            compensation_of(client, invoice.currency, invoice.issuer.country) if late else 0
        ),
        accrued_until=found.until,
        warnings=(
            *_about(invoice, client, late=late, spared=spared),
            *_credited(reader, invoice, parts),
            *([UNPROVEN] if consumer and late and not spared and not arrived else ()),
            *_spared_days(parts, as_of),
            *unpublished(found),
        ),
        prescription=(
            earliest(invoice.issue_date, periodic=reader.is_periodic(invoice.id), notices=arrived)
            if italian and invoice.issue_date
            else None
        ),
    )


def parts_of(reader: Reader, invoice: Invoice) -> tuple[Part, ...]:
    """Return an invoice's instalments with what came off them, and when."""
    country = invoice.issuer.country
    return tuple(
        replace(part, in_time_until=legal_end(part.due_date, country))
        for part in reader.instalments_of(invoice.id)
    )


def _table(reader: Reader, kind: InterestKind, parts: tuple[Part, ...]) -> RateTable:
    first = min((part.due_date for part in parts), default=dt.date.max)
    return table_of(reader, kind, old=kind is InterestKind.MORA and is_old(first))


def _about(invoice: Invoice, client: Client, *, late: bool, spared: bool) -> tuple[Remark, ...]:
    told: list[Remark] = []
    if spared and late:
        told.append(Remark(template=N_("a consumer owes interest only from the formal notice on")))
    if is_unsaid(client):
        told.append(
            Remark(
                template=N_("{client} has no VAT number: say in its data whether it is a business"),
                data={"client": client.code},
            )
        )
    foreign = compensation_of(client, invoice.currency, invoice.issuer.country) is None
    if late and foreign and not owes_as_consumer(client):
        told.append(Remark(template=N_("the flat sum of 40 EUR is owed besides, in euro")))
    return tuple(told)


def _credited(reader: Reader, invoice: Invoice, parts: tuple[Part, ...]) -> Iterator[Remark]:
    """Yield a remark where money of the client is at hand while interest runs on all of a debt."""
    credit = reader.credits().get(invoice.client.id, {}).get(invoice.currency, 0)
    left = sum(one.amount - sum(amount for _, amount in one.settled) for one in parts)
    if credit and left > 0:
        yield Remark(
            template=N_(
                "the client's credit of {credit} is set against nothing, so interest is counted on"
                " it too: allocate it first"
            ),
            data={"credit": Money(credit, invoice.currency)},
        )


def _spared_days(parts: tuple[Part, ...], as_of: dt.date) -> Iterator[Remark]:
    """Yield a remark for each due date that was a holiday, where that spares somebody something."""
    for part in parts:
        paid = any(part.due_date < when <= part.last_day for when, _ in part.settled)
        if part.due_date < as_of and (paid or as_of <= part.last_day):
            yield Remark(
                template=N_("{due} is a Sunday or a holiday: money of {last} is in time"),
                data={"due": part.due_date, "last": part.last_day},
            )


def unpublished(found: Accrual) -> tuple[Remark, ...]:
    """Return a remark for each stretch of days without a rate."""
    return tuple(
        Remark(
            template=N_("no rate is known from {first} to {last}: those days are left out"),
            data={"first": first, "last": last},
        )
        for first, last in found.unknown
    )
