"""Who a recommendation asks to act, and how strongly: "States parties should consider …".

The words are data (``[addressees]`` and ``[strengths]`` of a language). A subparagraph is read on
from its chapeau: "States parties should:" and "(b) Consider …" ask States parties to consider.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ..keys import join
from ..languages import Language, alternatives, language
from ..model import Document, ResolvedDocument, Unit, value

_SENTENCE = re.compile(r"[^.;]+(?:\.(?!\s+[A-Z])[^.;]*)*[.;]?")
_INSERTED = r"(?:,[^,.;:]{1,300},)?\s+"
"""Between the words of a phrase there may be an insertion: "should, further to …, consider"."""


@value
class Demand:
    """One demand: the name of the addressee and of the strength in the language file.

    "" where the text names nobody, or does not say how strongly.
    """

    addressee: str
    strength: str

    def matches(self, addressee: str, strength: str) -> bool:
        """Whether it is to this addressee and this strong; "" is any.

        >>> Demand("states", "should").matches("states", "")
        True
        """
        return addressee in ("", self.addressee) and strength in ("", self.strength)


def demands(document: Document) -> Mapping[str, tuple[Demand, ...]]:
    """The demands of every recommendation of a document, by its path, each once, in order.

    >>> from ..model import UnitKind
    >>> text = "The Secretariat should report. States parties are encouraged to reply."
    >>> unit = Unit("1", UnitKind.PARAGRAPH, 0, len(text), recommendation=True)
    >>> for demand in demands(Document("A/1", "a.txt", text, (unit,)))["1"]:
    ...     print(demand.addressee, demand.strength)
    secretariat should
    states encouraged
    """
    by_path = {unit.path: unit for unit in document.units}
    words = language(document.language)
    return {
        unit.path: demands_of(_read_on(unit, document, by_path), words)
        for unit in document.units
        if unit.recommendation
    }


def demands_by_key(documents: Iterable[ResolvedDocument]) -> dict[str, tuple[Demand, ...]]:
    """The demands of every recommendation of some documents, by its key."""
    return {
        join(one.document.key, path): found
        for one in documents
        for path, found in demands(one.document).items()
    }


def demands_of(text: str, words: Language) -> tuple[Demand, ...]:
    """The demands of a text, each once, in order.

    >>> found = demands_of("States parties should, where needed, consider a fund.", language("en"))
    >>> found[0].strength
    'should_consider'
    """
    grammar = _grammar(words)
    found = dict.fromkeys(
        demand
        for sentence in _SENTENCE.finditer(text)
        for demand in _in_sentence(sentence.group(), grammar)
    )
    # beside a demand, the weakest word only tells ("concepts that States might wish clarified")
    strong = tuple(demand for demand in found if demand.strength != grammar.weakest)
    return strong or tuple(found)


def _read_on(unit: Unit, document: Document, by_path: Mapping[str, Unit]) -> str:
    """The text of a unit behind that of the recommendations in which it lies."""
    text = document.text_of(unit)
    above = by_path.get(unit.parent or "")
    while above is not None and above.recommendation:
        text = f"{document.text_of(above).rstrip(': ')} {text}"
        above = by_path.get(above.parent or "")
    return text


@dataclass(frozen=True, slots=True, eq=False)
class _Grammar:
    """The patterns of a language, and what each phrase is called."""

    addressee: re.Pattern[str]
    strength: re.Pattern[str]
    addressees: Mapping[str, str]
    strengths: Mapping[str, str]
    weakest: str


@cache
def _grammar(words: Language) -> _Grammar:
    addressees = {phrase: name for name, phrases in words.tables["addressees"].items()
                  for phrase in phrases}  # fmt: skip
    strengths = {phrase: name for name, phrases in words.tables["strengths"].items()
                 for phrase in phrases}  # fmt: skip
    longest = sorted(strengths, key=lambda phrase: (-len(phrase), phrase))
    patterns = (_INSERTED.join(map(re.escape, phrase.split(" "))) for phrase in longest)
    return _Grammar(
        re.compile(rf"\b(?:{alternatives(tuple(addressees))})(?!\w)"),
        re.compile(rf"\b(?:{'|'.join(f'({p})' for p in patterns)})\b", re.IGNORECASE),
        {" ".join(phrase.split()): name for phrase, name in addressees.items()},
        {str(n): strengths[phrase] for n, phrase in enumerate(longest, 1)},
        list(words.tables["strengths"])[-1],
    )


def _in_sentence(sentence: str, grammar: _Grammar) -> Iterator[Demand]:
    """The demands of one sentence: a strength directly behind an addressee; where there is none, the
    first strength behind the first addressee, but the weakest is too common a word for that."""
    named = list(grammar.addressee.finditer(sentence))
    strengths = list(grammar.strength.finditer(sentence))
    direct = [
        (who, how)
        for who in named
        for how in strengths
        if not sentence[who.end() : how.start()].strip() and who.end() <= how.start()
    ]
    if not direct:
        distant = [
            (who, how)
            for how in strengths
            if _strength(how, grammar) != grammar.weakest
            for who in named
            if who.end() <= how.start()
        ]
        direct = distant[:1]
    for who, how in direct:
        name = grammar.addressees[" ".join(who.group().split())]
        yield Demand(name, _strength(how, grammar))
    if not direct and strengths and not named:
        first = _strength(strengths[0], grammar)
        if first != grammar.weakest:
            yield Demand("", first)


def _strength(match: re.Match[str], grammar: _Grammar) -> str:
    return grammar.strengths[str(match.lastindex)]
