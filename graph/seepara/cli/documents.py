"""The commands that read documents: `build`, `refs`, `check`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .terminal import (
    BUILD,
    Failure,
    ProgressBar,
    catalogue_option,
    colour,
    complain,
    paths_argument,
    print_lines,
    unreadable_file,
)

if TYPE_CHECKING:
    from ..check import Finding, Selection
    from ..check.formats import Tally
    from ..corpus import Corpus
    from ..labels import Labels
    from ..model import Citation, ResolvedDocument
    from ..report import Report

_MOST_WANTED = 5


@click.command()
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
    from ..build import build as write_build
    from ..corpus import read_corpus

    with ProgressBar("Reading") as progress:
        corpus = read_corpus(paths or (Path("."),), catalogue, progress)
    if not corpus.documents:
        complain(corpus.unreadable)
        raise Failure("no document could be read; nothing was built")
    try:
        report = write_build(corpus, output)
    except unreadable_file() as error:
        complain(corpus.unreadable)
        raise Failure(str(error)) from None
    _summary(report, output)
    complain(corpus.unreadable)
    sys.exit(2 if corpus.unreadable else 0)


@click.command()
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
    from .. import tables
    from ..corpus import read_corpus

    with ProgressBar("Reading") as progress:
        corpus = read_corpus(paths or (Path("."),), catalogue, progress)
    if form == "csv":
        rows = (row for r in corpus.resolved() for row in tables.citation_rows(r))
        print_lines(tables.as_csv(rows, tables.CITATION_COLUMNS))
    elif form == "jsonl":
        print_lines(
            tables.as_json_lines(row for r in corpus.resolved() for row in tables.reference_rows(r))
        )
    else:
        print_lines(_reference_table(corpus.resolved()))
    complain(corpus.unreadable)
    sys.exit(2 if corpus.unreadable else 0)


@click.command()
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
    from .. import check as checks
    from ..check import formats
    from ..corpus import read_corpus

    if list_rules:
        print_lines(formats.as_list())
        return
    try:
        rules = checks.select(on, off)
    except checks.UnknownRule as error:
        raise Failure(f"no rule is called {error}; seepara check --list shows them") from None
    with ProgressBar("Reading") as progress:
        corpus = read_corpus(paths or (Path("."),), catalogue, progress)
    tally = formats.Tally()
    findings = _findings(corpus, rules, tally)
    unreadable = [str(error) for error in corpus.unreadable]
    print_lines(formats.written(findings, form, rules, unreadable, colour=colour()))
    click.echo(tally.line(), err=True)
    complain(corpus.unreadable)
    sys.exit(2 if corpus.unreadable else 1 if tally.has_errors else 0)


def _summary(report: Report, output: Path) -> None:
    """What a build says at its end (design.md §4)."""
    from ..registry import registry
    from ..report import COUNTING_RULE

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
    from ..answers import harmless
    from ..labels import Labels

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
    from ..check import check

    for resolved in corpus.resolved():
        found = check(resolved, rules)
        tally.add(found, abridged=resolved.document.abridged)
        yield from found
