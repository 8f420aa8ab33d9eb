"""Short texts for an e-mail or a chat, in the client's language.

They are read by the client: no bound, note, hour, ask or gift may ever stand in them.
"""

from smm_ledger.core.errors import IllegalTransition
from smm_ledger.core.identifiers import format_iban
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.marks import N_
from smm_ledger.core.states import InvoiceState
from smm_ledger.i18n.figures import date, money
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.ports import Storage
from smm_ledger.services.quote_texts import quote_text


class TextService:
    """What to write to a client about a document."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def quote(self, ref: str) -> str:
        """Return a text that fits where the quote stands: an offer, a reply, a thank-you."""
        with self._storage.read() as reader:
            own = reader.quote(ref)
            return quote_text(own, reader.client_by_id(own.client_id), reader.issuer())

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
                state=str(own.state),
            )
        return invoice_text(own)


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
