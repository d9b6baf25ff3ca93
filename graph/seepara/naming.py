"""What documents call themselves and others → `Labels`: one document added after the other.

Of a document only its names are kept, so a corpus of any size can be labelled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field, replace

from .label_words import LabelWords, label_words
from .labels import RESOLUTION, DocumentName, Labels, plain, prefix_of, printed
from .model import Body, Document, Meeting, ResolvedDocument, value
from .registry import Registry, registry


@value
class Names:
    """What one document gives to the labels of all: its own name, and what it calls others."""

    key: str
    file: str
    name: DocumentName
    aliases: tuple[str, ...] = ()
    described: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()


class Naming:
    """Labels in the making: the names of one document are added after the other, in any order.

    Where two documents call a thing differently, the one whose key comes first is followed; of a
    meeting, the one whose key comes last.

    >>> naming = Naming()
    >>> naming.add(Names("A/1/2", "a.txt", DocumentName("A/1/2", "Note", "", "", "A/1/2", "", False)))
    >>> naming.labels().label("A/1/2#3")
    'A/1/2, para. 3'
    """

    def __init__(self, words: LabelWords | None = None, known: Registry | None = None) -> None:
        self._words = words or label_words()
        self._known = known or registry(self._words.language)
        self._read: dict[str, tuple[str, DocumentName]] = {}
        self._aliases: dict[str, str] = {}
        self._described: dict[str, tuple[str, str]] = {}
        self._bodies: dict[str, tuple[str, str]] = {}
        self._meetings: dict[str, tuple[str, Meeting]] = {}

    def names_in(self, resolved: ResolvedDocument) -> Names:
        """The names that a document gives."""
        document = resolved.document
        bodies: dict[str, str] = {}
        for body in (*resolved.bodies, *_organs(document)):
            bodies.setdefault(body.root, plain(body.name))
        return Names(
            key=document.key,
            file=document.file,
            name=_document_name(document, self._words, self._known),
            aliases=document.aliases,
            described={key: plain(name) for key, name in resolved.names.items()},
            bodies=bodies,
            meetings=document.meetings,
        )

    def add(self, names: Names) -> None:
        """Take the names of one document."""
        key = names.key
        if key not in self._read or names.file < self._read[key][0]:
            self._read[key] = (names.file, names.name)
        for alias in names.aliases:
            self._aliases[alias] = max(key, self._aliases.get(alias, key))
        for known, given in ((self._described, names.described), (self._bodies, names.bodies)):
            for named, name in given.items():
                if named not in known or key < known[named][0]:
                    known[named] = (key, name)
        for meeting in names.meetings:
            if meeting.key not in self._meetings or key >= self._meetings[meeting.key][0]:
                self._meetings[meeting.key] = (key, meeting)

    def labels(self) -> Labels:
        """The labels, by all that was added."""
        files_read = {key: file for key, (file, _) in self._read.items()}
        names = {key: name for key, (_, name) in self._read.items()}
        read = _told_apart(names, files_read, self._words)
        read |= {alias: read[key] for alias, key in self._aliases.items() if alias not in read}
        return Labels(
            self._words,
            self._known,
            read,
            {key: name for key, (_, name) in self._described.items()},
            {root: name for root, (_, name) in self._bodies.items()},
            {key: meeting for key, (_, meeting) in self._meetings.items()},
        )


def _document_name(document: Document, words: LabelWords, known: Registry) -> DocumentName:
    """A resolution is called by its number, else a document by symbol, short name, title, file."""
    symbol, title = printed(document.symbol), plain(document.title) or plain(document.short)
    resolution = RESOLUTION.match(document.symbol)
    if resolution or prefix_of(document.key)[0]:
        name = Labels(words, known).name_by_form(document.symbol if resolution else document.key)
        title = name
    else:
        name = symbol or plain(document.short) or title or plain(document.file)
    return DocumentName(
        name=name or words.unnamed,
        title=title,
        author=plain(document.author),
        organ=plain(document.organ.name) if document.organ else "",
        symbol=symbol,
        date=document.date,
        abridged=document.abridged,
    )


def _organs(document: Document) -> tuple[Body, ...]:
    return (document.organ,) if document.organ else ()


def _told_apart(
    read: Mapping[str, DocumentName], files_read: Mapping[str, str], words: LabelWords
) -> dict[str, DocumentName]:
    """Names that two documents share get the date, and where that is the same too, the file."""
    names = {key: name.name for key, name in read.items()}
    for key in _alike(names):
        if by_date := words.date(read[key].date):
            names[key] = words.distinguished.format(name=names[key], by=by_date)
    for key in _alike(names):
        if by_file := plain(files_read[key]):
            names[key] = words.distinguished.format(name=names[key], by=by_file)
    return {
        key: name if names[key] == name.name else replace(name, name=names[key])
        for key, name in read.items()
    }


def _alike(names: Mapping[str, str]) -> list[str]:
    """The keys whose name is also another's."""
    count = Counter(name.casefold() for name in names.values())
    return [key for key, name in names.items() if count[name.casefold()] > 1]
