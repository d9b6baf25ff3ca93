"""Documents that were read together, and every question that can be put to them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from .. import tables
from ..judgements import Judgements
from ..keys import split
from ..labels import Labels
from ..model import Asserter, ResolvedDocument
from ..reading.errors import UnreadableFile
from .finding import NotFound, key_of
from .place import Place
from .rows import ReportTable, Rows
from .showing import rendered

if TYPE_CHECKING:
    import rdflib

    from ..answers import Answer
    from ..check import Finding
    from .drawing import Links, Map
    from .lineage import Ancestry

_REFERENCES = (*tables.CITATION_COLUMNS, "abridged")
_REFERENCES_SHOWN = ("file", "unit", "text", "asserted_by", "target", "status", "abridged")
_FINDINGS = (
    "file", "line", "rule", "severity", "doc", "unit", "target", "text", "start", "end", "message",
    "cure",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """Documents with their references resolved against one another.

    `resolved` are the documents as `seepara.model` has them, `unreadable` what could not be read
    (one error a file), `build` the folder of the build that it was opened from. Wherever a key is
    asked for, what people write does: "21(a)", "para. 21 (a)", a symbol, a file's name, a label.
    Whatever is not found raises `seepara.library.finding.NotFound`, a `LookupError`. In the examples
    below, ``corpus`` is ``seepara.read("data")``.
    """

    resolved: tuple[ResolvedDocument, ...]
    labels: Labels
    judgements: Judgements
    unreadable: tuple[UnreadableFile, ...] = ()
    build: Path | None = None

    @classmethod
    def read(
        cls, paths: Iterable[str | os.PathLike[str]], catalogue: Path | None, jobs: int
    ) -> Corpus:
        """The documents of files and folders (`seepara.read`)."""
        from ..collecting.cache import temporary
        from ..collecting.collection import collected

        with temporary() as cache:
            found = collected(list(paths), catalogue, cache, "", jobs)
            resolved = tuple(found.resolved())
            said = Judgements.of(source.catalogue for source in found.sources)
        return cls(resolved, Labels.of(resolved), said, found.unreadable)

    @classmethod
    def opened(cls, folder: Path) -> Corpus:
        """The documents of a build (`seepara.open_build`)."""
        from ..judgements import judgements_in
        from ..records import RECORDS, read_records

        path = folder / RECORDS
        if not path.exists():
            raise FileNotFoundError(f"{folder}: there is no build here")
        try:
            resolved = tuple(read_records(path))
            said = judgements_in(folder)
        except (ValueError, TypeError, KeyError):
            raise ValueError(f"{folder}: another version of seepara made it; build again") from None
        return cls(resolved, Labels.of(resolved), said, build=folder)

    def __len__(self) -> int:
        return len(self.resolved)

    def __iter__(self) -> Iterator[Place]:
        return (Place(self, one.document.key) for one in self.resolved)

    def __getitem__(self, typed: str) -> Place:
        return Place(self, self.key(typed))

    def key(self, typed: str) -> str:
        """The key of what is meant.

        >>> corpus.key("Draft report 2010, rec. 4 (d)").rpartition("#")[2]
        'rec4(d)'
        """
        return key_of(typed, self.resolved, self.labels)

    @property
    def references(self) -> Rows:
        """A row a citation: phrase, place, target, status (`seepara.tables.CITATION_COLUMNS`)."""
        values = tuple(
            (*(row[name] for name in tables.CITATION_COLUMNS), one.document.abridged)
            for one in self.resolved
            for row in tables.citation_rows(one)
        )
        return Rows(_REFERENCES, values, shown=_REFERENCES_SHOWN)

    @property
    def units(self) -> Rows:
        """A row a citable unit, with its text."""
        rows = [row for one in self.resolved for row in tables.unit_rows(one)]
        columns = tuple(rows[0]) if rows else ()
        return Rows(columns, tuple(tuple(row.values()) for row in rows))

    def lineage(
        self,
        typed: str,
        up: int = 2,
        down: int = 2,
        *,
        kinds: Sequence[str] = (),
        stated: bool = False,
        by: str = "",
    ) -> Ancestry:
        """What came before a place, after it and beside it, within so many steps, and why.

        `kinds` are `seepara.lineage.LineageKind`; similar wording counts only if it is asked for.
        `stated` leaves out what is inferred, `by` is ``body`` or ``secretariat``.

        >>> corpus.lineage("37", up=1, down=0)
        <lineage of Chair's report 2010, para. 37: 5 before, 2 beside, 0 after>
        """
        from ..lineage import Lineage, LineageKind, Wanted, walk
        from ..lineage.told import Told
        from .lineage import Ancestry

        wanted = Wanted(frozenset(map(LineageKind, kinds)), stated, Asserter(by) if by else None)
        said = self.judgements
        made = Lineage.of(
            self.resolved,
            said.corrections,
            said.between,
            with_resemblances=LineageKind.RESEMBLES in wanted.kinds,
        )
        found = walk(made, self.key(typed), up, down, wanted)
        return Ancestry(found, Told.of(self.resolved, made, found.nodes), wanted)

    def compare(self, draft: str = "", final: str = "") -> Rows:
        """What each recommendation of a draft became; without names, of the only two versions.

        >>> rows = corpus.compare("Draft report 2010", "Chair's report 2010")
        >>> [row["draft"] for row in rows if row["verdict"] == "dropped"]
        ['Rec. 3 (c)', 'Rec. 3 (d)', 'Rec. 7 (a)']
        """
        from ..compare import compare
        from .reports import versions

        keys = [self.key(typed) for typed in (draft, final) if typed]
        made = compare(*versions(keys, self.resolved))
        short = self.labels.short
        values = tuple(
            (
                one.source,
                one.target,
                short(one.source) if one.source else "",
                one.verdict.value,
                short(one.target) if one.target else "",
                one.score.shown if one.score else None,
                short(one.runner_up.key) if one.runner_up else "",
                made.abridged,
            )
            for one in made.pairings
        )
        columns = ("from", "to", "draft", "verdict", "final", "score", "next_best", "abridged")
        names = map(self.labels.label, (made.draft, made.final))
        return Rows(columns, values, " → ".join(names), columns[2:])

    def check(
        self,
        *typed: str,
        on: Sequence[str] = (),
        off: Sequence[str] = (),
        against: Corpus | None = None,
    ) -> Rows:
        """Faults in the cross-references of all documents, or of those named: a row a finding.

        `on` and `off` name rules (`seepara.check`); `against` holds the draft of a single document.
        Raises `seepara.check.UnknownRule`.

        >>> found = corpus.check()
        >>> len(found), {row["rule"] for row in found}
        (8, {'one-sided'})
        """
        values = tuple(
            tuple(asdict(one)[name] for name in _FINDINGS)
            for one in self.findings(*typed, on=on, off=off, against=against)
        )
        return Rows(
            _FINDINGS, values, shown=("file", "line", "severity", "rule", "message", "cure")
        )

    def findings(
        self,
        *typed: str,
        on: Sequence[str] = (),
        off: Sequence[str] = (),
        against: Corpus | None = None,
    ) -> tuple[Finding, ...]:
        """What `check` finds, as `seepara.check` has it."""
        from ..check import check, select

        wanted = {split(self.key(one))[0] for one in typed}
        chosen = [one for one in self.resolved if not typed or one.document.key in wanted]
        draft = against.resolved[0] if against and len(against) == 1 else None
        if against is not None and (draft is None or len(chosen) != 1):
            raise ValueError("one document is checked against one draft")
        rules = select(on, off)
        return tuple(finding for one in chosen for finding in check(one, rules, draft))

    def map(
        self,
        *typed: str,
        query: str = "",
        up: int = 1,
        down: int = 1,
        limit: int = 25,
        level: str = "auto",
        size: str = "double",
        stated: bool = False,
        similar: bool = False,
        **parameters: str,
    ) -> Map:
        """A citation map: of one place, of two documents or sections side by side, of several, or of
        what a ready `query` finds with its parameters. The options are those of ``seepara map``.

        >>> corpus.map("21(a)")
        <Cross-references of Chair's report 2010, para. 21 (a): 4 places, 3 lines>
        """
        from .. import figures
        from ..network import network
        from .asking import places_in, ready
        from .drawing import Map

        if bool(typed) == bool(query):
            raise ValueError("give what the map is of, or a query")
        graph = network(self.resolved, self.labels)
        found: tuple[str, ...] = ()
        title = ""
        if query:
            known = ready(query)
            if known is None:
                raise NotFound(
                    f"no ready query is called {query!r}; seepara query --list shows them"
                )
            found, title = places_in(self.answer(query, **parameters), query), known.title
        preset = figures.PRESETS[size]
        request = figures.Request(
            keys=tuple(one if one in graph else self.key(one) for one in typed),
            found=found,
            query=title,
            up=up,
            down=down,
            limit=limit,
            level=level,
            columns=preset.columns,
        )
        said = self.judgements
        inferred = () if stated else figures.inferred_links(
            self.resolved, said.corrections, said.between, similar=similar
        )  # fmt: skip
        words = figures.figure_words()
        try:
            made = figures.figure(
                request, graph, self.resolved, self.labels, words, version("seepara"), inferred
            )
        except KeyError as error:
            raise NotFound(f"nothing in the graph is called {error.args[0]!r}") from None
        return Map(made, preset)

    def graph(self, typed: str, up: int = 1, down: int = 1) -> Links:
        """What a place refers to and what refers to it, as a graph of networkx.

        >>> sorted(row["target"] for row in corpus.graph("37", down=0).rows)
        ['CTOC/COP/WG.4/2009/2, para. 17', "Chair's report 2010, para. 21 (a)"]
        """
        from ..network import neighbourhood, network
        from .drawing import Links

        key = self.key(typed)
        part = neighbourhood(network(self.resolved, self.labels), key, up, down)
        return Links(part, self.map(key, up=up, down=down, stated=True))

    def table(self, name: str, *typed: str, limit: int = 10) -> ReportTable:
        """A table for a report by its name (`seepara.library.reports.TABLES`); `limit` is for
        most-cited.

        >>> corpus.table("concordance")
        <Concordance of CTOC/COP/WG.4/2009/2 and Chair's report 2010: 13 rows>
        """
        from .reports import report_table

        keys = [self.key(one) for one in typed]
        return ReportTable(report_table(name, keys, self.resolved, self.labels, limit))

    def cite(self, typed: str, style: str = "un") -> str:
        """A document or paragraph as it is cited (`seepara.citing.STYLES`).

        >>> corpus.cite("A/RES/64/293", "oscola")
        'UNGA Res 64/293 UN Doc A/RES/64/293'
        """
        from .. import citing

        source = citing.source(self.key(typed), self.resolved, self.labels)
        return citing.cited(source, style, citing.citing_words())

    def warnings(self, typed: str) -> tuple[str, ...]:
        """What a writer must know before citing it: a draft, Limited, abridged; the later text."""
        from .. import citing

        key = self.key(typed)
        source = citing.source(key, self.resolved, self.labels)
        if not (source.draft or source.limited or source.abridged):
            return ()
        return citing.warnings(source, self._later(key), self.labels, citing.citing_words())

    def query(self, query: str, **parameters: str) -> Rows:
        """The answer to SPARQL, or to a ready query by its name with its parameters.

        The graph is that of the build, if there is one; else it is made for the question, of what
        the documents state. Nothing is ever fetched. Raises `seepara.queries.QueryError`.

        >>> rows = corpus.query("refers-to", unit="21(a)")
        >>> len(rows), rows[0]["refers"], rows[0]["phrase"]
        (3, "Chair's report 2010, para. 37", 'see para. 21 (a) above')
        """
        from .asking import ready, rows_of

        known = ready(query)
        return rows_of(self.answer(query, **parameters), known.title if known else "")

    def answer(self, query: str, **parameters: str) -> Answer:
        """What `query` finds, as `seepara.queries` has it."""
        from .asking import asked, graph_at, ready

        known = ready(query)
        values = {name: self.key(one) for name, one in parameters.items()} if known else parameters
        with graph_at(self.resolved, self.labels, self.build) as graph:
            return asked(graph, known.text if known else query, values)

    def to_rdflib(self) -> rdflib.Dataset:
        """The graph for rdflib (`query` says which, `seepara.to_rdflib` how it comes)."""
        from ..store import to_rdflib
        from .asking import graph_at

        with graph_at(self.resolved, self.labels, self.build) as graph:
            return to_rdflib(graph)

    def __repr__(self) -> str:
        return f"<{len(self)} documents>"

    def _repr_html_(self) -> str:
        documents = [one.document for one in self.resolved]
        return rendered(
            "corpus.html",
            documents=[(self.labels.label(one.key), one) for one in documents],
            abridged=self.labels.words.abridged,
            unreadable=[str(error) for error in self.unreadable],
        )

    def _later(self, key: str) -> list[str]:
        """The later texts of a place; of a document, the documents with later texts of its own."""
        from ..figures import inferred_links

        links = [one for one in inferred_links(self.resolved) if one.relation == "laterTextOf"]
        if split(key)[1]:
            return [one.later for one in links if one.earlier == key]
        found = [split(one.later)[0] for one in links if split(one.earlier)[0] == key]
        return list(dict.fromkeys(found))
