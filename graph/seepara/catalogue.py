"""``catalogue.toml``: what anyone can tell of a document that its file does not say.

A table ``[[document]]`` for each file; ``[[between]]`` names a known document that stands between
two others; ``[[correction]]`` accepts, rejects or adds a link. A new key there never takes the old
one away: it stays as an alias, so that links keep working (domain.md §3).
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from .model import Document, Meeting
from .reading.errors import UnreadableFile
from .registry import Registry, registry
from .symbols import canonical

NAME = "catalogue.toml"
VERDICTS = ("accept", "reject", "add")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalogue says of one file; empty where it says nothing. Dates are ISO."""

    file: str
    symbol: str = ""
    title: str = ""
    short: str = ""
    body: str = ""
    meeting: str = ""
    date: str = ""
    encoding: str | None = None
    language: str = ""
    aliases: tuple[str, ...] = ()
    abridged: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """A known document that stands between two files of the collection."""

    after: str
    before: str
    symbol: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A user's word on a link: `verdict` is "accept", "reject" or "add"."""

    source: str
    target: str
    verdict: str
    by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue; files are named relative to its folder.

    `registry` and `words` are a user's own bodies, treaties and words (`seepara.vocabulary`).
    """

    folder: Path
    entries: Mapping[str, Entry] = field(default_factory=dict)
    between: tuple[Between, ...] = ()
    corrections: tuple[Correction, ...] = ()
    registry: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def entry(self, path: Path) -> Entry:
        """What is said of a file; an empty entry where nothing is.

        >>> Catalogue(Path("data")).entry(Path("data/a.txt")).file
        'a.txt'
        """
        try:
            inside = Path(os.path.abspath(path)).relative_to(os.path.abspath(self.folder))
            name = inside.as_posix()
        except ValueError:
            name = path.name
        return self.entries.get(name, Entry(name))


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue of a file; an empty one where there is none.

    Raises `UnreadableFile` where it is no TOML or says something that it cannot say.
    """
    if not path.exists():
        return Catalogue(path.parent)
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(path), f"it is no TOML ({error})", "correct it there") from None
    except OSError as error:
        problem = f"it cannot be read ({error.strerror or error})"
        raise UnreadableFile(str(path), problem, "check its permissions") from None
    return parse_catalogue(table, path)


def parse_catalogue(table: Mapping[str, Any], path: Path) -> Catalogue:
    """A catalogue from its tables; raises `UnreadableFile`, naming the field, for what is not
    known.

    >>> c = parse_catalogue({"document": [{"file": "a.txt", "symbol": "A/1 (Vol. I)"}]}, Path("c.toml"))
    >>> c.entries["a.txt"].symbol
    'A/1(Vol.I)'
    """
    unknown = set(table) - {"document", "between", "correction", "registry", "words"}
    if unknown:
        raise UnreadableFile(
            str(path),
            f"unknown table {sorted(unknown)[0]!r}",
            "it can have [[document]], [[between]], [[correction]], [registry] and [words]",
        )
    for name in ("document", "between", "correction"):
        rows = table.get(name, ())
        if not isinstance(rows, list | tuple) or not all(isinstance(row, dict) for row in rows):
            raise UnreadableFile(str(path), f"{name!r} is no list of tables", f"write [[{name}]]")
    own = table.get("registry", {})
    # Whether the additions can be used is judged where they are used (`seepara.vocabulary`).
    bodies = own.get("bodies", ()) if isinstance(own, dict) else ()
    roots = set(registry("en").bodies) | {
        row.get("root", "") for row in bodies if isinstance(row, dict)
    }
    entries = [_row(Entry, row, path, {}, roots) for row in table.get("document", ())]
    files = [entry.file for entry in entries]
    if twice := [file for file in files if files.count(file) > 1]:
        raise UnreadableFile(str(path), f"it has two entries for {twice[0]}", "make one of them")
    return Catalogue(
        path.parent,
        {entry.file: entry for entry in entries},
        tuple(_row(Between, row, path, {}, roots) for row in table.get("between", ())),
        tuple(
            _row(Correction, row, path, {"from": "source", "to": "target"}, roots)
            for row in table.get("correction", ())
        ),
        table.get("registry", {}),
        table.get("words", {}),
    )


def _row(
    kind: type[T],
    row: Mapping[str, Any],
    path: Path,
    renamed: Mapping[str, str],
    roots: Collection[str],
) -> T:
    """A table as the dataclass of its kind; raises `UnreadableFile`, naming the field, if it is none."""
    known = {f.name: f.type for f in fields(kind)}  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for name, value in row.items():
        wanted = known.get(renamed.get(name, name))
        if wanted is None or name in renamed.values():
            raise UnreadableFile(
                str(path),
                f"an entry has an unknown field {name!r}",
                "see the head of the catalogue",
            )
        if isinstance(value, date):
            value = value.isoformat()
        if problem := _problem(name, value, str(wanted), roots):
            raise UnreadableFile(str(path), f"{name!r}: {problem}", "correct it there")
        values[renamed.get(name, name)] = tuple(value) if isinstance(value, list) else value
    if "symbol" in values:
        values["symbol"] = canonical(values["symbol"])
    try:
        return kind(**values)
    except TypeError as error:
        missing = str(error).rpartition(":")[2].strip()
        raise UnreadableFile(str(path), f"an entry lacks {missing}", "add it there") from None


def _problem(name: str, value: Any, wanted: str, roots: Collection[str]) -> str:
    """What is wrong with the value of a field; "" if nothing is."""
    if wanted == "bool":
        return "" if isinstance(value, bool) else "it must be true or false"
    if wanted.startswith("tuple"):
        sound = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return "" if sound else "it must be a list of texts"
    if not isinstance(value, str):
        return "it must be a text"
    if name in ("date", "meeting") and not _ISO_DATE.fullmatch(value):
        return f"{value!r} is no date like 2010-01-27"
    if name == "body" and value not in roots:
        return f"no body has the root {value!r}"
    if name == "verdict" and value not in VERDICTS:
        return f"it must be one of {', '.join(VERDICTS)}"
    return ""


def applied(document: Document, entry: Entry, registry: Registry) -> Document:
    """The document with what its catalogue entry says of it.

    >>> from .registry import registry
    >>> d = applied(Document("x/a", "a.txt", "", ()), Entry("a.txt", symbol="A/1/2"), registry("en"))
    >>> d.key, d.aliases
    ('A/1/2', ('x/a',))
    """
    aliases = document.aliases + entry.aliases
    if entry.symbol and entry.symbol != document.key:
        aliases += (document.key,)
    organ = document.organ
    if entry.body and entry.body in registry.bodies:
        organ = registry.bodies[entry.body].body
    meetings = document.meetings
    units = document.units
    if entry.meeting and organ is not None:
        meeting = Meeting(
            f"meeting:{organ.root}/{entry.meeting}", organ.root, entry.meeting, entry.meeting
        )
        meetings = tuple(dict.fromkeys((*meetings, meeting)))
        units = tuple(
            replace(unit, meeting=meeting.key)
            if unit.recommendation and unit.meeting is None
            else unit
            for unit in units
        )
    return replace(
        document,
        key=entry.symbol or document.key,
        symbol=entry.symbol or document.symbol,
        printed_symbol=entry.symbol or document.printed_symbol,
        title=entry.title or document.title,
        short=entry.short or document.short,
        date=entry.date or document.date,
        organ=organ,
        meetings=meetings,
        units=units,
        aliases=tuple(dict.fromkeys(aliases)),
        abridged=document.abridged or entry.abridged,
    )
