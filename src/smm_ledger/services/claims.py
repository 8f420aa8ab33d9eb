"""Claims: interest and recovery cost asked for, apart from the invoice; collected or waived."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from smm_ledger.core.claims import Claim, ClaimState
from smm_ledger.core.errors import IllegalTransition, InputError, NotFoundError
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.marks import N_
from smm_ledger.core.text import NOTE_MAX, clean
from smm_ledger.services.accruals import accrued
from smm_ledger.services.letters import ClaimSheet
from smm_ledger.services.ports import Clock, Reader, Storage, UnitOfWork
from smm_ledger.services.renderers import Renderer

_DAY = dt.timedelta(days=1)


Deliver = Callable[[Callable[[bool], bytes]], object]
"""Puts a calculation sheet where it belongs; given what draws it, as HTML if it is told so."""


class ClaimService:
    """What a user does with late interest."""

    def __init__(self, storage: Storage, clock: Clock, renderer: Renderer) -> None:
        self._storage = storage
        self._clock = clock
        self._renderer = renderer

    def list(self, ref: str) -> Sequence[Claim]:
        """Return the claims on an invoice, oldest first."""
        with self._storage.read() as reader:
            return reader.kept_of_invoice(Claim, reader.invoice(ref).id)

    def claim(
        self,
        ref: str,
        *,
        as_of: dt.date | None = None,
        rate: Decimal | None = None,
        deliver: Deliver | None = None,
    ) -> Claim:
        """Claim what accrued since the last claim, to a day (today).

        Args:
            ref: The invoice; its principal may be paid by now.
            as_of: The last day that counts; a day whose rate is not published ends it before.
            rate: A yearly rate that was agreed, in percent.
            deliver: Writes the calculation sheet; where it raises, nothing is claimed.

        Raises:
            IllegalTransition: Nothing accrued, or nothing is owed on it.
            InputError: A day after today: what has not accrued is not owed, and a payment before
                that day would leave a claim of more than the law grants.
        """
        today = self._clock.today()
        day = as_of or today
        if day > today:
            raise InputError(
                "as_of",
                N_("it is after today: interest is claimed once it has accrued"),
                hint=N_("claim up to today, and the rest when it is due"),
            )
        with self._storage.write() as work:
            invoice = work.invoice(ref)
            claim = work.keep(self._new(work, invoice, day, rate))
            work.record("claim", claim, "claim", _data(claim))
            if deliver is not None:
                sheet = _sheet(work, claim, invoice)
                deliver(lambda html: self._renderer.letter(sheet, html=html))
        return claim

    def waive(self, ref: str, *, reason: str) -> Sequence[Claim]:
        """Let the open claims of an invoice go; without one, what has accrued to today.

        Raises:
            IllegalTransition: There is nothing to waive.
        """
        text = clean(reason, field="reason", max_length=NOTE_MAX, required=True)
        with self._storage.write() as work:
            invoice = work.invoice(ref)
            found = _open(work, invoice)
            if not found:
                new = work.keep(self._new(work, invoice, self._clock.today(), None))
                work.record("claim", new, "claim", _data(new))
                found = [new]
            return [self._decide(work, one, ClaimState.WAIVED, text) for one in found]

    def collect(self, ref: str) -> Sequence[Claim]:
        """Record that the open claims of an invoice were paid.

        Raises:
            IllegalTransition: There is none.
        """
        with self._storage.write() as work:
            invoice = work.invoice(ref)
            found = _open(work, invoice)
            if not found:
                raise IllegalTransition(
                    invoice.name,
                    N_("there is no open claim on it"),
                    hint=N_("claim it first"),
                    cli="interest claim",
                )
            return [self._decide(work, one, ClaimState.COLLECTED, "") for one in found]

    def sheet(self, ref: str, *, html: bool = False) -> bytes:
        """Return the calculation sheet of an invoice's last claim, as PDF or as HTML.

        Raises:
            NotFoundError: There is no claim. MissingDependency: The PDF libraries are missing.
        """
        with self._storage.read() as reader:
            invoice = reader.invoice(ref)
            found = reader.kept_of_invoice(Claim, invoice.id)
            if not found:
                raise NotFoundError(invoice.name, thing=N_("claim"))
            sheet = _sheet(reader, found[-1], invoice)
        return self._renderer.letter(sheet, html=html)

    def _new(self, work: UnitOfWork, invoice: Invoice, day: dt.date, rate: Decimal | None) -> Claim:
        claim = unclaimed(work, invoice, as_of=day, today=self._clock.today(), rate=rate)
        if not claim.segments and not claim.compensation:
            raise IllegalTransition(
                invoice.name,
                N_("nothing has accrued up to {day}"),
                hint=N_("see what there is"),
                cli="interest show",
                day=claim.accrued_until.isoformat(),
            )
        return claim

    def _decide(self, work: UnitOfWork, claim: Claim, state: ClaimState, reason: str) -> Claim:
        decided = work.keep(
            replace(claim, state=state, decided_on=self._clock.today(), reason=reason)
        )
        action = "waive" if state is ClaimState.WAIVED else "collect"
        work.record("claim", decided, action, {"reason": reason} if reason else {})
        return decided


def unclaimed(
    reader: Reader, invoice: Invoice, *, as_of: dt.date, today: dt.date, rate: Decimal | None = None
) -> Claim:
    """Return the claim, not kept, of what accrued since the last one; it may be of nothing.

    Raises:
        IllegalTransition: Nothing is, or was, owed on the invoice.
    """
    before = reader.kept_of_invoice(Claim, invoice.id)
    found = accrued(
        reader,
        invoice,
        as_of=as_of,
        rate=rate,
        since=max((one.accrued_until for one in before), default=None),
    )
    return Claim(
        invoice_id=invoice.id,
        invoice=invoice.name,
        date=today,
        kind=found.kind,
        currency=invoice.currency,
        segments=found.segments,
        interest=found.interest,
        compensation=0 if any(one.compensation for one in before) else found.compensation or 0,
        accrued_from=min((row.start for row in found.segments), default=found.accrued_until),
        accrued_until=found.accrued_until,
    )


def _sheet(reader: Reader, claim: Claim, invoice: Invoice) -> ClaimSheet:
    client = reader.client_by_id(invoice.client.id)
    return ClaimSheet(claim=claim, invoice=invoice, issuer=reader.issuer(), client=client)


def _open(work: UnitOfWork, invoice: Invoice) -> list[Claim]:
    found = work.kept_of_invoice(Claim, invoice.id)
    return [one for one in found if one.state is ClaimState.OPEN]


def _data(claim: Claim) -> dict[str, object]:
    return {
        "invoice": claim.invoice,
        "interest": claim.interest,
        "compensation": claim.compensation,
        "until": claim.accrued_until,
        "currency": claim.currency,
    }
