"""What every rule of the grammar reads from: the text, the words of its language, the names it knows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..registry import Registry
from .grammar import Grammar

_LEAD = re.compile(r"\s*+[,;]?\s*+\(?([^\W\d_]{1,2})")


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """A text under the grammar of its language. Positions are code points."""

    text: str
    grammar: Grammar
    registry: Registry

    def form_at(self, at: int) -> tuple[str, str, int] | None:
        """The form of the head word at a position, the word in small letters, and where it ends."""
        first = self.grammar.word.match(self.text, at)
        if first is None:
            return None
        # Nearly always it is no head: one look in a set spares the regular expression.
        if first[0].lower() not in self.grammar.first_words:
            return None
        head = self.grammar.head.match(self.text, at)
        if head is None:
            return None
        word = " ".join(head[1].lower().split())
        return self.grammar.heads[word], word, head.end()

    def lead(self, at: int) -> str:
        """How the next word begins, behind a comma, white space and a bracket: its first two letters.

        It spares most places the regular expressions of what cannot stand there; "" where the text
        goes on with no word.
        """
        found = _LEAD.match(self.text, at)
        return found[1].lower() if found else ""

    def see_before(self, at: int) -> bool:
        """Whether "see" stands directly before a position."""
        return self.grammar.see.search(self.text, max(0, at - 16), at) is not None

    def determiner_before(self, at: int) -> str:
        """The word directly before a position, in small letters."""
        words = self.text[max(0, at - 16) : at].split()
        return words[-1].lower() if words else ""

    def skip_spaces(self, at: int) -> int:
        while self.text[at : at + 1] == " ":
            at += 1
        return at
