"""What no text states: later texts, restatements, and — apart — resemblances; with a user's word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ..catalogue import Between, Correction
from ..compare import LIVES_ON, Comparison, Pairing, Verdict, compare
from ..keys import forgiving_path
from ..model import ResolvedDocument
from ..renumbering import Renumbering, renumberings
from ..resembling import resemblances
from .clues import Clues
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
    found = Evidence.of(documents, with_resemblances=with_resemblances)
    return tuple(corrected(candidates(found, between), corrections, found.clues, found.order))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What inferred links are found by: clues of all documents, and the documents themselves where
    those say that one is worth a look.

    `comparison` compares the documents of two keys, `renumberings` tells what one restates.
    """

    clues: Sequence[Clues]
    order: Order
    comparison: Callable[[str, str], Comparison]
    renumberings: Callable[[str], tuple[Renumbering, ...]]

    @classmethod
    def of(
        cls, documents: Sequence[ResolvedDocument], *, with_resemblances: bool = True
    ) -> Evidence:
        """The evidence of documents that are all at hand."""
        by_key = {one.document.key: one for one in documents}
        return cls(
            [Clues.of(one, with_wordings=with_resemblances) for one in documents],
            Order.of(documents),
            lambda draft, final: compare(by_key[draft], by_key[final]),
            lambda key: renumberings(by_key[key]),
        )


def candidates(found: Evidence, between: Sequence[Between] = ()) -> list[InferredLink]:
    """The links that no text states before the user's word on them, the undecided among them."""
    links = [*_later_texts(found, between), *_restatements(found)]
    return links + _resemblances(found, links)


@dataclass(frozen=True, slots=True)
class Revision:
    """A document and the next version of its list, compared."""

    draft: ResolvedDocument
    final: ResolvedDocument
    comparison: Comparison


def revisions(documents: Sequence[ResolvedDocument]) -> Iterator[Revision]:
    """Each draft or report with the document that has the next text of what one meeting adopted."""
    by_key = {one.document.key: one for one in documents}
    found = Evidence.of(documents, with_resemblances=False)
    for draft, final, comparison in _revisions(found):
        yield Revision(by_key[draft.key], by_key[final.key], comparison)


def _revisions(found: Evidence) -> Iterator[tuple[Clues, Clues, Comparison]]:
    by_meeting: dict[str, list[Clues]] = {}
    for clues in found.clues:
        for meeting in clues.meetings:
            by_meeting.setdefault(meeting, []).append(clues)
    done: set[tuple[str, str]] = set()
    for _, held in sorted(by_meeting.items()):
        ranked = sorted(held, key=lambda clues: (clues.version, clues.key))
        versions = [list(group) for _, group in groupby(ranked, lambda clues: clues.version)]
        for number, group in enumerate(versions):
            for draft in group:
                if (next_one := _next_version(draft, versions[number + 1 :], found)) is None:
                    continue
                final, comparison = next_one
                if (draft.key, final.key) not in done:
                    done.add((draft.key, final.key))
                    yield draft, final, comparison


def _next_version(
    draft: Clues, later: Iterable[Sequence[Clues]], found: Evidence
) -> tuple[Clues, Comparison] | None:
    for group in later:
        for final in group:
            comparison = found.comparison(draft.key, final.key)
            sources = {p.source for p in comparison.pairings if p.source}
            living = {p.source for p in comparison.joined()}
            if sources and len(living) >= COVERS * len(sources):
                return final, comparison
    return None


def _later_texts(found: Evidence, between: Sequence[Between]) -> Iterator[InferredLink]:
    for draft, final, comparison in _revisions(found):
        known = tuple(
            one.symbol or one.title
            for one in between
            if one.after in draft.names and one.before in final.names
        )
        for pairing in comparison.pairings:
            if pairing.verdict in LIVES_ON or pairing.verdict is Verdict.UNDECIDED:
                yield from _later_text(pairing, known, comparison.abridged)


def _later_text(pairing: Pairing, known: tuple[str, ...], abridged: bool) -> Iterator[InferredLink]:
    if pairing.source and pairing.target and pairing.score:
        evidence = Compared(pairing.verdict, pairing.score, pairing.runner_up, known, abridged)
        yield Link(LineageKind.LATER_TEXT_OF, pairing.source, pairing.target, evidence)


def _restatements(found: Evidence) -> Iterator[InferredLink]:
    for clues in found.clues:
        for renumbering in found.renumberings(clues.key) if clues.restates else ():
            evidence = Renumbered(renumbering, clues.file, clues.abridged, clues.language)
            for there, here in renumbering.links():
                yield Link(LineageKind.RESTATES, there, here, evidence)


def _resemblances(found: Evidence, stronger: Iterable[Link]) -> list[InferredLink]:
    """Resemblances of what no stronger inferred link joins."""
    joined = {frozenset((link.older, link.newer)) for link in stronger}
    abridged = {clues.key for clues in found.clues if clues.abridged}
    unknown = Rank("", 0, "")
    in_order = sorted(found.clues, key=lambda clues: (clues.date, clues.key))
    links = []
    for one in resemblances([text for clues in in_order for text in clues.wordings]):
        if frozenset((one.earlier, one.later)) in joined:
            continue
        ends = (one.earlier, one.later)
        rank = found.order.rank
        if (rank(ends[1]) or unknown).before(rank(ends[0]) or unknown):
            ends = (one.later, one.earlier)
        marked = any(end.partition("#")[0] in abridged for end in ends)
        links.append(Link(LineageKind.RESEMBLES, *ends, Alike(one.likeness, marked)))
    return links


def corrected(
    links: Iterable[Link],
    corrections: Sequence[Correction],
    documents: Sequence[Clues],
    order: Order,
) -> Iterator[Link]:
    """The links with what the user says of them.

    Rejected ones are left out; undecided ones too, unless they are accepted. A link that the user
    adds is of the kind of a later text where a draft and a later document are joined, else it is a
    reference.
    """
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
    corrections: Iterable[Correction], documents: Sequence[Clues], order: Order
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
    documents: Sequence[Clues],
    order: Order,
) -> Iterator[Link]:
    drafts = {clues.key for clues in documents if clues.is_draft}
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


def _names(documents: Iterable[Clues]) -> Mapping[str, str]:
    """The keys of documents by whatever a catalogue may call them."""
    names: dict[str, str] = {}
    for clues in documents:
        for name in clues.names:
            names.setdefault(name, clues.key)
    return names


def _key(text: str, names: Mapping[str, str]) -> str:
    document, separator, path = text.partition("#")
    return f"{names.get(document, document)}{separator}{forgiving_path(path)}"
