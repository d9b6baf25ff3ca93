"""The parser: what a phrase says, before anything is known of what it denotes.

A row is a text and the phrases in it: the words, and in short what they say (`tests.texts.told`):
sources, a colon, pinpoints. "own" is the document itself.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.references.finder import SYMBOL, candidates
from seepara.references.lists import parse_list
from seepara.references.parser import parse_phrases

from .texts import ENGLISH, REGISTRY, grows_linearly, phrases


def _all(text):
    """The whole text is one phrase."""
    ((words, said),) = phrases(text)
    assert words == text
    return said


# ---------------------------------------------------------------- this document's own paragraphs


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # with a direction; long and short heads; "see" belongs to the phrase
        ("see para. 57 below", "own: 57 below"),
        ("paragraph 36 above", "own: 36 above"),
        ("Paragraph 36 above", "own: 36 above"),
        ("see paragraph 36, above", "own: 36 above"),
        # letters: with and without a space, nested, in Arabic numerals, doubled after z
        ("see para. 17 (a) above", "own: 17(a) above"),
        ("paragraph 17(a)(ii)", "own: 17(a)(ii)"),
        ("para. 17 (a) (ii)", "own: 17(a)(ii)"),
        ("para. 3 (aa)", "own: 3(aa)"),
        # numbers of human-rights Views, and inserted ones
        ("paragraph 2.1 above", "own: 2.1 above"),
        ("paragraph 7 bis above", "own: 7bis above"),
        ("paragraphs 7 bis and 7 ter", "own: 7bis, 7ter"),
        # lists
        ("see paras. 77, 83 and 84 below", "own: 77 below, 83 below, 84 below"),
        ("paras. 1, 2, 3, and 5 above", "own: 1 above, 2 above, 3 above, 5 above"),
        ("paras. 4 and/or 5 above", "own: 4 above, 5 above"),
        ("see paras. 21 (a), 37 and 50 above", "own: 21(a) above, 37 above, 50 above"),
        # letters alone go on with the number before them
        ("see paras. 17 (b), (c) and (e) above", "own: 17(b) above, 17(c) above, 17(e) above"),
        ("paragraphs 12 (a) (ii) and (iii)", "own: 12(a)(ii), 12(a)(iii)"),
        ("paras. 12 (a) (i), (b) and 14", "own: 12(a)(i), 12(b), 14"),
        # ranges: hyphen, en dash, em dash, minus; "to", "through"; with spaces
        ("see paras. 53-55 below", "own: 53..55 below"),
        ("paras. 53–55 above", "own: 53..55 above"),
        ("paras. 53 – 55", "own: 53..55"),
        ("paras. 53—55", "own: 53..55"),
        ("paragraphs 53 to 55", "own: 53..55"),
        ("paragraphs 53 through 55", "own: 53..55"),
        # ranges in lists, of letters, of letters in one bracket, over letters of two numbers
        ("paras. 3, 5–7 and 9 above", "own: 3 above, 5..7 above, 9 above"),
        ("subparas. 100 (a)–(c)", "own: 100(a)..100(c)"),
        ("paragraph 166(a–g) above", "own: 166(a)..166(g) above"),
        ("paragraph 12 (b) to (d)", "own: 12(b)..12(d)"),
        ("paragraphs 12 (a) to 14 (b)", "own: 12(a)..14(b)"),
        # mixed directions: each holds for what stands since the one before
        ("see para. 13 above and paras. 83 and 84 below", "own: 13 above, 83 below, 84 below"),
        ("see paras. 13 and 77 above and para. 84 below", "own: 13 above, 77 above, 84 below"),
        ("paras. 3 above and 84 below", "own: 3 above, 84 below"),
        ("para. 3 above, paras. 5–7 below and para. 9 above", "own: 3 above, 5..7 below, 9 above"),
        # relative to where the phrase stands
        ("subparagraph (b) above", "own: (b) above"),
        ("subparagraphs (a) and (b) above", "own: (a) above, (b) above"),
        ("subparagraphs (a)–(c) below", "own: (a)..(c) below"),
        ("the preceding paragraph", "own: step -1"),
        ("the previous paragraph", "own: step -1"),
        ("the following paragraph", "own: step 1"),
        # a number said again with its letters
        ("paragraph 161, in particular its subparagraphs (b–d)", "own: 161, 161(b)..161(d)"),
        ("paragraph 9, especially subparagraph (a)", "own: 9, 9(a)"),
        # "of the present report" is this one
        ("paragraph 5 of the present report", "own report: 5"),
        ("paragraphs 5 and 6 of this document", "own document: 5, 6"),
        # numbered by parts, as in reports on a budget
        ("paras. IV.12 and IV.14–IV.16 above", "own: IV.12 above, IV.14..IV.16 above"),
        # roman numbers that are letters too
        ("annexes IV, V and VI to the present report", "own report: annex IV, annex V, annex VI"),
        ("see section II, B", "own: section II.B"),
        # … and of a part with a letter
        ("paras. 29B.12 and 29B.14–29B.16 above", "own: 29B.12 above, 29B.14..29B.16 above"),
        # a letter and the next one, without a comma
        (
            "paras. 34(a) (b) (c) and (d) above",
            "own: 34(a) above, 34(b) above, 34(c) above, 34(d) above",
        ),
        ("paras. 44 (b) (c) and (e), and 74 (c)", "own: 44(b), 44(c), 44(e), 74(c)"),
        ("paragraph 12 (h) (i)", "own: 12(h)(i)"),
        # in an annex that is named behind the last
        ("paragraph 5 and paragraph 6 (b) of annex II", "own: annex II/5, annex II/6(b)"),
        ("see annex I, sections A and B", "own: annex I/section A, annex I/section B"),
        # letters before their number, or apart from it
        ("subparagraphs (a) and (b) of paragraph 5", "own: 5(a), 5(b)"),
        ("subparagraph (c) of paragraph 4 above", "own: 4(c) above"),
        ("paragraph 5, subparagraphs (a) to (c), above", "own: 5(a)..5(c) above"),
        ("paras. 3 and 5, subparas. (a) and (c)", "own: 3, 5(a), 5(c)"),
        # a capital letter goes on with the section before it
        (
            "see chapters I.A–C and II.A and B above",
            "own: chapter I.A..I.C above, chapter II.A above, chapter II.B above",
        ),
        # dashes that are not printed on keyboards, and signs of zero width beside them
        ("paragraphs 8‒10 above", "own: 8..10 above"),
        ("paragraphs 6–\u200d13 below", "own: 6..13 below"),
        # no space, a line break, a space that no line may break at
        ("paragraphs14–16", "own: 14..16"),
        ("paras.\n53–55", "own: 53..55"),
        ("para.\u00a053", "own: 53"),
    ],
)
def test_own_paragraphs(text, said):
    assert _all(text) == said


# ---------------------------------------------------------------- other documents


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # a bare symbol, and elided ones
        ("E/2002/68/Add.1", "E/2002/68/Add.1"),
        ("A/80/5 (Vol. II)", "A/80/5(Vol.II)"),
        ("A/HRC/22/53/Add.1 and Add.2", "A/HRC/22/53/Add.1, A/HRC/22/53/Add.2"),
        # pinpoints behind it; with commas, in a bracket, without any
        ("A/79/724/Add.10, para. 20", "A/79/724/Add.10: 20"),
        ("A/79/724 (para. 20", "A/79/724: 20"),
        # a space that does not break, a tab, a space before the comma
        ("A/79/724,\u00a0para. 20", "A/79/724: 20"),
        ("A/79/724,\tpara. 20", "A/79/724: 20"),
        ("A/79/724 , para. 20", "A/79/724: 20"),
        ("A/79/724 para. 20", "A/79/724: 20"),
        ("A/79/724, paras. 3 and 5–7 (a)", "A/79/724: 3, 5..7(a)"),
        # the corrigendum has no paragraphs of its own
        ("A/80/5 and Corr.1, para. 3", "A/80/5/Corr.1, A/80/5: 3"),
        # pinpoints in a container, since numbers start again
        (
            "A/80/5 (Vol. II), chap. II, paras. 92 and 94–97",
            "A/80/5(Vol.II): chapter II/92, chapter II/94..97",
        ),
        ("FCCC/SB/2012/1, annex II, paragraph 3", "FCCC/SB/2012/1: annex II/3"),
        ("A/65/38 (Part I), annex, para. 4", "A/65/38(PartI): annex/4"),
        ("A/80/607, sect. II, para. 3", "A/80/607: section II/3"),
        # a part behind "and" is in what is around another of its kind, else a place of its own
        (
            "A/80/607, annex I, section A, paragraph 3, and section B, paragraph 4",
            "A/80/607: annex I/section A/3, annex I/section B/4",
        ),
        (
            "A/80/607, annex I, sections A and B, and chapter III, section B",
            "A/80/607: annex I/section A, annex I/section B, chapter III/section B",
        ),
        # parts as such, of one kind and of several
        ("A/80/607, sects. II and III", "A/80/607: section II, section III"),
        ("A/80/607, sect. II.B", "A/80/607: section II.B"),
        ("A/80/643, table 10", "A/80/643: table 10"),
        ("A/80/607, paras. 22–24 and table 2", "A/80/607: 22..24, table 2"),
        ("A/80/607, tables 2 and 3", "A/80/607: table 2, table 3"),
        ("A/80/607, annex", "A/80/607: annex"),
        ("A/80/607, footnote 4", "A/80/607: footnote 4"),
        ("A/80/607, summary", "A/80/607: summary"),
        # pinpoints before it
        ("paragraph 17 of A/80/607", "A/80/607: 17"),
        ("paragraph 17 of document A/80/607", "A/80/607: 17"),
        ("annex to document FCCC/SBI/2014/L.11", "FCCC/SBI/2014/L.11: annex"),
        ("section III of document A/80/607", "A/80/607: section III"),
        ("paragraph 3 of annex II to document A/80/607", "A/80/607: annex II/3"),
        # a document described in words, with its symbol
        (
            "paragraph 17 of the report of the Group (CTOC/COP/WG.4/2009/2)",
            "CTOC/COP/WG.4/2009/2: 17",
        ),
        ("section III of the report of the Secretary-General (A/80/607)", "A/80/607: section III"),
        ("paragraphs 3 and 4 of its report [A/80/607]", "A/80/607: 3, 4"),
        ("paragraph 3 of its report (A/80/5, chap. II)", "A/80/5: chapter II/3"),
        # … and without it: what it denotes, the document says elsewhere
        (
            "Paragraphs 34 to 43 of the report of the Secretary-General",
            "described report of the Secretary-General: 34..43",
        ),
        (
            "paragraph 18 of the report on the 2009 meeting",
            "described report on the 2009 meeting: 18",
        ),
        ("Section II.B of the report", "described report: section II.B"),
        ("table 1 of that report", "described report: table 1"),
        ("paragraph 17 of the report", "described report: 17"),
        ("recommendation 18 from the previous report", "described report: recommendation 18"),
        (
            "recommendation 19 contained in the previous report",
            "described report: recommendation 19",
        ),
        # the document cited last
        ("ibid., paras. 22–24 and table 2", "ibid: 22..24, table 2"),
        ("Ibid., para. 3", "ibid: 3"),
        ("Ibid.", "ibid"),
        ("ibid., chap. II, para. 9", "ibid: chapter II/9"),
        # an elided symbol of two segments
        ("A/56/3 and Add.1/Corr.1", "A/56/3, A/56/3/Add.1/Corr.1"),
        ("A/56/3, Add.1 and Add.1/Corr.1", "A/56/3, A/56/3/Add.1, A/56/3/Add.1/Corr.1"),
        # letters apart from their number
        ("A/80/1, para. 4, subparas. (a) and (b), and para. 7", "A/80/1: 4(a), 4(b), 7"),
        # what is named behind the last of several has all of them
        (
            "paragraphs 10 and 11 and annex I to the report",
            "described report: 10, 11, annex I",
        ),
        (
            "operative paragraph 3 and paragraph 14 of draft resolution A/C.3/80/L.2",
            "A/C.3/80/L.2: 3, 14",
        ),
        ("section II, paragraph 3, of the report of the Board (A/80/5)", "A/80/5: section II/3"),
        ("annex B, paragraph 7, of that resolution", "ibid that of resolution: annex B/7"),
        # paragraphs behind a part and its source; an annex behind a section of it
        ("annex II to document A/80/1, paras. 3–5 and 7", "A/80/1: annex II/3..5, annex II/7"),
        ("section III.B, annex to decision 2/CMA.3", "decision 2/CMA.3: annex/section III.B"),
        # a document of another kind, by the symbol beside it
        (
            "paragraph 12 (a) of its previous concluding observations (CEDAW/C/XYZ/CO/7)",
            "CEDAW/C/XYZ/CO/7: 12(a)",
        ),
        ("paragraph 6 of the note by the President (S/2016/44)", "S/2016/44: 6"),
        # parts of a budget, and its volumes
        ("A/78/6 (Introduction), para. 20", "A/78/6(Introduction): 20"),
        (
            "A/78/6 (Sect. 29B) and Corr.1, paras. 29B.12 and 29B.14",
            "A/78/6(Sect.29B)/Corr.1, A/78/6(Sect.29B): 29B.12, 29B.14",
        ),
        ("A/77/5 (Vol. I)/Corr.1, para. 3", "A/77/5(Vol.I)/Corr.1: 3"),
        # a dash before the paragraph, as in tables of recommendations
        ("A/HRC/28/15/Add.1 - Para. 3", "A/HRC/28/15/Add.1: 3"),
        # publications
        ("Treaty Series, vol. 2225, No. 39574", "series 2225/39574"),
        ("Ibid., vol. 2237, No. 39574", "series 2237/39574"),
        ("Sales No. E.09.V.11", "sales E.09.V.11"),
        ("Sales No. 05.XIII.3", "sales 05.XIII.3"),
    ],
)
def test_other_documents(text, said):
    assert _all(text) == said


# ---------------------------------------------------------------- decisions and resolutions


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # every form of number: session, year, code, roman, letter
        ("decision 4/4", "decision 4/4"),
        ("decision 79/548", "decision 79/548"),
        ("decision 2009/250", "decision 2009/250"),
        ("decision 9/CP.19", "decision 9/CP.19"),
        ("decision 18/COP.11", "decision 18/COP.11"),
        ("decision XXVIII/2", "decision XXVIII/2"),
        ("decision SC-5/3", "decision SC-5/3"),
        ("resolution 64/293", "resolution 64/293"),
        ("resolution 2006/47", "resolution 2006/47"),
        ("resolution ES-10/15", "resolution ES-10/15"),
        ("resolution S-26/2", "resolution S-26/2"),
        # what stands in brackets is part of the number
        ("resolution 1526 (2004)", "resolution 1526(2004)"),
        ("resolution 3201 (S-VI)", "resolution 3201(S-VI)"),
        ("resolution 2262 (XXII)", "resolution 2262(XXII)"),
        ("resolution 377 A (V)", "resolution 377A(V)"),
        # parts of one resolution
        ("resolution 31/6 A and B", "resolution 31/6A, resolution 31/6B"),
        ("resolutions 31/6 A, B and D", "resolution 31/6A, resolution 31/6B, resolution 31/6D"),
        ("resolution 61/266 A–C", "resolution 61/266A, resolution 61/266B, resolution 61/266C"),
        # the body named before
        ("General Assembly resolution 64/293", "resolution 64/293 of A"),
        ("Security Council resolution 1526 (2004)", "resolution 1526(2004) of S"),
        ("Economic and Social Council decision 2009/250", "decision 2009/250 of E"),
        ("Human Rights Council resolution 16/23", "resolution 16/23 of A/HRC"),
        ("Commission on Human Rights resolution 2004/36", "resolution 2004/36 of E/CN.4"),
        ("Statistical Commission decision 43/102", "decision 43/102 of E/CN.3"),
        # … by a short name, which the document explains
        ("Conference decision 4/4", "decision 4/4 of Conference"),
        ("Council resolution 5/1", "resolution 5/1 of Council"),
        ("Assembly resolution 60/251", "resolution 60/251 of Assembly"),
        # lists and ranges
        (
            "resolutions 76/274, 77/304 and 78/294",
            "resolution 76/274, resolution 77/304, resolution 78/294",
        ),
        ("decisions 2/CMP.7 to 4/CMP.7", "decision 2/CMP.7, decision 3/CMP.7, decision 4/CMP.7"),
        (
            "decisions 1/CP.16, 2/CP.17 and 1/CP.18",
            "decision 1/CP.16, decision 2/CP.17, decision 1/CP.18",
        ),
        (
            "General Assembly resolutions 2262 (XXII) and 3201 (S-VI)",
            "resolution 2262(XXII) of A, resolution 3201(S-VI) of A",
        ),
        (
            "Security Council resolutions 687 (1991) of 3 April 1991, 707 (1991) of 15 August 1991 "
            "and 715 (1991)",
            "resolution 687(1991) of S, resolution 707(1991) of S, resolution 715(1991) of S",
        ),
        # pinpoints behind
        ("decision 9/CP.19, paragraph 22", "decision 9/CP.19: 22"),
        ("resolution 80/242, para. 21", "resolution 80/242: 21"),
        ("decision 2/CP.17, paragraphs 164 and 166", "decision 2/CP.17: 164, 166"),
        ("decision 1/CP.18, paragraph 19(a–c)", "decision 1/CP.18: 19(a)..19(c)"),
        (
            "decision 2/CP.17, paragraph 161, in particular its subparagraphs (b–d)",
            "decision 2/CP.17: 161, 161(b)..161(d)",
        ),
        ("resolution 1526 (2004), para. 2", "resolution 1526(2004): 2"),
        ("resolution 48/263, annex, sect. II", "resolution 48/263: annex/section II"),
        ("decision 5/CMP.1, annex, paragraph 40 (b)", "decision 5/CMP.1: annex/40(b)"),
        ("resolution 61/105 of 8 December 2006, para. 83", "resolution 61/105: 83"),
        ("resolution 61/105, operative paragraph 83", "resolution 61/105: 83"),
        # paragraphs that are letters
        (
            "Conference decision 4/4, paras. o (ii) and (iv)",
            "decision 4/4 of Conference: o(ii), o(iv)",
        ),
        # pinpoints before
        ("paragraph 20 of decision 2/CP.17", "decision 2/CP.17: 20"),
        (
            "paragraph 15 of Security Council resolution 2182 (2014)",
            "resolution 2182(2014) of S: 15",
        ),
        ("paragraphs 138–140 of decision 1/CP.16", "decision 1/CP.16: 138..140"),
        (
            "paragraph 4 (a) and (c) of its resolution 61/105",
            "resolution 61/105 of its: 4(a), 4(c)",
        ),
        ("operative paragraph 3 of resolution 61/105", "resolution 61/105: 3"),
        (
            "subparagraph (a) (ii) of paragraph 4 of resolution 1540 (2004)",
            "resolution 1540(2004): 4(a)(ii)",
        ),
        ("paragraph 5, subparagraph (b), of resolution 1373 (2001)", "resolution 1373(2001): 5(b)"),
        ("resolution 60/251, paragraph 5, subparagraph (e)", "resolution 60/251: 5(e)"),
        ("paragraph 5 of the annex to decision 5/CMP.1", "decision 5/CMP.1: annex/5"),
        ("paragraph 3 (a) of annex II to decision 5/CP.1", "decision 5/CP.1: annex II/3(a)"),
        ("annex to resolution 5/1, paragraph 15 (a)", "resolution 5/1: annex/15(a)"),
        ("paras. 23(c)–(e), annex to decision 2/CMA.3", "decision 2/CMA.3: annex/23(c)..23(e)"),
        # a special session; a letter without a space
        ("decision SS.VII/1, para. 11 (h)", "decision SS.VII/1: 11(h)"),
        ("resolution 59/113B", "resolution 59/113B"),
    ],
)
def test_decisions_and_resolutions(text, said):
    assert _all(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # the body named behind
        (
            "decision VII/28 of the Conference of the Parties to the Convention on Biological Diversity",
            "decision VII/28 of UNEP/CBD/COP",
        ),
        ("resolution 2262 (XXII) adopted by the General Assembly", "resolution 2262(XXII) of A"),
        ("resolution 16/23 of the Human Rights Council", "resolution 16/23 of A/HRC"),
        # … also where pinpoints follow, which must not become this document's
        (
            "resolution 2262 (XXII) adopted by the General Assembly, para. 3",
            "resolution 2262(XXII) of A: 3",
        ),
        (
            "decision 4/4 of the Conference of the Parties to UNTOC, paragraph 2",
            "decision 4/4 of CTOC/COP: 2",
        ),
        # … and behind the pinpoints
        ("resolution 60/251, paragraph 3, of the General Assembly", "resolution 60/251 of A: 3"),
        # "its": the body that the sentence is about
        ("its resolution 2005/2", "resolution 2005/2 of its"),
    ],
)
def test_the_body_behind_the_number(text, said):
    ((_, found),) = phrases(text)
    assert found == said


# ---------------------------------------------------------------- treaties, rules, comments


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # an article, and its paragraphs and subparagraphs behind it
        ("article 25 of the Organized Crime Convention", "instrument UNTOC: 25"),
        ("Article 51 of the Charter", "instrument UNCharter: 51"),
        ("article 32, paragraph 3, of the Convention", "instrument Convention: 32(3)"),
        ("article 3, subparagraph (a), of the Protocol", "instrument Protocol: 3(a)"),
        ("article 6, paragraph 1 (d), of the Convention", "instrument Convention: 6(1)(d)"),
        (
            "article 6, paragraph 1, subparagraphs (a) and (b), of the Convention",
            "instrument Convention: 6(1)(a), 6(1)(b)",
        ),
        (
            "article 26, paragraphs 2 and 3, of the Organized Crime Convention",
            "instrument UNTOC: 26(2), 26(3)",
        ),
        ("article 3, paragraph 7 ter, of the Kyoto Protocol", "instrument KyotoProtocol: 3(7ter)"),
        ("article 14, paragraphs 1–3, of the Covenant", "instrument Covenant: 14(1)..14(3)"),
        # in brackets, with a point, in roman numbers, in short
        ("article 14 (1) and (3) of the Covenant", "instrument Covenant: 14(1), 14(3)"),
        ("article 4.1 (a) of the Convention", "instrument Convention: 4(1)(a)"),
        (
            "Article VI of the Treaty on the Non-Proliferation of Nuclear Weapons",
            "instrument NPT: VI",
        ),
        ("arts. 2 and 3 of the Covenant", "instrument Covenant: 2, 3"),
        ("art. 3 bis of the Convention", "instrument Convention: 3bis"),
        # several articles, each with its paragraphs
        ("Articles 5, 7 and 8 of the Kyoto Protocol", "instrument KyotoProtocol: 5, 7, 8"),
        ("articles 9 to 12 of the Convention", "instrument Convention: 9..12"),
        ("articles 7 and 10 (1) of the Covenant", "instrument Covenant: 7, 10(1)"),
        (
            "articles 2, paragraph 3, and 14, paragraph 1, of the Covenant",
            "instrument Covenant: 2(3), 14(1)",
        ),
        (
            "articles 2 (3), 9 (1) and (2) and 14 of the Covenant",
            "instrument Covenant: 2(3), 9(1), 9(2), 14",
        ),
        # paragraphs before
        ("paragraph 3 of article 12 of the Covenant", "instrument Covenant: 12(3)"),
        ("paragraph 2 of Article 4 of the Convention", "instrument Convention: 4(2)"),
        ("paragraphs 1 and 2 of article 12 of the Covenant", "instrument Covenant: 12(1), 12(2)"),
        ("subparagraph (a) of article 3 of the Protocol", "instrument Protocol: 3(a)"),
        # rules
        ("rule 2, paragraph 2, of the rules of procedure", "rules: 2(2)"),
        ("rules 27 and 28 of the rules of procedure", "rules: 27, 28"),
        ("rule 16 of the draft rules of procedure", "rules: 16"),
        ("rule 92 (1) of the Committee’s rules of procedure", "rules: 92(1)"),
        # general comments and recommendations
        ("general comment No. 2 (2007), para. 3", "comment 2: 3"),
        ("General recommendation No. 19", "comment 19"),
        ("general comment No. 34, paras. 11 and 12", "comment 34: 11, 12"),
        ("general recommendations Nos. 19 and 35", "comment 19, comment 35"),
        ("paragraph 7 of general comment No. 2", "comment 2: 7"),
        # … with its title, which may name an article
        ("general comment No. 32 on the right to a fair trial, para. 9", "comment 32: 9"),
        ("general comment No. 32 on article 14, paragraph 41", "comment 32: 41"),
        # years in a list of them; the body behind one, its title, one that it updates
        ("general comments Nos. 18 (2005), 20 (2009) and 22", "comment 18, comment 20, comment 22"),
        (
            "general comment No. 18 of the Committee on the Rights of the Child (2019) on harm, para. 7",
            "comment 18 of CRC: 7",
        ),
        (
            "general recommendation No. 35 on violence, updating general recommendation No. 19, para. 10",
            "comment 19, comment 35: 10",
        ),
        # an article with a letter
        ("Article 2J of the Protocol", "instrument Protocol: 2J"),
    ],
)
def test_treaties_rules_and_comments(text, said):
    assert _all(text) == said


# ---------------------------------------------------------------- where a phrase ends, and what is none


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a full stop at the end of a sentence, and a sentence that begins with a number
        ("It is in para. 12.", [("para. 12", "own: 12")]),
        ("It is in para. 12. 13 States spoke.", [("para. 12", "own: 12")]),
        ("It is in paras. 5 and 6, 12 States spoke.", [("paras. 5 and 6", "own: 5, 6")]),
        # a year behind paragraphs is none
        ("paras. 10 and 2009 was wet", [("paras. 10", "own: 10")]),
        ("paras. 10 and 12, 2009", [("paras. 10 and 12", "own: 10, 12")]),
        # "17 (b)" is a paragraph and its letter, "17 (2004)" something else
        ("see para. 17 (b).", [("see para. 17 (b)", "own: 17(b)")]),
        ("resolution 17 (2004).", [("resolution 17 (2004)", "resolution 17(2004)")]),
        # white space inside a phrase never crosses a blank line
        ("A. General recommendations\n\n6. With regard to the mandate", []),
        ("as said in paragraph\n\n12. The body", []),
        ("see paras. 5 and\n\n6. The body", [("see paras. 5", "own: 5")]),
        # a list ends where other words go on with the number
        ("see para. 5, and 6 others", [("see para. 5", "own: 5")]),
        # a paragraph of a thing not named must not become this document's
        ("paragraph 17 of the handbook", []),
        ("paragraph 17 of it", []),
        # whatever white space stands around the "of"
        ("paragraph 17\tof\tthe handbook", []),
        ("paragraph 17,\u00a0of\u00a0the handbook", []),
        # two phrases, not one
        (
            "A/80/607 and para. 5 above",
            [("A/80/607", "A/80/607"), ("para. 5 above", "own: 5 above")],
        ),
        (
            "decision 1/CP.16, paragraphs 98 and 112, and decision 2/CP.17, paragraph 5",
            [
                ("decision 1/CP.16, paragraphs 98 and 112", "decision 1/CP.16: 98, 112"),
                ("decision 2/CP.17, paragraph 5", "decision 2/CP.17: 5"),
            ],
        ),
        (
            "A/80/607, para. 3; and A/80/608, para. 4",
            [("A/80/607, para. 3", "A/80/607: 3"), ("A/80/608, para. 4", "A/80/608: 4")],
        ),
        # annexes to another decision are that one's, not of the one before
        (
            "decisions 5/CMP.1 and 6/CMP.1 and annexes I and II to decision 2/CP.17",
            [
                ("decisions 5/CMP.1 and 6/CMP.1", "decision 5/CMP.1, decision 6/CMP.1"),
                ("annexes I and II to decision 2/CP.17", "decision 2/CP.17: annex I, annex II"),
            ],
        ),
        # … but "to" may go with the verb, behind a comma
        (
            "submitted A/80/607, annex, to A/80/608",
            [("A/80/607, annex", "A/80/607: annex"), ("A/80/608", "A/80/608")],
        ),
        # a description ends where the next thing is cited
        (
            "paragraphs 4 and 5 of that report and A/80/608, para. 3",
            [
                ("paragraphs 4 and 5 of that report", "described report: 4, 5"),
                ("A/80/608, para. 3", "A/80/608: 3"),
            ],
        ),
        (
            "paragraph 4 of the report of the Committee and the annex to the present report",
            [
                (
                    "paragraph 4 of the report of the Committee",
                    "described report of the Committee: 4",
                ),
                ("annex to the present report", "own report: annex"),
            ],
        ),
        (
            "paragraph 4 of the report of the Committee and resolution 64/1",
            [
                (
                    "paragraph 4 of the report of the Committee",
                    "described report of the Committee: 4",
                ),
                ("resolution 64/1", "resolution 64/1"),
            ],
        ),
        # a paragraph of the article, not of the comment about it
        (
            "general comment No. 3 on article 2, paragraph 1, of the Covenant",
            [
                ("general comment No. 3", "comment 3"),
                ("article 2, paragraph 1, of the Covenant", "instrument Covenant: 2(1)"),
            ],
        ),
        # the addendum's paragraphs are the addendum's
        (
            "E/CN.4/2004/80, paras. 5 and 6, and Add.1, paras. 7–9",
            [
                ("E/CN.4/2004/80, paras. 5 and 6", "E/CN.4/2004/80: 5, 6"),
                ("Add.1, paras. 7–9", "E/CN.4/2004/80/Add.1: 7..9"),
            ],
        ),
        # … and a general comment's are its own
        (
            "general comments No. 31 (2004), para. 8, and No. 35 (2014), para. 40",
            [
                ("general comments No. 31 (2004), para. 8", "comment 31: 8"),
                ("No. 35 (2014), para. 40", "comment 35: 40"),
            ],
        ),
        # what a bare "and" adds to another document can be anyone's; a table among places is theirs
        ("decision 2/CMA.3 and annex I", [("decision 2/CMA.3", "decision 2/CMA.3")]),
        ("resolution 79/1 and paragraph 5", [("resolution 79/1", "resolution 79/1")]),
        ("A/80/5, para. 3 and table 2", [("A/80/5, para. 3 and table 2", "A/80/5: 3, table 2")]),
        # the mark of a note behind the last number of a list
        ("see paras. 11–13.2 The", [("see paras. 11–13", "own: 11..13")]),
        ("paras. 4, 5 and 6.3 It", [("paras. 4, 5 and 6", "own: 4, 5, 6")]),
        # an article that only names a thing, or an organization
        ("the Article 6 database", []),
        ("Amnesty International, Article 19: International Centre", []),
        # the title of a comment between it and the next
        (
            "general recommendations No. 33 (2015) on justice and No. 35 (2017) on violence",
            [
                ("general recommendations No. 33 (2015)", "comment 33"),
                ("No. 35 (2017)", "comment 35"),
            ],
        ),
        # a symbol behind the paragraph of what stands before a comma
        (
            "Report of the Body on its session, paragraph 145 (FCCC/CP/2013/10)",
            [("paragraph 145 (FCCC/CP/2013/10)", "FCCC/CP/2013/10: 145")],
        ),
        # a paragraph of something numbered that is not known; a part that is not there yet
        ("its opinion No. 12/2018 (para. 23)", []),
        ("section K bis on it", [("section K bis", "own: section Kbis")]),
        ("paras. 5A and 6", []),
        ("the annexes to the report", []),
        # two things behind "of": of which one is not said
        ("paragraph 5 of the note and the report (A/80/7)", [("A/80/7", "A/80/7")]),
        (
            "see para. 5 and paragraph 7 of resolution 64/1",
            [("see para. 5", "own: 5"), ("paragraph 7 of resolution 64/1", "resolution 64/1: 7")],
        ),
        ("under article 6 it may", [("article 6", "instrument: 6")]),
        # the Official Records are known by the symbol beside
        (
            "Official Records, Seventieth Session, Supplement No. 38 (A/70/38), para. 5",
            [("A/70/38), para. 5", "A/70/38: 5")],
        ),
        # an instrument, a programme, a body merely named
        ("the Organized Crime Convention and the Global Programme", []),
        ("the General Assembly and its Third Committee", []),
        # sessions, meetings, agenda items, years, money, shares
        ("at its 40th session, SBSTA 41, under agenda item 3 (b)", []),
        ("$3 million in 2009, 12 per cent", []),
        # no symbols
        ("TCP/IP, and/or, n/a, 24/7, A/B", []),
        # court cases
        ("Velásquez v. Ruritania, judgment of 29 July 1988, Series C No. 4", []),
        # heads without a number
        ("the paragraph above, an article, the rule of law, this chapter", []),
        # heads inside longer words
        ("subparagraphing 5; rules-based order 4; partly 3", []),
    ],
)
def test_where_phrases_end_and_what_is_none(text, expected):
    assert phrases(text) == expected


@pytest.mark.parametrize(
    ("text", "parenthetical"),
    [
        # an added cross-reference stands in brackets and begins with "see"
        ("It should act (see para. 57 below).", True),
        ("It should act (See also para. 57 below).", True),
        # without brackets, or without "see", it is the body's own
        ("It should act; see para. 57 below.", False),
        ("It should act (para. 57 below).", False),
    ],
)
def test_what_looks_like_an_added_cross_reference(text, parenthetical):
    (phrase,) = parse_phrases(text, ENGLISH, REGISTRY)
    assert phrase.parenthetical is parenthetical


# ---------------------------------------------------------------- lists and heads


@pytest.mark.parametrize(
    ("text", "items", "rest"),
    [
        # items and what is left over
        ("17 (b), (c) and (e) above", [("17(b)", ""), ("17(c)", ""), ("17(e)", "")], " above"),
        ("100 (a)–(c) and 53-55", [("100(a)", "100(c)"), ("53", "55")], ""),
        ("1-1-1-1", [("1", "1")], "-1-1"),
        # a list that only seems to go on
        ("5 and others", [("5", "")], " and others"),
        ("5, and", [("5", "")], ", and"),
        ("5 (see there)", [("5", "")], " (see there)"),
    ],
)
def test_lists(text, items, rest):
    from seepara.references.grammar import grammar

    found = parse_list(text, 0, grammar(ENGLISH), plural=True)
    assert list(found.items) == items
    assert text[found.end :] == rest


def test_every_head_word_is_found_with_a_small_and_a_capital_letter():
    for form, heads in ENGLISH.tables["heads"].items():
        for head in heads:
            for written in (head, head[0].upper() + head[1:], head[0].lower() + head[1:]):
                found = candidates(f"See {written} 3", ENGLISH)
                assert (4, 4 + len(written), form) in found, written


# ---------------------------------------------------------------- what holds of all input

_HEADS = (
    "see |para. |paras. |paragraph |subparagraph |articles |rule |annex |chap. |decision |Ibid., "
)
_SOURCES = (
    "resolution |General Assembly |the report |of the |of |its |Convention|A/80/607|CTOC/COP/|Add.1"
)
_NUMBERS = "1|12|2009|53-55|4/4|9/CP.19|II.B|(a)|(ii)|(2004)|(a–g)|Treaty Series, vol. |No. "
_BETWEEN = (
    ", | and | to |–| above| below|.| |\n|\n\n|general comment |in particular its |é|𐍈|ا|\u00a0|)"
)
_words = st.sampled_from("|".join((_HEADS, _SOURCES, _NUMBERS, _BETWEEN)).split("|"))
_like_references = st.lists(_words, max_size=25).map("".join)


@given(st.one_of(_like_references, st.text(max_size=120)))
def test_phrases_are_slices_in_order_that_do_not_overlap(text):
    end = 0
    for phrase in parse_phrases(text, ENGLISH, REGISTRY):
        assert end <= phrase.start < phrase.end <= len(text)
        words = text[phrase.start : phrase.end]
        assert words == words.strip() != ""
        assert "\n\n" not in words
        assert phrase.sources
        end = phrase.end


@given(_like_references)
def test_what_stands_before_a_blank_line_changes_nothing_behind_it(text):
    alone = [said for _, said in phrases(text)]
    behind = [said for _, said in phrases("Words 𐍈.\n\n" + text)]
    assert behind == alone


@given(st.one_of(_like_references, st.text(max_size=120)))
def test_candidates_name_the_place_of_a_head(text):
    heads = {h.lower() for heads in ENGLISH.tables["heads"].values() for h in heads}
    for start, end, form in candidates(text, ENGLISH):
        if form == SYMBOL:
            assert text[start:end] == "/"
        else:
            assert text[start:end].lower() in heads or form == "step"


@given(st.integers(1, 400), st.integers(0, 60))
def test_any_range_is_read_whole(first, length):
    last = first + length
    ((words, said),) = phrases(f"see paras. {first}–{last} above,")
    assert words == f"see paras. {first}–{last} above"
    assert said == f"own: {first}..{last} above"


@given(st.lists(st.integers(1, 900), min_size=2, max_size=30))
def test_a_list_of_any_length_is_read_whole(numbers):
    listed = ", ".join(map(str, numbers[:-1])) + f" and {numbers[-1]}"
    ((_, said),) = phrases(f"see paras. {listed} below")
    assert said == "own: " + ", ".join(f"{number} below" for number in numbers)


_HOSTILE = [
    "(a), (b), ",
    "1234567890",
    "paras. 1-1-1-1 ",
    "paras. 1, 2, ",
    "Ibid. ",
    "Ibid., ",
    "see para. 1 above and ",
    "A/1/",
    "A/1/2 and Add.1, ",
    "and Add.1 ",
    "article 1, paragraph 2, ",
    "paragraph 2, ",
    "para. 1 (a) (b) (c) ",
    "chap. I, ",
    "annex I, annex II, ",
    "section II of the annex to the ",
    "paragraph 1 of article 2 of ",
    "of the report ",
    "report (A/1/2) ",
    "resolution 1/1, ",
    "decisions 1/CP.1 to ",
    "the preceding paragraph ",
    "General Assembly ",
    "in particular its subparagraphs (a) ",
    "rule 1 of the rules ",
    "general comment No. 1 ",
    "(",
    " ",
]


@pytest.mark.parametrize("unit", _HOSTILE)
def test_any_repetition_is_parsed_in_linear_time(unit):
    def parse(size):
        return list(parse_phrases("paras. 1, " + unit * (size // len(unit)), ENGLISH, REGISTRY))

    assert grows_linearly(parse, 8_000)


@pytest.mark.parametrize(
    "unit", ["(a), (b), ", "1234567890", "paras. 1-1-1-1 ", "Ibid. ", "§ 1 п. 5 ", " "]
)
def test_a_megabyte_of_it_is_parsed(unit):
    text = "paragraph 5" + unit * (1_000_000 // len(unit))
    end = 0
    for phrase in parse_phrases(text, ENGLISH, REGISTRY):
        assert end <= phrase.start < phrase.end <= len(text)
        end = phrase.end
