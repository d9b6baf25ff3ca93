"""What was made of each document, kept in a folder of ours so that it need not be made again.

An entry has a name, a digest of all that it was made from, and a kind ("read"). It is written
aside and renamed, so that it is there whole or not at all, and carries checksums, so that one that
was damaged counts as none. The folder belongs to one build at a time.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any
from zlib import crc32

from ..reading.errors import UnreadableFile

MARKER = "CACHEDIR.TAG"
"""The file by which the folder is known as ours, and by backups as one that can be made again."""

_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# seepara keeps here what it made of each document. The folder can be deleted at any time.\n"
)
_LOCK = "lock"
_SUMS = 18  # bytes of the line with the checksums of head and body
_ELSEWHERE = "choose another place with -o"


def digest(*facts: str | bytes) -> str:
    """The name of an entry that is made from these facts.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    known = hashlib.sha256()
    for fact in facts:
        data = fact.encode("utf-8", "surrogatepass") if isinstance(fact, str) else fact
        known.update(len(data).to_bytes(8, "big") + data)
    return known.hexdigest()[:40]


class Cache:
    """The entries of a folder; `opened` and `temporary` make one.

    >>> with temporary() as cache:
    ...     _ = cache.write(digest("a"), "read", {"key": "A/1/2"}, b"words")
    ...     cache.entry(digest("a"), "read"), cache.entry(digest("b"), "read")
    (({'key': 'A/1/2'}, b'words'), None)
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: set[str] = set()

    def head(self, name: str, kind: str) -> tuple[Any, int] | None:
        """The head of an entry and the checksum of its body; None where there is no sound one."""
        try:
            with open(self._path(name, kind), "rb") as stream:
                return _head(stream)
        except (OSError, ValueError, RecursionError):
            return None

    def body(self, name: str, kind: str, checksum: int) -> memoryview | None:
        """The body of an entry, if it is the one of this checksum."""
        try:
            with open(self._path(name, kind), "rb") as stream:
                whole = stream.read()
        except OSError:
            return None
        start = whole.find(b"\n", _SUMS) + 1
        body = memoryview(whole)[start:]
        return body if start and crc32(body) == checksum else None

    def entry(self, name: str, kind: str) -> tuple[Any, bytes] | None:
        """Head and body of an entry; None where there is no sound one."""
        try:
            with open(self._path(name, kind), "rb") as stream:
                head, of_body = _head(stream)
                body = stream.read()
        except (OSError, ValueError, RecursionError):
            return None
        return (head, body) if crc32(body) == of_body else None

    def write(self, name: str, kind: str, head: Any, body: bytes) -> int:
        """Keep an entry, and return the checksum of its body.

        Raises `UnreadableFile` where the folder cannot be written.
        """
        path = self._path(name, kind)
        line = json.dumps(head, separators=(",", ":")).encode()
        checksum = crc32(body)
        sums = b"%08x %08x\n" % (crc32(line), checksum)
        aside = f"{path}.{os.getpid()}"
        try:
            if (shard := name[:2]) not in self._made:
                (self.folder / shard).mkdir(exist_ok=True)
                self._made.add(shard)
            with open(aside, "wb") as stream:
                stream.writelines((sums, line, b"\n", body))
            os.replace(aside, path)
        except OSError as error:
            with suppress(OSError):
                os.unlink(aside)
            raise _unwritable(self.folder, error) from None
        return checksum

    def prune(self, used: Collection[tuple[str, str]]) -> None:
        """Remove every entry but these (name, kind), and what killed builds have left."""
        with suppress(OSError):
            for shard in [entry for entry in os.scandir(self.folder) if entry.is_dir()]:
                for entry in os.scandir(shard):
                    rest, _, kind = entry.name.partition(".")
                    if (shard.name + rest, kind) not in used:
                        os.unlink(entry)
                with suppress(OSError):
                    os.rmdir(shard)  # where nothing is left in it

    def _path(self, name: str, kind: str) -> str:
        return f"{self.folder}/{name[:2]}/{name[2:]}.{kind}"


def _head(stream: IO[bytes]) -> tuple[Any, int]:
    """The head of an entry and the checksum of its body; raises `ValueError` where it is damaged."""
    of_head, _, of_body = stream.readline(_SUMS).partition(b" ")
    line = stream.readline()[:-1]
    if crc32(line) != int(of_head, 16):
        raise ValueError
    return json.loads(line), int(of_body, 16)


@contextmanager
def opened(folder: Path) -> Iterator[Cache]:
    """The cache in a folder of ours, which is made where there is none.

    Raises `UnreadableFile` where something else has the name, where it cannot be written, and
    where another build is using it.
    """
    try:
        if not (folder / MARKER).is_file() or not _is_tag(folder / MARKER):
            if folder.is_symlink() or (folder.exists() and not _is_bare(folder)):
                problem = "something that seepara did not make has this name"
                raise UnreadableFile(str(folder), problem, f"move it away, or {_ELSEWHERE}")
            folder.mkdir(exist_ok=True)
            (folder / MARKER).write_text(_TAG)
        lock = open(folder / _LOCK, "ab")  # noqa: SIM115 (closed below)
    except OSError as error:
        raise _unwritable(folder, error) from None
    with lock:
        _take(lock, folder)
        try:
            yield Cache(folder)
        finally:
            if not any(entry.is_dir() for entry in os.scandir(folder)):
                shutil.rmtree(folder, ignore_errors=True)  # nothing was worth keeping


@contextmanager
def temporary() -> Iterator[Cache]:
    """A cache that is gone when the block ends."""
    with tempfile.TemporaryDirectory(prefix="seepara-") as folder:
        yield Cache(Path(folder))


def _is_tag(marker: Path) -> bool:
    return marker.read_bytes()[: len(_TAG)] == _TAG.encode()


def _is_bare(folder: Path) -> bool:
    """Whether a folder is what a killed build may have left: empty, or with half a marker."""
    return folder.is_dir() and all(
        path.name == MARKER and _TAG.encode().startswith(path.read_bytes())
        for path in folder.iterdir()
    )


def _take(lock: IO[bytes], folder: Path) -> None:
    """Hold the lock while this process lives; its children do not inherit it."""
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        problem = "another build is using it"
        raise UnreadableFile(str(folder), problem, f"wait for its end, or {_ELSEWHERE}") from None
    except OSError:  # a file system that has no locks
        return


def gone(cache: Cache) -> UnreadableFile:
    """The error where an entry is no longer there that was there before."""
    return UnreadableFile(str(cache.folder), "it was changed while it was used", "build again")


def _unwritable(folder: Path, error: OSError) -> UnreadableFile:
    problem = f"it cannot be written ({error.strerror or error})"
    return UnreadableFile(str(folder), problem, _ELSEWHERE)
