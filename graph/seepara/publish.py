"""A folder of results that is there whole or not at all: written aside, then switched by one
rename.

``build`` is a link to a folder ``build-…`` beside it. A new one is written under a name of its own
and the link is replaced by `os.replace`, so that a build killed at any moment leaves the last one
as it was.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .reading.errors import UnreadableFile

_MARKER = ".seepara-build"
_KEPT_ALIVE_BY = "pid"


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
        folder = Path(tempfile.mkdtemp(prefix=f"{link.name}-", dir=link.parent))
        folder.chmod(0o755)
        (folder / _MARKER).write_text(f"{os.getpid()}\n")
    except OSError as error:
        problem = f"it cannot be written ({error.strerror or error})"
        raise UnreadableFile(str(link), problem, "choose another place with -o") from None
    try:
        yield folder
        (folder / _MARKER).write_text("")
        old = link.resolve() if link.is_symlink() else None
        # A link cannot be replaced in place: make one beside it and rename that over it.
        fresh = folder.with_name(folder.name + ".link")
        fresh.symlink_to(folder.name)
        os.replace(fresh, link)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if old is not None and old != folder and (old / _MARKER).exists():
        shutil.rmtree(old, ignore_errors=True)


def _refuse_foreign(link: Path) -> None:
    ours = link.is_symlink() and (not link.exists() or (link / _MARKER).exists())
    if not ours and (link.exists() or link.is_symlink()):
        raise UnreadableFile(
            str(link),
            "something that seepara did not make has this name",
            "move it away, or choose another place with -o",
        )


def _remove_left_over(link: Path) -> None:
    """Folders of builds that were killed: their process is gone and no link leads to them."""
    current = link.resolve() if link.is_symlink() else None
    for folder in link.parent.glob(f"{link.name}-*"):
        marker = folder / _MARKER
        if folder == current or not marker.is_file():
            continue
        owner = marker.read_text().strip()
        if not (owner.isdigit() and _is_running(int(owner))):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
