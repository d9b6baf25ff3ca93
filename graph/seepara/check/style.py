"""House style: off unless asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from ..languages import alternatives
from ..model import Kind, Status, Unit, UnitKind
from ..references.lists import ItemList, parse_list
from ..references.phrases import In, Phrase, Pinpoint
from .findings import Fault
from .subject import Subject

_HYPHENS = "-‑"
_EN_DASH = "–"
_APART = (UnitKind.FOOTNOTE, UnitKind.TABLE)
"""Units in which words are abbreviated, as in parentheses."""
_INNERMOST = re.compile(r"\w+(?=\W*$)")
_BY_ARTICLE = (In.INSTRUMENT, In.RULES)


def hyphens(subject: Subject) -> Iterator[Fault]:
    """ "53-55" for "53–55"."""
    for reference, unit, phrase in subject.phrases():
        at = 0
        for pinpoint in phrase.pinpoints:
            found = _hyphened(pinpoint).search(reference.text, at) if pinpoint.last else None
            if found is not None:
                at = found.end()
                better = re.sub(rf"\s*[{_HYPHENS}]\s*", _EN_DASH, found.group())
                start = reference.start
                yield Fault(unit, start + found.start(), start + at, words={"better": better})


def _hyphened(pinpoint: Pinpoint) -> re.Pattern[str]:
    """How a range is printed with a hyphen: its first end, then the last from where they differ."""
    first = _INNERMOST.search(pinpoint.path)
    stem = pinpoint.path[: first.start()] if first else ""
    last = re.search(r"\w+", pinpoint.last.removeprefix(stem))
    ends = (re.escape(m.group()) if m else r"(?!)" for m in (first, last))
    between = rf"\s*\)?\s*[{_HYPHENS}]\s*\(?\s*"
    return re.compile(rf"(?<![\w/.\-])\(?{between.join(ends)}(?!\w)\)?")


def singulars(subject: Subject) -> Iterator[Fault]:
    """ "para. 12 and 13" for "paras. 12 and 13"."""
    plural: Mapping[str, str] = subject.language.tables["check"]["plural"]
    for reference, unit, phrase in subject.phrases():
        for start, end in _heads(subject, reference.text, phrase):
            head = reference.text[start:end]
            if head.lower() not in plural:
                continue
            form = subject.grammar.heads[head.lower()]
            items = parse_list(reference.text, end, subject.grammar, plural=True)
            if items is not None and _several(items, letters=form == "subparagraph"):
                begin = reference.start + start
                better = _like(head, plural[head.lower()]) + reference.text[end : items.end]
                words = {"head": head, "better": better}
                yield Fault(unit, begin, reference.start + items.end, words=words)


def _several(items: ItemList, *, letters: bool) -> bool:
    """Whether a list has more than one number; of subparagraphs, more than one letter."""
    paths = [path for item in items.items for path in item if path]
    return len({path if letters else path.partition("(")[0] for path in paths}) > 1


def abbreviations(subject: Subject) -> Iterator[Fault]:
    """ "para." in running text."""
    written_out: Mapping[str, str] = subject.language.tables["check"]["abbreviations"]
    for _, of_unit in groupby(subject.phrases(), key=lambda row: row[1].path):
        rows = list(of_unit)
        if rows[0][1].kind in _APART:
            continue
        enclosed = _enclosed(subject.text(rows[0][1]))
        for reference, unit, phrase in rows:
            for start, end in _heads(subject, reference.text, phrase):
                head = reference.text[start:end]
                begin = reference.start + start
                if head.lower() in written_out and not enclosed[begin]:
                    better = _like(head, written_out[head.lower()])
                    yield Fault(unit, begin, reference.start + end, words={"better": better})


def _enclosed(text: str) -> list[bool]:
    """For each place, whether parentheses or brackets are open there; a closing one too many counts
    for none.

    >>> _enclosed("a(b)c")
    [False, False, True, True, False]
    """
    depth = 0
    enclosed: list[bool] = []
    for sign in text:
        enclosed.append(depth > 0)
        if sign in "([":
            depth += 1
        elif sign in ")]" and depth:
            depth -= 1
    return enclosed


def directions(subject: Subject) -> Iterator[Fault]:
    """A reference to another paragraph of the document without "above" or "below"; one a phrase."""
    of_it = re.compile(rf"\s(?:{alternatives(subject.language.words('check', 'of_it'))})\b")
    for reference, unit, phrase in subject.phrases():
        if (
            phrase.sources[0].kind is not In.OWN
            or any(p.step or p.path.startswith("(") for p in phrase.pinpoints)
            or subject.grammar.own.search(reference.text)
            or of_it.match(subject.text(unit), reference.end)
        ):
            continue
        here = subject.carrier(unit)
        for citation in reference.citations:
            target = subject.own(citation.target)
            if (
                target is None
                or citation.direction is not None
                or citation.status is not Status.RESOLVED
                or citation.kind is not Kind.PARAGRAPH
                or _one_in_the_other(subject, here, target)
            ):
                continue
            above = subject.order[target.path] < subject.order[here.path]
            word = subject.language.words("words", "above" if above else "below")[0]
            yield Fault(
                unit, reference.start, reference.end, citation.target, words={"better": word}
            )
            break


def _one_in_the_other(subject: Subject, unit: Unit, other: Unit) -> bool:
    return unit in subject.around(other) or other in subject.around(unit)


def _heads(subject: Subject, text: str, phrase: Phrase) -> Iterator[tuple[int, int]]:
    """The head words of a phrase. Behind "article" the others count inside it: only the first is
    given."""
    for found in subject.grammar.head.finditer(text):
        if found.start() and text[found.start() - 1].isalnum():
            continue
        yield found.span(1)
        if phrase.sources[-1].kind in _BY_ARTICLE:
            return


def _like(model: str, word: str) -> str:
    """A word with a capital letter where the one that it replaces has one.

    >>> _like("Para.", "paragraph"), _like("para.", "paragraph")
    ('Paragraph', 'paragraph')
    """
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
