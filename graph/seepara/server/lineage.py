"""Lineage as JSON: what `seepara lineage --format json` prints, of a build held in memory.

A lineage is found by looking at all documents, so one worker of its own has them, from the first
question on; the workers on the store know nothing of it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..judgements import Judgements, judgements_in
from ..labels import Labels
from ..lineage import Lineage, LineageKind, Wanted, path, walk
from ..lineage.told import Told
from ..model import Asserter, ResolvedDocument
from ..records import RECORDS, read_records
from ..showing import lineage_json
from ..showing.node import find_keys
from .messages import Question, Reply

JSON = "application/json"

_SHOWN_CHOICES = 20


@dataclass(frozen=True, slots=True, eq=False)
class Lineages:
    """The documents of a build, and what users said of its links; `most` bytes may be answered."""

    documents: Sequence[ResolvedDocument]
    labels: Labels
    said: Judgements
    most: int

    @classmethod
    def at(cls, folder: Path, most: int) -> Lineages:
        """Those of a build; raises `OSError`, or what `read_records` raises."""
        documents = tuple(read_records(folder / RECORDS))
        return cls(documents, Labels.of(documents), judgements_in(folder), most)

    def prepare(self) -> None:
        """Find the links that most questions need."""
        _lineage(self, with_resemblances=False)

    def reply(self, question: Question) -> Reply:
        """The reply to a question for lineage."""
        return self._reply(**question.known)

    def _reply(
        self, key: str, up: int, down: int, kinds: Sequence[str], stated: bool, by: str, to: str
    ) -> Reply:
        ends = []
        for typed in (key, to) if to else (key,):
            found = find_keys(typed, self.documents)
            if len(found) != 1:
                return _none_or_several(typed, found)
            ends += found
        wanted = Wanted(frozenset(map(LineageKind, kinds)), stated, Asserter(by) if by else None)
        made = _lineage(self, with_resemblances=LineageKind.RESEMBLES in wanted.kinds)
        shown: dict[str, Any]
        if to:
            links = path(made, ends[0], ends[1], wanted)
            nodes = [*ends, *(end for link in links or () for end in (link.older, link.newer))]
            told = Told.of(self.documents, made, nodes, self.labels)
            shown = lineage_json.path_json(links, (ends[0], ends[1]), told)
        else:
            walked = walk(made, ends[0], up, down, wanted)
            told = Told.of(self.documents, made, walked.nodes, self.labels)
            shown = lineage_json.lineage_json(walked, told)
        body = (json.dumps(shown, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
        if len(body) > self.most:
            return Reply.saying(
                403, f"the answer is over the limit of {self.most:,} bytes; ask for fewer steps"
            )
        return Reply(200, JSON, body)


@lru_cache(2)
def _lineage(lineages: Lineages, *, with_resemblances: bool) -> Lineage:
    said = lineages.said
    return Lineage.of(
        lineages.documents, said.corrections, said.between, with_resemblances=with_resemblances
    )


def _none_or_several(typed: str, found: Sequence[str]) -> Reply:
    if not found:
        return Reply.saying(
            404,
            f"nothing here is called {typed!r}; try a document and a paragraph "
            "(A/80/1#21(a), with %23 for #), a symbol or a file's name",
        )
    choices = ", ".join(found[:_SHOWN_CHOICES]) + (", …" if len(found) > _SHOWN_CHOICES else "")
    return Reply.saying(400, f"{typed!r} can be {choices}: give one of them")
