"""Document symbols of the United Nations: found in text, put into canonical form, taken apart.

A symbol is segments joined by ``/``: a head from a closed list (`registry/symbols.toml`), at least
one digit, and at the end perhaps ``(Vol. II)``, ``(1995)`` or ``(S-VI)``. The canonical form has no
white space inside; the printed form is kept beside it (domain.md §3).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from string import ascii_uppercase
from typing import NamedTuple
from urllib.parse import quote

# An optional group is a choice, (?:x|), which costs less than a repeat where nothing of it stands.
_MORE = r"[.\-][A-Za-z0-9]+"
_SEGMENT = rf"[A-Z0-9][A-Za-z0-9]*(?:{_MORE}(?:{_MORE})*|)"
_SUFFIX = (
    r"\s?\((?:(?:Income\s)?[Ss]ect\.\s?\d+[A-Z]?|Prog\.\s?\d+|[Vv]ol\.\s?[IVX]+(?:[-–‒][IVX]+)?|Part\s?[IVX0-9]+|SUPP|Supp|(?:E?S-)?[IVXLC]+|E?S-\d+|\d{4}(?:-[IVX]+)?"
    r"|Introduction|Resumption\s\d+)\)"
)
_SYMBOL = re.compile(
    r"([A-Z]{1,8}+(?>[.\-][A-Z]{1,4}|))"
    rf"(?:\s?/\s?(?:{_SEGMENT}|\(\d{{3,4}}\)(?=/)))+"
    rf"(?:(?=\s?\()(?:{_SUFFIX})*(?:(?<=\))(?:/(?:Add|Corr|Rev)\.\d+)+|)|)"
)
_MODIFIER_AT_END = re.compile(r"(?:/(?:Add|Corr|Rev|Amend|Summary)\.\d+)$")
_CORRIGENDUM_AT_END = re.compile(r"/Corr\.\d+$")
# "Add.1-3" is a range of documents; a hyphen elsewhere is part of the segment.
_RANGE_AT_END = re.compile(r"(?<=/)(?:Add|Corr|Rev|Amend|L|INF|MISC|CRP|WP)\.\d+(?=-\d+$)")
_DIGIT = re.compile(r"\d")
_NUMBER = r"\d+(?!\d|[./]\d)"
_ELIDED = re.compile(
    r"(?:\s?,\s?(?:and\s)?|\s(?:and|&)\s|(?P<range>\s?[-–‒]\s?|\sto\s))"
    rf"(?P<kind>(?:Add|Corr|Rev|Amend|L|INF|MISC|CRP|WP|SR|PV)\.)\s?(?P<first>{_NUMBER})"
    rf"(?:\s?[-–‒]\s?(?P<last>{_NUMBER})|(?P<tail>(?:/(?:Add|Corr|Rev)\.\d+)+)(?![\d/])|)"
)
_BARE = re.compile(
    rf"(?:\s?,\s?|\s?,?\s(?:and|to|&)\s|\s?(?P<dash>[-–‒])\s?)(?P<first>{_NUMBER})(?:\s?[-–‒]\s?(?P<last>{_NUMBER}))?(?=[\s.,;:)\]]*(?:$|[.,;:)\]]|\s(?:and|to)\s))"
)
# What both of these can begin with: one look spares most symbols the rest.
_MAY_GO_ON = re.compile(r"\s?(?:[,–‒-]\s?|,?\s)(?:(?:and|to|&)\s)?(?:\d|[A-Z]+[a-z]*\.)")
_ENDS = (".", ")", "]", ";")
_LONGEST_RANGE = 200
_LONGEST_HEAD = 12
_HEAD_LETTERS = ascii_uppercase + ".-"


class Symbol(NamedTuple):
    """A symbol at a place: ``text[start:end]`` is its printed form."""

    canonical: str
    start: int
    end: int


def canonical(printed: str) -> str:
    """The form of a symbol that keys use: no white space, nothing else changed.

    >>> canonical("A/80/5 (Vol. II)")
    'A/80/5(Vol.II)'
    """
    return "".join(printed.split())


def match(text: str, start: int, heads: Collection[str]) -> Symbol | None:
    """The symbol that begins at `start`, or None.

    >>> match("(A/80/5 (Vol. II), chap. II)", 1, {"A"})
    Symbol(canonical='A/80/5(Vol.II)', start=1, end=17)
    >>> match("TCP/IP", 0, {"A"}), match("A/B test", 0, {"A"})
    (None, None)
    """
    found = _SYMBOL.match(text, start)
    if found is None or found[1] not in heads:
        return None
    if start and (text[start - 1].isalnum() or text[start - 1] in "/."):
        return None
    printed = found[0]
    # A space inside is only a broken line: what follows it must go on like a symbol, with a digit.
    if " " in printed:
        printed = _without_loose_end(printed)
    if "-" in printed and (ranged := _RANGE_AT_END.search(printed)):
        printed = printed[: ranged.end()]
    if not (printed[-1].isdigit() or _DIGIT.search(printed)):
        return None
    return Symbol("".join(printed.split()), start, start + len(printed))


def match_around_slash(text: str, slash: int, heads: Collection[str]) -> Symbol | None:
    """The symbol whose first slash stands at `slash`: the finder searches for slashes, then looks
    back.

    >>> match_around_slash("document FCCC/SBI/2014/L.11 of", 13, {"FCCC"}).canonical
    'FCCC/SBI/2014/L.11'
    """
    before = text[max(0, slash - _LONGEST_HEAD) : slash]
    head = before[len(before.rstrip(_HEAD_LETTERS)) :].lstrip(".-")
    return match(text, slash - len(head), heads) if head in heads else None


def elided(text: str, symbol: Symbol) -> tuple[tuple[Symbol, ...], int]:
    """The symbols left out after `symbol` ("and Add.1 and 2", "Add.1–3"), and where they end.

    >>> s = match("A/HRC/22/53/Add.1 and Add.2", 0, {"A"})
    >>> [e.canonical for e in elided("A/HRC/22/53/Add.1 and Add.2", s)[0]]
    ['A/HRC/22/53/Add.2']
    >>> t = "FCCC/SBI/2014/MISC.2 and Add.1 and 2."
    >>> [e.canonical for e in elided(t, match(t, 0, {"FCCC"}))[0]]
    ['FCCC/SBI/2014/MISC.2/Add.1', 'FCCC/SBI/2014/MISC.2/Add.2']
    >>> t = "A/56/326, Add.1 and Add.1/Corr.1"
    >>> [e.canonical for e in elided(t, match(t, 0, {"A"}))[0]]
    ['A/56/326/Add.1', 'A/56/326/Add.1/Corr.1']
    """
    end = symbol.end
    if text[end : end + 1] in _ENDS or not _MAY_GO_ON.match(text, end):
        return (), end
    found: list[Symbol] = []
    last_segment = symbol.canonical.rsplit("/", 1)[-1]
    kind = last_segment.rstrip("0123456789") if "." in last_segment else ""
    number = last_segment[len(kind) :] if kind else ""
    while True:
        ranged = False
        if more := _ELIDED.match(text, end):
            ranged = bool(more["range"]) and more["kind"] == kind
            kind = more["kind"]
        elif kind and (more := _BARE.match(text, end)):
            ranged = bool(more["dash"]) or more.group().split()[0] == "to"
            if ranged and not number:
                break
        else:
            break
        stem = _stem(symbol.canonical, kind)
        if stem is None:
            break
        first, last = int(more["first"]), int(more["last"] or more["first"])
        if ranged:
            first, last = int(number) + 1, first
        if not first <= last <= first + _LONGEST_RANGE:
            break
        start = more.start("kind" if more.re is _ELIDED else "first")
        tail = (more["tail"] or "") if more.re is _ELIDED else ""
        found += [
            Symbol(f"{stem}/{kind}{n}{tail}", start, more.end()) for n in range(first, last + 1)
        ]
        number = str(last)
        end = more.end()
        if tail:
            break
    return tuple(found), end


def _stem(symbol: str, kind: str) -> str | None:
    """What stands before an elided segment: modifiers hang on the document, kinds replace
    their like."""
    bare = symbol
    while shorter := _MODIFIER_AT_END.search(bare):
        bare = bare[: shorter.start()]
    if kind == "Corr.":
        # A corrigendum is of the very document named before, addendum or not.
        return _CORRIGENDUM_AT_END.sub("", symbol)
    if kind in ("Add.", "Rev.", "Amend."):
        return bare
    segments = bare.split("/")
    return "/".join(segments[:-1]) if segments[-1].startswith(kind) else None


def _without_loose_end(printed: str) -> str:
    """Cut what only seems to go on after a space: "A/80/607 /HQ" is the symbol and something
    else."""
    pieces = re.split(r"(?<=\S)(\s?/\s)|(\s/\s?)", printed)
    kept = pieces[0]
    for n in range(1, len(pieces), 3):
        separator = pieces[n] or pieces[n + 1] or ""
        following = pieces[n + 2]
        if separator.startswith(" ") or not following[:1].isdigit():
            break
        kept += separator + following
    return kept.rstrip("/ ")


def url(symbol: str, language: str = "en") -> str:
    """Where the United Nations serves the document of a symbol.

    >>> url("A/80/5(Vol.II)")
    'https://docs.un.org/en/A/80/5(Vol.II)'
    """
    return f"https://docs.un.org/{language}/{quote(symbol, safe='/().-')}"
