"""Letterheads of any body: every piece by its own form, since any may be missing or broken up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.model import Line, Stage
from seepara.structure.letterhead import read_letterhead

from .texts import ENGLISH, REGISTRY, cited, document, outline_of, page, words

_TEXT = "\n\n1. The body met.\n\n2. The body rose.\n"

_DRAFT = """Conference of the Parties to the United Nations Convention against Transnational Organized Crime

Distr.: Limited
2 July 2024

Working Group on Firearms

Vienna, 2–3 July 2024

Draft report

Addendum"""

_IN_CELLS = """| United Nations | A/80/5 (Vol. II) |
|---|---|
| **General Assembly** | Distr.: General |
| | 3 March 2026 |
| | Original: English |

**Eightieth session**
Agenda item 12

Report of the auditors"""

_OF_THE_1990S = """UNITED
NATIONS

E

Economic and Social Council

Distr.
GENERAL

E/CN.4/2004/80/Add.1
5 January 2004

ENGLISH
Original: SPANISH

COMMISSION ON HUMAN RIGHTS
Sixtieth session
Item 15 of the provisional agenda

INDIGENOUS ISSUES

Report of the Special Rapporteur

Addendum"""

_CLIMATE = """United Nations  FCCC/SBI/2024/9

Framework Convention on
Climate Change

Distr.: General
15 August 2024
English only

Subsidiary Body for Implementation

Report of the Subsidiary Body for Implementation on its sixtieth session"""

_COUNCIL = """A/HRC/31/6*

Distr.: General
3 March 2016

Original: English

Human Rights Council
Thirty-first session
29 February–24 March 2016
Agenda items 2 and 6

Report of the Working Group on the Universal Periodic Review

* Reissued for technical reasons on 5 April 2016."""

_TREATY_BODY = """CEDAW/C/XYZ/CO/7

Convention on the Elimination of All Forms of Discrimination against Women

Distr.: General
5 March 2020

Committee on the Elimination of Discrimination against Women

Concluding observations on the seventh periodic report of Ruritania*

* Adopted by the Committee at its seventy-fifth session (10–28 February 2020)."""

_ADVISORY = """United Nations
A/79/724/Add.10
General Assembly
Distr.: General
3 May 2025
Original: English
Seventy-ninth session
Agenda item 149
Administrative and budgetary aspects of the financing of peacekeeping
Budget of a mission
Report of the Advisory Committee on Administrative and Budgetary Questions"""

_LETTER = """United Nations S/2020/1234

Security Council Distr.: General
5 March 2020

Original: French

Letter dated 4 March 2020 from the Secretary-General to the President of the Security Council"""


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        # no symbol: the key comes from body, date and title; a draft, and an addendum to it
        pytest.param(
            _DRAFT,
            {
                "symbol": "",
                "key": "x/CTOC-COP-WG.6/2024-07-02/draft-report-addendum",
                "organ": "CTOC/COP/WG.6",
                "distribution": "limited",
                "date": "2024-07-02",
                "title": "Draft report",
                "stage": "draft",
                "addendum": True,
                "meetings": ["meeting:CTOC/COP/WG.6/2024-07-02..2024-07-03 Vienna"],
            },
            id="draft without a symbol",
        ),
        # everything in the cells of a table, the symbol printed with spaces
        pytest.param(
            _IN_CELLS,
            {
                "symbol": "A/80/5(Vol.II)",
                "printed_symbol": "A/80/5 (Vol. II)",
                "key": "A/80/5(Vol.II)",
                "organ": "A",
                "distribution": "general",
                "date": "2026-03-03",
                "session": "Eightieth session",
                "title": "Report of the auditors",
            },
            id="in cells",
        ),
        # the old form: capitals, words and symbol on lines of their own, a body within a body
        pytest.param(
            _OF_THE_1990S,
            {
                "symbol": "E/CN.4/2004/80/Add.1",
                "organ": "E/CN.4",
                "distribution": "general",
                "date": "2004-01-05",
                "session": "Sixtieth session",
                "title": "INDIGENOUS ISSUES",
                "author": "Report of the Special Rapporteur",
                "addendum": True,
            },
            id="of the 1990s",
        ),
        # the name of the convention over two lines is no title
        pytest.param(
            _CLIMATE,
            {
                "symbol": "FCCC/SBI/2024/9",
                "organ": "FCCC/SBI",
                "date": "2024-08-15",
                "title": "Report of the Subsidiary Body for Implementation on its sixtieth session",
            },
            id="climate",
        ),
        # a trailing asterisk marks a reissue, it is no part of the symbol; agenda items no title
        pytest.param(
            _COUNCIL,
            {
                "symbol": "A/HRC/31/6",
                "printed_symbol": "A/HRC/31/6",
                "organ": "A/HRC",
                "date": "2016-03-03",
                "session": "Thirty-first session",
                "title": "Report of the Working Group on the Universal Periodic Review",
                "meetings": ["meeting:A/HRC/2016-02-29..2016-03-24 "],
            },
            id="agenda items",
        ),
        # the treaty's name stands above the body's, and is no title either
        pytest.param(
            _TREATY_BODY,
            {
                "symbol": "CEDAW/C/XYZ/CO/7",
                "organ": "CEDAW",
                "date": "2020-03-05",
                "title": "Concluding observations on the seventh periodic report of Ruritania",
            },
            id="treaty body",
        ),
        # no blank line anywhere; the agenda item's heading stands between, the title before the author
        pytest.param(
            _ADVISORY,
            {
                "symbol": "A/79/724/Add.10",
                "organ": "A",
                "date": "2025-05-03",
                "session": "Seventy-ninth session",
                "title": "Budget of a mission",
                "author": "Report of the Advisory Committee on Administrative and Budgetary Questions",
            },
            id="no blank lines",
        ),
        # organization and symbol on one line; a date in the title is not the document's
        pytest.param(
            _LETTER,
            {
                "symbol": "S/2020/1234",
                "organ": "S",
                "date": "2020-03-05",
                "distribution": "general",
            },
            id="letter",
        ),
        # a symbol broken over a line
        pytest.param(
            "CTOC/COP/WG.6/2016/\nL.3\n\nDistr.: Limited\n10 May 2016",
            {
                "symbol": "CTOC/COP/WG.6/2016/L.3",
                "organ": "CTOC/COP/WG.6",
                "stage": "draft",
                "distribution": "limited",
                "date": "2016-05-10",
            },
            id="broken symbol",
        ),
        # a body's name broken over three lines
        pytest.param(
            "Conference of the Parties to the\nUnited Nations Convention against\n"
            "Transnational Organized Crime\nDistr.: General\n3 May 2025\nNote by the Secretariat",
            {"organ": "CTOC/COP", "date": "2025-05-03", "title": "Note by the Secretariat"},
            id="broken body",
        ),
        # the third distribution, and no body at all
        pytest.param(
            "Distr.: Restricted\n\n17 May 2011\n\nNote by the secretariat",
            {"distribution": "restricted", "date": "2011-05-17", "organ": None},
            id="restricted",
        ),
        # an edition that says of itself that it is abridged
        pytest.param(
            "[Abridged edition: not the official text.]\n\nA/80/2",
            {"symbol": "A/80/2", "abridged": True},
            id="abridged",
        ),
    ],
)
def test_letterhead(head, expected):
    read = document(head + _TEXT)
    found = {name: getattr(read, name) for name in expected if name not in ("organ", "meetings")}
    if "organ" in expected:
        found["organ"] = read.organ.root if read.organ else None
    if "meetings" in expected:
        found["meetings"] = [f"{m.key}..{m.end} {m.place}" for m in read.meetings]
    assert found == expected
    # whatever the letterhead says, the text begins behind it
    assert (words(read, "1"), words(read, "2")) == ("The body met.", "The body rose.")


@pytest.mark.parametrize(
    ("head", "stage"),
    [
        # limited distribution and conference room papers are drafts, by their symbols
        ("A/C.3/80/L.12", Stage.DRAFT),
        ("CTOC/COP/WG.4/2024/CRP.2", Stage.DRAFT),
        ("Draft resolution\n\nDistr.: Limited", Stage.DRAFT),
        # an adopted text
        ("A/RES/80/1", Stage.RESOLUTION),
        ("S/RES/2999(2025)", Stage.RESOLUTION),
        ("A/DEC/80/501", Stage.DECISION),
        # a report
        ("A/80/604\n\nReport of the Secretary-General", Stage.REPORT),
    ],
)
def test_stage(head, stage):
    assert document(head + _TEXT).stage is stage


def test_a_report_that_gathers_the_recommendations_of_other_meetings_is_a_compilation():
    text = """Conference of the Parties to the United Nations Convention against Transnational Organized Crime

Distr.: General
10 August 2012

Vienna, 15-19 October 2012

Activities of the Working Group on Firearms

Report submitted by the Chair

I. Recommendations adopted by the Working Group at its meeting held in Vienna on 10 and 11 October 2011

1. States should act.
"""
    assert document(text).stage is Stage.COMPILATION


def test_a_note_called_in_the_letterhead_belongs_to_the_title():
    read = document(_TREATY_BODY + _TEXT)
    (note,) = (unit for unit in read.units if unit.path == "fn*")
    assert note.parent == "title"
    assert read.text_of(note).startswith("Adopted by the Committee")


def test_a_record_without_numbers_begins_with_its_first_long_sentence():
    said = "The speaker said that the note in A/80/2 had been read by all who were there, and that"
    read = document(
        page(
            "S/PV.9",
            "Security Council",
            "9th meeting",
            f"{said} it was, as all agreed, a good one indeed.",
        )
    )
    assert [u.path for u in read.units] == ["title", "text 1"]
    assert [found for *_, found in cited(read)] == ["A/80/2"]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        # a table of contents ends where its first entry stands again
        (
            [
                "Contents",
                "I. Opening 3",
                "II. Closing 4",
                "I. Opening",
                "1. It met.",
                "2. It rose.",
            ],
            ["section I", "1", "2"],
        ),
        # with dots, ranges of paragraphs and pages; sub-entries
        (
            [
                "CONTENTS",
                "I. Opening .... 1–3 3",
                "A. Officers .... 2 3",
                "I. Opening",
                "1. It.",
                "A. Officers",
                "2. So.",
            ],
            ["section I", "1", "section I.A", "2"],
        ),
        # … where paragraphs and pages stand behind all of them, and the text begins otherwise
        (
            [
                "Contents",
                "Part One: Texts .... 1–3 3",
                "I. Opening .... 1–2 3",
                "II. Closing .... 3 4",
                "Part One",
                "I. Opening",
                "1. It met.",
            ],
            ["part I", "partI/section I", "1"],
        ),
        # … where nothing stands again as it is announced: behind the last page number
        (
            [
                "Contents",
                "Words of the opening .... 3",
                "Annex",
                "Plan .... 7",
                "I. Begin",
                "1. It met with all its members and staff in the old hall by the river.",
            ],
            ["section I", "1"],
        ),
        # running heads: the document's own symbol, with a page number
        (["1. It met,", "A/80/2", "3", "and rose.", "A/80/2 4", "2. It rose."], ["1", "2"]),
        # job numbers of Vienna, New York and Geneva
        (
            [
                "1. It met,",
                "V.26-01234 (E)",
                "and rose.",
                "26-01234 (E)",
                "2. It.",
                "GE.26-01234(E)",
            ],
            ["1", "2"],
        ),
        # the same with the number of the page before or behind
        (["1. It met,", "4/23 26-01234", "and", "V.26-01234 5/23", "rose.", "2. It."], ["1", "2"]),
    ],
)
def test_contents_and_page_furniture_are_left_out(blocks, expected):
    read = document(page("A/80/2", *blocks))
    assert outline_of(read) == expected
    for left_out in ("Contents", "CONTENTS", "...", "A/80/2", "01234", "/23"):
        assert left_out not in read.text


def test_a_paragraph_goes_on_behind_a_running_head():
    text = "A/80/2\n\n1. The body looked at the ways in which its\n\nA/80/2\n\nmembers report.\n\n2. It rose."
    assert words(document(text), "1") == "The body looked at the ways in which its members report."


def test_the_key_without_a_symbol_is_the_same_on_every_run_and_in_every_folder():
    first, second = (document(_DRAFT + _TEXT, file) for file in ("a.txt", "elsewhere/b.txt"))
    assert first.key == second.key


def test_without_anything_to_go_by_the_key_comes_from_the_name_of_the_file():
    assert document("1. It met.", "notes/Some notes.txt").key == "x/some-notes"


@given(st.lists(st.text(max_size=60), max_size=12))
def test_any_lines_make_a_letterhead(texts):
    lines = [Line(text, number) for number, text in enumerate(texts, 1)]
    head = read_letterhead(lines, ENGLISH, REGISTRY)
    assert set(head.title_lines) <= set(lines)
    assert not any(c.isspace() for c in head.symbol)
