"""Resolutions and decisions: preambular paragraphs without a number, operative ones with."""

import pytest

from seepara.model import Stage, UnitKind

from .texts import cited, document, outline_of, page, paths, unit, words

_ASSEMBLY = """A/RES/80/1

Distr.: General
3 March 2026

Eightieth session
Agenda item 12

Resolution adopted by the General Assembly on 2 March 2026

80/1. Care of rivers"""


def _enactment(*blocks, head=_ASSEMBLY):
    return document(page(head, *blocks))


def _shape(read):
    return [path for path in outline_of(read) if not path.startswith("text")]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        # preambular paragraphs are counted, operative ones have numbers and letters
        (
            [
                "The General Assembly,",
                "Recalling its resolution 79/12,",
                "Noting the state of rivers,",
                "1. Decides to act;",
                "2. Requests the Secretary-General:",
                "(a) To report;",
                "(b) To advise;",
                "3. Decides to wait.",
            ],
            ["pre1", "pre2", "1", "2", "2(a)", "2(b)", "3"],
        ),
        # a single operative paragraph is often unnumbered
        (
            ["The General Assembly,", "Having heard the parties,", "Decides to act."],
            ["pre1", "op1"],
        ),
        # … also several, and without a preamble
        (
            ["The Security Council,", "Decides to act;", "Further requests a report."],
            ["op1", "op2"],
        ),
        # words with which preambular paragraphs begin, also in plain capitals and italics
        (
            [
                "The Security Council,",
                "*Recalling* its resolutions 1526 (2004) and 1373 (2001),",
                "Deeply concerned at it,",
                "Acting under Chapter VII of the Charter of the United Nations,",
                "1. *Decides* to act;",
                "2. Decides to wait.",
            ],
            ["pre1", "pre2", "pre3", "1", "2"],
        ),
        # a preambular paragraph over a page break, and one that ends in a semicolon
        (
            [
                "The General Assembly,",
                "Recalling all that was said about",
                "---",
                "rivers and their care,",
                "Noting it;",
                "1. Decides to act.",
            ],
            ["pre1", "pre2", "1"],
        ),
        # the annex that it adopts begins again
        (
            [
                "The General Assembly,",
                "Noting it,",
                "1. Decides to act;",
                "2. Adopts the text below.",
                "Annex",
                "1. First.",
                "2. Second.",
            ],
            ["pre1", "1", "2", "annex", "annex/1", "annex/2"],
        ),
    ],
)
def test_paragraphs_of_a_resolution(blocks, expected):
    read = _enactment(*blocks)
    assert _shape(read) == expected
    kinds = {u.path: u.kind for u in read.units}
    for path in expected:
        if path.startswith("pre"):
            assert kinds[path] is UnitKind.PREAMBULAR
        elif path.isdigit() or path.startswith("op"):
            assert kinds[path] is UnitKind.PARAGRAPH


def test_resolutions_of_two_parts_begin_again_in_each():
    read = _enactment(
        "The General Assembly,",
        "I",
        "Noting it,",
        "1. Decides to act;",
        "2. Decides to wait;",
        "II",
        "Noting that,",
        "1. Decides to go on;",
        "2. Decides to end.",
    )
    by_words = {read.text_of(u): u.path for u in read.units}
    assert by_words["Decides to act;"] != by_words["Decides to go on;"]
    assert by_words["Decides to go on;"].endswith("secII/1")
    assert by_words["Decides to end."].endswith("secII/2")


def test_a_document_of_several_decisions_begins_again_in_each():
    read = document(
        page(
            "FCCC/CP/2024/9/Add.1",
            "Conference of the Parties",
            "Contents",
            "Decision Page",
            "1/CP.30 First matter 2",
            "2/CP.30 Second matter 4",
            "Decision 1/CP.30",
            "First matter",
            "The Conference of the Parties,",
            "Recalling its decision 9/CP.29,",
            "1. Adopts the rules in annex I;",
            "2. Decides to wait.",
            "Annex I",
            "1. One rule.",
            "2. As in paragraph 1 above.",
            "Decision 2/CP.30",
            "Second matter",
            "The Conference of the Parties,",
            "Noting with regret that paragraph 1 of decision 1/CP.29",
            "1. Requests a note;",
            "2. Decides to read the note of paragraph 1 above and annex I;",
            "3. Recalls paragraph 9 above.",
            "Annex I",
            "1. The note.",
        )
    )
    assert [u.path for u in read.units if u.kind is UnitKind.PARAGRAPH] == [
        "dec1/CP.30/1", "dec1/CP.30/2", "annexI/1", "annexI/2",
        "dec2/CP.30/1", "dec2/CP.30/2", "dec2/CP.30/3", "annexI/1~2",
    ]  # fmt: skip
    # a reference is to the numbers around it, never to those of another decision
    assert [(unit, found) for unit, _, found in cited(read) if found.startswith("#")] == [
        ("dec1/CP.30/1", "#annex I"),
        ("annexI/2", "#annexI/1 above"),
        ("dec2/CP.30/2", "#dec2/CP.30/1 above"),
        ("dec2/CP.30/2", "#annex I~2"),
        ("dec2/CP.30/3", "#9 above dangling"),
    ]


@pytest.mark.parametrize(
    ("head", "symbol", "date"),
    [
        # a symbol in the letterhead
        (_ASSEMBLY, "A/RES/80/1", "2026-03-03"),
        # only "Resolution N (year)", as transcriptions have it
        (
            "Security Council\n\nResolution 2999 (2025)\n\nAdopted by the Security "
            "Council at its 9999th meeting, on 5 May 2025",
            "S/RES/2999(2025)",
            "2025-05-05",
        ),
        ("Resolution 17 (1946)\n\nof 5 May 1946", "S/RES/17(1946)", "1946-05-05"),
        ("17 (1946). Resolution of 5 May 1946", "S/RES/17(1946)", "1946-05-05"),
    ],
)
def test_symbol_and_date(head, symbol, date):
    read = _enactment("The Security Council,", "Noting it,", "Decides to act.", head=head)
    assert (read.key, read.symbol, read.date, read.stage) == (
        symbol,
        symbol,
        date,
        Stage.RESOLUTION,
    )


def test_no_recommendation_in_a_resolution():
    read = _enactment(
        "The General Assembly,", "Noting the recommendations,", "1. Recommends that States act."
    )
    assert not any(u.recommendation for u in read.units)


def test_references_in_preamble_and_operative_part():
    text = page(
        _ASSEMBLY,
        "The General Assembly,",
        "Recalling its resolution 79/12 of 3 December 2024, and Human Rights Council resolution 16/23,",
        "1. Decides, further to paragraph 2 of resolution 79/12, to act "
        "under Article 18, paragraph 2, of the Charter;",
        "2. Requests what paragraph 1 above says.",
    )
    assert [(where, found) for where, _, found in cited(text)] == [
        ("pre1", "A/RES/79/12"),
        ("pre1", "A/HRC/RES/16/23"),
        ("1", "A/RES/79/12#2"),
        ("1", "treaty:UNCharter#art18(2)"),
        ("2", "#1 above"),
    ]


def test_a_paragraph_of_a_resolution_that_was_read():
    read = _enactment(
        "The General Assembly,", "Noting it,", "1. Decides to act;", "2. Decides to wait."
    )
    assert words(read, "2") == "Decides to wait."
    assert unit(read, "pre1").parent is None
    assert paths(read.units, UnitKind.PREAMBULAR) == ["pre1"]
    rows = cited("A/80/2\n\nGeneral Assembly\n\nNote\n\n1. Resolution 80/1, paras. 1–3.", read)
    assert [found for *_, found in rows] == [
        "A/RES/80/1#1 resolved, A/RES/80/1#2 resolved, A/RES/80/1#3 dangling"
    ]


# ---------------------------------------------------------------- printed in a report


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        # several decisions, whose numbers start again in each; the line behind the number is the title
        (
            [
                "Decision 1/CP.30",
                "Rivers",
                "The Conference of the Parties,",
                "Noting it,",
                "I. Water",
                "1. Decides to act:",
                "(a) Now;",
                "2. Decides to wait.",
                "Decision 2/CP.30",
                "Lakes",
                "The Conference of the Parties,",
                "Noting it too,",
                "1. Decides to rest.",
            ],
            [
                "decision 1/CP.30",
                "dec1/CP.30/pre1",
                "dec1/CP.30/section I",
                "dec1/CP.30/1",
                "dec1/CP.30/1(a)",
                "dec1/CP.30/2",
                "decision 2/CP.30",
                "dec2/CP.30/pre1",
                "dec2/CP.30/1",
            ],
        ),
        # one alone, at the beginning: its numbers are the document's
        (
            ["Decision 1/CP.30", "Rivers", "The Conference of the Parties,", "1. Decides to act."],
            ["decision 1/CP.30", "1"],
        ),
        # in the middle of a report, which goes on with its own numbers, or with its next section
        (
            [
                "I. Opening",
                "1. It met.",
                "2. It adopted this:",
                "Resolution 6/1",
                "The Conference of the Parties,",
                "1. Decides to act;",
                "2. Decides to wait.",
                "3. It rose.",
            ],
            ["section I", "1", "2", "resolution 6/1", "res6/1/1", "res6/1/2", "res6/1/3"],
        ),
        (
            [
                "1. It met.",
                "2. It sat.",
                "3. It adopted this:",
                "Resolution 6/1",
                "The Conference of the Parties,",
                "1. Decides to act.",
                "4. It rose.",
            ],
            ["1", "2", "3", "resolution 6/1", "res6/1/1", "4"],
        ),
        (
            [
                "I. Opening",
                "1. It met.",
                "2. It sat.",
                "Resolution 6/1",
                "The Conference of the Parties,",
                "1. Decides to act.",
                "II. Closing",
                "3. It rose.",
            ],
            ["section I", "1", "2", "resolution 6/1", "res6/1/1", "section II", "3"],
        ),
        # … with its next chapter, whose numbers follow those of the resolution
        (
            [
                "Chapter I",
                "1. It met.",
                "2. It sat.",
                "Resolution 6/1",
                "The Conference of the Parties,",
                "1. Decides to act;",
                "2. Decides to wait.",
                "Chapter II",
                "3. It rose.",
            ],
            ["chapter I", "1", "2", "resolution 6/1", "res6/1/1", "res6/1/2", "chapter II", "3"],
        ),
        # … with its next lettered section
        (
            [
                "I. Action",
                "A. Opening",
                "1. It met.",
                "2. It sat.",
                "Resolution 6/1",
                "The Conference of the Parties,",
                "1. Decides to act.",
                "B. Closing",
                "3. It rose.",
            ],
            [
                *("section I", "section I.A", "1", "2", "resolution 6/1", "res6/1/1"),
                *("section I.B", "3"),
            ],
        ),
        # drafts with a number of the report's own; a title behind a colon
        (
            [
                "1. It met.",
                "2. It recommends these:",
                "Draft resolution I",
                "Rivers",
                "The Conference of the Parties,",
                "1. Decides to act.",
                "Draft resolution II",
                "Lakes",
                "The Conference of the Parties,",
                "1. Decides to rest.",
                "Decision XXX/1: Seas",
                "1. Decides to wait.",
                "3. It rose.",
            ],
            [
                *("1", "2", "resolution I", "resI/1", "resolution II", "resII/1"),
                *("decision XXX/1", "decXXX/1/1", "3"),
            ],
        ),
        # no word announces it: a number alone, or nothing before the preamble
        (
            [
                "I. Texts",
                "6/1",
                "Rivers",
                "The Conference of the Parties,",
                "1. Decides to act.",
                "6/2",
                "Lakes",
                "The Conference of the Parties,",
                "1. Decides to rest.",
            ],
            ["section I", "resolution 6/1", "res6/1/1", "resolution 6/2", "res6/2/1"],
        ),
        (
            [
                "1. It met.",
                "2. It recommends this:",
                "The Conference of the Parties,",
                "Noting it,",
                "1. Decides to act.",
                "3. It rose.",
            ],
            ["1", "2", "resolution", "res/pre1", "res/1", "3"],
        ),
        # parts that are numbered in words
        (
            ["Part One", "I. Act", "1. One.", "Part two: talks", "I. Say", "1. Two."],
            [
                *("part I", "partI/section I", "partI/1"),
                *("part II", "partII/section I", "partII/1"),
            ],
        ),
        # a sentence that begins with a decision is no heading
        (["1. It met.", "Decision 6/1 was taken then."], ["1"]),
    ],
)
def test_decisions_printed_in_a_report(blocks, expected):
    head = "FCCC/CP/2030/7/Add.1\n\nConference of the Parties\n\nReport of the Conference"
    assert _shape(document(page(head, *blocks))) == expected


def test_references_in_a_decision_are_to_its_own_paragraphs():
    text = page(
        "FCCC/CP/2030/7/Add.1",
        "Decision 1/CP.30",
        "The Conference of the Parties,",
        "1. Decides to act;",
        "2. Decides to wait.",
        "Decision 2/CP.30",
        "The Conference of the Parties,",
        "Recalling decision 1/CMP.3, paragraphs 2, 3 and 4,",
        "1. Decides to rest;",
        "2. Decides what paragraph 1 above says, but not as in paragraph 1 (b) above.",
    )
    assert [(where, found) for where, _, found in cited(text)] == [
        (
            "dec2/CP.30/pre1",
            "decision:FCCC/1/CMP.3#2, decision:FCCC/1/CMP.3#3, decision:FCCC/1/CMP.3#4",
        ),
        ("dec2/CP.30/2", "#dec2/CP.30/1 above"),
        ("dec2/CP.30/2", "#dec2/CP.30/1(b) above dangling"),
    ]


def test_a_resolution_in_a_report_speaks_for_its_own_body():
    text = page(
        "E/CN.7/2030/13",
        "Commission on Narcotic Drugs",
        "Report of the Commission",
        "1. It met.",
        "2. It recommends this; it recalled its resolution 54/4.",
        "Draft resolution I",
        "The General Assembly,",
        "Recalling its resolution 74/177,",
        "1. Decides to act;",
        "2. Decides to wait, and to keep to paragraph 1 of the present resolution.",
    )
    assert [found for *_, found in cited(text)] == [
        "E/CN.7/RES/54/4", "A/RES/74/177", "#resI/1",
    ]  # fmt: skip
