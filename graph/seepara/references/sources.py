"""Sources: what a pinpoint is in, behind "of", and the numbers of decisions and resolutions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..symbols import match
from .articles import article_path, bracketed
from .grammar import HEAD_PARTS, NUMBERED_PARTS
from .phrases import Container, In, Source
from .places import (
    MAY_CONTAIN,
    UNNUMBERED,
    Pinpoints,
    directed,
    following,
    part_numbers,
    placed_in,
)
from .scan import Scan

_LONGEST_DESCRIPTION = 240
_DEEPEST = 4  # parts within parts: "paragraph 3 of section II of annex I to chapter IV of …"
_LONGEST_RANGE = 200
_ENACTMENT = {"resolution": In.RESOLUTION, "decision": In.DECISION}
_CLOSES_DESCRIPTION = re.compile(r"[.,;:()\[\]\n]")
_ENDS = (")", "]", ";", ":")  # behind a number, where no list of numbers goes on

ABBREVIATION = re.compile(r"\([A-Z][A-Za-z-]{1,15}\)")
"""A short name in brackets, which does not end a description: "… in Western Sahara (MINURSO)"."""

Head = tuple[str, str, int]
"""A form, the head word in small letters, and where it ends (`Scan.form_at`)."""

Named = tuple[Source, int]
Numbers = tuple[list[str], int, int, bool]
Placed = tuple[Source | None, Pinpoints, int]
"""A source (None: something unknown), the pinpoints as they stand in it, and where it ends."""


def of(scan: Scan, end: int, pinpoints: Pinpoints, depth: int = 0) -> Placed | None:
    """The source that "of" leads to; None where no such word follows.

    A paragraph of an unknown thing has the source None: it must not become this document's own.
    """
    found = scan.grammar.of_what.match(scan.text, end)
    if found is None:
        return None
    _, own, determiner = found.groups()
    at = found.end()
    if own:
        return Source(In.OWN, own.lower()), pinpoints, at
    determiner = determiner.lower() if determiner else ""
    head = scan.form_at(at)
    if found_source := _source_at(scan, at, determiner, head):
        source, end = found_source
        if source.kind is In.SYMBOL and (part := _part_in_brackets(scan, end)):
            return source, placed_in(part[0], pinpoints), part[1]
        return source, pinpoints, end
    if head is not None:
        if depth < _DEEPEST and (
            found_inside := nested(scan, head[0], head[2], pinpoints, depth + 1)
        ):
            return found_inside
        if determiner:
            return None, pinpoints, at
    # "in", "to" and "from" lead anywhere; "of", to a thing that has paragraphs.
    return (None, pinpoints, at) if scan.is_plain_of(found, found.end(1)) else None


def _part_in_brackets(scan: Scan, end: int) -> tuple[Container, int] | None:
    """ ", chap. II)" behind the symbol in "paragraph 45 of its report (A/79/5, chap. II)"."""
    found = following(scan, end) if scan.text[end : end + 1] == "," else None
    if found is None or scan.text[found[1] : found[1] + 1] not in (")", "]"):
        return None
    (place, *others), stop = found
    if others or place.part not in MAY_CONTAIN or place.within or place.last:
        return None
    return Container(place.part, place.path), stop + 1


def nested(scan: Scan, form: str, end: int, pinpoints: Pinpoints, depth: int) -> Placed | None:
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
    if form == "paragraph":
        return _lettered_in(scan, end, pinpoints, depth)
    if form in NUMBERED_PARTS:
        parts, stop = part_numbers(scan, end, form)
        if not parts and form not in ("annex", "appendix"):
            return None
        container = Container(HEAD_PARTS[form], parts[0].path if parts else "")
        stop = stop if parts else end
        inside = placed_in(container, pinpoints)
        return of(scan, stop, inside, depth) or (Source(In.OWN), inside, stop)
    return None


def _lettered_in(scan: Scan, end: int, pinpoints: Pinpoints, depth: int) -> Placed | None:
    """ "subparagraphs (a) and (b) of paragraph 5 above", "… of paragraph 4 of decision 4/4"."""
    number = scan.grammar.number.match(scan.text, end)
    if number is None or not all(p.path.startswith("(") for p in pinpoints):
        return None
    base, end = "".join(number[1].split()), number.end()
    while letter := scan.grammar.letter.match(scan.text, end):
        base, end = f"{base}({letter[1]})", letter.end()
    inside = tuple(
        replace(p, path=base + p.path, last=base + p.last if p.last else "") for p in pinpoints
    )
    if direction := scan.grammar.direction.match(scan.text, end):
        found = directed(inside, scan.grammar.directions[direction[1]])
        return Source(In.OWN), found, direction.end()
    return of(scan, end, inside, depth) or (Source(In.OWN), inside, end)


def _source_at(scan: Scan, at: int, determiner: str, head: Head | None) -> Named | None:
    """A source named in full or in words, behind "of the"; `head` is what stands there, if it is one.

    Most of what can stand there is told by its first letters, which spares the patterns.
    """
    text, grammar, registry = scan.text, scan.grammar, scan.registry
    lead = text[at : at + 2].lower()
    start = at
    if lead in grammar.document_leads and (document := grammar.document.match(text, at)):
        start = document.end()
    if not text[start + 1 : start + 2].islower() and (
        symbol := match(text, start, registry.symbol_heads)
    ):
        return Source(In.SYMBOL, symbol.canonical), symbol.end
    named = registry.name_begins(text, at)
    if named and (treaty := registry.treaty_at(text, at)):
        return Source(In.INSTRUMENT, treaty[0]), treaty[1]
    if rules := scan.rules_of_procedure(at):
        return Source(In.RULES), rules.end()
    if (head or named) and (enactment := _enactment_at(scan, at, determiner, head)):
        return enactment
    if lead in grammar.described_leads and (found := described(scan, at, determiner)):
        return found
    if (
        head is not None
        and head[0] == "comment"
        and (comment := _comment_at(scan, head[2], determiner))
    ):
        return comment
    return _instrument_by_noun(scan, at, determiner) or _paper(scan, at)


def _paper(scan: Scan, at: int) -> Named | None:
    """ "its previous concluding observations (CEDAW/C/X/CO/7)", "the note by the President
    (S/2016/44)": what is no report has a symbol beside it, or is unknown."""
    found = scan.grammar.paper.match(scan.text, at)
    if found is None or scan.grammar.and_another.search(found[0]):
        return None
    symbol = match(scan.text, found.end(), scan.registry.symbol_heads)
    if symbol is None or scan.text[symbol.end : symbol.end + 1] not in (")", ","):
        return None
    end = symbol.end + (scan.text[symbol.end] == ")")
    return Source(In.SYMBOL, symbol.canonical), end


def _instrument_by_noun(scan: Scan, at: int, determiner: str) -> Named | None:
    """ "Convention", "Protocol" alone: which one, the document says."""
    if not scan.text.startswith(scan.registry.nouns_by_length, at):
        return None
    for noun in scan.registry.nouns_by_length:
        end = at + len(noun)
        if scan.text.startswith(noun, at) and not scan.text[end : end + 1].isalnum():
            if scan.grammar.names_another.match(scan.text, end):
                return None  # "the Convention on International Aviation" is not "the Convention"
            return Source(In.INSTRUMENT, noun, determiner=determiner or noun), end
    return None


def _enactment_at(scan: Scan, at: int, determiner: str, head: Head | None) -> Named | None:
    """ "Security Council resolution 2182 (2014)", "its decision 4/4" behind "of"."""
    organ = determiner
    if head is None:
        named = scan.registry.body_at(scan.text, at) or scan.registry.short_body_at(scan.text, at)
        if named is None:
            return None
        organ = named[0]
        head = scan.form_at(scan.skip_spaces(named[1]))
    if head is None or head[0] not in _ENACTMENT:
        return None
    form, _, stop = head
    names, end, _, goes_on = enactment_numbers(scan, stop, form)
    if not names:
        # "of that resolution": the one cited last
        return (Source(In.IBID, determiner, organ=form), stop) if determiner else None
    source = Source(_ENACTMENT[form], names[0], organ)
    if not goes_on:
        return source, end
    sources, end = with_organ_behind(scan, end, (source,))
    return sources[0], end


def enactments(form: str, names: Sequence[str], organ: str) -> tuple[Source, ...]:
    """Decisions or resolutions as sources, by the form of their head."""
    kind = _ENACTMENT[form]
    if len(names) == 1:
        return (Source(kind, names[0], organ),)
    return tuple([Source(kind, name, organ) for name in names])


def enactment_numbers(scan: Scan, start: int, form: str) -> Numbers:
    """The numbers behind a head, where the last of them ends, and where its date does.

    The last says whether the phrase may go on there. One look serves most phrases; it finds what
    the general rules would.
    """
    grammar, text = scan.grammar, scan.text
    found = grammar.plain_enactments[form].match(text, start)
    if found is None:
        return _any_numbers(scan, start, form)
    first, second, third, others, word = found.groups()
    names, end = ["".join(first.split())], found.end(1)
    if second is not None:
        names += ["".join(number.split()) for number in (second, third) if number]
        end = found.end(len(names))
        if others:
            for other in grammar.further_enactment[form].finditer(text, *found.span(4)):
                names.append("".join(other[1].split()))
                end = other.end(1)
    if word and word.lower() in grammar.may_go_on:
        more = grammar.goes_on.match(text, found.end() - len(word))
        if more is None:
            return names, end, end, False
        way = more.lastgroup
        if way == "range":
            return _any_numbers(scan, start, form)
        if way == "other" or (way == "organ" and scan.registry.name_begins(text, more.end())):
            dated = grammar.dated.match(text, end)
            return names, end, dated.end() if dated else end, True
    return names, end, end, False


def _any_numbers(scan: Scan, end: int, form: str) -> Numbers:
    """ "76/274, 77/304 and 78/294", "687 (1991) of 3 April 1991 and 707 (1991)", "31/6 A and B"."""
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
    return names, end, at, bool(names)


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
    text, grammar, registry = scan.text, scan.grammar, scan.registry
    end = start
    while end > done and text[end - 1] in " \n":
        end -= 1
    if end in (start, done):
        return "", start
    if text[end - 1] in grammar.genitive_ends and text.endswith(grammar.genitives, done, end):
        end -= len(next(g for g in grammar.genitives if text.endswith(g, done, end)))
    word = text[text.rfind(" ", 0, end) + 1 : end]
    if word in registry.last_words:
        if (named := registry.body_ending(text, end)) and named[1] >= done:
            return named
        if (named := registry.short_body_ending(text, end)) and named[1] >= done:
            return named
    if "\n" in word:
        word = word[word.rfind("\n") + 1 :]
    word = word.lower()
    return (word, start) if word in grammar.determiners else ("", start)


def described(scan: Scan, at: int, determiner: str) -> Named | None:
    """ "report on the 2009 meeting of the Working Group (CTOC/COP/WG.4/2009/2)".

    A description ends with its symbol in brackets, or where the sentence goes on otherwise.
    """
    if previous := scan.grammar.previous.match(scan.text, at):
        determiner, at = scan.grammar.previous_word, previous.end()
    if not scan.grammar.report.match(scan.text, at):
        return None
    end = at
    limit = min(len(scan.text), at + _LONGEST_DESCRIPTION)
    while end < limit and not _CLOSES_DESCRIPTION.match(scan.text, end):
        closing = _CLOSES_DESCRIPTION.search(scan.text, end, limit)
        end = closing.start() if closing else limit
        if short := ABBREVIATION.match(scan.text, end):
            end = short.end()
    if scan.text[end : end + 1] in ("(", "["):
        symbol = match(scan.text, end + 1, scan.registry.symbol_heads)
        if symbol is not None:
            end = symbol.end + (scan.text[symbol.end : symbol.end + 1] in (")", "]"))
            return Source(In.SYMBOL, symbol.canonical), end
    end = _next_in_list(scan, at, end)
    clause = scan.grammar.clause.search(scan.text, at, end)
    words = scan.text[at : clause.start() if clause else end].rstrip()
    return Source(In.DESCRIBED, words, determiner=determiner), at + len(words)


def _next_in_list(scan: Scan, at: int, end: int) -> int:
    """Where a description ends because another thing is cited behind an "and": "the report of the
    Committee and A/80/607", "… and the annex to the present resolution"."""
    for separator in scan.grammar.separator.finditer(scan.text, at, end):
        behind = separator.end()
        if determiner := scan.grammar.determiner.match(scan.text, behind):
            behind = determiner.end()
        form, _, stop = scan.form_at(behind) or ("", "", behind)
        numbers = scan.grammar.part_number if form in NUMBERED_PARTS else scan.grammar.number
        if (
            (form and numbers.match(scan.text, stop))
            or (form in UNNUMBERED and scan.grammar.of.match(scan.text, stop))
            or scan.names_document(behind)
        ):
            return separator.start()
    return end


def described_before(scan: Scan, start: int, form: str) -> Source | None:
    """ "the report of the Secretary-General, in paragraphs 32 and 54, indicates", "…, in particular
    section II thereof": the report before."""
    grammar, text = scan.grammar, scan.text
    if form == "recommendation" or scan.determiner_before(start) not in grammar.leads_inside:
        return None
    found = grammar.report_in.search(text[max(0, start - _LONGEST_DESCRIPTION) : start])
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
    if not scan.text.endswith(scan.registry.nouns_by_length, 0, end):
        return None
    for noun in scan.registry.nouns_by_length:
        begin = end - len(noun)
        if begin > 0 and scan.text.startswith(noun, begin) and scan.text[end : end + 1] == ",":
            return Source(In.INSTRUMENT, noun, determiner=noun)
    return None


def _comment_at(scan: Scan, end: int, determiner: str) -> Named | None:
    number = scan.grammar.comment_number.match(scan.text, end)
    if number is None:
        return None
    organ, end = organ_behind(scan, number.end())
    return Source(In.COMMENT, number[1], organ or determiner), end


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
