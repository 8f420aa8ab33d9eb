"""The sample year by its files alone: whole, consistent, believable, and of nobody real."""

import datetime as dt
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from stdnum import iban
from stdnum.eu import vat
from stdnum.gb import vat as british
from stdnum.it import codicefiscale, iva

from smm_ledger.core.catalogue import Service
from smm_ledger.core.parties import ClientKind
from smm_ledger.core.quotes import OutcomeReason
from smm_ledger.core.rounds import Ask
from smm_ledger.resources import sample_data_folder
from smm_ledger.services.fields import (
    CLIENT_FIELDS,
    ISSUER_FIELDS,
    SERVICE_FIELDS,
    changed,
    read_fields,
)

FOLDER = sample_data_folder()

Table = Mapping[str, Any]


def tables(file: str, name: str) -> list[Table]:
    found: list[Table] = tomllib.loads((FOLDER / file).read_text(encoding="utf-8"))[name]
    return found


ISSUER: Table = tomllib.loads((FOLDER / "issuer.toml").read_text(encoding="utf-8"))
SERVICES = tables("catalogue.toml", "service")
CLIENTS = tables("clients.toml", "client")
QUOTES = tables("quotes.toml", "quote")
INVOICES = tables("invoices.toml", "invoice")
PAYMENTS = tables("payments.toml", "payment")
STEPS = [step for quote in QUOTES for step in quote.get("step", [])]
CLIENT_OF = {quote["id"]: quote["client"] for quote in QUOTES}


def texts(value: object) -> list[str]:
    """Return every text of a table, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    return []


def test_there_is_as_much_of_everything_as_promised() -> None:
    assert len(SERVICES) >= 22
    assert len(CLIENTS) >= 14
    assert len(QUOTES) >= 40
    assert len(INVOICES) >= 60


@pytest.mark.parametrize(
    ("entries", "key"),
    [(SERVICES, "code"), (CLIENTS, "code"), (QUOTES, "id"), (INVOICES, "id"), (PAYMENTS, "id")],
)
def test_names_are_given_once(entries: list[Table], key: str) -> None:
    assert [name for name, n in Counter(e[key] for e in entries).items() if n > 1] == []


def test_every_service_client_and_issuer_field_is_accepted() -> None:
    for entry in SERVICES:
        values = read_fields(SERVICE_FIELDS, entry, country="IT")
        assert changed(Service(code="", description=""), values).price
    for entry in CLIENTS:
        assert read_fields(CLIENT_FIELDS, entry, country="IT")["name"]
    assert read_fields(ISSUER_FIELDS, ISSUER, country="IT")["name"] == "Marta Ferraris"


def test_the_catalogue_is_whole_in_both_languages() -> None:
    english = tables("catalogue_en.toml", "service")
    assert len(english) == len(SERVICES)
    for entry in [*SERVICES, *english]:
        assert entry["included"], entry["code"]
        assert entry["excluded"], entry["code"]
        assert "hours" in entry or entry["code"] in {"urgenza", "rush"}
    for entry in english:
        assert read_fields(SERVICE_FIELDS, entry, country="GB")["description"]
        assert not {"price", "floor"} & set(entry)
    pairs = zip(SERVICES, english, strict=True)
    assert [a.get("hours") for a, _ in pairs] == [b.get("hours") for b in english]


def test_a_service_never_costs_less_than_its_floor() -> None:
    for entry in SERVICES:
        values = read_fields(SERVICE_FIELDS, entry, country="IT")
        service = changed(Service(code="", description=""), values)
        assert service.floor is not None
        assert service.price is not None
        assert 0 < service.floor < service.price


def test_references_lead_somewhere() -> None:
    codes = {client["code"] for client in CLIENTS}
    quotes, invoices = set(CLIENT_OF), {invoice["id"] for invoice in INVOICES}
    assert {quote["client"] for quote in QUOTES} <= codes
    assert {i["client"] for i in INVOICES if "client" in i} <= codes
    assert {i["quote"] for i in INVOICES if "quote" in i} <= quotes
    assert {p["client"] for p in PAYMENTS} <= codes
    assert {ref for p in PAYMENTS for ref in p.get("to", [])} <= invoices
    services = {service["code"] for service in SERVICES}
    for text in texts([QUOTES, INVOICES]):
        if text.startswith("service: "):
            assert text.removeprefix("service: ").partition(":")[0] in services


def test_every_client_is_met() -> None:
    busy = {quote["client"] for quote in QUOTES} | {i.get("client") for i in INVOICES}
    assert {client["code"] for client in CLIENTS} <= busy


def test_clients_are_of_every_kind() -> None:
    kinds = {client.get("kind", "company") for client in CLIENTS}
    assert kinds == {str(kind) for kind in ClientKind}
    assert {client.get("country", "IT") for client in CLIENTS} >= {"IT", "DE", "GB"}


def test_every_way_of_losing_and_every_ask_occurs() -> None:
    declined = {step["reason"] for step in STEPS if step["do"] == "decline"}
    assert declined == {str(reason) for reason in OutcomeReason}
    assert {step["ask"] for step in STEPS if "ask" in step} == {str(ask) for ask in Ask}
    assert any("competitor_price" in step for step in STEPS)
    assert any(step.get("gift") for step in STEPS)


def test_one_client_haggles_four_rounds() -> None:
    rounds = [sum(s["do"] == "counter" for s in quote.get("step", [])) for quote in QUOTES]
    assert max(rounds) == 4


def test_steps_of_a_quote_follow_one_another() -> None:
    for quote in QUOTES:
        days = [quote["day"], *(step["day"] for step in quote.get("step", []))]
        assert days == sorted(days), quote["id"]
        assert days[-1] <= 0


def test_invoices_of_a_quote_come_after_its_acceptance_and_deposits_first() -> None:
    accepted = {
        quote["id"]: step["day"]
        for quote in QUOTES
        for step in quote.get("step", [])
        if step["do"] == "accept"
    }
    for invoice in INVOICES:
        if "quote" in invoice:
            assert invoice["day"] >= accepted[invoice["quote"]], invoice["id"]
    parts = [(i["quote"], i["part"], i["day"]) for i in INVOICES if "quote" in i]
    deposits = {quote: day for quote, part, day in parts if part == "deposit"}
    for quote, part, day in parts:
        if part == "balance":
            assert deposits[quote] < day


def test_identifiers_pass_their_checks_and_belong_to_nobody() -> None:
    for party in [ISSUER, *CLIENTS]:
        number, code = party.get("vat_id", ""), party.get("tax_code", "")
        match party.get("country", "IT"):
            case "IT" if number:
                assert number.startswith("9990")
                assert iva.is_valid(number), number
            case "GB":
                assert british.is_valid(number)
            case "DE":
                assert vat.is_valid(number)
        if len(code) == 16:
            assert codicefiscale.is_valid(code), party["name"]
            assert code[11:15] == "Z999"
        elif code:
            assert iva.is_valid(code)
            assert code.startswith("9990")
    assert iban.is_valid(ISSUER["iban"])
    assert ISSUER["iban"][5:10] == "99999"


def test_nobody_can_be_written_to_or_called() -> None:
    fictional = re.compile(r".*\b555\b.*|\+49 30 23125 \d+|\+44 1632 960 \d+")
    for party in [ISSUER, *CLIENTS]:
        for key in ("email", "pec"):
            assert party.get(key, "x@y.example").endswith(".example")
        assert fictional.fullmatch(party["phone"]), party["phone"]


def test_texts_are_written_and_fit_any_year() -> None:
    found = texts([SERVICES, CLIENTS, QUOTES, INVOICES, PAYMENTS])
    assert not [
        text for text in found if re.search(r"lorem|ipsum|foo|xxx|\bTODO\b", text, re.IGNORECASE)
    ]
    assert not [text for text in found if re.search(r"\b20[0-9]{2}\b", text)]
    marks = {mark for text in found for mark in re.findall(r"\{[^}]*\}", text)}
    assert marks <= {"{month}", "{season}", "{year}"}
    titles = [quote["title"] for quote in QUOTES]
    assert len(set(titles)) == len(titles)
    assert all(len(title) > 10 for title in titles)


def test_a_client_abroad_reads_no_italian() -> None:
    abroad = {client["code"] for client in CLIENTS if client.get("language") == "en"}
    talkative = {s["code"] for s in SERVICES if "included" in s or "excluded" in s}
    documents = [*QUOTES, *(i for i in INVOICES if "lines" in i), *STEPS]
    for document in documents:
        if document.get("client") in abroad:
            for line in document["lines"]:
                if isinstance(line, dict):
                    assert line.get("service") not in talkative or line.get("included")
                else:
                    assert not line.startswith("service:")


def test_a_number_above_one_stands_before_no_singular() -> None:
    unchanging = {"", "pz", "h", "gg", "km", "mensilità", "serie", "post", "reel", "report"}
    singular = {"mese", "incontro", "ritaglio", "pacchetto", "progetto", "month", "day", "project"}
    unit_of = {service["code"]: service.get("unit", "") for service in SERVICES}
    counted = 0
    for text in texts([QUOTES, INVOICES]):
        if found := re.fullmatch(r"service: ([\w-]+):\d+", text):
            assert unit_of[found[1]] in unchanging, text
        elif found := re.match(r"(?:[\w-]+: )?(?:\w+=)?(\d+) ([\w ]+) x .+ @ ", text):
            assert found[1] == "1" or found[2] not in singular, text
        counted += bool(found)
    assert counted > 50


def test_amounts_are_texts() -> None:
    def floats(value: object) -> bool:
        if isinstance(value, dict):
            return any(floats(item) for item in value.values())
        if isinstance(value, list):
            return any(floats(item) for item in value)
        return isinstance(value, float)

    assert not floats([dict(ISSUER), SERVICES, CLIENTS, QUOTES, INVOICES, PAYMENTS])


def test_the_bank_statement_has_the_shape_of_one() -> None:
    rows = (FOLDER / "bank_statement.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "Data contabile;Data valuta;Descrizione;Importo;Divisa"
    ids = {invoice["id"] for invoice in INVOICES}
    days = []
    for row in rows[1:]:
        booked, valued, text, amount, currency = row.split(";")
        days.append(int(booked.removeprefix("{day:").removesuffix("}")))
        assert valued.startswith("{day:-")
        assert text
        assert re.fullmatch(r"-?\d{1,3}(\.\d{3})*,\d{2}", amount)
        assert currency == "EUR"
        assert set(re.findall(r"\{number:([^}]+)\}", text)) <= ids
    assert days == sorted(days, reverse=True)
    assert days[0] < 0


def test_the_readme_counts_right() -> None:
    text = Path(FOLDER / "README.md").read_text(encoding="utf-8")
    for count in (
        f"{len(SERVICES)} services",
        f"{len(CLIENTS)} clients",
        f"{len(QUOTES)} quotes",
        f"{len(INVOICES)} invoices",
    ):
        assert count in text


def test_monthly_invoices_stay_within_every_month() -> None:
    monthly = [invoice for invoice in INVOICES if "month" in invoice]
    assert monthly
    for invoice in monthly:
        assert 1 <= invoice["day"] <= 28
        assert invoice["month"] < 0
        latest = dt.date(2027, 3, 1) - dt.date(2027, 2, invoice["day"])  # February is the shortest
        months_between = -invoice["month"] - 1
        assert invoice["paid_after"] <= latest.days + 28 * months_between, invoice["id"]
