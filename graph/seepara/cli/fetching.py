"""The command that brings documents: `fetch`, the only one that uses the network."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .terminal import Failure, ProgressBar, build_option, in_build, unreadable_file

if TYPE_CHECKING:
    from ..fetching import Fetched
    from ..fetching.asked import Asked
    from ..fetching.service import Service

# As in fetching/service.toml, in the order in which formats are tried.
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
FORMATS = ("docx", "pdf")


@click.command()
@click.argument("wanted", nargs=-1, metavar="SYMBOL...")
@click.option(
    "-o", "--output", "folder", default=".", show_default=True, type=click.Path(path_type=Path),
    help="The folder for the files and their catalogue.toml.",
)  # fmt: skip
@click.option(
    "--language", default="en", show_default=True, type=click.Choice(LANGUAGES),
    help="The language version.",
)  # fmt: skip
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(FORMATS),
    help="Only this format; without it Word first, then PDF.",
)  # fmt: skip
@click.option("--cited", is_flag=True, help="What the last build cites and has not read.")
@click.option(
    "--limit", default=10, show_default=True, type=click.IntRange(min=1),
    help="With --cited: how many, the most cited first.",
)  # fmt: skip
@build_option
@click.option("--again", is_flag=True, help="Also what is there already, in place of it.")
@click.option(
    "--rate", default=1.0, show_default=True, type=click.FloatRange(0.001, 10.0),
    help="Requests a second to one host, at most.",
)  # fmt: skip
@click.option(
    "--base-url", metavar="URL",
    help="Another address of the service: https, or http on this machine.",
)  # fmt: skip
def fetch(
    wanted: tuple[str, ...],
    folder: Path,
    language: str,
    formats: tuple[str, ...],
    cited: bool,
    limit: int,
    build_folder: Path,
    again: bool,
    rate: float,
    base_url: str | None,
) -> None:
    """Fetch documents by their symbols from the document service of the United Nations.

    Each file gets an entry in the folder's catalogue.toml, so that the next build resolves what
    cites it. This is the only command that uses the network; it takes no proxy from the
    environment.

    \b
    Examples:
      seepara fetch A/RES/64/293 "S/RES/1526 (2004)" -o reports
      seepara fetch A/80/604 --language fr --format pdf
      seepara fetch --cited --limit 5 -o reports
    """
    from importlib.metadata import version

    from ..fetching import NotFetched
    from ..fetching import fetch as fetch_one
    from ..fetching.client import Client
    from ..fetching.limits import Limits
    from ..fetching.saving import prepared
    from ..fetching.service import service
    from ..languages import codes
    from ..vocabulary import vocabulary

    if not wanted and not cited:
        raise Failure("name the symbols to fetch, or give --cited for what the last build cites")
    try:
        at = service(base_url)
    except ValueError as error:
        raise Failure(str(error)) from None
    try:
        catalogue = prepared(folder)
        heads = vocabulary("en", catalogue.registry).registry.symbol_heads
    except unreadable_file() as error:
        raise Failure(str(error)) from None
    except ValueError as error:
        raise Failure(f"{folder / 'catalogue.toml'}: {error}") from None
    texts = [*wanted, *(_cited(build_folder, limit, heads) if cited else ())]
    documents, strange = _asked(texts, heads, at)
    for problem in strange:
        click.echo(f"seepara: {problem}", err=True)
    if documents and language not in codes():
        click.echo(f"seepara build cannot read {language} yet, only {', '.join(codes())}", err=True)
    failed = bool(strange)
    client = Client(at, f"seepara/{version('seepara')}", Limits(interval=1 / rate))
    for one in documents:
        try:
            with ProgressBar(one.symbol) as progress:
                done = fetch_one(
                    one, folder, catalogue, client,
                    language=language, formats=formats, again=again, progress=progress,
                )  # fmt: skip
        except NotFetched as error:
            click.echo(f"seepara: {one.symbol}: {error}", err=True)
            failed = True
        else:
            click.echo(_line(done, folder))
    sys.exit(2 if failed else 0)


def _asked(
    texts: Iterable[str], heads: Collection[str], at: Service
) -> tuple[list[Asked], list[str]]:
    """The documents that are asked for, each once, and what is wrong with the rest."""
    from ..fetching.asked import asked

    documents: dict[str, Asked] = {}
    strange: list[str] = []
    for text in texts:
        try:
            one = asked(text, heads, at.variants)
        except ValueError as error:
            strange.append(str(error))
        else:
            documents.setdefault(one.symbol, one)
    return list(documents.values()), strange


def _cited(build_folder: Path, limit: int, heads: Collection[str]) -> list[str]:
    """The symbols of what a build cites most and has not read; says which on standard error."""
    from ..fetching.asked import most_cited

    report = in_build(build_folder, "report.json")
    try:
        rows = most_cited(report, heads)
    except (ValueError, OSError):
        raise Failure(f"{report}: it is no report of this version; build again") from None
    if not rows:
        click.echo("Nothing with a symbol is cited that was not read", err=True)
        return []
    chosen = rows[:limit]
    most = ", ".join(f"{symbol} ({number})" for symbol, number in chosen)
    click.echo(f"Cited and not read: {len(rows)} documents; now {len(chosen)}: {most}", err=True)
    return [symbol for symbol, _ in chosen]


def _line(done: Fetched, folder: Path) -> str:
    from ..fetching.errors import one_line

    place = one_line(str(folder / done.file))
    if done.size:
        return f"{done.symbol}: {place} ({done.size:,} bytes)"
    catalogue = "" if done.entered else ", without an entry in catalogue.toml"
    return f"{done.symbol}: already here as {place}{catalogue}; --again fetches it anew"
