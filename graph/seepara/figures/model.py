"""A citation map as what it says, without places, fonts or formats."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import value

BODY = "body"
SECRETARIAT = "secretariat"
INFERRED = "inferred"
"""Who says a link: the body, the secretariat, or nobody (`FigureLink.asserter`)."""


@value
class Heading:
    """A column (a meeting or a year) or a row (a document); `key` is never shown."""

    key: str
    label: str


@value
class FigureNode:
    """One place on the map; `key` is never shown.

    `label` is the pinpoint where `row` says the document, else the whole name; `name` is always
    whole. `date` is in words. `kind` names a shape (`words.toml`), `column` and `row` the headings.
    `read` says that its document was read, `missing` that it is not in it, `abridged` that the text
    is not the official one, `focus` that the map is about it.
    """

    key: str
    label: str
    name: str
    kind: str
    column: str
    row: str
    date: str = ""
    read: bool = True
    missing: bool = False
    abridged: bool = False
    focus: bool = False


@value
class FigureLink:
    """One line: all citations of one relation and one asserter from `source` to `target`, two keys.

    `asserter` is `BODY`, `SECRETARIAT` or `INFERRED`. `mutual` says that the line stands for the
    way back, too. `count` counts the citations, both ways.
    """

    source: str
    target: str
    relation: str
    asserter: str = BODY
    count: int = 1
    mutual: bool = False

    @property
    def inferred(self) -> bool:
        """Whether no text states it."""
        return self.asserter == INFERRED


@value
class LegendNode:
    """A shape of the key: `state` is ``""``, ``focus``, ``unread`` or ``missing``."""

    kind: str
    state: str
    text: str


@value
class LegendLine:
    """A line of the key; of one without `relation` only the words are shown."""

    relation: str
    asserter: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A citation map: columns from old to new, rows from document to document, nodes in the order
    of the texts.

    `title` stands above, the lines of `note` below; `description` is for those who cannot see it,
    `corpus_date` the ISO date of the newest text, or empty.
    """

    title: str
    columns: tuple[Heading, ...]
    rows: tuple[Heading, ...]
    nodes: tuple[FigureNode, ...]
    links: tuple[FigureLink, ...]
    legend_nodes: tuple[LegendNode, ...] = ()
    legend_lines: tuple[LegendLine, ...] = ()
    legend_title: str = ""
    note: tuple[str, ...] = ()
    description: str = ""
    language: str = "en"
    corpus_date: str = ""
    captions: tuple[tuple[FigureLink, str], ...] = ()
    """What each line says in words, for formats that write it on the line."""
    anchor: str = ""
    """The key of the column whose nodes stand in the order of the text."""
