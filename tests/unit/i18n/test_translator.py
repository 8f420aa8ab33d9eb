"""Messages in two languages, with data in their places, and errors as front ends show them."""

import json
import locale
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.core.countries import COUNTRIES
from smm_ledger.core.dates import terms_from
from smm_ledger.core.errors import BelowFloor, InputError, LedgerError, RuleError
from smm_ledger.core.money import Money
from smm_ledger.i18n import N_, Translator, translate_error, translate_reason
from smm_ledger.i18n import phrases as phrases_module
from smm_ledger.i18n.phrases import country_name, format_days, format_terms
from smm_ledger.i18n.translator import (
    available_languages,
    check_language,
    own_name,
    system_language,
)

IT = Translator("it")
EN = Translator("en")


def test_a_message_in_both_languages() -> None:
    assert EN("it is empty") == EN.gettext("it is empty") == "it is empty"
    assert IT("it is empty") == IT.gettext("it is empty") == "è vuoto"


def test_what_has_no_translation_is_shown_in_english() -> None:
    assert IT.gettext("a sentence that nobody wrote") == "a sentence that nobody wrote"
    assert IT.pgettext("nowhere", "nothing") == "nothing"
    assert IT("") == ""
    assert Translator("xx").gettext("it is empty") == "it is empty"


def test_plurals() -> None:
    assert [format_days(days, IT) for days in (0, 1, 2)] == ["0 giorni", "1 giorno", "2 giorni"]
    assert [format_days(days, EN) for days in (0, 1, 2)] == ["0 days", "1 day", "2 days"]


def test_data_are_written_as_the_language_writes_them() -> None:
    data = {
        "money": Money(123456, "EUR"),
        "day": date(2026, 11, 24),
        "number": Decimal("1.50"),
        "text": "a\x1b[31m",
        "count": 3,
    }
    template = "{money} {day} {number} {text} {count:02}"
    assert IT.gettext(template, **data) == "1.234,56\u00a0€ 24/11/2026 1,5 a\ufffd[31m 03"
    assert EN.gettext(template, **data) == "€1,234.56 24 Nov 2026 1.5 a\ufffd[31m 03"


def test_data_are_never_templates() -> None:
    assert IT.gettext("{text}", text="{other} {0}") == "{other} {0}"
    assert IT.gettext("100% {not data}") == "100% {not data}"


def test_an_error_is_shown_with_its_subject_or_beside_its_field() -> None:
    error = InputError("name", N_("it is empty"), hint=N_("give a value"))
    assert translate_error(error, IT) == ("name: è vuoto", "dai un valore")
    assert translate_reason(error, IT) == ("è vuoto", "dai un valore")
    assert translate_error(error, EN) == ("name: it is empty", "give a value")


def test_an_error_s_amounts_are_written_in_the_language() -> None:
    error = BelowFloor("P-2026-014", net=Money(90000, "EUR"), floor=Money(100000, "EUR"))
    message, _ = translate_error(error, IT)
    assert (
        message == "P-2026-014: l’offerta di 900,00\u00a0€ è sotto il tuo minimo di 1.000,00\u00a0€"
    )


def test_an_error_s_template_has_its_braces_undoubled_without_data() -> None:
    error = InputError("pattern", "no {{seq}}", hint="as {{year}}")
    assert translate_error(error, IT) == ("pattern: no {seq}", "as {year}")


def test_an_error_s_subject_is_safe() -> None:
    assert translate_error(RuleError("a\nb\x07", "x"), EN)[0] == "a b\ufffd: x"
    assert translate_error(LedgerError("", "x"), EN) == ("x", "")


def test_terms_read_as_on_an_italian_invoice() -> None:
    shown = [format_terms(terms_from(text), IT) for text in ("30", "30 eom", "eom 30")]
    assert shown == ["30 gg d.f.", "30 gg d.f.f.m.", "f.m. + 30 gg"]
    assert format_terms(terms_from("30 eom"), EN) == "30 days from the invoice date, end of month"


def test_languages() -> None:
    assert available_languages() == ("en", "it")
    assert check_language(" IT ") == "it"
    assert (own_name("it"), own_name("xx")) == ("Italiano", "xx")
    for value in ("", "de", "italiano", "../en"):
        with pytest.raises(InputError, match="en, it"):
            check_language(value)


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "it_IT.UTF-8"}, "it"),
        ({"LC_ALL": "en_GB", "LANG": "it_IT"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "it"}, "it"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
    ],
)
def test_the_system_s_language(environ: dict[str, str], language: str) -> None:
    assert system_language(environ) == language


def test_every_country_has_its_names() -> None:
    names = Path(phrases_module.__file__).parents[1] / "data" / "countries.json"
    assert set(json.loads(names.read_text(encoding="utf-8"))) == COUNTRIES
    assert country_name("DE", "it") == "Germania"
    assert country_name("DE", "xx") == "Germany"
    assert country_name("ZZ", "it") == "ZZ"


@pytest.mark.parametrize(
    ("subject", "english", "italian"),
    [
        ("bank.csv: row 3", "bank.csv: row 3", "bank.csv: riga 3"),
        ("bank.csv: row 3, amount", "bank.csv: row 3, amount", "bank.csv: riga 3, amount"),
        ("row 3: row 4", "row 3: row 4", "row 3: riga 4"),
        ("a.json: clients: row 2", "a.json: clients: row 2", "a.json: clients: riga 2"),
        ("it.xml: line 2", "it.xml: line 2", "it.xml: voce 2"),
        ("camt.xml: entry 7", "camt.xml: entry 7", "camt.xml: movimento 7"),
        ("line 2: price", "line 2: price", "voce 2: prezzo"),
        ("narrow 3", "narrow 3", "narrow 3"),
        ("row 3.csv", "row 3.csv", "row 3.csv"),
    ],
)
def test_where_in_a_file_something_is_wrong_is_said_in_the_language(
    subject: str, english: str, italian: str
) -> None:
    error = InputError(subject, N_("it is empty"))
    assert translate_error(error, EN)[0] == f"{english}: it is empty"
    assert translate_error(error, IT)[0] == f"{italian}: è vuoto"


def test_a_locale_that_python_does_not_know_means_english(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise ValueError("unknown locale: it-IT")

    monkeypatch.setattr(locale, "getlocale", unknown)
    assert system_language({}) == "en"
