"""What a document would come to, computed and not kept: for a form, or a file to be checked."""

from smm_ledger.core.floors import Floors, floors
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.quotes import Quote
from smm_ledger.core.regimes import regime_of
from smm_ledger.services.invoices import InvoiceInput, drafted, edited
from smm_ledger.services.offers import Offer, OfferInput, make_offer
from smm_ledger.services.ports import Clock, Storage
from smm_ledger.services.quote_inputs import QuoteInput
from smm_ledger.services.quotes import drafted as drafted_quote
from smm_ledger.services.rates import hour_of


class PreviewService:
    """Totals of what has not been decided yet."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def document(self, client_ref: str, typed: OfferInput) -> Offer:
        """Return what a new document for a client would come to.

        Raises:
            InputError: A line is wrong. NotFoundError: No such client or service.
        """
        with self._storage.read() as reader:
            issuer, client = reader.issuer(), reader.client(client_ref)
            rules = regime_of(issuer.regime).rules(issuer, client)
            return make_offer(
                typed, last=None, rules=rules, currency=client.currency, reader=reader
            )

    def round(self, quote_ref: str, typed: OfferInput) -> Offer:
        """Return what a new round of a quote would come to, under the rules of my last one."""
        with self._storage.read() as reader:
            quote = reader.quote(quote_ref)
            last = quote.my_last
            return make_offer(
                typed, last=last, rules=last.rules, currency=quote.currency, reader=reader
            )

    def quote(self, typed: QuoteInput) -> tuple[Quote, Floors]:
        """Return the draft quote that was typed, with the number that it would get, and floors.

        Raises:
            InputError: A value is wrong. NotFoundError: No such client or service.
        """
        with self._storage.read() as reader:
            today = self._clock.today()
            quote = drafted_quote(reader, typed, today=today, number=reader.peek_number)
            return quote, floors(quote, hour_of(reader))

    def invoice(self, typed: InvoiceInput, *, before: str | None = None) -> Invoice:
        """Return the draft invoice that was typed, or what is there already with it.

        Raises:
            InputError: A value is wrong. NotFoundError: No such client, service or draft.
        """
        with self._storage.read() as reader:
            if before is None:
                return drafted(reader, typed)
            return edited(reader, reader.invoice(before), typed)
