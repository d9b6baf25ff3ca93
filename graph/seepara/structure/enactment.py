"""Resolutions: where the preamble begins, which paragraphs are operative, where the text ends."""

from __future__ import annotations

from enum import Enum, auto

from ..languages import Language
from ..registry import Registry

_LONGEST_OPENING = 160
_LONGEST_ARTICLE = 6  # characters of "The " before a body's name


class Part(Enum):
    """The part of a resolution in which a paragraph stands; NONE in other documents."""

    NONE = auto()
    PREAMBLE = auto()
    OPERATIVE = auto()
    END = auto()


class Enactment:
    """What a resolution is recognised by, in the words of a language.

    >>> from ..languages import language
    >>> from ..registry import registry
    >>> words = Enactment(language("en"), registry("en"), resolution=False)
    >>> words.opens("The Security Council,"), words.opens("The Security Council met,")
    (True, False)
    >>> words.is_operative("Decides to remain seized"), words.is_operative("Conscious of its duty,")
    (True, False)
    """

    def __init__(self, language: Language, registry: Registry, resolution: bool) -> None:
        self.registry = registry
        self.resolution = resolution
        self.operative = language.pattern("structure", "operative_pattern")
        self.end = language.pattern("letterhead", "resolution_end_pattern")
        self.shorts = frozenset(name for names in registry.short_ends.values() for name, _ in names)

    def opens(self, text: str) -> bool:
        """ "The Security Council," alone on its line; in a resolution also without its comma."""
        line = text.rstrip()
        name = line.rstrip(",")
        if len(line) > _LONGEST_OPENING or (name == line and not self.resolution):
            return False
        if not name or name[-1] in ".;:":
            return False
        found = self.registry.body_ending(name, len(name))
        if found and found[1] < _LONGEST_ARTICLE:
            return True
        return name.partition(" ")[2] in self.shorts

    def is_operative(self, text: str) -> bool:
        """Whether an unnumbered paragraph decides something: it begins with a verb that does."""
        return bool(self.operative.match(text))

    def ends(self, text: str) -> bool:
        """Whether a line tells of the adoption: behind it stands nothing of the resolution."""
        return bool(self.end.match(text))
