from __future__ import annotations

from playwright.sync_api import expect

from ..samples import CHAIR, DRAFT, EARLIER, LATER
from .conftest import Visit
from .explorer_page import (
    address,
    at,
)

A21 = f"{CHAIR}#21(a)"


TYPED = [
    ("21(a)", A21),
    ("21 (a)", A21),
    ("para 21(a)", A21),
    ("Para. 21 (A)", A21),
    ("21.a", A21),
    ("#21(a)", A21),
    ("21(a) chair", A21),  # the other words anywhere
    ("rec 4 (d)", f"{DRAFT}#rec4(d)"),
    ("annexI/3", f"{LATER}#annexI/3"),
    ("sect. II.E", f"{CHAIR}#section II.E"),
    ("footnote 1", f"{CHAIR}#fn1"),
    ("CTOC/COP/2012/7", LATER),
    ("ctoc/cop/2012/7", LATER),
    ("CTOC/COP/WG.4/2009/2", EARLIER),
    ("previous report", EARLIER),  # how a document describes it
    ("resolution 64/293", "A/RES/64/293"),
    ("which routes", A21),  # words of the text
    ("routes other", A21),  # in any order
    ("الفقرة", f"{LATER}#annexI/3"),
]


def test_search_finds(visit: Visit) -> None:
    page = visit()
    for typed, key in TYPED:
        page.locator("#search").focus()
        page.keyboard.type(typed)
        expect(page.locator("#results li").first, typed).to_have_attribute("data-key", key)
        page.keyboard.press("Enter")
        expect(page.locator("#results-panel")).to_be_hidden()
        expect(page.locator("#view-title")).to_be_focused()
        assert address(page) == at(key).replace("%20", "+"), typed


def test_a_paragraph_is_one_hit_with_its_dates(visit: Visit) -> None:
    page = visit()
    page.keyboard.type("21(a)")
    hit = page.locator("#results li")
    expect(hit).to_have_count(1)
    expect(hit.locator(".result-name")).to_have_text(
        "Para. 21 (a), Chair's report, 10 August 2010; adopted 14–15 April 2009"
    )
    expect(hit).to_contain_text("10 August 2010; adopted 14–15 April 2009")
    expect(page.locator("#results-note")).to_contain_text("abridged, not the official text")
    expect(page.locator("#announcements")).to_have_text("1 hit.")


def test_search_says_when_there_is_nothing(visit: Visit) -> None:
    page = visit()
    page.keyboard.type("no such words")
    expect(page.locator("#announcements")).to_contain_text("Nothing was found")
    page.keyboard.press("Enter")
    assert address(page) == ""


def test_search_by_arrow_keys(visit: Visit) -> None:
    page = visit()
    page.keyboard.type("para")
    options = page.locator("#results li")
    second = options.nth(1).get_attribute("data-key")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(page.locator("#search")).to_have_attribute("aria-activedescendant", "result-1")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")  # round to the last
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash.startsWith('#focus')")
    assert address(page) == at(second or "").replace("%20", "+")
