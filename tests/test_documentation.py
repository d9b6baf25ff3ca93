"""Every example in the documentation and in the README runs, and shows what it says.

A ``python`` block is a doctest; in a ``console`` block each ``$ seepara …`` is run and the lines below it
must come in that order ("…" stands for anything). Blocks of other kinds are for reading.
"""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from seepara.cli import main

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A folder with `data`, as a reader has it."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)


def _blocks(page):
    """Kind, text and line of each block that is run."""
    text = page.read_text("utf-8")
    return [(m[1], m[2], text.count("\n", 0, m.start()) + 1) for m in BLOCK.finditer(text)]


def test_there_are_examples_of_both_kinds():
    kinds = [kind for page in PAGES for kind, _, _ in _blocks(page)]
    assert kinds.count("python") >= 5
    assert kinds.count("console") >= 5


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_examples_of_a_page_run_one_after_the_other(path, checkout):
    names: dict[str, object] = {}
    for kind, text, line in _blocks(path):
        if kind == "python":
            names = _doctest(path, text, line, names)
            continue
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            command, _, expected = part.partition("\n")
            printed = _run(command)
            said = f"{path.name}, block at line {line}: {command}\n{printed}"
            assert _shows(expected.splitlines(), printed), said


def _doctest(path, text, line, names):
    """Run a block of Python; what it leaves is there for the next one."""
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    example = text.replace("…", "...")
    test = doctest.DocTestParser().get_doctest(example, names, path.name, str(path), line)
    said: list[str] = []
    runner.run(test, out=said.append, clear_globs=False)
    assert runner.failures == 0, "".join(said)
    return test.globs


def _run(command):
    """What a command prints, on either stream."""
    program, *arguments = shlex.split(command, comments=True)
    assert program == "seepara", command
    target = None
    if ">" in arguments:
        at = arguments.index(">")
        arguments, (target,) = arguments[:at], arguments[at + 1 :]
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert done.exit_code == 0, f"{command}\n{done.output}"
    if target:
        Path(target).write_text(done.stdout, "utf-8")
        return ""
    return done.output


def _shows(expected, printed):
    """Whether the expected lines come in this order among those that were printed."""
    lines = iter(printed.splitlines())
    for line in expected:
        wanted = re.compile(".*".join(map(re.escape, map(str.strip, line.split("…")))))
        if line.strip() not in ("", "…") and not any(wanted.search(one) for one in lines):
            return False
    return True
