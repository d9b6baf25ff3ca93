import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seepara.explorer import page, write_page
from seepara.explorer.phrases import spans
from seepara.explorer.shell import SCRIPTS, STYLES
from seepara.labels import Labels
from seepara.model import (
    Asserter,
    Citation,
    Document,
    Kind,
    Mark,
    Reference,
    ResolvedDocument,
    Status,
    Unit,
    UnitKind,
)

from .pages import block, data_of
from .samples import CHAIR, DRAFT, EARLIER, LATER, MARKUP, MEETING_2009, chair_and_draft


@pytest.mark.parametrize(
    ("phrase", "paths", "expected"),
    [
        # one target: the whole phrase, whatever its words
        ("see para. 57 below", ["57"], ["see para. 57 below"]),
        ("subparagraph (b) above", ["12(b)"], ["subparagraph (b) above"]),
        # several, each under its number
        ("see paras. 37, 50 and 82 below", ["37", "50", "82"], ["37", "50", "82"]),
        # a letter with its number, a letter alone, a number
        ("see paras. 17 (b), (c) and 21 above", ["17(b)", "17(c)", "21"], ["17 (b)", "(c)", "21"]),
        ("paras. 21 (a), 37 and 50", ["21(a)", "37", "50"], ["21 (a)", "37", "50"]),
        ("paras. 17 (a) and 18 (a)", ["17(a)", "18(a)"], ["17 (a)", "18 (a)"]),
        ("paras. o (ii) and (iv)", ["o(ii)", "o(iv)"], ["o (ii)", "(iv)"]),
        ("para. 13 above and paras. 83 and 84 below", ["13", "83", "84"], ["13", "83", "84"]),
        # where numbers have a word before them in the key
        ("Articles 5, 7 and 8", ["art5", "art7", "art8"], ["5", "7", "8"]),
        ("article 26, paragraphs 2 and 3", ["art26(2)", "art26(3)"], ["26, paragraphs 2", "3"]),
        ("recommendations 4 (d) and 5", ["rec4(d)", "rec5"], ["4 (d)", "5"]),
        ("chap. II, paras. 92 and 94", ["chapII/92", "chapII/94"], ["92", "94"]),
        ("Sections II.B and II.C", ["section II.B", "section II.C"], ["II.B", "II.C"]),
        # white space of any kind
        ("paras. 17\u00a0(b) and 18", ["17(b)", "18"], ["17\u00a0(b)", "18"]),
        # what is only implied cannot be told: nothing is said of any
        ("paras. 53-55", ["53", "54", "55"], None),
        ("paras. 17 (a)–(c)", ["17(a)", "17(b)", "17(c)"], None),
        # a number that stands twice could be either
        ("paras. 14 and 15 of the report of 14 April", ["14", "15"], None),
        # "17 (b)" is not 17
        ("paras. 17 (b) and 18", ["17", "18"], None),
        # 7 is not in 17, nor 9 in 9/CP.19 or 2.9
        ("paras. 17 and 8", ["7", "8"], None),
        ("decision 9/CP.19, paras. 2.9 and 9", ["2.9", "9"], ["2.9", "9"]),
        ("", ["1", "2"], None),
    ],
)
def test_words_that_stand_for_a_pinpoint(phrase, paths, expected):
    found = spans(phrase, [f"A/1/2#{path}" for path in paths])
    assert (found and [phrase[a:b] for a, b in found]) == expected


@pytest.mark.parametrize(
    ("phrase", "targets", "expected"),
    [
        # a symbol in full, then only what is new in it
        ("A/HRC/22/53/Add.1 and Add.2", ["A/HRC/22/53/Add.1", "A/HRC/22/53/Add.2"],
         ["A/HRC/22/53/Add.1", "Add.2"]),
        ("resolutions 76/274 and 77/304", ["A/RES/76/274", "A/RES/77/304"], ["76/274", "77/304"]),
        ("decisions 2/CMP.7 to 4/CMP.7", [f"decision:FCCC/{n}/CMP.7" for n in (2, 3, 4)], None),
        ("decisions 2/CMP.7 and 3/CMP.7", [f"decision:FCCC/{n}/CMP.7" for n in (2, 3)],
         ["2/CMP.7", "3/CMP.7"]),
        ("S/RES/1526 (2004) and 1530 (2004)", ["S/RES/1526(2004)", "S/RES/1530(2004)"],
         ["S/RES/1526 (2004)", "1530 (2004)"]),
    ],
)  # fmt: skip
def test_words_that_stand_for_a_document(phrase, targets, expected):
    found = spans(phrase, targets)
    assert (found and [phrase[a:b] for a, b in found]) == expected


@given(
    st.text("0123456789() abc,-–/.", max_size=40),
    st.lists(
        st.sampled_from(["1", "12", "1(a)", "1(b)", "2.1", "annexI/3", "", "o(ii)"]), max_size=5
    ),
)
def test_words_of_targets_follow_each_other_in_the_phrase(phrase, paths):
    found = spans(phrase, [f"A/1/2#{path}" if path else "A/1/2" for path in paths])
    if found is not None:
        assert len(found) == len(paths)
        edges = [offset for span in found for offset in span]
        assert edges == sorted(edges)
        assert all(0 <= offset <= len(phrase) for offset in edges)


@pytest.fixture(scope="module")
def sample():
    return data_of(chair_and_draft())


def node(data, key):
    (found,) = (one for one in data.nodes if one["id"] == key)
    return found


def test_data_of_a_unit(sample):
    unit = node(sample, f"{CHAIR}#37")
    assert unit["label"] == "Para. 37"
    assert unit["name"] == "Chair's report 2010, para. 37"
    assert unit["printed"] == "37."
    assert unit["marks"] == [[72, "1"]]
    assert unit["parent"] == f"{CHAIR}#section III"
    assert node(sample, unit["meeting"])["days"] == "27–29 January 2010"
    assert "date" not in unit  # its meeting has it


def test_citations_are_kept_short_and_whole(sample):
    documents = chair_and_draft()
    labels = Labels.of(documents)
    whole = {one["id"]: one.get("citation") for one in sample.nodes}
    for one in sample.nodes:
        if one["kind"] == "meeting":
            continue
        citation = one["citation"]
        if not isinstance(citation, str):
            length, rest = citation
            citation = whole[one["id"].partition("#")[0]][:length] + rest
        assert citation == labels.citation(one["id"])
        assert "x/" not in citation


def test_data_of_references(sample):
    edge = next(e for e in sample.edges if e["to"] == f"{CHAIR}#50")
    reference = sample.references[edge["reference"]]
    text = node(sample, edge["from"])["text"]
    assert text[reference["start"] : reference["end"]] == "see paras. 37, 50 and 82 below"
    assert text[slice(*edge["part"])] == "50"
    assert reference["secretariat"] is True
    assert edge["dashes"] is True
    follows = next(e for e in sample.edges if e["to"] == f"{EARLIER}#17")
    assert sample.references[follows["reference"]]["governed"] == "Further to"
    assert "dashes" not in follows


def test_an_ambiguous_citation_has_candidates_with_labels_and_no_edge(sample):
    (one,) = sample.ambiguous
    assert one["candidates"] == [
        [f"{EARLIER}#3", f"{EARLIER}, para. 3"],
        [f"{CHAIR}#4", "Chair's report 2010, para. 4"],
    ]
    assert one["reason"] == "two reports were named before"


def test_numbers_are_those_of_the_report(sample):
    assert sample.summary == {
        "documents": 3,
        "units": 23,
        "abridged": 2,
        "citations": {"resolved": 7, "external": 14, "dangling": 1, "ambiguous": 1},
    }


def test_places_point_at_what_they_name(sample):
    graph_keys = {one["id"] for one in sample.nodes}
    for edge in sample.edges:
        assert edge["from"] in graph_keys and edge["to"] in graph_keys
    assert node(sample, f"{CHAIR}#21(a)")["meeting"] == MEETING_2009.key


@given(st.text(max_size=12), st.text(min_size=1, max_size=8), st.text(max_size=6))
@settings(deadline=None)
def test_offsets_are_those_of_javascript(before, phrase, after):
    """UTF-16 units: what `String.prototype.slice` takes, also beside characters outside the BMP."""
    text = before + phrase + after
    unit = Unit("1", UnitKind.PARAGRAPH, 0, len(text), marks=(Mark(len(before), "1"),))
    start, end = len(before), len(before + phrase)
    reference = Reference(
        "1", start, end, phrase, Kind.DOCUMENT, (Citation("A/1/2", Kind.DOCUMENT, Status.EXTERNAL),)
    )
    data = data_of([ResolvedDocument(Document("A/9/9", "a", text, (unit,)), (reference,))])

    def cut(a, b):
        wide = text.encode("utf-16-le", "surrogatepass")
        return wide[2 * a : 2 * b].decode("utf-16-le", "surrogatepass")

    (record,) = data.references
    assert cut(record["start"], record["end"]) == cut_of(phrase)
    assert cut(*data.edges[0]["part"]) == cut_of(phrase)
    assert cut(0, node(data, "A/9/9#1")["marks"][0][0]) == cut_of(before)


def cut_of(text):
    """The text as UTF-16 has it, where two lone surrogates are one character."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


class Elements(HTMLParser):
    """What a browser would find: start tags with attributes, and the text of scripts and styles."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags = []
        self.raw = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.raw.append([tag, dict(attrs), ""])

    def handle_data(self, data):
        if self.cdata_elem:
            self.raw[-1][2] += data


@pytest.fixture(scope="module")
def elements():
    return Elements(page(chair_and_draft()))


def test_page_asks_for_nothing(elements):
    allowed = {("a", "href"), ("meta", "content")}
    for tag, attributes in elements.tags:
        assert tag not in ("img", "iframe", "object", "embed", "link", "base", "form"), tag
        assert "src" not in attributes and "srcset" not in attributes
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name != "style"
            if (value or "").partition(":")[0] in ("http", "https", "javascript"):
                assert (tag, name) in allowed


def test_policy_names_every_script_and_style_and_no_other(elements):
    (policy,) = (
        attributes["content"]
        for tag, attributes in elements.tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.partition(" ")[::2] for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy

    def hashes(tag):
        return {
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
            for name, attributes, text in elements.raw
            if name == tag and attributes.get("type") != "application/json"
        }

    assert set(rules["script-src"].split()) == hashes("script")
    assert set(rules["style-src"].split()) == hashes("style")
    assert len(hashes("script")) == 2  # vis-network and ours


def test_hostile_text_is_data(elements):
    blocks = [json.loads(t) for _, a, t in elements.raw if a.get("type") == "application/json"]
    assert len(blocks) == 4  # words, documents, parts, records
    units = [one for part in blocks[2] for one in part["nodes"]]
    text = next(one["text"] for one in units if one["id"] == f"{CHAIR}#50")
    assert MARKUP in text
    assert not any(tag == "img" for tag, _ in elements.tags)


def test_the_same_documents_give_the_same_page():
    assert page(chair_and_draft()) == page(chair_and_draft())


def test_page_is_written_as_utf8_whatever_the_text(tmp_path):
    text = "Ωμέγα \U0001f600 \ud800 end"
    document = Document("A/1/2", "a.txt", text, (Unit("1", UnitKind.PARAGRAPH, 0, len(text)),))
    write_page([ResolvedDocument(document, ())], tmp_path / "page.html")
    written = (tmp_path / "page.html").read_text("utf-8")
    assert "Ωμέγα \U0001f600" in written
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]  # pyvis would leave lib/


def test_a_document_title_with_a_link_in_it_is_only_text():
    """pyvis takes every title for markup once one has "href" in it."""
    (chair, *_) = chair_and_draft()
    hostile = '<a href="javascript:alert(1)">title</a>'
    resolved = replace(chair, document=replace(chair.document, title=hostile, short=hostile))
    found = Elements(page([resolved]))
    assert not any("javascript" in (a.get("href") or "") for _, a in found.tags)


def test_an_empty_corpus_has_a_page():
    assert block(page([]), "documents") == [{"nodes": []}]


def test_no_script_writes_markup():
    folder = files("seepara.explorer").joinpath("scripts")
    names = {item.name for item in folder.iterdir()}
    assert names == {f"{name}.js" for name in SCRIPTS}
    for name in names:
        script = folder.joinpath(name).read_text("utf-8")
        found = re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", script
        )
        assert not found, f"{name}: {found}"


def test_every_style_sheet_is_used():
    folder = files("seepara.explorer").joinpath("styles")
    assert {item.name for item in folder.iterdir()} == {f"{name}.css" for name in STYLES}


def test_keys_without_a_symbol_are_never_names(sample):
    for one in sample.nodes:
        assert "x/" not in one["name"] and "x/" not in one["label"], one["id"]
    assert node(sample, CHAIR)["name"] == "Chair's report 2010"
    assert "symbol" not in node(sample, DRAFT)
    assert node(sample, LATER)["aliases"] == ["x/CTOC-COP/2012-09-01/later"]


def test_only_documents_of_the_united_nations_have_an_address(sample):
    addresses = {one["id"]: one["url"] for one in sample.nodes if "url" in one}
    assert addresses[EARLIER] == f"https://docs.un.org/en/{EARLIER}"
    assert all(url.startswith("https://docs.un.org/en/") for url in addresses.values())
    assert not any(key.startswith(("x/", "treaty:", "sales:", "unts:")) for key in addresses)


def test_who_says_it_is_kept_for_each_reference():
    documents = chair_and_draft()
    data = data_of(documents)
    expected = [r.asserted_by is Asserter.SECRETARIAT for one in documents for r in one.references]
    assert [r.get("secretariat", False) for r in data.references] == expected


def test_a_reference_outside_any_unit_is_the_documents():
    citation = Citation("A/1/3", Kind.DOCUMENT, Status.EXTERNAL)
    reference = Reference("", 4, 9, "A/1/3", Kind.DOCUMENT, (citation,))
    data = data_of([ResolvedDocument(Document("A/1/2", "a.txt", "", ()), (reference,))])
    assert data.edges[0]["from"] == "A/1/2"
    assert data.references[0]["phrase"] == "A/1/3"


def test_the_page_does_not_depend_on_the_order_of_sets(tmp_path):
    code = (
        "import sys; from pathlib import Path; from tests.samples import chair_and_draft;"
        "from seepara.explorer import write_page; write_page(chair_and_draft(), Path(sys.argv[1]))"
    )
    pages = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.html"
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code, str(path)]
        root = Path(__file__).parent.parent
        subprocess.run(command, check=True, cwd=root, env=environment)
        pages.append(path.read_bytes())
    assert pages[0] == pages[1]


def test_nothing_heavy_is_imported_before_a_page_is_made():
    code = "import sys, seepara.explorer; print({'pyvis', 'networkx', 'jinja2'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"
