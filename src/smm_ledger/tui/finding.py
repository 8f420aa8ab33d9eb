"""Clients and documents by what was typed, for the palette: a few of each, by the lists' search."""

from collections.abc import Sequence
from itertools import islice
from typing import Final

from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import ListQuery
from smm_ledger.tui.context import Found

OF_EACH: Final = 8


def finder_over(ledger: Ledger, typed: str) -> Sequence[Found]:
    """Return clients, quotes, invoices and retainers that match."""
    if not typed.strip():
        return ()
    query = ListQuery(search=typed, limit=OF_EACH)
    clients = [
        Found(one.client.name, one.client.code, "client", one.client.code)
        for one in ledger.clients.list(query)
    ]
    quotes = [
        Found(one.number, f"{one.client_name}, {one.title}", "quote", one.number)
        for one in ledger.quotes.list(query)
    ]
    invoices = [
        Found(one.number or one.draft or "", one.client_name, "invoice", name)
        for one in ledger.invoices.list(query)
        if (name := one.number or one.draft)
    ]
    return (*clients, *quotes, *invoices, *_retainers(ledger, typed))


def _retainers(ledger: Ledger, typed: str) -> Sequence[Found]:
    """Return the retainers that have every word in name, client or title: there are few."""
    words = typed.casefold().split()
    matching = (
        one
        for one in ledger.retainers.list()
        if all(word in f"{one.name} {one.client} {one.title}".casefold() for word in words)
    )
    return [
        Found(one.title, f"{one.name}, {one.client}", "retainer", one.name)
        for one in islice(matching, OF_EACH)
    ]
