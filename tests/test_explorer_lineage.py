"""What the page is told of the lineage, and how its data is split into parts."""

import json
from collections import Counter

import pytest

from seepara.catalogue import Correction
from seepara.compare import changes
from seepara.explorer import page, write_page
from seepara.explorer.splitting import FOLDER, as_script, ends_in, starts
from seepara.explorer.words import words
from seepara.lineage import InferredLink, Lineage, LineageKind, inferred_links
from seepara.lineage.demand import demands
from seepara.model import (
    Asserter,
    Document,
    Kind,
    Meeting,
    Relation,
    ResolvedDocument,
    Stage,
    Unit,
    UnitKind,
)

from .pages import block, data_of
from .samples import CHAIR, DRAFT, LATER, chair_and_draft

EMOJI = "\N{GRINNING FACE}"
MEETING = Meeting("meeting:CTOC/COP/WG.4/2015-11-16", "CTOC/COP/WG.4", "2015-11-16", "2015-11-18")


def record_of(documents, inferred=None):
    return data_of(documents, inferred).lineage


@pytest.fixture(scope="module")
def data():
    return data_of(chair_and_draft())


def numbered(key, stage, date, text, abridged=False):
    unit = Unit("1", UnitKind.PARAGRAPH, 0, len(text), recommendation=True, meeting=MEETING.key)
    return ResolvedDocument(
        Document(key, f"{key}.txt", text, (unit,), stage=stage, date=date, meetings=(MEETING,),
                 abridged=abridged), ()
    )  # fmt: skip


EARLIER_TEXT = f"{EMOJI} States parties should share the routes that traffickers use."
LATER_TEXT = f"{EMOJI} States parties should share in time the routes that traffickers use."


def versions(abridged=False):
    return (
        numbered("A/1/L.1", Stage.DRAFT, "2015-11-17", EARLIER_TEXT, abridged),
        numbered("A/1/2", Stage.REPORT, "2015-12-01", LATER_TEXT, abridged),
    )


def test_steps_are_those_of_the_lineage(data):
    """Older and newer, kind, equal rank: as `seepara.lineage` has them."""
    record = data.lineage
    turned, beside, apart = (set(record.get(n, ())) for n in ("turned", "beside", "apart"))
    kinds = {edge: kind for kind, edges in record["kinds"].items() for edge in edges}
    found = set()
    for number, edge in enumerate(data.edges):
        if number in apart:
            continue
        ends = (edge["from"], edge["to"]) if number in turned else (edge["to"], edge["from"])
        found.add((kinds.get(number, "refersTo"), *ends, number in beside))
    stated = [link for link in Lineage.of(chair_and_draft()).links if link.stated]
    # of equal rank neither is older
    expected = {(str(link.kind), link.older, link.newer, link.beside) for link in stated}
    assert {row for row in found if not row[3]} == {row for row in expected if not row[3]}
    assert {(row[0], *sorted(row[1:3])) for row in found if row[3]} == {
        (row[0], *sorted(row[1:3])) for row in expected if row[3]
    }
    assert turned and kinds and apart


def test_inferred_links_come_with_their_evidence():
    documents = versions()
    (link,) = record_of(documents)["inferred"]
    assert (link["kind"], link["older"], link["newer"]) == ("laterTextOf", "A/1/L.1#1", "A/1/2#1")
    assert link["verdict"] == "reworded" and 0.5 < link["score"] <= 1
    expected = [change.kind for change in changes(EARLIER_TEXT, LATER_TEXT)]
    assert [row[0] for row in link["changes"]] == expected
    # offsets are those of JavaScript: the emoji counts as two
    utf16 = LATER_TEXT.encode("utf-16-le")
    (row,) = (row for row in link["changes"] if row[0] == "insert")
    assert utf16[2 * row[3] : 2 * row[4]].decode("utf-16-le") == "in time"


def test_no_word_of_an_abridged_text_is_compared():
    (link,) = record_of(versions(abridged=True))["inferred"]
    assert "changes" not in link and link["abridged"] is True


def test_what_a_user_says_is_evidence_of_its_own():
    documents = versions()
    said = Correction("A/1/L.1#1", "A/1/2#1", "accept", "the editor", "seen at the meeting")
    links = inferred_links(documents, (said,))
    (link,) = record_of(documents, inferred=links)["inferred"]
    assert (link["judged"], link["by"], link["why"]) == (
        "accept", "the editor", "seen at the meeting",
    )  # fmt: skip
    added = InferredLink(LineageKind.REFERS_TO, "A/1/L.1#1", "A/1/2#1", None)
    (link,) = record_of(documents, inferred=(added,))["inferred"]
    assert "score" not in link and "likeness" not in link


def test_whose_words_its_own_are(data):
    own = data.lineage["own_words"]
    assert own[MEETING.key.replace("2015-11-16", "2009-04-14")] == "the Group’s own words"


def test_who_added_the_cross_references_is_told_with_its_place():
    text = "The secretariat has added cross-references in parentheses."
    unit = Unit("4", UnitKind.PARAGRAPH, 0, len(text))
    one = ResolvedDocument(Document("A/1/2", "a.txt", text, (unit,)), (), secretariat_said_in="4")
    assert record_of((one,))["added"] == {"A/1/2": "A/1/2#4"}
    # a language that the program has no words of
    other = ResolvedDocument(Document("A/1/2", "a.txt", text, (unit,), language="xx"), ())
    assert not any(record_of((other,)).values())


def test_demands_are_those_of_the_library():
    documents = versions()
    record = record_of(documents)["demands"]
    for one in documents:
        for path, found in demands(one.document).items():
            assert record[f"{one.document.key}#{path}"] == [
                [d.addressee, d.strength] for d in found
            ]


def test_every_name_that_the_data_has_has_a_word():
    said = words()
    assert {str(relation) for relation in Relation} <= set(said["relations"])
    assert {str(kind) for kind in LineageKind if str(kind) != "refersTo"} <= set(said["relations"])
    assert {str(kind) for kind in (*UnitKind, *Kind)} <= set(said["kinds"])
    assert {str(stage) for stage in Stage} <= set(said["stages"])
    assert {str(asserter) for asserter in Asserter} <= set(said["said"])


# ---------------------------------------------------------------- parts


@pytest.fixture(scope="module")
def parted(tmp_path_factory):
    """The page in parts, a document each, and the data in its parts."""
    folder = tmp_path_factory.mktemp("parted")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seepara.explorer.splitting.PART", 1)
        write_page(chair_and_draft(), folder / "explorer.html", one_file=1)
    parts = []
    for path in sorted((folder / FOLDER).iterdir()):
        call = path.read_text("utf-8")
        parts.append(json.loads(json.loads(call[call.index(",") + 1 : call.rindex(")")])))
    return (folder / "explorer.html").read_text("utf-8"), parts


def test_parts_and_page_hold_everything_once(parted):
    page_in_parts, parts = parted
    whole = page(chair_and_draft())
    assert block(page_in_parts, "documents") == block(whole, "documents")
    assert [one for part in parts for one in part["documents"]] == block(whole, "parts")
    records, known = block(page_in_parts, "records"), block(whole, "records")
    inferred = known["lineage"].pop("inferred")
    split = records.pop("split")
    assert records == known and split["starts"] == [0, 1, 2]
    found = {one.pop("place"): one for part in parts for one in part["inferred"]}
    assert [found[place] for place in range(len(inferred))] == inferred and inferred


def test_a_page_in_parts_is_told_how_many_citations_join_its_documents(parted, data):
    split = block(parted[0], "records")["split"]
    rows = [
        (key, row[0], row[1], row[2])
        for key, held in zip((CHAIR, DRAFT, LATER), split["links"], strict=True)
        for row in held
    ]
    expected = Counter()
    secretariats = Counter()
    for edge in data.edges:
        ends = edge["from"].partition("#")[0], edge["to"].partition("#")[0]
        if ends[0] != ends[1]:
            expected[ends] += 1
            secretariats[ends] += edge.get("dashes", False)
    assert {row[:2]: row[2] for row in rows} == expected
    assert {row[:2] for row in rows if row[3]} == {
        ends for ends, number in expected.items() if secretariats[ends] == number
    }
    external = Counter(edge["to"] for edge in data.edges if edge["status"] == "external")
    told = Counter()
    for held in split["links"]:
        for row in held:
            told.update(row[3])
    assert told == external


@pytest.mark.parametrize(
    ("sizes", "most", "expected"),
    [
        ([], 5, []),
        ([3], 5, [(0, 1)]),
        # as many as there is room for
        ([2, 3, 1], 5, [(0, 2), (2, 3)]),
        # a document is never cut
        ([1, 9, 1], 5, [(0, 1), (1, 2), (2, 3)]),
    ],
)
def test_where_parts_begin_and_end(sizes, most, expected):
    assert list(ends_in(starts(sizes, most), len(sizes))) == expected


def test_a_part_is_one_call_with_one_string():
    data = {"nodes": [{"text": "\u2028 \"); alert(1); ('"}]}
    text = as_script(3, json.dumps(data).encode()).decode()
    assert text.startswith('seeparaPart(3,"') and text.endswith('");\n')
    inside = text.removeprefix("seeparaPart(3,").removesuffix(");\n")
    assert json.loads(json.loads(inside)) == data
