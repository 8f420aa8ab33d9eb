"""Retainers on a real ledger: signed, used, invoiced once, paused, stopped, ended."""

import datetime as dt
import sqlite3
from contextlib import closing
from decimal import Decimal

import pytest

from smm_ledger.core.errors import IllegalTransition, InputError, NotFoundError, RuleError
from smm_ledger.core.lines import LineKind
from smm_ledger.core.retainers import Every, Retainer
from smm_ledger.core.states import InvoiceState, RetainerState
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.retainer_inputs import RetainerInput, UsageInput
from smm_ledger.services.retainer_runs import RunInput
from tests.support.ledgers import HandClock

NAME = "retainer-1"
START = dt.date(2026, 3, 1)
FEE = LineInput(
    description="Fee",
    kind=LineKind.PERCENT_FEE,
    fee_percent=Decimal(10),
    fee_minimum=Decimal(50),
)


@pytest.fixture
def book(ledger: Ledger) -> Ledger:
    """A catalogue of two services, priced."""
    ledger.catalogue.add({"code": "post", "description": "Post", "price": "50", "hours": "1"})
    ledger.catalogue.add({"code": "reel", "description": "Reel", "price": "98"})
    return ledger


def sign(book: Ledger, *more: LineInput, start: dt.date = START) -> Retainer:
    lines = [LineInput(service="post", quantity=Decimal(12)), *more]
    typed = RetainerInput(
        client="rossi-moda", title="Social", lines=lines, every=Every.MONTH, start=start
    )
    return book.retainers.add(typed)


def use(book: Ledger, quantity: int, service: str = "post", name: str = NAME) -> Retainer:
    return book.retainers.use(name, UsageInput(service=service, quantity=Decimal(quantity)))


def run(book: Ledger, **asked: object) -> list[str]:
    made = book.runs.run(RunInput(**asked)).made  # type: ignore[arg-type]  # fields by name
    return [invoice.name for invoice in made]


def nets(book: Ledger, name: str) -> list[tuple[str, int]]:
    invoice = book.invoices.show(name)
    pairs = zip(invoice.lines, invoice.totals.line_nets, strict=True)
    return [(line.description, net) for line, net in pairs]


def test_a_period_is_invoiced_once(book: Ledger, clock: HandClock) -> None:
    sign(book)
    assert run(book) == ["draft-1"]
    assert nets(book, "draft-1") == [("Post, marzo 2026", 60000)]
    assert run(book) == []
    clock.day = dt.date(2026, 4, 1)
    assert run(book) == ["draft-2"]


def test_the_database_itself_invoices_a_period_once(book: Ledger) -> None:
    sign(book)
    run(book)
    with (
        closing(sqlite3.connect(book.storage.path)) as db,
        pytest.raises(sqlite3.IntegrityError, match="already_exists: retainer_period"),
    ):
        db.execute("INSERT INTO retainer_period SELECT * FROM retainer_period")


def test_two_windows_never_invoice_a_period_twice(book: Ledger) -> None:
    own = sign(book)
    with book.storage.write() as work:
        seen = work.retainer(own.name)
    run(book)
    with pytest.raises(RuleError) as refused, book.storage.write() as work:
        work.save_retainer(seen)
    assert refused.value.code == "changed_meanwhile"


def test_fourteen_of_twelve_posts_are_two_more_on_the_next_invoice(
    book: Ledger, clock: HandClock
) -> None:
    sign(book)
    run(book)
    use(book, 14)
    book.catalogue.edit("post", {"price": "80"})
    clock.day = dt.date(2026, 4, 1)
    (name,) = run(book)
    assert [net for _, net in nets(book, name)] == [60000, 10000]
    assert "marzo 2026" in nets(book, name)[1][0]
    use(book, 13)
    clock.day = dt.date(2026, 5, 1)
    (name,) = run(book)
    assert [net for _, net in nets(book, name)] == [60000, 5000]


def test_a_package_includes_units_and_the_catalogue_prices_those_beyond(
    book: Ledger, clock: HandClock
) -> None:
    package = LineInput(description="Pacchetto", unit_price=Decimal(400))
    book.retainers.add(
        RetainerInput(
            client="rossi-moda",
            title="Pacchetto",
            lines=[package],
            start=START,
            include={"reel": Decimal(4)},
        )
    )
    run(book)
    use(book, 5, "reel")
    book.catalogue.edit("reel", {"price": "200"})
    clock.day = dt.date(2026, 4, 1)
    (name,) = run(book)
    assert [net for _, net in nets(book, name)] == [40000, 9800]


def test_a_service_younger_than_the_signature_costs_what_it_cost_when_used(book: Ledger) -> None:
    sign(book)
    book.catalogue.add({"code": "foto", "description": "Foto", "price": "240"})
    use(book, 1, "foto")
    book.catalogue.edit("foto", {"price": "300"})
    (name,) = run(book)
    assert [net for _, net in nets(book, name)] == [60000, 24000]


def test_usage_typed_wrong_is_taken_back_unless_it_is_billed(book: Ledger) -> None:
    sign(book)
    use(book, 14)
    assert use(book, 3).usage[-1].no == 2
    assert [one.no for one in book.retainers.unuse(NAME).usage] == [1]
    run(book)
    with pytest.raises(IllegalTransition):
        book.retainers.unuse(NAME)
    assert len(use(book, 1).usage) == 2
    assert len(book.retainers.unuse(NAME).usage) == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (UsageInput(service="post", quantity=Decimal(0)), "quantity"),
        (UsageInput(service="post", quantity=Decimal(1), date=dt.date(2026, 2, 28)), "date"),
        (UsageInput(service="post", quantity=Decimal(1), date=dt.date(2026, 3, 3)), "date"),
        (UsageInput(service="bozza", quantity=Decimal(1)), "service"),
    ],
)
def test_a_wrong_usage_is_named(book: Ledger, typed: UsageInput, field: str) -> None:
    book.catalogue.add({"code": "bozza", "description": "Bozza"})
    sign(book)
    with pytest.raises(InputError) as refused:
        book.retainers.use(NAME, typed)
    assert refused.value.subject == field
    assert book.retainers.show(NAME).usage == ()


def test_three_paused_months_are_listed_and_never_made_silently(
    book: Ledger, clock: HandClock
) -> None:
    sign(book)
    run(book)
    book.retainers.pause(NAME)
    clock.day = dt.date(2026, 7, 1)
    assert run(book) == []
    assert book.runs.due() == []
    book.retainers.resume(NAME)
    waiting = [(row.period.name, row.missed) for row in book.runs.due()]
    assert waiting == [
        ("2026-04", True),
        ("2026-05", True),
        ("2026-06", True),
        ("2026-07", False),
    ]
    result = book.runs.run(RunInput())
    assert [len(nets(book, one.name)) for one in result.made] == [1]
    assert book.retainers.show(NAME).periods[-1].no == 5
    (warning,) = result.warnings
    assert warning.data["periods"] == ("retainer-1/2026-04, retainer-1/2026-05, retainer-1/2026-06")
    assert run(book) == []
    assert len(run(book, periods=["2026-05"])) == 1
    assert len(run(book, skips=["retainer-1/2026-04"], reason="in ferie")) == 0
    assert [row.period.name for row in book.runs.due()] == ["2026-06"]


def test_until_a_day_everything_is_wanted_and_merged_if_said(
    book: Ledger, clock: HandClock
) -> None:
    sign(book)
    clock.day = dt.date(2026, 5, 20)
    assert run(book, until=dt.date(2026, 4, 30), merge=True) == ["draft-1"]
    assert [text for text, _ in nets(book, "draft-1")] == [
        "Post, marzo 2026",
        "Post, aprile 2026",
    ]
    assert {one.invoice for one in book.retainers.show(NAME).periods} == {"draft-1"}
    assert run(book, until=dt.date(2026, 6, 1)) == ["draft-2", "draft-3"]


@pytest.mark.parametrize(
    ("asked", "error", "subject"),
    [
        ({"skips": ["2026-03"]}, InputError, "reason"),
        ({"skips": ["2026-03"], "reason": "  "}, InputError, "reason"),
        ({"reason": "why"}, InputError, "reason"),
        ({"skips": ["2026-09"], "reason": "x"}, NotFoundError, "2026-09"),
        ({"periods": ["retainer-2/2026-03"]}, NotFoundError, "retainer-2/2026-03"),
    ],
)
def test_a_skip_needs_its_reason_and_a_period_that_is_due(
    book: Ledger, asked: dict[str, object], error: type[RuleError], subject: str
) -> None:
    sign(book)
    with pytest.raises(error) as refused:
        run(book, **asked)
    assert refused.value.subject == subject
    assert book.retainers.show(NAME).periods == ()


def test_a_period_that_two_retainers_have_must_be_named_whole(book: Ledger) -> None:
    sign(book)
    sign(book)
    with pytest.raises(NotFoundError) as refused:
        run(book, periods=["2026-03"])
    assert refused.value.code == "ambiguous"
    assert refused.value.data["candidates"] == "retainer-1/2026-03, retainer-2/2026-03"


def test_a_deleted_draft_and_a_void_invoice_free_their_period(book: Ledger) -> None:
    sign(book)
    use(book, 14)
    run(book)
    book.invoices.delete("draft-1")
    own = book.retainers.show(NAME)
    assert (own.periods, own.overage, own.next_due) == ((), (), START)
    (name,) = run(book)
    assert [net for _, net in nets(book, name)] == [60000, 10000]
    number = book.invoices.issue(name).invoice.number
    assert book.invoices.void(number, reason="typed wrong").state is InvoiceState.VOID
    assert len(run(book)) == 1
    assert book.upkeep.check(full=True) == []


def test_an_issued_period_can_be_freed_by_nobody(book: Ledger) -> None:
    sign(book)
    book.invoices.issue(run(book)[0])
    with (
        closing(sqlite3.connect(book.storage.path)) as db,
        pytest.raises(sqlite3.IntegrityError, match="immutable: retainer_period"),
    ):
        db.execute("DELETE FROM retainer_period")


def test_what_was_signed_changes_until_something_is_invoiced(book: Ledger) -> None:
    own = sign(book)
    typed = RetainerInput(title="Altro", lines=[LineInput(service="reel")], endless=True)
    after = book.retainers.edit(NAME, typed, version=own.version)
    assert (after.title, after.net.minor, after.start) == ("Altro", 9800, START)
    run(book)
    with pytest.raises(IllegalTransition):
        book.retainers.edit(NAME, RetainerInput(title="Ancora"))
    with (
        closing(sqlite3.connect(book.storage.path)) as db,
        pytest.raises(sqlite3.IntegrityError, match="immutable: retainer"),
    ):
        db.execute("DELETE FROM retainer_line")


def test_dates_do_not_move_away_from_what_is_logged(book: Ledger) -> None:
    sign(book)
    use(book, 2)
    with pytest.raises(RuleError):
        book.retainers.edit(NAME, RetainerInput(start=dt.date(2026, 4, 1)))
    with pytest.raises(InputError) as refused:
        book.retainers.edit(NAME, RetainerInput(end=dt.date(2026, 2, 1)))
    assert refused.value.subject == "end"


def test_work_that_rests_is_said_and_invoiced_all_the_same(book: Ledger) -> None:
    sign(book)
    assert book.retainers.stop_work(NAME).stop_work == dt.date(2026, 3, 2)
    with pytest.raises(IllegalTransition):
        book.retainers.stop_work(NAME)
    result = book.runs.run(RunInput())
    assert len(result.made) == 1
    assert [warning.data["day"] for warning in result.warnings] == [dt.date(2026, 3, 2)]
    assert book.retainers.resume_work(NAME).stop_work is None
    with pytest.raises(IllegalTransition):
        book.retainers.resume_work(NAME)


def test_an_ended_one_settles_what_was_used_beyond_it(book: Ledger, clock: HandClock) -> None:
    sign(book)
    run(book)
    clock.day = dt.date(2026, 3, 20)
    use(book, 15)
    assert book.retainers.end(NAME).state is RetainerState.ENDED
    (row,) = book.runs.due()
    assert (row.period.name, row.net.minor) == ("final", 15000)
    (name,) = run(book)
    assert [net for _, net in nets(book, name)] == [15000]
    assert book.runs.due() == []
    with pytest.raises(IllegalTransition):
        use(book, 1)
    assert book.upkeep.check(full=True) == []


def test_a_fee_is_its_minimum_until_the_spend_is_known_and_the_rest_follows(
    book: Ledger, clock: HandClock
) -> None:
    sign(book, FEE)
    result = book.runs.run(RunInput())
    assert result.made[0].totals.net == 65000
    assert result.warnings[0].data["period"] == "retainer-1/2026-03"
    clock.day = dt.date(2026, 4, 2)
    book.retainers.spend(NAME, "2026-03", Decimal(1200))
    book.retainers.spend(NAME, "2026-04", Decimal(900))
    (name,) = run(book)
    assert [net for _, net in nets(book, name)] == [60000, 9000, 90000, 7000]
    assert book.invoices.show(name).totals.net == 76000  # the spend itself is for information
    with pytest.raises(IllegalTransition):
        book.retainers.spend(NAME, "2026-04", Decimal(1))


def test_spend_needs_a_line_that_hangs_on_it(book: Ledger) -> None:
    sign(book)
    with pytest.raises(RuleError):
        book.retainers.spend(NAME, "2026-03", Decimal(1))


def test_oggi_names_the_retainers_to_invoice(book: Ledger, clock: HandClock) -> None:
    sign(book)
    (item,) = book.collections.home().items
    assert (item.kind, item.ref, item.action, item.amount) == (
        "retainer_due",
        NAME,
        "run",
        60000,
    )
    book.retainers.pause(NAME)
    assert book.collections.home().items == ()
    clock.day = dt.date(2026, 2, 1)
    book.retainers.resume(NAME)
    assert book.collections.home().items == ()


def test_a_client_of_a_retainer_is_archived_not_deleted(book: Ledger) -> None:
    sign(book)
    with pytest.raises(RuleError) as refused:
        book.clients.delete("rossi-moda")
    assert refused.value.code == "in_use"
    book.clients.edit("rossi-moda", {"code": "rossi"})
    assert book.retainers.show(NAME).client == "rossi"
    assert book.upkeep.check(full=True) == []
