"""The front door: `import seepara`, what it answers, and how its objects show themselves."""

import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html
from tests.samples import CELL, CHAIR, EARLIER, LATER, MARKUP, RIGHT_TO_LEFT, chair_and_draft
from tests.test_layering import HEAVY
from tests.test_moved import DATA, FUND, JUDGES, SHIPS
from tests.texts import report

import seepara
from seepara.judgements import Judgements
from seepara.labels import Labels
from seepara.library.corpus import Corpus
from seepara.library.finding import NotFound
from seepara.library.rows import Rows
from seepara.library.showing import rendered, words

ROOT = Path(__file__).parent.parent
TAGS = {
    *("div", "p", "ul", "li", "br", "small", "strong", "em", "bdi", "mark", "a", "sup"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}


@pytest.fixture(scope="module")
def sample():
    """Documents with markup, formulas and right-to-left text in every place."""
    resolved = chair_and_draft()
    return Corpus(resolved, Labels.of(resolved), Judgements())


@pytest.fixture(scope="module")
def data():
    return seepara.read(ROOT / "data")


# ---------------------------------------------------------------- import


def test_importing_the_library_loads_nothing_heavy():
    code = (
        "import sys, seepara\n"
        f"print(*sorted({HEAVY!r} & {{name.split('.')[0] for name in sys.modules}}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_what_is_offered_is_there():
    assert all(callable(getattr(seepara, name)) for name in seepara.__all__)


# ---------------------------------------------------------------- reading


def test_what_cannot_be_read_stops_nothing(tmp_path):
    (tmp_path / "a.txt").write_text("A/80/1\n\n1. See para. 2 below.\n\n2. Notes it.\n")
    (tmp_path / "b.docx").write_text("no Word file")
    corpus = seepara.read(tmp_path)
    assert [place.key for place in corpus] == ["A/80/1"]
    assert ["b.docx" in str(error) for error in corpus.unreadable] == [True]
    assert "b.docx" in corpus._repr_html_()


def test_a_build_is_opened_as_it_was_read(data, data_build):
    opened = seepara.open_build(data_build)
    assert [one.key for one in opened] == [one.key for one in data]
    assert opened.judgements == data.judgements
    assert opened.query("most-cited").values == data.query("most-cited").values


def test_where_there_is_no_build(tmp_path):
    with pytest.raises(FileNotFoundError, match="no build"):
        seepara.open_build(tmp_path)
    (tmp_path / "records.jsonl").write_text('{"other": 1}\n')
    with pytest.raises(ValueError, match="another version"):
        seepara.open_build(tmp_path)


# ---------------------------------------------------------------- keys


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("21(a)", "21(a)"),  # a bare path that one document has
        ("21.a", "21(a)"),
        ("Chair's report 2010, para. 21 (a)", "21(a)"),  # what the program calls it
        ("Draft report 2010, rec. 4 (d)", "rec4(d)"),
        ("Chair's report 2010, sect. II.E", "section II.E"),
        ("Draft report 2010#rec4(d)", "rec4(d)"),
        ("cop5-2010-chair-report-wgtip.txt#37", "37"),  # a file's name
    ],
)
def test_what_people_write_is_a_key(typed, path, data):
    assert data.key(typed).partition("#")[2] == path


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("999(z)", "nothing here is called '999(z)'"),
        ("Chair's report 2010, para. 999", "nothing here is called"),
        ("1", "can be"),  # four documents have a paragraph 1
        ("", "nothing here"),
    ],
)
def test_what_is_not_found_or_could_be_several(typed, said, data):
    with pytest.raises(NotFound, match=said.replace("(", r"\(").replace(")", r"\)")):
        data.key(typed)


def test_a_label_of_two_documents_names_neither(tmp_path):
    for number in "12":
        text = f"A/80/{number}\n\n1. Notes it.\n"
        (tmp_path / f"{number}.txt").write_text(text)
    (tmp_path / "catalogue.toml").write_text(
        "".join(f'[[document]]\nfile = "{n}.txt"\nshort = "Same"\n' for n in "12")
    )
    with pytest.raises(NotFound):
        seepara.read(tmp_path).key("Same, para. 1")


# ---------------------------------------------------------------- answers


def test_a_paragraph_and_its_references(data):
    place = data["21(a)"]
    (mention,) = place.references
    assert mention.text[mention.reference.start : mention.reference.end] == mention.phrase
    assert [target.partition("#")[2] for target in mention.targets] == ["37", "50", "82"]
    assert [row["place"] for row in place.refers_to] == [
        "Chair's report 2010, para. 37",
        "Chair's report 2010, para. 50",
        "Chair's report 2010, para. 82",
    ]
    assert place.is_abridged
    assert [part.key.partition("#")[2] for part in data["21"].parts][:2] == ["21(a)", "21(b)"]
    assert "abridged, not the official text" in str(place)


def test_what_was_not_read_has_a_place(data):
    place = data["CTOC/COP/WG.4/2009/2#17"]
    assert (place.resolved, place.unit, place.text, place.parts) == (None, None, "", [])
    assert len(place.referred_to_by) == 3


def test_a_lineage_as_rows_and_as_a_record(data):
    lineage = data.lineage("37", up=1, down=0)
    stated = {row["relation"] for row in lineage.links if row["stated"]}
    inferred = {row["relation"] for row in lineage.links if not row["stated"]}
    assert inferred == {"laterTextOf", "restates"}
    assert not stated & inferred
    assert lineage.to_dict()["focus"] == data.key("37")
    only = data.lineage("37", up=1, down=0, stated=True, by="body")
    assert only.links[0]["newer"] == "Chair's report 2010, para. 37"
    assert [row["relation"] for row in only.links] == ["refersTo"]


def test_a_draft_compared(data):
    rows = data.compare()  # the only two versions of one text
    counts = [row["verdict"] for row in rows]
    assert (counts.count("dropped"), counts.count("merged"), counts.count("new")) == (3, 2, 2)
    with pytest.raises(ValueError, match="two documents"):
        data.compare("Draft report 2010")


def test_checking_one_document(data):
    assert len(data.check("Chair's report 2010")) == 8
    assert len(data.check("Draft report 2018")) == 0
    assert {row["rule"] for row in data.check(off=["one-sided"], on=["style"])} != {"one-sided"}


def test_checking_against_a_draft(data, tmp_path):
    draft, final = tmp_path / "draft.txt", tmp_path / "final.txt"
    draft.write_text(report(SHIPS, f"{FUND} (see para. 1 above).", DATA), "utf-8")
    final.write_text(report(JUDGES, SHIPS, f"{FUND} (see para. 1 above).", DATA), "utf-8")
    found = seepara.read(final).check(against=seepara.read(draft))
    assert "target-moved" in {row["rule"] for row in found}
    with pytest.raises(ValueError, match="one draft"):
        seepara.read(final).check(against=data)


def test_questions_in_sparql(data):
    rows = data.query("SELECT (COUNT(*) AS ?n) WHERE { ?r a seepara:Reference }")
    assert [dict(row) for row in rows] == [{"n": 82}]
    assert data.query("ASK { ?r a seepara:Reference }")[0] == {"answer": True}
    with pytest.raises(ValueError, match="may not load"):
        data.query("LOAD <http://example.org/>")
    assert (None, None, None) in data.to_rdflib()


def test_a_map_of_what_a_query_finds(data):
    made = data.map(query="refers-to", unit="21(a)")
    assert {node.label for node in made.figure.nodes} == {"Para. 37", "Para. 50", "Para. 82"}
    with pytest.raises(NotFound, match="no ready query"):
        data.map(query="nothing")
    with pytest.raises(ValueError, match="query"):
        data.map()


# ---------------------------------------------------------------- tables


def test_tables_become_pandas(data):
    pandas = pytest.importorskip("pandas")
    frame = data.references.to_pandas()
    assert len(frame) == 105
    assert frame["status"].value_counts().to_dict() == {"resolved": 68, "external": 37}
    assert bool(frame["abridged"].all())
    counted = data.query("most-cited").to_pandas()
    assert pandas.api.types.is_integer_dtype(counted["citations"])
    report = data.table("not-read").to_pandas()
    assert report.columns[0] == "Document"
    assert report.attrs["caption"] == "Cited, not read"


def test_without_pandas_it_is_said_what_to_do(data, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="pip install pandas"):
        data.references.to_pandas()


def test_rows_are_a_sequence(data):
    rows = data.references
    assert rows[0] == next(iter(rows))
    assert [dict(row) for row in rows[:3]] == [rows[0], rows[1], rows[2]]
    assert repr(rows[:2]).startswith("<2 rows: file, doc,")


def test_tables_and_maps_are_written(data, tmp_path):
    data.table("concordance").save(tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text("utf-8").startswith("Paragraph of")
    data.map("21(a)").save(tmp_path / "m.mmd")
    assert "Para. 37" in (tmp_path / "m.mmd").read_text("utf-8")
    with pytest.raises(ValueError, match="one of"):
        data.table("concordance").save(tmp_path / "t.xls")
    with pytest.raises(ValueError, match="one of"):
        data.table("nothing")


def test_warnings_before_citing(data):
    (draft, abridged) = data.warnings("Draft report 2010, rec. 4 (d)")
    assert "a later text is known: Chair's report 2010, para. 37" in draft
    assert "abridged" in abridged
    assert data.warnings("A/RES/64/293") == ()


# ---------------------------------------------------------------- in a notebook


def _shown(value):
    return html.fragment_fromstring(value._repr_html_(), create_parent="section")


def _objects(corpus):
    places = [corpus[key] for key in (CHAIR, LATER, f"{CHAIR}#37", f"{LATER}#annexI/3", EARLIER)]
    yield corpus
    yield from places
    yield from (mention for place in places[:2] for mention in place.references)
    yield from (corpus.references, corpus.units, corpus.check(), corpus.graph(f"{CHAIR}#37").rows)
    yield from (corpus.lineage(f"{CHAIR}#37"), corpus.lineage(LATER))
    yield from (corpus.table(name) for name in ("cross-references", "most-cited", "not-read"))


def test_hostile_texts_stay_texts(sample):
    shown = [_shown(value) for value in _objects(sample)]
    assert {element.tag for one in shown for element in one.iter()} <= TAGS | {"section"}
    attributes = {name for one in shown for element in one.iter() for name in element.attrib}
    assert attributes <= {"style", "scope", "dir", "href", "rel"}
    addresses = {a.get("href") for one in shown for a in one.iter("a")}
    assert all(address.startswith("https://docs.un.org/") for address in addresses)
    texts = "\n".join(one.text_content() for one in shown)
    assert MARKUP in texts  # it is there, as text
    assert CELL in texts
    assert RIGHT_TO_LEFT in texts


def test_every_value_in_a_template_is_escaped():
    row = [MARKUP, None, 3, ("a", MARKUP), "\x1b[31m\u202e"]
    made = rendered("rows.html", caption=MARKUP, columns=row[:1] * 5, rows=[row])
    assert "<img" not in made
    assert "\x1b" not in made
    assert "\u202e" not in made


def test_abridged_texts_are_marked(data):
    mark = data.labels.words.abridged
    for value in (
        data,
        data["Chair's report 2010"],
        data["21(a)"],
        data["21(a)"].references[0],
        data.lineage("37"),
        data.table("draft-to-final"),
    ):
        assert mark.casefold() in value._repr_html_().casefold(), value
    assert "abridged" in data.references._repr_html_()
    assert mark.casefold() in data.map("21(a)")._repr_mimebundle_()["text/plain"].casefold()


def test_inferred_links_are_told_from_stated_ones(data):
    shown = _shown(data.lineage("37"))
    assert all("inferred" in e.text_content() for e in shown.iter("em") if " is a later" in e.text)
    assert any("recalls" in e.text or "refers to" in e.text for e in shown.iter("strong"))


def test_a_map_draws_itself_or_says_why_not(data, monkeypatch):
    pytest.importorskip("pygraphviz")
    made, graph = data.map("21(a)"), data.graph("21(a)")
    for value in (made, graph):
        shown = value._repr_mimebundle_()
        assert shown["image/svg+xml"].lstrip().startswith("<?xml")
        assert "text/html" not in shown
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    assert "image/svg+xml" not in made._repr_mimebundle_()
    assert "seepara[map]" in made._repr_mimebundle_()["text/plain"]
    assert "see paras. 37, 50 and 82" in graph._repr_mimebundle_()["text/html"]


def test_a_long_table_says_how_much_it_leaves_out():
    most = words()["rows"]["most"]
    rows = Rows(("n",), tuple((n,) for n in range(most + 5)))
    shown = rows._repr_html_()
    assert shown.count("<tr>") == most + 1
    assert words()["rows"]["more"].format(number=5) in shown


def test_objects_say_briefly_what_they_are(data):
    assert repr(data) == "<4 documents>"
    assert repr(data["37"]) == "<Chair's report 2010, para. 37>"
    assert repr(data.table("one-sided")) == "<References that are not answered: 8 rows>"
    assert repr(data.graph("21(a)")).endswith("links>")
