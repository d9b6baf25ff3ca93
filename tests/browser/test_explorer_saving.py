"""What is saved and printed."""

from __future__ import annotations

import csv
import io
import struct
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from seepara.explorer import write_page

from ..samples import CELL, CHAIR, MARKUP, chair_and_draft
from .conftest import Visit
from .explorer_page import at, boxes, listed

A37 = f"{CHAIR}#37"
A50 = f"{CHAIR}#50"
SVG = "{http://www.w3.org/2000/svg}"


def saved(page: Page, kind: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.locator(f"[data-save={kind}]").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_svg_holds_what_is_drawn(visit: Visit) -> None:
    page = visit(at(A37))
    name, data = saved(page, "svg")
    assert name == "Chair-s-report-2010-para-37.svg"
    figure = ElementTree.fromstring(data)
    texts = [text.text or "" for text in figure.iter(f"{SVG}text")]
    assert texts.count("Para. 37") == 1 and "Para. 21 (a)" in texts and "Para. 17" in texts
    assert "14–15 April 2009" in texts
    assert "abridged, not the official text" in texts
    assert len(list(figure.iter(f"{SVG}rect"))) == 1 + len(boxes(page))
    dashes = {path.get("stroke-dasharray") for path in figure.iter(f"{SVG}path")}
    assert {"7 5", None} <= dashes
    # every line stands outside of all boxes that are not its ends, and inside of the figure
    width = float(figure.get("width") or 0)
    assert all(
        0 < float(rect.get("x") or 0) < width for rect in list(figure.iter(f"{SVG}rect"))[1:]
    )


def test_svg_of_hostile_text_is_well_formed(visit: Visit) -> None:
    page = visit(at(A50))
    figure = ElementTree.fromstring(saved(page, "svg")[1])
    assert {element.tag.removeprefix(SVG) for element in figure.iter()} <= {
        "svg", "title", "rect", "text", "g", "path",
    }  # fmt: skip
    assert not [a for e in figure.iter() for a in e.attrib if a.startswith("on") or "href" in a]


def test_png_has_pixels(visit: Visit) -> None:
    page = visit(at(A37))
    name, data = saved(page, "png")
    assert name.endswith(".png") and data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    assert width > 800 and height > 300
    body, place = b"", 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        if data[place + 4 : place + 8] == b"IDAT":
            body += data[place + 8 : place + 8 + length]
        place += 12 + length
    pixels = zlib.decompress(body)
    assert len(set(pixels)) > 20  # not one colour


def test_csv_holds_what_the_lists_hold(visit: Visit) -> None:
    page = visit(at(A37, 2, 2))
    name, data = saved(page, "csv")
    assert name.endswith(".csv") and data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    ends = {name for row in rows for name in (row["from"], row["to"])}
    assert len(ends) >= len(listed(page))
    (body,) = (row for row in rows if row["to"] == "CTOC/COP/WG.4/2009/2, para. 17")
    assert body["relation"] == "follows up" and body["said_by"] == "the Group’s own words"
    assert body["text"] == "abridged, not the official text"
    assert {row["stated"] for row in rows} == {"stated", "inferred"}
    assert not any("x/" in value for row in rows for value in row.values())


def test_csv_has_no_formula(visit: Visit, tmp_path: Path) -> None:
    documents = chair_and_draft()
    write_page(documents, tmp_path / "page.html")
    page = visit(at(A50), tmp_path / "page.html")
    page.evaluate("(text) => { document.querySelector('#holds').dataset.x = text; }", CELL)
    data = saved(page, "csv")[1].decode("utf-8-sig")
    for row in csv.reader(io.StringIO(data)):
        assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert MARKUP not in data or '"' in data


def test_print_shows_the_figure_on_paper(visit: Visit) -> None:
    page = visit(at(A37))
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".for-print svg")).to_be_visible()
    expect(page.locator(".scroller")).to_be_hidden()
    expect(page.locator(".controls")).to_be_hidden()
    expect(page.locator("#panel-up")).to_be_visible()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('#panel-up')).color")
        == "rgb(26, 37, 48)"
    )
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".for-print")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_printed_page_has_content(visit: Visit, scheme: str) -> None:
    page = visit(at(A37))
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert len(page.pdf()) > 10_000
