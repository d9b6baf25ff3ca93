"""From phrases to citations: keys of targets, statuses, directions, kinds, and who says it.

Documents are made from text by the reader and `read_structure`; targets are written as
`tests.texts` explains: "#57 below", "#99 dangling", "? A/1/2 | A/1/3", all others external.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.model import Asserter, Kind, Relation, Status

from .texts import (
    cited,
    document,
    grows_linearly,
    outline_of,
    page,
    report,
    resolved,
    targets,
)

# ---------------------------------------------------------------- the document's own units

_OWN = """A/80/999

Note by the Secretariat

I. Opening

1. One.

2. Two.

3. States should:

(a) Act:

(i) First;

(ii) Second;

(iii) Third;

(b) Rest;

(c) Wait.

4. Four.

II. Middle

5. Five.

6. Here: {}.

7. Seven.

8. Eight.

10. Ten.

11. Eleven.

Annex I

1. First of the annex.

2. Second of the annex.

Annex II

1. First of the other.
"""


def _own(phrase):
    """The targets of a phrase in paragraph 6."""
    (row,) = cited(_OWN.format(phrase))
    assert row[0] == "6"
    return row[2]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        # numbers, letters, directions
        ("see para. 8 below", "#8 below"),
        ("see para. 2 above", "#2 above"),
        ("paragraph 3", "#3"),
        ("see para. 3 (a) (ii) above", "#3(a)(ii) above"),
        ("see paras. 3 (a), 4 and 5 above", "#3(a) above, #4 above, #5 above"),
        ("see paras. 3 (a), (b) and (c) above", "#3(a) above, #3(b) above, #3(c) above"),
        ("see paras. 3 (a) (i) and (iii) above", "#3(a)(i) above, #3(a)(iii) above"),
        ("see paras. 3 (a) (i) and (b) above", "#3(a)(i) above, #3(b) above"),
        # each direction holds for what stands since the one before
        ("see para. 2 above and paras. 7 and 8 below", "#2 above, #7 below, #8 below"),
        # ranges: both ends always, between them what exists
        ("see paras. 7-8 below", "#7 below, #8 below"),
        ("see paras. 2–5 above", "#2 above, #3 above, #4 above, #5 above"),
        ("see paras. 7–11 below", "#7 below, #8 below, #10 below, #11 below"),
        ("see paras. 8–12 below", "#8 below, #10 below, #11 below, #12 below dangling"),
        ("see paras. 3 (a)–(c) above", "#3(a) above, #3(b) above, #3(c) above"),
        ("subparas. 3 (a) (i)–(iii)", "#3(a)(i), #3(a)(ii), #3(a)(iii)"),
        ("paragraph 3(a–c) above", "#3(a) above, #3(b) above, #3(c) above"),
        # a range that runs backwards keeps its two ends
        ("paras. 8–5", "#8, #5"),
        # absent: dangling, never another one
        ("see para. 9 below", "#9 below dangling"),
        ("see para. 3 (d) above", "#3(d) above dangling"),
        ("see para. 4 (a) above", "#4(a) above dangling"),
        # a direction that the place contradicts is kept, and the number wins
        ("see para. 8 above", "#8 above wrong way"),
        ("see para. 2 below", "#2 below wrong way"),
        ("see paras. 5 and 7 above", "#5 above, #7 above wrong way"),
        # relative to where the phrase stands
        ("see the preceding paragraph", "#5"),
        ("see the following paragraph", "#7"),
        # parts of the document as such
        ("see section I above", "#section I above"),
        ("see annex II below", "#annex II below"),
        ("see annex I", "#annex I"),
        ("see section IX below", "#section IX below dangling"),
        ("see annexes I and II", "#annex I, #annex II"),
        # a paragraph of an annex of one's own
        ("see paragraph 2 of annex I", "#annexI/2"),
        ("see annex I, paragraph 2", "#annexI/2"),
        ("see paragraph 2 above", "#2 above"),
        # "of the present report"
        ("paragraph 5 of the present report", "#5"),
        # the document's own symbol is the document
        ("A/80/999, para. 5", "#5"),
        # a number, its parts in particular
        ("paragraph 3, in particular its subparagraphs (a) and (c)", "#3, #3(a), #3(c)"),
    ],
)
def test_own_units(phrase, expected):
    assert _own(phrase) == expected


@pytest.mark.parametrize(
    "phrase",
    [
        # the document's own tables and figures
        "see table 1",
        "as table 2 above shows",
        "see figure 3 below",
        # Parties by the annex of a treaty, also where the document has such an annex
        "Annex I Parties should act",
        "Parties not included in Annex I should act",
        "Annex I and Annex II countries",
        # agenda items, meetings, sessions, years, money
        "under agenda item 3 (a), at its 2nd meeting, in 2010, for $5",
        # the report itself
        "the present report",
        # what is merely named
        "the Convention, its annex and the Global Programme, chapter by chapter",
    ],
)
def test_what_is_no_reference(phrase):
    assert cited(_OWN.format(phrase)) == []


@pytest.mark.parametrize(
    "phrase",
    [
        # "its paragraph" is that of what was named
        "the Global Programme and its paragraph 3",
        "the Global Programme, in particular its paragraph 3",
        # a paragraph of something that the program does not know
        "paragraph 3 of the handbook",
        "paragraph 3 of the letter of the Chair",
        "paragraphs 1–5 of the report",
        "section I of the report",
        "paragraph 3 of the Secretary-General’s bulletin",
        "article 7 of the handbook, paragraph 3",
        # not this document's either
        "paragraph 3 of the draft resolution",
        # the sentence speaks of another text, or says what someone said there
        "The draft resolution was orally revised by adding paragraph 3",
        "a recorded vote was taken on paragraph 3",
        "The national report indicates in paragraph 3 that it is so",
        "In paragraph 3, the Board of Auditors recommended it",
        "The Board noted in paragraph 3 that it is so",
        "the answer to recommendation 2 in paragraph 3 was no",
        # no paragraph here is numbered so, no annex is called so
        "the recommendations in paragraph 115.6",
        "paragraph 3 of annex B",
        # nor are those of a text that is quoted, or of what only that text can mean
        "the Code says “subject to paragraph 3 above”",
        'the Code says "subject to paragraph 3 above"',
        "paragraph 3 of this article",
        "paragraph 3 of the present Statute",
    ],
)
def test_a_paragraph_of_something_else_never_becomes_ones_own(phrase):
    for _, words, found in cited(_OWN.format(phrase)):
        assert found.startswith("?"), (words, found)


def test_relative_references_look_in_their_own_list_first():
    text = page(
        "A/80/999",
        "Note by the Secretariat",
        "1. States should:",
        "(a) Act;",
        "(b) Act as subparagraph (a) above says;",
        "(c) Act, see subparagraphs (a), (b) and (d) above:",
        "(i) First;",
        "(ii) As in subparagraph (i) above, and subparagraph (b) above.",
        "2. They should also:",
        "(a) Act, see subparagraph (b) below;",
        "(b) Act in the way of the preceding paragraph.",
    )
    assert [(where, found) for where, _, found in cited(text)] == [
        ("1(b)", "#1(a) above"),
        # one that is not there is dangling, not dropped
        ("1(c)", "#1(a) above, #1(b) above, #1(d) above dangling"),
        # one phrase: its second half repeats the head, with a direction of its own
        ("1(c)(ii)", "#1(c)(i) above, #1(b) above"),
        ("2(a)", "#2(b) below"),
        ("2(b)", "#1"),
    ]


def test_in_an_annex_numbers_are_the_annexs_own():
    text = page(
        "A/80/999",
        "Note by the Secretariat",
        "1. One.",
        "2. Two.",
        "3. Three.",
        "Annex I",
        "1. See paragraph 2 below.",
        "2. See paragraph 1 above and paragraph 3 above.",
        "Annex II",
        "1. See paragraphs 1 and 2 of annex I, and the preceding paragraph.",
        "2. See the preceding paragraph.",
    )
    assert [(where, found) for where, _, found in cited(text)] == [
        ("annexI/1", "#annexI/2 below"),
        ("annexI/2", "#annexI/1 above, #3 above"),
        ("annexII/1", "#annexI/1, #annexI/2"),
        ("annexII/1", "#annexI/2"),
        ("annexII/2", "#annexII/1"),
    ]


def test_a_section_in_an_annex_is_the_annexs():
    text = page(
        "A/80/999",
        "Report of the Board",
        "I. Work",
        "A. Staff",
        "1. See annex I, section A. See also section A above.",
        "2. See annex I, sections A and B. See also section I.A above.",
        "3. See annex I, section C, below. See paragraph 7 of annex II to the present report.",
        "Annex I",
        "Figures",
        "A. Income",
        "1. One.",
        "B. Expenses",
        "2. Two.",
    )
    assert [(where, found) for where, _, found in cited(text)] == [
        ("1", "#annexI/section A"),
        ("1", "#section I.A above"),
        ("2", "#annexI/section A, #annexI/section B"),
        ("2", "#section I.A above"),
        ("3", "#annexI/section C below dangling"),
        ("3", "#annexII/7 dangling"),
    ]


def test_this_annex_has_no_paragraphs_of_the_document():
    text = page(
        "A/80/5", "1. One.", "2. Two.", "3. Three.", "Annex I",
        "1. See paragraphs 1 and 3 of this annex.",
    )  # fmt: skip
    assert [found for *_, found in cited(text)] == ["#annexI/1, #annexI/3 dangling"]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        # a letter alone is of the section around it
        ("see section C below", "#section II.C below"),
        ("see sects. A and C", ""),
        # … unless the document has such a section itself
        ("see section I above", "#section I above"),
        ("see section D below", "#section D below dangling"),
    ],
)
def test_a_section_is_seen_from_the_section_around(phrase, expected):
    text = page(
        "A/80/5", "I. Opening", "1. One.", "II. Matters", "A. First", "2. Two.", "B. Second",
        f"3. Here: {phrase}.", "C. Third", "4. Four.",
    )  # fmt: skip
    assert [found for *_, found in cited(text)] == ([expected] if expected else [])


def test_sections_of_an_annex_are_its_own():
    text = page(
        "A/80/5", "I. Opening", "1. One.", "II. Closing", "2. Two.", "Annex I", "I. Words",
        "1. See section II below, and section I, paragraph 1.", "II. Tables", "2. Two.",
    )  # fmt: skip
    assert [found for *_, found in cited(text)] == ["#annexI/section II below", "#annexI/1"]


def test_a_section_above_an_annex_is_the_documents():
    text = page(
        "A/80/5", "I. Opening", "1. One.", "II. Closing", "2. Two.", "Annex I", "I. Words",
        "1. See section II above.", "II. Tables", "2. Two.",
    )  # fmt: skip
    assert [found for *_, found in cited(text)] == ["#section II above"]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # a page or a paragraph of something stands before it in the note
        ("ABC-D, p. 2 and para. 1.", "? A/80/999#1"),
        ("ABC-D, para. 30. See also para. 2.", "? A/80/999#2"),
        ("A/80/1, para. 5; see also para. 2.", "A/80/1#5; ? A/80/1#2 | A/80/999#2"),
        # nothing does
        ("See also para. 2.", "#2"),
        ("The text of para. 2 says more.", "#2"),
        ("See para. 1 above; see also para. 2.", "#1 above; #2"),
        ("A/80/1, para. 5; see para. 2 above.", "A/80/1#5; #2 above"),
    ],
)
def test_a_bare_number_in_a_note(note, expected):
    text = report("One.", "Two.", "It met.¹", after=f"¹ {note}")
    assert "; ".join(found for *_, found in cited(text)) == expected


def test_words_below_a_heading_cite_the_chapter_they_stand_in():
    text = page(
        "A/80/5",
        "Chapter I",
        "1. First.",
        "2. Second.",
        "Chapter II",
        "Words before the numbers (see para. 2 below and chap. I, para. 1).",
        "1. Third.",
        "2. Fourth.",
    )
    assert [found for *_, found in cited(text)] == ["#chapII/2 below", "#chapI/1"]


def test_a_reference_in_a_footnote_counts_its_direction_from_the_mark():
    text = page(
        "A/80/999",
        "Note by the Secretariat",
        "1. One.",
        "2. Two.¹",
        "3. Three.",
        "¹ See para. 3 below and para. 1 above; see para. 1 below.",
    )
    assert [found for *_, found in cited(text)] == [
        "#3 below, #1 above",
        "#1 below wrong way",
    ]


# ---------------------------------------------------------------- bodies and their enactments

# A document of each body, by a short name; its paragraph 1 is what a row says.
_HEADS: dict[str, str] = {}

_HEADS["working group"] = """CTOC/COP/WG.6/2016/4

Conference of the Parties to the United Nations Convention against Transnational Organized Crime

Working Group on Firearms

Note by the Secretariat

1. {}
"""

_HEADS["climate"] = """FCCC/SBI/2024/9

Framework Convention on Climate Change

Subsidiary Body for Implementation

Note by the secretariat

1. {}
"""

_HEADS["ozone"] = """UNEP/OzL.Pro.30/11 15 November 2018

Report of the Thirtieth Meeting of the Parties

1. {}
"""

_HEADS["council"] = """A/HRC/55/10

Human Rights Council
Fifty-fifth session

Note by the Secretariat

1. {}
"""

_HEADS["women"] = """CEDAW/C/XYZ/CO/7

Committee on the Elimination of Discrimination against Women

Concluding observations

1. {}
"""

_HEADS["security"] = """S/2020/1234

Security Council

Report of the Secretary-General

1. {}
"""

_HEADS["assembly"] = """A/80/604

General Assembly
Eightieth session

Report of the Advisory Committee on Administrative and Budgetary Questions

1. {}
"""

_HEADS["ecosoc"] = """E/2010/45

Economic and Social Council
Substantive session of 2010

Note by the Secretariat

1. {}
"""

_HEADS["deserts"] = """ICCD/COP(15)/8

Conference of the Parties

Note by the secretariat

1. {}
"""


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        # a working group does not decide: the body that it reports to does
        ("working group", "In its decision 4/4, the Conference acted.", ["decision:CTOC/COP/4/4"]),
        (
            "working group",
            "Conference decision 4/4, paras. o (ii) and (iv).",
            ["decision:CTOC/COP/4/4#o(ii), decision:CTOC/COP/4/4#o(iv)"],
        ),
        ("working group", "Conference resolution 6/2.", ["CTOC/COP/RES/6/2"]),
        ("working group", "General Assembly resolution 64/293.", ["A/RES/64/293"]),
        # codes say whose decision it is
        ("climate", "Decision 9/CP.19, paragraph 22.", ["decision:FCCC/9/CP.19#22"]),
        (
            "climate",
            "Decisions 2/CMP.7 to 4/CMP.7.",
            ["decision:FCCC/2/CMP.7, decision:FCCC/3/CMP.7, decision:FCCC/4/CMP.7"],
        ),
        ("security", "Decision 1/CMA.3.", ["decision:FCCC/1/CMA.3"]),
        ("assembly", "Decision 18/COP.11.", ["decision:ICCD/COP/18/COP.11"]),
        # a bare paragraph behind a resolution of which it is not known whose it is
        ("climate", "Under resolution 79/1 it acted on paragraph 1.", ["? FCCC/SBI/2024/9#1"]),
        # one body under two roots of symbols
        (
            "assembly",
            "Decision 14/22 of the Conference of the Parties to the Convention on Biological Diversity.",
            ["decision:UNEP/CBD/COP/14/22"],
        ),
        ("assembly", "Decision SC-5/3.", ["decision:UNEP/POPS/COP/SC-5/3"]),
        ("deserts", "Decision 18/COP.11.", ["decision:ICCD/COP/18/COP.11"]),
        # the body that speaks; "the Council" is the one that speaks
        ("council", "In its resolution 16/23, the Council asked.", ["A/HRC/RES/16/23"]),
        ("council", "Council resolution 5/1, annex.", ["A/HRC/RES/5/1#annex"]),
        ("security", "Council resolution 1325 (2000).", ["S/RES/1325(2000)"]),
        ("ecosoc", "Council resolution 2006/47.", ["E/RES/2006/47"]),
        ("ecosoc", "Decision 2009/250.", ["decision:E/2009/250"]),
        ("assembly", "Decision 79/548.", ["decision:A/79/548"]),
        ("assembly", "Resolution 79/258, para. 3.", ["A/RES/79/258#3"]),
        (
            "assembly",
            "Resolutions 76/274, 77/304 and 78/294.",
            ["A/RES/76/274, A/RES/77/304, A/RES/78/294"],
        ),
        # … and another one where it is named
        ("council", "In resolution 60/251 the General Assembly decided.", ["A/RES/60/251"]),
        ("council", "Assembly resolution 60/251; the General Assembly.", ["A/RES/60/251"]),
        ("council", "Commission on Human Rights resolution 2004/36.", ["E/CN.4/RES/2004/36"]),
        (
            "council",
            "The Economic and Social Council, in its resolution 1996/31.",
            ["E/RES/1996/31"],
        ),
        ("security", "Resolution 16/23 of the Human Rights Council.", ["A/HRC/RES/16/23"]),
        (
            "assembly",
            "Paragraph 3 of Economic and Social Council resolution 2006/47.",
            ["E/RES/2006/47#3"],
        ),
        # the form of the number says whose it is
        ("assembly", "Resolution 1526 (2004).", ["S/RES/1526(2004)"]),
        ("council", "Paragraph 15 of resolution 2182 (2014).", ["S/RES/2182(2014)#15"]),
        (
            "assembly",
            "Resolution 3201 (S-VI) and resolution ES-10/15.",
            ["A/RES/3201(S-VI)", "A/RES/ES-10/15"],
        ),
        ("security", "Resolution 2262 (XXII).", ["A/RES/2262(XXII)"]),
        ("assembly", "Resolution 31/6 A and B.", ["A/RES/31/6A, A/RES/31/6B"]),
        # the Assembly had no such session with numbers of this form
        ("assembly", "Resolution 5/1.", []),
        # what is left open is ambiguous: both the Council and the Assembly have a resolution 52/3
        ("council", "Resolution 52/3.", ["? A/HRC/RES/52/3 | A/RES/52/3"]),
        # … but for its date, or the only body named before it in the same paragraph
        ("council", "Resolution 34/9 of 23 March 2017.", ["A/HRC/RES/34/9"]),
        ("council", "Resolution 34/9 of 20 November 1979.", ["A/RES/34/9"]),
        ("council", "The Council, in resolution 34/9.", ["A/HRC/RES/34/9"]),
        # two bodies that the document names number by years
        (
            "council",
            "The Commission on Human Rights and the Economic and Social Council; resolution 2004/37.",
            ["? E/CN.4/RES/2004/37 | E/RES/2004/37"],
        ),
        # "its" is of the sentence's subject, not of a body named behind it
        (
            "assembly",
            "Recalling its decision 78/501, Security Council resolution 1325 (2000).",
            ["decision:A/78/501", "S/RES/1325(2000)"],
        ),
        # a pinpoint goes with what it is "of", not with what stands before
        (
            "assembly",
            "Resolution 77/304 B; section II of resolution 70/247.",
            ["A/RES/77/304B", "A/RES/70/247#section II"],
        ),
        (
            "climate",
            "Decision 1/CP.16 and paragraph 5 of decision 2/CP.17.",
            ["decision:FCCC/1/CP.16", "decision:FCCC/2/CP.17#5"],
        ),
        # each number of a list has its own pinpoints
        (
            "council",
            "General Assembly resolutions 63/276, sect. IV, para. 3, and 64/243, para. 5.",
            ["A/RES/63/276#secIV/3", "A/RES/64/243#5"],
        ),
        # the number of a meeting behind the body's name in the symbol; a date beside the symbol
        (
            "ozone",
            "Decision XXIX/10, paragraph 3, and decision SS.VII/1.",
            ["decision:UNEP/OzL.Pro/XXIX/10#3", "decision:UNEP/GC/SS.VII/1"],
        ),
        # a body that only says whose resolution it is does not act
        (
            "council",
            "The Council recalled General Assembly resolution 64/1, its resolution 5/1 and others.",
            ["A/RES/64/1", "A/HRC/RES/5/1"],
        ),
        # said once, meant again
        (
            "assembly",
            "Human Rights Council resolution 16/23. In paragraph 2 of that resolution.",
            ["A/HRC/RES/16/23", "A/HRC/RES/16/23#2"],
        ),
        (
            "assembly",
            "Human Rights Council resolution 16/23. In paragraph 5 of the same resolution.",
            ["A/HRC/RES/16/23", "A/HRC/RES/16/23#5"],
        ),
        # symbols of resolutions and decisions are these
        (
            "assembly",
            "A/RES/79/258, para. 3; S/RES/1526 (2004); A/DEC/79/548.",
            ["A/RES/79/258#3", "S/RES/1526(2004)", "decision:A/79/548"],
        ),
        # ranges in what was not read: every number
        (
            "assembly",
            "Resolution 61/105, paras. 83–86.",
            ["A/RES/61/105#83, A/RES/61/105#84, A/RES/61/105#85, A/RES/61/105#86"],
        ),
        (
            "climate",
            "Decision 2/CP.17, paragraph 161, in particular its subparagraphs (b–d).",
            [
                "decision:FCCC/2/CP.17#161, decision:FCCC/2/CP.17#161(b), decision:FCCC/2/CP.17#161(c), "
                "decision:FCCC/2/CP.17#161(d)"
            ],
        ),
        # a part of a decision as such, and a paragraph in it
        (
            "climate",
            "Decision 5/CMP.1, annex, paragraph 40 (b).",
            ["decision:FCCC/5/CMP.1#annex/40(b)"],
        ),
        ("climate", "Annex II to decision 5/CP.1.", ["decision:FCCC/5/CP.1#annex II"]),
    ],
)
def test_enactments(head, text, expected):
    assert [found for *_, found in cited(_HEADS[head].format(text))] == expected


# ---------------------------------------------------------------- treaties, rules, comments

_PROTOCOL = "Protocol against the Smuggling of Migrants by Land, Sea and Air"


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        # "the Convention" is the one that the body serves
        ("working group", "Article 32, paragraph 3, of the Convention.", ["treaty:UNTOC#art32(3)"]),
        ("climate", "Article 6 of the Convention.", ["treaty:UNFCCC#art6"]),
        (
            "women",
            "Articles 2 and 12 of the Convention.",
            ["treaty:CEDAW#art2, treaty:CEDAW#art12"],
        ),
        # named in full, in short
        (
            "climate",
            "Article 3, paragraph 7 ter, of the Kyoto Protocol.",
            ["treaty:KyotoProtocol#art3(7ter)"],
        ),
        ("security", "Article 41 of the Charter.", ["treaty:UNCharter#art41"]),
        (
            "assembly",
            "Article VI of the Treaty on the Non-Proliferation of Nuclear Weapons.",
            ["treaty:NPT#artVI"],
        ),
        # defined beside its name
        (
            "council",
            "The Convention on the Rights of the Child (the Convention). Article 3 of the Convention.",
            ["treaty:CRC#art3"],
        ),
        # the definition wins over the body's own
        (
            "working group",
            f"The {_PROTOCOL} (the “Protocol”). Article 3, subparagraph (a), of the Protocol.",
            ["treaty:SOM-Protocol#art3(a)"],
        ),
        # the only one of that noun that the document names
        (
            "working group",
            f"The {_PROTOCOL}. Article 6 (1) (d) of the Protocol.",
            ["treaty:SOM-Protocol#art6(1)(d)"],
        ),
        # two are named and none is defined: ambiguous
        (
            "council",
            "The Convention on the Rights of the Child and the Convention "
            "against Torture. Article 3 of the Convention.",
            ["? treaty:CAT#art3 | treaty:CRC#art3"],
        ),
        # paragraphs of several articles, ranges
        (
            "council",
            "The International Covenant on Civil and Political Rights. "
            "Articles 2 (3), 9–11 and 14 (1) of the Covenant.",
            [
                "treaty:ICCPR#art2(3), treaty:ICCPR#art9, treaty:ICCPR#art10, "
                "treaty:ICCPR#art11, treaty:ICCPR#art14(1)"
            ],
        ),
        # an article of nothing that was said, and of something that the program does not know
        ("council", "Article 7 applies.", []),
        ("council", "Article 7 of the Penal Code of Ruritania.", []),
        # a treaty named without an article
        ("council", "The Convention on the Rights of the Child and its Protocols.", []),
        # rules of procedure of the body that speaks, or of the one named
        (
            "working group",
            "Rule 2, paragraph 2, of the rules of procedure.",
            ["rules:CTOC/COP#rule2(2)"],
        ),
        (
            "climate",
            "Rule 27 of the draft rules of procedure being applied.",
            ["rules:FCCC#rule27"],
        ),
        (
            "working group",
            "Rules 12 and 13 of the rules of procedure of the General Assembly.",
            ["rules:A#rule12, rules:A#rule13"],
        ),
        # the treaty before the article, as in a list of sources
        (
            "council",
            "Convention on the Rights of the Child, art. 37 (b); Universal "
            "Declaration of Human Rights, art. 3.",
            ["treaty:CRC#art37(b)", "treaty:UDHR#art3"],
        ),
        # read with another one: the treaty named last is that of all
        (
            "council",
            "Article 2, read in conjunction with article 26, of the "
            "International Covenant on Civil and Political "
            "Rights.",
            ["treaty:ICCPR#art2", "treaty:ICCPR#art26"],
        ),
        # paragraphs in brackets behind their articles
        (
            "council",
            "Articles 2 (para. 3), 7 and 14 (para. 1) of the International "
            "Covenant on Civil and Political Rights.",
            ["treaty:ICCPR#art2(3), treaty:ICCPR#art7, treaty:ICCPR#art14(1)"],
        ),
        # general comments of the body that speaks, or of the one named before or behind
        ("women", "Its general recommendation No. 35 (2017), para. 3.", ["gc:CEDAW/35#3"]),
        (
            "women",
            "Its general recommendations No. 19 (1992) and No. 35 (2017), paras. 3 and 4.",
            ["gc:CEDAW/19, gc:CEDAW/35#3, gc:CEDAW/35#4"],
        ),
        ("women", "General recommendations Nos. 19 and 35.", ["gc:CEDAW/19, gc:CEDAW/35"]),
        (
            "women",
            "General comment No. 14 of the Committee on the Rights of the Child.",
            ["gc:CRC/14"],
        ),
        (
            "women",
            "The Committee on the Rights of the Child’s general comment No. 14 (2013), para. 4.",
            ["gc:CRC/14#4"],
        ),
        (
            "council",
            "Human Rights Committee general comment No. 34, paras. 11 and 12.",
            ["gc:CCPR/34#11, gc:CCPR/34#12"],
        ),
        (
            "council",
            "The Committee against Torture. Its general comment No. 2 (2007), para. 3.",
            ["gc:CAT/2#3"],
        ),
        # two treaty bodies named: the one whose comment it is said to be
        (
            "council",
            "The Human Rights Committee, in its general comment No. 20, para. 2, and the Committee"
            " against Torture, in its general comment No. 3, agree.",
            ["gc:CCPR/20#2", "gc:CAT/3"],
        ),
        # the body before a comma, as in notes; it is not the one that speaks
        ("women", "Human Rights Committee, general comment No. 36, para. 3.", ["gc:CCPR/36#3"]),
        (
            "women",
            "The Human Rights Committee; see general comment No. 36.",
            ["? gc:CCPR/36 | gc:CEDAW/36"],
        ),
        # the only one named in the same paragraph
        (
            "council",
            "The Committee against Torture.\n\n2. General comment No. 36: the Human Rights Committee.",
            ["gc:CCPR/36"],
        ),
        # the Optional Protocol to the treaty that the body serves
        ("women", "Article 2 of the Optional Protocol.", ["treaty:CEDAW-OP#art2"]),
        # a paragraph of an article that only one of two has
        (
            "council",
            "Article 9 (1) of the International Covenant on Civil and Political Rights. "
            "Article 9 of the Penal Code. See article 9 (1).",
            ["treaty:ICCPR#art9(1)", "treaty:ICCPR#art9(1)"],
        ),
        # of several conventions, the one that is named in the paragraph; it lends no number to others
        (
            "council",
            "The Convention on the Rights of the Child is one.\n\n"
            "2. Under the Convention against Torture, and article 21 of the Convention.\n\n"
            "3. Under article 21, paragraph 1, of it all.",
            ["treaty:CAT#art21"],
        ),
        # where a country's law is spoken of, a bare article is nobody's
        (
            "council",
            "Article 18 of the International Covenant on Civil and Political Rights.\n\n"
            "2. The Constitution guarantees it (Article 18).\n\n"
            "3. States keep to article 18 in full.",
            ["treaty:ICCPR#art18", "treaty:ICCPR#art18"],
        ),
        # draft articles, and words between two articles that say something
        (
            "council",
            "Draft article 5 and article 6 follow article 31 of the Vienna Convention on the Law of"
            " Treaties.",
            ["treaty:VCLT#art31"],
        ),
        # an article that is of something unknown elsewhere can be of that
        (
            "council",
            "Article 9 of the International Covenant on Civil and Political Rights. "
            "Article 9 of the Penal Code. See article 9.",
            ["treaty:ICCPR#art9"],
        ),
        # two treaty bodies named, and nothing to tell them apart
        (
            "council",
            "The Committee against Torture and the Human Rights Committee. General comment No. 2.",
            ["? gc:CAT/2 | gc:CCPR/2"],
        ),
        # publications
        ("council", "United Nations, Treaty Series, vol. 2225, No. 39574.", ["unts:2225/39574"]),
        ("council", "United Nations publication, Sales No. E.09.V.11.", ["sales:E.09.V.11"]),
    ],
)
def test_treaties_rules_and_comments(head, text, expected):
    assert [found for *_, found in cited(_HEADS[head].format(text))] == expected


# ---------------------------------------------------------------- documents named and described


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # named
        (["A/80/607, paras. 3 and 5–7."], ["A/80/607#3, A/80/607#5, A/80/607#6, A/80/607#7"]),
        (
            ["A/80/5 (Vol. II), chap. II, paras. 92 and 94–95."],
            ["A/80/5(Vol.II)#chapII/92, A/80/5(Vol.II)#chapII/94, A/80/5(Vol.II)#chapII/95"],
        ),
        (["FCCC/SB/2012/1, annex II, paragraph 3."], ["FCCC/SB/2012/1#annexII/3"]),
        (["Annex to document FCCC/SBI/2014/L.11."], ["FCCC/SBI/2014/L.11#annex"]),
        # ranges of parts: Roman numbers, letters
        (
            ["A/80/607, annexes I–III; A/80/607, sects. II.A–C."],
            [
                "A/80/607#annex I, A/80/607#annex II, A/80/607#annex III",
                "A/80/607#section II.A, A/80/607#section II.B, A/80/607#section II.C",
            ],
        ),
        (
            ["A/80/607, sects. II and III; A/80/607, table 10."],
            ["A/80/607#section II, A/80/607#section III", "A/80/607#table 10"],
        ),
        (
            ["A/80/607, chap. IV, appendix III and footnote 1."],
            ["A/80/607#chapter IV, A/80/607#appendix III, A/80/607#footnote 1"],
        ),
        (
            ["A/80/607, paras. 22–24 and table 2."],
            ["A/80/607#22, A/80/607#23, A/80/607#24, A/80/607#table 2"],
        ),
        (["A/80/5 and Corr.1, para. 3."], ["A/80/5/Corr.1, A/80/5#3"]),
        (
            ["E/CN.4/2004/80, para. 5, and Add.1, paras. 1–2."],
            ["E/CN.4/2004/80#5", "E/CN.4/2004/80/Add.1#1, E/CN.4/2004/80/Add.1#2"],
        ),
        # elided
        (["A/HRC/22/53/Add.1 and Add.2."], ["A/HRC/22/53/Add.1, A/HRC/22/53/Add.2"]),
        (
            ["FCCC/SBSTA/2014/MISC.3 and Add.1–2."],
            ["FCCC/SBSTA/2014/MISC.3, FCCC/SBSTA/2014/MISC.3/Add.1, FCCC/SBSTA/2014/MISC.3/Add.2"],
        ),
        # the Official Records are the document in brackets
        (
            [
                "Official Records of the General Assembly, Seventieth Session, Supplement No. 38 (A/70/38)."
            ],
            ["A/70/38"],
        ),
        # described, with the symbol beside
        (["Paragraph 17 of the report of the Group on its meeting (A/80/607)."], ["A/80/607#17"]),
        # … and without it, where the same words have one elsewhere, before or behind
        (
            [
                "The report of the Secretary-General (A/80/607).",
                "Paragraphs 34 to 36 of the report of the Secretary-General.",
            ],
            ["A/80/607", "A/80/607#34, A/80/607#35, A/80/607#36"],
        ),
        (
            [
                "Paragraph 18 of the report on the 2009 meeting.",
                "The report on the 2009 meeting (A/64/50).",
            ],
            ["A/64/50#18", "A/64/50"],
        ),
        # … in fewer words: the one named last before
        (
            ["The report of the Secretary-General (A/80/607). Section II.F of the report."],
            ["A/80/607", "A/80/607#section II.F"],
        ),
        (
            [
                "The report of the Chair (A/80/1) and the report of the Secretary-General "
                "(A/80/607). Paragraph 3 of the report of the Chair."
            ],
            ["A/80/1", "A/80/607", "A/80/1#3"],
        ),
        (
            ["The report of the Secretary-General (A/80/607). Table 1 of that report."],
            ["A/80/607", "A/80/607#table 1"],
        ),
        # described and never named: no target
        (["Paragraph 17 of the report of the Board of Auditors."], ["? "]),
        # a section and paragraphs beside it, or inside it
        (
            ["A/80/607, section II and paragraphs 3 and 4, and section III, paragraph 9."],
            ["A/80/607#section II, A/80/607#3, A/80/607#4, A/80/607#secIII/9"],
        ),
        # bare paragraphs behind another document in the same sentence may be that one's
        (
            ["A/80/607 recommends what paragraphs 1 and 2 ask for. See paragraph 1."],
            ["A/80/607", "? A/80/607#1 | A/80/607#2 | A/80/999#1 | A/80/999#2", "#1"],
        ),
        (
            ["Paragraph 3 of the report of the Board says what paragraph 1 says."],
            ["? ", "? A/80/999#1"],
        ),
        # … not with a direction, nor with a word for the document itself
        (
            ["A/80/607 recommends what paragraph 1 above and paragraph 1 of this report ask for."],
            ["A/80/607", "#1 above", "#1"],
        ),
        # two reports of the same words: ambiguous
        (
            [
                "The report of the Secretary-General (A/80/607) and the "
                "report of the Secretary-General (A/80/608).",
                "Paragraph 4 of the report of the Secretary-General.",
            ],
            ["A/80/607", "A/80/608", "? A/80/607#4 | A/80/608#4"],
        ),
        # "his report": of the one who is named in the sentence, not the report cited last
        (
            [
                "The report of the Secretary-General on rivers (A/80/607) and the report of the Board on"
                " lakes (A/80/608).",
                "In paragraph 12 of his report, the Secretary-General speaks.",
                "The Board notes it in paragraph 13 of its report.",
            ],
            ["A/80/607", "A/80/608", "A/80/607#12", "A/80/608#13"],
        ),
        # a number that was cited of another text shortly before
        (
            [
                "Paragraph 4 of draft resolution A/C.3/80/L.2 is new.",
                "It costs.",
                "With regard to paragraph 4, see paragraph 2 above.",
                "Four, as paragraph 2 says.",
            ],
            ["A/C.3/80/L.2#4", "? A/80/999#4", "#2 above", "#2"],
        ),
        # where a report says which paragraph has the text that it adopted
        (
            ["It adopted draft resolution A/C.3/80/L.2 (see para. 2).", "It recommends this."],
            ["A/C.3/80/L.2", "#2"],
        ),
        (
            ["It recalled resolution 64/1 (see para. 2).", "It rose."],
            ["A/RES/64/1", "? A/80/999#2 | A/RES/64/1#2"],
        ),
        # "recommendation" of a report that was not read
        (
            [
                "The report on the 2009 meeting (A/64/50).",
                "Recommendation 18 of the report on the 2009 meeting.",
            ],
            ["A/64/50", "A/64/50#18"],
        ),
    ],
)
def test_documents(paragraphs, expected):
    assert [found for *_, found in cited(report(*paragraphs))] == expected


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        # what the document itself is called, its mission by the short name that it introduces
        ("the budget performance of MRX for 2024", "A/80/607#section III"),
        ("the budget performance of the Mission to the Rivers", "A/80/607#section III"),
        # another year, another mission, another subject, and what says too little
        ("the budget performance of MRX for 2023", "?"),
        ("the budget performance of MLX for 2024", "?"),
        ("the staffing of MRX for 2024", "?"),
        ("budget", "?"),
    ],
)
def test_a_report_described_by_the_title_of_the_one_that_considers_it(subject, expected):
    text = page(
        "A/80/604/Add.9",
        "Budget performance for 2024 and budget for 2026 for the Mission to the Rivers",
        "Report of the Advisory Committee",
        "1. It considered the report on the financing of the Mission to the Rivers (MRX) (A/80/607), as "
        "it did for the lakes (MLX). Its own report is on all (A/80/604).",
        f"2. It is in section III of the report of the Secretary-General on {subject}.",
        "3. As in section IV of the report of the Secretary-General (A/80/607).",
    )
    (found,) = [found for where, _, found in cited(text) if where == "2"]
    assert found.startswith(expected)
    # where it considers two reports, either can be meant
    two = text.replace("(A/80/607), as", "(A/80/607 and A/80/590), as")
    (found,) = [found for where, _, found in cited(two) if where == "2"]
    assert found.startswith("?")


def test_the_previous_report_is_the_bodys_own():
    text = page(
        "CTOC/COP/WG.4/2010/L.1",
        "Working Group on Trafficking in Persons",
        "1. It had the report of the Secretary-General (A/64/50) and the report on its meeting"
        " (CTOC/COP/WG.4/2009/2).",
        "2. Recommendation 18 from the previous report of the Working "
        "Group, and paragraph 3 of the previous report.",
    )
    assert [found for *_, found in cited(text)] == [
        "A/64/50",
        "CTOC/COP/WG.4/2009/2",
        "CTOC/COP/WG.4/2009/2#18",
        "CTOC/COP/WG.4/2009/2#3",
    ]


def test_with_two_earlier_reports_of_its_own_the_previous_one_is_ambiguous():
    text = page(
        "CTOC/COP/WG.4/2012/L.1",
        "Working Group on Trafficking in Persons",
        "1. It had the report on its first meeting (CTOC/COP/WG.4/2009/2) and the report on its third"
        " meeting (CTOC/COP/WG.4/2011/3).",
        "2. Recommendation 18 from the previous report.",
    )
    assert cited(text)[-1][2] == "? CTOC/COP/WG.4/2009/2#18 | CTOC/COP/WG.4/2011/3#18"


@pytest.mark.parametrize(
    ("paragraph", "notes", "expected"),
    [
        # the note at the words says which; also behind a comma, and for paragraphs behind
        (
            "It saw paragraphs 3 and 4 of the report of the Board.¹",
            ["A/80/5."],
            ["A/80/5#3, A/80/5#4", "A/80/5"],
        ),
        (
            "It saw the report of the Board,¹ in particular section II and paragraph 4 thereof.",
            ["See A/80/5."],
            ["A/80/5#section II, A/80/5#4", "A/80/5"],
        ),
        # … in the words of the Official Records
        (
            "It saw paragraph 3 of its report.¹",
            [
                "Official Records of the General Assembly, Eightieth Session, Supplement No. 5 (A/80/5)."
            ],
            ["A/80/5#3", "A/80/5"],
        ),
        # … and of the same words later
        (
            "It saw the report of the Board.¹ It liked paragraph 3 of the report of the Board.",
            ["A/80/5."],
            ["A/80/5#3", "A/80/5"],
        ),
        # a note that names two documents, or says more, does not say which
        (
            "It saw paragraph 3 of the report of the Board.¹",
            ["A/80/5 and A/80/6."],
            ["? ", "A/80/5", "A/80/6"],
        ),
        (
            "It saw paragraph 3 of the report of the Board.¹",
            ["A/80/5 has another view of this."],
            ["? ", "A/80/5"],
        ),
    ],
)
def test_a_note_says_which_report(paragraph, notes, expected):
    after = "\n\n".join(f"{'¹²'[n]} {text}" for n, text in enumerate(notes))
    assert [found for *_, found in cited(report(paragraph, after=after))] == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # "that resolution": cited in this paragraph, or in the one before
        (["Resolution 64/1; paragraph 3 of that resolution."], ["A/RES/64/1", "A/RES/64/1#3"]),
        (["Resolution 64/1.", "Paragraph 3 of that resolution."], ["A/RES/64/1", "A/RES/64/1#3"]),
        # … farther away: not for certain
        (
            ["Resolution 64/1.", "Nothing.", "Paragraph 3 of that resolution."],
            ["A/RES/64/1", "? A/RES/64/1#3"],
        ),
        # none at all
        (["Paragraph 3 of that resolution."], []),
    ],
)
def test_that_resolution_is_the_one_cited_nearby(paragraphs, expected):
    assert [found for *_, found in cited(report(*paragraphs))] == expected


def test_that_resolution_in_a_note_is_the_notes():
    text = report(
        "Resolution 64/1 was noted.¹ ²",
        after="¹ Resolution 65/2 and paragraph 3 of that resolution.\n\n² Paragraph 4 of that resolution.",
    )
    assert [found for *_, found in cited(text)] == ["A/RES/64/1", "A/RES/65/2", "A/RES/65/2#3"]


# ---------------------------------------------------------------- ibid.


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        # in running text: the document cited last in it
        (
            "A/80/607, para. 3; ibid., paras. 22–23 and table 2.",
            ["A/80/607#3", "A/80/607#22, A/80/607#23, A/80/607#table 2"],
        ),
        ("See A/80/607. See A/80/608. Ibid., para. 4.", ["A/80/607", "A/80/608", "A/80/608#4"]),
        # a resolution cited between does not change which document it is
        (
            "See A/80/607. See resolution 79/258 (ibid., para. 4).",
            ["A/80/607", "A/RES/79/258", "A/80/607#4"],
        ),
        # own paragraphs do not change it
        (
            "See A/80/607. See para. 1 above (ibid., para. 4).",
            ["A/80/607", "#1 above", "A/80/607#4"],
        ),
        # nothing was cited before it
        ("Ibid., para. 4.", ["? "]),
    ],
)
def test_ibid_in_running_text(paragraph, expected):
    assert [found for *_, found in cited(report("One.", paragraph))] == expected


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        # by the order of the footnotes
        (
            ["A/80/607, para. 3.", "Ibid., para. 4.", "Ibid."],
            ["A/80/607#3", "A/80/607#4", "A/80/607"],
        ),
        # not by the running text around them, which cites A/1/1
        (
            ["A/80/607.", "A/80/608.", "Ibid., annex II."],
            ["A/80/607", "A/80/608", "A/80/608#annex II"],
        ),
        # resolutions, decisions, treaties' series, comments
        (
            ["General Assembly resolution 64/293.", "Ibid., para. 2.", "Ibid."],
            ["A/RES/64/293", "A/RES/64/293#2", "A/RES/64/293"],
        ),
        (
            [
                "United Nations, Treaty Series, vol. 2225, No. 39574.",
                "Ibid., vol. 2237, No. 39574.",
                "Ibid.",
            ],
            ["unts:2225/39574", "unts:2237/39574", "unts:2237/39574"],
        ),
        (
            ["Committee against Torture, general comment No. 2, para. 3.", "Ibid., para. 9."],
            ["gc:CAT/2#3", "gc:CAT/2#9"],
        ),
        # within one note: what it cites last
        (
            ["A/80/607; ibid., para. 4; A/80/608; ibid., para. 5."],
            ["A/80/607", "A/80/607#4", "A/80/608", "A/80/608#5"],
        ),
        # after a note with several sources: ambiguous, also one note later
        (
            ["A/80/607 and A/80/608.", "Ibid., para. 4.", "Ibid."],
            ["A/80/607", "A/80/608", "? A/80/607#4 | A/80/608#4", "? A/80/607 | A/80/608"],
        ),
        # one source named twice is one source
        (
            ["A/80/607, para. 3, and A/80/607, para. 4.", "Ibid., para. 5."],
            ["A/80/607#3", "A/80/607#4", "A/80/607#5"],
        ),
        # after a note that cites nothing that the program knows: never what stood before that
        (["A/80/607.", "A. Writer, A Book (London, 2009).", "Ibid., para. 5."], ["A/80/607", "? "]),
        # the first note
        (["Ibid., para. 5."], ["? "]),
    ],
)
def test_ibid_in_footnotes(notes, expected):
    marks = "¹²³⁴"
    paragraphs = [f"Word.{marks[n]} See A/1/1." for n in range(len(notes))]
    text = report(*paragraphs, after="\n\n".join(f"{marks[n]} {t}" for n, t in enumerate(notes)))
    found = [(where, key) for where, _, key in cited(text)]
    assert [key for where, key in found if where.startswith("fn")] == expected
    assert [key for where, key in found if not where.startswith("fn")] == ["A/1/1"] * len(notes)


def test_notes_on_each_page_are_one_sequence():
    # the notes stand below their pages, between the paragraphs
    text = page(
        "A/80/999",
        "Note by the Secretariat",
        "1. One¹ thing.",
        "¹ A/80/607, para. 3.",
        "2. See A/80/608. Another² thing.",
        "² Ibid., para. 4.",
    )
    assert [found for *_, found in cited(text)] == ["A/80/607#3", "A/80/608", "A/80/607#4"]


def test_ibid_with_another_volume_is_not_the_volume_before():
    text = report(
        "One.¹ Two.²", after="¹ Treaty Series, vol. 2225, No. 39574.\n\n² Ibid., vol. 2237."
    )
    for where, words, found in cited(text):
        if where == "fn2":
            assert "unts:2225/39574" not in found, words


# ---------------------------------------------------------------- what becomes of a citation

_READ = page(
    "A/80/607",
    "Report of the Secretary-General",
    "1. One.",
    "2. Two:",
    "(a) One;",
    "(b) Two.",
    "4. Four.",
    "II. Part",
    "5. Five.",
    "Annex II",
    "1. First of the annex.",
)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        # read, and there
        ("A/80/607", "A/80/607 resolved"),
        ("A/80/607, para. 2 (b)", "A/80/607#2(b) resolved"),
        ("A/80/607, sect. II", "A/80/607#section II resolved"),
        ("A/80/607, annex II, para. 1", "A/80/607#annexII/1 resolved"),
        # numbers that run through the document need no container
        ("A/80/607, sect. II, para. 5", "A/80/607#5 resolved"),
        # a range in a document that was read: its ends, and between them those that exist
        ("A/80/607, paras. 1–5", "#1 #2 #4 #5"),
        ("A/80/607, paras. 2–6", "#2 #4 #5 #6 dangling"),
        # read, and not there
        ("A/80/607, para. 3", "A/80/607#3 dangling"),
        ("A/80/607, para. 2 (c)", "A/80/607#2(c) dangling"),
        ("A/80/607, annex III", "A/80/607#annex III dangling"),
        # not read
        ("A/80/608, para. 3", "A/80/608#3"),
    ],
)
def test_statuses_between_documents(phrase, expected):
    (row,) = cited(report(f"See {phrase}."), _READ)
    if expected.startswith("#"):
        named = expected.replace(" dangling", "|dangling").split()
        expected = ", ".join(
            f"A/80/607{path.replace('|', ' ')}" + ("" if "|" in path else " resolved")
            for path in named
        )
    assert row[2] == expected


def test_a_recommendation_block_of_a_report_that_was_read():
    read = page(
        "CTOC/COP/WG.4/2009/2",
        "Report on the meeting",
        "I. Recommendations",
        "Recommendation 17",
        "States should act.",
    )
    text = report(
        "The report on its meeting (CTOC/COP/WG.4/2009/2).", "Recommendation 17 of the report."
    )
    assert cited(text, read)[-1][2] == "CTOC/COP/WG.4/2009/2#rec17 resolved"


def test_a_document_is_found_by_its_aliases_and_by_the_symbol_of_the_catalogue():
    # no symbol in the file: the catalogue gives one, and the old key stays as an alias
    bare = document("Distr.: General\n3 May 2025\n\nNote by the Secretariat\n\n1. One.\n", "b.txt")
    named = document(
        "Distr.: General\n3 May 2025\n\nNote by the Secretariat\n\n1. One.\n",
        "b.txt",
        symbol="A/79/1",
    )
    assert named.key == "A/79/1"
    assert bare.key in named.aliases
    (row,) = cited(report("See A/79/1, para. 1."), named)
    assert row[2] == "A/79/1#1 resolved"


def test_a_link_to_an_alias_leads_to_the_document():
    text = "Distr.: General\n3 May 2025\n\nNote by the Secretariat\n\n1. One.\n"
    read = document(text, "b.txt", symbol="A/79/1", aliases=("A/79/L.4",))
    (row,) = cited(report("See A/79/L.4, para. 1."), read)
    assert row[2] == "A/79/1#1 resolved"


def test_kinds_follow_the_target():
    text = report(
        "A/80/607. A/80/607, para. 3. A/80/607, annex. Decision 79/548, para. 3. Resolution 79/258, para. 3.",
        "Article 41 of the Charter. Rule 12 of the rules of procedure. "
        "Sales No. E.09.V.11. See para. 1 above.",
        "Committee against Torture, general comment No. 2. Committee "
        "against Torture, general comment No. 2, para. 3.",
        "A/80/607, paras. 22–24 and table 2.",
        head="A/80/999\n\nGeneral Assembly",
    )
    assert [reference.kind for reference in resolved(text)[0].references] == [
        Kind.DOCUMENT,
        Kind.PARAGRAPH,
        Kind.SECTION,
        Kind.DECISION,  # with a pinpoint, too
        Kind.RESOLUTION,
        Kind.TREATY,
        Kind.RULE,
        Kind.PUBLICATION,
        Kind.PARAGRAPH,
        Kind.DOCUMENT,
        Kind.PARAGRAPH,
        Kind.PARAGRAPH,  # paragraphs and a table: the paragraphs decide
    ]


# ---------------------------------------------------------------- where references are not looked for


def test_title_contents_and_running_heads_cite_nothing():
    text = page(
        "A/80/999",
        "Agenda item 3",
        "Follow-up to resolution 79/258",
        "Report of the Secretary-General prepared pursuant to General Assembly resolution 79/2",
        "Contents",
        "I. Resolution 79/1 3",
        "I. Resolution 79/1",
        "1. One.",
        "A/80/999",
        "2. Two.",
    )
    assert [row for row in cited(text) if row[0] in ("", "1", "2", "title")] == []


def test_the_note_to_the_title_is_a_reference():
    text = page(
        "A/80/999",
        "Item 2 of the provisional agenda*",
        "Note by the Secretariat",
        "* A/80/150.",
        "1. One.",
    )
    assert cited(text) == [("fn*", "A/80/150", "A/80/150")]


def test_a_reference_stands_in_the_innermost_unit():
    text = report(
        "One (see para. 2 below):\n\n(a) Two (see para. 2 below):\n\n(i) Three (see para. 2 below).",
        "Two.",
    )
    assert [where for where, *_ in cited(text)] == ["1", "1(a)", "1(a)(i)"]


def test_a_paragraph_that_a_note_and_a_page_break_interrupt_keeps_its_reference():
    text = page(
        "A/80/999",
        "Note by the Secretariat",
        "1. The body looked at the ways in which its¹ members",
        "¹ A/80/1.",
        "\f",
        "report to it (see para. 2 below).",
        "2. Two.",
    )
    assert sorted(cited(text)) == [
        ("1", "see para. 2 below", "#2 below"),
        ("fn1", "A/80/1", "A/80/1"),
    ]


# ---------------------------------------------------------------- who says it, and with what verb

_ADDS = [
    # the forms in which documents say that cross-references were added
    "So that readers may follow, the secretariat has included cross-references in parentheses.",
    "Cross-references have been added by the secretariat.",
    "The Secretariat inserted cross-references between brackets.",
]


@pytest.mark.parametrize("statement", _ADDS)
def test_added_cross_references_are_the_secretariats(statement):
    text = report(
        statement,
        "It should act (see para. 3 below).",
        "It should act; see para. 2 above.",
        "It should act (see A/80/607, para. 3).",
        "It should act (see also paras. 2 and 3 above) as paragraph 2 does.",
        "It should act (paragraph 2 above).",
    )
    (made,) = resolved(text)
    assert [(r.unit, targets(r, made.document), r.asserted_by) for r in made.references] == [
        ("2", "#3 below", Asserter.SECRETARIAT),
        # not in parentheses: the body's own words
        ("3", "#2 above", Asserter.BODY),
        # not to its own paragraphs
        ("4", "A/80/607#3", Asserter.BODY),
        ("5", "#2 above, #3 above", Asserter.SECRETARIAT),
        ("5", "#2", Asserter.BODY),
        # without "see"
        ("6", "#2 above", Asserter.BODY),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        # nobody says so
        "One.",
        # others did it, or it is yet to be done, or something else was added
        "Cross-references have been added by the Chair.",
        "The secretariat should not be asked about cross-references.",
        "The secretariat has provided documents in two languages.",
    ],
)
def test_without_such_a_statement_all_references_are_the_bodys(statement):
    (made,) = resolved(report(statement, "It should act (see para. 1 above)."))
    assert [r.asserted_by for r in made.references] == [Asserter.BODY]


@pytest.mark.parametrize(
    ("text", "words", "relation"),
    [
        # from strong to weak
        ("Further to paragraph 1 above, States acted.", "Further to", Relation.FOLLOWS_UP),
        (
            "Further to the recommendations contained in paragraph 1 above, it acted.",
            "Further to",
            Relation.FOLLOWS_UP,
        ),
        (
            "It reaffirmed that States should implement the recommendations in paragraph 1 above.",
            "should implement",
            Relation.REAFFIRMS,
        ),
        ("Pursuant to decision 79/548, it met.", "Pursuant to", Relation.MANDATED_BY),
        ("The Group, established by decision 79/548, met.", "established by", Relation.MANDATED_BY),
        ("Recalling resolution 79/258, it met.", "Recalling", Relation.RECALLS),
        ("Noting paragraph 1 above, it met.", "Noting", Relation.RECALLS),
        ("It met (see para. 1 above).", "see", Relation.SEE_ALSO),
        ("It met as paragraph 1 above says.", "", Relation.CITES),
        # only words of the same sentence count
        ("Further to what was said. Paragraph 1 above is clear.", "", Relation.CITES),
        ("Recalling all that; paragraph 1 above is clear.", "", Relation.CITES),
        # the last of them
        (
            "Pursuant to its plan and recalling resolution 79/258, it met.",
            "recalling",
            Relation.RECALLS,
        ),
        # not inside a longer word
        ("Overseeing paragraph 1 above, it met.", "", Relation.CITES),
    ],
)
def test_the_verb_that_governs(text, words, relation):
    (made,) = resolved(report("One.", text, head="A/80/999\n\nGeneral Assembly"))
    (reference,) = made.references
    assert (reference.governed_by.lower(), reference.relation) == (words.lower(), relation)


# ---------------------------------------------------------------- what holds of all input

_pieces = st.sampled_from(
    [
        "see para. 1 above",
        "(see paras. 2–9 below)",
        "subparagraph (b) above",
        "the preceding paragraph",
        "paragraph 3 of the report",
        "paragraph 3 of the report of the Chair (A/80/607)",
        "Ibid., para. 3.",
        "ibid.",
        "decision 4/4, paras. o (ii) and (iv)",
        "resolution 64/293",
        "Council resolution 5/1",
        "article 3 of the Convention",
        "rule 2 of the rules of procedure",
        "general comment No. 2, para. 3",
        "annex I",
        "Annex I",
        "A/80/607, chap. II, paras. 3–5",
        "A/80/999",
        "Add.1",
        "the previous report",
        "¹",
        "²",
        "\n\n",
        "\n",
        "\n\n1. ",
        "\n\n2. ",
        "\n\n(a) ",
        "\n\n(i) ",
        "\n\n¹ ",
        "\n\nII. ",
        "\f",
        "\n\nAnnex II\n\n",
        "\n\nRecommendation 1\n\n",
        "the Committee",
        "é",
        "𐍈",
        "“",
        ". ",
        ", ",
        "; ",
        " ",
    ]
)
_any_text = st.one_of(
    st.lists(_pieces, max_size=25).map(lambda pieces: "A/80/999\n\nNote\n\n1. " + "".join(pieces)),
    st.text(max_size=200),
)


@given(_any_text, _any_text)
def test_whatever_the_text_references_are_slices_and_statuses_agree_with_the_index(one, other):
    if not (one.strip() and other.strip()):
        return
    documents = [document(one, "one.txt"), document(other, "other.txt", symbol="A/80/607")]
    units = {d.key: {unit.path for unit in d.units} for d in reversed(documents)}
    for made in resolved(*documents):
        by_path = {unit.path: unit for unit in made.document.units}
        for reference in made.references:
            text = made.document.text_of(by_path[reference.unit])
            assert text[reference.start : reference.end] == reference.text != ""
            assert reference.citations
            assert reference.unit != "title"
            for citation in reference.citations:
                key, _, path = citation.target.partition("#")
                match citation.status:
                    case Status.RESOLVED:
                        assert not path or path in units[key]
                        assert key in units
                    case Status.DANGLING:
                        assert path and path not in units[key]
                    case Status.EXTERNAL:
                        assert key and key not in units
                    case Status.AMBIGUOUS:
                        assert not citation.target
                if citation.direction:
                    assert key == made.document.key


@given(_any_text)
def test_resolving_twice_gives_the_same(text):
    if text.strip():
        assert resolved(text) == resolved(text)


@given(st.integers(1, 30), st.integers(1, 30))
def test_a_range_names_its_ends_and_what_exists_between(first, last):
    numbers = [n for n in range(1, 31) if n % 7]
    body = "\n\n".join(f"{n}. Words." for n in numbers)
    text = page("A/80/999", "Note by the Secretariat", body, f"31. As paras. {first}–{last} say.")
    assert set(outline_of(text)) == {str(n) for n in [*numbers, 31]}
    (made,) = resolved(text)
    (reference,) = made.references
    paths = [citation.target.partition("#")[2] for citation in reference.citations]
    between = [str(n) for n in numbers if first < n < last]
    assert paths == [str(first), *between, str(last)] or (
        first == last and set(paths) == {str(first)}
    )
    assert targets(reference, made.document).count("dangling") == len(
        [p for p in paths if int(p) % 7 == 0]
    )


def _paragraphs(words):
    return lambda n: "\n\n".join(f"{i}. {words}" for i in range(1, n // (len(words) + 6)))


_LONG = {
    "ranges": _paragraphs("See paras. 1–30."),
    "steps": _paragraphs("See the preceding paragraph."),
    "relative": _paragraphs("One:\n\n(a) Two;\n\n(b) See subparagraph (a) above."),
    "own": _paragraphs("See paras. 3 above and 7 (a) below."),
    "ibid": _paragraphs("A/80/607; ibid., para. 3."),
    "descriptions": _paragraphs("The report on it (A/80/607); paragraph 3 of the report."),
    "enactments": _paragraphs("In its resolution 79/1, the Assembly; Council decision 3/4."),
    "treaties": _paragraphs("Article 3 of the Convention and the Protocol; the Kyoto Protocol."),
    "notes": lambda n: "\n\n".join(
        f"{i}. A<sup>{i}</sup>\n\n<sup>{i}</sup> Ibid." for i in range(1, n // 36)
    ),
    "sections": lambda n: "\n\n".join(
        f"A. Head\n\n{i}. See section A above." for i in range(1, n // 40)
    ),
    "annexes": lambda n: "\n\n".join(
        f"Annex {i}\n\n1. See annex {i + 1}, para. 1." for i in range(1, n // 40)
    ),
}


@pytest.mark.parametrize("name", _LONG)
def test_the_whole_way_from_text_to_citations_takes_linear_time(name):
    def work(size):
        return cited(f"A/80/999\n\nGeneral Assembly\n\nNote\n\n1. One.\n\n{_LONG[name](size)}")

    assert grows_linearly(work, 12_000)


_REPEATED = [
    "(a), (b), ",
    "1234567890",
    "paras. 1-1-1-1 ",
    "paras. 1 and ",
    "Ibid. ",
    "Ibid., para. 1; ",
    "(see para. 1) ",
    "A/1/",
    "A/1/2/Add.1–3, ",
    "resolution 1 (2004) of 3 May, ",
    "article 1, paragraph 2, of the ",
    "annex I to the report of the ",
    "𐍈 § п. 1, para. 1 above é ",
    "\n\n(a) see para. 1 ",
]
"""What no writer writes: in one paragraph, or in as many as fit."""


@pytest.mark.parametrize("unit", _REPEATED)
def test_any_repetition_is_cited_in_linear_time_where_it_stands(unit):
    def work(size):
        (made,) = resolved(f"A/80/999\n\nNote\n\n1. 𐍈 {unit * (size // len(unit))}. 𐍈 See para. 1.")
        return made

    assert grows_linearly(work, 3_000)
    made = work(3_000)
    words = {unit.path: made.document.text_of(unit) for unit in made.document.units}
    for reference in made.references:
        assert words[reference.unit][reference.start : reference.end] == reference.text != ""
    assert made.references[-1].text == "See para. 1"


@pytest.mark.parametrize("unit", ["(a), (b), ", "1234567890", "A/1/", "é𐍈"])
def test_a_megabyte_of_it_is_read_and_cited(unit):
    (made,) = resolved(f"A/80/999\n\nNote\n\n1. {unit * (1_000_000 // len(unit))} 𐍈 para. 1.")
    last = made.references[-1]
    (paragraph,) = (unit for unit in made.document.units if unit.path == last.unit)
    assert made.document.text_of(paragraph)[last.start : last.end] == last.text == "para. 1"
