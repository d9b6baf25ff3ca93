"""Resolved documents → their parts of every file of a build, in the cache, by many processes.

What several documents name is rendered in the same way, a run of such things at a time. What was
rendered earlier is kept if it was made from the same, and the labels that it looked up are what they
were.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from ..collecting.cache import Cache, digest, gone
from ..collecting.questions import AskedLabels, Marks, ranks_of_cited, same_ranks
from ..collecting.resolving import Resolved, ended_on, resolved_in
from ..labels import Labels
from ..lineage.clues import Clues
from ..lineage.inferences import stated_steps
from ..lineage.order import Order
from ..mentions import Mentions, mentions
from ..model import value
from ..records import as_json, from_record, to_record
from ..report import Report
from ..workers import Ended, in_workers
from .runs import Run
from .sections import SECTIONS

KIND = "parts"
"""The kind of entry whose body are the sections of a document or run, one after the other."""


@value
class Part:
    """Where the sections of a document or run stand: the entry, the checksum of its body, the length
    of each section in it; how many nodes it gives to the graph, and how many things of each class it
    gives to RDF."""

    entry: str
    checksum: int
    lengths: tuple[int, ...]
    nodes: int
    classes: Mapping[str, int]


@value
class Rendered:
    """A part, with what is added up over documents: counts (`Report.as_record`), what it names,
    and, if there may be a page, the record of its clues (`lineage.clues`) and the steps of what it
    states (`lineage.inferences`)."""

    part: Part
    counts: Mapping[str, Any]
    mentions: Mentions
    clues: Mapping[str, Any] | None = None
    steps: Sequence[Sequence[str]] = ()


class Renderer:
    """Renders resolved documents, and runs: the work of a worker. Without `with_page` nothing is
    rendered for the explorer; what was rendered earlier may have it."""

    def __init__(
        self, cache: Cache, program: str, labels: Labels, order: Order, *, with_page: bool
    ) -> None:
        self._cache = cache
        self._program = program
        self._labels = labels
        self._order = order
        self._with_page = with_page
        self._marks = Marks(labels)

    def __call__(self, thing: Resolved | Run) -> Rendered:
        from .sections import document_sections, run_sections

        asked = AskedLabels(self._labels)
        report = Report()
        classes: Counter[str] = Counter()
        steps: tuple[tuple[str, str], ...] = ()
        if isinstance(thing, Run):
            found = Mentions()
            sections = run_sections(thing, asked.labels, classes)
            nodes = thing.nodes
            ranks, clues = {}, None
        else:
            resolved = resolved_in(self._cache, thing.entry)
            found = mentions(resolved)
            report.add(resolved)
            sections = document_sections(
                resolved, asked.labels, self._order, classes, with_page=self._with_page
            )
            nodes = 1 + len(resolved.document.units)
            ranks = ranks_of_cited(resolved, self._order)
            clues = to_record(Clues.of(resolved)) if self._with_page else None
            steps = stated_steps(resolved, self._order) if self._with_page else ()
        entry, made = self._made_from(thing)
        bodies = [sections.get(section, b"") for section in SECTIONS]
        lengths = tuple(map(len, bodies))
        head = {
            "made": made,
            "looked_up": asked.looked_up(self._marks),
            "ranks": ranks,
            "with_page": self._with_page or isinstance(thing, Run),
            "clues": clues,
            "steps": steps,
            "nodes": nodes,
            "counts": report.as_record(),
            "mentions": to_record(found),
            "lengths": lengths,
            "classes": classes,
        }
        checksum = self._cache.write(entry, KIND, head, b"".join(bodies))
        part = Part(entry, checksum, lengths, nodes, classes)
        return Rendered(part, report.as_record(), found, clues, steps)

    def kept(self, thing: Resolved | Run) -> Rendered | None:
        """What was rendered earlier and is still right; None where nothing is."""
        entry, made = self._made_from(thing)
        known = self._cache.head(entry, KIND)
        try:
            if known is None or known[0]["made"] != made:
                return None
            head, checksum = known
            if not (
                self._marks.agree(head["looked_up"])
                and same_ranks(head["ranks"], self._order)
                and head["with_page"] >= self._with_page
            ):
                return None
            part = Part(entry, checksum, tuple(head["lengths"]), head["nodes"], head["classes"])
            named = from_record(Mentions, head["mentions"])
            told = (head["clues"], head["steps"]) if self._with_page else (None, ())
            return Rendered(part, head["counts"], named, *told)
        except (TypeError, KeyError, ValueError, AttributeError):
            return None

    def sections(self, thing: Resolved | Run, part: Part) -> Iterator[tuple[str, memoryview]]:
        """What a document or run gives to each section; rendered again if it was damaged."""
        body = self._cache.body(part.entry, KIND, part.checksum)
        if body is None:
            self(thing)
            body = self._cache.body(part.entry, KIND, part.checksum)
        if body is None:
            raise gone(self._cache)
        start = 0
        for section, length in zip(SECTIONS, part.lengths, strict=True):
            if length:
                yield section, body[start : start + length]
            start += length

    def _made_from(self, thing: Resolved | Run) -> tuple[str, str]:
        """The entry of a document or run, and a digest of what its sections are made from."""
        if isinstance(thing, Run):
            made = digest("run", self._program, as_json(thing))
            return made, made
        return thing.entry, thing.made


def render_all(
    things: Sequence[Resolved | Run],
    renderer: Renderer,
    processes: int,
    done: Callable[[int, Rendered], None],
    name_of: Callable[[int], str],
) -> int:
    """Render those of the things that need it; `done` is told of each by its number, in any order.

    Returns how many were rendered now. `name_of` names a thing in an error.
    """
    rendered_now = 0

    def missing() -> Iterator[int]:
        for number, thing in enumerate(things):
            known = renderer.kept(thing)
            if known is None:
                yield number
            else:
                done(number, known)

    work = _ByNumber(things, renderer)
    with closing(in_workers(work, missing(), processes)) as answers:
        for number, answer in answers:
            if isinstance(answer, Ended):
                raise ended_on(name_of(number), answer)
            rendered_now += 1
            done(number, answer)
    return rendered_now


class _ByNumber:
    """Renders things by their number, which is less to send than the things are."""

    def __init__(self, things: Sequence[Resolved | Run], renderer: Renderer) -> None:
        self._things = things
        self._renderer = renderer

    def __call__(self, number: int) -> Rendered:
        return self._renderer(self._things[number])
