"""Where a subparagraph belongs: "(i)" is a letter after "(h)" and a roman number under "(a)".

Labels alone decide, by order: a label follows its predecessor at the deepest level that has one,
and opens a level of its own where it is the first of its kind (domain.md §1: up to four levels).
"""

from __future__ import annotations

from ..model import value
from ..ordinals import letter_ordinal, roman_ordinal
from .labels import Label, Style

_LETTER, _ROMAN, _DIGIT = "letter", "roman", "digit"


@value
class Level:
    """One open level of a list: the style and kind of its labels, and the last of them."""

    style: Style
    kind: str
    ordinal: int
    token: str


def place(levels: tuple[Level, ...], label: Label, following: str) -> tuple[Level, ...]:
    """The open levels once `label` has its place; its path is their tokens.

    `following` is the token of the next such label, by which "(i)" after "(h)" is told apart.

    >>> def paths(tokens):
    ...     levels, result = (), []
    ...     for token, following in zip(tokens, [*tokens[1:], ""]):
    ...         levels = place(levels, Label(Style.PAREN, token, f"({token})"), following)
    ...         result.append("".join(f"({level.token})" for level in levels))
    ...     return result
    >>> paths(["a", "i", "ii", "b"])
    ['(a)', '(a)(i)', '(a)(ii)', '(b)']
    >>> paths(["g", "h", "i", "j"])
    ['(g)', '(h)', '(i)', '(j)']
    """
    readings = _readings(label)
    successors = [
        (depth, kind, ordinal)
        for depth in range(len(levels) - 1, -1, -1)
        for kind, ordinal in readings
        if levels[depth].style is label.style
        and levels[depth].kind == kind
        and levels[depth].ordinal + 1 == ordinal
    ]
    first = [(kind, ordinal) for kind, ordinal in readings if ordinal == 1]
    if successors and not (first and _opens(label, following, readings)):
        depth, kind, ordinal = successors[0]
    elif first:
        kind, ordinal = first[-1] if _opens(label, following, readings) else first[0]
        depth = len(levels)
        # The same kind of list begins anew where it stood, not inside itself.
        for open_depth, level in enumerate(levels):
            if level.style is label.style and level.kind == kind:
                depth = open_depth
    else:
        depth, kind, ordinal = _after_gap(levels, label, readings)
    return (*levels[:depth], Level(label.style, kind, ordinal, label.token))


def _readings(label: Label) -> list[tuple[str, int]]:
    """What a token can be: the letter first, since most are."""
    if label.token.isdigit():
        return [(_DIGIT, int(label.token))]
    letter, roman = letter_ordinal(label.token), roman_ordinal(label.token)
    return [(kind, n) for kind, n in ((_LETTER, letter), (_ROMAN, roman)) if n] or [(_LETTER, 0)]


def _opens(label: Label, following: str, readings: list[tuple[str, int]]) -> bool:
    """Whether a label that is both opens a roman list: the next one says so."""
    return (_ROMAN, 1) in readings and roman_ordinal(following) == 2


def _after_gap(
    levels: tuple[Level, ...], label: Label, readings: list[tuple[str, int]]
) -> tuple[int, str, int]:
    """The level of a label whose predecessor is missing: the deepest of its kind that it can
    follow."""
    for depth in range(len(levels) - 1, -1, -1):
        for kind, ordinal in readings:
            level = levels[depth]
            if level.style is label.style and level.kind == kind and level.ordinal < ordinal:
                return depth, kind, ordinal
    kind, ordinal = readings[-1] if len(label.token) > 1 else readings[0]
    same_style = [depth for depth, level in enumerate(levels) if level.style is label.style]
    return (same_style[-1] if same_style else len(levels)), kind, ordinal
