"""How accurate the program is, measured with the gold of ``../shared``; figures are never typed.

Where the gold is not at hand, a page shows the figures that were kept (``docs/accuracy.json``), and says so.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import seepara

KEPT = "accuracy.json"
GOLD = (
    # gold, its documents below corpus/
    ("references.jsonl", ("cop5-2010-chair-report-wgtip.txt", "wgtip-*.txt")),
    ("FCCC_SBI_2014_8.gold.jsonl", ("FCCC_SBI_2014_8.txt",)),
    ("A_80_604_Add.2.gold.jsonl", ("office/A_80_604_Add.2.docx",)),
)
_COUNTS = re.compile(r"gold (\d+)\s+found (\d+)")
_SCORES = re.compile(
    r"precision ([\d.]+)\s+recall ([\d.]+)\s+F1 ([\d.]+)\s+wrong but resolved (\d+)"
)


def measured(shared: Path) -> dict[str, Any]:
    """References, what became of a draft and a concordance, each compared with the gold."""
    return {
        "references": [_references(shared, gold, files) for gold, files in GOLD],
        "versions": _versions(shared),
        "concordance": _concordance(shared),
    }


def keep(shared: Path, docs: Path) -> None:
    """Measure, and keep the figures for those who have no gold."""
    text = json.dumps(measured(shared), indent=1) + "\n"
    (docs / KEPT).write_text(text, "utf-8")


def page(figures: dict[str, Any] | None, docs: Path) -> str:
    """The figures as tables; with None, the kept ones."""
    lines = []
    if figures is None:
        figures = json.loads((docs / KEPT).read_text("utf-8"))
        lines += ["```{note}", "Measured earlier: the gold is not beside this checkout.", "```", ""]
    lines += [
        "| gold | documents | targets | found | precision | recall | F1 | wrong but resolved |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in figures["references"]:
        names = ("gold", "documents", "asked", "found", "precision", "recall", "f1", "wrong")
        lines.append(f"| {' | '.join(str(row[name]) for name in names)} |")
    versions, concordance = figures["versions"], figures["concordance"]
    lines += [
        "",
        f"Of the {versions['asked']} recommendations of a draft, what became of {versions['right']} is "
        f"what a reader found; {versions['undecided']} the program leaves undecided. Of the "
        f"{concordance['asked']} pairs that prove a renumbering, {concordance['right']} are found"
        f"{'' if concordance['shift'] else ', but not the same shift'}.",
    ]
    return "\n".join(lines) + "\n"


def _references(shared: Path, gold: str, patterns: tuple[str, ...]) -> dict[str, Any]:
    corpus = shared / "corpus"
    files = sorted(path for pattern in patterns for path in corpus.glob(pattern))
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as predicted:
        program = [sys.executable, "-c", "from seepara.cli import main; main()"]
        command = [*program, "refs", *map(str, files), "--format", "jsonl"]
        subprocess.run(command, stdout=predicted, check=True)
        scorer = [sys.executable, shared / "score" / "references", shared / "gold" / gold]
        done = subprocess.run(
            [*map(str, scorer), predicted.name], capture_output=True, encoding="utf-8", check=False
        )
    counts, scores = _COUNTS.search(done.stdout), _SCORES.search(done.stdout)
    if counts is None or scores is None:
        raise SystemExit(f"{scorer[1]}: {done.stdout}{done.stderr}")
    return {
        "gold": gold,
        "documents": len(files),
        "asked": int(counts[1]),
        "found": int(counts[2]),
        "precision": scores[1],
        "recall": scores[2],
        "f1": scores[3],
        "wrong": int(scores[4]),
    }


def _versions(shared: Path) -> dict[str, int]:
    """What became of each text of the draft; what the gold calls optional may be answered or not."""
    corpus = seepara.read(*_four(shared))
    names = {one.key: Path(one.resolved.document.file).stem for one in corpus if one.resolved}
    became: dict[str, set[str | None]] = {}
    undecided = 0
    for row in corpus.compare():
        if row["from"] is not None:
            targets = became.setdefault(_named(row["from"], names), set())
            if row["verdict"] == "undecided":
                undecided += 1
            else:
                targets.add(_named(row["to"], names) if row["to"] else None)
    asked: dict[str, set[str | None]] = {}
    optional: dict[str, set[str | None]] = {}
    for row in _rows(shared / "gold" / "draft-to-final.jsonl"):
        if row["from"] is not None:
            (optional if row.get("optional") else asked).setdefault(row["from"], set()).add(
                row["to"]
            )
    right = sum(
        became.get(text, set()) - optional.get(text, set()) == asked.get(text, set())
        for text in asked.keys() | optional.keys()
    )
    return {
        "asked": len(asked.keys() | optional.keys()),
        "right": right,
        "undecided": undecided,
    }


def _concordance(shared: Path) -> dict[str, Any]:
    gold = json.loads((shared / "gold" / "concordance.json").read_text("utf-8"))
    from seepara.renumbering import renumberings

    wanted = {tuple(pair) for pair in gold["evidence"]}
    corpus = seepara.read(*_four(shared))
    for resolved in corpus.resolved:
        for one in renumberings(resolved):
            if one.document == gold["from"]:
                pairs = {(int(pair.cited), int(pair.own)) for pair in one.pairs}
                shifts = {own - cited for cited, own in wanted}
                return {
                    "asked": len(wanted),
                    "right": len(wanted & pairs),
                    "shift": shifts == {one.shift},
                }
    return {"asked": len(wanted), "right": 0, "shift": False}


def _four(shared: Path) -> Iterator[Path]:
    for pattern in GOLD[0][1]:
        yield from sorted((shared / "corpus").glob(pattern))


def _named(key: str, names: dict[str, str]) -> str:
    document, _, path = key.partition("#")
    return f"{names[document]}#{path}"


def _rows(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
