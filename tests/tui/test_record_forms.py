"""Forms of clients, services and the issuer: typed by keys, stored by one service call."""

from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.forms.client import ClientForm
from smm_ledger.tui.forms.issuer import IssuerForm
from smm_ledger.tui.forms.service import ServiceForm
from tests.tui.forms import complaint, field, fill, opened, reading, with_client
from tests.tui.support import HOSTILE, SMALL, TINY, context, ledger_at, shown, toasts, words_on


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return with_client(ledger_at(tmp_path))


async def test_a_whole_client_is_typed_by_keys(ledger: Ledger) -> None:
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, ClientForm(ctx))
        await pilot.press(*"Bar Sport", "tab", "right", "tab", "tab")
        await fill(
            pilot,
            tax_code="RSSMRA85T10A562S",
            address="Via Po 1",
            zip="10123",
            city="Torino",
            province="TO",
            email="bar@example.it",
            terms="60 fm",
            notes="paga tardi",
        )
        assert reading(pilot, "terms") == "60 gg d.f.f.m. · 31/01/2027"
        await pilot.press("ctrl+s")
        await pilot.pause()
        client = result.result()
    stored = ledger.clients.show("bar-sport").client
    assert stored == client
    assert (stored.kind, stored.city, str(stored.terms)) == ("person", "Torino", "60 eom")
    assert (stored.country, stored.notes) == ("IT", "paga tardi")


async def test_wrong_values_stay_with_their_reason_beside_them(ledger: Ledger) -> None:
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, ClientForm(ctx))
        await fill(pilot, name="Bar", vat_id="123", zip="abc")
        await pilot.press("f2")
        await pilot.pause()
        assert complaint(pilot, "vat_id")
        assert complaint(pilot, "zip")
        assert not complaint(pilot, "name")
        assert field(pilot, "vat_id").edit.text == "123"
        assert field(pilot, "vat_id").edit.has_focus
        assert not result.done()
        await fill(pilot, vat_id="0")
        assert not complaint(pilot, "vat_id")
    assert len(ledger.clients.list()) == 1


async def test_a_code_in_use_is_a_toast_and_nothing_is_lost(ledger: Ledger) -> None:
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, ClientForm(ctx))
        await fill(pilot, name="Altra", code="rossi-moda")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert toasts(pilot)
        assert field(pilot, "name").edit.text == "Altra"
        assert not result.done()


async def test_leaving_asks_only_when_something_was_typed(ledger: Ledger) -> None:
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, ClientForm(ctx, "rossi-moda"))
        await pilot.press("escape")
        await pilot.pause()
        assert result.result() is None
        result = await opened(pilot, ClientForm(ctx, "rossi-moda"))
        await fill(pilot, city="Roma")
        for stays in ("enter", "escape", "s"):
            await pilot.press("escape")
            await pilot.pause()
            await pilot.press(stays, *(["escape"] if stays == "s" else []))
            await pilot.pause()
            assert field(pilot, "city").edit.text == "Roma"
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        assert result.result() is None
    assert ledger.clients.show("rossi-moda").client.city == ""


async def test_the_slower_window_sees_the_new_state_and_loses_nothing(ledger: Ledger) -> None:
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, ClientForm(ctx, "rossi-moda"))
        await fill(pilot, city="Roma", phone="06 123")
        ledger.clients.edit("rossi-moda", {"city": "Milano", "email": "a@example.it"})
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not result.done()
        await pilot.press("enter")
        await pilot.pause()
        assert field(pilot, "city").edit.text == "Roma"
        assert "Milano" in complaint(pilot, "city")
        assert field(pilot, "email").edit.text == "a@example.it"
        await pilot.press("ctrl+s")
        await pilot.pause()
        stored = result.result()
    assert (stored.city, stored.phone, stored.email) == ("Roma", "06 123", "a@example.it")


async def test_a_service_is_typed_and_changed(ledger: Ledger) -> None:
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, ServiceForm(ctx))
        await fill(pilot, code="piano", description="Piano", price="1.250,50", floor="900")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert result.result().price == Decimal("1250.50")
        result = await opened(pilot, ServiceForm(ctx, "piano"))
        await fill(pilot, price="1.300")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "1300" in complaint(pilot, "price")
        await fill(pilot, price="1300")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert result.result().price == Decimal(1300)
    assert ledger.catalogue.show("piano").floor == Decimal(900)


async def test_the_issuer_is_changed_field_by_field(ledger: Ledger) -> None:
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, IssuerForm(ctx))
        await fill(pilot, vat_id="12345678903", contribution="inps:4")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert str(result.result().contribution) == "inps:4"
    assert ledger.issuer.show().vat_id == "12345678903"


async def test_the_issuer_begins_a_ledger_where_there_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    ledger = ledger_at(folder, begin=False)
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, IssuerForm(ctx))
        await fill(pilot, name="Marta")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert result.result().name == "Marta"
    assert ledger.issuer.show().country == "IT"


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_names_are_plain_text_in_a_form(ledger: Ledger, text: str) -> None:
    code = ledger.clients.add({"name": text, "notes": text, "city": text}).code
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        await opened(pilot, ClientForm(ctx, code))
        assert field(pilot, "name").edit.text == text
        assert text in words_on(pilot)


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("size", [SMALL, TINY])
async def test_a_form_fits_small_terminals(
    ledger: Ledger, language: str, size: tuple[int, int]
) -> None:
    ctx = context(ledger, language=language)
    async with shown(ctx, size=size) as pilot:
        await opened(pilot, ClientForm(ctx, "rossi-moda"))
        for _ in range(18):
            await pilot.press("tab")
        seen = words_on(pilot)
        focused = pilot.app.focused
        assert focused is not None
        assert focused.region.bottom <= size[1] - 1
        assert "f1" in seen.splitlines()[-1]
