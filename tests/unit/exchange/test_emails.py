"""E-mails: what a mail program reads is what was written, whatever was written."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.errors import InputError
from smm_ledger.core.text import safe
from smm_ledger.exchange.emails import Letter, ascii_address, draft, message
from tests.support.mail_servers import read

DAY = dt.date(2026, 4, 20)
NOW = dt.datetime(2026, 4, 20, 9, 30, tzinfo=dt.UTC)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)


def letter(name: str = "Rossi", subject: str = "S", text: str = "T") -> Letter:
    return Letter(
        sender=("Marta", "marta@example.org"),
        to=(name, "conti@rossi.example"),
        subject=subject,
        text=text,
        attachment=("lettera.pdf", b"%PDF-1.7"),
    )


@given(NAMES, NAMES, NAMES)
def test_nothing_adds_a_header_and_nothing_is_lost(name: str, subject: str, text: str) -> None:
    data = draft(letter(name, subject, text), date=DAY)
    found = read(data)
    assert sorted(found.keys()) == sorted(
        ["From", "To", "Subject", "Date", "X-Unsent", "MIME-Version", "Content-Type"]
    )
    (to,) = found["To"].addresses
    assert to.addr_spec == "conti@rossi.example"
    assert to.display_name in {" ".join(safe(name).split()), ""}
    assert found["Subject"].split() == safe(subject).split()
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert data.isascii()


@pytest.mark.parametrize("hostile", ["A\r\nBcc: b@x.example", "A\nB: c", "A\r\n\r\nbody"])
def test_a_line_break_in_a_header_is_a_blank(hostile: str) -> None:
    found = read(draft(letter(hostile, hostile), date=DAY))
    assert found["Bcc"] is None
    assert found["Subject"] == " ".join(hostile.split())
    body = found.get_body()
    assert body is not None
    assert body.get_content().strip() == "T"


@pytest.mark.parametrize(
    "name",
    ["Società, Ağ “x” (z); <b>", 'Ros"si, Moda S.r.l.', "Łódź 😀, è", "a@b.example, x"],
)
def test_a_name_is_read_back_as_it_is(name: str) -> None:
    (to,) = read(draft(letter(name), date=DAY))["To"].addresses
    assert to.display_name == name


def test_a_domain_is_spelt_as_the_mail_system_does() -> None:
    assert ascii_address("posta@caffè.example") == "posta@xn--caff-8oa.example"
    assert ascii_address("") == ""


@pytest.mark.parametrize(
    "address", ["a@b.example\r\nRCPT TO:<c@d.example>", "a", "a@" + "è" * 60 + ".example"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(InputError):
        ascii_address(address)


def test_the_same_letter_has_the_same_name() -> None:
    first, again = message(letter(), at=NOW), message(letter(), at=NOW + dt.timedelta(hours=1))
    assert first["Message-ID"] == again["Message-ID"]
    assert first["Message-ID"] != message(letter(text="Other"), at=NOW)["Message-ID"]
    assert first["Date"] == "Mon, 20 Apr 2026 09:30:00 +0000"
