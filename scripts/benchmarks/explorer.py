"""The explorer in Chromium: seconds to the first lineage drawn, and to the next, beside plain pyvis.

The corpus is made for it, in words of our own. pyvis is given the same nodes and citations and is
used as it comes; it is cut off after a minute. Times are of the clock, from the request for the page
until what was asked for is on the screen: other programs on the machine lengthen them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from seepara.corpus import read_corpus
from seepara.explorer import write_page
from seepara.labels import Labels
from seepara.lineage import inferred_links
from seepara.model import ResolvedDocument, UnitKind
from seepara.network import CITES, network

from ._corpus import write_corpus
from ._measuring import say
from ._results import Column, Result, Table, Value

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_PARAGRAPHS, _QUICK_PARAGRAPHS = 10_000, 1_000
_A_DOCUMENT = 9  # paragraphs of a document of the corpus
_ROUNDS, _QUICK_ROUNDS = 5, 3
_FOCUSES = 6
_CUT_OFF = 60.0
_VIEWPORT = {"width": 1400, "height": 900}
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_LOCAL = ("file:", "data:", "blob:")

# Until the next frame after what was asked for is drawn.
_NEXT = """async (key) => {
  const start = performance.now();
  const title = document.title;
  location.hash = `#focus=${key}`;
  const there = () => {
    const unit = document.querySelector("#view .focused");
    return unit && unit.dataset.unit === decodeURIComponent(key) && document.title !== title;
  };
  while (!there()) await new Promise((done) => setTimeout(done, 1));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start;
}"""
_DRAWN = """() => {
  const canvas = document.querySelector("#mynetwork canvas");
  if (!canvas || !canvas.width) return false;
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  return pixels.some((value) => value);
}"""


@dataclass(frozen=True, slots=True)
class Opened:
    """One page opened: seconds until it was drawn, None if it was cut off; seconds of what came next."""

    drawn: float | None
    following: tuple[float, ...] = ()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument(
        "--paragraphs", type=int, metavar="N", help=f"how many paragraphs ({_PARAGRAPHS:,})"
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help=f"{_QUICK_PARAGRAPHS:,} paragraphs, {_QUICK_ROUNDS} rounds",
    )


def run(arguments: argparse.Namespace) -> Result:
    """Measure and compare."""
    paragraphs = arguments.paragraphs or (_QUICK_PARAGRAPHS if arguments.quick else _PARAGRAPHS)
    rounds = _QUICK_ROUNDS if arguments.quick else _ROUNDS
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        say(f"writing and reading {paragraphs:,} paragraphs")
        documents = _documents(folder / "corpus", paragraphs)
        counts = _write_pages(documents, folder)
        keys = _busiest(documents)
        with _chromium() as browser:
            opened = _in_turn(browser, folder, keys, rounds)
            say("plain pyvis")
            opened["plain pyvis"] = [_open_pyvis(browser, folder / "pyvis.html")]
    about = (
        f"{counts['paragraphs']:,} numbered paragraphs in {len(documents):,} documents: "
        f"{counts['nodes']:,} nodes, {counts['edges']:,} citations",
        f"Chromium without a GPU, from disk, {_VIEWPORT['width']} × {_VIEWPORT['height']}; median "
        f"of {rounds} rounds, a new window each; pyvis once, cut off after {_CUT_OFF:g} s",
    )
    return Result("explorer", about, (_table(opened, counts),))


def _documents(folder: Path, paragraphs: int) -> tuple[ResolvedDocument, ...]:
    write_corpus(folder, -(-paragraphs // _A_DOCUMENT))
    return tuple(read_corpus([folder]).resolved())


def _write_pages(documents: Sequence[ResolvedDocument], folder: Path) -> Mapping[str, int]:
    """The page in one file, the same in parts, and that of pyvis; returns what they hold."""
    labels, inferred = Labels.of(documents), inferred_links(documents)
    say("writing the pages")
    for name, one_file in (("one", 10**9), ("parts", 1)):
        (folder / name).mkdir()
        write_page(documents, folder / name / "explorer.html", labels, inferred, one_file)
    graph = network(documents, labels)
    nodes = [key for key, kind in graph.nodes(data="kind") if kind != "body"]
    edges = [(a, b) for a, b, link in graph.edges(data=True) if link["relation"] in CITES]
    _write_pyvis([(key, graph.nodes[key]["short"]) for key in nodes], edges, folder / "pyvis.html")
    return {
        "nodes": len(nodes),
        "edges": len(edges),
        "paragraphs": sum(
            unit.kind is UnitKind.PARAGRAPH for one in documents for unit in one.document.units
        ),
        "one file": (folder / "one" / "explorer.html").stat().st_size,
        "in parts": (folder / "parts" / "explorer.html").stat().st_size,
        "plain pyvis": (folder / "pyvis.html").stat().st_size,
    }


def _write_pyvis(
    nodes: Sequence[tuple[str, str]], edges: Sequence[tuple[str, str]], path: Path
) -> None:
    """The page that pyvis makes as it comes, but for its quadratic `add_edge`."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.add_nodes([key for key, _ in nodes], label=[label for _, label in nodes])
    known = {key for key, _ in nodes}
    network.edges = [
        {"from": a, "to": b, "arrows": "to"} for a, b in edges if a in known and b in known
    ]
    path.write_text(network.generate_html(), "utf-8")


def _busiest(documents: Sequence[ResolvedDocument]) -> list[str]:
    """The units that cite most, from the middle of the corpus on."""
    citing: Counter[str] = Counter()
    for one in documents[len(documents) // 2 :]:
        for reference in one.references:
            citing[f"{one.document.key}#{reference.unit}"] += len(reference.citations)
    return [quote(key, safe="/:()") for key, _ in citing.most_common(_FOCUSES)]


@contextmanager
def _chromium() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise SystemExit("this benchmark needs playwright: pip install playwright") from None
    named = (os.environ.get("SEEPARA_CHROMIUM"), *map(shutil.which, _CHROMIUM))
    path = next(filter(None, named), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            yield browser
        finally:
            browser.close()


def _in_turn(
    browser: Browser, folder: Path, keys: Sequence[str], rounds: int
) -> dict[str, list[Opened]]:
    """Every page once, then every one again; a first round, to warm up, is left out."""
    pages = {"one file": folder / "one", "in parts": folder / "parts"}
    opened: dict[str, list[Opened]] = {name: [] for name in pages}
    for turn in range(rounds + 1):
        for name, place in pages.items():
            say(f"round {turn} of {rounds}: {name}")
            opened[name].append(_open_ours(browser, place / "explorer.html", keys))
    return {name: found[1:] for name, found in opened.items()}


def _open_ours(browser: Browser, path: Path, keys: Sequence[str]) -> Opened:
    with _window(browser) as page:
        start = time.perf_counter()
        page.goto(f"{path.as_uri()}#focus={keys[0]}")
        page.wait_for_selector("#drawing-focus canvas", state="attached")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
        drawn = time.perf_counter() - start
        following = tuple(page.evaluate(_NEXT, key) / 1000 for key in keys[1:])
        return Opened(drawn, following)


def _open_pyvis(browser: Browser, path: Path) -> Opened:
    from playwright.sync_api import Error

    with _window(browser) as page:
        start = time.perf_counter()
        try:
            page.goto(path.as_uri(), wait_until="commit")
            page.wait_for_function(_DRAWN, timeout=_CUT_OFF * 1000)
        except Error:
            return Opened(None)
        return Opened(time.perf_counter() - start)


@contextmanager
def _window(browser: Browser) -> Iterator[Page]:
    """A new window without a network."""
    context = browser.new_context(viewport=_VIEWPORT)  # type: ignore[arg-type]
    context.route(
        "**/*",
        lambda route: route.continue_() if route.request.url.startswith(_LOCAL) else route.abort(),
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def _table(opened: Mapping[str, Sequence[Opened]], counts: Mapping[str, int]) -> Table:
    rows: list[Mapping[str, Value]] = []
    for name, found in opened.items():
        drawn = [one.drawn for one in found if one.drawn is not None]
        following = [seconds for one in found for seconds in one.following]
        rows.append(
            {
                "what": name if drawn else f"{name} (cut off at {_CUT_OFF:g} s)",
                "drawn_s": statistics.median(drawn) if drawn else None,
                "drawn_s_max": max(drawn, default=None),
                "next_s": statistics.median(following) if following else None,
                "next_s_max": max(following, default=None),
                "page_mb": counts[name] / 1e6,
                "rounds": len(found),
            }
        )
    columns = (
        Column("what", "page"),
        Column("drawn_s", "drawn s", ".2f"),
        Column("drawn_s_max", "max", ".2f"),
        Column("next_s", "next s", ".3f"),
        Column("next_s_max", "max", ".3f"),
        Column("page_mb", "MB", ".1f"),
    )
    return Table(
        "pages", "Opened to the first lineage drawn, and to the next", columns, tuple(rows)
    )
