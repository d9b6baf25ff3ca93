"""What one document gives to the search for links that no text states.

It is little beside the document, so that a corpus can be searched without holding it; and it hangs
on nothing but the document, so that it can be kept with it.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from ..model import ResolvedDocument, Stage, value
from ..renumbering import renumberings
from ..resembling import Wording, wordings


@value
class Clues:
    """By what a document is found: its names, its place among the versions of what `meetings`
    adopted, whether it restates another document under new numbers, the words of its
    recommendations."""

    key: str
    file: str
    aliases: tuple[str, ...] = ()
    date: str = ""
    is_draft: bool = False
    abridged: bool = False
    language: str = ""
    meetings: tuple[str, ...] = ()
    restates: bool = False
    wordings: tuple[Wording, ...] = ()

    @classmethod
    def of(cls, resolved: ResolvedDocument, *, with_wordings: bool = True) -> Clues:
        """The clues in a document, without the words if they are not wanted.

        >>> from ..model import Document
        >>> Clues.of(ResolvedDocument(Document("A/1/2", "texts/a.txt", "", ()), ())).names
        ('A/1/2', 'texts/a.txt', 'a.txt')
        """
        document = resolved.document
        meetings = {u.meeting for u in document.units if u.recommendation and u.meeting}
        return cls(
            document.key,
            document.file,
            document.aliases,
            document.date,
            document.stage is Stage.DRAFT,
            document.abridged,
            document.language,
            tuple(sorted(meetings)),
            bool(renumberings(resolved)),
            wordings(resolved) if with_wordings else (),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """What a catalogue may call it."""
        return (self.key, *self.aliases, self.file, PurePosixPath(self.file).name)

    @property
    def version(self) -> tuple[int, str]:
        """Its place among the versions of one list: a draft first, then by date."""
        return (0 if self.is_draft else 1, self.date)
