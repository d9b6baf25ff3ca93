"""Cross-references in United Nations documents as a knowledge graph.

The recogniser alone, without documents and targets:

>>> from seepara import find_references
>>> text = "pursuant to General Assembly resolution 64/293, para. 3, and article 6 of the Kyoto Protocol"
>>> [text[p.start:p.end] for p in find_references(text)]
['General Assembly resolution 64/293, para. 3', 'article 6 of the Kyoto Protocol']

Own bodies and words are added without a fork:

>>> text = "see clause 4 above"
>>> [text[p.start:p.end] for p in find_references(text, words={"heads": {"paragraph": ["clause"]}})]
['see clause 4 above']
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .references.phrases import Phrase

__all__ = ["find_references"]


def find_references(
    text: str,
    language: str = "en",
    *,
    names: Mapping[str, Any] | None = None,
    words: Mapping[str, Any] | None = None,
) -> tuple[Phrase, ...]:
    """Every phrase in a text that refers, in order: what it cites and where in it.

    Offsets are code points, half-open: a phrase is ``text[phrase.start:phrase.end]``. What "the
    report" or "its resolution" denotes needs a document and is not asked here. `names` and `words`
    are added to the registry and to the language (`seepara.vocabulary`). Raises `LookupError` for
    a language that has no file.
    """
    from .references.parser import parse_phrases
    from .vocabulary import vocabulary

    known = vocabulary(language, names or {}, words or {})
    return tuple(parse_phrases(text, known.language, known.registry))
