"""Pieces of the page as JSON that can stand in it, and how they are put together again.

A page is made of many pieces that were made before: what is JSON already is joined, not read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from .data import Piece

DOCUMENT = "explorer.html: document"
LINKS = "explorer.html: links"
PART = "explorer.html: part"

_IN_MARKUP = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027"}


def serialised(value: Any) -> bytes:
    r"""A value as JSON that can stand in an HTML element, as UTF-8.

    A lone surrogate cannot be written as UTF-8; it is no character that anyone could read.

    >>> serialised({"text": "</script>\ud800"})
    b'{"text":"\\u003c/script\\u003e?"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, written in _IN_MARKUP.items():
        text = text.replace(sign, written)
    return text.encode("utf-8", "replace")


def piece_sections(piece: Piece) -> dict[str, bytes]:
    """A document's piece, in the sections that a page is made from."""
    return {
        DOCUMENT: serialised(piece.own),
        LINKS: serialised(piece.links),
        PART: serialised(piece.part),
    }


def array(pieces: Iterable[bytes | memoryview]) -> bytes:
    """Serialised values as one array.

    >>> array([b"1", b"{}"])
    b'[1,{}]'
    """
    return b"[" + b",".join(pieces) + b"]"


def extended(table: bytes, **more: bytes) -> bytes:
    """A serialised table with some serialised values more.

    >>> extended(b'{"a":1}', b=b"[2]"), extended(b"{}", b=b"[2]")
    (b'{"a":1,"b":[2]}', b'{"b":[2]}')
    """
    divider = b"" if table == b"{}" else b","
    added = b",".join(b'"' + name.encode() + b'":' + value for name, value in more.items())
    return table[:-1] + (divider + added if added else b"") + b"}"
