"""Everything that a spreadsheet or an accountant may want, as flat tables of one moment.

Nothing private may enter a sheet: no bound, note, hour, ask, give, get or gift. What a client never
sees stays in the ledger and in its JSON export.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from smm_ledger.core.bookkeeping import Entry, entries_of
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.lines import Line
from smm_ledger.core.money import Money, number, price_text
from smm_ledger.core.parties import Client
from smm_ledger.core.quotes import Quote
from smm_ledger.core.totals import Totals
from smm_ledger.services.ports import Clock, Reader, Storage
from smm_ledger.services.read_models import ListQuery, QuoteRow
from smm_ledger.services.sheets_collections import collection_sheets
from smm_ledger.services.sheets_retainers import retainer_sheets

Cells = Sequence[object]
Sheet = tuple[str, Sequence[str], Sequence[Cells]]
"""Name, header, rows."""

_CLIENT: Final = (
    *("code", "name", "kind", "vat_id", "tax_code", "country", "address", "city", "zip"),
    *("province", "email", "phone", "language", "currency", "terms", "withholding", "sdi_code"),
    *("pec", "archived"),
)
_LINE: Final = (
    *("no", "kind", "description", "group", "service", "quantity", "unit", "unit_price"),
    *("discount_percent", "vat_rate", "vat_nature", "net", "selected"),
)
_SUMS: Final = (
    *("net", "social_contribution", "tax", "stamp_duty", "total", "withholding", "payable"),
)


class SheetService:
    """The ledger as tables."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def all(self) -> Sequence[Sheet]:
        """Return every table, read from one state of the ledger."""
        with self._storage.read() as reader:
            quotes = [reader.quote(row.number) for row in self._quotes(reader)]
            invoices = list(self._invoices(reader))
            return [
                _clients(self._clients(reader)),
                _quotes(quotes),
                _rounds(quotes),
                _quote_lines(quotes),
                _invoices(invoices, self._clock),
                _invoice_lines(invoices),
                _instalments(invoices),
                *_payments(reader),
                *retainer_sheets(reader.retainers()),
                *collection_sheets(reader, self._clock.today()),
            ]

    def entries(self) -> Sequence[Entry]:
        """Return everything as balanced entries of double entry, by date."""
        with self._storage.read() as reader:
            return entries_of(reader.books())

    def _clients(self, reader: Reader) -> list[Client]:
        today = self._clock.today()
        return [row.client for row in reader.clients(ListQuery(archived=True), today=today)]

    def _quotes(self, reader: Reader) -> Sequence[QuoteRow]:
        return reader.quotes(ListQuery(), today=self._clock.today())

    def _invoices(self, reader: Reader) -> Iterator[Invoice]:
        for row in reader.invoices(ListQuery(), today=self._clock.today()):
            yield reader.invoice(row.number or row.draft or "")


def _amount(minor: int, currency: str) -> str:
    return str(Money(minor, currency))


def _clients(clients: Sequence[Client]) -> Sheet:
    return "clients", _CLIENT, [[getattr(one, name) for name in _CLIENT] for one in clients]


def _quotes(quotes: Sequence[Quote]) -> Sheet:
    header = ("number", "client", "title", "currency", "status", "valid_until")
    more = ("current_round", "accepted_round", "deposit_percent", "reason")
    rows = [
        [
            *(getattr(one, name) for name in header),
            one.current.seq,
            one.accepted_round,
            number(one.deposit_percent) if one.deposit_percent is not None else None,
            one.outcome.reason if one.outcome else None,
        ]
        for one in quotes
    ]
    return "quotes", (*header, *more), rows


def _rounds(quotes: Sequence[Quote]) -> Sheet:
    header = ("quote", "seq", "side", "date", "valid_until", "currency", "net", "tax", "total")
    rows = [
        [
            *(one.number, offer.seq, offer.side, offer.date, offer.valid_until, one.currency),
            _amount(offer.totals.net, one.currency),
            _amount(offer.totals.tax, one.currency),
            _amount(offer.totals.total, one.currency),
        ]
        for one in quotes
        for offer in one.rounds
    ]
    return "rounds", header, rows


def _quote_lines(quotes: Sequence[Quote]) -> Sheet:
    rows = [
        [one.number, offer.seq, *cells]
        for one in quotes
        for offer in one.rounds
        for cells in _lines(offer.lines, offer.totals)
    ]
    return "quote_lines", ("quote", "round", *_LINE), rows


def _lines(lines: Sequence[Line], totals: Totals) -> Iterator[Cells]:
    for no, (line, net) in enumerate(zip(lines, totals.line_nets, strict=True), 1):
        off = line.discount_percent
        yield [
            *(no, line.kind, line.description, line.group, line.service, number(line.quantity)),
            *(
                line.unit,
                price_text(line.unit_price, totals.currency),
                number(off) if off is not None else None,
            ),
            *(number(line.vat_rate), line.vat_nature, _amount(net, totals.currency)),
            line.selected,
        ]


def _invoices(invoices: Sequence[Invoice], clock: Clock) -> Sheet:
    header = ("number", "draft", "kind", "state", "payment_status", "days_overdue", "issue_date")
    more = ("due_date", "client", "client_name", "currency", *_SUMS)
    last = ("paid", "credited", "written_off", "balance", "quote")
    rows = [_invoice(one, one.days_overdue(clock.today())) for one in invoices]
    return "invoices", (*header, *more, *last), rows


def _invoice(one: Invoice, late: int) -> Cells:
    return [
        *(one.number, None if one.number else one.name, one.kind, one.state, one.payment_status),
        *(late, one.issue_date, one.last_due, one.client.code, one.client.name, one.currency),
        *(_amount(getattr(one.totals, name), one.currency) for name in _SUMS),
        *(_amount(sum_, one.currency) for sum_ in (one.paid, one.credited, one.written_off)),
        *(str(one.balance), one.quote),
    ]


def _invoice_lines(invoices: Sequence[Invoice]) -> Sheet:
    rows = [[one.name, *cells] for one in invoices for cells in _lines(one.lines, one.totals)]
    return "invoice_lines", ("invoice", *_LINE), rows


def _instalments(invoices: Sequence[Invoice]) -> Sheet:
    header = ("invoice", "seq", "due_date", "currency", "amount", "balance")
    rows = [
        [
            *(one.name, part.seq, part.due_date, one.currency),
            _amount(part.amount, one.currency),
            _amount(part.balance, one.currency),
        ]
        for one in invoices
        for part in one.instalments
    ]
    return "instalments", header, rows


def _payments(reader: Reader) -> list[Sheet]:
    names = [f"pay-{row.id}" for row in reader.payments(ListQuery())]
    payments = [reader.payment(name) for name in names]
    header = ("id", "client", "date", "amount", "currency", "method", "reference")
    rows = [
        [
            *(one.name, one.client, one.date, str(one.amount), one.amount.currency, one.method),
            *(one.reference, str(one.unallocated), one.reversed),
        ]
        for one in payments
    ]
    parts = [
        [one.name, part.invoice, _amount(part.amount, one.amount.currency), one.amount.currency]
        for one in payments
        for part in one.allocations
    ]
    return [
        ("payments", (*header, "unallocated", "reversed"), rows),
        ("allocations", ("payment", "invoice", "amount", "currency"), parts),
    ]
