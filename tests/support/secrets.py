"""A ledger in which everything private says so, and a search for it in what a client can get.

Every text that may be typed into a private field is a word of its own; every figure a number that
nothing else comes to. Inputs are filled by looking at their fields, so that a private field that is
added tomorrow is searched for, too.
"""

import datetime as dt
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import pypdfium2

from smm_ledger.core.effort import EffortTag
from smm_ledger.core.floors import floors
from smm_ledger.core.letters import ContactChannel, ContactOutcome
from smm_ledger.core.lines import LineKind
from smm_ledger.core.quotes import OutcomeReason
from smm_ledger.core.rounds import Ask
from smm_ledger.db.storage import SqliteStorage
from smm_ledger.i18n.formatting import format_decimal
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger, build
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.offers import OfferInput
from smm_ledger.services.payments import PaymentInput
from smm_ledger.services.promises import PromiseInput
from smm_ledger.services.quote_inputs import BoundsInput, CounterInput, QuoteInput, ReviseInput
from smm_ledger.services.read_models import ListQuery
from smm_ledger.services.renderers import Renderer
from tests.support.ledgers import HandClock

T = TypeVar("T")

LONG_AGO = dt.date(2022, 5, 3)
TODAY = dt.date(2026, 11, 24)
FIRST_FIGURE = Decimal("70013.37")
STEP = Decimal("1011.19")
HOURS = Decimal("0.13719")
TO_A_LAWYER = "lawyer"
"""Begins the places of what is private to clients and belongs in a dossier all the same."""

ASK_WORDS = ("habit", "abitudin")
SMALL_NUMBER = re.compile(r"(?<![0-9.,])[0-9]{1,4}(?![0-9.,])")
ISSUER = {
    "name": "Marta Ferraris",
    "country": "IT",
    "vat_id": "12345678903",
    "iban": "IT60X0542811101000000123456",
    "address": "Via Po 1",
    "city": "Torino",
    "zip": "10121",
    "province": "TO",
    "language": "it",
}
PLACE = {"address": "Via Roma 1", "zip": "20121", "city": "Milano", "province": "MI"}


@dataclass
class Secrets:
    """What must not be found.

    Attributes:
        words: Private texts, by where they were typed.
        figures: Private numbers, by where they were typed.
    """

    words: dict[str, str] = field(default_factory=dict)
    figures: dict[str, Decimal] = field(default_factory=dict)

    def word(self, place: str) -> str:
        """Return a text that occurs nowhere else, and remember it."""
        return self.words.setdefault(place, f"QZ{re.sub('[^a-z]', '', place)}QZ")

    def figure(self, place: str, value: Decimal | None = None) -> Decimal:
        """Return a number that nothing else comes to, and remember it."""
        made = FIRST_FIGURE + STEP * len(self.figures)
        return self.figures.setdefault(place, made if value is None else value)

    def filled(self, kind: type[T], **given: object) -> T:
        """Return an input whose every text and number is a secret, but for what is given."""
        hints = get_type_hints(kind)
        for one in fields(kind):  # type: ignore[arg-type]  # any of the input dataclasses
            place = f"{kind.__name__}.{one.name}".lower()
            if one.name not in given and str in _options(hints[one.name]):
                given[one.name] = self.word(place)
            elif one.name not in given and Decimal in _options(hints[one.name]):
                given[one.name] = self.figure(place)
        return kind(**given)

    def found_in(self, told: Iterable[str], *, only: Iterable[str] = ()) -> list[str]:
        """Return the places whose secrets occur in some texts, however they are written."""
        text = "\n".join(told)
        joined = re.sub(r"\s", "", text).casefold()  # a page breaks its lines, and has capitals
        found = [place for place, word in self.words.items() if word.casefold() in joined]
        found += [place for place, number in self.figures.items() if _stands_in(number, text)]
        wanted = set(only)
        return sorted(place for place in found if not wanted or place in wanted)


def _options(hint: object) -> tuple[object, ...]:
    return getattr(hint, "__args__", (hint,))


def _stands_in(number: Decimal, text: str) -> bool:
    ways = "|".join(re.escape(way) for way in _spellings(number))
    return re.search(rf"(?<![0-9])(?:{ways})(?![0-9])", text) is not None


def _spellings(value: Decimal) -> Iterator[str]:
    """Yield a number as documents, files and the database may write it."""
    plain = f"{value:f}"
    yield plain
    for language in ("it", "en"):
        yield format_decimal(value, language)
    if -value.as_tuple().exponent == 2:  # type: ignore[operator]  # an amount
        yield plain.replace(".", "")  # minor units


def secret_ledger(folder: Path, renderer: Renderer) -> tuple[Ledger, Secrets]:
    """Return a ledger of quotes in every state and an invoice paid years too late."""
    secrets, clock = Secrets(), HandClock(LONG_AGO)
    ledger = build(SqliteStorage(folder / "ledger.db", clock=clock), clock, renderer)
    ledger.issuer.begin(ISSUER)
    ledger.clients.add(
        {
            "name": "Rossi Moda S.r.l.",
            "code": "rossi",
            "vat_id": "01234567897",
            "email": "conti@rossi.test",
            "sdi_code": "ABC1234",
            "notes": secrets.word("client.notes"),
            **PLACE,
        }
    )
    floor = secrets.figure("service.floor")
    ledger.catalogue.add(
        {
            "code": "reel",
            "description": "Reel",
            "price": "120",
            "hours": f"{HOURS:f}",
            "floor": f"{floor:f}",
            "included": "una revisione; risposte entro un giorno",
            "excluded": "budget pubblicitario",
        }
    )
    secrets.figure("line.hours", HOURS)
    _late_payer(ledger, clock, secrets)
    won = _negotiated(ledger, secrets, "won")
    ledger.outcomes.accept(won, round_no=2, below_floor=secrets.word("accept.below_floor"))
    ledger.outcomes.undo_accept(won, reason=secrets.word("undo_accept.reason"))
    ledger.outcomes.accept(won, below_floor="")
    ledger.invoices.issue(ledger.billing.invoice(won)[0].name)
    lost = _negotiated(ledger, secrets, "lost")
    ledger.outcomes.decline(
        lost,
        reason=OutcomeReason.COMPETITOR,
        competitor=secrets.word("decline.competitor"),
        competitor_price=secrets.figure("decline.competitor_price"),
        note=secrets.word("decline.note"),
    )
    _by_the_hour(ledger, secrets, lost)
    back = _negotiated(ledger, secrets, "back")
    ledger.outcomes.withdraw(back, reason=secrets.word("withdraw.reason"))
    _chased(ledger, secrets)
    return ledger, secrets


def _late_payer(ledger: Ledger, clock: HandClock, secrets: Secrets) -> None:
    """Issue an invoice long ago, paid today: how late it was is nobody's business.

    Another of that time is still owed.
    """
    work = (LineInput(service="reel"),)
    typed = InvoiceInput(client="rossi", lines=work, note="printed for the client")
    name = ledger.invoices.issue(ledger.invoices.new(typed).name).invoice.name
    clock.day += dt.timedelta(days=40)
    ledger.invoices.issue(ledger.invoices.new(typed).name)
    clock.day = TODAY
    ledger.payments.add(
        PaymentInput(target=name, amount=ledger.invoices.show(name).balance.decimal)
    )
    late = ledger.clients.show("rossi").median_days_late or 0
    assert late > 1000
    secrets.figure("derived.days_late", Decimal(late))


def _chased(ledger: Ledger, secrets: Secrets) -> None:
    """Say about what is owed what only a lawyer may read."""
    owed = overdue(ledger)
    ledger.contacts.log(
        "rossi",
        ContactChannel.PHONE,
        ContactOutcome.DISPUTE,
        note=secrets.word(f"{TO_A_LAWYER}.contact"),
    )
    ledger.contacts.hold(
        owed, until=TODAY + dt.timedelta(days=9), reason=secrets.word(f"{TO_A_LAWYER}.hold")
    )
    note = secrets.word(f"{TO_A_LAWYER}.promise")
    day = TODAY + dt.timedelta(days=2)
    ledger.promises.add(PromiseInput(invoice=owed, amount=Decimal(10), by=day, note=note))
    ledger.effort.add("rossi", Decimal(2), tag=EffortTag.TROLL, note=secrets.word("effort.note"))


def overdue(ledger: Ledger) -> str:
    """Return the invoice that is owed for years."""
    (row,) = ledger.invoices.list(ListQuery(status="overdue"))
    assert row.number
    return row.number


def _negotiated(ledger: Ledger, secrets: Secrets, name: str) -> str:
    """Make a quote of four rounds, and fill everything private in it."""
    bounds = secrets.filled(BoundsInput, cleared=frozenset())
    lines = (
        LineInput(service="reel", quantity=Decimal(5)),
        LineInput(description="Ads", kind=LineKind.AD_SPEND_INFO, unit_price=Decimal(800)),
    )
    typed = QuoteInput(
        client="rossi", title=name, lines=lines, bounds=bounds, note=secrets.word("quote.note")
    )
    number = ledger.quotes.new(typed).number
    ledger.negotiation.send(number, below_floor=secrets.word("send.below_floor"))
    said = OfferInput(net=Decimal(450))
    ledger.negotiation.counter(
        number, secrets.filled(CounterInput, offer=said, ask=Ask.HABIT, date=None)
    )
    dearer = OfferInput(net=Decimal(550))
    ledger.negotiation.revise(
        number, secrets.filled(ReviseInput, offer=dearer, gift=True, valid_until=None, deposit=None)
    )
    ledger.negotiation.reply(number, note=secrets.word("reply.note"))
    ledger.negotiation.counter(number, CounterInput(comment=secrets.word("words.only")))
    return number


def _by_the_hour(ledger: Ledger, secrets: Secrets, number: str) -> None:
    """Remember what private fields come to by the hour."""
    quote = ledger.quotes.show(number)
    least, rate = floors(quote, None).hourly, quote.hourly_rate()
    assert least is not None
    assert rate is not None
    secrets.figure("derived.hourly_floor", least.decimal)
    secrets.figure("derived.hourly_rate", rate.decimal)


def words_of_pdf(pdf: bytes) -> list[str]:
    """Return everything that a PDF holds: pages, metadata, attachments, every stream unpacked."""
    document = pypdfium2.PdfDocument(pdf)
    told = [page.get_textpage().get_text_bounded() for page in document]
    told += [f"{key} {value}" for key, value in document.get_metadata_dict().items()]
    for at in range(document.count_attachments()):
        attachment = document.get_attachment(at)
        told += [attachment.get_name(), bytes(attachment.get_data()).decode("latin-1")]
    return [*told, *_raw(pdf)]


def _raw(pdf: bytes) -> Iterator[str]:
    """Yield the file's own bytes and its streams, as Latin text and as UTF-16 (bookmarks).

    Drawing is full of small numbers, so those are looked for in what can be read alone.
    """
    blocks = [pdf]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        packed: Any = zlib.decompressobj()
        try:
            blocks.append(packed.decompress(found[1]))
        except zlib.error:
            continue  # not packed: it stands in the file's own bytes
    for block in blocks:
        for text in (block, block.replace(b"\0", b"")):
            yield SMALL_NUMBER.sub("#", text.decode("latin-1"))
