"""CSV as Italian banks and the usual apps export it: the words of their headers, one entry each."""

# ruff: noqa: E501 - rows as banks write them
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smm_ledger.core.bank_formats import READY
from smm_ledger.core.errors import InputError
from smm_ledger.exchange.statements import Statement, read_statement

if TYPE_CHECKING:
    from smm_ledger.core.bank import BankEntry

# Each file: the format that must read it, and a payment of 1,234.50 of 20 November 2026 in it.
FILES = {
    "intesa": (
        "it",
        (
            "Intesa Sanpaolo;;;;;;;\n"
            "Data;Operazione;Dettagli;Conto o carta;Contabilizzazione;Categoria;Valuta;Importo\n"
            "20/11/2026;Bonifico;Da Rossi, saldo FT 4/2026;Conto;CONTABILIZZATO;Altro;EUR;1.234,50\n"
            "21/11/2026;Bonifico;Da Bianchi;Conto;NON CONTABILIZZATO;Altro;EUR;99,00\n"
        ),
    ),
    "intesa, older": (
        "it",
        (
            "Data contabile;Data valuta;Descrizione;Accrediti;Addebiti;Descrizione estesa;Mezzo\n"
            "20/11/2026;20/11/2026;Bonifico;1.234,50;;Rossi FT 4/2026;Internet\n"
            "20/11/2026;20/11/2026;Canone;;-3,50;Canone mensile;Filiale\n"
        ),
    ),
    "unicredit": (
        "it",
        (
            "Data Registrazione;Data valuta;Descrizione;Importo (EUR)\n"
            "20.11.2026;20.11.2026;BONIFICO A VOSTRO FAVORE ROSSI, FT 4/2026;1.234,50\n"
        ),
    ),
    "unicredit, older": (
        "it",
        "Data;Valuta;Descrizione;Euro\n20/11/2026;20/11/2026;BONIFICO ROSSI FT 4/2026;1.234,50\n",
    ),
    "bper": (
        "it",
        (
            "Data contabile;Data valuta;Causale;Descrizione;Dare;Avere;Divisa\n"
            "20/11/2026;20/11/2026;48;BONIFICO ROSSI FT 4/2026;;1234,50;EUR\n"
            "Saldo contabile;;;;;9999,00;\n"
        ),
    ),
    "fineco": (
        "it",
        (
            "Data_Operazione;Data_Valuta;Entrate;Uscite;Descrizione;Descrizione_Completa;Stato\n"
            "20/11/2026;20/11/2026;1.234,50;;Bonifico;Ord: Rossi Moda FT 4/2026;Contabilizzato\n"
            "23/11/2026;;88,00;;Bonifico;Ord: Verdi;Autorizzato\n"
        ),
    ),
    "poste": (
        "it",
        (
            "Data Contabile;Data Valuta;Addebiti (euro);Accrediti (euro);Descrizione operazioni\n"
            "20/11/26;20/11/26;;1.234,50;BONIFICO DA ROSSI PER FT 4/2026\n"
        ),
    ),
    "n26": (
        "n26",
        (
            '"Booking Date","Value Date","Partner Name","Partner Iban",Type,"Payment Reference",'
            '"Account Name","Amount (EUR)","Original Amount","Original Currency","Exchange Rate"\n'
            '2026-11-20,2026-11-20,"Rossi Moda",IT60X0542811101000000123456,Credit Transfer,'
            '"FT 4/2026",Main,1234.5,,,\n'
        ),
    ),
    "n26, italian": (
        "n26-it",
        (
            '"Data","Beneficiario","Numero di conto","Tipo di transazione","Causale","Importo (EUR)"\n'
            '"2026-11-20","Rossi Moda","IT60X0542811101000000123456","Entrata","FT 4/2026","1234.5"\n'
        ),
    ),
    "revolut": (
        "revolut",
        (
            "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\n"
            "TOPUP,Current,2026-11-19 09:00:00,2026-11-20 10:11:12,From Rossi FT 4/2026,1234.50,0.00,"
            "EUR,COMPLETED,2000.00\n"
            "TOPUP,Current,2026-11-20 09:00:00,2026-11-20 09:00:01,From Rossi,5.00,0.00,EUR,REVERTED,\n"
            "TOPUP,Current,2026-11-21 09:00:00,,From Rossi,7.00,0.00,EUR,PENDING,\n"
        ),
    ),
    "revolut, italian": (
        "revolut-it",
        (
            "Tipo,Prodotto,Data di inizio,Data di completamento,Descrizione,Importo,Costo,Valuta,"
            "State\n"
            "Ricarica,Attuale,2026-11-19 09:00:00,2026-11-20 10:11:12,Da Rossi FT 4/2026,1234.50,0.00,"
            "EUR,COMPLETATO\n"
        ),
    ),
    "revolut business": (
        "revolut-business",
        (
            "Date started (UTC),Date completed (UTC),ID,Type,State,Description,Reference,Payer,"
            "Orig currency,Orig amount,Payment currency,Amount,Fee,Balance\n"
            "2026-11-19,2026-11-20,6a-1,TOPUP,COMPLETED,Money added,FT 4/2026,Rossi,EUR,1234.50,EUR,"
            "1234.50,0.00,1500.00\n"
        ),
    ),
    "qonto": (
        "qonto",
        (
            "Status;Settlement date (local);Operation date (local);Total amount (incl. VAT);Currency;"
            "Counterparty name;Payment method;Reference\n"
            "settled;20-11-2026 10:11:12;19-11-2026 09:00:00;1234,50;EUR;Rossi Moda;Transfer;"
            "FT 4/2026\n"
            "declined;20-11-2026 10:11:12;19-11-2026 09:00:00;50,00;EUR;Rossi Moda;Transfer;FT 4\n"
        ),
    ),
}


def read(folder: Path, data: bytes) -> Statement:
    path = folder / "statement.csv"
    path.write_bytes(data)
    return read_statement(path, READY, currency="EUR")


@pytest.mark.parametrize("bank", FILES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_bank_s_file_is_read_by_its_header(tmp_path: Path, bank: str, encoding: str) -> None:
    name, text = FILES[bank]
    found = read(tmp_path, text.replace("\n", "\r\n").encode(encoding))
    assert found.format == name
    came: list[BankEntry] = [one for one in found.entries if one.amount.minor > 0]
    assert [(one.date, str(one.amount)) for one in came] == [
        (dt.date(2026, 11, 20), "1234.50"),
    ]
    assert came[0].amount.currency == "EUR"
    assert "4/2026" in came[0].text


def test_commas_in_texts_and_figures_part_no_cells(tmp_path: Path) -> None:
    rows = "".join(f"20/11/2026;uno, due, tre, {no};1.234,5{no}\n" for no in range(9))
    found = read(tmp_path, f"Data;Descrizione;Importo\n{rows}".encode())
    assert [str(one.amount) for one in found.entries] == [f"1234.5{no}" for no in range(9)]


def test_a_long_text_keeps_the_number_at_its_end(tmp_path: Path) -> None:
    text = "BONIFICO SEPA " + "x " * 150 + "FT 2026-004"
    found = read(tmp_path, f"Data;Descrizione;Importo\n20/11/2026;{text};5,00\n".encode())
    assert found.entries[0].text == text


def test_a_figure_that_nobody_reads_otherwise_is_read(tmp_path: Path) -> None:
    rows = "20/11/2026;a;5.00\n20/11/2026;b;1.234\n20/11/2026;c;-0.5\n"
    found = read(tmp_path, f"Data;Descrizione;Importo\n{rows}".encode())
    assert [str(one.amount) for one in found.entries] == ["5.00", "1234.00", "-0.50"]


ROW = "Data;Descrizione;Importo\n20/11/2026;a;{}\n"


@pytest.mark.parametrize(
    "figure",
    [
        "1e5",
        "5,00 x",
        "NaN",
        "1,2,3",
        "5€€",
        "5 £",
        "--5",
        "10000000000,00",
        "9" * 40,
        "\u0665,00",
        "0x1",
    ],
)
def test_what_is_no_amount_is_refused_and_named(tmp_path: Path, figure: str) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, ROW.format(figure).encode())
    assert refused.value.subject == "statement.csv: row 2, amount"


@pytest.mark.parametrize(
    ("figure", "amount"),
    [
        ("1.234,50 €", "1234.50 EUR"),
        ("EUR 1.234,50", "1234.50 EUR"),
        ("- 5,00 eur", "-5.00 EUR"),
        ("5,00-", "-5.00 EUR"),
        ("+5,00", "5.00 EUR"),
        ("1 234,50", "1234.50 EUR"),
        ("1’234.50", "1234.50 EUR"),
        ("5,00 USD", "5.00 USD"),
        ("9.999.999.999,99", "9999999999.99 EUR"),
    ],
)
def test_an_amount_is_read_with_its_currency(tmp_path: Path, figure: str, amount: str) -> None:
    (own,) = read(tmp_path, ROW.format(figure).encode()).entries
    assert f"{own.amount} {own.amount.currency}" == amount


def test_a_credit_that_was_taken_back_is_no_credit(tmp_path: Path) -> None:
    rows = "Data;Descrizione;Addebiti;Accrediti\n20/11/2026;storno;;-5,00\n20/11/2026;x;-3,00;\n"
    found = read(tmp_path, rows.encode()).entries
    assert [str(one.amount) for one in found] == ["-5.00", "-3.00"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('Data;Descrizione;Importo\n20/11/2026;"a;5,00\n21/11/2026;b;6,00\n', "row 2"),
        ("Data;Descrizione;Importo;Importo\n20/11/2026;a;5,00;7,00\n", "row 1"),
    ],
)
def test_what_could_lose_or_mistake_money_is_refused(tmp_path: Path, text: str, where: str) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, text.encode())
    assert refused.value.subject == f"statement.csv: {where}"


def test_a_stray_quotation_mark_inside_a_cell_is_none_of_that(tmp_path: Path) -> None:
    rows = 'Data;Descrizione;Importo\n20/11/2026;ROSSI "MODA" SRL;5,00\n21/11/2026;b;6,00\n'
    assert len(read(tmp_path, rows.encode()).entries) == 2
