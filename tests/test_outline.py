"""Units: sections, paragraphs and what interrupts them, subparagraphs, footnotes, tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.model import Line, UnitKind
from seepara.structure.blocks import blocks, unfinished
from seepara.structure.labels import take_label

from .texts import ENGLISH, cited, document, outline_of, page, paths, unit, words

_HEAD = ("A/80/999", "Note by the Secretariat")


def _read(*blocks):
    return document(page(*_HEAD, *blocks))


# ---------------------------------------------------------------- what interrupts a paragraph


@pytest.mark.parametrize(
    "interruption",
    [
        # a blank line where the page ends, a rule, a form feed
        ["\n"],
        ["---"],
        ["\f"],
        # footnotes, one and several, over two lines
        ["¹ A/80/1."],
        ["¹ A/80/1, with words", "² A/80/2."],
        ["<sup>1</sup> A/80/1."],
        ["---", "¹ A/80/1.", "\f"],
        # the running head of the next page
        ["A/80/999"],
        ["---", "¹ A/80/1.", "\f", "A/80/999", "3"],
    ],
)
@pytest.mark.parametrize("rest", ["members report to it.", "States report to it."])
def test_a_paragraph_goes_on_after_what_interrupts_it(interruption, rest):
    read = _read("1. It looked at how¹ its² new", *interruption, rest, "2. It rose.")
    assert words(read, "1") == f"It looked at how its new {rest}"
    assert words(read, "2") == "It rose."
    # a word of the paragraph is in no note
    assert all("report" not in read.text_of(u) for u in read.units if u.kind is UnitKind.FOOTNOTE)


@pytest.mark.parametrize("interruption", [["\n"], ["¹ A/80/1."], ["---", "¹ A/80/1.", "\f"]])
def test_a_subparagraph_goes_on_too(interruption):
    read = _read(
        "1. States should:",
        "(a) Look at the ways in¹ which",
        *interruption,
        "it is done;",
        "(b) Wait.",
    )
    assert words(read, "1(a)") == "Look at the ways in which it is done;"
    assert outline_of(read)[:2] == ["1", "1(a)"]


_LONG_LINE = "The body had before it the reports of its members, and it looked at"


@pytest.mark.parametrize(
    ("end", "begin"),
    [
        # a pinpoint, a year, a quantity, a decimal, a part's letter, over the end of a line
        ("what stood, as some of them had said, in paragraph 12", "(a) of one, which it had read"),
        ("what stood, as some had said, in paragraph 12 (b),", "(c) and (d) of one of them, which"),
        ("what had been done by some of the members in Vienna in", "2009. It asked for a further"),
        ("what had been said by no more than a few, in all about", "12. It asked for a further"),
        ("what had been spent by some of them, which was about", "1.5 million dollars, and for"),
        ("what had been said by the others in its long and old annex", "I. It asked for a further"),
        ("what had been said about it by the others in parts A and", "B. It asked for a further"),
    ],
)
def test_what_only_looks_like_a_label_at_the_head_of_a_narrow_line(end, begin):
    lines = ["A/80/999", "", "Note by the Secretariat", "", f"1. {_LONG_LINE}", f"{end}", begin]
    read = document("\n".join([*lines, "all of that, and rose.", "2. It met again."]))
    assert outline_of(read) == ["1", "2"]
    assert words(read, "1") == f"{_LONG_LINE} {end} {begin} all of that, and rose."


def test_labels_of_views_and_below_headings_in_a_narrow_text_without_blank_lines():
    fill = "and so it went on with what it had before it, as it had said at its meeting,"
    lines = [
        "1.1 It met", *[fill] * 3, "and rose.", "Facts as they were told", "2.1 It read", *[fill] * 3,
        "as told in paragraph", "2.1 above.", "2.2 It rose.",
        "A. A long heading about what was done and what was not", "3. It ended.",
        "Annex I", "A long heading without a letter, about what was done and what was not",
        "1. One.",
    ]  # fmt: skip
    read = document("A/80/999\n\nNote by the Secretariat\n\n" + "\n".join(lines) + "\n")
    assert paths(read.units, UnitKind.PARAGRAPH) == ["1.1", "2.1", "2.2", "3", "annexI/1"]


def test_a_label_at_the_head_of_a_narrow_line_is_one():
    lines = ["A/80/999", "", "Note by the Secretariat", "", f"1. {_LONG_LINE} them:"]
    lines += [
        "(a) One of them, which it thought to be of interest to all of those who",
        "had come;",
    ]
    read = document("\n".join([*lines, "(b) Another one; and", "(c) A third.", "2. It met again."]))
    assert outline_of(read) == ["1", "1(a)", "1(b)", "1(c)", "2"]
    assert words(read, "1(a)").endswith("of those who had come;")


@pytest.mark.parametrize(
    ("elsewhere", "broken", "whole"),
    [
        # the document's own words say where a hyphen at a line's end belongs to the word
        ("trafficking", "traf-\nficking", "trafficking"),
        ("self-assessment", "self-\nassessment", "self-assessment"),
        # a soft hyphen never does
        ("words", "traf\u00ad\nficking", "trafficking"),
    ],
)
def test_words_broken_over_two_lines(elsewhere, broken, whole):
    first, second = broken.split("\n")
    first_line = f"1. {_LONG_LINE} {elsewhere}, and {first}"
    text = page("A/80/999", "Note by the Secretariat", f"{first_line}\n{second} it was.")
    assert words(document(text), "1").endswith(f"{elsewhere}, and {whole} it was.")


def test_a_quotation_set_apart_is_of_its_paragraph():
    read = _read("1. It said:", "“Words that are quoted here.”", "and went on.", "2. It rose.")
    assert outline_of(read) == ["1", "2"]
    assert words(read, "1") == "It said: “Words that are quoted here.” and went on."


# ---------------------------------------------------------------- subparagraphs


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        # "(i)" is a letter after "(h)", a roman number under "(a)"
        ("(g) (h) (i) (j)", "(g) (h) (i) (j)"),
        ("(a) (i) (ii) (b)", "(a) (a)(i) (a)(ii) (b)"),
        ("(a) (i) (b) (i) (ii) (iii)", "(a) (a)(i) (b) (b)(i) (b)(ii) (b)(iii)"),
        ("(h) (i) (ii) (i)", "(h) (h)(i) (h)(ii) (i)"),
        # roman numbers below the paragraph itself
        ("(i) (ii) (iii) (iv) (v) (vi)", "(i) (ii) (iii) (iv) (v) (vi)"),
        # (c), (d), (l), (m), (v), (x) are letters in a list of letters
        ("(a) (b) (c) (d) (e)", "(a) (b) (c) (d) (e)"),
        ("(k) (l) (m) (n)", "(k) (l) (m) (n)"),
        ("(t) (u) (v) (w) (x) (y)", "(t) (u) (v) (w) (x) (y)"),
        # after z
        ("(y) (z) (aa) (bb)", "(y) (z) (aa) (bb)"),
        # four levels, the lower ones without brackets
        (
            "(a) (i) a. i. ii. b. (ii) (b)",
            "(a) (a)(i) (a)(i)(a) (a)(i)(a)(i) (a)(i)(a)(ii) (a)(i)(b) (a)(ii) (b)",
        ),
        ("a. b. i. ii. c.", "(a) (b) (b)(i) (b)(ii) (c)"),
        # numbers in brackets
        ("(1) (2) (a) (b) (3)", "(1) (2) (2)(a) (2)(b) (3)"),
        # a bulleted list
        ("- (a) - (b) • (i) • (ii)", "(a) (b) (b)(i) (b)(ii)"),
        # a letter is missing
        ("(a) (b) (d)", "(a) (b) (d)"),
        # capitals
        ("(A) (B)", "(A) (B)"),
    ],
)
def test_levels_of_subparagraphs(labels, expected):
    items = labels.replace("- (", "-(").replace("• (", "•(").split()
    lines = [f"{i.replace('-(', '- (').replace('•(', '• (')} Do a thing;" for i in items]
    read = _read("1. States should:", *lines, "2. They rose.")
    found = [path[1:] for path in paths(read.units, UnitKind.SUBPARAGRAPH)]
    assert found == expected.split()
    for path in found:
        assert unit(read, f"1{path}").parent == "1" + path.rpartition("(")[0]
        assert words(read, f"1{path}") == "Do a thing;"


def test_the_numbers_of_a_letter_are_its_annexs():
    letter = ("S/2025/9", "Letter dated 3 May 2025 from the Chair to the President", "Annex")
    read = document(page(*letter, "I. Opening", "1. One.", "2. As in paragraph 1 above."))
    assert paths(read.units, UnitKind.PARAGRAPH) == ["annex/1", "annex/2"]
    assert cited(read) == [("annex/2", "paragraph 1 above", "#annex/1 above")]


def test_a_run_in_list_is_no_subparagraph():
    read = _read("1. States should (a) act; (b) wait; and (c) report.", "2. They rose.")
    assert outline_of(read) == ["1", "2"]
    assert words(read, "1") == "States should (a) act; (b) wait; and (c) report."


def test_words_behind_the_last_subparagraph_close_the_paragraph():
    read = _read(
        "1. States should:", "(a) Act;", "(b) Wait;", "as soon as they can.", "2. They rose."
    )
    assert words(read, "2") == "They rose."
    assert "as soon as they can." in read.text
    assert outline_of(read) == ["1", "1(a)", "1(b)", "2"]


# ---------------------------------------------------------------- sections


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        # nested: roman, capital, arabic
        (
            [
                "I. One",
                "A. Two",
                "1. First.",
                "B. Three",
                "2. Second.",
                "II. Four",
                "A. Five",
                "3. Third.",
            ],
            [
                "section I: One",
                "section I.A: Two",
                "section I.B: Three",
                "section II: Four",
                "section II.A: Five",
            ],
        ),
        # in Markdown, bold, with "(continued)"
        (
            [
                "## II. Recommendations (*continued*)",
                "**A. General**",
                "1. First.",
                "**C. Special (continued)**",
                "2. Second.",
            ],
            ["section II: Recommendations", "section II.A: General", "section II.C: Special"],
        ),
        # C, D, I, L, M, V and X are letters where they follow letters
        (
            ["I. One", "B. Two", "1. First.", "C. Three", "2. Second.", "D. Four", "3. Third."],
            ["section I: One", "section I.B: Two", "section I.C: Three", "section I.D: Four"],
        ),
        (
            [
                "II. One",
                "H. Two",
                "1. First.",
                "I. Three",
                "2. Second.",
                "J. Four",
                "3. Third.",
                "III. Five",
                "4. Fourth.",
            ],
            [
                "section II: One",
                "section II.H: Two",
                "section II.I: Three",
                "section II.J: Four",
                "section III: Five",
            ],
        ),
        # … and roman numbers where they do not
        (
            ["IV. One", "1. First.", "V. Two", "2. Second.", "VI. Three", "3. Third."],
            ["section IV: One", "section V: Two", "section VI: Three"],
        ),
        # a title over two lines, with a full stop, with a note mark
        (
            [
                "I. Activities\nof the Group",
                "1. First.",
                "II. Closing.",
                "2. Second.",
                "III. Notes¹",
                "3. Third.",
            ],
            ["section I: Activities of the Group", "section II: Closing.", "section III: Notes"],
        ),
        # a section of an annex
        (
            ["1. First.", "Annex I", "I. One", "1. Inner.", "2. Other."],
            ["annex I: ", "annexI/section I: One"],
        ),
    ],
)
def test_sections(blocks, expected):
    read = _read(*blocks)
    found = [
        f"{u.path}: {read.text_of(u)}"
        for u in read.units
        if u.kind is UnitKind.SECTION and not u.path.startswith("heading")
    ]
    assert found == expected


def test_sections_lie_in_each_other_and_paragraphs_in_them():
    read = _read("I. One", "A. Two", "1. First:", "(a) Inner.", "II. Three", "2. Second.")
    assert {u.path: u.parent for u in read.units if u.path != "title"} == {
        "section I": None,
        "section I.A": "section I",
        "1": "section I.A",
        "1(a)": "1",
        "section II": None,
        "2": "section II",
    }


def test_a_heading_without_a_number_takes_the_paragraphs_below_it():
    read = _read("1. First.", "## Deliberations", "2. Second.")
    (heading,) = (u for u in read.units if u.kind is UnitKind.SECTION)
    assert read.text_of(heading) == "Deliberations"
    assert unit(read, "2").parent == heading.path
    assert words(read, "1") == "First."


# ---------------------------------------------------------------- footnotes, tables


def test_a_footnote_belongs_to_the_unit_that_carries_its_mark():
    read = _read(
        "1. One:",
        "(a) Two;¹",
        "(b) Three.",
        "2. Four* and five.²",
        "¹ First.",
        "² Second.",
        "* Star.",
        "3. Six.³",
        "³ Third.",
    )
    notes = {u.path: (u.parent, u.label) for u in read.units if u.kind is UnitKind.FOOTNOTE}
    assert notes == {
        "fn1": ("1(a)", "1"),
        "fn2": ("2", "2"),
        "fn*": ("2", "*"),
        "fn3": ("3", "3"),
    }
    assert [(m.offset, m.note) for m in unit(read, "2").marks] == [(4, "*"), (14, "2")]


def test_marks_count_in_the_text_of_the_unit_also_behind_a_label_and_a_seam():
    read = _read("1. One¹ two", "¹ Note.", "and three² four.", "² Note.", "2. It rose.")
    first = unit(read, "1")
    text = read.text_of(first)
    assert [(text[: m.offset], m.note) for m in first.marks] == [
        ("One", "1"),
        ("One two and three", "2"),
    ]


def test_a_note_mark_that_comes_twice_makes_two_notes():
    read = _read("1. One.*", "* First.", "2. Two.*", "* Second.")
    assert [(u.path, u.parent) for u in read.units if u.kind is UnitKind.FOOTNOTE] == [
        ("fn*", "1"),
        ("fn*~2", "2"),
    ]


def test_lettered_notes_of_a_table_begin_again_in_each():
    table = "| Item | Cost |\n|---|---|\n| Pens<sup>a</sup> | 3 |"
    note = "<sup>a</sup> See A/80/1."
    read = _read(
        "1. One.¹",
        "Table 3",
        table,
        note,
        "¹ A/80/2.",
        "2. Two.",
        "Table 4",
        table,
        note,
        "3. Three.",
    )
    notes = {u.path: u.parent for u in read.units if u.kind is UnitKind.FOOTNOTE}
    assert notes == {"table 3/fna": "table 3", "fn1": "1", "table 4/fna": "table 4"}


def test_tables_are_units_outside_the_numbered_ones():
    read = _read(
        "1. One.", "Table 3", "Costs", "| Item | Cost |\n|---|---|\n| Pens¹ | 3 |", "2. Two."
    )
    (table,) = (u for u in read.units if u.kind is UnitKind.TABLE)
    assert table.path == "table 3"
    assert read.text_of(table) == "Item | Cost | Pens | 3"
    assert words(read, "1") == "One."
    assert words(read, "2") == "Two."


# ---------------------------------------------------------------- labels


@pytest.mark.parametrize(
    ("text", "token", "rest"),
    [
        # paragraphs, also inserted ones
        ("57. In view of", "57", "In view of"),
        ("57.  In view of", "57", "In view of"),
        ("3 bis. Notes", "3bis", "Notes"),
        ("2.1 The author", "2.1", "The author"),
        # sections
        ("II. Recommendations", "II", "Recommendations"),
        ("A. General", "A", "General"),
        # letters
        ("(a) Report", "a", "Report"),
        ("(a)Report", "a", "Report"),
        ("- (ii) Report", "ii", "Report"),
        ("• (b) Report", "b", "Report"),
        ("a. Report", "a", "Report"),
        # a space before the full stop
        ("57 . Noted", "57", "Noted"),
    ],
)
def test_labels(text, token, rest):
    label, start = take_label(text, ENGLISH)
    assert (label.token, text[start:]) == (token, rest)


@pytest.mark.parametrize(
    "text",
    [
        # a year, a quantity, a date, a time
        "2009 was dry",
        "12 States spoke",
        "27 January",
        # initials, an abbreviation, a word in brackets
        "U.S. dollars",
        "(see there)",
        "(2009) was dry",
        "e.g. this",
        "",
    ],
)
def test_what_is_no_label(text):
    assert take_label(text, ENGLISH) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the development of", True),
        ("a comma,", True),
        ("(see para. 3 above).", False),
        ("it said: “no.”", False),
        ("States should:", False),
        ("act; and", True),
        ("", False),
    ],
)
def test_unfinished(text, expected):
    assert unfinished(text) is expected


# ---------------------------------------------------------------- what holds of all input

_LABELS = "1. |2. |9. |2.1 |3 bis. |(a) |(b) |(i) |(ii) |a. |I. |II. |A. |B. |## |**|- |¹ |² |* "
_CONTAINERS = "Annex I|Annex|Part II|Chapter I|Recommendation 1|Contents|Table 1|(continued)"
_BETWEEN = "\n|\n\n|\n---\n|\f|¹|*|<sup>1</sup>|words| and |.|;|:|,|é𐍈|ا"
_SPOKEN = "The Security Council,|Recalling it,|Decides to act;|Distr.: General|A/80/999"
_pieces = "|".join((_LABELS, _CONTAINERS, _BETWEEN, _SPOKEN)).split("|")
_piece = st.sampled_from([*_pieces, "| a | b |"])
_any_text = st.one_of(st.lists(_piece, max_size=40).map("".join), st.text(max_size=300))


@given(_any_text)
def test_any_text_makes_units_that_are_slices_in_a_tree(text):
    read = document(text)
    seen = set()
    end = 0
    for one in read.units:
        assert one.path and one.path not in seen
        assert end <= one.start <= one.end <= len(read.text)
        own = read.text_of(one)
        assert own == " ".join(own.split())
        assert all(0 <= mark.offset <= len(own) for mark in one.marks)
        seen.add(one.path)
        end = one.end
    by_path = {one.path: one for one in read.units}
    for one in read.units:
        above, steps = one.parent, 0
        while above is not None:
            above, steps = by_path[above].parent, steps + 1
            assert steps <= len(read.units)


@given(st.lists(st.text(st.characters(categories=["L", "N", "Z", "P"]), max_size=80), max_size=12))
def test_no_word_is_lost_or_made_up_by_joining_lines(texts):
    lines = [
        Line(" ".join(t.split()), n, wrapped=True) for n, t in enumerate(texts, 1) if t.split()
    ]
    made = "".join(
        "".join((b.label.printed if b.label else "") + b.text) for b in blocks(lines, ENGLISH)
    )

    def letters(text):
        return [c for c in text if c.isalnum()]

    assert letters(made) == letters("".join(line.text for line in lines))
