"""Which files are one document: the same whatever the order in which they are read."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.collecting.duplicates import Identity, Kept, told_apart
from seepara.reading.errors import UnreadableFile

ONE, TWO, THREE = ("1" * 64, "2" * 64, "3" * 64)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        # Word, HTML, text, PDF: the first of that order is read
        ([("A/1", "a.pdf", ONE), ("A/1", "b.txt", TWO), ("A/1", "c.htm", THREE)], {"c.htm": "A/1"}),
        ([("A/1", "a.html", ONE), ("A/1", "z.DOCX", TWO)], {"z.DOCX": "A/1"}),
        # of one format, the first by name
        ([("A/1", "b.txt", ONE), ("A/1", "a.txt", TWO)], {"a.txt": "A/1"}),
        # other symbols are other documents
        ([("A/1", "a.txt", ONE), ("A/2", "b.txt", ONE)], {"a.txt": "A/1", "b.txt": "A/2"}),
        # without a symbol: the same bytes are one document, others are others
        ([("x/n", "a.txt", ONE), ("x/n", "b.txt", ONE)], {"a.txt": "x/n"}),
        (
            [("x/n", "a.txt", ONE), ("x/n", "b.txt", TWO), ("x/n", "c.txt", TWO)],
            {"a.txt": "x/n", "b.txt": "x/n/22222222"},
        ),
        ([("x/n", "a.txt", ONE), ("x/n", "b.docx", TWO)], {"b.docx": "x/n", "a.txt": "x/n/11111111"}),
    ],
)  # fmt: skip
def test_which_files_are_read_and_under_which_key(files, expected):
    for order in permutations(files):
        fates = told_apart([Identity(k, k[0] != "x", sha, file) for k, file, sha in order])
        found = {file: fate for (_, file, _), fate in zip(order, fates, strict=True)}
        assert {f: fate.key for f, fate in found.items() if isinstance(fate, Kept)} == expected
        for file, fate in found.items():
            if isinstance(fate, UnreadableFile):
                assert fate.file == file
                assert fate.problem.removeprefix("it is the same document as ") in expected


@given(st.data())
def test_each_document_has_a_key_of_its_own(data):
    rows = st.tuples(st.sampled_from(["A/1", "x/a", "x/b"]), st.sampled_from([ONE, TWO, THREE]))
    files = data.draw(st.lists(rows, max_size=8))
    fates = told_apart([Identity(k, k == "A/1", s, f"{n}.txt") for n, (k, s) in enumerate(files)])
    keys = [fate.key for fate in fates if isinstance(fate, Kept)]
    assert len(keys) == len(set(keys))
    assert len(fates) == len(files)
