"""The commands that make what is printed: `map`, `table`, `cite`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar, cast

import click

from .terminal import (
    Failure,
    WholeFile,
    build_option,
    in_build,
    print_lines,
)

if TYPE_CHECKING:
    from ..check import Finding
    from ..library.corpus import Corpus

_T = TypeVar("_T")

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
    form = _format(output, MAP_FORMATS)
    if bool(keys) == bool(query):
        raise Failure("give what the map is of, or --query; seepara query --list shows them")
    made = _answer(
        lambda: opened(build_folder).map(
            *keys,
            query=query or "",
            up=up,
            down=down,
            limit=limit,
            level=level,
            size=size,
            stated=stated,
            similar=similar,
            **dict(map(_parameter, parameters)),
        )
    )
    _write(output, _answer(lambda: made.to_bytes(form)))
    nodes, links = len(made.figure.nodes), len(made.figure.links)
    click.echo(f"{output}: {nodes} places, {links} lines", err=True)


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
    form = _format(output, TABLE_FORMATS)
    made = _answer(lambda: opened(build_folder).table(name, *keys, limit=limit))
    _write(output, made.to_bytes(form))
    click.echo(f"{output}: {len(made)} rows", err=True)


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
    corpus = opened(build_folder)
    print_lines([_answer(lambda: corpus.cite(key, style)), "\n"])
    for warning in corpus.warnings(key):
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


def opened(folder: Path) -> Corpus:
    """The documents of a build, to be asked."""
    from ..library.corpus import Corpus
    from ..records import RECORDS

    in_build(folder, RECORDS)
    try:
        return Corpus.opened(folder)
    except ValueError as error:
        raise Failure(str(error)) from None


def _answer(ask: Callable[[], _T]) -> _T:
    """What is asked for; a `Failure` that says what is wrong with the question."""
    from ..figures import MapUnavailable
    from ..library.finding import NotFound

    try:
        return ask()
    except (NotFound, MapUnavailable, ValueError) as error:
        raise Failure(str(error)) from None


def _parameter(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        raise Failure(f"{given!r}: a parameter is NAME=KEY")
    return name, value


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
