"""What a writer must know before citing a source."""

from __future__ import annotations

from collections.abc import Sequence

from ..labels import Labels
from .source import Source
from .words import CitingWords


def warnings(
    found: Source, later: Sequence[str], labels: Labels, words: CitingWords
) -> tuple[str, ...]:
    """That the source is a draft, of limited distribution or abridged, and what the later text is;
    `later` are the keys of the later texts that are known.

    >>> from .words import citing_words
    >>> labels = Labels.of(())
    >>> draft = Source("A/1/L.1#2", "", "document", "Draft", draft=True, limited=True)
    >>> warnings(draft, ["A/1/2#3"], labels, citing_words())
    ('A/1/L.1, para. 2 is a draft: it is not adopted; a later text is known: A/1/2, para. 3',)
    """
    name = labels.label(found.key)
    said = []
    if found.draft or found.limited:
        pattern = words.warnings["draft" if found.draft else "limited"]
        said.append(pattern.format(source=name))
    if found.abridged:
        said.append(words.warnings["abridged"].format(source=name, abridged=labels.words.abridged))
    if said and later:
        known = words.warnings["join"].join(map(labels.label, later))
        said[0] = words.warnings["later"].format(warning=said[0], later=known)
    return tuple(said)
