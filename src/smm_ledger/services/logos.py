"""Reading the file of a logo, once, when it is entered: documents never look for it again."""

from pathlib import Path

from smm_ledger.core.errors import InputError
from smm_ledger.core.logos import LOGO_MAX_BYTES, logo_from, logo_uri
from smm_ledger.core.marks import N_
from smm_ledger.core.text import DESCRIPTION_MAX, clean
from smm_ledger.settings import typed_path

LEFT_OUT = N_("The logo cannot be read and was left out; choose its file again in your data")
"""What is said of a document whose issuer has a logo that cannot be shown."""


def read_logo(field: str, text: str, _country: str = "") -> str:
    """Return the picture in the file that `text` names, as the ledger keeps it; nothing for none.

    Raises:
        InputError: There is no such file, or it is no picture that fits.
    """
    typed = clean(text, field=field, max_length=DESCRIPTION_MAX)
    return _read(typed_path(typed), field) if typed else ""


def _read(path: Path, field: str) -> str:
    try:
        if not path.is_file():  # a pipe would be waited for
            raise FileNotFoundError
        with path.open("rb") as file:
            content = file.read(LOGO_MAX_BYTES + 1)
    except OSError as error:
        raise InputError(
            field, N_("{path} cannot be read"), hint=N_("choose another file"), path=path.name
        ) from error
    return logo_from(content, path.name)


def shown_logo(kept: str) -> str:
    """Return a kept logo as a ``data:`` URI, or nothing where it cannot be shown.

    Ledgers made before the bytes were kept hold a path: its file is read while it is there.
    """
    if not kept or kept.startswith("data:"):
        return logo_uri(kept)
    try:
        return logo_uri(read_logo("logo", kept))
    except InputError:
        return ""


def logo_warnings(kept: str) -> tuple[str, ...]:
    """Return what to say where the page of an issuer with a logo goes without it."""
    return (LEFT_OUT,) if kept and not shown_logo(kept) else ()
