"""The issuer's logo: which pictures are taken, and the text in which a ledger keeps one.

A logo is kept by its bytes, not by its path, so that a document can be drawn on another machine and
years later: the snapshot in an issued invoice holds all that its page needs. No file is opened
here. Where a person reads of the logo, it is the name of the file that it came from.
"""

import base64
import binascii
import re
import struct
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_

LOGO_MAX_BYTES: Final = 300_000
LOGO_MAX_SIDE: Final = 4000

_KEPT: Final = re.compile(r"data:image/(png|jpeg);name=([^;,]*);base64,([A-Za-z0-9+/=]+)")


def logo_from(content: bytes, name: str) -> str:
    """Return a picture as a ledger keeps it: a ``data:`` URI (RFC 2397) with its file's name.

    Raises:
        InputError: It is too large, or neither PNG nor JPEG by its own bytes.
    """
    kind = _kind(content)
    if not kind:
        raise InputError(
            "logo",
            N_("{path} is no logo that fits"),
            hint=N_("use a PNG or JPEG up to {size} kB and {side} pixels a side"),
            path=name,
            size=LOGO_MAX_BYTES // 1000,
            side=LOGO_MAX_SIDE,
        )
    coded = base64.b64encode(content).decode("ascii")
    return f"data:image/{kind};name={_quoted(name)};base64,{coded}"


def logo_uri(kept: str) -> str:
    """Return the kept picture as a ``data:`` URI for a page; empty where it is none that fits."""
    found = _KEPT.fullmatch(kept)
    if found is None:
        return ""
    kind, _, coded = found.groups()
    try:
        content = base64.b64decode(coded, validate=True)
    except binascii.Error:
        return ""
    return f"data:image/{kind};base64,{coded}" if _kind(content) == kind else ""


def logo_name(kept: str) -> str:
    """Return the name of the file that a kept logo came from; older ledgers kept its path."""
    found = _KEPT.fullmatch(kept)
    return _unquoted(found.group(2)) if found else kept


def _quoted(name: str) -> str:
    """Return a name in percent-encoding (RFC 3986, 2.1), the parameter of a ``data:`` URI."""
    return re.sub(
        rb"[^A-Za-z0-9._-]", lambda byte: b"%%%02X" % byte.group()[0], name.encode()
    ).decode("ascii")


def _unquoted(coded: str) -> str:
    bare = re.sub(
        rb"%([0-9A-F]{2})", lambda code: bytes.fromhex(code.group(1).decode()), coded.encode()
    )
    return bare.decode("utf-8", errors="replace")


def _kind(content: bytes) -> str:
    """Return `png` or `jpeg`, or nothing for what no page should show."""
    kind, size = _image(content)
    fits = len(content) <= LOGO_MAX_BYTES and 0 < min(size) <= max(size) <= LOGO_MAX_SIDE
    return kind if fits else ""


def _image(content: bytes) -> tuple[str, tuple[int, int]]:
    """Return kind and size in pixels, by the file's own bytes."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        width, height = struct.unpack(">II", content[16:24].ljust(8, b"\0"))
        return "png", (width, height)
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg", _jpeg_size(content)
    return "", (0, 0)


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Walk the segments to the frame header (ITU T.81, B.2.2); (0, 0) where there is none."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 - a marker's first byte
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # noqa: PLR2004 - SOF0-15
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return (width, height)
        at += 2 + length
    return (0, 0)
