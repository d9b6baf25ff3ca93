from __future__ import annotations

from typing import Literal
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from ..samples import CHAIR, DRAFT, EARLIER, LATER
from .conftest import Visit
from .explorer_page import (
    address,
    at,
    go,
)

A21 = f"{CHAIR}#21(a)"


def test_everything_by_keyboard(visit: Visit) -> None:
    page = visit()
    page.keyboard.type("21(a)")
    page.keyboard.press("Enter")
    expect(page.locator("#view-title")).to_be_focused()
    expect(page.locator("#announcements")).to_have_text(
        "Chair's report 2010, para. 21 (a). Refers to 3, referred to by 3."
    )

    def tab_to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("(s) => document.activeElement.matches(s)", selector):
                outline = page.evaluate(
                    "getComputedStyle(document.activeElement.type === 'radio'"
                    " ? document.activeElement.nextElementSibling"
                    " : document.activeElement).outlineStyle"
                )
                assert outline == "solid", f"{selector} shows no focus"
                return
        raise AssertionError(f"{selector} is not reached by the keyboard")

    tab_to("#copy-citation")
    tab_to("#secretariat")
    page.keyboard.press("Space")
    expect(page.locator("#panel-up h3 .count")).to_have_text("(0)")
    page.keyboard.press("Space")
    expect(page.locator("#panel-up h3 .count")).to_have_text("(3)")
    tab_to("input[name=up]")
    page.keyboard.press("ArrowRight")
    expect(page.locator("input[name=up]:checked")).to_have_attribute("value", "2")
    tab_to(".scroller")
    tab_to(f"#panel-up a[data-key='{CHAIR}#82']")
    page.keyboard.press("Enter")
    expect(page.locator("#view-title")).to_have_text("Para. 82")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("zzz")
    page.keyboard.press("Escape")
    expect(page.locator("#results-panel")).to_be_hidden()


def test_skip_link(visit: Visit) -> None:
    page = visit(at(A21))
    page.keyboard.press("Tab")
    expect(page.locator("#skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    assert address(page) == at(A21)  # the address is the state, and stays


VIEWS = {
    "overview": "",
    "focus": at(f"{CHAIR}#37", 2, 2),
    "left out": at(f"{CHAIR}#37", 1, 1, False),
    "unresolved in focus": at(f"{CHAIR}#50"),
    "document": at(CHAIR),
    "not read": at(EARLIER),
    "similar": "#view=overview&alike=1",
    "two texts": at(f"{CHAIR}#37") + f"&with={DRAFT}%23rec4(a)&alike=1",
    "way": at(A21) + f"&way={quote(LATER)}%23op1",
    "filtered": at(f"{CHAIR}#37") + "&own=0&hide=kind:paragraph&from=2009",
    "unread": "#view=unread",
    "unresolved": "#view=unresolved",
}


def faults(page: Page) -> list[tuple[str, list[str]]]:
    """What axe-core finds wrong, and where."""
    found = Axe().run(page).response["violations"]
    return [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(visit: Visit, scheme: Literal["light", "dark"]) -> None:
    page = visit()
    page.emulate_media(color_scheme=scheme)
    for view, address_ in VIEWS.items():
        go(page, address_ or "#view=overview")
        assert (view, faults(page)) == (view, [])


def test_filters_and_help_are_accessible(visit: Visit) -> None:
    page = visit(at(f"{CHAIR}#37"))
    page.locator("#filters > summary").click()
    expect(page.locator("[data-facet]").first).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page) == []


def test_search_is_accessible(visit: Visit) -> None:
    page = visit()
    page.keyboard.type("para")
    expect(page.locator("#results li").first).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("width", [1400, 900, 420, 320])
def test_nothing_sticks_out(visit: Visit, width: int) -> None:
    page = visit()
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_timeout(200)  # the drawing is made anew
    for view, address_ in VIEWS.items():
        go(page, address_ or "#view=overview")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
        wide = page.evaluate(
            """() => [...document.querySelectorAll("#view *, header *")]
              .filter((one) => !one.closest(".scroller") && !one.classList.contains("unseen"))
              .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
              .map((one) => one.outerHTML.slice(0, 80))"""
        )
        assert wide == [], view
