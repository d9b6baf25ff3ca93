"""What a person types → the key that is meant, or an error that says what can be meant."""

from __future__ import annotations

from collections.abc import Sequence

from ..keys import join, split
from ..labels import Labels
from ..model import ResolvedDocument
from ..showing.node import find_keys


class NotFound(LookupError):
    """Nothing is called so, or several things are; the message says what to do."""


def key_of(typed: str, documents: Sequence[ResolvedDocument], labels: Labels) -> str:
    """The key that is meant; raises `NotFound` where it is none or may be several.

    >>> key_of("A/80/1", (), Labels.of(()))
    Traceback (most recent call last):
    seepara.library.finding.NotFound: nothing here is called 'A/80/1'; try a paragraph (21(a)), \
a symbol or a file's name
    """
    found = find_keys(typed, documents, labels)
    if len(found) > 1:
        can_be = ", ".join(f'"{name}"' for name in _typed(found, documents))
        raise NotFound(f"{typed!r} can be {can_be}: give one of them")
    if not found:
        raise NotFound(
            f"nothing here is called {typed!r}; try a paragraph (21(a)), a symbol or a file's name"
        )
    return found[0]


def _typed(keys: Sequence[str], documents: Sequence[ResolvedDocument]) -> list[str]:
    """Keys as a person may type them: a document without a symbol by its short name or its file."""
    names = {
        one.document.key: one.document.symbol or one.document.short or one.document.file
        for one in documents
    }
    return [join(names.get(split(key)[0], split(key)[0]), split(key)[1]) for key in keys]
