"""`Line`s → `Document`: one normalised text, and the citable units as spans in it.

`read_structure` runs the parts in order: `front` (letterhead, contents, furniture), `letterhead`,
`blocks` (paragraphs that a narrow page broke), `outline` (units), `recommendations`. Nothing here
knows what a reference is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..languages import Language
from ..model import Document, Line, Meeting, Notice, Stage, Unit, UnitKind
from ..registry import Registry
from .blocks import blocks
from .drafts import Draft
from .front import divide
from .letterhead import Letterhead, read_letterhead
from .outline import outline
from .recommendations import recommendations, sections_above, stated_meetings

_BETWEEN_UNITS = "\n\n"
_DRAFT_SEGMENT = re.compile(r"/(?:L|CRP)\.\d")
_DECISION_SEGMENT = re.compile(r"/DEC/")
_RESOLUTION_SEGMENT = re.compile(r"/RES/")


def read_structure(
    lines: Sequence[Line], file: str, language: Language, registry: Registry
) -> Document:
    """The document that the lines of a file make.

    >>> from ..languages import language
    >>> from ..registry import registry
    >>> document = read_structure(
    ...     [Line("A/80/1"), Line("1. Notes the report;"), Line("(a) Its annex.")], "a.txt",
    ...     language("en"), registry("en"))
    >>> document.key, [(u.path, document.text_of(u)) for u in document.units]
    ('A/80/1', [('1', 'Notes the report;'), ('1(a)', 'Its annex.')])
    """
    front = divide(lines, language, registry)
    head = read_letterhead(front.letterhead, language, registry)
    transmittal = language.pattern("letterhead", "transmittal_pattern")
    drafts = [
        *_title_unit(head),
        *outline(
            blocks([*_notes(front.letterhead), *front.text], language),
            language,
            registry,
            resolution=bool(head.resolution),
            transmits=bool(transmittal.match(head.title)),
        ),
    ]
    _attach_title_notes(drafts)
    organ = _organ(head, front.text, registry)
    symbol, printed = head.symbol, head.printed_symbol
    if not symbol and head.resolution:
        symbol, printed = _resolution_symbol(head.resolution, organ, registry)
    own_meeting = _letterhead_meeting(head, organ)
    by_section = stated_meetings(
        drafts, language, _adopting_organ(organ, drafts, registry), head.place
    )
    meetings = _meetings(own_meeting, [meeting for meeting, _ in by_section.values()])
    text, units = _units(drafts, language, by_section, own_meeting)
    body = registry.bodies[organ].body if organ in registry.bodies else None
    document = Document(
        key=symbol,
        file=file,
        text=text,
        units=units,
        symbol=symbol,
        printed_symbol=printed,
        title=head.title,
        author=head.author,
        organ=body,
        stage=_stage(head, symbol, by_section, own_meeting),
        distribution=head.distribution,
        date=head.date,
        language=language.code,
        session=head.session,
        meetings=meetings,
        abridged=head.abridged,
        addendum=head.addendum,
        notices=tuple(_notices(units, drafts)),
    )
    return document if symbol else replace(document, key=key_without_symbol(document))


def key_without_symbol(document: Document) -> str:
    """The key of a document that has no symbol: from body, date and title, the same on every run.

    >>> key_without_symbol(Document("", "a.txt", "", (), title="Draft report", date="2018-07-02"))
    'x/2018-07-02/draft-report'
    """
    organ = document.organ.root.replace("/", "-") if document.organ else ""
    addendum = "addendum" if document.addendum else ""
    words = (
        f"{document.title} {addendum}".strip() or document.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    )
    plain = unicodedata.normalize("NFKD", words)
    slug = "-".join(
        re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)).lower())
    )
    return "/".join(part for part in ("x", organ, document.date, slug[:80].strip("-")) if part)


def _title_unit(head: Letterhead) -> list[Draft]:
    """What the letterhead says of the document, kept as text since it can carry note marks."""
    if not head.title_lines:
        return []
    title = Draft("title", UnitKind.TEXT, line=head.title_lines[0].number)
    for line in head.title_lines:
        title.add(line)
    return [title]


def _notes(letterhead: Sequence[Line]) -> list[Line]:
    return [line for line in letterhead if line.note]


def _attach_title_notes(drafts: Sequence[Draft]) -> None:
    """A note whose mark stands in the title belongs to it; the outline does not know the title."""
    if not drafts or drafts[0].path != "title":
        return
    marks = {mark.note for mark in drafts[0].marks}
    for draft in drafts:
        if draft.kind is UnitKind.FOOTNOTE and draft.parent is None and draft.note in marks:
            draft.parent = drafts[0]


def _organ(head: Letterhead, text: Sequence[Line], registry: Registry) -> str:
    """The root of the body that speaks: by the symbol where it says more, else the most
    special named."""
    by_symbol = registry.root_of_symbol(head.symbol) if head.symbol else ""
    named = list(head.organs)
    if not named and not by_symbol:
        for line in text[:3]:
            bare = line.text.rstrip()
            found = registry.body_ending(bare, len(bare) - 1) if bare.endswith(",") else None
            if found and found[1] < 6:
                return found[0]
        return ""
    special = ""
    for root in named:
        if not special or any(entry.root == special for entry in registry.ancestors(root)):
            special = root
    if by_symbol and not (
        special and any(e.root == by_symbol for e in registry.ancestors(special))
    ):
        return by_symbol
    return special


def _adopting_organ(organ: str, drafts: Sequence[Draft], registry: Registry) -> str:
    """The body whose meetings the headings tell of: the subsidiary body that the title names,
    if one."""
    title = next((d.text for d in drafts if d.path == "title"), "")
    for root, entry in registry.bodies.items():
        if entry.parent == organ and any(name in title for name in entry.names):
            return root
    return organ


def _letterhead_meeting(head: Letterhead, organ: str) -> Meeting | None:
    if head.days is None or not organ:
        return None
    return Meeting(
        f"meeting:{organ}/{head.days.first}", organ, head.days.first, head.days.last, head.place
    )


def _meetings(own: Meeting | None, stated: Sequence[Meeting]) -> tuple[Meeting, ...]:
    unique = {m.key: m for m in ([own] if own else []) + list(stated)}
    return tuple(sorted(unique.values(), key=lambda m: (m.start, m.key)))


def _resolution_symbol(number: str, organ: str, registry: Registry) -> tuple[str, str]:
    """The symbol of a resolution that prints none: its number, and the body that speaks in it."""
    root = organ or "".join(registry.first_by_form("number (year)"))
    printed = f"{root}/RES/{number}"
    return "".join(printed.split()), printed


def _stage(
    head: Letterhead,
    symbol: str,
    by_section: Mapping[int, tuple[Meeting, object]],
    own: Meeting | None,
) -> Stage:
    if head.draft or _DRAFT_SEGMENT.search(symbol):
        return Stage.DRAFT
    if head.resolution or _RESOLUTION_SEGMENT.search(symbol):
        return Stage.RESOLUTION
    if _DECISION_SEGMENT.search(symbol):
        return Stage.DECISION
    told = {meeting.key for meeting, _ in by_section.values()} - ({own.key} if own else set())
    if told:
        return Stage.COMPILATION
    return Stage.REPORT if head.author or head.title else Stage.OTHER


def _units(
    drafts: Sequence[Draft],
    language: Language,
    by_section: Mapping[int, tuple[Meeting, object]],
    own: Meeting | None,
) -> tuple[str, tuple[Unit, ...]]:
    chosen = recommendations(drafts, language)
    meeting_of = {id(drafts[place]): meeting.key for place, (meeting, _) in by_section.items()}
    parts: list[str] = []
    units: list[Unit] = []
    start = 0
    for place, draft in enumerate(drafts):
        text = draft.text.strip()
        meeting = None
        if meeting_of:
            around = (draft, *sections_above(draft))
            meeting = next((meeting_of[id(s)] for s in around if id(s) in meeting_of), None)
        if meeting is None and place in chosen and own is not None:
            meeting = own.key
        units.append(
            Unit(
                path=draft.path,
                kind=draft.kind,
                start=start,
                end=start + len(text),
                parent=draft.parent.path if draft.parent else None,
                label=draft.label,
                line=draft.line,
                page=draft.page,
                marks=draft.marks,
                links=draft.links,
                recommendation=place in chosen,
                meeting=meeting,
            )
        )
        parts.append(text)
        start += len(text) + len(_BETWEEN_UNITS)
    return _BETWEEN_UNITS.join(parts), tuple(units)


def _notices(units: Sequence[Unit], drafts: Sequence[Draft]) -> list[Notice]:
    """Numbers that stand twice, of which only one has the name a reader would use; sections that go on
    from another part of the document, so that their numbers need not begin at the first."""
    counted = (UnitKind.PARAGRAPH, UnitKind.SUBPARAGRAPH, UnitKind.BLOCK)
    return [
        Notice(
            "number-repeated",
            f"the number {unit.path.partition('~')[0]} stands more than once",
            unit.line,
            unit.path,
        )
        for unit in units
        if "~" in unit.path and unit.kind in counted
    ] + [
        Notice("continued", "the section goes on from another part", draft.line, draft.path)
        for draft in drafts
        if draft.continued
    ]
