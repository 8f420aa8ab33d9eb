"""Nothing private reaches a client: one ledger full of secrets, and every way out of it.

A way out that is added belongs into `WAYS`. That the search finds anything is shown at the end: a
leak planted in each of them is found, and so are all secrets in what is the ledger itself.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from smm_ledger.cli.app import main
from smm_ledger.cli.deliveries import letter_of
from smm_ledger.core.letters import Rung
from smm_ledger.core.quotes import Quote
from smm_ledger.core.states import InvoiceState
from smm_ledger.documents import quote_view
from smm_ledger.documents import renderer as drawing
from smm_ledger.documents.fatturapa.general import Transmission
from smm_ledger.documents.fatturapa.serialiser import e_invoice
from smm_ledger.documents.renderer import DocumentRenderer
from smm_ledger.exchange import emails
from smm_ledger.exchange.calendars import write_calendar
from smm_ledger.exchange.csv_files import write_table
from smm_ledger.exchange.json_files import ledger_document
from smm_ledger.i18n.figures import money
from smm_ledger.i18n.translator import Translator
from smm_ledger.services import quote_texts, sheets
from smm_ledger.services.dossier_contents import DossierIndex
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import ListQuery
from smm_ledger.services.reminders import Draft, Wanted
from tests.support.secrets import (
    ASK_WORDS,
    TO_A_LAWYER,
    TODAY,
    Secrets,
    overdue,
    secret_ledger,
    words_of_pdf,
)

BOUNDS = ("boundsinput.floor", "boundsinput.target", "boundsinput.walk_away")
REASONS = ("send.below_floor", "reviseinput.below_floor", "accept.below_floor")
Told = Sequence[str]


@pytest.fixture(scope="module")
def book(
    tmp_path_factory: pytest.TempPathFactory, renderer: DocumentRenderer
) -> tuple[Ledger, Secrets]:
    return secret_ledger(tmp_path_factory.mktemp("secrets"), renderer)


def quotes_of(ledger: Ledger) -> list[Quote]:
    """Return every quote, whole."""
    return [ledger.quotes.show(row.number) for row in ledger.quotes.list()]


def rounds_of(ledger: Ledger) -> Iterator[tuple[str, int]]:
    """Yield every round of every quote."""
    for quote in quotes_of(ledger):
        yield from ((quote.number, offer.seq) for offer in quote.rounds)


def invoices_of(ledger: Ledger) -> list[str]:
    """Return the names of all invoices."""
    rows = ledger.invoices.list(ListQuery())
    return [row.number or row.draft or "" for row in rows]


def quote_pdfs(ledger: Ledger) -> Told:
    """Return all that the PDFs of every round hold."""
    return [
        told
        for number, seq in rounds_of(ledger)
        for told in words_of_pdf(ledger.documents.quote(number, round_no=seq).data)
    ]


def compared_pdfs(ledger: Ledger) -> Told:
    """Return all that the PDFs hold that help to compare offers."""
    return [
        told
        for quote in quotes_of(ledger)
        for told in words_of_pdf(ledger.documents.quote(quote.number, compare=True).data)
    ]


def quote_pages(ledger: Ledger) -> Told:
    """Return the HTML of every round."""
    return [
        ledger.documents.quote_page(number, round_no=seq, compare=True).data.decode()
        for number, seq in rounds_of(ledger)
    ]


def invoice_papers(ledger: Ledger) -> Told:
    """Return all that the PDFs and pages of the invoices hold."""
    names = invoices_of(ledger)
    pages = [ledger.documents.invoice_page(name).data.decode() for name in names]
    pdfs = [words_of_pdf(ledger.documents.invoice(name).data) for name in names]
    return [*pages, *(told for pdf in pdfs for told in pdf)]


def e_invoices(ledger: Ledger) -> Told:
    """Return the e-invoices."""
    found = [ledger.invoices.show(name) for name in invoices_of(ledger)]
    return [
        e_invoice(one, Transmission(counter=no)).data.decode()
        for no, one in enumerate(found, 1)
        if one.state is InvoiceState.ISSUED
    ]


def short_texts(ledger: Ledger) -> Told:
    """Return the texts for e-mail and chat; the screens put the same ones on the clipboard."""
    quotes = [ledger.texts.quote(quote.number) for quote in quotes_of(ledger)]
    return [*quotes, *(ledger.texts.invoice(name) for name in invoices_of(ledger))]


def tables(ledger: Ledger) -> Told:
    """Return every CSV table."""
    return [write_table(header, rows).decode() for _, header, rows in ledger.sheets.all()]


def dossiers(ledger: Ledger) -> Told:
    """Return all that a lawyer gets of the client, index and all."""
    own = ledger.dossiers.gather("rossi")
    pieces = list(ledger.dossiers.pieces(own))
    assert {piece.kind for piece in pieces} >= {"statement", "quote", "invoice"}
    index = ledger.renderer.letter(DossierIndex(dossier=own, entries=(), language="it"))
    drawn = [piece.draw(False) for piece in pieces if piece.extension == "pdf"]  # noqa: FBT003
    return [told for data in (*drawn, index) for told in words_of_pdf(data)]


def letters(ledger: Ledger) -> Told:
    """Return every step of the ladder: its words, its paper, and its e-mail with all it carries."""
    told: list[str] = []
    for rung in Rung:
        draft = ledger.reminders.preview(Wanted(ref="rossi", rung=rung, anyway=True))
        own = letter_of(draft)
        sent = emails.message(own, at=dt.datetime(2026, 11, 24, tzinfo=dt.UTC))
        told += [draft.text, emails.draft(own, date=TODAY).decode(), *map(str, sent.values())]
        told += [str(part.get_content()) for part in sent.walk() if not part.is_multipart()]
        told += words_of_pdf(draft.pdf) if draft.pdf else []
    return told


def accounts(ledger: Ledger) -> Told:
    """Return the statement and the sheet of a claim, as PDF and as page."""
    statement = ledger.statements.show("rossi", start=dt.date(2022, 1, 1))
    owed = overdue(ledger)
    ledger.claims.claim(owed)
    pages = [
        ledger.statements.sheet(statement, html=True).decode(),
        ledger.claims.sheet(owed, html=True).decode(),
    ]
    ways = (ledger.statements.sheet(statement), ledger.claims.sheet(owed))
    return [*pages, *(told for pdf in ways for told in words_of_pdf(pdf))]


def calendars(ledger: Ledger) -> Told:
    """Return the calendar file, which others may share."""
    told = write_calendar(ledger.agenda.show(), Translator("it")).decode()
    return [told, re.sub(r"\r\n ", "", told)]


WAYS: tuple[Callable[[Ledger], Told], ...] = (
    quote_pdfs,
    compared_pdfs,
    quote_pages,
    invoice_papers,
    e_invoices,
    short_texts,
    tables,
    letters,
    accounts,
    calendars,
    dossiers,
)


@pytest.mark.parametrize("way", WAYS)
def test_nothing_private_is_in(book: tuple[Ledger, Secrets], way: Callable[[Ledger], Told]) -> None:
    ledger, secrets = book
    told = way(ledger)
    assert told
    found = secrets.found_in(told)
    if way is dossiers:
        found = [place for place in found if not place.startswith(TO_A_LAWYER)]
    assert found == []
    heap = "\n".join(told).casefold()
    assert [word for word in ASK_WORDS if word in heap] == []


# --- the command line: the quote's own shape, without and with --private ------------------------


def shown(ledger: Ledger, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return what a command prints."""
    place = ["--ledger", str(ledger.storage.path), "--today", TODAY.isoformat(), "--lang", "en"]
    assert main([*words, *place]) == 0
    return capsys.readouterr().out


def bounds_of(secrets: Secrets) -> list[str]:
    """Return the places of the private bounds."""
    return [place for place in (*secrets.words, *secrets.figures) if place.startswith("bounds")]


def test_bounds_and_reasons_are_shown_only_when_asked_for(
    book: tuple[Ledger, Secrets], capsys: pytest.CaptureFixture[str]
) -> None:
    ledger, secrets = book
    hidden = [*bounds_of(secrets), *REASONS, "derived.hourly_floor", "derived.hourly_rate"]
    assert set(BOUNDS) <= set(hidden)
    for quote in quotes_of(ledger):
        for json_ in ([], ["--json"]):
            told = shown(ledger, capsys, "quote", "show", quote.number, *json_)
            assert secrets.found_in([told], only=hidden) == []
    for words in (["quote", "list"], ["today"], ["client", "list"], ["service", "list"]):
        told = shown(ledger, capsys, *words, "--json")
        assert secrets.found_in([told], only=[*hidden, "service.floor"]) == []


def test_private_bounds_are_shown_with_private(
    book: tuple[Ledger, Secrets], capsys: pytest.CaptureFixture[str]
) -> None:
    ledger, secrets = book
    number = quotes_of(ledger)[0].number
    told = shown(ledger, capsys, "quote", "show", number, "--private", "--json")
    assert set(BOUNDS) <= set(secrets.found_in([told]))
    private = json.loads(told)["private"]
    assert private["hourly_floor"]
    plain = json.loads(shown(ledger, capsys, "quote", "show", number, "--json"))
    assert "private" not in plain


# --- the search finds what is there -------------------------------------------------------------


def test_the_ledger_itself_holds_every_secret(book: tuple[Ledger, Secrets], tmp_path: Path) -> None:
    """An export as JSON and a backup are the ledger; what were not there could not leak.

    Lateness and prices by the hour are no fields: they are found by asking.
    """
    ledger, secrets = book
    everything = {*secrets.words, *secrets.figures}
    everything -= {place for place in everything if place.startswith("derived.")}
    export = ledger_document(ledger.upkeep.dump()).decode()
    found = {place for place in secrets.found_in([export]) if not place.startswith("derived.")}
    assert found == everything  # a figure by the hour may stand by chance among a PDF's own bytes
    copy = ledger.upkeep.backup(tmp_path / "copy.db")
    kept = copy.read_bytes()
    assert [word for word in secrets.words.values() if word.encode() not in kept] == []
    late = ledger.clients.show("rossi").median_days_late
    assert late == secrets.figures["derived.days_late"]


def planted_view(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Let the view of a quote show a private field."""
    honest = quote_view.build_quote

    def leaky(quote: Quote, seq: int, **options: Any) -> object:  # noqa: ANN401 - as they are
        view: Any = honest(quote, seq, **options)
        secret = {
            "title": quote.note,
            "banner": quote.bounds.walk_away,
            "subject": quote.round(2).competitor,
        }
        return replace(view, **{place: secret[place]})

    monkeypatch.setattr(drawing, "build_quote", leaky)


@pytest.mark.parametrize("place", ["title", "banner", "subject"])
def test_a_leak_planted_in_a_pdf_is_found(
    monkeypatch: pytest.MonkeyPatch, book: tuple[Ledger, Secrets], place: str
) -> None:
    ledger, secrets = book
    planted_view(monkeypatch, place)
    quote = quotes_of(ledger)[0]
    data = ledger.renderer.quote_pdf(
        quote,
        quote.my_last.seq,
        issuer=ledger.issuer.show(),
        client=ledger.clients.show("rossi").client,
    )
    assert len(secrets.found_in(words_of_pdf(data))) == 1
    assert secrets.found_in(quote_pages(ledger)) != []


def test_a_leak_planted_in_a_text_or_a_table_is_found(
    monkeypatch: pytest.MonkeyPatch, book: tuple[Ledger, Secrets]
) -> None:
    ledger, secrets = book
    floor = quotes_of(ledger)[0].bounds.floor or 0
    planted = lambda t, own: money(t, floor, own.currency)  # noqa: E731
    monkeypatch.setattr(quote_texts, "_deposit", planted)
    assert secrets.found_in(short_texts(ledger)) == ["boundsinput.floor"]
    honest = sheets._quotes

    def leaky(quotes: Sequence[Quote]) -> sheets.Sheet:
        name, header, rows = honest(quotes)
        return name, header, [[*row, quote.note] for row, quote in zip(rows, quotes, strict=True)]

    monkeypatch.setattr(sheets, "_quotes", leaky)
    assert secrets.found_in(tables(ledger)) == ["quote.note"]


def test_a_leak_planted_in_a_letter_is_found_even_in_its_attachment(
    monkeypatch: pytest.MonkeyPatch, book: tuple[Ledger, Secrets]
) -> None:
    ledger, secrets = book
    place = f"{TO_A_LAWYER}.hold"
    honest = ledger.reminders.preview

    def leaky(wanted: Wanted, *, on_paper: bool = True) -> Draft:
        draft = honest(wanted, on_paper=on_paper)
        issuer = replace(draft.letter.issuer, name=secrets.words[place])
        letter = replace(draft.letter, issuer=issuer)
        pdf = ledger.renderer.letter(letter) if draft.pdf else None
        return replace(draft, pdf=pdf)

    monkeypatch.setattr(ledger.reminders, "preview", leaky)
    assert secrets.found_in(letters(ledger)) == [place]


def test_a_leak_planted_in_an_e_invoice_is_found(book: tuple[Ledger, Secrets]) -> None:
    ledger, secrets = book
    issued = ledger.invoices.show(next(n for n in invoices_of(ledger) if n.startswith("20")))
    line = replace(issued.lines[0], description=secrets.words["client.notes"])
    noted = replace(issued, lines=(line, *issued.lines[1:]))
    told = e_invoice(noted, Transmission(counter=1)).data.decode()
    assert secrets.found_in([told]) == ["client.notes"]
