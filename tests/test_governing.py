"""The governing words before a phrase, and the relation that they make."""

from __future__ import annotations

import pytest

from seepara.governing import governed_by
from seepara.languages import language
from seepara.model import Relation

ENGLISH = language("en")
LONG = "word " * 60


@pytest.mark.parametrize(
    ("text", "phrase", "words", "relation"),
    [
        # directly before it, and with words between
        ("Further to paragraph 3", "paragraph", "Further to", Relation.FOLLOWS_UP),
        ("pursuant to its resolution 1/2", "resolution", "pursuant to", Relation.MANDATED_BY),
        # far into a text, and at its very end: the phrase is shorter than what is looked at
        (LONG + "pursuant to A/1", "A/1", "pursuant to", Relation.MANDATED_BY),
        (LONG + "pursuant to A/1 then", "A/1", "pursuant to", Relation.MANDATED_BY),
        # behind the phrase it governs another one; in another sentence, none
        ("In A/1, pursuant to", "A/1", "", Relation.CITES),
        ("Pursuant to it. See A/1", "A/1", "See", Relation.SEE_ALSO),
        # a word that only begins like one
        ("Notingham A/1", "A/1", "", Relation.CITES),
    ],
)
def test_governing_words(text, phrase, words, relation):
    assert governed_by(text, text.rindex(phrase), ENGLISH) == (words, relation)
