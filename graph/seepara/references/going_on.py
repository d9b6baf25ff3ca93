"""What is left out behind a phrase: the next number of a list whose head stands only before the first."""

from __future__ import annotations

from ..symbols import Symbol, elided
from .comments import another_comment
from .finder import SYMBOL
from .phrases import In, Phrase, Source
from .places import following
from .scan import Scan
from .sources import enactment_numbers, enactments


def going_on(scan: Scan, phrase: Phrase, form: str) -> Phrase | None:
    """What is left out behind the pinpoints of another: "…, para. 3, and 64/243, para. 5"."""
    if form == SYMBOL:
        return _elided(scan, phrase)
    if form not in ("decision", "resolution", "comment"):
        return None
    if not phrase.pinpoints:
        return another_comment(scan, phrase)
    separator = scan.grammar.separator.match(scan.text, phrase.end)
    if separator is None:
        return None
    organ = phrase.sources[-1].organ
    sources: tuple[Source, ...]
    if form == "comment":
        number = scan.grammar.comment_number.match(scan.text, separator.end())
        if number is None:
            return None
        stop, sources = number.end(), (Source(In.COMMENT, number[1], organ),)
    else:
        names, stop, *_ = enactment_numbers(scan, separator.end(), form)
        if not names:
            return None
        sources = enactments(form, names, organ)
    found = following(scan, stop)
    end, pinpoints = (found[1], found[0]) if found else (stop, ())
    return Phrase(separator.end(), end, sources, pinpoints)


def _elided(scan: Scan, phrase: Phrase) -> Phrase | None:
    """ "…, paras. 5 and 6, and Add.1, paras. 7–9": a symbol left out behind another's pinpoints."""
    last = Symbol(phrase.sources[-1].name, phrase.start, phrase.end)
    others, end = elided(scan.text, last)
    if not others:
        return None
    sources = tuple(Source(In.SYMBOL, other.canonical) for other in others)
    found = following(scan, end)
    stop, pinpoints = (found[1], found[0]) if found else (end, ())
    return Phrase(others[0].start, stop, sources, pinpoints)
