"""A page whose data is in parts beside it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from playwright.sync_api import Page, expect

from seepara.explorer import write_page

from ..pages import block
from ..samples import chair_and_draft
from .conftest import Visit
from .explorer_page import address, at, boxes, listed

BY_KEY = "items => items.map((item) => item.dataset.entry)"


def seen(page: Page) -> list[object]:
    return [
        page.locator("#view").inner_text(),
        {key: (round(box["left"]), round(box["top"])) for key, box in boxes(page).items()},
    ]


def loaded(page: Page) -> int:
    number: int = page.evaluate("window.seepara.loaded.size")
    return number


def test_the_page_holds_only_what_every_view_needs(visit: Visit, parted_page: Path) -> None:
    folder = parted_page.parent / "explorer"
    names = sorted(path.name for path in folder.iterdir())
    assert names == [f"{number:03d}.js" for number in range(len(names))] and len(names) > 2
    whole = parted_page.read_text("utf-8")
    assert "States parties should:" not in whole
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', whole)
    assert policy and "strict-dynamic" in policy[1] and "unsafe" not in policy[1]
    assert "trusted-types seepara-parts" in policy[1]
    page = visit("", parted_page)
    expect(page.locator("#holds")).to_contain_text("4 documents")
    expect(page.locator(".overview .row")).to_have_count(4)
    expect(page.locator(".overview .notice")).to_contain_text("No reference joins these documents")
    assert loaded(page) == 0


def test_a_part_comes_when_it_is_needed(visit: Visit, parted_page: Path, data_page: Path) -> None:
    whole = visit("", data_page)
    whole.keyboard.type("21(a)")
    whole.keyboard.press("Enter")
    expect(whole.locator("#view-title")).to_have_text("Para. 21 (a)")
    page = visit(address(whole), parted_page)
    expect(page.locator("#view-title")).to_have_text("Para. 21 (a)")
    assert 0 < loaded(page) < len(list((parted_page.parent / "explorer").iterdir()))
    assert seen(page) == seen(whole)
    for one in (whole, page):
        one.locator("#panel-up a[data-key$='#37']").first.click()
        expect(one.locator("#view-title")).to_have_text("Para. 37")
        expect(one.locator("#panel-earlier li[data-entry]")).to_have_count(2)
    assert seen(page) == seen(whole)
    assert boxes(page).keys() - {address_key(page)} == listed(page)


def address_key(page: Page) -> str:
    found: str = page.evaluate("decodeURIComponent(location.hash.match(/focus=([^&]*)/)[1])")
    return found


def test_other_views_of_a_page_in_parts(visit: Visit, parted_page: Path, data_page: Path) -> None:
    for view in ("#view=unread", "#view=unresolved"):
        assert seen(visit(view, parted_page)) == seen(visit(view, data_page))


def test_search_reads_the_rest_when_asked(visit: Visit, parted_page: Path) -> None:
    page = visit("", parted_page)
    page.keyboard.type("coordination")
    expect(page.locator("#results-note")).to_contain_text("not searched yet")
    page.locator("#search-all").click()
    expect(page.locator("#results li").first).to_be_visible()
    expect(page.locator("#search-all")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("#view-title")).to_be_visible()


def test_a_part_that_is_gone_is_told(page: Page, parted_page: Path, tmp_path: Path) -> None:
    copied = tmp_path / "explorer.html"
    shutil.copy(parted_page, copied)
    documents = block(copied.read_text("utf-8"), "documents")
    key = next(one["node"]["id"] for one in documents if "node" in one)
    page.goto(copied.as_uri() + at(f"{key}#1"))
    expect(page.locator("#view")).to_contain_text("needs the folder explorer beside it")


def test_hostile_texts_in_parts_run_nothing(visit: Visit, tmp_path: Path) -> None:
    write_page(chair_and_draft(), tmp_path / "explorer.html", one_file=1)
    for part in (tmp_path / "explorer").iterdir():
        assert part.read_text("utf-8").startswith("seeparaPart(")
    page = visit("", tmp_path / "explorer.html")
    page.keyboard.type("alert")
    page.locator("#search-all").click()
    expect(page.locator("#results li").first).to_be_visible()
    expect(page.locator("#view img, #view script, .results img")).to_have_count(0)


def test_only_a_part_can_become_a_script(page: Page, tmp_path: Path) -> None:
    write_page(chair_and_draft(), tmp_path / "explorer.html", one_file=1)
    page.goto((tmp_path / "explorer.html").as_uri())
    refused = page.evaluate(
        """() => {
          const script = document.createElement("script");
          try {
            script.src = "explorer/000.js";
            return "";
          } catch (error) {
            return error.name;
          }
        }"""
    )
    assert refused == "TypeError"
