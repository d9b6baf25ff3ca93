"""What was asked of what documents share, with the answers, so that it can be asked again.

What is made of a document depends on the others only through the index of targets, through labels
and through the order of what it cites. If all still answer as they did, what was made is still right,
and need not be made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from ..keys import split
from ..labels import Labels
from ..lineage.order import Order, Rank
from ..model import ResolvedDocument, Status
from ..targets import TargetIndex

T = TypeVar("T")

_MAPPINGS = ("documents", "described", "bodies", "meetings")
"""Where labels look things up (`seepara.labels.Labels`)."""


class AskedIndex:
    """An index of targets that keeps what is asked of it; what is asked of the document itself is
    left out, since that hangs on nothing else.

    >>> from ..targets import DictIndex
    >>> asked = AskedIndex(DictIndex({"A/1": "\\n1\\n"}, {}), "A/2")
    >>> asked.order("A/1", "1"), asked.order("A/2", "1"), asked.questions
    (0, None, [['order', ['A/1', '1'], 0]])
    >>> same_answers(asked.questions, DictIndex({"A/1": "\\n1\\n2\\n"}, {}))
    True
    >>> same_answers(asked.questions, DictIndex({"A/1": "\\n2\\n1\\n"}, {}))
    False
    """

    def __init__(self, index: TargetIndex, own: str) -> None:
        self._index = index
        self._own = own
        self._answers: dict[tuple[str, ...], Any] = {}

    @property
    def questions(self) -> list[Any]:
        """Method, arguments and answer of each question, once, as JSON can hold them."""
        return [[name, list(asked), answer] for (name, *asked), answer in self._answers.items()]

    def document(self, key: str) -> str | None:
        return self._kept(self._index.document(key), "document", key)

    def order(self, document: str, path: str) -> int | None:
        return self._kept(self._index.order(document, path), "order", document, path)

    def between(self, document: str, first: str, last: str) -> tuple[str, ...]:
        found = self._index.between(document, first, last)
        self._kept(list(found), "between", document, first, last)
        return found

    def _kept(self, answer: T, *question: str) -> T:
        if question[1] != self._own:
            self._answers[question] = answer
        return answer


def same_answers(questions: list[Any], index: TargetIndex) -> bool:
    """Whether an index still answers the questions as it did."""
    asked: Mapping[str, Callable[..., Any]] = {
        "document": index.document,
        "order": index.order,
        "between": lambda *question: list(index.between(*question)),
    }
    return all(asked[name](*arguments) == answer for name, arguments, answer in questions)


def ranks_of_cited(resolved: ResolvedDocument, order: Order) -> dict[str, list[Any]]:
    """The ranks of what a document cites in others that were read, by key, as JSON can hold them."""
    own = resolved.document.key
    cited = {
        citation.target
        for reference in resolved.references
        for citation in reference.citations
        if citation.status is Status.RESOLVED and split(citation.target)[0] != own
    }
    return {key: _rank(order.rank(key)) for key in sorted(cited)}


def same_ranks(ranks: Mapping[str, list[Any]], order: Order) -> bool:
    """Whether what was cited still has these ranks."""
    return all(_rank(order.rank(key)) == rank for key, rank in ranks.items())


def _rank(rank: Rank | None) -> list[Any]:
    return [rank.date, rank.stage, rank.printed] if rank else []


class AskedLabels:
    """Labels that keep what is looked up to make them."""

    def __init__(self, labels: Labels) -> None:
        self._kept = {name: _Asked(getattr(labels, name)) for name in _MAPPINGS}
        self.labels = Labels(labels.words, labels.registry, **self._kept)
        """What answers as the labels do."""

    def looked_up(self, marks: Marks) -> dict[str, dict[str, str]]:
        """By mapping: each key with the mark of what was found."""
        return {
            name: {key: marks.of(name, key) for key in sorted(kept.keys_asked)}
            for name, kept in self._kept.items()
        }


class Marks:
    """Short marks of what labels find, by which it is known again."""

    def __init__(self, labels: Labels) -> None:
        self._held = {name: getattr(labels, name) for name in _MAPPINGS}
        self._made: dict[tuple[str, str], str] = {}

    def of(self, name: str, key: str) -> str:
        """The mark of what a key finds in a mapping; empty where it finds nothing."""
        mark = self._made.get((name, key))
        if mark is None:
            found = self._held[name].get(key)
            mark = self._made[name, key] = "" if found is None else _mark(found)
        return mark

    def agree(self, looked_up: Mapping[str, Mapping[str, str]]) -> bool:
        """Whether everything that was looked up is found as it was."""
        return all(
            self.of(name, key) == mark
            for name, marks in looked_up.items()
            for key, mark in marks.items()
        )


def _mark(found: Any) -> str:
    """The mark of a text, or of a dataclass of plain values."""
    values = [found] if isinstance(found, str) else [getattr(found, n) for n in found.__slots__]
    data = "\0".join(map(str, values)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:16]


class _Asked(Mapping[str, T], Generic[T]):
    """A mapping that keeps which keys it was asked for; it is never walked through."""

    def __init__(self, held: Mapping[str, T]) -> None:
        self._held = held
        self.keys_asked: set[str] = set()

    def __getitem__(self, key: str) -> T:
        self.keys_asked.add(key)
        return self._held[key]

    def get(self, key: str, default: Any = None) -> Any:
        self.keys_asked.add(key)
        return self._held.get(key, default)

    def __contains__(self, key: object) -> bool:
        self.keys_asked.add(str(key))
        return key in self._held

    def __iter__(self) -> Iterator[str]:
        raise TypeError("what depends on all of them cannot be kept for one document")

    def __len__(self) -> int:
        raise TypeError("what depends on all of them cannot be kept for one document")
