"""The commands that ask what came before and after: `lineage`, `compare`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .terminal import (
    Failure,
    build_option,
    catalogue_option,
    complain,
    judgements,
    print_lines,
    records,
)

if TYPE_CHECKING:
    from ..lineage.demand import Demand
    from ..model import ResolvedDocument

KINDS = ("followsUp", "mandatedBy", "refersTo", "laterTextOf", "restates", "resembles")


@click.command()
@click.argument("key")
@click.option(
    "--up", default=2, show_default=True, type=click.IntRange(0), help="Steps back in time."
)
@click.option(
    "--down", default=2, show_default=True, type=click.IntRange(0), help="Steps forward in time."
)
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only links of this kind."
)
@click.option("--stated", is_flag=True, help="Only what a text states, nothing inferred.")
@click.option("--by", type=click.Choice(["body", "secretariat"]), help="Only what this one states.")
@click.option("--addressee", metavar="NAME", help="Only recommendations to these: states, …")
@click.option(
    "--strength", metavar="NAME", help="Only recommendations as strong as this: should, …"
)
@click.option("--to", metavar="KEY", help="The way to another node instead.")
@click.option(
    "--format", "form", default="text", show_default=True, type=click.Choice(["text", "json"])
)
@build_option
def lineage(
    key: str,
    up: int,
    down: int,
    kinds: tuple[str, ...],
    stated: bool,
    by: str | None,
    addressee: str | None,
    strength: str | None,
    to: str | None,
    form: str,
    build_folder: Path,
) -> None:
    """What came before a recommendation, what came after it, what stands beside it, and why.

    KEY is a key or what people write instead, as for "show". Similar wording is no lineage: ask for
    it with --kind resembles.

    \b
    Examples:
      seepara lineage 37
      seepara lineage "21(a)" --up 0 --down 3 --stated
      seepara lineage 37 --to 82
      seepara lineage 37 --kind laterTextOf --format json
      seepara lineage "21(a)" --addressee states --strength should_consider
    """
    from ..lineage import Lineage, LineageKind, Wanted, path, walk
    from ..lineage.told import Told
    from ..model import Asserter
    from ..showing import lineage as show_lineage
    from ..showing import lineage_json

    documents = records(build_folder)
    focus = _key(key, documents)
    wanted = Wanted(frozenset(map(LineageKind, kinds)), stated, Asserter(by) if by else None)
    said = judgements(build_folder)
    made = Lineage.of(
        documents,
        said.corrections,
        said.between,
        with_resemblances=LineageKind.RESEMBLES in wanted.kinds,
    )
    if addressee or strength:
        made = made.asking(
            _demands(documents, addressee, strength), focus, addressee or "", strength or ""
        )
    if to is not None:
        ends = (focus, _key(to, documents))
        links = path(made, *ends, wanted)
        keys = [*ends, *(end for link in links or () for end in (link.older, link.newer))]
        told = Told.of(documents, made, keys)
        shown = lineage_json.path_json(links, ends, told)
        lines = show_lineage.path_text(links, ends, told)
    else:
        found = walk(made, focus, up, down, wanted)
        told = Told.of(documents, made, found.nodes)
        shown = lineage_json.lineage_json(found, told)
        lines = show_lineage.lineage_text(found, told, wanted)
    if form == "json":
        print_lines([json.dumps(shown, ensure_ascii=False, indent=1), "\n"])
    else:
        print_lines(f"{line}\n" for line in lines)


def _demands(
    documents: list[ResolvedDocument], addressee: str | None, strength: str | None
) -> dict[str, tuple[Demand, ...]]:
    """The demands of the documents; a `Failure` where none of them is of these names."""
    from ..lineage.demand import demands_by_key

    found = demands_by_key(documents)
    every = [one for some in found.values() for one in some]
    for asked, option, known in (
        (addressee, "--addressee", sorted({one.addressee for one in every} - {""})),
        (strength, "--strength", sorted({one.strength for one in every})),
    ):
        if asked and asked not in known:
            raise Failure(
                f"{option} {asked}: nothing here is so called; there are {', '.join(known)}"
            )
    return found


@click.command()
@click.argument("draft")
@click.argument("final")
@click.option(
    "--format", "form", default="table", show_default=True,
    type=click.Choice(["table", "json", "jsonl"]), help="jsonl: a row a text.",
)  # fmt: skip
@click.option("--words", is_flag=True, help="Also the words that changed (table).")
@catalogue_option
@build_option
def compare(
    draft: str, final: str, form: str, words: bool, catalogue: Path | None, build_folder: Path
) -> None:
    """What each recommendation of a draft became in the final: kept, reworded, merged, split, dropped.

    DRAFT and FINAL are files, or documents of the build by symbol, short name or file's name.
    "New" is judged only in the part that the draft covers; what is too close to call is undecided.

    \b
    Examples:
      seepara compare draft.txt report.txt
      seepara compare "Draft report 2010" "Chair's report 2010" --format jsonl
      seepara compare draft.docx report.docx --words
    """
    from ..compare import compare as compare_documents
    from ..labels import Labels
    from ..showing import comparison as show_comparison
    from ..tables import as_json_lines

    earlier = _document(draft, catalogue, build_folder)
    later = _document(final, catalogue, build_folder)
    comparison = compare_documents(earlier, later)
    if form == "jsonl":
        print_lines(as_json_lines(show_comparison.comparison_rows(comparison)))
        return
    if form == "json":
        shown = show_comparison.comparison_json(comparison)
        print_lines([json.dumps(shown, ensure_ascii=False, indent=1), "\n"])
        return
    labels = Labels.of([earlier, later])
    lines = list(show_comparison.comparison_table(comparison, labels))
    if words:
        try:
            lines += show_comparison.changed_words(comparison, earlier, later, labels)
        except ValueError as error:
            raise Failure(str(error)) from None
    print_lines(f"{line}\n" for line in lines)


def _key(typed: str, documents: list[ResolvedDocument]) -> str:
    """The one key that a person means; a `Failure` where there is none, or more than one."""
    from ..showing.node import find_keys

    found = find_keys(typed, documents)
    if not found:
        raise Failure(
            f"nothing here is called {typed!r}; try a paragraph (21(a)), a symbol or a file's name"
        )
    if len(found) > 1:
        raise Failure(f"{typed!r} can be {', '.join(found)}: give one of them")
    return found[0]


def _document(typed: str, catalogue: Path | None, build_folder: Path) -> ResolvedDocument:
    """A document by its file, or one of the build by what it is called."""
    from ..corpus import read_corpus
    from ..keys import split

    if Path(typed).is_file():
        corpus = read_corpus([Path(typed)], catalogue)
        complain(corpus.unreadable)
        for resolved in corpus.resolved():
            return resolved
        raise Failure(f"{typed}: it could not be read, so there is nothing to compare")
    documents = records(build_folder)
    key, _ = split(_key(typed, documents))
    for resolved in documents:
        if resolved.document.key == key:
            return resolved
    raise Failure(f"{typed}: it is cited here, but was not read; give a file")
