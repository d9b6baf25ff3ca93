from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from seepara.explorer import write_page
from seepara.labels import Labels
from seepara.model import (
    Citation,
    Document,
    Kind,
    Meeting,
    Reference,
    ResolvedDocument,
    Stage,
    Status,
    Unit,
    UnitKind,
)

from ..samples import CHAIR, DRAFT, EARLIER, LATER, MARKUP, MEETING_2009, chair_and_draft
from .conftest import Visit
from .explorer_page import (
    OVERVIEW,
    address,
    at,
    boxes,
    count,
    go,
    lines,
    listed,
    positions,
)

A21 = f"{CHAIR}#21(a)"


def test_overview_opens_from_disk(visit: Visit) -> None:
    page = visit()
    expect(page.locator("#search")).to_be_focused()
    expect(page.locator("#holds")).to_contain_text(
        "3 documents · 23 units · 23 citations: 7 resolved, 14 to what was not read, "
        "1 dangling, 1 ambiguous"
    )
    expect(page.locator("#holds")).to_contain_text("2 of them are abridged, not the official text")
    heads = page.locator(".column-head strong").all_inner_texts()
    assert heads == [
        "Cited, not read",
        "14–15 April 2009",
        "27–29 January 2010",
        "10 August 2010",
        "1 September 2012",
    ]
    shown = positions(page, OVERVIEW)
    assert {CHAIR, DRAFT, LATER, EARLIER, MEETING_2009.key} <= shown.keys()
    # older ones left, and what has no date before all
    assert shown[EARLIER]["x"] < shown[MEETING_2009.key]["x"] < shown[DRAFT]["x"]
    assert shown[DRAFT]["x"] < shown[CHAIR]["x"] < shown[LATER]["x"]


def test_focus_shows_words_and_both_lists(visit: Visit) -> None:
    page = visit(at(A21))
    words = page.locator(".words")
    expect(words.locator(".chapeau")).to_contain_text("States parties should:")
    expect(page.locator(".path")).to_contain_text("Learning from each other")
    links = words.locator(".focused a.cites").all()
    assert [(link.inner_text(), link.get_attribute("data-key")) for link in links] == [
        ("37", f"{CHAIR}#37"),
        ("50", f"{CHAIR}#50"),
        ("82", f"{CHAIR}#82"),
    ]
    assert (count(page, "up"), count(page, "down")) == ("(3)", "(3)")
    first = page.locator("#panel-up .entry").first
    expect(first).to_contain_text("Chair's report 2010, para. 37")
    expect(first).to_contain_text("adopted 27–29 January 2010")
    expect(first).to_contain_text("“see paras. 37, 50 and 82 below”")
    expect(first.locator("mark")).to_have_text("37")
    expect(first).to_contain_text("the secretariat’s cross-reference")
    expect(page.locator("#panel-up")).to_contain_text("abridged, not the official text")


def test_evidence_of_the_body_and_of_what_was_not_read(visit: Visit) -> None:
    page = visit(at(f"{CHAIR}#37"))
    entry = page.locator(f"[data-entry='{EARLIER}#17']")
    expect(entry).to_contain_text("not read")
    expect(entry).to_contain_text("the Group’s own words")
    expect(entry).to_contain_text("follows up (“Further to”)")
    official = entry.locator("a.official")
    assert official.get_attribute("href") == f"https://docs.un.org/en/{EARLIER}"
    assert official.get_attribute("rel") == "noopener noreferrer"
    # its footnote, and the note mark that leads to it
    expect(page.locator(".footnotes")).to_contain_text("General Assembly resolution 64/293")
    expect(page.locator(".focused .note-mark a")).to_have_attribute("data-key", f"{CHAIR}#fn1")
    footnoted = page.locator("[data-entry='A/RES/64/293']")
    expect(footnoted).to_contain_text("from Footnote 1")


def test_unresolved_citations_are_told(visit: Visit) -> None:
    page = visit(at(f"{CHAIR}#50"))
    expect(page.locator(f"[data-entry='{CHAIR}#99']")).to_contain_text("dangling: no such unit")
    unclear = page.locator("[data-entry='?0']")
    expect(unclear).to_contain_text(
        "one of: CTOC/COP/WG.4/2009/2, para. 3 or Chair's report 2010, para. 4"
    )
    expect(unclear).to_contain_text("two reports were named before")
    go(page, "#view=unresolved")
    expect(page.locator("#to-unresolved")).to_have_attribute("aria-current", "page")
    rows = page.locator(".list-view .row")
    expect(rows).to_have_count(3)  # dangling, ambiguous, and one that says below for above
    expect(rows.nth(2)).to_contain_text("says below, but stands above")


def test_a_citation_of_nothing_that_is_known(visit: Visit, tmp_path: Path) -> None:
    text = "As the report says."
    citation = Citation("", Kind.DOCUMENT, Status.AMBIGUOUS, reason="no report was named")
    reference = Reference("1", 3, 13, "the report", Kind.DOCUMENT, (citation,))
    document = Document("A/1/2", "a.txt", text, (Unit("1", UnitKind.PARAGRAPH, 0, len(text)),))
    write_page([ResolvedDocument(document, (reference,))], tmp_path / "page.html")
    page = visit(at("A/1/2#1"), tmp_path / "page.html")
    expect(page.locator("[data-entry='?0']")).to_contain_text("not known what is meant")
    expect(page.locator(".focused")).to_contain_text(
        "the report → ambiguous not known what is meant"
    )
    assert boxes(page).keys() == {"A/1/2#1", "?0"}


def test_what_was_not_read_is_listed_most_cited_first(visit: Visit) -> None:
    page = visit("#view=unread")
    rows = page.locator(".rows > li")
    expect(rows).to_have_count(11)
    expect(rows.first).to_contain_text("Conference decision 4/4")
    expect(rows.first).to_contain_text("3 citations from 2 documents")
    expect(rows.nth(1)).to_contain_text("“report on its 2009 meeting”, “previous report”")


def test_back_and_a_permalink_show_the_same(visit: Visit) -> None:
    page = visit(at(A21, 2, 3, False))

    def seen(which: Page) -> list[Any]:
        return [
            which.locator("#view").inner_text(),
            positions(which) if boxes(which) else {},
            which.locator("input[name=up]:checked").get_attribute("value"),
            which.locator("#secretariat").is_checked(),
        ]

    before = seen(page)
    page.locator(".words .chapeau a").first.click()
    expect(page.locator("#view-title")).to_have_text("Para. 21")
    there = page.url
    page.locator(".path a").first.click()
    expect(page.locator("#view-title")).to_have_text("Chair's report 2010")
    page.go_back()
    page.go_back()
    expect(page.locator("#view-title")).to_have_text("Para. 21 (a)")
    assert seen(page) == before
    page.go_forward()
    expect(page.locator("#view-title")).to_have_text("Para. 21")
    assert page.url == there
    again = visit(at(A21, 2, 3, False))
    assert seen(again) == before


def test_an_older_key_still_leads_there(visit: Visit) -> None:
    page = visit(at("x/CTOC-COP/2012-09-01/later#op1"))
    expect(page.locator(".path")).to_contain_text("CTOC/COP/2012/7")


@pytest.mark.parametrize(
    "fragment", ["#focus=A/9/9%23404", "#focus=%E0%A4%A", "#view=%3Cb%3E&up=99"]
)
def test_an_address_that_leads_nowhere(visit: Visit, fragment: str) -> None:
    page = visit(fragment)
    title = "Not found" if "A/9/9" in fragment else "Overview"
    expect(page.locator("#view-title")).to_have_text(title)


def test_the_secretariats_links_can_be_left_out(visit: Visit) -> None:
    page = visit(at(f"{CHAIR}#37"))
    assert count(page, "up") == "(3)"
    assert A21 in boxes(page)
    page.locator("#secretariat").uncheck()
    expect(page.locator("#panel-up h3 .count")).to_have_text("(2)")
    assert address(page).endswith("&sec=0")
    assert A21 not in boxes(page)
    greyed = page.locator(f"#panel-up [data-entry='{A21}']")
    expect(greyed).to_have_attribute("data-active", "no")
    expect(greyed).to_contain_text("only the secretariat says so")
    expect(page.locator("#secretariat")).to_be_focused()  # though the page was made anew
    # what is left is stated in the text, or inferred
    assert {str(piece["dashes"]) for piece in lines(page)} == {"False", "[12, 4, 2, 4]"}


def test_depth(visit: Visit) -> None:
    page = visit(at(A21))
    page.locator("input[name=down][value='2']").check(force=True)
    expect(page.locator("#panel-down")).to_contain_text("Two steps away (1)")
    assert address(page).endswith("up=1&down=2")
    second = page.locator(f"#panel-down [data-entry='{LATER}#op1']")
    expect(second).to_contain_text("paragraph 37 of the Chair's report")
    expect(second).to_contain_text("to Para. 37")
    assert f"{LATER}#op1" in boxes(page)
    expect(page.locator("input[name=down]:checked")).to_be_focused()


def test_a_whole_has_the_links_of_its_parts(visit: Visit) -> None:
    page = visit(at(f"{CHAIR}#section II"))
    assert count(page, "up") == "(5)"
    expect(page.locator(f"#panel-up [data-entry='{CHAIR}#50']")).to_contain_text(
        "from Para. 21 (a)"
    )
    expect(page.locator(".words")).to_contain_text("Tell each other which routes are used")
    go(page, at(MEETING_2009.key))
    expect(page.locator("#view-title")).to_contain_text("14–15 April 2009")
    expect(page.locator(".words")).to_contain_text("Para. 21")
    assert f"{CHAIR}#50" in listed(page)


def test_what_a_letter_is_part_of_has_links_of_its_own(visit: Visit, tmp_path: Path) -> None:
    text = "Acts:\n\nHelps."
    units = (
        Unit("1", UnitKind.PARAGRAPH, 0, 5, label="1."),
        Unit("1(a)", UnitKind.SUBPARAGRAPH, 7, 13, "1", "(a)"),
    )
    citation = Citation("A/1/3", Kind.DOCUMENT, Status.EXTERNAL)
    reference = Reference("1", 0, 4, "Acts", Kind.DOCUMENT, (citation,))
    document = Document("A/1/2", "a.txt", text, units)
    write_page([ResolvedDocument(document, (reference,))], tmp_path / "page.html")
    page = visit(at("A/1/2#1(a)"), tmp_path / "page.html")
    expect(page.locator(".above")).to_have_text(
        "Para. 1, which it is part of, has 1 link of its own."
    )


def test_hostile_texts_run_nothing(visit: Visit, tmp_path: Path) -> None:
    attacks = [
        MARKUP,
        "<script>alert(1)</script>",
        "<!--<script>",
        "{{ 7*7 }}{% for x in y %}",
        "javascript:alert(1)",
        "\u2028alert(1)//\x00\ufffe",
        "<b>bold</b> &lt; *strong* _x_ `c`",
    ]
    documents = []
    for number, attack in enumerate(attacks):
        unit = Unit("1", UnitKind.PARAGRAPH, 0, len(attack), label=attack)
        reference = Reference(
            "1", 0, len(attack), attack, Kind.DOCUMENT,
            (
                Citation(f"A/1/{attack}", Kind.DOCUMENT, Status.EXTERNAL, reason=attack),
                Citation("", Kind.DOCUMENT, Status.AMBIGUOUS, candidates=(attack,)),
            ),
            governed_by=attack,
        )  # fmt: skip
        key = f"x/{number}/{attack}"
        document = Document(
            key, attack, attack, (unit,), title=attack, short=attack, stage=Stage.DRAFT,
            language='"><img src=x onerror=alert(1)>', date="2010-01-01",
        )  # fmt: skip
        documents.append(ResolvedDocument(document, (reference,), names={f"A/1/{attack}": attack}))
    write_page(documents, tmp_path / "page.html")
    page = visit("", tmp_path / "page.html")
    images = page.locator("#view img, #view script, .results img")
    page.keyboard.type("alert")
    expect(page.locator("#results li").first).to_be_visible()
    expect(images).to_have_count(0)
    for one in documents:
        go(page, at(one.document.key + "#1"))
        expect(page.locator(".focused p")).to_contain_text(one.document.text[:5].strip("\u2028"))
        expect(images).to_have_count(0)
        for link in page.locator("#view a").all():
            href = link.get_attribute("href") or ""
            assert href.startswith(("#", "https://docs.un.org/en/"))
    for view in ("unread", "unresolved"):
        go(page, f"#view={view}")
        expect(page.locator(".row").first).to_be_visible()
        expect(images).to_have_count(0)
    assert page.evaluate("document.title").endswith("– seepara")


def test_hostile_texts_beside_each_other_run_nothing(visit: Visit, tmp_path: Path) -> None:
    """Two versions of one attack: compared word by word, listed, drawn, saved."""
    attack = f'{MARKUP} <script>alert(1)</script> href= javascript:alert(1) "><b>'
    meeting = Meeting("meeting:CTOC/COP/WG.4/2015-11-16", "CTOC/COP/WG.4", "2015-11-16", "")
    documents = []
    for key, stage, day, more in (
        ("A/1/L.1", Stage.DRAFT, "2015-11-17", "first <i>words</i>"),
        ("A/1/2", Stage.REPORT, "2015-12-01", "other <i>words</i>"),
    ):
        text = f"States parties should {attack} share {more} of the routes that are used."
        unit = Unit("1", UnitKind.PARAGRAPH, 0, len(text), None, attack, recommendation=True,
                    meeting=meeting.key)  # fmt: skip
        document = Document(key, attack, text, (unit,), title=attack, short=attack, stage=stage,
                            date=day, meetings=(meeting,))  # fmt: skip
        documents.append(ResolvedDocument(document, ()))
    write_page(documents, tmp_path / "page.html")
    page = visit(at("A/1/2#1") + "&with=A/1/L.1%231", tmp_path / "page.html")
    expect(page.locator("#comparison .compared del")).to_have_text(["first"])
    expect(page.locator("#comparison .compared ins")).to_have_text(["other"])
    expect(page.locator("#comparison .compared").first).to_contain_text(MARKUP)
    expect(page.locator("#view img, #view script, #view i, #view b")).to_have_count(0)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".for-print svg")).to_have_count(1)
    expect(page.locator(".for-print img, .for-print script, .for-print a")).to_have_count(0)


def test_markup_cannot_be_made_of_text(page: Page, sample_page: Path) -> None:
    """Trusted types: even a slip in our scripts could not turn text into elements."""
    page.goto(sample_page.as_uri())
    refused = page.evaluate(
        """() => {
          try {
            document.createElement("div").innerHTML = "<b>x</b>";
            return "";
          } catch (error) {
            return error.name;
          }
        }"""
    )
    assert refused == "TypeError"


def test_copy_citation(visit: Visit, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit(at(f"{CHAIR}#37"))
    page.locator("#copy-citation").click()
    expect(page.locator("#copy-citation")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    documents = chair_and_draft()
    assert copied == Labels.of(documents).citation(f"{CHAIR}#37")
    assert "para. 37" in copied and "x/" not in copied
    assert "abridged, not the official text" in copied


def test_copy_citation_where_it_is_not_allowed(visit: Visit) -> None:
    page = visit(at(f"{CHAIR}#37"))
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
    )
    page.locator("#copy-citation").click()
    page.locator("#copy-citation").click()
    expect(page.locator(".to-copy")).to_have_count(1)
    expect(page.locator(".to-copy")).to_contain_text("para. 37")


def test_a_build_has_the_explorer_with_its_lineage(visit: Visit, data_build: Path) -> None:
    page = visit("", data_build / "explorer.html")
    page.keyboard.type("37")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-earlier .count")).to_have_text("(2)")
    expect(page.locator("#panel-up .restated summary")).to_have_text("six numbered pairs agree")
