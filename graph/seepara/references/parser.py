"""From a place where a phrase may begin to the phrase: a recursive descent, one method a rule.

    phrase      := pinpoints (of source)? | source pinpoints? | step
    pinpoints   := head list (direction (sep (head)? list direction)*)? (notably head letters)?
    list        := item ((sep | range) item)*
    item        := number letters* | letters+
    source      := symbol elided* | decision | resolution | article | rule | comment
                 | "the report …" (symbol)? | ibid | Treaty Series | Sales No.
    of          := "of" determiner? (part of)? source

"paras. 21 (a), 37 and 50 above": head, list of three items, direction. "paragraph 17 of the report
… (CTOC/COP/WG.4/2009/2)": pinpoints, of, a described source with its symbol. "decision 4/4, paras.
o (ii) and (iv)": a source, then pinpoints; "(iv)" takes its number from the item before it.
The parser knows forms only; what "the report" is, `seepara.context` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..languages import Language
from ..model import Direction
from ..registry import Registry
from ..symbols import Symbol, elided, match, match_around_slash
from .finder import STEP, SYMBOL, candidates
from .grammar import HEAD_PARTS, NUMBERED_PARTS, Grammar, grammar
from .lists import ItemList, parse_list
from .phrases import Container, In, Part, Phrase, Pinpoint, Source

_LONGEST_DESCRIPTION = 240
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


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
    parser = Parser(text, grammar(language), registry)
    done = 0
    for start, end, form in candidates(text, language):
        if start < done:
            continue
        for phrase in parser.phrases_at(start, end, form, done):
            yield phrase
            done = phrase.end


class Parser:
    """The descent over one text. Methods take a position and return what they made and where
    it ends."""

    def __init__(self, text: str, grammar: Grammar, registry: Registry) -> None:
        self.text = text
        self.grammar = grammar
        self.registry = registry

    def phrases_at(self, start: int, end: int, form: str, done: int) -> Iterator[Phrase]:
        """The phrases that begin with the head at ``[start, end)``; those before `done` are
        taken."""
        if form == SYMBOL:
            symbol = match_around_slash(self.text, start, self.registry.symbol_heads)
            if symbol is not None and symbol.start >= done:
                yield self._symbol(symbol)
            return
        phrase = self._phrase(start, end, form, done)
        if phrase is not None:
            yield self._with_see(phrase, done)

    def _phrase(self, start: int, end: int, form: str, done: int) -> Phrase | None:
        if form == STEP:
            return self._step(start)
        if form == "decision" or form == "resolution":
            return self._enactment(start, end, form, done)
        if form == "article":
            return self._article(start, end)
        if form == "rule":
            return self._rule(start, end)
        if form == "comment":
            return self._comment(start, end, done)
        if form == "ibid":
            return self._ibid(start, end)
        if form == "series":
            return self._numbered(start, end, In.SERIES)
        if form == "sales":
            return self._numbered(start, end, In.SALES)
        if form in NUMBERED_PARTS:
            return self._part(start, end, form)
        if form == "paragraph" or form == "subparagraph" or form == "recommendation":
            return self._paragraphs(start, end, form)
        return None

    # ---------------------------------------------------------------- pinpoints first

    def _paragraphs(self, start: int, end: int, form: str) -> Phrase | None:
        """ "paras. 21 (a), 37 and 50 above"; "recommendation 18 from the previous report"."""
        found = self._directed_lists(end, form, self._word(start, end))
        if found is None:
            return None
        pinpoints, end = found
        if any(p.direction for p in pinpoints):
            return Phrase(start, end, (Source(In.OWN),), pinpoints)
        placed = self._of(end, pinpoints)
        if placed is None:
            if form == "recommendation" and not self._stands_alone(end):
                return None
            return Phrase(start, end, (Source(In.OWN),), pinpoints)
        source, pinpoints, end = placed
        return None if source is None else Phrase(start, end, (source,), pinpoints)

    def _directed_lists(
        self, end: int, form: str, head: str
    ) -> tuple[tuple[Pinpoint, ...], int] | None:
        """Lists with their directions: each direction holds for the items since the one before."""
        items = parse_list(self.text, end, self.grammar, plural=head not in self.grammar.singular)
        if items is None:
            return None
        part = HEAD_PARTS[form]
        pinpoints = _pinpoints(items, part)
        end = items.end
        end, pinpoints = self._notably(end, pinpoints, part)
        if part is Part.PARAGRAPH or part is Part.RECOMMENDATION:
            while more := self.grammar.direction.match(self.text, end):
                direction = Direction(self.grammar.directions[more[1]])
                pinpoints = tuple(
                    p if p.direction else replace(p, direction=direction) for p in pinpoints
                )
                end = more.end()
                following = self._list_with_direction(end, part)
                if following is None:
                    break
                pinpoints += following[0]
                end = following[1]
        return pinpoints, end

    def _list_with_direction(self, end: int, part: Part) -> tuple[tuple[Pinpoint, ...], int] | None:
        """ " and paras. 83 and 84 below" behind a direction: only a list that has one itself
        goes on."""
        separator = self.grammar.separator.match(self.text, end)
        if separator is None:
            return None
        head = self.grammar.head.match(self.text, separator.end())
        at = separator.end()
        if head is not None:
            if HEAD_PARTS.get(self.grammar.heads[_folded(head[1])]) is not part:
                return None
            at = head.end()
        items = parse_list(self.text, at, self.grammar, plural=True)
        if items is None or not self.grammar.direction.match(self.text, items.end):
            return None
        return _pinpoints(items, part), items.end

    def _notably(
        self, end: int, pinpoints: tuple[Pinpoint, ...], part: Part
    ) -> tuple[int, tuple[Pinpoint, ...]]:
        """ "paragraph 161, in particular its subparagraphs (b–d)": letters of the number before."""
        notably = self.grammar.notably.match(self.text, end)
        if notably is None:
            return end, pinpoints
        head = self.grammar.head.match(self.text, notably.end())
        if head is None or self.grammar.heads[_folded(head[1])] not in (
            "subparagraph",
            "paragraph",
        ):
            return end, pinpoints
        items = parse_list(
            self.text,
            head.end(),
            self.grammar,
            plural=True,
            before=pinpoints[-1].last or pinpoints[-1].path,
        )
        if items is None or items.relative:
            return end, pinpoints
        return items.end, pinpoints + _pinpoints(items, part)

    def _step(self, start: int) -> Phrase | None:
        """ "the preceding paragraph", by its determiner."""
        before = self.text.rfind(" ", 0, max(start - 1, 0)) + 1
        found = self.grammar.step.match(self.text, before)
        if found is None:
            return None
        pinpoint = Pinpoint(Part.PARAGRAPH, "", step=self.grammar.steps[found[1].lower()])
        return Phrase(before, found.end(), (Source(In.OWN),), (pinpoint,))

    def _part(self, start: int, end: int, form: str) -> Phrase | None:
        """ "section II.B of the report", "annex to document X", "chap. IV, para. 3 of …"."""
        pinpoints, end_of_parts = self._part_numbers(end, form)
        if not pinpoints:
            if form not in ("annex", "appendix", "summary"):
                return None
            pinpoints, end_of_parts = (Pinpoint(HEAD_PARTS[form], ""),), end
        within = self._inner(end_of_parts, pinpoints)
        if within is not None:
            pinpoints, end_of_parts = within
        direction = self.grammar.direction.match(self.text, end_of_parts)
        if direction:
            way = Direction(self.grammar.directions[direction[1]])
            pinpoints = tuple(replace(p, direction=way) for p in pinpoints)
            return Phrase(start, direction.end(), (Source(In.OWN),), pinpoints)
        placed = self._of(end_of_parts, pinpoints)
        if placed is not None:
            source, pinpoints, stop = placed
            if source is None or source.kind in (In.INSTRUMENT, In.RULES):
                return None
            return Phrase(start, stop, (source,), pinpoints)
        if not pinpoints[0].path and not pinpoints[0].within:
            return None
        return Phrase(start, end_of_parts, (Source(In.OWN),), pinpoints)

    def _part_numbers(self, end: int, form: str) -> tuple[tuple[Pinpoint, ...], int]:
        part = HEAD_PARTS[form]
        pinpoints: list[Pinpoint] = []
        found = self.grammar.part_number.match(self.text, end)
        while found:
            token = "".join(found[1].split()).replace(",", ".")
            pinpoints.append(Pinpoint(part, token))
            end = found.end()
            if mark := self.grammar.range_mark.match(self.text, end):
                last = self.grammar.part_number.match(self.text, mark.end())
                if last and _same_style(last[1], token):
                    pinpoints[-1] = Pinpoint(part, token, "".join(last[1].split()))
                    end = last.end()
            separator = self.grammar.separator.match(self.text, end)
            found = (
                self.grammar.part_number.match(self.text, separator.end()) if separator else None
            )
            if found and not _same_style(found[1], token):
                break
        return tuple(pinpoints), end

    def _inner(
        self, end: int, pinpoints: tuple[Pinpoint, ...]
    ) -> tuple[tuple[Pinpoint, ...], int] | None:
        """ ", paras. 92 and 94–97" behind "chap. II": the paragraphs are meant, in that
        container."""
        inner = self._following_pinpoints(end)
        if inner is None:
            return None
        within = (*pinpoints[-1].within, Container(pinpoints[-1].part, pinpoints[-1].path))
        return (
            *pinpoints[:-1],
            *(replace(p, within=within + p.within) for p in inner[0]),
        ), inner[1]

    # ---------------------------------------------------------------- "of" and what follows

    def _of(
        self, end: int, pinpoints: tuple[Pinpoint, ...]
    ) -> tuple[Source | None, tuple[Pinpoint, ...], int] | None:
        """The source that "of" leads to. None: no such word; a source None: something unknown.

        A paragraph of an unknown thing must not become this document's paragraph.
        """
        of = self.grammar.of.match(self.text, end)
        if of is None:
            return None
        at = of.end()
        own = self.grammar.own.match(self.text, at)
        if own is not None:
            return Source(In.OWN), pinpoints, own.end()
        determiner = ""
        while found := self.grammar.determiner.match(self.text, at):
            determiner, at = found[1].lower(), found.end()
        source = self._source(at, determiner)
        if source is not None:
            return source[0], pinpoints, source[1]
        head = self.grammar.head.match(self.text, at)
        if head is not None:
            nested = self._nested(head.end(), self.grammar.heads[_folded(head[1])], pinpoints)
            if nested is not None:
                return nested
            if determiner:
                return None, pinpoints, at
        # "in", "to" and "from" lead anywhere; "of" to a thing that has paragraphs.
        if (
            self.text[of.start() : of.end()].strip(" ,\n")
            == self.grammar.language.words("words", "of")[0]
        ):
            return None, pinpoints, at
        return None

    def _nested(
        self, end: int, form: str, pinpoints: tuple[Pinpoint, ...]
    ) -> tuple[Source | None, tuple[Pinpoint, ...], int] | None:
        """ "paragraph 3 of annex II to decision 5/CP.1", "paragraph 1 of article 3 of the
        Convention"."""
        if form == "article" or form == "rule":
            number = self.grammar.article_number.match(self.text, end)
            if number is None:
                return None
            base = _article_path(number[1])
            inside = tuple(
                replace(
                    p,
                    part=HEAD_PARTS[form],
                    path=base + _bracketed(p.path),
                    last=base + _bracketed(p.last) if p.last else "",
                )
                for p in pinpoints
            )
            placed = self._of(number.end(), inside)
            if placed is None:
                kind = In.INSTRUMENT if form == "article" else In.RULES
                return Source(kind), inside, number.end()
            return placed
        if form in NUMBERED_PARTS:
            parts, stop = self._part_numbers(end, form)
            token = parts[0].path if parts else ""
            if not parts and form not in ("annex", "appendix"):
                return None
            if not parts:
                stop = end
            container = Container(HEAD_PARTS[form], token)
            inside = tuple(replace(p, within=(container, *p.within)) for p in pinpoints)
            placed = self._of(stop, inside)
            return placed if placed is not None else (Source(In.OWN), inside, stop)
        return None

    def _source(self, at: int, determiner: str) -> tuple[Source, int] | None:
        """A source named in full or in words, behind "of the"."""
        document = self.grammar.document.match(self.text, at)
        if symbol := match(
            self.text, document.end() if document else at, self.registry.symbol_heads
        ):
            return Source(In.SYMBOL, symbol.canonical), symbol.end
        if treaty := self.registry.treaty_at(self.text, at):
            return Source(In.INSTRUMENT, treaty[0]), treaty[1]
        if rules := self.grammar.rules_of_procedure.match(self.text, at):
            return Source(In.RULES), rules.end()
        if enactment := self._named_enactment(at, determiner):
            return enactment
        if report := self._described(at, determiner):
            return report
        if comment := self._comment_in_words(at, determiner):
            return comment
        for noun in sorted(self.registry.nouns, key=len, reverse=True):
            if (
                noun
                and self.text.startswith(noun, at)
                and not self.text[at + len(noun) :][:1].isalnum()
            ):
                return Source(In.INSTRUMENT, noun, determiner=determiner), at + len(noun)
        return None

    def _named_enactment(self, at: int, determiner: str) -> tuple[Source, int] | None:
        """ "Security Council resolution 2182 (2014)", "its decision 4/4" behind "of"."""
        head, organ = self.grammar.head.match(self.text, at), determiner
        if head is None:
            stop = self.text.find("\n\n", at, at + 160)
            window = self.text[at : stop if stop >= 0 else at + 160]
            for form in ("resolution", "decision"):
                for word in self.grammar.language.words("heads", form):
                    place = window.find(f" {word} ")
                    if place < 0:
                        continue
                    organ = self._organ_word(at, at + place)
                    head = self.grammar.head.match(self.text, at + place + 1) if organ else None
                    if head is not None:
                        break
                if head is not None:
                    break
        if head is None:
            return None
        form = self.grammar.heads[_folded(head[1])]
        if form not in ("resolution", "decision"):
            return None
        sources, end = self._enactment_numbers(head.end(), form, organ)
        if not sources:
            # "of that resolution": the one cited last
            return (Source(In.IBID, determiner, organ=form), head.end()) if determiner else None
        end = self._organ_behind(end, sources)
        return sources[0], end

    def _organ_word(self, start: int, end: int) -> str:
        """The root of the body named in ``[start, end)``, or its short name; "" if neither."""
        named = self.registry.body_ending(self.text, end)
        if named and named[1] <= start:
            return named[0]
        words = self.text[start:end]
        shorts = {entry.short for entry in self.registry.bodies.values()}
        return words if words in shorts else ""

    def _described(self, at: int, determiner: str) -> tuple[Source, int] | None:
        """ "report on the 2009 meeting of the Working Group (CTOC/COP/WG.4/2009/2)"."""
        previous = self.grammar.previous.match(self.text, at)
        if previous:
            determiner, at = "previous", previous.end()
        report = self.grammar.report.match(self.text, at)
        if report is None:
            return None
        return self._described_until(at, determiner)

    def _described_until(self, at: int, determiner: str) -> tuple[Source, int]:
        """A description ends with its symbol in brackets, or where the phrase can go on
        otherwise."""
        end = at
        limit = min(len(self.text), at + _LONGEST_DESCRIPTION)
        while end < limit and self.text[end] not in ".,;:()[]\n":
            end += 1
        if self.text[end : end + 1] in "([":
            symbol = match(self.text, end + 1, self.registry.symbol_heads)
            if symbol is not None:
                closing = symbol.end + (self.text[symbol.end : symbol.end + 1] in ")]")
                return Source(In.SYMBOL, symbol.canonical), closing
        words = self.text[at:end].rstrip()
        return Source(In.DESCRIBED, words, determiner=determiner), at + len(words)

    def _comment_in_words(self, at: int, determiner: str) -> tuple[Source, int] | None:
        head = self.grammar.head.match(self.text, at)
        if head is None or self.grammar.heads[_folded(head[1])] != "comment":
            return None
        number = self.grammar.comment_number.match(self.text, head.end())
        if number is None:
            return None
        organ, end = self._organ_after(number.end())
        return Source(In.COMMENT, number[1], organ or determiner), end

    # ---------------------------------------------------------------- sources first

    def _symbol(self, symbol: Symbol) -> Phrase:
        """ "A/80/5 (Vol. II), chap. II, paras. 92 and 94–97"; "A/HRC/22/53/Add.1 and Add.2"."""
        others, end = elided(self.text, symbol)
        closing = end + (self.text[end : end + 1] in (")", "]"))
        sources = [Source(In.SYMBOL, s.canonical) for s in (symbol, *others)]
        found = self._following_pinpoints(end) or self._following_pinpoints(closing)
        if found is None:
            return Phrase(symbol.start, end, tuple(sources))
        pinpoints, stop = found
        if others and "/Corr." in sources[-1].name:
            # A corrigendum has no paragraphs of its own: the document itself is meant.
            sources.append(sources.pop(0))
        return Phrase(symbol.start, stop, tuple(sources), pinpoints)

    def _following_pinpoints(self, end: int) -> tuple[tuple[Pinpoint, ...], int] | None:
        """ ", paras. 22–24 and table 2" behind a source."""
        comma = self.grammar.separator.match(self.text, end)
        at = comma.end() if comma else end
        if not comma:
            while self.text[at : at + 1] == " ":
                at += 1
            if at == end:
                return None
        if self.text[at : at + 1] == "(" and not comma:
            at += 1
        head = self.grammar.head.match(self.text, at)
        if head is None:
            return None
        form = self.grammar.heads[_folded(head[1])]
        found: tuple[tuple[Pinpoint, ...], int] | None = None
        if form in ("paragraph", "subparagraph", "recommendation"):
            items = parse_list(
                self.text,
                head.end(),
                self.grammar,
                plural=self._word(*head.span(1)) not in self.grammar.singular,
            )
            if items is not None and not items.relative:
                end_of_list, pinpoints = self._notably(
                    items.end, _pinpoints(items, HEAD_PARTS[form]), HEAD_PARTS[form]
                )
                if self.grammar.direction.match(self.text, end_of_list):
                    return None  # "A/80/607 and para. 5 above": another phrase
                found = pinpoints, end_of_list
        elif form in NUMBERED_PARTS or form == "summary":
            pinpoints, stop = self._part_numbers(head.end(), form)
            if not pinpoints and form in ("annex", "appendix", "summary"):
                pinpoints, stop = (Pinpoint(HEAD_PARTS[form], ""),), head.end()
            if pinpoints and not (self.grammar.of.match(self.text, stop) and not comma):
                found = self._inner(stop, pinpoints) or (pinpoints, stop)
        if found is None:
            return None
        more = self._following_pinpoints(found[1])
        return (found[0] + more[0], more[1]) if more else found

    def _enactment(self, start: int, end: int, form: str, done: int) -> Phrase | None:
        """ "General Assembly resolution 64/293"; "decision 2/CP.17, paragraphs 164 and 166"."""
        organ, begin = self._organ_before(start, done)
        sources, stop = self._enactment_numbers(end, form, organ)
        if not sources:
            return None
        named = stop
        found = self._following_pinpoints(stop)
        if found is not None:
            return Phrase(begin, found[1], tuple(sources), found[0])
        self._organ_behind(stop, sources)
        dated = self.grammar.dated.match(self.text, stop)
        if dated and (found := self._following_pinpoints(dated.end())):
            return Phrase(begin, found[1], tuple(sources), found[0])
        return Phrase(begin, named, tuple(sources))

    def _enactment_numbers(self, end: int, form: str, organ: str) -> tuple[list[Source], int]:
        """ "76/274, 77/304 and 78/294", "687 (1991) of 3 April 1991 and 707 (1991)", "31/6 A
        and B"."""
        kind = In.RESOLUTION if form == "resolution" else In.DECISION
        pattern = (
            self.grammar.resolution_number
            if kind is In.RESOLUTION
            else self.grammar.decision_number
        )
        sources: list[Source] = []
        found = pattern.match(self.text, end)
        while found:
            number = "".join(found[1].split())
            end = found.end()
            letters = (
                self.grammar.resolution_letters.match(self.text, end) if "/" in number else None
            )
            if letters:
                sources += [Source(kind, number + letter, organ) for letter in _letters(letters[1])]
                end = letters.end()
            else:
                sources.append(Source(kind, number, organ))
            dated = self.grammar.dated.match(self.text, end)
            at = dated.end() if dated else end
            if mark := self.grammar.range_mark.match(self.text, at):
                last = pattern.match(self.text, mark.end())
                between = _numbers_between(number, "".join(last[1].split())) if last else None
                if last and between is not None:
                    sources += [Source(kind, n, organ) for n in between]
                    end = at = last.end()
            separator = self.grammar.separator.match(self.text, at)
            found = pattern.match(self.text, separator.end()) if separator else None
        return sources, end

    def _organ_before(self, start: int, done: int) -> tuple[str, int]:
        """The body named before a head, and where its name begins; also "its", "Conference"."""
        end = start
        while end and self.text[end - 1] in " \n":
            end -= 1
        if end == start or end <= done:
            return "", start
        named = self.registry.body_ending(self.text, end)
        if named and named[1] >= done:
            return named[0], named[1]
        word_start = max(self.text.rfind(" ", 0, end), self.text.rfind("\n", 0, end)) + 1
        for entry in self.registry.bodies.values():
            if entry.short and self.text.endswith(entry.short, max(done, 0), end):
                return entry.short, end - len(entry.short)
        word = self.text[word_start:end].lower()
        return (
            (word, start)
            if word in self.grammar.language.words("words", "article")
            else ("", start)
        )

    def _organ_behind(self, end: int, sources: list[Source]) -> int:
        """ "resolution 2262 (XXII) adopted by the General Assembly": the body behind the number."""
        if sources[-1].organ and sources[-1].organ in self.registry.bodies:
            return end
        organ, stop = self._organ_after(end)
        if organ:
            sources[:] = [replace(source, organ=organ) for source in sources]
            return stop
        return end

    def _organ_after(self, end: int) -> tuple[str, int]:
        by = self.grammar.adopted_by.match(self.text, end)
        if by is None:
            return "", end
        named = self.registry.body_at(self.text, by.end())
        return named if named else ("", end)

    def _article(self, start: int, end: int) -> Phrase | None:
        """ "article 26, paragraphs 2 and 3, of the Convention"; "articles 5, 7 and 8 of the
        Protocol"."""
        pinpoints: list[Pinpoint] = []
        number = self.grammar.article_number.match(self.text, end)
        while number:
            base = _article_path(number[1])
            end = number.end()
            inside = parse_list(
                self.text, end, self.grammar, plural=True, before=base, letters_only=True
            )
            if inside is not None:
                pinpoints += _pinpoints(inside, Part.ARTICLE)
                end = inside.end
            else:
                pinpoints.append(Pinpoint(Part.ARTICLE, base))
                if mark := self.grammar.range_mark.match(self.text, end):
                    last = self.grammar.article_number.match(self.text, mark.end())
                    if last and last[1][0].isdigit() == base[0].isdigit():
                        pinpoints[-1] = Pinpoint(Part.ARTICLE, base, _article_path(last[1]))
                        end = last.end()
            paragraphs = self._article_paragraphs(end, base)
            if paragraphs is not None:
                pinpoints[-1:] = paragraphs[0]
                end = paragraphs[1]
            separator = self.grammar.separator.match(self.text, end)
            number = (
                self.grammar.article_number.match(self.text, separator.end()) if separator else None
            )
        if not pinpoints:
            return None
        placed = self._of(end, tuple(pinpoints))
        if placed is not None:
            source, _, stop = placed
            if source is None or source.kind is not In.INSTRUMENT:
                return None
            return Phrase(start, stop, (source,), tuple(pinpoints))
        return Phrase(start, end, (Source(In.INSTRUMENT),), tuple(pinpoints))

    def _article_paragraphs(self, end: int, base: str) -> tuple[list[Pinpoint], int] | None:
        """ ", paragraph 3,", ", subparagraph (a)," inside an article."""
        separator = self.grammar.separator.match(self.text, end)
        if separator is None:
            return None
        head = self.grammar.head.match(self.text, separator.end())
        if head is None or self.grammar.heads[_folded(head[1])] not in (
            "paragraph",
            "subparagraph",
        ):
            return None
        items = parse_list(self.text, head.end(), self.grammar, plural=True)
        if items is None:
            return None
        inside = [
            Pinpoint(Part.ARTICLE, base + _bracketed(p), base + _bracketed(last) if last else "")
            for p, last in items.items
        ]
        deeper = self._article_paragraphs(items.end, inside[-1].path)
        return (inside[:-1] + deeper[0], deeper[1]) if deeper else (inside, items.end)

    def _rule(self, start: int, end: int) -> Phrase | None:
        """ "rule 2, paragraph 2, of the rules of procedure": without those words it is another
        rule."""
        number = self.grammar.article_number.match(self.text, end)
        if number is None or not number[1][0].isdigit():
            return None
        pinpoints: list[Pinpoint] = []
        while number:
            base = _article_path(number[1])
            paragraphs = self._article_paragraphs(number.end(), base)
            letters = parse_list(
                self.text, number.end(), self.grammar, plural=True, before=base, letters_only=True
            )
            if paragraphs:
                pinpoints += [replace(p, part=Part.RULE) for p in paragraphs[0]]
                end = paragraphs[1]
            elif letters:
                pinpoints += _pinpoints(letters, Part.RULE)
                end = letters.end
            else:
                pinpoints.append(Pinpoint(Part.RULE, base))
                end = number.end()
            separator = self.grammar.separator.match(self.text, end)
            number = (
                self.grammar.article_number.match(self.text, separator.end()) if separator else None
            )
        of = self.grammar.of.match(self.text, end)
        procedure = self.grammar.rules_of_procedure.match(self.text, of.end()) if of else None
        if procedure is None:
            return None
        organ = ""
        for place in range(procedure.start(), procedure.end()):
            if named := self.registry.body_at(self.text, place):
                organ = named[0]
                break
        behind, stop = self._organ_after(procedure.end())
        return Phrase(start, stop, (Source(In.RULES, organ=organ or behind),), tuple(pinpoints))

    def _comment(self, start: int, end: int, done: int) -> Phrase | None:
        """ "general comment No. 2 (2007), para. 3"; "general recommendations Nos. 19 and 35"."""
        number = self.grammar.comment_number.match(self.text, end)
        if number is None:
            return None
        organ, begin = self._organ_before(start, done)
        names = [number[1]]
        stop = number.end()
        while separator := self.grammar.separator.match(self.text, stop):
            more = self.grammar.number.match(self.text, separator.end())
            if more is None or not (
                len(names) > 1 or self._word(start, end) not in self.grammar.singular
            ):
                break
            names.append(more[1])
            stop = more.end()
        behind, after = self._organ_after(stop)
        organ = organ if organ in self.registry.bodies else behind or organ
        sources = tuple(Source(In.COMMENT, name, organ) for name in names)
        title = self.grammar.comment_title.match(self.text, stop)
        for at in (stop, after, title.end() if title else stop):
            if found := self._following_pinpoints(at):
                return Phrase(begin, found[1], sources, found[0])
        return Phrase(begin, stop, sources)

    def _ibid(self, start: int, end: int) -> Phrase | None:
        """ "ibid., paras. 22–24 and table 2"; "Ibid., vol. 2237, No. 39574"."""
        if series := self.grammar.series_number.match(self.text, end):
            return Phrase(start, series.end(), (Source(In.SERIES, f"{series[1]}/{series[2]}"),))
        if found := self._following_pinpoints(end):
            return Phrase(start, found[1], (Source(In.IBID),), found[0])
        stop = end
        while stop < min(len(self.text), end + 160) and self.text[stop] not in ";\n":
            if self.text[stop] == "/" and match_around_slash(
                self.text, stop, self.registry.symbol_heads
            ):
                return None  # "Ibid., Supplement No. 38 (A/70/38)": the symbol says it
            stop += 1
        return Phrase(start, end, (Source(In.IBID),))

    def _numbered(self, start: int, end: int, kind: In) -> Phrase | None:
        """ "Treaty Series, vol. 2225, No. 39574"; "Sales No. E.09.V.11"."""
        pattern = self.grammar.series_number if kind is In.SERIES else self.grammar.sales_number
        found = pattern.match(self.text, end)
        if found is None:
            return None
        return Phrase(start, found.end(), (Source(kind, "/".join(found.groups())),))

    # ---------------------------------------------------------------- small things

    def _word(self, start: int, end: int) -> str:
        return self.text[start:end].lower()

    def _with_see(self, phrase: Phrase, done: int) -> Phrase:
        """ "see" belongs to the phrase; in brackets, it is how a cross-reference is added."""
        see = self.grammar.see.search(self.text, max(done, phrase.start - 16), phrase.start)
        if see is None:
            return phrase
        return replace(phrase, start=see.start(2), parenthetical=bool(see[1]))

    def _stands_alone(self, end: int) -> bool:
        """Whether a phrase ends here: behind it no word goes on with the number."""
        return not self.text[end : end + 1].isalnum()


def _pinpoints(items: ItemList, part: Part) -> tuple[Pinpoint, ...]:
    return tuple(Pinpoint(part, path, last) for path, last in items.items)


def _folded(head: str) -> str:
    return " ".join(head.lower().split())


def _bracketed(path: str) -> str:
    """A paragraph inside an article: "3" → "(3)", "1(d)" → "(1)(d)"."""
    number, bracket, letters = path.partition("(")
    return (f"({number})" if number else "") + bracket + letters


def _article_path(printed: str) -> str:
    """ "4.1" is paragraph 1 of article 4; "3 ter" stays one number."""
    number, *inside = "".join(printed.split()).split(".")
    return number + "".join(f"({token})" for token in inside)


def _same_style(a: str, b: str) -> bool:
    return a[0].isdigit() == b[0].isdigit()


def _letters(printed: str) -> list[str]:
    """ "A and B" → A, B; "A-C" → A, B, C."""
    letters = [c for c in printed if c.isupper() and c.isascii()]
    if len(letters) == 2 and any(dash in printed for dash in "-–") and letters[0] < letters[1]:
        return [chr(n) for n in range(ord(letters[0]), ord(letters[1]) + 1)]
    return letters


def _numbers_between(first: str, last: str) -> list[str] | None:
    """ "2/CMP.7 to 4/CMP.7", "64/1 to 64/3": the numbers behind the first, or None if it is no
    range."""
    a, slash, rest = first.partition("/")
    b, _, other = last.partition("/")
    if not slash:
        return None
    if rest == other and a.isdigit() and b.isdigit() and int(a) < int(b) <= int(a) + 200:
        return [f"{n}/{rest}" for n in range(int(a) + 1, int(b) + 1)]
    if a == b and rest.isdigit() and other.isdigit() and int(rest) < int(other) <= int(rest) + 200:
        return [f"{a}/{n}" for n in range(int(rest) + 1, int(other) + 1)]
    return None
