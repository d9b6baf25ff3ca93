"""Symbols that cannot be right as they are printed; only what is certain (domain.md §3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..keys import split
from ..symbols import canonical
from .findings import Fault
from .subject import Subject

_FIRST_YEAR, _LAST_YEAR = 1945, 2100
_TOKEN = re.compile(
    r"(?<![\w/.\-=?&#%@])(?P<head>[A-Z]{1,8}(?:[.\-][A-Z]{1,4})?)/[^\s,;:()\[\]{}<>“”‘’\"'|*…]*"
)
"""What looks like a symbol, up to what no symbol can hold; one in a web address begins elsewhere."""

_MODIFIERS = "Add|Corr|Rev|Amend"
_DOTTED = f"{_MODIFIERS}|L|CRP|WP|INF|PV|SR|MISC|CONF"
"""What has its number behind a full stop."""
_STROKED = "RES|DEC|PRST"
"""What has its number behind a stroke."""
_DOUBLED = re.compile(r"/{2,}|\.{2,}")
_UNDOTTED = re.compile(rf"({_DOTTED})(\d+)")
_SMALL = re.compile(rf"({_DOTTED}|{_STROKED})(?:\.?\d+)?".lower())
_GLUED_MODIFIER = re.compile(rf"(.*\d)\.?((?:{_MODIFIERS})\.\d+)")
_GLUED_NUMBER = re.compile(rf"({_STROKED})(\d+)")
_GLUED_YEAR = re.compile(r"([A-Z]{2,})(\d{4})")
_ZERO = re.compile(r"\d*O\d+|\d+O\d*")
_BEHIND_SPACE = re.compile(rf"[ ](?:{_MODIFIERS})\.\d+\b")
_NUMBER_BEHIND_SPACE = re.compile(r"[ ]\d+\b")
_BRACKET = re.compile(r"\s?\((Vol|Sect|Prog)\s?((?:[IVX]+|\d+)[A-Z]?)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Mended:
    """A fault of a symbol: the first that was found, and the symbol without any of them."""

    fault: str
    part: str
    better: str
    end: int


def malformed(subject: Subject) -> Iterator[Fault]:
    """Symbols with a stroke or full stop missing or doubled, "O" for a zero, or small letters."""
    heads = subject.registry.symbol_heads
    bodies = frozenset(part for root in subject.registry.bodies for part in root.split("/"))
    cited = {split(citation.target)[0] for _, _, citation in subject.citations()}
    for unit in subject.document.units:
        text = subject.text(unit)
        for found in _TOKEN.finditer(text):
            if found["head"] not in heads or not any(c.isdigit() for c in found.group()):
                continue
            mended = _mended(text, found.start(), found.end(), bodies)
            if mended is not None:
                key = canonical(found.group().rstrip("."))
                yield Fault(
                    unit,
                    found.start(),
                    mended.end,
                    key if key in cited else "",
                    mended.fault,
                    {"part": mended.part, "better": mended.better},
                )


def _mended(text: str, start: int, end: int, bodies: frozenset[str]) -> _Mended | None:
    """What is wrong with the symbol ``text[start:end]`` and what stands directly behind it."""
    printed = text[start:end].rstrip(".")  # of the sentence
    end = start + len(printed)
    faults: list[tuple[str, str]] = []
    if doubled := _DOUBLED.search(printed):
        faults.append(("doubled", doubled.group()))
    segments = _DOUBLED.sub(lambda found: found.group()[0], printed).split("/")
    if not segments[-1]:
        segments.pop()
        if _is_cut_short(text, end, segments):
            faults.append(("trailing", ""))
        else:
            return None  # a line broke here, or a series is named
    if re.fullmatch(_MODIFIERS, segments[-1]) and (number := _NUMBER_BEHIND_SPACE.match(text, end)):
        faults.append(("undotted", segments[-1] + number.group()))
        segments[-1] += "." + number.group().strip()
        end = number.end()
    for place, segment in enumerate(segments[1:], 1):
        while fault := _segment_fault(segments[place], bodies):
            faults.append((fault[0], segment))
            segments[place] = fault[1]
    better = "/".join(segments)
    modified = re.match(_MODIFIERS, segments[-1])  # another one behind it lacks a comma
    if not modified and (behind := _BEHIND_SPACE.match(text, end)):
        faults.append(("glued", behind.group().strip()))
        better += "/" + behind.group().strip()
        end = behind.end()
    if bracket := _BRACKET.match(text, end):
        faults.append(("undotted", bracket.group().strip()))
        better += f" ({bracket[1].capitalize()}. {bracket[2]})"
        end = bracket.end()
    return _Mended(*faults[0], better, end) if faults else None


def _segment_fault(segment: str, bodies: frozenset[str]) -> tuple[str, str] | None:
    """What is wrong with one segment, and how it should be."""
    if found := _UNDOTTED.fullmatch(segment):
        return "undotted", f"{found[1]}.{found[2]}"
    if found := _SMALL.fullmatch(segment):
        name = next(n for n in f"{_DOTTED}|{_STROKED}".split("|") if n.lower() == found[1])
        return "small", name + segment[len(name) :]
    if found := _GLUED_MODIFIER.fullmatch(segment) or _GLUED_NUMBER.fullmatch(segment):
        return "glued", f"{found[1]}/{found[2]}"
    if (
        (found := _GLUED_YEAR.fullmatch(segment))
        and found[1] in bodies
        and _FIRST_YEAR <= int(found[2]) <= _LAST_YEAR
    ):
        return "glued", f"{found[1]}/{found[2]}"
    if _ZERO.fullmatch(segment):
        return "zero", segment.replace("O", "0")
    return None


def _is_cut_short(text: str, end: int, segments: list[str]) -> bool:
    """Whether a symbol that ends in a stroke is one that was finished: it has two numbers, and what
    follows does not go on with it."""
    numbered = sum(any(c.isdigit() for c in segment) for segment in segments)
    following = text[end:].lstrip()[:1]
    goes_on = following.isupper() or following.isdigit() or following in ("(", "…")
    return numbered > 1 and not goes_on
