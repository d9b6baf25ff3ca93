"""What made a thing: one digest for the whole program, its words and its libraries.

What was read by one program must be read again by another: a rule of recognising, a word of a
language, a body in the registry or another version of a library may change the outcome.
"""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

LIBRARIES = ("lxml", "pypdfium2", "pyoxigraph", "pyvis")
"""What reads files, or writes a part of a build, beside Python itself."""

_MADE_BY_PYTHON = "__pycache__"


def program_digest() -> str:
    """The digest of the program as it runs: sources, data files, versions of its libraries.

    >>> program_digest() == program_digest()
    True
    """
    folders = tuple(Path(str(files(name))) for name in ("seepara", "seepara.ontology"))
    return digest_of(folders, (platform.python_version(), *map(_version, LIBRARIES)))


def digest_of(folders: Iterable[Path], facts: Iterable[str]) -> str:
    """The digest of all files in folders, by name and content, and of some facts beside."""
    known = hashlib.sha256("\n".join(facts).encode())
    for folder in folders:
        for name, path in _files(folder):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            known.update(f"\n{name}\t{content}".encode("utf-8", "surrogateescape"))
    return known.hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != _MADE_BY_PYTHON)
        for name in sorted(names):
            path = Path(parent, name)
            yield path.relative_to(folder).as_posix(), path


def _version(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return f"no {library}"
