"""References, scored by ``score/references``, which shares no code with the program.

A document that is there in several formats is read in each. Precision by kind counts every document
once, in the format that the program itself would take.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

GOLD = ("references.jsonl", "*.gold.jsonl")
FORMATS = (".docx", ".txt", ".pdf")
"""The better one first."""

_FIGURES = re.compile(
    r"gold (?P<targets>\d+)\s+found (?P<found>\d+)\s+precision (?P<precision>[\d.]+)"
    r"\s+recall (?P<recall>[\d.]+)\s+F1 (?P<f1>[\d.]+)\s+wrong but resolved (?P<wrong>\d+)"
)

Rows = list[dict[str, Any]]


def measured(shared: Path) -> dict[str, Any]:
    """The figures of each document as it was read, and precision by kind."""
    readings = []
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    read: set[str] = set()
    for name, suffix, gold, predicted in _read(shared):
        score = _score(shared, gold, predicted)
        readings.append({"document": name, "format": suffix[1:], **score})
        if name in read:
            continue
        read.add(name)
        for kind in sorted({row["kind"] for row in predicted}):
            part = _score(shared, gold, [row for row in predicted if row["kind"] == kind])
            found[kind] += part["found"]
            right[kind] += part["right"]
    precision = {
        kind: {"right": right[kind], "found": found[kind]} for kind in sorted(found) if found[kind]
    }
    return {"readings": readings, "documents": len(read), "precision": precision}


def documents(gold: Path) -> list[str]:
    """The names of the documents that a gold file is about."""
    return sorted({row["doc"] for row in rows(gold.read_text("utf-8"))})


def rows(text: str) -> Rows:
    """The rows of a JSON-lines text."""
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _read(shared: Path) -> Iterator[tuple[str, str, Rows, Rows]]:
    """Each document in each format: its name, the ending, its gold, what the program finds in it.

    The documents of one gold file are read together, as they refer to one another.
    """
    for path in sorted(path for pattern in GOLD for path in (shared / "gold").glob(pattern)):
        gold, names = rows(path.read_text("utf-8")), documents(path)
        for suffix in FORMATS:
            files = {
                name: file
                for name in names
                for file in sorted((shared / "corpus").rglob(f"{name}{suffix}"))
            }
            predicted = _references(files.values()) if files else []
            for name in files:
                of_gold = [row for row in gold if row["doc"] == name]
                own = [row for row in predicted if Path(row["file"]).stem == name]
                yield name, suffix, of_gold, own


def _references(files: Iterable[Path]) -> Rows:
    """What ``seepara refs`` says of the files, a row a reference."""
    program = [sys.executable, "-c", "from seepara.cli import main; main()", "refs"]
    command = [*program, *map(str, files), "--format", "jsonl"]
    return rows(
        subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    )


def _score(shared: Path, gold: Rows, predicted: Rows) -> dict[str, Any]:
    """What the scorer says; `right` follows from its shares, which have four places.

    A share of nothing is null.
    """
    with TemporaryDirectory(prefix="seepara-measure-") as folder:
        files = [Path(folder, "gold.jsonl"), Path(folder, "predicted.jsonl")]
        for file, content in zip(files, (gold, predicted), strict=True):
            file.write_text("".join(json.dumps(row) + "\n" for row in content), "utf-8")
        command = [sys.executable, str(shared / "score" / "references"), *map(str, files)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    figures = _FIGURES.search(done.stdout)
    if figures is None:
        raise SystemExit(f"{command[1]}: {done.stdout}{done.stderr}")
    targets, found, wrong = (int(figures[name]) for name in ("targets", "found", "wrong"))
    precision, recall, f1 = (float(figures[name]) for name in ("precision", "recall", "f1"))
    return {
        "targets": targets,
        "found": found,
        "right": round(precision * found),
        "precision": precision if found else None,
        "recall": recall if targets else None,
        "f1": f1 if found or targets else None,
        "wrong": wrong,
    }
