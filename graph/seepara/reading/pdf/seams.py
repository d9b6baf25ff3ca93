"""Rows → the text of a paragraph: where lines meet, a space, a hyphen or nothing stands.

Whether a hyphen at a line's end belongs to the word is told by the document's own words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..paragraph import ParagraphText, TextBuilder
from .rows import Row, spaced

_WORDS = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
_HYPHENS = "-\u2010"
_SOFT_HYPHEN = "\u00ad"
_TIGHT = "–—/"
"""Behind these a line may be broken without a space."""
_SMALL_WORD = 3  # letters
_FREQUENT = 12  # words
_BROKEN = (
    0.1  # of the hyphens at line ends: so many break a word that stands elsewhere in one piece
)
_RAISED = re.compile(r"([⁰¹²³⁴-⁹]+)")
_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGITS = str.maketrans(_SUPERSCRIPT, "0123456789")
_FIRST_IDEOGRAPH = 0x2E80


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document: how often each occurs, the small ones that occur most ("and"), and
    whether its lines end in words that were broken for want of room."""

    times: Counter[str]
    small: frozenset[str] = frozenset()
    breaks: bool = True


def words(paragraphs: Iterable[Sequence[Row]]) -> Words:
    """The words by which a hyphen at a line's end is judged; what such a hyphen breaks is none."""
    times: Counter[str] = Counter()
    broken: list[tuple[str, str]] = []
    for rows in paragraphs:
        whole: list[str] = []
        head = ""
        for row in rows:
            pieces = row.text.lower().split()
            if head and pieces:
                broken.append((head, pieces.pop(0)))
            head = ""
            if pieces and pieces[-1][-1] in _HYPHENS + _SOFT_HYPHEN:
                head = pieces.pop()
            whole += pieces
        found = _WORDS.findall(" ".join(whole))
        times.update(found)
        for word in found:
            if "-" in word:
                times.update(word.split("-"))
    short = Counter({word: n for word, n in times.items() if len(word) <= _SMALL_WORD})
    alphabetic = [word for word, _ in short.most_common(4 * _FREQUENT) if word.isalpha()]
    known = sum(times[_inner(head)[:-1] + _inner(tail)] > 0 for head, tail in broken)
    return Words(times, frozenset(alphabetic[:_FREQUENT]), known > _BROKEN * len(broken))


def _inner(word: str) -> str:
    """A word without the signs around it."""
    return word.lstrip("(“‘\"'[").rstrip(".,;:!?)”’\"']")


def paragraph_text(rows: Sequence[Row], words: Words) -> ParagraphText:
    """The text of some rows as one paragraph, note marks and links taken out of it.

    >>> from .page import Fragment
    >>> from .rows import row_of
    >>> a = row_of([Fragment("of", 10, 20, 12, 10), Fragment("opera-", 24, 60, 12, 10)], 1)
    >>> b = row_of([Fragment("tions", 10, 30, 24, 10)], 1)
    >>> paragraph_text([a, b], Words(Counter(["operations"]))).text
    'of operations'
    """
    builder = TextBuilder()
    for place, row in enumerate(rows):
        following = rows[place + 1] if place + 1 < len(rows) else None
        cut, glue = _seam(row, following, words) if following is not None else (0, "")
        last = len(row.fragments) - 1
        look: tuple[bool, str] = (False, "")
        pieces: list[str] = []
        for number, (one, needs) in enumerate(spaced(row.fragments)):
            text = one.text[: len(one.text) - cut] if number == last and cut else one.text
            if (one.raised, one.url) != look:
                if needs:
                    pieces.append(" ")
                _add(builder, "".join(pieces), *look)
                look, pieces = (one.raised, one.url), [text]
            else:
                pieces += (" ", text) if needs else (text,)
        _add(builder, "".join(pieces), *look)
        builder.set_link("")
        builder.add(glue)
    return builder.finish()


def _add(builder: TextBuilder, text: str, raised: bool, url: str) -> None:
    """Add text in one style; white space at its end is never raised or linked."""
    words = text.rstrip()
    builder.set_link(url)
    if words.isascii():
        builder.add(words, raised=raised)
    else:
        for piece in _RAISED.split(words):
            if piece and piece[0] in _SUPERSCRIPT:
                builder.add(piece.translate(_TO_DIGITS), raised=True)
            elif piece:
                builder.add(piece, raised=raised)
    if len(words) < len(text):
        builder.set_link("")
        builder.add(" ")


def _seam(row: Row, following: Row, words: Words) -> tuple[int, str]:
    """How many characters go at the end of a row, and what comes between it and the next."""
    last, first = row.fragments[-1], following.fragments[0]
    if last.raised or first.raised:
        return 0, " "
    end = last.text[-1:]
    if end == _SOFT_HYPHEN:
        return 1, ""
    if end in _HYPHENS:
        return _hyphen(row, following, words)
    if end in _TIGHT and len(last.text) > 1 and not last.trailing:
        return 0, ""
    if min(ord(end or " "), ord(first.text[:1] or " ")) >= _FIRST_IDEOGRAPH:
        return 0, ""
    return 0, " "


def _hyphen(row: Row, following: Row, words: Words) -> tuple[int, str]:
    """What becomes of a hyphen at a line's end: part of the word, gone, or one that hangs
    ("troop- and …")."""
    last, first = row.fragments[-1], following.fragments[0]
    before = row.text
    if last.trailing or before[-2:-1] in ("", " "):
        return 0, " "
    head = _inner(before.rsplit(None, 1)[-1].lower())[:-1]
    tail = _inner(following.text.split(None, 1)[0].lower())
    if tail in words.small:
        return 0, " "
    if not first.text[:1].islower() or not head[-1:].isalpha():
        return 0, ""
    whole, parted = words.times[head + tail], words.times[f"{head}-{tail}"]
    if whole != parted:
        return (1, "") if whole > parted else (0, "")
    known = words.times[head.rsplit("-", 1)[-1]] and words.times[tail.split("-", 1)[0]]
    return (0, "") if known or "-" in head + tail or not words.breaks else (1, "")
