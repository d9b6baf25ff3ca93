"""Of the elements of a story, those that are printed once all tracked changes are accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .xml import Event

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOT_PRINTED = frozenset({"del", "moveFrom", "rt"})
"""Deleted text, the old place of moved text, and the small signs of a phonetic guide."""
_ALTERNATIVES = "mc:AlternateContent"
_CHOICE = "mc:Choice"
_FALLBACK = "mc:Fallback"
_OFFICE = "http://schemas.microsoft.com/office/"


def printed_events(story: Iterable[Event]) -> Iterator[Event]:
    """The events without those of what is not printed.

    A text box is in the file twice, for newer and for older programs; one of the two is left, the
    first that asks for nothing but Office's own extensions (ECMA-376 part 3, 10).
    """
    skipped_from = 0
    is_chosen: list[bool] = []
    for event in story:
        if skipped_from:
            if not event.starts and event.depth == skipped_from:
                skipped_from = 0
        elif event.name in _NOT_PRINTED and event.starts:
            skipped_from = event.depth
        elif event.name == _ALTERNATIVES:
            if event.starts:
                is_chosen.append(False)
            else:
                is_chosen.pop()
        elif event.name in (_CHOICE, _FALLBACK) and event.starts and is_chosen:
            if is_chosen[-1] or (event.name == _CHOICE and not _is_understood(event.element)):
                skipped_from = event.depth
            else:
                is_chosen[-1] = True
        else:
            yield event


def _is_understood(choice: _Element) -> bool:
    """Whether a choice asks for Office's own extensions only, as text boxes do."""
    required = (choice.get("Requires") or "").split()
    spaces = [choice.nsmap.get(prefix) or "" for prefix in required]
    return bool(spaces) and all(space.startswith(_OFFICE) for space in spaces)
