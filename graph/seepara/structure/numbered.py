"""The numbered blocks of a document, put to `numbering` with what surrounds them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..ordinals import roman_ordinal
from .blocks import Block
from .drafts import title_like
from .headings import Headings
from .labels import Style, number
from .numbering import Numbered, Role, roles


def number_roles(
    blocks: Sequence[Block],
    headings: Headings,
    is_resolution: bool,
    transmits: bool = False,
    printed: Collection[int] = (),
) -> dict[int, Role]:
    """The role of each block that begins with a number, by its place; `printed` are the places at
    which resolutions begin that no heading announces.

    A letter that `transmits` its annex has no numbers of its own: the first ones are the annex's.
    """
    entries: list[Numbered] = []
    places: list[int] = []
    container = annex = enactment = section = False
    for place, block in enumerate(blocks):
        if block.note or block.cell is not None:
            continue
        label = block.label
        if label is None:
            if opened := headings.container(block.text, bool(block.heading)):
                container, annex = True, annex or opened.is_annex
                enactment = opened.is_enactment
            if place in printed:
                container = enactment = True
            section = section or (is_resolution and is_bare_section(block))
        elif label.style is Style.ROMAN:
            section = True
        elif label.style in (Style.NUMBER, Style.DOTTED):
            entries.append(
                Numbered(
                    number(label.token),
                    # The numbers of a resolution count its operative paragraphs.
                    not is_resolution and title_like(block.text),
                    container,
                    annex,
                    section,
                    _has_own_matter(blocks, place),
                    block.indent,
                    bool(block.heading) and label.style is Style.NUMBER,
                    label.style is Style.DOTTED,
                    enactment,
                )
            )
            places.append(place)
            container = annex = enactment = section = False
    found = roles(entries)
    first = next((n for n, role in enumerate(found) if role is not Role.HEADING), None)
    if transmits and first is not None and entries[first].after_annex:
        found[first] = Role.RESTART
    return dict(zip(places, found, strict=True))


def is_bare_section(block: Block) -> bool:
    """ "II" alone on its line: how resolutions number their sections."""
    return block.text.isupper() and bool(roman_ordinal(block.text))


def _has_own_matter(blocks: Sequence[Block], place: int) -> bool:
    """Whether something that is no number stands before the next number."""
    for block in blocks[place + 1 : place + 40]:
        if not block.note:
            return block.label is None or block.label.style is not Style.NUMBER
    return False
