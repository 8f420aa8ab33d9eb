"""Short texts for an e-mail or a chat, in the client's language.

They are read by the client: no bound, note, hour, ask or gift may ever stand in them.
"""

from smm_ledger.core.errors import IllegalTransition
from smm_ledger.core.identifiers import format_iban
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.promises import Promise, PromiseState
from smm_ledger.core.states import InvoiceState
from smm_ledger.i18n.figures import date, money
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.ports import Clock, Storage
from smm_ledger.services.promises import all_judged
from smm_ledger.services.quote_texts import quote_text


class TextService:
    """What to write to a client about a document."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def quote(self, ref: str) -> str:
        """Return a text that fits where the quote stands: an offer, a reply, a thank-you."""
        with self._storage.read() as reader:
            own = reader.quote(ref)
            return quote_text(own, reader.client_by_id(own.client_id), reader.issuer())

    def promise(self, ref: str) -> str:
        """Return a text that confirms a promise to the client.

        Raises:
            IllegalTransition: It was kept, or another one took its place.
        """
        today = self._clock.today()
        with self._storage.read() as reader:
            key = reader.kept(Promise, ref).id
            own = next(one for one in all_judged(reader, today) if one.id == key)
            if own.state in (PromiseState.KEPT, PromiseState.RENEGOTIATED):
                raise IllegalTransition(
                    own.name,
                    N_("it is {state}: there is nothing to confirm"),
                    hint=N_("confirm one that is open"),
                    cli="promise list",
                    state=own.state,
                )
            client = reader.invoice_by_id(own.invoice_id).client
            return promise_text(own, client, reader.issuer())

    def invoice(self, ref: str) -> str:
        """Return a text that goes with an issued invoice.

        Raises:
            IllegalTransition: A draft has no number yet, a void one is nothing to send.
        """
        with self._storage.read() as reader:
            own = reader.invoice(ref)
        if own.state is not InvoiceState.ISSUED:
            raise IllegalTransition(
                own.name,
                N_("it is {state}: there is nothing to send"),
                hint=N_("issue it first"),
                cli="invoice issue",
                state=own.state,
            )
        return invoice_text(own)


def promise_text(own: Promise, client: Client, issuer: Issuer) -> str:
    """Return the confirmation of a promise: what is agreed, and where to pay it."""
    t = Translator(client.language)
    parts = [
        t(N_("Hello {name},"), name=client.name),
        t(
            N_(
                "thank you for your word: as agreed, {amount} of invoice {number} will be paid"
                " by {day}."
            ),
            amount=money(t, own.amount - own.received, own.currency),
            number=own.invoice,
            day=date(t, own.by, "long"),
        ),
        t(N_("Account: {iban}, {name}"), iban=format_iban(issuer.iban), name=issuer.name)
        if issuer.iban
        else "",
        issuer.name,
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def invoice_text(own: Invoice) -> str:
    """Return the text of an issued invoice."""
    t = Translator(own.client.language)
    open_parts = [part for part in own.instalments if part.balance]
    rows = [
        t(
            N_("- {amount} by {day}"),
            amount=money(t, part.balance, own.currency),
            day=date(t, part.due_date, "long"),
        )
        for part in open_parts
    ]
    iban = own.issuer.iban
    parts = [
        t(N_("Hello {name},"), name=own.client.name),
        t(
            N_("here is invoice {number} of {day}: {total}."),
            number=own.number,
            day=date(t, own.issue_date, "long"),
            total=money(t, own.totals.total, own.currency),
        ),
        t(N_("To pay:")) + "\n" + "\n".join(rows) if rows else t(N_("It is paid: thank you.")),
        t(N_("Account: {iban}, {name}"), iban=format_iban(iban), name=own.issuer.name)
        if iban and rows
        else "",
        own.issuer.name,
    ]
    return "\n\n".join(filter(None, parts)) + "\n"
