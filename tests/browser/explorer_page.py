"""What tests ask of an open explorer: its state, its lists, its drawing."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Page

FOCUS = "drawing-focus"
OVERVIEW = "drawing-overview"


def at(key: str, up: int = 1, down: int = 1, secretariat: bool = True) -> str:
    """The address of a node in focus."""
    filters = "" if secretariat else "&sec=0"
    return f"#focus={quote(key, safe='/:()*')}&up={up}&down={down}{filters}"


def address(page: Page) -> str:
    """The hash, from the page itself: Playwright hears of a new one a little later."""
    found: str = page.evaluate("location.hash")
    return found


def go(page: Page, fragment: str) -> None:
    """Lead an open explorer to another address, and wait until it is shown."""
    page.goto(page.url.partition("#")[0] + fragment)
    for _ in range(200):
        if page.evaluate("window.seepara.shown === location.hash"):
            return
        page.wait_for_timeout(10)
    raise AssertionError(f"{fragment} is not shown")


def listed(page: Page) -> set[str]:
    """What the two lists show and count, at any step."""
    keys: list[str] = page.eval_on_selector_all(
        "[data-entry][data-active=yes]", "items => items.map((item) => item.dataset.entry)"
    )
    return set(keys)


def count(page: Page, panel: str) -> str:
    return page.locator(f"#panel-{panel} h3 .count").inner_text()


def boxes(page: Page, drawing: str = FOCUS) -> dict[str, dict[str, float]]:
    """The boxes that vis-network has drawn, by key: their edges in the drawing."""
    found: dict[str, dict[str, float]] = page.evaluate(
        """(drawing) => {
          const network = window.seepara.networks.get(drawing);
          if (!network) return {};
          const shown = network.body.data.nodes.get({ filter: (node) => node.shape === "box" });
          // Not getBoundingBox, which adds the rounding of the corners to all sides.
          const box = (id) => {
            const { x, y } = network.getPosition(id);
            const { width, height } = network.body.nodes[id].shape;
            return {
              left: x - width / 2,
              right: x + width / 2,
              top: y - height / 2,
              bottom: y + height / 2,
            };
          };
          return Object.fromEntries(shown.map(({ id }) => [id, box(id)]));
        }""",
        drawing,
    )
    return found


def positions(page: Page, drawing: str = FOCUS) -> dict[str, dict[str, float]]:
    """Where vis-network has put each box."""
    all_positions: dict[str, dict[str, float]] = page.evaluate(
        "(drawing) => window.seepara.networks.get(drawing).getPositions()", drawing
    )
    return {key: all_positions[key] for key in boxes(page, drawing)}


def lines(page: Page, drawing: str = FOCUS) -> list[dict[str, Any]]:
    """The pieces of the lines, as they were given to vis-network."""
    found: list[dict[str, Any]] = page.evaluate(
        "(drawing) => window.seepara.networks.get(drawing)?.body.data.edges.get() ?? []", drawing
    )
    return found


def arrows(page: Page, drawing: str = FOCUS) -> list[dict[str, Any]]:
    """The last piece of each line, which says where it leads."""
    last: dict[str, dict[str, Any]] = {}
    for piece in lines(page, drawing):
        own, number = json.loads(piece["id"])
        if own not in last or number > json.loads(last[own]["id"])[1]:
            last[own] = piece
    return list(last.values())


def click_box(page: Page, key: str, drawing: str = FOCUS) -> None:
    """Press the mouse where the box is drawn."""
    place = page.evaluate(
        """([drawing, key]) => {
          const network = window.seepara.networks.get(drawing);
          const { x, y } = network.canvasToDOM(network.getPosition(key));
          const canvas = document.querySelector(`#${drawing} canvas`);
          canvas.scrollIntoView({ block: "center" });
          const { left, top } = canvas.getBoundingClientRect();
          return [left + x, top + y];
        }""",
        [drawing, key],
    )
    page.mouse.click(*place)


def pixel(page: Page, x: float, y: float, drawing: str = FOCUS) -> list[int]:
    """The colour that is really on the canvas, at a place of the drawing."""
    colour: list[int] = page.evaluate(
        """([drawing, x, y]) => {
          const network = window.seepara.networks.get(drawing);
          const canvas = document.querySelector(`#${drawing} canvas`);
          const place = network.canvasToDOM({ x, y });
          const ratio = canvas.width / canvas.clientWidth;
          const one = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
          one.drawImage(canvas, -Math.round(place.x * ratio), -Math.round(place.y * ratio));
          return [...one.getImageData(0, 0, 1, 1).data];
        }""",
        [drawing, x, y],
    )
    return colour
