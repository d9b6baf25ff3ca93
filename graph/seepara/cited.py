"""What a document has cited last, as it is read on: what *ibid.*, "that resolution" and bare numbers
lean on (domain.md §2).

In running text the order of the text counts, in footnotes the order of the notes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .model import Kind, Unit, UnitKind

ENACTMENTS = (Kind.RESOLUTION, Kind.DECISION)
DOCUMENTS = (Kind.DOCUMENT, Kind.PARAGRAPH, Kind.SECTION)


@dataclass(slots=True)
class Cited:
    """The documents cited last, by their keys; "" where it is not known which one it was.

    `enactment` is the decision or resolution cited last in running text, in the unit
    `enactment_in`. `beside` is the document that the phrase before cites, if it is another one than
    this, and where in the text that phrase ends.

    >>> from .model import Unit, UnitKind
    >>> notes = [Unit(f"fn{n}", UnitKind.FOOTNOTE, n, n + 1) for n in (1, 2)]
    >>> cited = Cited.of(notes)
    >>> for note, key in zip(notes, ("A/1/2", "A/1/3")):
    ...     cited.enter(note)
    ...     print(cited.ibid(note))
    ...     cited.remember(note, key, Kind.DOCUMENT)
    ()
    ('A/1/2',)
    """

    notes: dict[str, int]
    running: str = ""
    enactment: str = ""
    enactment_in: Unit | None = None
    beside: tuple[str, int] | None = None
    _note: str = ""
    _in_note: list[tuple[str, Kind]] = field(default_factory=list)
    _in_note_before: tuple[str, ...] = ()

    @classmethod
    def of(cls, units: Iterable[Unit]) -> Cited:
        """Nothing cited yet in a document of such units."""
        notes = (unit.path for unit in units if unit.kind is UnitKind.FOOTNOTE)
        return cls({path: place for place, path in enumerate(notes)})

    def enter(self, unit: Unit) -> None:
        """Go on in a unit. What the note before cites is what *ibid.* can mean in a note; nothing, if
        that note cites nothing."""
        if unit.kind is not UnitKind.FOOTNOTE or unit.path == self._note:
            return
        follows = self.notes.get(self._note, -2) == self.notes[unit.path] - 1
        before = dict.fromkeys(key for key, _ in self._in_note)
        self._in_note_before = tuple(before) if follows else ()
        self._note, self._in_note = unit.path, []

    def remember(self, unit: Unit, key: str, kind: Kind) -> None:
        """A document, decision or resolution of such a key was cited in a unit."""
        if unit.kind is UnitKind.FOOTNOTE:
            self._in_note.append((key, kind))
        elif kind in ENACTMENTS:
            self.enactment, self.enactment_in = key, unit
        else:
            self.running = key

    def forget(self, unit: Unit) -> None:
        """What was cited last is not known: an *ibid.* behind it must not lean on something older."""
        self.remember(unit, "", Kind.DOCUMENT)

    def ibid(self, unit: Unit) -> tuple[str, ...]:
        """What *ibid.* can mean in a unit; of a note before with several sources, each."""
        if unit.kind is not UnitKind.FOOTNOTE:
            return (self.running,)
        if self._in_note:
            return (self._in_note[-1][0],)
        if len(self._in_note_before) > 1:
            self._in_note += [(key, Kind.DOCUMENT) for key in self._in_note_before]
        return self._in_note_before

    def enactment_in_note(self) -> str:
        """The decision or resolution cited last in the note; "" where it cites none."""
        cited = [key for key, kind in self._in_note if kind in ENACTMENTS]
        return cited[-1] if cited else ""
