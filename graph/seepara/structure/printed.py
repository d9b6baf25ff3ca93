"""Resolutions and decisions that a report prints in full and no word announces: where they begin."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from .blocks import Block
from .headings import Container, Headings
from .labels import Style

_BARE_NUMBER = re.compile(r"\d{1,4}/\d{1,4}\.?")
_BEFORE_OPENING = 4  # blocks in which the head of a resolution stands before its preamble


def printed_enactments(
    blocks: Sequence[Block], found: Headings, opens: Callable[[str], bool]
) -> Mapping[int, Container]:
    """Where resolutions printed in a report begin that no word announces: at a number alone on its
    line, or at the opening of the preamble itself.

    A preamble before the first numbered paragraph is the document's own.

    >>> from ..languages import language
    >>> from ..model import Line
    >>> from .blocks import blocks
    >>> from .headings import headings
    >>> lines = [Line(text) for text in ("1. It met.", "6/1", "Rivers", "The Assembly,", "Noting it,")]
    >>> made = blocks(lines, language("en"))
    >>> found = printed_enactments(made, headings(language("en")), lambda text: text.endswith("y,"))
    >>> [(place, container.path) for place, container in found.items()]
    [(1, 'resolution 6/1')]
    """
    printed: dict[int, Container] = {}
    numbered = False
    for place, block in enumerate(blocks):
        if block.label is not None:
            numbered = numbered or block.label.style is Style.NUMBER
        elif not block.note and block.cell is None and opens(block.text):
            at = _head_before(blocks, place, found)
            if at is not None and (numbered or at < place):
                token = blocks[at].text.rstrip(".") if at < place else ""
                printed[at] = Container("resolution", token, token, "")
    return printed


def _head_before(blocks: Sequence[Block], place: int, found: Headings) -> int | None:
    """The place of a number alone before a preamble, or of the preamble; None if it has a head."""
    for at in range(place - 1, max(-1, place - 1 - _BEFORE_OPENING), -1):
        block = blocks[at]
        if block.label is not None or block.note or block.cell is not None:
            break
        opened = found.container(block.text, bool(block.heading))
        if opened is not None and opened.is_enactment:
            return None
        if _BARE_NUMBER.fullmatch(block.text.strip()):
            return at
    return place
