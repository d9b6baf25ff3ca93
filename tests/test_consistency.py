"""HermiT finds the vocabulary and a graph consistent, and a planted contradiction not.

It needs Java; where there is none, the tests are skipped and say so.
"""

import io
import shutil
from importlib.resources import files

import pytest
import rdflib

from seepara import rdf
from seepara.rdf.terms import PREFIXES

from .samples import chair_and_draft, inferences

CHAIR = "x/CTOC-COP/2010-08-10/activities"
CITATION = f"<{CHAIR}#21(a)?ref=en.39-69/1>"

pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")


@pytest.fixture(scope="module")
def whole():
    """The vocabulary with the graph of the samples, as N-Triples."""
    stream = io.BytesIO()
    rdf.write(chair_and_draft(), stream, "nt", inferences=inferences())
    vocabulary = rdflib.Graph().parse(files("seepara.ontology").joinpath("seepara.ttl"))
    return stream.getvalue().decode() + vocabulary.serialize(format="nt")


def _is_consistent(triples):
    import owlready2

    world = owlready2.World()
    # What it is loaded from, so that nothing is looked up.
    world.get_ontology("http://example.org/whole#").load(fileobj=io.BytesIO(triples.encode()))
    try:
        owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
        return not list(world.inconsistent_classes())
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    finally:
        world.close()


def test_vocabulary_and_graph_are_consistent(whole):
    assert _is_consistent(whole)


@pytest.mark.parametrize(
    "planted",
    [
        # two classes of which nothing is both
        f"<{CHAIR}> a seepara:Meeting .",
        # by its domain, what has a status is a citation, and no body is one
        "<body/CTOC/COP> seepara:status seepara:status-resolved .",
        # one status each
        f"{CITATION} seepara:status seepara:status-external .",
    ],
)
def test_a_planted_contradiction_is_found(whole, planted):
    prefixes = "".join(f"@prefix {p}: <{n}> .\n" for p, n in PREFIXES.items())
    wrong = rdflib.Graph().parse(
        data=f"@base <{rdf.keys.ID_BASE}> .\n{prefixes}{planted}", format="turtle"
    )
    assert not _is_consistent(whole + wrong.serialize(format="nt"))
