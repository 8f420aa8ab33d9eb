"""Bytes of a foreign file, bounded, and the text that is in them.

Only UTF-8 (with or without its mark) and Windows-1252 are text here; any other encoding is refused,
because a guess would put wrong letters into names.
"""

import re
import stat
from pathlib import Path
from typing import Final

from smm_ledger.core.errors import InputError, NotFoundError
from smm_ledger.core.marks import N_

_MARKS_OF_OTHERS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_UTF_8: Final = re.compile(rb"\xc3[\x80-\xbf]|\xe2(?:\x80[\x90-\xaf]|\x82\xac)")
"""An accented letter, a quotation mark, a dash or the euro sign, each as UTF-8 writes it."""

_MEBI: Final = 1024 * 1024


def read_bytes(path: Path, *, most: int) -> bytes:
    """Return a file's bytes.

    Args:
        path: A regular file.
        most: Bytes that are read at most.

    Raises:
        NotFoundError: There is none.
        InputError: It is no regular file, is larger, or can't be read.
    """
    name = path.name or str(path)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise InputError(name, N_("it is no file"), hint=N_("name a file"))
        if found.st_size > most:
            raise too_large(name, most)
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError:
        raise NotFoundError(
            name, N_("there is no such file"), hint=N_("check its name and folder")
        ) from None
    except OSError as error:
        raise InputError(
            name,
            N_("it can't be read: {problem}"),
            hint=N_("check the permissions of the file and of its folder"),
            problem=error.strerror or type(error).__name__,
        ) from None
    if len(data) > most:
        raise too_large(name, most)
    return data


def too_large(name: str, most: int) -> InputError:
    """Return the refusal of a file that is larger than anything we wrote."""
    return InputError(
        name,
        N_("it is larger than {most} MB"),
        hint=N_("check that it is the right file"),
        most=most // _MEBI,
    )


def decode(data: bytes, *, name: str) -> str:
    """Return the text of a file in UTF-8 or Windows-1252.

    Raises:
        InputError: It is in neither, or in both.
    """
    if not data.startswith(_MARKS_OF_OTHERS) and b"\x00" not in data:
        for encoding in ("utf-8-sig", "cp1252"):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if encoding == "cp1252" and _UTF_8.search(data):
                raise InputError(
                    name,
                    N_("part of it is in UTF-8, part in Windows-1252"),
                    hint=N_("save it as CSV UTF-8"),
                )
            return text
    raise InputError(
        name,
        N_("it is neither in UTF-8 nor in Windows-1252"),
        hint=N_("save it as CSV UTF-8"),
    )
