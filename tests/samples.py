"""Tiny resolved documents for tests, in our own words and shaped like the real ones.

`chair_and_draft` holds one of everything that views and exports must cope with: documents without
a symbol, every status, both asserters, a misdirected and an ambiguous citation, footnotes,
annexes, two meetings in one document, three scripts, and text that attacks whatever shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from seepara.catalogue import Correction
from seepara.compare.verdicts import RunnerUp, Score, Verdict
from seepara.lineage import (
    Alike,
    Compared,
    Inferences,
    LineageKind,
    Link,
    Renumbered,
)
from seepara.lineage.clues import Clues
from seepara.lineage.inferences import stated_steps
from seepara.lineage.inferred import corrected
from seepara.lineage.order import Order
from seepara.model import (
    Asserter,
    Body,
    Citation,
    Direction,
    Document,
    Kind,
    Mark,
    Meeting,
    Reference,
    Relation,
    ResolvedDocument,
    Stage,
    Status,
    Unit,
    UnitKind,
)
from seepara.renumbering import NumberPair, Renumbering

CHAIR = "x/CTOC-COP/2010-08-10/activities"
DRAFT = "x/CTOC-COP-WG.4/2010-01-28/draft-report"
LATER = "CTOC/COP/2012/7"
EARLIER = "CTOC/COP/WG.4/2009/2"

MARKUP = '</script><img src=x onerror="alert(1)">'
CELL = "=cmd|' /C calc'!A0"
RIGHT_TO_LEFT = "الفقرة ٣ (ج) أعلاه"

CONFERENCE = Body("CTOC/COP", "Conference of the Parties")
GROUP = Body("CTOC/COP/WG.4", "Working Group on Trafficking in Persons", "CTOC/COP")
ASSEMBLY = Body("A", "General Assembly")

MEETING_2009 = Meeting(
    "meeting:CTOC/COP/WG.4/2009-04-14", "CTOC/COP/WG.4", "2009-04-14", "2009-04-15", "Vienna"
)
MEETING_2010 = Meeting(
    "meeting:CTOC/COP/WG.4/2010-01-27", "CTOC/COP/WG.4", "2010-01-27", "2010-01-29", "Vienna"
)


def chair_and_draft() -> tuple[ResolvedDocument, ...]:
    """The Chair's report 2010, the draft report 2010 and a later document that has a symbol."""
    return (_chair(), _draft(), _later())


def _chair() -> ResolvedDocument:
    first, second = MEETING_2009.key, MEETING_2010.key
    document = _document(
        Document(
            key=CHAIR,
            file="chair's report.txt",
            text="",
            units=(),
            title="Activities of the Working Group on Trafficking in Persons",
            short="Chair's report 2010",
            author="Report submitted by the Chair",
            organ=CONFERENCE,
            stage=Stage.COMPILATION,
            distribution="General",
            date="2010-08-10",
            session="Fifth session",
            meetings=(MEETING_2009, MEETING_2010),
            sha256="c" * 64,
            abridged=True,
        ),
        [
            (Unit("fn*", UnitKind.FOOTNOTE, 0, 0, None, "*", 12), "CTOC/COP/2010/1."),
            (Unit("section I", UnitKind.SECTION, 0, 0, None, "I.", 14), "Introduction"),
            (
                Unit("4", UnitKind.PARAGRAPH, 0, 0, "section I", "4.", 16),
                "The secretariat put links between the meetings in parentheses.",
            ),
            (
                Unit("section II", UnitKind.SECTION, 0, 0, None, "II.", 20, meeting=first),
                "Recommendations adopted in April 2009",
            ),
            (
                Unit("5", UnitKind.PARAGRAPH, 0, 0, "section II", "5.", 22),
                "Pursuant to Conference decision 4/4, paras. o (ii) and (iv), here they are.",
            ),
            (
                Unit("section II.E", UnitKind.SECTION, 0, 0, "section II", "E.", 30, meeting=first),
                "Learning from each other",
            ),
            (
                Unit(
                    "21",
                    UnitKind.PARAGRAPH,
                    0,
                    0,
                    "section II.E",
                    "21.",
                    32,
                    recommendation=True,
                    meeting=first,
                ),
                "States parties should:",
            ),
            (
                Unit(
                    "21(a)",
                    UnitKind.SUBPARAGRAPH,
                    0,
                    0,
                    "21",
                    "(a)",
                    34,
                    recommendation=True,
                    meeting=first,
                ),
                "Tell each other which routes are used (see paras. 37, 50 and 82 below);",
            ),
            (
                Unit("section III", UnitKind.SECTION, 0, 0, None, "III.", 50, meeting=second),
                "Recommendations adopted in January 2010",
            ),
            (
                Unit(
                    "37",
                    UnitKind.PARAGRAPH,
                    0,
                    0,
                    "section III",
                    "37.",
                    52,
                    page=7,
                    marks=(Mark(72, "1"),),
                    recommendation=True,
                    meeting=second,
                ),
                "Further to paragraph 17 of the report on its 2009 meeting "
                f"({EARLIER}), the Group asked for a list (see para. 21 (a) above).",
            ),
            (
                Unit("fn1", UnitKind.FOOTNOTE, 0, 0, "37", "1", 54),
                "General Assembly resolution 64/293.",
            ),
            (
                Unit(
                    "50",
                    UnitKind.PARAGRAPH,
                    0,
                    0,
                    "section III",
                    "50.",
                    60,
                    recommendation=True,
                    meeting=second,
                ),
                f"Show {MARKUP} as text; its paragraph 3 is unclear "
                "(see paras. 21 (a) and 99 above).",
            ),
            (
                Unit(
                    "82",
                    UnitKind.PARAGRAPH,
                    0,
                    0,
                    "section III",
                    "82.",
                    70,
                    recommendation=True,
                    meeting=second,
                ),
                'Quote "this" and \\that\\ under article 3, subparagraph (a), of the Protocol'
                " (see para. 21 (a) below).",
            ),
            (Unit("table 1", UnitKind.TABLE, 0, 0, "82", "Table 1", 80), CELL),
        ],
    )
    return ResolvedDocument(
        document,
        (
            _reference(
                document, "fn*", "CTOC/COP/2010/1", Kind.DOCUMENT, [_external("CTOC/COP/2010/1")]
            ),
            _reference(
                document,
                "5",
                "Conference decision 4/4, paras. o (ii) and (iv)",
                Kind.DECISION,
                [
                    _external("decision:CTOC/COP/4/4#o(ii)", Kind.DECISION),
                    _external("decision:CTOC/COP/4/4#o(iv)", Kind.DECISION),
                ],
                governed_by="Pursuant to",
                relation=Relation.MANDATED_BY,
            ),
            _see(document, "21(a)", "see paras. 37, 50 and 82 below", ["37", "50", "82"], "below"),
            _reference(
                document,
                "37",
                f"paragraph 17 of the report on its 2009 meeting ({EARLIER})",
                Kind.PARAGRAPH,
                [_external(f"{EARLIER}#17", Kind.PARAGRAPH)],
                governed_by="Further to",
                relation=Relation.FOLLOWS_UP,
            ),
            _see(document, "37", "see para. 21 (a) above", ["21(a)"], "above"),
            _reference(
                document,
                "fn1",
                "General Assembly resolution 64/293",
                Kind.RESOLUTION,
                [_external("A/RES/64/293", Kind.RESOLUTION)],
            ),
            _reference(
                document,
                "50",
                "its paragraph 3",
                Kind.PARAGRAPH,
                [
                    Citation(
                        "",
                        Kind.PARAGRAPH,
                        Status.AMBIGUOUS,
                        candidates=(f"{EARLIER}#3", f"{CHAIR}#4"),
                        reason="two reports were named before",
                    )
                ],
            ),
            _see(document, "50", "see paras. 21 (a) and 99 above", ["21(a)", "99"], "above"),
            _reference(
                document,
                "82",
                "article 3, subparagraph (a), of the Protocol",
                Kind.TREATY,
                [_external("treaty:TIP-Protocol#art3(a)", Kind.TREATY)],
                governed_by="under",
            ),
            _see(document, "82", "see para. 21 (a) below", ["21(a)"], "below", misdirected=True),
        ),
        (CONFERENCE, GROUP, ASSEMBLY),
        {EARLIER: "report on its 2009 meeting"},
    )


def _draft() -> ResolvedDocument:
    meeting = MEETING_2010.key
    document = _document(
        Document(
            key=DRAFT,
            file="draft-2010.txt",
            text="",
            units=(),
            title="Draft report",
            short="Draft report 2010",
            organ=GROUP,
            stage=Stage.DRAFT,
            distribution="Limited",
            date="2010-01-28",
            meetings=(MEETING_2010,),
            sha256="d" * 64,
            abridged=True,
            addendum=True,
        ),
        [
            (
                Unit("1", UnitKind.PARAGRAPH, 0, 0, None, "1.", 5),
                "In decision 4/4 the Conference asked for a report.",
            ),
            (
                Unit("section 4", UnitKind.SECTION, 0, 0, None, "4.", 10, meeting=meeting),
                "Cooperation",
            ),
            (
                Unit(
                    "rec4(a)",
                    UnitKind.SUBPARAGRAPH,
                    0,
                    0,
                    "section 4",
                    "(a)",
                    12,
                    recommendation=True,
                    meeting=meeting,
                ),
                "Further to recommendation 17 of the previous report, ask for a list;",
            ),
            (
                Unit(
                    "rec4(d)",
                    UnitKind.SUBPARAGRAPH,
                    0,
                    0,
                    "section 4",
                    "(d)",
                    14,
                    recommendation=True,
                    meeting=meeting,
                ),
                "Reaffirm Sales No. E.09.V.11 and vol. 2225, No. 39574.",
            ),
        ],
    )
    return ResolvedDocument(
        document,
        (
            _reference(
                document,
                "1",
                "decision 4/4",
                Kind.DECISION,
                [_external("decision:CTOC/COP/4/4", Kind.DECISION)],
            ),
            _reference(
                document,
                "rec4(a)",
                "recommendation 17 of the previous report",
                Kind.PARAGRAPH,
                [_external(f"{EARLIER}#17", Kind.PARAGRAPH)],
                governed_by="Further to",
                relation=Relation.FOLLOWS_UP,
            ),
            _reference(
                document,
                "rec4(d)",
                "Sales No. E.09.V.11",
                Kind.PUBLICATION,
                [_external("sales:E.09.V.11", Kind.PUBLICATION)],
                governed_by="Reaffirm",
                relation=Relation.REAFFIRMS,
            ),
            _reference(
                document,
                "rec4(d)",
                "vol. 2225, No. 39574",
                Kind.PUBLICATION,
                [_external("unts:2225/39574", Kind.PUBLICATION)],
            ),
        ),
        (GROUP, CONFERENCE),
        {EARLIER: "previous report"},
    )


def _later() -> ResolvedDocument:
    document = _document(
        Document(
            key=LATER,
            file="later.docx",
            text="",
            units=(),
            symbol=LATER,
            printed_symbol=LATER,
            aliases=("x/CTOC-COP/2012-09-01/later",),
            title="What became of the recommendations",
            organ=CONFERENCE,
            stage=Stage.RESOLUTION,
            date="2012-09-01",
            sha256="e" * 64,
        ),
        [
            (
                Unit("pre1", UnitKind.PREAMBULAR, 0, 0, None, "", 3),
                "Recalling Security Council resolution 1526 (2004), paragraph 2,",
            ),
            (
                Unit("op1", UnitKind.PARAGRAPH, 0, 0, None, "", 5, recommendation=True),
                "Endorses paragraph 37 of the Chair's report.",
            ),
            (Unit("annex I", UnitKind.SECTION, 0, 0, None, "Annex I", 7), "Words"),
            (
                Unit("annexI/3", UnitKind.PARAGRAPH, 0, 0, "annex I", "3.", 9),
                f"{RIGHT_TO_LEFT}; rule 2, paragraph 2, of the rules of procedure.",
            ),
            (
                Unit("rec1", UnitKind.BLOCK, 0, 0, None, "Recommendation 1", 11),
                "See general comment No. 2, para. 3, and A/80/5 (Vol. II), chap. II, para. 92.",
            ),
        ],
    )
    return ResolvedDocument(
        document,
        (
            _reference(
                document,
                "pre1",
                "Security Council resolution 1526 (2004), paragraph 2",
                Kind.RESOLUTION,
                [_external("S/RES/1526(2004)#2", Kind.RESOLUTION)],
                governed_by="Recalling",
                relation=Relation.RECALLS,
            ),
            _reference(
                document,
                "op1",
                "paragraph 37 of the Chair's report",
                Kind.PARAGRAPH,
                [Citation(f"{CHAIR}#37", Kind.PARAGRAPH, Status.RESOLVED)],
            ),
            _reference(
                document,
                "annexI/3",
                "rule 2, paragraph 2, of the rules of procedure",
                Kind.RULE,
                [_external("rules:CTOC/COP#rule2(2)", Kind.RULE)],
            ),
            _reference(
                document,
                "rec1",
                "general comment No. 2, para. 3",
                Kind.PARAGRAPH,
                [_external("gc:CEDAW/2#3", Kind.PARAGRAPH)],
            ),
            _reference(
                document,
                "rec1",
                "A/80/5 (Vol. II), chap. II, para. 92",
                Kind.PARAGRAPH,
                [_external("A/80/5(Vol.II)#chapII/92", Kind.PARAGRAPH)],
            ),
        ),
        (CONFERENCE,),
    )


def _document(document: Document, units: Sequence[tuple[Unit, str]]) -> Document:
    """The document with its text joined and each unit's offsets counted."""
    placed: list[Unit] = []
    position = 0
    for unit, text in units:
        placed.append(replace(unit, start=position, end=position + len(text)))
        position += len(text) + 2
    return replace(document, text="\n\n".join(text for _, text in units), units=tuple(placed))


def _reference(
    document: Document,
    unit: str,
    phrase: str,
    kind: Kind,
    citations: Iterable[Citation],
    *,
    asserted_by: Asserter = Asserter.BODY,
    governed_by: str = "",
    relation: Relation = Relation.CITES,
) -> Reference:
    (text,) = (document.text_of(u) for u in document.units if u.path == unit)
    start = text.index(phrase)
    return Reference(
        unit,
        start,
        start + len(phrase),
        phrase,
        kind,
        tuple(citations),
        asserted_by,
        governed_by,
        relation,
    )


def _see(
    document: Document,
    unit: str,
    phrase: str,
    paths: Iterable[str],
    direction: str,
    misdirected: bool = False,
) -> Reference:
    there = {u.path for u in document.units}
    return _reference(
        document,
        unit,
        phrase,
        Kind.PARAGRAPH,
        [
            Citation(
                f"{document.key}#{path}",
                Kind.PARAGRAPH,
                Status.RESOLVED if path in there else Status.DANGLING,
                Direction(direction),
                misdirected=misdirected,
                reason="" if path in there else "the document has no such paragraph",
            )
            for path in paths
        ],
        asserted_by=Asserter.SECRETARIAT,
        governed_by="see",
        relation=Relation.SEE_ALSO,
    )


def _external(key: str, kind: Kind = Kind.DOCUMENT) -> Citation:
    return Citation(key, kind, Status.EXTERNAL)


CORRECTIONS = (
    # what the scores leave open, what they got wrong, what nobody found, what is nowhere
    Correction(f"{DRAFT}#rec4(a)", f"{CHAIR}#50", "accept", "Research desk", "The same demand"),
    Correction(f"{DRAFT}#rec4(a)", f"{CHAIR}#37", "reject"),
    Correction(f"{CHAIR}#5", f"{LATER}#op1", "add", "Research desk"),
    Correction(f"{CHAIR}#999", f"{LATER}#op1", "add"),
)


def inferences() -> Inferences:
    """What is inferred of `chair_and_draft`: a link of each kind, and each word of a user."""
    documents = chair_and_draft()
    references = [r for r in documents[0].references if r.unit == "37"]
    pair = NumberPair("37", 17, 21, *references)
    proof = Renumbering(EARLIER, CHAIR, 4, (pair,), 17, 18, 17, 18, frozenset({"21"}))
    merged, open_still = Score(0.54, 0.47, 0.2, 0.6), Score(0.3, 0.0, 0.0, 0.3)
    runner_up = RunnerUp(f"{CHAIR}#50", Score(0.2, 0.0, 0.0, 0.214))
    later, restates = LineageKind.LATER_TEXT_OF, LineageKind.RESTATES
    links = (
        Link(later, f"{DRAFT}#rec4(d)", f"{CHAIR}#37",
             Compared(Verdict.MERGED, merged, runner_up, ("Report on the meeting",), True)),
        Link(later, f"{DRAFT}#rec4(a)", f"{CHAIR}#37", Compared(Verdict.MERGED, merged)),
        Link(later, f"{DRAFT}#rec4(a)", f"{CHAIR}#50", Compared(Verdict.UNDECIDED, open_still)),
        Link(restates, f"{EARLIER}#17", f"{CHAIR}#21", Renumbered(proof, "a.txt", True, "en")),
        Link(restates, f"{EARLIER}#18", f"{CHAIR}#5", Renumbered(proof, "a.txt", True, "en")),
        Link(LineageKind.RESEMBLES, f"{CHAIR}#82", f"{LATER}#op1", Alike(0.4321)),
    )  # fmt: skip
    clues, order = [Clues.of(one) for one in documents], Order.of(documents)
    said = tuple(corrected(links, CORRECTIONS, clues, order))
    steps = {one.document.key: stated_steps(one, order) for one in documents}
    return Inferences.from_links(said, clues, order, steps, CORRECTIONS)
