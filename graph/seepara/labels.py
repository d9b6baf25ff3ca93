"""What an editor would write for a node: "Chair's report 2010, para. 21 (a)".

A label names, `Labels.citation` quotes. Both are made from keys (`seepara.keys`) and from what the
documents say of themselves and of others. An ``x/…`` key is for the program and the command line:
it never stands in a label. The words are data (``ontology/labels.toml``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from . import keys, symbols
from .label_words import LabelWords
from .model import Meeting, ResolvedDocument, value
from .registry import Registry

_UNNAMED_PREFIX = "x/"
RESOLUTION = re.compile(r"^(?P<root>.+?)/RES/(?P<number>.+)$")
"""The key or symbol of a resolution."""

_BRACKET = re.compile(r"(?<=[^\s(])\(")
_ABBREVIATED = re.compile(r"\(([A-Z][a-z]+\.?)(?=[IVXLC0-9])")
_MULTIPLE = re.compile(r"(?<=\d)(?=[a-z]{3,})")
_PART_LETTER = re.compile(r"(?<=\d)(?=[A-Z]\b)")
_BEGINNING = re.compile(r"^(?P<word>[a-z]+)(?P<rest>[^a-z].*|)$", re.DOTALL)


@value
class DocumentName:
    """What the labels keep of a document that was read."""

    name: str
    title: str
    author: str
    organ: str
    symbol: str
    date: str
    abridged: bool


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """Names for keys: of the documents read, of what they describe, and of all else by its form.

    >>> labels = Labels.of(())
    >>> labels.label("CTOC/COP/WG.4/2009/2#17")
    'CTOC/COP/WG.4/2009/2, para. 17'
    >>> labels.label("decision:CTOC/COP/4/4#o(ii)")
    'Conference decision 4/4, para. o (ii)'
    >>> labels.label("S/RES/1526(2004)#2"), labels.short("S/RES/1526(2004)#2")
    ('Security Council resolution 1526 (2004), para. 2', 'Para. 2')
    """

    words: LabelWords
    registry: Registry
    documents: Mapping[str, DocumentName] = field(default_factory=dict)
    described: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    meetings: Mapping[str, Meeting] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        documents: Iterable[ResolvedDocument],
        words: LabelWords | None = None,
        known: Registry | None = None,
    ) -> Labels:
        """Labels for what these documents are, name and cite; of each, only its names are kept."""
        from .naming import Naming

        naming = Naming(words, known)
        for resolved in documents:
            naming.add(naming.names_in(resolved))
        return naming.labels()

    def label(self, key: str) -> str:
        """The name of what a key names, with its document: "Draft report 2010, rec. 4 (d)".

        >>> labels = Labels.of(())
        >>> labels.label("treaty:UNTOC#art32(3)"), labels.label("rules:CTOC/COP#rule2(2)")
        ('UNTOC, art. 32 (3)', 'Conference rules of procedure, rule 2 (2)')
        >>> labels.label("unts:2225/39574"), labels.label("sales:E.09.V.11")
        ('UNTS vol. 2225, No. 39574', 'Sales No. E.09.V.11')
        """
        document, path = keys.split(key)
        name = self._name(document)
        return f"{name}{self.words.separator}{self._pinpoint(path)}" if path else name

    def short(self, key: str) -> str:
        """The pinpoint alone, for a place where the document is plain; else the label.

        >>> labels = Labels.of(())
        >>> [labels.short(f"A/1/2#{p}") for p in ("21(a)", "rec4(d)", "section II.E", "fn3")]
        ['Para. 21 (a)', 'Rec. 4 (d)', 'Sect. II.E', 'Footnote 3']
        """
        _, path = keys.split(key)
        if not path:
            return self.label(key)
        pinpoint = self._pinpoint(path)
        return pinpoint[:1].upper() + pinpoint[1:]

    def citation(self, key: str) -> str:
        """What "copy citation" gives: body, title, symbol if there is one, date, pinpoint.

        A resolution or decision goes by its number, not by a title. Of an abridged text it says
        that it is not the official one.

        >>> Labels.of(()).citation("treaty:UNTOC#art32(3)")
        'United Nations Convention against Transnational Organized Crime, art. 32 (3)'
        """
        document, path = keys.split(key)
        words, patterns = self.words, self.words.patterns
        read = self.documents.get(document)
        if read is None:
            parts = [self._full_name(document)]
            note = ""
        else:
            title = read.title or read.name
            organ = "" if read.organ in title else read.organ
            if read.author and not _names_author(title, read.author):
                title = patterns["with_author"].format(title=title, author=read.author)
            if read.symbol:
                title = patterns["with_symbol"].format(title=title, symbol=read.symbol)
            parts = [organ, title, self.words.date(read.date)]
            note = words.abridged if read.abridged else ""
        if path:
            parts.append(self._pinpoint(path))
        citation = words.separator.join(part for part in parts if part)
        return patterns["with_note"].format(citation=citation, note=note) if note else citation

    def page(self, key: str) -> str:
        """Where the United Nations serves a document; empty unless it is one of its own.

        A pinpoint, a treaty, an ``x/…`` key, a decision without a symbol have no page.

        >>> labels = Labels.of(())
        >>> labels.page("S/RES/1526(2004)"), labels.page("treaty:UNTOC"), labels.page("A/1/2#3")
        ('https://docs.un.org/en/S/RES/1526(2004)', '', '')
        """
        document, path = keys.split(key)
        if path:
            return ""
        if (read := self.documents.get(document)) is not None:
            return symbols.url(symbols.canonical(read.symbol)) if read.symbol else ""
        if document.startswith(_UNNAMED_PREFIX) or prefix_of(document)[0]:
            return ""
        if resolution := RESOLUTION.match(document):
            has_page = resolution["root"] in self.words.resolutions_with_page
        else:
            has_page = "/" in document and any(c.isdigit() for c in document)
        return symbols.url(document) if has_page else ""

    def body(self, root: str) -> str:
        """The name of a body by its root; the root where no name is known.

        >>> Labels.of(()).body("CTOC/COP/WG.4")
        'Working Group on Trafficking in Persons'
        """
        if root in self.bodies:
            return self.bodies[root]
        entry = self.registry.bodies.get(root)
        return entry.names[0] if entry and entry.names else root

    def _organ(self, root: str) -> str:
        """How a body is called before "decision": not by the many names that documents give it."""
        if root in self.words.organs:
            return self.words.organs[root]
        entry = self.registry.bodies.get(root)
        return entry.names[0] if entry and entry.names else root

    def _name(self, document: str) -> str:
        read = self.documents.get(document)
        return read.name if read is not None else self.name_by_form(document)

    def _full_name(self, document: str) -> str:
        prefix, rest = prefix_of(document)
        if prefix == "treaty" and rest in self.registry.treaties:
            return self.registry.treaties[rest].names[0]
        return self._name(document)

    def name_by_form(self, document: str) -> str:
        """The name of a document that was not read, by the form of its key."""
        prefix, rest = prefix_of(document)
        patterns = self.words.patterns
        match prefix:
            case "decision":
                root, number = _numbered(rest)
                if not root or not number:
                    return rest
                return patterns["decision"].format(organ=self._organ(root), number=_spaced(number))
            case "treaty":
                entry = self.registry.treaties.get(rest)
                names = entry.names if entry else ()
                described = self.described.get(document)
                return self.words.treaties.get(rest) or next(iter(names), described or rest)
            case "rules":
                return patterns["rules"].format(organ=self._organ(rest))
            case "gc":
                body, _, number = rest.partition("/")
                comment = self.words.comments.get(body, self.words.comments["default"])
                return patterns["comment"].format(organ=body, comment=comment, number=number)
            case "unts":
                volume, _, number = rest.partition("/")
                return patterns["treaty_series"].format(volume=volume, number=number)
            case "sales":
                return patterns["sales"].format(number=rest)
            case "meeting":
                return self._meeting(document, rest)
            case "body":
                return self.body(rest)
        return self._symbol(document)

    def _meeting(self, key: str, rest: str) -> str:
        meeting = self.meetings.get(key)
        if meeting is None:
            root, _, start = rest.rpartition("/")
            meeting = Meeting(key, root, start, start)
        dates = self.words.dates(meeting.start, meeting.end)
        return self.words.patterns["meeting"].format(body=self.body(meeting.body), dates=dates)

    def _symbol(self, document: str) -> str:
        if document.startswith(_UNNAMED_PREFIX):
            return self.described.get(document) or self.words.unnamed
        if resolution := RESOLUTION.match(document):
            return self.words.patterns["resolution"].format(
                organ=self._organ(resolution["root"]), number=_spaced(resolution["number"])
            )
        return printed(document)

    def _pinpoint(self, path: str) -> str:
        return self.words.separator.join(self._segment(segment) for segment in path.split("/"))

    def _segment(self, segment: str) -> str:
        words = self.words
        part, space, rest = segment.partition(" ")
        if part in words.parts and (space or part not in words.pinpoints):
            return f"{words.parts[part]}{space}{rest}"
        if segment.startswith("fn") and len(segment) > 2:  # a footnote may be lettered: "fna"
            return f"{words.pinpoints['fn']} {segment[2:]}"
        if match := _BEGINNING.match(segment):
            if match["word"] in words.pinpoints:
                return f"{words.pinpoints[match['word']]} {_spaced(match['rest'])}".rstrip()
            if len(match["word"]) > 3:  # a word, not a letter: "preamble"
                return segment
        return f"{words.pinpoints['paragraph']} {_spaced(segment)}"


def printed(symbol: str) -> str:
    """A symbol in canonical form as it is printed.

    >>> printed("A/80/5(Vol.II)"), printed("S/1995/1(PartI)")
    ('A/80/5 (Vol. II)', 'S/1995/1 (Part I)')
    """
    return _spaced(_ABBREVIATED.sub(r"(\1 ", symbol))


def plain(text: str) -> str:
    """A text on one line, without control characters.

    >>> plain("Draft  report\\n\\x1b[31m")
    'Draft report [31m'
    """
    kept = (" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text)
    return " ".join("".join(kept).split())


def _names_author(title: str, author: str) -> bool:
    """Whether the title ends in who submits the document, or in the beginning of it."""
    return author.casefold().startswith(title.rpartition(": ")[2].casefold())


def prefix_of(document: str) -> tuple[str, str]:
    """The kind prefix of a key and what follows it; no prefix for symbols and ``x/…`` keys."""
    prefix, colon, rest = document.partition(":")
    return (prefix, rest) if colon and prefix in keys.PREFIXES else ("", document)


def _numbered(rest: str) -> tuple[str, str]:
    """The root of the body and the number: the number begins at the first segment with a digit."""
    segments = rest.split("/")
    for index, segment in enumerate(segments):
        if index and (segment[:1].isdigit() or re.match(r"[A-Z]+-\d|[IVXLC]+$", segment)):
            return "/".join(segments[:index]), "/".join(segments[index:])
    return "", rest


def _spaced(number: str) -> str:
    """A number as it is printed: "21(a)(ii)" is "21 (a) (ii)", "3(7ter)" is "3 (7 ter)"."""
    return _PART_LETTER.sub(" ", _MULTIPLE.sub(" ", _BRACKET.sub(" (", number)))
