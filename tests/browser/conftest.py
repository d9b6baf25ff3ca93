"""Chromium without a network, and pages that are watched while they are used."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Request, Route

from seepara.corpus import read_corpus
from seepara.explorer import splitting, write_page

from ..samples import chair_and_draft

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
LOCAL = ("file:", "data:", "blob:", "about:")

Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


def _chromium() -> str | None:
    given = os.environ.get("SEEPARA_CHROMIUM")
    if given:
        return given
    named = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((path for path in (*named, *CHROMIUM) if path and Path(path).exists()), None)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    path = _chromium()
    if path is None:
        pytest.skip("no Chromium: install it, or say where it is in SEEPARA_CHROMIUM")
    return {
        "executable_path": path,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-sync",
            "--no-first-run",
        ],
    }


@pytest.fixture
def browser_context_args() -> dict[str, Any]:
    return {"offline": True, "viewport": {"width": 1400, "height": 900}, "color_scheme": "light"}


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of the samples."""
    path = tmp_path_factory.mktemp("explorer") / "explorer.html"
    write_page(chair_and_draft(), path)
    return path


@pytest.fixture(scope="session")
def data_page(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The explorer of the abridged reports that come with the program."""
    path = tmp_path_factory.mktemp("data") / "explorer.html"
    write_page(read_corpus([root / "data"]).resolved(), path)
    return path


@pytest.fixture(scope="session")
def full_page(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    """The explorer of the full texts of the same reports, with nothing said of them."""
    path = tmp_path_factory.mktemp("full") / "explorer.html"
    names = ("cop5-*.txt", "wgtip-*.txt")
    files = sorted(file for name in names for file in (shared / "corpus").glob(name))
    write_page(read_corpus(files).resolved(), path)
    return path


@pytest.fixture(scope="session")
def parted_page(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The same reports as a page in parts, a document each."""
    folder = tmp_path_factory.mktemp("parted")
    resolved = tuple(read_corpus([root / "data"]).resolved())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitting, "PART", 50)
        write_page(resolved, folder / "explorer.html", one_file=1)
    return folder / "explorer.html"


@pytest.fixture
def visit(context: BrowserContext, sample_page: Path) -> Iterator[Visit]:
    """Open the explorer at a hash; whatever goes wrong in it, or asks for a network, fails the test."""
    troubles: list[str] = []

    def watch_request(request: Request) -> None:
        if not request.url.startswith(LOCAL):
            troubles.append(f"request: {request.url}")

    def keep_local(route: Route) -> None:
        if route.request.url.startswith(LOCAL):
            route.continue_()
        else:
            route.abort()

    context.on("request", watch_request)
    context.route("**/*", keep_local)

    def open_page(fragment: str = "", path: Path = sample_page) -> Page:
        page = context.new_page()
        page.on("console", lambda message: troubles.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector("#view h2")
        return page

    yield open_page
    assert troubles == []
