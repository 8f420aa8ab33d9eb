"""Pictures for logos, made by hand: as many pixels and bytes as a test wants."""

import struct
import zlib


def png(width: int = 4, height: int = 2) -> bytes:
    """Return a whole PNG in one colour."""
    rows = (b"\0" + b"\x1f\x4e\x79" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def png_head(width: int, height: int, size: int = 100) -> bytes:
    """Return the beginning of a PNG that says to be so large, filled up to `size` bytes."""
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height)
    return head.ljust(size, b"\0")


def jpeg_head(width: int, height: int) -> bytes:
    """Return the beginning of a JPEG that says to be so large."""
    application = b"\xff\xe0\x00\x04ab"
    frame = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + bytes(10)
    return b"\xff\xd8" + application + frame
