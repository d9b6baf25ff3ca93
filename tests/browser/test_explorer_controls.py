"""Filters, the way between two nodes, and the keys."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, expect

from seepara.corpus import read_corpus
from seepara.lineage import Lineage
from seepara.lineage import path as lineage_path

from ..samples import CHAIR, DRAFT, EARLIER, LATER
from .conftest import Visit
from .explorer_page import address, arrows, at, boxes, click_box, count, go, listed

A21 = f"{CHAIR}#21(a)"
A37 = f"{CHAIR}#37"


def active(page: Page, panel: str) -> set[str]:
    keys: list[str] = page.eval_on_selector_all(
        f"#panel-{panel} li[data-active=yes]", "items => items.map((item) => item.dataset.entry)"
    )
    return set(keys)


FILTERS = [
    # what is set; what is left of "refers to" around paragraph 37, and of "referred to by"
    ("", {A21, f"{EARLIER}#17", "A/RES/64/293"}, {A21, f"{LATER}#op1"}),
    ("&sec=0", {f"{EARLIER}#17", "A/RES/64/293"}, {f"{LATER}#op1"}),
    ("&own=0", {A21}, {A21}),
    ("&hide=rel:followsUp", {A21, "A/RES/64/293"}, {A21, f"{LATER}#op1"}),
    ("&hide=kind:subparagraph", {f"{EARLIER}#17", "A/RES/64/293"}, {f"{LATER}#op1"}),
    ("&hide=kind:resolution&hide=kind:paragraph", {A21}, {A21}),
    (f"&hide=doc:{quote(CHAIR)}", {f"{EARLIER}#17", "A/RES/64/293"}, {f"{LATER}#op1"}),
    # a unit has the year of its meeting, what was not read that of its symbol
    ("&from=2009&to=2009", {A21, f"{EARLIER}#17", "A/RES/64/293"}, {A21}),
    ("&from=2010", set(), {f"{LATER}#op1"}),
]  # fmt: skip


def test_filters(visit: Visit) -> None:
    page = visit(at(A37))
    for filters, up, down in FILTERS:
        go(page, at(A37) + filters)
        assert (active(page, "up"), active(page, "down")) == (up, down), filters
        assert (count(page, "up"), count(page, "down")) == (f"({len(up)})", f"({len(down)})")
        assert boxes(page).keys() - {A37} == listed(page), filters
        # what is left out is still told, and greyed
        assert page.locator("#panel-up > ul > li").count() == 3
        assert page.locator("#panel-up > ul > li.off").count() == 3 - len(up), filters


def test_filters_are_set_by_hand_and_kept_on_the_way(visit: Visit) -> None:
    page = visit(at(A37))
    page.locator("#filters > summary").click()
    box = page.locator("[data-facet='kind:resolution']")
    expect(box).to_be_checked()
    box.uncheck()
    expect(page.locator("#panel-up h3 .count")).to_have_text("(2)")
    expect(box).to_be_focused()
    assert address(page).endswith("&hide=kind:resolution")
    expect(page.locator("#filters summary")).to_have_text("Filters (1 set)")
    page.locator("#year-from").fill("2009")
    page.keyboard.press("Enter")
    expect(page.locator("#filters summary")).to_have_text("Filters (2 set)")
    page.locator("#panel-up a.entry-link").first.click()
    assert "hide=kind:resolution&from=2009" in address(page)
    page.go_back()
    page.locator("#clear-filters").click()
    expect(page.locator("#panel-up h3 .count")).to_have_text("(3)")
    assert address(page) == at(A37)


def test_filter_by_who_is_asked(visit: Visit, data_page: Path) -> None:
    page = visit("", data_page)
    page.keyboard.type("21(a)")
    page.keyboard.press("Enter")
    expect(page.locator(".tag-demand")).to_have_text("States: should")
    page.locator("#filters > summary").click()
    asked = page.locator("[data-facet^='who:']")
    before = len(boxes(page))
    for one in asked.all():
        one.uncheck()
    assert len(boxes(page)) < before
    expect(page.locator("#panel-up .entry-off").first).to_contain_text("Left out by the filters")


def test_a_way_between_two(visit: Visit) -> None:
    page = visit(at(A21))
    page.locator("#find-way").click()
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("CTOC/COP/2012/7 op1")
    page.keyboard.press("Enter")
    expect(page.locator("#way-said")).to_contain_text("2 links from")
    steps = page.locator(".way-steps > li")
    expect(steps).to_have_count(2)
    expect(steps.last).to_contain_text("paragraph 37 of the Chair's report")
    assert boxes(page).keys() == {A21, A37, f"{LATER}#op1"}
    assert len(arrows(page)) == 2
    again = visit(address(page))
    assert boxes(again) == boxes(page)
    # by what the body itself says alone there is none
    page.locator("#secretariat").uncheck()
    expect(page.locator("#way-said")).to_contain_text("No lineage joins")
    page.go_back()
    expect(page.locator("#view-title")).to_have_text("Para. 21 (a)")


def test_ways_are_those_of_the_lineage(visit: Visit, data_page: Path, root: Path) -> None:
    """The page and `seepara.lineage.path` follow one rule."""
    documents = tuple(read_corpus([root / "data"]).resolved())
    lineage = Lineage.of(documents)
    units = [
        f"{d.document.key}#{u.path}"
        for d in documents
        for u in d.document.units
        if u.recommendation
    ]
    page = visit("", data_page)
    some = units[::7]
    pairs = [(a, b) for a in some for b in some if a != b]
    found = page.evaluate(
        "(pairs) => pairs.map(([a, b]) => window.seepara.way(a, b) || null)", pairs
    )
    lengths = [None if way is None else len(way) for way in found]
    expected = [lineage_path(lineage, a, b) for a, b in pairs]
    assert lengths == [None if way is None else len(way) for way in expected]
    assert {0, None} < {*lengths} or len({*lengths}) > 2  # some are joined, some are not
    # each step is one of the lineage's, from older to newer
    links = {(link.older, link.newer) for link in lineage.links}
    assert {tuple(step) for way in found if way for step in way} <= links


KEYS = [
    ("h", "Overview"),
    ("u", "Cited, not read (11)"),
    ("r", "Unresolved (2)"),
    ("n", "Para. 50"),
]


def test_keys_lead_there(visit: Visit) -> None:
    page = visit(at(A37))
    for key, title in KEYS:
        page.keyboard.press(key)
        expect(page.locator("#view-title")).to_have_text(title)
        page.go_back()
        expect(page.locator("#view-title")).to_have_text("Para. 37")


def test_keys_set_what_is_shown(visit: Visit) -> None:
    page = visit(at(A37))
    for key, ending in (
        ("a", "up=2&down=1"), ("d", "up=2&down=2"), ("A", "up=1&down=2"), ("D", "up=1&down=1"),
        ("s", "down=1&sec=0"), ("w", "sec=0&alike=1"),
    ):  # fmt: skip
        page.keyboard.press(key)
        page.wait_for_function("(end) => location.hash.endsWith(end)", arg=ending)
    page.keyboard.press("f")
    expect(page.locator("#filters")).to_have_attribute("open", "")
    page.keyboard.press("j")
    expect(page.locator("#panel-up a.entry-link").first).to_be_focused()
    page.keyboard.press("g")
    expect(page.locator("#search-mode")).to_contain_text("Way from Chair's report 2010, para. 37")
    page.keyboard.press("Escape")
    expect(page.locator("#search-mode")).to_be_hidden()


def test_help_says_the_keys_and_can_switch_them_off(visit: Visit) -> None:
    page = visit(at(A37))
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    keys = page.locator("#help kbd").all_inner_texts()
    assert len(keys) == len(set(keys)) > 15
    page.locator("#single-keys").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    assert address(page).endswith("&keys=0")
    page.keyboard.press("h")
    expect(page.locator("#view-title")).to_have_text("Para. 37")
    page.locator("#to-help").click()
    expect(page.locator("#single-keys")).not_to_be_checked()


def test_two_texts_and_both_ways_out(visit: Visit) -> None:
    page = visit(at(A37))
    link = page.locator("#panel-earlier a[data-compare], #panel-alike a[data-compare]").first
    expect(link).to_be_visible()
    link.click()
    expect(page.locator("#comparison")).to_be_visible()
    expect(page.locator("#no-diff")).to_contain_text("abridged")
    page.keyboard.press("x")
    expect(page.locator("#comparison")).to_have_count(0)
    page.go_back()
    expect(page.locator("#comparison")).to_have_count(1)
    click_box(page, f"{DRAFT}#rec4(a)")
    expect(page.locator("#view-title")).to_have_text("Rec. 4 (a)")
    expect(page.locator("#panel-later")).to_contain_text("Later text (1)")
