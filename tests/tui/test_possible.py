"""What is offered now is what the state tables allow, and nothing else."""

import pytest

from smm_ledger.core.states import INVOICE_TABLE, QUOTE_TABLE, InvoiceState, QuoteStatus
from smm_ledger.tui.keymap import KEYS
from smm_ledger.tui.possible import INVOICE_DEEDS, QUOTE_DEEDS, invoice_deeds, quote_deeds

ALWAYS = {"duplicate", "pdf", "compared", "view", "preview", "copy", "note", "attach", "files"}

ANSWERS = {"counter", "edit", "propose", "checklist", "accept", "decline", "reply", "delete"}


def offered(status: str, *, expired: bool = False) -> set[str]:
    return {deed.action for deed in quote_deeds(status, expired=expired)} - ALWAYS


@pytest.mark.parametrize(
    ("status", "actions"),
    [
        ("draft", {"edit", "send", "delete", "checklist"}),
        ("sent", ANSWERS),
        ("negotiating", ANSWERS),
        ("accepted", {"invoice", "proforma", "undo_accept"}),
        ("declined", {"edit", "propose"}),
        ("withdrawn", {"edit", "propose"}),
        ("invoiced", set()),
    ],
)
def test_a_quote_offers_what_its_state_allows(status: str, actions: set[str]) -> None:
    assert offered(status) == actions


def test_an_expired_quote_is_not_accepted_but_revised() -> None:
    assert offered("sent") - offered("sent", expired=True) == {"accept", "checklist"}


def test_every_state_of_the_tables_is_known() -> None:
    for quote_status in QuoteStatus:
        assert {deed.action for deed in quote_deeds(quote_status, expired=False)} >= ALWAYS
    for state in InvoiceState:
        assert "pdf" in {deed.action for deed in invoice_deeds(state, owed=True)}
    assert {state for state, _ in QUOTE_TABLE} <= set(QuoteStatus)
    assert {state for state, _ in INVOICE_TABLE} <= set(InvoiceState)


def test_invoices_are_issued_once_and_paid_while_something_is_owed() -> None:
    def now(state: str, *, owed: bool) -> set[str]:
        return {deed.action for deed in invoice_deeds(state, owed=owed)}

    assert {"invoice", "edit", "delete"} <= now("draft", owed=False)
    assert "pay" not in now("draft", owed=True)
    assert {"pay", "dossier"} <= now("issued", owed=True)
    assert "pay" not in now("issued", owed=False)
    assert now("void", owed=False) == {"duplicate", "pdf", "view", "preview", "attach", "files"}


def test_every_key_is_one_of_the_keymap() -> None:
    keys = {deed.key for status in QuoteStatus for deed in quote_deeds(status, expired=False)}
    keys |= {deed.key for state in InvoiceState for deed in invoice_deeds(state, owed=True)}
    assert keys - {""} <= set(KEYS)
    assert QUOTE_DEEDS
    assert INVOICE_DEEDS
