"""What people ask for → the symbol of a document, and the name of its file.

A symbol, a key with a path (``A/RES/64/293#17``) and a reference ("A/80/604, para. 5") all name the
document. The name of a file is the symbol with ``_`` for the oblique strokes; a symbol holds no
``_`` and no segment in small letters, so that no two documents share a name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import symbols
from .errors import one_line

_PINPOINT = re.compile(r"#.*|[\s,;]+[^\W\d_]+\.?\s*\d.*", re.DOTALL)
_SAFE = re.compile(r"[^A-Za-z0-9.()\-]")
_LONGEST = 120
_MAIN_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Asked:
    """A document asked for: its symbol, and the names by which the service may know it, in order."""

    symbol: str
    names: tuple[str, ...]


def asked(text: str, heads: Collection[str], variants: Iterable[str]) -> Asked:
    """The document that a text names; raises `ValueError`, in one line, if it names none.

    >>> asked("A/80/5 (Vol. II), para. 3", {"A"}, ["(OR)"])
    Asked(symbol='A/80/5(Vol.II)', names=('A/80/5(Vol.II)', 'A/80/5(Vol.II)(OR)'))
    >>> asked("S/RES/1526(2004)#17", {"S"}, []).symbol
    'S/RES/1526(2004)'
    >>> asked("A/31/48 (OR)", {"A"}, ["(OR)"])
    Asked(symbol='A/31/48', names=('A/31/48(OR)',))
    >>> asked("treaty:UNTOC", {"A"}, [])
    Traceback (most recent call last):
    ValueError: 'treaty:UNTOC' is no document symbol; write it as it is printed, like A/80/604
    """
    typed = text.strip()
    found = symbols.match(typed, 0, heads)
    if found is None or len(found.canonical) > _LONGEST or not found.canonical.isascii():
        raise _no_symbol(text)
    rest = typed[found.end :]
    for variant in variants:
        if symbols.canonical(rest).upper() == variant:
            return Asked(found.canonical, (found.canonical + variant,))
    if rest and not _PINPOINT.fullmatch(rest):
        raise _no_symbol(text)
    names = (found.canonical, *(found.canonical + variant for variant in variants))
    return Asked(found.canonical, names)


def stem(symbol: str, language: str) -> str:
    """The name of a document's file without its ending: safe in any folder, whoever gave the symbol.

    >>> stem("A/80/604/Add.2", "en"), stem("S/RES/1526(2004)", "fr"), stem("../x", "en")
    ('A_80_604_Add.2', 'S_RES_1526(2004)_fr', '_.._x')
    """
    name = _SAFE.sub("_", symbol)
    if not name[:1].isalnum():
        name = f"_{name}"
    return name if language == _MAIN_LANGUAGE else f"{name}_{language}"


def most_cited(report: Path, heads: Collection[str]) -> list[tuple[str, int]]:
    """What a build cites and has not read, with how often: the documents with a symbol, most cited
    first.

    `report` is the ``report.json`` of a build. Raises `ValueError` where it is another thing, and
    `OSError` where it cannot be read.
    """
    table: Any = json.loads(report.read_bytes())
    counts = table.get("cited_not_read") if isinstance(table, Mapping) else None
    if not isinstance(counts, Mapping) or not all(type(n) is int for n in counts.values()):
        raise ValueError("no report of a build")
    wanted = [(key, n) for key, n in counts.items() if _is_symbol(key, heads)]
    return sorted(wanted, key=lambda row: (-row[1], row[0]))


def _is_symbol(key: str, heads: Collection[str]) -> bool:
    found = symbols.match(key, 0, heads)
    return found is not None and found.canonical == key and len(key) <= _LONGEST and key.isascii()


def _no_symbol(text: str) -> ValueError:
    return ValueError(
        f"{one_line(text, 80)!r} is no document symbol; write it as it is printed, like A/80/604"
    )
