"""Walks over a lineage: before and after a node, what stands beside it, and the way between two."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ..keys import split
from ..model import value
from .graph import Lineage, Wanted
from .links import Link

EVERYTHING = Wanted()
UNLIMITED = 1_000_000
"""More steps than any lineage has."""


class Place(StrEnum):
    """Where a node stands as seen from the one in focus."""

    FOCUS = "focus"
    BEFORE = "before"
    AFTER = "after"
    BESIDE = "beside"


@value
class Node:
    """A node of a walk: `step` is how many steps it is before (below 0) or after the focus.

    `via` is the node from which it was reached; `restates` says that it is the same text as that
    one under another number, and so stands at the same step.
    """

    key: str
    place: Place
    step: int
    via: str = ""
    restates: bool = False


@dataclass(slots=True)
class Walk:
    """What a walk found: the nodes in the order in which they were reached, and the links that lead
    to them, with those of equal rank."""

    focus: str
    nodes: dict[str, Node] = field(default_factory=dict)
    links: dict[Link, None] = field(default_factory=dict)

    def at(self, place: Place) -> list[Node]:
        """The nodes of one place."""
        return [node for node in self.nodes.values() if node.place is place]

    def reached_by(self, node: Node) -> list[Link]:
        """The links that join a node to the one from which it was reached."""
        ends = {node.key, node.via}
        return [link for link in self.links if {link.older, link.newer} == ends]


def walk(
    lineage: Lineage, key: str, up: int = 1, down: int = 1, wanted: Wanted = EVERYTHING
) -> Walk:
    """What comes before `key` within `up` steps, after it within `down` steps, and beside it.

    What a part of a paragraph refers to, or what refers to a part of it, is one step from it. The
    same text under another number is no step away. Beside it stand nodes of equal rank: those that
    a link joins to it, and those that are after the same older unit.
    """
    made = Walk(key)
    made.nodes[key] = Node(key, Place.FOCUS, 0)
    start = _with_same(lineage, [key], made, Node(key, Place.FOCUS, 0), wanted)
    for place, depth in ((Place.BEFORE, up), (Place.AFTER, down)):
        frontier = start
        for step in range(1, depth + 1):
            if not frontier:
                break
            frontier = _step(lineage, frontier, made, (place, step), wanted, frozenset(start))
    _beside(lineage, made, wanted)
    return made


def roots(lineage: Lineage, key: str, wanted: Wanted = EVERYTHING) -> list[str]:
    """The oldest nodes from which a node comes; the node itself if nothing is before it."""
    return _ends(lineage, key, Place.BEFORE, wanted)


def latest(lineage: Lineage, key: str, wanted: Wanted = EVERYTHING) -> list[str]:
    """The newest nodes that come from a node; the node itself if nothing is after it."""
    return _ends(lineage, key, Place.AFTER, wanted)


def _ends(lineage: Lineage, key: str, place: Place, wanted: Wanted) -> list[str]:
    before = place is Place.BEFORE
    made = walk(lineage, key, *((UNLIMITED, 0) if before else (0, UNLIMITED)), wanted)
    links_of = lineage.to_older if before else lineage.to_newer
    found = []
    for node in made.nodes.values():
        if node.restates or node.place not in (place, Place.FOCUS):
            continue
        members = _with_same(lineage, [node.key], Walk(key), node, wanted)
        goes_on = any(
            wanted.admits(link) and not link.beside and link.other(here) not in members
            for here in members
            for link in links_of.get(here, ())
        )
        if not goes_on:
            found.append(node.key)
    return found


def path(
    lineage: Lineage, source: str, target: str, wanted: Wanted = EVERYTHING
) -> list[Link] | None:
    """The links of a shortest way between two nodes, over lineage links only; None if there is none.

    A way may lead from older to newer and back. It goes on from a paragraph to its parts and from a
    part to its paragraph. Of equally short ways the first in the order of the documents is taken.
    """
    came: dict[str, tuple[str, Link] | None] = dict.fromkeys(_whole(lineage, source), None)
    ends = set(_whole(lineage, target))
    waiting = deque(came)
    while waiting:
        here = waiting.popleft()
        if here in ends:
            return _way(here, came)
        for link in (*lineage.to_older.get(here, ()), *lineage.to_newer.get(here, ())):
            if not wanted.admits(link) or link.other(here) in came:
                continue
            for other in _whole(lineage, link.other(here)):
                if other not in came:
                    came[other] = (here, link)
                    waiting.append(other)
    return None


def _way(here: str, came: dict[str, tuple[str, Link] | None]) -> list[Link]:
    links = []
    while (step := came[here]) is not None:
        here, link = step
        links.append(link)
    return links[::-1]


def _whole(lineage: Lineage, key: str) -> Iterator[str]:
    """A node with its parts and the paragraphs around it; of a document or section, only itself."""
    yield key
    if split(key)[1] and " " not in split(key)[1]:
        inside = list(lineage.inside(key))
        yield from inside[1:]
        yield from lineage.above(key)


def _with_same(
    lineage: Lineage, keys: Iterable[str], made: Walk, node: Node, wanted: Wanted
) -> list[str]:
    """The nodes with their parts and with what they restate, which joins the walk at their step."""
    found: list[str] = []
    for key in keys:
        found += lineage.inside(key) if node.place is Place.FOCUS else _parts(lineage, key)
    for same, link in list(lineage.same(found, wanted)):
        made.links.setdefault(link)
        if same not in made.nodes:
            made.nodes[same] = Node(same, node.place, node.step, link.other(same), True)
            found += _parts(lineage, same)
    return list(dict.fromkeys(found))


def _parts(lineage: Lineage, key: str) -> Iterator[str]:
    """What lies in a numbered unit, and itself; a document or a section stands for itself."""
    inner = split(key)[1]
    return lineage.inside(key) if inner and " " not in inner else iter((key,))


def _step(
    lineage: Lineage,
    frontier: Iterable[str],
    made: Walk,
    where: tuple[Place, int],
    wanted: Wanted,
    home: frozenset[str],
) -> list[str]:
    """One step further; the nodes reached, with their parts and what they restate.

    `home` is what the focus is: itself, its parts and what it restates, to which no step leads.
    """
    place, step = where
    links_of = lineage.to_older if place is Place.BEFORE else lineage.to_newer
    found: list[Node] = []
    for here in frontier:
        for link in links_of.get(here, ()):
            other = link.other(here)
            if link.beside or not wanted.admits(link) or other in home:
                continue
            made.links.setdefault(link)
            if other not in made.nodes:
                sign = -1 if place is Place.BEFORE else 1
                made.nodes[other] = node = Node(other, place, sign * step, here)
                found.append(node)
    # only now: what is reached by a link of its own is not there as what another restates
    reached = (key for node in found for key in _with_same(lineage, [node.key], made, node, wanted))
    return list(dict.fromkeys(reached))


def _beside(lineage: Lineage, made: Walk, wanted: Wanted) -> None:
    """What stands beside the focus: by a link of its own, or after the same older unit."""
    focus = list(lineage.inside(made.focus))
    for key in focus:
        for link in lineage.beside(key):
            other = link.other(key)
            if wanted.admits(link) and other not in focus:
                made.links.setdefault(link)
                made.nodes.setdefault(other, Node(other, Place.BESIDE, 0, key))
    rank = lineage.order.rank(made.focus)
    if rank is None:
        return
    before = [node.key for node in made.at(Place.BEFORE) if node.step == -1]
    for older in before:
        for part in _parts(lineage, older):
            for link in lineage.to_newer.get(part, ()):
                alike = not link.beside and lineage.order.rank(link.newer) == rank
                if not (alike and wanted.admits(link) and split(part)[1]) or link.newer in focus:
                    continue
                made.links.setdefault(link)
                made.nodes.setdefault(link.newer, Node(link.newer, Place.BESIDE, 0, part))
