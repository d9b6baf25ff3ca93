"""The ways of lines: out of a box at its side, between the boxes of columns on the way, and in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..model import value
from .captions import number_on
from .drawing import Box, Curve, Point
from .model import Figure, FigureLink
from .words import FigureWords

_CLEAR = 1.6
"""How far a line stays from a box that it passes, in points."""
_BESIDE = 1.1
"""How far apart lines run that pass through one gap."""
_EDGE = 2.5
"""How far from a corner a line may leave a box."""

_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8)
"""Where on a line its number may stand, the best place first."""
_NUMBER_HEIGHT = 7.5

RIGHT, LEFT = 1, -1


@value
class Place:
    """A box in its column, and the room beside it for lines of its own column."""

    box: Box
    column: int
    room: float

    def side(self, side: int) -> float:
        """The x of its right or left side."""
        return self.box.x + side * self.box.width / 2


def curves(
    links: Sequence[FigureLink], places: Mapping[str, Place], words: FigureWords
) -> tuple[Curve, ...]:
    """A curve for each link; `places` are by the keys of nodes."""
    sides = [_sides(places[link.source], places[link.target]) for link in links]
    ports = _ports(links, places, sides)
    columns = _columns(places)
    used: dict[tuple[int, float], int] = defaultdict(int)
    made = []
    taken: list[Point] = []
    for number, (link, (out, into)) in enumerate(zip(links, sides, strict=True)):
        source, target = places[link.source], places[link.target]
        start = (source.side(out), ports[number, 0])
        end = (target.side(into), ports[number, 1])
        if source.column == target.column:
            points = _beside(start, end, out, source.room)
        else:
            points = _across(start, end, source.column, target.column, columns, used)
        label = number_on(link)
        at = _free_place(points, label, taken) if label else (0.0, 0.0)
        made.append(
            Curve(
                name=f"l{number + 1}",
                points=tuple(points),
                relation=link.relation,
                asserter=link.asserter,
                tail=source.box.name,
                head=target.box.name,
                mutual=link.mutual,
                label=label,
                label_at=at,
                title=f"{source.box.title} → {target.box.title}: {words.said(link)}",
                link=link,
            )
        )
    return tuple(made)


def port_counts(figure: Figure) -> Mapping[str, int]:
    """How many lines the fuller side of each node has, by its key."""
    columns = {head.key: place for place, head in enumerate(figure.columns)}
    column = {node.key: columns[node.column] for node in figure.nodes}
    counts: Counter[tuple[str, int]] = Counter()
    for link in figure.links:
        out, into = _facing(column[link.source], column[link.target])
        counts[link.source, out] += 1
        counts[link.target, into] += 1
    return {key: max(counts[key, RIGHT], counts[key, LEFT]) for key in {key for key, _ in counts}}


def _sides(source: Place, target: Place) -> tuple[int, int]:
    """At which side a line leaves and arrives: those that face each other, or both right."""
    return _facing(source.column, target.column)


def _facing(source: int, target: int) -> tuple[int, int]:
    if source == target:
        return RIGHT, RIGHT
    return (RIGHT, LEFT) if source < target else (LEFT, RIGHT)


def _ports(
    links: Sequence[FigureLink],
    places: Mapping[str, Place],
    sides: Sequence[tuple[int, int]],
) -> Mapping[tuple[int, int], float]:
    """The y at which each line leaves (0) and arrives (1): those of one side are spread over it, in
    the order of their other ends, so that they do not cross."""
    at: dict[tuple[str, int], list[tuple[tuple[int, float], int, int]]] = defaultdict(list)
    for number, (link, ends) in enumerate(zip(links, sides, strict=True)):
        own = (places[link.source].box, places[link.target].box)
        for end, key in enumerate((link.source, link.target)):
            order = _order(own[end], own[1 - end], ends[0] == ends[1])
            at[key, ends[end]].append((order, number, end))
    found: dict[tuple[int, int], float] = {}
    for (key, _), lines in at.items():
        box = places[key].box
        room = box.height - 2 * _EDGE
        step = min(room / max(len(lines), 1), 4.5)
        top = box.y + step * (len(lines) - 1) / 2
        for place, (_, number, end) in enumerate(sorted(lines)):
            found[number, end] = top - step * place
    return found


def _order(own: Box, other: Box, beside: bool) -> tuple[int, float]:
    """By what lines leave a side from its top down: bows upwards, the nearest first; lines across, by
    their other ends; bows downwards, the farthest first. So bows lie within each other."""
    if not beside:
        return 1, -other.y
    return (0, other.y - own.y) if other.y > own.y else (2, other.y - own.y)


def _columns(places: Mapping[str, Place]) -> Mapping[int, Sequence[Box]]:
    found: dict[int, list[Box]] = defaultdict(list)
    for place in places.values():
        found[place.column].append(place.box)
    return {column: sorted(boxes, key=lambda b: b.y) for column, boxes in found.items()}


def _beside(start: Point, end: Point, side: int, room: float) -> list[Point]:
    """A bow beside a column; the farther its ends, the wider."""
    bow = min(7 + abs(start[1] - end[1]) * 0.16, room) * 4 / 3 * side
    return [start, (start[0] + bow, start[1]), (end[0] + bow, end[1]), end]


def _across(
    start: Point,
    end: Point,
    first: int,
    last: int,
    columns: Mapping[int, Sequence[Box]],
    used: dict[tuple[int, float], int],
) -> list[Point]:
    """From column to column; through one that lies between, straight, in the nearest gap."""
    points = [start]
    step = 1 if last > first else -1
    for column in range(first + step, last, step):
        boxes = columns.get(column, ())
        if not boxes:
            continue
        left = min(box.x - box.width / 2 for box in boxes) - _CLEAR
        right = max(box.x + box.width / 2 for box in boxes) + _CLEAR
        enter, leave = (left, right) if step > 0 else (right, left)
        share = (enter - start[0]) / (end[0] - start[0])
        y = _gap(start[1] + share * (end[1] - start[1]), boxes)
        beside = used[column, y]
        used[column, y] += 1
        y += _BESIDE * ((beside + 1) // 2) * (1 if beside % 2 else -1) * (beside < 5)
        points += [*_bend(points[-1], (enter, y)), (enter, y)]
        third = (leave - enter) / 3
        points += [(enter + third, y), (leave - third, y), (leave, y)]
    return [*points, *_bend(points[-1], end), end]


def _bend(start: Point, end: Point) -> list[Point]:
    middle = (start[0] + end[0]) / 2
    return [(middle, start[1]), (middle, end[1])]


def _gap(wanted: float, boxes: Sequence[Box]) -> float:
    """The y nearest to the one wanted at which no box stands; `boxes` from below."""
    ends = [(box.y - box.height / 2, box.y + box.height / 2) for box in boxes]
    free = [wanted]
    free += [(below[1] + above[0]) / 2 for below, above in pairwise(ends)]
    free += [ends[0][0] - 4, ends[-1][1] + 4]
    open_places = [
        y for y in free if all(y < low - _CLEAR or y > high + _CLEAR for low, high in ends)
    ]
    return min(open_places, key=lambda y: (abs(y - wanted), y))


def _free_place(points: Sequence[Point], label: str, taken: list[Point]) -> Point:
    """Where the number of a line stands: on its middle piece, clear of other numbers if it can."""
    pieces = (len(points) - 1) // 3
    at = 3 * (pieces // 2)
    places = [_on(points[at : at + 4], share) for share in _SHARES]
    wide = 3 + 4 * len(label)
    clear = (
        place
        for place in places
        if all(abs(place[0] - x) > wide or abs(place[1] - y) > _NUMBER_HEIGHT for x, y in taken)
    )
    place = next(clear, places[0])
    taken.append(place)
    return place


def _on(piece: Sequence[Point], share: float) -> Point:
    """The point of a Bézier curve at a share of its way."""
    a, b, c, d = piece
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    x = sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True))
    y = sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True))
    return round(x, 2), round(y, 2)
