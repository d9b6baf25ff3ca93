"""Which printed numbers are paragraph numbers, which are headings, and which are items of a list.

"1. Proceedings" is a heading, "1. Opening of the session." an item of an agenda quoted in
paragraph 4, "1." below "Annex II" a paragraph of the annex. Paragraph numbers run on through a
document; that is what decides (domain.md §1).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import pairwise

from ..model import value

_NO_PARAGRAPH = 1000  # a larger number at the head of a line is a year or a quantity


class Role(StrEnum):
    """What a number turned out to be. `RESTART` begins a new series, in a container of its own;
    `RESUME` goes on with the series that a decision printed in full has interrupted."""

    PARAGRAPH = "paragraph"
    RESTART = "restart"
    RESUME = "resume"
    HEADING = "heading"
    ITEM = "item"


@value
class Numbered:
    """A block that begins with a number: what is needed to tell its role.

    `title_like`: short and without an end. `after_container`: an annex, a part or a chapter begins
    between the number before and this one (`after_annex`: an annex; `after_enactment`: a decision
    or resolution printed in full); `after_section`: a section does. `alone`: something other than
    a number stands between this and the next number. `dotted`: it is the "2" of "2.1".
    """

    number: int
    title_like: bool = False
    after_container: bool = False
    after_annex: bool = False
    after_section: bool = False
    alone: bool = False
    indent: int = 0
    marked_heading: bool = False
    dotted: bool = False
    after_enactment: bool = False


def roles(entries: Sequence[Numbered]) -> list[Role]:
    """The role of each, in order.

    Where the numbers start again in a later section or chapter, the first one is a restart too: its
    paragraph 1 is no more the document's than theirs.

    >>> [r.value for r in roles([Numbered(3), Numbered(4), Numbered(1), Numbered(2), Numbered(5)])]
    ['paragraph', 'paragraph', 'item', 'item', 'paragraph']
    >>> [r.value for r in roles([Numbered(8), Numbered(1, title_like=True), Numbered(9)])]
    ['paragraph', 'heading', 'paragraph']
    >>> [r.value for r in roles([Numbered(8), Numbered(1, after_container=True), Numbered(2)])]
    ['paragraph', 'restart', 'paragraph']
    >>> inside = Numbered(1, after_container=True, after_enactment=True)
    >>> [r.value for r in roles([Numbered(8), inside, Numbered(2), Numbered(9)])]
    ['paragraph', 'restart', 'paragraph', 'resume']
    """
    result = _roles(entries)
    begins = next((n for n, role in enumerate(result) if role is not Role.HEADING), None)
    if begins is not None and result[begins] is Role.PARAGRAPH:
        first = entries[begins]
        again = any(
            role is Role.RESTART
            and not entry.after_annex
            and (first.after_enactment or not entry.after_enactment)
            for role, entry in zip(result, entries, strict=True)
        )
        if again and (first.after_section or first.after_container):
            result[begins] = Role.RESTART
    return result


def _roles(entries: Sequence[Numbered]) -> list[Role]:
    comes = _last_places(entries)
    result: list[Role] = []
    expected: int | None = None  # the next paragraph
    outer: int | None = None  # the next paragraph of the report around a decision
    inner: int | None = None  # the next item of a list inside a paragraph
    inner_indent = 0
    for place, entry in enumerate(entries):
        n = entry.number
        if entry.dotted:
            result.append(Role.PARAGRAPH)
            expected, inner = n + 1, None
            continue
        if entry.marked_heading:
            # The format itself says that it is a heading.
            result.append(Role.HEADING)
            inner = None
            continue
        if entry.after_container and n == 1 and expected not in (None, 1):
            heading = entry.title_like and _is_heading(entries, place, 1)
            outer = (outer or expected) if entry.after_enactment else None
            result.append(Role.HEADING if heading else Role.RESTART)
            expected, inner = (1 if heading else 2), None
            continue
        if inner == n == expected and entry.title_like and _next_is(entries, place, n):
            result.append(Role.ITEM)
            inner = n + 1
            continue
        if outer is not None and n == outer != expected:
            result.append(Role.RESUME)
            expected, outer, inner = n + 1, None, None
            continue
        if expected is None or n == expected:
            if expected is None and entry.title_like and _heads_others(entries, place):
                result.append(Role.HEADING)
                continue
            if entry.title_like and _is_heading(entries, place, n):
                result.append(Role.HEADING)
                continue
            if inner == n and _list_goes_on(entries, place, n, inner_indent):
                result.append(Role.ITEM)
                inner = n + 1
                continue
            result.append(Role.PARAGRAPH)
            expected, inner = n + 1, None
            continue
        if entry.title_like and inner != n and _is_heading(entries, place, expected):
            result.append(Role.HEADING)
            continue
        if n == inner:
            result.append(Role.ITEM)
            inner = n + 1
            continue
        if n == 1:
            resumes = comes(place, expected) > place
            if not resumes and entry.after_section:
                result.append(Role.RESTART)
                expected, inner = 2, None
            else:
                result.append(Role.ITEM)
                inner, inner_indent = 2, entry.indent
            continue
        if n > expected and (comes(place, expected) < place or _next_is(entries, place, n + 1)):
            # A gap: numbers are missing, or the document begins in the middle.
            result.append(Role.PARAGRAPH)
            expected, inner = n + 1, None
            continue
        repeated = n == expected - 1 and inner is None
        result.append(Role.PARAGRAPH if repeated else Role.ITEM)
        if not repeated:
            inner, inner_indent = n + 1, entry.indent
    return result


def _last_places(entries: Sequence[Numbered]) -> Callable[[int, int], int]:
    """A function that tells where a number stands last, up to the next annex, part or chapter."""
    segments: list[int] = []
    last: dict[tuple[int, int], int] = {}
    segment = 0
    for place, entry in enumerate(entries):
        segment += entry.after_container
        segments.append(segment)
        last[segment, entry.number] = place
    return lambda place, number: last.get((segments[place], number), -1)


def _heads_others(entries: Sequence[Numbered], place: int) -> bool:
    """Whether short texts at the very beginning are headings: the paragraphs behind count otherwise."""
    for before, entry in pairwise(entries[place:]):
        if not entry.title_like:
            return 1 < entry.number < _NO_PARAGRAPH and entry.number != before.number + 1
    return False


def _is_heading(entries: Sequence[Numbered], place: int, expected: int) -> bool:
    """A short text is a heading where the paragraphs go on behind it, or where it has its own
    matter."""
    if place + 1 == len(entries):
        return entries[place].alone
    following = entries[place + 1]
    if following.number == expected:
        return entries[place].number != expected or following.number == entries[place].number
    # Headings one below the other, then a paragraph: "1. Matters" "2. Proceedings" "36. The Body …"
    return (
        entries[place].number != expected
        and entries[place].alone
        and following.title_like
        and following.number == entries[place].number + 1
    )


def _list_goes_on(entries: Sequence[Numbered], place: int, n: int, inner_indent: int) -> bool:
    """Whether a number that both the list and the paragraphs await belongs to the list.

    The list explains it if the run that begins here breaks off with the same number again.
    """
    run = n
    for entry in entries[place + 1 :]:
        if entry.number == run + 1:
            run += 1
        else:
            return entry.number == n or (
                entries[place].indent == inner_indent != entry.indent and entry.number != 1
            )
    return False


def _next_is(entries: Sequence[Numbered], place: int, n: int) -> bool:
    return place + 1 < len(entries) and entries[place + 1].number == n
