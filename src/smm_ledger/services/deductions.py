"""What a balance takes off: the documents made before it, each by its name and per tax group.

A deposit may still be a draft when its balance is drafted: it is taken off under its draft name,
and the number, the date and the final figures are filled in when it is issued. Until then the
balance can't be issued, and the deposit can't be deleted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from smm_ledger.core.errors import IllegalTransition, InUse
from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.lines import Line
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.states import InvoiceState
from smm_ledger.core.totals import Totals, compute
from smm_ledger.services.phrases import phrase
from smm_ledger.services.ports import UnitOfWork

Nets = Mapping[tuple[Decimal, str], int]
"""Rate and nature of a tax group to its net, in minor units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Billed:
    """A deposit or an invoice of a quote, and what it bills less its credit notes."""

    invoice: Invoice
    nets: Nets

    @property
    def net(self) -> int:
        """Its net less its credit notes, in minor units."""
        return sum(self.nets.values())


def billed(made: Sequence[Invoice]) -> tuple[Billed, ...]:
    """Return what a quote's documents bill; what is void, or was credited whole, is left out.

    An invoice of nothing, of a quote of nothing, stands as any other.
    """
    notes = [it for it in made if it.kind is InvoiceKind.CREDIT_NOTE and _stands(it)]
    kinds = (InvoiceKind.DEPOSIT, InvoiceKind.INVOICE)
    bills = [it for it in made if it.kind in kinds and _stands(it)]
    found = (Billed(invoice=it, nets=_less(it, notes)) for it in bills)
    credited = {note.credits_id for note in notes}
    return tuple(one for one in found if any(one.nets.values()) or one.invoice.id not in credited)


def _stands(invoice: Invoice) -> bool:
    return invoice.state is not InvoiceState.VOID


def _less(bill: Invoice, notes: Sequence[Invoice]) -> Nets:
    nets = dict(group_nets(bill.lines, bill.totals))
    for note in notes:
        if note.credits_id == bill.id:
            for key, net in group_nets(note.lines, note.totals).items():
                nets[key] = nets.get(key, 0) - net
    return nets


def group_nets(lines: Sequence[Line], totals: Totals) -> Nets:
    """Return the net of each tax group, in the order of the lines."""
    nets: dict[tuple[Decimal, str], int] = {}
    for line, net in zip(lines, totals.line_nets, strict=True):
        if line.counts:
            key = (line.vat_rate, line.vat_nature)
            nets[key] = nets.get(key, 0) + net
    return nets


def net_line(text: str, net: int, currency: str, key: tuple[Decimal, str]) -> Line:
    """Return a line of one net in one tax group; below zero it is a deduction."""
    return Line(
        description=text,
        unit_price=Money(net, currency).decimal,
        vat_rate=key[0],
        vat_nature=key[1],
        deduction=net < 0,
    )


def deductions(earlier: Sequence[Billed], language: str) -> tuple[Line, ...]:
    """Return the lines that take earlier documents off, in the client's language."""
    return tuple(
        net_line(_told(one.invoice, language), -net, one.invoice.currency, key)
        for one in earlier
        for key, net in one.nets.items()
        if net
    )


def _told(bill: Invoice, language: str) -> str:
    if bill.state is InvoiceState.DRAFT:
        return phrase(language, "draft_deduction", draft=bill.name)
    name = "deduction" if bill.kind is InvoiceKind.DEPOSIT else "invoice_deduction"
    return phrase(language, name, number=bill.number, date=bill.issue_date)


def fill_in(work: UnitOfWork, issued: Invoice) -> None:
    """Put the number, date and figures of what was just issued into the drafts that deduct it."""
    if issued.quote_id is None:
        return
    made = work.invoices_of_quote(issued.quote_id)
    name = f"draft-{issued.draft_no}"
    for draft in made:
        if draft.state is InvoiceState.DRAFT and name in draft.deducts:
            named = tuple(issued.number if it == name else it for it in draft.deducts)
            earlier = [one for one in billed(made) if one.invoice.name in named]
            own = tuple(line for line in draft.lines if not line.deduction)
            after = replace(draft, deducts=named)
            if len(own) < len(draft.lines):  # else the lines were changed by hand
                lines = own + deductions(earlier, draft.client.language)
                after = replace(after, lines=lines, totals=_totals(draft, lines))
            after = work.save_invoice(after)
            work.record("invoice", after, "edit", {"deposit": issued.number})


def _totals(draft: Invoice, lines: tuple[Line, ...]) -> Totals:
    return compute(lines, rules=draft.rules, currency=draft.currency, discount=draft.discount)


def check_deducted(draft: Invoice) -> None:
    """Refuse to issue a balance before the deposit that it takes off.

    Raises:
        IllegalTransition: What it takes off is still a draft.
    """
    waiting = [name for name in draft.deducts if name.startswith("draft-")]
    if waiting:
        raise IllegalTransition(
            draft.name,
            N_("it takes {name} off, which is still a draft"),
            hint=N_("issue that one first: it is taken off by number and date"),
            name=", ".join(waiting),
        )


def check_not_deducted(work: UnitOfWork, invoice: Invoice) -> None:
    """Refuse to take a document away that another one deducts.

    Raises:
        InUse: A balance takes it off.
    """
    if invoice.quote_id is None:
        return
    made = work.invoices_of_quote(invoice.quote_id)
    users = [it.name for it in made if _stands(it) and invoice.name in it.deducts]
    if users:
        raise InUse(
            invoice.name,
            N_("{names} takes it off"),
            hint=N_("delete that draft first"),
            names=", ".join(users),
        )
