"""Files → everything that a build holds, in one new folder (design.md §4).

Every document is read, resolved and rendered by itself, in many processes; what was made of it goes
to a cache beside the output, so that the next build makes only what has changed, and one that was
killed goes on where it was. In memory is what documents share: the index of targets, their names,
what they cite. The same input gives the same bytes, whatever was made now or earlier.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..collecting import cache as caches
from ..collecting.cache import Cache
from ..collecting.collection import Collection, collected
from ..collecting.found import KIND as READ
from ..collecting.resolving import KIND as RESOLVED
from ..collecting.resolving import Resolved, Resolving, ended_on, resolve_all
from ..confinement import die_with_parent
from ..explorer.limit import too_large
from ..explorer.splitting import MOST_NODES as MOST_NODES
from ..judgements import Judgements
from ..lineage.inferences import Inferences
from ..mentions import Mentioned, ends_not_read
from ..publish import published
from ..reading.errors import UnreadableFile
from ..report import Report
from ..store import GRAPH, STORE, StoreError
from ..workers import Ended, in_workers, processors
from .files import Sections, write_graph, write_tables
from .inferring import Inferred, Inferring
from .program import program_digest
from .rendering import KIND as PARTS
from .rendering import Part, Rendered, Renderer, render_all
from .runs import Run, runs_of
from .sections import SHARED
from .shells import kept_shell, shell_entries

if TYPE_CHECKING:
    from ..corpus import Progress
    from ..explorer import PageMaker

EXPLORER = "explorer.html"

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS)
_STEPS = 3  # each document is read, resolved, rendered
_TABLES, _GRAPH, _PAGE, _STORE = "tables", "graph", "page", "store"


class NothingToBuild(Exception):
    """No document could be read; `unreadable` says why."""

    def __init__(self, unreadable: Sequence[UnreadableFile]) -> None:
        super().__init__("no document could be read; nothing was built")
        self.unreadable = tuple(unreadable)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: its report, the files that could not be read; how many files were read,
    documents resolved and things rendered now, not in an earlier build; the nodes of its graph,
    whether there is an explorer for them; and the keys that a correction names and nothing has."""

    report: Report
    unreadable: tuple[UnreadableFile, ...]
    read_now: int
    resolved_now: int
    rendered_now: int
    nodes: int
    has_explorer: bool
    misnamed: tuple[str, ...] = ()


def build(
    paths: Sequence[str | os.PathLike[str]],
    output: Path,
    catalogue: Path | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
    most_nodes: int = MOST_NODES,
) -> Built:
    """Build the documents of files and folders into `output`, with so many processes (by default as
    many as there are processors). With over `most_nodes` nodes, no explorer is made for them.

    What cannot be read is listed in `Built.unreadable`. Raises `NothingToBuild` where that is
    everything, and `UnreadableFile` where `output` or the cache beside it (``.build-cache`` for
    ``build``) is something else's, is in use, or cannot be written.
    """
    processes = jobs or processors()
    program = program_digest()
    with ExitStack() as stack:
        with published(output) as folder:
            cache = stack.enter_context(caches.opened(cache_of(output)))
            steps = _Steps(progress)
            collection = collected(paths, catalogue, cache, program, processes, steps.reading)
            if not collection.documents:
                raise NothingToBuild(collection.unreadable)
            resolving = resolve_all(collection, processes, steps.next)
            said = Judgements.of(source.catalogue for source in collection.sources)
            said.write(folder)
            making = _Making(collection, resolving, cache, program, processes, most_nodes)
            making.render(steps.next, said)
            making.write(folder, output)
        # Only now: until the new build stood, the old one might have been wanted again.
        cache.prune(making.used())
    return Built(
        making.report,
        collection.unreadable,
        collection.read_now,
        resolving.resolved_now,
        making.rendered_now,
        making.nodes,
        making.has_page,
        making.misnamed,
    )


def cache_of(output: Path) -> Path:
    """The cache that belongs to an output.

    >>> cache_of(Path("results/build")).name
    '.build-cache'
    """
    path = Path(os.path.abspath(output))
    return path.with_name(f".{path.name}-cache")


class _Steps:
    """Progress over all steps: each document is read, resolved and rendered."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._done = self._files = 0

    def reading(self, done: int, files: int) -> None:
        """So many of so many files are read."""
        self._done, self._files = done, files
        self._tell()

    def next(self) -> None:
        """One more document is resolved, or rendered."""
        self._done += 1
        self._tell()

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self._done, _STEPS * self._files)


class _Making:
    """A build in the making: what is rendered, and what is added up over documents."""

    def __init__(
        self,
        collection: Collection,
        resolving: Resolving,
        cache: Cache,
        program: str,
        processes: int,
        most_nodes: int,
    ) -> None:
        self._collection = collection
        self._resolving = resolving
        self.labels = resolving.labels
        self._cache = cache
        self.program = program
        self._processes = processes
        self._things: list[Resolved | Run] = list(resolving.documents)
        self._parts: dict[int, Part] = {}
        self._most_nodes = most_nodes
        read = sum(1 + found.units for found in collection.documents)
        self._renderer = Renderer(
            cache, program, resolving.labels, resolving.order, with_page=read <= most_nodes
        )
        self._inferred = Inferred(Inferences())
        self.report = Report()
        self.rendered_now = 0

    def render(self, step: Callable[[], None], said: Judgements) -> None:
        """Render the documents, infer what none of them states if there are few enough nodes, then
        render what they name."""
        mentioned = Mentioned()
        told: dict[int, tuple[Any, Any]] = {}
        files = [found.file for found in self._collection.documents]

        def document_done(number: int, rendered: Rendered) -> None:
            self._parts[number] = rendered.part
            told[number] = rendered.clues, rendered.steps
            self.report.add_record(rendered.counts)
            mentioned.add(number, rendered.mentions)
            step()

        def run_done(number: int, rendered: Rendered) -> None:
            self._parts[len(files) + number] = rendered.part

        self.rendered_now += render_all(
            self._things, self._renderer, self._processes, document_done, files.__getitem__
        )
        if self.has_page:
            self._inferred = self._infer(said, [told[number] for number in range(len(files))])
            mentioned.add(len(files), ends_not_read(self._inferred.found.unread))
        runs = self._runs(mentioned)
        self.rendered_now += render_all(
            runs, self._renderer, self._processes, run_done, lambda _: "what documents name"
        )
        self._things += runs

    def write(self, folder: Path, output: Path) -> None:
        """Write the files of the build; raises `UnreadableFile` where that cannot be done."""
        writer = _Writer(self, folder, output / STORE)
        outputs = [_STORE, _GRAPH, _TABLES]
        if self.has_page:
            outputs.insert(0, _PAGE)
        try:
            if not self.has_page:
                (folder / EXPLORER).write_text(too_large(self.nodes, self._most_nodes), "utf-8")
            with closing(in_workers(writer, outputs, self._processes)) as answers:
                for name, answer in answers:
                    if isinstance(answer, Ended):
                        problem = f"the process that wrote its {name} ended ({answer.how})"
                        raise UnreadableFile(str(output), problem, "build again")
        except StoreError as error:
            raise UnreadableFile(str(output), str(error), "build again") from None
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise
            problem = f"it cannot be written ({error.strerror or error})"
            raise UnreadableFile(
                str(output), problem, "make room, or choose another place"
            ) from None

    def sections(self) -> Iterator[Sections]:
        """What each document and run gives to the files, in their order."""
        for number, thing in enumerate(self._things):
            yield self._renderer.sections(thing, self._parts[number])

    @property
    def misnamed(self) -> tuple[str, ...]:
        """The keys that a correction names and nothing has."""
        return tuple(sorted(self._inferred.found.missing))

    def graphs(self) -> Iterator[tuple[str, bytes]]:
        """The named graphs: what each document states, then what is inferred and corrected."""
        from ..rdf import graph_name, link_graphs, step_triples, turtle_part

        found = self._inferred.found
        for number, one in enumerate(self._collection.documents):
            sections = dict(self._renderer.sections(self._things[number], self._parts[number]))
            stated = b"".join(sections[name] for name in (GRAPH, SHARED) if name in sections)
            steps = turtle_part(step_triples(found, one.key))
            yield graph_name(one.key, "stated").value, stated + steps
        for name, triples in link_graphs(found, self.labels):
            yield name.value, turtle_part(triples)

    @property
    def nodes(self) -> int:
        """The nodes of the graph."""
        return sum(part.nodes for part in self._parts.values())

    def graph(self) -> tuple[list[Sections], Counter[str]]:
        """What inferred links, corrections and steps give to the graph; and how many things of each
        class RDF has, with them."""
        from .sections import link_sections

        classes: Counter[str] = Counter()
        for part in self._parts.values():
            classes.update(part.classes)
        made = link_sections(self._inferred.found, self.labels, classes)
        return [[(section, memoryview(content)) for section, content in made.items()]], classes

    @property
    def has_page(self) -> bool:
        """Whether there are few enough nodes for the explorer."""
        return self.nodes <= self._most_nodes

    def page(self) -> tuple[PageMaker, tuple[bytes, ...], bool]:
        """The explorer, what stands around its data, and whether it is in parts."""
        from ..explorer import ONE_FILE, PageMaker

        maker = PageMaker()
        keys = [found.key for found in self._collection.documents]
        for number, sections in enumerate(self.sections()):
            key = keys[number] if number < len(keys) else ""
            maker.add(sections, self._parts[number].nodes, key)
        # Whatever a link joins was read or counts as cited: there is a node of it.
        links = self._inferred.found.links
        maker.finish(self.report.counts(), links, self.labels, lambda _: True)
        parted = self.nodes > ONE_FILE
        return maker, kept_shell(self._cache, self.program, parted=parted), parted

    def used(self) -> set[tuple[str, str]]:
        """The entries of the cache that this build was made from."""
        return {
            *((found.entry, READ) for found in self._collection.documents),
            *((one.entry, RESOLVED) for one in self._things if isinstance(one, Resolved)),
            *((part.entry, PARTS) for part in self._parts.values()),
            *self._inferred.used,
            *shell_entries(self.program),
        }

    def _infer(self, said: Judgements, told: Sequence[tuple[Any, Any]]) -> Inferred:
        documents = zip(self._collection.documents, self._resolving.documents, strict=True)
        resolved = {found.key: one for found, one in documents}
        clues, steps = zip(*told, strict=True)
        order = self._resolving.order
        inferring = Inferring(self._cache, self.program, resolved, order, clues, steps, said)
        with closing(in_workers(inferring, [None], 1)) as answers:
            for _, answer in answers:
                if not isinstance(answer, Ended):
                    return answer
                raise ended_on("what no text states", answer)
        raise AssertionError("every task has an answer")

    def _runs(self, mentioned: Mentioned) -> list[Run]:
        cited = frozenset(mentioned.documents)
        days = {found.key: found.day for found in self._collection.documents if found.key in cited}
        return list(runs_of(mentioned, self._collection.index, days.__getitem__))


def _end(*_: object) -> None:
    sys.exit(1)


class _Graphs:
    """The named graphs of a build, as often as they are gone through."""

    def __init__(self, making: _Making) -> None:
        self._making = making

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        return self._making.graphs()


class _Writer:
    """Writes the files of a build, a group of them at a time: the work of a worker."""

    def __init__(self, making: _Making, folder: Path, last_store: Path) -> None:
        self._making = making
        self._folder = folder
        self._last_store = last_store

    def __call__(self, output: str) -> None:
        making = self._making
        if output == _TABLES:
            write_tables(self._folder, making.sections(), making.report.counts())
        elif output == _GRAPH:
            linked, classes = making.graph()
            write_graph(self._folder, chain(making.sections(), linked), making.labels, classes)
        elif output == _STORE:
            from ..rdf import turtle_head, turtle_tail
            from ..storing import store_graphs

            # The process that writes it ends with this one, and this one with the build.
            die_with_parent()
            signal.signal(signal.SIGTERM, _end)
            labels = making.labels
            _, classes = making.graph()
            unnamed = turtle_head(labels) + turtle_tail(classes, labels)
            folder = self._folder / STORE
            store_graphs(folder, _Graphs(making), unnamed, making.program, self._last_store)
        else:
            page, around, parted = making.page()
            page.write(self._folder / EXPLORER, around, parted=parted)
