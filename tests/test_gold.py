"""The Must-show list of milestone 1 on the full documents, and `data` beside them.

All of it needs ``../shared``, which is not in the repo; without it these tests are skipped.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.corpus

MEASURED = Path(__file__).parent.parent / "ontology" / "measured.json"

REPORTS = (
    "cop5-2010-chair-report-wgtip.txt",
    "wgtip-2010-draft-report-addendum.txt",
    "wgtip-2018-draft-report-addendum.txt",
    "wgtip-2020-draft-report-addendum.txt",
)
CHAIR, DRAFT, LATER, LATEST = REPORTS
APRIL, JANUARY = "meeting:CTOC/COP/WG.4/2009-04-14", "meeting:CTOC/COP/WG.4/2010-01-27"


@pytest.fixture(scope="module")
def full(shared, seepara, tmp_path_factory):
    """A build of the four full reports."""
    output = tmp_path_factory.mktemp("full") / "build"
    done = seepara("build", *(shared / "corpus" / name for name in REPORTS), "-o", output)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return output


def _lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _references(seepara, path, *files):
    done = seepara("refs", *files, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    path.write_text(done.stdout, "utf-8")
    return _lines(path)


def _score(shared, gold, predicted, *options):
    command = [
        sys.executable,
        shared / "score" / "references",
        shared / "gold" / gold,
        predicted,
        *options,
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    figures = re.search(
        r"F1 ([\d.]+)\s+wrong but resolved (\d+)(?:\s+differing (\d+))?", done.stdout
    )
    assert figures, done.stdout + done.stderr
    return done, float(figures[1]), int(figures[2]), int(figures[3] or 0)


# ---------------------------------------------------------------- 1


def test_the_four_reports_are_exactly_right(shared, seepara, tmp_path):
    files = [shared / "corpus" / name for name in REPORTS]
    _references(seepara, tmp_path / "refs.jsonl", *files)
    done, f1, wrong, differing = _score(
        shared, "references.jsonl", tmp_path / "refs.jsonl", "--show", "--strict"
    )
    assert (done.returncode, f1, wrong, differing) == (0, 1.0, 0, 0), done.stdout
    assert "gold 105  found 105" in done.stdout


def test_every_reference_is_the_slice_of_its_unit(full):
    units = {(unit["doc"], unit["unit"]): unit["text"] for unit in _lines(full / "units.jsonl")}
    rows = _lines(full / "references.jsonl")
    assert len(rows) == 82
    for row in rows:
        assert units[row["doc"], row["unit"]][row["start"] : row["end"]] == row["text"]


@pytest.mark.parametrize(
    ("file", "gold"),
    [
        ("FCCC_SBI_2014_8.txt", "FCCC_SBI_2014_8.gold.jsonl"),
        ("office/A_80_604_Add.2.docx", "A_80_604_Add.2.gold.jsonl"),
        # the same report as PDF
        ("office/A_80_604_Add.2.pdf", "A_80_604_Add.2.gold.jsonl"),
    ],
)
def test_reports_of_other_bodies(file, gold, shared, seepara, tmp_path):
    _references(seepara, tmp_path / "refs.jsonl", shared / "corpus" / file)
    done, f1, wrong, _ = _score(shared, gold, tmp_path / "refs.jsonl", "--show")
    assert f1 >= 0.98, done.stdout
    assert wrong == 0, done.stdout
    # what graphs and documentation say is true today; else run scripts/measure
    name, _, suffix = Path(file).name.rpartition(".")
    assert (f1, wrong) == _published(name, suffix)


def _published(name, suffix):
    """F1 and wrong but resolved, as ``scripts/measure`` stored them."""
    (figures,) = (
        row
        for row in json.loads(MEASURED.read_text("utf-8"))["readings"]
        if (row["document"], row["format"]) == (name, suffix)
    )
    return figures["f1"], figures["wrong"]


# ---------------------------------------------------------------- 2


def _by_file(build):
    """By file, the units and references of a build without their words."""
    units, references, names = {}, {}, {}
    for line in (build / "records.jsonl").read_text("utf-8").splitlines():
        document = json.loads(line)["document"]
        names[document["key"]] = Path(document["file"]).name
    for unit in _lines(build / "units.jsonl"):
        row = [unit[name] for name in ("unit", "kind", "section", "recommendation", "meeting")]
        units.setdefault(names[unit["doc"]], []).append(row)
    for row in _lines(build / "references.jsonl"):
        name = names[row["doc"]]
        targets = [target.replace(row["doc"] + "#", "#") for target in row["targets"]]
        found = [
            row[part] for part in ("unit", "text", "kind", "asserted_by", "directions", "statuses")
        ]
        references.setdefault(name, []).append([*found, targets])
    return units, references


def _parents(build):
    found = {}
    for line in (build / "records.jsonl").read_text("utf-8").splitlines():
        document = json.loads(line)["document"]
        found[Path(document["file"]).name] = [
            (u["path"], u.get("parent")) for u in document["units"]
        ]
    return found


def test_data_has_the_same_units_as_the_full_texts(full, data_build):
    ours, _ = _by_file(data_build)
    theirs, _ = _by_file(full)
    for name in REPORTS:
        assert ours[name] == theirs[name], name
    assert _parents(data_build) == _parents(full)


def test_data_has_the_same_references_as_the_full_texts(full, data_build):
    _, ours = _by_file(data_build)
    _, theirs = _by_file(full)
    for name in REPORTS:
        assert ours.get(name) == theirs.get(name), name
    assert set(ours) == {CHAIR, DRAFT}


# ---------------------------------------------------------------- 3


@pytest.fixture(params=["full texts", "data"])
def build(request, data_build):
    """Either build: what holds of the one holds of the other."""
    return data_build if request.param == "data" else request.getfixturevalue("full")


def _units(build, name):
    keys = {
        Path(json.loads(line)["document"]["file"]).name: json.loads(line)["document"]["key"]
        for line in (build / "records.jsonl").read_text("utf-8").splitlines()
    }
    return [unit for unit in _lines(build / "units.jsonl") if unit["doc"] == keys[name]]


def _leaves(units):
    paths = [unit["unit"] for unit in units if unit["recommendation"]]
    return [path for path in paths if not any(other.startswith(path + "(") for other in paths)]


def test_the_chairs_report_has_paragraphs_1_to_87_without_a_gap(build):
    units = _units(build, CHAIR)
    paragraphs = [unit["unit"] for unit in units if unit["kind"] == "paragraph"]
    assert paragraphs == [str(n) for n in range(1, 88)]


def test_what_footnotes_and_pages_interrupt_is_whole(full):
    units = {unit["unit"]: unit["text"] for unit in _units(full, CHAIR)}
    for path, end in (("10(b)", ";"), ("32", "."), ("51", "."), ("58", "."), ("77", ".")):
        text = units[path].rstrip(")")
        assert text.endswith((end, ".")), path
    # what the notes cite is cited in them, and in no paragraph
    assert "E/2002/68/Add.1" in units["fn3"]
    assert not any(
        "E/2002/68/Add.1" in text for path, text in units.items() if not path.startswith("fn")
    )
    # the references behind the interruptions are there
    found = {
        row["unit"]
        for row in _lines(full / "references.jsonl")
        if row["text"].startswith("see para")
    }
    assert {"10(b)", "32", "77"} <= found


def test_recommendations_and_their_meetings(build):
    units = _units(build, CHAIR)
    adopted = {unit["unit"]: unit["meeting"] for unit in units if unit["recommendation"]}
    numbered = [path for path in adopted if path.isdigit()]
    assert numbered == [str(n) for n in (*range(6, 29), *range(30, 88))]
    for path, meeting in adopted.items():
        number = int(re.match(r"\d+", path).group())
        assert meeting == (APRIL if number <= 28 else JANUARY), path
    # every subparagraph of a recommendation is one
    for unit in units:
        if unit["kind"] == "subparagraph":
            assert unit["unit"] in adopted


def test_leaves(build):
    assert [len(_leaves(_units(build, name))) for name in (DRAFT, LATER, LATEST)] == [25, 11, 2]
    assert _leaves(_units(build, LATEST)) == ["rec1", "rec2"]


def test_who_makes_the_references(build):
    rows = _lines(build / "references.jsonl")
    secretariat = [row for row in rows if row["asserted_by"] == "secretariat"]
    assert len(secretariat) == 48
    assert all(row["text"].startswith("see para") for row in secretariat)
    assert {row["doc"] for row in secretariat} == {_units(build, CHAIR)[0]["doc"]}
    assert {row["asserted_by"] for row in rows if row not in secretariat} == {"body"}


# ---------------------------------------------------------------- the other corpora


# how operative paragraphs of the Council begin, with and without their number
_OPERATIVE = (
    r"(?m)^(?:\d+\. )?(?:Decides|Requests|Calls|Urges|Recommends|Condemns|Endorses|Approves) "
)


def test_security_council_resolutions_are_read_as_such(shared, seepara, tmp_path):
    folder = shared / "corpus" / "security-council"
    output = tmp_path / "build"
    assert seepara("build", folder, "-o", output).returncode == 0
    documents = [
        json.loads(line)["document"]
        for line in (output / "records.jsonl").read_text("utf-8").splitlines()
    ]
    assert len(documents) == len(list(folder.glob("*.txt")))
    wrong = []
    for document in documents:
        raw = Path(document["file"]).read_text("utf-8")
        printed = re.search(r"(\d+) \((\d{4})\)", raw.partition("\n")[0])
        kinds = {unit["kind"] for unit in document["units"]}
        if printed and document["key"] != f"S/RES/{printed[1]}({printed[2]})":
            wrong.append((document["key"], "number"))
        if printed and document["date"][:4] != printed[2]:
            wrong.append((document["key"], document["date"]))
        if printed and document["stage"] != "resolution":
            wrong.append((document["key"], document["stage"]))
        if re.search(_OPERATIVE, raw) and "paragraph" not in kinds:
            wrong.append((document["key"], "no operative paragraph"))
    assert wrong == []


def test_no_resolution_of_the_corpus_cites_its_own_paragraphs_by_mistake(shared, seepara, tmp_path):
    # in a resolution, "paragraph 3 of resolution 123 (1980)" is that resolution's
    rows = _references(seepara, tmp_path / "refs.jsonl", shared / "corpus" / "security-council")
    for row in rows:
        for target in row["targets"]:
            if target.startswith(row["doc"] + "#"):
                assert not re.search(r"\bof (?!this|the present)", row["text"]), row["text"]
