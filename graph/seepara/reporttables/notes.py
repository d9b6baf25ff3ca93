"""The notes below tables: letters for some cells, and what holds for the whole."""

from __future__ import annotations

import string
from collections.abc import Iterable

from ..labels import Labels, plain
from ..model import Document, ResolvedDocument
from .model import Note
from .words import TableWords


class Lettered:
    """Lettered notes in the making: the same words have one letter, in the order of their use.

    >>> notes = Lettered()
    >>> notes.letter("Abridged."), notes.letter("Not read."), notes.letter("Abridged.")
    ('a', 'b', 'a')
    """

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}

    def letter(self, text: str) -> str:
        """The letter of a note; "a" to "z", then "A" to "Z", then "z" for all more."""
        letters = string.ascii_letters
        known = self._letters
        return known.setdefault(text, letters[min(len(known), len(letters) - 1)])

    def notes(self) -> tuple[Note, ...]:
        """The notes by their letters."""
        return tuple(Note(letter, text) for text, letter in self._letters.items())


def abridged_mark(
    documents: Iterable[Document], labels: Labels, words: TableWords, lettered: Lettered
) -> str:
    """The letter of the note that names the abridged texts; empty where none is."""
    names = [plain(labels.label(document.key)) for document in documents if document.abridged]
    if not names:
        return ""
    return lettered.letter(words.notes["abridged"].format(documents=words.listed(names)))


def corpus_note(
    documents: Iterable[ResolvedDocument], labels: Labels, words: TableWords, version: str
) -> Note:
    """Of when the newest text is, and what made the table."""
    date = labels.words.date(max((one.document.date for one in documents), default=""))
    name = "corpus" if date else "corpus_undated"
    return Note("", words.notes[name].format(date=date, version=version))
