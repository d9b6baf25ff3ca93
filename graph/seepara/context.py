"""What the words of one document denote in it: "the Protocol", "his report", "the Conference",
"its".

Everything comes from the document (its letterhead, the names and definitions in its text), never
from a default; where the document leaves it open, several candidates come back and the reader
decides (domain.md §2, §4). The corpus is not asked.
"""

from __future__ import annotations

import re
from functools import cache, cached_property

from .descriptions import Descriptions
from .languages import Language, alternatives
from .model import Body, Document, Stage, Unit, UnitKind
from .references.phrases import In, Source
from .registry import BodyEntry, Registry

_SUBJECT_WITHIN = 140
_LONGEST_HEAD = 24  # characters of the word behind a body's name
_LONGEST_ARTICLE = 6  # of "The " before it
_TREATY_BODY_COMMENTS = "comments"
_SENTENCE_END = re.compile(r"[.;:!?؟؛]\s|[。；：！？\n]")
_YEAR_BEHIND = re.compile(r"[^\d,;.()\n]{1,30}\d{1,2}[^\d,;.()\n]{2,14}((?:19|20)\d\d)\b")
_MAY_QUOTE = (UnitKind.PARAGRAPH, UnitKind.SUBPARAGRAPH, UnitKind.PREAMBULAR, UnitKind.TEXT)
_SPECIAL_SESSION = re.compile(r"^E?S-")


class Context:
    """What a document's words denote. Costly lookups are made when they are first asked for."""

    def __init__(self, document: Document, language: Language, registry: Registry) -> None:
        self.document = document
        self.language = language
        self.registry = registry
        self.organ = document.organ.root if document.organ else ""
        self._by_number: dict[tuple[In, str], str] = {}
        self._by_noun: dict[str, tuple[str, ...]] = {}

    # ---------------------------------------------------------------- bodies

    @cached_property
    def speaking(self) -> tuple[BodyEntry, ...]:
        """The body that speaks and those it reports to."""
        return tuple(self.registry.ancestors(self.organ))

    @cached_property
    def named_bodies(self) -> tuple[str, ...]:
        """The roots of the bodies that the document names in full, in the order of the registry."""
        text = self.document.text
        return tuple(
            root
            for root, entry in self.registry.bodies.items()
            if any(name in text for name in entry.names)
        )

    def _speaking_in(self, unit: Unit) -> tuple[BodyEntry, ...]:
        """The body that speaks in a unit, and those it reports to: in a resolution that a report
        prints, the one that opens its preamble."""
        root = self._printed_around(unit)
        return tuple(self.registry.ancestors(root)) if root else self.speaking

    def is_enactment(self, unit: Unit) -> bool:
        """Whether a unit is of a decision or resolution, the document's own or a printed one."""
        own = self.document.stage in (Stage.RESOLUTION, Stage.DECISION)
        return own or bool(self._printed_around(unit))

    def _printed_around(self, unit: Unit) -> str:
        """The root of the body whose printed resolution a unit is in; "" where it is in none."""
        place: Unit | None = unit if self._opened_by else None
        while place is not None:
            if root := self._opened_by.get(place.path):
                return root
            place = self._units.get(place.parent) if place.parent else None
        return ""

    @cached_property
    def _opened_by(self) -> dict[str, str]:
        """By the path of each resolution printed in a report, the body that opens its preamble."""
        found: dict[str, str] = {}
        for unit in self.document.units:
            if unit.kind is UnitKind.TEXT and unit.parent and unit.parent not in found:
                if not unit.parent.startswith(tuple(self.enactment_nouns)):
                    continue
                named = self.registry.body_ending(self.document.text, unit.end - 1)
                if named and 0 <= named[1] - unit.start <= _LONGEST_ARTICLE:
                    found[unit.parent] = named[0]
        return found

    def bodies_called(self, word: str) -> tuple[str, ...]:
        """The bodies that a short name ("Conference", "Council") can stand for in this document."""
        own = tuple(entry.root for entry in self.speaking if entry.short == word)
        if own:
            return own[:1]
        return tuple(root for root in self.named_bodies if self.registry.bodies[root].short == word)

    def enactment_keys(self, source: Source, start: int, end: int, unit: Unit) -> tuple[str, ...]:
        """The keys that a decision or resolution can have: one where the document makes it clear.

        `start` and `end` are the place of the phrase in the document's text, `unit` is around it.
        """
        roots = self._enacting_roots(source, start, end, unit)
        if len(roots) > 1:
            roots = self._told_apart(roots, source, start, unit)
        keys = tuple(dict.fromkeys(self._enactment_key(source, root) for root in roots))
        if len(keys) == 1 and source.organ in self.registry.bodies:
            self._by_number.setdefault((source.kind, source.name), roots[0])
        return keys

    def _enactment_key(self, source: Source, root: str) -> str:
        entry = self.registry.bodies.get(root)
        key_root = entry.key_root if entry else root
        if source.kind is In.DECISION:
            return f"decision:{key_root}/{source.name}"
        return f"{key_root}/RES/{source.name}"

    def _enacting_roots(self, source: Source, start: int, end: int, unit: Unit) -> tuple[str, ...]:
        number = source.name
        # "9/CP.19", "SC-5/3" and "SS.VII/1" say in themselves whose they are.
        first, _, behind = number.partition("/")
        code = behind.partition(".")[0] if "." in behind else re.split(r"[-.]", first)[0]
        if root := self.registry.codes.get(code):
            return (root,)
        if source.organ in self.registry.bodies:
            return (self._that_enacts(source.organ, source.kind),)
        form = _number_form(number)
        if form == "number (year)":
            return self.registry.first_by_form(form)
        if form == "number (session)":
            called = self.bodies_called(source.organ) if source.organ else ()
            return called or self.registry.first_by_form(form)
        if earlier := self._by_number.get((source.kind, number)):
            return (earlier,)
        if source.organ and source.organ[0].isupper():
            called = tuple(
                r for r in self.bodies_called(source.organ) if self._knows(r, source.kind, form)
            )
            if called:
                return called
        subject = self._subject(start, end)
        if subject:
            return (self._that_enacts(subject, source.kind),)
        return self._by_speaker(source, form, unit)

    def _by_speaker(self, source: Source, form: str, unit: Unit) -> tuple[str, ...]:
        """The body that speaks, or one it reports to, if its numbers have this form."""
        speaking = self._speaking_in(unit)
        fitting = [e.root for e in speaking if self._knows(e.root, source.kind, form)]
        if form == "year/number" and not fitting:
            named = [root for root in self.named_bodies if self._knows(root, source.kind, form)]
            return tuple(named) or self.registry.first_by_form(form)
        if not fitting and form == "session/number" and not speaking:
            return ()
        session = _session(source.name)
        if form == "session/number" and session:
            fitting = [r for r in fitting if self.registry.bodies[r].first_session <= session]
        own_session = self._own_session()
        if len(fitting) > 1 and form == "session/number" and session:
            if own_session and session > own_session:
                return tuple(fitting[1:])
            if (
                source.organ in self.language.words("words", "its")
                or self.registry.bodies[fitting[1]].first_session > session
            ):
                return tuple(fitting[:1])
            return tuple(fitting[:2])
        return tuple(fitting[:1])

    def _told_apart(
        self, roots: tuple[str, ...], source: Source, start: int, unit: Unit
    ) -> tuple[str, ...]:
        """Of bodies with such a number: the one whose session was in the year of the date behind it;
        the only one named before it in the unit; in its own resolution, the one that speaks."""
        text = self.document.text
        at = text.find(source.name, start)
        dated = _YEAR_BEHIND.match(text, at + len(source.name)) if at >= 0 else None
        if dated:
            year = int(dated[1])
            inside = [
                r for r in roots if self.registry.bodies[r].held_in(_session(source.name), year)
            ]
            if len(inside) == 1:
                return tuple(inside)
            roots = tuple(inside) or roots
        named = [r for r in roots if self._is_named(r, unit.start, start)]
        if len(named) == 1:
            return tuple(named)
        if not named and self.document.stage in (Stage.RESOLUTION, Stage.DECISION):
            return roots[:1]
        return roots

    def _is_named(self, root: str, start: int, end: int) -> bool:
        """Whether a body is named, in full or in short, in a stretch of the text."""
        entry = self.registry.bodies[root]
        names = (*entry.names, entry.short) if entry.short else entry.names
        return any(self.document.text.find(name, start, end) >= 0 for name in names)

    def _own_session(self) -> int:
        """The session of the body that speaks, by the document's symbol."""
        rest = self.document.symbol.removeprefix(self.organ).strip("/")
        first = rest.partition("/")[0]
        return int(first) if first.isdigit() and int(first) < 200 else 0

    def _knows(self, root: str, kind: In, form: str) -> bool:
        entry = self.registry.bodies[root]
        forms = entry.decisions if kind is In.DECISION else entry.resolutions
        return forms == form or (form == "session/number" and forms == "roman/number")

    def _that_enacts(self, root: str, kind: In) -> str:
        """A working group does not decide: the body that it reports to does."""
        for entry in self.registry.ancestors(root):
            if entry.decisions if kind is In.DECISION else entry.resolutions:
                return entry.root
        return root

    def _subject(self, start: int, end: int) -> str:
        """ "The Council, in its resolution 16/35": the body named last before; "In its decision
        4/4, the Conference … decided": the body named right behind."""
        text = self.document.text
        before = text[max(0, start - _SUBJECT_WITHIN) : start]
        its = self.language.words("words", "its")
        last_word = before.rstrip().rsplit(" ", 1)[-1].lower()
        if last_word not in its:
            return ""
        offset = max(0, start - _SUBJECT_WITHIN)
        sentence = offset + before.rfind(". ") + 1
        for place in range(start, max(sentence, before.rfind("\n") + offset), -1):
            if (
                text[place - 1 : place].isalnum()
                and (named := self.registry.body_ending(text, place))
                and named[1] >= sentence
                and not self._is_attribute(place)
            ):
                return named[0]
        articles = alternatives(self.language.words("words", "definite"))
        behind = re.compile(rf",?\s+(?:{articles})\s+")
        found = behind.match(text, end)
        named = self.registry.body_at(text, found.end()) if found else None
        return named[0] if named else ""

    def _is_attribute(self, end: int) -> bool:
        """ "General Assembly resolution 64/1": a body that only says whose it is does not act."""
        following = self.document.text[end : end + _LONGEST_HEAD].split(None, 1)
        return bool(following) and following[0].lower().strip("’'") in self.enactment_nouns

    def rules_of(self, organ: str) -> tuple[str, ...]:
        """The bodies whose rules of procedure are meant: the one named, or the one that speaks."""
        if organ:
            return (self.registry.bodies[self._that_enacts(organ, In.DECISION)].key_root,)
        for entry in self.speaking:
            if entry.decisions or entry.resolutions:
                return (entry.key_root,)
        return tuple(entry.key_root for entry in self.speaking[-1:])

    def comments_of(self, source: Source, start: int, end: int, unit: Unit) -> tuple[str, ...]:
        """The treaty bodies that a general comment can be of.

        The body named with it; "the Committee, in its general comment": the one named before; one
        named before it in the same unit; the one that speaks; the only one that the document names.
        `start` and `end` are the place of the phrase in the document's text, `unit` is around it.
        """
        bodies = self.registry.bodies
        organ = source.organ if source.organ in bodies else self._subject(start, end)
        if organ:
            named = bodies[organ].comments
            return (named,) if named else ()
        text = self.document.text
        own = tuple(e.comments for e in self.speaking if e.comments)
        near = tuple(
            bodies[root].comments
            for root in self.named_bodies
            if bodies[root].comments
            and any(text.find(name, unit.start, start) >= 0 for name in bodies[root].names)
        )
        if own:
            its = source.organ in self.language.words("words", "its")
            others = () if its or source.organ else near
            return tuple(dict.fromkeys((*own[:1], *others)))
        if not near:
            near = tuple(
                bodies[root].comments
                for root in self.named_bodies
                if bodies[root].comments
                and any(text.find(name, start, unit.end) >= 0 for name in bodies[root].names)
            )
        named_ones = near or tuple(
            bodies[root].comments for root in self.named_bodies if bodies[root].comments
        )
        return tuple(dict.fromkeys(named_ones))

    def bodies(self) -> tuple[Body, ...]:
        """The body that speaks, those it reports to, and those whose meetings the document
        tells of."""
        roots = [entry.root for entry in self.speaking]
        for meeting in self.document.meetings:
            roots += [entry.root for entry in self.registry.ancestors(meeting.body)]
        return tuple(self.registry.bodies[root].body for root in dict.fromkeys(roots))

    @cached_property
    def enactment_nouns(self) -> frozenset[str]:
        """The words that a resolution or a decision calls itself by."""
        heads = self.language.words("heads", "resolution") + self.language.words(
            "heads", "decision"
        )
        return frozenset(word.lower() for word in heads)

    @cached_property
    def own_nouns(self) -> frozenset[str]:
        """The words that a document calls itself by: "the present report"."""
        return frozenset(self.language.words("words", "self"))

    # ---------------------------------------------------------------- treaties

    @cached_property
    def treaties(self) -> tuple[tuple[int, int, str], ...]:
        """Every treaty named in the text: start, end, short name."""
        text = self.document.text
        found: list[tuple[int, int, str]] = []
        for word, names in _treaties_by_word(self.registry).items():
            place = text.find(word)
            while place >= 0:
                for name, offset, short in names:
                    start, end = place - offset, place - offset + len(name)
                    if text.startswith(name, max(start, 0)) and not (
                        text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()
                    ):
                        found.append((start, end, short))
                        break
                place = text.find(word, place + 1)
        return tuple(sorted(found))

    def treaties_called(self, noun: str) -> tuple[str, ...]:
        """The treaties that a noun can mean in this document; see `_called`."""
        if noun not in self._by_noun:
            self._by_noun[noun] = self._called(noun)
        return self._by_noun[noun]

    def _called(self, noun: str) -> tuple[str, ...]:
        """The treaties that "the Convention" can be here: defined, of the body that speaks, or
        named.

        A definition beside the name wins ("… (the Convention)"); then the instrument that the body
        serves; then the only treaty of that noun that the document names.
        """
        candidates = self.registry.nouns.get(noun, ())
        defining = re.compile(rf"[^.()]{{0,60}}\([^()]{{0,60}}\b{re.escape(noun)}[”\"’']?\)")
        defined = {
            short
            for _, end, short in self.treaties
            if short in candidates and defining.match(self.document.text, end)
        }
        if len(defined) == 1:
            return tuple(defined)
        for entry in self.speaking:
            if entry.instrument in candidates:
                return (entry.instrument,)
            if not defined and entry.instrument:
                to_it = [c for c in candidates if self.registry.treaties[c].to == entry.instrument]
                if len(to_it) == 1:
                    return tuple(to_it)
        if noun in self.registry.treaties and noun in candidates:
            return (noun,)
        named = tuple(dict.fromkeys(short for _, _, short in self.treaties if short in candidates))
        whole = tuple(s for s in candidates if noun in self.registry.treaties[s].names)
        return named or whole

    # ---------------------------------------------------------------- sentences and quotations

    def in_one_sentence(self, end: int, start: int) -> bool:
        """Whether no sentence ends between two places of the text."""
        return _SENTENCE_END.search(self.document.text, end, start) is None

    def is_quoted(self, at: int, unit: Unit) -> bool:
        """Whether a place stands in a quotation: its "paragraph 3" is then of what is quoted.

        A quotation that goes on in subparagraphs is closed in the last of them.
        """
        text = self.document.text
        place: Unit | None = unit
        while place is not None and place.kind in _MAY_QUOTE:
            opened = text.rfind("“", place.start, at)
            if opened >= 0:
                return text.find("”", opened, at) < 0
            if text.find("”", place.start, at) >= 0:
                return False
            if text.count('"', place.start, at) % 2:
                return text.find('"', at, place.end) >= 0
            place = self._units.get(place.parent) if place.parent else None
            at = place.end if place else at
        return False

    @cached_property
    def _units(self) -> dict[str, Unit]:
        return {unit.path: unit for unit in self.document.units}

    # ---------------------------------------------------------------- documents described in words

    @cached_property
    def descriptions(self) -> Descriptions:
        """What the document calls others by."""
        roots = tuple(entry.root for entry in self.speaking)
        return Descriptions(self.document, roots, self.language, self.registry)

    # ---------------------------------------------------------------- who says it

    @cached_property
    def secretariat_said_in(self) -> str:
        """The path of the unit that says that parenthetical cross-references were added (domain.md
        §2); "" where none does."""
        pattern = self.language.pattern("assertion", "secretariat_adds_pattern")
        said = pattern.search(self.document.text)
        if said is None:
            return ""
        units = self.document.units
        return next((u.path for u in units if u.start <= said.start() < u.end), "")


@cache
def _treaties_by_word(
    registry: Registry,
) -> dict[str, tuple[tuple[str, int, str], ...]]:
    """The names of treaties by a word that many share, the longest first: name, place of the word
    in it, short name. One search for "Convention" serves all conventions."""
    found: dict[str, list[tuple[str, int, str]]] = {}
    for short, treaty in registry.treaties.items():
        for name in treaty.names:
            word = treaty.noun if treaty.noun and treaty.noun in name else name.split(" ", 1)[0]
            found.setdefault(word, []).append((name, name.index(word), short))
    return {
        word: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))
        for word, rows in found.items()
    }


def _number_form(number: str) -> str:
    if "(" in number:
        inside = number.partition("(")[2].rstrip(")")
        return "number (year)" if inside.isdigit() else "number (session)"
    first = _SPECIAL_SESSION.sub("", number).partition("/")[0]
    if not first.isdigit():
        return "roman/number"
    return "year/number" if 1945 <= int(first) <= 2100 else "session/number"


def _session(number: str) -> int:
    first = number.partition("/")[0]
    return int(first) if first.isdigit() else 0
