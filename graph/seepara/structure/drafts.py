"""Units that still grow, while the outline of a document is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Hyperlink, Line, Mark, UnitKind
from .blocks import Block
from .seams import ENDING, Growing

LONGEST_TITLE = 240


@dataclass(slots=True)
class Draft:
    """A unit that still grows, from the block that opens it. `parent` is another draft; `rank` ranks
    sections.

    Most units are one block and grow no more, so that their words are the block's.
    """

    path: str
    kind: UnitKind
    block: Block
    label: str = ""
    parent: Draft | None = None
    rank: float = 0.0
    continued: bool = False
    _words: Growing | None = None

    @property
    def text(self) -> str:
        return self._words.text if self._words else self.block.text

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self._words.marks if self._words else self.block.marks

    @property
    def links(self) -> tuple[Hyperlink, ...]:
        return self._words.links if self._words else self.block.links

    @property
    def ending(self) -> str:
        """The last characters of the text."""
        return self._words.ending if self._words else self.block.text[-ENDING:]

    def add(self, more: Block | Line) -> None:
        if self._words is None:
            self._words = Growing(self.block.text, self.block.marks, self.block.links)
        self._words.add(more.text, more.marks, more.links)


def title_like(text: str) -> bool:
    """Short, and without the end that a sentence has."""
    return (
        0 < len(text) <= LONGEST_TITLE
        and not text.rstrip().endswith((".", ";", ":", ",", "?", "!"))
        and not text[0].islower()
    )


def make_unique(drafts: Sequence[Draft]) -> None:
    """A number that stands twice must still name one unit: the second is ``57~2``."""
    seen: dict[str, int] = {}
    for draft in drafts:
        path, parent = draft.path, draft.parent
        if draft.kind is UnitKind.SUBPARAGRAPH and parent is not None:
            path = parent.path + path[path.rindex("(") :]
        times = seen[path] = seen.get(path, 0) + 1
        draft.path = path if times == 1 else f"{path}~{times}"
