"""The rules of `check`: what each finds in a document, and what it leaves alone."""

import json
import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.check import Severity, UnknownRule, all_rules, check, select
from seepara.check.sequence import compare
from seepara.corpus import read_corpus
from seepara.model import Notice

from .texts import document, page, report, resolved, unit

STYLE = tuple(rule.name for rule in all_rules() if rule.style)


def found(text, *others, on=(), off=()):
    """What is found in the first text: rule, unit, phrase, target within the document."""
    first = resolved(text, *others)[0]
    return [
        (f.rule, f.unit, f.text, f.target.removeprefix(first.document.key))
        for f in check(first, select(on, off))
    ]


def rules_in(text, *others, **switched):
    return [rule for rule, *_ in found(text, *others, **switched)]


# ---------------------------------------------------------------- citations


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # no such number; the phrase is quoted whole
        (["See para. 9 below."], [("dangling", "1", "See para. 9 below", "#9")]),
        # each missing target of one phrase is a finding of its own; those that exist are none
        (
            ["See paras. 2, 7 and 8 below.", "Noted."],
            [
                ("dangling", "1", "See paras. 2, 7 and 8 below", "#7"),
                ("dangling", "1", "See paras. 2, 7 and 8 below", "#8"),
            ],
        ),
        # a letter that the paragraph has not
        (
            ["States should:\n\n(a) Report;\n\n(b) Train.", "See para. 1 (c) above."],
            [("dangling", "2", "See para. 1 (c) above", "#1(c)")],
        ),
        # both ends of a range, and only they: in between it is what exists
        (
            ["See paras. 3–5 below.", "Noted."],
            [
                ("dangling", "1", "See paras. 3–5 below", "#3"),
                ("dangling", "1", "See paras. 3–5 below", "#5"),
            ],
        ),
        # "above" for what stands below, "below" for what stands above
        (
            ["See para. 2 above.", "See para. 1 below."],
            [
                ("misdirected", "1", "See para. 2 above", "#2"),
                ("misdirected", "2", "See para. 1 below", "#1"),
            ],
        ),
        # a document that was not read is not judged
        (["See A/79/1, para. 900."], []),
        # what contains the phrase is neither above nor below
        (["States should:\n\n(a) Do as para. 1 above says."], []),
        # all well
        (["See para. 2 below.", "See para. 1 above."], []),
    ],
)
def test_citations(paragraphs, expected):
    assert found(report(*paragraphs)) == expected


def test_another_document_that_was_read_is_judged():
    other = report("One.", "Two.", head="A/79/1")
    assert found(report("See A/79/1, paras. 2 and 3."), other) == [
        ("dangling", "1", "A/79/1, paras. 2 and 3", "A/79/1#3")
    ]


def test_what_is_meant_is_not_said():
    text = report(
        "The report on the mission (A/79/1) was noted.",
        "The report on the audit (A/79/2) was noted.",
        "Document A/79/3 was noted.",
        "The matter is set out in paragraph 7 of the report.",
        "Ibid., para. 3.",
    )
    assert set(rules_in(text)) == {"ambiguous"}
    (first, *_) = check(resolved(text)[0])
    assert first.severity is Severity.WARNING
    assert "A/79/1, para. 7; A/79/2, para. 7" in first.message


# ---------------------------------------------------------------- lists and ranges


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        # a range that runs backwards, of numbers, of letters, in two brackets and in one
        ("paras. 5–3 below", ["range-reversed"]),
        ("paras. 2 (c)–(a) below", ["range-reversed"]),
        ("para. 2 (c–a) below", ["range-reversed"]),
        ("paras. 5 to 3 below", ["range-reversed"]),
        # a shortened end is no rising range either
        ("A/79/1, paras. 153–55", ["range-reversed"]),
        # letters and roman numbers
        ("A/79/1, para. 3 (vi)–(iv)", ["range-reversed"]),
        ("A/79/1, para. 3 (i)–(iv)", []),
        ("A/79/1, para. 3 (h)–(j)", []),
        # from one paragraph into the next
        ("A/79/1, paras. 12 (c)–13 (a)", []),
        ("A/79/1, paras. 13 (a)–12 (c)", ["range-reversed"]),
        # articles, sections, chapters
        ("articles 9–7 of the Kyoto Protocol", ["range-reversed"]),
        ("A/79/1, chaps. V–II", ["range-reversed"]),
        ("A/79/1, chaps. II–V", []),
        # symbols, decisions and resolutions: the range ends the phrase
        ("A/79/1/Add.5–2", ["range-reversed"]),
        ("A/79/1/Add.2–5", []),
        ("A/79/1/Add.5 – 2 of them", []),
        ("decisions 4/CMP.7 to 2/CMP.7", ["range-reversed"]),
        ("decisions 2/CMP.7 to 4/CMP.7", []),
        ("decision 4/CMP.7 to 2/CMP.8", []),
        ("General Assembly resolutions 64/9 to 64/7", ["range-reversed"]),
        # one number only
        ("paras. 3–3 below", ["range-empty"]),
        ("A/79/1, paras. 2 (a)–(a)", ["range-empty"]),
        # lists that do not rise
        ("paras. 5, 3 and 4 below", ["list-order"]),
        ("paras. 2 (c), (a) and (b) below", ["list-order"]),
        ("paras. 3–5 and 4 below", ["list-order"]),
        ("paras. 3, 3 and 4 below", ["list-order"]),
        ("A/79/1, paras. 21, 19 and 20", ["list-order"]),
        ("articles 8, 7 and 9 of the Kyoto Protocol", ["list-order"]),
        # lists that do
        ("paras. 3, 4 and 5 below", []),
        ("paras. 2 (a), (c) and 4 below", []),
        ("paras. 2 (a) and (b) and 3–5 below", []),
        ("A/79/1, para. 3 (h), (i) and (j)", []),
        ("A/79/1, para. 3 (iii), (iv) and (v)", []),
        ("A/79/1, paras. 3, 3 bis and 4", []),
        ("article 2, paragraph 3, and article 14, paragraph 1, of the Kyoto Protocol", []),
        # a paragraph and its own letters
        ("paras. 2, 2 (a) and 3 below", []),
        # two directions are two lists
        ("paras. 4 and 5 below and para. 1 above", []),
        # a special one is named behind the list
        ("A/79/1, paragraphs 94–97, in particular paragraph 95", []),
        # the order follows something else
        ("paras. 5 and 4 below, respectively", []),
    ],
)
def test_lists_and_ranges(phrase, expected):
    letters = "\n\n".join(f"({letter}) Report;" for letter in "abc")
    text = report(
        "Begun.", f"States should:\n\n{letters}", "Noted.", "Noted.", "Noted.", "Ended.",
    )  # fmt: skip
    text = text.replace("1. Begun.", f"1. The matter is treated in {phrase}.")
    only = [r for r in rules_in(text) if r.startswith(("range", "list"))]
    assert only == expected


def test_a_reversed_range_that_ends_the_phrase_is_quoted_whole():
    (one,) = check(resolved(report("See A/79/1/Add.5–2 and others."))[0])
    assert (one.text, one.message) == (
        "A/79/1/Add.5–2",
        "“A/79/1/Add.5–2”: the range from 5 to 2 runs backwards",
    )


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("9", "10", 1),
        ("10", "9", -1),
        ("2.1", "2.10", 1),
        ("3bis", "3ter", 1),
        ("3ter", "4", 1),
        ("IV", "IX", 1),
        ("II.B", "II.A", -1),
        # "c" and "l" alone are letters, though they are roman numbers too
        ("(c)", "(a)", -1),
        ("(i)", "(l)", 1),
        # "i" and "v" rise by either reading
        ("(i)", "(v)", 1),
        ("(v)", "(i)", -1),
        # nothing is said of what is not comparable
        ("(a)", "(1)", None),
        ("II", "3", None),
        ("7", "7(a)", None),
        ("3foo", "3bis", None),
    ],
)
def test_which_comes_first(first, last, expected):
    assert compare(first, last) == expected


PATHS = st.from_regex(
    r"\d{1,3}(?:bis)?(?:\([a-z]{1,3}\)){0,2}|[IVX]{1,4}(?:\.[A-E])?", fullmatch=True
)


@given(PATHS, PATHS)
def test_what_is_said_of_two_paths_turns_round_with_them(a, b):
    there, back = compare(a, b), compare(b, a)
    assert there == (None if back is None else -back)
    assert compare(a, a) == 0


# ---------------------------------------------------------------- symbols


@pytest.mark.parametrize(
    ("printed", "better"),
    [
        # a body and a year in one segment
        ("FCCC/SBI2013/4", "FCCC/SBI/2013/4"),
        # the full stop of a modifier or a kind
        ("A/79/1/Add1", "A/79/1/Add.1"),
        ("A/79/1/Corr2", "A/79/1/Corr.2"),
        ("A/79/1/Add 1", "A/79/1/Add.1"),
        ("A/C.3/79/L45/Rev.1", "A/C.3/79/L.45/Rev.1"),
        ("S/PV6434", "S/PV.6434"),
        # the full stop in the brackets behind
        ("A/79/5 (Vol II)", "A/79/5 (Vol. II)"),
        ("A/79/5(Vol II)", "A/79/5 (Vol. II)"),
        ("A/79/6 (Sect 23)", "A/79/6 (Sect. 23)"),
        # the stroke before a modifier, with and without a space
        ("A/79/1Add.1", "A/79/1/Add.1"),
        ("A/79/1.Add.1", "A/79/1/Add.1"),
        ("A/79/1 Add.1", "A/79/1/Add.1"),
        ("A/RES64/293", "A/RES/64/293"),
        # doubled signs
        ("A//79/1", "A/79/1"),
        ("A/79/1//Add.1", "A/79/1/Add.1"),
        ("A/79/1/Add..1", "A/79/1/Add.1"),
        # a stroke at the end
        ("A/79/601/", "A/79/601"),
        # the letter O
        ("A/8O/1", "A/80/1"),
        # small letters
        ("A/79/1/add.1", "A/79/1/Add.1"),
        ("A/res/64/293", "A/RES/64/293"),
        # two faults at once
        ("A//79/1/add1", "A/79/1/Add.1"),
    ],
)
def test_malformed_symbols(printed, better):
    text = report(f"Having considered document {printed}, which is before it.")
    (one,) = check(resolved(text)[0])
    assert (one.rule, one.severity, one.text) == ("malformed-symbol", Severity.ERROR, printed)
    assert f"“{better}”" in one.cure
    # the cure is not found at fault again
    mended = report(f"Having considered document {better}, which is before it.")
    assert rules_in(mended) == []


@pytest.mark.parametrize(
    "text",
    [
        # what is well formed
        "A/80/5 (Vol. II), A/79/724/Add.10 and A/HRC/22/53/Add.1 and Add.2.",
        "E/CN.4/Sub.2/2004/38, TD/B/C.I/MEM.4/8, EB.AIR/GE.1/2010/2 and ICC-ASP/9/2.",
        "CEDAW/C/USA/CO/7-9, S/AC.37/2003/(1455)/3, A/AC.105/C.1/L.376 and S/PRST/2010/18.",
        "S/RES/1526 (2004), A/RES/3201 (S-VI), A/65/38 (Part I) and S/PV.6434 (Resumption 1).",
        "A/C.5/79/CRP.1, A/CONF.183/9, NPT/CONF.2015/PC.I/1 and FCCC/KP/AWG/2010/18.",
        # the full stop of the sentence, and three of them
        "It is set out in A/79/1. It is not in A/79/2... (see A/79/3...).",
        # a comma is missing, not a stroke
        "Documents A/HRC/22/53/Add.1 Add.2 were noted.",
        # one that a line broke, or a series
        "It is document CTOC/COP/ WG.6/2016/3. The series FCCC/SBI/2014/ begins there.",
        # no symbols: too little of one, another system, a web address
        "A/B testing of TCP/IP, and/or S/he; the site is at https://undocs.org/A/res/79//1?s=A/79//1.",
        "ECM/Res.5 and MRE/RES.5/93 of the regional organization",
    ],
)
def test_well_formed_symbols(text):
    assert [r for r in rules_in(report(text)) if r == "malformed-symbol"] == []


@pytest.mark.corpus
def test_no_symbol_of_four_hundred_first_pages_is_malformed(shared, tmp_path):
    lines = (shared / "corpus/first-pages/labelled.jsonl").read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        (tmp_path / f"{number}.txt").write_text(json.loads(line)["text"], "utf-8")
    corpus = read_corpus([tmp_path])
    assert len(corpus.documents) > 390
    assert [
        (f.doc, f.text)
        for one in corpus.resolved()
        for f in check(one)
        if f.rule == "malformed-symbol"
    ] == []


# ---------------------------------------------------------------- the document's own numbers


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        # one number missing, several missing; the finding stands at the number behind the gap
        (["1. One.", "2. Two.", "4. Four.", "5. Five."], [("numbering-gap", "4", "", "#3")]),
        (["1. One.", "2. Two.", "6. Six.", "7. Seven."], [("numbering-gap", "6", "", "#3")]),
        # a document may begin in the middle
        (["30. Thirty.", "31. Thirty-one."], []),
        # letters, roman numbers below them
        (
            ["1. States should:", "(a) Report;", "(b) Train;", "(d) Cooperate."],
            [("numbering-gap", "1(d)", "", "#1(c)")],
        ),
        (
            ["1. States should:", "(a) Report on:", "(i) Law;", "(ii) Fact;", "(v) Custom."],
            [("numbering-gap", "1(a)(v)", "", "#1(a)(iii)")],
        ),
        # letters go on behind their roman numbers; (i) is a letter behind (h)
        (["1. These:", "(a) Report on:", "(i) Law;", "(ii) Fact;", "(b) Train."], []),
        (["1. These:", *(f"({c}) Point;" for c in "abcdefghij")], []),
        # a letter that stands inside a sentence is not missing
        (["1. These:", "(a) Report;", "(b) Train, and (c) Work;", "(d) Cooperate."], []),
        # sections
        (
            ["I. Introduction", "1. One.", "II. Past", "2. Two.", "IV. Future", "3. Three."],
            [("numbering-gap", "section IV", "", "#section III")],
        ),
        (
            ["I. Work", "A. Past", "1. One.", "C. Future", "2. Two."],
            [("numbering-gap", "section I.C", "", "#section I.B")],
        ),
        (["I. Work", "A. Past", "1. One.", "II. Rest", "A. Open", "2. Two."], []),
        # numbers start again in an annex, and have gaps of their own
        (
            ["1. One.", "2. Two.", "Annex I", "1. Uno.", "2. Due.", "5. Cinque.", "6. Sei."],
            [("numbering-gap", "annexI/5", "", "#annexI/3")],
        ),
        # as in the views of treaty bodies
        (
            ["1. The author.", "2.1 Facts.", "2.2 More facts.", "2.4 Even more.", "3.1 Law."],
            [("numbering-gap", "2.4", "", "#2.3")],
        ),
        # "4," for "4." is a number that a reader does not find
        (["1. One.", "2. Two.", "3, Three.", "4. Four.", "5. Five."],
         [("numbering-gap", "4", "", "#3")]),
        # the same number twice
        (["1. One.", "2. Two.", "2. Two again.", "3. Three."],
         [("number-repeated", "2~2", "", "#2")]),
    ],
)  # fmt: skip
def test_numbers(blocks, expected):
    assert found(page("A/79/1", "Distr.: General", "Note by the Secretariat", *blocks)) == expected


def test_an_addendum_carries_only_part_of_the_outline():
    blocks = ["A. Past", "1. One.", "2. Two.", "C. Future", "9. Nine.", "10. Ten."]
    assert rules_in(page("A/79/1", "Draft report", *blocks)) == ["numbering-gap"] * 2
    assert rules_in(page("A/79/1", "Draft report", "Addendum", *blocks)) == []
    assert rules_in(page("A/79/1/Add.2", "Draft report", *blocks)) == []


def test_a_heading_that_goes_on_from_another_document_excuses_the_gap_before_it():
    blocks = ["I. Past", "1. One.", "2. Two.", "III. Future", "9. Nine.", "10. Ten.", "12. End."]
    (one,) = resolved(page("A/79/1", "Draft report", *blocks))
    going_on = Notice("continued", "", unit(one.document, "section III").line, "section III")
    noticed = replace(one, document=replace(one.document, notices=(going_on,)))
    assert [f.unit for f in check(one)] == ["section III", "9", "12"]
    assert [f.unit for f in check(noticed)] == ["12"]


def test_where_a_number_stands_the_first_time():
    text = page("A/79/1", "Draft report", "1. One.", "2. Two.", "2. Two again.", "3. Three.")
    (one,) = check(resolved(text)[0])
    assert (one.severity, one.line) == (Severity.ERROR, 9)
    assert one.message == "para. 2 stands a second time; the first is at line 7"


# ---------------------------------------------------------------- references that are not answered

MUTUAL = "The cross-references in parentheses indicate connections between the recommendations."


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # 2 refers to 3, which does not refer back
        (["See para. 3 below.", "Noted."], [("2", "#3")]),
        # it does
        (["See para. 3 below.", "See para. 2 above."], []),
        # a letter of the target refers back
        (["See para. 3 below.", "These:\n\n(a) See para. 2 above."], []),
        # each refers to another letter: neither is answered
        (["These:\n\n(a) See para. 3 below;\n\n(b) Work.", "See para. 2 (b) above."],
         [("2(a)", "#3"), ("3", "#2(b)")]),
        (["These:\n\n(a) See para. 3 below;\n\n(b) Work.", "See para. 2 (a) above."], []),
        # the target refers to what contains the source
        (["These:\n\n(a) See para. 3 below.", "See para. 2 above."], []),
        # the paragraph around the target refers back: that is not the target, nor inside it
        (["See para. 3 (a) below.", "See para. 2 above; as well as:\n\n(a) Work."], [("2", "#3(a)")]),
        # each target is judged for itself, once
        (["See paras. 3 and 4 below, and para. 3 below.", "See para. 2 above.", "Noted."], [("2", "#4")]),
        # a paragraph does not answer its own letters
        (["These:\n\n(a) Work;\n\n(b) See subparagraph (a) above."], [("2(b)", "#2(a)")]),
        (["As paragraph 2 (a) says:\n\n(a) Work."], []),
        # another document is not asked
        (["See A/79/1, para. 3."], []),
        # what is missing is not one-sided
        (["See para. 9 below."], []),
    ],
)  # fmt: skip
def test_one_sided(paragraphs, expected):
    text = report(MUTUAL, *paragraphs)
    notes = [(u, target) for rule, u, _, target in found(text) if rule == "one-sided"]
    assert notes == expected


def test_a_note_speaks_for_the_unit_that_carries_its_mark():
    text = report(MUTUAL, "Noted.¹", "See para. 2 above.", after="¹ See para. 3 below.")
    assert [r for r in rules_in(text) if r == "one-sided"] == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (MUTUAL, True),
        ("All cross-references are mutual.", True),
        ("Reciprocal cross-references have been added between the parts.", True),
        ("Cross-references are given in both directions.", True),
        # no such statement
        ("The secretariat has added cross-references.", False),
        ("The cross-references are not mutual.", False),
        ("The cross-references do not indicate connections between the parts.", False),
        ("Connections between the parts are many.", False),
    ],
)
def test_the_document_says_that_its_references_are_mutual(statement, expected):
    text = report(statement, "See para. 3 below.", "Noted.")
    assert ("one-sided" in rules_in(text)) is expected
    # asked for by name, it is looked for everywhere
    assert "one-sided" in rules_in(text, on=["one-sided"])


def _pairs(answered, unanswered):
    """A report with so many paragraphs that refer to the next one and are answered, or not."""
    paragraphs = []
    for _ in range(answered):
        here = len(paragraphs) + 1
        paragraphs += [f"See para. {here + 1} below.", f"See para. {here} above."]
    for _ in range(unanswered):
        paragraphs += [f"See para. {len(paragraphs) + 2} below.", "Noted."]
    return report(*paragraphs)


@pytest.mark.parametrize(
    ("answered", "unanswered", "notes"),
    [
        (5, 1, 1),  # ten of eleven are answered
        (5, 9, 9),  # ten of nineteen
        (5, 10, 0),  # half of them are not most of them
        (4, 1, 0),  # of nine, too few to say
        (0, 12, 0),  # nobody meant them to be
    ],
)
def test_most_references_are_mutual(answered, unanswered, notes):
    assert rules_in(_pairs(answered, unanswered)) == ["one-sided"] * notes


# ---------------------------------------------------------------- style


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # a hyphen in a range of numbers, of letters in two brackets and in one
        ("It rests (see paras. 2-4 below).", [("hyphen-in-range", "2-4", "2–4")]),
        ("It rests (see A/79/1, para. 3 (a)-(c)).", [("hyphen-in-range", "(a)-(c)", "(a)–(c)")]),
        ("It rests (see A/79/1, para. 3 (a-c)).", [("hyphen-in-range", "(a-c)", "(a–c)")]),
        # each range of a phrase
        (
            "It rests (A/79/1, paras. 5-6 and 8-9).",
            [("hyphen-in-range", "5-6", "5–6"), ("hyphen-in-range", "8-9", "8–9")],
        ),
        ("It rests (A/79/1, paras. 5–6 and 8-9).", [("hyphen-in-range", "8-9", "8–9")]),
        # an en dash, a word; a hyphen in a symbol
        ("It rests (see paras. 2–4 below).", []),
        ("It rests on paragraphs 2 to 4 below.", []),
        ("It rests (CEDAW/C/USA/CO/7-9, paras. 7–9).", []),
        # the singular before several numbers, before a range
        (
            "It rests (see para. 2 and 3 below).",
            [("singular-with-several", "para. 2 and 3", "paras. 2 and 3")],
        ),
        (
            "Paragraph 2 and 3 below say so.",
            [("singular-with-several", "Paragraph 2 and 3", "Paragraphs 2 and 3")],
        ),
        (
            "It rests (A/79/1, para. 2–4).",
            [("singular-with-several", "para. 2–4", "paras. 2–4")],
        ),
        # the singular goes with one number and its letters
        ("It rests (A/79/1, para. 3 (a) and (b)).", []),
        ("It rests on article 2, paragraph 3, of the Kyoto Protocol.", []),
        ("It rests on paragraph 3 of A/79/1 and paragraph 4 of A/79/2.", []),
        # each head for itself
        (
            "It rests (see para. 2 below and para. 3 and 4 below).",
            [("singular-with-several", "para. 3 and 4", "paras. 3 and 4")],
        ),
        # an abbreviation in running text
        ("It rests on para. 2 below.", [("abbreviation", "para.", "paragraph")]),
        ("Paras. 2 and 3 below say so.", [("abbreviation", "Paras.", "Paragraphs")]),
        ("It follows (quite) A/79/1, chap. II.", [("abbreviation", "chap.", "chapter")]),
        # in parentheses, in brackets, behind a list in the sentence
        ("It rests (see para. 2 below).", []),
        ("It rests [as does (c), para. 2 below].", []),
        # "above" or "below" is missing
        ("It rests on paragraph 2.", [("direction-missing", "paragraph 2", "below")]),
        ("It rests on paragraphs 2 and 3.", [("direction-missing", "paragraphs 2 and 3", "below")]),
        # said, or said otherwise, or of another document
        ("It rests on paragraph 2 below.", []),
        ("It rests on paragraph 2 of the present report.", []),
        ("It rests on the following paragraph.", []),
        ("It rests on paragraph 2 of A/79/1.", []),
        ("It rests on paragraph 1.", []),
    ],
)
def test_style(sentence, expected):
    text = report(sentence, "Noted.", "Noted.", "Noted.")
    chosen = select(on=["style"])
    findings = [f for f in check(resolved(text)[0], chosen) if f.rule in STYLE]
    assert [(f.rule, f.text) for f in findings] == [(rule, words) for rule, words, _ in expected]
    for finding, (_, _, better) in zip(findings, expected, strict=True):
        assert finding.cure.endswith(f"“{better}”.")
        assert finding.severity is Severity.NOTE
    # off by themselves
    assert [r for r in rules_in(text) if r in STYLE] == []


def test_an_abbreviation_stands_well_in_a_note():
    text = report("Noted.¹", "Noted.", after="¹ See para. 2 below.")
    assert rules_in(text, on=["style"]) == []


# ---------------------------------------------------------------- choosing rules, and what a finding is


def test_every_rule_is_described_and_checked():
    tables = tomllib.loads(files("seepara.check").joinpath("rules.toml").read_text("utf-8"))
    assert [rule.name for rule in all_rules()] == list(tables)
    for rule in all_rules():
        assert rule.title and rule.explanation.endswith(".") and rule.cure.endswith(".")
        assert all(rule.messages.values())
    # each runs: none is without a check
    check(resolved(report("Noted."))[0], select(on=[rule.name for rule in all_rules()]))


def test_each_rule_can_be_switched_off():
    bad = report("See paras. 9, 8 and 7–7 above, and A/79/1/Add1.", "Two.")
    present = set(rules_in(bad))
    assert present == {"dangling", "list-order", "range-empty", "malformed-symbol"}
    for rule in present:
        assert set(rules_in(bad, off=[rule])) == present - {rule}


def test_off_wins_and_style_is_a_group():
    text = report("It rests on para. 2-3.", "Two.", "Three.")
    assert set(rules_in(text, on=["style"])) == set(STYLE)
    assert rules_in(text, on=["style", "abbreviation"], off=["abbreviation", "style"]) == []
    with pytest.raises(UnknownRule, match="no-such-rule"):
        select(on=["no-such-rule"])


def test_findings_stand_in_the_order_of_the_text():
    text = report("See para. 8 above and A/79/1/Add1.", "See para. 9 below.", "See A/79/2/Add2.")
    findings = check(resolved(text)[0])
    assert [(f.unit, f.rule) for f in findings] == [
        ("1", "dangling"), ("1", "malformed-symbol"), ("2", "dangling"), ("3", "malformed-symbol"),
    ]  # fmt: skip
    assert [f.line for f in findings] == [7, 7, 9, 11]


TEXTS = st.lists(
    st.sampled_from(
        ["See para. {} above", "paras. {}-{}, ", "(a) ", "A/79/1/Add{}", " and para. {} below",
         "\n\n", ". ", "“", "é", "𝕏", "{{", "A//7"]
    ),
    max_size=12,
)  # fmt: skip


@given(TEXTS, st.integers(1, 30))
def test_the_phrase_is_the_slice_it_names(pieces, number):
    text = report("".join(pieces).replace("{}", str(number)), "Two.", "Three.")
    for one in resolved(text):
        for finding in check(one, select(on=["style", "one-sided"])):
            words = one.document.text_of(unit(one.document, finding.unit))
            assert words[finding.start : finding.end] == finding.text


def test_a_long_phrase_is_shortened_in_the_message_only():
    description = "the report of the board on " + "the state of the affairs of its members and " * 3
    text = report(f"It is set out in section III of {description}others.")
    (one,) = check(resolved(text)[0])
    assert one.text.startswith("section III of the report") and len(one.text) > 80
    assert "…” cannot be followed" in one.message


def test_the_same_document_gives_the_same_findings():
    text = report("See paras. 9 and 8 above.", "See para. 1 below.")
    document_ = document(text)
    assert check(resolved(document_)[0]) == check(resolved(document(text))[0])


# ---------------------------------------------------------------- real documents


@pytest.mark.corpus
@pytest.mark.parametrize("folder", ["corpus", "data"])
def test_the_chairs_report_has_eight_notes_and_nothing_else(shared, root, folder):
    home = shared / "corpus" if folder == "corpus" else root / "data"
    lines = (shared / "gold/one-way.jsonl").read_text("utf-8").splitlines()
    expected = [(row["from"], row["to"]) for row in map(json.loads, lines)]
    corpus = read_corpus([home / "cop5-2010-chair-report-wgtip.txt"])
    (findings,) = map(check, corpus.resolved())
    assert {finding.rule for finding in findings} == {"one-sided"}
    assert [(f.unit, f.target.partition("#")[2]) for f in findings] == expected


@pytest.mark.corpus
def test_nobody_meant_the_references_of_a_session_report_to_be_mutual(shared):
    corpus = read_corpus([shared / "corpus/FCCC_SBI_2014_8.txt"])
    (findings,) = map(check, corpus.resolved())
    # one symbol is misprinted in that text; nothing else is wrong with it
    assert [(f.rule, f.unit, f.text) for f in findings] == [
        ("malformed-symbol", "90", "FCCC/SBI2014/4")
    ]


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name",
    ["wgtip-2010-draft", "wgtip-2018-draft", "wgtip-2020-draft", "office/A_80_604_Add.2"],
)
def test_nothing_is_wrong_with_the_others(shared, name):
    (path,) = (p for p in (shared / "corpus").glob(f"{name}*") if p.suffix != ".pdf")
    corpus = read_corpus([path])
    assert [f.message for one in corpus.resolved() for f in check(one)] == []


@pytest.mark.corpus
def test_gaps_in_the_security_councils_resolutions_are_misprinted_numbers(shared):
    corpus = read_corpus([shared / "corpus/security-council"])
    gaps = [
        (f.doc, f.target.partition("#")[2])
        for one in corpus.resolved()
        for f in check(one)
        if f.rule in ("numbering-gap", "number-repeated")
    ]
    # "14,", "17,", "i9.", "4,", "10,", "b)", "4,", "ll.", "(c})", "ll.", "6.Calls": what was scanned
    known = {
        ("S/RES/253(1968)", "14"), ("S/RES/277(1970)", "17"), ("S/RES/277(1970)", "19"),
        ("S/RES/283(1970)", "4"), ("S/RES/301(1971)", "10"), ("S/RES/301(1971)", "11(b)"),
        ("S/RES/307(1971)", "4"), ("S/RES/853(1993)", "11"), ("S/RES/859(1993)", "6(c)"),
        ("S/RES/865(1993)", "11"), ("S/RES/871(1993)", "6"),
    }  # fmt: skip
    assert set(gaps) <= known
