"""The targets of a reference as an editor lists them: "paras. 37, 50 and 82", "paras. 53–55"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from ..keys import split
from ..labels import Labels, plain
from ..model import Citation, Status, value
from .words import TableWords

NO_BREAK = "\u00a0"
"""A space at which no line breaks: between "para." and its number, between a number and its letter."""

# "para. 17 (b)", "operative para. 3", "sect. II.E": a word, a number, and what is in brackets.
_PINPOINT = re.compile(
    r"(?P<word>[^\W\d]+(?:[ .][^\W\d]{2,}\.?)*\.?) (?P<number>\S+?)(?P<rest>( ?\(\S+\))*)"
)

_NUMBER = re.compile(r"[0-9]{1,9}")


@value
class _Part:
    """A pinpoint in pieces: "para.", "17", " (b)"; `number` is empty where it has no such form."""

    word: str
    number: str
    rest: str


def targets(citations: Iterable[Citation], document: str, labels: Labels, words: TableWords) -> str:
    """What a reference refers to, in its own order; of the document itself only the pinpoints.

    What could not be resolved is written out.

    >>> from ..model import Kind
    >>> from .words import table_words
    >>> def cited(*paths: str) -> list[Citation]:
    ...     return [Citation(f"A/1#{p}", Kind.PARAGRAPH, Status.RESOLVED) for p in paths]
    >>> said = targets(cited("37", "50", "82"), "A/1", Labels.of(()), table_words())
    >>> said.replace(NO_BREAK, "_")
    'paras._37, 50 and_82'
    >>> targets(cited("53", "54", "55"), "A/1", Labels.of(()), table_words()).replace(NO_BREAK, "_")
    'paras._53–55'
    """
    made: list[str] = []
    found = list(citations)
    for (status, source), group in groupby(found, key=lambda c: _group(c)):
        members = list(group)
        if status is Status.AMBIGUOUS:
            made += [_ambiguous(one, document, labels, words) for one in members]
            continue
        text = _listed([split(one.target)[1] for one in members], labels, words)
        if source != document:
            name = plain(labels.label(source))
            text = f"{name}{labels.words.separator}{text}" if text else name
        if status is Status.DANGLING:
            text = words.targets["dangling"].format(target=text)
        made.append(text)
    return str(words.lists["sources"]).join(dict.fromkeys(made)) or words.targets["unknown"]


def _group(citation: Citation) -> tuple[Status, str]:
    """What can stand in one list: what was found or is in what was not read, of one document."""
    status = citation.status
    if status is Status.EXTERNAL:
        status = Status.RESOLVED
    return status, split(citation.target)[0]


def _ambiguous(citation: Citation, document: str, labels: Labels, words: TableWords) -> str:
    names = [called(key, document, labels) for key in citation.candidates]
    said = words.targets["or"].join(names) or words.targets["unknown"]
    return words.targets["ambiguous"].format(candidates=said)


def called(key: str, document: str, labels: Labels) -> str:
    """A place as it is called in a sentence of a document: "para. 21 (a)", with no-break spaces.

    >>> called("A/1#21(a)", "A/1", Labels.of(())).replace(NO_BREAK, "_")
    'para._21_(a)'
    """
    source, path = split(key)
    if source != document or not path:
        return plain(labels.label(key))
    return _pinpoint(path, labels).replace(" ", NO_BREAK)


def capital(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _pinpoint(path: str, labels: Labels) -> str:
    short = labels.short(f"-#{path}")
    return short[:1].lower() + short[1:]


def _listed(paths: Sequence[str], labels: Labels, words: TableWords) -> str:
    """Pinpoints of one document, those of a kind after one word."""
    parts = [_parted(_pinpoint(path, labels)) for path in paths if path]
    made = []
    for word, group in groupby(parts, key=lambda part: part.word if part.number else part.rest):
        members = list(group)
        if not members[0].number:
            made.append(members[0].rest.replace(" ", NO_BREAK))
            continue
        items = _items(members, words)
        several = len(members) > 1
        called_so = words.lists["plurals"].get(word, word) if several else word
        listed = words.listed(items)
        # the last number stays on the line of its "and"
        last = str(words.lists["last"])
        listed = listed.replace(last, last.rstrip() + NO_BREAK)
        made.append(f"{called_so}{NO_BREAK}{listed}")
    return words.listed(made)


def _items(parts: Sequence[_Part], words: TableWords) -> list[str]:
    """The numbers of a list: runs of three and more as ranges, letters of one number after it."""
    items: list[str] = []
    run: list[_Part] = []

    def close() -> None:
        if len(run) > 2:
            items.append(f"{run[0].number}{words.lists['range']}{run[-1].number}")
        else:
            items.extend(part.number for part in run)
        run.clear()

    before = _Part("", "", "")
    for part in parts:
        follows = (
            run
            and not part.rest
            and _NUMBER.fullmatch(part.number)
            and _NUMBER.fullmatch(run[-1].number)
            and int(part.number) == int(run[-1].number) + 1
        )
        if part.rest or not follows:
            close()
        if not part.rest:
            run.append(part)
        elif before.rest and before.number == part.number:
            items.append(part.rest.strip().replace(" ", NO_BREAK))
        else:
            items.append((part.number + part.rest).replace(" ", NO_BREAK))
        before = part
    close()
    return items


def _parted(pinpoint: str) -> _Part:
    match = _PINPOINT.fullmatch(pinpoint)
    if match is None:
        return _Part("", "", pinpoint)
    return _Part(match["word"], match["number"], match["rest"])
