"""Footnotes: each belongs to the unit that carries its mark (domain.md §1)."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import UnitKind
from .blocks import Block
from .drafts import Draft

_LOOKS_BACK = 400  # units: no page holds more between a mark and its note


def note(block: Block, drafts: Sequence[Draft]) -> Draft:
    """The unit of a note, given the units before it.

    The notes of a table are its own, as their letters begin again with the next one.

    >>> from ..model import Mark
    >>> from .seams import Growing
    >>> paragraph = Draft("5", UnitKind.PARAGRAPH, words=Growing("", (Mark(3, "1"),)))
    >>> made = note(Block("A/80/1.", 9, note="1"), [paragraph])
    >>> made.path, made.parent.path
    ('fn1', '5')
    """
    recent = list(reversed(drafts[-_LOOKS_BACK:]))
    carrier = next((draft for draft in recent if _carries(draft, block.note)), None)
    table = carrier if carrier is not None and carrier.kind is UnitKind.TABLE else None
    if table is None and block.note.isalpha():
        # Notes to text have numbers; a lettered mark may stand in the caption above the table.
        table = next((draft for draft in recent if draft.kind is UnitKind.TABLE), None)
    path = f"{table.path}/fn{block.note}" if table else f"fn{block.note}"
    draft = Draft(path, UnitKind.FOOTNOTE, block.note, parent=carrier or table, note=block.note)
    draft.begin(block)
    return draft


def _carries(draft: Draft, mark: str) -> bool:
    return draft.kind is not UnitKind.FOOTNOTE and any(m.note == mark for m in draft.marks)
