"""The words around a map: its key, its note, and its description for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..labels import Labels, plain
from ..model import Document
from .folding import UNIT
from .model import (
    BODY,
    INFERRED,
    SECRETARIAT,
    Figure,
    FigureLink,
    FigureNode,
    LegendLine,
    LegendNode,
)
from .words import FigureWords

LONGEST = 400
"""How many characters of a name a map takes; one that is longer ends in "…"."""

_NAMED = 4
"""How many documents a note names before it counts the rest."""

_TOLD = 60
"""How many lines a description tells before it counts the rest."""

_STATES = ("focus", "unread", "missing")
_ASSERTERS = (BODY, SECRETARIAT, INFERRED)


def shortened(text: str) -> str:
    """A text of no more than `LONGEST` characters.

    >>> shortened("a" * 500)[-3:], len(shortened("a" * 500))
    ('aa…', 400)
    """
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def state_of(node: FigureNode) -> str:
    """What the outline of a node says: ``missing``, ``unread``, ``focus`` or nothing."""
    if node.missing:
        return "missing"
    return "unread" if not node.read else "focus" if node.focus else ""


def legend_nodes(nodes: Iterable[FigureNode], words: FigureWords) -> tuple[LegendNode, ...]:
    """The shapes and outlines that occur, in the order of the words."""
    kinds = {node.kind for node in nodes}
    states = {state_of(node) for node in nodes}
    shapes = [LegendNode(kind, "", text) for kind, text in words.kinds.items() if kind in kinds]
    outlines = [
        LegendNode("recommendation", state, words.states[state])
        for state in _STATES
        if state in states
    ]
    return (*shapes, *outlines)


def legend_lines(links: Sequence[FigureLink], words: FigureWords) -> tuple[LegendLine, ...]:
    """The lines that occur, the body's own first, from strong to weak."""
    order = list(words.relations)
    kinds = {(link.relation, link.asserter): link for link in links}

    def rank(kind: tuple[str, str]) -> tuple[int, int, str]:
        place = order.index(kind[0]) if kind[0] in order else len(order)
        return _ASSERTERS.index(kind[1]), place, kind[0]

    lines = [LegendLine(*kind, words.said(kinds[kind])) for kind in sorted(kinds, key=rank)]
    if any(link.mutual for link in links):
        lines.append(LegendLine("", "", words.lines["both"]))
    if any(_counted(link) for link in links):
        lines.append(LegendLine("", "", words.lines["count"]))
    return tuple(lines)


def _counted(link: FigureLink) -> bool:
    return number_on(link) != ""


def number_on(link: FigureLink) -> str:
    """The number that stands on a line: how many citations, where there are more than it shows.

    >>> number_on(FigureLink("a", "b", "cites", count=3)), number_on(FigureLink("a", "b", "cites"))
    ('3', '')
    >>> number_on(FigureLink("a", "b", "cites", count=2, mutual=True))
    ''
    """
    if link.inferred:
        return ""
    return str(link.count) if link.count > (2 if link.mutual else 1) else ""


def notes(
    figure: Figure,
    facts: Mapping[str, int | str],
    documents: Mapping[str, Document],
    labels: Labels,
    words: FigureWords,
    version: str,
) -> tuple[str, ...]:
    """What stands below a map, a sentence each."""
    said = words.note
    lines = []
    if facts["nodes_left_out"]:
        shown = len(figure.nodes)
        lines.append(
            said["left_out"].format(
                nodes=facts["nodes_left_out"],
                all=shown + int(facts["nodes_left_out"]),
                links=facts["links_left_out"],
            )
        )
    if facts["unlinked_first"] or facts["unlinked_second"]:
        lines.append(
            said["unlinked"].format(first=facts["unlinked_first"], second=facts["unlinked_second"])
        )
    if facts["level"] != UNIT:
        lines.append(said["folded"].format(level=words.levels[str(facts["level"])]))
    inferred = sum(link.inferred for link in figure.links)
    stated = len(figure.links) - inferred
    if stated or not inferred:
        lines.append(said["counting"].format(citations=facts["citations"], lines=stated))
    if inferred:
        lines.append(said["inferred"].format(number=inferred))
    if facts["ambiguous"]:
        lines.append(said["unresolved"].format(number=facts["ambiguous"]))
    if figure.links:
        lines.append(said["arrows"])
    if len(figure.columns) > 1:
        by_key = {head.key: head.label for head in figure.columns}
        lines.append(said["order"].format(column=by_key[figure.anchor]))
    read = sorted(documents.values(), key=lambda d: (d.date, d.key))
    names = [shortened(plain(labels.label(document.key))) for document in read]
    if len(read) > _NAMED:
        read_text = said["many"].format(number=len(read), first=names[0], last=names[-1])
    else:
        read_text = said["separator"].join(names)
    if names:
        lines.append(said["read"].format(documents=read_text))
    unread = dict.fromkeys(
        plain(labels.label(node.key.partition("#")[0])) for node in figure.nodes if not node.read
    )
    if unread:
        lines.append(said["not_read"].format(documents=_some(list(unread), words)))
    marked = {node.key.partition("#")[0] for node in figure.nodes if node.abridged}
    abridged = [n for d, n in zip(read, names, strict=True) if d.key in marked]
    if abridged:
        lines.append(said["abridged"].format(documents=_some(abridged, words)))
    date = labels.words.date(figure.corpus_date)
    made = "made" if date else "made_undated"
    lines.append(said[made].format(date=date, version=version))
    return tuple(lines)


def description(figure: Figure, words: FigureWords) -> str:
    """The map in sentences: how much it shows, then line by line what refers to what."""
    said = words.description
    names = {node.key: node.name for node in figure.nodes}
    start = said["start"].format(
        title=figure.title, nodes=len(figure.nodes), lines=len(figure.links)
    )
    told = [
        said["mutual" if link.mutual else "link"].format(
            source=names[link.source], target=names[link.target], said=words.said(link)
        )
        for link in figure.links[:_TOLD]
    ]
    rest = len(figure.links) - len(told)
    more = [said["more"].format(number=rest)] if rest else []
    return " ".join([start, *told, *more])


def _some(names: Sequence[str], words: FigureWords) -> str:
    """The first names, and how many more there are."""
    text = words.note["separator"].join(names[:_NAMED])
    if len(names) <= _NAMED:
        return text
    return words.note["more"].format(names=text, number=len(names) - _NAMED)
