"""The letterhead: what stands before the first section, taken apart into what it says of the
document.

The rules come from domain.md §1. Any of it may be missing, also the symbol; lines may be table
cells or broken anywhere, so every piece is recognised by its own form and not by its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ..dates import Days, find_days
from ..languages import Language, alternatives
from ..model import Line, value
from ..registry import Registry
from ..symbols import canonical, match

_MARKS = " *†‡"
_BETWEEN_SYMBOLS = " .–—,;"
_LONGEST_NAME = 4  # lines


@value
class Letterhead:
    """What a letterhead says; empty where it does not. `organs` are roots, in their order.

    `title_lines` are the lines that describe the document (agenda item, title, author, session):
    they are kept as text, since they can carry note marks.
    """

    symbol: str = ""
    printed_symbol: str = ""
    distribution: str = ""
    date: str = ""
    organs: tuple[str, ...] = ()
    session: str = ""
    place: str = ""
    days: Days | None = None
    title: str = ""
    author: str = ""
    draft: bool = False
    addendum: bool = False
    resolution: str = ""
    abridged: bool = False
    title_lines: tuple[Line, ...] = ()


def read_letterhead(lines: Sequence[Line], language: Language, registry: Registry) -> Letterhead:
    """The letterhead that the lines hold.

    >>> from ..languages import language
    >>> from ..registry import registry
    >>> head = read_letterhead(
    ...     [Line("A/80/604/Add.2"), Line("Distr.: General"), Line("3 March 2026")],
    ...     language("en"), registry("en"))
    >>> head.symbol, head.distribution, head.date, head.organs
    ('A/80/604/Add.2', 'general', '2026-03-03', ())
    """
    words = _words(language)
    symbol = printed = distribution = date = session = place = title = author = resolution = ""
    organs: list[str] = []
    days: Days | None = None
    draft = addendum = agenda = abridged = False
    kept: list[Line] = []
    waiting = ""  # what the next line completes: "Distr." or a broken symbol
    consumed = 0  # up to here, lines are part of a name broken over several
    for number, line in enumerate(lines):
        text = line.text.strip()
        bare = text.strip(_MARKS)
        if number < consumed or line.note or words.furniture.match(text):
            continue
        if words.abridged.match(text):
            abridged = True
            continue
        if not symbol and (given := _symbol_alone(waiting + bare, words, registry)):
            printed, symbol, waiting = given, canonical(given), ""
            if not date and (dates := find_days(text, language)):
                date = dates[0].first
            continue
        if waiting and bare in words.distributions:
            distribution, waiting = words.distributions[bare], ""
            continue
        waiting = bare if bare.endswith("/") else ""
        if waiting:
            continue
        found = words.distribution.search(text)
        if found:
            distribution = words.distributions.get(found["what"] or "", distribution)
            waiting = "" if found["what"] else " "
        if found or words.original.search(text):
            if not date and (dates := find_days(text, language)):
                date = dates[0].first
            continue
        if bare in words.organization:
            continue
        if named := words.resolution.match(text):
            # A scan can break the year: "361 (197-4)".
            resolution = next(group for group in named.groups() if group).replace("-", "")
            kept.append(line)
            continue
        spans = find_days(text, language)
        if not date and spans and spans[0].first == spans[0].last and _is_all(bare, spans[0]):
            date = spans[0].first
            continue
        if name := _name_from(lines, number, registry):
            root, consumed = name
            organs += [root] if root else []
            continue
        if words.session.match(bare):
            session = session or bare
            kept.append(line)
            continue
        if days is None and spans and (held := words.place_and_dates.match(text)):
            place, days = held["place"], spans[0]
            continue
        if days is None and spans and spans[0].first != spans[0].last and _is_all(bare, spans[0]):
            days = spans[0]
            continue
        if words.addendum.match(bare):
            addendum = True
            continue
        kept.append(line)
        if words.agenda.match(bare):
            agenda = True
        elif words.author.match(bare):
            author = author or bare
            title = title or bare
        elif words.draft.match(bare):
            draft = True
            title = bare
        elif not words.reissue.search(bare) and (not title or title == author):
            title = bare
    if not date and resolution and (dates := _dates_of(lines, language)):
        date = dates[0].first
    if agenda and title and not author and not draft:
        title = _last_title(kept, title, words)
    elif title and author:
        title = _before(kept, author, words) or author
    return Letterhead(
        symbol, printed, distribution, date, tuple(organs), session, place, days, title, author,
        draft, addendum, resolution, abridged, tuple(kept),
    )  # fmt: skip


@cache
def _words(language: Language) -> _Words:
    return _Words(language)


class _Words:
    """The patterns of a language that a letterhead is read by."""

    def __init__(self, language: Language) -> None:
        self.language = language
        table = language.tables["letterhead"]
        self.distributions: dict[str, str] = dict(table["distributions"])
        what = alternatives(tuple(self.distributions))
        marks = alternatives(language.words("letterhead", "distribution"))
        self.distribution = re.compile(rf"(?:{marks})\s*(?P<what>{what})?")
        self.original = re.compile(alternatives(language.words("letterhead", "original")))
        self.organization = frozenset(language.words("letterhead", "organization"))
        self.session = language.pattern("letterhead", "session_pattern")
        self.agenda = language.pattern("letterhead", "agenda_item_pattern")
        self.author = language.pattern("letterhead", "author_pattern")
        self.draft = language.pattern("letterhead", "draft_pattern")
        self.addendum = language.pattern("letterhead", "addendum_pattern")
        self.resolution = language.pattern("letterhead", "resolution_pattern")
        self.furniture = language.pattern("letterhead", "furniture_pattern")
        self.abridged = language.pattern("letterhead", "abridged_pattern")
        self.reissue = language.pattern("letterhead", "reissue_pattern")
        self.place_and_dates = language.pattern("meetings", "place_and_dates_pattern")


def _symbol_alone(bare: str, words: _Words, registry: Registry) -> str:
    """A symbol that is the whole line, the organization's name before it and a date behind it aside."""
    for name in words.organization:
        bare = bare.removeprefix(name).lstrip()
    found = match(bare, 0, registry.symbol_heads)
    if found is None:
        return ""
    rest = bare[found.end :].strip(_BETWEEN_SYMBOLS)
    days = find_days(rest, words.language) if rest else ()
    if days and _is_all(rest, days[0]):
        return bare[: found.end]
    # A joint document of two bodies has two symbols on one line: the first is its own.
    other = match(rest, 0, registry.symbol_heads) if rest else None
    return bare[: found.end] if not rest or (other and other.end == len(rest)) else ""


def _name_from(lines: Sequence[Line], first: int, registry: Registry) -> tuple[str, int] | None:
    """The body whose name begins at a line, perhaps broken over several, and the line behind it.

    The root is empty for the name of a treaty, which stands in letterheads above that of its body.
    """
    text = ""
    for number, line in enumerate(lines[first : first + _LONGEST_NAME], first):
        if line.note:
            break
        text = f"{text} {line.text.strip().strip(_MARKS)}".strip()
        found = registry.body_ending(text, len(text))
        if found and found[1] == 0:
            return found[0], number + 1
        treaty = registry.treaty_at(text, 0)
        if treaty and treaty[1] == len(text):
            return "", number + 1
    return None


def _is_all(bare: str, days: Days) -> bool:
    return days.start == 0 and days.end >= len(bare) - 1


def _dates_of(lines: Sequence[Line], language: Language) -> tuple[Days, ...]:
    return tuple(d for line in lines if not line.note for d in find_days(line.text, language))


def _last_title(kept: Sequence[Line], title: str, words: _Words) -> str:
    """Below an agenda item stand its heading, then the title: the last line that is no agenda
    item."""
    for line in reversed(kept):
        bare = line.text.strip(_MARKS)
        if (
            not words.agenda.match(bare)
            and not words.session.match(bare)
            and not words.reissue.search(bare)
        ):
            return bare
    return title


def _before(kept: Sequence[Line], author: str, words: _Words) -> str:
    """The title stands before the line that names the author, unless that is the agenda item."""
    for previous, line in pairwise(kept):
        if line.text.strip(_MARKS) == author:
            bare = previous.text.strip(_MARKS)
            return "" if words.agenda.match(bare) or words.session.match(bare) else bare
    return ""
