"""A document that restates another under new numbers, proved by references that name both numbers."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.corpus import read_corpus
from seepara.renumbering import FEWEST, renumberings

from .texts import resolved

OLD = "CTOC/COP/WG.4/2009/2"


def follow_up(cited: int, own: str, words: str = "Further to") -> str:
    return f"{words} paragraph {cited} of the report ({OLD}), States should act (see para. {own} above)."


def restating(*sentences: str, restated: int = 12, prefix: str = "") -> str:
    """A report whose first paragraphs, from 3 on, were adopted in April 2009, and its last in January
    2010; the sentences stand in the latter."""
    first = "\n\n".join(
        f"{n}. States should do thing {n}:\n\n(a) Well;\n\n(b) Soon."
        for n in range(3, 3 + restated)
    )
    last = "\n\n".join(f"{n}. {text}" for n, text in enumerate(sentences, 3 + restated))
    return f"""CTOC/COP/2010/6

Distr.: General
10 August 2010

Conference of the Parties

Report of the Chair

I. Introduction

1. {prefix or "The group met twice."}

2. It agreed.

II. Recommendations adopted by the Working Group at its meeting held in Vienna on 14 and 15 April 2009

{first}

III. Recommendations adopted by the Working Group at its meeting held in Vienna from 27 to 29 January 2010

{last}
"""


def found(*sentences: str, **options: object) -> list[tuple[int, int, int, int]]:
    """What is proved: shift, number of pairs, first and last number there."""
    (document,) = resolved(restating(*sentences, **options))
    return [(r.shift, len(r.pairs), r.first, r.last) for r in renumberings(document)]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        # three pairs of one shift
        ([follow_up(2, "4"), follow_up(5, "7"), follow_up(9, "11")], [(2, 3, 2, 9)]),
        # two are too few
        ([follow_up(2, "4"), follow_up(5, "7")], []),
        # the same pair twice is one pair
        ([follow_up(2, "4"), follow_up(5, "7"), follow_up(5, "7")], []),
        # a letter of the paragraph here is in that paragraph
        ([follow_up(2, "4 (a)"), follow_up(5, "7"), follow_up(9, "11 (b)")], [(2, 3, 2, 9)]),
        # one contradiction withdraws it, however many agree
        ([*(follow_up(n, str(n + 2)) for n in range(2, 9)), follow_up(9, "5")], []),
        # a sentence that names several numbers here proves nothing …
        ([follow_up(2, "4"), follow_up(5, "7"), follow_up(8, "10 and 3")], []),
        # … but does not contradict, if one of them agrees
        (
            [follow_up(2, "4"), follow_up(5, "7"), follow_up(6, "8"), follow_up(9, "11 and 3")],
            [(2, 3, 2, 6)],
        ),
        # … and contradicts, if none does
        (
            [follow_up(2, "4"), follow_up(5, "7"), follow_up(6, "8"), follow_up(9, "5 and 3")],
            [],
        ),
        # the same numbers here as there
        ([follow_up(n, str(n)) for n in (3, 5, 9)], [(0, 3, 3, 9)]),
        # what the same meeting adopted cannot restate something older
        (
            [follow_up(2, "4"), follow_up(5, "7"), follow_up(9, "11"), follow_up(10, "15")],
            [(2, 3, 2, 9)],
        ),
        # no reference to this document, no pair
        ([f"Further to paragraph {n} of the report ({OLD}), act." for n in range(2, 9)], []),
    ],
)
def test_what_is_proved(sentences, expected):
    assert found(*sentences) == expected


def test_the_proof_and_what_follows_from_it():
    sentences = [follow_up(n, str(n + 2)) for n in (2, 5, 9)]
    (document,) = resolved(restating(*sentences))
    (made,) = renumberings(document)
    assert made.document == OLD
    assert made.restated_in == document.document.key
    for pair in made.pairs:
        # each pair shows the two phrases that say it, in one unit
        assert pair.own - pair.cited == made.shift == 2
        assert f"paragraph {pair.cited} of" in pair.cited_by.text
        assert str(pair.own) in pair.own_by.text
        assert pair.cited_by.unit == pair.own_by.unit == pair.unit
    key = document.document.key
    # proved between the outermost pairs, for letters too
    assert dict(made.links()) == {f"{OLD}#{n}": f"{key}#{n + 2}" for n in range(2, 10)}
    assert made.restated(f"{OLD}#5(b)") == f"{key}#7(b)"
    # not beyond, though it is likely as far as that meeting's recommendations go
    assert made.restated(f"{OLD}#10") is None and made.restated(f"{OLD}#1") is None
    assert (made.likely_first, made.likely_last) == (1, 12)
    # nor for what is not here, nor for another document
    assert made.restated(f"{OLD}#5(c)") is None
    assert made.restated("CTOC/COP/WG.4/2009/3#5") is None


@given(
    st.integers(-2, 5),
    st.sets(st.integers(3, 14), min_size=FEWEST, max_size=8),
    st.data(),
)
def test_a_planted_contradiction_withdraws_it(shift, numbers, data):
    own = sorted(numbers)
    cited = [n - shift for n in own]
    if min(cited) < 1:
        return
    pairs = list(zip(cited, own, strict=True))
    sentences = [follow_up(there, str(here)) for there, here in pairs]
    assert found(*sentences) == [(shift, len(pairs), cited[0], cited[-1])]
    there, here = data.draw(st.sampled_from(pairs))
    wrong = data.draw(st.integers(3, 14).filter(lambda n: n != here))
    place = data.draw(st.integers(0, len(sentences)))
    sentences.insert(place, follow_up(there, str(wrong)))
    assert found(*sentences) == []


def test_two_documents_are_proved_apart():
    other = "CTOC/COP/WG.4/2008/7"
    sentences = [follow_up(n, str(n + 2)) for n in (2, 5, 9)]
    sentences += [follow_up(n, str(n + 1)).replace(OLD, other) for n in (4, 6, 8)]
    (document,) = resolved(restating(*sentences))
    assert {(r.document, r.shift) for r in renumberings(document)} == {(OLD, 2), (other, 1)}


# ---------------------------------------------------------------- the real one

CHAIR = "cop5-2010-chair-report-wgtip.txt"


@pytest.mark.corpus
@pytest.mark.parametrize("abridged", [False, True], ids=["full", "data"])
def test_the_concordance_of_the_chairs_report(shared, root, abridged):
    gold = json.loads((shared / "gold" / "concordance.json").read_text("utf-8"))
    # the other document is not there to be read
    folder = root / "data" if abridged else shared / "corpus"
    (chair,) = read_corpus([folder / CHAIR]).resolved()
    (made,) = renumberings(chair)
    assert made.document == gold["from"]
    assert [[pair.cited, pair.own] for pair in made.pairs] == gold["evidence"]
    assert [made.first, made.last] == gold["holds_for"]
    assert (made.likely_first, made.likely_last) == (2, 24)


def test_the_report_in_data(root):
    (chair,) = read_corpus([root / "data" / CHAIR]).resolved()
    (made,) = renumberings(chair)
    assert (made.shift, len(made.pairs)) == (4, 6)
