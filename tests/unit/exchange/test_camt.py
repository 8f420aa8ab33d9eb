"""CAMT.053 of real life: batches, charges, reversals, balances; and files that are too much."""

from pathlib import Path

import pytest

from smm_ledger.core.errors import InputError
from smm_ledger.exchange.camt import MOST_MARKS
from smm_ledger.exchange.statements import Statement, read_statement

HEAD = (
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>'
    "<GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>1</Id>"
    "<Acct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id></Acct>"
)
TAIL = "</Stmt></BkToCstmrStmt></Document>"


def read(folder: Path, *inner: str, version: str = "02") -> Statement:
    path = folder / "statement.xml"
    path.write_text(HEAD.format(version=version) + "".join(inner) + TAIL, encoding="utf-8")
    return read_statement(path, {}, currency="EUR")


def balance(kind: str, amount: str, turned: str = "CRDT") -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{turned}</CdtDbtInd></Bal>'
    )


def entry(amount: str, turned: str = "CRDT", inner: str = "", more: str = "") -> str:
    return (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{turned}</CdtDbtInd>{more}<Sts>BOOK</Sts>'
        f"<BookgDt><Dt>2026-11-20</Dt></BookgDt><NtryDtls>{inner}</NtryDtls></Ntry>"
    )


def detail(text: str, amount: str = "", more: str = "") -> str:
    sum_ = f'<AmtDtls><TxAmt><Amt Ccy="EUR">{amount}</Amt></TxAmt></AmtDtls>' if amount else ""
    return f"<TxDtls>{sum_}{more}<RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls>"


def test_a_batch_is_taken_apart_where_its_parts_add_up(tmp_path: Path) -> None:
    parts = detail("FT 1", "20") + detail("FT 2", "30") + detail("FT 3", "0.50")
    found = read(tmp_path, entry("50.50", inner=parts)).entries
    assert [(str(one.amount), one.text) for one in found] == [
        *(("20.00", "FT 1"), ("30.00", "FT 2"), ("0.50", "FT 3")),
    ]
    assert len({one.key for one in found}) == 3


@pytest.mark.parametrize("amounts", [("20", "30"), ("20", ""), ("", "")])
def test_a_batch_less_charges_stays_one_with_all_its_words(
    tmp_path: Path, amounts: tuple[str, str]
) -> None:
    parts = detail("FT 1", amounts[0]) + detail("FT 2", amounts[1])
    charges = '<Chrgs><Amt Ccy="EUR">1.50</Amt><CdtDbtInd>DBIT</CdtDbtInd></Chrgs>'
    (own,) = read(tmp_path, entry("48.50", inner=parts, more=charges)).entries
    assert (str(own.amount), own.text, own.name) == ("48.50", "FT 1 FT 2", "")


def test_a_part_that_goes_the_other_way_counts_so(tmp_path: Path) -> None:
    back = "<CdtDbtInd>DBIT</CdtDbtInd>"
    parts = detail("FT 1", "60") + detail("costi", "10", more=back)
    found = read(tmp_path, entry("50", inner=parts)).entries
    assert [str(one.amount) for one in found] == ["60.00", "-10.00"]


@pytest.mark.parametrize(
    ("more", "inner", "returned"),
    [
        ("<RvslInd>true</RvslInd>", "", True),
        ("<RvslInd>1</RvslInd>", "", True),
        ("<RvslInd>false</RvslInd>", "", False),
        ("", "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>", True),
    ],
)
@pytest.mark.parametrize("turned", ["CRDT", "DBIT"])
def test_a_reversal_is_known_as_one_and_keeps_its_direction(
    tmp_path: Path, turned: str, more: str, inner: str, *, returned: bool
) -> None:
    (own,) = read(
        tmp_path, entry("10", turned, inner=detail("FT 1", more=inner), more=more)
    ).entries
    assert (own.returned, own.amount.minor) == (returned, 1000 if turned == "CRDT" else -1000)


@pytest.mark.parametrize("version", ["02", "08", "13"])
def test_balances_that_do_not_meet_are_told(tmp_path: Path, version: str) -> None:
    opening, closing = balance("OPBD", "100"), balance("CLBD", "49.50")
    money = entry("50"), entry("100.50", "DBIT")
    assert read(tmp_path, opening, closing, *money, version=version).gaps == ()
    (gap,) = read(tmp_path, opening, closing, money[0], version=version).gaps
    assert (gap.account, str(gap.entries), str(gap.balances)) == (
        *("IT60X0542811101000000123456", "50.00", "-50.50"),
    )


def test_an_overdraft_is_a_balance_below_zero(tmp_path: Path) -> None:
    opening, closing = balance("PRCD", "20", "DBIT"), balance("CLBD", "30")
    assert read(tmp_path, opening, closing, entry("50")).gaps == ()


def test_without_both_balances_nothing_is_said(tmp_path: Path) -> None:
    assert read(tmp_path, balance("ITBD", "5"), balance("CLBD", "7"), entry("50")).gaps == ()


@pytest.mark.parametrize("amount", ["-5", "1e3", "5,00", "NaN", "", "1" * 16, "0x1"])
def test_a_strange_amount_is_refused(tmp_path: Path, amount: str) -> None:
    with pytest.raises(InputError):
        read(tmp_path, entry(amount))


def test_a_flood_of_elements_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "statement.xml"
    path.write_bytes(HEAD.format(version="02").encode() + b"<a/>" * MOST_MARKS)
    with pytest.raises(InputError) as refused:
        read_statement(path, {}, currency="EUR")
    assert "elements" in str(refused.value)


LAUGHS = '<!ENTITY l0 "lol">' + "".join(
    f'<!ENTITY l{no} "{f"&l{no - 1};" * 10}">' for no in range(1, 10)
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "utf-16-le"])
@pytest.mark.parametrize(
    "document_type",
    [
        f"<!DOCTYPE Document [{LAUGHS}]>",
        '<!DOCTYPE Document SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE Document [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE Document [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
    ],
)
def test_a_document_type_is_refused_in_any_encoding(
    tmp_path: Path, document_type: str, encoding: str
) -> None:
    name = encoding.removesuffix("-le")
    text = (
        f'<?xml version="1.0" encoding="{name}"?>{document_type}'
        + HEAD.format(version="02")
        + entry("5", inner=detail("&l9;" if "l9" in document_type else "x"))
        + TAIL
    )
    path = tmp_path / "statement.xml"
    path.write_bytes(text.encode(encoding))
    with pytest.raises(InputError):
        read_statement(path, {}, currency="EUR")
