"""What every rule of the grammar reads from: the text, the words of its language, the names it knows."""

from __future__ import annotations

import re

from ..model import value
from ..registry import Registry
from ..symbols import match
from .grammar import Grammar

_SEE_LOOKS_BACK = 16
_LEAD = re.compile(r"\s*+[,;،؛、]?\s*+\(?([^\W\d_]{1,2})")


@value
class Scan:
    """A text under the grammar of its language. Positions are code points."""

    text: str
    grammar: Grammar
    registry: Registry

    def form_at(self, at: int) -> tuple[str, str, int] | None:
        """The form of the head word at a position, the word in small letters, and where it ends."""
        grammar = self.grammar
        first = grammar.word.match(self.text, at)
        if first is None:
            return None
        # Nearly always it is no head: one look in a set spares the regular expression.
        word = first[0].lower()
        if word not in grammar.first_words:
            return None
        end = first.end()
        if word in grammar.simple_heads and self.text[end : end + 1] != "_":
            return grammar.simple_heads[word], word, end
        head = grammar.head.match(self.text, at)
        if head is None:
            return None
        word = " ".join(head[1].lower().split())
        return grammar.heads[word], word, head.end()

    def lead(self, at: int) -> str:
        """How the next word begins, behind a comma, white space and a bracket: its first two letters.

        It spares most places the regular expressions of what cannot stand there; "" where the text
        goes on with no word.
        """
        found = _LEAD.match(self.text, at)
        return found[1].lower() if found else ""

    def see_before(self, at: int, since: int = 0) -> re.Match[str] | None:
        """The "see" that stands directly before a position, with the bracket before it."""
        text = self.text
        first = max(since, at - _SEE_LOOKS_BACK)
        if not text[first:at].rstrip().endswith(self.grammar.see_ends):
            return None
        return self.grammar.see.search(text, first, at)

    def rules_of_procedure(self, at: int) -> re.Match[str] | None:
        """The words for rules of procedure, at a position or some words behind it."""
        grammar, text = self.grammar, self.text
        reach = at + grammar.rules_reach
        for word in grammar.rules_words:
            if text.find(word, at, reach + len(word)) >= 0:
                return grammar.rules_of_procedure.match(text, at)
        return None

    def determiner_before(self, at: int) -> str:
        """The word directly before a position, in small letters."""
        words = self.text[max(0, at - 16) : at].split()
        return words[-1].lower() if words else ""

    def is_plain_of(self, of: re.Match[str], end: int) -> bool:
        """Whether the word that `Grammar.of` found, up to `end`, is the plainest: what it leads to
        has the pinpoints before it, whatever it is."""
        return self.text[of.start() : end].strip().lstrip(",").strip() == self.grammar.plain_of

    def is_conjunction(self, separator: re.Match[str]) -> bool:
        """Whether a separator is a word alone, without a comma: "A and B"."""
        return not self.grammar.notably.fullmatch(separator[0]) and separator[0].strip().isalpha()

    def names_document(self, at: int) -> bool:
        """Whether a decision, a resolution or a document by its symbol is named here."""
        text, grammar, registry = self.text, self.grammar, self.registry
        if body := registry.body_at(text, at):
            at = self.skip_spaces(body[1])
        head = self.form_at(at)
        if head is not None and head[0] in ("decision", "resolution"):
            is_decision = head[0] == "decision"
            number = grammar.decision_number if is_decision else grammar.resolution_number
            return bool(number.match(text, head[2]))
        if document := grammar.document.match(text, at):
            at = document.end()
        return match(text, at, registry.symbol_heads) is not None

    def skip_spaces(self, at: int) -> int:
        while self.text[at : at + 1] == " ":
            at += 1
        return at
