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
from ..model import Direction
from .phrases import Part

# White space inside a phrase may break a line, never cross a blank one (domain.md §2, traps). Sets
# and possessive repeats, since nearly every pattern begins with them and must fail at once.
# An optional group is written as a choice, (?:x|): where its first letter does not fit, that is left
# at once, while the engine sets a repeat up before it looks.
_BLANK = r"[ \t\r\f\v\u00a0\u00ad\u2002-\u200d\u202f\u2060]"
_BREAK = rf"\n(?!{_BLANK}*\n){_BLANK}*+"
_S = rf"{_BLANK}*+(?:{_BREAK}|)"
_SS = rf"(?:{_BREAK}|{_BLANK}++(?:{_BREAK}|))"

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

_RULES_REACH = 60
_GO_ON = ("and", "range", "adopted_by", "notably")
_FEW = 3  # numbers of resolutions for which one look must do

NUMBERED_PARTS = ("section", "chapter", "part", "annex", "appendix", "table", "footnote")


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """The compiled pieces; each matches at a position and takes the white space before it."""

    language: Language
    heads: Mapping[str, str]
    """Every head word, in small letters, and the name of its form."""
    simple_heads: Mapping[str, str]
    """Those that are one word of letters, with which no longer one begins."""
    head: re.Pattern[str]
    word: re.Pattern[str]
    first_words: frozenset[str]
    leads: frozenset[str]
    """The first two letters of all that can come before pinpoints: heads, "and", "in particular"."""
    organ_leads: frozenset[str]
    behind_leads: frozenset[str]
    """The first two letters of what can follow pinpoints: "of", "above", "in particular"."""
    more_leads: frozenset[str]
    """The first two letters of what can go on with a list: "and", "to"."""
    plain_list: re.Pattern[str]
    """Numbers, if it is plain where their list ends: the first, the end of its range, the others.

    Group 4 is a direction behind them. Where a list begins that is not plain, no group is filled.
    """
    plain_item: re.Pattern[str]
    plain_number: re.Pattern[str]
    """One number of an article or a part, or none, where "of" follows."""
    number: re.Pattern[str]
    lettered: re.Pattern[str]
    letter: re.Pattern[str]
    letter_range: re.Pattern[str]
    separator: re.Pattern[str]
    junction: re.Pattern[str]
    """What can stand between two items: a range mark (group 1) or a separator (2)."""
    further: re.Pattern[str]
    range_mark: re.Pattern[str]
    direction: re.Pattern[str]
    directions: Mapping[str, Direction]
    behind_list: re.Pattern[str]
    """A direction (group 1) or what leads to letters of the number before."""
    of: re.Pattern[str]
    of_what: re.Pattern[str]
    """"of" (group 1), then words for the document itself (2) or determiners, the last one (3)."""
    own: re.Pattern[str]
    notably: re.Pattern[str]
    step: re.Pattern[str]
    steps: Mapping[str, int]
    decision_number: re.Pattern[str]
    resolution_number: re.Pattern[str]
    plain_enactments: Mapping[str, re.Pattern[str]]
    """By form of head, a few numbers with their dates (a group each), and the word behind them."""
    further_enactment: Mapping[str, re.Pattern[str]]
    may_go_on: frozenset[str]
    """The first words, in small letters, of all with which a phrase can go on behind them."""
    goes_on: re.Pattern[str]
    """Words with which it does; a group where the name of a body must follow."""
    resolution_letters: re.Pattern[str]
    misprinted_separator: re.Pattern[str]
    dated: re.Pattern[str]
    part_number: re.Pattern[str]
    article_number: re.Pattern[str]
    report: re.Pattern[str]
    previous: re.Pattern[str]
    document: re.Pattern[str]
    document_leads: frozenset[str]
    paper: re.Pattern[str]
    """A document of another kind than a report, up to the bracket in which its symbol stands."""
    and_another: re.Pattern[str]
    described_leads: frozenset[str]
    """The first two letters of words for documents, and of words that describe one."""
    rules_of_procedure: re.Pattern[str]
    rules_words: frozenset[str]
    """The first words of all names of rules of procedure."""
    rules_reach: int
    comment_number: re.Pattern[str]
    comment_more: re.Pattern[str]
    """The number of another comment in a list, with or without its sign."""
    comment_title: re.Pattern[str]
    """A title in which another comment may stand that this one updates (group 1: its number)."""
    comment_behind_title: re.Pattern[str]
    """The sign (group 1) and number (2) of a comment behind the title of another in a list."""
    naming: frozenset[str]
    draft: frozenset[str]
    series_number: re.Pattern[str]
    volume: re.Pattern[str]
    """A volume, with its number and that of the treaty in it (groups 1 and 2) if both are said."""
    sales_number: re.Pattern[str]
    adopted_by: re.Pattern[str]
    see: re.Pattern[str]
    see_ends: tuple[str, ...]
    """The last words of all that can be said for "see"."""
    report_in: re.Pattern[str]
    leads_inside: frozenset[str]
    """The last words, in small letters, of all that leads from a report to its paragraphs."""
    clause: re.Pattern[str]
    comma_before: re.Pattern[str]
    names_another: re.Pattern[str]
    thereof: re.Pattern[str]
    notably_before: re.Pattern[str]
    singular: frozenset[str]
    lone: frozenset[str]
    """The heads of a part that a document can have alone, without a number: not "annexes"."""
    determiner: re.Pattern[str]
    determiners: frozenset[str]
    possessives: frozenset[str]
    genitives: tuple[str, ...]
    genitive_ends: frozenset[str]
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
    first_words = frozenset(re.match(r"[^\W\d_]+", word)[0] for word in heads)  # type: ignore[index]
    word = {name: language.words("words", name) for name in language.tables["words"]}
    months = alternatives(language.words("dates", "months"))
    dashes = "".join(re.escape(dash) for dash in word["dash"])
    multiples = alternatives(word["multiples"])
    directions = {w: d for d in Direction for w in word[d]}
    steps = dict.fromkeys(word["preceding"], -1) | dict.fromkeys(word["following"], 1)
    signs = alternatives(word["number_sign"])
    either_case = "|".join(
        _SS.join(map(re.escape, w.split(" "))) for w in sorted(heads, key=lambda w: (-len(w), w))
    )
    conjunctions = alternatives(word["and"])
    roman = r"[IVXLC]+"
    separator = rf"(?:{_S}[,;،、]{_S}(?:(?:{conjunctions}){_SS}|)|{_SS}(?:{conjunctions}){_SS})"
    decision = (
        rf"(?:[A-Z]{{1,5}}-|)(?:E?S-|SS\.|)(?:\d{{1,4}}|{roman})"
        r"/(?:[A-Z]{2,6}\.\d{1,3}|\d{1,4})(?![\d/])"
    )
    resolution = (
        rf"(?:\d{{1,4}}+(?:{_S}\((?:(?:19|20)\d\d|(?:E?S-|){roman})\)|/\d{{1,4}}(?![\d/]|{_S}\d)"
        rf"|{_SS}[A-Z]{_S}\((?:E?S-|){roman}\))|E?S-\d{{1,4}}/\d{{1,4}}(?![\d/]|{_S}\d))"
    )
    ranged = rf"(?:{_S}[{dashes}]{_S}|{_SS}(?:{alternatives(word['range'])}){_SS})"
    notably = rf"{_S},?{_S}(?:{alternatives(word['notably'])}){_SS}(?:(?:{alternatives(word['its'])}){_SS}|)"
    # "of", if it does not lead to letters of what stands before or to the end of a range
    of_follows = (
        rf"{_SS}(?!(?:{alternatives(word['notably'])}){_SS}"
        rf"|(?:{alternatives(word['range'])}){_SS}(?:[\dA-Z(]|[a-z]{_S}\())"
        rf"(?:{alternatives(word['of'])}){_SS}"
    )
    year = rf"(?:{_S}\((?:19|20)\d\d\))?"
    series = rf"(\d+){_S},{_S}(?:{signs}){_S}(?:I-)?(\d+)"
    letter = rf"{_S}\([a-z]{{1,5}}\)"
    item = rf"\d{{1,3}}(?>{letter}(?:{letter})*+|)"
    dated = (
        rf"(?:{_SS}|{_S},{_SS})(?:{alternatives(word['adopted_by'])}){_SS}"
        rf"\d{{1,2}}{_SS}(?:{months})(?:,?{_SS}\d{{4}}|)"
    )
    return Grammar(
        language=language,
        heads=heads,
        simple_heads={
            word: form
            for word, form in heads.items()
            if re.fullmatch(r"[^\W\d_]+", word)
            and not any(re.match(rf"{word}[\W\d_]", other) for other in heads)
        },
        head=re.compile(rf"({either_case})(?=[\W\d]|$)", re.IGNORECASE),
        word=re.compile(r"[^\W\d_]+"),
        first_words=first_words,
        leads=frozenset(w[:2].lower() for w in (*heads, *word["and"], *word["notably"])),
        organ_leads=frozenset(w[:2] for w in word["adopted_by"]),
        behind_leads=frozenset(w[:2] for w in (*word["of"], *word["notably"], *directions)),
        more_leads=frozenset(w[:2].lower() for w in (*word["and"], *word["range"])),
        plain_list=re.compile(
            rf"{_S}({item})(?>{ranged}({item})|)((?:{separator}(?<!,){item}(?>{ranged}{item}|)){{0,40}}+)"
            rf"(?=[:)\]]|\.(?!\d)|[;,](?!{_S}(?:(?:{conjunctions}){_SS}|)(?:[\d(]|[a-z]{_S}\())"
            rf"|{of_follows}|{_S}({alternatives(tuple(directions))})\b)"
            rf"|(?={_S}(?:[\d(]|[a-z]{_S}\(|{roman}\.\d))"
        ),
        plain_item=re.compile(rf"({item})(?>{ranged}({item})|)"),
        plain_number=re.compile(rf"(?:{_S}(\d{{1,3}}|{roman})|)(?={of_follows})"),
        number=re.compile(
            rf"{_S}((?:\d{{1,4}}(?:\.\d{{1,3}}(?:\.\d{{1,3}})*|)|(?:{roman}|\d{{1,3}}[A-Z])\.\d{{1,3}})(?:{_S}(?:{multiples})\b|))(?![\d/]|[A-Z](?![a-z])|[,.]\d|{_S}(?:%|\((?:19|20)\d\d\)))"
        ),
        lettered=re.compile(rf"{_S}([a-z])(?={_S}\([ivxa-z]+\))"),
        letter=re.compile(rf"{_S}\({_S}([^\W\d_]{{1,5}}|\d{{1,2}}){_S}\)"),
        letter_range=re.compile(
            rf"{_S}\({_S}([^\W\d_]{{1,5}}){_S}[{dashes}]{_S}([^\W\d_]{{1,5}}){_S}\)"
        ),
        separator=re.compile(separator),
        junction=re.compile(rf"({ranged})|({separator})"),
        further=re.compile(rf"{notably}|{separator}"),
        range_mark=re.compile(ranged),
        direction=re.compile(rf"{_S},?{_S}({alternatives(tuple(directions))})\b"),
        directions=directions,
        behind_list=re.compile(rf"{_S},?{_S}({alternatives(tuple(directions))})\b|{notably}"),
        of=re.compile(rf"{_S},?{_S}(?:{alternatives(word['of'])}){_SS}"),
        of_what=re.compile(
            rf"{_S},?{_S}((?:{alternatives(word['of'])}){_SS})(?:(?i:{alternatives(word['own'])}){_SS}(\w+)"
            rf"|(?:((?i:{alternatives(word['article'])})){_SS})*+)"
        ),
        own=re.compile(rf"(?:{alternatives(word['own'])}){_SS}(\w+)", re.IGNORECASE),
        notably=re.compile(notably),
        step=re.compile(
            rf"(?:{alternatives(word['article'])}){_SS}({alternatives(tuple(steps))}){_SS}"
            rf"(?:{alternatives(tuple(table['paragraph']) + tuple(table['subparagraph']))})(?!\w|{_SS}\d)",
            re.IGNORECASE,
        ),
        steps=steps,
        decision_number=re.compile(rf"{_S}(?:(?:{signs}){_S}|)({decision})"),
        resolution_number=re.compile(rf"{_S}(?:(?:{signs}){_S}|)({resolution})"),
        plain_enactments={
            form: re.compile(
                rf"{_S}(?:(?:{signs}){_S}|){_several(number, rf'(?>{dated}|)', separator)}"
                rf"(?:[;:)\]]|\.(?!{_SS}\d)|,?(?:{_SS}(?:(?:{conjunctions}){_SS}|)([^\W\d_]{{2,}})"
                rf"|{_BLANK}*+\n{_BLANK}*+\n))"
            )
            for form, number in (("decision", decision), ("resolution", resolution))
        },
        further_enactment={
            form: re.compile(rf"{separator}({number})(?>{dated}|)")
            for form, number in (("decision", decision), ("resolution", resolution))
        },
        goes_on=re.compile(
            rf"(?:{alternatives(word['adopted_by'])}){_SS}(?:(?:{alternatives(word['article'])}){_SS}|)(?P<organ>)"
            rf"|(?:{alternatives(word['range'])}){_SS}[\dA-Z](?P<range>)"
            rf"|(?:(?:{conjunctions}|{alternatives(word['notably'])}){_SS}"
            rf"|(?i:{either_case})(?![^\W\d_]))(?P<other>)"
        ),
        may_go_on=frozenset(
            (
                *first_words,
                *(re.match(r"[^\W\d_]+", w)[0].lower() for name in _GO_ON for w in word[name]),  # type: ignore[index]
            )
        ),
        resolution_letters=re.compile(
            rf"{_S}([A-Z](?:{_S}(?:,|[{dashes}]|{conjunctions}|{alternatives(word['range'])})"
            rf"{_S}[A-Z](?![A-Za-z\d]))*)(?=[\s,.;:)\]]|$)"
            rf"(?!{_SS}(?!(?:{conjunctions}|{alternatives(word['adopted_by'])})\b)[a-z]{{3,}})"
        ),
        misprinted_separator=re.compile(rf"\.{_SS}(?:(?:{conjunctions}){_SS})?"),
        dated=re.compile(dated),
        part_number=re.compile(
            rf"{_S}((?:{roman}(?:{_S}(?:\.{_S}[A-Z]|,{_S}[A-HJ-UWYZ])(?![A-Za-z])|)(?:\.\d{{1,2}}(?:\.\d{{1,2}})*|)(?![A-Za-z])"
            rf"|\d{{1,3}}(?:\.\d{{1,2}}(?:\.\d{{1,2}})*|)(?:[A-Z](?![A-Za-z])|)(?![\d/])"
            rf"|[A-Z](?:\.\d{{1,2}}|)(?![A-Za-z’'/]))(?:{_SS}(?:{multiples})\b|))"
        ),
        article_number=re.compile(
            rf"{_S}(\d{{1,3}}(?:[A-Z](?![A-Za-z\d])|)(?:\.\d{{1,2}}(?:\.\d{{1,2}})*|)(?:{_S}(?:{multiples})\b|)(?![\d/])"
            rf"|{roman}(?:{_S}(?:{multiples})|)(?![A-Za-z]))"
        ),
        report=re.compile(rf"(?:{alternatives(word['report'])})\b", re.IGNORECASE),
        previous=re.compile(rf"({alternatives(word['previous'])}){_SS}", re.IGNORECASE),
        document=re.compile(rf"(?:{alternatives(word['document'])}){_SS}", re.IGNORECASE),
        document_leads=frozenset(w[:2].lower() for w in word["document"]),
        paper=re.compile(
            rf"(?:[a-z-]+{_SS}){{0,3}}?(?i:{alternatives(word['paper'])})\b[^.,;:()\[\]\n]{{0,160}}\("
        ),
        and_another=re.compile(
            rf"{_SS}(?:{conjunctions}){_SS}(?:(?:{alternatives(word['article'])}){_SS}|)"
            rf"(?i:{alternatives((*word['report'], *word['paper']))})\b"
        ),
        described_leads=frozenset(w[:2].lower() for w in (*word["report"], *word["previous"])),
        rules_of_procedure=re.compile(
            rf"[^.;:()]{{0,{_RULES_REACH}}}?(?:{alternatives(word['rules_of_procedure'])})"
        ),
        rules_words=frozenset(w.partition(" ")[0] for w in word["rules_of_procedure"]),
        rules_reach=_RULES_REACH,
        comment_number=re.compile(rf"{_S}(?:{signs}){_S}(\d{{1,3}}){year}"),
        comment_more=re.compile(rf"{_S}(?:(?:{signs}){_S}|)(\d{{1,3}}){year}(?![\d/])"),
        comment_title=re.compile(
            rf"{year}(?:{_SS}(?:{alternatives(tuple(table['article']))}){_SS}\d{{1,3}}|[^.;:()\d]){{3,200}}?"
            rf"(?:{_SS}(?:{alternatives(word['updates'])}){_SS}"
            rf"(?:{alternatives(tuple(table['comment']))}){_S}(?:{signs}){_S}(\d{{1,3}}){year})?"
            rf"(?=,{_S}(?:{alternatives(tuple(table['paragraph']))}){_S}\d)"
        ),
        comment_behind_title=re.compile(
            rf"{_SS}[^.;:()\d]{{3,200}}?{separator}((?:{signs}){_S}(\d{{1,3}}){_S}\((?:19|20)\d\d\))"
        ),
        naming=frozenset(word["naming"]),
        draft=frozenset(word["draft"]),
        series_number=re.compile(rf"{_S},{_S}(?:{alternatives(word['volume'])}){_S}{series}"),
        volume=re.compile(rf"{_S},{_S}(?:{alternatives(word['volume'])}){_S}(?:{series}|\d)"),
        sales_number=re.compile(rf"{_S}((?:[A-Z](?:/[A-Z])*\.)?\d{{2}}\.[IVXL]+(?:\.[A-Z])?\.\d+)"),
        adopted_by=re.compile(
            rf"(?:{_SS}|{_S},{_SS})(?:{alternatives(word['adopted_by'])}){_SS}"
            rf"(?:(?:{alternatives(word['article'])}){_SS}|)"
        ),
        see_ends=tuple({w.rpartition(" ")[2] for w in word["see"]}),
        see=re.compile(rf"(\(?)({alternatives(word['see'])}){_SS}$"),
        leads_inside=frozenset(
            w.rpartition(" ")[2].lower() for w in (*word["inside"], *word["notably"])
        ),
        report_in=re.compile(
            rf"\b((?:{alternatives(word['report'])})\b[^.;:()\n]*),{_SS}"
            rf"(?:{alternatives((*word['inside'], *word['notably']))}){_SS}$",
            re.IGNORECASE,
        ),
        names_another=re.compile(
            rf"{_SS}(?:{alternatives(word['qualifies'])}){_SS}(?:(?:{alternatives(word['definite'])}){_SS})?(?:[A-Z]|(?:19|20)\d\d\b)"
        ),
        thereof=re.compile(rf"{_SS}(?:{alternatives(word['thereof'])})\b"),
        notably_before=re.compile(rf",{_S}(?:{alternatives(word['notably'])}){_SS}$"),
        comma_before=re.compile(rf"[^\W_],{_S}$|[)\]”\"],{_S}$"),
        clause=re.compile(rf"{_SS}(?:{alternatives(word['clause'])})\b"),
        determiner=re.compile(rf"(?:{alternatives(word['article'])}){_SS}"),
        determiners=frozenset(word["article"]),
        possessives=frozenset(word["its"]) - frozenset(word["definite"]),
        genitives=word["genitive"],
        genitive_ends=frozenset(w[-1] for w in word["genitive"]),
        plain_of=word["of"][0],
        previous_word=word["previous"][0],
        enactment=table["resolution"][0].lower(),
        singular=frozenset(word["singular"]),
        lone=frozenset(table[form][0] for form in ("annex", "appendix")),
    )


def _several(number: str, date: str, separator: str) -> str:
    """A pattern for dated numbers: a group for each of the first few, and one for all others."""
    pattern = rf"({number}){date}((?:{separator}{number}{date})*+)"
    for _ in range(_FEW - 1):
        pattern = rf"({number}){date}(?>{separator}{pattern}|)"
    return pattern
