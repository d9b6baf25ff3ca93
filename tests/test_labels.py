from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.labels import Labels, plain, printed
from seepara.model import Body, Document, ResolvedDocument, Stage

from .samples import CHAIR, DRAFT, EARLIER, LATER, MEETING_2009, chair_and_draft

LABELS = Labels.of(chair_and_draft())
NOTE = "(abridged, not the official text)"


@pytest.mark.parametrize(
    ("key", "label"),
    [
        # a document without a symbol goes by its short name, never by its key
        (CHAIR, "Chair's report 2010"),
        (f"{CHAIR}#21(a)", "Chair's report 2010, para. 21 (a)"),
        (f"{DRAFT}#rec4(d)", "Draft report 2010, rec. 4 (d)"),
        # a document with a symbol goes by that, read or not
        (LATER, "CTOC/COP/2012/7"),
        (f"{EARLIER}#17", "CTOC/COP/WG.4/2009/2, para. 17"),
        # a symbol is shown as it is printed
        ("A/80/5(Vol.II)#chapII/92", "A/80/5 (Vol. II), chap. II, para. 92"),
        # an old key finds the document that has a symbol now
        ("x/CTOC-COP/2012-09-01/later#op1", "CTOC/COP/2012/7, operative para. 1"),
        # resolutions, by body and number
        ("A/RES/64/293", "General Assembly resolution 64/293"),
        ("A/RES/3201(S-VI)", "General Assembly resolution 3201 (S-VI)"),
        ("A/RES/31/6A", "General Assembly resolution 31/6 A"),
        ("S/RES/1526(2004)#2", "Security Council resolution 1526 (2004), para. 2"),
        ("E/RES/2006/47", "Economic and Social Council resolution 2006/47"),
        ("A/HRC/RES/16/23", "Human Rights Council resolution 16/23"),
        # decisions: by what the body is called, else by its root
        ("decision:CTOC/COP/4/4", "Conference decision 4/4"),
        ("decision:CTOC/COP/4/4#o(ii)", "Conference decision 4/4, para. o (ii)"),
        ("decision:A/79/548", "General Assembly decision 79/548"),
        ("decision:FCCC/9/CP.19#22", "UNFCCC decision 9/CP.19, para. 22"),
        ("decision:UNEP/CBD/COP/XI/3", "CBD decision XI/3"),
        ("decision:XYZ/COP/4/4", "XYZ/COP decision 4/4"),
        # no number to be seen: as it is, without the prefix
        ("decision:XYZ", "XYZ"),
        # treaties and their articles
        ("treaty:UNTOC#art32(3)", "UNTOC, art. 32 (3)"),
        ("treaty:TIP-Protocol#art3(a)", "Trafficking in Persons Protocol, art. 3 (a)"),
        ("treaty:KyotoProtocol#art3(7ter)", "Kyoto Protocol, art. 3 (7 ter)"),
        ("treaty:ParisAgreement#art6", "Paris Agreement, art. 6"),
        ("treaty:UNTOC#annex", "UNTOC, annex"),
        ("treaty:SomethingNew#preamble", "SomethingNew, preamble"),
        # the rest of the kinds
        ("rules:CTOC/COP#rule2(2)", "Conference rules of procedure, rule 2 (2)"),
        ("gc:CCPR/35#3", "CCPR general comment No. 35, para. 3"),
        ("gc:CEDAW/19#9", "CEDAW general recommendation No. 19, para. 9"),
        ("unts:2225/39574", "UNTS vol. 2225, No. 39574"),
        ("sales:E.09.V.11", "Sales No. E.09.V.11"),
        # bodies and meetings, described by a document, known to the registry, and neither
        ("body:CTOC/COP", "Conference of the Parties"),
        ("body:S", "Security Council"),
        ("body:XYZ", "XYZ"),
        (MEETING_2009.key, "Working Group on Trafficking in Persons, 14–15 April 2009"),
        ("meeting:S/2004-01-30", "Security Council, 30 January 2004"),
        # an x/ key of which nothing is known does not show
        ("x/CTOC-COP/1999-01-01/unknown#3", "Document without a symbol, para. 3"),
    ],
)
def test_label(key, label):
    assert LABELS.label(key) == label


@pytest.mark.parametrize(
    ("path", "pinpoint"),
    [
        ("21", "para. 21"),
        ("21(a)(ii)", "para. 21 (a) (ii)"),
        ("2.1", "para. 2.1"),
        ("161bis", "para. 161 bis"),
        ("57a", "para. 57a"),
        ("o(iv)", "para. o (iv)"),
        ("rec1", "rec. 1"),
        ("fn3", "footnote 3"),
        ("fn*", "footnote *"),
        # a lettered footnote is no paragraph "fna"
        ("fna", "footnote a"),
        ("pre2", "preambular para. 2"),
        ("op1", "operative para. 1"),
        # numbers that start again carry their container
        ("annexI/3", "annex I, para. 3"),
        ("annex/3(b)", "annex, para. 3 (b)"),
        ("appendixIII/2", "appendix III, para. 2"),
        ("secIII/3", "sect. III, para. 3"),
        ("chapII/secA/3", "chap. II, sect. A, para. 3"),
        # parts as such
        ("section II.E", "sect. II.E"),
        ("chapter IV", "chap. IV"),
        ("annex I", "annex I"),
        ("annex", "annex"),
        ("table 2", "table 2"),
        ("summary", "summary"),
        ("footnote 1", "footnote 1"),
    ],
)
def test_pinpoint(path, pinpoint):
    assert LABELS.label(f"A/1/2#{path}") == f"A/1/2, {pinpoint}"
    assert LABELS.short(f"A/1/2#{path}") == pinpoint[0].upper() + pinpoint[1:]


def test_short_of_a_whole_document_is_its_label():
    assert LABELS.short("A/RES/64/293") == "General Assembly resolution 64/293"


@pytest.mark.parametrize(
    ("key", "citation"),
    [
        # body, title and who submits it, date, pinpoint; no symbol, no key; abridged says so
        (
            f"{CHAIR}#37",
            "Conference of the Parties, Activities of the Working Group on Trafficking in Persons: "
            f"Report submitted by the Chair, 10 August 2010, para. 37 {NOTE}",
        ),
        (
            f"{DRAFT}#rec4(a)",
            "Working Group on Trafficking in Persons, Draft report, 28 January 2010, rec. 4 (a) "
            + NOTE,
        ),
        # with its symbol, where there is one; the official text needs no note
        (
            f"{LATER}#annexI/3",
            "Conference of the Parties, What became of the recommendations (CTOC/COP/2012/7), "
            "1 September 2012, annex I, para. 3",
        ),
        # what was not read: by its name, a treaty by its full one
        (f"{EARLIER}#17", "CTOC/COP/WG.4/2009/2, para. 17"),
        (
            "treaty:UNTOC#art32(3)",
            "United Nations Convention against Transnational Organized Crime, art. 32 (3)",
        ),
    ],
)
def test_citation(key, citation):
    assert LABELS.citation(key) == citation


@pytest.mark.parametrize(
    ("key", "page"),
    [
        # documents of their own, with a symbol
        (EARLIER, "https://docs.un.org/en/CTOC/COP/WG.4/2009/2"),
        (LATER, "https://docs.un.org/en/CTOC/COP/2012/7"),
        ("A/80/5(Vol.II)", "https://docs.un.org/en/A/80/5(Vol.II)"),
        ("S/RES/1526(2004)", "https://docs.un.org/en/S/RES/1526(2004)"),
        # the key of a resolution that has no symbol is the program's own
        ("CTOC/COP/RES/9/1", ""),
        # a pinpoint, a document without a symbol, and the kinds that are no documents
        (f"{EARLIER}#17", ""),
        (CHAIR, ""),
        ("x/A/2010-01-01/unknown", ""),
        ("decision:CTOC/COP/4/4", ""),
        ("treaty:UNTOC", ""),
        ("gc:CEDAW/19", ""),
        ("sales:E.09.V.11", ""),
        ("body:A/HRC", ""),
    ],
)
def test_page(key, page):
    assert LABELS.page(key) == page


@pytest.mark.parametrize(
    ("start", "end", "dates"),
    [
        ("2009-04-14", "2009-04-15", "14–15 April 2009"),
        ("2009-04-14", "2009-04-14", "14 April 2009"),
        ("2009-04-14", "", "14 April 2009"),
        # over the end of a month and of a year
        ("2009-03-30", "2009-04-02", "30 March–2 April 2009"),
        ("2009-12-28", "2010-01-03", "28 December 2009–3 January 2010"),
        # only months or years are known
        ("2009-04", "2009-05", "April 2009–May 2009"),
        ("2009", "2010", "2009–2010"),
        # what is no date stays as it is
        ("spring", "", "spring"),
        ("2009-13-01", "", "2009-13-01"),
        ("", "", ""),
    ],
)
def test_dates(start, end, dates):
    assert LABELS.words.dates(start, end) == dates


def _resolved(key, **said):
    return ResolvedDocument(Document(key, said.pop("file", "a.txt"), "", (), **said), ())


@pytest.mark.parametrize(
    ("said", "name"),
    [
        # title before file, never the key; what is empty is passed over
        ({"title": "Draft  report\n", "file": "a.txt"}, "Draft report"),
        ({"title": " ", "file": "a\x1b[31m.txt"}, "a [31m.txt"),
        # the symbol before the short name
        ({"symbol": "A/1/2", "short": "Report 2010"}, "A/1/2"),
        # a resolution by its number
        ({"symbol": "A/RES/64/293", "title": "Plan"}, "General Assembly resolution 64/293"),
    ],
)
def test_name_of_a_document_that_was_read(said, name):
    assert Labels.of([_resolved("x/A/2010-01-01/a", **said)]).label("x/A/2010-01-01/a") == name


def test_documents_of_one_name_are_told_apart_by_date_then_by_file():
    labels = Labels.of(
        [
            _resolved("x/1", title="Draft Report", date="2010-01-28", file="a.txt"),
            _resolved("x/2", title="Draft report", date="2018-07-02", file="b.txt"),
            _resolved("x/3", title="Draft report", date="2018-07-02", file="c.txt"),
            _resolved("x/4", title="Report", date="2018-07-02", file="d.txt"),
        ]
    )
    assert [labels.label(f"x/{n}#1") for n in range(1, 5)] == [
        "Draft Report (28 January 2010), para. 1",
        "Draft report (2 July 2018) (b.txt), para. 1",
        "Draft report (2 July 2018) (c.txt), para. 1",
        "Report, para. 1",
    ]
    # the citation has title and date anyway
    assert labels.citation("x/2#1") == "Draft report, 2 July 2018, para. 1"


@pytest.mark.parametrize(
    ("said", "citation"),
    [
        # who submits it stands once, though the title has it too
        (
            {"title": "Activities: report by the Chair", "author": "Report by the Chair of it"},
            "Activities: report by the Chair",
        ),
        ({"title": "Report by the Chair", "author": "Report by the Chair"}, "Report by the Chair"),
        ({"title": "Activities", "author": "Note by the Chair"}, "Activities: Note by the Chair"),
        # the body, unless the title names it
        (
            {"title": "Report of the Council", "organ": Body("S", "Council")},
            "Report of the Council",
        ),
        ({"title": "Report", "organ": Body("S", "Council")}, "Council, Report"),
        # a resolution by its number, whatever was taken for its title
        (
            {
                "title": "The Security Council",
                "symbol": "S/RES/1526(2004)",
                "organ": Body("S", "Security Council"),
                "date": "2004-01-30",
            },
            "Security Council resolution 1526 (2004) (S/RES/1526 (2004)), 30 January 2004",
        ),
    ],
)
def test_citation_says_nothing_twice(said, citation):
    assert Labels.of([_resolved("x/1", **said)]).citation("x/1") == citation


def test_labels_do_not_hang_on_the_order_of_the_documents():
    documents = chair_and_draft()
    turned = Labels.of(reversed(documents))
    for key in (CHAIR, DRAFT, EARLIER, "body:CTOC/COP", MEETING_2009.key):
        assert turned.label(key) == LABELS.label(key)


def test_a_document_that_another_describes_goes_by_that():
    describing = ResolvedDocument(
        Document("A/1/2", "a.txt", "", ()), (), names={"x/A/1999": "report of 1999"}
    )
    assert Labels.of([describing]).label("x/A/1999#3") == "report of 1999, para. 3"


@given(st.text(max_size=30), st.text(max_size=10))
def test_no_label_shows_an_internal_key(rest, path):
    key = f"x/CTOC-COP/2010-08-10/{rest}".replace("#", "")
    document = replace(
        Document(f"{key}/read", "a.txt", "", ()),
        organ=Body("CTOC/COP", "Conference"),
        stage=Stage.DRAFT,
    )
    labels = Labels.of([ResolvedDocument(document, ())])
    for named in (f"{key}#{path}", f"{key}/read#{path}"):
        for text in (labels.label(named), labels.citation(named)):
            assert text
            assert "2010-08-10" not in text


@given(st.text())
def test_any_key_has_a_label(key):
    for text in (LABELS.label(key), LABELS.short(key), LABELS.citation(key), LABELS.page(key)):
        assert isinstance(text, str)


@pytest.mark.parametrize(
    ("symbol", "shown"),
    [
        ("A/80/5(Vol.II)", "A/80/5 (Vol. II)"),
        ("S/1995/1(PartI)", "S/1995/1 (Part I)"),
        ("A/RES/3201(S-VI)", "A/RES/3201 (S-VI)"),
        ("CTOC/COP/WG.4/2009/2", "CTOC/COP/WG.4/2009/2"),
    ],
)
def test_printed(symbol, shown):
    assert printed(symbol) == shown


def test_plain_keeps_letters_of_every_script():
    assert plain("  отчёт\u2028الفقرة\x00👩‍⚖️ ") == "отчёт الفقرة 👩‍⚖️"
