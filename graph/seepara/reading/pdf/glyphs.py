"""The characters of a page → `Fragment`s: words in one style, each with its place.

A call into pdfium costs about a microsecond and a page has three thousand characters, so that the
text is fetched as a whole where its places agree with those of the characters (they drift apart
where a character is left out), and of most words only the first and the last character are asked
for their place.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

from .page import Fragment, Frame, Link

# pdfium makes U+0002 or U+FFFE of a hyphen at a line's end; the line break behind it is gone.
_WORD = re.compile(r"[^\s\x00\x02\ufffe]+[\x02\ufffe]?|[\x00\x02\ufffe]")
_PLAIN_WORD = re.compile(r"[^\W\d_]{2,}")
_PRINTED = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st", 0x02: "-", 0xFFFE: "-",
}  # fmt: skip
_ITALIC_FLAG = 1 << 6
_FORCE_BOLD_FLAG = 1 << 18
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv", re.IGNORECASE)
_LONGEST_FONT_NAME = 128
_SAME_BOX = 0.12  # of the height: boxes that differ by less are of one style on one line
_LEAST_SIZE = 0.5  # points
_NO_SPACE = 0.16  # of the size: a space that pdfium made up is none where it is narrower
_DOUBTFUL_SPACE = 0.22  # of the size: it is none beside a letter alone
_COVERED = 0.7  # of a character: what a link covers of it where it is part of the link
_MIDDLE = 0.3  # of the size: above the line
_SAMPLE = 40  # spaces
_MINORITY = 0.2  # of the characters: less text than this that runs another way is no text


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What `read_fragments` found. Text that runs another way than most is left out where it is
    little, and else put below the page, which is `height` high with it."""

    fragments: tuple[Fragment, ...]
    frame: Frame
    height: float
    undecoded: int


def read_fragments(page: Any, text: Any, count: int, links: Sequence[Link]) -> Glyphs:
    """The fragments of a page that has `count` characters, in the file's own order."""
    reader = _Reader(text, count, links)
    raws = list(reader.raws())
    by_turn: Counter[int] = Counter()
    for one in raws:
        by_turn[one.turns] += len(one.text)
    turns = by_turn.most_common(1)[0][0] if by_turn else 0
    total = sum(by_turn.values())
    frame = _frame(page, turns)
    fragments = [_upright(one, frame) for one in raws if one.turns == turns]
    height = frame.height
    turned = total - by_turn[turns]
    if turned > total * _MINORITY:
        # Text that runs another way is put below the page, so that it is read after it.
        for other in sorted(by_turn.keys() - {turns}):
            aside = replace(frame, turns=other)
            moved = [_upright(one, aside) for one in raws if one.turns == other]
            fragments += [replace(one, y=one.y + height) for one in moved]
            height += aside.height
    return Glyphs(tuple(fragments), frame, height, reader.undecoded)


@dataclass(slots=True)
class _Raw:
    """A fragment in the file's own coordinates: where its first character begins and its last
    ends on the baseline."""

    text: str
    x: float
    y: float
    end_x: float
    end_y: float
    size: float
    turns: int
    bold: bool
    italic: bool
    start: int
    stop: int
    url: str = ""
    order: int = 0
    spaced: bool = False
    trailing: bool = False


class _Reader:
    """Asks pdfium for the characters of one page."""

    def __init__(self, text: Any, count: int, links: Sequence[Link]) -> None:
        from pypdfium2 import raw

        self._raw = raw
        self._page = text
        self._count = count
        self._links = links
        self._box = raw.FS_RECTF()
        self._box_reference = ctypes.byref(self._box)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._xy = ctypes.byref(self._x), ctypes.byref(self._y)
        self._name = ctypes.create_string_buffer(_LONGEST_FONT_NAME)
        self._flags = ctypes.c_int()
        self._flags_reference = ctypes.byref(self._flags)
        self._styles: dict[bytes, tuple[bool, bool]] = {}
        self._fonts: dict[tuple[bytes, int], tuple[float, float]] = {}
        self.undecoded = 0

    def raws(self) -> Iterator[_Raw]:
        text = self._text()
        prints_spaces = self._prints_spaces(text)
        last: _Raw | None = None
        ordinal = 0
        for found in _WORD.finditer(text):
            start, end = found.span()
            word = found.group()
            trailing = text[end : end + 1] in ("\xa0", " ") and text[end + 1 : end + 2] in "\r\n"
            found_in_word = self._word(word, start, last.turns if last else 0)
            if self._links:
                found_in_word = chain.from_iterable(map(self._linked, found_in_word))
            for one in found_in_word:
                one.spaced = last is None or one.start > last.stop
                if one.spaced and prints_spaces and last is not None and one.start == last.stop + 1:
                    one.spaced = not self._is_made_up(last, one)
                last = one
                one.trailing = trailing and one.stop == end
                one.order, ordinal = ordinal, ordinal + 1
                yield one

    def _text(self) -> str:
        """The text of the page, one code point for each character that pdfium counts."""
        buffer = (ctypes.c_ushort * (self._count + 1))()
        written = self._raw.FPDFText_GetText(self._page, 0, self._count, buffer)
        if written == self._count + 1:
            text = bytes(buffer)[: 2 * self._count].decode("utf-16-le", "replace")
            if len(text) == self._count:
                return text
        get = self._raw.FPDFText_GetUnicode
        return "".join(_character(get(self._page, n)) for n in range(self._count))

    def _prints_spaces(self, text: str) -> bool:
        """Whether the file prints spaces between words; else pdfium makes them, where it is wide."""
        places = [found.start() for found in islice(re.finditer(r"(?<=\S) (?=\S)", text), _SAMPLE)]
        made = sum(self._raw.FPDFText_IsGenerated(self._page, place) == 1 for place in places)
        return len(places) > _SAMPLE / 4 and made < len(places) / 4

    def _is_made_up(self, last: _Raw, one: _Raw) -> bool:
        """Whether the space before a fragment is none: pdfium made it of letters set apart."""
        gap = (abs(one.x - last.end_x) + abs(one.y - last.end_y)) / one.size
        if gap > _DOUBTFUL_SPACE:
            return False
        if gap > _NO_SPACE and not (
            min(len(one.text), len(last.text)) == 1
            and one.text[0].isalpha()
            and last.text[-1].isalpha()
        ):
            return False
        return bool(self._raw.FPDFText_IsGenerated(self._page, one.start - 1) == 1)

    def _word(self, word: str, start: int, turns: int) -> Iterator[_Raw]:
        """The fragments of a word: one, unless a mark in another style is in it."""
        last = start + len(word) - 1
        get, box = self._raw.FPDFText_GetLooseCharBox, self._box
        get(self._page, start, self._box_reference)
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if last == start:
            place = (left, bottom, right, top)
            yield self._made(word, start, place, _end(place, turns), turns)
            return
        get(self._page, last, self._box_reference)
        tolerance = (top - bottom) * _SAME_BOX
        same = (
            abs(box.top - top) < tolerance
            and abs(box.bottom - bottom) < tolerance
            and box.right > left
            and box.right - left < len(word) * (top - bottom) * 1.3
        )
        if same and (_PLAIN_WORD.fullmatch(word) or self._is_even(start, last, top, tolerance)):
            yield self._made(word, start, (left, bottom, right, top), box.right, 0)
            return
        yield from self._pieces(word, start)

    def _is_even(self, start: int, last: int, top: float, tolerance: float) -> bool:
        """Whether all characters of a word that may hold a mark are of one height."""
        get, box = self._raw.FPDFText_GetLooseCharBox, self._box
        end = box.right
        for n in range(start + 1, last):
            get(self._page, n, self._box_reference)
            if abs(box.top - top) >= tolerance:
                return False
        box.right = end
        return True

    def _pieces(self, word: str, start: int) -> Iterator[_Raw]:
        """A word character by character, broken where size, baseline or direction change."""
        raw, page, box = self._raw, self._page, self._box
        begun = 0
        pieces: list[tuple[int, int, tuple[float, float, float, float], float, int]] = []
        previous: tuple[float, float, int] | None = None
        first = (0.0, 0.0, 0.0, 0.0)
        end = 0.0
        last_turns = 0
        for n in range(start, start + len(word)):
            raw.FPDFText_GetLooseCharBox(page, n, self._box_reference)
            here = (box.left, box.bottom, box.right, box.top)
            raw.FPDFText_GetCharOrigin(page, n, *self._xy)
            turns = self._turns(n)
            along, across = _along(self._x.value, self._y.value, turns)
            size = raw.FPDFText_GetFontSize(page, n)
            if previous is not None:
                reach = max(abs(here[3] - here[1]), _LEAST_SIZE)
                if (
                    turns != previous[2]
                    or abs(size - previous[0]) > size * 0.03
                    or abs(across - previous[1]) > reach * _SAME_BOX
                    or not -reach < along - end < reach * 3
                ):
                    pieces.append((begun, n, first, end, last_turns))
                    begun, first = n, here
            else:
                begun, first = n, here
            previous = (size, across, turns)
            end = _end(here, turns)
            last_turns = turns
        pieces.append((begun, start + len(word), first, end, last_turns))
        for begin, stop, place, reach, turns in pieces:
            yield self._made(word[begin - start : stop - start], begin, place, reach, turns)

    def _made(
        self,
        text: str,
        at: int,
        box: tuple[float, float, float, float],
        end: float,
        turns: int,
    ) -> _Raw:
        left, bottom, right, top = box
        name, bold, italic = self._style(at)
        height = (top - bottom) if turns % 2 == 0 else (right - left)
        key = (name, round(height * 10))
        known = self._fonts.get(key)
        if known is None or turns:
            known = self._fonts[key] = self._measured(at, left, bottom)
        size, drop = known
        if turns:
            self._raw.FPDFText_GetCharOrigin(self._page, at, *self._xy)
            x, y = self._x.value, self._y.value
            end_x, end_y = (x, end) if turns == 1 else (x, -end) if turns == 3 else (-end, y)
        else:
            x, y = left, bottom + drop
            end_x, end_y = end, y
        self.undecoded += sum(_is_undecoded(c) for c in text) if not text.isascii() else 0
        return _Raw(
            text.translate(_PRINTED), x, y, end_x, end_y, size, turns, bold, italic, at,
            at + len(text),
        )  # fmt: skip

    def _style(self, at: int) -> tuple[bytes, bool, bool]:
        length = self._raw.FPDFText_GetFontInfo(
            self._page, at, self._name, _LONGEST_FONT_NAME, self._flags_reference
        )
        name = self._name.value if 0 < length <= _LONGEST_FONT_NAME else b"?"
        style = self._styles.get(name)
        if style is None:
            words, flags = name.decode("utf-8", "replace"), self._flags.value
            style = self._styles[name] = (
                bool(_BOLD.search(words)) or bool(flags & _FORCE_BOLD_FLAG),
                bool(_ITALIC.search(words)) or bool(flags & _ITALIC_FLAG and not words),
            )
            if self._raw.FPDFText_HasUnicodeMapError(self._page, at) == 1:
                self.undecoded += 1
        return (name, *style)

    def _measured(self, at: int, left: float, bottom: float) -> tuple[float, float]:
        """The size in which a character is printed, and how far its box reaches below the line."""
        matrix = self._raw.FS_MATRIX()
        size = self._raw.FPDFText_GetFontSize(self._page, at)
        if self._raw.FPDFText_GetMatrix(self._page, at, ctypes.byref(matrix)):
            size *= math.hypot(matrix.c, matrix.d) or 1.0
        self._raw.FPDFText_GetCharOrigin(self._page, at, *self._xy)
        return max(abs(size), _LEAST_SIZE), self._y.value - bottom

    def _turns(self, at: int) -> int:
        angle = self._raw.FPDFText_GetCharAngle(self._page, at)
        return round(-angle / (math.pi / 2)) % 4 if angle > 0 else 0  # it counts with the clock

    def _linked(self, one: _Raw) -> Iterator[_Raw]:
        """A fragment, parted where a link begins or ends in it."""
        middle = one.y + one.size * _MIDDLE
        near = [
            link
            for link in self._links
            if link.left < max(one.end_x, one.x + 1) and link.right > one.x
            and link.bottom < middle < link.top
        ]  # fmt: skip
        if not near or len(one.text) != one.stop - one.start:
            yield one
            return
        box = self._box
        pieces: list[tuple[str, int, float, float]] = []  # address, beginning, left, right
        for n in range(one.start, one.stop):
            self._raw.FPDFText_GetLooseCharBox(self._page, n, self._box_reference)
            url = _linked_to(near, one.text[: n - one.start + 1], box.left, box.right)
            if pieces and pieces[-1][0] == url:
                pieces[-1] = (*pieces[-1][:3], box.right)
            else:
                pieces.append((url, n, box.left, box.right))
        ends = [begin for _, begin, _, _ in pieces[1:]] + [one.stop]
        for (url, begin, left, right), end in zip(pieces, ends, strict=True):
            text = one.text[begin - one.start : end - one.start]
            yield replace(one, text=text, x=left, end_x=right, start=begin, stop=end, url=url)


def _linked_to(links: Sequence[Link], text: str, left: float, right: float) -> str:
    """The address to which the last character of a text leads.

    The place of a link is somewhat wider than its words, so that a narrow sign behind them is none
    of them.
    """
    for link in links:
        if min(link.right, right) - max(link.left, left) <= (right - left) * _COVERED:
            continue
        at_end = link.right - right < right - left
        if at_end and (text[-1] in ",.;:" or (text[-1] == ")" and "(" not in text)):
            continue
        return link.url
    return ""


def _along(x: float, y: float, turns: int) -> tuple[float, float]:
    """A place along and across the line, for text that is turned."""
    if turns == 0:
        return x, y
    return ((y, x), (-x, y), (-y, x))[turns - 1]


def _end(box: tuple[float, float, float, float], turns: int) -> float:
    left, bottom, right, top = box
    return (right, top, -left, -bottom)[turns]


def _upright(one: _Raw, frame: Frame) -> Fragment:
    left, y = frame.place(one.x, one.y)
    right, _ = frame.place(one.end_x, one.end_y)
    return Fragment(
        one.text, left, right, y, one.size, one.bold, one.italic, one.order, one.spaced,
        one.trailing, False, one.url,
    )  # fmt: skip


def _frame(page: Any, turns: int) -> Frame:
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    if raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box)) and box.right > box.left:
        return Frame(box.left, box.bottom, box.right, box.top, turns)
    return Frame(0, 0, raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page), turns)


def _character(code: int) -> str:
    """The character of a code; what is no character by itself counts as one all the same."""
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _is_undecoded(character: str) -> bool:
    return character == "\ufffd" or "\ue000" <= character <= "\uf8ff"
