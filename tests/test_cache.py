"""The cache: what was put in comes out, what is damaged or someone else's does not."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.collecting.cache import MARKER, digest, opened, temporary
from seepara.reading.errors import UnreadableFile

NAME = digest("one")
_json = st.recursive(
    st.integers() | st.text() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(_json, st.binary())
def test_what_is_written_is_read(head, body):
    with temporary() as cache:
        checksum = cache.write(NAME, "read", head, body)
        assert cache.entry(NAME, "read") == (head, body)
        assert cache.body(NAME, "read", checksum) == body
        assert cache.body(NAME, "read", checksum ^ 1) is None
        assert cache.head(NAME, "read") == (head, checksum)
        assert cache.entry(NAME, "parts") is None
        # written again, the new one counts
        cache.write(NAME, "read", 0, b"")
        assert cache.entry(NAME, "read") == (0, b"")


@given(st.binary(min_size=1, max_size=60), st.data())
def test_no_damage_is_taken_for_an_entry(body, data):
    with temporary() as cache:
        checksum = cache.write(NAME, "read", {"key": "A/1/2"}, body)
        (path,) = cache.folder.glob("*/*.read")
        whole = path.read_bytes()
        place = data.draw(st.integers(0, len(whole) - 1))
        kinds = {
            "cut": whole[:place],
            "changed": whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :],
            "longer": whole + b"x",
        }
        path.write_bytes(kinds[data.draw(st.sampled_from(sorted(kinds)))])
        assert cache.entry(NAME, "read") is None
        assert cache.body(NAME, "read", checksum) in (None, body)  # the head may be what is damaged


@given(st.lists(st.text() | st.binary(), max_size=3), st.lists(st.text() | st.binary(), max_size=3))
def test_other_facts_have_another_digest(one, two):
    as_bytes = [[f.encode("utf-8", "surrogatepass") if isinstance(f, str) else f for f in facts]
                for facts in (one, two)]  # fmt: skip
    assert (digest(*one) == digest(*two)) == (as_bytes[0] == as_bytes[1])


def test_prune_leaves_what_is_used(tmp_path):
    with opened(tmp_path / "cache") as cache:
        others = [digest(str(n)) for n in range(20)]
        for name in others:
            cache.write(name, "read", 1, b"")
            cache.write(name, "parts", 1, b"")
        cache.prune({(others[0], "read"), (others[1], "parts")})
        assert len(list(cache.folder.glob("*/*"))) == 2
        assert cache.entry(others[0], "read") and cache.entry(others[1], "parts")
    with opened(tmp_path / "cache") as cache:
        assert cache.entry(others[0], "read")
        cache.prune(set())
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize(
    "make",
    [
        # someone else's folder, file, link, a cache of another program
        lambda path: (path.mkdir(), (path / "a.txt").write_text("mine")),
        lambda path: path.write_text("mine"),
        lambda path: path.symlink_to(os.curdir),
        lambda path: (path.mkdir(), (path / MARKER).write_text("Signature: 8a477f597d28d1727")),
        lambda path: (path.mkdir(), (path / MARKER).write_text("mine")),
    ],
)
def test_what_is_not_ours_is_refused(make, tmp_path):
    path = tmp_path / "cache"
    make(path)
    if (path / MARKER).is_file() and (path / MARKER).read_text().startswith("Sign"):
        with opened(path) as cache:  # half a marker of our own, as a kill may leave it
            cache.write(NAME, "read", 1, b"")
        return
    before = sorted(p.name for p in tmp_path.rglob("*"))
    with pytest.raises(UnreadableFile), opened(path):
        pass
    assert sorted(p.name for p in tmp_path.rglob("*")) == before


def test_a_place_that_cannot_be_written_is_one_error(tmp_path):
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(UnreadableFile, match="it cannot be written"),
        opened(tmp_path / "file" / "c"),
    ):
        pass
    with temporary() as cache:
        cache.folder.joinpath(NAME[:2]).write_text("a file has the name of a folder of ours")
        with pytest.raises(UnreadableFile, match="it cannot be written"):
            cache.write(NAME, "read", 1, b"")
