"""Pinpoints: "paras. 21 (a), 37 and 50 above", "sections II and III", ", chap. II, paras. 92 and 94–97"."""

from __future__ import annotations

import re

from ..model import Direction
from .grammar import HEAD_PARTS, NUMBERED_PARTS
from .lists import ItemList, general_list, parse_list, plain_items
from .phrases import Container, Part, Pinpoint
from .scan import Scan

Pinpoints = tuple[Pinpoint, ...]
Found = tuple[Pinpoints, int]

_PARAGRAPH_FORMS = ("paragraph", "subparagraph", "recommendation")
_ENDS = (")", ".", "]", ":")  # behind a direction, where no list goes on
UNNUMBERED = ("annex", "appendix", "summary")
"""Parts of which a document can have one alone, without a number."""
MAY_CONTAIN = {Part.PART: 0, Part.ANNEX: 0, Part.CHAPTER: 1, Part.APPENDIX: 1, Part.SECTION: 2}
"""Parts in which numbers can start again, and how deep they stand in one another."""


def items_of(items: ItemList, part: Part, within: tuple[Container, ...] = ()) -> Pinpoints:
    """The items of a list as pinpoints of one kind."""
    if len(items.items) == 1:
        ((path, last),) = items.items
        return (Pinpoint(part, path, last, None, within),)
    return tuple([Pinpoint(part, path, last, None, within) for path, last in items.items])


def directed(pinpoints: Pinpoints, direction: Direction) -> Pinpoints:
    """The pinpoints with a direction, where they have none."""
    if len(pinpoints) == 1:
        (p,) = pinpoints
        return (Pinpoint(p.part, p.path, p.last, p.direction or direction, p.within, p.step),)
    return tuple(
        [
            p if p.direction else Pinpoint(p.part, p.path, p.last, direction, p.within, p.step)
            for p in pinpoints
        ]
    )


def placed_in(container: Container, pinpoints: Pinpoints) -> Pinpoints:
    """The pinpoints inside a part in which numbers start again."""
    return tuple(
        [
            Pinpoint(p.part, p.path, p.last, p.direction, (container, *p.within), p.step)
            for p in pinpoints
        ]
    )


def _placed(pinpoints: Pinpoints, within: tuple[Container, ...]) -> Pinpoints:
    """The pinpoints in place of parts that they did not have."""
    if not within:
        return pinpoints
    return tuple([Pinpoint(p.part, p.path, p.last, p.direction, within, p.step) for p in pinpoints])


def directed_lists(scan: Scan, start: int, end: int, form: str) -> Found | None:
    """Lists behind a head, with their directions: each holds for the items since the one before.

    "para. 13 above and paras. 83 and 84 below" is one phrase of two lists.
    """
    grammar, text = scan.grammar, scan.text
    part = HEAD_PARTS[form]
    plain = grammar.plain_list.match(text, end)
    if plain is None:
        return None
    if plain[1]:
        direction = grammar.directions[plain[4]] if plain[4] else None
        items = plain_items(plain, grammar)
        pinpoints = tuple([Pinpoint(part, path, last, direction) for path, last in items])
        if direction:
            return _further_lists(scan, plain.end(4), part, pinpoints)
        end = plain.end()
    else:
        plural = text[start:end].lower() not in grammar.singular
        found = general_list(text, end, grammar, plural=plural)
        if found is None:
            return None
        end, pinpoints = found.end, items_of(found, part)
    if text[end : end + 1] == "," and (lettered := _lettered(scan, end, pinpoints, part)):
        end, pinpoints = lettered
    behind = grammar.behind_list.match(text, end) if text[end : end + 1] not in _ENDS else None
    if behind and not behind[1]:
        end, pinpoints = _with_letters(scan, end, pinpoints, part)
        behind = grammar.direction.match(text, end)
    if behind is None:
        return pinpoints, end
    pinpoints = directed(pinpoints, grammar.directions[behind[1]])
    return _further_lists(scan, behind.end(), part, pinpoints)


def _further_lists(scan: Scan, end: int, part: Part, pinpoints: Pinpoints) -> Found:
    """ " and paras. 83 and 84 below" behind a direction: only a list that has one itself goes on."""
    while scan.text[end : end + 1] not in _ENDS:
        separator = scan.grammar.separator.match(scan.text, end)
        if separator is None:
            break
        at = separator.end()
        if (head := scan.form_at(at)) is not None:
            if HEAD_PARTS.get(head[0]) is not part:
                break
            at = head[2]
        items = parse_list(scan.text, at, scan.grammar, plural=True)
        behind = scan.grammar.direction.match(scan.text, items.end) if items else None
        if items is None or behind is None:
            break
        pinpoints += directed(items_of(items, part), scan.grammar.directions[behind[1]])
        end = behind.end()
    return pinpoints, end


def _lettered(
    scan: Scan, end: int, pinpoints: Pinpoints, part: Part
) -> tuple[int, Pinpoints] | None:
    """ "paragraph 5, subparagraphs (a) to (c)": letters of the number before, which says no more."""
    comma = scan.grammar.separator.match(scan.text, end)
    head = scan.form_at(comma.end()) if comma else None
    last = pinpoints[-1]
    if head is None or head[0] != "subparagraph" or last.last:
        return None
    items = parse_list(
        scan.text, head[2], scan.grammar, plural=True, before=last.path, letters_only=True
    )
    return (items.end, (*pinpoints[:-1], *items_of(items, part))) if items else None


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
    if plain := scan.grammar.plain_number.match(scan.text, end):
        return ((Pinpoint(part, plain[1]),), plain.end()) if plain[1] else ((), end)
    pattern = scan.grammar.part_number
    pinpoints: list[Pinpoint] = []
    found = pattern.match(scan.text, end)
    while found:
        token = "".join(found[1].split()).replace(",", ".")
        if pinpoints:
            token = _under(pinpoints[-1].last or pinpoints[-1].path, token)
        pinpoints.append(Pinpoint(part, token))
        end = found.end()
        separator = scan.grammar.junction.match(scan.text, end)
        if separator and separator[1]:
            last = pattern.match(scan.text, separator.end())
            if last and _same_style(last[1], token):
                pinpoints[-1] = Pinpoint(part, token, _under(token, "".join(last[1].split())))
                end = last.end()
            separator = scan.grammar.separator.match(scan.text, end)
        found = pattern.match(scan.text, separator.end()) if separator else None
        if found and not _same_style(found[1], token):
            break
    return tuple(pinpoints), end


def _under(before: str, token: str) -> str:
    """ "II.A and C", "II.A–C": a capital letter alone goes on with the one before it.

    >>> _under("II.A", "C"), _under("II.A", "III"), _under("II", "A")
    ('II.C', 'III', 'A')
    """
    stem, dot, letter = before.rpartition(".")
    goes_on = dot and len(token) == len(letter) == 1 and token.isalpha() and token > letter
    return f"{stem}.{token}" if goes_on else token


def following(scan: Scan, end: int, directed: bool = False, parts: Pinpoints = ()) -> Found | None:
    """The pinpoints behind a source: ", paras. 22–24 and table 2", ", annex II, paragraph 3".

    A part before paragraphs is where they are counted; any other is a place of its own. `parts` are
    those before `end`, of the document itself, and come first in what is found. What goes on with
    "above" or "below" is another phrase, unless the source is the document itself (`directed`).
    """
    if scan.lead(end) not in scan.grammar.leads:
        return None
    start = end
    pinpoints: list[Pinpoint] = []
    open_parts: tuple[Container, ...] = ()
    pending = parts  # parts that are containers, if paragraphs follow
    while step := _next_places(scan, end, end == start, directed):
        places, stop = step
        part = places[0].part
        conjoined = bool(pending or pinpoints) and is_conjoined(scan, end)
        if part in MAY_CONTAIN:
            if pending and not conjoined and MAY_CONTAIN[part] > MAY_CONTAIN[pending[-1].part]:
                open_parts += (Container(pending[-1].part, pending[-1].path),)
                pinpoints += pending[:-1]
            else:
                pinpoints += pending
                goes_on = not conjoined or any(part in _parts(p) for p in pinpoints)
                open_parts = tuple(
                    c for c in open_parts if goes_on and MAY_CONTAIN[c.part] < MAY_CONTAIN[part]
                )
            pending = _placed(places, open_parts)
        elif part is Part.PARAGRAPH or part is Part.RECOMMENDATION:
            if pending and conjoined:
                pinpoints += pending
                pending = ()
            elif pending:
                open_parts += (Container(pending[-1].part, pending[-1].path),)
                pinpoints += pending[:-1]
                pending = ()
            pinpoints += _placed(places, open_parts)
        else:
            pinpoints += (*pending, *places)
            pending, open_parts = (), ()
        end = stop
    pinpoints += pending
    return (tuple(pinpoints), end) if end > start else None


def _parts(pinpoint: Pinpoint) -> tuple[Part, ...]:
    return (pinpoint.part, *(container.part for container in pinpoint.within))


def is_conjoined(scan: Scan, end: int) -> bool:
    """Whether an "and" follows: "section II and paragraphs 3 and 4" are two places, "section II,
    paragraphs 3 and 4" is one."""
    separator = scan.grammar.separator.match(scan.text, end)
    return separator is not None and _is_conjoined(separator)


def _is_conjoined(separator: re.Match[str]) -> bool:
    return any(map(str.isalpha, separator.group()))


def _next_places(scan: Scan, end: int, first: bool, directed: bool) -> Found | None:
    """One head with its numbers, behind a comma or "and" (a first one may follow directly)."""
    pattern = scan.grammar.further if first else scan.grammar.separator
    comma = pattern.match(scan.text, end)
    if comma and first and not directed and scan.is_conjunction(comma):
        return None  # "decision 4/4 and annex I": the annex can be anyone's
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
        pinpoints, stop = items_of(items, HEAD_PARTS[form]), items.end
        if scan.text[stop : stop + 1] == "," and (
            lettered := _lettered(scan, stop, pinpoints, HEAD_PARTS[form])
        ):
            stop, pinpoints = lettered
    elif form in NUMBERED_PARTS or form == "summary":
        pinpoints, stop = part_numbers(scan, stop, form)
        if not pinpoints:
            if form not in UNNUMBERED:
                return None
            pinpoints, stop = (Pinpoint(HEAD_PARTS[form], ""),), head[2]
    else:
        return None
    if scan.lead(stop) not in scan.grammar.behind_leads:
        return pinpoints, stop
    if form in _PARAGRAPH_FORMS:
        stop, pinpoints = _with_letters(scan, stop, pinpoints, HEAD_PARTS[form])
    if scan.grammar.direction.match(scan.text, stop) and not directed:
        return None
    # "section II, paragraph 3, of the report": what is behind "of" has all of it.
    whole = directed and comma is not None and not _is_conjoined(comma)
    if not whole and _leads_elsewhere(scan, stop):
        return None
    return pinpoints, stop


def _leads_elsewhere(scan: Scan, end: int) -> bool:
    """Whether places have a source of their own behind them, as the second ones do in "A/80/607, para. 3,
    and paragraph 5 of resolution 79/1", "decision 1/CP.16 and annexes I and II to decision 2/CP.17".
    """
    of = scan.grammar.of_what.match(scan.text, end)
    if of is None:
        return False
    if scan.is_plain_of(of, of.end(1)):
        return not _names_body(scan, of.end())
    _, own, _ = of.groups()
    if "," in scan.text[end : of.start(1)]:
        return False  # "…, annex, to the Committee": "to" goes with the verb
    named = scan.names_document(of.end()) or scan.registry.treaty_at(scan.text, of.end())
    return bool(own or named)


def _names_body(scan: Scan, at: int) -> bool:
    """ "decision 4/4, para. 3, of the Conference": whose decision it is, and nothing that has paragraphs."""
    named = scan.registry.body_at(scan.text, at) or scan.registry.short_body_at(scan.text, at)
    return named is not None and not scan.names_document(at)


def _same_style(a: str, b: str) -> bool:
    return a[0].isdigit() == b[0].isdigit()
