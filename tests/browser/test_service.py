"""The pages of the service in Chromium: usable without scripts, by keyboard, in light and dark."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from seepara import rdf

from ..samples import CHAIR, chair_and_draft
from ..serving import Service, publish

PAGES = [
    "/",
    "/query?ready=refers-to",
    "/query?ready=most-cited",
    "/query?query=ASK%20%7B%7D",
    "/query?query=nothing",
    f"/id/{CHAIR}",
    "/id/decision/CTOC/COP/4/4",
    "/id/nothing",
]


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Iterator[Service]:
    stream = io.BytesIO()
    rdf.write(chair_and_draft(), stream, "trig")
    link = tmp_path_factory.mktemp("served") / "build"
    publish(link, stream.getvalue())
    service = Service(link)
    yield service
    assert service.stop()[0] == 0


def _watched(page: Page, service: Service, troubles: list[str]) -> Page:
    def watch(url: str) -> None:
        if not url.startswith((service.address, "data:")):
            troubles.append(url)

    page.on("request", lambda request: watch(request.url))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "console",
        lambda message: troubles.append(message.text) if "Policy" in message.text else None,
    )
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_can_be_used_by_all_and_ask_nothing_of_others(browser: Browser, service, scheme):
    troubles: list[str] = []
    page = _watched(browser.new_page(color_scheme=scheme), service, troubles)
    for target in PAGES:
        page.goto(service.address.rstrip("/") + target)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], target
    assert troubles == []
    page.close()


def test_a_question_from_the_first_page_to_the_paragraph(browser: Browser, service):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(service.address)
    page.get_by_role("link", name="What refers to a unit").click()
    page.get_by_label("the unit that is referred to").fill(f"{CHAIR}#21(a)")
    page.keyboard.press("Enter")
    page.wait_for_url("**p-unit=**")
    rows = page.get_by_role("table").get_by_role("row")
    assert rows.count() == 4
    rows.nth(1).get_by_role("link").click()
    # the paragraph, whose reference leads back
    assert page.url.endswith("#37")
    unit = page.locator("[id='37']")
    assert unit.evaluate("element => element.matches(':target')")
    unit.get_by_role("link", name="see para. 21 (a) above").click()
    assert page.url.endswith("#21(a)")
    assert page.locator("[id='21(a)']").is_visible()
    page.get_by_text("abridged, not the official text").first.wait_for()
    context.close()


def test_text_of_a_document_does_nothing(browser: Browser, service):
    page = browser.new_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for target in (
        f"id/{CHAIR}",
        "query?query=SELECT%20*%20%7B%20%3Fs%20seepara:text%20%3Fo%20%7D",
    ):
        page.goto(service.address + target)
        assert page.locator("main img, main script").count() == 0
        assert page.get_by_text("onerror=").first.is_visible()
    page.close()
