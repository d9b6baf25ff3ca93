"""What a document is read by: the words of its language and the names of bodies and treaties.

Both come with the program; a user adds to them in a catalogue (``[registry]``, ``[words.en]``), without
a fork.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .languages import Language, language
from .registry import Registry, extended_registry, registry

NO_ADDITIONS: Mapping[str, Any] = {}


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
    try:
        spoken = language(code).extended(words) if words else language(code)
        known = extended_registry(code, names) if names else registry(code)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the additions to names or words cannot be used: {error}") from None
    return Vocabulary(spoken, known)
