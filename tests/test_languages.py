"""Every language file has what English has, and what it has can be used."""

import re

import pytest

from seepara.languages import alternatives, codes, language
from seepara.model import Relation
from seepara.references.finder import candidates
from seepara.references.grammar import HEAD_PARTS, grammar
from seepara.registry import registry

ENGLISH = language("en")


def _entries(tables):
    return {(table, name): value for table, rows in tables.items() for name, value in rows.items()}


def test_english_is_there():
    assert "en" in codes()


@pytest.mark.parametrize("code", codes())
def test_a_language_has_the_tables_and_entries_of_english(code):
    ours = _entries(language(code).tables)
    english = _entries(ENGLISH.tables)
    assert sorted(english.keys() - ours.keys()) == []
    assert sorted(ours.keys() - english.keys()) == []
    # and of the same kind: a pattern, words, a table
    assert {k: type(v) for k, v in ours.items()} == {k: type(v) for k, v in english.items()}


@pytest.mark.parametrize("code", codes())
def test_no_entry_is_empty_and_no_word_stands_twice_in_one(code):
    for (table, name), value in _entries(language(code).tables).items():
        assert value, f"{table}.{name}"
        if isinstance(value, list):
            assert len(set(value)) == len(value), f"{table}.{name}"
            assert all(isinstance(word, str) and word.strip() == word != "" for word in value)


@pytest.mark.parametrize("code", codes())
def test_every_pattern_is_a_regular_expression(code):
    words = language(code)
    patterns = [(t, n) for t, n in _entries(words.tables) if n.endswith("_pattern")]
    assert patterns
    for table, name in patterns:
        assert isinstance(words.pattern(table, name), re.Pattern)
        # a pattern that matches nothing at all would match everywhere
        assert words.pattern(table, name).search("") is None, f"{table}.{name}"


@pytest.mark.parametrize("code", codes())
def test_the_words_make_a_grammar_and_finders(code):
    words = language(code)
    assert set(HEAD_PARTS) <= set(words.tables["heads"])
    made = grammar(words)
    assert set(made.directions.values()) == {"above", "below"}
    for form, heads in words.tables["heads"].items():
        for head in heads:
            assert made.heads[head.lower()] == form
            found = {f for start, _, f in candidates(f". {head} 3", words) if start == 2}
            assert form in found, head


@pytest.mark.parametrize("code", codes())
def test_a_head_word_has_one_meaning(code):
    heads = language(code).tables["heads"]
    words = [word.lower() for words in heads.values() for word in words]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("code", codes())
def test_there_are_twelve_months_and_every_relation_is_one(code):
    words = language(code)
    assert len(words.words("dates", "months")) == 12
    assert set(words.tables["relations"]) <= {relation.value for relation in Relation}


@pytest.mark.parametrize("code", codes())
def test_the_registry_has_names_in_the_language(code):
    known = registry(code)
    named = [entry for entry in known.bodies.values() if entry.names]
    assert named
    for entry in known.bodies.values():
        assert entry.parent is None or entry.parent in known.bodies
        assert not entry.instrument or entry.instrument in known.treaties
    # a name stands for one body, and for one treaty
    for table in (known.body_names, known.treaty_names):
        for rows in table.values():
            names = [name for name, _ in rows]
            assert len(set(names)) == len(names), names


@pytest.mark.parametrize("code", ["tlh", "", "../en", "en.toml", "EN", "e n"])
def test_a_language_that_there_is_not(code):
    with pytest.raises(LookupError, match=r"there are: .*en"):
        language(code)


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        # the longest first, whatever the order
        (("to", "to the"), "to the end", "to the"),
        # a space is any white space
        (("as well as",), "as  well\nas", "as  well\nas"),
        # signs are themselves
        (("No.", "(cont.)"), "(cont.)", "(cont.)"),
    ],
)
def test_alternatives(words, text, found):
    assert re.match(alternatives(words), text).group() == found


# domain.md §3: the short names and roots by which keys are made
SHORT_NAMES = (
    "UNCharter UDHR ICCPR ICESCR CAT OPCAT CEDAW CRC CRPD CERD CMW CED ECHR UNTOC TIP-Protocol SOM-Protocol "
    "Firearms-Protocol UNCAC SingleConvention1961 UNFCCC KyotoProtocol "
    "ParisAgreement CBD UNCLOS VCLT RomeStatute "
    "RefugeeConvention NPT"
)
COMMENTS = "CCPR CESCR CAT CEDAW CRC CRPD CERD CMW CED"


def test_the_registry_knows_every_short_name_of_the_specification():
    assert set(SHORT_NAMES.split()) <= set(registry("en").treaties)
    assert {b.comments for b in registry("en").bodies.values() if b.comments} == set(
        COMMENTS.split()
    )


@pytest.mark.parametrize(
    ("name", "short"),
    [
        (
            "Protocol to Prevent, Suppress and Punish Trafficking in "
            "Persons, Especially Women and Children",
            "TIP-Protocol",
        ),
        ("Organized Crime Convention", "UNTOC"),
        ("Trafficking in Persons Protocol", "TIP-Protocol"),
        ("Kyoto Protocol", "KyotoProtocol"),
        ("Charter of the United Nations", "UNCharter"),
        ("Convention on the Rights of the Child", "CRC"),
        # the longer name wins over the one that it holds
        ("United Nations Framework Convention on Climate Change", "UNFCCC"),
        ("Optional Protocol to the Convention against Torture", "OPCAT"),
    ],
)
def test_names_of_treaties(name, short):
    assert registry("en").treaty_at(f"the {name}, as", 4) == (short, 4 + len(name))


@pytest.mark.parametrize(
    ("name", "root"),
    [
        ("General Assembly", "A"),
        ("Human Rights Council", "A/HRC"),
        ("Working Group on Trafficking in Persons", "CTOC/COP/WG.4"),
        # the longer name wins over the one that it ends with
        (
            "Conference of the Parties to the United Nations Convention "
            "against Transnational Organized Crime",
            "CTOC/COP",
        ),
        ("Committee on Economic, Social and Cultural Rights", "E/C.12"),
    ],
)
def test_names_of_bodies(name, root):
    text = f"The {name}"
    assert registry("en").body_at(text, 4) == (root, len(text))
    assert registry("en").body_ending(text, len(text)) == (root, 4)
