import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seepara import keys
from seepara.rdf.terms import IllegalIRI, checked_base, minted

BASE = "https://example.org/id/"

# Any code point, surrogates included; those that mean something in keys and IRIs are frequent.
_characters = st.one_of(st.sampled_from("/:#%_.? ()*x0aA"), st.characters(codec=None))
_text = st.text(_characters, max_size=20)
any_key = st.one_of(
    _text,
    st.builds("{}:{}".format, st.sampled_from(keys.PREFIXES), _text),
    st.builds("{}/{}".format, st.sampled_from(keys.PREFIXES), _text),
    st.builds("x/{}#{}".format, _text, _text),
)


@pytest.mark.parametrize(
    ("key", "iri"),
    [
        # a symbol, as it is
        ("CTOC/COP/WG.4/2009/2", "CTOC/COP/WG.4/2009/2"),
        # brackets of a pinpoint are legal in an IRI
        ("CTOC/COP/WG.4/2009/2#21(a)(ii)", "CTOC/COP/WG.4/2009/2#21(a)(ii)"),
        # a space is written as "_", so "_" is not
        ("A/80/607#section II.C", "A/80/607#section_II.C"),
        ("A/80/607#section_II.C", "A/80/607#section%5FII.C"),
        # a kind prefix becomes a folder …
        ("treaty:UNTOC#art32(3)", "treaty/UNTOC#art32(3)"),
        ("meeting:CTOC/COP/WG.4/2009-04-14", "meeting/CTOC/COP/WG.4/2009-04-14"),
        # … and a document that begins like one is not mistaken for it
        ("treaty/UNTOC", "%74reaty/UNTOC"),
        # what only looks like a kind prefix is none
        ("other:UNTOC", "other:UNTOC"),
        # a footnote mark is legal
        ("A/1/2#fn*", "A/1/2#fn*"),
        # the first "#" ends the document, another is escaped
        ("A/1/2#3#4", "A/1/2#3%234"),
        # a question mark never stands in the IRI of a key: what hangs on a key begins with one
        ("A/1/2#3?ref=en.0-1", "A/1/2#3%3Fref=en.0-1"),
        # nothing that whoever resolves the IRI would fold away
        ("A/../B", "A/%2E%2E/B"),
        ("//example.com", "%2F/example.com"),
        # letters of any script stay readable
        ("x/ЕЭК/2010/отчёт", "x/ЕЭК/2010/отчёт"),
        # what an IRI forbids
        ('x/<a> "b" {c} | \\d^`', "x/%3Ca%3E_%22b%22_%7Bc%7D_%7C_%5Cd%5E%60"),
        # a control character, a right-to-left mark, half of a surrogate pair
        ("x/\x00\u202e\ud800", "x/%00%E2%80%AE%ED%A0%80"),
    ],
)
def test_iri_of_key(key, iri):
    assert keys.iri(key, BASE) == BASE + iri
    assert keys.key_of(BASE + iri, BASE) == key


@given(any_key)
@example("treaty:/a")
@example("treaty/../a")
@example("decision:..")
@example("%41#%")
@example("\ud83d\ude00")
@example("\ud800\udc00#\udfff")
@example("body")
@example("#")
def test_keys_and_iris_are_one_to_one(key):
    assert keys.key_of(keys.iri(key, BASE), BASE) == key


@given(any_key)
def test_every_key_makes_a_legal_iri(key):
    from rdflib.term import _is_valid_uri

    node = minted(key, BASE)  # pyoxigraph checks it against RFC 3987
    assert _is_valid_uri(node.value)
    assert node.value.count("#") <= 1
    assert "?" not in node.value


@given(any_key, any_key)
def test_what_hangs_on_a_key_is_no_other_key(one, other):
    assert minted(one, BASE, "?ref=en.0-7") != minted(other, BASE)


@given(_text)
def test_join_and_split(path):
    assert keys.split(keys.join("A/1/2", path)) == ("A/1/2", path)


def test_iri_of_another_base_has_no_key():
    with pytest.raises(ValueError, match="does not begin with"):
        keys.key_of("https://example.com/A/1/2", BASE)


@pytest.mark.parametrize(
    "base",
    [
        "",  # nothing
        "id/",  # relative
        "https://example.org/a b/",  # a space
        "https://example.org/%zz/",  # a broken escape
        "https://example.org/id#",  # a fragment: a pinpoint could not follow
        "https://example.org/id?",  # a query
        "https://example.org/id",  # keys would run on from the last word
    ],
)
def test_base_that_cannot_begin_an_iri(base):
    with pytest.raises(IllegalIRI, match="base"):
        checked_base(base)


def test_illegal_iri_names_the_key():
    with pytest.raises(IllegalIRI, match=r"key 'A/1/2'"):
        minted("A/1/2", "https://example.org/a b/")


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        # the forms in which people write a pinpoint
        ("21(a)", "21(a)"),
        ("21.a", "21(a)"),
        ("21 (a) (ii)", "21(a)(ii)"),
        ("para. 21 (A)", "21(a)"),
        ("#rec4(d)", "rec4(d)"),
        # a number with a point is a number of its own
        ("2.1", "2.1"),
        # footnotes and parts as such
        ("fn 3", "fn3"),
        ("Section  II.E", "section II.E"),
        ("annexI/3", "annexI/3"),
    ],
)
def test_forgiving_path(typed, path):
    assert keys.forgiving_path(typed) == path
