"""The index of targets answers as a table of all paths would, however small it is kept."""

from hypothesis import given
from hypothesis import strategies as st

from seepara.model import Document, Unit, UnitKind
from seepara.targets import DictIndex

_paths = st.lists(
    st.sampled_from(
        ["1", "2", "11", "12", "1(a)", "1(b)", "2(a)", "2(a)(i)", "annexI/1", "annexI/2", "fn1",
         "fn\n2", "section I", "x\ny", "title", "(a)"]
    ),
    unique=True,
)  # fmt: skip


def _document(key, paths, aliases=()):
    units = tuple(Unit(path, UnitKind.PARAGRAPH, 0, 0) for path in paths)
    return Document(key, f"{key}.txt", "", units, aliases=aliases)


@given(_paths, st.booleans())
def test_orders(paths, long):
    if long:  # of a long document a table is made
        paths = [*paths, *(f"77{n:05d}" for n in range(600))]
    index = DictIndex.of([_document("A/1", paths)])
    for asked in [*paths, "3", "1(c)", "", "\n", "1\n2", "section"]:
        expected = paths.index(asked) if asked in paths and "\n" not in asked else None
        assert index.order("A/1", asked) == expected
        assert index.order("A/2", asked) is None


@given(_paths)
def test_between(paths):
    index = DictIndex.of([_document("A/1", paths)])
    for first in paths:
        for last in paths:
            found = index.between("A/1", first, last)
            assert set(found) <= set(paths) - {first, last}
            places = [paths.index(path) for path in found]
            assert places == sorted(places)
            assert all(path.count("(") == first.count("(") for path in found)
    numbers = [path for path in paths if path.isdigit()]
    if len(numbers) > 1:
        assert list(index.between("A/1", numbers[0], numbers[-1])) == numbers[1:-1]


def test_a_key_of_its_own_wins_over_an_alias():
    old = _document("A/1", ["1"], aliases=("x/note", "x/other"))
    index = DictIndex.of([old, _document("x/note", ["2"])])
    assert index.document("x/note") == "x/note"
    assert index.document("x/other") == "A/1"
    assert index.document("x/none") is None


def test_many_long_documents_are_asked_in_turn():
    documents = [_document(f"A/{n}", [f"{m:05d}" for m in range(n, n + 900)]) for n in range(9)]
    index = DictIndex.of(documents)
    for _ in range(2):
        for n in range(9):
            assert index.order(f"A/{n}", f"{n + 5:05d}") == 5
    assert len(index.recent) <= 4
