"""Which files are one document (domain.md §3), told from little, so that no document need be held.

Two files of one version are one document: Word tells most of it, then HTML, text, PDF; the others
are reported. Without a symbol two different files are two documents, however alike they look.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model import value
from ..reading import HTML_ENDINGS, TEXT_ENDINGS, WORD_ENDINGS
from ..reading.errors import SameDocument, UnreadableFile

_BEST_FIRST = (WORD_ENDINGS, HTML_ENDINGS, TEXT_ENDINGS)
_OF_SHA256 = 8
"""Characters of a file's hash that tell its key from another's."""


@value
class Identity:
    """By what a document that was read is told from others."""

    key: str
    has_symbol: bool
    sha256: str
    file: str
    language: str = ""


@value
class Kept:
    """A file's document counts, under this key."""

    key: str


def told_apart(identities: Sequence[Identity]) -> list[Kept | UnreadableFile]:
    """For each file the key of its document, or the error that says which file is read in its place.

    The order in which the files come changes nothing.

    >>> word, text = (Identity("A/80/1", True, file, file) for file in ("b.docx", "a.txt"))
    >>> [str(fate) for fate in told_apart([text, word])][0]
    'a.txt: it is the same document as b.docx; leave one of them out'
    >>> one, two = (Identity("x/note", False, hash, hash) for hash in ("0" * 64, "1" * 64))
    >>> [fate.key for fate in told_apart([two, one])]
    ['x/note/11111111', 'x/note']
    """
    groups: dict[str, list[int]] = {}
    for number, identity in enumerate(identities):
        groups.setdefault(identity.key, []).append(number)
    fates: dict[int, Kept | UnreadableFile] = {}
    for key, numbers in groups.items():
        if len(numbers) == 1:
            fates[numbers[0]] = Kept(key)
        else:
            fates |= _fates(key, {number: identities[number] for number in numbers})
    return [fates[number] for number in range(len(identities))]


def _fates(key: str, alike: Mapping[int, Identity]) -> dict[int, Kept | UnreadableFile]:
    """What becomes of files that have one key."""
    fates: dict[int, Kept | UnreadableFile] = {}
    one_document = any(identity.has_symbol for identity in alike.values())
    # What is read, by its hash where that tells documents apart.
    kept: dict[str, Identity] = {}
    for number in sorted(alike, key=lambda n: (_rank(alike[n].file), alike[n].file)):
        identity = alike[number]
        tells = "" if one_document else identity.sha256
        if tells in kept:
            file, language = kept[tells].file, kept[tells].language
            problem = f"it is the same document as {file}"
            if identity.language != language:
                problem += " in another language, and of that document one version is read"
            fates[number] = SameDocument(identity.file, problem, "leave one of them out")
        else:
            fates[number] = Kept(f"{key}/{tells[:_OF_SHA256]}" if kept else key)
            kept[tells] = identity
    return fates


def _rank(file: str) -> int:
    """The order in which formats tell most of a document."""
    ending = file.lower()
    found = (n for n, endings in enumerate(_BEST_FIRST) if ending.endswith(endings))
    return next(found, len(_BEST_FIRST))
