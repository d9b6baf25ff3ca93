"""A build is there whole or not at all, whatever happens to the one that replaces it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from seepara.publish import published
from seepara.reading.errors import UnreadableFile

FILES = {"a.txt", "b.txt", "c.txt"}


def _publish(link, content):
    with published(link) as folder:
        for name in sorted(FILES):
            (folder / name).write_text(content)


def _content(link):
    """What a reader finds: all files, of one build."""
    found = {p.name for p in link.iterdir() if not p.name.startswith(".")}
    assert found == FILES
    (content,) = {(link / name).read_text() for name in FILES}
    return content


def test_a_new_build_takes_the_place_of_the_old_one(tmp_path):
    link = tmp_path / "build"
    _publish(link, "one")
    assert _content(link) == "one"
    first = link.resolve()
    _publish(link, "two")
    assert _content(link) == "two"
    # the old one is gone, and nothing else is left
    assert not first.exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["build", link.resolve().name]


def test_the_link_is_relative_so_that_its_folder_can_be_moved(tmp_path):
    _publish(tmp_path / "here" / "build", "one")
    (tmp_path / "here").rename(tmp_path / "there")
    assert _content(tmp_path / "there" / "build") == "one"


def test_others_may_read_what_is_published(tmp_path):
    _publish(tmp_path / "build", "one")
    assert (tmp_path / "build").stat().st_mode & 0o555 == 0o555


def test_a_relative_name_is_that_of_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with published(Path("build")) as folder:
        # the block may go elsewhere
        monkeypatch.chdir("/")
        for name in FILES:
            (folder / name).write_text("one")
    assert _content(tmp_path / "build") == "one"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_exception_leaves_the_last_build_and_nothing_else(error, tmp_path):
    link = tmp_path / "build"
    _publish(link, "one")
    before = sorted(p.name for p in tmp_path.iterdir())
    with pytest.raises(error), published(link) as folder:
        (folder / "a.txt").write_text("half")
        raise error
    assert _content(link) == "one"
    assert sorted(p.name for p in tmp_path.iterdir()) == before


# ---------------------------------------------------------------- killed

_KILLED = """
import os, shutil, signal, sys, tempfile
from pathlib import Path
from seepara.publish import published

link, place = Path(sys.argv[1]), sys.argv[2]

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def die_after(function, times):
    def counted(*arguments, **named):
        nonlocal times
        result = function(*arguments, **named)
        times -= 1
        if times == 0:
            die()
        return result
    return counted

if place == "folder made":
    tempfile.mkdtemp = die_after(tempfile.mkdtemp, 1)
elif place == "before the switch":
    os.replace = die
elif place == "after the switch":
    os.replace = die_after(os.replace, 1)
elif place.startswith("old one half removed"):
    os.unlink = die_after(os.unlink, int(place[-1]))
with published(link) as folder:
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text("two")
        if place == "half written":
            die()
"""


@pytest.mark.parametrize(
    ("place", "content"),
    [
        # the last build is the old one until the switch …
        ("folder made", "one"),
        ("half written", "one"),
        ("before the switch", "one"),
        # … and the new one from then on
        ("after the switch", "two"),
        ("old one half removed 1", "two"),
        ("old one half removed 2", "two"),
        ("old one half removed 3", "two"),
    ],
)
def test_a_build_killed_anywhere_leaves_a_whole_one_and_the_next_one_clears_up(
    place, content, tmp_path
):
    link = tmp_path / "build"
    _publish(link, "one")
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(link), place], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert _content(link) == content
    _publish(link, "three")
    assert _content(link) == "three"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["build", link.resolve().name]


def test_a_first_build_that_is_killed_leaves_nothing_that_looks_like_one(tmp_path):
    link = tmp_path / "build"
    subprocess.run([sys.executable, "-c", _KILLED, str(link), "half written"], check=False)
    assert not link.exists()
    _publish(link, "two")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["build", link.resolve().name]


def test_a_build_that_still_runs_keeps_its_folder(tmp_path):
    link = tmp_path / "build"
    with published(link) as folder:
        (folder / "a.txt").write_text("slow")
        # another process publishes meanwhile
        quick = "import sys; from pathlib import Path; from seepara.publish import published\n"
        quick += "with published(Path(sys.argv[1])) as f: (f / 'a.txt').write_text('quick')"
        subprocess.run([sys.executable, "-c", quick, str(link)], check=True)
        assert (link / "a.txt").read_text() == "quick"
        assert (folder / "a.txt").read_text() == "slow"
    assert (link / "a.txt").read_text() == "slow"


# ---------------------------------------------------------------- what is not ours


def _file(path):
    path.write_text("mine")


def _folder(path):
    path.mkdir()
    (path / "a.txt").write_text("mine")


def _empty_folder(path):
    path.mkdir()


def _link_to_a_folder(path):
    other = path.with_name("other")
    other.mkdir()
    (other / "a.txt").write_text("mine")
    path.symlink_to("other")


@pytest.mark.parametrize("make", [_file, _folder, _empty_folder, _link_to_a_folder])
def test_what_is_not_ours_is_refused_and_left_alone(make, tmp_path):
    link = tmp_path / "build"
    make(link)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    with pytest.raises(UnreadableFile, match="did not make"), published(link):
        raise AssertionError("nothing must be written")
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_folders_of_others_with_a_like_name_are_left_alone(tmp_path):
    for name in ("build-package", "build-notes"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("mine")
    (tmp_path / "build-list.txt").write_text("mine")
    (tmp_path / "build-link").symlink_to("build-notes")
    _publish(tmp_path / "build", "one")
    _publish(tmp_path / "build", "two")
    assert (tmp_path / "build-notes" / "a.txt").read_text() == "mine"
    assert (tmp_path / "build-package" / "a.txt").read_text() == "mine"
    assert (tmp_path / "build-list.txt").read_text() == "mine"
    assert os.readlink(tmp_path / "build-link") == "build-notes"


def test_the_build_of_another_name_is_left_alone(tmp_path):
    # "build-2" is the beginning of no leftover of "build"
    _publish(tmp_path / "build-2", "other")
    _publish(tmp_path / "build", "one")
    assert _content(tmp_path / "build-2") == "other"
    assert _content(tmp_path / "build") == "one"


def test_where_nothing_can_be_written_the_message_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(UnreadableFile, match="it cannot be written"),
        published(tmp_path / "file" / "build"),
    ):
        raise AssertionError("nothing can be written")
