"""Which rows are page furniture: running heads and feet, page and job numbers.

Furniture stands apart from the text in the top or the bottom band of a page, and repeats from page
to page at the same height with only its digits changed. What stands at the height of such a row, or
further out, is furniture too. The head of the first page is the letterhead and stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .measures import Measures
from .page import Page, Rule
from .rows import Row, segments

_BAND = 0.17  # of the page's height
_DEEPEST = 4  # rows
_SAME_HEIGHT = 4.0  # points
_SET_APART = 1.75  # of the leading: the white space between furniture and text
_FEWEST = 2  # pages
_SHARE = 0.3  # of the pages: what repeats on fewer is a coincidence
_ENOUGH = 6  # pages, of however many
_SURE = 0.5  # of the pages: what repeats on more is furniture though the text comes close
_LESS_APART = 1.25
_MOST_UNKNOWN = 1  # row further out than one that repeats, if it is short
_MOST_PARTS = 3  # head, number, symbol
_RULE_SHARE = 0.4  # of the pages
_LONGEST = 160  # characters
_PARTS = 2.0  # of the size: head and number stand so far apart at least
_NUMBER = re.compile(r"(?=.*\d)(?:[^\W\d_]\.)?(?:\d|[^\w.,;:]|[.,](?=\d))+")
_SHORT = 40  # characters
_RUNS_OVER = 0.6  # of the width of the page
_LONGEST_NUMBER = 24  # characters
_DIGITS = re.compile(r"\d+")
_LAST_ROW = 3.0  # points below the lowest text of the other pages

TOP, BOTTOM = "top", "bottom"
_Key = tuple[str, str, int]  # band, masked text, height in steps of a few points


@dataclass(frozen=True, slots=True)
class PageRows:
    """The rows of a page without its furniture, with the page they are on."""

    page: Page
    rows: tuple[Row, ...]
    rules: tuple[Rule, ...]


def without_furniture(
    pages: Sequence[tuple[Page, Sequence[Row]]], measures: Measures
) -> list[PageRows]:
    """The pages with the rows that are text, and the rules that belong to it."""
    repeated = _repeated(pages)
    head = frozenset(
        part.text
        for page, rows in pages[:1]
        for row in _candidates(page, rows, TOP)
        for part in segments(row, _PARTS)
        if _DIGITS.search(part.text)
    )
    spans = [_text_span(page, rows, repeated, head, measures) for page, rows in pages]
    result: list[PageRows] = []
    feet = [
        rows[end].y for (_, rows), (_, end) in zip(pages, spans, strict=True) if end < len(rows)
    ]
    lowest = max(
        (rows[end - 1].y for (_, rows), (start, end) in zip(pages, spans, strict=True)
         if end > start and end < len(rows)),
        default=None,
    )  # fmt: skip
    rules = _repeated_rules([page for page, _ in pages])
    for place, ((page, rows), (start, end)) in enumerate(zip(pages, spans, strict=True)):
        if place == 0:
            start = 0
            if lowest is not None and len(feet) > 1:
                end = min(end, _rows_above(rows, max(lowest, min(feet) - page.height * 0.03)))
        text = tuple(rows[start:end])
        result.append(PageRows(page, text, tuple(_text_rules(page, text, rules, place == 0))))
    return result


def _rows_above(rows: Sequence[Row], lowest: float) -> int:
    return sum(row.y <= lowest + _LAST_ROW for row in rows)


def _candidates(page: Page, rows: Sequence[Row], band: str) -> list[Row]:
    """The outermost rows of a band, from the edge of the page inwards."""
    near = rows[:_DEEPEST] if band == TOP else list(reversed(rows[-_DEEPEST:]))
    limit = page.height * _BAND
    return [
        row
        for row in near
        if (row.y < limit if band == TOP else row.y > page.height - limit)
        and len(row.text) <= _LONGEST
    ]


def _masked(row: Row) -> Iterator[str]:
    """The parts of a row with their numbers masked; head and number change sides on a spread."""
    for part in segments(row, _PARTS):
        yield _DIGITS.sub("#", part.text)


def _repeated(pages: Sequence[tuple[Page, Sequence[Row]]]) -> Mapping[_Key, bool]:
    """What repeats, and whether it does so on most pages."""
    times: Counter[_Key] = Counter()
    for page, rows in pages:
        seen = {
            (band, part, step)
            for band in (TOP, BOTTOM)
            for row in _candidates(page, rows, band)
            for part in _masked(row)
            for step in _steps(page, row, band)
        }
        times.update(seen)
    least = max(_FEWEST, min(_SHARE * len(pages), _ENOUGH))
    sure = max(_FEWEST + 1, _SURE * len(pages))
    return {key: count >= sure for key, count in times.items() if count >= least}


def _steps(page: Page, row: Row, band: str) -> tuple[int, int]:
    """The height of a row, from its own edge of the page; two steps, as it may fall between."""
    step = int((row.y if band == TOP else page.height - row.y) / _SAME_HEIGHT)
    return step, step + 1


def _text_span(
    page: Page,
    rows: Sequence[Row],
    repeated: Mapping[_Key, bool],
    letterhead: frozenset[str],
    measures: Measures,
) -> tuple[int, int]:
    """The first row of the text and the one behind its last."""
    top = _depth(page, rows, TOP, repeated, letterhead, measures)
    bottom = _depth(page, rows, BOTTOM, repeated, letterhead, measures)
    return min(top, len(rows)), max(len(rows) - bottom, min(top, len(rows)))


def _depth(
    page: Page,
    rows: Sequence[Row],
    band: str,
    repeated: Mapping[_Key, bool],
    letterhead: frozenset[str],
    measures: Measures,
) -> int:
    """How many rows from the edge inwards are furniture."""
    deepest = unknown = 0
    ordered = list(rows) if band == TOP else list(reversed(rows))
    for depth, row in enumerate(_candidates(page, rows, band), 1):
        if (page.number > 1 or band == BOTTOM) and (
            (depth == deepest + 1 and _is_plain(row, letterhead, band))
            or (band == TOP and depth == 1 and _is_ruled_off(page, row))
        ):
            deepest = depth if _stands_apart(page, ordered, depth, measures) else deepest
            continue
        parts = list(_masked(row))
        keys = [[(band, part, step) for step in _steps(page, row, band)] for part in parts]
        known = [any(key in repeated for key in own) for own in keys]
        if len(parts) > _MOST_PARTS or 2 * sum(known) < len(parts):
            unknown += 1 + (len(row.text) > _SHORT)
            if unknown > _MOST_UNKNOWN:
                break
            continue
        sure = len(row.text) <= _SHORT and all(
            any(repeated.get(key) for key in own) for own in keys
        )
        apart = _LESS_APART if sure else _SET_APART
        if _stands_apart(page, ordered, depth, measures, apart):
            deepest = depth
        elif len(row.text) > _SHORT:
            break  # heads in several lines are short
    return deepest


def _is_plain(row: Row, letterhead: frozenset[str], band: str) -> bool:
    """Whether a row needs no other page to be known: a page number, the symbol of the letterhead."""
    parts = [part.text for part in segments(row, _PARTS)]
    if band == TOP and any(part in letterhead for part in parts):
        return True
    return len(row.text) <= _LONGEST_NUMBER and all(map(_NUMBER.fullmatch, parts))


def _is_ruled_off(page: Page, row: Row) -> bool:
    """Whether a short row has a rule right below it that runs over the page."""
    return len(row.text) <= _SHORT and any(
        0 < rule.top - row.y < 1.3 * row.size and rule.width > _RUNS_OVER * page.width
        for rule in page.rules
    )


def _stands_apart(
    page: Page, ordered: Sequence[Row], depth: int, measures: Measures, apart: float = _SET_APART
) -> bool:
    """Whether white space or a rule parts a row from those further in."""
    if depth == len(ordered):
        return True
    row, inner = ordered[depth - 1], ordered[depth]
    leading = measures.leading * inner.size / measures.size
    if abs(inner.y - row.y) > apart * max(leading, inner.size * 1.2):
        return True
    low, high = sorted((row.y, inner.y))
    return any(low <= rule.top <= high and rule.width > page.width / 4 for rule in page.rules)


def _repeated_rules(pages: Sequence[Page]) -> frozenset[tuple[int, int, int]]:
    """Rules that stand on many pages at the same place, such as the one below a running head."""
    times: Counter[tuple[int, int, int]] = Counter()
    for page in pages:
        times.update({_rule_key(rule) for rule in page.rules})
    least = max(_FEWEST, _RULE_SHARE * len(pages))
    return frozenset(key for key, count in times.items() if count >= least)


def _rule_key(rule: Rule) -> tuple[int, int, int]:
    return round(rule.top / 2), round(rule.left / 4), round(rule.right / 4)


def _text_rules(
    page: Page,
    rows: Sequence[Row],
    repeated: frozenset[tuple[int, int, int]],
    is_first: bool,
) -> Iterator[Rule]:
    """The rules of a page, those of its furniture aside."""
    if not rows:
        return
    top, bottom = rows[0].y - rows[0].size, rows[-1].y
    head = next((rule for rule in page.rules), None)
    for rule in page.rules:
        outside = rule.top < top or rule.top > bottom + rows[-1].size
        if (
            not is_first
            and outside
            and _rule_key(rule) in repeated
            and (rule is head or rule.top > bottom)
        ):
            continue
        yield rule
