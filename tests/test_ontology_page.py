from html.parser import HTMLParser
from importlib.resources import files

import pytest
import rdflib
from rdflib.namespace import RDFS, SKOS

from seepara.rdf.ontology_page import ontology_page
from seepara.rdf.terms import SEEPARA

TURTLE = files("seepara.ontology").joinpath("seepara.ttl").read_text("utf-8")
HOSTILE = '</p><script>alert(1)</script><img src=x onerror="alert(1)">'


class _Page(HTMLParser):
    """What a page holds: its anchors, its links, its elements, its text."""

    def __init__(self, page):
        super().__init__()
        self.anchors, self.links, self.elements, self.texts = [], [], set(), []
        self.feed(page)
        self.text = " ".join(" ".join(self.texts).split())

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        said = dict(attrs)
        self.anchors += [said["id"]] if "id" in said else []
        self.links += [said["href"]] if "href" in said else []
        assert not [name for name in said if name.startswith("on") or name == "src"]

    def handle_data(self, data):
        self.texts.append(data)


@pytest.fixture(scope="module")
def page():
    return _Page(ontology_page())


def test_every_term_has_its_anchor_and_all_that_is_said_of_it(page):
    graph = rdflib.Graph().parse(data=TURTLE, format="turtle")
    terms = {s for s in graph.subjects() if s.startswith(SEEPARA)}
    assert len(terms) > 80
    assert len(page.anchors) == len(set(page.anchors))
    for term in terms:
        assert term.removeprefix(SEEPARA) in page.anchors
        for said in (RDFS.label, RDFS.comment, SKOS.example):
            assert " ".join(graph.value(term, said).split()) in page.text, term


def test_links_within_the_page_lead_somewhere(page):
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner <= set(page.anchors)
    # to what a term is aligned with, too
    assert "http://purl.org/spar/cito/cites" in page.links
    assert all(link.startswith(("#", "http://", "https://")) for link in page.links)


def test_the_page_needs_nothing_and_runs_nothing(page):
    assert not page.elements & {"script", "img", "iframe", "link", "object", "svg"}


def test_it_is_the_same_again():
    assert ontology_page() == ontology_page()


def test_what_a_vocabulary_says_is_text():
    """Another vocabulary than ours may say anything."""
    wrong = TURTLE.replace(
        "A document as a work", HOSTILE.replace('"', '\\"') + " A document as a work", 1
    )
    wrong = wrong.replace(
        "skos:closeMatch undo:Document", "skos:closeMatch <javascript:alert(1)>", 1
    )
    page = _Page(ontology_page(wrong))
    assert not page.elements & {"script", "img"}
    assert HOSTILE in page.text
    assert not [link for link in page.links if link.startswith("javascript")]
