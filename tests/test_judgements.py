"""What users say of links, from the catalogue to the build and to what asks it."""

from __future__ import annotations

import json

from click.testing import CliRunner

from seepara.build import build
from seepara.cli import main
from seepara.judgements import Judgements, judgements_in

DRAFT = """A/AC.9/L.1

Distr.: Limited
3 May 2010

1. The Bureau should publish the timetable of ferries before the next harvest.
2. Local offices should keep the lists of harbour fees in good order.
"""
FINAL = """A/AC.9/1

Distr.: General
9 June 2010

7. Member States should extend training for surveyors of wells and bridges.
8. States should send shared maps of the coast to those who wait for them.
"""


def _built(tmp_path, catalogue):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "draft.txt").write_text(DRAFT)
    (folder / "final.txt").write_text(FINAL)
    (folder / "catalogue.toml").write_text(catalogue)
    build([folder], tmp_path / "build", jobs=1)
    return tmp_path / "build"


def test_what_the_catalogue_says_of_a_link_is_kept_and_shown(tmp_path):
    where = _built(
        tmp_path,
        """
[[between]]
after = "draft.txt"
before = "final.txt"
symbol = "A/AC.9/CRP.2"

[[correction]]
from = "final.txt#7"
to = "draft.txt#1"
verdict = "add"
by = "the desk officer"
why = "the chair said so"
""",
    )
    said = judgements_in(where)
    assert [(c.verdict, c.by) for c in said.corrections] == [("add", "the desk officer")]
    assert [b.symbol for b in said.between] == ["A/AC.9/CRP.2"]
    command = ["lineage", "A/AC.9/1#7", "--format", "json", "--build", str(where)]
    links = json.loads(CliRunner().invoke(main, command).stdout)["links"]
    assert [(link["from"], link["to"]) for link in links] == [("A/AC.9/L.1#1", "A/AC.9/1#7")]
    assert links[0]["correction"]["why"] == "the chair said so"
    assert "the chair said so" in (where / "explorer.html").read_text("utf-8")


def test_a_build_without_a_word_of_a_user_says_so(tmp_path):
    where = _built(tmp_path, "")
    assert judgements_in(where) == Judgements() == judgements_in(tmp_path)


def test_a_better_file_of_the_same_document_is_no_fault(tmp_path):
    """Domain.md §3: of two files of one version one is read, the other reported, and all is well."""
    for name in ("a.txt", "b.md"):
        (tmp_path / name).write_text(FINAL)
    result = CliRunner().invoke(main, ["refs", str(tmp_path)])
    assert result.exit_code == 0
    assert "it is the same document as" in result.stderr


def test_check_against_a_draft(tmp_path):
    """Two paragraphs went in before the third; the reference to it was not renumbered."""
    texts = [
        "The Bureau should publish the timetable of ferries.",
        "Offices should list the fees.",
        "Surveyors should be trained for wells.",
        "Maps are sent out, as in paragraph 3 above.",
    ]
    more = ["Bridges should be repaired every year.", "Lighthouses should be painted white."]

    def written(name, rows):
        body = "\n\n".join(f"{n}. {row}" for n, row in enumerate(rows, 1))
        (tmp_path / name).write_text(f"A/AC.9/{name[0]}\n\n{body}\n")
        return str(tmp_path / name)

    draft, final = written("1.txt", texts), written("2.txt", more + texts)
    command = ["check", final, "--against", draft, "--format", "jsonl"]
    result = CliRunner().invoke(main, command)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(r["rule"], r["unit"]) for r in rows if r["rule"] == "target-moved"] == [
        ("target-moved", "6")
    ]
    assert result.exit_code == 1
