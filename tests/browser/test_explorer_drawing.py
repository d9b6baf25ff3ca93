from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import expect

from seepara.corpus import read_corpus
from seepara.explorer import write_page
from seepara.labels import Labels
from seepara.lineage import Lineage, Place, walk
from seepara.model import (
    Citation,
    Document,
    Kind,
    Reference,
    ResolvedDocument,
    Stage,
    Status,
    Unit,
    UnitKind,
)
from seepara.network import neighbourhood, network

from ..pages import joined
from ..samples import CHAIR, EARLIER, chair_and_draft
from .conftest import Visit
from .explorer_page import (
    OVERVIEW,
    address,
    at,
    boxes,
    click_box,
    go,
    lines,
    listed,
    pixel,
    positions,
)

A21 = f"{CHAIR}#21(a)"


def keys_with_a_page() -> list[str]:
    documents = chair_and_draft()
    graph = network(documents, Labels.of(documents))
    return sorted(key for key in graph if graph.nodes[key]["kind"] not in ("body", "meeting"))


@pytest.mark.parametrize("secretariat", [True, False])
def test_lists_and_drawing_hold_the_same(visit: Visit, secretariat: bool) -> None:
    page = visit()
    for key in keys_with_a_page():
        go(page, at(key, 2, 2, secretariat))
        shown = boxes(page)
        assert shown.keys() - {key} == listed(page), key
        assert not shown or key in shown
        for (a, one), (b, other) in combinations(shown.items(), 2):
            apart = (
                one["right"] <= other["left"]
                or other["right"] <= one["left"]
                or one["bottom"] <= other["top"]
                or other["bottom"] <= one["top"]
            )
            assert apart, f"{a} and {b} overlap around {key}"
        sizes = {(b["right"] - b["left"], b["bottom"] - b["top"]) for b in shown.values()}
        assert len(sizes) <= 1, "boxes have one size"


def test_walks_are_those_of_the_graph(visit: Visit) -> None:
    """The page and `seepara.network.neighbourhood` follow one rule."""
    documents = chair_and_draft()
    graph = network(documents, Labels.of(documents))
    page = visit()
    for key in keys_with_a_page():
        if "#" not in key:
            continue  # around a document the page shows documents
        for up, down in ((1, 0), (3, 0), (0, 1), (0, 3)):
            around = neighbourhood(graph, key, up, down).nodes
            expected = {node: abs(around[node]["step"]) for node in around if around[node]["step"]}
            found = page.evaluate(
                "([key, up, down]) => window.seepara.neighbours(key, up, down)", [key, up, down]
            )
            walked = found["up"] if up else found["down"]
            assert {k: s for k, s in walked if not k.startswith("?")} == expected


def test_what_stands_beside_is_that_of_the_lineage(
    visit: Visit, data_page: Path, root: Path
) -> None:
    """The page and `seepara.lineage.walk` follow one rule; what is linked itself is under its link."""
    documents = list(read_corpus([root / "data"]).resolved())
    lineage = Lineage.of(documents, with_resemblances=False)
    page = visit("", data_page)
    some = 0
    for resolved in documents:
        for unit in resolved.document.units:
            if not unit.recommendation:
                continue
            key = f"{resolved.document.key}#{unit.path}"
            expected = {node.key for node in walk(lineage, key).at(Place.BESIDE)}
            found = page.evaluate("(key) => window.seepara.neighbours(key)", key)
            own, linked = (
                {other for other, _ in found["beside"]},
                {other for way in ("up", "down") for other, _ in found[way]},
            )
            assert own == expected - linked, key
            some += len(own)
    assert some > 5


@pytest.mark.parametrize("width", [1400, 1200, 900])
def test_the_first_lineage_fits_the_window(visit: Visit, data_page: Path, width: int) -> None:
    page = visit("", data_page)
    page.set_viewport_size({"width": width, "height": 900})
    chair = next(
        key for key in page.evaluate("window.seepara.hints().flat()") if "x/CTOC-COP/" in key
    ).partition("#")[0]
    for path in ("21(a)", "37"):
        go(page, at(f"{chair}#{path}"))
        wide, room = page.evaluate(
            """() => {
              const { scrollWidth, clientWidth } = document.querySelector("#drawing-focus .scroller");
              return [scrollWidth, clientWidth];
            }"""
        )
        assert wide <= room
        sizes = {round(box["right"] - box["left"]) for box in boxes(page).values()}
        assert min(sizes) >= 110  # not by making the words unreadable
        notes = page.evaluate(
            """() => window.seepara.networks.get("drawing-focus").body.data.nodes.get()
                 .map((node) => node.label ?? "").join(" ")"""
        )
        assert "…" not in notes  # nothing is cut


def test_drawing_is_really_drawn(visit: Visit) -> None:
    page = visit(at(A21))
    shown = boxes(page)
    place = positions(page)
    assert place[A21]["x"] < place[f"{CHAIR}#37"]["x"]  # 2009 left, 2010 right
    assert len({place[f"{CHAIR}#{n}"]["x"] for n in (37, 50, 82)}) == 1
    focus = shown[A21]
    assert pixel(page, focus["left"] + 8, focus["top"] + 8)[:3] == [0x0B, 0x53, 0x94]
    beside = shown[f"{CHAIR}#37"]
    assert pixel(page, beside["left"] + 8, beside["top"] + 8)[:3] == [255, 255, 255]
    assert pixel(page, focus["left"] - 6, focus["top"] - 6)[3] == 0  # nothing is drawn there
    pieces = lines(page)
    assert all(piece["dashes"] for piece in pieces)  # all are the secretariat's
    arrows = [piece for piece in pieces if piece["arrows"]["to"]["enabled"]]
    assert len(arrows) == 6  # three there, three back


def test_lines_by_who_says_it(visit: Visit) -> None:
    page = visit(at(f"{CHAIR}#37"))
    styles = {
        piece["to"]: bool(piece["dashes"])
        for piece in lines(page)
        if piece["arrows"]["to"]["enabled"]
    }
    assert styles[f"{EARLIER}#17"] is False
    assert styles[A21] is True


def test_a_box_is_focused_by_a_click(visit: Visit) -> None:
    page = visit(at(A21, 2, 1))
    click_box(page, f"{CHAIR}#50")
    expect(page.locator("#view-title")).to_have_text("Para. 50")
    assert address(page) == at(f"{CHAIR}#50", 2, 1)  # depth is kept
    page.go_back()
    expect(page.locator("#view-title")).to_have_text("Para. 21 (a)")


def test_the_overview_leads_to_a_document(visit: Visit) -> None:
    page = visit()
    click_box(page, CHAIR, OVERVIEW)
    expect(page.locator("#view-title")).to_have_text("Chair's report 2010")
    # around a document the lists name documents, and say from where to where
    decision = page.locator("[data-entry='decision:CTOC/COP/4/4']")
    expect(decision).to_contain_text("from Para. 5")
    expect(decision).to_contain_text("to Para. o (ii)")
    expect(page.locator(".within summary")).to_contain_text("(7)")


def test_a_line_says_its_phrase(visit: Visit) -> None:
    page = visit(at(f"{CHAIR}#fn1"))
    place = positions(page)
    middle = {
        axis: (place[f"{CHAIR}#fn1"][axis] + place["A/RES/64/293"][axis]) / 2 for axis in ("x", "y")
    }
    spot = page.evaluate(
        """({ x, y }) => {
          const network = window.seepara.networks.get("drawing-focus");
          const { left, top } = document.querySelector("#drawing-focus canvas").getBoundingClientRect();
          const at = network.canvasToDOM({ x, y });
          return [left + at.x, top + at.y];
        }""",
        middle,
    )
    page.mouse.move(*spot)
    expect(page.locator(".caption")).to_contain_text(
        "Footnote 1: “General Assembly resolution 64/293” – the document’s own words"
        " (abridged, not the official text)"
    )


def test_dark_mode_redraws(visit: Visit) -> None:
    page = visit(at(A21))
    focus = boxes(page)[A21]
    light = pixel(page, focus["left"] + 8, focus["top"] + 8)
    page.emulate_media(color_scheme="dark")
    dark = light
    for _ in range(50):
        dark = pixel(page, focus["left"] + 8, focus["top"] + 8)
        if dark != light:
            break
        page.wait_for_timeout(50)
    assert dark[:3] == [0x8C, 0xC1, 0xF7]
    assert light[:3] == [0x0B, 0x53, 0x94]


def test_many_documents_are_gathered_by_year_or_decade(visit: Visit, tmp_path: Path) -> None:
    documents = []
    for number in range(150):
        year = 1946 + number // 3
        text = f"Recalls S/RES/{number}({year})."
        before = max(number - 5, 0)
        target = f"S/RES/{before}({1946 + before // 3})"
        citation = Citation(target, Kind.RESOLUTION, Status.RESOLVED)
        reference = Reference("op1", 8, len(text) - 1, text[8:-1], Kind.RESOLUTION, (citation,))
        key = f"S/RES/{number}({year})"
        document = Document(
            key, f"{number}.txt", text, (Unit("op1", UnitKind.PARAGRAPH, 0, len(text)),),
            symbol=key, date=f"{year}-0{1 + number % 9}-01", stage=Stage.RESOLUTION,
        )  # fmt: skip
        documents.append(ResolvedDocument(document, (reference,) if number < 100 else ()))
    write_page(documents, tmp_path / "page.html")
    page = visit("", tmp_path / "page.html")
    heads = page.locator(".column-head strong").all_inner_texts()
    assert "1950s" in heads and len(heads) <= 13
    assert len(boxes(page, OVERVIEW)) <= 68
    expect(page.locator(".overview")).to_contain_text("The drawing leaves out")
    expect(page.locator(".overview .notice")).to_contain_text("more (marked in the list below)")


def test_every_kind_of_node_of_the_reports_is_shown(visit: Visit, data_page: Path) -> None:
    """Documents, meetings, what was not read, what is only inferred: lists and drawing agree."""
    page = visit("", data_page)
    nodes = joined(data_page.read_text("utf-8")).nodes
    whole = [node["id"] for node in nodes if "#" not in node["id"]]
    unread = [node["id"] for node in nodes if "#" in node["id"] and node.get("unread")]
    read = [node["id"] for node in nodes if "#" in node["id"] and not node.get("unread")]
    for key in (*whole, *unread[::4], *read[::12]):
        go(page, f"{at(key, 2, 2)}&alike=1")
        shown = boxes(page).keys() - {key}
        assert shown == listed(page) or len(shown) >= 40, key
