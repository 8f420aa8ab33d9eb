"""Journals: user text never speaks to hledger, and the same entries are the same bytes."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.bookkeeping import Entry, Posting
from smm_ledger.exchange.hledger import is_journal, journal
from tests.support.hledger import read_journal


def entry(text: str, currency: str = "EUR", code: str = "2026-001") -> Entry:
    """Return a balanced entry."""
    return Entry(
        date=dt.date(2026, 3, 2),
        code=code,
        text=text,
        currency=currency,
        postings=(Posting(("assets", "bank"), 12345), Posting(("income", "services"), -12345)),
    )


@given(st.text(max_size=60), st.text(min_size=1, max_size=20))
def test_no_text_leaves_its_place(text: str, code: str) -> None:
    data = journal([entry(text, code=f"N{code}")])
    assert is_journal(data)
    assert len(read_journal(data.decode())) == 2
    assert data.decode().count("\n2026-03-02 ") == 1


@pytest.mark.parametrize(
    ("currency", "amount"), [("EUR", "123.45 EUR"), ("JPY", "12345 JPY"), ("KWD", "12.345 KWD")]
)
def test_amounts_have_the_decimals_of_their_currency(currency: str, amount: str) -> None:
    text = journal([entry("A", currency)]).decode()
    assert amount in text
    read_journal(text)


def test_two_currencies_are_declared_and_the_bytes_are_the_same() -> None:
    entries = [entry("A"), entry("B", "USD")]
    assert journal(entries) == journal(entries)
    assert "commodity 1000.00 USD" in journal(entries).decode()
    assert journal([]).decode().startswith("; smm-ledger journal\n")
