"""What `seepara compare DRAFT FINAL` says: a row a text, and on request the words that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..answers import harmless
from ..compare import Comparison, Pairing, Verdict, changes
from ..compare.coverage import COVERED
from ..compare.pairing import ACCEPT, ADDED, CONTAINED, DOUBT, MARGIN, SAME_PLACE
from ..labels import Labels
from ..model import ResolvedDocument
from .lineage import table
from .lineage_json import score_json

_MARKS = {"delete": ("[-", "-]"), "insert": ("{+", "+}")}


def comparison_table(comparison: Comparison, labels: Labels) -> Iterator[str]:
    """The comparison as a table, safe to print; what was not compared is counted only."""
    names = harmless(labels.label(comparison.draft)), harmless(labels.label(comparison.final))
    yield f"{names[0]} → {names[1]}"
    if comparison.abridged:
        yield f"[{harmless(labels.words.abridged)}]"
    yield ""
    rows = [p for p in comparison.pairings if p.verdict is not Verdict.NOT_COMPARED]
    yield from table(
        ("draft", "verdict", "final", "score", "next best"),
        [_cells(pairing, labels) for pairing in rows],
    )
    yield ""
    counts = {v: sum(p.verdict is v for p in comparison.pairings) for v in Verdict}
    yield ", ".join(f"{number} {verdict.value}" for verdict, number in counts.items() if number)


def _cells(pairing: Pairing, labels: Labels) -> Sequence[str]:
    runner_up = pairing.runner_up
    return (
        labels.short(pairing.source) if pairing.source else "–",
        pairing.verdict.value,
        labels.short(pairing.target) if pairing.target else "–",
        f"{pairing.score.shown:.2f}" if pairing.score else "",
        f"{labels.short(runner_up.key)} {runner_up.score.shown:.2f}" if runner_up else "",
    )


def comparison_rows(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """A row a text, as `compare --format jsonl` gives it (design.md §4), with what the score is made
    of and the runner-up behind."""
    for pairing in comparison.pairings:
        runner_up = pairing.runner_up
        scores = score_json(pairing.score) if pairing.score else {"score": None}
        yield {
            "from": pairing.source,
            "to": pairing.target,
            "verdict": pairing.verdict.value,
            **scores,
            "runner_up": runner_up.key if runner_up else None,
            "runner_up_score": runner_up.score.shown if runner_up else None,
            "abridged": comparison.abridged,
        }


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison with the limits by which it decides."""
    return {
        "draft": comparison.draft,
        "final": comparison.final,
        "abridged": comparison.abridged,
        "limits": {
            "accept": ACCEPT,
            "doubt": DOUBT,
            "margin": MARGIN,
            "added": ADDED,
            "contained": CONTAINED,
            "same_place": SAME_PLACE,
            "covered": COVERED,
        },
        "pairings": list(comparison_rows(comparison)),
    }


def changed_words(
    comparison: Comparison, draft: ResolvedDocument, final: ResolvedDocument, labels: Labels
) -> Iterator[str]:
    """The pairs with their words: ``[-taken out-]``, ``{+put in+}``; safe to print.

    Raises `ValueError` for abridged text: its words are not those of the document.
    """
    if comparison.abridged:
        raise ValueError("one of the two is abridged: its words are not those of the document")
    texts = {
        f"{one.document.key}#{unit.path}": one.document.text_of(unit)
        for one in (draft, final)
        for unit in one.document.units
    }
    for pairing in comparison.joined():
        if pairing.verdict is Verdict.KEPT or not (pairing.source and pairing.target):
            continue
        yield ""
        names = labels.short(pairing.source), labels.short(pairing.target)
        yield harmless(f"{names[0]} → {names[1]}, {pairing.verdict.value}")
        yield "  " + _marked(texts[pairing.source], texts[pairing.target])


def _marked(earlier: str, later: str) -> str:
    pieces = []
    for change in changes(earlier, later):
        words = (
            later[change.later_start : change.later_end]
            if change.kind == "insert"
            else earlier[change.start : change.end]
        )
        before, behind = _MARKS.get(change.kind, ("", ""))
        pieces.append(f"{before}{harmless(words)}{behind}")
    return " ".join(pieces)
