"""Quotes as rows and pages: plain text made of core objects, without an app."""

import datetime as dt

from smm_ledger.core.lines import Discount
from smm_ledger.core.quotes import BoundChange, Bounds, Outcome, OutcomeReason, Quote
from smm_ledger.core.rounds import Ask, Side
from smm_ledger.core.states import QuoteStatus
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.read_models import QuoteRow
from smm_ledger.tui.symbols import ASCII
from smm_ledger.tui.views.canvas import Canvas
from smm_ledger.tui.views.quote import comparison, quote_page
from smm_ledger.tui.views.quotes import quote_columns, quote_detail, quote_row
from smm_ledger.tui.widgets.columns import fit
from smm_ledger.tui.widgets.painting import parts
from tests.support.factories import a_line, a_quote, a_round

TODAY = dt.date(2026, 11, 24)
EN = Canvas(t=Translator("en"), today=TODAY)
PRIVATE = "Private: the client never sees this"


def a_fight() -> Quote:
    first = a_round(a_line("1000"))
    theirs = a_round(
        a_line("1000"),
        seq=2,
        discount=Discount(amount=20_000),
        side=Side.CLIENT,
        ask=Ask.BUDGET,
        note="Too [much]",
    )
    mine = a_round(a_line("900"), a_line("50", description="Story"), seq=3, give="10 %", get="now")
    return a_quote(
        first,
        theirs,
        mine,
        status=QuoteStatus.NEGOTIATING,
        bounds=Bounds(floor=80_000, target=95_000, walk_away="never below"),
        note="likes cats",
    )


def lines_of(page: object) -> list[str]:
    return [line.strip() for line in str(page).split("\n")]


def test_the_page_tells_who_said_what_and_what_lies_between() -> None:
    text = str(quote_page(EN, a_fight(), "Rossi Moda"))
    for said in (
        "P-2026-014  ~ negotiating",
        "Rossi Moda",
        "asks about budget",
        '"Too [much]"',
        "conceded: 10 % · in exchange: now",
        "€150.00 net, €150.00 total",
        "€875.00 net, €875.00 total",
        "Lines of round 3",
    ):
        assert said in text
    assert text.index(PRIVATE) < text.index("Floor") < text.index("likes cats")


def test_what_is_private_stands_only_below_its_title() -> None:
    before, _, after = str(quote_page(EN, a_fight(), "Rossi")).partition(PRIVATE)
    for private in ("Floor", "Target", "never below", "likes cats"):
        assert private not in before
        assert private in after


def test_a_client_in_words_alone_shows_no_price() -> None:
    words = a_round(seq=2, side=Side.CLIENT, note="Let me think")
    text = str(quote_page(EN, a_quote(a_round(), words), "Rossi"))
    assert "Gap" not in text
    assert "the client: it is my turn" in text
    row, said = [line for line in lines_of(text) if line.startswith("2 ")]
    assert "€" not in row
    assert said == '2 "Let me think"'


def test_silence_is_told_in_days() -> None:
    assert "me, 23 days ago: no answer yet" in str(quote_page(EN, a_quote(), "Rossi"))


def test_a_lost_quote_says_why_and_to_whom() -> None:
    outcome = Outcome(
        reason=OutcomeReason.COMPETITOR, competitor="Agency [b]", competitor_price=75_000
    )
    lost = a_quote(status=QuoteStatus.DECLINED, outcome=outcome)
    text = str(quote_detail(EN.at(40), lost, "Rossi"))
    assert "– lost" in text
    assert "Agency [b]" in text
    assert "€750.00" in text
    assert "Moved last" not in text


def test_two_rounds_side_by_side() -> None:
    quote = a_fight()
    text = str(comparison(EN, quote, 1, 3))
    assert "+ " in text
    assert "Story" in text
    assert "~ Post" in text
    assert "-€50.00" in text
    same = str(comparison(EN, a_quote(a_round(), a_round(seq=2)), 1, 2))
    assert "the same lines" in same


def test_every_line_of_a_page_keeps_its_width() -> None:
    for width in (40, 58, 118):
        page = quote_page(EN.at(width), a_fight(), "Rossi Moda e figli di Rossi Moda " * 3)
        assert max(line.cell_length for line in page.split("\n")) <= width


def test_ascii_draws_nothing_else() -> None:
    canvas = Canvas(t=Translator("en"), today=TODAY, symbols=ASCII)
    page = str(quote_page(canvas, a_fight(), "Rossi")).replace("€", "")
    assert page.isascii()


def a_row(**changes: object) -> QuoteRow:
    known: dict[str, object] = {
        "id": 1,
        "number": "P-2026-014",
        "client": "rossi",
        "client_name": "Rossi",
        "title": "Spring",
        "currency": "EUR",
        "status": "sent",
        "expired": False,
        "valid_until": dt.date(2026, 12, 1),
        "current_round": 1,
        "last_side": "me",
        "last_date": dt.date(2026, 11, 20),
        "accepted_round": None,
        "deposit_percent": None,
        "net": 100_000,
        "total": 122_000,
    }
    return QuoteRow(**(known | changes))  # type: ignore[arg-type]  # any field of it


def cells(row: QuoteRow, canvas: Canvas = EN) -> dict[str, str]:
    titles = [column.key for column in quote_columns(canvas.t)]
    shown = (parts(cell)[0] for cell in quote_row(canvas, row).cells)
    return dict(zip(titles, shown, strict=True))


def test_a_row_begins_with_the_number_and_says_how_long_silent() -> None:
    shown = cells(a_row())
    assert next(iter(shown.values())) == "P-2026-014"
    assert (shown["state"], shown["silent"], shown["net"]) == ("▸ sent", "4 d", "€1,000.00")
    assert cells(a_row(last_side="client"))["silent"] == ""
    assert cells(a_row(status="negotiating", expired=True))["state"] == "! expired"
    assert cells(a_row(status="accepted"))["until"] == ""


def test_the_number_stays_on_any_width() -> None:
    columns = quote_columns(EN.t)
    for room in (20, 40, 58, 76, 78, 110, 200):
        assert fit(columns, room)[0].index == 0
    at_80 = {columns[slot.index].key for slot in fit(columns, 77)}
    assert {"number", "client", "title", "state", "net", "until"} <= at_80


def test_only_a_bound_that_was_moved_is_in_the_trail() -> None:
    day = dt.date(2026, 11, 20)
    first = BoundChange(date=day, field="floor", before=None, after=90_000)
    moved = BoundChange(date=TODAY, field="floor", before=90_000, after=80_000)
    text = str(quote_page(EN, a_quote(bounds=Bounds(floor=80_000), trail=(first, moved)), "Rossi"))
    assert "24 Nov 2026 Floor: €900.00 to €800.00" in text.replace("\u00a0", " ")
    assert "20 Nov 2026" not in text
