"""Which units are recommendations, and which meeting adopted them (domain.md §1).

Recommendations come in three shapes: paragraphs of a section headed "Recommendations …";
subparagraphs under numbered headings; blocks headed ``Recommendation 1``. A paragraph that only
introduces others is none; a chapeau that says who should act is one, and so are its subparagraphs.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..dates import Days, find_days
from ..languages import Language
from ..model import Meeting, UnitKind
from .drafts import Draft

_NUMBERED = (UnitKind.PARAGRAPH, UnitKind.SUBPARAGRAPH, UnitKind.BLOCK)


def recommendations(drafts: Sequence[Draft], language: Language) -> frozenset[int]:
    """The places of those drafts that are recommendations."""
    heading = language.pattern("structure", "recommendations_heading_pattern")
    introduces = language.pattern("structure", "introduces_pattern")
    headed = {
        id(draft)
        for draft in drafts
        if draft.kind is UnitKind.SECTION
        and (draft.path.startswith("rec") or heading.search(draft.text))
    }
    return frozenset(
        place
        for place, draft in enumerate(drafts)
        if draft.kind is UnitKind.BLOCK
        or (
            draft.kind in _NUMBERED
            and headed
            and any(id(section) in headed for section in sections_above(draft))
            and not (draft.kind is UnitKind.PARAGRAPH and introduces.search(draft.text))
        )
    )


def stated_meetings(
    drafts: Sequence[Draft], language: Language, organ: str, place: str
) -> dict[int, tuple[Meeting, Days]]:
    """By place, the meeting that a section's heading says adopted what stands below it."""
    pattern = language.pattern("meetings", "adopted_at_pattern")
    held = language.pattern("meetings", "held_pattern")
    found: dict[int, tuple[Meeting, Days]] = {}
    for number, draft in enumerate(drafts):
        if draft.kind is UnitKind.SECTION and (said := pattern.search(draft.text)):
            days = find_days(draft.text[said.start() :], language)
            if days:
                where = held.search(draft.text)
                named = (where["place"] or "") if where else ""
                found[number] = (
                    Meeting(
                        f"meeting:{organ}/{days[0].first}",
                        organ,
                        days[0].first,
                        days[0].last,
                        named,
                    ),
                    days[0],
                )
    return found


def sections_above(draft: Draft) -> tuple[Draft, ...]:
    """The sections in which a draft stands, the innermost first."""
    above: list[Draft] = []
    parent = draft.parent
    while parent is not None:
        if parent.kind is UnitKind.SECTION:
            above.append(parent)
        parent = parent.parent
    return tuple(above)
