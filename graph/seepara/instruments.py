"""Articles that name no treaty of their own: the instrument comes from the phrases around them.

"article 9, paragraphs 1 and 4, article 14, paragraph 1, and article 26 of the Covenant" names it once;
"its article 14" leans on the one named before; and an article that the document elsewhere gives to one
treaty only is that treaty's. Where none of this holds, nothing is assumed: the law may be a country's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from .context import Context
from .references.phrases import In, Phrase

_LONGEST_WORD = 40  # characters: none of the words that are looked for is longer
_LONGEST_GLUE = 70
_NEAR = 2000  # characters before an article in which a law can be named
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Instruments:
    """The instruments of a document's article phrases, by their start.

    >>> from .languages import language
    >>> from .model import Document
    >>> from .references.parser import parse_phrases
    >>> from .registry import registry
    >>> text = "Rights under article 7 and article 10, paragraph 1, of the Kyoto Protocol."
    >>> words, known = language("en"), registry("en")
    >>> phrases = tuple(parse_phrases(text, words, known))
    >>> made = Instruments.of(phrases, Context(Document("A/1/2", "a.txt", text, ()), words, known))
    >>> [made.by_start[phrase.start] for phrase in phrases]
    [('KyotoProtocol',), ('KyotoProtocol',)]
    """

    by_start: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _nearby: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, phrases: Sequence[Phrase], context: Context) -> Instruments:
        made = cls()
        articles = [p for p in phrases if p.sources[0].kind in (In.INSTRUMENT, In.UNKNOWN)]
        if not articles:
            return made
        for phrase in articles:
            source = phrase.sources[0]
            if source.kind is In.UNKNOWN:
                made.by_start[phrase.start] = ()
                continue
            if not source.name:
                continue
            known = source.name in context.registry.treaties and not source.determiner
            named = (source.name,) if known else context.treaties_called(source.name)
            near = _named_before(phrase.start, named, context) if len(named) > 1 else ()
            made.by_start[phrase.start] = near if len(near) == 1 else named
            if len(near) == 1:
                made._nearby.add(phrase.start)
        text = context.document.text
        its = context.language.words("words", "its")
        jointly = frozenset(context.language.words("words", "jointly"))
        for place in range(len(articles) - 1, -1, -1):
            phrase = articles[place]
            if phrase.start in made.by_start:
                continue
            found: tuple[str, ...] = ()
            if place + 1 < len(articles) and _glued(text, phrase, articles[place + 1], jointly):
                found = made.by_start.get(articles[place + 1].start, ())
            before_it = text[max(phrase.start - _LONGEST_WORD, 0) : phrase.start]
            word_before = before_it.split()[-1:] if not found else []
            if word_before and word_before[0].lower() in its and place:
                before = articles[place - 1]
                if "\n" not in text[before.end : phrase.start]:
                    found = made.by_start.get(before.start, ())
            if found:
                made.by_start[phrase.start] = found
        made._by_number(articles, context)
        return made

    def _by_number(self, articles: Sequence[Phrase], context: Context) -> None:
        """Give an article the treaty that the document gives to all others of its number; where they
        differ, to all that name the same paragraph of it; none where a country's law is spoken of."""
        text = context.document.text
        law = context.language.pattern("bare", "law_pattern")
        given: dict[str, set[tuple[str, ...]]] = {}
        for phrase in articles:
            for pinpoint in phrase.pinpoints if phrase.start in self.by_start else ():
                named = () if phrase.start in self._nearby else self.by_start[phrase.start]
                for path in {pinpoint.path, pinpoint.path.partition("(")[0]}:
                    given.setdefault(path, set()).add(named)
        for phrase in articles:
            if phrase.start in self.by_start:
                continue
            known = [self._given(pinpoint.path, given) for pinpoint in phrase.pinpoints]
            begin = max(text.rfind("\n", 0, phrase.start), phrase.start - _NEAR)
            told = all("(" in p.path and p.path in given for p in phrase.pinpoints)
            if not told and law.search(text, begin + 1, phrase.start):
                continue
            if all(known) and len(set.union(*known)) == 1:
                self.by_start[phrase.start] = known[0].copy().pop()

    @staticmethod
    def _given(path: str, given: Mapping[str, set[tuple[str, ...]]]) -> set[tuple[str, ...]]:
        by_number = given.get(path.partition("(")[0], set())
        return by_number if len(by_number) == 1 or "(" not in path else given.get(path, by_number)


def _named_before(start: int, shorts: Collection[str], context: Context) -> tuple[str, ...]:
    """Those of some treaties that are named before a place in its paragraph."""
    begin = context.document.text.rfind("\n", 0, start)
    first = bisect_left(context.treaties, (begin,))
    last = bisect_left(context.treaties, (start,))
    found = (short for *_, short in context.treaties[first:last] if short in shorts)
    return tuple(dict.fromkeys(found))


def _glued(text: str, phrase: Phrase, following: Phrase, jointly: frozenset[str]) -> bool:
    """Whether two article phrases are of one list: nothing between them says anything."""
    between = text[phrase.end : following.start]
    return (
        len(between) <= _LONGEST_GLUE
        and not any(mark in between for mark in ".;:\n()")
        and jointly.issuperset(_WORD.findall(between.lower()))
    )
