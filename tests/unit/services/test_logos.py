"""A logo's file is read when it is entered, and never waited or looked for afterwards."""

import os
from pathlib import Path

import pytest

from smm_ledger.core.errors import InputError
from smm_ledger.core.logos import logo_from, logo_name
from smm_ledger.services.fields import ISSUER_FIELDS, read_fields
from smm_ledger.services.logos import LEFT_OUT, logo_warnings, shown_logo
from tests.support.pictures import png
from tests.support.systems import posix_only


def _read(typed: str) -> str:
    return str(read_fields(ISSUER_FIELDS, {"logo": typed}, country="IT")["logo"])


def test_the_picture_outlives_its_file(tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(png())
    kept = _read(f" {file} ")
    file.unlink()
    assert (logo_name(kept), shown_logo(kept)[:22]) == ("logo.png", "data:image/png;base64,")
    assert logo_warnings(kept) == ()


def test_no_logo_is_one_too() -> None:
    assert (_read("  "), shown_logo(""), logo_warnings("")) == ("", "", ())


@pytest.mark.parametrize("typed", ["00743110157", "/", "~nobody-at-all/logo.png", "a\0b"])
def test_what_is_no_file_is_refused_when_it_is_entered(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(typed)
    assert caught.value.subject == "logo"


@posix_only
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)
    with pytest.raises(InputError):
        _read(str(pipe))


def test_the_path_of_an_older_ledger_is_read_while_it_is_there(tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(png())
    assert shown_logo(str(file)).startswith("data:image/png;base64,")
    file.unlink()
    assert (shown_logo(str(file)), logo_warnings(str(file))) == ("", (LEFT_OUT,))


def test_a_damaged_picture_is_left_out() -> None:
    kept = logo_from(png(), "logo.png")[:-40] + "!"
    assert (shown_logo(kept), logo_warnings(kept)) == ("", (LEFT_OUT,))
