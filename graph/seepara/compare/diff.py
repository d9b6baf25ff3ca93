"""The words in which two texts differ, with the places where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from ..model import value

_WORD = re.compile(r"\S+")


@value
class Change:
    """A run of words of the earlier text, of the later one, or of both, by code points, half-open.

    `kind` is ``equal``, ``delete`` (earlier only) or ``insert`` (later only); of the text in which
    the run does not stand, start and end are the same place.
    """

    kind: str
    start: int
    end: int
    later_start: int
    later_end: int


def changes(earlier: str, later: str) -> tuple[Change, ...]:
    """What was taken out and put in, word by word, the fewest words that will do.

    Never to be made of abridged text: it would show the words of the edition, not of the document.

    >>> one, two = "States should act.", "States parties should act soon."
    >>> for c in changes(one, two):
    ...     print(c.kind, one[c.start:c.end] or two[c.later_start:c.later_end])
    equal States
    insert parties
    equal should
    delete act.
    insert act soon.
    """
    from rapidfuzz.distance import Indel

    one, two = list(_WORD.finditer(earlier)), list(_WORD.finditer(later))
    steps = Indel.opcodes([m.group() for m in one], [m.group() for m in two])
    found: list[Change] = []
    for kind, group in groupby(steps, lambda step: step.tag == "equal"):
        first, *_ = run = list(group)
        last = run[-1]
        before = (first.src_start, last.src_end)
        behind = (first.dest_start, last.dest_end)
        gone = _place(one, *before, len(earlier))
        come = _place(two, *behind, len(later))
        if kind:
            found.append(Change("equal", *gone, *come))
            continue
        if before[0] < before[1]:
            found.append(Change("delete", *gone, come[0], come[0]))
        if behind[0] < behind[1]:
            found.append(Change("insert", gone[1], gone[1], *come))
    return tuple(found)


def _place(words: Sequence[re.Match[str]], first: int, last: int, length: int) -> tuple[int, int]:
    """Where a run of words stands; for an empty run, the beginning of the word that follows."""
    if first == last:
        start = words[first].start() if first < len(words) else length
        return start, start
    return words[first].start(), words[last - 1].end()
