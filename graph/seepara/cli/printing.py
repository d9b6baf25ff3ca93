"""The commands that make what is printed: `map`, `table`, `cite`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import click

from .terminal import (
    Failure,
    WholeFile,
    build_option,
    in_build,
    judgements,
    print_lines,
    records,
)

if TYPE_CHECKING:
    from ..check import Finding
    from ..labels import Labels
    from ..model import ResolvedDocument
    from ..reporttables import Table

MAP_FORMATS = ("svg", "pdf", "png", "dot", "mmd", "tex")
TABLE_FORMATS = ("docx", "csv", "md", "tex", "html")
TABLES = (
    "cross-references",
    "concordance",
    "draft-to-final",
    "most-cited",
    "not-read",
    "one-sided",
)
STYLES = ("un", "oscola", "bluebook", "bibtex", "csl", "ris")

_output = click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; its ending says the format.",
)


@click.command("map")
@click.argument("keys", nargs=-1, metavar="KEY...")
@_output
@click.option("--query", "query", metavar="NAME", help="Map what a ready query finds instead.")
@click.option("-p", "--param", "parameters", multiple=True, metavar="NAME=KEY",
              help="A parameter of the query.")  # fmt: skip
@click.option("--up", default=1, show_default=True, type=click.IntRange(0),
              help="Steps to what is referred to.")  # fmt: skip
@click.option("--down", default=1, show_default=True, type=click.IntRange(0),
              help="Steps to what refers.")  # fmt: skip
@click.option("--limit", default=25, show_default=True, type=click.IntRange(1),
              help="Places on the map; side by side, on each side.")  # fmt: skip
@click.option("--by", "level", default="auto", show_default=True,
              type=click.Choice(["auto", "unit", "paragraph", "section", "document"]),
              help="Put places together; auto: as far as a page needs it.")  # fmt: skip
@click.option("--size", default="double", show_default=True, type=click.Choice(["single", "double"]),
              help="Columns of a journal: 88 or 180 mm wide.")  # fmt: skip
@click.option("--stated", is_flag=True, help="Only what a text states, nothing inferred.")
@click.option("--similar", is_flag=True, help="Also similar wording, years apart.")
@build_option
def map_(
    keys: tuple[str, ...],
    output: Path,
    query: str | None,
    parameters: tuple[str, ...],
    up: int,
    down: int,
    limit: int,
    level: str,
    size: str,
    stated: bool,
    similar: bool,
    build_folder: Path,
) -> None:
    """A citation map for print: .svg, .pdf, .png (300 dpi), .dot, .mmd (Mermaid) or .tex (TikZ).

    Of one KEY (a recommendation, a document, a meeting): it and what it is linked to. Of two
    documents or sections: the links between them, side by side. Of others: all of them.

    \b
    Examples:
      seepara map "21(a)" -o para-21a.svg
      seepara map "Chair's report 2010#section II" "Chair's report 2010#section III" -o sections.pdf
      seepara map "Draft report 2010" "Chair's report 2010" -o draft-to-final.png --size single
      seepara map meeting:CTOC/COP/WG.4/2009-04-14 -o meeting.tex --up 2
      seepara map --query most-cited -o most-cited.svg
    """
    from ..figures import (
        PRESETS,
        MapUnavailable,
        Request,
        figure,
        figure_words,
        inferred_links,
        written,
    )
    from ..labels import Labels
    from ..network import network

    form = _format(output, MAP_FORMATS)
    if bool(keys) == bool(query):
        raise Failure("give what the map is of, or --query; seepara query --list shows them")
    documents = records(build_folder)
    labels, words, preset = Labels.of(documents), figure_words(), PRESETS[size]
    graph = network(documents, labels)
    request = Request(
        keys=tuple(key if key in graph else _key(key, documents) for key in keys),
        found=_answers(query, parameters, documents, build_folder) if query else (),
        query=_title(query) if query else "",
        up=up,
        down=down,
        limit=limit,
        level=level,
        columns=preset.columns,
    )
    said = judgements(build_folder)
    links = (
        () if stated else inferred_links(documents, said.corrections, said.between, similar=similar)
    )
    try:
        made = figure(request, graph, documents, labels, words, _version(), links)
    except KeyError as error:
        raise Failure(f"nothing in the graph is called {error.args[0]!r}") from None
    try:
        _write(output, written(made, form, words, preset))
    except (MapUnavailable, ValueError) as error:
        raise Failure(str(error)) from None
    click.echo(f"{output}: {len(made.nodes)} places, {len(made.links)} lines", err=True)


@click.command()
@click.argument("name", type=click.Choice(TABLES), metavar="NAME")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@_output
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1),
              help="Rows of most-cited.")  # fmt: skip
@build_option
def table(name: str, keys: tuple[str, ...], output: Path, limit: int, build_folder: Path) -> None:
    """A table for a report: .docx, .csv, .md, .tex or .html.

    NAME is cross-references (of all documents, or of the document or section KEY), concordance,
    draft-to-final (of the two documents KEY KEY), most-cited, not-read or one-sided.

    \b
    Examples:
      seepara table cross-references "Chair's report 2010" -o references.docx
      seepara table cross-references "Chair's report 2010#section II" -o references.html
      seepara table draft-to-final "Draft report 2010" "Chair's report 2010" -o changes.docx
      seepara table concordance -o concordance.csv
      seepara table most-cited -o most-cited.md --limit 20
    """
    from ..labels import Labels
    from ..reporttables import written

    form = _format(output, TABLE_FORMATS)
    documents = records(build_folder)
    labels = Labels.of(documents)
    asked = [_key(key, documents) for key in keys]
    made = _table(name, asked, limit, documents, labels)
    _write(output, written(made, form))
    click.echo(f"{output}: {len(made.rows)} rows", err=True)


@click.command()
@click.argument("key")
@click.option("--style", default="un", show_default=True, type=click.Choice(STYLES),
              help="csl: CSL-JSON.")  # fmt: skip
@build_option
def cite(key: str, style: str, build_folder: Path) -> None:
    """How to cite a document or a paragraph: United Nations, OSCOLA, Bluebook, BibTeX, CSL, RIS.

    Warns of a draft, of limited distribution and of an abridged text, and names a later text where
    one is known.

    \b
    Examples:
      seepara cite "21(a)"
      seepara cite A/RES/64/293 --style oscola
      seepara cite "Chair's report 2010" --style bibtex >> sources.bib
    """
    from .. import citing
    from ..labels import Labels

    documents = records(build_folder)
    labels, words = Labels.of(documents), citing.citing_words()
    known = _key(key, documents)
    found = citing.source(known, documents, labels)
    print_lines([citing.cited(found, style, words), "\n"])
    if found.draft or found.limited or found.abridged:
        later = _later(known, documents)
        for warning in citing.warnings(found, later, labels, words):
            click.echo(f"seepara: {warning}", err=True)


def word_file(paths: Sequence[Path], output: Path) -> Path:
    """The one Word file that comments are asked for; a `Failure` where there is none such."""
    source = paths[0] if len(paths) == 1 else None
    if source is None or source.suffix.lower() != ".docx" or not source.is_file():
        raise Failure(
            "--comments is for one Word file: seepara check REPORT.docx --comments COPY.docx"
        )
    if output.suffix.lower() != ".docx":
        raise Failure(f"{output}: a copy with comments ends in .docx")
    if output.exists() and output.samefile(source):
        raise Failure(f"{output}: that is the file itself; name another for the copy")
    return source


def write_commented(source: Path, findings: Iterable[Finding], output: Path) -> None:
    """Write a copy of a Word file with its findings as comments."""
    from ..commenting import commented_copy
    from ..reading.errors import UnreadableFile

    try:
        made = commented_copy(source.read_bytes(), findings, str(source))
    except UnreadableFile as error:
        raise Failure(str(error)) from None
    _write(output, made)


def _table(
    name: str, keys: Sequence[str], limit: int, documents: list[ResolvedDocument], labels: Labels
) -> Table:
    from .. import reporttables as made
    from ..renumbering import renumberings

    words, version = made.table_words(), _version()
    match name:
        case "cross-references":
            chosen, within = _chosen(keys, documents)
            return made.cross_references(chosen, labels, words, version, within)
        case "concordance":
            found = [one for resolved in documents for one in renumberings(resolved)]
            return made.concordance(found, documents, labels, words, version)
        case "draft-to-final":
            draft, final = _pair(keys, documents)
            from ..compare import compare

            return made.draft_to_final(compare(draft, final), documents, labels, words, version)
        case "most-cited":
            return made.most_cited(documents, labels, words, version, limit)
        case "not-read":
            return made.not_read(documents, labels, words, version)
    return made.one_sided(documents, labels, words, version)


def _chosen(
    keys: Sequence[str], documents: list[ResolvedDocument]
) -> tuple[list[ResolvedDocument], str]:
    """The documents of a table, and the part of the one that it is about."""
    from ..keys import split

    if not keys:
        return documents, ""
    wanted = {split(key)[0] for key in keys}
    paths = {split(key)[1] for key in keys}
    if len(paths) > 1 or (paths != {""} and len(wanted) > 1):
        raise Failure("a table is of documents, or of one part of one document")
    chosen = [one for one in documents if one.document.key in wanted]
    if not chosen:
        raise Failure(f"{keys[0]} was not read, so there are no references of it to list")
    return chosen, paths.pop()


def _pair(
    keys: Sequence[str], documents: list[ResolvedDocument]
) -> tuple[ResolvedDocument, ResolvedDocument]:
    """The draft and the final: those that are named, else the only two that are versions."""
    from ..lineage import revisions

    by_key = {one.document.key: one for one in documents}
    if len(keys) == 2 and all(key in by_key for key in keys):
        return by_key[keys[0]], by_key[keys[1]]
    found = list(revisions(documents)) if not keys else []
    if len(found) != 1:
        raise Failure("name the two documents: seepara table draft-to-final DRAFT FINAL -o FILE")
    return found[0].draft, found[0].final


def _later(key: str, documents: list[ResolvedDocument]) -> list[str]:
    """The later texts of a place; of a document, the documents that have later texts of its own."""
    from ..figures import inferred_links
    from ..keys import split

    links = [one for one in inferred_links(documents) if one.relation == "laterTextOf"]
    if split(key)[1]:
        return [one.later for one in links if one.earlier == key]
    found = [split(one.later)[0] for one in links if split(one.earlier)[0] == key]
    return list(dict.fromkeys(found))


def _answers(
    query: str, parameters: tuple[str, ...], documents: list[ResolvedDocument], build_folder: Path
) -> tuple[str, ...]:
    """The keys of all nodes that a ready query finds, in its order."""
    from .. import queries
    from ..keys import key_of

    ready = {one.name: one for one in queries.ready()}
    if query not in ready:
        raise Failure(f"no ready query is called {query!r}; seepara query --list shows them")
    values = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        if not equals:
            raise Failure(f"{parameter!r}: a parameter is NAME=KEY")
        values[name] = _key(value, documents)
    try:
        answer = queries.run(in_build(build_folder, "graph.ttl"), ready[query].text, values)
    except ValueError as error:
        raise Failure(str(error)) from None
    found = [
        key_of(cell.value, answer.base)
        for row in answer.rows
        for cell in row
        if cell is not None and cell.kind == "uri" and cell.value.startswith(answer.base)
    ]
    if not found:
        raise Failure(f"{query} finds nothing that can be drawn")
    return tuple(dict.fromkeys(found))


def _title(query: str) -> str:
    from ..queries import ready

    return next((one.title for one in ready() if one.name == query), query)


def _key(typed: str, documents: list[ResolvedDocument]) -> str:
    """The key that a person means; a `Failure` where it is none or may be several."""
    from ..show import find_keys

    found = find_keys(typed, documents)
    if len(found) > 1:
        can_be = ", ".join(f'"{name}"' for name in _named(found, documents))
        raise Failure(f"{typed!r} can be {can_be}: give one of them")
    if not found:
        raise Failure(
            f"nothing here is called {typed!r}; try a paragraph (21(a)), a symbol or a file's name"
        )
    return found[0]


def _named(keys: Sequence[str], documents: list[ResolvedDocument]) -> list[str]:
    """Keys as a person may type them: a document without a symbol by its short name or its file."""
    from ..keys import join, split

    names = {
        one.document.key: one.document.symbol or one.document.short or one.document.file
        for one in documents
    }
    return [join(names.get(split(key)[0], split(key)[0]), split(key)[1]) for key in keys]


def _format(output: Path, formats: Sequence[str]) -> str:
    """The format that the ending of a file says."""
    form = output.suffix.removeprefix(".").lower()
    if form not in formats:
        raise Failure(f"{output}: the ending says the format; one of: .{', .'.join(formats)}")
    return form


def _write(output: Path, made: bytes) -> None:
    try:
        with WholeFile(output) as stream:
            cast("IO[bytes]", stream).write(made)
    except OSError as error:
        raise Failure(
            f"{output}: it cannot be written ({error.strerror}); choose another place with -o"
        ) from None


def _version() -> str:
    from importlib.metadata import version

    return version("seepara")
