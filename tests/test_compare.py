"""Two texts of one list: what each recommendation of the draft became (`seepara.compare`).

The limits of `pairing` are tried on variants that are made here: texts put in, taken out, moved,
merged, split and reworded. The real pair is tried last.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.compare import Item, Verdict, changes, compare, compare_items, recommendations
from seepara.compare.coverage import covered
from seepara.compare.items import numbered
from seepara.compare.pairing import ACCEPT, DOUBT, SAME_PLACE
from seepara.compare.scores import scores
from seepara.compare.verdicts import LIVES_ON
from seepara.compare.words import citation, likeness, words_of
from seepara.corpus import read_corpus

from .texts import grows_linearly, resolved

CHAIR, DRAFT = "cop5-2010-chair-report-wgtip.txt", "wgtip-2010-draft-report-addendum.txt"


def items(*texts: str, prefix: str = "d", **fields: object) -> list[Item]:
    """Texts as items: "d0", "d1" …; a word in angle brackets is what the text cites."""
    made = []
    for number, text in enumerate(texts):
        words = tuple(
            word
            for part in text.split()
            for word in ([citation(part[1:-1])] if part.startswith("<") else words_of(part))
        )
        made.append(Item(f"{prefix}{number}", words, **fields))  # type: ignore[arg-type]
    return made


def became(draft: Sequence[str], final: Sequence[str]) -> list[str]:
    """The rows of a comparison as "d0 kept f0", "d1 dropped", "new f2"."""
    rows = compare_items(items(*draft), items(*final, prefix="f"))
    return [" ".join(filter(None, (r.source, r.verdict.value, r.target))) for r in rows]


SHIPS = "Port authorities should inspect every ship for hidden cargo before it leaves"
FUND = "Governments should set up a compensation fund with a simple claims procedure"
JUDGES = "Judges should be trained in listening to frightened children during hearings"
DATA = "Statistical offices should collect yearly figures on routes, prices and recruiters"
SCHOOL = "Teachers might show pupils films about deceitful job advertisements"
BORDER = "Border guards should keep separate interview rooms with interpreters at hand"
HELP = "The Office should continue to give technical help on request so that"
PORTS = "harbour staff can read manifests, open containers and note seals"
COURTS = "clerks hear frightened children gently behind screens"
CAMPS = "nurses recognize recruiters who visit tents after dark"


@pytest.mark.parametrize(
    ("draft", "final", "expected"),
    [
        # nothing changed
        ([SHIPS, FUND], [SHIPS, FUND], ["d0 kept f0", "d1 kept f1"]),
        # signs and capitals are no words
        ([SHIPS, FUND], [SHIPS.upper() + ".", FUND], ["d0 kept f0", "d1 kept f1"]),
        # some words are others
        (
            [SHIPS, FUND],
            [SHIPS.replace("hidden cargo", "concealed goods"), FUND],
            ["d0 reworded f0", "d1 kept f1"],
        ),
        # much was added
        (
            [SHIPS, FUND, JUDGES],
            [f"{SHIPS}, and should tell the next harbour by radio what was found", FUND, JUDGES],
            ["d0 reworded f0", "d1 kept f1", "d2 kept f2"],
        ),
        # one put in between
        (
            [SHIPS, FUND],
            [SHIPS, JUDGES, FUND],
            ["d0 kept f0", "d1 kept f2", "new f1"],
        ),
        # one taken out
        ([SHIPS, JUDGES, FUND], [SHIPS, FUND], ["d0 kept f0", "d1 dropped", "d2 kept f1"]),
        # the order turned round
        (
            [SHIPS, FUND, JUDGES],
            [JUDGES, FUND, SHIPS],
            ["d0 kept f2", "d1 kept f1", "d2 kept f0"],
        ),
        # two in one
        (
            [SHIPS, FUND, JUDGES],
            [f"{SHIPS}; {FUND}", JUDGES],
            ["d0 merged f0", "d1 merged f0", "d2 kept f1"],
        ),
        # one in two
        (
            [f"{SHIPS}; {FUND}", JUDGES],
            [SHIPS, FUND, JUDGES],
            ["d0 split f0", "d0 split f1", "d1 kept f2"],
        ),
        # one taken out and another put in, elsewhere
        (
            [SHIPS, FUND, JUDGES, DATA],
            [SCHOOL, SHIPS, FUND, DATA],
            ["d0 kept f1", "d1 kept f2", "d2 dropped", "d3 kept f3", "new f0"],
        ),
        # a formula that several share joins none of them
        (
            [SHIPS, FUND, DATA, f"{HELP} {PORTS}", f"{HELP} {COURTS}"],
            [SHIPS, FUND, DATA, f"{HELP} {COURTS}", f"{HELP} {CAMPS}"],
            ["d0 kept f0", "d1 kept f1", "d2 kept f2", "d3 undecided f4", "d4 kept f3"],
        ),
        # the same text twice and once: which of the two is left is not said
        ([SHIPS, FUND, SHIPS], [FUND, SHIPS], ["d0 undecided f1", "d1 kept f0", "d2 kept f1"]),
        # what is cited is the same, though the phrases differ: it counts like words
        (
            ["Noting <A/1/2#17>, offices should coordinate", SHIPS, FUND],
            ["Further to <A/1/2#17>, offices must agree first", SHIPS, FUND],
            ["d0 reworded f0", "d1 kept f1", "d2 kept f2"],
        ),
        # without the citation too little is left, but the place is the same
        (
            ["Noting advice, offices should coordinate", SHIPS, FUND],
            ["Further to advice, offices must agree first", SHIPS, FUND],
            ["d0 undecided f0", "d1 kept f1", "d2 kept f2"],
        ),
        # one taken out and another put in at the same place, with no words in common
        (
            [SHIPS, JUDGES, FUND],
            [SHIPS, DATA, FUND],
            ["d0 kept f0", "d1 dropped", "d2 kept f2", "new f1"],
        ),
        # a list of nothing
        ([], [], []),
    ],
)
def test_what_became_of_each(draft, final, expected):
    assert became(draft, final) == expected


def test_order_decides_between_texts_that_are_alike():
    like = ["States should report on progress", "States should report on progress too"]
    draft = [SHIPS, like[0], FUND, JUDGES, like[0], DATA]
    final = [SHIPS, like[0], FUND, JUDGES, like[1], DATA]
    assert became(draft, final)[1] == "d1 kept f1"
    assert became(draft, final)[4] == "d4 reworded f4"


def test_headings_decide_between_texts_that_are_alike():
    def listed(prefix: str, other: str, *headings: str) -> list[Item]:
        same = words_of("States should report on progress")
        first, last = (Item(f"{prefix}{h}", same, headings=words_of(h)) for h in headings)
        return [first, Item(prefix, words_of(other)), last]

    rows = compare_items(
        listed("d", SHIPS, "ports", "courts"), listed("f", FUND, "courts", "ports")
    )
    assert [(r.source, r.target) for r in rows if r.verdict in LIVES_ON] == [
        ("dports", "fports"), ("dcourts", "fcourts"),
    ]  # fmt: skip


def test_nothing_is_chosen_where_scores_are_too_close():
    rows = compare_items(
        items(f"{SHIPS} and burn papers"),
        items(f"{SHIPS} by night", f"{SHIPS} by day", FUND, prefix="f"),
    )
    assert [row.verdict for row in rows][:1] == [Verdict.UNDECIDED]
    assert {row.target for row in rows if row.verdict is Verdict.UNDECIDED} == {"f0", "f1"}
    assert rows[0].runner_up is not None


def test_every_row_has_its_score_and_its_runner_up():
    pair, alone, *_ = compare_items(
        items(SHIPS, JUDGES), items(SHIPS, f"{FUND} for ships", prefix="f")
    )
    assert pair.score is not None and pair.score.words == 1.0 and pair.score.shown == 1.0
    assert pair.runner_up is not None and pair.runner_up.key == "f1"
    assert pair.runner_up.score.strength < pair.score.strength
    assert alone.verdict is Verdict.DROPPED and alone.score is None


def test_what_a_meeting_had_adopted_before_cannot_come_from_a_draft():
    draft = items(SHIPS, meeting="meeting:X/2010-01-27")
    final = [
        *items(SHIPS, prefix="old", meeting="meeting:X/2009-04-14"),
        *items(SHIPS, prefix="new", meeting="meeting:X/2010-01-27"),
    ]
    rows = compare_items(draft, final)
    assert [(r.source, r.verdict.value, r.target) for r in rows] == [
        ("d0", "kept", "new0"), (None, "not-compared", "old0"),
    ]  # fmt: skip


def test_new_is_said_only_in_the_part_that_the_draft_covers():
    first = items(SHIPS, DATA, FUND, prefix="a", sections=("section I",))
    second = items(JUDGES, SCHOOL, BORDER, prefix="b", sections=("section II",))
    verdicts = {
        row.target: row.verdict.value
        for row in compare_items(items(SHIPS, FUND), [*first, *second])
    }
    assert verdicts["a1"] == "new"
    assert {verdicts[f"b{n}"] for n in range(3)} == {"not-compared"}


@pytest.mark.parametrize(
    ("sections", "found", "expected"),
    [
        # half of the list is found: all of it is covered
        (["", "", "", ""], {0, 3}, [0, 1, 2, 3]),
        # without sections, what lies between the first and the last that was found
        (["", "", "", "", "", "", ""], {2, 4}, [2, 3, 4]),
        # what is found far apart covers nothing between
        (["", "", "", "", "", "", ""], {0, 6}, [0, 6]),
        # one of three sections
        (["I", "I", "II", "II", "III", "III"], {2}, [2, 3]),
        # nothing found, nothing covered
        (["I", "I", "II"], set(), []),
    ],
)
def test_what_is_covered(sections, found, expected):
    made = [Item(str(n), (), (name,) if name else ()) for n, name in enumerate(sections)]
    assert sorted(covered(made, found)) == expected


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        # nothing changed
        ("a b", "a b", ["=a b"]),
        # at the beginning, in the middle, at the end
        ("b c", "a b x c y", ["+a", "=b", "+x", "=c", "+y"]),
        # other words
        ("a b c", "a d c", ["=a", "-b", "+d", "=c"]),
        # nothing there, nothing left
        ("", "a", ["+a"]),
        ("a", "", ["-a"]),
        # white space is no word
        ("a  b", "a b", ["=a  b"]),
    ],
)
def test_word_level_differences(earlier, later, expected):
    signs = {"equal": "=", "delete": "-", "insert": "+"}
    found = [
        f"{signs[change.kind]}{_run(change, earlier, later)}" for change in changes(earlier, later)
    ]
    assert sorted(found) == sorted(expected)


def _run(change, earlier: str, later: str) -> str:
    if change.kind == "insert":
        return later[change.later_start : change.later_end]
    return earlier[change.start : change.end]


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_the_changes_make_the_later_text_of_the_earlier_one(earlier, later):
    found = changes(earlier, later)
    kept = [earlier[c.start : c.end].split() for c in found if c.kind != "insert"]
    made = [later[c.later_start : c.later_end].split() for c in found if c.kind != "delete"]
    assert [word for run in kept for word in run] == earlier.split()
    assert [word for run in made for word in run] == later.split()


# ---------------------------------------------------------------- what holds of all input

_WORDS = st.sampled_from("abcdefghij")
_TEXTS = st.lists(st.lists(_WORDS, min_size=1, max_size=8).map(" ".join), max_size=8)


@given(_TEXTS)
def test_a_list_compared_with_itself_is_kept(texts):
    distinct = list({frozenset(Counter(text.split()).items()): text for text in texts}.values())
    assert became(distinct, distinct) == [f"d{n} kept f{n}" for n in range(len(distinct))]


@given(_TEXTS, _TEXTS)
def test_verdicts_part_the_texts(draft, final):
    rows = compare_items(items(*draft), items(*final, prefix="f"))
    for key, verdicts in (
        *((f"d{n}", [r.verdict for r in rows if r.source == f"d{n}"]) for n in range(len(draft))),
        *((f"f{n}", [r.verdict for r in rows if r.target == f"f{n}"]) for n in range(len(final))),
    ):
        assert verdicts, key
        # what lives on is not dropped too, and one verdict is not said twice of a pair
        alive = [verdict in LIVES_ON for verdict in verdicts if verdict is not Verdict.UNDECIDED]
        assert len(set(alive)) <= 1 and (any(alive) or len(verdicts) <= max(len(draft), 1)), key
    for row in rows:
        joined = row.source is not None and row.target is not None
        assert joined == (row.score is not None)
        if row.verdict in LIVES_ON:
            assert joined and row.score.strength >= ACCEPT
        if row.verdict in (Verdict.DROPPED, Verdict.NEW):
            assert not joined
    assert len({(r.source, r.target) for r in rows}) == len(rows)


@given(_TEXTS, _TEXTS)
def test_the_same_lists_give_the_same_rows(draft, final):
    assert became(draft, final) == became(draft, final)


@given(st.floats(0, 50), st.floats(0, 50), st.floats(0, 1))
def test_likeness_is_a_share(a, b, part):
    shared = min(a, b) * part
    assert 0 <= likeness(shared, a, b) <= 1
    assert likeness(shared, a, b) == likeness(shared, b, a)


def test_long_lists_are_not_compared_text_by_text():
    def work(number: int) -> object:
        texts = [f"states should w{n} x{n} y{n} w{n + 1}" for n in range(number)]
        return scores(items(*texts), items(*texts, prefix="f"))

    assert grows_linearly(work, 150)


def test_limits_stand_in_order():
    assert 0 < SAME_PLACE < DOUBT < ACCEPT < 1


# ---------------------------------------------------------------- variants


def _reworded(words: Sequence[str], share: float, chance: random.Random, all_words: list[str]):
    """Words of which a share is left out, is another of the same lists, or has one put behind it."""
    made = []
    for word in words:
        number = chance.random()
        if number < share / 3:
            continue
        made.append(chance.choice(all_words) if number < 2 * share / 3 else word)
        if number > 1 - share / 3:
            made.append(chance.choice(all_words))
    return tuple(made)


def _variant(texts: Sequence[tuple[str, ...]], share: float, chance: random.Random):
    """A draft, a final made from it, and the true pairs: an eighth each put in and taken out, two
    merged, a long one split, the words changed, and a run of texts moved."""
    all_words = [word for text in texts for word in text]
    new = set(chance.sample(range(len(texts)), max(1, len(texts) // 8)))
    draft = [n for n in range(len(texts)) if n not in new]
    dropped = set(chance.sample(draft, max(1, len(draft) // 8)))
    lives = [[n] for n in draft if n not in dropped]
    place = chance.randrange(len(lives) - 1)
    lives[place : place + 2] = [lives[place] + lives[place + 1]]
    final = [
        (sources, tuple(w for n in sources for w in _reworded(texts[n], share, chance, all_words)))
        for sources in lives
    ]
    long = [n for n, (sources, words) in enumerate(final) if len(sources) == 1 and len(words) > 23]
    if long:
        place = chance.choice(long)
        sources, words = final[place]
        half = len(words) // 2
        final[place : place + 1] = [(sources, words[:half]), (sources, words[half:])]
    for n in sorted(new):
        final.insert(chance.randrange(len(final) + 1), ([], texts[n]))
    start = chance.randrange(len(final))
    run = final[start : start + chance.randrange(1, 6)]
    del final[start : start + len(run)]
    place = chance.randrange(len(final) + 1)
    final[place:place] = run
    return (
        [Item(f"d{n}", texts[n]) for n in draft],
        [Item(f"f{n}", words) for n, (_, words) in enumerate(final)],
        {(f"d{s}", f"f{n}") for n, (sources, _) in enumerate(final) for s in sources},
    )


def _lists(root) -> list[list[tuple[str, ...]]]:
    """The recommendations of `data`, and a list of texts put together by chance: some words are in
    most of them, as "should" is, others in a few."""
    chance = random.Random("words")
    letters = ("bdfgklmnprst", "aeiou")
    vocabulary = ["".join(chance.choice(letters[n % 2]) for n in range(8)) for _ in range(400)]
    ranks = [1 / (n + 3) for n in range(400)]
    made = [tuple(chance.choices(vocabulary, ranks, k=chance.randrange(12, 40))) for _ in range(60)]
    (chair,) = read_corpus([root / "data" / CHAIR]).resolved()
    return [made, [item.words for item in recommendations(chair)]]


@pytest.mark.parametrize(
    ("share", "wrong", "missed"),
    [
        # only put in, taken out, merged, split, moved
        (0.0, 0.01, 0.0),
        # a fifth, two fifths of the words are changed as well
        (0.2, 0.01, 0.0),
        (0.4, 0.01, 0.01),
        # more than half: more is missed then, but no more is wrong
        (0.6, 0.01, 0.04),
    ],
)
def test_variants(root, share, wrong, missed):
    pairs = wrong_pairs = missed_pairs = 0
    for number, texts in enumerate(_lists(root)):
        for seed in range(6):
            chance = random.Random(f"{number} {seed} {share}")
            draft, final, true = _variant(texts, share, chance)
            rows = compare_items(draft, final)
            found = {(r.source, r.target) for r in rows if r.verdict in LIVES_ON}
            pairs += len(true)
            wrong_pairs += len(found - true)
            missed_pairs += len(true - found)
    assert pairs > 500
    assert wrong_pairs / pairs <= wrong, (wrong_pairs, missed_pairs, pairs)
    assert missed_pairs / pairs <= missed, (wrong_pairs, missed_pairs, pairs)


# ---------------------------------------------------------------- documents

_HEAD = """A/80/{number}

Distr.: {distribution}

Working Group on Ports

{title}

I. Work

3. It met.

II. Recommendations

{paragraphs}
"""


def _report(number: int, *texts: str, draft: bool = False) -> str:
    paragraphs = "\n\n".join(f"{n}. {text}" for n, text in enumerate(texts, 4))
    return _HEAD.format(
        number=number,
        distribution="Limited" if draft else "General",
        title="Draft report" if draft else "Report of the Working Group",
        paragraphs=paragraphs,
    )


def test_cross_references_are_no_words():
    draft, final = resolved(
        _report(1, f"{SHIPS} (see para. 5 below).", f"{FUND}.", draft=True),
        _report(2, f"{JUDGES}.", f"{SHIPS} (see para. 6 below).", f"{FUND}."),
    )
    rows = compare(draft, final).pairings
    assert [(r.source, r.verdict.value, r.target) for r in rows] == [
        ("A/80/1#4", "kept", "A/80/2#5"),
        ("A/80/1#5", "kept", "A/80/2#6"),
        (None, "new", "A/80/2#4"),
    ]


def test_a_subparagraph_is_read_behind_its_chapeau():
    (one,) = resolved(_report(1, "Judges should:\n\n(a) Listen;\n\n(b) Decide."))
    assert [item.words for item in recommendations(one)] == [
        ("judges", "should", "listen"), ("judges", "should", "decide"),
    ]  # fmt: skip
    assert [item.key for item in numbered(one)] == ["A/80/1#3", "A/80/1#4"]
    assert [item.key for item in numbered(one, "4")] == ["A/80/1#4(a)", "A/80/1#4(b)"]


# ---------------------------------------------------------------- the real pair


def _sides(folder, catalogue):
    draft, final = (
        next(read_corpus([folder / name], catalogue).resolved()) for name in (DRAFT, CHAIR)
    )
    return draft, final


def _found(comparison) -> dict[str, set[str]]:
    def path(key: str) -> str:
        return key.partition("#")[2]

    found: dict[str, set[str]] = {}
    for row in comparison.pairings:
        if row.source:
            lives = row.verdict in LIVES_ON and row.target
            found.setdefault(path(row.source), set()).update({path(row.target)} if lives else ())
    found[""] = {path(r.target) for r in comparison.pairings if r.verdict is Verdict.NEW}
    return found


def _gold(shared):
    sure: dict[str, set[str]] = {}
    optional: set[tuple[str, str]] = set()
    for line in (shared / "gold" / "draft-to-final.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        source = (row["from"] or "#").partition("#")[2]
        target = (row["to"] or "#").partition("#")[2]
        sure.setdefault(source, set())
        if row.get("optional"):
            optional.add((source, target))
        elif target:
            sure[source].add(target)
    return sure, optional


@pytest.mark.corpus
@pytest.mark.parametrize("abridged", [False, True], ids=["full", "data"])
def test_all_25_recommendations_of_the_draft_of_2010(shared, root, abridged):
    sure, optional = _gold(shared)
    folder = root / "data" if abridged else shared / "corpus"
    comparison = compare(*_sides(folder, root / "data" / "catalogue.toml"))
    found = _found(comparison)
    assert found.keys() == sure.keys()
    for source, targets in found.items():
        expected = sure[source]
        assert expected <= targets, source
        assert {(source, target) for target in targets - expected} <= optional, source
    # two of them in one paragraph
    merged = {row.target for row in comparison.pairings if row.verdict is Verdict.MERGED}
    assert len(merged) == 1
    # what the draft does not cover is not judged
    outside = [r.target for r in comparison.pairings if r.verdict is Verdict.NOT_COMPARED]
    numbers = {int("".join(filter(str.isdigit, key.rpartition("#")[2]))) for key in outside}
    assert numbers and not numbers & set(range(30, 53))


def test_the_draft_in_data_against_the_report(root):
    # the same as above, in so far as it needs nothing that is not in the repo
    comparison = compare(*_sides(root / "data", None))
    counts = Counter(row.verdict.value for row in comparison.pairings if row.source)
    assert (counts["merged"], counts["dropped"], counts["undecided"]) == (2, 3, 1)
    assert counts["kept"] + counts["reworded"] == 19
    assert comparison.abridged
    new = [
        row.target.rpartition("#")[2] for row in comparison.pairings if row.verdict is Verdict.NEW
    ]
    assert new == ["48", "49"]
