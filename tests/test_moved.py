"""References that were not renumbered after an editor changed the draft (`seepara check --against`)."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seepara.check import Severity, check, moved_findings, select
from seepara.corpus import read_corpus

from .texts import report, resolved

SHIPS = "Port authorities inspect every ship for hidden cargo before it leaves"
FUND = "Governments set up a compensation fund with a simple claims procedure"
JUDGES = "Judges learn to listen to frightened children during hearings"
DATA = "Statistical offices collect yearly figures on routes, prices and recruiters"
SCHOOL = "Teachers show pupils films about deceitful job advertisements"
BORDER = "Border guards keep separate interview rooms with interpreters at hand"


def sides(draft, final):
    """The draft and the final, each read by itself: both have the same symbol."""
    return resolved(report(*draft))[0], resolved(report(*final))[0]


def findings(draft, final) -> list[tuple[str, str, str]]:
    """What is found: unit, words, target."""
    before, after = sides(draft, final)
    return [
        (one.unit, one.text, one.target.partition("#")[2]) for one in moved_findings(after, before)
    ]


@pytest.mark.parametrize(
    ("draft", "final", "expected"),
    [
        # nothing changed
        (
            [SHIPS, f"{FUND} (see para. 1 above)."],
            [SHIPS, f"{FUND} (see para. 1 above)."],
            [],
        ),
        # one put in before: the number was left
        (
            [SHIPS, f"{FUND} (see para. 1 above).", DATA],
            [JUDGES, SHIPS, f"{FUND} (see para. 1 above).", DATA],
            [("3", "see para. 1 above", "1")],
        ),
        # … and renumbered
        (
            [SHIPS, f"{FUND} (see para. 1 above).", DATA],
            [JUDGES, SHIPS, f"{FUND} (see para. 2 above).", DATA],
            [],
        ),
        # put in behind the target: its number is as it was
        (
            [SHIPS, f"{FUND} (see para. 1 above).", DATA],
            [SHIPS, JUDGES, f"{FUND} (see para. 1 above).", DATA],
            [],
        ),
        # of a list, one was renumbered
        (
            [SHIPS, DATA, f"{FUND} (see paras. 1 and 2 above)."],
            [JUDGES, SHIPS, DATA, f"{FUND} (see paras. 1 and 3 above)."],
            [("4", "see paras. 1 and 3 above", "1")],
        ),
        # the new numbers are old ones of others
        (
            [SHIPS, DATA, SCHOOL, f"{FUND} (see paras. 1 and 2 above)."],
            [JUDGES, SHIPS, DATA, SCHOOL, f"{FUND} (see paras. 2 and 3 above)."],
            [],
        ),
        (
            [SHIPS, DATA, SCHOOL, f"{FUND} (see paras. 1 and 2 above)."],
            [JUDGES, SHIPS, DATA, SCHOOL, f"{FUND} (see paras. 1 and 2 above)."],
            [("5", "see paras. 1 and 2 above", "1"), ("5", "see paras. 1 and 2 above", "2")],
        ),
        # a range that grew, since something was put in within it
        (
            [SHIPS, DATA, SCHOOL, f"{FUND} (see paras. 1–3 above)."],
            [SHIPS, JUDGES, BORDER, DATA, SCHOOL, f"{FUND} (see paras. 1–5 above)."],
            [],
        ),
        # a reference that the draft did not make
        (
            [SHIPS, f"{FUND}.", DATA],
            [JUDGES, SHIPS, f"{FUND} (see para. 1 above).", DATA],
            [],
        ),
        # the text that was meant is gone, and its number is another's
        (
            [SHIPS, DATA, SCHOOL, f"{FUND} (see para. 1 above)."],
            [JUDGES, DATA, SCHOOL, f"{FUND} (see para. 1 above)."],
            [("4", "see para. 1 above", "1")],
        ),
        # "the preceding paragraph" is another now
        (
            [SHIPS, f"{FUND}, as the preceding paragraph says.", DATA],
            [SHIPS, JUDGES, f"{FUND}, as the preceding paragraph says.", DATA],
            [("3", "the preceding paragraph", "2")],
        ),
        # … or still the same
        (
            [SHIPS, f"{FUND}, as the preceding paragraph says.", DATA],
            [JUDGES, SHIPS, f"{FUND}, as the preceding paragraph says.", DATA],
            [],
        ),
        # letters are renumbered too
        (
            [f"{SHIPS}:\n\n(a) {DATA};\n\n(b) {SCHOOL}.", f"{FUND} (see para. 1 (b) above)."],
            [
                f"{SHIPS}:\n\n(a) {DATA};\n\n(b) {JUDGES};\n\n(c) {SCHOOL}.",
                f"{FUND} (see para. 1 (b) above).",
            ],
            [("2", "see para. 1 (b) above", "1(b)")],
        ),
        # the text with the reference was reworded
        (
            [SHIPS, f"{FUND} (see para. 1 above).", DATA],
            [JUDGES, SHIPS, f"All {FUND} and help (see para. 1 above).", DATA],
            [("3", "see para. 1 above", "1")],
        ),
        # another document's paragraph moves with nothing here
        (
            [SHIPS, f"{FUND} (A/79/1, para. 1).", DATA],
            [JUDGES, SHIPS, f"{FUND} (A/79/1, para. 1).", DATA],
            [],
        ),
    ],
)
def test_what_was_not_renumbered(draft, final, expected):
    assert findings(draft, final) == expected


def test_a_note_speaks_for_the_unit_that_carries_its_mark():
    def noted(number: int) -> str:
        return f"{FUND}.¹\n\n¹ See para. {number} above."

    assert findings([SHIPS, DATA, noted(1)], [JUDGES, SHIPS, DATA, noted(1)]) == [
        ("fn1", "See para. 1 above", "1")
    ]
    assert findings([SHIPS, DATA, noted(1)], [JUDGES, SHIPS, DATA, noted(2)]) == []


def test_the_message_names_the_old_and_the_new_number():
    before, after = sides(
        [SHIPS, f"{FUND} (see para. 1 above).", DATA],
        [JUDGES, SHIPS, f"{FUND} (see para. 1 above).", DATA],
    )
    (one,) = moved_findings(after, before)
    assert one.rule == "target-moved" and one.severity is Severity.ERROR
    assert one.message == (
        "“see para. 1 above”: what was para. 1 in the draft is now para. 2, and para. 1 is another text"
    )
    assert after.document.text_of(after.document.units[-2])[one.start : one.end] == one.text
    # it is a rule among the others, finds nothing without a draft, and can be switched off
    assert one in check(after, against=before)
    assert one not in check(after)
    assert one not in check(after, select(off=["target-moved"]), before)


_WORDS = [
    f"{a}{b}{c}" for a in "bdfgklm" for b in ("ane", "oru", "ist", "upe") for c in ("la", "no")
]


@settings(max_examples=60)
@given(st.data())
def test_an_editor_put_in_two_paragraphs(data):
    chance = random.Random(data.draw(st.integers(0, 10**6)))
    number = data.draw(st.integers(5, 14))
    texts = [" ".join(chance.sample(_WORDS, 9)) for _ in range(number + 2)]
    old, new = texts[:number], texts[number:]
    places = sorted(data.draw(st.lists(st.integers(0, number), min_size=2, max_size=2)))
    now = {n: n + sum(place < n for place in places) for n in range(1, number + 1)}
    cited = {
        n: data.draw(st.integers(1, number).filter(lambda m, n=n: m != n))
        for n in data.draw(st.sets(st.integers(1, number), min_size=1))
    }
    left = {n for n in cited if data.draw(st.booleans())}

    def paragraphs(renumbered: bool) -> list[str]:
        made = []
        for n, text in enumerate(old, 1):
            target = cited.get(n)
            if target and renumbered and n not in left:
                target = now[target]
            made.append(f"{text} (see para. {target})." if target else f"{text}.")
        return made

    final = paragraphs(True)
    for place, text in reversed(list(zip(places, new, strict=True))):
        final.insert(place, f"{text}.")
    expected = {(str(now[n]), str(cited[n])) for n in left if now[cited[n]] != cited[n] != now[n]}
    found = {(unit, target) for unit, _, target in findings(paragraphs(False), final)}
    # a number left that is now that of its own paragraph is no reference to another one
    assert {row for row in found if row[0] != row[1]} == expected


@pytest.mark.corpus
def test_the_draft_that_became_part_of_another_document(shared):
    # the draft of 2010 refers to no paragraph of its own: nothing can have moved
    draft, chair = (
        next(read_corpus([shared / "corpus" / name]).resolved())
        for name in ("wgtip-2010-draft-report-addendum.txt", "cop5-2010-chair-report-wgtip.txt")
    )
    assert moved_findings(chair, draft) == ()
    assert moved_findings(chair, chair) == ()
