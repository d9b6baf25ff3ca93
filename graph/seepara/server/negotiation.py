"""Which of the formats that we have a client would rather have (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

RESULTS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
"""Formats of rows and truth values, the first by default."""

GRAPHS = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
"""Formats of triples."""

HTML = "text/html"

_OTHER_NAMES = {
    "application/json": RESULTS[0],
    "application/xml": RESULTS[1],
    "text/xml": RESULTS[1],
    "application/x-turtle": GRAPHS[0],
    "text/plain": GRAPHS[1],
    "application/xhtml+xml": HTML,
}
_MOST_RANGES = 64


@dataclass(frozen=True, slots=True)
class _Range:
    """A part of the header: a media type, or all of a kind, and how welcome it is."""

    kind: str
    subkind: str
    weight: float

    def fits(self, media_type: str) -> int:
        """How closely it names a media type: 0 not at all, 3 exactly."""
        kind, _, subkind = media_type.partition("/")
        if (self.kind, self.subkind) == (kind, subkind):
            return 3
        if self.kind == kind and self.subkind == "*":
            return 2
        return 1 if (self.kind, self.subkind) == ("*", "*") else 0


def chosen(accept: str, offered: Sequence[str]) -> str | None:
    """The media type to answer with, or None where none of those offered is acceptable.

    Of equal weight, the one that the header names most closely wins, then the one offered first.

    >>> chosen("text/csv;q=0.5, application/json", RESULTS)
    'application/sparql-results+json'
    >>> chosen("", GRAPHS), chosen("image/png", GRAPHS)
    ('text/turtle', None)
    """
    if not accept.strip():
        return offered[0]
    ranges = [one for part in accept.split(",")[:_MOST_RANGES] if (one := _range(part))]
    best: tuple[float, int, int, str] | None = None
    for place, media_type in enumerate(offered):
        closest = max(((one.fits(media_type), one.weight) for one in ranges), default=(0, 0.0))
        closeness, weight = closest
        if closeness and weight > 0:
            rank = (weight, closeness, -place, media_type)
            best = rank if best is None or rank > best else best
    return best[3] if best else None


def _range(part: str) -> _Range | None:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    name = name.lower()
    kind, slash, subkind = _OTHER_NAMES.get(name, name).partition("/")
    if not slash or not kind or not subkind:
        return None
    weight = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            try:
                weight = min(max(float(value), 0.0), 1.0)
            except ValueError:
                weight = 0.0
    return _Range(kind, subkind, weight)
