"""General comments and recommendations of treaty bodies: whose they are, and which paragraphs of them."""

from __future__ import annotations

from .phrases import In, Phrase, Source
from .places import following
from .scan import Scan
from .sources import organ_before, organ_behind


def comment_phrase(scan: Scan, start: int, end: int, form: str, done: int) -> Phrase | None:
    """ "general comment No. 2 (2007), para. 3"; "general recommendations Nos. 19 and 35"."""
    number = scan.grammar.comment_number.match(scan.text, end)
    if number is None:
        return None
    organ, begin = organ_before(scan, start, done)
    if not organ and scan.text[start - 2 : start] == ", ":
        # "Human Rights Committee, general comment No. 36": as footnotes name the body
        named = scan.registry.body_ending(scan.text, start - 2)
        organ = named[0] if named and named[1] >= done else ""
    names = [number[1]]
    stop = number.end()
    while separator := scan.grammar.separator.match(scan.text, stop):
        more = scan.grammar.comment_more.match(scan.text, separator.end())
        if more is None or scan.text[start:end].lower() in scan.grammar.singular:
            break
        names.append(more[1])
        stop = more.end()
    behind, after = organ_behind(scan, stop)
    organ = organ if organ in scan.registry.bodies else behind or organ
    sources = tuple(Source(In.COMMENT, name, organ) for name in names)
    for at in (stop, after):
        if found := following(scan, at):
            return Phrase(begin, found[1], sources, found[0])
        title = scan.grammar.comment_title.match(scan.text, at)
        if title and (found := following(scan, title.end())):
            if title[1]:
                sources = (Source(In.COMMENT, title[1], organ), *sources)
            return Phrase(begin, found[1], sources, found[0])
    return Phrase(begin, stop, sources)


def another_comment(scan: Scan, phrase: Phrase) -> Phrase | None:
    """ "general recommendations No. 33 (2015) on … and No. 35 (2017) on …": the next, by its number."""
    found = scan.grammar.comment_behind_title.match(scan.text, phrase.end)
    if found is None:
        return None
    organ = phrase.sources[-1].organ
    return Phrase(found.start(1), found.end(), (Source(In.COMMENT, found[2], organ),))
