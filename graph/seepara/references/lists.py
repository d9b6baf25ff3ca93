"""Lists of numbers and letters: "21 (a), 37 and 50", "17 (b), (c) and (e)", "53-55", "166(a–g)"."""

from __future__ import annotations

import re

from ..model import value
from ..ordinals import letter_ordinal, roman_ordinal
from .grammar import Grammar

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LONGEST_LIST = 400
_OPENING = frozenset(
    "( \n\t\r\f\v\u00a0\u00ad\u2009\u200b\u200d\u202f"
)  # what a letter in brackets can begin with
_NEXT_LETTER = re.compile(r"\(([a-z])\)\(([a-z])\)")
_GROUP = re.compile(r"\(([^()]*)\)")


@value
class ItemList:
    """The items of a list as (path, end of range or ""), and where the list ends.

    `relative`: the first item has letters only, so that its number is that of its surroundings.
    """

    items: tuple[tuple[str, str], ...]
    end: int
    relative: bool = False


def parse_list(
    text: str,
    start: int,
    grammar: Grammar,
    *,
    plural: bool,
    before: str = "",
    letters_only: bool = False,
    single: bool = False,
) -> ItemList | None:
    """The list at `start`, or None. `before` is the path to which letters at its front belong.

    With `letters_only`, the list has no numbers (they would be other articles); with `single`, it has
    one, which only letters may follow.

    >>> from ..languages import language
    >>> from .grammar import grammar
    >>> def items(text): return parse_list(text, 0, grammar(language("en")), plural=True).items
    >>> items("17 (b), (c) and (e) above")
    (('17(b)', ''), ('17(c)', ''), ('17(e)', ''))
    >>> items("100 (a)–(c) and 53-55"), items("o (ii) and (iv)")
    ((('100(a)', '100(c)'), ('53', '55')), (('o(ii)', ''), ('o(iv)', '')))
    """
    if letters_only and text[start : start + 1] not in _OPENING:
        return None
    plain = grammar.plain_list.match(text, start)
    if plain is None:
        return None
    if plain[1] and not letters_only and not (single and plain[3]):
        return ItemList(plain_items(plain, grammar), plain.end())
    return general_list(
        text,
        start,
        grammar,
        plural=plural,
        before=before,
        letters_only=letters_only,
        single=single,
    )


def general_list(
    text: str,
    start: int,
    grammar: Grammar,
    *,
    plural: bool,
    before: str = "",
    letters_only: bool = False,
    single: bool = False,
) -> ItemList | None:
    """The list at `start`, one item after the other, where it is not plain what belongs to it."""
    items: list[tuple[str, str]] = []
    found = _item(text, start, grammar, before, letters_only)
    relative = found is not None and found[0].startswith("(")
    end = start
    while found is not None:
        path, last, end = found
        *earlier, path = (path,) if last else _apart(path)
        items += [(one, "") for one in earlier]
        separator = grammar.junction.match(text, end)
        if separator and separator[1]:
            if not last:
                last, end = _range_end(text, end, separator.end(), grammar, path, letters_only)
                if cut := _note_mark(text, end, path, last):
                    items.append((path, last.partition(".")[0]))
                    end = cut
                    break
            separator = grammar.separator.match(text, end)
        items.append((path, last))
        if separator is None or len(items) == _LONGEST_LIST:
            break
        conjoined = "," not in separator.group() and ";" not in separator.group()
        found = _item(text, separator.end(), grammar, last or path, letters_only or single)
        if found is None:
            break
        if cut := _note_mark(text, found[2], path, found[0]):
            items.append((found[0].partition(".")[0], ""))
            end = cut
            break
        if found[0][:1].isdigit() and (
            _is_year(found[0], path)
            or (not plural and not closes(text, found[2], grammar))
            or not _belongs(text, found[2], grammar, plural, conjoined)
        ):
            break
    return ItemList(tuple(items), end, relative) if items else None


def _item(
    text: str, start: int, grammar: Grammar, previous: str, letters_only: bool
) -> tuple[str, str, int] | None:
    """One item: its path, the end of a range inside one bracket ("(a–g)"), and where it stops."""
    number = (
        None
        if letters_only
        else grammar.number.match(text, start) or grammar.lettered.match(text, start)
    )
    if number is not None:
        path = "".join(number[1].split())
        end = number.end()
        following = text[end : end + 1]
        if following != "(" and not (following.isspace() and text[end + 1 : end + 2] in _OPENING):
            return path, "", end
        if spread := grammar.letter_range.match(text, end):
            return f"{path}({spread[1]})", f"{path}({spread[2]})", spread.end()
        while letter := grammar.letter.match(text, end):
            if letter[1].isdigit() and path[-1:] != ")" and not _could_be_paragraph(letter[1]):
                break
            path += f"({letter[1]})"
            end = letter.end()
        return path, "", end
    if spread := grammar.letter_range.match(text, start):
        stem = _stem(previous, spread[1])
        return f"{stem}({spread[1]})", f"{stem}({spread[2]})", spread.end()
    letter = grammar.letter.match(text, start)
    if letter is None:
        return None
    path = f"{_stem(previous, letter[1])}({letter[1]})"
    end = letter.end()
    while letter := grammar.letter.match(text, end):
        path += f"({letter[1]})"
        end = letter.end()
    return path, "", end


def _stem(previous: str, token: str) -> str:
    """What letters alone continue: "17(b)" + "(c)" → "17"; "12(a)(ii)" + "(iii)" → "12(a)".

    The deepest level whose letters are of the same kind is the one that goes on.
    """
    number = previous.partition("(")[0]
    levels = _GROUP.findall(previous)
    for depth in range(len(levels) - 1, -1, -1):
        # Under a letter stand roman numbers: "(i)" in "(a) (i)" is none of the letters.
        nested = depth > 0 and bool(letter_ordinal(levels[depth - 1]))
        roman_only = nested and bool(roman_ordinal(levels[depth]))
        if roman_ordinal(token) if roman_only else _same_kind(levels[depth], token):
            return number + "".join(f"({level})" for level in levels[:depth])
    return previous


def _same_kind(a: str, b: str) -> bool:
    if a.isdigit() or b.isdigit():
        return a.isdigit() and b.isdigit()
    both_roman = bool(roman_ordinal(a)) and bool(roman_ordinal(b))
    both_letters = bool(letter_ordinal(a)) and bool(letter_ordinal(b))
    if both_roman and both_letters:
        return True
    return both_roman or both_letters or (len(a) == len(b) == 1)


def plain_items(plain: re.Match[str], grammar: Grammar) -> tuple[tuple[str, str], ...]:
    """What one look has found: "16", "37, 50 and 82", "12 (a) to 14 (b)"."""
    first, last, others, _ = plain.groups()
    items = [(_closed_up(first), _closed_up(last) if last else "")]
    if others:
        further = grammar.plain_item.findall(others)
        items += [(_closed_up(path), _closed_up(last)) for path, last in further]
    if not any(")(" in path for path, _ in items):
        return tuple(items)
    return tuple((one, last) for path, last in items for one in ((path,) if last else _apart(path)))


def _apart(path: str) -> tuple[str, ...]:
    """ "44 (b) (c)": a letter and the next one are two items without a comma, none in the other.

    >>> _apart("44(b)(c)"), _apart("12(a)(ii)")
    (('44(b)', '44(c)'), ('12(a)(ii)',))
    """
    found = _NEXT_LETTER.search(path)
    while found and (ord(found[2]) != ord(found[1]) + 1 or found[2] in "ivx"):
        found = _NEXT_LETTER.search(path, found.start() + 1)
    if found is None:
        return (path,)
    before = path[: found.start(1) - 1]
    return (f"{before}({found[1]})", *_apart(before + path[found.start(2) - 1 :]))


def _closed_up(printed: str) -> str:
    return printed if printed.isalnum() else "".join(printed.split())


def _note_mark(text: str, end: int, path: str, following: str) -> int:
    """ "paras. 11–13.2 The": where a number ends whose full stop the mark of a note follows; else 0.

    Numbers with a point inside are not in one list with others.
    """
    number, point, mark = following.partition(".")
    if not (point and mark.isdigit() and number.isdigit() and path.isdigit()):
        return 0
    return end - len(mark) - 1


def _range_end(
    text: str, end: int, mark_end: int, grammar: Grammar, path: str, letters_only: bool
) -> tuple[str, int]:
    """ "53-55", "100 (a)–(c)", "12 (a) to 14 (b)": the last of a range, "" where there is none."""
    found = _item(text, mark_end, grammar, path, letters_only)
    if found is None or found[1]:
        return "", end
    last, stop = found[0], found[2]
    if last[:1].isdigit() and path[:1].isdigit() and _is_year(last, path):
        return "", end
    return last, stop


def _is_year(path: str, before: str) -> bool:
    """ "paras. 10 and 2009": a year behind small numbers is no paragraph."""
    number, previous = path.partition("(")[0], before.partition("(")[0]
    if not (number.isdigit() and previous.isdigit()):
        return False
    return _FIRST_YEAR <= int(number) < _LAST_YEAR and int(previous) < 1000


def _could_be_paragraph(token: str) -> bool:
    return len(token) <= 2


def _belongs(text: str, end: int, grammar: Grammar, plural: bool, conjoined: bool) -> bool:
    """Whether a number is still of the list: "paras. 5 and 6, 12 States" must not take the 12."""
    if conjoined or plural:
        return not _word_follows(text, end) or conjoined or closes(text, end, grammar)
    return closes(text, end, grammar)


def _word_follows(text: str, end: int) -> bool:
    following = text[end : end + 3]
    return following[:1] == " " and following[1:2].isupper()


def closes(text: str, end: int, grammar: Grammar) -> bool:
    """Whether a list can end here: punctuation, a direction, "of", or a further item."""
    if end >= len(text) or text[end] in ".,;:)]\n":
        return True
    return bool(
        grammar.direction.match(text, end)
        or grammar.of.match(text, end)
        or grammar.separator.match(text, end)
        or grammar.range_mark.match(text, end)
    )
