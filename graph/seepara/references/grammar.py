"""The words of a language compiled into the regular expressions of the grammar.

Only pieces without structure are regular expressions here (a number, a letter in brackets, a
separator); what may follow what is the parser's business.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..languages import Language, alternatives
from .phrases import Part

# White space inside a phrase may break a line, never cross a blank one (domain.md §2, traps). Sets
# and possessive repeats, since nearly every pattern begins with them and must fail at once.
_BLANK = r"[ \t\r\f\v\u00a0\u2009\u202f]"
_BREAK = rf"\n(?!{_BLANK}*\n){_BLANK}*+"
_S = rf"{_BLANK}*+(?:{_BREAK})?"
_SS = rf"(?:{_BLANK}++(?:{_BREAK})?|{_BREAK})"

HEAD_PARTS: Mapping[str, Part] = {
    "paragraph": Part.PARAGRAPH,
    "subparagraph": Part.PARAGRAPH,
    "recommendation": Part.RECOMMENDATION,
    "section": Part.SECTION,
    "chapter": Part.CHAPTER,
    "part": Part.PART,
    "annex": Part.ANNEX,
    "appendix": Part.APPENDIX,
    "table": Part.TABLE,
    "footnote": Part.FOOTNOTE,
    "summary": Part.SUMMARY,
    "article": Part.ARTICLE,
    "rule": Part.RULE,
}
"""The heads that announce a pinpoint, and what it counts."""

_GO_ON = ("and", "range", "adopted_by", "of", "notably", "above", "below")

NUMBERED_PARTS = ("section", "chapter", "part", "annex", "appendix", "table", "footnote")


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """The compiled pieces; each matches at a position and takes the white space before it."""

    language: Language
    heads: Mapping[str, str]
    """Every head word, in small letters, and the name of its form."""
    head: re.Pattern[str]
    word: re.Pattern[str]
    first_words: frozenset[str]
    leads: frozenset[str]
    """The first two letters of all that can come before pinpoints: heads, "and", "in particular"."""
    organ_leads: frozenset[str]
    more_leads: frozenset[str]
    """The first two letters of what can go on with a list: "and", "to"."""
    number: re.Pattern[str]
    lettered: re.Pattern[str]
    letter: re.Pattern[str]
    letter_range: re.Pattern[str]
    separator: re.Pattern[str]
    range_mark: re.Pattern[str]
    direction: re.Pattern[str]
    directions: Mapping[str, str]
    of: re.Pattern[str]
    determiner: re.Pattern[str]
    own: re.Pattern[str]
    notably: re.Pattern[str]
    step: re.Pattern[str]
    steps: Mapping[str, int]
    decision_number: re.Pattern[str]
    resolution_number: re.Pattern[str]
    plain_enactments: Mapping[str, re.Pattern[str]]
    """By form of head, numbers with their dates, and the word behind them, if one is there."""
    goes_on: frozenset[str]
    """The words, in small letters, with which a phrase can go on behind such numbers."""
    enactment_number: Mapping[str, re.Pattern[str]]
    resolution_letters: re.Pattern[str]
    misprinted_separator: re.Pattern[str]
    dated: re.Pattern[str]
    part_number: re.Pattern[str]
    article_number: re.Pattern[str]
    report: re.Pattern[str]
    previous: re.Pattern[str]
    document: re.Pattern[str]
    rules_of_procedure: re.Pattern[str]
    comment_number: re.Pattern[str]
    comment_title: re.Pattern[str]
    series_number: re.Pattern[str]
    volume: re.Pattern[str]
    sales_number: re.Pattern[str]
    adopted_by: re.Pattern[str]
    see: re.Pattern[str]
    report_in: re.Pattern[str]
    clause: re.Pattern[str]
    comma_before: re.Pattern[str]
    names_another: re.Pattern[str]
    thereof: re.Pattern[str]
    notably_before: re.Pattern[str]
    singular: frozenset[str]
    determiners: frozenset[str]
    possessives: frozenset[str]
    genitives: tuple[str, ...]
    plain_of: str
    previous_word: str
    enactment: str


@cache
def grammar(language: Language) -> Grammar:
    """The grammar of a language.

    >>> from ..languages import language
    >>> grammar(language("en")).heads["paras."]
    'paragraph'
    """
    table = language.tables["heads"]
    heads = {word.lower(): form for form, words in table.items() for word in words}
    word = {name: language.words("words", name) for name in language.tables["words"]}
    months = alternatives(language.words("dates", "months"))
    dashes = "".join(re.escape(dash) for dash in word["dash"])
    multiples = alternatives(word["multiples"])
    directions = {w: d for d in ("above", "below") for w in word[d]}
    steps = dict.fromkeys(word["preceding"], -1) | dict.fromkeys(word["following"], 1)
    signs = alternatives(word["number_sign"])
    either_case = "|".join(
        _SS.join(map(re.escape, w.split(" "))) for w in sorted(heads, key=lambda w: (-len(w), w))
    )
    conjunctions = alternatives(word["and"])
    roman = r"[IVXLC]+"
    separator = rf"(?:{_S}[,;،、]{_S}(?:(?:{conjunctions}){_SS})?|{_SS}(?:{conjunctions}){_SS})"
    decision = (
        rf"(?:[A-Z]{{1,5}}-)?(?:E?S-)?(?:\d{{1,4}}|{roman})"
        r"/(?:[A-Z]{2,6}\.\d{1,3}|\d{1,4})(?![\d/])"
    )
    resolution = (
        rf"(?:\d{{1,4}}{_S}\((?:19|20)\d\d\)|\d{{1,4}}(?:{_SS}[A-Z])?{_S}\((?:E?S-)?{roman}\)"
        rf"|(?:E?S-)?\d{{1,4}}/\d{{1,4}}(?![\d/]|{_S}\d))"
    )
    dated = (
        rf"(?:{_S},)?{_SS}(?:{alternatives(word['adopted_by'])}){_SS}"
        rf"\d{{1,2}}{_SS}(?:{months})(?:,?{_SS}\d{{4}})?"
    )
    return Grammar(
        language=language,
        heads=heads,
        head=re.compile(rf"({either_case})(?=[\W\d]|$)", re.IGNORECASE),
        word=re.compile(r"[^\W\d_]+"),
        first_words=frozenset(re.match(r"[^\W\d_]+", word)[0] for word in heads),  # type: ignore[index]
        leads=frozenset(w[:2].lower() for w in (*heads, *word["and"], *word["notably"])),
        organ_leads=frozenset(w[:2] for w in word["adopted_by"]),
        more_leads=frozenset(w[:2].lower() for w in (*word["and"], *word["range"])),
        number=re.compile(
            rf"{_S}(\d{{1,4}}(?:\.\d{{1,3}})*(?:{_S}(?:{multiples})\b)?)(?![\d/]|[,.]\d|{_S}(?:%|\((?:19|20)\d\d\)))"
        ),
        lettered=re.compile(rf"{_S}([a-z])(?={_S}\([ivxa-z]+\))"),
        letter=re.compile(rf"{_S}\({_S}([^\W\d_]{{1,5}}|\d{{1,2}}){_S}\)"),
        letter_range=re.compile(
            rf"{_S}\({_S}([^\W\d_]{{1,5}}){_S}[{dashes}]{_S}([^\W\d_]{{1,5}}){_S}\)"
        ),
        separator=re.compile(separator),
        range_mark=re.compile(rf"{_S}[{dashes}]{_S}|{_SS}(?:{alternatives(word['range'])}){_SS}"),
        direction=re.compile(rf"{_S},?{_S}({alternatives((*word['above'], *word['below']))})\b"),
        directions=directions,
        of=re.compile(rf"{_S},?{_S}(?:{alternatives(word['of'])}){_SS}"),
        determiner=re.compile(rf"({alternatives(word['article'])}){_SS}", re.IGNORECASE),
        own=re.compile(rf"(?:{alternatives(word['own'])}){_SS}(\w+)", re.IGNORECASE),
        notably=re.compile(
            rf"{_S},?{_S}(?:{alternatives(word['notably'])}){_SS}(?:(?:{alternatives(word['its'])}){_SS})?"
        ),
        step=re.compile(
            rf"(?:{alternatives(word['article'])}){_SS}({alternatives(tuple(steps))}){_SS}"
            rf"(?:{alternatives(tuple(table['paragraph']) + tuple(table['subparagraph']))})(?!\w|{_SS}\d)",
            re.IGNORECASE,
        ),
        steps=steps,
        decision_number=re.compile(rf"{_S}(?:{signs})?{_S}({decision})"),
        resolution_number=re.compile(rf"{_S}(?:{signs})?{_S}({resolution})"),
        plain_enactments={
            form: re.compile(
                rf"{_S}(?:{signs})?{_S}({number})(?:{dated})?+"
                rf"((?:{separator}{number}(?:{dated})?+)*+)"
                rf"(?:[;:)\]]|\.(?!{_SS}\d)|,?{_BLANK}*+\n{_BLANK}*+\n"
                rf"|,?{_SS}(?:(?:{conjunctions}){_SS})?([^\W\d_]{{2,}}))"
            )
            for form, number in (("decision", decision), ("resolution", resolution))
        },
        enactment_number={
            "decision": re.compile(decision),
            "resolution": re.compile(resolution),
        },
        goes_on=frozenset(
            re.match(r"[^\W\d_]+", w)[0].lower()  # type: ignore[index]
            for w in (
                *(*heads, *steps),
                *(w for name in _GO_ON for w in word[name]),
            )
        ),
        resolution_letters=re.compile(
            rf"{_SS}([A-Z](?:{_S}(?:,|[{dashes}]|{conjunctions}|{alternatives(word['range'])})"
            rf"{_S}[A-Z](?![A-Za-z\d]))*)(?=[\s,.;:)\]]|$)"
            rf"(?!{_SS}(?!(?:{conjunctions}|{alternatives(word['adopted_by'])})\b)[a-z]{{3,}})"
        ),
        misprinted_separator=re.compile(rf"\.{_SS}(?:(?:{conjunctions}){_SS})?"),
        dated=re.compile(dated),
        part_number=re.compile(
            rf"{_S}({roman}(?:{_S}[.,]{_S}[A-Z](?![A-Za-z]))?(?:\.\d{{1,2}})*(?![A-Za-z])|\d{{1,3}}(?:\.\d{{1,2}})*(?:[A-Z](?![A-Za-z]))?(?![\d/])|[A-Z](?:\.\d{{1,2}})?(?![A-Za-z’'/]))"
        ),
        article_number=re.compile(
            rf"{_S}(\d{{1,3}}(?:\.\d{{1,2}})*(?:{_S}(?:{multiples})\b)?(?![\d/])|{roman}(?:{_S}(?:{multiples}))?(?![A-Za-z]))"
        ),
        report=re.compile(rf"(?:{alternatives(word['report'])})\b", re.IGNORECASE),
        previous=re.compile(rf"({alternatives(word['previous'])}){_SS}", re.IGNORECASE),
        document=re.compile(rf"(?:{alternatives(word['document'])}){_SS}", re.IGNORECASE),
        rules_of_procedure=re.compile(
            rf"[^.;:()]{{0,60}}?(?:{alternatives(word['rules_of_procedure'])})"
        ),
        comment_number=re.compile(rf"{_S}(?:{signs}){_S}(\d{{1,3}})(?:{_S}\((?:19|20)\d\d\))?"),
        comment_title=re.compile(
            rf"{_SS}[^.;:()\d]{{5,200}}?(?=,{_S}(?:{alternatives(tuple(table['paragraph']))}){_S}\d)"
        ),
        series_number=re.compile(
            rf"{_S},{_S}(?:{alternatives(word['volume'])}){_S}(\d+){_S},{_S}(?:{signs}){_S}(?:I-)?(\d+)"
        ),
        volume=re.compile(rf"{_S},{_S}(?:{alternatives(word['volume'])}){_S}\d"),
        sales_number=re.compile(rf"{_S}((?:[A-Z](?:/[A-Z])*\.)?\d{{2}}\.[IVXL]+(?:\.[A-Z])?\.\d+)"),
        adopted_by=re.compile(
            rf"(?:{_S},)?{_SS}(?:{alternatives(word['adopted_by'])}){_SS}(?:(?:{alternatives(word['article'])}){_SS})?"
        ),
        see=re.compile(rf"(\(?)({alternatives(word['see'])}){_SS}$"),
        report_in=re.compile(
            rf"\b((?:{alternatives(word['report'])})\b[^.;:()\n]*),{_SS}(?:{alternatives(word['inside'])}){_SS}$",
            re.IGNORECASE,
        ),
        names_another=re.compile(
            rf"{_SS}(?:{alternatives(word['qualifies'])}){_SS}(?:(?:{alternatives(word['definite'])}){_SS})?[A-Z]"
        ),
        thereof=re.compile(rf"{_SS}(?:{alternatives(word['thereof'])})\b"),
        notably_before=re.compile(rf",{_S}(?:{alternatives(word['notably'])}){_SS}$"),
        comma_before=re.compile(rf"[^\W_],{_S}$|[)\]”\"],{_S}$"),
        clause=re.compile(rf"{_SS}(?:{alternatives(word['clause'])})\b"),
        determiners=frozenset(word["article"]),
        possessives=frozenset(word["its"]) - frozenset(word["definite"]),
        genitives=word["genitive"],
        plain_of=word["of"][0],
        previous_word=word["previous"][0],
        enactment=table["resolution"][0].lower(),
        singular=frozenset(word["singular"]),
    )
