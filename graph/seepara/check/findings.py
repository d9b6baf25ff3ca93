"""What the rules hand over: a `Fault` says where and which rule, a `Finding` says it in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ..model import Unit


class Severity(StrEnum):
    """How bad a fault is. Only an `ERROR` makes the command line end with status 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault as a rule sees it: ``text[start:end]`` of the unit, and the words for its message.

    `variant` names one of the messages of its rule; `words` fill the places in message and cure.
    A fault of the unit as such (its number) has no phrase: start and end are 0.
    """

    unit: Unit
    start: int = 0
    end: int = 0
    target: str = ""
    variant: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with its place, its message and its cure; the fields stand in the order of the
    contract (design.md §4).

    `line` is that of the unit in its file (in Word, its paragraph), `unit` its path, `text` the
    phrase, which is ``text_of(unit)[start:end]``; `target` is a key, or empty.
    """

    file: str
    line: int
    rule: str
    severity: Severity
    doc: str
    unit: str
    target: str
    text: str
    start: int
    end: int
    message: str
    cure: str = ""
