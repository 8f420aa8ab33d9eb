"""The lawful correction of an issued invoice: same number and date, the next frozen revision.

Only while it has reached nobody, or after SdI rejected it (then it counts as not issued). What it
was before stays whole in the log, its archived PDF and e-invoice among the documents.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from smm_ledger.core.errors import IllegalTransition, InputError, RuleError
from smm_ledger.core.invoices import Instalment, Invoice, InvoiceKind, schedule
from smm_ledger.core.lines import Discount
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.regimes import regime_of
from smm_ledger.core.states import InvoiceEvent, InvoiceState, next_invoice_state
from smm_ledger.core.text import NOTE_MAX, clean
from smm_ledger.core.totals import compute
from smm_ledger.services.billing import settle_quote_status
from smm_ledger.services.invoices import check_in_hand, ordered
from smm_ledger.services.issuing import first_sdi_status, saved
from smm_ledger.services.line_inputs import LineInput, build_lines, checked_discount
from smm_ledger.services.ports import Storage, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionInput:
    """What is corrected (None or empty: as it is); client and issuer are taken as they are now.

    Attributes:
        note: Why, for the log.
        order, cig, cup: See `InvoiceInput`.
    """

    note: str
    lines: Sequence[LineInput] = ()
    discount: Discount | None = None
    order: str | None = None
    cig: str | None = None
    cup: str | None = None


class RevisionService:
    """Corrections of what was issued."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def correct(self, ref: str, typed: RevisionInput) -> Invoice:
        """Write an issued invoice anew under its number and date.

        Parties are taken as they are now, so that a wrong address or number can be mended first;
        how it is taxed stays as at issue, unless the client's own data say otherwise.

        Raises:
            IllegalTransition: It has reached somebody, or a document rests on figures that change.
            RuleError: More is paid already than it would come to.
            InputError: Nothing would change.
        """
        note = clean(typed.note, field="note", max_length=NOTE_MAX, required=True)
        with self._storage.write() as work:
            before = work.invoice(ref)
            next_invoice_state(before.name, before.state, InvoiceEvent.CORRECT)
            check_in_hand(before)
            _check_own(before)
            after = _corrected(work, before, typed)
            if after.totals != before.totals:
                _check_alone(work, before)
            if after == before:
                raise InputError(
                    "invoice",
                    N_("nothing changes"),
                    hint=N_("give its lines anew, or mend the client's data first"),
                )
            _check_money(before, after)
            after = replace(
                after,
                revision=before.revision + 1,
                sdi_status=first_sdi_status(after),
                sdi_on=None,
                sdi_file=0,
                sent_on=None,
                pdf_sha256="",
            )
            data = {
                "note": note,
                "revision": after.revision,
                "replaced": before,
                "pdf_sha256": before.pdf_sha256,
            }
            after = saved(work, after, "correct", data)
            settle_quote_status(work, after)
            return work.invoice_by_id(after.id)


def _check_own(invoice: Invoice) -> None:
    """Refuse what another program issued."""
    if invoice.kind is InvoiceKind.IMPORTED:
        raise IllegalTransition(
            invoice.name,
            N_("another program issued it"),
            hint=N_("correct it there, or make a credit note"),
        )


def _check_alone(work: UnitOfWork, invoice: Invoice) -> None:
    """Refuse where another document rests on these figures."""
    resting = [note.number for note in work.credit_notes_of(invoice.id)]
    if invoice.quote_id is not None:
        resting += [
            other.name
            for other in work.invoices_of_quote(invoice.quote_id)
            if invoice.number in other.deducts and other.state is not InvoiceState.VOID
        ]
    made = work.invoice_of_proforma(invoice.id)
    resting += [made.name] if made else []
    if resting:
        raise IllegalTransition(
            invoice.name,
            N_("{names} rests on it"),
            hint=N_("keep its figures, or take that one back first"),
            names=", ".join(resting),
        )


def _corrected(work: UnitOfWork, before: Invoice, typed: RevisionInput) -> Invoice:
    client, issuer = work.client_by_id(before.client.id), _seller(work.issuer(), before.issuer)
    client = _as_at_issue(client, before.client)
    rules = regime_of(before.rules.regime).rules(issuer, client)
    rules = replace(
        rules,
        stamp_recharged=before.rules.stamp_recharged,
        stamp_amount=before.rules.stamp_amount,
        stamp_threshold=before.rules.stamp_threshold,
        rounding=before.rules.rounding,
    )
    lines = build_lines(typed.lines, rules=rules, reader=work) if typed.lines else before.lines
    discount = before.discount if typed.discount is None else checked_discount(typed.discount)
    totals = compute(lines, rules=rules, currency=before.currency, discount=discount)
    if before.kind is InvoiceKind.CREDIT_NOTE and totals != before.totals:
        raise RuleError(
            before.name,
            N_("a credit note keeps its figures"),
            hint=N_("declare it void, and make another"),
        )
    return replace(
        before,
        client=client,
        issuer=issuer,
        rules=rules,
        lines=lines,
        discount=discount,
        totals=totals,
        instalments=_rescheduled(before, totals.payable),
        order=ordered(before.order, typed.order, typed.cig, typed.cup),
    )


def _seller(now: Issuer, then: Issuer) -> Issuer:
    """Return the issuer's present data with the tax regime of the day of issue."""
    return replace(
        now,
        regime=then.regime,
        contribution=then.contribution,
        withholding_percent=then.withholding_percent,
        withholding_base_percent=then.withholding_base_percent,
        stamp_recharge=then.stamp_recharge,
    )


def _as_at_issue(now: Client, then: Client) -> Client:
    """Return the client's present data without what is no part of a document."""
    return replace(
        now,
        notes=then.notes,
        archived=then.archived,
        version=then.version,
        terms=then.terms,
        currency=then.currency,
    )


def _rescheduled(before: Invoice, payable: int) -> tuple[Instalment, ...]:
    """Return the instalments of the new sum on the old dates, with what is settled of each."""
    if payable == before.totals.payable or before.issue_date is None:
        return before.instalments
    parts = schedule(
        payable,
        before.issue_date,
        terms=before.terms,
        due_date=before.due_date or _only_due(before),
        plan=before.plan,
    )
    known = {part.seq: part for part in before.instalments}
    return tuple(
        replace(part, id=known[part.seq].id, settled=known[part.seq].settled)
        if part.seq in known
        else part
        for part in parts
    )


def _only_due(invoice: Invoice) -> dt.date | None:
    return None if invoice.plan else invoice.last_due


def _check_money(before: Invoice, after: Invoice) -> None:
    known = {part.seq: part.amount for part in after.instalments}
    if any(part.settled > known.get(part.seq, 0) for part in before.instalments):
        raise RuleError(
            before.name,
            N_("more is paid already than it would come to"),
            hint=N_("take the payment back first (payment reverse)"),
        )
