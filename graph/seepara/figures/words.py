"""The words on maps; all are data (``words.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib.resources import files

from .model import FigureLink

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FigureWords:
    """The words and patterns of maps in one language; the fields are explained in words.toml."""

    language: str
    title: Words
    heading: Words
    node: Words
    kinds: Words
    states: Words
    relations: Words
    asserters: Words
    lines: Words
    note: Words
    levels: Words
    description: Words

    def relation(self, name: str) -> str:
        """A relation in words; its name where there is no word for it.

        >>> figure_words().relation("followsUp")
        'follows up'
        """
        return self.relations.get(name, name)

    def said(self, link: FigureLink) -> str:
        """What a line says, and who says it.

        >>> figure_words().said(FigureLink("A/1#1", "A/1#2", "seeAlso", "secretariat"))
        'see also: the secretariat’s cross-reference'
        """
        return self.lines["line"].format(
            relation=self.relation(link.relation), asserter=self.asserters[link.asserter]
        )


def figure_words() -> FigureWords:
    """The words that come with the program."""
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return FigureWords(**{field.name: table[field.name] for field in fields(FigureWords)})
