"""``catalogue.toml``: what it can say, what it cannot, and what it makes of a document."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.catalogue import Between, Correction, Entry, applied, read_catalogue
from seepara.reading.errors import UnreadableFile

from .texts import REGISTRY, document, page, unit


def _catalogue(folder, text):
    path = folder / "catalogue.toml"
    path.write_text(text, "utf-8")
    return read_catalogue(path)


def test_every_field_that_the_head_of_the_data_catalogue_explains_is_known(root, tmp_path):
    # the comments there are the documentation: each example must work when its sign is removed
    lines = (root / "data" / "catalogue.toml").read_text("utf-8").splitlines()
    examples = [
        line[2:]
        for line in lines
        if line.startswith("# ") and (" = " in line or line.startswith("# ["))
    ]
    made = _catalogue(tmp_path, "\n".join(examples))
    assert set(made.entries) == {"report-2009.txt"}
    assert made.between and made.corrections


def test_what_a_catalogue_says(tmp_path):
    made = _catalogue(
        tmp_path,
        """
        [[document]]
        file = "a/report.txt"
        symbol = "A/80/5 (Vol. II)"
        date = 2026-03-03
        aliases = ["old", "older"]
        abridged = true

        [[between]]
        after = "draft.txt"
        before = "final.txt"
        title = "Report"

        [[correction]]
        from = "a.txt#1"
        to = "b.txt#2"
        verdict = "reject"
        """,
    )
    entry = made.entry(tmp_path / "a" / "report.txt")
    assert (entry.symbol, entry.date, entry.aliases, entry.abridged) == (
        "A/80/5(Vol.II)",  # canonical
        "2026-03-03",  # a TOML date is a date
        ("old", "older"),
        True,
    )
    assert made.between == (Between("draft.txt", "final.txt", "", "Report"),)
    assert made.corrections == (Correction("a.txt#1", "b.txt#2", "reject"),)
    # a file that it does not name has an empty entry
    assert made.entry(tmp_path / "b.txt") == Entry("b.txt")


def test_without_a_catalogue_nothing_is_said(tmp_path):
    assert read_catalogue(tmp_path / "catalogue.toml").entries == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # no TOML, and not even text
        ("[[document]\nfile = 1", "no TOML"),
        ("file = ", "no TOML"),
        # a table and a field that there are not, named
        ('[[documents]]\nfile = "a.txt"', "unknown table 'documents'"),
        ('[[document]]\nfile = "a.txt"\nsymbole = "A/1/2"', "symbole"),
        ('[[correction]]\nfrom = "a"\nto = "b"\nverdikt = "add"', "verdikt"),
        # a document without its file
        ('[[document]]\nsymbol = "A/1/2"', "file"),
        # not a list of tables
        ('document = "a.txt"', "document"),
        ('[document]\nfile = "a.txt"', "document"),
        # a value of another kind
        ('[[document]]\nfile = "a.txt"\nsymbol = 3', "symbol"),
        ('[[document]]\nfile = "a.txt"\naliases = "old"', "aliases"),
        ('[[document]]\nfile = "a.txt"\nabridged = "yes"', "abridged"),
        ('[[document]]\nfile = ["a.txt"]', "file"),
        # a value that it cannot have
        ('[[document]]\nfile = "a.txt"\ndate = "March 2026"', "date"),
        ('[[document]]\nfile = "a.txt"\nmeeting = "14 April"', "meeting"),
        ('[[document]]\nfile = "a.txt"\nbody = "NOBODY/1"', "body"),
        ('[[correction]]\nfrom = "a"\nto = "b"\nverdict = "perhaps"', "verdict"),
        # one file twice
        ('[[document]]\nfile = "a.txt"\n[[document]]\nfile = "a.txt"\nsymbol = "A/1/2"', "a.txt"),
    ],
)
def test_what_a_catalogue_cannot_say_is_one_line_that_names_it(text, message, tmp_path):
    with pytest.raises(UnreadableFile) as error:
        _catalogue(tmp_path, text)
    said = str(error.value)
    assert said.startswith(f"{tmp_path}/catalogue.toml: ")
    assert message in said.removeprefix(f"{tmp_path}/catalogue.toml: ")
    assert "\n" not in said


def test_a_catalogue_that_is_no_text(tmp_path):
    path = tmp_path / "catalogue.toml"
    path.write_bytes(b"\xff\xfe\x00[")
    with pytest.raises(UnreadableFile, match=r"catalogue\.toml: it is no TOML"):
        read_catalogue(path)


@given(st.text(max_size=60))
def test_any_text_is_a_catalogue_or_refused(text):
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "catalogue.toml")
        path.write_text(text, "utf-8", errors="replace", newline="")
        try:
            read_catalogue(path)
        except UnreadableFile as error:
            assert str(error).startswith(str(path))


# ---------------------------------------------------------------- applied to a document

_TEXT = page(
    "Distr.: General",
    "3 March 2026",
    "Note by the Secretariat",
    "I. Recommendations",
    "1. States should act.",
)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        # a symbol: the key it had before stays as an alias, so that links keep working
        (
            {"symbol": "A/80/2"},
            {
                "key": "A/80/2",
                "symbol": "A/80/2",
                "aliases": ("x/2026-03-03/note-by-the-secretariat",),
            },
        ),
        # title, name, date
        (
            {"title": "T", "short": "S", "date": "2025-01-01"},
            {"title": "T", "short": "S", "date": "2025-01-01"},
        ),
        ({"aliases": ("one", "one", "two")}, {"aliases": ("one", "two")}),
        ({"abridged": True}, {"abridged": True}),
    ],
)
def test_applied(entry, expected):
    read = document(_TEXT, **entry)
    assert {name: getattr(read, name) for name in expected} == expected
    # the text is the file's
    assert read.text == document(_TEXT).text


def test_what_the_catalogue_does_not_say_stays_as_the_file_has_it():
    read = document(_TEXT)
    assert applied(read, Entry("a.txt"), REGISTRY) == read


def test_a_body_and_a_meeting():
    read = document(_TEXT, body="CTOC/COP/WG.6", meeting="2026-02-01")
    assert read.organ.root == "CTOC/COP/WG.6"
    assert [m.key for m in read.meetings] == ["meeting:CTOC/COP/WG.6/2026-02-01"]
    assert unit(read, "1").meeting == "meeting:CTOC/COP/WG.6/2026-02-01"


def test_a_symbol_that_the_file_has_already_is_no_alias_of_itself():
    text = "A/80/2\n\nNote\n\n1. One.\n"
    assert document(text, symbol="A/80/2").aliases == ()
