"""Which words of a referring phrase stand for which of its targets.

Nothing here decides what a phrase means: the targets are known, and the question is only where a
reader would look for each. Where that cannot be told, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..keys import split

Span = tuple[int, int]

# A number or letter is not a part of a longer one, of a symbol or of a decimal number.
_NOT_AFTER = r"(?<![\w/])(?<!\d\.)"
_NOT_BEFORE = r"(?![\w/]|\.\d)"
# A number or single letter at the end, to which a bracket that follows belongs.
_LABEL = re.compile(r"(?:\d\w*|\b\w)\s*$")


def spans(phrase: str, targets: Sequence[str]) -> tuple[Span, ...] | None:
    """Where each target stands in the phrase, in order, or None where that cannot be told.

    Offsets are code points of the phrase, half-open. A single target has the whole phrase.

    >>> phrase = "see paras. 17 (b), (c) and 21 above"
    >>> found = spans(phrase, ["A/1#17(b)", "A/1#17(c)", "A/1#21"])
    >>> [phrase[start:end] for start, end in found]
    ['17 (b)', '(c)', '21']
    >>> spans("paras. 53-55", ["A/1#53", "A/1#54", "A/1#55"]) is None
    True
    """
    if len(targets) == 1:
        return ((0, len(phrase)),)
    found: list[Span] = []
    position, stem_before = 0, ""
    for target in targets:
        span = _span(phrase, target, position, stem_before)
        if span is None:
            return None
        found.append(span)
        position, stem_before = span[1], _stem(target)
    return tuple(found)


def _span(phrase: str, target: str, position: int, stem_before: str) -> Span | None:
    document, path = split(target)
    if not path:
        return _first(_name_patterns(document), phrase, position)
    stem, last = _stem(target), _last(path)
    if not last:
        # "17" in "17 (b)" is another target.
        return _only([_pattern(stem) + r"(?!\s*\()"], phrase, position)
    whole = _only([_pattern(stem + last)], phrase, position)
    if whole:
        return whole
    bare = last.strip("()")
    if stem != stem_before:
        # "article 26, paragraph 2": the stem, then the last part of the path by itself.
        place = _only([_pattern(stem)], phrase, position)
        end = _only([_pattern(bare)], phrase, place[1]) if place else None
        return (place[0], end[1]) if place and end else None
    return _only([_pattern(last), _pattern(bare)], phrase, position, alone=True)


def _stem(target: str) -> str:
    """The number in front of the letters: ``17`` of ``#17(b)``, ``32`` of ``#art32(3)``."""
    path = split(target)[1].rpartition("/")[2]
    if path.endswith(")") and "(" in path:
        path = path[: path.rindex("(")]
    path = path.rpartition(" ")[2]
    return re.sub(r"^[^\W\d_]+(?=\d)", "", path)


def _last(path: str) -> str:
    return path[path.rindex("(") :] if path.endswith(")") and "(" in path else ""


def _name_patterns(document: str) -> Iterator[str]:
    """A symbol in full, then what is left of it when the beginning is not repeated."""
    name = re.sub(r"^\w+:", "", document)
    while name:
        yield _pattern(name)
        name = name.partition("/")[2]


def _pattern(text: str) -> str:
    """The text with white space wherever print may have it."""
    tokens = r"\s*".join(re.escape(token) for token in re.findall(r"\w+|[^\w\s]", text))
    before = _NOT_AFTER if text[:1].isalnum() else ""
    return before + tokens + (_NOT_BEFORE if text[-1:].isalnum() else "")


def _first(patterns: Iterator[str], phrase: str, position: int) -> Span | None:
    return next((span for p in patterns if (span := _only([p], phrase, position))), None)


def _only(patterns: Sequence[str], phrase: str, position: int, alone: bool = False) -> Span | None:
    """The one place after `position` where a pattern matches; None where there is none or more.

    `alone` leaves out a bracket after a number or single letter: in "18 (b)" it belongs to that.
    """
    for pattern in patterns:
        matches = [
            m.span()
            for m in re.compile(pattern, re.IGNORECASE).finditer(phrase, position)
            if not (alone and pattern.startswith("\\(") and _LABEL.search(phrase[: m.start()]))
        ]
        if matches:
            return matches[0] if len(matches) == 1 else None
    return None
