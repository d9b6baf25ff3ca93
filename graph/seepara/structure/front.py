"""Which lines are letterhead, which are contents and page furniture, and which are the text
itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..dates import find_days
from ..languages import Language
from ..model import Line
from ..registry import Registry
from ..symbols import match
from .enactment import Enactment
from .headings import headings
from .labels import Label, Style, take_label

_LONGEST_LETTERHEAD = 80  # lines
_LONGEST_FURNITURE = 60  # characters
_LONGEST_PAGE_NUMBER = 4
_LEADERS = re.compile(r"(?:[.…]\s?){3,}\s*\d{1,4}(?:\s*[-–]\s*\d{1,4})?(?:\s+\d{1,4})?$")
_BETWEEN_ENTRIES = 6  # lines: an entry of a table of contents and its heads are no longer
_PAGE_NUMBER = re.compile(r"(?:[.…\s]{2,}|\s|^)\d{1,4}(?:\s*[-–]\s*\d{1,4})?(?:\s+\d{1,4})?$")


@dataclass(frozen=True, slots=True)
class Front:
    """The lines of a document by what they serve for."""

    letterhead: tuple[Line, ...]
    text: tuple[Line, ...]


def divide(lines: Sequence[Line], language: Language, registry: Registry) -> Front:
    """The letterhead and the text; contents, running heads and job numbers are left out.

    >>> from ..languages import language
    >>> from ..registry import registry
    >>> texts = ("A/1/2", "Contents", "I. Opening 3", "I. Opening", "1. It met.")
    >>> lines = [Line(text) for text in texts]
    >>> front = divide(lines, language("en"), registry("en"))
    >>> [l.text for l in front.letterhead], [l.text for l in front.text]
    (['A/1/2'], ['I. Opening', '1. It met.'])
    """
    contents = frozenset(language.words("structure", "contents"))
    summary = frozenset(language.words("structure", "summary"))
    furniture = language.pattern("letterhead", "furniture_pattern")
    letterhead: list[Line] = []
    aside: list[Line] = []
    place = 0
    prose = False
    resolution = language.pattern("letterhead", "resolution_pattern")
    head = language.pattern("letterhead", "resolution_head_pattern")
    enactment = Enactment(language, registry, resolution=False)
    in_resolution = transmits = False
    transmittal = language.pattern("letterhead", "transmittal_pattern")
    for line in lines[:_LONGEST_LETTERHEAD]:
        if line.cell is not None:
            (aside if prose else letterhead).append(line)
            place += 1
            continue
        bare = line.text.strip(" *")
        if bare in contents or bare in summary or _begins_text(line, language, enactment):
            break
        if transmits and line.gap and not line.note:
            break  # a letter begins right behind its title
        if place and len(line.text) > _LONGEST_FURNITURE * 2 and line.text.endswith("."):
            break  # no line of a letterhead is a sentence of this length
        transmits = transmits or bool(transmittal.match(line.text))
        if in_resolution and not head.match(line.text) and not find_days(line.text, language):
            break
        in_resolution = in_resolution or bool(resolution.match(line.text))
        place += 1
        prose = prose or not line.note
        letterhead.append(line)
    kept = [*aside, *_without_contents(lines[place:], contents, language)]
    own = _own_symbol(letterhead, registry)
    text = tuple(
        line
        for line in kept
        if line.note or line.cell is not None or not _is_furniture(line, own, furniture)
    )
    return Front(tuple(letterhead), text)


def _is_furniture(line: Line, own: str, furniture: re.Pattern[str]) -> bool:
    """A job number, a page number alone on its line, the document's own symbol above the text."""
    text = line.text
    if len(text) > _LONGEST_FURNITURE:
        return False
    alone = line.gap and text.isdigit() and len(text) <= _LONGEST_PAGE_NUMBER
    return alone or bool(furniture.match(text)) or _is_running_head(line, own)


def _begins_text(line: Line, language: Language, enactment: Enactment) -> bool:
    if line.note:
        return False
    if _label(line, language) is not None:
        return True
    container = headings(language).container(line.text, False)
    if container is not None and container.token:
        return True
    return enactment.opens(line.text)


def _label(line: Line, language: Language) -> Label | None:
    if line.note or line.cell is not None:
        return None
    found = take_label(line.label + " " if line.label else line.text, language)
    return found[0] if found and found[0].style is not Style.PAREN else None


def _without_contents(
    lines: Sequence[Line], words: frozenset[str], language: Language
) -> Sequence[Line]:
    """A table of contents ends behind the last line that dots lead from to a page; where none does,
    where its first entry stands again, as the heading it announces."""
    for start, line in enumerate(lines[:400]):
        if line.text.strip(" *") not in words:
            continue
        if end := _end_of_leaders(lines, start):
            return [*lines[:start], *lines[end:]]
        entries = [
            (n, _label(entry, language)) for n, entry in enumerate(lines[start + 1 :], start + 1)
        ]
        labelled = [(n, label) for n, label in entries if label is not None]
        if not labelled:
            return [*lines[:start], *lines[start + 1 :]]
        first = labelled[0][1]
        if ended := _ends_without_label(lines, start, labelled[0][0], labelled[1:2]):
            return [*lines[:start], *lines[ended:]]
        for n, label in labelled[1:]:
            if label == first and not _PAGE_NUMBER.search(lines[n].text):
                return [*lines[:start], *lines[n:]]
            if (
                label.style is Style.NUMBER
                and not _PAGE_NUMBER.search(lines[n].text)
                and len(lines[n].text) > 60
            ):
                return [*lines[:start], *lines[n:]]
        return [*lines[:start], *lines[start + 1 :]]
    return lines


def _end_of_leaders(lines: Sequence[Line], start: int) -> int:
    """Where the lines end from which dots lead to a page number, all near each other; 0 if none do."""
    end = 0
    for n, line in enumerate(lines[start + 1 :], start + 1):
        if n - max(end, start) > _BETWEEN_ENTRIES:
            break
        if _LEADERS.search(line.text):
            end = n + 1
    return end


def _ends_without_label(
    lines: Sequence[Line], start: int, first: int, second: Sequence[tuple[int, Label]]
) -> int:
    """Where the text begins if no entry of the contents has a label: behind their last page number.

    The first label, at `first`, is then of the text: no page number stands before the second.
    """
    end = second[0][0] if second else len(lines)
    if any(_PAGE_NUMBER.search(line.text) for line in lines[first : min(end, first + 4)]):
        return 0
    pages = [n for n in range(start + 1, first) if _PAGE_NUMBER.search(lines[n].text)]
    return pages[-1] + 1 if pages else 0


def _own_symbol(letterhead: Sequence[Line], registry: Registry) -> str:
    for line in letterhead:
        found = match(line.text, 0, registry.symbol_heads)
        if found:
            return line.text[: found.end]
    return ""


def _is_running_head(line: Line, own: str) -> bool:
    """The document's own symbol alone on a line, perhaps with a page number."""
    return (
        bool(own)
        and line.text.startswith(own)
        and not line.text[len(own) :].strip(" *0123456789/()E-")
    )
