"""A lineage as JSON: nodes, and links with their evidence (design.md §4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..compare.verdicts import Score
from ..lineage import Alike, Compared, Link, Renumbered, Said, Walk
from ..lineage.told import Told


def lineage_json(walk: Walk, told: Told) -> dict[str, Any]:
    """Nodes and links, as `lineage --format json` gives them (design.md §4).

    A link runs from the older node to the newer one; `evidence.unit` says where the phrase stands.
    """
    return {
        "focus": walk.focus,
        "nodes": [
            _node_json(node.key, told)
            | {
                "place": node.place.value,
                "step": node.step,
                "via": node.via or None,
                "restates": node.restates,
            }
            for node in walk.nodes.values()
        ],
        "links": [link_json(link) for link in walk.links],
    }


def path_json(links: Sequence[Link] | None, ends: tuple[str, str], told: Told) -> dict[str, Any]:
    """The way between two nodes: `found` says whether there is one."""
    keys = dict.fromkeys(
        (*ends, *(end for link in links or () for end in (link.older, link.newer)))
    )
    return {
        "focus": ends[0],
        "to": ends[1],
        "found": links is not None,
        "nodes": [_node_json(key, told) for key in keys],
        "links": [link_json(link) for link in links or ()],
    }


def link_json(link: Link) -> dict[str, Any]:
    """One link with its evidence."""
    correction = link.correction
    return {
        "relation": link.kind.value,
        "from": link.older,
        "to": link.newer,
        "stated": link.stated,
        "beside": link.beside,
        "asserted_by": link.asserted_by.value if link.asserted_by else None,
        "evidence": _evidence_json(link),
        "correction": {
            "verdict": correction.verdict,
            "by": correction.by,
            "why": correction.why,
        }
        if correction
        else None,
    }


def _node_json(key: str, told: Told) -> dict[str, Any]:
    return {
        "key": key,
        "label": told.labels.label(key),
        "date": told.lineage.order.date(key),
        "read": told.lineage.order.rank(key) is not None,
        "abridged": told.is_abridged(key),
        "recommendation": key in told.recommendations,
        "demands": [
            {"addressee": one.addressee, "strength": one.strength}
            for one in told.recommendations.get(key, ())
        ],
    }


def _evidence_json(link: Link) -> dict[str, Any]:
    match link.evidence:
        case Said() as said:
            return {
                "type": "phrase",
                "unit": said.unit,
                "file": said.file,
                "text": said.phrase,
                "start": said.start,
                "end": said.end,
                "asserted_by": said.asserted_by.value,
                "governed_by": said.governed_by,
                "governing_relation": said.relation.value,
                "status": said.status.value,
                "dated_by": said.dated.value,
                "abridged": said.abridged,
            }
        case Compared() as compared:
            runner_up = compared.runner_up
            return {
                "type": "texts",
                "verdict": compared.verdict.value,
                **score_json(compared.score),
                "runner_up": {"key": runner_up.key, **score_json(runner_up.score)}
                if runner_up
                else None,
                "between": list(compared.between),
                "abridged": compared.abridged,
            }
        case Renumbered(renumbering=found, file=file, abridged=abridged):
            return {
                "type": "numbers",
                "document": found.document,
                "restated_in": found.restated_in,
                "shift": found.shift,
                "proved": [found.first, found.last],
                "likely": [found.likely_first, found.likely_last],
                "pairs": [
                    {
                        "unit": pair.unit,
                        "cited": pair.cited,
                        "own": pair.own,
                        "phrases": [
                            {
                                "text": reference.text,
                                "start": reference.start,
                                "end": reference.end,
                                "asserted_by": reference.asserted_by.value,
                            }
                            for reference in (pair.cited_by, pair.own_by)
                        ],
                    }
                    for pair in found.pairs
                ],
                "file": file,
                "abridged": abridged,
            }
        case Alike() as alike:
            return {
                "type": "wording",
                "likeness": round(alike.likeness, 3),
                "abridged": alike.abridged,
            }
    return {"type": "user"}


def score_json(score: Score) -> dict[str, float]:
    """A score and what it is made of."""
    return {
        "score": score.shown,
        "words": round(score.words, 3),
        "order": round(score.order, 3),
        "headings": round(score.headings, 3),
    }
