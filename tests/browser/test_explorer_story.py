"""The acceptance story, step by step: from the abridged reports, and from their full texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import BrowserContext, Page, expect

from seepara.cli import main

from .conftest import Visit
from .explorer_page import (
    FOCUS,
    OVERVIEW,
    address,
    arrows,
    at,
    boxes,
    click_box,
    count,
    go,
    listed,
    pixel,
    positions,
)

SECRETARIAT = "the secretariat’s cross-reference (para. 4)"
DASHED, DOTTED, SOLID = [7, 5], [2, 5], False


def path_of(key: str) -> str:
    return key.partition("#")[2]


def ends(page: Page, panel: str) -> dict[str, str]:
    """The paths in a list, and whether each counts."""
    rows: list[list[str]] = page.eval_on_selector_all(
        f"#panel-{panel} li[data-entry]",
        "items => items.map((item) => [item.dataset.entry, item.dataset.active])",
    )
    return {path_of(key): active for key, active in rows}


def drawn_paths(page: Page) -> set[str]:
    return {path_of(key) for key in boxes(page)}


def key_of(page: Page, path: str) -> str:
    return next(key for key in boxes(page) if path_of(key) == path)


def alike_lines(page: Page) -> set[tuple[str, str]]:
    return {
        (piece["from"], piece["to"])
        for piece in arrows(page, OVERVIEW)
        if piece["dashes"] == DOTTED
    }


def seen(page: Page) -> list[object]:
    """All that is to be the same when a page is seen again."""
    return [
        page.locator("#view").inner_text().replace("Copied", "Copy citation"),
        positions(page),
        page.locator("input[name=up]:checked").get_attribute("value"),
        page.locator("#secretariat").is_checked(),
        page.locator("#alike").is_checked(),
    ]


@pytest.mark.parametrize("source", ["data", "full"])
def test_the_build_says_what_it_has_and_what_can_be_fetched(
    request: pytest.FixtureRequest, root: Path, tmp_path: Path, source: str
) -> None:
    """Step 1."""
    if source == "data":
        paths = [root / "data"]
    else:
        corpus = request.getfixturevalue("shared") / "corpus"
        paths = [*corpus.glob("cop5-*.txt"), *corpus.glob("wgtip-*.txt")]
    done = CliRunner().invoke(main, ["build", *map(str, paths), "-o", str(tmp_path / "build")])
    said = done.stderr
    assert said.startswith("4 documents, none with a symbol of its own")
    assert "105 citations: 68 resolved, 37 external, 0 dangling, 0 ambiguous" in said
    assert "12 point to CTOC/COP/WG.4/2009/2, which is not here: `seepara fetch` can get it" in said


@pytest.mark.parametrize("source", ["data", "full"])
def test_two_minutes(
    visit: Visit, context: BrowserContext, request: pytest.FixtureRequest, source: str
) -> None:
    path = request.getfixturevalue(f"{source}_page")
    context.grant_permissions(["clipboard-read", "clipboard-write"])

    # 2. a time axis: the meetings, and the documents with their stage; the cursor in the search box
    page = visit("", path)
    expect(page.locator("#search")).to_be_focused()
    heads = page.locator(".column-head strong").all_inner_texts()
    assert heads[0] == "Cited, not read"
    assert heads[1:] == [
        "14–15 April 2009",
        "27–29 January 2010",
        "10 August 2010",
        "2–3 July 2018",
        "10–11 September 2020",
    ]
    read = boxes(page, OVERVIEW)
    columns = {round(read[key]["left"]) for key in read if key.startswith(("x/", "meeting:"))}
    assert len(columns) == 5  # what is dated stands in five columns
    rows = page.locator(".overview .row")
    expect(rows).to_have_count(4)
    expect(rows.filter(has_text="Draft report").first.locator(".tag-stage")).to_have_text("Draft")

    # 3. silence is explained
    note = page.locator(".overview .notice")
    expect(note).to_contain_text("No reference joins these documents to the others")
    expect(note.locator("a")).to_have_count(2)
    expect(note.locator("a").first).to_contain_text("2018")
    expect(note.locator("a").last).to_contain_text("2020")

    # 4. one hit
    page.keyboard.type("21(a)")
    hit = page.locator("#results li")
    expect(hit).to_have_count(1)
    name = hit.locator(".result-name").inner_text()
    assert name.startswith("Para. 21 (a), ")
    assert name.endswith(", 10 August 2010; adopted 14–15 April 2009")
    if source == "data":
        assert "Para. 21 (a), Chair's report, 10 August 2010" in name
    page.keyboard.press("Enter")
    expect(page.locator("#view-title")).to_have_text("Para. 21 (a)")

    # 5. its text under its chapeau, the phrase as three links
    expect(page.locator(".words .chapeau")).to_contain_text("States parties should:")
    expect(page.locator(".focused a.cites")).to_have_text(["37", "50", "82"])

    # 6. refers to, referred to by, each with date, phrase, who says it
    assert (count(page, "up"), count(page, "down")) == ("(3)", "(3)")
    for panel in ("up", "down"):
        assert ends(page, panel) == {"37": "yes", "50": "yes", "82": "yes"}
        for entry in page.locator(f"#panel-{panel} li[data-entry]").all():
            expect(entry).to_contain_text("adopted 27–29 January 2010")
            expect(entry.locator("blockquote").first).to_contain_text(
                "21 (a)" if panel == "down" else "37, 50 and 82"
            )
            expect(entry.locator(".tag-secretariat").first).to_have_text(SECRETARIAT)

    # 7. the same in a drawing: 2009 left, 2010 right; the secretariat's dashed
    assert drawn_paths(page) == {"21(a)", "37", "50", "82"}
    place = {path_of(key): at["x"] for key, at in positions(page, FOCUS).items()}
    assert place["21(a)"] < place["37"] == place["50"] == place["82"]
    assert len(arrows(page)) == 6
    assert all(piece["dashes"] == DASHED for piece in arrows(page))
    box = boxes(page)[key_of(page, "21(a)")]
    assert pixel(page, box["left"] + 8, box["top"] + 8)[:3] == [0x0B, 0x53, 0x94]
    before = seen(page)

    # 8. a click on 37: a solid link with its phrase, the target not read, where it is kept
    click_box(page, key_of(page, "37"))
    expect(page.locator("#view-title")).to_have_text("Para. 37")
    report = page.locator("#panel-up li[data-entry='CTOC/COP/WG.4/2009/2#17']")
    expect(report.locator("blockquote")).to_contain_text("paragraph 17 of the report")
    expect(report.locator("blockquote")).to_contain_text("(CTOC/COP/WG.4/2009/2)")
    expect(report.locator(".tag-body")).to_have_text("the Group’s own words")
    expect(report).to_contain_text("not read")
    expect(report.locator("a.official")).to_have_attribute(
        "href", "https://docs.un.org/en/CTOC/COP/WG.4/2009/2"
    )
    (line,) = (
        piece
        for piece in arrows(page)
        if piece["to"] == "CTOC/COP/WG.4/2009/2#17" and piece["arrows"]["to"]["type"] == "arrow"
    )
    assert line["dashes"] is SOLID

    # 9. where it is probably restated, which opens to the pairs
    restated = report.locator(".restated")
    expect(restated).to_contain_text("probably restated here as para. 21")
    expect(restated.locator("summary")).to_have_text("six numbered pairs agree")
    expect(restated.locator(".pairs li").first).to_be_hidden()
    restated.locator("summary").click()
    expect(restated.locator(".pairs li")).to_have_count(6)
    expect(restated.locator(".pairs li").first).to_be_visible()
    pairs = restated.locator(".pairs strong").all_inner_texts()
    assert {int(b) - int(a) for a, b in (pair.split(" → ") for pair in pairs)} == {4}
    assert "21" in drawn_paths(page)  # drawing and list are equal in rank

    # 10. its earlier text: two that were merged, with scores and the runner-up
    assert ends(page, "earlier") == {"rec4(a)": "yes", "rec4(d)": "yes"}
    for entry in page.locator("#panel-earlier li[data-entry]").all():
        expect(entry.locator(".verdict")).to_have_text("merged")
        expect(entry).to_contain_text("score ")
        expect(entry.locator(".runner-up")).to_contain_text("Next best: Para. ")
    shares = page.locator("#lineage-count strong").inner_text()

    # 11. the two texts; of abridged ones no word-level diff, and why
    page.locator("#panel-earlier a[data-compare$='#rec4(d)']").click()
    expect(page.locator("#comparison-title")).to_be_focused()
    texts = page.locator("#comparison .one-text")
    expect(texts).to_have_count(2)
    if source == "data":
        expect(page.locator("#no-diff")).to_contain_text(
            "both texts are abridged, not the official text"
        )
        expect(page.locator("#comparison .compared del, #comparison .compared ins")).to_have_count(
            0
        )
    else:
        assert texts.first.locator("del").count() > 1
        assert texts.last.locator("ins").count() > 1
        kept = [
            page.evaluate(
                """([which, gone]) => {
                  const text = document.querySelectorAll("#comparison .compared")[which].cloneNode(true);
                  text.querySelectorAll(gone).forEach((one) => one.remove());
                  return text.textContent.split(/\\s+/).filter(Boolean).join(" ");
                }""",
                [which, gone],
            )
            for which, gone in ((0, "del"), (1, "ins"))
        ]
        assert kept[0] == kept[1] != ""  # what is in neither is in both

    # 12. without the secretariat: 50 and 82, joined to 37 by its references only, leave the drawing
    # and turn grey in the list; the counts follow
    assert {"21(a)", "50", "82"} <= drawn_paths(page)
    assert ends(page, "beside") == {"50": "yes"}  # through 21 (a)
    expect(page.locator("#panel-beside li[data-entry]")).to_contain_text("from Para. 21 (a)")
    page.locator("#secretariat").uncheck()
    for panel, number in (("up", "(1)"), ("down", "(0)"), ("beside", "(0)")):
        expect(page.locator(f"#panel-{panel} h3 .count")).to_have_text(number)
    assert not {"21(a)", "50", "82"} & drawn_paths(page)
    assert ends(page, "down") == {"21(a)": "no", "82": "no"}
    assert ends(page, "beside") == {"50": "no"}
    counted = page.locator("#panel-up li[data-active=yes] .entry-link").first
    usual = counted.evaluate("one => getComputedStyle(one).color")
    for panel in ("down", "beside"):
        greyed = page.locator(f"#panel-{panel} li[data-entry] .entry-link").last
        assert greyed.evaluate("one => getComputedStyle(one).color") != usual
    assert (
        int(page.locator("#lineage-count strong").inner_text().split()[0])
        == int(shares.split()[0]) - 5
    )

    # 13. similar wording: dotted hints to 2018 and 2020, never in the lineage's count. None of them
    # is at 37, since nothing there speaks of coordination: the panel leads to where they are
    lineage = page.locator("#lineage-count strong").inner_text()
    page.locator("#alike").check()
    expect(page.locator("#panel-alike .none")).to_contain_text("None. Elsewhere there are ")
    expect(page.locator("#lineage-count strong")).to_have_text(lineage)
    page.locator("#panel-alike .none a").click()
    expect(page.locator("#view-title")).to_have_text("Overview")
    expect(page.locator(".legend .line-alike")).to_be_visible()
    years = {
        re.search(r"/(\d{4})-", end)[1]  # type: ignore[index]
        for line in alike_lines(page)
        for end in line
    }
    assert {"2018", "2020"} <= years
    page.go_back()
    expect(page.locator("#view-title")).to_have_text("Para. 37")

    # 14. the citation of 37: title, date, pinpoint, no internal key
    page.locator("#copy-citation").click()
    expect(page.locator("#copy-citation")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Activities of the Working Group on Trafficking in Persons" in copied
    assert "10 August 2010" in copied and "para. 37" in copied and "x/" not in copied

    # 15. back, twice; the address in a new tab
    here = address(page)
    there = seen(page)
    again = visit(here, path)
    assert seen(again) == there
    again.close()
    page.go_back()
    page.go_back()
    expect(page.locator("#view-title")).to_have_text("Para. 21 (a)")
    assert seen(page) == before


def test_a_hint_is_dotted_and_never_counted(visit: Visit, full_page: Path) -> None:
    page = visit("", full_page)
    links = page.evaluate("window.seepara.hints()")
    key = next(older for older, newer in links if "2020" in newer and "COP/2010" in older)
    go(page, at(key))
    counts = page.locator("#lineage-count strong").inner_text()
    assert not [piece for piece in arrows(page) if piece["dashes"] == DOTTED]
    page.locator("#alike").check()
    expect(page.locator("#hints")).to_contain_text("of similar wording, not counted")
    expect(page.locator("#panel-alike li").first).to_contain_text("Likeness")
    assert [piece for piece in arrows(page) if piece["dashes"] == DOTTED]
    assert all(
        not piece["arrows"]["to"]["enabled"] for piece in arrows(page) if piece["dashes"] == DOTTED
    )
    expect(page.locator("#lineage-count strong")).to_have_text(counts)
    assert boxes(page).keys() - {key} == listed(page)
    assert "alike=1" in address(page)
