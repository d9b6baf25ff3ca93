"""Tables of what became of texts: the concordance of two numberings, and from draft to final."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..compare.verdicts import LIVES_ON, Comparison, Pairing, Verdict
from ..keys import join, split
from ..labels import Labels, plain
from ..model import Document, ResolvedDocument
from ..renumbering import Renumbering
from .model import Cell, Note, Table
from .notes import Lettered, abridged_mark, corpus_note
from .targets import called, capital
from .words import TableWords


def concordance(
    found: Sequence[Renumbering],
    documents: Sequence[ResolvedDocument],
    labels: Labels,
    words: TableWords,
    version: str,
) -> Table:
    """Which paragraph is which under the other numbers, each with its basis: stated where one
    sentence names both numbers, else inferred from the pairs that do.

    With nothing found, the table is empty and says so.
    """
    by_key = {one.document.key: one.document for one in documents}
    lettered = Lettered()
    rows: list[tuple[Cell, ...]] = []
    notes: list[Note] = []
    several = len(found) > 1
    for one in found:
        mark = abridged_mark(_known([one.restated_in], by_key), labels, words, lettered)
        rows += _concordance_rows(one, mark, several, labels, words)
        notes += _concordance_notes(one, labels, words)
    if not found:
        notes.append(Note("", words.notes["unproved"]))
    names = [plain(labels.label(one.document)) for one in found[:1]] or ["–"]
    here = [plain(labels.label(one.restated_in)) for one in found[:1]] or ["–"]
    return Table(
        "concordance",
        words.captions["concordance"].format(there=names[0], here=here[0]),
        (
            Cell(words.columns["there"].format(document=names[0])),
            Cell(words.columns["here"].format(document=here[0])),
            Cell(words.columns["basis"]),
        ),
        tuple(rows),
        (*lettered.notes(), *notes, corpus_note(documents, labels, words, version)),
        (30, 30, 40),
        words.language,
    )


def _concordance_rows(
    one: Renumbering, mark: str, several: bool, labels: Labels, words: TableWords
) -> list[tuple[Cell, ...]]:
    stated: dict[int, list[str]] = {}
    for pair in one.pairs:
        unit = called(join(one.restated_in, pair.unit), one.restated_in, labels)
        stated.setdefault(pair.cited, []).append(unit)
    rows: list[tuple[Cell, ...]] = []
    for there, here in one.links():
        number = int(split(there)[1])
        basis = words.basis["inferred"]
        if number in stated:
            basis = words.basis["stated"].format(unit=words.listed(stated[number]))
        # where the table is about several documents, each cell names its own
        near = ("", "") if several else (one.document, one.restated_in)
        rows.append(
            (
                Cell(capital(called(there, near[0], labels))),
                Cell(capital(called(here, near[1], labels)), mark),
                Cell(basis),
            )
        )
    return rows


def _concordance_notes(one: Renumbering, labels: Labels, words: TableWords) -> list[Note]:
    pairs = [words.notes["pair"].format(there=pair.cited, here=pair.own) for pair in one.pairs]
    proved = words.notes["concordance"].format(
        shift=f"{'+' if one.shift >= 0 else '−'} {abs(one.shift)}", pairs="; ".join(pairs)
    )
    notes = [Note("", proved)]
    if (one.likely_first, one.likely_last) != (one.first, one.last):
        likely = words.notes["likely"].format(
            first=one.likely_first,
            last=one.likely_last,
            document=plain(labels.label(one.document)),
        )
        notes.append(Note("", likely))
    return notes


def draft_to_final(
    comparison: Comparison,
    documents: Sequence[ResolvedDocument],
    labels: Labels,
    words: TableWords,
    version: str,
) -> Table:
    """What became of each text of a draft, then what only the final has; what was not compared is
    counted in a note."""
    by_key = {one.document.key: one.document for one in documents}
    lettered = Lettered()
    marks = [
        abridged_mark(_known([key], by_key), labels, words, lettered)
        for key in (comparison.draft, comparison.final)
    ]
    listed = [p for p in comparison.pairings if p.verdict is not Verdict.NOT_COMPARED]
    sources = {p.source for p in comparison.pairings if p.source}
    lives = {p.source for p in comparison.pairings if p.verdict in LIVES_ON}
    names = [plain(labels.label(key)) for key in (comparison.draft, comparison.final)]
    compared = words.notes["compared"].format(
        lives=len(lives), all=len(sources), not_compared=len(comparison.pairings) - len(listed)
    )
    return Table(
        "draft-to-final",
        words.captions["draft-to-final"].format(draft=names[0], final=names[1]),
        (
            Cell(words.columns["draft"].format(document=names[0]), marks[0]),
            Cell(words.columns["final"].format(document=names[1]), marks[1]),
            *(Cell(words.columns[name]) for name in ("verdict", "score", "runner_up")),
        ),
        tuple(_compared_row(pairing, comparison, labels, words) for pairing in listed),
        (
            *lettered.notes(),
            Note("", compared),
            Note("", words.notes["score"]),
            corpus_note(documents, labels, words, version),
        ),
        (24, 24, 20, 12, 20),
        words.language,
    )


def _compared_row(
    pairing: Pairing, comparison: Comparison, labels: Labels, words: TableWords
) -> tuple[Cell, ...]:
    score = f"{pairing.score.shown:.2f}" if pairing.score else ""
    next_best = ""
    if (other := pairing.runner_up) is not None:
        near = comparison.final if pairing.source else comparison.draft
        next_best = f"{called(other.key, near, labels)} ({other.score.shown:.2f})"
    return (
        Cell(_text(pairing.source, comparison.draft, labels)),
        Cell(_text(pairing.target, comparison.final, labels)),
        Cell(words.verdicts[pairing.verdict]),
        Cell(score),
        Cell(next_best),
    )


def _text(key: str | None, document: str, labels: Labels) -> str:
    return capital(called(key, document, labels)) if key else "–"


def _known(keys: Sequence[str], documents: Mapping[str, Document]) -> list[Document]:
    return [documents[key] for key in keys if key in documents]
