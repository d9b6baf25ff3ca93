"""One's own bodies, treaties, symbols and words, without a fork: in the catalogue, or in a call."""

import pytest

from seepara import find_references
from seepara.corpus import read_corpus
from seepara.languages import language
from seepara.registry import registry
from seepara.vocabulary import vocabulary

NAMES = {
    "bodies": [
        {
            "root": "CLUB/GA",
            "en": ["General Meeting of the Chess Club"],
            "short": {"en": "Meeting"},
            "decisions": "session/number",
            "instrument": "Rulebook",
        }
    ],
    "treaties": {"Rulebook": {"en": ["Rulebook of the Chess Club"], "noun": {"en": "Rulebook"}}},
    "symbols": ["CLUB"],
}

CATALOGUE = """
[registry]
symbols = ["CLUB"]
treaties.Rulebook = { en = ["Rulebook of the Chess Club"], noun = { en = "Rulebook" } }

[[registry.bodies]]
root = "CLUB/GA"
en = ["General Meeting of the Chess Club"]
short = { en = "Meeting" }
decisions = "session/number"
instrument = "Rulebook"

[words.en]
heads.paragraph = ["clause", "clauses"]
"""

REPORT = """CLUB/GA/2026/3

General Meeting of the Chess Club

Report of the treasurer

1. Decision 4/4 says so; so does article 7 of the Rulebook.

2. See clause 1 above and CLUB/GA/2025/1, clauses 3 and 4.
"""


def test_the_recogniser_alone_with_names_and_words_of_ones_own():
    text = "see clauses 3–5 above, CLUB/GA/2025/1, and article 7 of the Rulebook of the Chess Club"
    plain = [text[p.start : p.end] for p in find_references(text)]
    assert plain == []
    own = find_references(text, names=NAMES, words={"heads": {"paragraph": ["clause", "clauses"]}})
    assert [text[p.start : p.end] for p in own] == [
        "see clauses 3–5 above",
        "CLUB/GA/2025/1",
        "article 7 of the Rulebook of the Chess Club",
    ]


def test_the_catalogue_adds_them_for_its_documents(tmp_path):
    (tmp_path / "catalogue.toml").write_text(CATALOGUE, "utf-8")
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    corpus = read_corpus([tmp_path])
    assert corpus.unreadable == ()
    (made,) = corpus.resolved()
    assert (made.document.key, made.document.organ.root) == ("CLUB/GA/2026/3", "CLUB/GA")
    assert [[c.target for c in r.citations] for r in made.references] == [
        ["decision:CLUB/GA/4/4"],
        ["treaty:Rulebook#art7"],
        ["CLUB/GA/2026/3#1"],
        ["CLUB/GA/2025/1#3", "CLUB/GA/2025/1#4"],
    ]


def test_another_folder_is_read_without_them(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(REPORT.replace("2026/3", f"2026/{name}3"), "utf-8")
    (tmp_path / "one" / "catalogue.toml").write_text(CATALOGUE, "utf-8")
    found = {
        m.document.file.split("/")[-2]: len(m.references)
        for m in read_corpus([tmp_path]).resolved()
    }
    assert found == {"one": 4, "two": 0}


def test_what_comes_with_the_program_stays_as_it_is():
    before = (registry("en").bodies.keys(), language("en").words("heads", "paragraph"))
    made = vocabulary("en", NAMES, {"heads": {"paragraph": ["clause"]}})
    assert "CLUB/GA" in made.registry.bodies
    assert "clause" in made.language.words("heads", "paragraph")
    # beside the program's own, not in their place
    assert "A" in made.registry.bodies and "para." in made.language.words("heads", "paragraph")
    assert (registry("en").bodies.keys(), language("en").words("heads", "paragraph")) == before


@pytest.mark.parametrize(
    ("names", "words"),
    [
        # a body without its root, a table of another shape
        ({"bodies": [{"en": ["Club"]}]}, {}),
        ({"bodies": "Club"}, {}),
        ({"treaties": ["Rulebook"]}, {}),
        ({"symbols": "CLUB"}, {}),
        # a table that there is not
        ({"body": []}, {}),
        # words of a table or an entry that there is not, a word that is no text, one too short to find
        ({}, {"head": {"paragraph": ["clause"]}}),
        ({}, {"heads": {"clause": ["clause"]}}),
        ({}, {"heads": {"paragraph": [3]}}),
        ({}, {"heads": {"paragraph": "clause"}}),
        ({}, {"heads": {"paragraph": ["c"]}}),
        # a pattern that is no regular expression
        ({}, {"letterhead": {"author_pattern": "("}}),
    ],
)
def test_additions_that_cannot_be_used_are_refused(names, words):
    with pytest.raises(ValueError, match=r"\w"):
        vocabulary("en", names, words)


@pytest.mark.parametrize(
    "text",
    [
        '[registry]\nbodies = "Club"',
        '[[registry.bodies]]\nen = ["Club"]',
        "[words.en.heads]\nparagraph = [3]",
        '[words.en.heads]\nclause = ["clause"]',
    ],
)
def test_in_the_catalogue_they_are_one_line_and_no_traceback(text, tmp_path):
    (tmp_path / "catalogue.toml").write_text(text, "utf-8")
    (tmp_path / "a.txt").write_text("A/80/1\n\nNote\n\n1. One.\n", "utf-8")
    corpus = read_corpus([tmp_path])
    (said,) = map(str, corpus.unreadable)
    assert said.startswith(str(tmp_path)) and "\n" not in said
