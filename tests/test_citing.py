"""Citations in six styles, and what a writer is warned of."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from seepara.citing import STYLES, Source, cited, citing_words, source, warnings
from seepara.citing.entries import identifier
from seepara.labels import Labels

from .samples import CHAIR, DRAFT, LATER, MARKUP, RIGHT_TO_LEFT, chair_and_draft

WORDS = citing_words()


def said(key: str, style: str) -> str:
    documents = chair_and_draft()
    return cited(source(key, documents, Labels.of(documents)), style, WORDS)


CONFERENCE = "Conference of the Parties"


@pytest.mark.parametrize(
    ("key", "un", "oscola", "bluebook"),
    [
        # a report without a symbol, abridged
        (
            f"{CHAIR}#21(a)",
            f"{CONFERENCE}, Activities of the Working Group on Trafficking in Persons: Report submitted"
            " by the Chair, 10 August 2010, para. 21 (a) (abridged, not the official text)",
            f"{CONFERENCE}, ‘Activities of the Working Group on Trafficking in Persons’ (10 August"
            " 2010), para 21(a) (abridged, not the official text)",
            f"{CONFERENCE}, Activities of the Working Group on Trafficking in Persons, ¶ 21(a)"
            " (Aug. 10, 2010) (abridged, not the official text)",
        ),
        # a document with a symbol
        (
            f"{LATER}#rec1",
            f"{CONFERENCE}, What became of the recommendations (CTOC/COP/2012/7), 1 September 2012,"
            " rec. 1",
            f"{CONFERENCE}, ‘What became of the recommendations’ (1 September 2012) UN Doc"
            " CTOC/COP/2012/7, rec 1",
            f"{CONFERENCE}, What became of the recommendations, rec. 1, U.N. Doc. CTOC/COP/2012/7"
            " (Sept. 1, 2012)",
        ),
        # resolutions by their number; the body as the style has it
        (
            "A/RES/64/293#3",
            "General Assembly resolution 64/293, para. 3",
            "UNGA Res 64/293 UN Doc A/RES/64/293, para 3",
            "G.A. Res. 64/293, ¶ 3, U.N. Doc. A/RES/64/293",
        ),
        (
            "S/RES/1526(2004)#2",
            "Security Council resolution 1526 (2004), para. 2",
            "UNSC Res 1526 (2004) UN Doc S/RES/1526 (2004), para 2",
            "S.C. Res. 1526 (2004), ¶ 2, U.N. Doc. S/RES/1526 (2004)",
        ),
        # a decision has no symbol here
        (
            "decision:A/79/548",
            "General Assembly decision 79/548",
            "UNGA Decision 79/548",
            "G.A. Dec. 79/548",
        ),
        # a treaty
        (
            "treaty:UNTOC#art32(3)",
            "United Nations Convention against Transnational Organized Crime, art. 32 (3)",
            "United Nations Convention against Transnational Organized Crime, art 32(3)",
            "United Nations Convention against Transnational Organized Crime, art. 32(3)",
        ),
        # what was not read: only its symbol is known
        (
            "A/80/607#section II.C",
            "A/80/607, sect. II.C",
            "UN Doc A/80/607, s II.C",
            "U.N. Doc. A/80/607, § II.C",
        ),
        # a pinpoint of two parts
        (
            "A/80/607#annexI/3",
            "A/80/607, annex I, para. 3",
            "UN Doc A/80/607, annex I, para 3",
            "U.N. Doc. A/80/607, annex I, ¶ 3",
        ),
    ],
)
def test_citations_in_prose(key, un, oscola, bluebook):
    assert said(key, "un") == un
    assert said(key, "oscola") == oscola
    assert said(key, "bluebook") == bluebook


def test_bibtex():
    assert said(f"{LATER}#rec1", "bibtex") == (
        "@misc{CTOC-COP-2012-7-rec-1,\n"
        "  author = {{Conference of the Parties}},\n"
        "  title = {{What became of the recommendations}},\n"
        "  number = {CTOC/COP/2012/7},\n"
        "  year = {2012},\n"
        "  date = {2012-09-01},\n"
        "  url = {https://docs.un.org/en/CTOC/COP/2012/7},\n"
        "  note = {rec. 1},\n"
        "  langid = {en}\n"
        "}"
    )


def test_csl():
    (item,) = json.loads(said(f"{CHAIR}#21(a)", "csl"))
    assert item["type"] == "report"
    assert item["author"] == [{"literal": CONFERENCE}]
    assert item["issued"] == {"date-parts": [[2010, 8, 10]]}
    assert item["note"] == "para. 21 (a); abridged, not the official text"
    assert json.loads(said("A/RES/64/293", "csl"))[0]["type"] == "legislation"
    assert json.loads(said("unts:2225/39574", "csl"))[0]["type"] == "treaty"


def test_ris():
    lines = said(f"{LATER}#rec1", "ris").split("\r\n")
    assert lines[0] == "TY  - RPRT"
    assert lines[-1] == "ER  - "
    assert "SN  - CTOC/COP/2012/7" in lines
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)


@pytest.mark.parametrize(
    "key", [f"{LATER}#rec1", f"{CHAIR}#21(a)", "A/RES/64/293", "unts:2225/39574"]
)
def test_other_programs_read_the_entries(key):
    (entry,) = parse_string(said(key, "bibtex"), "bibtex").entries.values()
    (record,) = rispy.loads(said(key, "ris"))
    (item,) = json.loads(said(key, "csl"))
    title = entry.fields["title"].strip("{}")
    assert title == item["title"] == record["title"]
    assert entry.fields.get("year", "") == record.get("year", "")


@pytest.mark.parametrize("style", STYLES)
def test_no_key_is_cited(style):
    for key in (CHAIR, f"{CHAIR}#37", DRAFT, f"{DRAFT}#rec4(d)"):
        assert "x/" not in said(key, style)
        assert "x-CTOC" not in said(key, style)


@pytest.mark.parametrize(
    ("key", "found"),
    [
        # two paragraphs of one document have two names, however long its title
        (f"{CHAIR}#21(a)", "Activities-of-the-Working-Group-on-para-21-a"),
        (f"{CHAIR}#37", "Activities-of-the-Working-Group-on-para-37"),
        ("S/RES/1526(2004)", "S-RES-1526-2004"),
    ],
)
def test_names_of_entries(key, found):
    documents = chair_and_draft()
    assert identifier(source(key, documents, Labels.of(documents))) == found


@pytest.mark.parametrize(
    ("key", "later", "warned"),
    [
        # a draft, with and without a later text
        (
            f"{DRAFT}#rec4(a)",
            [f"{CHAIR}#37"],
            ["Draft report 2010, rec. 4 (a) is a draft: it is not adopted; a later text is known:"
             " Chair's report 2010, para. 37",
             "Draft report 2010, rec. 4 (a) is abridged, not the official text: take the words from"
             " the official one"],
        ),
        (
            DRAFT,
            [],
            ["Draft report 2010 is a draft: it is not adopted",
             "Draft report 2010 is abridged, not the official text: take the words from the official"
             " one"],
        ),
        # two later texts
        (
            CHAIR,
            [LATER, "A/1/2"],
            ["Chair's report 2010 is abridged, not the official text: take the words from the official"
             " one; a later text is known: CTOC/COP/2012/7 or A/1/2"],
        ),
        # nothing to warn of
        (LATER, ["A/1/2"], []),
        ("A/RES/64/293", [], []),
    ],
)  # fmt: skip
def test_warnings(key, later, warned):
    documents = chair_and_draft()
    labels = Labels.of(documents)
    found = source(key, documents, labels)
    assert list(warnings(found, later, labels, WORDS)) == warned


def test_limited_distribution_is_warned_of():
    documents = list(chair_and_draft())
    labels = Labels.of(documents)
    limited = replace(documents[2].document, distribution="Limited")
    found = source(LATER, [replace(documents[2], document=limited)], labels)
    assert warnings(found, (), labels, WORDS) == ("CTOC/COP/2012/7 is of limited distribution",)


HOSTILE = (
    MARKUP,
    RIGHT_TO_LEFT,
    "a {b} c} {d \\ $e$ #f %g _h ^i ~j",
    "line\nbreak\r\nER  - \r\nTY  - JOUR \x00\x1b[31m",
    'quote " and } @misc{x,',
    "😀",
    "",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_stay_titles(text):
    found = Source("A/1", text, "document", text, body=text, symbol=text, pinpoint=text, note=text)
    bibtex = cited(found, "bibtex", WORDS)
    # BibTeX counts braces, also behind a backslash
    depth = 0
    for n, c in enumerate(bibtex):
        depth += {"{": 1, "}": -1}.get(c, 0)
        assert depth > 0 or n < 6 or n == len(bibtex) - 1
    assert depth == 0
    assert len(bibtex.splitlines()) == 2 + sum(
        line.startswith("  ") for line in bibtex.splitlines()
    )
    assert json.loads(cited(found, "csl", WORDS))[0]["title"] == text
    ris = cited(found, "ris", WORDS).split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in ris)
    assert [line[:2] for line in ris].count("TY") == [line[:2] for line in ris].count("ER") == 1


@given(st.text(max_size=80))
def test_any_title_keeps_the_braces_of_bibtex_even(text):
    made = cited(Source("A/1", "", "document", text), "bibtex", WORDS)
    assert made.count("{") == made.count("}")


def test_another_style():
    with pytest.raises(ValueError, match="un, oscola"):
        said(CHAIR, "apa")
