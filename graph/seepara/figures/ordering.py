"""In which order nodes stand in a column: near what they are linked to, so that few lines cross."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from .model import FigureLink, FigureNode, Heading

_ROUNDS = 4


def ordered(
    nodes: Sequence[FigureNode],
    links: Sequence[FigureLink],
    columns: Sequence[Heading],
    anchor: str,
) -> tuple[FigureNode, ...]:
    """The nodes column by column: in the column `anchor` in the order given, in each other by the
    middle of what they are linked to in other columns; what is linked to nothing there keeps its
    place among those given.

    >>> a, b, c, d = (FigureNode(k, k, k, "paragraph", k > "b" and "2" or "1", "r") for k in "abcd")
    >>> links = (FigureLink("a", "d", "cites"), FigureLink("b", "c", "cites"))
    >>> "".join(n.key for n in ordered((a, b, c, d), links, (Heading("1", ""), Heading("2", "")), "1"))
    'abdc'
    """
    neighbours: dict[str, list[str]] = defaultdict(list)
    for link in links:
        neighbours[link.source].append(link.target)
        neighbours[link.target].append(link.source)
    stacks = [[node for node in nodes if node.column == head.key] for head in columns]
    heights: dict[str, float] = {}
    for stack in stacks:
        heights |= _heights(stack)
    for round_number in range(_ROUNDS):
        # all columns but one move; once from the left, once from the right
        moving = [n for n, head in enumerate(columns) if head.key != anchor]
        for number in moving if round_number % 2 == 0 else reversed(moving):
            stack = stacks[number]
            inside = {node.key for node in stack}
            wanted = {
                node.key: _middle(
                    [heights[key] for key in neighbours[node.key] if key not in inside],
                    heights[node.key],
                )
                for node in stack
            }
            stack.sort(key=lambda node: wanted[node.key])
            heights |= _heights(stack)
    return tuple(node for stack in stacks for node in stack)


def _heights(stack: Sequence[FigureNode]) -> dict[str, float]:
    """Where each node stands in its column, from 0 to 1."""
    return {node.key: (place + 0.5) / len(stack) for place, node in enumerate(stack)}


def _middle(heights: Sequence[float], otherwise: float) -> float:
    return sum(heights) / len(heights) if heights else otherwise
