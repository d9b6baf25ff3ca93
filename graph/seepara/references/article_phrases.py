"""Articles of treaties and rules of procedure, with the paragraphs inside them."""

from __future__ import annotations

from .articles import article_path, article_pinpoint
from .lists import parse_list
from .phrases import In, Part, Phrase, Pinpoint, Source
from .places import Pinpoints, items_of
from .scan import Scan
from .sources import instrument_before, of, organ_behind


def article_phrase(scan: Scan, start: int, end: int, form: str, done: int) -> Phrase | None:
    """ "article 26, paragraphs 2 and 3, of the Convention"; "articles 5, 7 and 8 of the Protocol"."""
    found = _articles(scan, end, Part.ARTICLE)
    if found is None:
        return None
    pinpoints, end = found
    placed = of(scan, end, pinpoints)
    if placed is None:
        if scan.determiner_before(start) in scan.grammar.draft:
            return Phrase(start, end, (Source(In.UNKNOWN),), pinpoints)
        if _names_a_thing(scan, start, end):
            return None
        before = instrument_before(scan, start)
        return Phrase(start, end, (before or Source(In.INSTRUMENT),), pinpoints)
    source, _, stop = placed
    if source is None:
        return Phrase(start, end, (Source(In.UNKNOWN),), pinpoints)
    if source.kind is not In.INSTRUMENT:
        return None
    return Phrase(start, stop, (source,), pinpoints)


def _names_a_thing(scan: Scan, start: int, end: int) -> bool:
    """ "the Article 6 database": part of a name, as in "Annex I Parties"."""
    text = scan.text
    if text[start].isupper() and text[end : end + 2] == ": ":
        return True  # "Article 19: International Centre": an organization is called so
    if text[end : end + 1] != " " or not text[end + 1 : end + 2].islower():
        return False
    return (
        scan.determiner_before(start) in scan.grammar.naming
        and scan.grammar.separator.match(scan.text, end) is None
    )


def rule_phrase(scan: Scan, start: int, end: int, form: str, done: int) -> Phrase | None:
    """ "rule 2, paragraph 2, of the rules of procedure": without those words it is another rule."""
    found = _articles(scan, end, Part.RULE)
    if found is None or not found[0][0].path[0].isdigit():
        return None
    pinpoints, end = found
    leads = scan.grammar.of.match(scan.text, end)
    procedure = scan.rules_of_procedure(leads.end()) if leads else None
    if procedure is None:
        return None
    named = (scan.registry.body_at(scan.text, at) for at in range(*procedure.span()))
    organ = next((found[0] for found in named if found), "")
    behind, stop = organ_behind(scan, procedure.end())
    return Phrase(start, stop, (Source(In.RULES, organ=organ or behind),), pinpoints)


def _articles(scan: Scan, end: int, part: Part) -> tuple[Pinpoints, int] | None:
    """The numbers of articles or rules, each with the paragraphs inside it."""
    grammar, text = scan.grammar, scan.text
    if (plain := grammar.plain_number.match(text, end)) and plain[1]:
        return (Pinpoint(part, plain[1]),), plain.end()
    pinpoints: list[Pinpoint] = []
    number = grammar.article_number.match(text, end)
    while number:
        base = article_path(number[1])
        end = number.end()
        letters = parse_list(text, end, grammar, plural=True, before=base, letters_only=True)
        if letters is not None:
            pinpoints += items_of(letters, part)
            end = letters.end
        else:
            pinpoints.append(Pinpoint(part, base))
            mark = grammar.range_mark.match(text, end)
            last = grammar.article_number.match(text, mark.end()) if mark else None
            if last and last[1][0].isdigit() == base[0].isdigit():
                pinpoints[-1] = Pinpoint(part, base, article_path(last[1]))
                end = last.end()
        if inside := _article_paragraphs(scan, end, part, base):
            pinpoints[-1:] = inside[0]
            end = inside[1]
        separator = grammar.separator.match(text, end)
        number = grammar.article_number.match(text, separator.end()) if separator else None
    return (tuple(pinpoints), end) if pinpoints else None


def _article_paragraphs(
    scan: Scan, end: int, part: Part, base: str
) -> tuple[list[Pinpoint], int] | None:
    """ ", paragraph 3,", ", subparagraph (a),", "(para. 3)" inside an article."""
    separator = scan.grammar.separator.match(scan.text, end)
    bracket = scan.skip_spaces(end) if not separator else -1
    in_brackets = bracket >= 0 and scan.text[bracket : bracket + 1] == "("
    if not separator and not in_brackets:
        return None
    head = scan.form_at(bracket + 1 if in_brackets else separator.end() if separator else end)
    if head is None or head[0] not in ("paragraph", "subparagraph"):
        return None
    plural = head[1] not in scan.grammar.singular
    items = parse_list(scan.text, head[2], scan.grammar, plural=plural, single=not plural)
    if items is None or (in_brackets and scan.text[items.end : items.end + 1] != ")"):
        return None
    inside = [article_pinpoint(part, base, path, last) for path, last in items.items]
    stop = items.end + in_brackets
    deeper = _article_paragraphs(scan, stop, part, inside[-1].path)
    return (inside[:-1] + deeper[0], deeper[1]) if deeper else (inside, stop)
