"""Sources: what a pinpoint is in, behind "of", and the numbers of decisions and resolutions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..symbols import match
from .grammar import HEAD_PARTS, NUMBERED_PARTS
from .phrases import Container, In, Part, Pinpoint, Source
from .places import Pinpoints, part_numbers
from .scan import Scan

_LONGEST_DESCRIPTION = 240
_DEEPEST = 4  # parts within parts: "paragraph 3 of section II of annex I to chapter IV of …"
_LONGEST_RANGE = 200
_ENDS = (")", "]", ";", ":")  # behind a number, where no list of numbers goes on

ABBREVIATION = re.compile(r"\([A-Z][A-Za-z-]{1,15}\)")
"""A short name in brackets, which does not end a description: "… in Western Sahara (MINURSO)"."""

Placed = tuple[Source | None, Pinpoints, int]
"""A source (None: something unknown), the pinpoints as they stand in it, and where it ends."""


def of(scan: Scan, end: int, pinpoints: Pinpoints, depth: int = 0) -> Placed | None:
    """The source that "of" leads to; None where no such word follows.

    A paragraph of an unknown thing has the source None: it must not become this document's own.
    """
    found = scan.grammar.of.match(scan.text, end)
    if found is None:
        return None
    at = found.end()
    if own := scan.grammar.own.match(scan.text, at):
        return Source(In.OWN, own[1].lower()), pinpoints, own.end()
    determiner = ""
    while word := scan.grammar.determiner.match(scan.text, at):
        determiner, at = word[1].lower(), word.end()
    if source := source_at(scan, at, determiner):
        return source[0], pinpoints, source[1]
    if (head := scan.form_at(at)) is not None:
        if depth < _DEEPEST and (nested := _nested(scan, head[0], head[2], pinpoints, depth + 1)):
            return nested
        if determiner:
            return None, pinpoints, at
    # "in", "to" and "from" lead anywhere; "of", to a thing that has paragraphs.
    plain = scan.text[found.start() : found.end()].strip(" ,\n") == scan.grammar.plain_of
    return (None, pinpoints, at) if plain else None


def _nested(scan: Scan, form: str, end: int, pinpoints: Pinpoints, depth: int) -> Placed | None:
    """ "paragraph 3 of annex II to decision 5/CP.1", "paragraph 1 of article 3 of the Convention"."""
    if form == "article" or form == "rule":
        number = scan.grammar.article_number.match(scan.text, end)
        if number is None:
            return None
        base = article_path(number[1])
        inside = tuple(
            replace(
                p,
                part=HEAD_PARTS[form],
                path=base + bracketed(p.path),
                last=base + bracketed(p.last) if p.last else "",
            )
            for p in pinpoints
        )
        kind = In.INSTRUMENT if form == "article" else In.RULES
        return of(scan, number.end(), inside, depth) or (Source(kind), inside, number.end())
    if form in NUMBERED_PARTS:
        parts, stop = part_numbers(scan, end, form)
        if not parts and form not in ("annex", "appendix"):
            return None
        container = Container(HEAD_PARTS[form], parts[0].path if parts else "")
        stop = stop if parts else end
        inside = tuple(replace(p, within=(container, *p.within)) for p in pinpoints)
        return of(scan, stop, inside, depth) or (Source(In.OWN), inside, stop)
    return None


def source_at(scan: Scan, at: int, determiner: str) -> tuple[Source, int] | None:
    """A source named in full or in words, behind "of the"."""
    document = scan.grammar.document.match(scan.text, at)
    start = document.end() if document else at
    if symbol := match(scan.text, start, scan.registry.symbol_heads):
        return Source(In.SYMBOL, symbol.canonical), symbol.end
    if treaty := scan.registry.treaty_at(scan.text, at):
        return Source(In.INSTRUMENT, treaty[0]), treaty[1]
    if rules := scan.grammar.rules_of_procedure.match(scan.text, at):
        return Source(In.RULES), rules.end()
    return (
        _enactment_at(scan, at, determiner)
        or described(scan, at, determiner)
        or _comment_at(scan, at, determiner)
        or _instrument_by_noun(scan, at, determiner)
    )


def _instrument_by_noun(scan: Scan, at: int, determiner: str) -> tuple[Source, int] | None:
    """ "Convention", "Protocol" alone: which one, the document says."""
    for noun in scan.registry.nouns_by_length:
        end = at + len(noun)
        if scan.text.startswith(noun, at) and not scan.text[end : end + 1].isalnum():
            if scan.grammar.names_another.match(scan.text, end):
                return None  # "the Convention on International Aviation" is not "the Convention"
            return Source(In.INSTRUMENT, noun, determiner=determiner or noun), end
    return None


def _enactment_at(scan: Scan, at: int, determiner: str) -> tuple[Source, int] | None:
    """ "Security Council resolution 2182 (2014)", "its decision 4/4" behind "of"."""
    organ, start = determiner, at
    if scan.form_at(at) is None:
        named = scan.registry.body_at(scan.text, at) or scan.registry.short_body_at(scan.text, at)
        if named is None:
            return None
        organ, start = named[0], scan.skip_spaces(named[1])
    head = scan.form_at(start)
    if head is None or head[0] not in ("resolution", "decision"):
        return None
    form, _, stop = head
    names, end, _ = enactment_numbers(scan, stop, form)
    if not names:
        # "of that resolution": the one cited last
        return (Source(In.IBID, determiner, organ=form), stop) if determiner else None
    sources, end = with_organ_behind(scan, end, enactments(form, names, organ))
    return sources[0], end


def enactments(form: str, names: Sequence[str], organ: str) -> tuple[Source, ...]:
    """Decisions or resolutions as sources, by the form of their head."""
    kind = In.RESOLUTION if form == "resolution" else In.DECISION
    return tuple([Source(kind, name, organ) for name in names])


def plain_enactments(scan: Scan, end: int, form: str) -> tuple[list[str], int] | None:
    """The numbers behind a head, and where they end, if it is plain that nothing follows them.

    One look serves most phrases; it finds what `enactment_numbers` would.
    """
    found = scan.grammar.plain_enactments[form].match(scan.text, end)
    if found is None or (found[3] and found[3].lower() in scan.grammar.goes_on):
        return None
    names, end = ["".join(found[1].split())], found.end(1)
    if found[2]:
        for other in scan.grammar.enactment_number[form].finditer(scan.text, *found.span(2)):
            names.append("".join(other[0].split()))
            end = other.end()
    return names, end


def enactment_numbers(scan: Scan, end: int, form: str) -> tuple[list[str], int, int]:
    """ "76/274, 77/304 and 78/294", "687 (1991) of 3 April 1991 and 707 (1991)", "31/6 A and B".

    The numbers, where the last of them ends, and where its date does.
    """
    grammar, text = scan.grammar, scan.text
    is_resolution = form == "resolution"
    pattern = grammar.resolution_number if is_resolution else grammar.decision_number
    names: list[str] = []
    at = end
    found = pattern.match(text, end)
    while found:
        number = "".join(found[1].split())
        end = found.end()
        letters = grammar.resolution_letters.match(text, end) if "/" in number else None
        if letters:
            names += [number + letter for letter in _letters(letters[1])]
            end = letters.end()
        else:
            names.append(number)
        at = end
        following = text[end : end + 1]
        if following in _ENDS:
            break
        lead = scan.lead(end)
        if lead in grammar.organ_leads and (dated := grammar.dated.match(text, end)):
            at = dated.end()
            following, lead = text[at : at + 1], scan.lead(at)
        if following == " " and lead.isalpha() and lead not in grammar.more_leads:
            break
        if mark := grammar.range_mark.match(text, at):
            last = pattern.match(text, mark.end())
            between = _numbers_between(number, "".join(last[1].split())) if last else None
            if last and between is not None:
                names += between
                end = at = last.end()
        separator = grammar.separator.match(text, at)
        found = pattern.match(text, separator.end()) if separator else None
        if not separator and "(" in number:
            # No sentence begins with "509 (1982)": where a full stop stands, a comma was meant.
            misprint = grammar.misprinted_separator.match(text, at)
            found = pattern.match(text, misprint.end()) if misprint else None
            found = found if found and "(" in found[1] else None
    return names, end, at


def with_organ_behind(
    scan: Scan, end: int, sources: Sequence[Source]
) -> tuple[tuple[Source, ...], int]:
    """ "resolution 2262 (XXII) adopted by the General Assembly": the body behind the number."""
    if sources[-1].organ not in scan.registry.bodies:
        organ, stop = organ_behind(scan, end)
        if organ:
            return tuple(replace(source, organ=organ) for source in sources), stop
    return tuple(sources), end


def organ_behind(scan: Scan, end: int) -> tuple[str, int]:
    """The root of the body that "of" or "adopted by" names behind a phrase, or ""."""
    if scan.lead(end) not in scan.grammar.organ_leads:
        return "", end
    by = scan.grammar.adopted_by.match(scan.text, end)
    named = scan.registry.body_at(scan.text, by.end()) if by else None
    return named or ("", end)


def organ_before(scan: Scan, start: int, done: int) -> tuple[str, int]:
    """The body named before a head (a root, a short name, "its"), and where the phrase begins."""
    text = scan.text
    end = start
    while end and text[end - 1] in " \n":
        end -= 1
    if end == start or end <= done:
        return "", start
    if text.endswith(scan.grammar.genitives, done, end):
        end -= len(next(g for g in scan.grammar.genitives if text.endswith(g, done, end)))
    for ending in (scan.registry.body_ending, scan.registry.short_body_ending):
        if (named := ending(text, end)) and named[1] >= done:
            return named
    word = text[max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1 : end].lower()
    return (word, start) if word in scan.grammar.determiners else ("", start)


def described(scan: Scan, at: int, determiner: str) -> tuple[Source, int] | None:
    """ "report on the 2009 meeting of the Working Group (CTOC/COP/WG.4/2009/2)".

    A description ends with its symbol in brackets, or where the sentence goes on otherwise.
    """
    if previous := scan.grammar.previous.match(scan.text, at):
        determiner, at = scan.grammar.previous_word, previous.end()
    if not scan.grammar.report.match(scan.text, at):
        return None
    end = at
    limit = min(len(scan.text), at + _LONGEST_DESCRIPTION)
    while end < limit and scan.text[end] not in ".,;:()[]\n":
        end += 1
        if scan.text[end : end + 1] == "(" and (short := ABBREVIATION.match(scan.text, end)):
            end = short.end()
    if scan.text[end : end + 1] in ("(", "["):
        symbol = match(scan.text, end + 1, scan.registry.symbol_heads)
        if symbol is not None:
            closing = symbol.end + (scan.text[symbol.end : symbol.end + 1] in (")", "]"))
            return Source(In.SYMBOL, symbol.canonical), closing
    clause = scan.grammar.clause.search(scan.text, at, end)
    words = scan.text[at : clause.start() if clause else end].rstrip()
    return Source(In.DESCRIBED, words, determiner=determiner), at + len(words)


def described_before(scan: Scan, start: int) -> Source | None:
    """ "the report of the Secretary-General, in paragraphs 32 and 54, indicates": the report before."""
    window = scan.text[max(0, start - _LONGEST_DESCRIPTION) : start]
    found = scan.grammar.report_in.search(window)
    if found is None:
        return None
    return Source(In.DESCRIBED, found[1].strip(" ,"), determiner="")


def instrument_before(scan: Scan, start: int) -> Source | None:
    """ "Convention on the Rights of the Child, art. 37 (b)": the treaty named before its article."""
    end = start
    while end and scan.text[end - 1] in " (":
        end -= 1
    if end and scan.text[end - 1] == ",":
        end -= 1
    if end == start:
        return None
    if named := scan.registry.treaty_ending(scan.text, end):
        return Source(In.INSTRUMENT, named[0])
    for noun in scan.registry.nouns_by_length:
        begin = end - len(noun)
        if begin > 0 and scan.text.startswith(noun, begin) and scan.text[end : end + 1] == ",":
            return Source(In.INSTRUMENT, noun, determiner=noun)
    return None


def _comment_at(scan: Scan, at: int, determiner: str) -> tuple[Source, int] | None:
    head = scan.form_at(at)
    if head is None or head[0] != "comment":
        return None
    number = scan.grammar.comment_number.match(scan.text, head[2])
    if number is None:
        return None
    organ, end = organ_behind(scan, number.end())
    return Source(In.COMMENT, number[1], organ or determiner), end


def bracketed(path: str) -> str:
    """A paragraph inside an article: "3" → "(3)", "1(d)" → "(1)(d)".

    >>> bracketed("1(d)"), bracketed("(a)")
    ('(1)(d)', '(a)')
    """
    number, bracket, letters = path.partition("(")
    return (f"({number})" if number else "") + bracket + letters


def article_path(printed: str) -> str:
    """ "4.1" is paragraph 1 of article 4; "3 ter" stays one number.

    >>> article_path("4.1"), article_path("3 ter")
    ('4(1)', '3ter')
    """
    number, *inside = "".join(printed.split()).split(".")
    return number + "".join(f"({token})" for token in inside)


def article_pinpoint(part: Part, base: str, path: str, last: str) -> Pinpoint:
    """A paragraph of an article as a pinpoint."""
    return Pinpoint(part, base + bracketed(path), base + bracketed(last) if last else "")


def _letters(printed: str) -> list[str]:
    """ "A and B" → A, B; "A-C" → A, B, C."""
    letters = [c for c in printed if c.isupper() and c.isascii()]
    if len(letters) == 2 and any(dash in printed for dash in "-–") and letters[0] < letters[1]:
        return [chr(n) for n in range(ord(letters[0]), ord(letters[1]) + 1)]
    return letters


def _numbers_between(first: str, last: str) -> list[str] | None:
    """ "2/CMP.7 to 4/CMP.7", "64/1 to 64/3": the numbers behind the first; None if it is no range."""
    a, slash, rest = first.partition("/")
    b, _, other = last.partition("/")
    if not slash:
        return None
    if rest == other and a.isdigit() and b.isdigit() and 0 < int(b) - int(a) <= _LONGEST_RANGE:
        return [f"{n}/{rest}" for n in range(int(a) + 1, int(b) + 1)]
    if (
        a == b
        and rest.isdigit()
        and other.isdigit()
        and 0 < int(other) - int(rest) <= _LONGEST_RANGE
    ):
        return [f"{a}/{n}" for n in range(int(rest) + 1, int(other) + 1)]
    return None
