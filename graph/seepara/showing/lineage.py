"""What `seepara lineage KEY` says: a tree of what is before, after and beside, and a table of links.

Every link shows its evidence: the phrase and who says it, the scores and the next-best candidate,
the pairs of numbers, the user's own word. What is inferred is marked, and so is abridged text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..answers import harmless
from ..keys import split
from ..lineage import (
    Alike,
    Compared,
    Dated,
    LineageKind,
    Link,
    Node,
    Place,
    Renumbered,
    Said,
    Walk,
    Wanted,
    latest,
    roots,
)
from ..lineage.told import Told
from ..model import Asserter

_VERBS = {
    LineageKind.FOLLOWS_UP: "follows up",
    LineageKind.MANDATED_BY: "is mandated by",
    LineageKind.REFERS_TO: "refers to",
    LineageKind.LATER_TEXT_OF: "is a later text of",
    LineageKind.RESTATES: "restates",
    LineageKind.RESEMBLES: "resembles",
}
_SAYS = {
    Asserter.BODY: "the body's own words",
    Asserter.SECRETARIAT: "the secretariat's cross-reference",
}
_HEADINGS = {Place.BEFORE: "Before", Place.BESIDE: "Beside", Place.AFTER: "After"}


def lineage_text(walk: Walk, told: Told, wanted: Wanted) -> Iterator[str]:
    """The tree and the table, line by line, safe to print."""
    yield harmless(_node_line(told.labels.label(walk.focus), walk.focus, told))
    for node in walk.at(Place.FOCUS):
        if node.restates:
            yield from _branch(node, walk, told, "", last=True)
    for place, heading in _HEADINGS.items():
        nodes = walk.at(place)
        yield ""
        yield f"{heading} ({len(nodes)})"
        yield from _tree(nodes, walk, told)
    yield ""
    yield from _ends(walk.focus, told, wanted)
    yield from link_table(list(walk.links), walk.focus, told)


def path_text(links: Sequence[Link] | None, ends: tuple[str, str], told: Told) -> Iterator[str]:
    """The way between two nodes, a line a link with its evidence."""
    names = [harmless(told.labels.label(end)) for end in ends]
    if links is None:
        yield f"No lineage joins {names[0]} and {names[1]}"
        return
    yield f"{names[0]} → {names[1]}: {len(links)} link{'' if len(links) == 1 else 's'}"
    for number, link in enumerate(links, 1):
        yield harmless(f"{number}. {sentence(link, '', told)}")
        for line in evidence_lines(link, "", told):
            yield f"     {harmless(line)}"


def nested(nodes: Sequence[Node], told: Told) -> tuple[list[Node], dict[str, list[Node]]]:
    """Nodes under those from which they were reached: the top ones, and by key what is under each;
    what restates another stands under it."""
    keys = {node.key for node in nodes}
    below: dict[str, list[Node]] = {}
    tops = []
    for node in nodes:
        above = node.via if node.via in keys else _around(node.via, keys, told)
        if above and above != node.key:
            below.setdefault(above, []).append(node)
        else:
            tops.append(node)
    return tops, below


def _tree(nodes: Sequence[Node], walk: Walk, told: Told) -> Iterator[str]:
    tops, below = nested(nodes, told)

    def branches(level: Sequence[Node], indent: str) -> Iterator[str]:
        for number, node in enumerate(level):
            last = number == len(level) - 1
            yield from _branch(node, walk, told, indent, last=last)
            yield from branches(below.get(node.key, ()), indent + ("   " if last else "│  "))

    return branches(tops, "")


def _around(key: str, keys: set[str], told: Told) -> str:
    """The node of the tree in which another lies."""
    return next((above for above in told.lineage.above(key) if above in keys), "")


def _branch(node: Node, walk: Walk, told: Told, indent: str, *, last: bool) -> Iterator[str]:
    document = split(walk.focus)[0]
    name = _node_line(told.name(node.key, document), node.key, told)
    sign = "= " if node.restates else ""
    yield harmless_line(f"{indent}{'└─' if last else '├─'} ", sign + name)
    rest = indent + ("   " if last else "│  ")
    links = walk.reached_by(node)
    if node.place is Place.BESIDE and not any(link.beside for link in links):
        yield harmless_line(rest, f"  beside it through {told.name(node.via, document)}")
    for link in links:
        yield harmless_line(rest, f"  {sentence(link, document, told)}")
        for line in evidence_lines(link, document, told):
            yield harmless_line(rest, f"    {line}")


def harmless_line(indent: str, text: str) -> str:
    """A line with its indent, the text made safe to print.

    >>> harmless_line("│  ", "  a\\x1b[31mb")
    '│    a[31mb'
    """
    spaces = len(text) - len(text.lstrip(" "))
    return f"{indent}{' ' * spaces}{harmless(text)}"


def _node_line(name: str, key: str, told: Told) -> str:
    order = told.lineage.order
    parts = [name, order.date(key)]
    if order.rank(key) is None:
        parts.append("not read")
    asked = [f"{one.addressee or '–'}: {one.strength}" for one in told.recommendations.get(key, ())]
    parts.append(", ".join(asked).replace("_", " "))
    if told.is_abridged(key):
        parts.append(f"[{told.labels.words.abridged}]")
    return " · ".join(filter(None, parts))


def sentence(link: Link, document: str, told: Told) -> str:
    """A link in words: who does what to whom."""
    subject, target = _ends_of(link)
    verb = _VERBS[link.kind]
    return f"{told.name(subject, document)} {verb} {told.name(target, document)}" + (
        "" if link.stated else " (inferred)" if link.evidence else " (added)"
    )


def _ends_of(link: Link) -> tuple[str, str]:
    """The node that makes the link and the other: the newer one, unless a phrase says otherwise."""
    if isinstance(link.evidence, Said) and link.evidence.unit == link.older:
        return link.older, link.newer
    return link.newer, link.older


def evidence_lines(link: Link, document: str, told: Told) -> Iterator[str]:
    """The evidence of a link, not yet made safe to print."""
    match link.evidence:
        case Said() as said:
            governing = f", governed by “{said.governed_by}”" if said.governed_by else ""
            yield f"“{said.phrase}” — {_SAYS[said.asserted_by]}{governing}"
            by_body = said.asserted_by is Asserter.BODY
            if (
                by_body
                and said.dated is Dated.DOCUMENT
                and told.lineage.order.is_adopted(said.unit)
            ):
                yield "a reference of the document, dated by it and not by the meeting"
        case Compared() as compared:
            score = compared.score
            yield (
                f"{compared.verdict.value}, score {score.shown:.2f} (words {score.words:.2f}, "
                f"order {score.order:.2f}, headings {score.headings:.2f})"
            )
            if compared.runner_up:
                name = told.name(compared.runner_up.key, document)
                yield f"next best: {name}, {compared.runner_up.score.shown:.2f}"
            if compared.between:
                yield f"stands between and is not here: {'; '.join(compared.between)}"
        case Renumbered(renumbering=found):
            here = told.labels.label(found.restated_in)
            there = told.labels.label(found.document)
            shift = f"{'+' if found.shift >= 0 else '−'} {abs(found.shift)}"
            yield f"paragraph n of {there} is paragraph n {shift} of {here}"
            pairs = ", ".join(f"{p.cited}→{p.own} (para. {p.unit})" for p in found.pairs)
            yield f"{len(found.pairs)} pairs prove it: {pairs}"
        case Alike() as alike:
            yield f"likeness {alike.likeness:.2f}"
    if link.correction:
        by = f" by {link.correction.by}" if link.correction.by else ""
        why = f": {link.correction.why}" if link.correction.why else ""
        yield f"the user's own word{by}, {link.correction.verdict}{why}"


def _ends(focus: str, told: Told, wanted: Wanted) -> Iterator[str]:
    document = split(focus)[0]
    for title, found in (
        ("Roots", roots(told.lineage, focus, wanted)),
        ("Latest", latest(told.lineage, focus, wanted)),
    ):
        if found != [focus]:
            yield harmless(f"{title}: {'; '.join(told.name(key, document) for key in found)}")


def link_table(links: Sequence[Link], focus: str, told: Told) -> Iterator[str]:
    """The links as a table: relation, older, newer, and who says it or how it is inferred."""
    document = split(focus)[0]
    rows = [
        (
            link.kind.value,
            told.name(link.older, document),
            told.name(link.newer, document),
            _basis(link),
        )
        for link in links
    ]
    return table(("relation", "older", "newer", "by"), list(dict.fromkeys(rows)))


def _basis(link: Link) -> str:
    match link.evidence:
        case Said() as said:
            return f"stated, {said.asserted_by.value}"
        case Compared() as compared:
            return f"inferred, {compared.score.shown:.2f}"
        case Renumbered(renumbering=found):
            return f"inferred, {len(found.pairs)} pairs"
        case Alike() as alike:
            return f"inferred, {alike.likeness:.2f}"
    return "added"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A plain table, safe to print; nothing where it has no rows.

    >>> list(table(("a", "b"), [("1", "two")]))
    ['a  b', '-  ---', '1  two']
    """
    if not rows:
        return
    cells = [tuple(map(harmless, row)) for row in (heads, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    cells.insert(1, tuple("-" * width for width in widths))
    for row in cells:
        yield "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()
