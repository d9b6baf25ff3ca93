"""Paths → the files to read, in a fixed order, with what the catalogue beside them says."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .catalogue import NAME as CATALOGUE
from .catalogue import Catalogue, Entry, read_catalogue
from .publish import MARKER
from .reading import ENDINGS
from .reading.errors import UnreadableFile

DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, the name under which it is reported, and what the catalogue says of it."""

    path: Path
    name: str
    entry: Entry
    catalogue: Catalogue

    @property
    def language(self) -> str:
        """The code of the language that it is read in."""
        return self.entry.language or DEFAULT_LANGUAGE


def source_files(
    paths: Sequence[str | os.PathLike[str]],
    catalogue: Path | None,
    unreadable: list[UnreadableFile],
) -> Iterator[SourceFile]:
    """The files that the paths name, in a fixed order; what is wrong with a path goes to
    `unreadable`.

    In a folder, only files of a known ending count, and none that explains the folder itself
    (``README``) or is hidden.
    """
    catalogues: dict[Path, Catalogue] = {}
    given = _catalogue(catalogue, unreadable) if catalogue else None
    real_folders: dict[Path, str] = {}
    seen: set[str] = set()
    for path in map(Path, paths):
        if path.is_dir():
            found = sorted(p for p in _walk(path))
            if not found:
                unreadable.append(
                    UnreadableFile(
                        str(path),
                        "the folder has no document",
                        f"put files in it that end in {', '.join(ENDINGS)}",
                    )
                )
        else:
            found = [path]
        for file in found:
            folder = file.parent
            if folder not in real_folders:
                real_folders[folder] = os.path.realpath(folder)
            # Of a link that leads to itself, reading it will say so.
            is_link = os.path.islink(file)
            real = os.path.realpath(file) if is_link else f"{real_folders[folder]}/{file.name}"
            if real in seen:
                continue
            seen.add(real)
            if given is None and folder not in catalogues:
                catalogues[folder] = _catalogue(folder / CATALOGUE, unreadable)
            known = given or catalogues[folder]
            entry = known.entry(file) if known.entries else Entry(file.name)
            yield SourceFile(file, file.as_posix(), entry, known)


def _catalogue(path: Path, unreadable: list[UnreadableFile]) -> Catalogue:
    try:
        return read_catalogue(path)
    except UnreadableFile as error:
        unreadable.append(error)
        return Catalogue(path.parent)


def _walk(folder: Path) -> Iterable[Path]:
    """The documents below a folder; the pages of an earlier build of ours are none."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not Path(parent, name, MARKER).exists()
        )
        for name in sorted(files):
            explains = name.partition(".")[0].upper() == "README"
            if not name.startswith(".") and not explains and name.lower().endswith(ENDINGS):
                yield Path(parent, name)
