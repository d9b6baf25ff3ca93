"""A file and its catalogue entry, each there whole or not at all, the file first.

Both are written beside their place and moved there by one rename, which replaces a link and never
writes through it. What a catalogue says already, comments included, stays as it is.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path

from ..catalogue import NAME, Catalogue, Entry, parse_catalogue, read_catalogue
from ..reading.errors import UnreadableFile
from .errors import NotFetched

_MODE = 0o644


def prepared(folder: Path) -> Catalogue:
    """The catalogue of a folder that can be written to, or made; nothing is left in it.

    Raises `UnreadableFile`, before anything is fetched, where there will be no place for a file or
    an entry.
    """
    nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=nearest):
            pass
    except OSError as error:
        raise UnreadableFile(
            str(folder),
            f"nothing can be written there ({error.strerror or error})",
            "choose another folder with -o",
        ) from None
    place = folder / NAME
    if place.is_symlink():
        raise UnreadableFile(
            str(place), "it is a link, through which nothing is written", "put the file itself here"
        )
    return read_catalogue(place)


def present(
    folder: Path, catalogue: Catalogue, symbol: str, language: str, names: Iterable[str]
) -> str | None:
    """The file that a document already has in a folder: by one of the names (in whatever case, as
    some file systems see no difference), or by its catalogue entry."""
    wanted = [name.casefold() for name in names]
    here = {name.casefold(): name for name in _listed(folder)}
    for name in wanted:
        # A link that leads nowhere is no file.
        if name in here and (folder / here[name]).exists():
            return here[name]
    for entry in catalogue.entries.values():
        same = entry.symbol == symbol and entry.language in ("", language)
        if same and (folder / entry.file).exists():
            return entry.file
    return None


def save(folder: Path, name: str, body: bytes) -> Path:
    """Write a file into a folder, in place of one that has its name.

    Raises `NotFetched` where it cannot be written.
    """
    place = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(place, body)
    except OSError as error:
        raise _unwritten(place, error) from None
    return place


def enter(folder: Path, entry: Entry) -> None:
    """Add an entry to a folder's catalogue, unless it has one for the file.

    Raises `NotFetched` where it cannot be added; the catalogue is then as it was.
    """
    place = folder / NAME
    try:
        text = place.read_bytes() if place.exists() else b""
        catalogue = read_catalogue(place)
        if entry.file in catalogue.entries:
            return
        lines = ["[[document]]", *(f"{name} = {value}" for name, value in _fields(entry))]
        newline = b"\r\n" if b"\r\n" in text else b"\n"
        joined = text + (newline if text and not text.endswith(b"\n") else b"")
        joined += newline if joined else b""
        joined += newline.join(line.encode() for line in lines) + newline
        parse_catalogue(tomllib.loads(joined.decode()), place)
        _write(place, joined)
    except tomllib.TOMLDecodeError:
        fields = ", ".join(f"{name} = {value}" for name, value in _fields(entry))
        raise NotFetched(
            f"the file is here, but {place} takes no [[document]] at its end",
            f"add there: {fields}",
        ) from None
    except UnreadableFile as error:
        raise NotFetched(f"the file is here, but {place}: {error.problem}", error.cure) from None
    except OSError as error:
        raise _unwritten(place, error) from None


def _listed(folder: Path) -> list[str]:
    return sorted(os.listdir(folder)) if folder.is_dir() else []


def _fields(entry: Entry) -> list[tuple[str, str]]:
    # A JSON string is a TOML string.
    return [
        (name, json.dumps(getattr(entry, name), ensure_ascii=False))
        for name in ("file", "symbol", "language")
    ]


def _write(place: Path, data: bytes) -> None:
    mode = place.stat().st_mode & 0o777 if place.is_file() and not place.is_symlink() else _MODE
    handle, made = tempfile.mkstemp(prefix=".seepara-", suffix=".part", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(made, mode)
        os.replace(made, place)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(made)
        raise


def _unwritten(place: Path, error: OSError) -> NotFetched:
    return NotFetched(
        f"{place} cannot be written ({error.strerror or error})",
        "make room, or choose another folder with -o",
    )
