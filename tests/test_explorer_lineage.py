"""What the page is told of the lineage, and how its data is split into parts."""

import json

import pytest

from seepara.catalogue import Correction
from seepara.compare import changes
from seepara.explorer.data import page_data
from seepara.explorer.lineage_data import lineage_record
from seepara.explorer.splitting import as_script, split
from seepara.explorer.words import words
from seepara.labels import Labels
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

from .samples import CHAIR, DRAFT, EARLIER, chair_and_draft

EMOJI = "\N{GRINNING FACE}"
MEETING = Meeting("meeting:CTOC/COP/WG.4/2015-11-16", "CTOC/COP/WG.4", "2015-11-16", "2015-11-18")


def record_of(documents, **more):
    return lineage_record(documents, Labels.of(documents), **more)


@pytest.fixture(scope="module")
def data():
    documents = chair_and_draft()
    return page_data(documents, Labels.of(documents))


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
    record = data.records["lineage"]
    turned, beside, apart = (set(record.get(n, ())) for n in ("turned", "beside", "apart"))
    kinds = {edge: kind for kind, edges in record["kinds"].items() for edge in edges}
    found = set()
    for edge in data.edges:
        number = int(edge["id"])
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
    own = data.records["lineage"]["own_words"]
    assert own[MEETING.key.replace("2015-11-16", "2009-04-14")] == "the Group’s own words"


def test_who_added_the_cross_references_is_told_with_its_place():
    text = "The secretariat has provided cross-references in parentheses."
    unit = Unit("4", UnitKind.PARAGRAPH, 0, len(text))
    one = ResolvedDocument(Document("A/1/2", "a.txt", text, (unit,)), ())
    assert record_of((one,))["added"] == {"A/1/2": "A/1/2#4"}
    # a language that the program has no words of
    other = ResolvedDocument(Document("A/1/2", "a.txt", text, (unit,), language="xx"), ())
    assert record_of((other,)) == {}


def test_demands_are_those_of_the_library():
    documents = versions()
    record = record_of(documents)["demands"]
    for one in documents:
        for path, found in demands(one.document).items():
            assert record[f"{one.document.key}#{path}"] == [
                [d.addressee, d.strength] for d in found
            ]


def test_every_name_that_the_data_has_has_a_word(data):
    said = words()
    assert {str(relation) for relation in Relation} <= set(said["relations"])
    assert {str(kind) for kind in LineageKind if str(kind) != "refersTo"} <= set(said["relations"])
    assert {str(kind) for kind in (*UnitKind, *Kind)} <= set(said["kinds"])
    assert {str(stage) for stage in Stage} <= set(said["stages"])
    assert {str(asserter) for asserter in Asserter} <= set(said["said"])


# ---------------------------------------------------------------- parts


def test_parts_and_page_hold_everything_once(data):
    made = split(data, 5)
    kept = [node["id"] for node in made.page.nodes]
    moved = [node["id"] for part in made.parts for node in part["nodes"]]
    assert sorted(kept + moved) == sorted(node["id"] for node in data.nodes)
    assert {CHAIR, DRAFT, EARLIER} <= set(kept) and f"{CHAIR}#37" in moved
    assert [edge for part in made.parts for edge in part["edges"]] == data.edges
    references = [one for part in made.parts for one in part["references"]]
    assert references == data.records["references"]
    for part in made.parts:
        for place, reference in enumerate(part["references"], part.get("first_reference", 0)):
            assert data.records["references"][place] == reference
    places = {node["id"]: node["at"] for node in made.page.nodes}
    assert all(data.nodes[place]["id"] == key for key, place in places.items())
    # a document is never cut, and what lies in what is told by keys
    for part in made.parts:
        for node in part["nodes"]:
            assert made.page.records["split"]["of"][node["id"].partition("#")[0]] == part["part"]
            assert isinstance(node["parent"], str)


def test_lineage_in_parts_is_the_whole_lineage(data):
    made = split(data, 5)
    whole = data.records["lineage"]
    for name in ("turned", "beside", "apart"):
        parts = [edge for part in made.parts for edge in part["lineage"].get(name, ())]
        assert sorted(parts) == whole.get(name, [])
    inferred = {one["place"] for part in made.parts for one in part["lineage"].get("inferred", ())}
    assert inferred == set(range(len(whole.get("inferred", ()))))
    assert made.page.records["lineage"].keys() <= {"proofs", "years", "own_words", "added"}


def test_a_part_is_one_call_with_one_string():
    text = as_script(3, {"nodes": [{"text": "\u2028 \"); alert(1); ('"}]})
    assert text.startswith('seeparaPart(3,"') and text.endswith('");\n')
    inside = text.removeprefix("seeparaPart(3,").removesuffix(");\n")
    assert json.loads(json.loads(inside)) == {"nodes": [{"text": "\u2028 \"); alert(1); ('"}]}
