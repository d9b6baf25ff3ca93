"""Before, after and beside: which of two nodes is older, what joins them, and by what evidence."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.catalogue import Between, Correction
from seepara.compare import Verdict
from seepara.corpus import read_corpus
from seepara.languages import language
from seepara.lineage import (
    Alike,
    Compared,
    Dated,
    Lineage,
    LineageKind,
    Order,
    Place,
    Renumbered,
    Said,
    Wanted,
    inferred_links,
    latest,
    path,
    roots,
    walk,
)
from seepara.lineage.demand import demands, demands_by_key, demands_of
from seepara.model import Asserter
from seepara.records import RECORDS, write_records
from seepara.resembling import resemblances, wordings

from .texts import grows_linearly, resolved

OLD = "CTOC/COP/WG.4/2009/2"
CHAIR, DRAFT = "CTOC/COP/2010/6", "CTOC/COP/WG.4/2010/L.1"
FILES = (
    "cop5-2010-chair-report-wgtip.txt",
    "wgtip-2010-draft-report-addendum.txt",
    "wgtip-2018-draft-report-addendum.txt",
    "wgtip-2020-draft-report-addendum.txt",
)

SHIPS = "States parties should inspect every ship for hidden cargo before it leaves"
FUND = "Governments should set up a compensation fund with a simple claims procedure"
JUDGES = "The Secretariat should teach judges to listen to frightened children in hearings"
DATA = "States parties should collect yearly figures on routes, prices and recruiters"
TEAMS = "States parties should form joint teams of police and prosecutors in each province"


def _draft_text() -> str:
    return f"""{DRAFT}

Distr.: Limited
28 January 2010

Working Group on Trafficking in Persons

Vienna, 27-29 January 2010

Draft report

I. Work

1. The group met.

II. Recommendations

2. {SHIPS}.

3. Noting paragraph 4 of the report ({OLD}), {TEAMS}.

4. {FUND}.
"""


def _chair_text(footnote: str = "General Assembly resolution 64/293") -> str:
    return f"""{CHAIR}

Distr.: General
10 August 2010

Conference of the Parties

Activities of the Working Group on Trafficking in Persons

Report of the Chair

I. Introduction

1. The secretariat has added cross-references in parentheses.

II. Recommendations adopted by the Working Group at its meeting held in Vienna on 14 and 15 April 2009

2. {DATA}.

3. Further to decision 4/4, States parties should meet twice a year.

4. {JUDGES} (see paras. 10 and 11 below).

5. States parties should publish what they find:

(a) In all their languages;

(b) Each spring.

6. States parties might also ask for help.

III. Recommendations adopted by the Working Group at its meeting held in Vienna from 27 to 29 January 2010

7. Further to paragraph 1 of the report ({OLD}), act (see para. 2 above).

8. {SHIPS} by night.¹

9. Further to paragraph 2 of the report ({OLD}), act (see para. 3 above).

10. Noting paragraph 3 of the report ({OLD}), {TEAMS} (see para. 4 above).

11. {FUND} (see para. 10 above).

¹ Also see {footnote}.
"""


@pytest.fixture(scope="module")
def documents():
    return resolved(_chair_text(), _draft_text())


@pytest.fixture(scope="module")
def lineage(documents):
    return Lineage.of(documents)


def between(lineage, older, newer):
    return [link for link in lineage.links if (link.older, link.newer) == (older, newer)]


# ---------------------------------------------------------------- order


@pytest.mark.parametrize(
    ("source", "target", "step"),
    [
        # adopted in April 2009, printed in the same document as what is of January 2010: whichever
        # side the phrase stands on
        (f"{CHAIR}#4", f"{CHAIR}#10", (f"{CHAIR}#4", f"{CHAIR}#10", False)),
        (f"{CHAIR}#10", f"{CHAIR}#4", (f"{CHAIR}#4", f"{CHAIR}#10", False)),
        # of one meeting in one document
        (f"{CHAIR}#11", f"{CHAIR}#10", (f"{CHAIR}#11", f"{CHAIR}#10", True)),
        # within one meeting the draft comes first
        (f"{CHAIR}#8", f"{DRAFT}#2", (f"{DRAFT}#2", f"{CHAIR}#8", False)),
        (f"{DRAFT}#2", f"{CHAIR}#8", (f"{DRAFT}#2", f"{CHAIR}#8", False)),
        # the draft of January 2010 comes after what a report of August 2010 has of April 2009
        (f"{DRAFT}#2", f"{CHAIR}#4", (f"{CHAIR}#4", f"{DRAFT}#2", False)),
        # what was not read is older than what refers to it …
        (f"{CHAIR}#7", f"{OLD}#1", (f"{OLD}#1", f"{CHAIR}#7", False)),
        (f"{CHAIR}#7", "treaty:UNTOC#art32", ("treaty:UNTOC#art32", f"{CHAIR}#7", False)),
        # … unless its symbol says that it is newer than the document
        (f"{CHAIR}#7", "CTOC/COP/2012/1", (f"{CHAIR}#7", "CTOC/COP/2012/1", False)),
    ],
)
def test_steps_run_from_older_to_newer(documents, source, target, step):
    made = Order.of(documents).step(source, target)
    ends = {made.older, made.newer}
    assert ends == {step[0], step[1]} and made.beside == step[2]
    if not made.beside:
        assert (made.older, made.newer) == step[:2]


@pytest.mark.parametrize(
    ("source", "target", "dated"),
    [
        # older than the meeting: the meeting's own reference
        (f"{CHAIR}#10", f"{OLD}#3", Dated.MEETING),
        (f"{CHAIR}#10", f"{CHAIR}#4", Dated.MEETING),
        # newer than the meeting of April 2009: the document's
        (f"{CHAIR}#4", f"{CHAIR}#10", Dated.DOCUMENT),
        # a resolution of a session that went on after January 2010
        (f"{CHAIR}#fn1", "A/RES/64/293", Dated.DOCUMENT),
        # of a session that was over
        (f"{CHAIR}#fn1", "A/RES/60/1", Dated.MEETING),
        # no meeting adopted the introduction
        (f"{CHAIR}#1", f"{OLD}#3", Dated.DOCUMENT),
    ],
)
def test_what_dates_a_reference(documents, source, target, dated):
    assert Order.of(documents).step(source, target).dated is dated


def test_a_later_resolution_that_was_read_comes_after_the_meeting_and_before_the_document():
    resolution = """A/RES/64/293

Distr.: General
30 July 2010

Resolution adopted by the General Assembly

The General Assembly

1. Decides to act.
"""
    read = resolved(_chair_text(), resolution)
    step = Order.of(read).step(f"{CHAIR}#fn1", "A/RES/64/293")
    assert (step.older, step.newer, step.dated) == ("A/RES/64/293", f"{CHAIR}#fn1", Dated.DOCUMENT)


_KEYS = st.sampled_from(
    [f"{CHAIR}#{n}" for n in range(1, 12)]
    + [f"{DRAFT}#{n}" for n in range(1, 5)]
    + [CHAIR, DRAFT, f"{CHAIR}#fn1", f"{CHAIR}#5(a)"]
)


@given(_KEYS, _KEYS)
def test_a_step_between_what_was_read_is_the_same_from_both_ends(documents, a, b):
    order = Order.of(documents)
    one, other = order.step(a, b), order.step(b, a)
    assert one.beside == other.beside
    first, last = order.rank(one.older), order.rank(one.newer)
    if one.beside:
        assert first == last
    elif not first.before(last):
        # what is newer than the meeting is cited by another document, not by the meeting
        assert one.dated is Dated.DOCUMENT
        assert first.before(order.rank(one.newer.partition("#")[0]))
    if a.partition("#")[0] == b.partition("#")[0]:
        assert {(one.older, one.newer), (other.older, other.newer)} <= {(a, b), (b, a)}
        assert one.beside or one.older == other.older


# ---------------------------------------------------------------- links and their evidence


def test_a_stated_link_has_its_phrase_and_who_says_it(documents, lineage):
    (link,) = between(lineage, f"{OLD}#3", f"{CHAIR}#10")
    assert link.stated and link.kind is LineageKind.REFERS_TO
    said = link.evidence
    assert isinstance(said, Said) and said.asserted_by is Asserter.BODY
    chair = documents[0].document
    unit = next(u for u in chair.units if f"{CHAIR}#{u.path}" == said.unit)
    assert chair.text_of(unit)[said.start : said.end] == said.phrase
    assert said.file == chair.file and said.dated is Dated.MEETING
    # what the secretariat added is its own, and the document's
    for one in between(lineage, f"{CHAIR}#4", f"{CHAIR}#10"):
        assert one.asserted_by is Asserter.SECRETARIAT
        assert one.evidence.dated is Dated.DOCUMENT


@pytest.mark.parametrize(
    ("older", "newer", "kind"),
    [
        # "Further to"
        (f"{OLD}#1", f"{CHAIR}#7", LineageKind.FOLLOWS_UP),
        ("decision:CTOC/COP/4/4", f"{CHAIR}#3", LineageKind.FOLLOWS_UP),
        # "Noting"
        (f"{OLD}#3", f"{CHAIR}#10", LineageKind.REFERS_TO),
        # "see"
        (f"{CHAIR}#2", f"{CHAIR}#7", LineageKind.REFERS_TO),
        # compared
        (f"{DRAFT}#2", f"{CHAIR}#8", LineageKind.LATER_TEXT_OF),
        # three pairs of numbers
        (f"{OLD}#2", f"{CHAIR}#3", LineageKind.RESTATES),
    ],
)
def test_kinds(lineage, older, newer, kind):
    assert kind in {link.kind for link in between(lineage, older, newer)}


def test_an_inferred_link_shows_what_it_is_inferred_from(documents):
    links = inferred_links(documents)
    assert not any(link.stated for link in links)
    by_kind = {link.kind: link.evidence for link in links}
    compared = by_kind[LineageKind.LATER_TEXT_OF]
    assert isinstance(compared, Compared)
    assert compared.score.strength > compared.runner_up.score.strength
    renumbered = by_kind[LineageKind.RESTATES]
    assert isinstance(renumbered, Renumbered) and len(renumbered.renumbering.pairs) == 3


def test_what_stands_between_is_said_if_it_is_known(documents):
    def known(*rows):
        links = inferred_links(documents, between=rows)
        return {link.evidence.between for link in links if link.kind is LineageKind.LATER_TEXT_OF}

    row = Between(DRAFT, CHAIR, title="Report on the meeting of January 2010")
    assert known() == {()}
    assert known(row) == {("Report on the meeting of January 2010",)}
    # of two other documents
    assert known(Between(CHAIR, DRAFT, title="Report")) == {()}


def test_a_user_accepts_rejects_and_adds(documents):
    def links(*corrections):
        return {(li.older, li.newer): li for li in inferred_links(documents, corrections)}

    pair = (f"{DRAFT}#2", f"{CHAIR}#8")
    plain = links()
    assert pair in plain and plain[pair].correction is None
    rejected = links(Correction(*pair, "reject", "A reader", "another ship"))
    assert rejected.keys() == plain.keys() - {pair}
    accepted = links(Correction("1.txt#2", "0.txt#8", "accept", "A reader", "the same ship"))
    assert accepted[pair].evidence == plain[pair].evidence
    assert accepted[pair].correction.by == "A reader"
    new = (f"{DRAFT}#4", f"{CHAIR}#6")
    added = links(Correction(new[1], new[0], "add", "A reader", "the same need"))
    assert added.keys() == plain.keys() | {new}
    assert added[new].kind is LineageKind.LATER_TEXT_OF and added[new].evidence is None
    assert not added[new].stated
    assert (added[new].correction.verdict, added[new].correction.why) == ("add", "the same need")


def test_what_is_undecided_is_no_link_until_it_is_accepted():
    other = "States parties should inspect every ship and train its crew in first aid"
    draft, chair = _draft_text(), _chair_text().replace(f"{SHIPS} by night", other)
    pair = (f"{DRAFT}#2", f"{CHAIR}#8")

    def found(*corrections):
        links = inferred_links(resolved(chair, draft), corrections)
        return [link for link in links if (link.older, link.newer) == pair]

    assert [li for li in found() if li.kind is LineageKind.LATER_TEXT_OF] == []
    (accepted,) = found(Correction(*pair, "accept", why="the same ship"))
    assert accepted.evidence.verdict is Verdict.UNDECIDED
    assert accepted.correction.why == "the same ship"


def test_a_stated_link_can_be_rejected_too(documents):
    made = Lineage.of(documents, [Correction(f"{CHAIR}#10", f"{OLD}#3", "reject")])
    assert not [li for li in between(made, f"{OLD}#3", f"{CHAIR}#10") if li.stated]


# ---------------------------------------------------------------- walks


def test_before_after_and_beside(lineage):
    made = walk(lineage, f"{CHAIR}#10", 2, 2)
    before = {(n.key, n.step, n.restates) for n in made.at(Place.BEFORE)}
    assert before == {
        (f"{OLD}#3", -1, False),
        (f"{CHAIR}#4", -1, False),
        # the draft's text, and what that refers to
        (f"{DRAFT}#3", -1, False),
        (f"{OLD}#4", -2, False),
    }
    # 11 refers to 10, and comes after 4 as 10 does
    assert [n.key for n in made.at(Place.BESIDE)] == [f"{CHAIR}#11"]
    assert made.at(Place.AFTER) == []
    for node in made.at(Place.BEFORE):
        assert made.reached_by(node), node.key


def test_what_restates_another_stands_at_its_step(lineage):
    made = walk(lineage, f"{CHAIR}#9")
    steps = {node.key: (node.step, node.restates) for node in made.nodes.values()}
    assert steps[f"{OLD}#2"] == (-1, False)
    assert steps[f"{CHAIR}#3"] in ((-1, True), (-1, False))
    # from the restated one, what follows up on either comes after it
    made = walk(lineage, f"{OLD}#2")
    assert made.nodes[f"{CHAIR}#3"].restates
    assert {node.key for node in made.at(Place.AFTER)} == {f"{CHAIR}#9"}


@pytest.mark.parametrize(
    ("up", "down", "keys"),
    [
        (0, 0, set()),
        (1, 0, {f"{OLD}#3", f"{CHAIR}#4", f"{DRAFT}#3"}),
        (2, 0, {f"{OLD}#3", f"{CHAIR}#4", f"{DRAFT}#3", f"{OLD}#4"}),
        (0, 3, set()),
    ],
)
def test_depth_is_counted_apart(lineage, up, down, keys):
    made = walk(lineage, f"{CHAIR}#10", up, down)
    assert {n.key for n in made.nodes.values() if n.step} == keys


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        # by kind
        (Wanted(frozenset({LineageKind.LATER_TEXT_OF})), {f"{DRAFT}#3"}),
        (Wanted(frozenset({LineageKind.MANDATED_BY})), set()),
        # only what is stated
        (Wanted(stated=True), {f"{OLD}#3", f"{CHAIR}#4"}),
        # only what one says
        (Wanted(by=Asserter.BODY), {f"{OLD}#3"}),
        (Wanted(by=Asserter.SECRETARIAT), {f"{CHAIR}#4"}),
    ],
)
def test_which_links_count(lineage, wanted, keys):
    made = walk(lineage, f"{CHAIR}#10", 1, 1, wanted)
    assert {n.key for n in made.nodes.values() if n.step} == keys


@pytest.mark.parametrize(
    ("addressee", "strength", "paths"),
    [
        ("states", "", {"37", "50", "82"}),
        ("states", "should_consider", {"50"}),  # 50 asks two things, and this is one of them
        ("secretariat", "", set()),
        ("", "encouraged", set()),
    ],
)
def test_recommendations_by_whom_they_ask_and_how_strongly(root, addressee, strength, paths):
    read = _read(root / "data", root)
    chair = next(r.document.key for r in read if r.document.file.endswith(FILES[0]))
    made = Lineage.of(read, with_resemblances=False)
    asked = made.asking(demands_by_key(read), f"{chair}#21(a)", addressee, strength)
    found = walk(asked, f"{chair}#21(a)").at(Place.AFTER)
    assert {node.key for node in found} == {f"{chair}#{path}" for path in paths}


def test_roots_and_latest(lineage):
    assert set(roots(lineage, f"{CHAIR}#10")) == {f"{OLD}#3", f"{OLD}#4", f"{CHAIR}#4"}
    assert set(latest(lineage, f"{CHAIR}#4")) == {f"{CHAIR}#10", f"{CHAIR}#11"}
    # nothing before, nothing after
    assert roots(lineage, f"{CHAIR}#6") == latest(lineage, f"{CHAIR}#6") == [f"{CHAIR}#6"]


def test_the_way_between_two_nodes(lineage):
    links = path(lineage, f"{OLD}#4", f"{CHAIR}#4")
    assert [(link.older, link.newer) for link in links] == [
        (f"{OLD}#4", f"{DRAFT}#3"),
        (f"{DRAFT}#3", f"{CHAIR}#10"),
        (f"{CHAIR}#4", f"{CHAIR}#10"),
    ]
    assert path(lineage, f"{CHAIR}#10", f"{CHAIR}#10") == []
    assert path(lineage, f"{CHAIR}#6", f"{CHAIR}#10") is None
    # only over the links that count
    assert path(lineage, f"{DRAFT}#3", f"{CHAIR}#10", Wanted(stated=True)) is None


@given(_KEYS, st.integers(0, 4), st.integers(0, 4))
def test_every_step_of_a_walk_runs_from_older_to_newer(lineage, key, up, down):
    made = walk(lineage, key, up, down)
    for link in made.links:
        older, newer = lineage.order.rank(link.older), lineage.order.rank(link.newer)
        if older and newer and link.older.partition("#")[0] == link.newer.partition("#")[0]:
            assert older == newer if link.beside else older.before(newer)
    for node in made.nodes.values():
        assert -up <= node.step <= down
        assert (node.step < 0) == (node.place is Place.BEFORE)
        assert (node.step > 0) == (node.place is Place.AFTER)
    # deeper walks hold shallower ones
    assert made.nodes.keys() <= walk(lineage, key, up + 1, down + 1).nodes.keys()


@given(_KEYS, _KEYS)
def test_a_way_is_made_of_links_that_hang_together(lineage, a, b):
    links = path(lineage, a, b)
    back = path(lineage, b, a)
    assert (links is None) == (back is None)
    for one, other in pairwise(links or ()):
        ends = {key.partition("(")[0] for key in (one.older, one.newer)}
        assert ends & {key.partition("(")[0] for key in (other.older, other.newer)}


def test_resemblances_are_apart():
    text = (
        _draft_text()
        .replace("28 January 2010", "5 July 2018")
        .replace("27-29 January 2010", "4-6 July 2018")
    )
    read = resolved(_draft_text(), text.replace(DRAFT, "CTOC/COP/WG.4/2018/L.1"))
    made = Lineage.of(read)
    hints = [link for link in made.links if link.kind is LineageKind.RESEMBLES]
    assert {(li.older[-2:], li.newer[-2:]) for li in hints} == {
        ("#2", "#2"),
        ("#3", "#3"),
        ("#4", "#4"),
    }
    assert all(isinstance(li.evidence, Alike) and not li.stated for li in hints)
    # never with the rest, but when they are asked for
    assert walk(made, f"{DRAFT}#2").nodes.keys() == {f"{DRAFT}#2"}
    asked = walk(made, f"{DRAFT}#2", wanted=Wanted(frozenset({LineageKind.RESEMBLES})))
    assert len(asked.nodes) == 2
    # of one meeting nothing resembles anything
    assert resemblances(wordings(read[0])) == ()


def test_a_corpus_is_not_compared_text_by_text_to_find_resemblances():
    def work(number: int) -> object:
        paragraphs = "\n\n".join(
            f"{n}. Let w{n} see x{n} and y{n} with w{n + 1}." for n in range(3, number)
        )
        (one,) = resolved(_draft_text().partition("2. ")[0] + "2. Act.\n\n" + paragraphs)
        return resemblances(wordings(one))

    assert grows_linearly(work, 100)


# ---------------------------------------------------------------- who should act


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one after the other
        ("States parties should act.", ["states should"]),
        ("The Secretariat should report. UNODC should help.", ["secretariat should", "office should"]),
        # the strength in two words, also with something put in between
        ("The Conference should consider a fund.", ["conference should_consider"]),
        ("States should, where needed, consider a fund.", ["states should_consider"]),
        ("States parties are encouraged to share.", ["states encouraged"]),
        ("States parties might use article 26.", ["states might"]),
        # the addressee further in front
        ("States that have not done so should join.", ["states should"]),
        # what States may meet with is no demand
        ("On obstacles that States may meet, the Conference should consider a study.",
         ["conference should_consider"]),
        # nobody is named
        ("In particular, teams should be formed.", [" should"]),
        # nothing is asked
        ("The Secretariat reported on its work.", []),
        ("", []),
    ],
)  # fmt: skip
def test_who_is_asked_and_how_strongly(text, expected):
    found = demands_of(text, language("en"))
    assert [f"{one.addressee} {one.strength}" for one in found] == expected


def test_a_subparagraph_is_asked_by_its_chapeau(documents):
    found = demands(documents[0].document)
    assert {(d.addressee, d.strength) for p in ("5", "5(a)", "5(b)") for d in found[p]} == {
        ("states", "should")
    }
    assert "1" not in found


# ---------------------------------------------------------------- the command line


@pytest.fixture(scope="module")
def build(documents, tmp_path_factory):
    folder = tmp_path_factory.mktemp("lineage") / "build"
    folder.mkdir()
    write_records(documents, folder / RECORDS)
    return folder


def test_lineage_json(seepara, build):
    done = seepara("lineage", f"{CHAIR}#10", "--format", "json", "--build", build)
    assert (done.returncode, done.stderr) == (0, "")
    made = json.loads(done.stdout)
    assert made["focus"] == f"{CHAIR}#10"
    keys = {node["key"] for node in made["nodes"]}
    for link in made["links"]:
        assert {"relation", "from", "to", "stated", "evidence"} <= link.keys()
        assert {link["from"], link["to"]} <= keys
        if link["stated"]:
            assert (
                link["evidence"]["text"] and link["evidence"]["asserted_by"] == link["asserted_by"]
            )
        else:
            assert link["evidence"]["type"] in ("texts", "numbers") and link["asserted_by"] is None


def test_lineage_text(seepara, build):
    done = seepara("lineage", f"{CHAIR}#10", "--build", build)
    assert done.returncode == 0
    for words in (
        "Before (",
        "Beside (1)",
        "After (0)",
        "the body's own words",
        "next best",
        "older",
    ):
        assert words in done.stdout, words
    done = seepara("lineage", f"{CHAIR}#10", "--to", f"{DRAFT}#3", "--build", build)
    assert done.stdout.startswith(f"{CHAIR}, para. 10 → {DRAFT}, para. 3: 1 link\n")
    done = seepara("lineage", f"{CHAIR}#10", "--to", f"{CHAIR}#6", "--build", build)
    assert (done.returncode, done.stdout.splitlines()[0][:10]) == (0, "No lineage")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        # nothing of that name
        (("999",), "nothing here is called '999'"),
        # in two documents
        (("4",), "give one of them"),
        # no such kind, no such asserter
        (("10", "--kind", "cites"), "'cites' is not one of"),
        (("10", "--by", "me"), "'me' is not one of"),
        (("10", "--up", "-1"), "-1 is not in the range"),
        # nobody of that name is asked
        (("10", "--addressee", "pirates"), "there are "),
    ],
)
def test_wrong_use(seepara, build, arguments, problem):
    done = seepara("lineage", *arguments, "--build", build)
    assert (done.returncode, done.stdout) == (2, "") and problem in done.stderr


def test_nothing_of_a_document_steers_the_terminal(seepara, tmp_path):
    hostile = _chair_text().replace("Report of the Chair", "Report\x1b]0;x\x07 of the Chair")
    write_records(resolved(hostile, _draft_text()), tmp_path / RECORDS)
    for arguments in (("lineage", f"{CHAIR}#10"), ("compare", DRAFT, CHAIR, "--words")):
        done = seepara(*arguments, "--build", tmp_path)
        assert done.returncode == 0, done.stderr
        assert "\x1b" not in done.stdout and "\x07" not in done.stdout


def test_compare_on_the_command_line(seepara, build, root, tmp_path):
    done = seepara("compare", DRAFT, CHAIR, "--format", "jsonl", "--build", build)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert list(rows[0])[:4] == ["from", "to", "verdict", "score"]
    assert {(r["from"], r["to"], r["verdict"]) for r in rows if r["from"]} == {
        (f"{DRAFT}#2", f"{CHAIR}#8", "reworded"),
        (f"{DRAFT}#3", f"{CHAIR}#10", "reworded"),
        (f"{DRAFT}#4", f"{CHAIR}#11", "kept"),
    }
    done = seepara("compare", DRAFT, CHAIR, "--words", "--build", build)
    assert "[-leaves.-] {+leaves by night.+}" in done.stdout
    # files, without a build; no words of abridged text one by one
    files = [root / "data" / name for name in reversed(FILES[:2])]
    done = seepara("compare", *files, cwd=tmp_path)
    assert done.returncode == 0 and "abridged, not the official text" in done.stdout
    done = seepara("compare", *files, "--words", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "") and "abridged" in done.stderr
    made = json.loads(seepara("compare", *files, "--format", "json").stdout)
    assert made["abridged"] and made["limits"]["accept"] > made["limits"]["doubt"]
    # cited, but not read
    done = seepara("compare", f"{OLD}#3", CHAIR, "--build", build)
    assert done.returncode == 2 and "was not read" in done.stderr


# ---------------------------------------------------------------- the real ones


def _read(folder, root):
    return list(
        read_corpus([folder / name for name in FILES], root / "data" / "catalogue.toml").resolved()
    )


def _assert_paragraph_37(read):
    by_file = {r.document.file.rpartition("/")[2]: r.document.key for r in read}
    chair, draft = by_file[FILES[0]], by_file[FILES[1]]
    lineage = Lineage.of(read)
    made = walk(lineage, f"{chair}#37")
    # the draft's two texts, merged, with scores and the next best
    for letter in ("a", "d"):
        (link,) = between(lineage, f"{draft}#rec4({letter})", f"{chair}#37")
        assert link.kind is LineageKind.LATER_TEXT_OF
        assert link.evidence.verdict is Verdict.MERGED and link.evidence.runner_up
        assert made.nodes[link.older].step == -1
    # what the Group itself says
    (link,) = between(lineage, f"{OLD}#17", f"{chair}#37")
    assert link.asserted_by is Asserter.BODY
    assert link.evidence.phrase.startswith("paragraph 17 of the report")
    # restated under another number
    node = made.nodes[f"{chair}#21"]
    assert node.restates and node.via == f"{OLD}#17"
    (link,) = between(lineage, f"{OLD}#17", f"{chair}#21")
    assert len(link.evidence.renumbering.pairs) == 6
    # 50 and 82 beside it through 21 (a), by the secretariat
    assert {n.key for n in made.at(Place.BESIDE)} == {f"{chair}#50", f"{chair}#82"}
    for number in ("50", "82"):
        links = between(lineage, f"{chair}#21(a)", f"{chair}#{number}")
        assert {li.asserted_by for li in links} == {Asserter.SECRETARIAT}
        assert all(link in made.links for link in links)
    # without the secretariat they are gone
    plain = walk(lineage, f"{chair}#37", wanted=Wanted(by=Asserter.BODY))
    assert set(plain.nodes) == {f"{chair}#37", f"{OLD}#17"}
    # no reference joins the drafts of 2018 and 2020 to the others
    others = {key for name, key in by_file.items() if name in FILES[2:]}
    for link in lineage.links:
        ends = {link.older.partition("#")[0], link.newer.partition("#")[0]}
        assert not ends & others or ends <= others or link.kind is LineageKind.RESEMBLES


@pytest.mark.corpus
def test_paragraph_37_of_the_full_report(shared, root):
    _assert_paragraph_37(_read(shared / "corpus", root))


def test_paragraph_37_of_the_report_in_data(root):
    read = _read(root / "data", root)
    _assert_paragraph_37(read)
    assert all(link.evidence.abridged for link in inferred_links(read) if link.evidence is not None)
