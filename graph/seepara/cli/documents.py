"""The commands that read documents: `build`, `refs`, `check`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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
    status_of,
    unreadable_file,
)

if TYPE_CHECKING:
    from ..build import Built
    from ..check import Finding, Selection
    from ..check.formats import Tally
    from ..collecting.collection import Collection
    from ..labels import Labels
    from ..model import Citation, ResolvedDocument

_MOST_WANTED = 5


@click.command()
@paths_argument
@click.option(
    "-o", "--output", default=BUILD, show_default=True, type=click.Path(path_type=Path),
    help="Where the results go.",
)  # fmt: skip
@catalogue_option
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N",
    help="How many processes work at once (default: as many as there are processors).",
)  # fmt: skip
def build(paths: tuple[Path, ...], output: Path, catalogue: Path | None, jobs: int | None) -> None:
    """Read documents and write everything made of them into one folder.

    PATHS are files and folders (the current folder, if none is given). A build replaces the last
    one only when it is whole. What was made of each document is kept beside it (.build-cache), so
    that the next build reads only what has changed.

    \b
    Examples:
      seepara build data
      seepara build report.txt draft.docx -o results
      seepara build archive --jobs 4
    """
    import gc

    from ..build import NothingToBuild
    from ..build import build as write_build

    gc.freeze()  # what is loaded stays: neither this process nor those it forks need to look at it
    try:
        with ProgressBar("Building") as progress:
            built = write_build(paths or (Path("."),), output, catalogue, jobs, progress)
    except NothingToBuild as nothing:
        complain(nothing.unreadable)
        raise Failure(str(nothing)) from None
    except unreadable_file() as error:
        raise Failure(str(error)) from None
    _summary(built, output)
    complain(built.unreadable)
    sys.exit(status_of(built.unreadable))


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

    with _collected(paths, catalogue) as found:
        if form == "csv":
            rows = (row for r in found.resolved() for row in tables.citation_rows(r))
            print_lines(tables.as_csv(rows, tables.CITATION_COLUMNS))
        elif form == "jsonl":
            rows = (row for r in found.resolved() for row in tables.reference_rows(r))
            print_lines(tables.as_json_lines(rows))
        else:
            print_lines(_reference_table(found.resolved()))
    complain(found.unreadable)
    sys.exit(status_of(found.unreadable))


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
@click.option(
    "--against", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="DRAFT",
    help="The draft: also references that were not renumbered since.",
)  # fmt: skip
@click.option(
    "--comments", type=click.Path(path_type=Path, dir_okay=False), metavar="COPY.docx",
    help="Also a copy of the Word file with the findings as comments.",
)  # fmt: skip
@catalogue_option
def check(
    paths: tuple[Path, ...],
    form: str,
    off: tuple[str, ...],
    on: tuple[str, ...],
    list_rules: bool,
    against: Path | None,
    comments: Path | None,
    catalogue: Path | None,
) -> None:
    """Faults in the cross-references, each with its place and a cure; status 1 for an error.

    \b
    Examples:
      seepara check report.docx
      seepara check report.docx --on style --off one-sided
      seepara check reports --format sarif > faults.sarif
      seepara check report.docx --against draft.docx
      seepara check report.docx --comments report-checked.docx
      seepara check --list
    """
    from .. import check as checks
    from ..check import formats
    from .printing import word_file, write_commented

    if list_rules:
        print_lines(formats.as_list())
        return
    try:
        rules = checks.select(on, off)
    except checks.UnknownRule as error:
        raise Failure(f"no rule is called {error}; seepara check --list shows them") from None
    word = word_file(paths, comments) if comments else None
    tally = formats.Tally()
    draft = _draft(against, catalogue) if against else None
    with _collected(paths, catalogue) as found:
        findings = _findings(found, rules, tally, draft)
        if comments and word:
            findings = list(findings)
            write_commented(word, findings, comments)
        unreadable = [str(error) for error in found.unreadable]
        print_lines(formats.written(findings, form, rules, unreadable, colour=colour()))
    click.echo(tally.line(), err=True)
    complain(found.unreadable)
    sys.exit(status_of(found.unreadable) or (1 if tally.has_errors else 0))


@contextmanager
def _collected(paths: tuple[Path, ...], catalogue: Path | None) -> Iterator[Collection]:
    """The documents of some paths, kept in a temporary folder while they are used."""
    from ..build.program import program_digest
    from ..collecting.cache import temporary
    from ..collecting.collection import collected
    from ..workers import processors

    with temporary() as cache:
        with ProgressBar("Reading") as progress:
            found = collected(
                paths or (Path("."),), catalogue, cache, program_digest(), processors(), progress
            )
        yield found


def _summary(built: Built, output: Path) -> None:
    """What a build says at its end (design.md §4)."""
    from ..build import MOST_NODES
    from ..registry import registry
    from ..report import COUNTING_RULE

    report = built.report
    counts = report.counts()["citations"]
    without = ""
    if report.without_symbol == report.documents:
        without = ", none with a symbol of its own"
    elif report.without_symbol:
        without = f", {report.without_symbol} without a symbol of its own"
    lines = [
        f"{report.documents} document{'s' * (report.documents != 1)}{without}"
        + (f"; {report.abridged} abridged, not the official text" if report.abridged else ""),
        f"{report.units} units, {report.recommendations} recommendations ({COUNTING_RULE})",
        f"{report.references} references, {sum(counts.values())} citations: "
        + ", ".join(f"{number} {status}" for status, number in counts.items()),
    ]
    heads = registry("en").symbol_heads
    for place, (symbol, number) in enumerate(report.most_wanted(heads)[:_MOST_WANTED]):
        fetch = "" if place else ": `seepara fetch` can get it"
        lines.append(f"  {number} point to {symbol}, which is not here{fetch}")
    if report.unresolved:
        lines.append(f"What could not be resolved is listed in {output / 'report.json'}")
    for key in built.misnamed:
        lines.append(f"A correction in the catalogue names {key}, which is nowhere here")
    if built.has_explorer:
        lines.append(f"Explorer: {output / 'explorer.html'}")
    else:
        lines.append(
            f"No explorer, and no inferred links: {built.nodes:,} nodes, over the limit of "
            f"{MOST_NODES:,}; build fewer documents into another folder (-o) to have one"
        )
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


def _draft(path: Path, catalogue: Path | None) -> ResolvedDocument:
    """The draft, read by itself: it may have the symbol of the final text."""
    with _collected((path,), catalogue) as found:
        for resolved in found.resolved():
            return resolved
        raise Failure("; ".join(map(str, found.unreadable)) or f"{path}: it has no document")


def _findings(
    corpus: Collection, rules: Selection, tally: Tally, draft: ResolvedDocument | None
) -> Iterable[Finding]:
    """What is found in each document in turn; the tally counts it on its way."""
    from ..check import check

    for resolved in corpus.resolved():
        found = check(resolved, rules, draft)
        tally.add(found, abridged=resolved.document.abridged)
        yield from found
