"""The words of a language, as data: one TOML file a language, shared by structure, context and
references.

A new language is a new file with the same tables as `en.toml`; `tests/test_languages.py` says what
is missing. Nothing here interprets the words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language: its tables by name, each a mapping of words or patterns."""

    code: str
    name: str
    tables: Mapping[str, Mapping[str, Any]]

    def words(self, table: str, name: str) -> tuple[str, ...]:
        """The words of one entry; raises `KeyError` where the language file lacks it.

        >>> language("en").words("words", "above")
        ('above',)
        """
        return tuple(self.tables[table][name])

    def pattern(self, table: str, name: str) -> re.Pattern[str]:
        """The regular expression of a ``*_pattern`` entry; one space stands for any white space.

        >>> bool(language("en").pattern("letterhead", "addendum_pattern").match("Addendum"))
        True
        """
        return _compiled(self.tables[table][name])

    def extended(self, additions: Mapping[str, Mapping[str, Any]]) -> Language:
        """The language with a user's own words: lists are added to, other entries are replaced.

        >>> own = language("en").extended({"heads": {"paragraph": ["clause"]}})
        >>> own.words("heads", "paragraph")[-1]
        'clause'
        """
        tables = {name: dict(table) for name, table in self.tables.items()}
        for name, table in additions.items():
            for entry, value in table.items():
                old = tables.setdefault(name, {}).get(entry)
                both = isinstance(old, list) and isinstance(value, list)
                tables[name][entry] = [*old, *value] if both and old is not None else value
        return Language(self.code, self.name, tables)


@cache
def language(code: str) -> Language:
    """The language of a code ("en"); raises `LookupError`, naming those there are, for another.

    >>> language("en").name
    'English'
    """
    file = files(__package__).joinpath(f"{code}.toml")
    if not code.isalpha() or not file.is_file():
        raise LookupError(f"no language file for {code!r}; there are: {', '.join(codes())}")
    tables = tomllib.loads(file.read_text("utf-8"))
    code, name = tables.pop("code"), tables.pop("name")
    return Language(
        code, name, {key: table for key, table in tables.items() if isinstance(table, dict)}
    )


@cache
def codes() -> tuple[str, ...]:
    """The codes of the languages that the program has words of.

    >>> "en" in codes()
    True
    """
    names = (file.name for file in files(__package__).iterdir())
    return tuple(sorted(name[:-5] for name in names if name.endswith(".toml")))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"\s"))


def alternatives(words: tuple[str, ...]) -> str:
    r"""A regular expression for any of the words, the longest first, a space for any white space.

    >>> alternatives(("to", "as well as"))
    'as\\s+well\\s+as|to'
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(map(re.escape, word.split(" "))) for word in ordered)
