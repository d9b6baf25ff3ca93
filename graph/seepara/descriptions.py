"""Documents described in words: "the report of the Secretary-General", "his previous report".

Which document such words mean, the text itself says: by the symbol in brackets behind the words, or
in the footnote whose mark stands there. Where it leaves that open, several candidates come back and
the reader decides (domain.md §2, §4).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property

from .languages import Language, alternatives
from .model import Document, UnitKind, value
from .references.phrases import Source
from .references.sources import ABBREVIATION
from .registry import Registry
from .symbols import Symbol, match, match_around_slash

_LONGEST = 240
_LONGEST_NOTE = 200  # characters of a note that does no more than name a document
_CLOSING = frozenset(" .)]*")
_SHORT = 3  # letters of a word that says nothing by itself
_WORD = re.compile(r"\w+")
_AUTHOR = re.compile(r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")
"""The first name in a description: "Secretary-General", "Special Rapporteur"."""


@value
class Description:
    """A document described in words with its symbol beside: "report … (A/80/607)" at `start`."""

    printed: str
    symbol: str
    start: int

    @property
    def words(self) -> str:
        """The words without their case, to compare by."""
        return self.printed.lower()


class Descriptions:
    """The descriptions of a document. Costly lookups are made when they are first asked for.

    `own` are the roots of the body that speaks and of those it reports to.

    >>> from .languages import language
    >>> from .registry import registry
    >>> text = "It saw the report of the Board (A/80/5). The report of the Board was long."
    >>> made = Descriptions(Document("A/1/2", "a.txt", text, ()), (), language("en"), registry("en"))
    >>> [(one.printed, one.symbol) for one in made.every]
    [('report of the Board', 'A/80/5')]
    """

    def __init__(
        self, document: Document, own: tuple[str, ...], language: Language, registry: Registry
    ) -> None:
        self._document = document
        self._own = frozenset(own)
        self._language = language
        self._registry = registry

    @cached_property
    def every(self) -> tuple[Description, ...]:
        """Every "report … (SYMBOL)" and "report …¹" of the text, each where it stands first."""
        found: dict[tuple[str, str], Description] = {}
        for description in sorted((*self._in_brackets(), *self._in_notes()), key=lambda d: d.start):
            found.setdefault((description.words, description.symbol), description)
        return tuple(found.values())

    def _in_brackets(self) -> list[Description]:
        text = self._document.text
        found = []
        for m in _pattern(self._language).finditer(text):
            symbol = match(text, m.end(), self._registry.symbol_heads)
            if symbol is not None:
                printed = " ".join(text[max(m.start() - 1, 0) : m.end() - 1].split())
                found.append(Description(printed, symbol.canonical, m.start() - 1))
        return found

    def _in_notes(self) -> list[Description]:
        text = self._document.text
        pattern = _noted_pattern(self._language)
        found = []
        for place, symbol in self._noted.items():
            if described := pattern.search(text, max(0, place - _LONGEST), place):
                printed = " ".join(described[1].split())
                found.append(Description(printed, symbol, described.start(1)))
        return found

    @cached_property
    def _noted(self) -> dict[int, str]:
        """The place of each note mark in the text whose note does no more than name one document:
        its symbol."""
        document = self._document
        notes = {
            (unit.parent, unit.label): unit
            for unit in document.units
            if unit.kind is UnitKind.FOOTNOTE and unit.end - unit.start <= _LONGEST_NOTE
        }
        found: dict[int, str] = {}
        for unit in document.units if notes else ():
            for mark in unit.marks:
                note = notes.get((unit.path, mark.note))
                symbol = self._only_symbol(document.text_of(note)) if note else None
                if symbol is not None:
                    found[unit.start + mark.offset] = symbol.canonical
        return found

    def _only_symbol(self, note: str) -> Symbol | None:
        """The symbol of a note that ends with it and names no other: "See A/80/607.",
        "Official Records …, Supplement No. 17 (A/80/17)."."""
        found = self._symbols_in(note)
        if len(found) != 1:
            return None
        (symbol,) = found
        return symbol if _CLOSING.issuperset(note[symbol.end :]) else None

    def _symbols_in(self, words: str) -> set[Symbol]:
        heads = self._registry.symbol_heads
        slashes = (place for place, character in enumerate(words) if character == "/")
        return {s for s in (match_around_slash(words, slash, heads) for slash in slashes) if s}

    def meant(self, source: Source, start: int, end: int, running: str) -> tuple[str, ...]:
        """The symbols that a description in a phrase ``text[start:end]`` can mean; one if it is clear.

        `running` is the symbol cited last. A note at the words says it. Else the same words
        elsewhere with a symbol decide; for "the previous report", the only report of the body itself;
        for "the report" alone, the only one, or the one cited last; for "his report", the one of
        the author who is named in the sentence; for words that begin a longer
        description, the only such one. Words that say more than any description do mean another
        document, unless what they say more is the title of this one, which reports on that document.
        """
        if noted := self._note_at(source.name, end):
            return (noted,)
        words = " ".join(source.name.split()).lower()
        if source.determiner in self._language.words("words", "previous"):
            return self._own_earlier_reports()
        if " " not in words:
            before = [d for d in self.every if d.start < start]
            known = tuple(dict.fromkeys(d.symbol for d in before))
            if len(known) > 1 and source.determiner in self._possessives:
                return self._by_author(before, start) or known
            return (running,) if running in known and len(known) > 1 else known
        same = [d for d in self.every if d.words == words]
        longer = [d for d in self.every if d.words.startswith(words)]
        shorter = [d for d in self.every if self._goes_on_freely(words, d.words)]
        found = same or longer or shorter or self._of_this_title(source.name, words)
        return tuple(dict.fromkeys(d.symbol for d in found))

    def _of_this_title(self, printed: str, words: str) -> list[Description]:
        """ "the report of the Secretary-General on the budget of UNDOF", in a report that is called so
        itself, knows one report of the Secretary-General, and names no other beside it."""
        begun = [d for d in self.every if " " in d.words and words.startswith(d.words + " ")]
        if len({d.symbol for d in begun}) != 1:
            return []
        first = next(d.start for d in self.every if d.symbol == begun[0].symbol)
        if len(self._symbols_in(self._sentence_around(first))) != 1:
            return []
        rest = printed.split()[len(begun[0].words.split()) :]
        words_of_it = (word.strip(",.’'") for word in rest)
        telling = [w for w in words_of_it if len(w) > _SHORT or not w.isalpha() or w.isupper()]
        title = " ".join(self._document.title.lower().split())
        held = frozenset(_WORD.findall(title))
        named = (
            held.issuperset(_WORD.findall(w.lower())) or self._stands_for(w, title) for w in telling
        )
        return begun if len(telling) > 1 and all(named) else []

    def _stands_for(self, short: str, title: str) -> bool:
        """Whether the text introduces a short name behind words of the title: "Peace Force (PF)"."""
        text = self._document.text
        at = text.find(f"({short})") if short.isupper() else -1
        before = text[max(at - _LONGEST, 0) : max(at, 0)].lower().split()
        return len(before) > 1 and " ".join(before[-2:]) in title

    def _note_at(self, words: str, end: int) -> str:
        """The symbol in the note whose mark stands behind the words (and a comma), or ""."""
        at = self._document.text.rfind(words, 0, end) + len(words) if words else -1
        return self._noted.get(at) or self._noted.get(at + 1, "")

    @cached_property
    def _possessives(self) -> frozenset[str]:
        its = frozenset(self._language.words("words", "its"))
        return its - frozenset(self._language.words("words", "definite"))

    def _by_author(self, reports: Sequence[Description], start: int) -> tuple[str, ...]:
        """ "his report": the reports whose author is named around the phrase, in its sentence."""
        sentence = self._sentence_around(start)
        named = ((d.symbol, _AUTHOR.search(d.printed, 1)) for d in reports)
        return tuple(
            dict.fromkeys(symbol for symbol, author in named if author and author[0] in sentence)
        )

    def _sentence_around(self, start: int) -> str:
        text = self._document.text
        begin = max(text.rfind(mark, 0, start) for mark in (". ", "\n")) + 1
        ends = [end for mark in (". ", "\n") if (end := text.find(mark, start)) >= 0]
        return text[begin : min(ends, default=len(text))]

    def _goes_on_freely(self, words: str, description: str) -> bool:
        """Whether words begin with a description and then go on with something else than more of it."""
        if " " not in description or not words.startswith(description + " "):
            return False
        following = words[len(description) + 1 :].partition(" ")[0]
        return following not in self._language.words("words", "qualifies")

    def _own_earlier_reports(self) -> tuple[str, ...]:
        earlier = {
            d.symbol
            for d in self.every
            if d.symbol != self._document.symbol
            and self._registry.root_of_symbol(d.symbol) in self._own
        }
        return tuple(sorted(earlier))

    @cached_property
    def names(self) -> dict[str, str]:
        """How the document calls others: the words of a description, by the document's symbol."""
        return {d.symbol: d.printed for d in reversed(self.every)}


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """ "report … (" without its first letter, so that the search is for a literal."""
    words = {word[1:] for word in language.words("words", "report")}
    heads = alternatives(tuple(words))
    inside = rf"(?:[^.;:()\n]|{ABBREVIATION.pattern})"
    return re.compile(rf"{heads}\b{inside}{{0,{_LONGEST}}}\(")


@cache
def _noted_pattern(language: Language) -> re.Pattern[str]:
    """ "report …" up to a note mark, which may stand behind a comma or full stop: the last one before it."""
    heads = alternatives(language.words("words", "report"))
    return re.compile(rf"\b({heads}\b(?:(?!{heads}\b)[^.;:()\n])*?)[,.]?$", re.IGNORECASE)
