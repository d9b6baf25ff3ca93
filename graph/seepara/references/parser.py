"""From a place where a phrase may begin to the phrase: a recursive descent, one function a rule::

    phrase      := pinpoints (of source)? | source pinpoints? | step
    pinpoints   := head list (direction (sep (head)? list direction)*)? (notably head letters)?
    list        := item ((sep | range) item)*                                   (`lists`)
    item        := number letters* | letters+
    source      := symbol elided* | decision | resolution | article | rule | comment
                 | "the report …" (symbol)? | ibid | Treaty Series | Sales No.  (`sources`)
    of          := "of" determiner? (part of)? source

"paras. 21 (a), 37 and 50 above": head, list of three items, direction. "paragraph 17 of the report
… (CTOC/COP/WG.4/2009/2)": pinpoints, of, a described source with its symbol. "decision 4/4, paras.
o (ii) and (iv)": a source, then pinpoints; "(iv)" takes its number from the item before it.
The parser knows forms only; what "the report" is, `seepara.context` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from ..languages import Language
from ..registry import Registry
from ..symbols import Symbol, elided, match, match_around_slash
from .article_phrases import article_phrase, rule_phrase
from .comments import comment_phrase
from .finder import STEP, SYMBOL, candidates
from .going_on import going_on
from .grammar import HEAD_PARTS, NUMBERED_PARTS, grammar
from .lists import closes
from .phrases import Container, In, Part, Phrase, Pinpoint, Source
from .places import (
    Pinpoints,
    directed,
    directed_lists,
    following,
    is_conjoined,
    part_numbers,
    placed_in,
)
from .scan import Scan
from .sources import (
    Placed,
    described_before,
    enactment_numbers,
    enactments,
    nested,
    of,
    organ_before,
    with_organ_behind,
)

_IBID_LOOKS_AHEAD = 160
_LONGEST_CONJUNCTION = 16  # characters, with its spaces
_CLOSING = (")", "]")
_DASHES = (" - ", " – ")
_IBID = (Source(In.IBID),)
_OWN = (Source(In.OWN),)


def parse_phrases(text: str, language: Language, registry: Registry) -> Iterator[Phrase]:
    """Every phrase in the text that refers, in order and without overlap.

    >>> from ..languages import language
    >>> from ..registry import registry
    >>> t = "see para. 13 above and paras. 83 and 84 below"
    >>> [t[p.start:p.end] for p in parse_phrases(t, language("en"), registry("en"))]
    ['see para. 13 above and paras. 83 and 84 below']
    >>> t = "Conference decision 4/4, paras. o (ii) and (iv)"
    >>> [[q.path for q in p.pinpoints] for p in parse_phrases(t, language("en"), registry("en"))]
    [['o(ii)', 'o(iv)']]
    """
    scan = Scan(text, grammar(language), registry)
    rule_of, own = RULES.get, In.OWN
    done = 0
    foreign = False  # whether the phrase that ends at `done` cites another document
    for start, end, form in candidates(text, language):
        if start < done or (rule := rule_of(form)) is None:
            continue
        phrase = rule(scan, start, end, form, done)
        if phrase is None or phrase.start < done:
            continue
        if phrase.sources[0].kind is own:
            if foreign and _hangs_on(scan, phrase, done):
                continue
            phrase = _with_see(scan, phrase, done)
            foreign = False
        else:
            foreign = True
        yield phrase
        done = phrase.end
        while (phrase.pinpoints or form == "comment") and (more := going_on(scan, phrase, form)):
            yield (phrase := more)
            done = phrase.end


def _hangs_on(scan: Scan, phrase: Phrase, done: int) -> bool:
    """ "decision 4/4 and annex I", "resolution 79/1 and paragraph 5": theirs or the document's own."""
    if phrase.start > done + _LONGEST_CONJUNCTION or phrase.pinpoints[0].direction:
        return False
    separator = scan.grammar.separator.fullmatch(scan.text, done, phrase.start)
    return separator is not None and scan.is_conjunction(separator)


# -------------------------------------------------------------------- pinpoints first


def _paragraphs(
    scan: Scan, start: int, end: int, form: str, done: int, alone: bool = False
) -> Phrase | None:
    """ "paras. 21 (a), 37 and 50 above"; "recommendation 18 from the previous report".

    With `alone`, nothing is sought behind an "and".
    """
    head_end = end
    found = directed_lists(scan, start, end, form)
    if found is None:
        return None
    pinpoints, end = found
    if pinpoints[0].direction:
        return Phrase(start, end, _OWN, pinpoints)
    placed = of(scan, end, pinpoints) or _in_annex(scan, end, pinpoints)
    if placed is not None:
        source, pinpoints, end = placed
        return None if source is None else Phrase(start, end, (source,), pinpoints)
    if not alone and (shared := _shared(scan, start, end, pinpoints)):
        return shared
    if described := described_before(scan, start, form):
        return Phrase(start, end, (described,), pinpoints)
    if _of_what_stands_before(scan, start, end):
        return None
    after_comma = scan.grammar.comma_before.search(scan.text, max(0, start - 3), start)
    if after_comma and (named := _symbol_behind(scan, end)):
        stop = named.end + (scan.text[named.end : named.end + 1] == ")")
        return Phrase(start, stop, (Source(In.SYMBOL, named.canonical),), pinpoints)
    if after_comma and (
        scan.text[start:end].split()[0].endswith(".") or closes(scan.text, end, scan.grammar)
    ):
        return None  # "Case No. 3/2015, para. 4": a place in what stands before, whatever it is
    if form == "recommendation" and scan.text[end : end + 1].isalnum():
        return None
    if scan.text[start - 1 : start] == "(" and scan.text[end : end + 1] in (")", ","):
        if scan.text[max(0, start - 3) : start - 1].rstrip()[-1:].isdigit():
            return None  # "opinion No. 12/2018 (para. 23)"
        # "… was increasing (para. 97)": of the report that is being told of, not of this one.
        return Phrase(start, end, (Source(In.DESCRIBED),), pinpoints)
    # "operative paragraph 1" is a resolution's; elsewhere it is another document's.
    kind = scan.grammar.enactment if " " in scan.text[start:head_end] else ""
    return Phrase(start, end, (Source(In.OWN, kind),), pinpoints)


def _in_annex(scan: Scan, end: int, pinpoints: Pinpoints) -> Placed | None:
    """ "paragraph 10, annex to decision 2/CMA.3": of the annex, where it says whose that is."""
    if scan.text[end : end + 1] != ",":
        return None
    head = scan.form_at(scan.skip_spaces(end + 1))
    if head is None or head[0] not in ("annex", "appendix"):
        return None
    placed = nested(scan, head[0], head[2], pinpoints, 1)
    return placed if placed and placed[0] and placed[0].kind is not In.OWN else None


def _symbol_behind(scan: Scan, end: int) -> Symbol | None:
    """ "Report on its nineteenth session, paragraph 145 (FCCC/CP/2013/10)"."""
    if scan.text[end : end + 2] != " (":
        return None
    return match(scan.text, end + 2, scan.registry.symbol_heads)


def _shared(scan: Scan, start: int, end: int, pinpoints: Pinpoints) -> Phrase | None:
    """ "paragraphs 10 and 11 and annex I to the report", "paragraph 5 and paragraph 6 (b) of annex B":
    what is named behind the last has all of them."""
    lead = scan.lead(end)
    if lead not in scan.grammar.leads or not (
        separator := scan.grammar.separator.match(scan.text, end)
    ):
        return None
    head = scan.form_at(separator.end()) if scan.is_conjunction(separator) else None
    if head is None or scan.see_before(start):
        return None
    form, _, stop = head
    at = separator.end()
    if form == "paragraph":
        phrase = _paragraphs(scan, at, stop, form, at, alone=True)
    elif form in NUMBERED_PARTS:
        phrase = _part(scan, at, stop, form, at)
    else:
        return None
    if phrase is None or not phrase.pinpoints or phrase.pinpoints[0].direction:
        return None
    within = phrase.pinpoints[0].within if form == "paragraph" else ()
    if phrase.sources[0].kind is In.OWN and not within:
        return None
    pinpoints = tuple(replace(p, within=p.within or within) for p in pinpoints)
    return Phrase(start, phrase.end, phrase.sources, (*pinpoints, *phrase.pinpoints))


def _of_what_stands_before(scan: Scan, start: int, end: int) -> bool:
    """ "the Programme and its paragraph 3", "…, in particular section II", "paragraph 5 thereof":
    of something that is not named here."""
    return bool(
        scan.determiner_before(start) in scan.grammar.possessives
        or scan.grammar.thereof.match(scan.text, end)
        or scan.grammar.notably_before.search(scan.text, max(0, start - 40), start)
    )


def _step(scan: Scan, start: int, end: int, form: str, done: int) -> Phrase | None:
    """ "the preceding paragraph", by its determiner."""
    before = scan.text.rfind(" ", 0, max(start - 1, 0)) + 1  # the determiner
    found = scan.grammar.step.match(scan.text, before)
    if found is None:
        return None
    pinpoint = Pinpoint(Part.PARAGRAPH, "", step=scan.grammar.steps[found[1].lower()])
    return Phrase(before, found.end(), (Source(In.OWN),), (pinpoint,))


def _part(scan: Scan, start: int, end: int, form: str, done: int) -> Phrase | None:
    """ "section II.B of the report", "annex to document X", "chap. IV, para. 3 of …"."""
    plain = scan.grammar.plain_number.match(scan.text, end)
    pinpoints: Pinpoints
    if plain:
        pinpoints, stop = (Pinpoint(HEAD_PARTS[form], plain[1] or ""),), plain.end()
    else:
        pinpoints, stop = part_numbers(scan, end, form)
    if not (pinpoints and pinpoints[0].path):
        if scan.text[start:end].lower() not in scan.grammar.lone:
            return None
        pinpoints = (Pinpoint(HEAD_PARTS[form], ""),)
    if not plain:
        if inner := _inside(scan, stop, pinpoints):
            pinpoints, stop = inner
        if direction := scan.grammar.direction.match(scan.text, stop):
            pinpoints = directed(pinpoints, scan.grammar.directions[direction[1]])
            return Phrase(start, direction.end(), _OWN, pinpoints)
    placed = of(scan, stop, pinpoints)
    if placed is not None:
        source, pinpoints, stop = placed
        if source is None or source.kind in (In.INSTRUMENT, In.RULES):
            return None
        more = scan.text[stop : stop + 1] == "," and len(pinpoints) == 1 and not pinpoints[0].last
        if more and (inner := following(scan, stop)):
            # "annex to resolution 5/1, paragraph 15 (a)"
            within = (*pinpoints[0].within, Container(pinpoints[0].part, pinpoints[0].path))
            pinpoints, stop = (
                tuple(replace(p, within=within + p.within) for p in inner[0]),
                inner[1],
            )
        return Phrase(start, stop, (source,), pinpoints)
    if not pinpoints[0].path and not pinpoints[0].within:
        return None
    if described := described_before(scan, start, form):
        return Phrase(start, stop, (described,), pinpoints)
    if _of_what_stands_before(scan, start, stop):
        return None
    if scan.text[start].isupper() and not scan.see_before(start):
        return None  # "Annex I Parties", "Part II: Guidelines": part of a name
    return Phrase(start, stop, _OWN, pinpoints)


def _inside(scan: Scan, end: int, pinpoints: Pinpoints) -> tuple[Pinpoints, int] | None:
    """ ", paras. 92 and 94–97" behind "chap. II": the paragraphs are meant, in that container."""
    inner = following(scan, end, directed=True, parts=pinpoints)
    if inner is None or is_conjoined(scan, end) or pinpoints[-1].part is not Part.SECTION:
        return inner
    annexes = inner[0][len(pinpoints) :]
    if inner[0][: len(pinpoints)] != pinpoints or annexes[0].part not in (
        Part.ANNEX,
        Part.APPENDIX,
    ):
        return inner
    if len(annexes) > 1:
        return None
    around = Container(annexes[0].part, annexes[0].path)  # "section III.B, annex to"
    return placed_in(around, pinpoints), inner[1]


# -------------------------------------------------------------------- sources first


def _symbol(scan: Scan, start: int, end: int, form: str, done: int) -> Phrase | None:
    """ "A/80/5 (Vol. II), chap. II, paras. 92 and 94–97"; "A/HRC/22/53/Add.1 and Add.2"."""
    symbol = match_around_slash(scan.text, start, scan.registry.symbol_heads)
    if symbol is None or symbol.start < done:
        return None
    others, end = elided(scan.text, symbol)
    sign = scan.text[end : end + 1]
    dash = 2 * (scan.text[end : end + 3] in _DASHES)  # "A/HRC/28/15/Add.1 - Para. 3"
    found = following(scan, end + (sign in _CLOSING) + dash) if sign != "." else None
    sources = _in_order(symbol, others, bool(found))
    if found is None:
        return Phrase(symbol.start, end, sources)
    return Phrase(symbol.start, found[1], sources, found[0])


def _in_order(symbol: Symbol, others: tuple[Symbol, ...], pinned: bool) -> tuple[Source, ...]:
    """The last source has the pinpoints; a corrigendum has none, the document itself is meant."""
    if not others:
        return (Source(In.SYMBOL, symbol.canonical),)
    sources = [Source(In.SYMBOL, s.canonical) for s in (symbol, *others)]
    if pinned and "/Corr." in sources[-1].name:
        sources.append(sources.pop(0))
    return tuple(sources)


def _enactment(scan: Scan, start: int, end: int, form: str, done: int) -> Phrase | None:
    """ "General Assembly resolution 64/293"; "decision 2/CP.17, paragraphs 164 and 166"."""
    names, stop, dated, goes_on = enactment_numbers(scan, end, form)
    if not names:
        return None
    organ, begin = organ_before(scan, start, done)
    sources = enactments(form, names, organ)
    if not goes_on:
        return Phrase(begin, stop, sources)
    sources, behind = with_organ_behind(scan, stop, sources)
    for at in dict.fromkeys((stop, behind, dated)):
        if found := following(scan, at):
            sources, end = with_organ_behind(scan, found[1], sources)
            return Phrase(begin, end, sources, found[0])
    return Phrase(begin, stop, sources)


def _ibid(scan: Scan, start: int, end: int, form: str, done: int) -> Phrase | None:
    """ "ibid., paras. 22–24 and table 2"; "Ibid., vol. 2237, No. 39574"."""
    if volume := scan.grammar.volume.match(scan.text, end):
        number, treaty = volume.groups()
        if treaty:
            return Phrase(start, volume.end(), (Source(In.SERIES, f"{number}/{treaty}"),))
        return Phrase(start, end, (Source(In.SERIES),))  # another volume, whose number is not said
    if found := following(scan, end):
        return Phrase(start, found[1], _IBID, found[0])
    text, at = scan.text, end
    while (at := text.find("/", at, end + _IBID_LOOKS_AHEAD)) >= 0:
        if text.find(";", end, at) >= 0 or text.find("\n", end, at) >= 0:
            break
        if match_around_slash(text, at, scan.registry.symbol_heads):
            return None  # "Ibid., Supplement No. 38 (A/70/38)": the symbol says it
        at += 1
    return Phrase(start, end, _IBID)


def _series(scan: Scan, start: int, end: int, form: str, done: int) -> Phrase | None:
    """ "Treaty Series, vol. 2225, No. 39574"."""
    found = scan.grammar.series_number.match(scan.text, end)
    if found is None:
        return None
    return Phrase(start, found.end(), (Source(In.SERIES, f"{found[1]}/{found[2]}"),))


def _sales(scan: Scan, start: int, end: int, form: str, done: int) -> Phrase | None:
    """ "Sales No. E.09.V.11"."""
    found = scan.grammar.sales_number.match(scan.text, end)
    return Phrase(start, found.end(), (Source(In.SALES, found[1]),)) if found else None


def _with_see(scan: Scan, phrase: Phrase, done: int) -> Phrase:
    """ "see" belongs to the phrase; in brackets, it is how a cross-reference is added."""
    see = scan.see_before(phrase.start, done)
    if see is None:
        return phrase
    return Phrase(see.start(2), phrase.end, phrase.sources, phrase.pinpoints, bool(see[1]))


Rule = Callable[[Scan, int, int, str, int], Phrase | None]

RULES: Mapping[str, Rule] = {
    SYMBOL: _symbol,
    STEP: _step,
    "paragraph": _paragraphs,
    "subparagraph": _paragraphs,
    "recommendation": _paragraphs,
    "decision": _enactment,
    "resolution": _enactment,
    "article": article_phrase,
    "rule": rule_phrase,
    "comment": comment_phrase,
    "ibid": _ibid,
    "series": _series,
    "sales": _sales,
    **dict.fromkeys(NUMBERED_PARTS, _part),
}
"""The rule for each form of head: scan, start and end of the head, its form, where text is taken."""
