"""Whose a bare number is: "paragraph 5", with nothing that says of what.

It is the document's own, unless the words around it speak of another text: then it may be that
one's, and is never given a target (domain.md §4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property

from .cited import Cited
from .context import Context
from .languages import Language, alternatives
from .model import Unit, UnitKind
from .pinpoints import Places
from .references.phrases import In, Part, Phrase, Pinpoint

_DRAFTS = ("/L.", "/CRP.")
_LONGEST_SENTENCE = 400
_LONGEST_SUBJECT = 120
_NEAR = 3  # numbered paragraphs over which the numbers of another text are still in mind


@dataclass
class Bare:
    """What a document has said of others up to a phrase, for the bare numbers in it.

    `elsewhere` are the numbers that phrases cited of other texts, and the unit of the last one.

    >>> from .languages import language
    >>> from .model import Document
    >>> from .registry import registry
    >>> made = Document("A/1/2", "a.txt", "5. It met.", (Unit("5", UnitKind.PARAGRAPH, 3, 10),))
    >>> context = Context(made, language("en"), registry("en"))
    >>> bare = Bare(context, Places.of(made), Cited.of(made.units))
    >>> [bare.has_another_form(path) for path in ("115.6", "annexB/3", "9")]
    [True, True, False]
    """

    context: Context
    places: Places
    cited: Cited
    elsewhere: dict[str, Unit] = field(default_factory=dict)
    _own_until: int = 0

    def remember(self, phrase: Phrase, unit: Unit, own: bool) -> None:
        """A phrase was read; `own`: it cites this document."""
        if own:
            self._own_until = phrase.end
        elif phrase.sources[-1].kind not in (In.INSTRUMENT, In.RULES):
            for pinpoint in phrase.pinpoints:
                if pinpoint.part is Part.PARAGRAPH:
                    for path in (pinpoint.path, pinpoint.last):
                        self.elsewhere[path.partition("(")[0]] = unit

    def may_be_anothers(self, phrase: Phrase, pinpoints: Iterable[Pinpoint], unit: Unit) -> bool:
        """Whether paragraphs without a direction may be those of another text."""
        if phrase.sources[-1].name or not all(map(_is_bare, pinpoints)):
            return False
        context, start = self.context, phrase.start
        key, end = self.cited.beside or ("", -1)
        sees = self._says_see(start)
        if unit.kind is UnitKind.FOOTNOTE:
            since = max(unit.start, self._own_until)
            return end > since or self._pins_something(since, start)
        if end >= unit.start and context.in_one_sentence(end, start):
            # "adopted draft resolution A/C.3/78/L.5 (see para. 20)": where the report says so
            is_draft = sees and any(mark in key for mark in _DRAFTS)
            return not (is_draft and all(p.path in self.places.by_path for p in pinpoints))
        if sees:
            return False
        return self._is_told_of(phrase, unit) or any(
            self._is_near(p.path.partition("(")[0], unit) for p in pinpoints
        )

    def _is_told_of(self, phrase: Phrase, unit: Unit) -> bool:
        """Whether the sentence speaks of another text, or tells what someone said in the paragraph."""
        text, language, start = self.context.document.text, self.context.language, phrase.start
        said_by = language.pattern("bare", "said_by_pattern")
        begin = max(unit.start, start - _LONGEST_SUBJECT)
        return (
            self._names_another_text(start, unit)
            or said_by.search(text, begin, start) is not None
            or language.pattern("bare", "said_pattern").match(text, phrase.end, unit.end)
            is not None
        )

    def _names_another_text(self, start: int, unit: Unit) -> bool:
        """Whether the sentence names another text before a place, a draft resolution or a national
        report: a paragraph there may be of that text."""
        text, language = self.context.document.text, self.context.language
        begin = max(unit.start, start - _LONGEST_SENTENCE)
        if text.endswith(language.words("bare", "leads_to_own"), begin, _text_end(text, start)):
            return False
        pattern = language.pattern("bare", "other_text_pattern")
        ends = [found.end() for found in pattern.finditer(text, begin, start)]
        return bool(ends) and self.context.in_one_sentence(ends[-1], start)

    def _says_see(self, start: int) -> bool:
        """Whether a phrase that begins at a place begins with "see"."""
        see = self.context.language.words("words", "see")
        return self.context.document.text.startswith(see, start)

    def _pins_something(self, start: int, end: int) -> bool:
        """Whether a stretch of a note has a page or a paragraph of something: "CoE, p. 2 and"."""
        pinned = _pinned(self.context.language)
        return pinned.search(self.context.document.text, start, end) is not None

    def has_another_form(self, path: str) -> bool:
        """Whether no paragraph of the document is numbered like a path: "115.6" where none has a
        point, "annexB/3" where there is no such annex."""
        container, _, number = path.partition("(")[0].rpartition("/")
        if container:
            return container not in self._containers
        return "." in number and not self._has_points

    @cached_property
    def _containers(self) -> frozenset[str]:
        return frozenset(path.rpartition("/")[0] for path in self.places.by_path)

    @cached_property
    def _has_points(self) -> bool:
        return any("." in path for path in self.places.numbered)

    def _is_near(self, number: str, unit: Unit) -> bool:
        """Whether a number was cited of another text in this paragraph or a few before."""
        where = self.elsewhere.get(number)
        return where is not None and self.places.paragraphs_between(where, unit) <= _NEAR


def _is_bare(pinpoint: Pinpoint) -> bool:
    """Whether nothing but a number says where a paragraph is."""
    return (
        pinpoint.part is Part.PARAGRAPH
        and pinpoint.direction is None
        and not pinpoint.step
        and not pinpoint.within
        and not pinpoint.path.startswith("(")
    )


def _text_end(text: str, end: int) -> int:
    """Where the words before a place end."""
    while end and text[end - 1].isspace():
        end -= 1
    return end


@cache
def _pinned(language: Language) -> re.Pattern[str]:
    heads = alternatives((*language.words("heads", "paragraph"), *language.words("bare", "page")))
    return re.compile(rf"(?<!\w)(?:{heads})\s*\d")
