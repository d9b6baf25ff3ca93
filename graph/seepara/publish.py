"""A folder of results that is there whole or not at all: written aside, then switched by one
rename.

``build`` is a link to a folder ``build-…`` beside it. A new one is written under a name of its own
and the link is replaced by `os.replace`, so that a build killed at any moment leaves the last one
as it was.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .reading.errors import UnreadableFile

MARKER = ".seepara-build"
"""The file by which a folder is known as ours."""

_PUBLISHED = "published\n"


@contextmanager
def published(link: Path) -> Iterator[Path]:
    """A folder to write into; when the block ends well, `link` leads to it and the old one is
    removed.

    Raises `UnreadableFile` where something that is not ours has the name. An exception in the block
    removes the new folder and leaves the old one.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     with published(Path(place, "build")) as folder:
    ...         _ = (folder / "a.txt").write_text("whole")
    ...     Path(place, "build", "a.txt").read_text()
    'whole'
    """
    link = Path(os.path.abspath(link))
    _refuse_foreign(link)
    try:
        link.parent.mkdir(parents=True, exist_ok=True)
        _remove_left_over(link)
        folder = Path(tempfile.mkdtemp(prefix=f"{link.name}-{os.getpid()}-", dir=link.parent))
        folder.chmod(0o755)
        (folder / MARKER).write_text("")
    except OSError as error:
        problem = f"it cannot be written ({error.strerror or error})"
        raise UnreadableFile(str(link), problem, "choose another place with -o") from None
    try:
        yield folder
        old = link.resolve() if link.is_symlink() else None
        # A link cannot be replaced in place: make one beside it and rename that over it.
        fresh = folder.with_name(folder.name + ".link")
        fresh.symlink_to(folder.name)
        os.replace(fresh, link)
        (folder / MARKER).write_text(_PUBLISHED)
    except BaseException:
        _remove(folder)
        raise
    if old is not None and old != folder:
        _remove(old)


def _refuse_foreign(link: Path) -> None:
    ours = link.is_symlink() and (not link.exists() or (link / MARKER).exists())
    if not ours and (link.exists() or link.is_symlink()):
        raise UnreadableFile(
            str(link),
            "something that seepara did not make has this name",
            "move it away, or choose another place with -o",
        )


def _remove_left_over(link: Path) -> None:
    """What killed builds of this name left: their process is gone and no link leads to them."""
    current = link.resolve() if link.is_symlink() else None
    made = re.compile(rf"{re.escape(link.name)}-(\d+)-\w+(\.link)?")
    for path in link.parent.iterdir():
        name = made.fullmatch(path.name)
        if (
            name is None
            or path == current
            or not (_was_published(path) or not _is_running(int(name[1])))
        ):
            continue
        if name[2] and path.is_symlink():
            path.unlink(missing_ok=True)
        elif path.is_dir() and not path.is_symlink():
            _remove(path)


def _was_published(folder: Path) -> bool:
    """Whether a link once led to the folder: if none does now, it has been replaced."""
    marker = folder / MARKER
    return marker.is_file() and marker.read_text() == _PUBLISHED


def _remove(folder: Path) -> None:
    """Remove a folder of ours, its marker last: one that is half removed still shows whose it is."""
    content = [path for path in folder.iterdir() if path.name != MARKER]
    if content and not (folder / MARKER).exists():
        return
    for path in content:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    (folder / MARKER).unlink(missing_ok=True)
    folder.rmdir()


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
