"""The notebooks run from a clean kernel, each by itself, and show what they say."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


@cache
def _run(name: str) -> list[dict[str, Any]]:
    """What each code cell shows, by the type of its representation; `stream` is what it prints."""
    (path,) = (path for path in NOTEBOOKS if path.stem == name)
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": path.parent}})
    client.execute()
    shown = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            found: dict[str, Any] = {}
            for output in cell.outputs:
                found |= output.get("data", {"stream": output.get("text", "")})
            shown.append(found)
    return shown


def test_there_is_one_for_each_user():
    assert [path.stem for path in NOTEBOOKS] == ["analyst", "delegate", "report-writer"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert cells
    assert not any(cell.outputs or cell.execution_count for cell in cells)


def test_the_delegate_sees_documents_paragraphs_and_lineage():
    corpus, document, paragraph, mention, lineage, before, graph = _run("delegate")
    assert "Draft report 2018" in corpus["text/html"]
    assert "II. Recommendations adopted" in document["text/html"]
    assert "abridged, not the official text" in paragraph["text/html"]
    assert "Chair&#39;s report 2010, para. 82" in paragraph["text/html"]
    assert "<mark>see paras. 37, 50 and 82 below</mark>" in mention["text/html"]
    assert "6 pairs prove it" in lineage["text/html"]
    assert before["text/plain"] == "['CTOC/COP/WG.4/2009/2, para. 17']"
    assert {"image/svg+xml", "text/html"} & graph.keys()


def test_the_analyst_counts_and_asks():
    first, counts, cited, verbs, triples, degrees, built = _run("analyst")
    assert first["text/plain"].startswith("(105, ")
    assert "('secretariat', 'resolved'): " in counts["text/plain"]
    assert "Conference decision 4/4" in cited["text/html"]
    assert "see" in verbs["text/html"]
    assert int(triples["text/plain"]) > 1000
    assert "('Para. 13', " in degrees["text/plain"]
    assert built["stream"] == "<4 documents>\n"


def test_the_report_writer_draws_and_tabulates():
    around, changes, table, dropped, concordance, faults, cited = _run("report-writer")
    for drawn in (around, changes):
        assert "abridged, not the official text" in drawn["text/plain"].casefold()
    assert "para. 37" in changes["text/plain"]
    assert "Rec. 8 (c)" in table["text/html"]
    assert dropped["text/plain"] == "['Rec. 3 (c)', 'Rec. 3 (d)', 'Rec. 7 (a)']"
    assert "stated in para. 37" in concordance["text/html"]
    assert faults["text/html"].count("one-sided") == 8
    assert "para. 21 (a)" in cited["stream"]
    assert "a later text is known" in cited["text/plain"]
