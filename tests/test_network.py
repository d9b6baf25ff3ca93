import subprocess
import sys
from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seepara.labels import Labels
from seepara.model import (
    Asserter,
    Citation,
    Document,
    Kind,
    Reference,
    Relation,
    ResolvedDocument,
    Status,
    Unit,
    UnitKind,
)
from seepara.network import CITES, PART_OF, neighbourhood, network, parts

from .samples import CHAIR, DRAFT, EARLIER, LATER, MEETING_2009, MEETING_2010, chair_and_draft


@pytest.fixture(scope="module")
def graph():
    documents = chair_and_draft()
    return network(documents, Labels.of(documents))


def links(graph, relation):
    return {(a, b) for a, b, r in graph.edges(data="relation") if r == relation}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        # a unit has the date of the meeting that adopted it, not of the document that prints it
        (f"{CHAIR}#21(a)", {"kind": "subparagraph", "date": "2009-04-14", "recommendation": True}),
        (f"{CHAIR}#37", {"kind": "paragraph", "date": "2010-01-27", "read": True}),
        # without a meeting: the document's date
        (f"{CHAIR}#4", {"date": "2010-08-10", "recommendation": False, "abridged": True}),
        (f"{CHAIR}#fn1", {"kind": "footnote", "document": CHAIR}),
        (
            CHAIR,
            {"kind": "document", "date": "2010-08-10", "document": CHAIR, "stage": "compilation"},
        ),
        (LATER, {"kind": "document", "abridged": False, "read": True}),
        # what is cited and was not read, by what it is; a date is not guessed
        (f"{EARLIER}#17", {"kind": "paragraph", "read": False, "date": "", "document": EARLIER}),
        (EARLIER, {"kind": "document", "read": False, "missing": False}),
        ("decision:CTOC/COP/4/4#o(ii)", {"kind": "decision", "document": "decision:CTOC/COP/4/4"}),
        ("decision:CTOC/COP/4/4", {"kind": "decision", "read": False}),
        ("treaty:TIP-Protocol#art3(a)", {"kind": "treaty"}),
        ("S/RES/1526(2004)#2", {"kind": "resolution"}),
        ("S/RES/1526(2004)", {"kind": "resolution"}),
        ("gc:CEDAW/2", {"kind": "document"}),
        ("rules:CTOC/COP", {"kind": "rule"}),
        # the document was read and has no such paragraph
        (f"{CHAIR}#99", {"kind": "paragraph", "read": False, "missing": True, "document": CHAIR}),
        (MEETING_2009.key, {"kind": "meeting", "date": "2009-04-14", "place": "Vienna"}),
        (
            "body:CTOC/COP/WG.4",
            {"kind": "body", "label": "Working Group on Trafficking in Persons"},
        ),
    ],
)
def test_nodes(graph, key, expected):
    assert {name: graph.nodes[key].get(name) for name in expected} == expected


def test_every_node_has_the_same_attributes(graph):
    for key, attributes in graph.nodes(data=True):
        assert attributes.keys() >= {
            "kind", "label", "short", "date", "document", "recommendation", "read", "missing",
            "abridged",
        }, key  # fmt: skip
        assert attributes["label"], key


def test_one_edge_a_citation(graph):
    documents = chair_and_draft()
    expected = sum(
        citation.target != ""
        for one in documents
        for reference in one.references
        for citation in reference.citations
    )
    cited = [(a, b, d) for a, b, d in graph.edges(data=True) if d["relation"] in CITES]
    assert len(cited) == expected == 22
    texts = {
        f"{one.document.key}#{unit.path}": one.document.text_of(unit)
        for one in documents
        for unit in one.document.units
    }
    for a, _, d in cited:
        assert texts[a][d["start"] : d["end"]] == d["phrase"]


def test_what_an_edge_says(graph):
    (edge,) = graph[f"{CHAIR}#37"][f"{EARLIER}#17"].values()
    assert edge["relation"] == "followsUp"
    assert edge["governed_by"] == "Further to"
    assert edge["asserted_by"] == "body"
    assert edge["status"] == "external"
    (edge,) = graph[f"{CHAIR}#82"][f"{CHAIR}#21(a)"].values()
    assert edge["asserted_by"] == "secretariat"
    assert (edge["direction"], edge["misdirected"]) == ("below", True)


def test_an_ambiguous_citation_has_no_edge_but_is_counted(graph):
    assert graph.nodes[f"{CHAIR}#50"]["ambiguous"] == 1
    assert not graph.has_edge(f"{CHAIR}#50", f"{CHAIR}#4")
    assert f"{EARLIER}#3" not in graph


def test_structure(graph):
    part_of = links(graph, PART_OF)
    assert {
        (f"{CHAIR}#21(a)", f"{CHAIR}#21"),
        (f"{CHAIR}#21", f"{CHAIR}#section II.E"),
        (f"{CHAIR}#section II.E", f"{CHAIR}#section II"),
        (f"{CHAIR}#section II", CHAIR),
        (f"{CHAIR}#fn1", f"{CHAIR}#37"),
        (f"{CHAIR}#fn*", CHAIR),
        (f"{CHAIR}#99", CHAIR),
        (f"{EARLIER}#17", EARLIER),
        ("decision:CTOC/COP/4/4#o(iv)", "decision:CTOC/COP/4/4"),
    } <= part_of
    assert (f"{CHAIR}#21(a)", MEETING_2009.key) in links(graph, "adoptedAt")
    assert (f"{DRAFT}#rec4(a)", MEETING_2010.key) in links(graph, "consideredAt")
    assert (f"{DRAFT}#rec4(a)", MEETING_2010.key) not in links(graph, "adoptedAt")
    assert (CHAIR, MEETING_2009.key) in links(graph, "coversMeeting")
    assert {
        (MEETING_2009.key, "body:CTOC/COP/WG.4"),
        ("body:CTOC/COP/WG.4", "body:CTOC/COP"),
        (DRAFT, "body:CTOC/COP/WG.4"),
    } <= links(graph, "ofBody")


def test_a_letter_that_was_not_read_lies_in_its_paragraph_if_that_is_known():
    documents = (cites("1", "A/1/2#17(b)(ii)", "A/1/2#17", "A/1/2#18(a)"),)
    graph = network(documents, Labels.of(documents))
    assert links(graph, PART_OF) >= {
        ("A/1/2#17(b)(ii)", "A/1/2#17"),  # (b) was not cited by itself
        ("A/1/2#17", "A/1/2"),
        ("A/1/2#18(a)", "A/1/2"),
    }


def test_what_was_read_is_never_marked_unread_by_a_citation_that_comes_first():
    documents = (cites("1", "A/9/9#1"), cites("1", key="A/9/9"))
    graph = network(documents, Labels.of(documents))
    assert graph.nodes["A/9/9#1"]["read"] and graph.nodes["A/9/9"]["read"]


# What "21(a)" refers to and is referred to by, and further away.
@pytest.mark.parametrize(
    ("key", "up", "down", "expected"),
    [
        (f"{CHAIR}#21(a)", 1, 0, {f"{CHAIR}#37": -1, f"{CHAIR}#50": -1, f"{CHAIR}#82": -1}),
        (f"{CHAIR}#fn1", 1, 1, {"A/RES/64/293": -1}),
        # a step counts from the node in focus: op1 cites 37, which 21(a) cites
        (
            f"{CHAIR}#21(a)",
            0,
            2,
            {f"{CHAIR}#37": 1, f"{CHAIR}#50": 1, f"{CHAIR}#82": 1, f"{LATER}#op1": 2},
        ),
        # a paragraph has the citations of its footnote too
        (f"{CHAIR}#37", 1, 0, {f"{CHAIR}#21(a)": -1, f"{EARLIER}#17": -1, "A/RES/64/293": -1}),
        # and a chapeau those of its letters
        (f"{CHAIR}#21", 1, 0, {f"{CHAIR}#37": -1, f"{CHAIR}#50": -1, f"{CHAIR}#82": -1}),
        # a document: only what leads out of it
        (EARLIER, 3, 1, {f"{CHAIR}#37": 1, f"{DRAFT}#rec4(a)": 1}),
    ],
)
def test_neighbourhood(graph, key, up, down, expected):
    found = neighbourhood(graph, key, up, down)
    steps = {node: step for node, step in found.nodes(data="step") if step}
    assert steps == expected
    assert found.graph["left_out"] == 0
    assert all(relation in CITES for _, _, relation in found.edges(data="relation"))


def test_neighbourhood_keeps_the_nearest_and_says_what_is_left_out(graph):
    found = neighbourhood(graph, f"{CHAIR}#21(a)", 0, 2, limit=3)
    assert {n for n, step in found.nodes(data="step") if step} == {
        f"{CHAIR}#37", f"{CHAIR}#50", f"{CHAIR}#82",
    }  # fmt: skip
    assert found.graph["left_out"] == 1


def test_neighbourhood_of_nothing(graph):
    with pytest.raises(KeyError):
        neighbourhood(graph, "A/1/2#3")


def cites(path, *targets, key="A/7/7"):
    text = "Words"
    document = Document(key, "a.txt", text, (Unit(path, UnitKind.PARAGRAPH, 0, len(text)),))
    citations = tuple(Citation(t, Kind.PARAGRAPH, Status.EXTERNAL) for t in targets)
    return ResolvedDocument(
        document, (Reference(path, 0, 5, text, Kind.PARAGRAPH, citations),) if targets else ()
    )


UNITS = 9


@st.composite
def documents_of_units(draw):
    """One document: units 1–9, some in others, with any citations among them."""
    parents = [draw(st.none() | st.integers(1, n - 1)) if n > 1 else None for n in range(1, 10)]
    pairs = draw(st.lists(st.tuples(st.integers(1, UNITS), st.integers(1, UNITS)), max_size=14))
    units = tuple(
        Unit(str(n), UnitKind.PARAGRAPH, 0, 1, str(parent) if parent else None)
        for n, parent in enumerate(parents, 1)
    )
    references = tuple(
        Reference(
            str(a), 0, 1, "w", Kind.PARAGRAPH,
            (Citation(f"A/1/2#{b}", Kind.PARAGRAPH, Status.RESOLVED),),
            draw(st.sampled_from(Asserter)), "", draw(st.sampled_from(Relation)),
        )
        for a, b in pairs
    )  # fmt: skip
    return ResolvedDocument(Document("A/1/2", "a.txt", "w", units), references), pairs


@given(documents_of_units(), st.integers(1, UNITS), st.integers(0, 3), st.integers(0, 3))
@settings(deadline=None)
def test_steps_are_shortest_ways(made, focus, up, down):
    resolved, pairs = made
    graph = network((resolved,), Labels.of((resolved,)))
    key = f"A/1/2#{focus}"
    inside = {k.partition("#")[2] for k in parts(graph, key)}

    def distances(step):
        far = dict.fromkeys(inside, 0)
        waiting = deque(inside)
        while waiting:
            here = waiting.popleft()
            for there in step(here):
                if there not in far:
                    far[there] = far[here] + 1
                    waiting.append(there)
        return far

    above = distances(lambda n: [str(b) for a, b in pairs if str(a) == n])
    below = distances(lambda n: [str(a) for a, b in pairs if str(b) == n])
    expected = {n for n, d in above.items() if 0 < d <= up} | {
        n for n, d in below.items() if 0 < d <= down
    }
    steps = {
        n.partition("#")[2]: s
        for n, s in neighbourhood(graph, key, up, down).nodes(data="step")
        if s
    }
    assert steps.keys() == expected
    for node, step in steps.items():
        assert (above if step < 0 else below)[node] == abs(step)


def test_networkx_is_imported_only_when_a_graph_is_made():
    code = "import sys, seepara.network; print('networkx' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
