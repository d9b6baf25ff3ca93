"""The notebooks run from a clean start, cell by cell, and show what they say."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


def run(notebook: Path) -> list[Any]:
    """The value of each code cell: that of its last expression."""
    names: dict[str, Any] = {}
    values = []
    for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        body = ast.parse("".join(cell["source"])).body
        last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), str(notebook), "exec"), names)
        value = None
        if last is not None:
            value = eval(compile(ast.Expression(last.value), str(notebook), "eval"), names)
        values.append(value)
    return values


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_keeps_no_output(notebook, monkeypatch):
    monkeypatch.chdir(notebook.parent)
    assert run(notebook)
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    assert not any(cell.get("outputs") for cell in cells)


def test_first_steps_show_the_lineage_of_a_paragraph(monkeypatch, capsys):
    notebook = next(path for path in NOTEBOOKS if path.stem == "first-steps")
    monkeypatch.chdir(notebook.parent)
    documents, _, links = run(notebook)
    assert "Chair's report 2010" in documents
    assert "Para. 21 (a)" in {source for source, _, _ in links}
    assert {target for source, target, _ in links if source == "Para. 21 (a)"} == {
        "Para. 37",
        "Para. 50",
        "Para. 82",
    }
    assert "abridged, not the official text" in capsys.readouterr().out
