"""Citation maps: what they show and count, hostile texts in every format, no overlaps, same bytes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from seepara.figures import (
    FORMATS,
    PRESETS,
    Figure,
    FigureLink,
    FigureNode,
    Heading,
    InferredLink,
    LegendLine,
    LegendNode,
    Request,
    figure,
    figure_words,
    written,
)
from seepara.figures import pdf as pdf_writer
from seepara.figures.captions import number_on
from seepara.figures.dot import SCALE, dot
from seepara.figures.dot import escaped as dot_escaped
from seepara.figures.layout import laid_out
from seepara.figures.measure import width, wrapped
from seepara.figures.mermaid import escaped as mermaid_escaped
from seepara.figures.png import chunks
from seepara.figures.presets import POINTS_PER_MM
from seepara.figures.rendering import MapUnavailable, rendered, without_font_settings
from seepara.figures.styles import ARROWS, LINES, SHAPES
from seepara.labels import Labels
from seepara.latex import escaped as latex_escaped
from seepara.network import network

from .samples import CHAIR, DRAFT, LATER, MARKUP, MEETING_2009, RIGHT_TO_LEFT, chair_and_draft

WORDS = figure_words()
HOSTILE = (
    # what ends a string, begins an escape, a command or a tag in one of the formats
    '&<>"\\{}$#_%',
    '"]; evil [label="',
    "\\N \\G \\l \\",
    "<b>not bold</b>",
    "<table><tr><td>x</td></tr></table>",
    MARKUP,
    "end; subgraph x; --> click n1 href",
    "`**markdown**`",
    "\\input{/etc/passwd}",
    "&lt; &#34; &amp;lt;",
    # right to left, a control that turns directions, a picture, characters that XML has not
    RIGHT_TO_LEFT,
    "a\u202eb\u2066c",
    "a 😀 and 👩‍👩‍👧",
    "null \x00 escape \x1b[31m \ufffe \ud800 tab\t line\nbreak",
    # very long, with and without a place to break
    "A long title, " * 28 + "ends",
    "x" * 400,
    "漢字" * 200,
    "",
    " ",
)
needs_graphviz = pytest.mark.skipif(
    __import__("importlib").util.find_spec("pygraphviz") is None, reason="pygraphviz is missing"
)


def made_of(request: Request, inferred: tuple[InferredLink, ...] = ()) -> Figure:
    documents = chair_and_draft()
    labels = Labels.of(documents)
    return figure(request, network(documents, labels), documents, labels, WORDS, "9.9", inferred)


def with_text(text: str) -> Figure:
    """A figure in which a text stands wherever a text can stand."""
    nodes = (
        FigureNode("a", text, text, "recommendation", "1", "r", text, focus=True),
        FigureNode("b", text, text, "treaty", "2", "r", text, read=False),
        FigureNode("c", text, text, "meeting", "2", "s", text, missing=True, abridged=True),
    )
    links = (FigureLink("a", "b", "cites", count=2), FigureLink("b", "c", "seeAlso", "secretariat"))
    return Figure(
        title=text,
        columns=(Heading("1", text), Heading("2", text)),
        rows=(Heading("r", text), Heading("s", text)),
        nodes=nodes,
        links=links,
        legend_nodes=(LegendNode("recommendation", "", text),),
        legend_lines=(LegendLine("cites", "body", text), LegendLine("", "", text)),
        legend_title=text,
        note=(text, text),
        description=text,
        captions=tuple((link, text) for link in links),
        corpus_date="2010-08-10",
    )


# ---------------------------------------------------------------- what a map shows


def labels_of(made: Figure) -> list[str]:
    return [node.label for node in made.nodes]


@pytest.mark.parametrize(
    ("request_", "labels"),
    [
        # a recommendation: what it refers to and what refers to it, each once; 99 is not there
        (Request((f"{CHAIR}#21(a)",)), ["Para. 21 (a)", "Para. 37", "Para. 50", "Para. 82"]),
        # its surroundings two steps up: what 37 and 82 refer to; not read, so with its document
        (
            Request((f"{CHAIR}#37",), up=1, down=0),
            ["Para. 21 (a)", "Para. 37", "Footnote 1", "General Assembly resolution 64/293",
             "CTOC/COP/WG.4/2009/2, para. 17"],
        ),
        # no steps: it alone
        (Request((f"{CHAIR}#37",), up=0, down=0), ["Para. 37"]),
        # what dangles says so
        (
            Request((f"{CHAIR}#50",), down=0),
            ["Para. 21 (a)", "Para. 50", "Para. 99 (not found)"],
        ),
        # two sections side by side: only what joins them
        (
            Request((f"{CHAIR}#section II", f"{CHAIR}#section III")),
            ["Para. 21 (a)", "Para. 37", "Para. 50", "Para. 82"],
        ),
        # two documents side by side
        (Request((LATER, CHAIR)), ["Operative para. 1", "Para. 37"]),
        # what a query found, with the links among it
        (
            Request(found=(f"{CHAIR}#37", f"{CHAIR}#21(a)", "A/RES/64/293"), query="q"),
            ["Para. 21 (a)", "Para. 37", "General Assembly resolution 64/293"],
        ),
    ],
)  # fmt: skip
def test_what_a_map_shows(request_, labels):
    assert sorted(labels_of(made_of(request_))) == sorted(labels)


def test_no_key_is_ever_shown():
    for request in (Request((CHAIR,)), Request((DRAFT, CHAIR)), Request((f"{CHAIR}#21(a)",))):
        made = made_of(request)
        for form in ("dot", "mmd", "tex"):
            assert "x/CTOC" not in written(made, form, WORDS).decode()


def test_columns_are_meetings_and_years_from_old_to_new():
    made = made_of(Request((CHAIR,), level="unit", limit=100, columns=9))
    heads = [head.label for head in made.columns]
    assert heads[0] == "Date not known"
    assert heads[1].startswith("14–15 April 2009: ")
    assert heads[2].startswith("27–29 January 2010: ")
    # what has no meeting stands in the year of its document
    assert heads[3:] == ["2010", "2012"]


@pytest.mark.parametrize(
    ("most", "heads"),
    [
        # what is nearest in time is put together first
        (4, ["Date not known", "14–15 April 2009: Working Group on Trafficking in Persons",
             "2010", "2012"]),
        (2, ["Date not known", "2009–2012"]),
        (1, ["Date not known–2012"]),
    ],
)  # fmt: skip
def test_more_columns_than_fit_are_put_together(most, heads):
    made = made_of(Request((CHAIR,), level="unit", limit=100, columns=most))
    assert [head.label for head in made.columns] == heads


def test_rows_are_documents_and_say_what_they_are():
    made = made_of(Request((f"{CHAIR}#37",), up=2))
    assert [row.label for row in made.rows] == [
        "Chair's report 2010 (abridged, not the official text)",
        "CTOC/COP/2012/7",
        "Cited, not read",
    ]
    draft = made_of(Request((f"{DRAFT}#rec4(a)",)))
    assert draft.rows[0].label == "Draft report 2010 (draft; abridged, not the official text)"


def test_mutual_references_are_one_line_and_others_are_not():
    made = made_of(Request((f"{CHAIR}#21(a)",)))
    lines = {(link.source[-2:], link.target[-2:]): link for link in made.links}
    assert len(lines) == 3
    assert all(link.mutual and link.asserter == "secretariat" for link in made.links)
    assert [text.text for text in made.legend_lines] == [
        "see also: the secretariat’s cross-reference",
        "an arrowhead at either end: each refers to the other",
    ]


def test_inferred_links_are_lines_of_their_own():
    later = InferredLink(f"{CHAIR}#37", f"{DRAFT}#rec4(a)", "laterTextOf")
    unknown = InferredLink(f"{CHAIR}#37", "A/9/9#9", "restates")
    made = made_of(Request((f"{CHAIR}#37",)), (later, unknown))
    (line,) = [link for link in made.links if link.inferred]
    assert (line.source, line.target, line.relation) == (later.later, later.earlier, "laterTextOf")
    assert "later text of: inferred, not stated in a text" in [e.text for e in made.legend_lines]
    assert "Lines that are inferred, not stated in a text: 1." in made.note
    # a map of nothing but inferred links is not called one of references
    compared = made_of(Request((DRAFT, CHAIR)), (later,))
    assert compared.title == "Draft report 2010 and Chair's report 2010: what became of the texts"


@pytest.mark.parametrize(
    ("link", "number"),
    [
        # one citation needs no number, nor do two that answer each other
        (FigureLink("a", "b", "cites"), ""),
        (FigureLink("a", "b", "cites", count=2, mutual=True), ""),
        (FigureLink("a", "b", "cites", count=2), "2"),
        (FigureLink("a", "b", "cites", count=3, mutual=True), "3"),
        # inferred links are no citations
        (FigureLink("a", "b", "restates", "inferred", count=4), ""),
    ],
)
def test_numbers_on_lines(link, number):
    assert number_on(link) == number


def test_the_note_says_what_was_left_out_and_what_was_not_read():
    made = made_of(Request((f"{CHAIR}#21(a)", f"{CHAIR}#37", f"{CHAIR}#50"), limit=3))
    whole = made_of(Request((f"{CHAIR}#21(a)", f"{CHAIR}#37", f"{CHAIR}#50")))
    assert len(made.nodes) == 3
    left = len(whole.nodes) - 3
    assert made.note[0].startswith(
        f"Left out for want of space: {left} of {len(whole.nodes)} places"
    )
    assert not whole.note[0].startswith("Left out")
    assert "Not drawn, since they may mean several things: 1." in whole.note
    assert (
        "Cited, not read: CTOC/COP/WG.4/2009/2, General Assembly resolution 64/293." in whole.note
    )
    assert whole.note[-1] == "Texts up to 1 September 2012. Made with seepara 9.9."


@pytest.mark.parametrize(
    ("keys", "counts"),
    [
        # all that recommend anything in either section are joined
        ((f"{CHAIR}#section II", f"{CHAIR}#section III"), None),
        # one refers to 37; 21 (a), 50 and 82 are left, and 21 has a recommendation inside
        ((LATER, CHAIR), (0, 3)),
        # nothing joins a draft and its report as long as nothing is inferred
        ((DRAFT, CHAIR), (2, 4)),
        # one thing and what is around it has no other side
        ((f"{CHAIR}#37",), None),
    ],
)
@pytest.mark.parametrize("level", ["unit", "section"])
def test_the_note_counts_what_nothing_joins(keys, counts, level):
    said = [n for n in made_of(Request(keys, level=level)).note if "nothing joins them" in n]
    expected = [WORDS.note["unlinked"].format(first=counts[0], second=counts[1])] if counts else []
    assert said == expected


def test_a_document_is_put_together_until_it_fits():
    for limit, level in ((12, "section"), (9, "document")):
        made = made_of(Request((CHAIR,), limit=limit))
        assert len(made.nodes) <= limit
        assert f"Places are put together by {level}." in made.note
    # unless a level is asked for
    units = made_of(Request((CHAIR,), limit=50, level="unit"))
    assert len(units.nodes) > 12


def test_a_meeting_is_what_it_adopted():
    made = made_of(Request((MEETING_2009.key,), level="unit"))
    assert "Para. 21 (a)" in labels_of(made)
    assert made.title.startswith("Cross-references of Working Group on Trafficking in Persons")


def test_what_the_graph_has_not():
    with pytest.raises(KeyError):
        made_of(Request(("A/9/9",)))
    with pytest.raises(ValueError, match="svg, pdf, png"):
        written(made_of(Request((CHAIR,))), "bmp", WORDS)


def test_nothing_stands_out_among_what_a_query_found():
    found = made_of(Request(found=(f"{CHAIR}#37", "A/RES/64/293"), query="q"))
    assert len(found.nodes) == 2
    assert not any(node.focus for node in found.nodes)
    asked = made_of(Request((f"{CHAIR}#37",)))
    assert [node.label for node in asked.nodes if node.focus] == ["Para. 37"]


def test_styles_tell_everything_apart_without_colour():
    assert len({style.dashes for style in LINES.values()}) == len(LINES) == 3
    stated = [a for name, a in ARROWS.items() if name not in ("laterTextOf", "restates")]
    assert len({a.graphviz for a in stated}) == len({a.tikz for a in stated}) == len(stated)
    assert len(set(SHAPES.values())) == len(SHAPES)
    assert set(WORDS.kinds) == set(SHAPES)
    assert set(WORDS.relations) == set(ARROWS)
    assert set(WORDS.asserters) == set(LINES)


# ---------------------------------------------------------------- texts in lines


@pytest.mark.parametrize(
    ("text", "most", "lines", "wanted"),
    [
        # between words; behind a slash of a symbol; in a word that is too long
        ("one two three", 50, 0, ("one two", "three")),
        ("CTOC/COP/2010/1", 60, 0, ("CTOC/COP/", "2010/1")),
        ("x" * 10, 32, 0, ("xxxxx", "xxxxx")),
        # no more lines than wanted
        ("one two three four", 50, 1, ("one tw…",)),
        # a letter that combines stays with the one before it
        ("e\u0301" * 4, 14, 0, ("e\u0301e\u0301", "e\u0301e\u0301")),
        ("", 50, 0, ("",)),
        ("   ", 50, 0, ("",)),
    ],
)
def test_lines(text, most, lines, wanted):
    assert wrapped(text, 10, most, lines) == wanted


@given(st.text(max_size=80), st.integers(20, 200), st.integers(0, 4))
def test_no_line_is_too_wide_and_nothing_is_lost(text, most, lines):
    made = wrapped(text, 10, most, lines)
    # but for two letters that are wider than the line
    assert all(width(line, 10) <= most or len(line) <= 2 for line in made)
    if lines:
        assert len(made) <= lines
    else:
        assert "".join("".join(made).split()) == "".join(text.split())


# ---------------------------------------------------------------- hostile texts


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", FORMATS)
@needs_graphviz
def test_hostile_texts_break_no_format(text, form):
    made = written(with_text(text), form, WORDS)
    assert made == written(with_text(text), form, WORDS)
    match form:
        case "svg":
            root = etree.fromstring(made)
            assert root.find("{*}title") is not None
            assert {etree.QName(e).localname for e in root.iter()} <= {
                *("svg", "title", "desc", "g", "polygon", "polyline", "path", "text", "ellipse")
            }
            # nothing comes from a text but text: no handler, no address
            names = {name for e in root.iter() for name in e.attrib}
            assert not {n for n in names if n.startswith("on") or n.endswith("href")}
        case "pdf":
            import pypdfium2

            document = pypdfium2.PdfDocument(made)
            assert len(document) == 1
            assert document.is_tagged()
        case "png":
            assert [kind for kind, _ in chunks(made)][0::99] == [b"IHDR"]
        case "dot":
            check_dot(made.decode(), with_text(text))
        case "mmd":
            check_mermaid(made.decode())
        case "tex":
            check_tikz(made.decode())


def check_dot(text: str, made: Figure) -> None:
    """Graphviz reads it back with just our nodes and lines."""
    import pygraphviz

    graph = pygraphviz.AGraph(string=text)
    boxes = [n for n in graph.nodes() if n.startswith("n")]
    assert len(boxes) == len(made.nodes)
    joined = [e for e in graph.edges() if e[0].startswith("n")]
    assert len(joined) == len(made.links)
    assert not [n for n in graph.nodes() if not re.fullmatch(r"[ntkl]\d+(_\w+)?|corner\d", n)]
    # no label is HTML
    assert not re.search(r"=\s*<", text)


def check_mermaid(text: str) -> None:
    head, _, chart = text.partition("\nflowchart LR\n")
    assert json.loads(head.splitlines()[1].removeprefix("title: ")) is not None
    quoted = re.compile(r'"[^"\n]*"')
    for line in chart.splitlines():
        rest = quoted.sub('""', line)
        assert '"' not in rest.replace('""', "")
        assert re.fullmatch(
            r' *(acc(Title|Descr): [^"{}#;<>]*|subgraph c\d+\[""\]|direction TB|end'
            r'|n\d+[\[({/\\]+""[\])}/\\]+|n\d+ <?-\.?->\|""\| n\d+|linkStyle \d+ [\w#:.,% -]+'
            r'|classDef \w+ [\w:.% -]+|class [\w,]+ \w+|note\[""\]|style note [\w:,-]+)',
            rest,
        ), line
        for label in quoted.findall(line):
            # what is left of the text is letters, numbers and what cannot end anything
            assert label != '""'
            assert not set(label[1:-1].replace("<br/>", "")) & set('"<>`{}[]()|\\')


def check_tikz(text: str) -> None:
    body = text.partition("\\begin{tikzpicture}")[2]
    # braces match, and every command is one of ours
    depth = 0
    for brace in re.findall(r"(?<!\\)(?:\\\\)*([{}])", body):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0
    known = {
        *("draw", "node", "path", "definecolor", "fontsize", "selectfont", "bfseries", "sffamily"),
        *("end", "seeparaletter", "textbackslash", "textasciitilde", "textasciicircum", "S"),
        *("textless", "textgreater", "textbar", "textquotedbl", "textquotesingle"),
        *("textasciigrave", "textendash", "textemdash", "textquoteleft", "textquoteright"),
        *("textquotedblleft", "textquotedblright", "textellipsis", "textbullet"),
        *("ensuremath", "rightarrow"),
    }
    assert set(re.findall(r"\\([A-Za-z]+)", body)) <= known
    assert body.isascii() or "\u00e9" in body


@pytest.mark.parametrize(
    ("text", "dotted", "mermaid", "latex"),
    [
        # what stands for something in one of them is just itself in each
        ("a & b", "a &amp; b", "a #38; b", "a \\& b"),
        ("&lt;", "&amp;lt;", "#38;lt#59;", "\\&lt;"),
        ('"q"', '\\"q\\"', "#34;q#34;", "\\textquotedbl{}q\\textquotedbl{}"),
        ("\\N", "\\\\N", "#92;N", "\\textbackslash{}N"),
        ("{$#_%}", "{$#_%}", "#123;#36;#35;#95;#37;#125;", "\\{\\$\\#\\_\\%\\}"),
        ("<b>", "<b>", "#60;b#62;", "\\textless{}b\\textgreater{}"),
        ("~^", "~^", "#126;#94;", "\\textasciitilde{}\\textasciicircum{}"),
        ("1--2", "1--2", "1--2", "1-{}-{}2"),
        ("a\u00a0b", "a b", "a b", "a~b"),
        ("é", "é", "é", "é"),
        ("с", "с", "с", "\\seeparaletter{0441}"),
        ("😀", "😀", "😀", "\\seeparaletter{1F600}"),
        ("a\x1bb", "a b", "a b", "a b"),
    ],
)
def test_escapes(text, dotted, mermaid, latex):
    assert dot_escaped(text) == dotted
    assert mermaid_escaped(text) == mermaid
    assert latex_escaped(text) == latex


@given(st.text(max_size=60))
def test_any_text_is_one_quoted_string_of_dot(text):
    made = dot_escaped(text)
    assert not re.search(r'(?<!\\)(?:\\\\)*"', made)
    assert not re.search(r"(?<!\\)(?:\\\\)*\\$", made)


@given(st.text(max_size=60))
@needs_graphviz
def test_any_title_is_drawn(text):
    made = replace(with_text("x"), title=text, description=text)
    etree.fromstring(written(made, "svg", WORDS))


# ---------------------------------------------------------------- places and bytes

REQUESTS = (
    Request((CHAIR,)),
    Request((CHAIR,), level="unit", limit=100),
    Request((f"{CHAIR}#37",), up=3, down=3),
    Request((f"{CHAIR}#section II", f"{CHAIR}#section III")),
    Request((MEETING_2009.key,), up=2),
)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
@pytest.mark.parametrize("request_", REQUESTS)
@needs_graphviz
def test_nothing_overlaps_and_no_text_is_wider_than_its_box(request_, preset):
    made = made_of(replace(request_, columns=preset.columns))
    check_places(json.loads(rendered(dot(laid_out(made, preset, WORDS)), "json")))


@pytest.mark.parametrize("text", HOSTILE)
@needs_graphviz
def test_hostile_texts_overlap_nothing(text):
    for preset in PRESETS.values():
        check_places(json.loads(rendered(dot(laid_out(with_text(text), preset, WORDS)), "json")))


def check_places(drawn: dict) -> None:
    """By what Graphviz drew: its boxes, and the widths that it measured."""
    left, low, right, high = map(float, drawn["bb"].split(","))
    boxes, words = [], []
    for node in drawn["objects"]:
        x, y = map(float, node["pos"].split(","))
        half = float(node["width"]) * 36, float(node["height"]) * 36
        place = (x - half[0], y - half[1], x + half[0], y + half[1])
        if re.fullmatch(r"[nk]\d+", node["name"]):
            boxes.append(place)
        for text in node.get("_ldraw_", ()):
            if text["op"] != "T" or not text["text"].strip():
                continue
            start = text["pt"][0] - {"l": 0, "c": 0.5, "r": 1}[text["align"]] * text["width"]
            assert start >= place[0] - 1, text
            assert start + text["width"] <= place[2] + 1, text
            if re.fullmatch(r"t\d+_\d+", node["name"]):
                words.append((start, y - half[1] / 2, start + text["width"], y + half[1] / 2))
        assert place[0] >= left - 0.5
        assert place[2] <= right + 0.5
        assert place[1] >= low - 0.5
        assert place[3] <= high + 0.5
    assert boxes
    for one, other in combinations(boxes + words, 2):
        apart = one[2] <= other[0] + 0.1 or other[2] <= one[0] + 0.1
        assert apart or one[3] <= other[1] + 0.1 or other[3] <= one[1] + 0.1, (one, other)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
@pytest.mark.parametrize("request_", REQUESTS)
def test_no_line_runs_through_a_box(request_, preset):
    drawing = laid_out(made_of(replace(request_, columns=preset.columns)), preset, WORDS)
    boxes = {box.name: box for box in drawing.boxes}
    for curve in drawing.curves:
        if not curve.tail:
            continue
        for place in range(0, len(curve.points) - 1, 3):
            a, b, c, d = curve.points[place : place + 4]
            for n in range(1, 40):
                t, u = n / 40, 1 - n / 40
                weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
                x, y = (
                    sum(w * p[i] for w, p in zip(weights, (a, b, c, d), strict=True))
                    for i in (0, 1)
                )
                for name, box in boxes.items():
                    inside = abs(x - box.x) < box.width / 2 - 0.5
                    inside = inside and abs(y - box.y) < box.height / 2 - 0.5
                    assert not inside, (curve.title, name)


@pytest.mark.parametrize(("name", "millimetres"), [("single", 88), ("double", 180)])
@needs_graphviz
def test_maps_are_as_wide_as_journals_want(name, millimetres):
    made = written(made_of(Request((CHAIR,), columns=3)), "svg", WORDS, PRESETS[name])
    points = float(etree.fromstring(made).get("width").removesuffix("pt"))
    assert millimetres - 0.4 <= points / POINTS_PER_MM <= millimetres


@needs_graphviz
def test_the_same_map_is_the_same_bytes_at_another_time(monkeypatch):
    made = made_of(Request((CHAIR,)))
    first = written(made, "pdf", WORDS)
    clocked = re.sub(
        rb"D:\d{14}",
        b"D:20990101000000",
        rendered(dot(laid_out(made, PRESETS["double"], WORDS)), "pdf"),
    )
    assert b"20990101" in clocked  # Graphviz writes the time of day
    assert pdf_writer.accessible(clocked, made) == first
    assert b"/CreationDate (D:20120901000000Z)" in first


@needs_graphviz
def test_a_pdf_says_what_it_shows_and_holds_its_fonts():
    import pypdfium2

    made = made_of(Request((f"{CHAIR}#21(a)",)))
    data = written(made, "pdf", WORDS)
    document = pypdfium2.PdfDocument(data)
    known = document.get_metadata_dict()
    assert known["Title"] == made.title
    assert known["Subject"] == made.description
    assert "Para. 21 (a)" in document[0].get_textpage().get_text_bounded()
    assert b"/Alt <FEFF" in data
    assert b"/S /Figure" in data
    fonts = len(re.findall(rb"/Type /FontDescriptor", data))
    assert fonts
    assert fonts == len(re.findall(rb"/FontFile[23]? \d+ 0 R", data))


def test_a_pdf_of_another_form_is_refused():
    with pytest.raises(pdf_writer.UnknownPdf):
        pdf_writer.accessible(b"%PDF-1.5\n%%EOF", made_of(Request((CHAIR,))))


@needs_graphviz
def test_a_png_says_how_large_it_is_and_nothing_of_the_time():
    made = made_of(Request((f"{CHAIR}#21(a)",)))
    found = dict(chunks(written(made, "png", WORDS)))
    assert found[b"pHYs"][:4] == (11811).to_bytes(4, "big")  # 300 dots an inch
    assert b"tIME" not in found
    texts = [c for k, c in chunks(written(made, "png", WORDS)) if k == b"iTXt"]
    assert made.title.encode() in texts[0]
    assert made.description.encode() in texts[1]


@needs_graphviz
def test_an_svg_names_what_it_draws():
    made = made_of(Request((f"{CHAIR}#21(a)",)))
    root = etree.fromstring(written(made, "svg", WORDS))
    titles = [e.text for e in root.iter("{*}title")]
    assert titles[0] == made.title
    assert root.find("{*}desc").text == made.description
    assert root.get("role") == "img"
    assert "Chair's report 2010, para. 21 (a)" in titles
    assert any("→" in t and t.endswith("the secretariat’s cross-reference") for t in titles)
    # the names of nodes in DOT are nobody's business
    assert not [t for t in titles if re.fullmatch(r"[ntk]\d+.*", t)]


def test_text_formats_need_no_graphviz(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    made = made_of(Request((CHAIR,)))
    for form in ("dot", "mmd", "tex"):
        assert written(made, form, WORDS)
    with pytest.raises(MapUnavailable, match=r"pip install 'seepara\[map\]'"):
        written(made, "svg", WORDS)


def test_dot_is_as_large_as_it_says():
    made = laid_out(made_of(Request((CHAIR,))), PRESETS["double"], WORDS)
    assert f'bb="0,0,{made.width * SCALE:g},{made.height * SCALE:g}"' in dot(made)


@pytest.mark.skipif(
    shutil.which("kpsewhich") is None
    or subprocess.run(["kpsewhich", "lmodern.sty"], capture_output=True, check=False).returncode,
    reason="LaTeX or its Latin Modern letters are missing",
)
def test_tikz_compiles(tmp_path):
    """A map of each kind and all hostile texts, one page each, in one run."""
    maps = [made_of(Request((f"{CHAIR}#21(a)",))), made_of(Request((LATER, CHAIR)))]
    pictures = [written(one, "tex", WORDS).decode() for one in (*maps, *(map(with_text, HOSTILE)))]
    packages = [line.removeprefix("% ") for line in pictures[0].splitlines() if "% \\use" in line]
    pages = "\n\\newpage\n".join(pictures)
    (tmp_path / "maps.tex").write_text(
        "\\documentclass{article}\n" + "\n".join(packages)
        + f"\n\\begin{{document}}\n{pages}\n\\end{{document}}\n",
        "utf-8",
    )  # fmt: skip
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "maps.tex"],
        cwd=tmp_path, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout.decode("latin-1")[-2000:]
    assert (tmp_path / "maps.pdf").stat().st_size > 10_000


def test_only_what_is_said_of_font_settings_is_left_out(capfd):
    with without_font_settings():
        os.write(2, b"Fontconfig warning: line 6\nWarning: no such shape\n")
    assert capfd.readouterr().err == "Warning: no such shape\n"
