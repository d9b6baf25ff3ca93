"""What no text states: later texts, restatements, and — apart — resemblances; with a user's word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePosixPath

from ..catalogue import Between, Correction
from ..compare import LIVES_ON, Comparison, Pairing, Verdict, compare
from ..keys import forgiving_path
from ..model import Document, ResolvedDocument, Stage
from ..renumbering import renumberings
from ..resembling import resemblances
from .links import Alike, Compared, InferredLink, Judged, LineageKind, Link, Renumbered
from .order import Order, Rank

COVERS = 0.5
"""The least share of a draft's texts that must live on in a document for it to be its next version;
else it is another part of the same meeting's report."""


def inferred_links(
    documents: Sequence[ResolvedDocument],
    corrections: Sequence[Correction] = (),
    between: Sequence[Between] = (),
    *,
    with_resemblances: bool = True,
) -> tuple[InferredLink, ...]:
    """The links that no text states, in a fixed order, with what the user says of them.

    What the user rejects is not among them, what is undecided only if the user accepts it, and what
    the user adds is.
    """
    found = candidates(documents, between, with_resemblances=with_resemblances)
    return tuple(corrected(found, corrections, documents))


def candidates(
    documents: Sequence[ResolvedDocument],
    between: Sequence[Between] = (),
    *,
    with_resemblances: bool = True,
) -> list[InferredLink]:
    """The links that no text states before the user's word on them, the undecided among them."""
    found = [*_later_texts(documents, between), *_restatements(documents)]
    if with_resemblances:
        found += _resemblances(documents, Order.of(documents), found)
    return found


@dataclass(frozen=True, slots=True)
class Revision:
    """A document and the next version of its list, compared."""

    draft: ResolvedDocument
    final: ResolvedDocument
    comparison: Comparison


def revisions(documents: Sequence[ResolvedDocument]) -> Iterator[Revision]:
    """Each draft or report with the document that has the next text of what one meeting adopted."""
    by_meeting: dict[str, list[ResolvedDocument]] = {}
    for resolved in documents:
        meetings = {u.meeting for u in resolved.document.units if u.recommendation and u.meeting}
        for meeting in sorted(meetings):
            by_meeting.setdefault(meeting, []).append(resolved)
    done: set[tuple[str, str]] = set()
    for _, held in sorted(by_meeting.items()):
        ranked = sorted(held, key=lambda r: (_version(r.document), r.document.key))
        versions = [list(group) for _, group in groupby(ranked, lambda r: _version(r.document))]
        for number, group in enumerate(versions):
            for draft in group:
                if (next_one := _next_version(draft, versions[number + 1 :])) is None:
                    continue
                pair = (draft.document.key, next_one.final.document.key)
                if pair not in done:
                    done.add(pair)
                    yield next_one


def _next_version(
    draft: ResolvedDocument, later: Iterable[Sequence[ResolvedDocument]]
) -> Revision | None:
    for group in later:
        for final in group:
            comparison = compare(draft, final)
            sources = {p.source for p in comparison.pairings if p.source}
            living = {p.source for p in comparison.joined()}
            if sources and len(living) >= COVERS * len(sources):
                return Revision(draft, final, comparison)
    return None


def _version(document: Document) -> tuple[int, str]:
    return (0 if document.stage is Stage.DRAFT else 1, document.date)


def _later_texts(
    documents: Sequence[ResolvedDocument], between: Sequence[Between]
) -> Iterator[InferredLink]:
    for revision in revisions(documents):
        draft, final = revision.draft.document, revision.final.document
        known = tuple(
            one.symbol or one.title
            for one in between
            if _is_called(draft, one.after) and _is_called(final, one.before)
        )
        for pairing in revision.comparison.pairings:
            if pairing.verdict in LIVES_ON or pairing.verdict is Verdict.UNDECIDED:
                yield from _later_text(pairing, known, revision.comparison.abridged)


def _later_text(pairing: Pairing, known: tuple[str, ...], abridged: bool) -> Iterator[InferredLink]:
    if pairing.source and pairing.target and pairing.score:
        evidence = Compared(pairing.verdict, pairing.score, pairing.runner_up, known, abridged)
        yield Link(LineageKind.LATER_TEXT_OF, pairing.source, pairing.target, evidence)


def _restatements(documents: Iterable[ResolvedDocument]) -> Iterator[InferredLink]:
    for resolved in documents:
        document = resolved.document
        for found in renumberings(resolved):
            evidence = Renumbered(found, document.file, document.abridged, document.language)
            for there, here in found.links():
                yield Link(LineageKind.RESTATES, there, here, evidence)


def _resemblances(
    documents: Sequence[ResolvedDocument], order: Order, stronger: Iterable[Link]
) -> list[InferredLink]:
    """Resemblances of what no stronger inferred link joins."""
    joined = {frozenset((link.older, link.newer)) for link in stronger}
    abridged = {r.document.key for r in documents if r.document.abridged}
    unknown = Rank("", 0, "")
    in_order = sorted(documents, key=lambda r: (r.document.date, r.document.key))
    links = []
    for found in resemblances(in_order):
        if frozenset((found.earlier, found.later)) in joined:
            continue
        ends = (found.earlier, found.later)
        if (order.rank(ends[1]) or unknown).before(order.rank(ends[0]) or unknown):
            ends = (found.later, found.earlier)
        marked = any(end.partition("#")[0] in abridged for end in ends)
        links.append(Link(LineageKind.RESEMBLES, *ends, Alike(found.likeness, marked)))
    return links


def corrected(
    links: Iterable[Link],
    corrections: Sequence[Correction],
    documents: Sequence[ResolvedDocument],
) -> Iterator[Link]:
    """The links with what the user says of them.

    Rejected ones are left out; undecided ones too, unless they are accepted. A link that the user
    adds is of the kind of a later text where a draft and a later document are joined, else it is a
    reference.
    """
    order = Order.of(documents if corrections else ())
    said = {
        frozenset((older, newer)): (older, newer, one)
        for older, newer, one in words_on_links(corrections, documents, order)
    }
    for link in links:
        found = said.get(frozenset((link.older, link.newer)))
        word = _judged(found[2]) if found else None
        if word and word.verdict == "reject":
            continue
        open_still = isinstance(link.evidence, Compared) and (
            link.evidence.verdict is Verdict.UNDECIDED
        )
        if open_still and word is None:
            continue
        yield replace(link, correction=word) if word else link
    yield from _added(said.values(), documents, order)


def words_on_links(
    corrections: Iterable[Correction], documents: Sequence[ResolvedDocument], order: Order
) -> list[tuple[str, str, Correction]]:
    """The user's words, each with the keys of its older and its newer end; of several on the same
    two ends the last."""
    names = _names(documents)
    said: dict[frozenset[str], tuple[str, str, Correction]] = {}
    for one in corrections:
        source, target = _key(one.source, names), _key(one.target, names)
        step = order.step(source, target)
        older, newer = (step.older, step.newer) if step else (source, target)
        said[frozenset((source, target))] = (older, newer, one)
    return list(said.values())


def _added(
    said: Iterable[tuple[str, str, Correction]],
    documents: Sequence[ResolvedDocument],
    order: Order,
) -> Iterator[Link]:
    drafts = {r.document.key for r in documents if r.document.stage is Stage.DRAFT}
    for older, newer, correction in said:
        if correction.verdict != "add":
            continue
        step = order.step(older, newer)
        one, other = older.partition("#")[0], newer.partition("#")[0]
        revised = one in drafts and other not in drafts
        kind = LineageKind.LATER_TEXT_OF if revised else LineageKind.REFERS_TO
        yield Link(kind, older, newer, None, bool(step and step.beside), _judged(correction))


def _judged(correction: Correction) -> Judged:
    return Judged(correction.verdict, correction.by, correction.why)


def _names(documents: Iterable[ResolvedDocument]) -> Mapping[str, str]:
    """The keys of documents by whatever a catalogue may call them."""
    names: dict[str, str] = {}
    for resolved in documents:
        document = resolved.document
        for name in _called(document):
            names.setdefault(name, document.key)
    return names


def _key(text: str, names: Mapping[str, str]) -> str:
    document, separator, path = text.partition("#")
    return f"{names.get(document, document)}{separator}{forgiving_path(path)}"


def _called(document: Document) -> tuple[str, ...]:
    return (document.key, *document.aliases, document.file, PurePosixPath(document.file).name)


def _is_called(document: Document, name: str) -> bool:
    return name in _called(document)
