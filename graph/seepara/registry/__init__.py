"""Names and what they stand for: bodies and their roots, treaties and their short names, symbols.

Data, not code: `bodies.toml`, `treaties.toml`, `symbols.toml`. A user's own bodies and treaties are
added by `Registry.extended` (a catalogue's ``registry`` key), without a fork.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ..model import Body

_REACH = 4  # letters by which most names differ
_WORD = re.compile(r"[\w’'-]+")
_MEETING_NUMBER = re.compile(r"\.\d+$")


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """A body with the forms of number by which its resolutions and decisions are known."""

    root: str
    names: tuple[str, ...]
    short: str = ""
    parent: str | None = None
    instrument: str = ""
    resolutions: str = ""
    decisions: str = ""
    older: str = ""
    first_session: int = 1
    session_years: tuple[int, int, int] = (0, 0, 0)
    codes: tuple[str, ...] = ()
    comments: str = ""
    key_root: str = ""

    def held_in(self, session: int, year: int) -> bool:
        """Whether a session can have been in a year, as far as it is known when they are.

        `session_years` is the year of the first session, and the fewest and most in a year.

        >>> registry("en").bodies["A"].held_in(34, 1979), registry("en").bodies["A"].held_in(34, 2017)
        (True, False)
        """
        first, fewest, most = self.session_years
        if not first or not session:
            return True
        passed = year - first
        return fewest * passed <= session <= most * (passed + 1)

    @property
    def body(self) -> Body:
        return Body(self.root, self.names[0] if self.names else self.root, self.parent)


@dataclass(frozen=True, slots=True)
class TreatyEntry:
    """A treaty: its short name, its names, and the noun that stands for it once it is defined.

    `to` is the short name of the treaty that it is a protocol to.
    """

    short: str
    names: tuple[str, ...]
    noun: str
    to: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """What the program knows of bodies, treaties and symbols, in the words of one language."""

    bodies: Mapping[str, BodyEntry]
    treaties: Mapping[str, TreatyEntry]
    symbol_heads: frozenset[str]
    body_names: Mapping[str, tuple[tuple[str, str], ...]]
    """By the last word of a name: (name, root), the longest name first."""
    body_starts: Mapping[str, tuple[tuple[str, str], ...]]
    """By the first word of a name: (name, root), the longest name first."""
    short_starts: Mapping[str, tuple[tuple[str, str], ...]]
    short_ends: Mapping[str, tuple[tuple[str, str], ...]]
    last_words: frozenset[str]
    """The last words of all names of bodies, in full or in short."""
    treaty_names: Mapping[str, tuple[tuple[str, str], ...]]
    """By the first word of a name: (name, short), the longest name first."""
    treaty_ends: Mapping[str, tuple[tuple[str, str], ...]]
    alike: Mapping[str, tuple[str, ...]]
    """All names that begin alike: of bodies, in full or in short, and of treaties."""
    reach: int
    """How many letters that is."""
    nouns: Mapping[str, tuple[str, ...]]
    """The treaties that a noun ("Convention") can stand for."""
    nouns_by_length: tuple[str, ...]
    codes: Mapping[str, str]
    """By the code in a decision's number ("9/CP.19", "SC-5/3"): the root of the body."""

    def first_by_form(self, form: str) -> tuple[str, ...]:
        """The root of the first body whose resolutions have a form of number; none if no body's have.

        >>> registry("en").first_by_form("number (year)")
        ('S',)
        """
        found = (e.root for e in self.bodies.values() if form in (e.resolutions, e.older))
        return tuple(next(((root,) for root in found), ()))

    def body_ending(self, text: str, end: int) -> tuple[str, int] | None:
        """The root of the body whose name ends at `end`, and where the name begins.

        >>> registry("en").body_ending("in General Assembly resolution", 19)
        ('A', 3)
        """
        return _name_ending(self.body_names, text, end)

    def body_at(self, text: str, start: int) -> tuple[str, int] | None:
        """The root of the body whose name begins at `start`, and where the name ends.

        >>> registry("en").body_at("of the Security Council", 7)
        ('S', 23)
        """
        return self._name_at(self.body_starts, text, start)

    def short_body_at(self, text: str, start: int) -> tuple[str, int] | None:
        """The short name of a body ("Conference") that begins at `start`, and where it ends.

        >>> registry("en").short_body_at("Council resolution", 0)
        ('Council', 7)
        """
        return self._name_at(self.short_starts, text, start)

    def short_body_ending(self, text: str, end: int) -> tuple[str, int] | None:
        """The short name of a body that ends at `end`, and where it begins."""
        return _name_ending(self.short_ends, text, end)

    def treaty_at(self, text: str, start: int) -> tuple[str, int] | None:
        """The short name of the treaty whose name begins at `start`, and where the name ends.

        >>> registry("en").treaty_at("of the Kyoto Protocol", 7)
        ('KyotoProtocol', 21)
        """
        return self._name_at(self.treaty_names, text, start)

    def treaty_ending(self, text: str, end: int) -> tuple[str, int] | None:
        """The short name of the treaty whose name ends at `end`, and where the name begins.

        >>> registry("en").treaty_ending("see the Kyoto Protocol, art. 3", 22)
        ('KyotoProtocol', 8)
        """
        return _name_ending(self.treaty_ends, text, end)

    def _name_at(
        self, names: Mapping[str, tuple[tuple[str, str], ...]], text: str, start: int
    ) -> tuple[str, int] | None:
        if not self.name_begins(text, start):
            return None
        word = _WORD.match(text, start)
        if word is None:
            return None
        for name, value in names.get(word[0], ()):
            finish = start + len(name)
            if text.startswith(name, start) and not text[finish : finish + 1].isalnum():
                return value, finish
        return None

    def name_begins(self, text: str, start: int) -> bool:
        """Whether a name of a body or treaty may begin at `start`: one look in place of three.

        >>> registry("en").name_begins("of the Security Council", 7)
        True
        """
        return text.startswith(self.alike.get(text[start : start + self.reach], ()), start)

    def ancestors(self, root: str) -> Iterable[BodyEntry]:
        """The body itself, then the bodies that it reports to.

        >>> [b.root for b in registry("en").ancestors("CTOC/COP/WG.4")]
        ['CTOC/COP/WG.4', 'CTOC/COP']
        """
        seen: set[str] = set()
        current: str | None = root
        while current and current in self.bodies and current not in seen:
            seen.add(current)
            yield self.bodies[current]
            current = self.bodies[current].parent

    def root_of_symbol(self, symbol: str) -> str:
        """The root of the body in whose series a symbol stands, or "" if none is known.

        >>> registry("en").root_of_symbol("CTOC/COP/WG.4/2009/2")
        'CTOC/COP/WG.4'
        """
        parts = symbol.split("/")
        for length in range(len(parts), 0, -1):
            root = "/".join(parts[:length])
            # "UNEP/OzL.Pro.30/11": the meeting's number stands behind the body's name
            for one in (root, _MEETING_NUMBER.sub("", root)):
                if one in self.bodies:
                    return one
        return ""


@cache
def registry(language: str) -> Registry:
    """The registry that comes with the program, in the words of a language.

    >>> registry("en").bodies["A/HRC"].names[0]
    'Human Rights Council'
    """
    return build_registry(
        _read("bodies.toml"), _read("treaties.toml"), _read("symbols.toml"), language
    )


def extended_registry(language: str, additions: Mapping[str, Any]) -> Registry:
    """The registry with a user's own bodies, treaties and symbol heads: no fork is needed.

    `additions` has ``bodies`` (a list of tables as in bodies.toml), ``treaties`` (a table of tables as
    in treaties.toml) and ``symbols`` (a list of first segments); each may be missing. A body or
    treaty that is known already is replaced.

    >>> own = extended_registry("en", {"bodies": [{"root": "XYZ", "en": ["Board of Examples"]}]})
    >>> own.body_at("Board of Examples", 0)
    ('XYZ', 17)
    """
    bodies = {
        row["root"]: row for row in (*_read("bodies.toml")["body"], *additions.get("bodies", ()))
    }
    treaties = _read("treaties.toml")["treaty"] | additions.get("treaties", {})
    heads = [*_read("symbols.toml")["heads"], *additions.get("symbols", ())]
    return build_registry(
        {"body": list(bodies.values())}, {"treaty": treaties}, {"heads": heads}, language
    )


def build_registry(
    bodies: Mapping[str, Any],
    treaties: Mapping[str, Any],
    symbols: Mapping[str, Any],
    language: str,
) -> Registry:
    """A registry from the three tables as TOML gives them; raises `KeyError` for a body
    without root."""
    entries = {
        row["root"]: BodyEntry(
            root=row["root"],
            names=tuple(row.get(language, ())),
            short=row.get("short", {}).get(language, ""),
            parent=row.get("parent"),
            instrument=row.get("instrument", ""),
            resolutions=row.get("resolutions", ""),
            decisions=row.get("decisions", ""),
            older=row.get("older", ""),
            first_session=row.get("first_session", 1),
            session_years=tuple(row.get("session_years", (0, 0, 0))),
            codes=tuple(row.get("codes", ())),
            comments=row.get("comments", ""),
            key_root=row.get("key_root", row["root"]),
        )
        for row in bodies["body"]
    }
    known = {
        short: TreatyEntry(
            short,
            tuple(row.get(language, ())),
            row.get("noun", {}).get(language, ""),
            row.get("to", ""),
        )
        for short, row in treaties["treaty"].items()
    }
    by_last: dict[str, list[tuple[str, str]]] = {}
    starts: dict[str, list[tuple[str, str]]] = {}
    for root, entry in entries.items():
        for name in entry.names:
            by_last.setdefault(name.rsplit(" ", 1)[-1], []).append((name, root))
            starts.setdefault(name.split(" ", 1)[0], []).append((name, root))
    by_first: dict[str, list[tuple[str, str]]] = {}
    treaties_by_last: dict[str, list[tuple[str, str]]] = {}
    nouns: dict[str, list[str]] = {}
    for short, treaty in known.items():
        for name in treaty.names:
            by_first.setdefault(name.split(" ", 1)[0].rstrip(","), []).append((name, short))
            treaties_by_last.setdefault(name.rsplit(" ", 1)[-1], []).append((name, short))
        nouns.setdefault(treaty.noun, []).append(short)
    shorts = sorted({entry.short for entry in entries.values() if entry.short})
    names = sorted(
        {name for rows in (*starts.values(), *by_first.values()) for name, _ in rows} | {*shorts}
    )
    reach = min(_REACH, *map(len, names)) if names else _REACH
    return Registry(
        bodies=entries,
        treaties=known,
        symbol_heads=frozenset(symbols["heads"]),
        body_names=_longest_first(by_last),
        body_starts=_longest_first(starts),
        short_starts=_longest_first(_by_word(shorts, 0)),
        last_words=frozenset((*by_last, *_by_word(shorts, -1))),
        short_ends=_longest_first(_by_word(shorts, -1)),
        treaty_names=_longest_first(by_first),
        treaty_ends=_longest_first(treaties_by_last),
        alike={
            start: tuple(n for n in names if n.startswith(start))
            for start in {n[:reach] for n in names}
        },
        reach=reach,
        nouns={noun: tuple(shorts) for noun, shorts in nouns.items()},
        codes={code: entry.root for entry in entries.values() for code in entry.codes},
        nouns_by_length=tuple(sorted(filter(None, nouns), key=lambda noun: (-len(noun), noun))),
    )


def _name_ending(
    names: Mapping[str, tuple[tuple[str, str], ...]], text: str, end: int
) -> tuple[str, int] | None:
    """What the longest name that ends at `end` stands for, and where it begins."""
    for name, value in names.get(text[text.rfind(" ", 0, end) + 1 : end], ()):
        if text.endswith(name, 0, end):
            begin = end - len(name)
            if not text[begin - 1 : begin].isalnum():
                return value, begin
    return None


def _by_word(names: Iterable[str], place: int) -> dict[str, list[tuple[str, str]]]:
    """Names by their first (0) or last (-1) word, each standing for itself."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in names:
        found.setdefault(name.split(" ")[place], []).append((name, name))
    return found


def _longest_first(
    names: Mapping[str, list[tuple[str, str]]],
) -> dict[str, tuple[tuple[str, str], ...]]:
    return {
        word: tuple(sorted(rows, key=lambda row: (-len(row[0]), row)))
        for word, rows in names.items()
    }


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))
