"""Pinpoints: "paras. 21 (a), 37 and 50 above", "sections II and III", ", chap. II, paras. 92 and 94–97"."""

from __future__ import annotations

from dataclasses import replace

from ..model import Direction
from .grammar import HEAD_PARTS, NUMBERED_PARTS
from .lists import ItemList, parse_list
from .phrases import Container, Part, Pinpoint
from .scan import Scan

Pinpoints = tuple[Pinpoint, ...]
Found = tuple[Pinpoints, int]

_PARAGRAPH_FORMS = ("paragraph", "subparagraph", "recommendation")
_UNNUMBERED = ("annex", "appendix", "summary")
_MAY_CONTAIN = {Part.PART: 0, Part.ANNEX: 0, Part.CHAPTER: 1, Part.APPENDIX: 1, Part.SECTION: 2}
"""Parts in which numbers can start again, and how deep they stand in one another."""


def items_of(items: ItemList, part: Part, within: tuple[Container, ...] = ()) -> Pinpoints:
    """The items of a list as pinpoints of one kind."""
    return tuple(Pinpoint(part, path, last, within=within) for path, last in items.items)


def directed_lists(scan: Scan, end: int, form: str, word: str) -> Found | None:
    """Lists behind a head, with their directions: each holds for the items since the one before.

    "para. 13 above and paras. 83 and 84 below" is one phrase of two lists.
    """
    grammar = scan.grammar
    items = parse_list(scan.text, end, grammar, plural=word not in grammar.singular)
    if items is None:
        return None
    part = HEAD_PARTS[form]
    end, pinpoints = _with_letters(scan, items.end, items_of(items, part), part)
    while more := grammar.direction.match(scan.text, end):
        direction = Direction(grammar.directions[more[1]])
        pinpoints = tuple(p if p.direction else replace(p, direction=direction) for p in pinpoints)
        end = more.end()
        following = _list_with_direction(scan, end, part)
        if following is None:
            break
        pinpoints += following[0]
        end = following[1]
    return pinpoints, end


def _list_with_direction(scan: Scan, end: int, part: Part) -> Found | None:
    """ " and paras. 83 and 84 below" behind a direction: only a list that has one itself goes on."""
    separator = scan.grammar.separator.match(scan.text, end)
    if separator is None:
        return None
    at = separator.end()
    if (head := scan.form_at(at)) is not None:
        if HEAD_PARTS.get(head[0]) is not part:
            return None
        at = head[2]
    items = parse_list(scan.text, at, scan.grammar, plural=True)
    if items is None or not scan.grammar.direction.match(scan.text, items.end):
        return None
    return items_of(items, part), items.end


def _with_letters(scan: Scan, end: int, pinpoints: Pinpoints, part: Part) -> tuple[int, Pinpoints]:
    """ "paragraph 161, in particular its subparagraphs (b–d)": letters of the number before."""
    notably = scan.grammar.notably.match(scan.text, end)
    head = scan.form_at(notably.end()) if notably else None
    if head is None or head[0] not in ("subparagraph", "paragraph"):
        return end, pinpoints
    before = pinpoints[-1].last or pinpoints[-1].path
    items = parse_list(scan.text, head[2], scan.grammar, plural=True, before=before)
    if items is None or items.relative:
        return end, pinpoints
    return items.end, pinpoints + items_of(items, part)


def part_numbers(scan: Scan, end: int, form: str) -> Found:
    """ "II and III" behind "sections", "II.B" behind "section"; empty where no number follows."""
    part = HEAD_PARTS[form]
    pattern = scan.grammar.part_number
    pinpoints: list[Pinpoint] = []
    found = pattern.match(scan.text, end)
    while found:
        token = "".join(found[1].split()).replace(",", ".")
        pinpoints.append(Pinpoint(part, token))
        end = found.end()
        if mark := scan.grammar.range_mark.match(scan.text, end):
            last = pattern.match(scan.text, mark.end())
            if last and _same_style(last[1], token):
                pinpoints[-1] = Pinpoint(part, token, "".join(last[1].split()))
                end = last.end()
        separator = scan.grammar.separator.match(scan.text, end)
        found = pattern.match(scan.text, separator.end()) if separator else None
        if found and not _same_style(found[1], token):
            break
    return tuple(pinpoints), end


def following(scan: Scan, end: int, directed: bool = False) -> Found | None:
    """The pinpoints behind a source: ", paras. 22–24 and table 2", ", annex II, paragraph 3".

    A part before paragraphs is where they are counted; any other is a place of its own. What goes
    on with "above" or "below" is another phrase, unless the source is the document itself (`directed`).
    """
    if scan.lead(end) not in scan.grammar.leads:
        return None
    pinpoints: list[Pinpoint] = []
    open_parts: tuple[Container, ...] = ()
    pending: Pinpoints = ()  # parts that are containers, if paragraphs follow
    while step := _next_places(scan, end, not pinpoints and not pending, directed):
        places, stop = step
        part = places[0].part
        if part in _MAY_CONTAIN:
            if pending and _MAY_CONTAIN[part] > _MAY_CONTAIN[pending[-1].part]:
                open_parts += (Container(pending[-1].part, pending[-1].path),)
                pinpoints += pending[:-1]
            else:
                pinpoints += pending
                open_parts = tuple(
                    c for c in open_parts if _MAY_CONTAIN[c.part] < _MAY_CONTAIN[part]
                )
            pending = tuple(replace(p, within=open_parts) for p in places)
        elif part is Part.PARAGRAPH or part is Part.RECOMMENDATION:
            if pending:
                open_parts += (Container(pending[-1].part, pending[-1].path),)
                pinpoints += pending[:-1]
                pending = ()
            pinpoints += [replace(p, within=open_parts) for p in places]
        else:
            pinpoints += (*pending, *places)
            pending, open_parts = (), ()
        end = stop
    pinpoints += pending
    return (tuple(pinpoints), end) if pinpoints else None


def _next_places(scan: Scan, end: int, first: bool, directed: bool) -> Found | None:
    """One head with its numbers, behind a comma or "and" (a first one may follow directly)."""
    comma = scan.grammar.notably.match(scan.text, end) if first else None
    comma = comma or scan.grammar.separator.match(scan.text, end)
    at = comma.end() if comma else scan.skip_spaces(end)
    if not comma:
        if at == end or not first:
            return None
        if scan.text[at : at + 1] == "(":
            at += 1
    head = scan.form_at(at)
    if head is None:
        return None
    form, word, stop = head
    if form in _PARAGRAPH_FORMS:
        plural = word not in scan.grammar.singular
        items = parse_list(scan.text, stop, scan.grammar, plural=plural)
        if items is None or items.relative:
            return None
        part = HEAD_PARTS[form]
        stop, pinpoints = _with_letters(scan, items.end, items_of(items, part), part)
    elif form in NUMBERED_PARTS or form == "summary":
        pinpoints, stop = part_numbers(scan, stop, form)
        if not pinpoints:
            if form not in _UNNUMBERED:
                return None
            pinpoints, stop = (Pinpoint(HEAD_PARTS[form], ""),), head[2]
    else:
        return None
    if scan.grammar.direction.match(scan.text, stop) and not directed:
        return None
    if _leads_elsewhere(scan, stop):
        return None
    return pinpoints, stop


def _leads_elsewhere(scan: Scan, end: int) -> bool:
    """ "A/80/607, para. 3, and paragraph 5 of resolution 79/1": the second has its own source."""
    of = scan.grammar.of.match(scan.text, end)
    return (
        of is not None and scan.text[of.start() : of.end()].strip(" ,\n") == scan.grammar.plain_of
    )


def _same_style(a: str, b: str) -> bool:
    return a[0].isdigit() == b[0].isdigit()
