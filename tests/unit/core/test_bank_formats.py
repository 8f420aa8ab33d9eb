"""Layouts of a bank's CSV, as they are said and kept."""

from dataclasses import replace

import pytest

from smm_ledger.core.bank_formats import READY, format_from
from smm_ledger.core.errors import InputError


def test_a_layout_is_read_back_as_it_is_kept() -> None:
    said = format_from("date=Data, amount=Importo (EUR),text=Causale,text=Note, decimals=point")
    assert said.headers("text") == ["Causale", "Note"]
    assert (said.decimals, said.dates) == ("point", "dmy")
    assert format_from(str(said)) == said


@pytest.mark.parametrize("name", READY)
def test_ready_layouts_are_kept_forms(name: str) -> None:
    assert format_from(str(READY[name])) == replace(READY[name], marks=())


def test_a_comma_may_stand_in_a_header() -> None:
    assert format_from("date=Data,text=Causale, note,amount=Euro").headers("text") == [
        "Causale, note"
    ]


@pytest.mark.parametrize(
    "text",
    ["", "date=Data,text=T", "date=,amount=A,text=T", "date=D,amount=A,text=T,dates=ydm", "a=b"],
)
def test_what_says_no_layout_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        format_from(text)
    assert refused.value.subject == "columns"
