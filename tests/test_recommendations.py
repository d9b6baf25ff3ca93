"""Which units are recommendations, in their three shapes, and which meeting adopted them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.report import leaves

from .texts import document, outline_of, page

_HEAD = """Conference of the Parties to the United Nations Convention against Transnational Organized Crime

Distr.: General
10 August 2012

Sixth session

Vienna, 15-19 October 2012

Activities of the Working Group on Firearms

Report submitted by the Chair"""

_DRAFT = """Conference of the Parties to the United Nations Convention against Transnational Organized Crime

Distr.: Limited
2 July 2024

Working Group on Firearms

Vienna, 2–3 July 2024

Draft report

Addendum"""

_OWN_MEETING = "meeting:CTOC/COP/WG.6/2024-07-02"


def _recommendations(*blocks, head=_DRAFT):
    read = document(page(head, *blocks))
    return read, [unit.path for unit in read.units if unit.recommendation]


@pytest.mark.parametrize(
    ("blocks", "chosen", "counted"),
    [
        # paragraphs of a section headed "Recommendations …", its subsections too; none elsewhere
        (
            [
                "I. Introduction",
                "1. It met.",
                "II. Recommendations",
                "A. General",
                "2. States should act.",
                "B. Special",
                "3. States should wait.",
                "III. Summary of deliberations",
                "4. One speaker spoke.",
            ],
            ["2", "3"],
            ["2", "3"],
        ),
        # what only introduces others is none, also where it is no chapeau
        (
            [
                "II. Recommendations",
                "1. The following recommendations go to the Conference.",
                "2. States should act.",
            ],
            ["2"],
            ["2"],
        ),
        (
            [
                "II. Recommendations",
                "1. The Group recommended that the Conference consider the "
                "following recommendations for adoption:",
                "(a) Act;",
                "(b) Wait.",
            ],
            ["1(a)", "1(b)"],
            ["1(a)", "1(b)"],
        ),
        # a chapeau that says who should act is one, and so is each of its subparagraphs
        (
            [
                "II. Recommendations",
                "1. States parties should:",
                "(a) Act:",
                "(i) Soon;",
                "(ii) Well;",
                "(b) Wait.",
            ],
            ["1", "1(a)", "1(a)(i)", "1(a)(ii)", "1(b)"],
            ["1(a)(i)", "1(a)(ii)", "1(b)"],
        ),
        # subparagraphs under headings that are themselves numbered
        (
            [
                "I. Deliberations",
                "9. It spoke.",
                "II. Recommendations",
                "10. The Group has adopted the recommendations below.",
                "1. Victims of crime",
                "(a) Act.",
                "(b) Wait.",
                "2. Research",
                "(a) Study.",
            ],
            ["rec1(a)", "rec1(b)", "rec2(a)"],
            ["rec1(a)", "rec1(b)", "rec2(a)"],
        ),
        # … below the words alone, whatever the section is called
        (
            [
                "I. Deliberations",
                "9. It spoke.",
                "II. Outcome",
                "10. The Group has adopted the recommendations below.",
                "1. Victims of crime",
                "(a) Act.",
                "(b) Wait.",
                "2. Research",
                "(a) Study.",
            ],
            ["rec1(a)", "rec1(b)", "rec2(a)"],
            ["rec1(a)", "rec1(b)", "rec2(a)"],
        ),
        # blocks headed "Recommendation 1", with subparagraphs of their own
        (
            [
                "II. Recommendations (continued)",
                "A. General",
                "Recommendation 1",
                "States should act.",
                "Recommendation 2",
                "States should:",
                "(a) Act;",
                "(b) Wait.",
                "III. Summary",
                "1. One speaker spoke.",
            ],
            ["rec1", "rec2", "rec2(a)", "rec2(b)"],
            ["rec1", "rec2(a)", "rec2(b)"],
        ),
        # headings that begin otherwise
        (["A. General recommendations", "1. Act."], ["1"], ["1"]),
        (["A. Recommendations of the Working Group", "1. Act."], ["1"], ["1"]),
        (["A. Recommendations on best practices", "1. Act."], ["1"], ["1"]),
        # headings of a document about recommendations
        (["A. Implementation of the recommendations", "1. It was done."], [], []),
        (["A. Summary of deliberations", "1. Some made recommendations."], [], []),
    ],
)
def test_recommendations(blocks, chosen, counted):
    read, found = _recommendations(*blocks)
    assert found == chosen
    assert [unit.path for unit in leaves(read.units)] == counted


def test_a_block_has_its_words_and_lies_in_its_section():
    read, _ = _recommendations(
        "II. Recommendations", "A. General", "Recommendation 4", "States should act.", "And soon."
    )
    (block,) = (unit for unit in read.units if unit.path == "rec4")
    assert block.parent == "section II.A"
    assert read.text_of(block).startswith("States should act.")
    assert outline_of(read) == ["section II", "section II.A", "rec4"]


def test_the_meeting_of_the_letterhead_adopts_what_no_heading_says():
    read, found = _recommendations(
        "II. Recommendations", "1. States should act.", "III. Summary", "2. One spoke."
    )
    assert [(m.key, m.end, m.place) for m in read.meetings] == [
        (_OWN_MEETING, "2024-07-03", "Vienna")
    ]
    assert {u.path: u.meeting for u in read.units if u.recommendation} == {"1": _OWN_MEETING}
    assert found == ["1"]


def test_headings_say_at_which_meetings_their_recommendations_were_adopted():
    # one document carries the recommendations of two meetings, neither of them its own
    read, _ = _recommendations(
        "I. Introduction",
        "1. It met twice.",
        "II. Recommendations adopted by the Working Group at its meeting "
"held in Vienna on 10 and 11 October 2011",
        "A. General",
        "2. The following recommendations are submitted.",
        "3. States should:",
        "(a) Act.",
        "III. Recommendations adopted by the Working Group at its meeting held from 6 to 8 November 2012",
        "4. States should wait.",
        head=_HEAD,
    )  # fmt: skip
    first, second = "meeting:CTOC/COP/WG.6/2011-10-10", "meeting:CTOC/COP/WG.6/2012-11-06"
    adopted = {u.path: u.meeting for u in read.units if u.recommendation}
    assert adopted == {"3": first, "3(a)": first, "4": second}
    by_key = {m.key: m for m in read.meetings}
    assert (by_key[first].end, by_key[first].place) == ("2011-10-11", "Vienna")
    assert (by_key[second].end, by_key[second].place) == ("2012-11-08", "")
    # the body is the working group, whose meetings the title is about, not the one that gathers
    assert {by_key[key].body for key in (first, second)} == {"CTOC/COP/WG.6"}
    assert read.organ.root == "CTOC/COP"


@given(
    st.lists(
        st.sampled_from(
            ["1. Act.", "2. Wait:", "(a) Now;", "(i) Here;", "3. Act.", "Recommendation 1"]
        ),
        max_size=12,
    )
)
def test_every_recommendation_has_a_leaf(lines):
    read, found = _recommendations("II. Recommendations", *lines)
    counted = {unit.path for unit in leaves(read.units)}
    assert counted <= set(found)
    for path in found:
        assert any(leaf == path or leaf.startswith(path) for leaf in counted)
