"""How a client has paid, said when the next quote is made; ignoring it is doing nothing."""

from decimal import Decimal

from smm_ledger.core.dates import Terms
from smm_ledger.core.errors import RuleError
from smm_ledger.core.marks import N_
from smm_ledger.core.payers import Advice, PayerProfile, advice
from smm_ledger.core.quotes import Quote
from smm_ledger.i18n.formatting import format_percent
from smm_ledger.i18n.phrases import format_days
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.ports import Clock, Reader, Storage
from smm_ledger.services.quote_inputs import QuoteInput
from smm_ledger.services.quotes import QuoteService


class PayerService:
    """Advice from a client's record; private."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def advice(
        self, client: str, *, deposit: Decimal | None = None, terms: Terms | None = None
    ) -> Advice | None:
        """Return what to ask of a client that pays late, or None.

        Args:
            client: Its code.
            deposit: What is asked already, in hundredths.
            terms: The quote's own, if it has any.
        """
        with self._storage.read() as reader:
            return self._advice(reader, reader.client(client).id, deposit, terms)

    def advice_on(self, ref: str) -> Advice | None:
        """Return what a quote should ask beyond what it asks already, or None."""
        with self._storage.read() as reader:
            quote = reader.quote(ref)
            return self._advice(reader, quote.client_id, quote.deposit_percent, quote.terms)

    def take(self, ref: str) -> Quote:
        """Let a draft ask the deposit and the terms that are advised.

        Raises:
            RuleError: There is no advice. IllegalTransition: It was sent.
        """
        advised = self.advice_on(ref)
        if advised is None:
            raise RuleError(
                ref,
                N_("there is nothing to advise"),
                hint=N_("set deposit and terms as you like"),
                cli="quote edit",
            )
        typed = QuoteInput(deposit=advised.deposit_percent, terms=advised.terms)
        return QuoteService(self._storage, self._clock).edit(ref, typed)

    def _advice(
        self, reader: Reader, client_id: int, deposit: Decimal | None, terms: Terms | None
    ) -> Advice | None:
        known = reader.client_summary(client_id, today=self._clock.today())
        record = PayerProfile(n=known.paid_invoices, median_days_late=known.median_days_late)
        return advice(record, terms or known.client.terms, deposit=deposit)


_AT_ONCE = N_(
    "{name} pays late: the last {n} invoices {days} late (median, by amount); ask {deposit} in"
    " advance, and the rest at once"
)
_WITHIN = N_(
    "{name} pays late: the last {n} invoices {days} late (median, by amount); ask {deposit} in"
    " advance, and the rest within {terms}"
)


def advice_line(own: Advice, name: str, t: Translator) -> str:
    """Return the advice on the client `name` in one sentence, for me alone."""
    days = own.data["days"]
    return t(
        _WITHIN if own.terms.days else _AT_ONCE,
        name=name,
        n=own.data["n"],
        days=format_days(days if isinstance(days, int) else 0, t),
        deposit=format_percent(own.deposit_percent, t.language),
        terms=format_days(own.terms.days, t),
    )
