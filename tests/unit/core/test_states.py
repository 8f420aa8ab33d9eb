"""The state tables: every pair of state and event, and what is not listed is refused."""

from enum import StrEnum
from itertools import product

import pytest

from smm_ledger.core.errors import IllegalTransition, Immutable
from smm_ledger.core.states import (
    DEEDS,
    INVOICE_TABLE,
    OUT_OF_HAND,
    QUOTE_TABLE,
    SDI_TABLE,
    InvoiceEvent,
    InvoiceState,
    QuoteEvent,
    QuoteStatus,
    RetainerEvent,
    SdiStatus,
    next_invoice_state,
    next_quote_status,
    next_sdi_status,
)

QUOTE = """
draft        edit             draft
draft        delete           draft
draft        send             sent
sent         counter          negotiating
sent         revise           negotiating
sent         accept           accepted
sent         decline          declined
sent         withdraw         withdrawn
sent         reply            sent
negotiating  counter          negotiating
negotiating  revise           negotiating
negotiating  accept           accepted
negotiating  decline          declined
negotiating  withdraw         withdrawn
negotiating  reply            negotiating
declined     revise           negotiating
withdrawn    revise           negotiating
accepted     undo_accept      negotiating
accepted     invoice          accepted
accepted     invoiced_in_full invoiced
invoiced     invoice_lowered  accepted
"""
INVOICE = """
draft   edit        draft
draft   delete      draft
draft   issue       issued
issued  allocate    issued
issued  deallocate  issued
issued  credit      issued
issued  write_off   issued
issued  recover     issued
issued  correct     issued
issued  send        issued
issued  sdi         issued
issued  void        void
draft   proforma    issued
issued  become      issued
"""


SDI = """
to-send        sent           sent
to-send        delivered      delivered
to-send        not-delivered  not-delivered
to-send        rejected       rejected
sent           delivered      delivered
sent           not-delivered  not-delivered
sent           rejected       rejected
not-delivered  delivered      delivered
rejected       sent           sent
rejected       delivered      delivered
rejected       not-delivered  not-delivered
"""


def listed(table: str) -> dict[tuple[str, str], str]:
    """Return (state, event) to state of one of the tables above."""
    rows = (row.split() for row in table.strip().splitlines())
    return {(state, event): to for state, event, to in rows}


@pytest.mark.parametrize(("status", "event"), list(product(QuoteStatus, QuoteEvent)), ids=str)
def test_every_pair_of_a_quote(status: QuoteStatus, event: QuoteEvent) -> None:
    expected = listed(QUOTE).get((status, event))
    if expected is None:
        with pytest.raises(IllegalTransition) as caught:
            next_quote_status("P-2026-014", status, event)
        assert caught.value.subject == "P-2026-014"
        assert f"it is {status}" in str(caught.value)
    else:
        assert next_quote_status("P-2026-014", status, event) == expected


@pytest.mark.parametrize(("state", "event"), list(product(InvoiceState, InvoiceEvent)), ids=str)
def test_every_pair_of_an_invoice(state: InvoiceState, event: InvoiceEvent) -> None:
    expected = listed(INVOICE).get((state, event))
    if expected is None:
        with pytest.raises((IllegalTransition, Immutable)) as caught:
            next_invoice_state("2026-004", state, event)
        assert caught.value.subject == "2026-004"
        assert (caught.value.code == "immutable") == (event in (InvoiceEvent.EDIT, "delete"))
    else:
        assert next_invoice_state("2026-004", state, event) == expected


def test_a_deletion_leads_nowhere() -> None:
    assert QUOTE_TABLE[QuoteStatus.DRAFT, QuoteEvent.DELETE].to is None
    assert INVOICE_TABLE[InvoiceState.DRAFT, InvoiceEvent.DELETE].to is None


def test_a_refusal_names_what_is_allowed() -> None:
    with pytest.raises(IllegalTransition) as caught:
        next_quote_status("P-2026-014", QuoteStatus.ACCEPTED, QuoteEvent.SEND)
    assert str(caught.value) == (
        "P-2026-014: it is accepted; one can't send it; "
        "what it allows now: take the acceptance back (undo-accept), make its invoice"
    )


@pytest.mark.parametrize("event", [*QuoteEvent, *InvoiceEvent, *RetainerEvent], ids=str)
def test_what_a_user_does_has_words(event: StrEnum) -> None:
    by_itself = {"deallocate", "invoiced_in_full", "invoice_lowered"}
    assert (event in DEEDS) == (event not in by_itself)


def test_what_allows_nothing_says_what_to_do_instead() -> None:
    with pytest.raises(IllegalTransition, match="make a new one"):
        next_invoice_state("2026-004", InvoiceState.VOID, InvoiceEvent.ISSUE)
    with pytest.raises(IllegalTransition, match="its status is final; a credit note"):
        next_sdi_status("2026-004", SdiStatus.DELIVERED, SdiStatus.SENT)


@pytest.mark.parametrize(("now", "told"), product(SdiStatus, SdiStatus))
def test_every_pair_of_sdi(now: SdiStatus, told: SdiStatus) -> None:
    expected = listed(SDI).get((now, told))
    if expected is None:
        with pytest.raises(IllegalTransition, match="can't follow"):
            next_sdi_status("2026-001", now, told)
        return
    assert next_sdi_status("2026-001", now, told) == expected
    assert SDI_TABLE[now, told].to == expected


def test_an_invoice_that_nobody_told_of_is_to_be_sent() -> None:
    assert next_sdi_status("2026-001", "", SdiStatus.SENT) is SdiStatus.SENT
    assert {SdiStatus.TO_SEND, SdiStatus.REJECTED} == set(SdiStatus) - OUT_OF_HAND
