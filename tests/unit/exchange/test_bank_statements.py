"""Statements as banks write them, and as nobody should."""

import datetime as dt
from pathlib import Path

import pytest

from smm_ledger.core.bank import BankEntry
from smm_ledger.core.bank_formats import READY, BankFormat, format_from
from smm_ledger.core.errors import InputError
from smm_ledger.core.money import Money
from smm_ledger.exchange.statements import CAMT, read_statement

IT = """\ufeffConto;IT60X0542811101000000123456
Periodo;01/11/2026 - 30/11/2026

Data contabile;Data valuta;Descrizione;Addebiti;Accrediti;Divisa
20/11/2026;20/11/2026;"BONIFICO DA
ROSSI; MODA";;1.234,50 €;EUR
19/11/26;19/11/26;CANONE;3,50;;EUR
18/11/2026;18/11/2026;ASSEGNO;-12;;
;;Saldo finale;;9.999,00;EUR
"""

CAMT_TEXT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}">
 <BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr>
  <Stmt><Id>1</Id><Acct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id></Acct>
   <Ntry><Amt Ccy="EUR">122.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>{status}</Sts>
    <BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>ABC1</AcctSvcrRef>
    <NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
     <RltdPties><Dbtr>{party}</Dbtr>
      <DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct></RltdPties>
     <RmtInf><Ustrd>SALDO <!-- x -->FATTURA</Ustrd><Ustrd>2026-004</Ustrd>
      <Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf>
    </TxDtls></NtryDtls></Ntry>
   <Ntry><Amt Ccy="EUR">50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>{status}</Sts>
    <BookgDt><DtTm>2026-11-21T08:00:00</DtTm></BookgDt><AcctSvcrRef>ABC2</AcctSvcrRef>
    <NtryDtls>
     <TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">20</Amt></TxAmt></AmtDtls>
      <RmtInf><Ustrd>A</Ustrd></RmtInf></TxDtls>
     <TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">30</Amt></TxAmt></AmtDtls>
      <RmtInf><Ustrd>B</Ustrd></RmtInf></TxDtls>
    </NtryDtls></Ntry>
   <Ntry><Amt Ccy="EUR">9</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>{status}</Sts>
    <ValDt><Dt>2026-11-22</Dt></ValDt><AddtlNtryInf>CANONE</AddtlNtryInf></Ntry>
   <Ntry><Amt Ccy="EUR">77</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>{pending}</Sts>
    <BookgDt><Dt>2026-11-23</Dt></BookgDt></Ntry>
  </Stmt></BkToCstmrStmt></Document>
"""
OLD = {"version": "02", "status": "BOOK", "pending": "PDNG", "party": "<Nm>Rossi Moda</Nm>"}
NEW = {
    "version": "08",
    "status": "<Cd>BOOK</Cd>",
    "pending": "<Cd>PDNG</Cd>",
    "party": "<Pty><Nm>Rossi Moda</Nm></Pty>",
}


def read(
    folder: Path, text: str | bytes, formats: dict[str, BankFormat] | None = None
) -> tuple[BankEntry, ...]:
    path = folder / "statement"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_statement(path, formats or dict(READY), currency="EUR").entries


def test_an_italian_file_with_titles_sums_and_two_columns(tmp_path: Path) -> None:
    found = read(tmp_path, IT)
    assert [(own.date.day, own.amount.minor) for own in found] == [
        (20, 123450),
        (19, -350),
        (18, -1200),
    ]
    assert found[0].text == "BONIFICO DA ROSSI; MODA"


def test_an_english_file_and_one_s_own_layout(tmp_path: Path) -> None:
    english = 'Date,Description,Amount\n2026-11-20,From Rossi,"1,234.50"\n'
    assert read(tmp_path, english)[0].amount == Money(123450, "EUR")
    own = {"mine": format_from("date=When,amount=Sum,text=What,text=Who,dates=mdy,decimals=point")}
    (entry,) = read(tmp_path, "When\tWhat\tWho\tSum\n11/02/26\tHi\tAnn\t5.00-\n", own)
    assert (entry.date, entry.amount.minor) == (dt.date(2026, 11, 2), -500)
    assert entry.text == "Hi Ann"


def test_two_equal_rows_stay_two_and_keep_their_keys(tmp_path: Path) -> None:
    rows = "Data;Descrizione;Importo\n20/11/2026;A;5,00\n20/11/2026;A;5,00\n"
    keys = [own.key for own in read(tmp_path, rows)]
    assert len(set(keys)) == 2
    assert keys == [own.key for own in read(tmp_path, rows)]


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ("20/11/2026;A;1,234.50", "statement: row 2, amount"),
        ("20/11/2026;A;12.3456", "statement: row 2, amount"),
        ("31/02/2026;A;5,00", "statement: row 2, date"),
        ("gestern;A;5,00", "statement: row 2, date"),
        ("20/11/2026;A\u202e;5,00", "statement: row 2, text"),
    ],
)
def test_what_cannot_be_read_is_named_by_row_and_column(
    tmp_path: Path, row: str, where: str
) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, f"Data;Descrizione;Importo\n{row}\n")
    assert refused.value.subject == where


def test_a_file_of_no_known_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read(tmp_path, "Quando;Quanto\n20/11/2026;5,00\n")
    with pytest.raises(InputError):
        read(tmp_path, "Quando;Quanto\n20/11/2026;5,00\n", {"it": READY["it"]})


@pytest.mark.parametrize("words", [OLD, NEW], ids=["001.02", "001.08"])
def test_camt_053_as_banks_write_it(tmp_path: Path, words: dict[str, str]) -> None:
    found = read(tmp_path, CAMT_TEXT.format(**words))
    assert [(own.date.day, own.amount.minor) for own in found] == [
        (20, 12200),
        (21, 2000),
        (21, 3000),
        (22, -900),
    ]
    first = found[0]
    assert (first.name, first.iban) == ("Rossi Moda", "DE89370400440532013000")
    assert first.text == "SALDO FATTURA 2026-004 RF18539007547034"
    assert first.key == "camt:IT60X0542811101000000123456:ABC1:2026-11-20:12200:1"
    assert len({own.key for own in found}) == 4


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
PEEK = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'


@pytest.mark.parametrize(
    "data",
    [
        BOMB.encode(),
        PEEK.encode(),
        '<?xml version="1.0" encoding="UTF-16"?>'.encode("utf-16") + PEEK.encode("utf-16-le"),
        b"<x>",
        b"<x/>",
        b"<a>" * 300 + b"</a>" * 300,
        CAMT_TEXT.format(**OLD).replace("122.00", "1e3").encode(),
        CAMT_TEXT.format(**OLD).replace('Ccy="EUR"', 'Ccy="??"').encode(),
        CAMT_TEXT.format(**OLD).replace("2026-11-20", "20-11-2026").encode(),
    ],
    ids=["bomb", "entity", "utf-16", "broken", "other", "deep", "figure", "currency", "date"],
)
def test_hostile_and_broken_xml_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, data)
    assert "root:" not in str(refused.value)


def test_the_format_of_xml_is_known_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(CAMT_TEXT.format(**OLD), encoding="utf-8")
    assert read_statement(path, {}, currency="EUR").format == CAMT
