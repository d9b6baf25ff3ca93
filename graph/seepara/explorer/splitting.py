"""A page too large for one file: what every view needs stays in the page, the rest is in parts.

In the page stay the documents, the meetings, what was cited and not read, and how many citations
join two documents. A part holds some documents that follow each other: their units, their citations
and what is known of their lineage. It is a script, ``NNN.js`` in a folder beside the page, since a
page from disk may read no other file; it calls one function with its data and does nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

ONE_FILE = 15_000
"""The most nodes of a page that is one file: about 9 MB. With 22,000 nodes (10,000 paragraphs) the first
lineage is drawn half again as late as in a page in parts (`scripts/benchmark explorer`)."""

MOST_NODES = 60_000
"""The most nodes of a page in parts: the overview and the index of its documents stay in the page."""

PART = 1_000
"""About how many nodes a part has, 0.6 MB, which is read in some 20 ms; a document is never cut."""

FOLDER = "explorer"
"""The folder of the parts, beside the page."""

_CALL = "seeparaPart"


def starts(sizes: Sequence[int], most: int | None = None) -> list[int]:
    """Where each part begins among documents of so many nodes: a part has about `most` (by default
    `PART`), and a document is never cut.

    >>> starts([2, 2, 9, 1, 1], 5)
    [0, 2, 3]
    """
    found: list[int] = []
    held = 0
    for place, size in enumerate(sizes):
        if not found or (held and held + size > (most or PART)):
            found.append(place)
            held = 0
        held += size
    return found


def ends_in(first: Sequence[int], number: int) -> Iterator[tuple[int, int]]:
    """Beginning and end of each part, of so many documents.

    >>> list(ends_in([0, 2, 3], 5))
    [(0, 2), (2, 3), (3, 5)]
    """
    return zip(first, (*first[1:], number), strict=False)


def as_script(number: int, data: bytes) -> bytes:
    """A part as a script. Its data is one string, so that no word of it is ever read as a program.

    >>> as_script(0, b'["it"]')
    b'seeparaPart(0,"[\\\\"it\\\\"]");\\n'
    """
    return f"{_CALL}({number},{json.dumps(data.decode(), ensure_ascii=False)});\n".encode()
