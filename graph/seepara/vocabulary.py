"""What a document is read by: the words of its language and the names of bodies and treaties.

Both come with the program; a user adds to them in a catalogue (``[registry]``, ``[words.en]``), without
a fork.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .languages import Language, language
from .registry import Registry, extended_registry, registry

NO_ADDITIONS: Mapping[str, Any] = {}

_NAMES: Mapping[str, type] = {"bodies": list, "treaties": dict, "symbols": list}
_KINDS: Mapping[Any, str] = {list: "a list of words", str: "a text", dict: "a table"}
_SHORTEST_HEAD = 3  # letters


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The words and the names by which a document is read."""

    language: Language
    registry: Registry


def vocabulary(
    code: str, names: Mapping[str, Any] = NO_ADDITIONS, words: Mapping[str, Any] = NO_ADDITIONS
) -> Vocabulary:
    """The vocabulary of a language, with a user's own names and words.

    Raises `LookupError` for a language that has no file, and `ValueError` for additions that cannot
    be used.

    >>> vocabulary("en").language.name
    'English'
    """
    own = language(code)
    if problem := _problem_of_names(names) or _problem_of_words(words, own):
        raise ValueError(f"the additions to names or words cannot be used: {problem}")
    spoken = own.extended(words) if words else own
    known = extended_registry(code, names) if names else registry(code)
    return Vocabulary(spoken, known)


def _problem_of_names(names: Mapping[str, Any]) -> str:
    """What is wrong with a user's own bodies, treaties and symbols; "" if nothing is."""
    if unknown := set(names) - set(_NAMES):
        return f"there is no table {sorted(unknown)[0]!r}; there are {', '.join(_NAMES)}"
    for name, kind in _NAMES.items():
        if not isinstance(names.get(name, kind()), kind):
            return f"{name!r} has another shape in registry/*.toml"
    for row in names.get("bodies", ()):
        if not isinstance(row, dict) or not isinstance(row.get("root"), str):
            return "a body has no root"
    for short, row in names.get("treaties", {}).items():
        if not isinstance(row, dict):
            return f"the treaty {short!r} is no table"
    if not all(isinstance(head, str) for head in names.get("symbols", ())):
        return "a symbol head is no text"
    return ""


def _problem_of_words(words: Mapping[str, Any], own: Language) -> str:
    """What is wrong with a user's own words; "" if nothing is."""
    for table, entries in words.items():
        if table not in own.tables or not isinstance(entries, Mapping):
            return f"no language has a table {table!r}"
        for name, value in entries.items():
            known = own.tables[table].get(name)
            if known is None:
                return f"there is no entry {table}.{name}"
            if type(value) is not type(known):
                return (
                    f"{table}.{name} must be {_KINDS.get(type(known), 'as in the language file')}"
                )
            if isinstance(value, list) and not all(isinstance(word, str) for word in value):
                return f"a word of {table}.{name} is no text"
            if table == "heads" and any(len(word) < _SHORTEST_HEAD for word in value):
                return f"a word of {table}.{name} is too short to be found"
            if name.endswith("_pattern"):
                try:
                    re.compile(value)
                except re.error as error:
                    return f"{table}.{name} is no regular expression ({error})"
    return ""
