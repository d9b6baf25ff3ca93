"""Joining what a page broke: texts that grow line by line, with their marks and links.

At a seam stands a space, or nothing where a hyphen broke a word. Whether it did, the other words of
the document say.
"""

from __future__ import annotations

from collections.abc import Collection

from ..model import Hyperlink, Mark

_HYPHENS = ("-", "\u00ad", "\u2010")
_BROKEN_WORD = ("\u00ad", "\u2010")  # soft hyphen, hyphen: never part of a word at a line's end
_ENDING = 240  # characters of a text that are kept at hand: more than any word has


class Growing:
    """A text to which lines are added, in time that grows with their length only.

    >>> text = Growing("the develop-")
    >>> text.add("ment of", words={"development"})
    >>> text.add("it.", (Mark(2, "1"),))
    >>> text.text, text.marks
    ('the development of it.', (Mark(offset=21, note='1'),))
    """

    __slots__ = ("_links", "_marks", "_pieces", "ending", "length")

    def __init__(
        self, text: str = "", marks: tuple[Mark, ...] = (), links: tuple[Hyperlink, ...] = ()
    ) -> None:
        self._pieces = [text]
        self._marks, self._links = list(marks), list(links)
        self.length = len(text)
        self.ending = text[-_ENDING:]
        """The last characters of the text."""

    @property
    def text(self) -> str:
        if len(self._pieces) > 1:
            self._pieces = ["".join(self._pieces)]
        return self._pieces[0]

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(self._marks)

    @property
    def links(self) -> tuple[Hyperlink, ...]:
        return tuple(self._links)

    def add(
        self,
        more: str,
        marks: tuple[Mark, ...] = (),
        links: tuple[Hyperlink, ...] = (),
        words: Collection[str] = (),
    ) -> None:
        """Put a text behind, with its marks and links; `words` are those of the document."""
        dropped, glue = _seam(self.ending, more, words)
        if dropped:
            self._pieces.append(self._pieces.pop()[:-1])
            self.ending = self.ending[:-1]
        offset = self.length = self.length - dropped + len(glue)
        self._pieces += (glue, more) if glue else (more,)
        self.ending = (self.ending + glue + more)[-_ENDING:]
        self.length += len(more)
        if marks or links:
            self._marks += [Mark(m.offset + offset, m.note) for m in marks]
            self._links += [Hyperlink(h.start + offset, h.end + offset, h.url) for h in links]


def ends_in_hyphen(text: str) -> bool:
    """Whether a hyphen, which may have broken a word, ends a text."""
    return text[-1:] in _HYPHENS


def _seam(text: str, following: str, words: Collection[str]) -> tuple[bool, str]:
    """Whether the last character goes where a text is joined to what follows, and what comes
    between: a space, or nothing."""
    if not text or not following:
        return False, ""
    if text[-1] not in _HYPHENS:
        return False, " "
    if text.endswith(_BROKEN_WORD):
        return True, ""
    if not text.endswith("-") or not following[0].islower():
        return False, " "
    head = text[:-1].rsplit(" ", 1)[-1].lower()
    tail = following.split(" ", 1)[0].lower().rstrip(".,;:)")
    whole = head + tail in words or (head not in words and head + "-" + tail not in words)
    return whole, ""
