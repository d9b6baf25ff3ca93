"""The command line: parse, call one function, print (design.md §4 is the contract).

Data goes to standard output, all else to standard error. Exit status 0 well, 1 for faults of
severity error (`check`), 2 for wrong use or unreadable input. Nothing heavy is imported before a
command needs it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from .check import Finding, Selection
    from .check.formats import Tally
    from .corpus import Corpus
    from .labels import Labels
    from .model import Citation, ResolvedDocument
    from .reading.errors import UnreadableFile
    from .report import Report

BUILD = "build"
EXPORTS = ("ttl", "nt", "trig", "jsonld", "rdfxml", "graphml", "gexf", "csv", "json")
_MOST_WANTED = 5

paths_argument = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
build_option = click.option(
    "--build", "build_folder", default=BUILD, show_default=True, type=click.Path(path_type=Path),
    help="The build to read.",
)  # fmt: skip
catalogue_option = click.option(
    "--catalogue", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A catalogue other than catalogue.toml beside the files.",
)  # fmt: skip


class Failure(click.ClickException):
    """One line on standard error, exit status 2."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        click.echo(f"seepara: {self.message}", err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96})
@click.version_option(package_name="seepara")
def main() -> None:
    """The cross-references in United Nations documents, as a graph to walk, question and print.

    \b
    Examples:
      seepara build data                  read a folder, write build/ with graph and explorer
      seepara explore                     open the explorer
      seepara show "21(a)"                a paragraph, what it cites and what cites it
      seepara refs report.txt             the references found in a file
      seepara check report.docx           faults in the cross-references of a document
      seepara query most-cited            a ready query; seepara query --list shows them all
      seepara export graphml -o g.graphml the graph for another tool

    Shell completion: eval "$(_SEEPARA_COMPLETE=bash_source seepara)" (or zsh_source, fish_source).
    """


@main.command()
@paths_argument
@click.option(
    "-o", "--output", default=BUILD, show_default=True, type=click.Path(path_type=Path),
    help="Where the results go.",
)  # fmt: skip
@catalogue_option
def build(paths: tuple[Path, ...], output: Path, catalogue: Path | None) -> None:
    """Read documents and write everything made of them into one folder.

    PATHS are files and folders (the current folder, if none is given). A build replaces the last
    one only when it is whole.

    \b
    Examples:
      seepara build data
      seepara build report.txt draft.docx -o results
    """
    from .build import build as write_build
    from .corpus import read_corpus

    with _progress("Reading") as progress:
        corpus = read_corpus(paths or (Path("."),), catalogue, progress)
    if not corpus.documents:
        _complain(corpus.unreadable)
        raise Failure("no document could be read; nothing was built")
    try:
        report = write_build(corpus, output)
    except _unreadable() as error:
        _complain(corpus.unreadable)
        raise Failure(str(error)) from None
    _summary(report, output)
    _complain(corpus.unreadable)
    sys.exit(2 if corpus.unreadable else 0)


@main.command()
@paths_argument
@click.option(
    "--format", "form", default="table", show_default=True,
    type=click.Choice(["table", "csv", "jsonl"]), help="jsonl: a row a reference; csv: a row a citation.",
)  # fmt: skip
@catalogue_option
def refs(paths: tuple[Path, ...], form: str, catalogue: Path | None) -> None:
    """The references found in documents, each with its targets.

    \b
    Examples:
      seepara refs data
      seepara refs report.txt --format jsonl > references.jsonl
    """
    from . import tables
    from .corpus import read_corpus

    with _progress("Reading") as progress:
        corpus = read_corpus(paths or (Path("."),), catalogue, progress)
    if form == "csv":
        rows = (row for r in corpus.resolved() for row in tables.citation_rows(r))
        _print(tables.as_csv(rows, tables.CITATION_COLUMNS))
    elif form == "jsonl":
        _print(
            tables.as_json_lines(row for r in corpus.resolved() for row in tables.reference_rows(r))
        )
    else:
        _print(_reference_table(corpus.resolved()))
    _complain(corpus.unreadable)
    sys.exit(2 if corpus.unreadable else 0)


@main.command()
@paths_argument
@click.option(
    "--format", "form", default="text", show_default=True,
    type=click.Choice(["text", "jsonl", "sarif"]),
    help="jsonl: a row a finding; sarif: for editors and review tools.",
)  # fmt: skip
@click.option(
    "--off", multiple=True, metavar="RULE", help="A rule to leave out; it wins over --on."
)
@click.option(
    "--on", multiple=True, metavar="RULE", help="A rule that is off by itself; style: all of style."
)
@click.option("--list", "list_rules", is_flag=True, help="The rules, with what they look for.")
@catalogue_option
def check(
    paths: tuple[Path, ...],
    form: str,
    off: tuple[str, ...],
    on: tuple[str, ...],
    list_rules: bool,
    catalogue: Path | None,
) -> None:
    """Faults in the cross-references, each with its place and a cure; status 1 for an error.

    \b
    Examples:
      seepara check report.docx
      seepara check report.docx --on style --off one-sided
      seepara check reports --format sarif > faults.sarif
      seepara check --list
    """
    from . import check as checks
    from .check import formats
    from .corpus import read_corpus

    if list_rules:
        _print(formats.as_list())
        return
    try:
        rules = checks.select(on, off)
    except checks.UnknownRule as error:
        raise Failure(f"no rule is called {error}; seepara check --list shows them") from None
    with _progress("Reading") as progress:
        corpus = read_corpus(paths or (Path("."),), catalogue, progress)
    tally = formats.Tally()
    findings = _findings(corpus, rules, tally)
    unreadable = [str(error) for error in corpus.unreadable]
    _print(formats.written(findings, form, rules, unreadable, colour=_colour()))
    click.echo(tally.line(), err=True)
    _complain(corpus.unreadable)
    sys.exit(2 if corpus.unreadable else 1 if tally.has_errors else 0)


@main.command()
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
    from .labels import Labels
    from .show import described, find_keys

    documents = _records(build_folder)
    found = find_keys(key, documents)
    if not found:
        raise Failure(
            f"nothing here is called {key!r}; try a paragraph (21(a)), a symbol or a file's name"
        )
    labels = Labels.of(documents)
    for number, one in enumerate(found):
        _print(
            line + "\n"
            for line in ([""] if number else []) + list(described(one, documents, labels))
        )


@main.command()
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
@build_option
def query(
    query: str | None,
    file: Path | None,
    list_ready: bool,
    parameters: tuple[str, ...],
    form: str,
    build_folder: Path,
) -> None:
    """Ask the graph: a ready query by its name, or SPARQL (prefixes are supplied).

    \b
    Examples:
      seepara query --list
      seepara query refers-to -p unit="21(a)"
      seepara query "SELECT ?s WHERE { ?s a seepara:Recommendation } LIMIT 3"
      seepara query --file mine.rq --format csv
    """
    from . import queries

    if list_ready:
        _print(_ready_list())
        return
    if (query is None) == (file is None):
        raise Failure(
            "give a query, the name of a ready one, or --file; seepara query --list shows them"
        )
    ready = {one.name: one for one in queries.ready()}
    text = file.read_text("utf-8") if file else query or ""
    values = dict(_parameter(parameter) for parameter in parameters)
    if query in ready:
        text = ready[query].text
        values = {name: _full_key(value, build_folder) for name, value in values.items()}
    try:
        answer = queries.run(_in_build(build_folder, "graph.ttl"), text, values)
        _print([queries.render(answer, form)])
    except ValueError as error:
        raise Failure(str(error)) from None


@main.command()
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
    documents = _records(build_folder)
    try:
        if output is None:
            _export(documents, format, base, sys.stdout.buffer)
            return
        with _whole(output) as stream:
            _export(documents, format, base, stream)
    except BrokenPipeError:
        _quiet_pipe()
    except ValueError as error:
        raise Failure(str(error)) from None
    except OSError as error:
        raise Failure(
            f"{output}: it cannot be written ({error.strerror}); choose another place with -o"
        ) from None


@main.command()
@click.option("--no-open", is_flag=True, help="Only say where it is.")
@build_option
def explore(no_open: bool, build_folder: Path) -> None:
    """Open the explorer of the last build in a browser."""
    page = _in_build(build_folder, "explorer.html").resolve()
    click.echo(str(page))
    if not no_open:
        click.launch(page.as_uri())


# -------------------------------------------------------------------- what commands share


def _unreadable() -> type[UnreadableFile]:
    from .reading.errors import UnreadableFile

    return UnreadableFile


def _complain(errors: Iterable[UnreadableFile]) -> None:
    for error in errors:
        click.echo(f"seepara: {error}", err=True)


def _in_build(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.exists():
        raise Failure(f"{folder}: there is no build here; make one with: seepara build PATHS")
    return path


def _records(folder: Path) -> list[ResolvedDocument]:
    from .build import RECORDS
    from .records import read_records

    path = _in_build(folder, RECORDS)
    try:
        return list(read_records(path))
    except (ValueError, TypeError, KeyError):
        raise Failure(f"{path}: another version of seepara made it; build again") from None


def _print(lines: Iterable[str]) -> None:
    """Text on standard output, as UTF-8 whatever the locale; a closed pipe ends it quietly."""
    stream = sys.stdout.buffer
    try:
        for line in lines:
            stream.write(line.encode("utf-8", "replace"))
        stream.flush()
    except BrokenPipeError:
        _quiet_pipe()


def _colour() -> bool:
    """Whether standard output is a terminal that may be coloured."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _quiet_pipe() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _progress(what: str) -> ProgressBar:
    return ProgressBar(what)


class ProgressBar:
    """A bar on a terminal; silence elsewhere."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.stop: Callable[[], None] = lambda: None

    def __enter__(self) -> Callable[[int, int], None] | None:
        if not sys.stderr.isatty():
            return None
        from rich.console import Console
        from rich.progress import Progress

        bar = Progress(console=Console(stderr=True), transient=True)
        task = bar.add_task(self.what)
        bar.start()
        self.stop = bar.stop
        return lambda done, total: bar.update(task, completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        self.stop()


def _summary(report: Report, output: Path) -> None:
    """What a build says at its end (design.md §4)."""
    from .registry import registry
    from .report import COUNTING_RULE

    counts = report.as_json()["citations"]
    without = (
        f", {report.without_symbol} without a symbol of their own" if report.without_symbol else ""
    )
    lines = [
        f"{report.documents} documents{without}"
        + (f"; {report.abridged} abridged, not the official text" if report.abridged else ""),
        f"{report.units} units, {report.recommendations} recommendations ({COUNTING_RULE})",
        f"{report.references} references, {sum(counts.values())} citations: "
        + ", ".join(f"{number} {status}" for status, number in counts.items()),
    ]
    heads = registry("en").symbol_heads
    for symbol, number in report.most_wanted(heads)[:_MOST_WANTED]:
        lines.append(f"  {number} point to {symbol}, which is not here")
    if report.unresolved:
        lines.append(f"What could not be resolved is listed in {output / 'report.json'}")
    lines.append(f"Explorer: {output / 'explorer.html'}")
    for line in lines:
        click.echo(line, err=True)


def _reference_table(documents: Iterable[ResolvedDocument]) -> Iterable[str]:
    """One line a reference; a heading for each document."""
    from .answers import harmless
    from .labels import Labels

    for resolved in documents:
        labels = Labels.of([resolved])
        yield f"{harmless(labels.label(resolved.document.key))} — {harmless(resolved.document.file)}\n"
        for reference in resolved.references:
            targets = ", ".join(
                _target(citation, resolved.document.key, labels) for citation in reference.citations
            )
            yield f"  {reference.unit:<10} “{harmless(reference.text)}” → {harmless(targets)}\n"


def _target(citation: Citation, document: str, labels: Labels) -> str:
    """A target in a few words: its status is said where it is not resolved."""
    own = citation.target.startswith(f"{document}#")
    name = labels.short(citation.target) if own else labels.label(citation.target)
    status = "" if citation.status.value == "resolved" else f"[{citation.status.value}]"
    return " ".join(filter(None, (name if citation.target else "", status)))


def _findings(corpus: Corpus, rules: Selection, tally: Tally) -> Iterable[Finding]:
    """What is found in each document in turn; the tally counts it on its way."""
    from .check import check

    for resolved in corpus.resolved():
        found = check(resolved, rules)
        tally.add(found, abridged=resolved.document.abridged)
        yield from found


def _ready_list() -> Iterable[str]:
    from .queries import ready

    for one in ready():
        yield f"{one.name}\n    {one.title}. {one.description}\n"
        if one.counts:
            yield f"    Counts: {one.counts}\n"
        for parameter in one.parameters:
            yield f"    -p {parameter.name}=KEY  {parameter.meaning} (default: {parameter.default})\n"


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Failure(f"{text!r}: a parameter is NAME=KEY")
    return name, value


def _full_key(typed: str, build_folder: Path) -> str:
    """The key that a person means by "21(a)"; what is not known goes through as it is."""
    from .show import find_keys

    found = find_keys(typed, _records(build_folder))
    if len(found) > 1:
        raise Failure(f"{typed!r} can be {', '.join(found)}: give one of them")
    return found[0] if found else typed


def _export(
    documents: list[ResolvedDocument], format: str, base: str | None, stream: object
) -> None:
    from typing import IO, cast

    from . import export as exports
    from . import keys, tables
    from .labels import Labels
    from .network import network
    from .rdf import FORMATS, write

    target = cast("IO[bytes]", stream)
    labels = Labels.of(documents)
    if format in FORMATS:
        write(documents, target, format, base or keys.ID_BASE, labels)
    elif format == "csv":
        rows = (row for resolved in documents for row in tables.citation_rows(resolved))
        for line in tables.as_csv(rows, tables.CITATION_COLUMNS):
            target.write(line.encode("utf-8", "replace"))
    elif format == "graphml":
        exports.write_graphml(network(documents, labels), target)
    elif format == "gexf":
        exports.write_gexf(network(documents, labels), target)
    else:
        target.write(exports.as_json(network(documents, labels)).encode("utf-8", "replace"))


class _whole:
    """A file that is there whole or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> object:
        import tempfile

        self.stream = tempfile.NamedTemporaryFile(dir=self.path.parent, delete=False)
        return self.stream

    def __exit__(self, kind: object, *_: object) -> None:
        self.stream.close()
        if kind is None:
            os.chmod(self.stream.name, 0o644)
            os.replace(self.stream.name, self.path)
        else:
            os.unlink(self.stream.name)
