"""What became of a draft, and the pairs that prove a renumbering, compared with the gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import seepara
from seepara.library.corpus import Corpus
from seepara.renumbering import renumberings

from .references import documents, rows

Targets = dict[str, set[str | None]]


def became(shared: Path) -> dict[str, int]:
    """What became of each text of the draft; what the gold calls optional may be answered or not."""
    corpus = _corpus(shared)
    names = {one.key: Path(one.resolved.document.file).stem for one in corpus if one.resolved}
    found: Targets = {}
    undecided = 0
    for row in corpus.compare():
        if row["from"] is not None:
            targets = found.setdefault(_named(row["from"], names), set())
            if row["verdict"] == "undecided":
                undecided += 1
            else:
                targets.add(_named(row["to"], names) if row["to"] else None)
    asked: Targets = {}
    optional: Targets = {}
    for row in rows((shared / "gold" / "draft-to-final.jsonl").read_text("utf-8")):
        if row["from"] is not None:
            wanted = optional if row.get("optional") else asked
            wanted.setdefault(row["from"], set()).add(row["to"])
    texts = asked.keys() | optional.keys()
    right = sum(
        found.get(text, set()) - optional.get(text, set()) == asked.get(text, set())
        for text in texts
    )
    return {"asked": len(texts), "right": right, "undecided": undecided}


def concordance(shared: Path) -> dict[str, Any]:
    """How many of the pairs are found, and whether they say the same shift."""
    gold = json.loads((shared / "gold" / "concordance.json").read_text("utf-8"))
    wanted = {tuple(pair) for pair in gold["evidence"]}
    for resolved in _corpus(shared).resolved:
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


def _corpus(shared: Path) -> Corpus:
    """The reports that the draft and its final text are among."""
    names = documents(shared / "gold" / "references.jsonl")
    return seepara.read(*sorted(shared / "corpus" / f"{name}.txt" for name in names))


def _named(key: str, names: dict[str, str]) -> str:
    document, _, path = key.partition("#")
    return f"{names[document]}#{path}"
