"""Which printed numbers are paragraphs, which headings, which items of a list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.structure.numbering import Numbered, Role, roles

from .texts import document, outline_of, page, unit, words

_HEAD = ("A/80/999", "Note by the Secretariat")


def _outline(*blocks):
    return outline_of(page(*_HEAD, *blocks))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        # paragraphs run through the document, over its sections
        (
            ["I. Opening", "1. One.", "A. Part", "2. Two.", "II. Closing", "3. Three."],
            ["section I", "1", "section I.A", "2", "section II", "3"],
        ),
        # headings that are numbered, between running paragraphs
        (
            [
                "8. It met.",
                "A. Matters",
                "1. Proceedings",
                "9. It met.",
                "10. It went on.",
                "2. Conclusions",
                "11. It rose.",
            ],
            ["8", "section A", "section A.1", "9", "10", "section A.2", "11"],
        ),
        # … also where the document begins with one, as an addendum may
        (
            ["A. Matters", "1. Proceedings", "12. It met.", "2. Conclusions", "13. It rose."],
            ["section A", "section A.1", "12", "section A.2", "13"],
        ),
        # the items of an agenda inside a paragraph are its words
        (
            [
                "3. It adopted this agenda:",
                "1. Opening.",
                "2. Election:",
                "(a) Chair;",
                "(b) Other.",
                "3. Closure.",
                "4. It elected a Chair.",
            ],
            ["3", "4"],
        ),
        # … whose last item has the number of the next paragraph
        (
            [
                "4. It adopted this agenda:",
                "1. Opening",
                "2. Election",
                "3. Reports",
                "4. Other",
                "5. Closure",
                "5. It rose.",
                "6. It met.",
            ],
            ["4", "5", "6"],
        ),
        # … and one that is longer than the paragraphs before it
        (
            [
                "2. It adopted this agenda:",
                "1. Opening.",
                "2. Election.",
                "3. Reports.",
                "4. Other.",
                "3. It elected.",
                "4. It rose.",
            ],
            ["2", "3", "4"],
        ),
        # an annex begins again
        (
            ["1. One.", "2. Two.", "Annex I", "1. First.", "2. Second.", "Annex II", "1. First."],
            ["1", "2", "annex I", "annexI/1", "annexI/2", "annex II", "annexII/1"],
        ),
        # a single annex has no number
        (
            ["1. One.", "2. Two.", "Annex", "1. First.", "2. Second.", "3. Third."],
            ["1", "2", "annex", "annex/1", "annex/2", "annex/3"],
        ),
        # an annex with a title on its line, and on the next
        (
            ["1. One.", "2. Two.", "Annex I: Rules", "1. First.", "2. Second."],
            ["1", "2", "annex I", "annexI/1", "annexI/2"],
        ),
        # an annex whose numbers go on is no restart
        (["1. One.", "2. Two.", "Annex", "3. Three.", "4. Four."], ["1", "2", "annex", "3", "4"]),
        # an appendix in an annex
        (
            [
                "1. One.",
                "2. Two.",
                "Annex II",
                "1. First.",
                "2. Second.",
                "Appendix III",
                "1. Inner.",
            ],
            ["1", "2", "annex II", "annexII/1", "annexII/2", "appendix III", "appendixIII/1"],
        ),
        # a number is missing: those behind it are paragraphs all the same
        (["1. One.", "2. Two.", "4. Four.", "5. Five."], ["1", "2", "4", "5"]),
        (["1. One.", "2. Two.", "4. Four."], ["1", "2", "4"]),
        (
            ["1. One.", "2. Two.", "4. Four.", "Annex", "1. First.", "2. Second.", "3. Third."],
            ["1", "2", "4", "annex", "annex/1", "annex/2", "annex/3"],
        ),
        # a document that begins in the middle
        (["57. One.", "58. Two."], ["57", "58"]),
        # inserted numbers
        (
            ["17. One.", "17 bis. Two.", "17 ter. Three.", "18. Four."],
            ["17", "17bis", "17ter", "18"],
        ),
        # a number twice: both are kept, and told apart
        (["1. One.", "2. Two.", "2. Again.", "3. Three."], ["1", "2", "2~2", "3"]),
        # Views of the treaty bodies
        (
            [
                "1. The author.",
                "2.1 It claims.",
                "2.2 It denies.",
                "3.1 It complains.",
                "10.12 It finds.",
            ],
            ["1", "2.1", "2.2", "3.1", "10.12"],
        ),
        # a year or a quantity at the head of a line is no paragraph
        (["1. It met in", "2009. 12 States spoke.", "2. It rose."], ["1", "2"]),
    ],
)
def test_what_numbers_are(blocks, expected):
    assert [
        path for path in _outline(*blocks) if not path.startswith(("heading", "text"))
    ] == expected


@pytest.mark.parametrize("container", ["Part", "Chapter"])
def test_parts_and_chapters_in_which_numbers_start_again(container):
    name = container.lower()
    prefix = {"part": "part", "chapter": "chap"}[name]
    text = page(
        *_HEAD,
        f"{container} I",
        "1. One.",
        "2. Two.",
        f"{container} II",
        "1. One more.",
        "2. Two more.",
    )
    read = document(text)
    assert outline_of(read)[-3:] == [f"{name} II", f"{prefix}II/1", f"{prefix}II/2"]
    # the first one is a part like the others, not a piece of the title
    assert read.title == "Note by the Secretariat"
    first = next(u for u in read.units if read.text_of(u) == "One.")
    assert first.parent == f"{name} I"


def test_sections_in_which_numbers_start_again():
    outline = _outline(
        "1. One.", "2. Two.", "I. First", "1. A.", "2. B.", "II. Second", "1. C.", "2. D."
    )
    assert outline == [
        "1",
        "2",
        "section I",
        "secI/1",
        "secI/2",
        "section II",
        "secII/1",
        "secII/2",
    ]


def test_the_items_of_an_agenda_are_words_of_their_paragraph_and_keep_their_numbers():
    read = document(
        page(
            *_HEAD,
            "3. It adopted this agenda:",
            "1. Opening.",
            "2. Reports:",
            "(a) One.",
            "4. It rose.",
        )
    )
    assert words(read, "3") == "It adopted this agenda: 1. Opening. 2. Reports: (a) One."


def test_a_number_that_stands_twice_is_reported():
    read = document(page(*_HEAD, "1. One.", "2. Two.", "2. Again.", "3. Three."))
    assert [(n.rule, n.unit) for n in read.notices] == [("number-repeated", "2~2")]
    assert words(read, "2") == "Two."


def test_the_printed_label_is_kept():
    read = document(page(*_HEAD, "II. Part", "17 bis. One:", "- (a) Two."))
    labels = [(u.path, u.label) for u in read.units if u.label]
    assert labels == [("section II", "II."), ("17bis", "17 bis."), ("17bis(a)", "(a)")]
    assert unit(read, "17bis(a)").parent == "17bis"


# ---------------------------------------------------------------- the decision alone

P, R, H, I = Role.PARAGRAPH, Role.RESTART, Role.HEADING, Role.ITEM  # noqa: E741


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        # they run on
        ([1, 2, 3], [P, P, P]),
        # a list inside a paragraph, and the paragraphs behind it
        ([3, 4, 1, 2, 5], [P, P, I, I, P]),
        # two lists
        ([3, 1, 2, 4, 1, 2, 3, 5], [P, I, I, P, I, I, I, P]),
        # a list that runs past the paragraphs' numbers
        ([2, 1, 2, 3, 4, 3, 4], [P, I, I, I, I, P, P]),
    ],
)
def test_roles_of_bare_numbers(numbers, expected):
    assert roles([Numbered(n) for n in numbers]) == expected


@pytest.mark.parametrize("kind", ["after_container", "after_section"])
def test_a_new_series_begins_behind_a_container(kind):
    entries = [Numbered(1), Numbered(2), Numbered(1, **{kind: True}), Numbered(2)]
    assert roles(entries) == [P, P, R, P]


_entries = st.lists(
    st.builds(
        Numbered,
        st.integers(0, 12),
        title_like=st.booleans(),
        after_container=st.booleans(),
        after_section=st.booleans(),
        alone=st.booleans(),
        indent=st.integers(0, 2),
        marked_heading=st.booleans(),
        dotted=st.booleans(),
    ),
    max_size=15,
)


@given(_entries)
def test_every_number_gets_a_role(entries):
    assert len(roles(entries)) == len(entries)


@given(st.integers(1, 50), st.integers(1, 60))
def test_running_numbers_are_paragraphs_wherever_they_begin(first, count):
    assert set(roles([Numbered(n) for n in range(first, first + count)])) == {P}
