"""Units that still grow, while the outline of a document is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..model import Hyperlink, Line, Mark, UnitKind
from .blocks import Block
from .labels import LONGEST_TITLE
from .seams import Growing


@dataclass(slots=True)
class Draft:
    """A unit that still grows. `parent` is another draft; `title_rank` ranks sections."""

    path: str
    kind: UnitKind
    label: str = ""
    words: Growing = field(default_factory=Growing)
    parent: Draft | None = None
    line: int = 0
    page: int | None = None
    rank: float = 0.0
    note: str = ""
    continued: bool = False

    @property
    def text(self) -> str:
        return self.words.text

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self.words.marks

    @property
    def links(self) -> tuple[Hyperlink, ...]:
        return self.words.links

    def begin(self, block: Block) -> None:
        """Take the words and the place of the block that opens the unit."""
        self.words = Growing(block.text, block.marks, block.links)
        self.line, self.page = block.line, block.page

    def add(self, more: Block | Line) -> None:
        self.words.add(more.text, more.marks, more.links)


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
        if draft.kind is UnitKind.SUBPARAGRAPH and draft.parent is not None:
            draft.path = draft.parent.path + draft.path[draft.path.rindex("(") :]
        times = seen[draft.path] = seen.get(draft.path, 0) + 1
        if times > 1:
            draft.path = f"{draft.path}~{times}"
