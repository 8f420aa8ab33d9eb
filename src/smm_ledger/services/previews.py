"""What a document would come to, computed and not kept: for a form, or a file to be checked."""

from smm_ledger.core.regimes import regime_of
from smm_ledger.services.offers import Offer, OfferInput, make_offer
from smm_ledger.services.ports import Storage


class PreviewService:
    """Totals of what has not been decided yet."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

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
