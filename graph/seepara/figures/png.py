"""What a PNG says of itself: dots an inch, title and description; and nothing of the time."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from .model import Figure

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DROPPED = frozenset({b"tIME", b"tEXt", b"zTXt", b"iTXt", b"pHYs", b"eXIf"})
_INCHES_A_METRE = 1 / 0.0254


def described(made: bytes, figure: Figure, dots: int) -> bytes:
    """The picture with `dots` an inch, and with the title and the description of the map."""
    own = [
        _chunk(b"pHYs", struct.pack(">IIB", *(round(dots * _INCHES_A_METRE),) * 2, 1)),
        _text("Title", figure.title, figure.language),
        _text("Description", figure.description, figure.language),
    ]
    parts = [_SIGNATURE]
    for kind, content in chunks(made):
        if kind not in _DROPPED:
            parts.append(_chunk(kind, content))
        if kind == b"IHDR":
            parts += own
    return b"".join(parts)


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG: their kinds and contents."""
    place = len(_SIGNATURE)
    while place + 8 <= len(png):
        (length,) = struct.unpack_from(">I", png, place)
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12


def _text(name: str, text: str, language: str) -> bytes:
    """An international text (PNG, 11.3.3.4), not compressed."""
    head = name.encode() + b"\0\0\0" + language.encode() + b"\0" + b"\0"
    return _chunk(b"iTXt", head + text.encode("utf-8", "replace"))


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
