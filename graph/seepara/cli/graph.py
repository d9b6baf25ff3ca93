"""The commands that read a build: `show`, `query`, `export`, `explore`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from .terminal import (
    Failure,
    WholeFile,
    build_option,
    in_build,
    judgements,
    print_lines,
    quiet_pipe,
    records,
)

if TYPE_CHECKING:
    from ..judgements import Judgements
    from ..model import ResolvedDocument

EXPORTS = ("ttl", "nt", "trig", "jsonld", "rdfxml", "graphml", "gexf", "csv", "json")


@click.command()
@click.argument("key")
@build_option
def show(key: str, build_folder: Path) -> None:
    """One node: its text, where it stands, what it refers to and what refers to it.

    KEY is a key or what people write instead: "21(a)", "para. 21 (a)", "21.a", a symbol, a file's
    name.

    \b
    Examples:
      seepara show "21(a)"
      seepara show "CTOC/COP/WG.4/2009/2#17"
      seepara show "decision:CTOC/COP/4/4"
    """
    from ..labels import Labels
    from ..showing.node import described, find_keys

    documents = records(build_folder)
    found = find_keys(key, documents)
    if not found:
        raise Failure(
            f"nothing here is called {key!r}; try a paragraph (21(a)), a symbol or a file's name"
        )
    labels = Labels.of(documents)
    for number, one in enumerate(found):
        print_lines(
            line + "\n"
            for line in ([""] if number else []) + list(described(one, documents, labels))
        )


@click.command()
@click.argument("query", required=False)
@click.option(
    "--file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="A .rq file."
)
@click.option("--list", "list_ready", is_flag=True, help="The ready queries, with what they ask.")
@click.option(
    "-p",
    "--param",
    "parameters",
    multiple=True,
    metavar="NAME=KEY",
    help="A parameter of a ready query.",
)
@click.option(
    "--format",
    "form",
    default="table",
    show_default=True,
    type=click.Choice(["table", "csv", "json", "ttl"]),
)
@click.option(
    "--timeout", default=60.0, show_default=True, type=click.FloatRange(0.1, 86400),
    metavar="SECONDS", help="After this long the query is stopped.",
)  # fmt: skip
@click.option(
    "--earlier",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="An earlier build to ask beside this one, as GRAPH <?build=earlier> and <?build=later>.",
)
@click.option("--endpoint", metavar="URL", help="A SPARQL service to ask in place of the build.")
@build_option
def query(
    query: str | None,
    file: Path | None,
    list_ready: bool,
    parameters: tuple[str, ...],
    form: str,
    timeout: float,
    earlier: Path | None,
    endpoint: str | None,
    build_folder: Path,
) -> None:
    """Ask the graph: a ready query by its name, or SPARQL (prefixes are supplied).

    The store of the last build answers; with --endpoint, a service that you run (Fuseki, GraphDB,
    QLever, Virtuoso, seepara serve).

    \b
    Examples:
      seepara query --list
      seepara query refers-to -p unit="21(a)"
      seepara query "SELECT ?s WHERE { ?s a seepara:Recommendation } LIMIT 3"
      seepara query --file mine.rq --format csv
      seepara query most-cited --endpoint http://127.0.0.1:8000/sparql
    """
    from .. import queries
    from ..timed import OutOfTime, within

    if list_ready:
        print_lines(_ready_list())
        return
    if (query is None) == (file is None):
        raise Failure(
            "give a query, the name of a ready one, or --file; seepara query --list shows them"
        )
    if earlier is not None and endpoint is not None:
        raise Failure("--earlier compares builds, and --endpoint asks a service: give one of them")
    ready = {one.name: one for one in queries.ready()}
    if query in ready and ready[query].of_two_builds and earlier is None:
        raise Failure(f"{query} asks two builds; give the other one with --earlier")
    text = _text_of(file) if file else query or ""
    values = dict(_parameter(parameter) for parameter in parameters)
    if query in ready:
        text = ready[query].text
    try:
        if endpoint is None:
            source = _graph_of(build_folder)
            other = _graph_of(earlier) if earlier else None
            shown = within(timeout, queries.rendered, source, text, values, form, other)
        else:
            from ..endpoint import rendered

            shown = within(timeout, rendered, endpoint, text, values, form, timeout, network=True)
    except OutOfTime as error:
        raise Failure(f"query: {error}; ask for less, or give it more with --timeout") from None
    except (ValueError, OSError) as error:
        raise Failure(str(error)) from None
    print_lines([shown])


@click.command()
@click.argument("format", type=click.Choice(EXPORTS))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file; standard output if not given."
)
@click.option("--base", help="Where the IRIs of nodes begin (RDF formats).")
@build_option
def export(format: str, output: Path | None, base: str | None, build_folder: Path) -> None:
    """The graph in another format: RDF (ttl, nt, trig, jsonld, rdfxml), graphml, gexf, csv, json.

    \b
    Examples:
      seepara export nt -o graph.nt
      seepara export graphml -o graph.graphml
      seepara export csv > citations.csv
    """
    documents, said = records(build_folder), judgements(build_folder)
    try:
        if output is None:
            _export(documents, said, format, base, sys.stdout.buffer)
            return
        with WholeFile(output) as stream:
            _export(documents, said, format, base, stream)
    except BrokenPipeError:
        quiet_pipe()
    except ValueError as error:
        raise Failure(str(error)) from None
    except OSError as error:
        raise Failure(
            f"{output}: it cannot be written ({error.strerror}); choose another place with -o"
        ) from None


@click.command()
@click.option("--no-open", is_flag=True, help="Only say where it is.")
@build_option
def explore(no_open: bool, build_folder: Path) -> None:
    """Open the explorer of the last build in a browser.

    \b
    Examples:
      seepara explore
      seepara explore --no-open
    """
    page = in_build(build_folder, "explorer.html").resolve()
    click.echo(str(page))
    if not no_open:
        click.launch(page.as_uri())


def _text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise Failure(f"{file}: it cannot be read as a query ({why})") from None


def _graph_of(build_folder: Path) -> Path:
    """What answers queries: the store of a build; the graph file of one that has no store."""
    from ..store import graph_of

    return in_build(build_folder, graph_of(build_folder).name)


def _ready_list() -> Iterable[str]:
    from ..queries import ready

    for one in ready():
        yield f"{one.name}\n    {one.title}. {one.description}\n"
        if one.counts:
            yield f"    Counts: {one.counts}\n"
        if one.example:
            yield f"    Example: {one.example}\n"
        for parameter in one.parameters:
            yield f"    -p {parameter.name}=KEY  {parameter.meaning} (default: {parameter.default})\n"


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Failure(f"{text!r}: a parameter is NAME=KEY")
    return name, value


def _export(
    documents: list[ResolvedDocument],
    said: Judgements,
    format: str,
    base: str | None,
    stream: object,
) -> None:
    from typing import cast

    from .. import export as exports
    from .. import keys, tables
    from ..labels import Labels
    from ..lineage import Inferences
    from ..network import network
    from ..rdf import FORMATS, write

    target = cast("IO[bytes]", stream)
    labels = Labels.of(documents)
    inferences = Inferences.of(documents, said.corrections, said.between)
    if format in FORMATS:
        write(documents, target, format, base or keys.ID_BASE, labels, inferences)
    elif format == "csv":
        rows = (row for resolved in documents for row in tables.citation_rows(resolved))
        for line in tables.as_csv(rows, tables.CITATION_COLUMNS):
            target.write(line.encode("utf-8", "replace"))
    elif format == "graphml":
        exports.write_graphml(network(documents, labels, inferences), target)
    elif format == "gexf":
        exports.write_gexf(network(documents, labels, inferences), target)
    else:
        target.write(
            exports.as_json(network(documents, labels, inferences)).encode("utf-8", "replace")
        )
